import { expect, test } from 'vitest';
import { newPassword, spanParts } from './admin';

test('a made password is long enough and has no look-alikes', () => {
  const made = newPassword();
  expect(made).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect(made).not.toMatch(/[ilo01]/);
});

test('spans are read, anything else is not', () => {
  expect(spanParts('P5D')).toEqual({ days: 5, hours: 0, minutes: 0 });
  expect(spanParts('PT2H30M')).toEqual({ days: 0, hours: 2, minutes: 30 });
  expect(spanParts('P')).toBeNull();
  expect(spanParts('')).toBeNull();
});
