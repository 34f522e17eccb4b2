import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import type { Schemas } from '@/shared/http/types';

/** A door that is not there is no fault to show: the panel then stays away. */
export const isAbsent = (error: unknown) => isProblem(error) && (error.status === 404 || error.status === 405);

/** Settled cases worth looking at for this one, most useful first. */
export const useSimilar = (id: number | null | undefined) =>
  useQuery({ queryKey: ['similar', id], queryFn: ({ signal }) => get<{ items: Schemas['SimilarCase'][] }>(`/cases/${id}/similar`, {}, signal).then((page) => page.items), enabled: !!id, retry: false, staleTime: 60_000 });

/** What a case could be answered with, best first. */
export const useAnswerTemplates = (id: number | null | undefined) =>
  useQuery({ queryKey: ['answer-templates', id], queryFn: ({ signal }) => get<{ items: Schemas['AnswerTemplate'][] }>(`/cases/${id}/answer-templates`, {}, signal).then((page) => page.items), enabled: !!id, retry: false, staleTime: 60_000 });
