import { expect, test } from 'vitest';
import { csv } from './files';
import { fade, FIRST_LOOK, has, parse, toggle } from './layers';
import { paperSize, pdfOf } from './pdf';
import { metresPerPixel, niceLength, scaleBar } from './scale';
import { read, readCoordinates, write } from './share';
import { anchor, measured, readGeoJson, toGeoJson } from './shapes';
import { Borders } from './snap';
import { record, redo, start, undo } from './undo';

test('a shared link opens the same view', () => {
  const state = { lon: 113.60001, lat: 31.2, zoom: 15.25, bearing: -30, pitch: 55, on: ['water', 'area:territorial:grid'], cases: 'heat' as const, from: 1_700_000_000, to: 1_700_086_400, pin: [113.5, 31.25] as const };
  expect(read(write(state))).toEqual(state);
  expect(write({ lon: 113.6, lat: 31.2, zoom: 14, bearing: 0, pitch: 0 }).toString()).toBe('at=113.60000%2C31.20000%2C14');
});

test('a spoilt link still opens a map', () => {
  expect(read(new URLSearchParams('at=113.6,31.2'))).toMatchObject({ lon: 113.6, lat: 31.2, zoom: 14 });
  expect(read(new URLSearchParams('at=900,31&cases=nonsense&time=5-4&pin=x,y'))).toEqual({});
  expect(read(new URLSearchParams('on=water.<script>.green')).on).toEqual(['water', 'green']);
});

const NEAR = { lon: 113.6, lat: 31.2 };
test('coordinates are read in either order, with letters or without', () => {
  const want = { lon: 113.61, lat: 31.25 };
  for (const text of ['113.61, 31.25', '31.25 113.61', '113.61\uff0c31.25', 'N31.25 E113.61', '113.61E, 31.25N', '31.25\u00b0N, 113.61\u00b0E']) expect(readCoordinates(text, NEAR), text).toEqual(want);
  expect(readCoordinates('31.25S, 113.61W', NEAR)).toEqual({ lon: -113.61, lat: -31.25 });
  for (const text of ['113.61', 'road 12, 3', '200, 200', '']) expect(readCoordinates(text, NEAR), text).toBeNull();
});

test('undo and redo walk the same way back and forth; a new step ends what could be redone', () => {
  let history = record(record(record(start<number[]>([]), [1]), [1, 2]), [1, 2]);
  expect(history.past).toHaveLength(2);
  history = undo(undo(history));
  expect(history.now).toEqual([]);
  expect(undo(history)).toBe(history);
  history = redo(history);
  expect(history.now).toEqual([1]);
  history = record(history, [1, 9]);
  expect(redo(history)).toBe(history);
  expect(undo(history).now).toEqual([1]);
});

test('the kept look is read back, and nonsense becomes the first look', () => {
  const look = fade(toggle(toggle(FIRST_LOOK, 'cases', false), 'element:lamp', true), 'areas', 0.3);
  expect(parse(JSON.stringify(look))).toEqual(look);
  expect(has(look, 'element:lamp') && !has(look, 'cases')).toBe(true);
  for (const text of [null, '{', '[]', '{"on":5,"cases":"x","tones":[true],"opacity":{"areas":7}}']) expect(parse(text)).toEqual(FIRST_LOOK);
});

const square = { type: 'FeatureCollection' as const, features: [{ type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates: [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]] } }] };
const project = (lon: number, lat: number) => ({ x: lon * 10, y: lat * 10 });
test('a corner within reach wins over the side; nothing far is snapped to', () => {
  const borders = new Borders(square);
  expect(borders.snap([0.5, 0.2], 12, 1.2, project)).toEqual([0, 0]);
  expect(borders.snap([5, 0.4], 12, 1.2, project)).toEqual([5, 0]);
  expect(borders.snap([5, 5], 12, 1.2, project)).toBeUndefined();
  expect(borders.snap([50, 50], 12, 1.2, project)).toBeUndefined();
});

test('the scale bar is a round length that fits', () => {
  expect([0, 3, 7, 49, 190, 999, 1000].map(niceLength)).toEqual([0, 2, 5, 20, 100, 500, 1000]);
  const bar = scaleBar(15, 31.2, 110);
  expect(bar.pixels).toBeLessThanOrEqual(110);
  expect(bar.pixels * metresPerPixel(15, 31.2)).toBeCloseTo(bar.metres, 6);
});

test('GeoJSON of any shape is taken apart; what cannot be drawn is counted', () => {
  const text = JSON.stringify({ type: 'FeatureCollection', features: [
    { type: 'Feature', properties: { name: 'A' }, geometry: { type: 'MultiPoint', coordinates: [[113.123456789, 31, 55], [113, 31]] } },
    { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]], [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]]] } },
    { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [[0, 0], [1, 'x']] } },
    { type: 'Feature', properties: {}, geometry: null },
    { type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: [[0, 0], [1, 1]] }] },
  ] });
  const { shapes, refused } = readGeoJson(text) ?? { shapes: [], refused: -1 };
  expect(refused).toBe(3);
  expect(shapes.map((one) => one.properties.mode)).toEqual(['point', 'point', 'linestring']);
  expect(shapes[0]?.geometry.coordinates).toEqual([113.1234568, 31]);
  expect(shapes[0]?.properties.name).toBe('A');
  expect(readGeoJson('not json')).toBeNull();
  expect(readGeoJson(toGeoJson(shapes))?.shapes).toHaveLength(3);
});

test('what is measured depends on what was drawn', () => {
  expect(measured({ type: 'Point', coordinates: [0, 0] })).toEqual({});
  expect(measured({ type: 'LineString', coordinates: [[113, 31], [113, 31.01]] }).metres).toBeCloseTo(1108.7, 0);
  expect(anchor({ type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] })).toEqual([1, 1]);
});

test('tables quote what has to be quoted and defuse formulas', () => {
  expect(csv([['a', 'b,c', 'say "x"'], [1.5, null, '=1+1']])).toBe('\ufeffa,"b,c","say ""x"""\r\n1.5,,\'=1+1\r\n');
});

test('a document of one page says where its parts begin', () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);
  const bytes = pdfOf({ widthMm: 297, heightMm: 210, jpeg, width: 10, height: 7, title: '\u5730\u56fe A', at: new Date(Date.UTC(2026, 10, 22)) });
  const text = new TextDecoder('latin1').decode(bytes);
  expect(text.startsWith('%PDF-1.4\n')).toBe(true);
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(text).toContain('/MediaBox [0 0 841.89 595.28]');
  expect(text).toContain('/Title <FEFF573056FE00200041>');
  const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(table, table + 4)).toBe('xref');
  const starts = [...text.slice(table).matchAll(/(\d{10}) 00000 n /g)].map((one) => Number(one[1]));
  expect(starts).toHaveLength(6);
  starts.forEach((at, i) => expect(text.slice(at, at + 7)).toBe(`${i + 1} 0 obj`));
  expect(paperSize('a3', 'portrait')).toEqual([297, 420]);
});
