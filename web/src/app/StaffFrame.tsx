import { App as AntApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { Outlet } from 'react-router-dom';
import { useLanguage } from '@/shared/i18n';
import { LiveProvider } from '@/shared/live/live';
import { day } from '@/shared/theme/antd';

/** Popups open inside the landmark or dialog they belong to, so that assistive technology finds them there. */
const nearest = (from?: HTMLElement) => from?.closest<HTMLElement>('[role="dialog"], main, header') ?? document.body;

/** Short messages are said inside the page's main landmark. */
const within = () => document.querySelector<HTMLElement>('main') ?? document.body;

/** What only staff screens carry: Ant Design and the live connection. Citizen pages load neither. */
export default function StaffFrame() {
  const language = useLanguage();
  return (
    <ConfigProvider theme={day} locale={language === 'en' ? en : zh} button={{ autoInsertSpace: false }} getPopupContainer={nearest} virtual={false}>
      <AntApp style={{ height: '100%' }} message={{ getContainer: within }} notification={{ getContainer: within }}><LiveProvider><Outlet /></LiveProvider></AntApp>
    </ConfigProvider>
  );
}
