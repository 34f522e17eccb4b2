import { expect, test } from 'vitest';
import { better, change } from './overview';

const share = (value: number | null, previous: number | null) => ({ numerator: 0, denominator: 0, value, previous });

test('a change is in percentage points, and nothing where there is nothing to compare', () => {
  expect(change(share(0.962, 0.951))).toBe(1.1);
  expect(change(share(null, 0.9))).toBeNull();
  expect(change(share(0.9, null))).toBeNull();
});

test('fewer returns are better, more of the others are', () => {
  expect(better('returned', -1)).toBe(true);
  expect(better('on_time', -1)).toBe(false);
});
