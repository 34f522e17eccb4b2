import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DocumentKind } from '@/shared/documents/types';
import { get, post, request } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Document = Schemas['StudioDocument'];
export type DocumentItem = Schemas['StudioDocumentItem'];
export type Version = Schemas['StudioVersion'];
export type Draft = Schemas['StudioDraft'];
export type DraftItem = Schemas['StudioDraftItem'];
export type Checks = Schemas['StudioChecks'];
export type Difference = Schemas['StudioDifference'];
export type Job = Schemas['StudioJob'];

const path = (kind: string, code: string) => `/studio/documents/${kind}/${encodeURIComponent(code)}`;
const STUDIO = ['studio'] as const;
const draftKey = (id: number) => ['studio', 'draft', id] as const;

export const useDocuments = () => useQuery({ queryKey: [...STUDIO, 'documents'], queryFn: ({ signal }) => get<{ items: DocumentItem[] }>('/studio/documents', {}, signal).then((page) => page.items) });

export const useDrafts = (filters: { code?: string; kind?: DocumentKind; state?: Schemas['StudioState'] } = {}) =>
  useQuery({ queryKey: [...STUDIO, 'drafts', filters], queryFn: ({ signal }) => get<{ items: DraftItem[] }>('/studio/drafts', filters, signal).then((page) => page.items) });

export const readDocument = (kind: string, code: string, version?: string | null, signal?: AbortSignal) => get<Document>(path(kind, code), { version }, signal);
export const useDocument = (kind: string, code: string, version?: string | null) =>
  useQuery({ queryKey: [...STUDIO, 'document', kind, code, version ?? ''], queryFn: ({ signal }) => readDocument(kind, code, version, signal), enabled: !!code });

export const useDraft = (id: number) => useQuery({ queryKey: draftKey(id), queryFn: ({ signal }) => get<Draft>(`/studio/drafts/${id}`, {}, signal), enabled: id > 0, staleTime: Infinity });

export const useVersionDifference = (kind: string, code: string, from: string | null, to: string | null) =>
  useQuery({ queryKey: [...STUDIO, 'difference', kind, code, from, to], queryFn: ({ signal }) => get<Difference>(`${path(kind, code)}/difference`, { from, to }, signal), enabled: !!from });

/** What a draft changes; asked again with each revision. */
export const useDraftDifference = (id: number, revision: number) =>
  useQuery({ queryKey: [...STUDIO, 'draft-difference', id, revision], queryFn: ({ signal }) => get<Difference>(`/studio/drafts/${id}/difference`, {}, signal) });

/** Something done to a draft or a document; lists are asked for anew, an answered draft stands at once. */
function useAct<G, R>(run: (given: G) => Promise<R>, draft?: (answer: R) => Draft | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      const now = draft?.(answer);
      if (now) client.setQueryData(draftKey(now.id), now);
      for (const part of ['documents', 'drafts', 'document', 'difference', 'draft-difference']) void client.invalidateQueries({ queryKey: [...STUDIO, part] });
    },
  });
}

export interface NewDraft { kind: DocumentKind; code: string; base_version?: string; text?: string; name?: string }
export const useMakeDraft = () => useAct((given: NewDraft) => post<Draft>('/studio/drafts', given), (draft) => draft);
export const useDropDraft = () => useAct((id: number) => request<void>('DELETE', `/studio/drafts/${id}`));

export type DraftChange = Partial<Pick<Draft, 'text' | 'tests' | 'name' | 'note' | 'base_version'>>;
export const saveDraft = (id: number, revision: number, change: DraftChange) => request<Draft>('PUT', `/studio/drafts/${id}`, { body: change, headers: { 'If-Match': `"${revision}"` } });

export const useSubmit = () => useAct(({ id, note }: { id: number; note: string }) => post<Draft>(`/studio/drafts/${id}/submit`, { note }), (draft) => draft);
export const useDecide = () => useAct(({ id, ...decision }: { id: number; approve: boolean; reason?: string }) => post<Draft>(`/studio/drafts/${id}/decision`, decision), (draft) => draft);

export interface Publishing { id: number; effective_at?: string | null; override_reason?: string | null }
export function usePublish() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...given }: Publishing) => post<Version>(`/studio/drafts/${id}/publish`, given),
    onSettled: () => { void client.invalidateQueries({ queryKey: STUDIO }); void client.invalidateQueries({ queryKey: ['procedures'] }); },
  });
}
export const useRollBack = () => useAct(({ kind, code, ...given }: { kind: DocumentKind; code: string; version: string; reason: string; effective_at?: string | null }) => post<Version>(`${path(kind, code)}/rollback`, given));

/** The findings on a draft as it is kept; the draft's state may move on by it, so it is read again. */
export function useCheckDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post<Checks>(`/studio/drafts/${id}/check`),
    onSuccess: async (_checks, id) => {
      client.setQueryData(draftKey(id), await get<Draft>(`/studio/drafts/${id}`));
      void client.invalidateQueries({ queryKey: [...STUDIO, 'drafts'] });
    },
  });
}

/** The findings on a text that is being drawn and not kept yet. */
export const useLiveChecks = (given: { kind: DocumentKind; code: string; text: string; tests?: Draft['tests'] } | null) =>
  useQuery({
    queryKey: [...STUDIO, 'check', given],
    queryFn: ({ signal }) => request<Checks>('POST', '/studio/check', { body: given, signal }),
    enabled: !!given, staleTime: Infinity, gcTime: 30_000, placeholderData: (before) => before, retry: false,
  });

export const useMeasure = () => useMutation({ mutationFn: ({ id, ...span }: { id: number; from: string; to: string }) => post<{ job: number }>(`/studio/drafts/${id}/impact`, span) });
export const useStopJob = () => useMutation({ mutationFn: (id: number) => request<void>('DELETE', `/studio/jobs/${id}`) });
export const useJob = (id: number | null) =>
  useQuery({ queryKey: [...STUDIO, 'job', id], queryFn: ({ signal }) => get<Job>(`/studio/jobs/${id}`, {}, signal), enabled: id !== null, refetchInterval: (query) => (query.state.data?.state === 'running' || !query.state.data ? 700 : false) });
