import { expect, test } from 'vitest';
import { cellPoints, cellShapes, hexagons, squares, unitsOf } from './bins';
import { pointsFrom } from './cases';
import { allNear, latOf, lonOf, mercatorX, mercatorY, nearest, NO_POINTS, pointsOf, within, type Row } from './points';
import { advance, floorTo, spanOf, timeline } from './timeline';

const ALL = [true, true, true, true];
const AT = Date.UTC(2026, 10, 20, 16) / 1000;   // midnight of the 21st in China
const row = (id: number, over: Partial<Row> = {}): Row => ({ id, lon: 113.6, lat: 31.2, at: AT, tone: 'ink', ...over });

test('Mercator and back', () => {
  expect(lonOf(mercatorX(113.6))).toBeCloseTo(113.6, 10);
  expect(latOf(mercatorY(31.2))).toBeCloseTo(31.2, 10);
  expect(mercatorY(85.051129)).toBeCloseTo(0, 6);
});

test('overdue cases are drawn last, newer ones after older ones', () => {
  const points = pointsOf([row(1, { tone: 'bad' }), row(2, { at: AT + 60 }), row(3), row(4, { tone: 'good' })]);
  expect([...points.id]).toEqual([4, 3, 2, 1]);
});

test('columns of the server become the same points', () => {
  const points = pointsFrom({ origin: [113, 31], hour0: 100, total: 3, truncated: false, without_point: 0, tones: ['ink', 'warn', 'bad', 'good'], id: [7, 8, 9], x: [600_000, 0, 0], y: [200_000, 0, 0], opened: [5, 6, 4], closed: [-1, -1, 9], tone: [0, 2, 3] });
  expect([...points.id]).toEqual([9, 7, 8]);
  expect(points.lon[1]).toBeCloseTo(113.6, 9);
  expect(points.lat[1]).toBeCloseTo(31.2, 9);
  expect([...points.at]).toEqual([104, 105, 106].map((hour) => hour * 3600));
  expect([...points.tone]).toEqual([0, 1, 3]);
});

test('the time window is half open and tones can be switched off', () => {
  const points = pointsOf([row(1), row(2, { at: AT + 10 }), row(3, { at: AT + 20, tone: 'bad' })]);
  expect(within(points, { span: null, tones: ALL })).toBe(3);
  expect(within(points, { span: { from: AT, to: AT + 20 }, tones: ALL })).toBe(2);
  expect(within(points, { span: null, tones: [true, true, true, false] })).toBe(2);
  expect(within(points, { span: null, tones: ALL, box: [0, 0, 0.1, 0.1] })).toBe(0);
});

test('a click finds what is near and shown, the upper one of two', () => {
  const points = pointsOf([row(1), row(2, { tone: 'bad' }), row(3, { lon: 113.7 })]);
  const reach = unitsOf(10, 15);
  const all = { span: null, tones: ALL };
  expect(points.id[nearest(points, all, [113.6, 31.2], reach)]).toBe(2);
  expect(points.id[nearest(points, { span: null, tones: [true, true, true, false] }, [113.6, 31.2], reach)]).toBe(1);
  expect(nearest(points, all, [113.65, 31.2], reach)).toBe(-1);
  expect(allNear(points, all, [113.6, 31.2], reach, 10).map((i) => points.id[i])).toEqual(expect.arrayContaining([1, 2]));
});

const many = pointsOf(Array.from({ length: 500 }, (_, i) => row(i, { lon: 113.5 + ((i * 37) % 101) / 500, lat: 31.1 + ((i * 53) % 97) / 500, tone: i % 7 === 0 ? 'bad' : 'ink' })));

test('every case falls into exactly one cell', () => {
  for (const cells of [hexagons(many, { span: null, tones: ALL }, unitsOf(26, 11)), squares(many, { span: null, tones: ALL }, unitsOf(70, 11))]) {
    expect(cells.reduce((sum, cell) => sum + cell.n, 0)).toBe(500);
    expect(cells.length).toBeGreaterThan(3);
  }
});

test('a case lies in the hexagon whose middle is nearest to it', () => {
  const size = unitsOf(26, 11);
  const cells = hexagons(many, { span: null, tones: ALL }, size);
  const sorted = [...cells].sort((a, b) => a.n - b.n);
  const single = sorted.filter((cell) => cell.n === 1);
  expect(single.length).toBeGreaterThan(0);
  for (const cell of single) for (const other of cells) expect(Math.hypot(cell.mx - cell.x, cell.my - cell.y)).toBeLessThanOrEqual(Math.hypot(cell.mx - other.x, cell.my - other.y) + 1e-12);
});

test('cells become shapes of six sides and points with weights', () => {
  const cells = hexagons(many, { span: null, tones: ALL }, unitsOf(26, 11));
  const shapes = cellShapes(cells, unitsOf(26, 11));
  expect(shapes.features[0]?.geometry.coordinates[0]).toHaveLength(7);
  expect(Math.max(...shapes.features.map((one) => Number(one.properties?.share)))).toBe(1);
  expect(cellPoints(cells, 0.5).features.every((one) => one.properties?.weight === Number(one.properties?.n) / 2)).toBe(true);
});

test('steps begin at local midnight, weeks on Monday', () => {
  expect(floorTo('day', AT)).toBe(AT);
  expect(floorTo('day', AT - 1)).toBe(AT - 86_400);
  expect(floorTo('hour', AT + 3599)).toBe(AT);
  // 21 November 2026 is a Saturday
  expect(floorTo('week', AT)).toBe(AT - 5 * 86_400);
});

test('bars count each case once and cover from first to last', () => {
  const points = pointsOf([row(1), row(2, { at: AT + 90_000 }), row(3, { at: AT + 90_001 }), row(4, { at: AT + 200_000, tone: 'bad' })]);
  const line = timeline(points, 'day', ALL);
  expect([...line.counts]).toEqual([1, 2, 1]);
  expect(line.most).toBe(2);
  expect([...timeline(points, 'day', [true, true, true, false]).counts]).toEqual([1, 2, 0]);
  expect(spanOf(line, 1, 1)).toEqual({ from: AT + 86_400, to: AT + 2 * 86_400 });
  expect(timeline(NO_POINTS, 'day', ALL).counts).toHaveLength(0);
});

test('a finer step over a long time shows the newest part', () => {
  const line = timeline(pointsOf([row(1, { at: AT - 400 * 86_400 }), row(2)]), 'hour', ALL);
  expect(line.counts.length).toBe(744);
  expect(line.counts[line.counts.length - 1]).toBe(1);
});

test('playing keeps the window\'s width and begins again', () => {
  expect(advance(10, 2, 4)).toEqual([3, 5]);
  expect(advance(10, 7, 9)).toEqual([0, 2]);
  expect(advance(0, 0, 0)).toEqual([0, 0]);
  expect(advance(3, 0, 9)).toEqual([0, 2]);
});
