import { Select } from 'antd';
import { useMemo } from 'react';
import { TestList, ValueField } from '@/shared/documents/TestList';
import type { TestCase, TestEditorProps } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import { openTable, outline } from '../api/dmn';
import { asked, typed } from '../api/rulesDocument';

/** Test cases of a rule file: a decision, what goes in, the value that must come out. */
export default function RuleTests({ text, tests, onChange, readOnly, results }: TestEditorProps) {
  const t = useWords('rules');
  const decisions = useMemo(() => outline(text).elements.filter((one) => one.kind === 'decision' && one.logic !== 'none'), [text]);
  return (
    <TestList tests={tests} onChange={onChange} readOnly={readOnly} results={results} fresh={() => ({ decision: decisions[0]?.id, input: {}, expect: null })}>
      {(test, put) => <Fields text={text} decisions={decisions} test={test} put={put} readOnly={readOnly} t={t} />}
    </TestList>
  );
}

function Fields({ text, decisions, test, put, readOnly, t }: { text: string; decisions: { id: string; name: string }[]; test: TestCase; put: (change: Partial<TestCase>) => void; readOnly?: boolean; t: ReturnType<typeof useWords> }) {
  const owner = decisions.find((one) => one.id === test.decision || one.name === test.decision)?.id ?? decisions[0]?.id ?? '';
  const inputs = useMemo(() => asked(text, owner), [text, owner]);
  const outputs = useMemo(() => openTable(text, owner)?.columns.filter((one) => one.part === 'output') ?? [], [text, owner]);
  const input = test.input ?? {};
  const known = [...inputs, ...Object.keys(input).filter((name) => !inputs.some((one) => one.name === name)).map((name) => ({ id: name, name, type: '' }))];
  const set = (name: string, value: unknown) => { const { [name]: _, ...rest } = input; put({ input: value === undefined ? rest : { ...rest, [name]: value } }); };
  const whole = test.expect && typeof test.expect === 'object' && !Array.isArray(test.expect) ? (test.expect as Record<string, unknown>) : {};
  return (
    <>
      {decisions.length > 1 && <label>{t('decision')}<Select size="small" disabled={readOnly} value={owner} onChange={(decision) => put({ decision })} options={decisions.map((one) => ({ value: one.id, label: one.name }))} /></label>}
      <p>{t('part.input')}</p>
      {known.map((field) => <label key={`${owner}-${field.id}`}>{field.name}<ValueField disabled={readOnly} value={input[field.name]} change={(value) => set(field.name, typeof value === 'string' || value === undefined ? typed(String(value ?? ''), field.type) : field.type === 'string' ? String(value) : value)} /></label>)}
      <p>{t('result')}</p>
      {outputs.length > 1
        ? outputs.map((one) => <label key={`${owner}-${one.id}`}>{one.expression}<ValueField disabled={readOnly} value={whole[one.expression]} change={(value) => { const { [one.expression]: _, ...rest } = whole; put({ expect: value === undefined ? rest : { ...rest, [one.expression]: value } }); }} /></label>)
        : <label>{outputs[0]?.expression ?? t('result')}<ValueField key={owner} disabled={readOnly} value={test.expect ?? undefined} change={(value) => put({ expect: value ?? null })} /></label>}
    </>
  );
}
