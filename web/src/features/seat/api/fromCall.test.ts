import { expect, test } from 'vitest';
import type { Advice, Schemas } from '@/shared/http/types';
import type { CallFields } from './call';
import { freshForm } from './form';
import { composed, laidOver, reportOfCall, shownOfCall } from './fromCall';

const EMPTY = Object.fromEntries(['name', 'phone', 'confidential', 'kind', 'matter', 'happened_at', 'recurs', 'place', 'subject', 'summary', 'appeal', 'urgent', 'earlier_case', 'callback_wanted', 'callback_time'].map((one) => [one, null])) as unknown as CallFields;
const read = (value: unknown, by: string | null = null) => ({ value, confidence: 0.9, said: [], by: by ? { login: by, name: by } : null, machine: value });
const fields = (part: Record<string, unknown>) => ({ ...EMPTY, ...part }) as CallFields;
const matter = (code: string, confidence: number) => ({ code, name: code, name_en: null, confidence });
const line = (speaker: 'seat' | 'citizen', text: string, at: number) => ({ speaker, text, line: at, at: '2026-11-18T07:20:00Z' }) as Schemas['CallLine'];
const words = (part: Record<string, unknown>, lines: Schemas['CallLine'][] = []) => composed(fields(part), lines, (field, value) => `${field}=${value}`, ', ', (at) => at.slice(0, 10));
const advised = { matters: [{ matter: { code: 'B' }, confidence: 0.4, evidence: [] }], matter_sure: false, kind: 'help', urgency: 'ordinary', places: [], unit: null, unit_sure: false } as unknown as Advice;

test('the words are the sentence and the facts it does not hold yet', () => {
  expect(words({ summary: read('Noise at 28 Xingfu Road'), place: read('28 Xingfu Road'), appeal: read('stop it'), happened_at: read('2026-11-17T22:00:00+08:00') }))
    .toBe('Noise at 28 Xingfu Road\nhappened_at=2026-11-17\nappeal=stop it');
});

test('before there is a sentence the caller speaks, the agent does not', () => {
  expect(words({}, [line('seat', 'hello', 1), line('citizen', 'the lamp', 2), line('citizen', 'is out', 3)])).toBe('the lamp, is out');
  expect(words({}, [line('seat', 'hello', 1)])).toBe('');
});

test('what the call heard stands in the form; a field the agent emptied stays empty', () => {
  const now = laidOver({ ...freshForm(), phone: '1000' }, fields({ name: read('Wang'), confidential: read(true), urgent: read(true), place: read('Yunjin Road') }));
  expect(now).toMatchObject({ phone: '1000', name: 'Wang', confidential: true, urgency: 'urgent', address: 'Yunjin Road' });
  expect(laidOver({ ...freshForm(), phone: '1000' }, fields({ phone: read(null, 'agent1') })).phone).toBe('');
});

test('a place chosen on the map wins over the place that was said', () => {
  expect(laidOver({ ...freshForm(), point: { lon: 1, lat: 2 } }, fields({ place: read('Yunjin Road') })).address).toBeUndefined();
});

test('a matter fills its field once the call is sure of it', () => {
  const form = freshForm();
  expect(shownOfCall(form, fields({ matter: read([matter('A', 0.5)]) }), advised).matter).toBeUndefined();
  expect(shownOfCall(form, fields({ matter: read([matter('A', 0.8)]) }), advised).matter).toBe('A');
});

test('the case gets the matter on the screen; what the engine reads itself is not sent', () => {
  const form = { ...freshForm(), text: 'words' };
  expect(reportOfCall(form, fields({ matter: read([matter('A', 0.8)]) }), advised, undefined)).toMatchObject({ matter: 'A' });
  expect(reportOfCall(form, fields({ matter: read([matter('B', 0.8)]) }), advised, undefined)).not.toHaveProperty('matter');
  expect(reportOfCall({ ...form, matter: 'C' }, fields({}), advised, undefined)).toMatchObject({ matter: 'C' });
});

test('only a time with its hour goes as the time of the event', () => {
  const form = { ...freshForm(), text: 'words' };
  expect(reportOfCall(form, fields({ happened_at: read('2026-11-17') }), undefined, undefined)).not.toHaveProperty('happened_at');
  expect(reportOfCall(form, fields({ happened_at: read('2026-11-17T22:00:00+08:00') }), undefined, undefined)).toMatchObject({ happened_at: '2026-11-17T22:00:00+08:00' });
});
