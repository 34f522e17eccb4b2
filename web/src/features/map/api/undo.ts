/** What was, what is, what was taken back. Values are kept whole: a drawing is small. */
export interface History<T> { past: readonly T[]; now: T; future: readonly T[] }

const MOST = 100;

export const start = <T>(now: T): History<T> => ({ past: [], now, future: [] });
/** A new state ends what could have been done again. The same value twice is one step. */
export const record = <T>(history: History<T>, now: T): History<T> => (same(now, history.now) ? history : { past: [...history.past, history.now].slice(-MOST), now, future: [] });

export function undo<T>(history: History<T>): History<T> {
  const before = history.past[history.past.length - 1];
  return before === undefined ? history : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future: rest };
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
