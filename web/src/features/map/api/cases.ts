import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '@/shared/http/client';
import { columns, put, TONES, type CasePoints } from './points';

/** The answer of `GET /map/cases`: row i of every column is one case. */
export interface MapCases {
  origin: number[]; hour0: number; total: number; truncated: boolean; without_point: number; tones: string[];
  id: number[]; x: number[]; y: number[]; opened: number[]; closed: number[]; tone: number[];
}

export const PERIODS = ['open', '7d', '30d', '365d'] as const;
export type CasePeriod = (typeof PERIODS)[number];
const DAYS: Record<Exclude<CasePeriod, 'open'>, number> = { '7d': 7, '30d': 30, '365d': 365 };
const HOUR = 3600, MINUTE_MS = 60_000;

/** Columns to columns, in the order they are drawn: overdue ones last, newer after older. */
export function pointsFrom(said: MapCases): CasePoints {
  const rank = said.tones.map((tone) => Math.max(0, TONES.indexOf(tone as (typeof TONES)[number])));
  const order = Uint32Array.from({ length: said.id.length }, (_, i) => i);
  const of = (i: number) => rank[said.tone[i] ?? 0] ?? 1;
  order.sort((a, b) => of(a) - of(b) || (said.opened[a] ?? 0) - (said.opened[b] ?? 0));
  const out = columns(order.length);
  const [lon0 = 0, lat0 = 0] = said.origin;
  order.forEach((from, i) => put(out, i, said.id[from] ?? 0, lon0 + (said.x[from] ?? 0) * 1e-6, lat0 + (said.y[from] ?? 0) * 1e-6, (said.hour0 + (said.opened[from] ?? 0)) * HOUR, of(from)));
  return out;
}

export interface CaseColumns { points: CasePoints; total: number; truncated: boolean; withoutPoint: number }

/** Asked for anew once a minute at most: a hundred thousand cases are not sent again at every live event. */
export const useMapCases = (period: CasePeriod, enabled: boolean) =>
  useQuery<CaseColumns>({
    queryKey: ['map-cases', period],
    queryFn: async ({ signal }) => {
      const from = period === 'open' ? undefined : new Date(Date.now() - DAYS[period] * 86_400_000).toISOString();
      const said = await get<MapCases>('/map/cases', { from, open: period === 'open' ? true : undefined }, signal);
      return { points: pointsFrom(said), total: said.total, truncated: said.truncated, withoutPoint: said.without_point };
    },
    enabled,
    staleTime: MINUTE_MS,
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  });
