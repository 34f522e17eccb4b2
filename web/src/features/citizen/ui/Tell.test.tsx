import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setLanguage } from '@/shared/i18n';
import { show, startFakeServer } from '@/testing/fakeServer';
import Tell from './Tell';
import Track from './Track';

let stop: () => Promise<void>;
beforeAll(async () => { stop = await startFakeServer(); window.scrollTo = () => undefined; });
afterAll(() => stop());
beforeEach(() => { localStorage.clear(); sessionStorage.clear(); setLanguage('en'); });
const pages = [{ path: '/', element: <Tell /> }, { path: '/track/:number', element: <Track /> }, { path: '/track', element: <Track /> }];

test('a citizen says it in one sentence, keeps number and code, and follows it', async () => {
  const person = userEvent.setup();
  show(pages, '/');
  await person.type(screen.getByLabelText('What happened'), 'Construction noise from the building site all night');
  await screen.findByText('Construction noise', {}, { timeout: 3000 });
  await person.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByRole('heading', { name: 'Received. Thank you' });
  expect(screen.getByText(/^YW\d{8}-\d{6}$/)).toBeTruthy();
  await person.click(screen.getByRole('link', { name: 'Follow it' }));
  await screen.findByRole('heading', { level: 1, name: 'Sent to the unit' });
  expect(JSON.parse(localStorage.getItem('yiwang.mine') ?? '[]')).toHaveLength(1);
});

test('nothing is sent without words, and the field says so', async () => {
  const person = userEvent.setup();
  show(pages, '/');
  await person.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByText('Please write what happened')).toBeTruthy();
  expect(screen.getByLabelText('What happened').getAttribute('aria-invalid')).toBe('true');
});

test('words that sound like an emergency put the numbers to call above everything', async () => {
  const person = userEvent.setup();
  show(pages, '/');
  await person.type(screen.getByLabelText('What happened'), 'there is a fire on the third floor');
  const alarm = await screen.findByRole('alert', {}, { timeout: 3000 });
  expect(alarm.querySelector('a[href="tel:119"]')).toBeTruthy();
});

test('a wrong code says that number or code is not right', async () => {
  show(pages, '/track/YW20261121-000001?code=WRONG1');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The number or the code is not right'));
});
