import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isProblem } from '@/shared/http/problem';
import { planKey, savePlan, type Change, type Plan, type Rule } from './areas';

export interface Work { changes: readonly Change[]; open_cases: Rule | null }
export type Kept = 'saved' | 'saving' | 'conflict' | 'failed';

const MOST = 100;
const of = (plan: Plan): Work => ({ changes: plan.changes, open_cases: plan.open_cases });
const same = (a: Work, b: Work) => JSON.stringify(a) === JSON.stringify(b);

/** A plan while somebody works on it: every step is kept at once and can be taken back; a foreign change stops it until a person decides. */
export function usePlanWork(plan: Plan) {
  const client = useQueryClient();
  const [now, setNow] = useState<Work>(() => of(plan));
  const [past, setPast] = useState<readonly Work[]>([]);
  const [future, setFuture] = useState<readonly Work[]>([]);
  const [kept, setKept] = useState<Kept>('saved');
  const [error, setError] = useState<unknown>(null);
  const last = useRef({ revision: plan.revision, work: of(plan), busy: false });

  useEffect(() => {   // somebody else's change, or the answer to a step such as a decision
    if (plan.revision <= last.current.revision || last.current.busy) return;
    last.current.revision = plan.revision;
    if (same(of(plan), last.current.work)) return;
    last.current.work = of(plan);
    setNow(of(plan));
    setPast([]);
    setFuture([]);
  }, [plan]);

  const send = useCallback(async (work: Work) => {
    if (last.current.busy) return;
    last.current.busy = true;
    setKept('saving');
    try {
      const answer = await savePlan(plan.id, last.current.revision, { changes: [...work.changes], open_cases: work.open_cases });
      last.current = { revision: answer.revision, work, busy: false };
      client.setQueryData(planKey(plan.id), answer);
      setError(null);
      setKept('saved');
    } catch (thrown) {
      last.current.busy = false;
      setError(thrown);
      setKept(isProblem(thrown) && thrown.reason === 'stale_version' ? 'conflict' : 'failed');
    }
  }, [client, plan.id]);

  useEffect(() => { if (kept === 'saved' && !same(now, last.current.work)) void send(now); }, [now, kept, send]);

  const change = (next: Work) => { if (same(next, now)) return; setPast([...past, now].slice(-MOST)); setFuture([]); setNow(next); };
  const undo = () => { const before = past[past.length - 1]; if (!before) return; setPast(past.slice(0, -1)); setFuture([now, ...future]); setNow(before); };
  const redo = () => { const [next, ...rest] = future; if (!next) return; setPast([...past, now]); setFuture(rest); setNow(next); };
  const takeTheirs = (theirs: Plan) => { last.current = { revision: theirs.revision, work: of(theirs), busy: false }; setNow(of(theirs)); setPast([]); setFuture([]); setKept('saved'); setError(null); };
  return { now, change, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0, kept, error, again: () => void send(now), takeTheirs };
}
