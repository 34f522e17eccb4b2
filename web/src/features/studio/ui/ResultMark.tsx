import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { TestResult } from '@/shared/documents/types';
import { useWords } from '@/shared/i18n';
import styles from './draft.module.css';

/** Passed, failed or not run, as a sign with its word. */
export function ResultMark({ result }: { result: TestResult | undefined }) {
  const t = useWords('studio');
  const word = !result ? 'test_open' : result.passed ? 'test_passed' : 'test_failed';
  return <span className={styles.mark} data-tone={!result ? undefined : result.passed ? 'good' : 'bad'} role="img" aria-label={t(word)} title={t(word)}>{!result ? <MinusCircleOutlined /> : result.passed ? <CheckCircleFilled /> : <CloseCircleFilled />}</span>;
}
