import { expect, test } from 'vitest';
import type { AreaFacts } from './areas';
import { begin, concerned, drawn, finished, pick, stepOf } from './tools';

const area = (code: string, name = code): AreaFacts => ({ code, name, name_en: null, kind: 'grid', parent: 'c', layer: 'territorial', m2: 1 });
const part = (name: string, number: number) => `${name}-${number}`;
const line = { type: 'LineString' as const, coordinates: [[0, 0], [1, 1]] };
const ring = { type: 'Polygon' as const, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] };

test('a split asks for the area, then a line, and proposes two names that can be sent as they are', () => {
  let half = begin('split', 'territorial', 'grid');
  expect(stepOf(half)).toBe('area');
  half = pick(half, area('g1', '一号'), part);
  expect(stepOf(half)).toBe('line');
  half = drawn(half, line);
  expect(stepOf(half)).toBeNull();
  expect(finished(half)).toEqual({ kind: 'split', area: 'g1', line, names: ['一号-1', '一号-2'] });
  expect(stepOf({ ...half, names: ['a', ' '] })).toBe('words');
});

test('a merge takes areas and gives them back when they are chosen twice; one alone is not enough', () => {
  let half = pick(begin('merge', 'territorial', 'grid'), area('a', '甲'), part);
  expect(stepOf(half)).toBe('areas');
  half = pick(pick(pick(half, area('b'), part), area('c'), part), area('b'), part);
  expect(stepOf(half)).toBeNull();
  expect(finished(half)).toEqual({ kind: 'merge', areas: ['a', 'c'], name: '甲' });
});

test('a border cannot go from an area to itself', () => {
  const from = pick(begin('move_border', 'territorial', 'grid'), area('a'), part);
  expect(pick(from, area('a'), part).to).toBeUndefined();
  const both = pick(from, area('b'), part);
  expect(stepOf(both)).toBe('shape');
  expect(finished(drawn(both, ring))).toEqual({ kind: 'move_border', from: 'a', to: 'b', shape: ring });
  expect(concerned(both)).toEqual(['a', 'b']);
});

test('ground may go to nobody: an empty heir is an answer', () => {
  const half = pick(begin('retire', 'cleaning', 'grid'), area('a'), part);
  expect(stepOf(half)).toBe('into');
  expect(stepOf({ ...half, into: '' })).toBeNull();
  expect(finished({ ...half, into: '' })).toEqual({ kind: 'retire', area: 'a' });
});

test('a new area needs a shape, a name and a parent', () => {
  const half = drawn(begin('draw', 'territorial', 'grid'), ring);
  expect(stepOf(half)).toBe('words');
  expect(finished({ ...half, name: ' 新网格 ', parent: 'c' })).toEqual({ kind: 'draw', layer: 'territorial', level: 'grid', parent: 'c', shape: ring, take: true, name: '新网格' });
});
