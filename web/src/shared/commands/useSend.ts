import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '@/shared/cases/api';
import { get } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Case, Command, TrailEvent } from '@/shared/http/types';

/** Somebody else was faster: what happened since the version that was on screen. */
export interface Changed { events: TrailEvent[]; after: Case }

/** Sends commands under the version on screen. A stale version loads the case anew and tells what changed; nothing is sent twice by itself. */
export function useSend(of: Case | undefined) {
  const client = useQueryClient();
  const command = useCommand(of?.id ?? 0);
  const [changed, setChanged] = useState<Changed | null>(null);

  const send = async (body: Command): Promise<Case | null> => {
    if (!of) return null;
    setChanged(null);
    try {
      return await command.mutateAsync({ version: of.version, command: body });
    } catch (error) {
      if (isProblem(error) && error.reason === 'stale_version') {
        const [after, trail] = await Promise.all([get<Case>(`/cases/${of.id}`), get<{ items: TrailEvent[] }>(`/cases/${of.id}/trail`)]);
        client.setQueryData(['case', of.id], after);
        client.setQueryData(['trail', of.id], trail.items);
        setChanged({ after, events: trail.items.filter((event) => event.seq > of.version) });
      }
      return null;
    }
  };
  const stale = isProblem(command.error) && command.error.reason === 'stale_version';
  return { send, busy: command.isPending, error: stale ? null : command.error, changed, clear: () => { command.reset(); setChanged(null); } };
}
