import { Suspense, useEffect } from 'react';
import { Outlet, useLocation } from 'react-router-dom';
import { Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import { Boundary } from './Boundary';
import { Rail } from './Rail';
import { Shortcuts } from './Shortcuts';
import { TopBar } from './TopBar';
import styles from './shell.module.css';

/** What staff work in: rail, bar, page. */
export function Shell() {
  const t = useWords('app');
  const { pathname } = useLocation();
  useEffect(() => { document.getElementById('main')?.scrollTo(0, 0); }, [pathname]);
  return (
    <div className={styles.shell}>
      <a href="#main" className="skip-link">{t('skip')}</a>
      <Rail />
      <div className={styles.right}>
        <TopBar />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Boundary key={pathname}>
            <Suspense fallback={<Loading rows={8} />}><Outlet /></Suspense>
          </Boundary>
        </main>
      </div>
      <Shortcuts />
    </div>
  );
}
