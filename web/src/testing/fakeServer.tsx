import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { App as AntApp } from 'antd';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';

/** Runs the made-up API of mock/ on a free port and lets the page's fetch reach it, cookie included. */
export async function startFakeServer(): Promise<() => Promise<void>> {
  // @ts-expect-error the mock is plain JavaScript
  const { server } = (await import('../../mock/server.mjs')) as { server: Server };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const real = globalThis.fetch;
  let cookie = '';
  globalThis.fetch = async (input, init) => {
    const response = await real(base + String(input), { ...init, signal: undefined, headers: { ...(init?.headers as Record<string, string>), ...(cookie ? { cookie } : {}) } });
    const given = response.headers.get('set-cookie');
    if (given) cookie = given.split(';')[0] ?? '';
    return response;
  };
  return async () => {
    globalThis.fetch = real;
    await new Promise<void>((done) => { server.close(() => done()); server.closeAllConnections(); });
  };
}

/** Shows pages at an address the way the application does. */
export function show(pages: { path: string; element: ReactNode }[], at: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(pages, { initialEntries: [at] });
  return { router, ...render(<QueryClientProvider client={client}><AntApp><RouterProvider router={router} future={{ v7_startTransition: true }} /></AntApp></QueryClientProvider>) };
}
