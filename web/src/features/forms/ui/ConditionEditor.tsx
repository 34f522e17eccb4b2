import { Input, InputNumber, Select } from 'antd';
import { kindOf, optionsOf, worded } from '@/shared/forms/fields';
import { useLanguage, useWords } from '@/shared/i18n';
import { conditionOf, propertiesOf, setCondition, type Condition, type FormSchema } from '../api/schemaEdit';
import styles from './forms.module.css';

/** When a field appears: always, or as another field is answered. */
export function ConditionEditor({ form, name, fields, put }: { form: FormSchema; name: string; fields: readonly string[]; put?: (form: FormSchema) => void }) {
  const t = useWords('forms');
  const language = useLanguage();
  const now = conditionOf(form, name);
  if (now === 'own') return <p className={styles.whole}>{t('condition_own')}</p>;
  const known = propertiesOf(form);
  const on = now ? known[now.field] ?? {} : {};
  const kind = kindOf(on);
  const set = (condition: Condition | null) => put?.(setCondition(form, name, condition));
  const first = (field: string): Condition => { const of = known[field] ?? {}; const what = kindOf(of); return what === 'yes_no' ? { field, op: 'is', value: true } : what === 'choice' ? { field, op: 'is', value: optionsOf(of)[0]?.value } : { field, op: 'filled' }; };
  const ops: Condition['op'][] = kind === 'number' || kind === 'integer' ? ['at_least', 'at_most', 'is', 'filled'] : ['is', 'filled'];
  return (
    <fieldset className={styles.condition}>
      <legend>{t('condition')}</legend>
      <Select size="small" disabled={!put} value={now?.field ?? ''} aria-label={t('when_field')} onChange={(field) => set(field ? first(field) : null)} options={[{ value: '', label: t('always') }, ...fields.filter((one) => one !== name).map((one) => ({ value: one, label: worded(known[one] ?? {}, 'title', language) || one }))]} popupMatchSelectWidth={false} />
      {now && <Select size="small" disabled={!put} value={now.op} aria-label={t('condition_op')} onChange={(op) => set({ ...now, op, value: op === 'filled' ? undefined : now.value ?? (kind === 'number' || kind === 'integer' ? 0 : '') })} options={ops.map((value) => ({ value, label: t(value) }))} popupMatchSelectWidth={false} />}
      {now && now.op !== 'filled' && (
        kind === 'yes_no' ? <Select size="small" disabled={!put} value={now.value === true} aria-label={t('condition_value')} onChange={(value) => set({ ...now, value })} options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />
          : kind === 'choice' ? <Select size="small" disabled={!put} value={now.value as string} aria-label={t('condition_value')} onChange={(value) => set({ ...now, value })} options={optionsOf(on).map((one) => ({ value: one.value as string, label: language === 'en' && one.titleEn ? one.titleEn : one.title }))} popupMatchSelectWidth={false} />
            : kind === 'number' || kind === 'integer' ? <InputNumber size="small" disabled={!put} value={typeof now.value === 'number' ? now.value : null} aria-label={t('condition_value')} onChange={(value) => set({ ...now, value: value ?? 0 })} />
              : <Input size="small" readOnly={!put} value={String(now.value ?? '')} aria-label={t('condition_value')} onChange={(event) => set({ ...now, value: event.target.value })} />
      )}
    </fieldset>
  );
}
