import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { namesOf } from '../api/elements';
import { useJob, useMeasure, useStopJob, type Draft, type Job } from '../api/studio';
import { When } from './Parts';
import { MomentField } from '@/shared/time/MomentField';
import styles from './impact.module.css';

const DAY = 86_400e3;
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z/, 'Z');

/** What would have become of earlier cases under this draft: how many go elsewhere, how many would miss their deadline. */
export function ImpactPane({ of, keep }: { of: Draft; keep: () => Promise<boolean> }) {
  const t = useWords('studio');
  const say = useProblemText();
  const [span, setSpan] = useState(() => ({ from: iso(Date.now() - 30 * DAY), to: iso(Date.now()) }));
  const [id, setId] = useState<number | null>(null);
  const measure = useMeasure();
  const stop = useStopJob();
  const job = useJob(id);
  const running = job.data?.state === 'running' || (id !== null && !job.data && !job.error);
  const run = async () => { if (await keep()) measure.mutate({ id: of.id, ...span }, { onSuccess: ({ job: made }) => setId(made) }); };
  return (
    <div className={styles.impact}>
      <Panel title={t('impact_title')}>
        <p className={styles.low}>{t('impact_hint')}</p>
        <div className={styles.ask}>
          <label>{t('impact_from')}<MomentField value={span.from} onChange={(from) => setSpan({ ...span, from })} /></label>
          <label>{t('impact_to')}<MomentField value={span.to} onChange={(to) => setSpan({ ...span, to })} /></label>
          <span className={styles.presets}>{[7, 30, 90].map((days) => <Button key={days} size="small" onClick={() => setSpan({ from: iso(Date.now() - days * DAY), to: iso(Date.now()) })}>{t('impact_days', { count: days })}</Button>)}</span>
          <Button type="primary" loading={measure.isPending} disabled={running || span.from >= span.to} onClick={() => void run()}>{t('impact_run')}</Button>
        </div>
        {measure.error && <Alert type="error" showIcon message={say(measure.error)} />}
        {running && <div className={styles.progress}><Progress percent={Math.round((job.data?.progress ?? 0) * 100)} aria-label={t('impact_progress')} /><Button size="small" onClick={() => { if (id !== null) stop.mutate(id); }}>{t('impact_stop')}</Button></div>}
        {job.error && <Alert type="error" showIcon message={say(job.error)} />}
        {job.data?.state === 'failed' && <Alert type="error" showIcon message={t('impact_failed')} description={job.data.fault} />}
      </Panel>
      {job.data?.result && <Result of={of} job={job.data} />}
    </div>
  );
}

function Result({ of, job }: { of: Draft; job: Job }) {
  const t = useWords('studio');
  const result = job.result;
  if (!result) return null;
  const missed = result.missed_after - result.missed_before;
  const numbers: { key: string; value: number | string; tone?: string; hint?: string }[] = [
    { key: 'cases', value: result.cases },
    { key: 'elsewhere', value: result.elsewhere, tone: result.elsewhere ? 'ink' : undefined, hint: result.cases ? `${((result.elsewhere / result.cases) * 100).toFixed(1)} %` : undefined },
    { key: 'missed_before', value: result.missed_before },
    { key: 'missed_after', value: result.missed_after, tone: missed > 0 ? 'bad' : missed < 0 ? 'good' : undefined, hint: missed ? `${missed > 0 ? '+' : '−'}${Math.abs(missed)}` : undefined },
    { key: 'unfit', value: result.unfit, tone: result.unfit ? 'bad' : undefined },
  ];
  return (
    <>
      <dl className={styles.numbers}>{numbers.map((one) => <div key={one.key} data-tone={one.tone}><dt>{t(`impact.${one.key}`)}</dt><dd>{one.value.toLocaleString('en-US')}{one.hint && <small>{one.hint}</small>}</dd></div>)}</dl>
      <Panel title={t('impact_examples', { count: result.examples.length })} tight>
        {!result.examples.length ? <p className={styles.none}>{t('impact_same')}</p> : (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead><tr><th>{t('impact_case')}</th><th>{t('impact_what')}</th><th>{t('impact_before')}</th><th>{t('impact_after')}</th><th>{t('impact_why')}</th></tr></thead>
              <tbody>
                {result.examples.map((one) => (
                  <tr key={`${one.case}${one.what}`}>
                    <td><Link to={`/cases/${one.case}`} className="mono">{one.number}</Link><small>{one.title}</small></td>
                    <td><span className={styles.what} data-what={one.what}>{t(`impact_kind.${one.what}`)}</span></td>
                    <td><Outcome of={of} outcome={one.before} /></td><td><Outcome of={of} outcome={one.after} /></td><td className={styles.why}>{one.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </>
  );
}

function Outcome({ of, outcome }: { of: Draft; outcome: NonNullable<Job['result']>['examples'][number]['before'] }) {
  const t = useWords('studio');
  const name = useName();
  const language = useLanguage();
  const names = of.kind === 'process' ? namesOf(of.text, language === 'en') : null;
  return (
    <>
      <b>{outcome.unit ? name(outcome.unit) : '–'}</b>
      {outcome.due_at && <small>{t('due')} <When at={outcome.due_at} /></small>}
      {outcome.row !== null && <small>{t('row_number', { row: outcome.row })}</small>}
      {names && outcome.way.length > 0 && <small>{outcome.way.map((id) => names.get(id) ?? id).join(' → ')}</small>}
    </>
  );
}
