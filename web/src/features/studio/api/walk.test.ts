import { expect, test } from 'vitest';
import { chapters, readValue, testOf, trailOf, writeValue, type Happening, type Walk } from './walk';

const line = (step: number, what: string, element: string): Happening => ({ step, at: '2026-11-21T01:00:00Z', what, element, name: null, detail: {} });
const trace = [line(0, 'started', 'noise'), line(0, 'entered', 'accept'), line(0, 'task_opened', 'accept'), line(1, 'task_closed', 'accept'), line(1, 'taken', 'f2'), line(1, 'entered', 'handle'), line(1, 'task_opened', 'handle')];

test('a walk is told in chapters, one for each thing a person did', () => {
  expect(chapters(trace).map((one) => [one.step, one.lines.length])).toEqual([[0, 3], [1, 4]]);
});

test('the trail holds what was gone through, not what was only looked at', () => {
  expect([...trailOf([...trace, line(1, 'not_taken', 'f3')])]).toEqual(['accept', 'f2', 'handle']);
});

test('a walk saved as a test expects the way it went', () => {
  const walk = { trace, state: { ended: false } } as unknown as Walk;
  const so = { variables: { hour: 23 }, start_at: '2026-11-21T01:00:00Z', steps: [{ command: 'complete' as const, element: 'accept' }] };
  expect(testOf('at night', so, walk)).toEqual({ name: 'at night', ...so, expect: { activities: ['accept', 'handle'], ended: false } });
});

test('typed values are numbers, truths and lists where they look so, else words', () => {
  expect(['23', 'true', '["a"]', 'urgent', '', '"23"'].map(readValue)).toEqual([23, true, ['a'], 'urgent', null, '23']);
  for (const value of [23, '23', 'urgent', ['a'], { a: 1 }, false, '']) expect(readValue(writeValue(value))).toEqual(value === '' ? '' : value);
});
