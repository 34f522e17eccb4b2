import { useMutation, useQueryClient } from '@tanstack/react-query';
import { OPERATION_RULES } from '@/generated/contract';
import { post } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Operation } from '@/shared/commands/table';
import type { Case, CaseItem, QueueName } from '@/shared/http/types';
import type { Role } from '@/shared/session/session';

export const QUEUES = ['mine_to_accept', 'mine_working', 'mine_assist', 'near', 'overdue'] as const satisfies readonly QueueName[];
export type UnitQueue = (typeof QUEUES)[number];

/** What one most likely does with a case of this stage, by role; the case itself says later what it truly allows. */
export function rowOperations(item: CaseItem, queue: UnitQueue, roles: readonly Role[]): Operation[] {
  const wanted: Operation[] = queue === 'mine_assist' ? ['finish_assist', 'comment']
    : item.suspended ? ['resume', 'comment']
      : item.stage === 'dispatched' ? ['accept', 'return']
        : item.stage === 'accepted' ? ['contact', 'resolve']
          : item.stage === 'handling' ? ['resolve', 'contact']
            : [];
  return wanted.filter((operation) => { const rule = OPERATION_RULES[operation]; return rule.roles.some((role) => roles.includes(role)) && rule.stages.includes(item.stage); });
}

export interface Accepted { accepted: number; failed: { number: string; error: unknown }[] }

/** Accepts one after the other; a case that moved meanwhile is left out and named. */
export function useAccept() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (items: readonly CaseItem[]): Promise<Accepted> => {
      const out: Accepted = { accepted: 0, failed: [] };
      for (const item of items) {
        try {
          const after = await post<Case>(`/cases/${item.id}/commands`, { operation: 'accept' }, { 'If-Match': `"${item.version}"` });
          client.setQueryData(['case', item.id], after);
          out.accepted += 1;
        } catch (error) {
          if (isProblem(error) && (error.status === 0 || error.status === 401)) throw error;
          out.failed.push({ number: item.number, error });
        }
      }
      return out;
    },
    onSettled: () => { for (const key of [['cases'], ['queues']]) void client.invalidateQueries({ queryKey: key }); },
  });
}
