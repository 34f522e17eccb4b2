import type { ReactNode } from 'react';
import { Confidence } from '@/shared/components/Confidence';
import { useWords } from '@/shared/i18n';
import styles from './seat.module.css';

interface Props { id: string; label: string; children: ReactNode; /** How sure the advice is that filled it; absent when the agent chose or nothing did. */ confidence?: number; /** The agent chose: offers to follow the advice again. */ onFollow?: () => void; wide?: boolean }

/** A labelled field that says whether a person or the engine filled it. */
export function Field({ id, label, children, confidence, onFollow, wide }: Props) {
  const t = useWords('seat');
  return (
    <div className={`${styles.field} ${wide ? styles.wide : ''}`}>
      <div className={styles.fieldHead}>
        <label htmlFor={id}>{label}</label>
        {confidence !== undefined && <Confidence value={confidence} />}
        {onFollow && <button type="button" className={styles.follow} onClick={onFollow}>{t('follow')}</button>}
      </div>
      {children}
    </div>
  );
}
