import { DownloadOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Select } from 'antd';
import { useState } from 'react';
import { urlOf, type Query } from '@/shared/http/client';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useLanguage, useWords } from '@/shared/i18n';
import type { CaseFilters } from './api';
import { COLUMNS, type Column } from './CaseTable';
import styles from './filters.module.css';

/** The columns a person chose for one list; kept in this browser. */
export function useColumns(list: string, usual: readonly Column[]) {
  const key = `yiwang.columns.${list}`;
  const [columns, setColumns] = useState<readonly Column[]>(() => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Column[] | null;
      return kept?.filter((one) => COLUMNS.includes(one)) ?? usual;
    } catch { return usual; }
  });
  const choose = (next: readonly Column[]) => {
    setColumns(next);
    try { localStorage.setItem(key, JSON.stringify(next)); } catch { /* then only for this visit */ }
  };
  return [columns, choose] as const;
}

interface Props {
  filters: CaseFilters;
  onSort: (sort: NonNullable<CaseFilters['sort']>) => void;
  columns: readonly Column[];
  onColumns: (columns: readonly Column[]) => void;
}

/** Order, columns and the list as a file. */
export function ListTools({ filters, onSort, columns, onColumns }: Props) {
  const t = useWords('shared');
  const language = useLanguage();
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const file = (format: 'csv' | 'xlsx') => { const { sort: _sort, ...rest } = filters; return urlOf('/export/cases', { ...rest, format, language } as Query); };
  return (
    <div className={styles.filters}>
      <Select value={filters.sort ?? '-opened_at'} onChange={onSort} aria-label={t('sort')} className={styles.field} options={(['due_at', '-urgency', '-opened_at', 'opened_at', '-updated_at'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))} />
      {!narrow && <Dropdown open={open} onOpenChange={setOpen} trigger={['click']} popupRender={() => (
        <div className={styles.menu} role="group" aria-label={t('columns')}>
          {COLUMNS.map((one) => <Checkbox key={one} checked={columns.includes(one)} disabled={one === 'title'} onChange={(event) => onColumns(COLUMNS.filter((each) => (each === one ? event.target.checked : columns.includes(each))))}>{t(`column.${one}`)}</Checkbox>)}
        </div>
      )}>
        <Button icon={<TableOutlined />} aria-expanded={open}>{t('columns')}</Button>
      </Dropdown>}
      <Dropdown trigger={['click']} menu={{ items: (['xlsx', 'csv'] as const).map((format) => ({ key: format, label: <a href={file(format)} download>{t(`export.${format}`)}</a> })) }}>
        <Button icon={<DownloadOutlined />}>{t('export')}</Button>
      </Dropdown>
    </div>
  );
}
