import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { isProblem } from '@/shared/http/problem';
import { saveDraft, type Draft, type DraftChange } from './studio';

export interface Saving {
  /** What the server holds. */
  kept: Draft;
  /** What a person changed since, and is not yet answered. */
  wish: DraftChange;
  /** What is on its way. */
  sent: DraftChange | null;
  state: 'saved' | 'waiting' | 'sending' | 'conflict' | 'failed';
  error: unknown;
}
type Act = { type: 'wish'; change: DraftChange } | { type: 'send' } | { type: 'saved'; draft: Draft } | { type: 'failed'; error: unknown } | { type: 'taken'; draft: Draft } | { type: 'mine'; draft: Draft };

export const begin = (draft: Draft): Saving => ({ kept: draft, wish: {}, sent: null, state: 'saved', error: null });

/** How a draft is kept while somebody works on it: one request at a time, later changes wait for it, and a foreign change stops it until a person decides. */
export function reduce(now: Saving, act: Act): Saving {
  switch (act.type) {
    case 'wish': return { ...now, wish: { ...now.wish, ...act.change }, state: now.state === 'saved' || now.state === 'failed' ? 'waiting' : now.state };
    case 'send': return { ...now, sent: now.wish, wish: {}, state: 'sending', error: null };
    case 'saved': return { ...now, kept: act.draft, sent: null, state: Object.keys(now.wish).length ? 'waiting' : 'saved', error: null };
    case 'failed': return { ...now, wish: { ...now.sent, ...now.wish }, sent: null, state: isProblem(act.error) && act.error.reason === 'stale_version' ? 'conflict' : 'failed', error: act.error };
    case 'taken': return { kept: act.draft, wish: {}, sent: null, state: 'saved', error: null };
    case 'mine': return { ...now, kept: { ...act.draft }, state: 'waiting', error: null };
  }
}

/** The draft as the person sees it: their own changes over what is kept. */
export const seen = (now: Saving): Draft => ({ ...now.kept, ...now.sent, ...now.wish });

const WAIT = 700;

/** Keeps a draft by itself a moment after each change. */
export function useKeptDraft(draft: Draft) {
  const client = useQueryClient();
  const [now, act] = useReducer(reduce, draft, begin);
  const last = useRef(now);
  last.current = now;

  useEffect(() => { if (draft.revision > last.current.kept.revision || (draft !== last.current.kept && last.current.state === 'saved')) act({ type: 'taken', draft }); }, [draft]);

  const send = useCallback(async () => {
    const { kept, wish, state } = last.current;
    if (state === 'sending' || !Object.keys(wish).length) return;
    act({ type: 'send' });
    try {
      const answer = await saveDraft(kept.id, kept.revision, wish);
      client.setQueryData(['studio', 'draft', kept.id], answer);
      act({ type: 'saved', draft: answer });
    } catch (error) { act({ type: 'failed', error }); }
  }, [client]);

  useEffect(() => {
    if (now.state !== 'waiting') return;
    const timer = setTimeout(() => void send(), WAIT);
    return () => clearTimeout(timer);
  }, [now.state, now.wish, send]);

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => { if (last.current.state !== 'saved') event.preventDefault(); };
    window.addEventListener('beforeunload', leaving);
    return () => { window.removeEventListener('beforeunload', leaving); if (last.current.state === 'waiting') void send(); };
  }, [send]);

  return {
    now, draft: seen(now),
    change: useCallback((change: DraftChange) => act({ type: 'wish', change }), []),
    /** Sends at once and answers whether all is kept. */
    keep: useCallback(async () => {
      const state = (): Saving['state'] => last.current.state;
      for (const until = Date.now() + 30_000; Date.now() < until;) {
        if (state() === 'saved') return true;
        if (state() === 'conflict') return false;
        await send();
        if (state() === 'failed') return false;
        if (state() !== 'saved') await new Promise((done) => setTimeout(done, 80));
      }
      return false;
    }, [send]),
    takeTheirs: (theirs: Draft) => act({ type: 'taken', draft: theirs }),
    keepMine: (theirs: Draft) => act({ type: 'mine', draft: theirs }),
  };
}
