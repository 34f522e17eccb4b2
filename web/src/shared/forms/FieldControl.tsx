import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Files } from '@/shared/commands/Files';
import { PlacePicker, UnitPicker } from '@/shared/commands/Pickers';
import type { PlaceValue } from '@/shared/commands/table';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { optionsOf, type Field, type FieldSchema } from './fields';
import styles from './forms.module.css';

interface Props { id: string; field: Field; value: unknown; change: (value: unknown) => void; described?: string; wrong: boolean; disabled?: boolean; offline?: boolean }

const text = (value: unknown) => (typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value));
const number = (schema: FieldSchema, key: string) => (typeof schema[key] === 'number' ? schema[key] : undefined);

/** One field, by its kind. On a phone the browser's own pickers of dates and cameras are used. */
export function FieldControl({ id, field, value, change, described, wrong, disabled, offline }: Props) {
  const t = useWords('forms');
  const language = useLanguage();
  const { data: city } = usePublicCity();
  const { schema, kind } = field;
  const options = optionsOf(schema).map((one) => ({ value: one.value, label: language === 'en' && one.titleEn ? one.titleEn : one.title }));
  const aria = { 'aria-describedby': described, 'aria-invalid': wrong || undefined, 'aria-required': field.required || undefined };
  const status = wrong ? 'error' as const : undefined;
  const most = number(schema, 'maxLength');
  const words = (event: { target: { value: string } }) => change(event.target.value === '' ? undefined : event.target.value);
  switch (kind) {
    case 'text': return <Input id={id} {...aria} status={status} disabled={disabled} value={text(value)} maxLength={most} onChange={words} />;
    case 'long_text': return <Input.TextArea id={id} {...aria} status={status} disabled={disabled} value={text(value)} maxLength={most} showCount={!!most} autoSize={{ minRows: 3, maxRows: 12 }} onChange={words} />;
    case 'date': return <Input id={id} type="date" {...aria} status={status} disabled={disabled} value={text(value)} onChange={words} className={styles.short} />;
    case 'time': {
      const zoned = schema.format === 'time';
      return <Input id={id} type="time" {...aria} status={status} disabled={disabled} value={text(value).slice(0, 5)} onChange={(event) => change(event.target.value ? `${event.target.value.slice(0, 5)}${zoned ? `:00${city?.timezone ?? '+08:00'}` : ''}` : undefined)} className={styles.short} />;
    }
    case 'unit': return offline || disabled ? <Input id={id} disabled value={text(value)} /> : <UnitPicker id={id} value={text(value) || undefined} onChange={change} />;
    case 'tags': return <Select id={id} mode="tags" {...aria} status={status} disabled={disabled} value={(value as string[] | undefined) ?? []} onChange={change} tokenSeparators={[',', '\uff0c', '\u3001']} className={styles.wide} open={false} suffixIcon={null} />;
    case 'date_time': return <Input id={id} type="datetime-local" {...aria} status={status} disabled={disabled} value={text(value).slice(0, 16)} onChange={(event) => change(event.target.value ? `${event.target.value}:00${city?.timezone ?? '+08:00'}` : undefined)} className={styles.short} />;
    case 'number': case 'integer': return (
      <InputNumber id={id} {...aria} status={status} disabled={disabled} value={typeof value === 'number' ? value : null} precision={kind === 'integer' ? 0 : undefined} inputMode={kind === 'integer' ? 'numeric' : 'decimal'} changeOnWheel={false}
        suffix={typeof schema['x-unit'] === 'string' ? schema['x-unit'] : undefined} onChange={(next) => change(next === null ? undefined : Number(next))} className={styles.short} />
    );
    case 'choice': return options.length > 6
      ? <Select id={id} {...aria} status={status} disabled={disabled} showSearch optionFilterProp="label" allowClear value={value as string | undefined} options={options} onChange={(next) => change(next ?? undefined)} className={styles.wide} />
      : <Radio.Group id={id} disabled={disabled} aria-labelledby={`${id}-label`} value={value} options={options} onChange={(event) => change(event.target.value)} className={styles.choices} />;
    case 'several': return options.length > 10
      ? <Select id={id} mode="multiple" {...aria} status={status} disabled={disabled} optionFilterProp="label" allowClear value={(value as string[] | undefined) ?? []} options={options} onChange={change} className={styles.wide} />
      : <div role="group" aria-labelledby={`${id}-label`} id={id} tabIndex={-1}><Checkbox.Group disabled={disabled} value={(value as string[] | undefined) ?? []} options={options} onChange={(next) => change(next)} className={styles.choices} /></div>;
    case 'yes_no': return <Radio.Group id={id} disabled={disabled} aria-labelledby={`${id}-label`} optionType="button" buttonStyle="solid" value={value} onChange={(event) => change(event.target.value)} options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />;
    case 'photo': case 'file': return offline || disabled ? <p className={styles.stand}>{t(kind === 'photo' ? 'photos_here' : 'files_here', { count: number(schema, 'maxItems') ?? 9 })}</p> : <Attached id={id} most={number(schema, 'maxItems') ?? 9} value={(value as string[] | undefined) ?? []} change={change} />;
    case 'place': return offline || disabled ? <p className={styles.stand}>{t('place_here')}</p> : <PlacePicker id={id} value={placeIn(value)} onChange={(next) => change(placeOut(next))} />;
    default: return <Json id={id} value={value} change={change} disabled={disabled} status={status} aria={aria} />;
  }
}

const placeIn = (value: unknown): PlaceValue | undefined => { const given = value as { lon?: number; lat?: number; address?: string } | undefined; return given && { address: given.address, ...(given.lon !== undefined && given.lat !== undefined ? { point: { lon: given.lon, lat: given.lat } } : {}) }; };
const placeOut = (value: PlaceValue | undefined) => (value && (value.point || value.address) ? { ...value.point, ...(value.address ? { address: value.address } : {}) } : undefined);

/** Files are kept by their ids; names are known for what was added here. */
function Attached({ id, most, value, change }: { id: string; most: number; value: readonly string[]; change: (value: string[] | undefined) => void }) {
  const [known, setKnown] = useState<Record<string, Schemas['Attachment']>>({});
  const files = value.map((one) => known[one] ?? { id: one, name: one.slice(0, 8), type: '', bytes: 0 });
  return <Files id={id} most={most} value={files} onChange={(next) => { setKnown((now) => ({ ...now, ...Object.fromEntries(next.map((one) => [one.id, one])) })); change(next.length ? next.map((one) => one.id) : undefined); }} />;
}

/** For what no field of ours can hold: the value as JSON. */
function Json({ id, value, change, disabled, status, aria }: { id: string; value: unknown; change: (value: unknown) => void; disabled?: boolean; status?: 'error'; aria: Record<string, unknown> }) {
  const [words, setWords] = useState(value === undefined ? '' : JSON.stringify(value));
  return <Input.TextArea id={id} {...aria} status={status} disabled={disabled} className="mono" autoSize={{ minRows: 2, maxRows: 10 }} value={words} onChange={(event) => { setWords(event.target.value); try { change(event.target.value.trim() ? JSON.parse(event.target.value) as unknown : undefined); } catch { change(event.target.value); } }} />;
}
