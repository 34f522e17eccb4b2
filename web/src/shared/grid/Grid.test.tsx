import { fireEvent, render, screen, within } from '@testing-library/react';
import { useCallback } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { setLanguage } from '@/shared/i18n';
import { Grid } from './Grid';
import { applied, type Column } from './model';
import { useHistory } from './useHistory';

const COLUMNS: Column[] = [{ key: 'a', title: 'A', width: 100 }, { key: 'b', title: 'B', width: 100, choices: [{ value: 'u1', label: 'Roads office' }, { value: 'u2', label: 'Parks office' }] }];
const first = (count: number) => Array.from({ length: count }, (_, i) => [`a${i}`, 'u1']);
let now: string[][];

function Shown({ count = 3 }: { count?: number }) {
  const history = useHistory<string[][]>(first(count));
  now = history.now;
  const cell = useCallback((row: number, col: number) => history.now[row]?.[col] ?? '', [history.now]);
  return <Grid label="Sheet" columns={COLUMNS} rowCount={history.now.length} cell={cell} history={history} onEdit={(edits) => history.put(applied(history.now, edits, (cells) => [...cells], (row, cells) => row.map((text, col) => cells.find((one) => one.col === col)?.text ?? text)))} />;
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Row|Sheet/ });
const key = (name: string, more = {}) => fireEvent.keyDown(field(), { key: name, ...more });
const paste = (text: string) => fireEvent.paste(field(), { clipboardData: { getData: () => text } });

beforeEach(() => setLanguage('en'));

test('typing begins a cell, Enter keeps it and goes down, Escape does not keep it', () => {
  render(<Shown />);
  fireEvent.change(field(), { target: { value: 'x' } });
  key('Enter');
  expect(now[0]).toEqual(['x', 'u1']);
  expect(field().getAttribute('aria-label')).toBe('Row 2, A');
  fireEvent.change(field(), { target: { value: 'y' } });
  key('Escape');
  expect(now[1]).toEqual(['a1', 'u1']);
  key('z', { ctrlKey: true });
  expect(now[0]).toEqual(['a0', 'u1']);
});

test('what is typed into a cell of choices finds the choice by its name', () => {
  render(<Shown />);
  key('ArrowRight');
  fireEvent.change(field(), { target: { value: 'park' } });
  expect(within(screen.getByRole('listbox')).getAllByRole('option').map((one) => one.textContent)).toEqual(['Parks officeu2']);
  key('Tab');
  expect(now[0]).toEqual(['a0', 'u2']);
});

test('a block from a spreadsheet fills cells and adds the rows it needs; names become codes; one step undoes it', () => {
  render(<Shown />);
  key('ArrowDown'); key('ArrowDown');
  paste('p\tParks office\nq\tno such');
  expect(now).toEqual([['a0', 'u1'], ['a1', 'u1'], ['p', 'u2'], ['q', 'no such']]);
  key('z', { ctrlKey: true });
  expect(now).toEqual(first(3));
});

test('rows are put in, moved and taken out from the keyboard', () => {
  render(<Shown />);
  key('Enter', { ctrlKey: true });
  expect(now.map((row) => row[0])).toEqual(['a0', '', 'a1', 'a2']);
  key('ArrowUp', { altKey: true });
  expect(now.map((row) => row[0])).toEqual(['', 'a0', 'a1', 'a2']);
  key('Delete', { ctrlKey: true });
  expect(now.map((row) => row[0])).toEqual(['a0', 'a1', 'a2']);
});

test('of ten thousand rows only those near the screen are drawn', () => {
  render(<Shown count={10_000} />);
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('finding goes to what is written, however fast Enter follows, and on from there', () => {
  render(<Shown count={500} />);
  key('f', { ctrlKey: true });
  const box = screen.getByRole('textbox', { name: 'Find' });
  fireEvent.change(box, { target: { value: 'a49' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(field().getAttribute('aria-label')).toBe('Row 50, A');
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(field().getAttribute('aria-label')).toBe('Row 491, A');
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  expect(field().getAttribute('aria-label')).toBe('Row 50, A');
});

test('scrolling draws the rows that come into sight', () => {
  render(<Shown count={1000} />);
  const box = screen.getByRole('grid').parentElement as HTMLElement;
  box.scrollTop = 500 * 30;
  fireEvent.scroll(box);
  expect(screen.getByText('a500')).toBeTruthy();
  expect(screen.queryByText('a0')).toBeNull();
});
