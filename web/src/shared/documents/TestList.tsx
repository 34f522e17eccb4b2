import { CheckCircleFilled, CloseCircleFilled, CopyOutlined, DeleteOutlined, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useWords } from '@/shared/i18n';
import type { TestCase, TestEditorProps, TestResult } from './types';
import styles from './tests.module.css';

interface Props extends Pick<TestEditorProps, 'tests' | 'onChange' | 'readOnly' | 'results'> { fresh: () => Partial<TestCase>; children: (test: TestCase, put: (change: Partial<TestCase>) => void) => ReactNode }

/** Test cases one under the other, each with what the last run said; the fields of the open one are the kind's own. */
export function TestList({ tests, onChange, readOnly, results, fresh, children }: Props) {
  const t = useWords('documents');
  const [open, setOpen] = useState<number | null>(null);
  const put = (at: number, change: Partial<TestCase>) => onChange(tests.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const free = (wanted: string) => { let name = wanted; for (let n = 2; tests.some((one) => one.name === name); n += 1) name = `${wanted} ${n}`; return name; };
  return (
    <div className={styles.tests}>
      {tests.map((test, i) => {
        const result = results.find((one) => one.name === test.name);
        return (
          <section key={i} data-open={open === i || undefined}>
            <header>
              <button type="button" aria-expanded={open === i} onClick={() => setOpen((now) => (now === i ? null : i))}><Sign result={result} /><b>{test.name}</b></button>
              {!readOnly && <Button size="small" type="text" icon={<CopyOutlined />} aria-label={t('copy', { name: test.name })} onClick={() => onChange([...tests, { ...test, name: free(test.name) }])} />}
              {!readOnly && <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('remove', { name: test.name })} onClick={() => { onChange(tests.filter((_, at) => at !== i)); setOpen(null); }} />}
            </header>
            {result && !result.passed && <dl><div><dt>{t('expected')}</dt><dd><code>{JSON.stringify(result.expected)}</code></dd></div><div><dt>{t('got')}</dt><dd><code>{JSON.stringify(result.got)}</code></dd></div></dl>}
            {open === i && (
              <div className={styles.fields}>
                <label>{t('name')}<Input size="small" value={test.name} disabled={readOnly} maxLength={200} onChange={(event) => put(i, { name: event.target.value })} /></label>
                {children(test, (change) => put(i, change))}
              </div>
            )}
          </section>
        );
      })}
      {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={() => { onChange([...tests, { name: free(t('new')), expect: null, ...fresh() } as TestCase]); setOpen(tests.length); }}>{t('add')}</Button>}
    </div>
  );
}

function Sign({ result }: { result: TestResult | undefined }) {
  const t = useWords('documents');
  const word = t(!result ? 'open' : result.passed ? 'passed' : 'failed');
  return <span className={styles.sign} data-tone={!result ? undefined : result.passed ? 'good' : 'bad'} role="img" aria-label={word} title={word}>{!result ? <MinusCircleOutlined /> : result.passed ? <CheckCircleFilled /> : <CloseCircleFilled />}</span>;
}

/** A value as JSON, a bare word as itself; takes effect as soon as it can be read. */
export function ValueField({ id, value, change, disabled }: { id?: string; value: unknown; change: (value: unknown) => void; disabled?: boolean }) {
  const [words, setWords] = useState(value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
  return <Input id={id} size="small" className="mono" disabled={disabled} value={words} onChange={(event) => { setWords(event.target.value); change(readValue(event.target.value)); }} />;
}

export function readValue(words: string): unknown {
  const text = words.trim();
  if (text === '') return undefined;
  try { return JSON.parse(text) as unknown; } catch { return text; }
}
