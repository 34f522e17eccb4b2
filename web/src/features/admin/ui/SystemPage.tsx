import { Alert, Button, Slider, Switch } from 'antd';
import { useEffect, useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Loaded } from '@/shared/components/States';
import type { Schemas } from '@/shared/http/types';
import { useLanguage, useWords } from '@/shared/i18n';
import { fullTime } from '@/shared/time/format';
import { useLength } from '@/shared/time/useLength';
import { useSetRehearsal, useSystem } from '../api/admin';
import styles from './admin.module.css';

const MB = 1048576;

/** How the machine does, and the rehearsal's pace. */
export function SystemPage() {
  const system = useSystem();
  return <Loaded query={system}>{(now) => <Whole system={now} />}</Loaded>;
}

function Whole({ system }: { system: Schemas['System'] }) {
  const t = useWords('admin');
  const language = useLanguage();
  const length = useLength();
  const number = (value: number) => new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN').format(value);
  const { writer, store, counts } = system;
  const hash = (system as unknown as { ledger?: { hash?: string; seq?: number } }).ledger;
  const full = writer.capacity ? writer.queued / writer.capacity : 0;
  return (
    <div className={styles.system}>
      <Panel title={t('versions')}>
        <dl className={styles.facts}>
          <div><dt>{t('product')}</dt><dd>{system.version}</dd></div>
          <div><dt>{t('city_version')}</dt><dd className="mono">{system.city_version}</dd></div>
          <div><dt>{t('advice_version')}</dt><dd className="mono">{system.advice_version ?? '–'}</dd></div>
          <div><dt>{t('runs_since')}</dt><dd>{fullTime(system.started_at, language)} <small>{length((Date.parse(system.now) - Date.parse(system.started_at)) / 1000)}</small></dd></div>
          <div><dt>{t('subscribers')}</dt><dd>{number(system.live.subscribers)}</dd></div>
        </dl>
      </Panel>
      <Panel title={t('store')}>
        <dl className={styles.facts}>
          <div><dt>{t('kind')}</dt><dd>{store.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'} <small>{t('schema', { version: store.schema })}</small></dd></div>
          <div><dt>{t('size')}</dt><dd>{store.bytes === null ? '–' : store.bytes > MB ? `${(store.bytes / MB).toFixed(1)} MB` : `${Math.round(store.bytes / 1024)} KB`}</dd></div>
          <div><dt>{t('reports')}</dt><dd>{number(counts.reports)}</dd></div>
          <div><dt>{t('cases')}</dt><dd>{number(counts.cases)} <small>{t('open_of', { open: number(counts.open) })}</small></dd></div>
          <div><dt>{t('events')}</dt><dd>{number(counts.events)}</dd></div>
          <div><dt>{t('attachments')}</dt><dd>{number(counts.attachments)}</dd></div>
          {hash?.hash && <div><dt>{t('ledger')}</dt><dd className="mono" title={hash.hash}>{hash.hash.slice(0, 16)}…</dd></div>}
        </dl>
      </Panel>
      <Panel title={t('writer')}>
        <dl className={styles.facts}>
          <div><dt>{t('queued')}</dt><dd>{number(writer.queued)} / {number(writer.capacity)}</dd></div>
          <div><dt>{t('committed')}</dt><dd>{number(writer.committed)}</dd></div>
          <div><dt>{t('last_commit')}</dt><dd>{writer.last_commit_ms === null ? '–' : `${writer.last_commit_ms.toFixed(1)} ms`}</dd></div>
        </dl>
        <div className={styles.gauge} data-tone={full > 0.8 ? 'bad' : full > 0.5 ? 'warn' : undefined} role="meter" aria-label={t('queued')} aria-valuemin={0} aria-valuemax={writer.capacity} aria-valuenow={writer.queued}><i style={{ width: `${full * 100}%` }} /></div>
      </Panel>
      <Rehearsal rehearsal={system.rehearsal} />
    </div>
  );
}

function Rehearsal({ rehearsal }: { rehearsal: Schemas['Rehearsal'] }) {
  const t = useWords('admin');
  const say = useProblemText();
  const language = useLanguage();
  const set = useSetRehearsal();
  const [pace, setPace] = useState(rehearsal.pace_per_minute);
  const [touched, setTouched] = useState(false);
  useEffect(() => { if (!touched) setPace(rehearsal.pace_per_minute); }, [rehearsal.pace_per_minute, touched]);
  const send = (next: number, staff: boolean) => set.mutate({ pace_per_minute: next, staff }, { onSettled: () => setTouched(false) });
  return (
    <Panel title={t('rehearsal')} extra={<span className={styles.state} data-on={rehearsal.running || undefined}>{rehearsal.running ? t('rehearsal_on') : t('rehearsal_off')}</span>}>
      <p className={styles.gap}>{t('rehearsal_hint')}</p>
      {!!set.error && <Alert type="error" showIcon role="alert" message={say(set.error)} className={styles.gap} />}
      <div className={styles.pace}>
        <span id="pace-label">{t('pace')}</span><b>{t('per_minute', { count: pace })}</b>
        <Slider min={0} max={120} step={1} value={Math.min(120, pace)} onChange={(next: number) => { setPace(next); setTouched(true); }} onChangeComplete={(next: number) => send(next, rehearsal.staff)} ariaLabelledByForHandle="pace-label" marks={{ 0: '0', 20: '20', 60: '60', 120: '120' }} />
      </div>
      <div className={styles.switch}>
        <Switch id="staff" checked={rehearsal.staff} loading={set.isPending} onChange={(staff) => send(pace, staff)} aria-labelledby="staff-label" />
        <label htmlFor="staff" id="staff-label">{t('staff')}</label>
      </div>
      <p className={styles.low}>{t('made', { count: rehearsal.made })}{rehearsal.since ? ` · ${t('since', { at: fullTime(rehearsal.since, language) })}` : ''}</p>
      {rehearsal.pace_per_minute > 0 && <Button size="small" onClick={() => { setPace(0); send(0, rehearsal.staff); }}>{t('pause')}</Button>}
    </Panel>
  );
}
