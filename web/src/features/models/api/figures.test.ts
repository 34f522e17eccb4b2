import { expect, test } from 'vitest';
import { callsBy, changeOf, markWords } from './figures';
import type { Call, Metrics } from './models';

const metrics = (given: Partial<Metrics>) => ({ count: 100, accuracy: 0.8, accuracy_of_class: 0.9, macro_f1: 0.7, top3: 0.9, mean_confidence: 0.8, ece: 0.02, threshold: 0.6, coverage: 0.7, precision_at_threshold: 0.95, ...given }) as Metrics;

test('more is better, but not of the calibration error', () => {
  expect(changeOf('accuracy', metrics({ accuracy: 0.85 }), metrics({})).better).toBe(true);
  expect(changeOf('accuracy', metrics({ accuracy: 0.75 }), metrics({})).better).toBe(false);
  expect(changeOf('ece', metrics({ ece: 0.05 }), metrics({})).better).toBe(false);
  expect(changeOf('ece', metrics({ ece: 0.01 }), metrics({})).better).toBe(true);
  expect(changeOf('top3', metrics({ top3: 0.9004 }), metrics({})).better).toBeNull();
});

test('calls are added up and the most come first', () => {
  const call = (channel: string, count: number) => ({ channel, count }) as Call;
  expect(callsBy([call('web', 2), call('hotline', 3), call('web', 4)], (one) => one.channel)).toEqual([{ key: 'web', count: 6 }, { key: 'hotline', count: 3 }]);
});

test('every place of a word is marked, and words that lie on each other are one mark', () => {
  expect(markWords('路灯不亮，路灯坏', ['路灯', '灯不亮'])).toEqual([{ text: '路灯不亮', told: true }, { text: '，', told: false }, { text: '路灯', told: true }, { text: '坏', told: false }]);
  expect(markWords('', ['x'])).toEqual([]);
  expect(markWords('abc', [''])).toEqual([{ text: 'abc', told: false }]);
});
