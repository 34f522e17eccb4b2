import { Navigate, NavLink, Route, Routes } from 'react-router-dom';
import { PageHead } from '@/shared/components/Panel';
import { useWords } from '@/shared/i18n';
import { AuditList } from './AuditList';
import { CityData } from './CityData';
import { People } from './People';
import { SystemPage } from './SystemPage';
import styles from './admin.module.css';

const PAGES = ['people', 'city', 'audit', 'system'] as const;

/** What keeps the house running: people, the city's data, who looked at what, how the machine does. */
export default function Admin() {
  const t = useWords('admin');
  return (
    <div className={styles.page}>
      <PageHead title={t('title')} />
      <nav className={styles.nav} aria-label={t('title')}>{PAGES.map((page) => <NavLink key={page} to={`/admin/${page}`} className={({ isActive }) => (isActive ? styles.here ?? '' : '')}>{t(`page.${page}`)}</NavLink>)}</nav>
      <Routes>
        <Route path="people" element={<People />} />
        <Route path="city" element={<CityData />} />
        <Route path="audit" element={<AuditList />} />
        <Route path="system" element={<SystemPage />} />
        <Route path="*" element={<Navigate to="/admin/people" replace />} />
      </Routes>
    </div>
  );
}
