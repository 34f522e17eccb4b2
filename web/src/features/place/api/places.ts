import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { get, post } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export type Block = Schemas['Block'];
export type Element = Schemas['ElementPage'];
export type Count = Schemas['BlockCount'];

const at = (code: string) => encodeURIComponent(code);
const stale = { staleTime: 60_000 } as const;

export const useBlock = (code: string) => useQuery({ queryKey: ['block', code], queryFn: ({ signal }) => get<Block>(`/blocks/${at(code)}`, undefined, signal), ...stale });
export const useElement = (code: string) => useQuery({ queryKey: ['element', code], queryFn: ({ signal }) => get<Element>(`/elements/${at(code)}`, undefined, signal), ...stale });
export const useHistory = (code: string) => useQuery({ queryKey: ['area-history', code], queryFn: ({ signal }) => get<Schemas['AreaHistory']>(`/areas/${at(code)}/history`, undefined, signal), retry: false, ...stale });

export const useAddresses = (code: string) => useInfiniteQuery({
  queryKey: ['block-addresses', code],
  queryFn: ({ pageParam, signal }) => get<{ items: Schemas['BlockAddress'][]; next: string | null; total: number; masked: boolean }>(`/blocks/${at(code)}/addresses`, { cursor: pageParam, limit: 50 }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  ...stale,
});

/** Cameras that stand inside; nearest to the middle first. */
export const useCamerasIn = (code: string) => useQuery({ queryKey: ['cameras-in', code], queryFn: () => post<Schemas['SpaceFound']>('/space/find', { kinds: ['camera'], within: { area: code }, limit: 12 }), placeholderData: keepPreviousData, ...stale });

/** Cases of the area as points in the colours of the base map's own points. */
export const useCasePoints = (code: string) => useQuery({
  queryKey: ['map-cases', 'area', code],
  queryFn: async ({ signal }): Promise<FeatureCollection> => {
    const said = await get<Schemas['MapCases']>('/map/cases', { area: code }, signal);
    const [lon = 0, lat = 0] = said.origin;
    return { type: 'FeatureCollection', features: said.id.map((id, i) => ({ type: 'Feature', properties: { id, tone: said.tones[said.tone[i] ?? 0] ?? 'ink' }, geometry: { type: 'Point', coordinates: [lon + (said.x[i] ?? 0) * 1e-6, lat + (said.y[i] ?? 0) * 1e-6] } })) };
  },
  ...stale,
});
