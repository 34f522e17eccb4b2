import type { CasePoints, Span } from './points';

export const STEPS = ['hour', 'day', 'week'] as const;
export type Step = (typeof STEPS)[number];
const HOUR = 3600, DAY = 86_400, WEEK = 7 * DAY;
export const LENGTH: Record<Step, number> = { hour: HOUR, day: DAY, week: WEEK };

/** Chinese cities share one offset; steps begin at local midnight, weeks on Monday. */
const OFFSET = 8 * HOUR;
/** 1970-01-05 was a Monday. */
const MONDAY = 4 * DAY;

export function floorTo(step: Step, at: number): number {
  const shift = step === 'week' ? MONDAY - OFFSET : -OFFSET;
  return Math.floor((at - shift) / LENGTH[step]) * LENGTH[step] + shift;
}

export interface Timeline { step: Step; from: number; to: number; counts: Uint32Array; most: number }

/** At most this many bars; a finer step over a long time shows its newest part. */
export const MOST_BARS = 24 * 31;

export function timeline(points: CasePoints, step: Step, tones: readonly boolean[]): Timeline {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < points.count; i += 1) {
    const at = points.at[i] ?? 0;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  if (low > high) return { step, from: 0, to: 0, counts: new Uint32Array(0), most: 0 };
  const length = LENGTH[step];
  const to = floorTo(step, high) + length;
  const from = Math.max(floorTo(step, low), to - MOST_BARS * length);
  const counts = new Uint32Array(Math.round((to - from) / length));
  let most = 0;
  for (let i = 0; i < points.count; i += 1) {
    const at = points.at[i] ?? 0;
    if (at < from || !(tones[points.tone[i] ?? 0] ?? true)) continue;
    const bar = Math.floor((at - from) / length);
    const n = (counts[bar] = (counts[bar] ?? 0) + 1);
    if (n > most) most = n;
  }
  return { step, from, to, counts, most };
}

/** The span between two bars, both included. */
export const spanOf = (line: Timeline, first: number, last: number): Span => ({ from: line.from + first * LENGTH[line.step], to: line.from + (last + 1) * LENGTH[line.step] });

/** One step on while playing: the window keeps its width and starts again at the beginning after the end. */
export function advance(bars: number, first: number, last: number): [number, number] {
  const width = Math.min(last - first + 1, bars);
  if (bars <= 0) return [0, 0];
  return last + 1 >= bars ? [0, width - 1] : [first + 1, last + 1];
}

