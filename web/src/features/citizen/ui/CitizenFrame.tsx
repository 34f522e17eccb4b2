import { NavLink, Outlet } from 'react-router-dom';
import { LanguageSwitch } from '@/shared/components/LanguageSwitch';
import { Logo } from '@/shared/components/Logo';
import { usePublicCity } from '@/shared/cases/cityApi';
import { useName, useWords } from '@/shared/i18n';
import styles from './frame.module.css';

export default function CitizenFrame() {
  const t = useWords('citizen');
  const name = useName();
  const city = usePublicCity();
  const tab = ({ isActive }: { isActive: boolean }) => `${styles.tab} ${isActive ? styles.here : ''}`;
  return (
    <div className={styles.page}>
      <a href="#main" className="skip-link">{t('skip')}</a>
      <header className={styles.head}>
        <div className={styles.inner}>
          <div className={styles.brand}><Logo size={32} /><span><b>{city.data ? name(city.data) : t('product')}</b><small>{t('service')}</small></span></div>
          <nav className={styles.nav} aria-label={t('nav')}>
            <NavLink to="/" end className={tab}>{t('tab.tell')}</NavLink>
            <NavLink to="/track" className={tab}>{t('tab.track')}</NavLink>
          </nav>
          <LanguageSwitch />
        </div>
        {city.data?.rehearsal && <p className={styles.rehearsal}>{t('rehearsal')}</p>}
      </header>
      <main id="main" className={styles.main} tabIndex={-1}><Outlet /></main>
      <footer className={styles.foot}>
        <div className={styles.inner}>
          {city.data?.hotline && <span>{t('hotline')} <a href={`tel:${city.data.hotline}`}>{city.data.hotline}</a></span>}
          <span>{t('emergency')} <a href="tel:110">110</a> <a href="tel:119">119</a> <a href="tel:120">120</a></span>
          <a href="/sign-in" className={styles.staff}>{t('staff')}</a>
        </div>
      </footer>
    </div>
  );
}
