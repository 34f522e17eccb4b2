import { ConfigProvider } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { nightTheme } from '@/shared/theme/antd';

/** Wraps a wall: dark tokens for CSS and for Ant Design while it is on screen. */
export function Night({ children }: { children: ReactNode }) {
  useEffect(() => {
    document.documentElement.dataset.theme = 'night';
    return () => { delete document.documentElement.dataset.theme; };
  }, []);
  return <ConfigProvider theme={nightTheme}>{children}</ConfigProvider>;
}
