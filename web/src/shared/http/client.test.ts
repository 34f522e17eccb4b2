import { afterEach, expect, test, vi } from 'vitest';
import { get, post, queryString, setCsrf, whenSignedOut } from './client';
import { ProblemError } from './problem';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => vi.stubGlobal('fetch', vi.fn(async () => new Response(body === undefined ? null : JSON.stringify(body), { status, headers })));
afterEach(() => { vi.unstubAllGlobals(); setCsrf(''); whenSignedOut(() => undefined); });

test('a refusal arrives as its reason, facts and request id', async () => {
  answer(412, { type: '/problems/stale_version', title: 'x', status: 412, reason: 'stale_version', facts: { version: 8 }, request_id: 'r1' });
  const error = await get('/cases/1').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ status: 412, reason: 'stale_version', facts: { version: 8 }, requestId: 'r1' });
});

test('an answer that is no problem document still becomes one', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'r2' } })));
  await expect(get('/cases')).rejects.toMatchObject({ status: 502, reason: 'unavailable', requestId: 'r2' });
});

test('no connection is its own reason', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('failed'); }));
  await expect(get('/cases')).rejects.toMatchObject({ reason: 'offline' });
});

test('unsafe requests carry the CSRF token, safe ones do not', async () => {
  answer(200, {});
  setCsrf('token');
  await post('/x', {});
  await get('/x');
  const headers = vi.mocked(fetch).mock.calls.map(([, init]) => (init?.headers as Record<string, string>)['X-CSRF-Token']);
  expect(headers).toEqual(['token', undefined]);
});

test('being signed out is told once to who listens', async () => {
  const listener = vi.fn();
  whenSignedOut(listener);
  answer(401, { reason: 'session_expired', status: 401, title: '', type: '', facts: {}, request_id: '' });
  await get('/cases').catch(() => undefined);
  expect(listener).toHaveBeenCalledOnce();
});

test('query strings leave out what is not set and join lists with commas', () => {
  expect(queryString({ a: 1, b: undefined, c: null, d: '', e: ['x', 'y'], f: [], g: false })).toBe('?a=1&e=x%2Cy&g=false');
});
