import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Group = Schemas['Group'];
export type GroupItem = Schemas['GroupItem'];
export type ListState = Schemas['GroupListState'];
interface Page { items: GroupItem[]; next: string | null; total: number; up_to_date: boolean }

/** Groups, hottest first; they are asked for again now and then since heat falls by itself. */
export const useGroups = (state: ListState) =>
  useInfiniteQuery({
    queryKey: ['groups', 'list', state],
    queryFn: ({ pageParam, signal }) => get<Page>('/groups', { state, cursor: pageParam, limit: 30 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const useGroup = (id: number | undefined) => useQuery({ queryKey: ['groups', 'one', id], queryFn: ({ signal }) => get<Group>(`/groups/${id}`, {}, signal), enabled: !!id });

export function useTakeGroup(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { into: number; cases: number[]; reason?: string }) => post<Schemas['GroupTaken']>(`/groups/${id}/take`, given),
    onSuccess: (taken) => client.setQueryData(['groups', 'one', id], taken.group),
    onSettled: () => { for (const key of ['groups', 'cases', 'queues', 'case', 'case-group']) void client.invalidateQueries({ queryKey: [key] }); },
  });
}

export function useDismissGroup(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => post<Group>(`/groups/${id}/dismiss`, { reason }),
    onSuccess: (after) => client.setQueryData(['groups', 'one', id], after),
    onSettled: () => void client.invalidateQueries({ queryKey: ['groups'] }),
  });
}
