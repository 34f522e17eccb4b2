import { expect, test } from 'vitest';
import type { Case } from '@/shared/http/types';
import { readOtherwise, steps } from './dispatch';

const of = (part: Partial<Case>) => ({ matter: { code: 'M1' }, matter_confidence: 0.4, may: ['assign_unit', 'correct_matter'], ...part }) as unknown as Case;

test('confirming the guess is sent too: the classifier learns from it', () => {
  expect(steps({ of: of({}), matter: 'M1', unit: 'U1' })).toEqual([{ operation: 'correct_matter', matter: 'M1' }, { operation: 'assign_unit', unit: 'U1' }]);
});

test('a matter a person chose before is not sent again', () => {
  expect(steps({ of: of({ matter_confidence: null }), matter: 'M1', unit: 'U1' })).toEqual([{ operation: 'assign_unit', unit: 'U1' }]);
});

test('who may not correct matters only dispatches', () => {
  expect(steps({ of: of({ may: ['assign_unit'] }), matter: 'M2', unit: 'U1' })).toHaveLength(1);
});

test('the next best answer is read from the story', () => {
  expect(readOtherwise('U-310 row 203')).toEqual({ unit: 'U-310', row: '203' });
  expect(readOtherwise('U-310')).toEqual({ unit: 'U-310', row: null });
  expect(readOtherwise('')).toBeNull();
  expect(readOtherwise(undefined)).toBeNull();
});
