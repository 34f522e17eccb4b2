import '../words';
import { Button } from 'antd';
import type { Geometry } from 'geojson';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { PageHead, Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import { urlOf } from '@/shared/http/client';
import { useCodeWord, useLanguage, useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { sayArea } from '@/shared/map/measure';
import { dayTime, fullTime } from '@/shared/time/format';
import { useAddresses, useBlock, useCamerasIn, useCasePoints, useHistory, type Block } from '../api/places';
import { Counted, Figure, useCount } from './parts';
import styles from './place.module.css';

/** Everything about one piece of ground on one screen, as far as this person may see it. */
export default function BlockPage() {
  const { area = '' } = useParams();
  const block = useBlock(area);
  return <Loaded query={block} rows={12} page>{(of) => <Shown key={area} of={of} code={area} />}</Loaded>;
}

function Shown({ of, code }: { of: Block; code: string }) {
  const t = useWords('place');
  const name = useName();
  const word = useCodeWord();
  const count = useCount();
  const language = useLanguage();
  const go = useNavigate();
  const { data: city } = usePublicCity();
  const { data: history } = useHistory(code);
  const { data: points } = useCasePoints(code);
  const { data: cameras } = useCamerasIn(code);
  const outline = (history?.versions[0]?.geometry ?? null) as Geometry | null;
  const title = of.area ? name(of.area) : code;
  return (
    <div className={styles.page}>
      <PageHead title={title} hint={of.area ? `${word('AreaKind', of.area.kind)} · ${code} · ${t('as_of', { at: dayTime(of.as_of, language) })}` : t('block_hint')}>
        <Link to={`/cases?area=${encodeURIComponent(code)}`}>{t('cases_list')}</Link>
        <Button href={urlOf(`/blocks/${encodeURIComponent(code)}/export`)}>{t('export')}</Button>
      </PageHead>
      {of.masked && <p className={styles.masked} role="note">{t('masked')}</p>}
      <dl className={styles.figures}>
        <Figure label={t('people')} value={count(of.people)} /><Figure label={t('households')} value={count(of.households)} /><Figure label={t('addresses')} value={of.addresses} /><Figure label={t('houses')} value={of.houses} />
        <Figure label={t('firms')} value={of.firms} /><Figure label={t('firm_people')} value={count(of.firm_people)} /><Figure label={t('open')} value={of.cases.open} /><Figure label={t('last_90')} value={of.cases.last_90_days} />
        {of.square_metres !== null && <Figure label={t('ground')} value={sayArea(of.square_metres)} />}
      </dl>
      <div className={styles.grid}>
        <Panel title={t('map')} tight className={styles.wide}>{city && <CityMap view={city.map} outline={outline} points={points ?? null} onPoint={(properties) => go(`/cases/${Number(properties.id)}`)} label={t('map_of', { name: title })} className={styles.map} />}</Panel>
        <Panel title={t('by_class')}>
          <Counted label={t('by_class')} none={t('none_cases')} rows={of.cases_by_class.map((one, i) => ({ key: one.matter?.code ?? String(i), name: one.matter ? name(one.matter) : t('no_matter'), count: one.last_90_days, low: one.open ? `${t('open')} ${one.open}` : undefined }))} />
        </Panel>
        <Panel title={t('top')}>
          <Counted label={t('top')} none={t(of.cases.last_90_days ? 'none_placed' : 'none_cases')} rows={of.top_addresses.map((one) => ({ key: one.code, name: one.name, count: one.last_90_days, low: one.open ? `${t('open')} ${one.open}` : undefined }))} />
        </Panel>
        <Panel title={t('elements')}><Counted label={t('elements')} none={t('none')} rows={of.elements.map((one) => ({ key: one.kind, name: t(`kind.${one.kind}`, { defaultValue: one.kind }), count: one.count }))} /></Panel>
        <Panel title={t('firms_by_kind')}><Counted label={t('firms_by_kind')} none={t('none')} rows={of.firms_by_kind.map((one) => ({ key: one.kind, name: t(`firm.${one.kind}`, { defaultValue: one.kind }), count: one.count, low: t('at_work', { people: count(one.people) }) }))} /></Panel>
        <Panel title={`${t('cameras_in')}${cameras ? ` ${cameras.total}` : ''}`}>{cameras?.items.length ? <ul className={styles.plain}>{cameras.items.map((one) => <li key={one.code}><Link to={`/elements/${encodeURIComponent(one.code)}`}>{one.name || one.code}</Link></li>)}</ul> : <p className={styles.low}>{t('none')}</p>}</Panel>
        {history && <Panel title={t('history')} className={styles.rest}><ol className={styles.plain}>{history.versions.map((one, i) => <li key={i}>{!one.from && !one.until ? t('always') : one.until ? t('version_until', { from: one.from ? fullTime(one.from, language) : t('first'), until: fullTime(one.until, language) }) : t('version', { from: one.from ? fullTime(one.from, language) : t('first') })} <span className={styles.low}>{name(one)} · {sayArea(one.m2)}</span></li>)}</ol></Panel>}
        <Addresses code={code} />
        <Panel title={`${t('units')} ${of.units.length}`} className={styles.full}>{of.units.length ? <ul className={styles.many}>{of.units.map((one) => <li key={one.kind}>{name(one.unit)}</li>)}</ul> : <p className={styles.low}>{t('none')}</p>}</Panel>
      </div>
    </div>
  );
}

function Addresses({ code }: { code: string }) {
  const t = useWords('place');
  const count = useCount();
  const query = useAddresses(code);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('list')} extra={<span className={styles.low}>{t('list_hint', { total: query.data?.pages[0]?.total ?? 0 })}</span>} tight className={styles.full}>
      <Loaded query={query} rows={6}>{() => (
        <div className={styles.scroll} role="region" aria-label={t('list')} tabIndex={0}>
          <table className={styles.table}>
            <thead><tr><th scope="col">{t('address')}</th><th scope="col">{t('floors')}</th><th scope="col">{t('people')}</th><th scope="col">{t('households')}</th><th scope="col">{t('firm_names')}</th><th scope="col">{t('open')}</th><th scope="col">{t('last_90')}</th></tr></thead>
            <tbody>{items.map((one) => <tr key={one.code}><th scope="row">{one.name}</th><td>{one.floors}</td><td>{count(one.people)}</td><td>{count(one.households)}</td><td>{one.firms.map((firm) => firm.name).join(', ')}</td><td>{one.cases.open || ''}</td><td>{one.cases.last_90_days || ''}</td></tr>)}</tbody>
          </table>
        </div>
      )}</Loaded>
      {query.hasNextPage && <Button type="text" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('more')}</Button>}
    </Panel>
  );
}
