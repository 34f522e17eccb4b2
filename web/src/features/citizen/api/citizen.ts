import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, upload } from '@/shared/http/client';
import type { Point, PublicCase, Schemas } from '@/shared/http/types';

type PublicAdvice = Schemas['PublicAdvice'];

/** How the words would be understood; asked while somebody types. */
export const usePublicAdvice = (text: string, point: Point | null, address: string) =>
  useQuery({
    queryKey: ['public-advice', text, point, address],
    queryFn: () => post<PublicAdvice>('/public/advice', { text, ...(point ? { point } : {}), ...(address ? { address } : {}) }),
    enabled: text.trim().length >= 4,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

export interface Made { number: string; tracking_code: string; case: PublicCase }
export const useTell = () => useMutation({ mutationFn: (report: Schemas['PublicReportIn']) => post<Made>('/public/reports', report) });

export const uploadPhoto = (file: File) => upload<Schemas['Attachment']>('/public/attachments', file);

const trackKey = (number: string, code: string) => ['track', number, code];
const REFRESH = 15_000;

export const useTrack = (number: string, code: string) =>
  useQuery({
    queryKey: trackKey(number, code),
    queryFn: ({ signal }) => get<PublicCase>(`/public/reports/${encodeURIComponent(number)}`, { code }, signal),
    enabled: !!number && !!code,
    refetchInterval: (query) => (query.state.error ? false : REFRESH),
    retry: false,
  });

export interface Rating { satisfaction: 'satisfied' | 'basically' | 'unsatisfied'; solved: boolean; words?: string }

export function useRate(number: string, code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rating: Rating) => post<PublicCase>(`/public/reports/${encodeURIComponent(number)}/rating`, { code, ...rating }),
    onSuccess: (after) => client.setQueryData(trackKey(number, code), after),
  });
}

export function useReply(number: string, code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => post<PublicCase>(`/public/reports/${encodeURIComponent(number)}/reply`, { code, text }),
    onSuccess: (after) => client.setQueryData(trackKey(number, code), after),
  });
}
