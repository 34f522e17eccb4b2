import { Alert, Button, Input, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useWords } from '@/shared/i18n';
import { asked, typed } from '../api/rulesDocument';
import { tryRule, type Tried } from '../api/tryRule';
import styles from './rules.module.css';

/** Values for what a decision asks; the real engine says what comes out, which rows matched and why the others did not. */
export function TryPanel({ owner, text, tried, setTried, go }: { owner: string; text: () => string; tried: Tried | null; setTried: (tried: Tried | null) => void; go: (row: number) => void }) {
  const t = useWords('rules');
  const say = useProblemText();
  const base = useId();
  const fields = useMemo(() => asked(text(), owner), [owner]);   // eslint-disable-line react-hooks/exhaustive-deps
  const [values, setValues] = useState<Record<string, string>>({});
  const [raw, setRaw] = useState<string | null>(fields.length ? null : '{\n  \n}');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const built = () => Object.fromEntries(fields.flatMap((field) => { const value = typed(values[field.name] ?? '', field.type); return value === undefined ? [] : [[field.name, value]]; }));
  const run = async () => {
    setError(null);
    let input: Record<string, unknown>;
    try { input = raw === null ? built() : JSON.parse(raw) as Record<string, unknown>; } catch { setError('json'); return; }
    setBusy(true);
    try { const answer = await tryRule({ text: text(), decision: owner, input }); setTried(answer); const first = answer.matched[0]; if (first) go(first.row - 1); } catch (thrown) { setError(thrown); } finally { setBusy(false); }
  };
  return (
    <form className={styles.try} aria-label={t('try')} onSubmit={(event) => { event.preventDefault(); void run(); }}>
      <h2>{t('try')}</h2>
      {raw === null ? fields.map((field) => (
        <div key={field.id}>
          <label htmlFor={`${base}-${field.id}`}>{field.name}{field.type && <small>{field.type}</small>}</label>
          {field.type === 'boolean' ? <Select id={`${base}-${field.id}`} size="small" allowClear value={values[field.name]} onChange={(value: string | undefined) => setValues((now) => ({ ...now, [field.name]: value ?? '' }))} options={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]} />
            : <Input id={`${base}-${field.id}`} size="small" type={field.type === 'date' ? 'date' : 'text'} inputMode={field.type === 'number' ? 'decimal' : undefined} value={values[field.name] ?? ''} onChange={(event) => setValues((now) => ({ ...now, [field.name]: event.target.value }))} />}
        </div>
      )) : <div><label htmlFor={`${base}-raw`}>{t('as_json')}</label><Input.TextArea id={`${base}-raw`} className="mono" autoSize={{ minRows: 4, maxRows: 14 }} value={raw} onChange={(event) => setRaw(event.target.value)} /></div>}
      <div className={styles.tryActions}><Button type="primary" size="small" htmlType="submit" loading={busy}>{t('run')}</Button>{fields.length > 0 && <Button size="small" type="text" onClick={() => setRaw((now) => (now === null ? JSON.stringify(built(), null, 2) : null))}>{raw === null ? t('as_json') : t('as_fields')}</Button>}</div>
      {!!error && <Alert type="error" showIcon message={error === 'json' ? t('bad_json') : say(error)} />}
      {tried && (
        <div className={styles.outcome} role="status">
          {tried.faults?.map((fault, i) => <Alert key={i} type="error" message={fault.advice ?? fault.rule} />)}
          <h3>{t('result')}</h3>
          <pre>{JSON.stringify(tried.value, null, 2)}</pre>
          <h3>{t('matched_rows', { count: tried.matched.length })}</h3>
          <ul>{tried.matched.map((hit, i) => <li key={i} data-tone="hit"><button type="button" onClick={() => go(hit.row - 1)}>{t('row', { row: hit.row })}</button><span>{hit.why}</span></li>)}</ul>
          {tried.missed.length > 0 && <details><summary>{t('missed_rows', { count: tried.missed.length })}</summary><ul>{tried.missed.slice(0, 100).map((miss, i) => <li key={i}><button type="button" onClick={() => go(miss.row - 1)}>{t('row', { row: miss.row })}</button><span>{miss.cell && <b>{miss.cell} </b>}{miss.why}</span></li>)}</ul></details>}
          {tried.problems.length > 0 && <><h3>{t('problems')}</h3><ul>{tried.problems.map((problem, i) => <li key={i}><span>{problem.detail || problem.code}</span></li>)}</ul></>}
        </div>
      )}
    </form>
  );
}
