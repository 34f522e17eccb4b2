import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { useProblemText } from '@/shared/components/problemText';
import { Empty, Loaded } from '@/shared/components/States';
import { useLanguage, useWords } from '@/shared/i18n';
import { fullTime } from '@/shared/time/format';
import { useService, useTryService, type Service } from '../api/models';
import styles from './models.module.css';

/** The large model outside, where one is configured: how it does, what was asked, what it cost. */
export function ServicePane() {
  const t = useWords('models');
  const query = useService(true);
  return <Loaded query={query}>{(of) => (of.configured ? <Shown of={of} /> : <Empty title={t('service_off')} hint={t('service_off_hint')} />)}</Loaded>;
}

function Shown({ of }: { of: Service }) {
  const t = useWords('models');
  const say = useProblemText();
  const language = useLanguage();
  const ask = useTryService();
  const [text, setText] = useState('');
  return (
    <>
      <Panel title={of.provider ?? ''}>
        <Alert showIcon type={of.health === 'working' ? 'success' : 'warning'} message={t(`health.${of.health ?? 'working'}`)} description={of.rests_until ? t('rests_until', { at: fullTime(of.rests_until, language), fault: of.last_fault ?? '' }) : of.last_fault ? t('last_fault', { fault: of.last_fault }) : undefined} />
        <dl className={styles.figures}><div><dt>{t('cost_today')}</dt><dd>{of.cost_today.toFixed(4)}</dd></div><div><dt>{t('last_answer')}</dt><dd>{of.last_answer_at ? fullTime(of.last_answer_at, language) : '–'}</dd></div></dl>
        <div className={styles.train}>
          <label htmlFor="service-try">{t('try')}</label>
          <Input id="service-try" value={text} maxLength={2000} placeholder={t('try_hint')} onChange={(event) => setText(event.target.value)} onPressEnter={() => text.trim() && ask.mutate(text.trim())} />
          <Button disabled={!text.trim()} loading={ask.isPending} onClick={() => ask.mutate(text.trim())}>{t('ask')}</Button>
        </div>
        {!!ask.error && <Alert type="error" role="alert" showIcon message={say(ask.error)} />}
        {ask.data && <p className={styles.judged} role="status">{ask.data.answer} <small>{t('took', { model: ask.data.model, ms: ask.data.took_ms, tokens: ask.data.tokens_in + ask.data.tokens_out })}</small></p>}
      </Panel>
      <Panel title={t('service_counts')} tight>
        {!of.counts.length ? <Empty title={t('no_calls')} /> : (
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('service_counts')}>
            <table className={styles.table}>
              <thead><tr>{['day', 'caller', 'purpose', 'asked', 'answered', 'late', 'unreachable', 'nonsense', 'held_back', 'tokens', 'cost', 'mean_ms'].map((one) => <th key={one} scope="col">{t(`count.${one}`)}</th>)}</tr></thead>
              <tbody>{of.counts.slice(0, 60).map((one) => (
                <tr key={`${one.day}${one.caller}${one.purpose}`}><th scope="row">{one.day}</th><td>{one.caller}</td><td>{t(`purpose.${one.purpose}`, { defaultValue: one.purpose })}</td><td>{one.asked}</td><td>{one.answered}</td><td>{one.late}</td><td>{one.unreachable}</td><td>{one.nonsense}</td><td>{one.held_back}</td><td>{one.tokens_in + one.tokens_out}</td><td>{one.cost.toFixed(4)}</td><td>{one.mean_ms === null ? '–' : Math.round(one.mean_ms)}</td></tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </Panel>
    </>
  );
}
