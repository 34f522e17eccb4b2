import { Button } from 'antd';
import { Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { useHistory, type History } from '../api/areas';
import { share, useGround } from './format';
import styles from './areas.module.css';

/** What an area was and became, as a story; codes that are no longer used lead to those of today. */
export function HistoryPane({ code, onArea }: { code: string; onArea: (code: string | null) => void }) {
  const query = useHistory(code);
  return <Loaded query={query} rows={5}>{(history) => <Story history={history} onArea={onArea} />}</Loaded>;
}

function Story({ history, onArea }: { history: History; onArea: (code: string | null) => void }) {
  const t = useWords('areas');
  const word = useCodeWord();
  const language = useLanguage();
  const ground = useGround();
  const [now] = history.versions;
  const day = (at: string | null) => (at ? dayTime(at, language) : '');
  return (
    <Panel title={now?.name ?? history.code} extra={<Button size="small" type="text" onClick={() => onArea(null)}>{t('close')}</Button>}>
      <p className={styles.code}><code>{history.code}</code><span data-tone={history.in_use ? 'good' : 'low'}>{t(history.in_use ? 'in_use' : 'ended')}</span></p>
      {!history.in_use && history.today.length > 0 && <div className={styles.today}><b>{t('today_is')}</b><Ways items={history.today} onArea={onArea} /></div>}
      <ol className={styles.versions}>
        {history.versions.map((one, i) => (
          <li key={i} aria-current={i === 0 && history.in_use ? 'true' : undefined}>
            <b>{one.name}</b>
            <span>{word('AreaKind', one.kind)} · {ground(one.m2)}</span>
            <small>{one.from ? t('from_day', { at: day(one.from) }) : t('from_beginning')}{one.until ? ` ${t('until_day', { at: day(one.until) })}` : ` ${t('to_this_day')}`}{one.change ? ` · ${t(`kind.${one.change}`, { defaultValue: one.change })}` : ''}</small>
          </li>
        ))}
      </ol>
      {history.before.length > 0 && <div className={styles.today}><b>{t('came_from')}</b><Ways items={history.before} onArea={onArea} /></div>}
      {history.after.length > 0 && <div className={styles.today}><b>{t('went_to')}</b><Ways items={history.after} onArea={onArea} /></div>}
    </Panel>
  );
}

function Ways({ items, onArea }: { items: readonly { code: string | null; name: string | null; share: number }[]; onArea: (code: string) => void }) {
  const t = useWords('areas');
  return <ul className={styles.ways}>{items.map((one, i) => <li key={i}>{one.code ? <button type="button" onClick={() => onArea(one.code ?? '')}>{one.name ?? one.code}</button> : <span>{t('nobody')}</span>}<span>{share(one.share)}</span></li>)}</ul>;
}
