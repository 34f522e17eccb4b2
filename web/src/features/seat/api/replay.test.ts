import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NewLine } from './call';
import { AT_ONCE, lengthOf, play, readTranscript } from './replay';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const lines: NewLine[] = ['one', 'two', 'three'].map((text) => ({ speaker: 'citizen', text }));
const start = (pace = 1, say = vi.fn(async () => undefined)) => {
  const seen = { said: say, steps: vi.fn(), end: vi.fn(), fault: vi.fn() };
  return { ...seen, player: play({ lines, pace, say, onStep: seen.steps, onEnd: seen.end, onFault: seen.fault }) };
};

test('a transcript is read with colons of either width; a line without a speaker goes on', () => {
  expect(readTranscript('\uFEFFSeat: hello\r\nCitizen\uFF1Athe lamp is out\n\nsince yesterday\nseat : where? 10:30?', ['seat'], ['citizen'])).toEqual([
    { speaker: 'seat', text: 'hello' }, { speaker: 'citizen', text: 'the lamp is out' }, { speaker: 'citizen', text: 'since yesterday' }, { speaker: 'seat', text: 'where? 10:30?' },
  ]);
});

test('words before a colon that name nobody belong to what was said', () => {
  expect(readTranscript('at 10:30 it began', ['seat'], ['citizen'])).toEqual([{ speaker: 'citizen', text: 'at 10:30 it began' }]);
  expect(readTranscript(' \n ', ['seat'], ['citizen'])).toEqual([]);
});

test('each line takes its time, one after the other', async () => {
  const now = start();
  await vi.advanceTimersByTimeAsync(599);
  expect(now.said).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(now.said).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1600);
  expect(now.said).toHaveBeenCalledTimes(3);
  expect(now.steps.mock.calls).toEqual([[1], [2], [3]]);
  expect(now.end).toHaveBeenCalledOnce();
});

test('the next line waits for a slow answer', async () => {
  const now = start(1, vi.fn(() => new Promise<undefined>((done) => { setTimeout(() => done(undefined), 5000); })));
  await vi.advanceTimersByTimeAsync(5000);
  expect(now.said).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1200);
  expect(now.said).toHaveBeenCalledTimes(2);
});

test('a pause holds, going on goes on, a faster pace shortens the wait', async () => {
  const now = start();
  now.player.pause();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(now.said).not.toHaveBeenCalled();
  now.player.go();
  now.player.setPace(10);
  await vi.advanceTimersByTimeAsync(60);
  expect(now.said).toHaveBeenCalledTimes(1);
  now.player.setPace(AT_ONCE);
  await vi.advanceTimersByTimeAsync(1);
  expect(now.end).toHaveBeenCalledOnce();
});

test('a refused line ends it and says so; after stop nothing is said', async () => {
  const broken = start(AT_ONCE, vi.fn(async () => { throw new Error('full'); }));
  await vi.advanceTimersByTimeAsync(10);
  expect(broken.fault).toHaveBeenCalledOnce();
  expect(broken.said).toHaveBeenCalledOnce();
  const stopped = start();
  stopped.player.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stopped.said).not.toHaveBeenCalled();
  expect(stopped.end).not.toHaveBeenCalled();
});

test('long lines are cut to what is bearable', () => {
  expect(lengthOf({ speaker: 'seat', text: 'x'.repeat(500) }, 1)).toBe(8000);
  expect(lengthOf({ speaker: 'seat', text: 'x'.repeat(10) }, 2)).toBe(1000);
});
