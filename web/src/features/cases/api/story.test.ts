import { expect, test } from 'vitest';
import type { TrailEvent } from '@/shared/http/types';
import { blanks, chapterOf, fromHistory, otherwise, readable, written, answersOf, stepForms } from './story';

const event = (part: object) => ({ seq: 1, kind: 'comment_added', at: '2026-11-21T00:00:00Z', actor: { kind: 'person', login: 'a', name: 'A', unit: null }, data: {}, reason: null, confidence: null, evidence: [], by: null, ...part }) as unknown as TrailEvent;

test('events fall into chapters by what they are and who did them', () => {
  expect(chapterOf(event({ kind: 'deadline_set', actor: { kind: 'system' } }))).toBe('clock');
  expect(chapterOf(event({ kind: 'deadline_missed', actor: { kind: 'system' } }))).toBe('flow');
  expect(chapterOf(event({ kind: 'unit_judged', actor: { kind: 'system' } }))).toBe('judged');
  expect(chapterOf(event({ kind: 'unit_assigned', actor: { kind: 'system' } }))).toBe('flow');
  expect(chapterOf(event({}))).toBe('people');
  expect(chapterOf(event({ kind: 'unit_assigned', actor: { kind: 'citizen' }, data: { how: 'engine' } }))).toBe('flow');
});

test('what people wrote is shown once', () => {
  expect(written(event({ reason: 'why', data: { reason: 'why', note: 'why', result: 'so' } }))).toEqual(['why', 'so']);
});

test('sentences get names instead of codes and never a hole', () => {
  const filled = blanks(event({ data: { unit: 'U1', unit_name: 'Bureau', cause: 'weather', days: 3 } }), (list, code) => `${list}.${code}`, (at) => at);
  expect([filled.unit, filled.cause, filled.days, filled.nothing]).toEqual(['Bureau', 'SuspendReason.weather', '3', '–']);
});

test('the next best answer is the second matter or what the dispatcher of duties says', () => {
  expect(otherwise(event({ data: { matters: [{ matter: 'M1' }, { matter: 'M2' }] } }))).toBe('M2');
  expect(otherwise(event({ data: { otherwise: 'U2 row 3' } }))).toBe('U2 row 3');
  expect(otherwise(event({}))).toBeNull();
});

test('codes in the evidence are put into words or left out', () => {
  const say = (text: string) => readable(text, (row) => `row:${row}`, (code) => (code === '060201' ? 'Noise' : undefined));
  expect(['row 403', '060201', '990103004005004', '88'].map(say)).toEqual(['row:403', 'Noise', null, '88']);
});

test('what history says of a unit is taken apart; the version that said so is not for people', () => {
  expect(fromHistory('U-310 201/212 3')).toEqual({ unit: 'U-310', went: 201, of: 212, returned: 3 });
  expect(fromHistory('routes-1/6042ea6204519738/21401')).toBeNull();
  expect(fromHistory('row 403')).toBeNull();
});

test('answers of a step are read with the form the step asked for', () => {
  const moved = { kind: 'process_moved', data: { activities: [{ id: 5, form: 'site-check' }, { id: 6 }] } } as unknown as TrailEvent;
  expect([...stepForms([moved])]).toEqual([[5, 'site-check']]);
  const done = (data: unknown) => ({ kind: 'activity_completed', data: { activity: 5, data } }) as unknown as TrailEvent;
  expect(answersOf(done('{"found":true}'))).toEqual({ found: true });
  for (const none of ['', '{}', 'x', null, '[1]']) expect(answersOf(done(none))).toBeNull();
});
