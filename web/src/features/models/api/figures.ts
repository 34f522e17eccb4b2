import type { Call, Metrics } from './models';

/** What is shown of a model, in this order; `less` where a smaller figure is the better one. */
export const FIGURES = [
  { key: 'accuracy' }, { key: 'macro_f1' }, { key: 'top3' }, { key: 'accuracy_of_class' }, { key: 'coverage' }, { key: 'precision_at_threshold' }, { key: 'ece', less: true },
] as const satisfies readonly { key: keyof Metrics; less?: boolean }[];
export type FigureKey = (typeof FIGURES)[number]['key'];

export const percent = (value: number, digits = 1) => `${(100 * value).toFixed(digits)}%`;

export interface Change { points: number; better: boolean | null }
/** How far `now` is from `before`, in hundredths; less than a tenth of one is no change. */
export function changeOf(key: FigureKey, now: Metrics, before: Metrics): Change {
  const points = 100 * (Number(now[key]) - Number(before[key]));
  if (Math.abs(points) < 0.05) return { points: 0, better: null };
  const less = FIGURES.some((one) => one.key === key && 'less' in one);
  return { points, better: points > 0 !== less };
}

/** Calls added up by one of their sides, most first. */
export function callsBy(calls: readonly Call[], side: (call: Call) => string): { key: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const call of calls) sums.set(side(call), (sums.get(side(call)) ?? 0) + call.count);
  return [...sums].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

/** The telling words of a text, marked where they stand; longer ones win where they lie on each other. */
export function markWords(text: string, words: readonly string[]): { text: string; told: boolean }[] {
  const told = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    if (!word) continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) told.fill(true, at, at + word.length);
  }
  const out: { text: string; told: boolean }[] = [];
  for (let i = 0; i < text.length; ++i) {
    const last = out.at(-1);
    if (last && last.told === told[i]) last.text += text[i];
    else out.push({ text: text[i] ?? '', told: told[i] ?? false });
  }
  return out;
}
