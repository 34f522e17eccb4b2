import type { Schemas } from '@/shared/http/types';

const DAY = 86_400_000;
const MOST = 366;

/** Every day from the first to the last, days without reports as nothing; of a long course the latest part. */
export function everyDay(days: readonly Schemas['GroupDay'][]): { day: string; reports: number; people: number }[] {
  const sorted = [...days].sort((a, b) => a.day.localeCompare(b.day));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const known = new Map(sorted.map((one) => [one.day, one]));
  const end = Date.parse(`${last.day}T00:00:00Z`);
  const start = Math.max(Date.parse(`${first.day}T00:00:00Z`), end - (MOST - 1) * DAY);
  const out: { day: string; reports: number; people: number }[] = [];
  for (let at = start; at <= end; at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    out.push({ day, reports: known.get(day)?.reports ?? 0, people: known.get(day)?.people ?? 0 });
  }
  return out;
}

/** How hot a group is beside the hottest of the list, in hundredths; never nothing, so that it can be seen. */
export const heatShare = (hotness: number, hottest: number) => Math.max(4, Math.min(100, Math.round((100 * hotness) / Math.max(hottest, 1))));

/** At least so much of the city is shown around a single place, in degrees; about a kilometre and a half. */
const LEAST = 0.008;

/** The part of the city that holds all the places, with room around them; the whole city when there are none. */
export function around<V extends Schemas['MapView']>(view: V, points: readonly Schemas['GroupPoint'][]): V {
  if (!points.length) return view;
  const lon = points.map((one) => one.lon);
  const lat = points.map((one) => one.lat);
  const room = Math.max(LEAST, (Math.max(...lon) - Math.min(...lon)) * 0.2, (Math.max(...lat) - Math.min(...lat)) * 0.2);
  return { ...view, bbox: [Math.min(...lon) - room, Math.min(...lat) - room, Math.max(...lon) + room, Math.max(...lat) + room] };
}

/** The case that a merge leads into by default: the oldest open one. */
export const oldestOpen = (cases: readonly Schemas['GroupCase'][]) => cases.filter((one) => one.open).reduce<Schemas['GroupCase'] | undefined>((best, one) => (!best || one.first_at < best.first_at ? one : best), undefined);
