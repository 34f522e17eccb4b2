import { expect, test } from 'vitest';
import { OPERATIONS } from '@/generated/contract';
import type { Case } from '@/shared/http/types';
import { commandOf, FORMS, missing, offered } from './table';

test('every operation staff can ask for has a form', () => {
  expect(OPERATIONS.filter((one) => !FORMS[one])).toEqual(['rate', 'pass_time', 'follow_area']);
});

test('what was left empty is not sent, what was typed is trimmed', () => {
  expect(commandOf('resolve', { result: ' done ', measures: '  ', attachments: [{ id: 'a1', name: 'x', type: 'image/png', bytes: 1 }] })).toEqual({ operation: 'resolve', result: 'done', attachments: ['a1'] });
  expect(commandOf('correct_place', { place: { point: { lon: 1, lat: 2 }, address: '' } })).toEqual({ operation: 'correct_place', point: { lon: 1, lat: 2 } });
  expect(commandOf('decide_extension', { approve: false, days: 3, note: 'no' })).toEqual({ operation: 'decide_extension', approve: false, note: 'no' });
});

test('a form says which field is missing, also where it depends on another', () => {
  expect(missing('review', { pass: true })).toBeUndefined();
  expect(missing('review', { pass: false })?.name).toBe('note');
  expect(missing('return', { reason: 'x' })?.name).toBe('reason');
  expect(missing('correct_place', { place: {} })?.name).toBe('place');
});

test('operations with nothing to act on are not offered', () => {
  const of = { may: ['suspend', 'resume', 'split', 'comment', 'rate'], suspended: null, procedure: { suspend_reasons: ['weather'] }, reports: [{}], assist: [] } as unknown as Case;
  expect(offered(of)).toEqual(['comment', 'suspend']);
});
