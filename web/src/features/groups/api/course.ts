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

/** The case that a merge leads into by default: the oldest open one. */
export const oldestOpen = (cases: readonly Schemas['GroupCase'][]) => cases.filter((one) => one.open).reduce<Schemas['GroupCase'] | undefined>((best, one) => (!best || one.first_at < best.first_at ? one : best), undefined);
