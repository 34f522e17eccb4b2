import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { get, post, request } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Model = Schemas['Model'];
export type ModelDetail = Schemas['ModelDetail'];
export type Metrics = Schemas['ModelMetrics'];
export type Job = Schemas['ModelJob'];
export type Comparison = Schemas['ModelComparison'];
export type Drift = Schemas['ModelDrift'];
export type Call = Schemas['ModelCall'];
export type Dataset = Schemas['Dataset'];
export type Item = Schemas['LabellingItem'];
export type Progress = Schemas['LabellingProgress'];
export type Service = Schemas['ModelService'];

const MODELS = ['models'] as const;
const afresh = (client: QueryClient) => void client.invalidateQueries({ queryKey: MODELS });

export const useModels = () => useQuery({ queryKey: [...MODELS, 'list'], queryFn: ({ signal }) => get<Schemas['ModelList']>('/models', {}, signal) });
export const useModel = (id: number | undefined) => useQuery({ queryKey: [...MODELS, 'one', id], queryFn: ({ signal }) => get<ModelDetail>(`/models/${id}`, {}, signal), enabled: !!id });
export const useComparison = (a: number | undefined, b: number | undefined) =>
  useQuery({ queryKey: [...MODELS, 'compare', a, b], queryFn: ({ signal }) => get<Comparison>('/models/compare', { a, b, most: 60 }, signal), enabled: !!a && !!b && a !== b, staleTime: 60_000 });
export const useDrift = () => useQuery({ queryKey: [...MODELS, 'drift'], queryFn: ({ signal }) => get<Drift>('/models/drift', {}, signal) });
export const useCalls = () => useQuery({ queryKey: [...MODELS, 'calls'], queryFn: ({ signal }) => get<{ items: Call[]; total: number }>('/models/calls', {}, signal) });
export const useDatasets = () => useQuery({ queryKey: [...MODELS, 'datasets'], queryFn: ({ signal }) => get<{ items: Dataset[] }>('/datasets', {}, signal) });
export const useService = (asked: boolean) => useQuery({ queryKey: [...MODELS, 'service'], queryFn: ({ signal }) => get<Service>('/system/model', {}, signal), enabled: asked });

export const useTrain = () => useMutation({ mutationFn: (note: string) => post<{ job: number }>('/models/train', note ? { note } : {}) });
export const useStopTraining = () => useMutation({ mutationFn: (id: number) => request<void>('DELETE', `/models/jobs/${id}`) });
/** A training under way, asked for again while it runs. */
export const useJob = (id: number | null) =>
  useQuery({ queryKey: [...MODELS, 'job', id], queryFn: ({ signal }) => get<Job>(`/models/jobs/${id}`, {}, signal), enabled: id !== null, refetchInterval: (query) => (!query.state.data || query.state.data.state === 'running' ? 700 : false) });

function useTurn<Given>(path: (given: Given) => [string, unknown]) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (given: Given) => post<ModelDetail>(...path(given)), onSuccess: () => afresh(client) });
}
export const useShadow = () => useTurn((given: { id: number; on: boolean }) => [`/models/${given.id}/shadow`, { on: given.on }]);
export const usePromote = () => useTurn((given: { id: number; reason: string; override?: string }) => [`/models/${given.id}/promote`, { reason: given.reason, ...(given.override ? { override_reason: given.override } : {}) }]);
export const useRollBack = () => useTurn((given: { id: number; reason: string }) => [`/models/${given.id}/rollback`, { reason: given.reason }]);

export function useMakeDataset() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (note: string) => post<Dataset>('/datasets', note ? { note } : {}), onSuccess: () => afresh(client) });
}
export const useTryService = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: (text: string) => post<{ model: string; answer: string; took_ms: number; tokens_in: number; tokens_out: number }>('/system/model/try', { text }), onSettled: () => void client.invalidateQueries({ queryKey: [...MODELS, 'service'] }) });
};

const LABELS = ['labelling'] as const;
export const useNextItem = () => useQuery({ queryKey: [...LABELS, 'next'], queryFn: ({ signal }) => get<{ item: Item | null }>('/labelling/next', {}, signal), refetchOnWindowFocus: false, staleTime: Infinity });
export const useProgress = () => useQuery({ queryKey: [...LABELS, 'progress'], queryFn: ({ signal }) => get<Progress>('/labelling/progress', {}, signal) });

export interface Verdict { id: number; verdict: 'matter' | 'unsure' | 'skip'; matter?: string }
export function useLabel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...given }: Verdict) => post<Schemas['LabelOutcome']>(`/labelling/${id}`, given),
    onSuccess: () => void client.invalidateQueries({ queryKey: LABELS }),
  });
}
export function useUndoLabel() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: number) => request<void>('DELETE', `/labelling/${id}`), onSuccess: () => void client.invalidateQueries({ queryKey: LABELS }) });
}
