import { useEffect, useRef } from 'react';
import { ClockMark, RehearsalMark, UrgencyMark } from '@/shared/cases/Marks';
import type { CaseItem } from '@/shared/http/types';
import { useName, useWords } from '@/shared/i18n';
import { useLength } from '@/shared/time/useLength';
import { useNow } from '@/shared/time/useNow';
import styles from './dispatch.module.css';

/** The cases that wait, each with why it waits and for how long. One stop for the keyboard: arrows move, the work stands at the right. */
export function QueueList({ items, current, onChoose, more }: { items: readonly CaseItem[]; current: number | undefined; onChoose: (id: number, at: number) => void; more?: () => void }) {
  const t = useWords('dispatch');
  const name = useName();
  const length = useLength();
  const now = useNow(5000);
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => { box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [current]);
  const at = items.findIndex((item) => item.id === current);
  const go = (next: number) => { const item = items[next]; if (item) onChoose(item.id, next); };
  return (
    <ul ref={box} className={styles.items} role="listbox" aria-label={t('queue')} tabIndex={0} aria-activedescendant={current ? `case-${current}` : undefined}
      onKeyDown={(event) => { if (event.key === 'ArrowDown') { event.preventDefault(); go(at + 1); } if (event.key === 'ArrowUp') { event.preventDefault(); go(at - 1); } }}
      onScroll={(event) => { const of = event.currentTarget; if (of.scrollTop + of.clientHeight > of.scrollHeight - 200) more?.(); }}>
      {items.map((item, i) => (
        <li key={item.id} id={`case-${item.id}`} role="option" aria-selected={item.id === current} onClick={() => onChoose(item.id, i)}>
          <span className={styles.itemTitle}>{item.title}</span>
          <span className={styles.itemLow}>
            <UrgencyMark urgency={item.urgency} />
            {item.queue && <span className={styles.why}>{t(`why.${item.queue}`)}</span>}
            <span>{item.place.area ? name(item.place.area) : ''}</span>
            {item.stage === 'received' ? <span className={styles.waited}>{t('waited', { length: length((now - Date.parse(item.updated_at)) / 1000) })}</span> : item.clock && <ClockMark clock={item.clock} suspended={item.suspended} />}
            {item.rehearsal && <RehearsalMark />}
          </span>
        </li>
      ))}
    </ul>
  );
}
