import { expect, test } from 'vitest';
import { ProblemError } from '@/shared/http/problem';
import { begin, reduce, seen } from './draft';
import type { Draft } from './studio';

const draft = { id: 7, revision: 3, kind: 'process', code: 'noise', name: 'Noise', text: 'old', tests: [] } as unknown as Draft;
const stale = new ProblemError({ status: 412, reason: 'stale_version' });

test('what a person changes shows at once and is kept one request at a time', () => {
  let now = reduce(begin(draft), { type: 'wish', change: { text: 'a' } });
  expect(now.state).toBe('waiting');
  now = reduce(now, { type: 'send' });
  now = reduce(now, { type: 'wish', change: { text: 'b' } });
  expect(now.state).toBe('sending');
  expect(seen(now).text).toBe('b');
  now = reduce(now, { type: 'saved', draft: { ...draft, revision: 4, text: 'a' } });
  expect([now.state, seen(now).text, now.kept.revision]).toEqual(['waiting', 'b', 4]);
  now = reduce(reduce(now, { type: 'send' }), { type: 'saved', draft: { ...draft, revision: 5, text: 'b' } });
  expect(now.state).toBe('saved');
});

test('somebody else\'s change stops the keeping until a person decides', () => {
  const sent = reduce(reduce(begin(draft), { type: 'wish', change: { text: 'mine' } }), { type: 'send' });
  const conflict = reduce(sent, { type: 'failed', error: stale });
  expect(conflict.state).toBe('conflict');
  expect(reduce(conflict, { type: 'wish', change: { name: 'New' } }).state).toBe('conflict');
  const theirs = { ...draft, revision: 9, text: 'theirs' };
  expect(seen(reduce(conflict, { type: 'taken', draft: theirs })).text).toBe('theirs');
  const mine = reduce(conflict, { type: 'mine', draft: theirs });
  expect([mine.state, mine.kept.revision, seen(mine).text]).toEqual(['waiting', 9, 'mine']);
});

test('a request that failed loses nothing', () => {
  const sent = reduce(reduce(begin(draft), { type: 'wish', change: { text: 'mine' } }), { type: 'send' });
  const failed = reduce(sent, { type: 'failed', error: new ProblemError({ status: 0, reason: 'offline' }) });
  expect([failed.state, seen(failed).text]).toEqual(['failed', 'mine']);
  expect(reduce(failed, { type: 'wish', change: { name: 'N' } }).state).toBe('waiting');
});
