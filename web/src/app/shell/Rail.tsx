import { NavLink } from 'react-router-dom';
import { useQueues } from '@/shared/cases/api';
import { Logo } from '@/shared/components/Logo';
import { useWords } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { SCREENS } from '../navigation';
import { mayOpen } from '../access';
import { ICONS } from './icons';
import styles from './shell.module.css';

export function Rail() {
  const t = useWords('app');
  const { data: session } = useSession();
  const { data: queues } = useQueues(!!session);
  return (
    <nav className={styles.rail} aria-label={t('rail')}>
      <div className={styles.brand}><Logo size={30} /></div>
      <ul>
        {SCREENS.filter((screen) => !screen.hidden && mayOpen(screen, session)).map((screen) => {
          const Icon = ICONS[screen.icon];
          const count = screen.queue ? queues?.counts[screen.queue] : undefined;
          return (
            <li key={screen.path}>
              <NavLink to={screen.path.replace('/*', '')} className={({ isActive }) => `${styles.item} ${isActive ? styles.active : ''}`}>
                <span className={styles.icon}><Icon aria-hidden="true" />{!!count && <span className={styles.badge}>{count > 99 ? '99+' : count}</span>}</span>
                <span className={styles.word}>{t(screen.word)}</span>
              </NavLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
