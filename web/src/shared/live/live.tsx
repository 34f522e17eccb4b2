import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { urlOf } from '@/shared/http/client';
import type { Case, Schemas } from '@/shared/http/types';
import { useSession } from '@/shared/session/session';

export type LiveState = 'off' | 'connecting' | 'live' | 'lost';
const LiveContext = createContext<LiveState>('off');
export const useLiveState = () => useContext(LiveContext);

const LISTS_AT_MOST_EVERY = 1500;

/** Refreshes lists at most once in a while, however many events arrive. */
function throttled(run: () => void, every: number) {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => { last = Date.now(); timer = undefined; run(); };
  return { ask: () => { timer ??= setTimeout(now, Math.max(0, last + every - Date.now())); }, stop: () => { if (timer) clearTimeout(timer); } };
}

function refreshCase(client: QueryClient, change: Schemas['LiveCase']) {
  const seen = client.getQueryData<Case>(['case', change.id]);
  if (seen && seen.version < change.version) {
    void client.invalidateQueries({ queryKey: ['case', change.id] });
    void client.invalidateQueries({ queryKey: ['trail', change.id] });
  }
}

/** Keeps what is on screen true: server-sent events invalidate the queries they concern. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [state, setState] = useState<LiveState>('off');
  const who = session?.person.login;

  useEffect(() => {
    if (!who || typeof EventSource === 'undefined') { setState('off'); return; }
    setState('connecting');
    const source = new EventSource(urlOf('/events'));
    const lists = throttled(() => {
      void client.invalidateQueries({ queryKey: ['cases'] });
      void client.invalidateQueries({ queryKey: ['overview'] });
    }, LISTS_AT_MOST_EVERY);
    let broken = false;
    source.onopen = () => {
      setState('live');
      if (broken) void client.invalidateQueries();
      broken = false;
    };
    source.onerror = () => { broken = true; setState('lost'); };
    source.addEventListener('case', (event) => { refreshCase(client, JSON.parse(event.data) as Schemas['LiveCase']); lists.ask(); });
    source.addEventListener('call', (event) => {
      void client.invalidateQueries({ queryKey: ['call', (JSON.parse(event.data) as Schemas['LiveCall']).id] });
      void client.invalidateQueries({ queryKey: ['calls'] });
    });
    source.addEventListener('group', () => void client.invalidateQueries({ queryKey: ['groups'] }));
    source.addEventListener('counts', (event) => client.setQueryData(['queues'], JSON.parse(event.data)));
    source.addEventListener('reset', () => void client.invalidateQueries());
    return () => { source.close(); lists.stop(); };
  }, [who, client]);

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}
