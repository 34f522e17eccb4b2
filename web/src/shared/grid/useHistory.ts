import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

interface Past<T> { past: readonly T[]; now: T; next: readonly T[] }
const MOST = 300;

/** Steps back and forth over values that are never changed in place. */
export function useHistory<T>(first: T) {
  const [state, setState] = useState<Past<T>>({ past: [], now: first, next: [] });
  const put = useCallback((value: T) => setState((was) => ({ past: [...was.past.slice(-MOST), was.now], now: value, next: [] })), []);
  /** Another look at the same thing: no step to undo. */
  const swap = useCallback((value: T) => setState((was) => ({ ...was, now: value })), []);
  const undo = useCallback(() => setState((was) => (was.past.length ? { past: was.past.slice(0, -1), now: was.past[was.past.length - 1] as T, next: [was.now, ...was.next] } : was)), []);
  const redo = useCallback(() => setState((was) => (was.next.length ? { past: [...was.past, was.now], now: was.next[0] as T, next: was.next.slice(1) } : was)), []);
  const reset = useCallback((value: T) => setState({ past: [], now: value, next: [] }), []);
  return useMemo(() => ({ now: state.now, put, swap, undo, redo, reset, canUndo: state.past.length > 0, canRedo: state.next.length > 0 }), [state, put, swap, undo, redo, reset]);
}

/**
 * Ties a parsed document to the text the frame keeps: what a person does is printed and told once a moment has passed (a long table is not printed at
 * every key), at the latest when the editor closes; a text that comes from outside starts anew.
 */
export function useDocument<T>(text: string, parse: (text: string) => T, print: (value: T) => string, onChange: (text: string) => void) {
  const history = useHistory<T>(useMemo(() => parse(text), []));   // eslint-disable-line react-hooks/exhaustive-deps
  const given = useRef(text);
  const told = useRef(history.now);
  const now = useRef(history.now);
  now.current = history.now;
  const slow = useRef(true);
  const say = useRef(onChange);
  say.current = onChange;
  const { reset } = history;
  useEffect(() => {
    if (text === given.current) return;
    given.current = text;
    const fresh = parse(text);
    told.current = fresh;
    reset(fresh);
  }, [text, parse, reset]);
  const tell = useCallback(() => {
    if (told.current === now.current) return;
    told.current = now.current;
    const started = performance.now();
    const printed = print(now.current);
    slow.current = performance.now() - started > 8;
    if (printed !== given.current) { given.current = printed; say.current(printed); }
  }, [print]);
  useEffect(() => {
    if (told.current === history.now) return undefined;
    const timer = setTimeout(tell, slow.current ? 250 : 0);
    return () => clearTimeout(timer);
  }, [history.now, tell]);
  useEffect(() => tell, [tell]);
  return history;
}
