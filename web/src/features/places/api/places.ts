import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, request, urlOf, type Query } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Entry = Schemas['LibraryEntry'];
export type Kind = Schemas['LibraryKind'];
export type Source = Schemas['LibrarySource'];
export type Alias = Schemas['PlaceAlias'];
export type Import = Schemas['PlaceImport'];
export type ImportRow = Schemas['PlaceImportRow'];
export type Verdict = Schemas['PlaceVerdict'];
export type Version = Schemas['LibraryVersion'];
export type ImportOptions = Schemas['PlaceImportOptions'];
export type EntryPatch = Schemas['LibraryPatch'];
export type NewEntry = Schemas['NewLibraryEntry'];

export const KINDS: readonly Kind[] = ['estate', 'road', 'poi', 'address', 'building'];
/** In the order a person looks at them; what is set right by itself first. */
export const VERDICTS: readonly Verdict[] = ['new', 'changed', 'likely_duplicate', 'namesake', 'other_area', 'outside_city', 'swapped', 'unreadable', 'same'];
export const FIELDS = ['address', 'name', 'kind', 'code', 'road', 'number', 'estate', 'building', 'area', 'lon', 'lat', 'point', 'aliases', 'category', 'floors'] as const;
/** What may be applied; the rest is only looked at. */
export const CHOOSABLE: readonly Verdict[] = ['new', 'changed', 'likely_duplicate', 'namesake', 'other_area', 'outside_city', 'swapped'];

export interface Filters { q?: string; kind?: Kind; source?: Source; state?: 'in_use' | 'removed' }
interface Page<T> { items: T[]; next_cursor: string | null; total: number }

export const useLibrary = (filters: Filters) =>
  useInfiniteQuery({
    queryKey: ['place-library', 'library', filters],
    queryFn: ({ pageParam, signal }) => get<Page<Entry>>('/places/library', { ...filters, cursor: pageParam, limit: 30 } as Query, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });

const pathOf = (kind: Kind, code: string) => `/places/library/${kind}/${encodeURIComponent(code)}`;

export const useEntry = (kind: Kind, code: string) => useQuery({ queryKey: ['place-library', 'entry', kind, code], queryFn: ({ signal }) => get<Entry>(pathOf(kind, code), {}, signal) });
export const useHistory = (kind: Kind, code: string) => useQuery({ queryKey: ['place-library', 'history', kind, code], queryFn: ({ signal }) => get<{ items: Version[] }>(`${pathOf(kind, code)}/history`, {}, signal).then((page) => page.items) });

/** All that may have changed with the library: its lists, and what the seat is offered. */
function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['place-library'] });
}

export function useSaveEntry(entry: Entry | null) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (given: EntryPatch | NewEntry) => (entry ? request<Entry>('PATCH', pathOf(entry.kind, entry.code), { body: given, headers: { 'If-Match': `"${entry.version}"` } }) : post<Entry>('/places/library', given)),
    onSuccess: refresh,
  });
}

export function useRemoveEntry(entry: Entry) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (reason: string) => post<Entry>(`${pathOf(entry.kind, entry.code)}/remove`, { reason }, { 'If-Match': `"${entry.version}"` }), onSuccess: refresh });
}

export const useAliases = (state: Schemas['AliasState']) => useQuery({ queryKey: ['place-library', 'aliases', state], queryFn: ({ signal }) => get<{ enough: number; items: Alias[] }>('/places/aliases', { state }, signal) });

export function useAddAlias(entry: Entry) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (words: string) => post<Alias>('/places/aliases', { words, kind: entry.kind, code: entry.code }), onSuccess: refresh });
}

export function useDecideAlias() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: ({ alias, kind, code, accept }: { alias: string; kind: Kind; code: string; accept: boolean }) => post<Alias>('/places/aliases/decide', { alias, kind, code, accept }), onSuccess: refresh });
}

export const useImports = () => useQuery({ queryKey: ['place-library', 'imports'], queryFn: ({ signal }) => get<{ items: Import[] }>('/places/imports', { limit: 50 }, signal).then((page) => page.items) });

/** Asks again while the file is being read. */
export const useImport = (id: number) =>
  useQuery({ queryKey: ['place-library', 'import', id], queryFn: ({ signal }) => get<Import>(`/places/imports/${id}`, {}, signal), refetchInterval: (query) => (query.state.data?.state === 'reading' ? 800 : false) });

export const useImportRows = (id: number, verdict: Verdict | undefined, made: string) =>
  useInfiniteQuery({
    queryKey: ['place-library', 'rows', id, verdict, made],
    queryFn: ({ pageParam, signal }) => get<{ items: ImportRow[]; next_cursor: string | null }>(`/places/imports/${id}/rows`, { verdict, cursor: pageParam, limit: 20 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: !!verdict,
  });

export function useTakeIn() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (file: File) => request<Import>('POST', '/places/imports', { raw: file, headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) } }),
    onSuccess: refresh,
  });
}

export function useImportStep(id: number) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (step: { what: 'preview'; options: ImportOptions } | { what: 'apply'; verdicts: Verdict[] } | { what: 'undo'; reason: string }) =>
      post<Import>(`/places/imports/${id}/${step.what}`, step.what === 'preview' ? step.options : step.what === 'apply' ? { verdicts: step.verdicts } : { reason: step.reason }),
    onSuccess: (after) => client.setQueryData(['place-library', 'import', id], after),
    onSettled: refresh,
  });
}

export const reportUrl = (id: number) => urlOf(`/places/imports/${id}/report`);
