import { Button, Input } from 'antd';
import { useState } from 'react';
import type { PanelProps } from '@/shared/grid/model';
import { useWords } from '@/shared/i18n';
import { overNight, printCondition, readCondition } from '../api/condition';
import styles from './tables.module.css';

const NOTHING = { from: '', to: '', words: [] };

/** Hours and words below the cell; the text above stays what counts. */
export function ConditionPanel({ text, change, done }: PanelProps) {
  const t = useWords('tables');
  const read = readCondition(text);
  const now = read ?? NOTHING;
  const [word, setWord] = useState('');
  const put = (part: Partial<typeof now>) => change(printCondition({ ...now, ...part }));
  const add = () => { const fresh = word.split(/[|\s,\u3001\uff0c]+/).filter((one) => one && !now.words.includes(one)); if (fresh.length) put({ words: [...now.words, ...fresh] }); setWord(''); };
  return (
    <div className={styles.condition} onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape') done(); }}>
      {!read && <p role="alert" className={styles.wrong}>{t('bad_condition')}</p>}
      <fieldset>
        <legend>{t('condition.time')}</legend>
        <input type="time" aria-label={t('condition.from')} value={now.from.padStart(5, '0').replace(/^0+$/, '')} onChange={(event) => put({ from: event.target.value, to: now.to || '06:00' })} />
        <span>–</span>
        <input type="time" aria-label={t('condition.to')} value={now.to.padStart(5, '0').replace(/^0+$/, '')} onChange={(event) => put({ to: event.target.value, from: now.from || '22:00' })} />
        {now.from && <Button size="small" type="text" onClick={() => put({ from: '', to: '' })}>{t('condition.any_time')}</Button>}
        {overNight(now) && <small>{t('condition.over_night')}</small>}
        <span className={styles.quick}>{(['22:00-06:00', '06:00-22:00', '18:00-08:00'] as const).map((hours) => <button type="button" key={hours} onClick={() => { const [from = '', to = ''] = hours.split('-'); put({ from, to }); }}>{hours}</button>)}</span>
      </fieldset>
      <fieldset>
        <legend>{t('condition.words')}</legend>
        <ul>{now.words.map((one) => <li key={one}>{one}<button type="button" aria-label={t('condition.drop', { word: one })} onClick={() => put({ words: now.words.filter((other) => other !== one) })}>×</button></li>)}</ul>
        <Input size="small" value={word} placeholder={t('condition.add')} aria-label={t('condition.add')} onChange={(event) => setWord(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); if (word.trim()) add(); else done(); } }} onBlur={add} />
      </fieldset>
      <Button size="small" type="primary" onClick={done}>{t('condition.done')}</Button>
    </div>
  );
}
