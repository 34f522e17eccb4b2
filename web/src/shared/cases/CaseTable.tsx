import { Table, type TableColumnType } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseItem } from '@/shared/http/types';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { shortTime } from '@/shared/time/format';
import { CardMark, ClockMark, RehearsalMark, StageMark, UrgencyMark } from './Marks';
import styles from './caseTable.module.css';

export const COLUMNS = ['number', 'title', 'stage', 'matter', 'place', 'unit', 'channel', 'opened', 'updated', 'clock', 'reports', 'marks'] as const;
export type Column = (typeof COLUMNS)[number];

interface Props {
  items: readonly CaseItem[];
  columns: readonly Column[];
  label: string;
  /** The row the keyboard stands on. */
  current?: number | null;
  onOpen?: (item: CaseItem) => void;
  actions?: (item: CaseItem) => ReactNode;
  actionsWidth?: number;
  selected?: readonly number[];
  onSelect?: (ids: number[]) => void;
  loading?: boolean;
  empty?: ReactNode;
}

/** Cases as a dense table; which columns stand in it is the screen's choice. */
export function CaseTable({ items, columns, label, current, onOpen, actions, actionsWidth = 150, selected, onSelect, loading, empty }: Props) {
  const t = useWords('shared');
  const word = useCodeWord();
  const name = useName();
  const language = useLanguage();
  const shown = useMemo<TableColumnType<CaseItem>[]>(() => {
    const all: Record<Column, TableColumnType<CaseItem>> = {
      number: { width: 168, render: (_, item) => <Link to={`/cases/${item.id}`} className={styles.number}>{item.number}</Link> },
      title: { width: 260, render: (_, item) => (
        <span className={styles.title}>
          <UrgencyMark urgency={item.urgency} />
          {onOpen ? <button type="button" onClick={() => onOpen(item)} title={item.title}>{item.title}</button> : <Link to={`/cases/${item.id}`} title={item.title}>{item.title}</Link>}
          {item.rehearsal && <RehearsalMark />}
        </span>
      ) },
      stage: { width: 104, render: (_, item) => <StageMark stage={item.stage} /> },
      matter: { width: 140, ellipsis: true, render: (_, item) => (item.matter ? name(item.matter) : '–') },
      place: { width: 170, ellipsis: true, render: (_, item) => item.place.text ?? (item.place.area ? name(item.place.area) : '–') },
      unit: { width: 150, ellipsis: true, render: (_, item) => (item.unit ? name(item.unit) : '–') },
      channel: { width: 76, render: (_, item) => word('Channel', item.channel) },
      opened: { width: 104, render: (_, item) => <span className={styles.time}>{shortTime(item.opened_at, language)}</span> },
      updated: { width: 104, render: (_, item) => <span className={styles.time}>{shortTime(item.updated_at, language)}</span> },
      clock: { width: 136, render: (_, item) => <ClockMark clock={item.clock} suspended={item.suspended} /> },
      reports: { width: 64, align: 'right', render: (_, item) => item.reports },
      marks: { width: 110, render: (_, item) => <span className={styles.marks}>{item.cards.map((card, i) => <CardMark key={i} card={card} />)}{item.reminders > 0 && <small>{t('reminded', { count: item.reminders })}</small>}</span> },
    };
    const out = columns.map((key) => ({ key, title: t(`column.${key}`), ...all[key] }));
    if (actions) out.push({ key: 'actions', title: t('column.actions'), width: actionsWidth, fixed: 'right', render: (_: unknown, item: CaseItem) => <span className={styles.actions}>{actions(item)}</span> } as never);
    return out;
  }, [columns, t, word, name, language, onOpen, actions, actionsWidth]);
  const width = shown.reduce((sum, column) => sum + Number(column.width ?? 120), onSelect ? 44 : 0);
  return (
    <Table<CaseItem> size="small" rowKey="id" dataSource={items as CaseItem[]} columns={shown} pagination={false} loading={loading} scroll={{ x: width }} aria-label={label}
      rowClassName={(item) => (item.id === current ? styles.current ?? '' : '')} locale={{ emptyText: empty }} showSorterTooltip={false}
      rowSelection={onSelect ? {
        selectedRowKeys: selected as number[], onChange: (keys) => onSelect(keys as number[]), columnWidth: 44,
columnTitle: <span className="visually-hidden">{t('select')}</span>,
        getCheckboxProps: (item) => ({ 'aria-label': t('select_one', { number: item.number }) } as never),
      } : undefined} />
  );
}
