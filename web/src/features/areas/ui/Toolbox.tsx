import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import type { ChangeKind } from '../api/areas';
import { KINDS } from '../api/tools';
import styles from './areas.module.css';

const ICONS: Record<ChangeKind, ReactNode> = {
  split: <path d="M2.5 3.5h11v9h-11zM9 1.5 7 14.5" />,
  merge: <path d="M2.5 3.5h11v9h-11zM8 3.5v2M8 10.5v2M6 8h4" />,
  move_border: <path d="M2.5 3.5h11v9h-11zM8 3.5v9M8 8h4M10.5 6.5 12 8l-1.5 1.5" />,
  enclave: <path d="M1.5 2.5h7v7h-7zM11 10.5h3v3h-3z" />,
  draw: <path d="M3 12.5 5 4l7-1.5 1.5 7L8 13zM8 6v4M6 8h4" />,
  rename: <path d="M3 13h10M4 10l6.5-6.5 2 2L6 12H4z" />,
  reparent: <path d="M8 2.5v4M4 13.5v-3.5h8v3.5M8 6.5V10M6 2.5h4" />,
  retire: <path d="M3.5 4.5h9M6 4.5v-2h4v2M5 4.5l.5 9h5l.5-9" />,
};

/** What can be done to areas; pressed again it is put away. */
export function Toolbox({ now, onChoose }: { now: ChangeKind | null; onChoose: (kind: ChangeKind | null) => void }) {
  const t = useWords('areas');
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
      {KINDS.map((kind) => (
        <Tooltip key={kind} title={t(`kind_hint.${kind}`)} placement="bottom">
          <Button size="small" type={now === kind ? 'primary' : 'default'} aria-pressed={now === kind} icon={<svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>{ICONS[kind]}</svg>} onClick={() => onChoose(now === kind ? null : kind)}>{t(`kind.${kind}`)}</Button>
        </Tooltip>
      ))}
    </div>
  );
}
