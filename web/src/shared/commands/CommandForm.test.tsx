import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLanguage } from '@/shared/i18n';
import type { Case } from '@/shared/http/types';
import { CommandForm } from './CommandForm';

const of = (version: number, stage: string) => ({ id: 7, number: 'YW20261121-000007', version, stage, may: ['comment', 'return'], reports: [{}], assist: [], duplicates: [], advice: { matters: [], places: [], units: [] }, extension: null, dispute: null, suspended: null, procedure: null, unit: null }) as unknown as Case;
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
let sent: { version: string; body: unknown }[];
let present: number;

beforeEach(() => {
  setLanguage('en');
  sent = [];
  present = 4;
  vi.stubGlobal('fetch', vi.fn(async (url: string, init?: RequestInit) => {
    if (url.endsWith('/trail')) return answer(200, { items: [{ seq: 4, kind: 'case_accepted', at: '2026-11-21T06:30:00Z', actor: { kind: 'person', login: 'h', name: 'Gao Yuan', unit: null }, data: {}, reason: null, confidence: null, evidence: [], by: null }] });
    if (!url.endsWith('/commands')) return answer(200, of(present, 'accepted'));
    const version = (init?.headers as Record<string, string>)['If-Match'] ?? '';
    sent.push({ version, body: JSON.parse(String(init?.body)) });
    return version === `"${present}"` ? answer(200, of(present + 1, 'accepted')) : answer(412, { reason: 'stale_version', status: 412, title: '', type: '', facts: { version: present }, request_id: 'r' });
  }));
});
afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

function Shown({ onDone }: { onDone: (after: Case) => void }) {
  const { data } = useQuery<Case>({ queryKey: ['case', 7], queryFn: () => of(3, 'dispatched'), initialData: of(3, 'dispatched'), staleTime: Infinity });
  return <CommandForm of={data} operation="return" onDone={onDone} />;
}

test('a form that comes too late says what happened, keeps the words, and sends them once more only when asked', async () => {
  const user = userEvent.setup();
  const onDone = vi.fn();
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><App><Shown onDone={onDone} /></App></QueryClientProvider>);
  await user.click(screen.getByRole('button', { name: /^Return/ }));
  expect(screen.getByRole('alert').textContent).toBe('This is needed');
  expect(sent).toEqual([]);

  const reason = screen.getByLabelText('Reason');
  await user.type(reason, 'not our road');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText(/has just changed/);
  expect(screen.getByText(/Gao Yuan/)).toBeTruthy();
  expect((reason as HTMLTextAreaElement).value).toBe('not our road');
  expect(onDone).not.toHaveBeenCalled();

  await user.keyboard('{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent.map((one) => one.version)).toEqual(['"3"', '"4"']);
  expect(sent[1]?.body).toEqual({ operation: 'return', reason: 'not our road' });
});
