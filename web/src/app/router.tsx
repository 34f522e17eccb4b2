import { lazy, Suspense, type ReactNode } from 'react';
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router-dom';
import { Empty, Failed, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { homeOf, mayOpen } from './access';
import { SCREENS, type Screen } from './navigation';

const StaffFrame = lazy(() => import('./StaffFrame'));
const Shell = lazy(() => import('./shell/Shell').then((module) => ({ default: module.Shell })));
const CitizenFrame = lazy(() => import('@/features/citizen/ui/CitizenFrame'));
const Tell = lazy(() => import('@/features/citizen/ui/Tell'));
const Track = lazy(() => import('@/features/citizen/ui/Track'));
const SignIn = lazy(() => import('@/features/session/ui/SignIn'));

const wait = (node: ReactNode) => <Suspense fallback={<Loading rows={8} />}>{node}</Suspense>;

/** Staff only: asks who is signed in and otherwise leads to sign-in and back. */
function Guard() {
  const session = useSession();
  const at = useLocation();
  if (session.isPending) return <Loading rows={8} />;
  if (session.error && !session.data) return <Failed page error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Navigate to={`/sign-in?next=${encodeURIComponent(at.pathname + at.search)}`} replace />;
  return <Outlet />;
}

function Home() {
  const { data } = useSession();
  return data ? <Navigate to={homeOf(data)} replace /> : null;
}

function Allowed({ screen }: { screen: Screen }) {
  const t = useWords('app');
  const { data } = useSession();
  if (!mayOpen(screen, data)) return <Empty page title={t('not_yours')} hint={t('not_yours_hint')} />;
  const Page = screen.load;
  return <><Titled word={screen.word} /><Page /></>;
}

function Titled({ word }: { word: string }) {
  const t = useWords('app');
  document.title = `${t(word)} · ${t('product')}`;
  return null;
}

function Lost() {
  const t = useWords('app');
  return <Empty page title={t('lost')} hint={t('lost_hint')} />;
}

const route = (screen: Screen) => ({ path: screen.path, element: screen.bare ? wait(<Allowed screen={screen} />) : <Allowed screen={screen} /> });

export const router = createBrowserRouter([
  { element: wait(<CitizenFrame />), children: [{ path: '/', element: wait(<Tell />) }, { path: '/track', element: wait(<Track />) }, { path: '/track/:number', element: wait(<Track />) }] },
  {
    element: wait(<StaffFrame />),
    children: [
      { path: '/sign-in', element: wait(<SignIn />) },
      {
        element: <Guard />,
        children: [
          ...SCREENS.filter((screen) => screen.bare).map(route),
          { element: wait(<Shell />), children: [{ path: '/desk', element: <Home /> }, ...SCREENS.filter((screen) => !screen.bare).map(route), { path: '*', element: <Lost /> }] },
        ],
      },
    ],
  },
], { future: { v7_relativeSplatPath: true } });
