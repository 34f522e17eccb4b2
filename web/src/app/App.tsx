import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router-dom';
import { whenSignedOut } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import { sessionKey } from '@/shared/session/session';
import { router } from './router';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && isProblem(error) && (error.status === 0 || error.status === 503),
    },
    mutations: { retry: false },
  },
});

export function App() {
  useEffect(() => whenSignedOut(() => client.setQueryData(sessionKey, null)), []);
  return <QueryClientProvider client={client}><RouterProvider router={router} future={{ v7_startTransition: true }} /></QueryClientProvider>;
}
