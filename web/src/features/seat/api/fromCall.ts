import type { Advice, Schemas } from '@/shared/http/types';
import type { CallField, CallFields } from './call';
import { reportOf, shownFields, type Outcome, type SeatForm } from './form';

/** From here on a matter read from a call fills its field; below it is only named. */
export const SURE = 0.6;

/** The words of a report made of what a call filled: one fact a line, nothing that was not said. Until there is a sentence, the caller's own words stand. */
export function composed(fields: CallFields, lines: readonly Schemas['CallLine'][], say: (field: CallField, value: string) => string, comma: string, when: (at: string) => string): string {
  const text = (field: CallField) => { const value = fields[field]?.value; return typeof value === 'string' ? value.trim() : ''; };
  const summary = text('summary') || lines.filter((one) => one.speaker === 'citizen').map((one) => one.text).join(comma).slice(0, 4000);
  if (!summary) return '';
  const facts: string[] = [];
  const add = (field: CallField, value: string) => { if (value && !summary.includes(value)) facts.push(say(field, value)); };
  if (text('happened_at')) facts.push(say('happened_at', when(text('happened_at'))));
  add('recurs', text('recurs'));
  add('place', text('place'));
  add('subject', text('subject'));
  add('appeal', text('appeal'));
  add('earlier_case', text('earlier_case'));
  add('callback_time', text('callback_time'));
  return [summary, ...facts].join('\n');
}

/** The seat's form with what the call filled laid over it. `text` stays as it is: who made it decides about it. */
export function laidOver(form: SeatForm, fields: CallFields): SeatForm {
  const matter = fields.matter;
  return {
    ...form,
    phone: fields.phone ? fields.phone.value ?? '' : form.phone,
    name: fields.name ? fields.name.value ?? '' : form.name,
    confidential: fields.confidential?.value ?? form.confidential,
    kind: fields.kind?.value ?? form.kind,
    matter: matter?.by ? matter.value[0]?.code : form.matter,
    urgency: form.urgency ?? (fields.urgent?.value ? 'urgent' : undefined),
    address: form.point ? form.address : fields.place ? fields.place.value ?? '' : form.address,
  };
}

/** What stands in each field during a call: as without one, but a matter the call is sure of fills its field before the advice does. */
export function shownOfCall(form: SeatForm, fields: CallFields, advice: Advice | undefined) {
  const shown = shownFields(form, advice);
  const read = fields.matter?.by ? undefined : fields.matter?.value[0];
  return { ...shown, matter: form.matter ?? (read && read.confidence >= SURE ? read.code : shown.matter) };
}

/** The report of a call. What stands on the screen is what the case gets: a matter is sent only when the engine would have read another one from the words. */
export function reportOfCall(form: SeatForm, fields: CallFields, advice: Advice | undefined, outcome: Outcome): Schemas['ReportIn'] {
  const shown = shownOfCall(form, fields, advice);
  const matter = form.matter ?? (shown.matter !== advice?.matters[0]?.matter.code ? shown.matter : undefined);
  const at = fields.happened_at?.value;
  return reportOf({ ...form, matter }, outcome, at?.includes('T') ? at : undefined);
}
