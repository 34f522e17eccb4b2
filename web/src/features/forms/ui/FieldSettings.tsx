import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { KINDS, kindOf, told, type FieldSchema } from '@/shared/forms/fields';
import { useWords } from '@/shared/i18n';
import { changeKind, isNeeded, NAME, propertiesOf, renameField, setField, setNeeded, withLayout, withMember, type FormSchema } from '../api/schemaEdit';
import { ConditionEditor } from './ConditionEditor';
import { OptionsEditor } from './OptionsEditor';
import styles from './forms.module.css';

interface Props { form: FormSchema; name: string; schema: FieldSchema; put?: (form: FormSchema) => void; renamed: (name: string) => void }

const CHANGEABLE: readonly string[] = KINDS;

export function FieldSettings({ form, name, schema, put, renamed }: Props) {
  const t = useWords('forms');
  const base = useId();
  const kind = kindOf(schema);
  const set = (next: FieldSchema) => put?.(setField(form, name, next));
  const row = (key: string, control: ReactNode) => <div key={key}><label htmlFor={`${base}-${key}`}>{t(key)}</label>{control}</div>;
  const words = (key: string, value: string, change: (value: string) => void) => row(key, <Input id={`${base}-${key}`} size="small" readOnly={!put} value={value} onChange={(event) => change(event.target.value)} />);
  const limit = (key: string, member: string, whole = true) => row(key, <InputNumber id={`${base}-${key}`} size="small" disabled={!put} precision={whole ? 0 : undefined} min={whole ? 0 : undefined} value={typeof schema[member] === 'number' ? schema[member] : null} onChange={(value) => set(withMember(schema, member, value ?? undefined))} />);
  return (
    <div className={styles.settings}>
      {words('title', typeof schema.title === 'string' ? schema.title : '', (value) => set(withMember(schema, 'title', value)))}
      {words('title_en', told(schema, 'title_en'), (value) => set(withLayout(schema, 'title_en', value)))}
      <NameRow id={`${base}-name`} form={form} name={name} put={put} renamed={renamed} />
      {row('kind', <Select id={`${base}-kind`} size="small" disabled={!put || !CHANGEABLE.includes(kind)} value={kind} onChange={(next) => set(changeKind(schema, next))} options={[...KINDS, ...(CHANGEABLE.includes(kind) ? [] : [kind])].map((value) => ({ value, label: t(`kind.${value}`) }))} />)}
      {words('help', told(schema, 'help') || (typeof schema.description === 'string' ? schema.description : ''), (value) => set(typeof schema.description === 'string' && !told(schema, 'help') ? withMember(schema, 'description', value) : withLayout(schema, 'help', value)))}
      {words('help_en', told(schema, 'help_en'), (value) => set(withLayout(schema, 'help_en', value)))}
      <div className={styles.whole}><Checkbox disabled={!put} checked={isNeeded(form, name)} onChange={(event) => put?.(setNeeded(form, name, event.target.checked))}>{t('required')}</Checkbox></div>
      {(kind === 'number' || kind === 'integer') && <>{limit('minimum', 'minimum', false)}{limit('maximum', 'maximum', false)}{words('unit', typeof schema['x-unit'] === 'string' ? schema['x-unit'] : '', (value) => set(withMember(schema, 'x-unit', value)))}</>}
      {(kind === 'text' || kind === 'long_text') && <>{limit('min_length', 'minLength')}{limit('max_length', 'maxLength')}</>}
      {(kind === 'photo' || kind === 'file' || kind === 'several') && <>{limit('least_items', 'minItems')}{limit('most_items', 'maxItems')}</>}
      {(kind === 'choice' || kind === 'several') && <OptionsEditor schema={schema} set={put ? set : undefined} />}
      <ConditionEditor form={form} name={name} fields={Object.keys(propertiesOf(form))} put={put} />
    </div>
  );
}

/** The name takes effect when it is left, for half a name would tear conditions apart. */
function NameRow({ id, form, name, put, renamed }: { id: string; form: FormSchema; name: string; put?: (form: FormSchema) => void; renamed: (name: string) => void }) {
  const t = useWords('forms');
  const [now, setNow] = useState(name);
  useEffect(() => setNow(name), [name]);
  const wrong = now === name ? null : !NAME.test(now) ? t('name_bad') : Object.hasOwn(propertiesOf(form), now) ? t('name_taken') : null;
  const done = () => { if (now !== name && !wrong && put) { renamed(now); put(renameField(form, name, now)); } else setNow(name); };
  return <div><label htmlFor={id}>{t('name')}</label><Input id={id} size="small" className="mono" readOnly={!put} status={wrong ? 'error' : undefined} value={now} onChange={(event) => setNow(event.target.value)} onBlur={done} onPressEnter={done} aria-describedby={`${id}-hint`} /><small id={`${id}-hint`} data-wrong={wrong ? true : undefined}>{wrong ?? t('name_hint')}</small></div>;
}
