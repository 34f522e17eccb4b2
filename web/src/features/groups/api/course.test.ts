import { expect, test } from 'vitest';
import type { Schemas } from '@/shared/http/types';
import { around, everyDay, heatShare, oldestOpen } from './course';

test('days without reports stand as nothing between the others', () => {
  expect(everyDay([{ day: '2026-03-01', reports: 2, people: 2 }, { day: '2026-02-27', reports: 1, people: 1 }])).toEqual([
    { day: '2026-02-27', reports: 1, people: 1 }, { day: '2026-02-28', reports: 0, people: 0 }, { day: '2026-03-01', reports: 2, people: 2 },
  ]);
  expect(everyDay([])).toEqual([]);
});

test('of years only the last one is drawn', () => {
  const course = everyDay([{ day: '2020-01-01', reports: 1, people: 1 }, { day: '2026-01-01', reports: 1, people: 1 }]);
  expect(course).toHaveLength(366);
  expect(course.at(-1)?.day).toBe('2026-01-01');
});

test('heat is measured by the hottest and can always be seen', () => {
  expect(heatShare(5, 10)).toBe(50);
  expect(heatShare(0, 10)).toBe(4);
  expect(heatShare(0, 0)).toBe(4);
});

test('the oldest open case is where a merge leads', () => {
  const of = (id: number, first_at: string, open: boolean) => ({ case: { id }, first_at, open }) as unknown as Schemas['GroupCase'];
  expect(oldestOpen([of(1, '2026-01-03', true), of(2, '2026-01-01', false), of(3, '2026-01-02', true)])?.case.id).toBe(3);
  expect(oldestOpen([])).toBeUndefined();
});

test('the map looks at the places, at the whole city when there are none', () => {
  const view = { lon: 1, lat: 2, zoom: 10, bbox: [0, 0, 9, 9] } as Schemas['MapView'];
  expect(around(view, [])).toBe(view);
  const [west = 0, south = 0, east = 0, north = 0] = around(view, [{ case: 1, lon: 3, lat: 4 }, { case: 2, lon: 3.1, lat: 4 }]).bbox;
  expect(west < 3 && east > 3.1 && south < 4 && north > 4 && east < 4).toBe(true);
});
