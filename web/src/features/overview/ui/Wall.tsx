import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { RehearsalMark, StageMark, UrgencyMark } from '@/shared/cases/Marks';
import { LanguageSwitch } from '@/shared/components/LanguageSwitch';
import { Logo } from '@/shared/components/Logo';
import { Night } from '@/shared/components/Night';
import { Failed, Loading } from '@/shared/components/States';
import type { CaseItem } from '@/shared/http/types';
import { useLanguage, useName, useWords } from '@/shared/i18n';
import { useLiveState } from '@/shared/live/live';
import { CityMap } from '@/shared/map/CityMap';
import { clockTime } from '@/shared/time/format';
import { useNow } from '@/shared/time/useNow';
import { useOverview, usePoints, type Overview, type Period } from '../api/overview';
import { Line } from './Line';
import { ByChannel, ByClass, ByDistrict, ByStage, Legend, Totals } from './parts';
import { PeriodSwitch } from './PeriodSwitch';
import { Rates } from './Rates';
import styles from './wall.module.css';

/** The city on a wall: read from five metres, no hand on a mouse. */
export default function Wall() {
  return <Night><Screen /></Night>;
}

function Screen() {
  const t = useWords('overview');
  const [period, setPeriod] = useState<Period>('today');
  const query = useOverview(period);
  const { data: city } = usePublicCity();
  const { points } = usePoints(city?.map.bbox);
  const overview = query.data;
  return (
    <main className={styles.wall}>
      <Head period={period} onPeriod={setPeriod} overview={overview} />
      {!overview ? (query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Loading rows={10} />) : (
        <>
          <div className={styles.totals}><Totals overview={overview} /></div>
          <div className={styles.columns}>
            <div className={styles.side}>
              <Box title={t('by_stage')}><ByStage overview={overview} /></Box>
              <Box title={t('by_channel')}><ByChannel overview={overview} most={6} /></Box>
              <Box title={t('by_class')}><ByClass overview={overview} most={7} /></Box>
            </div>
            <div className={styles.middle}>
              <section className={styles.map} aria-label={t('map')}>
                {city && <CityMap night view={city.map} points={points} label={t('map_label', { count: points?.features.length ?? 0 })} className={styles.canvas} />}
                <div className={styles.legend}><Legend /></div>
              </section>
              <Box title={t('line')}><Line overview={overview} night height={190} /></Box>
            </div>
            <div className={styles.side}>
              <Box title={t('rates')}><Rates rates={overview.rates} pairs /></Box>
              <Box title={t('by_district')}><ByDistrict overview={overview} /></Box>
              <Box title={t('latest')} grow><Latest items={overview.latest} /></Box>
            </div>
          </div>
        </>
      )}
    </main>
  );
}

function Head({ period, onPeriod, overview }: { period: Period; onPeriod: (period: Period) => void; overview: Overview | undefined }) {
  const t = useWords('overview');
  const name = useName();
  const language = useLanguage();
  const live = useLiveState();
  const now = useNow(1000);
  const { data: city } = usePublicCity();
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', weekday: 'long' }).format(now);
  return (
    <header className={styles.head}>
      <Link to="/desk" className={styles.brand} aria-label={t('leave')}><Logo size={40} /></Link>
      <h1>{city ? `${name(city)} · ${t('wall_title')}` : t('wall_title')}</h1>
      {overview?.rehearsal && <RehearsalMark />}
      <span className={styles.live} data-state={live}><i aria-hidden="true" />{t(`live.${live}`)}</span>
      <PeriodSwitch value={period} onChange={onPeriod} />
      <LanguageSwitch />
      <span className={styles.time}><small>{day}</small><b>{clockTime(now, language)}</b></span>
    </header>
  );
}

function Box({ title, children, grow }: { title: string; children: React.ReactNode; grow?: boolean }) {
  return <section className={styles.box} data-grow={grow || undefined}><h2>{title}</h2>{children}</section>;
}

/** The newest cases; a new one lights up for a moment. */
function Latest({ items }: { items: readonly CaseItem[] }) {
  const t = useWords('overview');
  const name = useName();
  const language = useLanguage();
  const [known, setKnown] = useState<ReadonlySet<number>>(() => new Set(items.map((item) => item.id)));
  useEffect(() => {
    const timer = setTimeout(() => setKnown(new Set(items.map((item) => item.id))), 4000);
    return () => clearTimeout(timer);
  }, [items]);
  if (!items.length) return <p className={styles.none}>{t('none_yet')}</p>;
  return (
    <ol className={styles.latest}>
      {items.map((item) => (
        <li key={item.id} data-new={!known.has(item.id) || undefined}>
          <time dateTime={item.opened_at}>{clockTime(item.opened_at, language)}</time>
          <span className={styles.latestTitle}>{item.title}</span>
          <span className={styles.latestLow}><StageMark stage={item.stage} /><UrgencyMark urgency={item.urgency} />{item.unit && <span>{name(item.unit)}</span>}{item.rehearsal && <RehearsalMark />}</span>
        </li>
      ))}
    </ol>
  );
}
