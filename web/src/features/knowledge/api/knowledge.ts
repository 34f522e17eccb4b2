import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, request, urlOf, type Query } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Item = Schemas['KnowledgeItem'];
export type Article = Schemas['KnowledgeArticle'];
export type Version = Schemas['KnowledgeVersion'];
export type ArticleIn = Schemas['KnowledgeIn'];
export type State = Schemas['KnowledgeState'];
export interface Filters { q?: string; state?: State; kind?: Schemas['KnowledgeKind']; unit?: string; matter?: string }
export interface Difference { from: number; to: number; fields: { field: string; pieces: { change: 'same' | 'gone' | 'new'; text: string }[] }[] }
export interface Imported { made: number; changed: number; same: number; faults: { line: number; code: string; reason: Schemas['Reason']; field: string | null }[] }

interface Page { items: Item[]; next_cursor: string | null; total: number }

/** Pages of articles: with words best first, without the most used first. */
export const useSearch = (filters: Filters) =>
  useInfiniteQuery({
    queryKey: ['knowledge', 'list', filters],
    queryFn: ({ pageParam, signal }) => get<Page>('/knowledge', { ...filters, cursor: pageParam, limit: 20 } as Query, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });

export const useFigures = () => useQuery({ queryKey: ['knowledge', 'figures'], queryFn: ({ signal }) => get<Schemas['KnowledgeFigures']>('/knowledge/figures', {}, signal) });

export const useArticle = (id: number | undefined) => useQuery({ queryKey: ['knowledge', 'article', id], queryFn: ({ signal }) => get<Article>(`/knowledge/${id}`, {}, signal), enabled: !!id });

export const useVersions = (id: number) => useQuery({ queryKey: ['knowledge', 'versions', id], queryFn: ({ signal }) => get<{ items: Version[] }>(`/knowledge/${id}/versions`, {}, signal).then((page) => page.items) });

export const useDifference = (id: number, from: number | null, to: number) =>
  useQuery({ queryKey: ['knowledge', 'difference', id, from, to], queryFn: ({ signal }) => get<Difference>(`/knowledge/${id}/difference`, { from, to }, signal), enabled: from !== null });

export type Change =
  | { what: 'make'; article: ArticleIn }
  | { what: 'change'; article: ArticleIn }
  | { what: 'submit'; note: string; review_on?: string | null }
  | { what: 'approve'; approve: boolean; reason?: string }
  | { what: 'retire'; reason: string };

/** Changes an article under the revision that was read. */
export function useChange(id?: number, revision?: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ what, ...body }: Change) => {
      const headers: Record<string, string> = revision === undefined ? {} : { 'If-Match': `"${revision}"` };
      if (what === 'make') return post<Article>('/knowledge', (body as { article: ArticleIn }).article);
      if (what === 'change') return request<Article>('PATCH', `/knowledge/${id}`, { body: (body as { article: ArticleIn }).article, headers });
      return post<Article>(`/knowledge/${id}/${what}`, body, headers);
    },
    onSuccess: (after) => client.setQueryData(['knowledge', 'article', after.item.id], after),
    onSettled: () => void client.invalidateQueries({ queryKey: ['knowledge'] }),
  });
}

export const useVote = (id: number) => useMutation({ mutationFn: (helped: boolean) => post<void>(`/knowledge/${id}/helpful`, { helped }) });

export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { format: Schemas['KnowledgeFormat']; text: string; check_only: boolean }) => post<Imported>('/knowledge/import', given),
    onSuccess: (_done, { check_only }) => { if (!check_only) void client.invalidateQueries({ queryKey: ['knowledge'] }); },
  });
}

export const exportUrl = (format: Schemas['KnowledgeFormat']) => urlOf('/knowledge/export', { format });
