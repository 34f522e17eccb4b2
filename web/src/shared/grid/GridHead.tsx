import { FilterFilled, FilterOutlined } from '@ant-design/icons';
import { Input, Popover } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import { GUTTER, HEAD } from './GridRow';
import type { Column } from './model';
import styles from './grid.module.css';

interface Props {
  columns: readonly Column[]; lefts: readonly number[]; filters: Record<string, string>; filter: (key: string, words: string) => void;
  resize: (key: string, width: number) => void; columnTools?: (column: Column) => ReactNode; all: () => void;
}

export function GridHead({ columns, lefts, filters, filter, resize, columnTools, all }: Props) {
  const t = useWords('grid');
  return (
    <div role="row" aria-rowindex={1} className={styles.head} style={{ width: lefts[lefts.length - 1], height: HEAD }}>
      <div role="columnheader" className={styles.corner} style={{ width: GUTTER, height: HEAD }}><button type="button" tabIndex={-1} onClick={all} aria-label={t('select_all')}>#</button></div>
      {columns.map((column, col) => {
        const on = !!filters[column.key]?.trim();
        return (
          <div key={column.key} role="columnheader" aria-colindex={col + 2} className={styles.title} data-part={column.part} style={{ left: lefts[col], width: (lefts[col + 1] ?? 0) - (lefts[col] ?? 0), height: HEAD }}>
            <span className={styles.titleText} title={column.low ? `${column.title}\n${column.low}` : column.title}><b>{column.title}</b>{column.low && <small>{column.low}</small>}</span>
            <Popover trigger="click" placement="bottomRight" destroyOnHidden content={(
              <div className={styles.filter}>
                <label htmlFor={`filter-${column.key}`}>{t('filter', { column: column.title })}</label>
                <Input id={`filter-${column.key}`} size="small" allowClear autoFocus value={filters[column.key] ?? ''} placeholder={t('filter_hint')} onChange={(event) => filter(column.key, event.target.value)} />
                {columnTools?.(column)}
              </div>
            )}>
              <button type="button" className={styles.filterButton} data-on={on || undefined} aria-label={t('filter', { column: column.title })} aria-pressed={on}>{on ? <FilterFilled /> : <FilterOutlined />}</button>
            </Popover>
            <Sizer label={t('width', { column: column.title })} width={(lefts[col + 1] ?? 0) - (lefts[col] ?? 0)} change={(width) => resize(column.key, width)} />
          </div>
        );
      })}
    </div>
  );
}

function Sizer({ label, width, change }: { label: string; width: number; change: (width: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <span className={styles.sizer} title={label} aria-hidden="true"
      onPointerDown={(event) => { event.preventDefault(); event.stopPropagation(); event.currentTarget.setPointerCapture(event.pointerId); start.current = { x: event.clientX, width }; }}
      onPointerMove={(event) => { if (start.current) change(start.current.width + event.clientX - start.current.x); }} onPointerUp={() => { start.current = null; }} />
  );
}
