import { expect, test } from 'vitest';
import type { CaseItem } from '@/shared/http/types';
import { rowOperations } from './unit';

const item = (part: Partial<CaseItem>) => ({ stage: 'dispatched', suspended: false, ...part }) as CaseItem;

test('a handler first accepts or returns, then contacts, then resolves', () => {
  expect(rowOperations(item({}), 'mine_to_accept', ['handler'])).toEqual(['accept', 'return']);
  expect(rowOperations(item({ stage: 'accepted' }), 'mine_working', ['handler'])).toEqual(['contact', 'resolve']);
  expect(rowOperations(item({ stage: 'handling' }), 'mine_working', ['handler'])).toEqual(['resolve', 'contact']);
});

test('a grid worker is not offered what only a handler may do', () => {
  expect(rowOperations(item({}), 'mine_to_accept', ['grid_worker'])).toEqual(['accept']);
});

test('a suspended case is resumed first', () => {
  expect(rowOperations(item({ stage: 'handling', suspended: true }), 'overdue', ['handler'])[0]).toBe('resume');
});
