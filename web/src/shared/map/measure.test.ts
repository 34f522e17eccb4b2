import { expect, test } from 'vitest';
import { circle, distance, fan, lineLength, polygonArea, ringArea, sayArea, sayLength } from './measure';

test('distances are those of the ellipsoid: its quarter meridian and a degree of its equator', () => {
  expect(distance([0, 0], [0, 90])).toBeCloseTo(10_001_965.729, 3);
  expect(distance([0, 0], [1, 0])).toBeCloseTo(111_319.4908, 4);
  expect(lineLength([[0, 0], [1, 0], [2, 0]])).toBeCloseTo(2 * 111_319.4908, 3);
  expect(lineLength([[113, 31]])).toBe(0);
});

test('a ring has one area, open or closed, whichever way it runs', () => {
  const ring = [[113, 31], [113.01, 31], [113.01, 31.01], [113, 31.01]];
  const { area, edge } = ringArea(ring);
  expect(area / (955.04 * 1108.7)).toBeCloseTo(1, 3);
  expect(edge).toBeCloseTo(2 * 955 + 2 * 1108.7, -1);
  expect(ringArea([...ring, [113, 31]]).area).toBeCloseTo(area, 6);
  expect(ringArea([...ring].reverse()).area).toBeCloseTo(area, 6);
  expect(ringArea([[113, 31], [113.01, 31]]).area).toBe(0);
});

test('a hole is taken off the area', () => {
  const outer = [[113, 31], [113.02, 31], [113.02, 31.02], [113, 31.02], [113, 31]];
  const hole = [[113.005, 31.005], [113.005, 31.015], [113.015, 31.015], [113.015, 31.005], [113.005, 31.005]];
  expect(polygonArea([outer, hole]).area).toBeCloseTo(ringArea(outer).area - ringArea(hole).area, 3);
});

test('a circle is round on the ground and closed', () => {
  const ring = circle([113.6, 31.2], 500);
  expect(ring[0]).toEqual(ring[ring.length - 1]);
  for (const at of ring) expect(distance([113.6, 31.2], at)).toBeCloseTo(500, 1);
  expect(ringArea(ring).area / (Math.PI * 500 ** 2)).toBeGreaterThan(0.99);
});

test('a field of view opens around its direction', () => {
  const ring = fan([113.6, 31.2], 90, 60, 100);
  expect(ring[0]).toEqual([113.6, 31.2]);
  expect(ring[ring.length - 1]).toEqual([113.6, 31.2]);
  for (const at of ring.slice(1, -1)) { expect(at[0]).toBeGreaterThan(113.6); expect(distance([113.6, 31.2], at)).toBeCloseTo(100, 1); }
  expect(ringArea(ring).area / ((Math.PI * 100 ** 2) / 6)).toBeGreaterThan(0.98);
  expect(fan([113.6, 31.2], 0, 360, 100)[0]).not.toEqual([113.6, 31.2]);
});

test('lengths and areas are said with three digits and the unit that fits', () => {
  expect([0, 7.256, 38.24, 512.4, 1240, 15_347_512].map(sayLength)).toEqual(['0 m', '7.26 m', '38.2 m', '512 m', '1.24 km', '15,348 km']);
  expect([640, 76_264, 135_400, 2_310_000].map(sayArea)).toEqual(['640 m²', '76,264 m²', '0.135 km²', '2.31 km²']);
});
