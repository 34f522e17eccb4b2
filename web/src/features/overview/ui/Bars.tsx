import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n';
import styles from './overview.module.css';

export interface Bar { key: string; label: ReactNode; count: number; extra?: ReactNode; tone?: 'warn' | 'bad' | 'good' }

export const useNumber = () => { const language = useLanguage(); const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN'); return (value: number) => format.format(value); };

/** Counts as bars beside their names, the longest filling the line. */
export function Bars({ bars, most, label, none }: { bars: readonly Bar[]; most?: number; label: string; none: string }) {
  const number = useNumber();
  const top = Math.max(1, ...bars.map((bar) => bar.count));
  if (!bars.some((bar) => bar.count > 0)) return <p className={styles.none}>{none}</p>;
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.slice(0, most).map((bar) => (
        <li key={bar.key} data-tone={bar.tone}>
          <span className={styles.barName}>{bar.label}</span>
          <span className={styles.barTrack} aria-hidden="true"><i style={{ width: `${(bar.count / top) * 100}%` }} /></span>
          <b>{number(bar.count)}</b>
          {bar.extra !== undefined && <small>{bar.extra}</small>}
        </li>
      ))}
    </ul>
  );
}
