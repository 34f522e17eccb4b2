import { Button } from 'antd';
import { Link } from 'react-router-dom';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import styles from './dispatch.module.css';

export interface Done { id: number; version: number; number: string; unit: Schemas['UnitRef'] | null; what: string }

/** The last decision; it cannot be taken back, but the case can go to another unit. */
export function LastDone({ done, onAgain, busy }: { done: readonly Done[]; onAgain: (id: number) => void; busy: boolean }) {
  const t = useWords('dispatch');
  const word = useCodeWord();
  const name = useName();
  const last = done[0];
  if (!last) return null;
  const to = last.what === 'assign_unit' || last.what === 'arbitrate';
  return (
    <div className={styles.last} role="status">
      <Link to={`/cases/${last.id}`} className="mono">{last.number}</Link>
      <span>{to && last.unit ? t('sent_to', { unit: name(last.unit) }) : word('Operation', last.what)}</span>
      {to && <Button size="small" loading={busy} onClick={() => onAgain(last.id)}>{t('redispatch')}</Button>}
    </div>
  );
}
