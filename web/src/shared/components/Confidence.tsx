import { useWords } from '@/shared/i18n';
import styles from './confidence.module.css';

/** A confidence as a short bar and a percentage; colour says whether the engine acts on it by itself. */
export function Confidence({ value, sure }: { value: number; sure?: boolean }) {
  const t = useWords('shared');
  const percent = Math.round(value * 100);
  const level = sure ?? value >= 0.6 ? styles.sure : styles.unsure;
  return (
    <span className={`${styles.confidence} ${level}`} title={t('confidence')}>
      <span className={styles.track} aria-hidden="true"><span className={styles.fill} style={{ width: `${percent}%` }} /></span>
      <span className={styles.number}><span className="visually-hidden">{t('confidence')} </span>{percent}%</span>
    </span>
  );
}
