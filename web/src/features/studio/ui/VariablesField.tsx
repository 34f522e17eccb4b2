import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/shared/i18n';
import { readValue, writeValue } from '../api/walk';
import styles from './draft.module.css';

type Row = { name: string; words: string };
const rowsOf = (value: Record<string, unknown>): Row[] => Object.entries(value).map(([name, one]) => ({ name, words: writeValue(one) }));
const valueOf = (rows: readonly Row[]) => Object.fromEntries(rows.filter((row) => row.name.trim()).map((row) => [row.name.trim(), readValue(row.words)]));

/** Variables as names and values; numbers, true/false and lists are read as such. */
export function VariablesField({ value, onChange, readOnly, fixed }: { value: Record<string, unknown>; onChange: (value: Record<string, unknown>) => void; readOnly?: boolean; /** Names that stand already and only want a value. */ fixed?: readonly string[] }) {
  const t = useWords('studio');
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value));
  const told = useRef(JSON.stringify(value));
  useEffect(() => { const now = JSON.stringify(value); if (now !== told.current) { told.current = now; setRows(rowsOf(value)); } }, [value]);
  const put = (next: Row[]) => { setRows(next); const made = valueOf(next); told.current = JSON.stringify(made); onChange(made); };
  return (
    <div className={styles.variables}>
      {rows.map((row, i) => (
        <div key={i}>
          <Input size="small" className={styles.mono} value={row.name} readOnly={readOnly || fixed?.includes(row.name)} aria-label={t('variable_name', { number: i + 1 })} placeholder={t('variable_name_hint')} onChange={(event) => put(rows.map((one, at) => (at === i ? { ...one, name: event.target.value } : one)))} />
          <Input size="small" className={styles.mono} value={row.words} readOnly={readOnly} aria-label={t('variable_value', { name: row.name || i + 1 })} placeholder={t('variable_value_hint')} onChange={(event) => put(rows.map((one, at) => (at === i ? { ...one, words: event.target.value } : one)))} />
          {!readOnly && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('variable_remove', { name: row.name || i + 1 })} onClick={() => put(rows.filter((_, at) => at !== i))} />}
        </div>
      ))}
      {!readOnly && <Button size="small" type="dashed" icon={<PlusOutlined />} onClick={() => setRows([...rows, { name: '', words: '' }])}>{t('variable_add')}</Button>}
    </div>
  );
}
