import { AutoComplete, Input, InputNumber, Segmented, Select, Switch } from 'antd';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import { CASE_VARIABLES as KNOWN } from '../api/elements';
import { readSpan, UNITS, writeSpan, type SpanUnit } from '../modeler/span';
import styles from './properties.module.css';

const CASE_VARIABLES = Object.keys(KNOWN);

/** Words a person types reach the drawing when they pause or leave the field, so that one undo takes back one thought. */
function useLocal(value: string, commit: (words: string) => void) {
  const [words, setWords] = useState(value);
  const last = useRef({ words, value, commit });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  last.current = { words, value, commit };
  useEffect(() => setWords(value), [value]);
  const flush = () => { clearTimeout(timer.current); const now = last.current; if (now.words !== now.value) now.commit(now.words); };
  useEffect(() => () => { clearTimeout(timer.current); const now = last.current; if (now.words !== now.value) now.commit(now.words); }, []);
  return { words, flush, type: (next: string) => { setWords(next); clearTimeout(timer.current); timer.current = setTimeout(flush, 500); } };
}

export function Row({ label, hint, children }: { label: string; hint?: ReactNode; children: (id: string) => ReactNode }) {
  const id = useId();
  return <div className={styles.field}><label htmlFor={id}>{label}</label>{children(id)}{hint && <small>{hint}</small>}</div>;
}

interface TextProps { label: string; value: string; onChange: (words: string) => void; readOnly?: boolean; hint?: ReactNode; mono?: boolean; long?: boolean; bad?: string | null; placeholder?: string; prefix?: ReactNode; /** Names to pick from, which are added at the end of what is written. */ names?: readonly string[] }

export function TextField({ label, value, onChange, readOnly, hint, mono, long, bad, placeholder, prefix, names }: TextProps) {
  const { words, flush, type } = useLocal(value, onChange);
  const shared = { value: words, readOnly, placeholder, onBlur: flush, className: mono ? styles.mono : undefined, spellCheck: mono ? false : undefined, status: bad ? 'error' as const : undefined };
  const t = useWords('studio');
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className={styles.whole} onFocus={() => setAsked(true)} onBlur={(event) => { if (!box.current?.contains(event.relatedTarget)) setAsked(false); }}>
    <Row label={label} hint={bad ? <span className={styles.bad} role="alert">{bad}</span> : hint}>
      {(id) => (long ? <Input.TextArea id={id} {...shared} autoSize={{ minRows: mono ? 1 : 2, maxRows: 8 }} onChange={(event) => type(event.target.value)} />
        : <Input id={id} {...shared} prefix={prefix} onPressEnter={flush} onChange={(event) => type(event.target.value)} />)}
    </Row>
    {names && asked && !readOnly && <ul className={styles.names} aria-label={t('known_names')}>{names.map((name) => <li key={name}><button type="button" title={t(`variable.${name}`, { defaultValue: name })} onClick={() => type(`${words}${words && !/\s$/.test(words) ? ' ' : ''}${name}`)}>{name}</button></li>)}</ul>}
    </div>
  );
}

/** An expression: set in type that shows every sign, with an equals sign before it. */
export function FeelField(props: TextProps) {
  const t = useWords('studio');
  return <TextField {...props} mono long hint={props.hint ?? t('feel_hint')} names={CASE_VARIABLES} />;
}

interface ChoiceProps { label: string; value: string; onChange: (value: string) => void; options: { value: string; label: string }[]; readOnly?: boolean; hint?: ReactNode; placeholder?: string }

export function ChoiceField({ label, value, onChange, options, readOnly, hint, placeholder }: ChoiceProps) {
  const all = value && !options.some((one) => one.value === value) ? [...options, { value, label: value }] : options;
  if (readOnly) return <div className={styles.field}><span className={styles.label}>{label}</span><p className={styles.words}>{all.find((one) => one.value === value)?.label ?? '–'}</p></div>;
  return <Row label={label} hint={hint}>{(id) => <Select id={id} showSearch optionFilterProp="label" allowClear disabled={readOnly} value={value || undefined} onChange={(next?: string) => onChange(next ?? '')} options={all} placeholder={placeholder} />}</Row>;
}

/** A name that may be one of those known or a new one. */
export function NameField({ label, value, onChange, options, readOnly, hint }: ChoiceProps) {
  const { words, flush, type } = useLocal(value, onChange);
  return <Row label={label} hint={hint}>{(id) => <AutoComplete id={id} disabled={readOnly} value={words} onChange={(next: string) => type(next ?? '')} onBlur={flush} options={options} filterOption={(typed, option) => String(option?.label ?? '').toLowerCase().includes(typed.toLowerCase())} />}</Row>;
}

export function ManyField({ label, value, onChange, options, readOnly, hint }: Omit<ChoiceProps, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void }) {
  const codes = value.split(/\s+/).filter(Boolean);
  const all = [...options, ...codes.filter((code) => !options.some((one) => one.value === code)).map((code) => ({ value: code, label: code }))];
  if (readOnly) return <div className={styles.field}><span className={styles.label}>{label}</span><p className={styles.words}>{codes.map((code) => options.find((one) => one.value === code)?.label ?? code).join(' · ') || '–'}</p></div>;
  return <Row label={label} hint={hint}>{(id) => <Select id={id} mode="multiple" showSearch optionFilterProp="label" disabled={readOnly} value={codes} onChange={(next: string[]) => onChange(next.join(' '))} options={all} />}</Row>;
}

export function SwitchField({ label, value, onChange, readOnly, hint }: { label: string; value: boolean; onChange: (on: boolean) => void; readOnly?: boolean; hint?: ReactNode }) {
  return <div className={styles.switch}><Switch size="small" checked={value} disabled={readOnly} onChange={onChange} aria-label={label} /><span>{label}</span>{hint && <small>{hint}</small>}</div>;
}

/** A length of time as a number and a unit, or as an expression where it depends on the case. */
export function SpanField({ label, value, onChange, readOnly, hint }: { label: string; value: string; onChange: (text: string) => void; readOnly?: boolean; hint?: ReactNode }) {
  const t = useWords('studio');
  const span = readSpan(value);
  const [free, setFree] = useState(!!value && !span);
  const [unit, setUnit] = useState<SpanUnit>(span?.unit ?? 'days');
  useEffect(() => { setFree(!!value && !readSpan(value)); const now = readSpan(value); if (now) setUnit(now.unit); }, [value]);
  const local = useLocal(value, onChange);
  return (
    <Row label={label} hint={hint}>
      {(id) => (
        <div className={styles.span}>
          {free ? <Input id={id} className={styles.mono} value={local.words} readOnly={readOnly} onBlur={local.flush} onPressEnter={local.flush} onChange={(event) => local.type(event.target.value)} />
            : <InputNumber id={id} min={1} max={9999} precision={0} disabled={readOnly} value={span?.amount ?? null} onChange={(amount) => onChange(amount ? writeSpan({ amount, unit }) : '')} />}
          <Select aria-label={t('span_unit')} disabled={readOnly} value={free ? 'free' : unit} options={[...UNITS.map((one) => ({ value: one, label: t(`span.${one}`) })), { value: 'free', label: t('span.free') }]}
            onChange={(next: string) => { if (next === 'free') { setFree(true); return; } setFree(false); setUnit(next as SpanUnit); if (span) onChange(writeSpan({ amount: span.amount, unit: next as SpanUnit })); }} />
        </div>
      )}
    </Row>
  );
}

export function WayField<K extends string>({ label, value, onChange, options, readOnly }: { label: string; value: K; onChange: (value: K) => void; options: { value: K; label: string }[]; readOnly?: boolean }) {
  return <div className={styles.field}><span className={styles.label}>{label}</span><Segmented<K> size="small" block aria-label={label} disabled={readOnly} value={value} onChange={onChange} options={options} /></div>;
}
