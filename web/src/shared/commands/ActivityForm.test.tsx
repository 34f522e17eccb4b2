import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Case } from '@/shared/http/types';
import { setLanguage } from '@/shared/i18n';
import { CommandForm } from './CommandForm';

const FORM = {
  type: 'object',
  properties: { found: { type: 'boolean', title: 'F', 'x-yiwang': { title_en: 'Is it so' } }, level: { type: 'integer', title: 'L', maximum: 140, 'x-yiwang': { title_en: 'Level' } } },
  required: ['found'],
  allOf: [{ if: { properties: { found: { const: true } }, required: ['found'] }, then: { required: ['level'] }, else: { properties: { level: false } } }],
};
const PROCESS = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><userTask id="check"/><exclusiveGateway id="g"/><endEvent id="a"/><endEvent id="b"/><sequenceFlow id="f" sourceRef="check" targetRef="g"/>
<sequenceFlow id="x" name="Mended" sourceRef="g" targetRef="a"><conditionExpression>outcome = "mended"</conditionExpression></sequenceFlow><sequenceFlow id="y" name="Not mended" sourceRef="g" targetRef="b"><conditionExpression>outcome = "open"</conditionExpression></sequenceFlow></process></definitions>`;
const of = (form: string | null) => ({
  id: 7, version: 3, stage: 'handling', may: ['complete_activity'], reports: [{}], assist: [], duplicates: [], advice: { matters: [], places: [], units: [] },
  process: { code: 'p', name: 'P', version: 'abc', activities: [{ id: 5, element: 'check', name: 'Check on site', stage: 'handling', operations: [], form, who: null, due_at: null }], stuck: [], allow: [], back: [] },
}) as unknown as Case;
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
let sent: unknown[];
let forms: number;

beforeEach(() => {
  setLanguage('en');
  sent = [];
  forms = 200;
  vi.stubGlobal('fetch', vi.fn(async (url: string, init?: RequestInit) => {
    if (url.includes('/documents/form/')) return answer(forms, forms === 200 ? { text: JSON.stringify(FORM), name: 'F', version: 'v' } : { reason: 'forbidden', status: forms, facts: {} });
    if (url.includes('/documents/process/')) return answer(200, { text: PROCESS, name: 'P', version: 'abc' });
    if (url.endsWith('/commands')) { sent.push(JSON.parse(String(init?.body))); return answer(200, of(null)); }
    return answer(404, { reason: 'not_found', status: 404, facts: {} });
  }));
});
afterEach(() => vi.unstubAllGlobals());

const shown = (given: Case, onDone = vi.fn()) => { render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><App><CommandForm of={given} operation="complete_activity" onDone={onDone} /></App></QueryClientProvider>); return onDone; };

test('a step is finished with the answers that show, once they fit, and with the way out its diagram asks about', async () => {
  const user = userEvent.setup();
  const onDone = shown(of('check_form'));
  await screen.findByText('Is it so');
  await screen.findByText('Not mended');
  expect(screen.queryByText('Level')).toBeNull();
  await user.click(screen.getByRole('button', { name: /^Complete step/ }));
  expect(screen.getAllByRole('alert').map((one) => one.textContent)).toEqual(['This is needed', 'This is needed']);
  await user.click(screen.getByText('Yes'));
  await user.type(screen.getByLabelText(/Level/), '150');
  await user.click(screen.getByText('Mended'));
  await user.click(screen.getByRole('button', { name: /^Complete step/ }));
  expect(screen.getByText('Not above 140')).toBeTruthy();
  expect(sent).toEqual([]);
  await user.clear(screen.getByLabelText(/Level/));
  await user.type(screen.getByLabelText(/Level/), '70');
  await user.click(screen.getByRole('button', { name: /^Complete step/ }));
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ operation: 'complete_activity', activity: 5, outcome: 'mended', data: { found: true, level: 70 } }]);
});

test('a form that cannot be had is said so, and the step can still be sent for the system to judge', async () => {
  forms = 403;
  const user = userEvent.setup();
  shown(of('other_form'));
  await screen.findByText(/cannot be had/);
  await user.click(await screen.findByText('Mended'));
  await user.click(screen.getByRole('button', { name: /^Complete step/ }));
  await vi.waitFor(() => expect(sent).toEqual([{ operation: 'complete_activity', activity: 5, outcome: 'mended' }]));
});
