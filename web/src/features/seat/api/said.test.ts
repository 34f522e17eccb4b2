import { expect, test } from 'vitest';
import type { CallFields } from './call';
import { changedFields, firstLine, spansOf } from './said';

const text = (value: string | null, said: [number, number, number][] = [], by: string | null = null) => ({ value, confidence: 0.9, said: said.map(([line, start, end]) => ({ line, start, end })), by: by ? { login: by, name: by } : null, machine: value });
const fields = (part: Partial<Record<keyof CallFields, unknown>>) => part as unknown as CallFields;

test('a line shows where its values were said, what is pointed at is lit and stands first', () => {
  const form = fields({ name: text('Wang', [[2, 0, 2]]), place: text('Yunjin Road', [[2, 4, 8], [5, 0, 3]]), summary: text('all', [[2, 0, 9]]) });
  expect(spansOf(form, 2, null).map((one) => [one.start, one.end, one.tone])).toEqual([[0, 2, 'matter'], [4, 8, 'place']]);
  expect(spansOf(form, 2, 'place')[0]).toMatchObject({ start: 4, end: 8, tone: 'lit' });
  expect(spansOf(form, 2, 'place')).toHaveLength(2);
  expect(spansOf(form, 3, 'place')).toEqual([]);
});

test('the summary is made of everything and is only marked when pointed at', () => {
  expect(spansOf(fields({ summary: text('all', [[1, 0, 9]]) }), 1, 'summary')).toEqual([{ text: '', start: 0, end: 9, tone: 'lit' }]);
});

test('the first line of a field is brought into view', () => {
  expect(firstLine(fields({ place: text('x', [[5, 0, 1], [2, 0, 1]]) }), 'place')).toBe(2);
  expect(firstLine(fields({ place: null }), 'place')).toBeUndefined();
});

test('only what the machine changed flashes', () => {
  const before = fields({ name: text('Wang'), phone: null });
  expect(changedFields(before, fields({ name: text('Huang'), phone: text('1') }))).toEqual(['name', 'phone']);
  expect(changedFields(before, fields({ name: text('Huang', [], 'agent1'), phone: null }))).toEqual([]);
  expect(changedFields(undefined, before)).toEqual([]);
});

test('of matters only a new best one is a change', () => {
  const matter = (...codes: string[]) => ({ value: codes.map((code) => ({ code })), by: null });
  expect(changedFields(fields({ matter: matter('1', '2') }), fields({ matter: matter('1', '3') }))).toEqual([]);
  expect(changedFields(fields({ matter: matter('1', '2') }), fields({ matter: matter('2', '1') }))).toEqual(['matter']);
});
