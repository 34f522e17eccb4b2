import { CARDS, GRADES, REFUSE_KINDS, SATISFACTIONS } from '@/generated/contract';
import type { Case, Command, Point, Schemas } from '@/shared/http/types';

export type Operation = Schemas['Operation'];

/** `words` several lines, `line` one; `code` a word of the contract; `place` gives `point` and `address`; `pick` one of what the case itself names; `step` an element of its process. */
export type FieldKind = 'words' | 'line' | 'unit' | 'units' | 'matter' | 'code' | 'yes_no' | 'days' | 'case' | 'report' | 'files' | 'file' | 'place' | 'pick' | 'step';

export interface FieldSpec {
  name: string;
  kind: FieldKind;
  required?: boolean;
  /** Needed only when this says so of what is filled in already. */
  requiredWhen?: (values: Values) => boolean;
  hiddenWhen?: (values: Values) => boolean;
  /** For `code`: list of the contract and its codes. */
  list?: string;
  codes?: (of: Case) => readonly string[];
  /** For `pick`: what there is to choose. */
  picks?: (of: Case) => readonly { value: string | number; label: string }[];
  most?: number;
  rows?: number;
  /** Ready sentences under `ready.<operation>.<n>` in the words. */
  ready?: number;
}

export type Group = 'work' | 'process' | 'citizen' | 'time' | 'dispatch' | 'watch' | 'together';
export interface Form { group: Group; fields: readonly FieldSpec[]; danger?: boolean; startsWith?: Values }
export type Values = Record<string, unknown>;
export interface PlaceValue { point?: Point; address?: string }

const reason = (ready = 0): FieldSpec => ({ name: 'reason', kind: 'words', required: true, most: 1000, rows: 3, ready });
const note: FieldSpec = { name: 'note', kind: 'words', most: 2000, rows: 2 };
const unit: FieldSpec = { name: 'unit', kind: 'unit', required: true };
const activity: FieldSpec = { name: 'activity', kind: 'pick', required: true, picks: (of) => (of.process?.activities ?? []).map((one) => ({ value: one.id, label: one.name })) };
const incident: FieldSpec = { name: 'incident', kind: 'pick', required: true, picks: (of) => (of.process?.stuck ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.cause})` })) };
const back = (name: string): FieldSpec => ({ name, kind: 'pick', required: true, picks: (of) => (of.process?.back ?? []).map((one) => ({ value: one.element, label: one.name })) });
const may = (reason_: FieldSpec): FieldSpec => ({ ...reason_, required: false });

/** What each operation asks for: every form on every screen is made from this table. `rate`, `pass_time` and `follow_area` are never asked of staff. */
export const FORMS: Partial<Record<Operation, Form>> = {
  accept: { group: 'work', fields: [] },
  contact: { group: 'work', fields: [{ name: 'reached', kind: 'yes_no', required: true }, { ...note, required: true, rows: 3, ready: 3 }], startsWith: { reached: true } },
  complete_activity: { group: 'process', fields: [] },
  send_back: { group: 'process', fields: [back('to'), reason()] },
  transfer: { group: 'process', fields: [activity, { name: 'to', kind: 'unit', required: true }, may(reason())] },
  delegate: { group: 'process', fields: [activity, { name: 'to', kind: 'unit', required: true }, may(reason())] },
  add_signer: { group: 'process', fields: [activity, { name: 'who', kind: 'unit', required: true }, may(reason())] },
  remove_signer: { group: 'process', fields: [activity, { name: 'who', kind: 'unit', required: true }, reason()], danger: true },
  withdraw: { group: 'process', fields: [back('element'), reason()], danger: true },
  jump: { group: 'process', fields: [{ ...activity, required: false }, { name: 'to', kind: 'step', required: true }, reason()], danger: true },
  retry: { group: 'process', fields: [incident] },
  skip: { group: 'process', fields: [incident, reason()], danger: true },
  resolve: { group: 'work', fields: [{ name: 'result', kind: 'words', required: true, most: 5000, rows: 5 }, { name: 'measures', kind: 'words', most: 5000, rows: 3 }, { name: 'attachments', kind: 'files' }] },
  return: { group: 'work', fields: [reason(3)], danger: true },
  dispute: { group: 'work', fields: [reason(), { name: 'claim_unit', kind: 'unit' }], danger: true },
  add_unit: { group: 'work', fields: [{ name: 'units', kind: 'units', required: true }, note] },
  finish_assist: { group: 'work', fields: [{ ...note, required: true, rows: 3 }] },
  comment: { group: 'work', fields: [{ name: 'text', kind: 'words', required: true, most: 2000, rows: 3 }] },
  attach: { group: 'work', fields: [{ name: 'attachment', kind: 'file', required: true }] },
  ask_citizen: { group: 'citizen', fields: [{ name: 'question', kind: 'words', required: true, most: 1000, rows: 3 }] },
  reply: { group: 'citizen', fields: [{ name: 'text', kind: 'words', required: true, most: 2000, rows: 3 }] },
  call_back: {
    group: 'citizen',
    fields: [{ name: 'satisfaction', kind: 'code', required: true, list: 'Satisfaction', codes: () => SATISFACTIONS }, { name: 'solved', kind: 'yes_no', required: true }, { ...note, rows: 3 }],
  },
  answer_at_once: { group: 'citizen', fields: [{ name: 'answer', kind: 'words', required: true, most: 5000, rows: 5 }] },
  refuse: { group: 'citizen', fields: [{ name: 'kind', kind: 'code', required: true, list: 'RefuseKind', codes: () => REFUSE_KINDS }, reason()], danger: true },
  request_extension: { group: 'time', fields: [{ name: 'days', kind: 'days', required: true }, reason(3)], startsWith: { days: 3 } },
  decide_extension: {
    group: 'time',
    fields: [{ name: 'approve', kind: 'yes_no', required: true }, { name: 'days', kind: 'days', hiddenWhen: (values) => values.approve !== true }, { ...note, requiredWhen: (values) => values.approve === false }],
  },
  suspend: { group: 'time', fields: [{ name: 'cause', kind: 'code', required: true, list: 'SuspendReason', codes: (of) => of.procedure?.suspend_reasons ?? [] }, reason()] },
  resume: { group: 'time', fields: [note] },
  assign_unit: { group: 'dispatch', fields: [unit, note] },
  correct_matter: { group: 'dispatch', fields: [{ name: 'matter', kind: 'matter', required: true }] },
  correct_place: { group: 'dispatch', fields: [{ name: 'place', kind: 'place', required: true }] },
  change_grade: { group: 'dispatch', fields: [{ name: 'grade', kind: 'code', required: true, list: 'Grade', codes: () => GRADES }, reason()] },
  arbitrate: { group: 'dispatch', fields: [unit, reason()] },
  escalate: { group: 'dispatch', fields: [unit, reason()] },
  hand_down: { group: 'dispatch', fields: [unit, reason()] },
  transfer_partner: { group: 'dispatch', fields: [{ name: 'partner', kind: 'line', required: true, most: 100 }, { name: 'reference', kind: 'line', most: 100 }, reason()] },
  review: { group: 'watch', fields: [{ name: 'pass', kind: 'yes_no', required: true }, { ...note, rows: 3, requiredWhen: (values) => values.pass === false }] },
  remind: { group: 'watch', fields: [note] },
  supervise: { group: 'watch', fields: [{ name: 'card', kind: 'code', required: true, list: 'Card', codes: () => CARDS }, reason(2)], startsWith: { card: 'notice' } },
  reopen: { group: 'watch', fields: [reason()] },
  merge: { group: 'together', fields: [{ name: 'into', kind: 'case', required: true }], danger: true },
  split: { group: 'together', fields: [{ name: 'report', kind: 'report', required: true }], danger: true },
};

export const GROUPS: readonly Group[] = ['work', 'process', 'citizen', 'time', 'dispatch', 'watch', 'together'];

/** What one would most likely do now, the likeliest first; the first of these that is offered is the screen's main button. */
const LIKELY: readonly Operation[] = ['arbitrate', 'decide_extension', 'accept', 'resume', 'review', 'call_back', 'assign_unit', 'contact', 'resolve', 'finish_assist', 'complete_activity'];

export function likeliest(of: Case): Operation | undefined {
  const may = offered(of);
  // A step with a form is what the process waits for.
  if (may.includes('complete_activity') && of.process?.activities.some((one) => one.form)) return 'complete_activity';
  return LIKELY.find((operation) => may.includes(operation) && !(operation === 'assign_unit' && of.stage !== 'received') && !(operation === 'contact' && of.stage === 'handling'));
}

/** In the order of the table. */
export const offered = (of: Case): Operation[] => (Object.keys(FORMS) as Operation[]).filter((operation) => of.may.includes(operation) && !pointless(operation, of));

/** Allowed by role and stage, but with nothing to act on. */
function pointless(operation: Operation, of: Case): boolean {
  if (operation === 'decide_extension') return of.extension?.state !== 'pending';
  if (operation === 'arbitrate') return !of.dispute;
  if (operation === 'dispute') return !!of.dispute;
  if (operation === 'suspend') return !!of.suspended || !of.procedure?.suspend_reasons.length;
  if (operation === 'resume') return !of.suspended;
  if (operation === 'retry' || operation === 'skip') return !of.process?.stuck.length;
  if (operation === 'send_back' || operation === 'withdraw') return !of.process?.back.length;
  if (FORMS[operation]?.group === 'process') return !of.process?.activities.length;
  if (operation === 'split') return of.reports.length < 2;
  if (operation === 'finish_assist') return !of.assist.some((one) => !one.finished);
  return false;
}

const blank = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length) || (typeof value === 'string' && !value.trim());

export const shownFields = (operation: Operation, values: Values) => (FORMS[operation]?.fields ?? []).filter((field) => !field.hiddenWhen?.(values));

/** The first field that still needs a value. */
export function missing(operation: Operation, values: Values): FieldSpec | undefined {
  return shownFields(operation, values).find((field) => {
    const value = values[field.name];
    if (field.kind === 'place') { const place = value as PlaceValue | undefined; return !place?.point && !place?.address?.trim(); }
    if (field.name === 'reason' && typeof value === 'string' && value.trim().length < 2 && (field.required || value.trim())) return true;
    return (field.required || field.requiredWhen?.(values)) && blank(value);
  });
}

/** The request: trimmed, without what was left empty. */
export function commandOf(operation: Operation, values: Values): Command {
  const body: Record<string, unknown> = { operation };
  for (const field of shownFields(operation, values)) {
    const value = values[field.name];
    if (field.kind === 'place') {
      const place = value as PlaceValue;
      if (place.point) body.point = place.point;
      if (place.address?.trim()) body.address = place.address.trim();
    } else if (field.kind === 'files') {
      if (!blank(value)) body[field.name] = (value as Schemas['Attachment'][]).map((file) => file.id);
    } else if (field.kind === 'file') {
      body[field.name] = (value as Schemas['Attachment'][])[0]?.id;
    } else if (!blank(value)) {
      body[field.name] = typeof value === 'string' ? value.trim() : value;
    }
  }
  return body as unknown as Command;
}
