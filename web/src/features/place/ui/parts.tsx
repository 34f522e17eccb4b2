import type { ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import type { Count } from '../api/places';
import styles from './place.module.css';

/** A count as this person may see it. */
export function useCount() {
  const t = useWords('place');
  return (of: Count) => (of.value !== null ? of.value.toLocaleString('en-US') : t('under', { count: of.under ?? 0 }));
}

export const Figure = ({ label, value, to }: { label: string; value: ReactNode; to?: ReactNode }) => <div className={styles.figure}><dt>{label}</dt><dd className="number">{value}{to}</dd></div>;

/** Names with counts, the longest bar the most. */
export function Counted({ rows, label, none }: { rows: readonly { key: string; name: ReactNode; count: number; low?: ReactNode }[]; label: string; none: string }) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  if (!rows.length) return <p className={styles.low}>{none}</p>;
  return <ul className={styles.counted} aria-label={label}>{rows.map((row) => <li key={row.key}><span>{row.name}</span><i aria-hidden="true" style={{ width: `${(row.count / most) * 100}%` }} /><b className="number">{row.count}{row.low && <small> {row.low}</small>}</b></li>)}</ul>;
}
