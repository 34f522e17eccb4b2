import { useRef, type ReactNode } from 'react';
import styles from './tabRow.module.css';

export interface TabItem<K extends string> { key: K; label: ReactNode; count?: number; tone?: 'warn' | 'bad' }
interface Props<K extends string> { label: string; items: readonly TabItem<K>[]; active: K; onChange: (key: K) => void; /** Id of what the tabs switch. */ panel?: string; className?: string }

/** One row of tabs with counts; on a phone it scrolls sideways. Arrows move between them. */
export function TabRow<K extends string>({ label, items, active, onChange, panel, className = '' }: Props<K>) {
  const box = useRef<HTMLDivElement>(null);
  const go = (by: number) => {
    const next = (items.findIndex((one) => one.key === active) + by + items.length) % items.length;
    const item = items[next];
    if (!item) return;
    onChange(item.key);
    box.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div ref={box} role="tablist" aria-label={label} className={`${styles.row} ${className}`}
      onKeyDown={(event) => { if (event.key === 'ArrowRight') { event.preventDefault(); go(1); } if (event.key === 'ArrowLeft') { event.preventDefault(); go(-1); } }}>
      {items.map((item) => (
        <button key={item.key} type="button" role="tab" aria-selected={item.key === active} aria-controls={panel} tabIndex={item.key === active ? 0 : -1} onClick={() => onChange(item.key)}
          className={item.count && item.tone ? styles[item.tone] : undefined}>
          {item.label}{item.count !== undefined && <b>{item.count}</b>}
        </button>
      ))}
    </div>
  );
}
