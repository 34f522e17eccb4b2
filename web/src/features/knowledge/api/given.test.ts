import { expect, test } from 'vitest';
import { blank, givenOf, missingOf } from './given';

const full = { ...blank(), title: ' Lost card ', answer: 'Come to any office.', unit: 'U1', questions: 'my card is gone\n\n card lost ', keywords: ['card'] };

test('a new article sends what was filled in, nothing empty', () => {
  expect(givenOf(full)).toEqual({ kind: 'article', title: 'Lost card', answer: 'Come to any office.', unit: 'U1', questions: ['my card is gone', 'card lost'], keywords: ['card'], public: true });
});

test('a known article sends only what changed, and emptied dates as null', () => {
  const before = { ...full, review_on: '2027-06-30' };
  expect(givenOf({ ...before, review_on: '', answer: 'Use the telephone.', note: 'shorter' }, before)).toEqual({ answer: 'Use the telephone.', review_on: null, note: 'shorter' });
  expect(givenOf(before, before)).toEqual({});
});

test('title, answer and owner are needed, and an end after its beginning', () => {
  expect(missingOf(blank())).toEqual(['title', 'answer', 'unit']);
  expect(missingOf({ ...full, valid_from: '2027-01-02', valid_to: '2027-01-01' })).toEqual(['validity']);
  expect(missingOf(full)).toEqual([]);
});
