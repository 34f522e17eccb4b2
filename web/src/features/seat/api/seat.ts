import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post } from '@/shared/http/client';
import type { Advice, Point, Schemas } from '@/shared/http/types';

export interface AdviceAsked { text: string; point?: Point; address?: string; phone?: string; matter?: string }

/** Live advice for what is written so far; the last answer stays while the next is on its way. */
export const useAdvice = (asked: AdviceAsked) =>
  useQuery({
    queryKey: ['advice', asked],
    queryFn: () => post<Advice>('/advice', asked),
    enabled: asked.text.trim().length >= 4,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });

export function useTakeIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (report: Schemas['ReportIn']) => post<Schemas['IntakeOutcome']>('/reports', report),
    onSuccess: (outcome) => {
      client.setQueryData(['case', outcome.case.id], outcome.case);
      void client.invalidateQueries({ queryKey: ['cases'] });
      void client.invalidateQueries({ queryKey: ['queues'] });
    },
  });
}
