import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router-dom';
import { whenSignedOut } from '@/shared/http/client';
import { isProblem } from '@/shared/http/problem';
import { useLanguage } from '@/shared/i18n';
import { LiveProvider } from '@/shared/live/live';
import { sessionKey } from '@/shared/session/session';
import { day } from '@/shared/theme/antd';
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
  const language = useLanguage();
  useEffect(() => whenSignedOut(() => client.setQueryData(sessionKey, null)), []);
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider theme={day} locale={language === 'en' ? en : zh} autoInsertSpaceInButton={false}>
        <AntApp style={{ height: '100%' }}>
          <LiveProvider><RouterProvider router={router} future={{ v7_startTransition: true }} /></LiveProvider>
        </AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
