import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, put } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Person = Schemas['Person'];
type Page<T> = { items: T[]; next_cursor: string | null; total: number | null };

export interface PeopleFilters { q?: string; unit?: string; role?: Schemas['Role'] }

export const usePeople = (filters: PeopleFilters) =>
  useInfiniteQuery({
    queryKey: ['people', filters],
    queryFn: ({ pageParam, signal }) => get<Page<Person>>('/people', { ...filters, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next_cursor, placeholderData: keepPreviousData,
  });

export interface NewPerson { login: string; name: string; unit: string; roles: Schemas['Role'][]; phone?: string; password: string }
export type PersonChange = Partial<Pick<NewPerson, 'name' | 'unit' | 'roles'>> & { phone?: string | null; active?: boolean };

function usePeopleMutation<T>(run: (given: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: () => void client.invalidateQueries({ queryKey: ['people'] }) });
}
export const useAddPerson = () => usePeopleMutation((person: NewPerson) => post<Person>('/people', person));
export const useChangePerson = () => usePeopleMutation(({ login, ...change }: PersonChange & { login: string }) => patch<Person>(`/people/${encodeURIComponent(login)}`, change));
export const useSetPassword = () => useMutation({ mutationFn: ({ login, password }: { login: string; password: string }) => post<void>(`/people/${encodeURIComponent(login)}/password`, { password }) });

export const useAudit = (filters: { action?: string; who?: string }) =>
  useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam, signal }) => get<Page<Schemas['AuditLine']>>('/audit', { ...filters, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next_cursor, placeholderData: keepPreviousData,
  });

export const useSystem = () => useQuery({ queryKey: ['system'], queryFn: ({ signal }) => get<Schemas['System']>('/system', {}, signal), refetchInterval: 3000 });

export function useSetRehearsal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { pace_per_minute: number; staff: boolean }) => put<Schemas['Rehearsal']>('/rehearsal', given),
    onSuccess: (rehearsal) => client.setQueryData<Schemas['System']>(['system'], (now) => (now ? { ...now, rehearsal } : now)),
  });
}

export const useCity = () => useQuery({ queryKey: ['city'], queryFn: ({ signal }) => get<Schemas['City']>('/city', {}, signal), staleTime: 5 * 60_000 });
export const useBelow = (parent: string | undefined) =>
  useQuery({ queryKey: ['areas-below', parent], queryFn: ({ signal }) => get<{ items: Schemas['Area'][] }>('/city/areas', { parent }, signal).then((page) => page.items), enabled: !!parent, staleTime: 5 * 60_000 });
export const useProcedures = () => useQuery({ queryKey: ['procedures'], queryFn: ({ signal }) => get<{ items: Schemas['Procedure'][] }>('/city/procedures', {}, signal).then((page) => page.items), staleTime: 5 * 60_000 });
export const useCalendars = () => useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => get<{ items: Schemas['Calendar'][]; holidays: { date: string; kind: 'off' | 'work'; name: string }[] }>('/city/calendars', {}, signal), staleTime: 5 * 60_000 });

export const useDuties = (filters: { matter?: string; unit?: string }) =>
  useInfiniteQuery({
    queryKey: ['duties', filters],
    queryFn: ({ pageParam, signal }) => get<Page<Schemas['Duty']>>('/city/duties', { ...filters, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next_cursor, placeholderData: keepPreviousData,
  });

/** A password people can read out on the phone: no letters that look alike. */
export function newPassword(random: (below: number) => number = (below) => crypto.getRandomValues(new Uint32Array(1))[0]! % below): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => letters[random(letters.length)]).join('')).join('-');
}

/** An ISO 8601 span such as P5D or PT2H30M as its parts. */
export function spanParts(span: string | null | undefined): { days: number; hours: number; minutes: number } | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(span ?? '');
  return found && (found[1] || found[2] || found[3]) ? { days: Number(found[1] ?? 0), hours: Number(found[2] ?? 0), minutes: Number(found[3] ?? 0) } : null;
}
