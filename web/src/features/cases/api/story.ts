import type { Schemas, TrailEvent } from '@/shared/http/types';

export type Chapter = 'judged' | 'people' | 'clock' | 'flow';
export const CHAPTERS: readonly Chapter[] = ['judged', 'people', 'flow', 'clock'];

const JUDGED: readonly Schemas['EventKind'][] = ['matter_judged', 'place_judged', 'relation_judged', 'unit_judged', 'queued_for_dispatcher'];

/** What sort of thing an event is, for the filter above the story. */
export function chapterOf(event: TrailEvent): Chapter {
  if (event.kind.startsWith('deadline_') && event.kind !== 'deadline_missed') return 'clock';
  if (JUDGED.includes(event.kind)) return 'judged';
  // What the engine does at intake stands under who reported; it is still the engine's doing.
  const automatic = event.kind === 'case_opened' || event.kind === 'case_closed' || event.data.how === 'engine';
  return automatic || event.actor.kind === 'system' ? 'flow' : 'people';
}

/** How many events each chapter holds. */
export function chapters(events: readonly TrailEvent[]): Record<Chapter, number> {
  const out: Record<Chapter, number> = { judged: 0, people: 0, clock: 0, flow: 0 };
  for (const event of events) out[chapterOf(event)] += 1;
  return out;
}

/** Fields that hold what somebody wrote, in the order they are shown. */
const WRITTEN = ['text', 'question', 'answer', 'result', 'measures', 'note', 'words'] as const;

/** The words people wrote in an event, each once. */
export function written(event: TrailEvent): string[] {
  const report = event.data.report as Record<string, unknown> | undefined;
  const found = [event.reason, ...WRITTEN.map((key) => event.data[key]), report?.text].filter((value): value is string => typeof value === 'string' && value.trim() !== '');
  return [...new Set(found)];
}

/** The codes in an event's data and the list of the contract that names them. */
const CODES: Record<string, string> = { cause: 'SuspendReason', card: 'Card', clock: 'ClockKind', satisfaction: 'Satisfaction', channel: 'Channel', grade: 'Grade', refusal: 'RefuseKind', to_stage: 'Stage', rule: 'AreaRule' };

/** Blanks of an event's sentence: names instead of codes, "–" where nothing stands. */
export function blanks(event: TrailEvent, word: (list: string, code: string) => string, time: (at: string) => string, nameOf?: (code: string) => string | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  const report = event.data.report as Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries({ ...(report ? { channel: report.channel } : {}), ...event.data })) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value);
    const list = CODES[key];
    out[key] = list ? word(list, text) : key === 'due' ? time(text) : text;
  }
  for (const key of ['unit', 'matter', 'before', 'from', 'to', 'claim_unit', 'area', 'area_before']) {
    const code = event.data[key];
    const name = (typeof code === 'string' && nameOf?.(code)) || event.data[`${key}_name`];
    if (typeof name === 'string') out[key] = name;
  }
  return new Proxy(out, { get: (target, key) => (typeof key === 'string' ? target[key] ?? '–' : undefined), has: () => true });
}

/** What a judgement rests on as one reads it: rows of the duty list in words, codes of matters by name; codes of areas say nothing to people. */
export function readable(text: string, row: (row: string) => string, matter: (code: string) => string | undefined): string | null {
  const found = /^row (\d+)$/.exec(text);
  if (found?.[1]) return row(found[1]);
  if (/^\d{12,}$/.test(text)) return null;
  return /^\d{4,8}$/.test(text) ? matter(text) ?? text : text;
}

/** What the city's history says of a unit: "U-310 201/212 3", where of 212 such cases 201 went there and 3 came back. Null for other lines, also for the version that said so. */
export function fromHistory(text: string): { unit: string; went: number; of: number; returned: number } | null {
  const found = /^(\S+) (\d+)\/(\d+) (\d+)$/.exec(text);
  return found?.[1] ? { unit: found[1], went: Number(found[2]), of: Number(found[3]), returned: Number(found[4]) } : null;
}

/** The next best answer of a judgement: the code of a matter, or of a unit with its row. */
export function otherwise(event: TrailEvent): string | null {
  if (typeof event.data.otherwise === 'string' && event.data.otherwise) return event.data.otherwise;
  return (event.data.matters as { matter?: string }[] | undefined)?.[1]?.matter ?? null;
}

/** The answers given to the form of a step; null for a step without. */
export function answersOf(event: TrailEvent): Record<string, unknown> | null {
  let data: unknown = event.data.data;
  if (typeof data === 'string') { try { data = data ? JSON.parse(data) as unknown : null; } catch { return null; } }
  return typeof data === 'object' && data !== null && !Array.isArray(data) && Object.keys(data).length ? (data as Record<string, unknown>) : null;
}

/** The form each step asked for, by the step's number, as the story itself tells. */
export function stepForms(events: readonly TrailEvent[]): Map<number, string> {
  const out = new Map<number, string>();
  for (const event of events) {
    if (event.kind !== 'process_moved' || !Array.isArray(event.data.activities)) continue;
    for (const one of event.data.activities as { id?: number; form?: string | null }[]) if (one.id && one.form) out.set(one.id, one.form);
  }
  return out;
}
