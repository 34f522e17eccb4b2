import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { get, patch, post } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Schemas } from '@/shared/http/types';

export type Call = Schemas['Call'];
export type CallField = Schemas['CallField'];
export type CallFields = Schemas['CallForm']['fields'];
export type CallValues = Schemas['CallValues'];
export type NewLine = { speaker: Schemas['CallSpeaker']; text: string; replaces?: number };

const key = (id: number) => ['call', id] as const;

/** One's own calls that run now, newest first; live events keep it true. */
export const useOpenCalls = (enabled: boolean) =>
  useQuery({ queryKey: ['calls', 'open'], queryFn: ({ signal }) => get<{ items: Schemas['CallItem'][] }>('/calls', { state: 'open' }, signal).then((page) => page.items), enabled, retry: false });

/** A call with its lines and its form; live events refresh it as lines arrive. */
export const useCall = (id: number | undefined) =>
  useQuery({ queryKey: key(id ?? 0), queryFn: ({ signal }) => get<Call>(`/calls/${id}`, {}, signal), enabled: !!id, retry: (failures, error) => failures < 2 && !(isProblem(error) && error.status < 500) });

/** What a change answered is shown at once; an answer older than what is known says nothing new. */
function take(client: QueryClient, progress: Schemas['CallProgress']) {
  client.setQueryData<Call>(key(progress.id), (now) => (now && progress.revision >= now.revision ? { ...now, form: progress.form, revision: progress.revision, line_count: progress.line_count } : now));
}

export function useOpenCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { caller?: string }) => post<Call>('/calls', given),
    onSuccess: (call) => { client.setQueryData(key(call.id), call); void client.invalidateQueries({ queryKey: ['calls'] }); },
  });
}

export const addLines = (id: number, lines: NewLine[]) => post<Schemas['CallProgress']>(`/calls/${id}/lines`, { lines });

export function useAddLines() {
  const client = useQueryClient();
  return async (id: number, lines: NewLine[]) => {
    take(client, await addLines(id, lines));
    void client.invalidateQueries({ queryKey: key(id) });
  };
}

/** What the agent puts in wins; `undo` gives fields back to the machine. */
export function useChangeForm(id: number | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { set?: CallValues; undo?: CallField[] }) => patch<Schemas['CallProgress']>(`/calls/${id}/form`, change),
    onSuccess: (progress) => take(client, progress),
    onError: () => { if (id) void client.invalidateQueries({ queryKey: key(id) }); },
  });
}

export function useCloseCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, became }: { id: number; became?: number }) => post<Call>(`/calls/${id}/close`, became ? { case: became } : {}),
    onSuccess: (call) => client.setQueryData(key(call.id), call),
    onSettled: () => void client.invalidateQueries({ queryKey: ['calls'] }),
  });
}
