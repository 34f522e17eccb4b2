import { expect, test } from 'vitest';
import type { Advice } from '@/shared/http/types';
import { freshForm, reportOf, shownFields } from './form';

const advice = {
  matters: [{ matter: { code: '040101', name: 'm', name_en: null, path: [] }, confidence: 0.9, evidence: [] }], matter_sure: true, kind: 'complaint', urgency: 'urgent', unit_sure: false,
  unit: { unit: { code: 'U012', name: 'u', name_en: null }, assist: [], confidence: 0.4, reason: { basis: 'duty_row' } }, places: [{ place: { text: 'p', point: { lon: 1, lat: 2 }, areas: [], address: null }, kind: 'address', confidence: 0.9, evidence: [] }],
} as unknown as Advice;

test('advice fills what it is sure of and leaves the rest to a person', () => {
  expect(shownFields(freshForm(), advice)).toEqual({ matter: '040101', kind: 'complaint', urgency: 'urgent', unit: undefined, address: 'p', point: { lon: 1, lat: 2 } });
});

test('what the agent chose stays when the advice changes', () => {
  const shown = shownFields({ ...freshForm(), matter: '010102', urgency: 'ordinary', address: 'typed' }, advice);
  expect(shown).toMatchObject({ matter: '010102', urgency: 'ordinary', address: 'typed', point: undefined });
});

test('only what the agent chose is sent, so the engine keeps its own evidence', () => {
  const form = { ...freshForm(), text: ' words ', phone: '13800000001' };
  expect(reportOf(form, undefined)).toEqual({ channel: 'hotline', external_id: `seat-${form.key}`, text: 'words', reporter: { phone: '13800000001', confidential: false } });
  expect(reportOf({ ...form, unit: 'U1' }, { join: 7 })).toMatchObject({ unit: 'U1', join: 7 });
});

test('a caller who leaves neither name nor number stays without a reporter', () => {
  expect(reportOf({ ...freshForm(), text: 'words' }, { answer: 'so' })).not.toHaveProperty('reporter');
});
