import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '@/shared/http/client';
import type { Schemas } from '@/shared/http/types';
import { areaName, LAYER_COLORS, type AreaLayer } from './layers';

const TERRITORIAL = ['district', 'street', 'community', 'grid'] as const;
const LONG = 30 * 60_000;

/** Every level of the territorial division, and each functional grid the city keeps beside it (cleaning, greening...), each with a colour of its own. */
export function useAreaLayers(): AreaLayer[] {
  const { data } = useQuery({ queryKey: ['area-layers'], queryFn: () => get<{ items: Schemas['AreaLayer'][] }>('/areas/layers').then((page) => page.items), staleTime: LONG, retry: false });
  return useMemo(() => [
    ...TERRITORIAL.map((kind) => ({ name: areaName('territorial', kind), layer: 'territorial', kind, color: '#74849c' })),
    ...(data ?? []).filter((one) => one.layer !== 'territorial').flatMap((one, i) => Object.keys(one.kinds).map((kind) => ({ name: areaName(one.layer, kind), layer: one.layer, kind, color: LAYER_COLORS[i % LAYER_COLORS.length] ?? '#7a4fb0' }))),
  ], [data]);
}
