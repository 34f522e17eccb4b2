import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { get, post, request, urlOf } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Plan = Schemas['AreaPlan'];
export type PlanItem = Schemas['AreaPlanItem'];
export type Change = Schemas['AreaChange'];
export type ChangeKind = Change['kind'];
export type Preview = Schemas['AreaPreview'];
export type Rule = Schemas['AreaRule'];
export type AreaKind = Schemas['AreaKind'];
export type Faults = Schemas['AreaFaults'];
export type History = Schemas['AreaHistory'];
export type Mapping = Schemas['AreaMapping'];

/** What every area on the map carries. */
export interface AreaFacts { code: string; name: string; name_en: string | null; kind: AreaKind; parent: string | null; layer: string; m2: number; m2_before?: number | null; change?: 'new' | 'changed' | 'renamed'; from?: string | null; until?: string | null; addresses?: number }
export type AreaFeature = Feature<Geometry, AreaFacts>;
export type AreaCollection = FeatureCollection<Geometry, AreaFacts>;

const AREAS = ['areas-with-history'] as const;

export const useLayers = () => useQuery({ queryKey: [...AREAS, 'layers'], queryFn: () => get<{ items: Schemas['AreaLayer'][]; open_cases_rule: Rule }>('/areas/layers') });

export const useAreasAt = (layer: string, kind: AreaKind | undefined, at?: string) =>
  useQuery<AreaCollection>({ queryKey: [...AREAS, 'at', layer, kind, at ?? ''], queryFn: ({ signal }) => get<AreaCollection>('/areas', { layer, kind, at }, signal), enabled: !!kind, placeholderData: keepPreviousData, staleTime: 60_000 });

export const useHistory = (code: string | null) => useQuery({ queryKey: [...AREAS, 'history', code], queryFn: () => get<History>(`/areas/${encodeURIComponent(code ?? '')}/history`), enabled: !!code });

export const useMapping = (asked: { from: string; to: string; kind?: AreaKind; to_kind?: AreaKind }) =>
  useQuery<Mapping[]>({ queryKey: [...AREAS, 'mapping', asked], queryFn: ({ signal }) => get<{ items: Mapping[] }>('/areas/mapping', { ...asked }, signal).then((answer) => answer.items), enabled: !!asked.from && asked.from !== asked.to, placeholderData: keepPreviousData });
export const mappingFile = (asked: { from: string; to: string; kind?: AreaKind; to_kind?: AreaKind }) => urlOf('/areas/mapping', { ...asked, format: 'csv' });
export const layerFile = (layer: string, format: 'geojson' | 'csv' | 'history', kind?: AreaKind, at?: string) => urlOf('/areas/export', { layer, kind, at, format });

export const useLayerCheck = (layer: string) => useMutation({ mutationKey: [...AREAS, 'check', layer], mutationFn: () => get<Faults>('/areas/check', { layer }) });

export const usePlans = (all: boolean) => useQuery({ queryKey: [...AREAS, 'plans', all], queryFn: () => get<{ items: PlanItem[] }>('/areas/plans', { state: all ? 'all' : undefined }).then((answer) => answer.items) });

/** While open cases are following, it is asked for again every second or two. */
export const usePlan = (id: number) =>
  useQuery({
    queryKey: [...AREAS, 'plan', id], queryFn: () => get<Plan>(`/areas/plans/${id}`), staleTime: 5_000,
    refetchInterval: (query) => (query.state.data?.published.some((one) => one.follow && one.follow.state !== 'done') ? 1_500 : false),
  });

export const usePreview = (changes: readonly Change[], enabled: boolean) =>
  useQuery<Preview>({ queryKey: [...AREAS, 'preview', JSON.stringify(changes)], queryFn: ({ signal }) => request<Preview>('POST', '/areas/preview', { body: { changes }, signal }), enabled: enabled && changes.length > 0, placeholderData: changes.length ? keepPreviousData : undefined, staleTime: 60_000, retry: false });

function usePlanAct<V>(act: (given: V) => Promise<Plan>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (plan) => client.setQueryData([...AREAS, 'plan', plan.id], plan),
    onSettled: () => { void client.invalidateQueries({ queryKey: AREAS }); void client.invalidateQueries({ queryKey: ['areas'] }); },
  });
}

export const useMakePlan = () => usePlanAct((given: { name: string; changes?: Change[] }) => post<Plan>('/areas/plans', given));
export const useCheckPlan = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: number) => post<Schemas['StudioChecks']>(`/areas/plans/${id}/check`), onSettled: () => client.invalidateQueries({ queryKey: AREAS }) });
};
export const useSubmitPlan = () => usePlanAct(({ id, note }: { id: number; note: string }) => post<Plan>(`/areas/plans/${id}/submit`, { note }));
export const useDecidePlan = () => usePlanAct(({ id, ...given }: { id: number; approve: boolean; reason?: string }) => post<Plan>(`/areas/plans/${id}/decision`, given));
export const usePublishPlan = () => usePlanAct(({ id, effective_at }: { id: number; effective_at: string | null }) => post<Plan>(`/areas/plans/${id}/publish`, { effective_at }));
export const useRollBackPlan = () => usePlanAct(({ id, reason }: { id: number; reason: string }) => post<Plan>(`/areas/plans/${id}/rollback`, { reason, effective_at: null }));
export const useDropPlan = () => {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: number) => request<void>('DELETE', `/areas/plans/${id}`), onSettled: () => client.invalidateQueries({ queryKey: AREAS }) });
};

export const savePlan = (id: number, revision: number, body: { name?: string; changes?: Change[]; open_cases?: Rule | null }) =>
  request<Plan>('PUT', `/areas/plans/${id}`, { body, headers: { 'If-Match': `"${revision}"` } });
export const planKey = (id: number) => [...AREAS, 'plan', id] as const;
