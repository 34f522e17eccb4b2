import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, type Query } from '@/shared/http/client';
import type { Case, CasePage, Command, QueueName, Schemas, TrailEvent } from '@/shared/http/types';

export interface CaseFilters {
  queue?: QueueName; stage?: Schemas['Stage'][]; unit?: string; area?: string; matter?: string; channel?: Schemas['Channel']; urgency?: Schemas['Urgency'][];
  kind?: Schemas['RequestKind']; q?: string; opened_from?: string; opened_to?: string; overdue?: boolean; rehearsal?: boolean;
  sort?: 'due_at' | '-opened_at' | 'opened_at' | '-updated_at' | '-urgency';
}

/** Pages of cases; live events refresh them. */
export const useCases = (filters: CaseFilters, limit = 50, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['cases', filters, limit],
    queryFn: ({ pageParam, signal }) => get<CasePage>('/cases', { ...filters, cursor: pageParam, limit } as Query, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
  });

export const useCase = (id: number | null | undefined) =>
  useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => get<Case>(`/cases/${id}`, {}, signal), enabled: !!id });

export const useTrail = (id: number | null | undefined) =>
  useQuery({ queryKey: ['trail', id], queryFn: ({ signal }) => get<{ items: TrailEvent[] }>(`/cases/${id}/trail`, {}, signal).then((page) => page.items), enabled: !!id });

export const useRelated = (id: number | null | undefined) =>
  useQuery({ queryKey: ['related', id], queryFn: ({ signal }) => get<{ items: Schemas['Related'][] }>(`/cases/${id}/related`, {}, signal).then((page) => page.items), enabled: !!id });

export const useQueues = (enabled = true) =>
  useQuery({ queryKey: ['queues'], queryFn: ({ signal }) => get<Schemas['Counts']>('/queues', {}, signal), enabled });

/** Sends a command under the version that was read; the answer replaces the case everywhere. A stale version refreshes it and the error is shown. */
export function useCommand(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, command }: { version: number; command: Command }) => post<Case>(`/cases/${id}/commands`, command, { 'If-Match': `"${version}"` }),
    onSuccess: (after) => {
      client.setQueryData(['case', id], after);
      for (const key of [['trail', id], ['related', id], ['cases'], ['queues']]) void client.invalidateQueries({ queryKey: key });
    },
    onError: () => void client.invalidateQueries({ queryKey: ['case', id] }),
  });
}

export type Revealed = { items: { report: number; name: string | null; phone: string | null; identity: string | null; address: string | null }[] };
export const useReveal = (id: number) => useMutation({ mutationFn: (reason: string) => post<Revealed>(`/cases/${id}/reveal`, { reason }) });
