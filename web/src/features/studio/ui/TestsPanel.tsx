import { Button } from 'antd';
import { Suspense, useState } from 'react';
import { Loading } from '@/shared/components/States';
import type { TestCase } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import type { Checks, Draft } from '../api/studio';
import type { WalkSoFar } from '../api/walk';
import { TEST_EDITORS } from '../editors';
import { ResultMark } from './ResultMark';
import styles from './draft.module.css';

interface Props { of: Draft; readOnly: boolean; checks: Checks | null | undefined; busy: boolean; onChange: (tests: TestCase[]) => void; onWalk?: (so: WalkSoFar) => void }

/** Test cases kept with the document, with what the last run said; they run anew with each change. */
export function TestsPanel({ of, readOnly, checks, busy, onChange, onWalk }: Props) {
  const t = useWords('studio');
  const Editor = TEST_EDITORS[of.kind] ?? PlainTests;
  const results = checks?.tests.results ?? [];
  return (
    <div className={styles.tests} aria-busy={busy} data-busy={busy || undefined}>
      {checks && of.tests.length > 0 && <p className={styles.verdict} data-tone={checks.tests.failed ? 'bad' : 'good'}>{t('tests_result', { passed: checks.tests.passed, failed: checks.tests.failed })}</p>}
      {!of.tests.length && <p className={styles.none}>{t(onWalk ? 'tests_none_walk' : 'tests_none')}</p>}
      <Suspense fallback={<Loading rows={3} />}><Editor kind={of.kind} code={of.code} text={of.text} tests={of.tests} onChange={onChange} readOnly={readOnly} results={results} /></Suspense>
      {onWalk && of.tests.length > 0 && (
        <p className={styles.low}>{t('tests_walk')} {of.tests.map((test) => <Button key={test.name} size="small" type="link" onClick={() => onWalk({ variables: test.variables ?? {}, start_at: test.start_at ?? new Date().toISOString(), steps: test.steps ?? [] })}>{test.name}</Button>)}</p>
      )}
    </div>
  );
}

/** For kinds without an editor of their own: the tests as JSON. */
function PlainTests({ tests, onChange, readOnly, results }: { tests: readonly TestCase[]; onChange: (tests: TestCase[]) => void; readOnly?: boolean; results: Checks['tests']['results'] }) {
  const t = useWords('studio');
  const [words, setWords] = useState(() => JSON.stringify(tests, null, 2));
  const [bad, setBad] = useState(false);
  return (
    <div className={styles.plain}>
      <ul>{results.map((one) => <li key={one.name}><ResultMark result={one} /> {one.name}</li>)}</ul>
      <textarea className={styles.json} aria-label={t('tests_json')} readOnly={readOnly} value={words} spellCheck={false} rows={14} aria-invalid={bad}
        onChange={(event) => {
          setWords(event.target.value);
          try { const list = JSON.parse(event.target.value) as unknown; if (Array.isArray(list)) { setBad(false); onChange(list as TestCase[]); } else setBad(true); } catch { setBad(true); }
        }} />
      {bad && <p className={styles.bad} role="alert">{t('tests_json_bad')}</p>}
    </div>
  );
}
