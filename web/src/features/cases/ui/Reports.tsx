import { Button } from 'antd';
import { evidenceOf } from '@/shared/commands/CaseBrief';
import { Marked } from '@/shared/components/Mark';
import { Panel } from '@/shared/components/Panel';
import { RehearsalMark } from '@/shared/cases/Marks';
import type { Case } from '@/shared/http/types';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { Attachments } from './Attachments';
import { Reporter } from './Reporter';
import styles from './case.module.css';

/** Every report the case holds; the first one with the evidence marked. */
export function Reports({ of, onSplit }: { of: Case; onSplit?: (report: number) => void }) {
  const t = useWords('cases');
  const word = useCodeWord();
  const language = useLanguage();
  return (
    <Panel title={of.reports.length > 1 ? t('reports', { count: of.reports.length }) : t('report')} extra={<Reporter of={of} />} tight>
      {of.reports.map((report, i) => (
        <div key={report.id} className={styles.report}>
          {report.title && <p className={styles.reportTitle}>{report.title}</p>}
          <p className={styles.words}>{i === 0 ? <Marked text={report.text} spans={evidenceOf(of)} /> : report.text}</p>
          <p className={styles.low}>
            <span>{word('Channel', report.channel)}</span><span>{dayTime(report.received_at, language)}</span>
            {report.reporter ? <span>{[report.reporter.name, report.reporter.phone].filter(Boolean).join(' ')}{report.reporter.confidential ? ` (${t('confidential')})` : ''}</span> : <span>{t('no_reporter')}</span>}
            {report.place_text && <span>{t('given_address', { address: report.place_text })}</span>}
            {report.external_id && !report.external_id.startsWith('public ') && <span className="mono">{report.external_id}</span>}
            {report.rehearsal && !of.rehearsal && <RehearsalMark />}
            {i > 0 && onSplit && <Button size="small" onClick={() => onSplit(report.id)} className={styles.noPrint}>{word('Operation', 'split')}</Button>}
          </p>
          <Attachments files={report.attachments} caseId={of.id} />
        </div>
      ))}
      {of.tags.length > 0 && <p className={styles.tags}>{of.tags.map((tag, i) => <span key={i} title={word('TagKind', tag.kind)}><small>{word('TagKind', tag.kind)}</small> {tag.canonical ?? tag.text}</span>)}</p>}
    </Panel>
  );
}
