import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';

export const PERIODS = ['today', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];
export type Overview = Schemas['Overview'];
export type RateName = keyof Overview['rates'];
export const RATES: readonly RateName[] = ['on_time', 'response', 'satisfaction', 'solution', 'automation', 'first_dispatch', 'returned'];

/** Live events refresh both. */
export const useOverview = (period: Period) => useQuery({ queryKey: ['overview', period], queryFn: ({ signal }) => get<Overview>('/overview', { period }, signal), placeholderData: keepPreviousData });

const tone = (urgency: Schemas['Urgency']) => (urgency === 'emergency' || urgency === 'urgent' ? 'bad' : urgency === 'pressing' ? 'warn' : 'ink');
type Points = { type: 'FeatureCollection'; features: { type: 'Feature'; geometry: Schemas['GeoPoint']; properties: Schemas['CasePointProperties'] }[] };

/** Open cases on the map, coloured by urgency; the urgent ones lie on top. */
export function usePoints(bbox: readonly number[] | undefined) {
  const query = useQuery({
    queryKey: ['overview', 'points', bbox?.join(',')],
    queryFn: ({ signal }) => get<Points>('/overview/points', { bbox: bbox?.join(',') }, signal),
    enabled: !!bbox,
    placeholderData: keepPreviousData,
  });
  const points = useMemo<FeatureCollection | null>(() => {
    if (!query.data) return null;
    const rank = { ordinary: 0, pressing: 1, urgent: 2, emergency: 3 } as const;
    const features = [...query.data.features].sort((a, b) => rank[a.properties.urgency] - rank[b.properties.urgency]);
    return { type: 'FeatureCollection', features: features.map((one) => ({ ...one, properties: { ...one.properties, tone: tone(one.properties.urgency) } })) } as FeatureCollection;
  }, [query.data]);
  return { ...query, points };
}

/** Change in percentage points against the period before; null when there is nothing to compare. */
export const change = (share: Schemas['Share']) => (share.value === null || share.previous === null ? null : Math.round((share.value - share.previous) * 1000) / 10);

/** For a return rate less is better. */
export const better = (rate: RateName, by: number) => (rate === 'returned' ? by < 0 : by > 0);
