import { Button, Checkbox, Slider } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Failed, Loading } from '@/shared/components/States';
import { useProblemText } from '@/shared/components/problemText';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { sayLength } from '@/shared/map/measure';
import { dayTime } from '@/shared/time/format';
import { csv, save } from '../api/files';
import { ALL_KINDS, everything, isElement, useFound, type FoundItem } from '../api/find';
import type { Shape } from '../api/shapes';
import styles from './map.module.css';

const STEP = 50;
const REACH = { Point: 200, LineString: 30, Polygon: 0 } as const;
const WIDEST = { Point: 2000, LineString: 500, Polygon: 1 } as const;

/** What lies in a drawn shape: how many of each kind, the nearest ones by name, all of them as a file. */
export function Inside({ shape, onClose, onGo }: { shape: Shape; onClose: () => void; onGo: (item: FoundItem) => void }) {
  const t = useWords('map');
  const word = useCodeWord();
  const language = useLanguage();
  const problem = useProblemText();
  const type = shape.geometry.type;
  const [metres, setMetres] = useState<number>(REACH[type]);
  const [moving, setMoving] = useState<number | null>(null);
  const [open, setOpen] = useState(true);
  const [kind, setKind] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const all = useFound({ shape, metres, kinds: ALL_KINDS, open }, 1);
  const list = useFound({ shape, metres, kinds: kind ? [kind] : ALL_KINDS, open }, limit);
  const kindName = (of: string) => (isElement(of) ? t(`element.${of}`, { defaultValue: of }) : t(`kind.${of}`));
  const file = async () => {
    setSaving(true);
    setFailed(null);
    try {
      const items = await everything({ shape, metres, kinds: kind ? [kind] : ALL_KINDS, open });
      const head = ['kind', 'code', 'name', 'lon', 'lat', 'metres', 'area', 'stage', 'opened_at'] as const;
      save(`${t('inside')}.csv`, csv([head.map((one) => t(`column.${one}`)), ...items.map((one) => [kindName(one.kind), one.code, one.name, one.lon, one.lat, Math.round(one.metres), one.area, one.case ? word('Stage', one.case.stage) : '', one.case?.opened_at])]), 'text/csv;charset=utf-8');
    } catch (error) { setFailed(error); }
    setSaving(false);
  };
  const choose = (next: string | null) => { setKind(next); setLimit(STEP); };
  return (
    <section className={styles.inside} aria-label={t('inside')}>
      <header><h2>{t('inside')}</h2><button type="button" className={styles.close} onClick={onClose} aria-label={t('close')}>×</button></header>
      {type !== 'Polygon' && (
        <div className={styles.strength}><span aria-hidden="true">{t(type === 'Point' ? 'around' : 'beside')} {sayLength(moving ?? metres)}</span>
          <Slider min={10} max={WIDEST[type]} step={10} value={moving ?? metres} onChange={setMoving} onChangeComplete={(next: number) => { setMoving(null); setMetres(next); }} ariaLabelForHandle={t(type === 'Point' ? 'around' : 'beside')} tooltip={{ formatter: null }} />
        </div>
      )}
      <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>{t('open_only')}</Checkbox>
      {all.error ? <Failed error={all.error} retry={() => void all.refetch()} /> : !all.data ? <Loading rows={3} /> : (
        <>
          <div className={styles.counts} role="group" aria-label={t('counts')}>
            <button type="button" aria-pressed={kind === null} onClick={() => choose(null)}>{t('everything')}<b>{all.data.total}</b></button>
            {all.data.counts.map((one) => <button key={one.kind} type="button" aria-pressed={kind === one.kind} onClick={() => choose(one.kind)}>{kindName(one.kind)}<b>{one.count}</b></button>)}
          </div>
          {all.data.cases_cut && <p className={styles.note}>{t('cases_cut')}</p>}
          {!!failed && <p className={styles.note} role="alert">{problem(failed)}</p>}
          <Button size="small" loading={saving} disabled={!all.data.total} onClick={() => void file()}>{t('as_csv')}</Button>
        </>
      )}
      {list.data && (
        <ul className={styles.items}>
          {list.data.items.map((item) => (
            <li key={`${item.kind}${item.code}`}>
              {item.case ? <Link to={`/cases/${item.case.id}`}>{item.name || item.code}</Link> : <button type="button" onClick={() => onGo(item)}>{item.name || item.code}</button>}
              <span className={styles.low}><span>{kindName(item.kind)}</span>{item.case ? <><span>{word('Stage', item.case.stage)}</span><span>{dayTime(item.case.opened_at, language)}</span></> : <span className="mono">{item.code}</span>}<span className="number">{sayLength(item.metres)}</span></span>
            </li>
          ))}
        </ul>
      )}
      {list.data?.next && limit < 500 && <button type="button" className={styles.plain} onClick={() => setLimit(Math.min(500, limit * 3))}>{t('more')}</button>}
    </section>
  );
}
