import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Marked } from './Mark';

const marks = (text: string, spans: Parameters<typeof Marked>[0]['spans']) => {
  const { container } = render(<Marked text={text} spans={spans} />);
  expect(container.textContent).toBe(text);
  return Array.from(container.querySelectorAll('mark'), (mark) => mark.textContent);
};

test('offsets count code points, so rare characters and emoji do not shift the marks', () => {
  expect(marks('\u{20BB7}\u{1F525}abc def', [{ text: 'abc', start: 2, end: 5 }])).toEqual(['abc']);
});

test('evidence without offsets is found by its words; what is not there is left out', () => {
  expect(marks('noise at night', [{ text: 'night' }, { text: 'smoke' }])).toEqual(['night']);
});

test('overlapping evidence keeps the first tone and never doubles text', () => {
  expect(marks('abcdef', [{ text: 'bcd', start: 1, end: 4, tone: 'place' }, { text: 'cdef', start: 2, end: 6 }])).toEqual(['bcd', 'ef']);
});

test('offsets beyond the text are cut', () => {
  expect(marks('abc', [{ text: 'x', start: 2, end: 99 }])).toEqual(['c']);
});
