import { expect, test } from 'vitest';
import type { TrailEvent } from '@/shared/http/types';
import { courseOf } from './api';

const moved = (at: string, trace: object[], more: object = {}) => ({ kind: 'process_moved', at, data: { code: 'noise', version: 'abc', trace, ...more } }) as unknown as TrailEvent;

test('the way of a case is put together from its story', () => {
  const course = courseOf([
    { kind: 'case_opened', at: 'a', data: {} } as unknown as TrailEvent,
    moved('a', [{ what: 'entered', element: 'accept', name: 'Accept' }, { what: 'task_opened', element: 'accept', name: 'Accept' }]),
    moved('b', [{ what: 'taken', element: 'f2', name: '' }, { what: 'not_taken', element: 'f3', name: '' }, { what: 'task_opened', element: 'handle', name: '' }], { version: 'def' }),
  ]);
  expect(course).toEqual({ code: 'noise', version: 'def', been: new Set(['accept', 'f2', 'handle']), steps: [{ element: 'accept', name: 'Accept', at: 'a' }, { element: 'handle', name: 'handle', at: 'b' }] });
  expect(courseOf([])).toBeNull();
});
