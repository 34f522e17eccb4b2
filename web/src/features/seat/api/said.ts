import type { Span } from '@/shared/components/Mark';
import type { CallField, CallFields } from './call';

export const CALL_FIELDS: readonly CallField[] = ['name', 'phone', 'confidential', 'kind', 'matter', 'happened_at', 'recurs', 'place', 'subject', 'summary', 'appeal', 'urgent', 'earlier_case', 'callback_wanted', 'callback_time'];

/** Where in one line the values of a form were said; the field somebody points at is lit and wins over the others. Offsets count code points. */
export function spansOf(fields: CallFields, line: number, pointed: CallField | null): Span[] {
  const of = (field: CallField, tone: Span['tone']) => (fields[field]?.said ?? []).filter((at) => at.line === line).map((at) => ({ text: '', start: at.start, end: at.end, tone }));
  const tone = (field: CallField): Span['tone'] => (field === 'place' ? 'place' : field === 'urgent' ? 'urgency' : 'matter');
  return [...(pointed ? of(pointed, 'lit') : []), ...CALL_FIELDS.filter((field) => field !== pointed && field !== 'summary').flatMap((field) => of(field, tone(field)))];
}

/** The first line in which a field was said, to bring it into view. */
export const firstLine = (fields: CallFields, field: CallField) => fields[field]?.said.reduce<number | undefined>((least, at) => (least === undefined || at.line < least ? at.line : least), undefined);

/** A value as words that can be compared: of matters only the best counts. */
export const sameness = (fields: CallFields, field: CallField): string => {
  const value = fields[field]?.value;
  return JSON.stringify(Array.isArray(value) ? value[0]?.code ?? null : value ?? null);
};

/** The fields the machine filled or changed between two states of the form; what the agent put in is no news to the agent. */
export const changedFields = (before: CallFields | undefined, after: CallFields): CallField[] =>
  (before ? CALL_FIELDS.filter((field) => !after[field]?.by && sameness(before, field) !== sameness(after, field) && after[field]) : []);
