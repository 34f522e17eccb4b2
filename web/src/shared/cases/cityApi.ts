import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '@/shared/http/client';
import type { Point, Schemas } from '@/shared/http/types';

const long = { staleTime: 30 * 60_000, gcTime: 60 * 60_000 } as const;

export const usePublicCity = () => useQuery({ queryKey: ['public-city'], queryFn: () => get<Schemas['PublicCity']>('/public/city'), ...long });

export const useUnits = (enabled = true) =>
  useQuery({ queryKey: ['units'], queryFn: () => get<{ items: Schemas['Unit'][] }>('/city/units').then((page) => page.items), enabled, ...long });

export const useMatters = (enabled = true) =>
  useQuery({ queryKey: ['matters'], queryFn: () => get<{ items: Schemas['Matter'][] }>('/city/matters').then((page) => page.items), enabled, ...long });

export const useAreas = (kind: Schemas['AreaKind'], parent?: string) =>
  useQuery({ queryKey: ['areas', kind, parent], queryFn: () => get<{ items: Schemas['Area'][] }>('/city/areas', { kind, parent }).then((page) => page.items), ...long });

export const usePlaces = (words: string) =>
  useQuery<Schemas['PlaceGuess'][]>({
    queryKey: ['places', words],
    queryFn: ({ signal }) => get<{ items: Schemas['PlaceGuess'][] }>('/city/places', { q: words }, signal).then((page) => page.items),
    enabled: words.trim().length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** What stands at a point: its areas and nearest address. */
export const usePlaceAt = (point: Point | null) =>
  useQuery({
    queryKey: ['place-at', point?.lon, point?.lat],
    queryFn: ({ signal }) => get<{ items: Schemas['PlaceGuess'][] }>('/city/places', { lon: point?.lon, lat: point?.lat, limit: 1 }, signal).then((page) => page.items[0] ?? null),
    enabled: !!point,
    staleTime: 60_000,
  });
