import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { FIELDS, KINDS, useImportStep, type Import, type ImportOptions, type Kind } from '../api/places';
import styles from './places.module.css';

/** Which column is what, guessed from the header and shown with the first rows; every guess can be changed. */
export function ColumnsPanel({ one }: { one: Import }) {
  const t = useWords('places');
  const say = useProblemText();
  const step = useImportStep(one.id);
  const [mapping, setMapping] = useState<Record<string, string>>(one.mapping);
  const [options, setOptions] = useState<ImportOptions>(one.options);
  const columns = one.header.filter((name) => name !== '@geometry');
  const fieldOf = (column: string) => Object.entries(mapping).find(([, name]) => name === column)?.[0];
  const choose = (column: string, field: string | undefined) => setMapping((now) => {
    const next = Object.fromEntries(Object.entries(now).filter(([key, name]) => name !== column && key !== field));
    return field ? { ...next, [field]: column } : next;
  });
  const first = (column: string) => one.samples.map((row) => row[one.header.indexOf(column)]).find((text) => text) ?? '';
  const same = JSON.stringify(mapping) === JSON.stringify(one.mapping) && JSON.stringify(options) === JSON.stringify(one.options);
  return (
    <Panel title={t('columns')} className={styles.columns}>
      <div className={styles.tools}>
        <label>{t('coordinates')}<Select aria-label={t('coordinates')} className={styles.filter} value={options.coordinates || 'wgs84'} onChange={(coordinates) => setOptions((now) => ({ ...now, coordinates }))} options={(['wgs84', 'gcj02', 'bd09'] as const).map((value) => ({ value, label: t(`datum.${value}`) }))} /></label>
        <label>{t('kind_else')}<Select aria-label={t('kind_else')} className={styles.filter} value={options.kind || ''} onChange={(kind: Kind | '') => setOptions((now) => ({ ...now, kind }))} options={[{ value: '', label: t('find_out') }, ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))]} /></label>
        {one.layers.length > 0 && <label>{t('layer')}<Select aria-label={t('layer')} className={styles.filter} value={options.layer || undefined} onChange={(layer) => setOptions((now) => ({ ...now, layer }))} options={one.layers.map((value) => ({ value, label: value }))} /></label>}
      </div>
      {columns.length > 0 && <ul className={styles.mapping}>{columns.map((column) => (
        <li key={column}>
          <span><b>{column}</b><small>{first(column)}</small></span>
          <Select aria-label={t('column_is', { column })} allowClear placeholder={t('not_used')} value={fieldOf(column)} onChange={(field) => choose(column, field)} options={FIELDS.map((value) => ({ value, label: t(`field.${value}`) }))} />
        </li>
      ))}</ul>}
      <Button type={one.state === 'failed' ? 'primary' : 'default'} disabled={same && one.state !== 'failed'} loading={step.isPending} onClick={() => step.mutate({ what: 'preview', options: { ...options, ...(one.layers.length ? {} : { mapping }) } })}>{t('read_again')}</Button>
      {!!step.error && <Alert role="alert" type="error" showIcon className={styles.alert} message={say(step.error)} />}
    </Panel>
  );
}
