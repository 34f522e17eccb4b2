import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import type { Fault, Proof } from '@/shared/documents/types';
import { Failed, Loading } from '@/shared/components/States';
import { useWords } from '@/shared/i18n';
import type { Checks } from '../api/studio';
import { FaultText } from './FaultText';
import { ProofText } from './ProofText';
import styles from './draft.module.css';

interface Props { checks: Checks | null | undefined; busy?: boolean; error?: unknown; onShow: (where: { element?: string; row?: number }) => void }

/** What checks and proofs found; a line leads to where it is. */
export function ChecksPanel({ checks, busy, error, onShow }: Props) {
  const t = useWords('studio');
  if (!checks) return error ? <Failed error={error} /> : <Loading rows={4} />;
  const errors = checks.faults.filter((one) => one.severity === 'error');
  const warnings = checks.faults.filter((one) => one.severity !== 'error');
  const clean = !checks.faults.length && !checks.proofs.length;
  return (
    <div className={styles.checks} aria-busy={busy} data-busy={busy || undefined}>
      <Verdict checks={checks} />
      {clean && <p className={styles.clean}>{t('checks_clean')}</p>}
      <List title={t('checks_errors', { count: errors.length })} faults={errors} onShow={onShow} />
      {checks.proofs.length > 0 && (
        <section>
          <h2>{t('checks_proofs', { count: Math.max(checks.gaps, checks.proofs.length) })}</h2>
          <ul>{checks.proofs.map((proof, i) => <ProofLine key={i} proof={proof} onShow={onShow} />)}</ul>
          {checks.gaps > checks.proofs.length && <p className={styles.low}>{t('checks_more', { count: checks.gaps - checks.proofs.length })}</p>}
        </section>
      )}
      <List title={t('checks_warnings', { count: warnings.length })} faults={warnings} onShow={onShow} />
    </div>
  );
}

export function Verdict({ checks }: { checks: Checks }) {
  const t = useWords('studio');
  const doubts = checks.faults.length + checks.proofs.length > 0;
  const tone = checks.fatal || checks.tests.failed ? 'bad' : checks.gaps || doubts ? 'warn' : 'good';
  const word = checks.fatal ? 'verdict.fatal' : checks.tests.failed ? 'verdict.tests' : checks.gaps ? 'verdict.gaps' : doubts ? 'verdict.warnings' : 'verdict.good';
  return (
    <p className={styles.verdict} data-tone={tone}>
      {tone === 'good' ? <CheckCircleFilled /> : tone === 'warn' ? <ExclamationCircleFilled /> : <CloseCircleFilled />}
      <span>{t(word)}</span>
    </p>
  );
}

function List({ title, faults, onShow }: { title: string; faults: readonly Fault[]; onShow: Props['onShow'] }) {
  const t = useWords('studio');
  if (!faults.length) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {faults.map((fault, i) => (
          <li key={i}>
            <button type="button" className={styles.finding} data-tone={fault.severity === 'error' ? 'bad' : 'warn'} onClick={() => onShow({ element: fault.element ?? undefined, row: fault.line ?? undefined })}>
              <span><FaultText fault={fault} /></span>
              <small>{fault.element && <code>{fault.element}</code>}{fault.line ? ` ${t('line', { line: fault.line })}` : ''} <code>{fault.rule}</code></small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProofLine({ proof, onShow }: { proof: Proof; onShow: Props['onShow'] }) {
  const t = useWords('studio');
  return (
    <li>
      <button type="button" className={styles.finding} data-tone="warn" onClick={() => onShow({ element: proof.table ?? undefined, row: proof.rows[0] })}>
        <b>{t(`proof.${proof.kind}`, { defaultValue: proof.kind })}</b>
        <span><ProofText proof={proof} /></span>
        {proof.rows.length > 0 && <small>{t('proof_rows', { rows: proof.rows.join(', ') })}</small>}
      </button>
    </li>
  );
}
