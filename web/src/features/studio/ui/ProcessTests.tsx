import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch } from 'antd';
import { useMemo, useState } from 'react';
import type { TestCase, TestEditorProps, TestResult } from '@/shared/documents/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { firstDifference, short } from '../api/compare';
import { activities } from '../api/elements';
import { ResultMark } from './ResultMark';
import { MomentField } from '@/shared/time/MomentField';
import { VariablesField } from './VariablesField';
import { StepText } from './StepText';
import styles from './draft.module.css';

interface Expect { activities?: string[]; ended?: boolean; variables?: Record<string, unknown> }
const expectOf = (test: TestCase) => (test.expect ?? {}) as Expect;

/** Test cases of a process: what goes in, what is done, which way it must have gone. */
export default function ProcessTests({ tests, onChange, readOnly, results, text }: TestEditorProps) {
  const t = useWords('studio');
  const [open, setOpen] = useState<number | null>(null);
  const language = useLanguage();
  const elements = useMemo(() => activities(text, language === 'en'), [text, language]);
  const nameOf = (id: string) => elements.find((one) => one.id === id)?.name || id;
  const put = (i: number, change: Partial<TestCase>) => onChange(tests.map((one, at) => (at === i ? { ...one, ...change } : one)));
  const free = (wanted: string) => { let name = wanted; for (let n = 2; tests.some((one) => one.name === name); n += 1) name = `${wanted} ${n}`; return name; };
  const add = () => { onChange([...tests, { name: free(t('test_new')), variables: {}, start_at: new Date().toISOString(), steps: [], expect: { activities: [], ended: true } }]); setOpen(tests.length); };
  return (
    <div className={styles.cases}>
      {tests.map((test, i) => {
        const result = results.find((one) => one.name === test.name);
        return (
          <section key={i} className={styles.case} data-open={open === i || undefined}>
            <header>
              <button type="button" aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}><ResultMark result={result} /><b>{test.name}</b><small>{t('test_steps', { count: test.steps?.length ?? 0 })}</small></button>
              {!readOnly && <Button size="small" type="text" icon={<CopyOutlined />} aria-label={t('test_copy', { name: test.name })} onClick={() => onChange([...tests, { ...test, name: free(test.name) }])} />}
              {!readOnly && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('test_remove', { name: test.name })} onClick={() => { onChange(tests.filter((_, at) => at !== i)); setOpen(null); }} />}
            </header>
            {result && !result.passed && <FirstDifference result={result} nameOf={nameOf} />}
            {open === i && <TestForm test={test} readOnly={readOnly} elements={elements} onChange={(change) => put(i, change)} />}
          </section>
        );
      })}
      {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={add}>{t('test_add')}</Button>}
    </div>
  );
}

export function FirstDifference({ result, nameOf = (id) => id }: { result: TestResult; nameOf?: (id: string) => string }) {
  const t = useWords('studio');
  const found = firstDifference(result.expected, result.got) ?? { path: '', expected: result.expected, got: result.got };
  const said = (value: unknown) => { const words = short(value); const name = nameOf(words); return name === words ? <code>{words}</code> : <>{name} <code>{words}</code></>; };
  return (
    <dl className={styles.difference}>
      {found.path && <div><dt>{t('test_at')}</dt><dd><code>{found.path}</code></dd></div>}
      <div><dt>{t('test_expected')}</dt><dd>{said(found.expected)}</dd></div>
      <div><dt>{t('test_got')}</dt><dd>{said(found.got)}</dd></div>
    </dl>
  );
}

function TestForm({ test, readOnly, elements, onChange }: { test: TestCase; readOnly?: boolean; elements: { id: string; name: string }[]; onChange: (change: Partial<TestCase>) => void }) {
  const t = useWords('studio');
  const expect = expectOf(test);
  const options = elements.map((one) => ({ value: one.id, label: one.name ? `${one.name} (${one.id})` : one.id }));
  const nameOf = (id: string) => elements.find((one) => one.id === id)?.name || id;
  return (
    <div className={styles.caseForm}>
      <label>{t('test_name')}<Input size="small" value={test.name} readOnly={readOnly} maxLength={200} onChange={(event) => onChange({ name: event.target.value })} /></label>
      <label>{t('test_start')}<MomentField value={test.start_at ?? ''} onChange={(at) => onChange({ start_at: at })} /></label>
      <div><span>{t('variables')}</span><VariablesField value={test.variables ?? {}} readOnly={readOnly} onChange={(variables) => onChange({ variables })} /></div>
      <div>
        <span>{t('test_acts')}</span>
        <ol className={styles.steps}>{(test.steps ?? []).map((step, i) => <li key={i}><StepText step={step} nameOf={nameOf} />{!readOnly && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('step_remove', { number: i + 1 })} onClick={() => onChange({ steps: (test.steps ?? []).filter((_, at) => at !== i) })} />}</li>)}</ol>
        {!readOnly && <Select size="small" value={null} placeholder={t('step_add')} aria-label={t('step_add')} showSearch optionFilterProp="label" options={[...options.map((one) => ({ value: `complete:${one.value}`, label: t('step.complete', { name: one.label }) })), { value: 'pass_time:', label: t('step.pass_time_next') }]}
          onChange={(next: string | null) => { if (!next) return; const [command = '', element = ''] = next.split(':'); onChange({ steps: [...(test.steps ?? []), command === 'complete' ? { command: 'complete', element } : { command: 'pass_time' }] }); }} />}
      </div>
      <label>{t('test_way')}<Select size="small" mode="multiple" disabled={readOnly} value={(expect.activities ?? []).map((id, i) => `${i}|${id}`)} onChange={(next: string[]) => onChange({ expect: { ...expect, activities: next.map((one) => one.slice(one.indexOf('|') + 1)) } })}
        options={[...(expect.activities ?? []).map((id, i) => ({ value: `${i}|${id}`, label: nameOf(id) })), ...options.map((one) => ({ value: `+|${one.value}`, label: one.label }))]} optionFilterProp="label" /></label>
      <div className={styles.inline}><Switch size="small" disabled={readOnly} checked={!!expect.ended} onChange={(ended) => onChange({ expect: { ...expect, ended } })} aria-label={t('test_ended')} /><span>{t('test_ended')}</span></div>
    </div>
  );
}
