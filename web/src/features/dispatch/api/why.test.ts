import { expect, test } from 'vitest';
import type { TrailEvent } from '@/shared/http/types';
import { readWhy } from './why';

const judged = (confidence: number | null, data: Record<string, unknown>, evidence: TrailEvent['evidence'] = []) => ({ kind: 'matter_judged', confidence, data, evidence }) as unknown as TrailEvent;

test('the threshold of the city and a near second say why a person is asked', () => {
  expect(readWhy([judged(0.46, { threshold: 0.6, sure: false, matters: [{ confidence: 0.46 }, { confidence: 0.38 }] })]))
    .toMatchObject({ confidence: 0.46, threshold: 0.6, sure: false, lead: expect.closeTo(0.08), model: null });
});

test('a second far behind is no reason', () => {
  expect(readWhy([judged(0.55, { threshold: 0.6, sure: false, matters: [{ confidence: 0.55 }, { confidence: 0.1 }] })])?.lead).toBeNull();
});

test('the second opinion of a model is told with what it moved; the latest judgement counts', () => {
  const why = readWhy([judged(0.9, { threshold: 0.6, sure: true }), judged(0.5, { threshold: 0.7, sure: false }, [{ kind: 'word', text: 'lamp' }, { kind: 'model', text: '040101', weight: 0.12 }])]);
  expect(why).toMatchObject({ threshold: 0.7, model: { matter: '040101', moved: 0.12 } });
});

test('a story without a judgement says nothing', () => {
  expect(readWhy([])).toBeNull();
  expect(readWhy(undefined)).toBeNull();
  expect(readWhy([judged(null, {})])).toBeNull();
});
