import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { optionsOf, type FieldSchema, type Option } from '@/shared/forms/fields';
import { useWords } from '@/shared/i18n';
import styles from './forms.module.css';

/** The choices of a field: the value kept and what a person reads in either language. */
export function OptionsEditor({ schema, set }: { schema: FieldSchema; set?: (schema: FieldSchema) => void }) {
  const t = useWords('forms');
  const options = optionsOf(schema);
  const put = (next: readonly Option[]) => {
    const oneOf = next.map((one) => ({ const: one.value, title: one.title, ...(one.titleEn ? { 'x-yiwang': { title_en: one.titleEn } } : {}) }));
    const held = (of: FieldSchema): FieldSchema => { const { enum: _, ...rest } = of; return { ...rest, oneOf }; };
    set?.(schema.type === 'array' ? { ...schema, items: held((schema.items ?? {}) as FieldSchema) } : held(schema));
  };
  const change = (i: number, part: Partial<Option>) => put(options.map((one, at) => (at === i ? { ...one, ...part } : one)));
  const free = () => { for (let i = options.length + 1; ; i += 1) if (!options.some((one) => one.value === `option_${i}`)) return `option_${i}`; };
  return (
    <fieldset className={styles.options}>
      <legend>{t('options')}</legend>
      {options.map((one, i) => (
        <div key={i}>
          <Input size="small" readOnly={!set} value={one.title} aria-label={t('option_title')} placeholder={t('option_title')} onChange={(event) => change(i, { title: event.target.value })} />
          <Input size="small" readOnly={!set} value={one.titleEn} aria-label={t('option_title_en')} placeholder={t('option_title_en')} onChange={(event) => change(i, { titleEn: event.target.value })} />
          <Input size="small" className="mono" readOnly={!set || typeof one.value !== 'string'} value={String(one.value)} aria-label={t('option_value')} onChange={(event) => change(i, { value: event.target.value })} />
          {set && <Button size="small" type="text" icon={<ArrowUpOutlined />} disabled={!i} aria-label={t('option_up', { name: one.title })} onClick={() => { const next = options.slice(); next.splice(i - 1, 0, ...next.splice(i, 1)); put(next); }} />}
          {set && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('remove_option', { name: one.title })} onClick={() => put(options.filter((_, at) => at !== i))} />}
        </div>
      ))}
      {set && <Button size="small" icon={<PlusOutlined />} onClick={() => put([...options, { value: free(), title: '', titleEn: '' }])}>{t('add_option')}</Button>}
    </fieldset>
  );
}
