import { Input, Select, Table } from 'antd';
import type { FeatureCollection } from 'geojson';
import { useMemo, useState } from 'react';
import { useMatters, usePublicCity, useUnits } from '@/shared/cases/cityApi';
import { More } from '@/shared/cases/More';
import { useUnitOptions } from '@/shared/commands/Pickers';
import { Panel } from '@/shared/components/Panel';
import { Loaded } from '@/shared/components/States';
import { TabRow } from '@/shared/components/TabRow';
import type { Schemas } from '@/shared/http/types';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import { spanParts, useBelow, useCalendars, useCity, useDuties, useProcedures } from '../api/admin';
import { TreeList, type Twig } from './TreeList';
import styles from './admin.module.css';

const TABS = ['areas', 'units', 'matters', 'duties', 'procedures', 'calendars'] as const;
type Tab = (typeof TABS)[number];

/** What the city gave, to be looked at; it is changed in its files and loaded anew. */
export function CityData() {
  const t = useWords('admin');
  const name = useName();
  const city = useCity();
  const [tab, setTab] = useState<Tab>('areas');
  return (
    <Loaded query={city}>
      {(data) => (
        <>
          <p className={styles.lead}><b>{name(data)}</b> <span className="mono">{data.code}</span> · {t('city_version')} <span className="mono">{data.version}</span> · {t('read_only')}</p>
          <ul className={styles.counts}>{Object.entries(data.counts).map(([key, value]) => <li key={key}><b>{value.toLocaleString('en-US')}</b><span>{t(`count.${key}`)}</span></li>)}</ul>
          <TabRow label={t('page.city')} panel="city-data" active={tab} onChange={setTab} items={TABS.map((one) => ({ key: one, label: t(`tab.${one}`) }))} className={styles.tabs} />
          <div id="city-data" role="tabpanel" aria-label={t(`tab.${tab}`)}>
            {tab === 'areas' && <Areas city={data} />}
            {tab === 'units' && <Units />}
            {tab === 'matters' && <Matters />}
            {tab === 'duties' && <Duties />}
            {tab === 'procedures' && <Procedures />}
            {tab === 'calendars' && <Calendars />}
          </div>
        </>
      )}
    </Loaded>
  );
}

type View = Schemas['MapView'];

/** The part of the map that holds what lies right below, with some air around. */
function viewOf(city: View, areas: readonly Schemas['Area'][] | undefined, at: Schemas['Point'] | null): View {
  const spots = (areas ?? []).flatMap((area) => (area.point ? [area.point] : []));
  if (spots.length < 2) return at && areas ? { ...city, lon: at.lon, lat: at.lat, bbox: [at.lon - 0.012, at.lat - 0.009, at.lon + 0.012, at.lat + 0.009] } : city;
  const [west, east] = [Math.min(...spots.map((spot) => spot.lon)), Math.max(...spots.map((spot) => spot.lon))];
  const [south, north] = [Math.min(...spots.map((spot) => spot.lat)), Math.max(...spots.map((spot) => spot.lat))];
  const air = Math.max(east - west, north - south) * 0.25;
  return { ...city, lon: (west + east) / 2, lat: (south + north) / 2, bbox: [west - air, south - air, east + air, north + air] };
}

const pointsOf = (areas: readonly Schemas['Area'][] | undefined, name: (area: Schemas['Area']) => string): FeatureCollection => ({
  type: 'FeatureCollection',
  features: (areas ?? []).flatMap((area) => (area.point ? [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [area.point.lon, area.point.lat] }, properties: { title: name(area), tone: 'ink' } }] : [])),
});

/** Walks down the tree of areas; the map follows. */
function Areas({ city }: { city: Schemas['City'] }) {
  const t = useWords('admin');
  const word = useCodeWord();
  const name = useName();
  const { data: open } = usePublicCity();
  const [path, setPath] = useState<{ code: string; name: string; point: Schemas['Area']['point'] }[]>([]);
  const at = path[path.length - 1];
  const below = useBelow(at?.code ?? city.code);
  return (
    <div className={styles.split}>
      <Panel tight title={(
        <span className={styles.crumbs}>
          <button type="button" onClick={() => setPath([])}>{name(city)}</button>
          {path.map((one, i) => <button key={one.code} type="button" onClick={() => setPath(path.slice(0, i + 1))}>{one.name}</button>)}
        </span>
      )}>
        <Loaded query={below}>
          {(areas) => (areas.length ? (
            <ul className={styles.areas}>
              {areas.map((area) => (
                <li key={area.code}>
                  <button type="button" onClick={() => setPath([...path, { code: area.code, name: name(area), point: area.point }])}><b>{name(area)}</b><span>{word('AreaKind', area.kind)}</span><span className="mono">{area.code}</span><span>{area.children ? t('below', { count: area.children }) : ''}</span></button>
                </li>
              ))}
            </ul>
          ) : <p className={styles.none}>{t('nothing_below')}</p>)}
        </Loaded>
      </Panel>
      {open && <CityMap key={at?.code ?? ''} view={viewOf(open.map, at ? below.data : undefined, at?.point ?? null)} points={pointsOf(below.data, name)} label={t('tab.areas')} className={styles.map} />}
    </div>
  );
}

function Units() {
  const t = useWords('admin');
  const name = useName();
  const units = useUnits();
  const [words, setWords] = useState('');
  const twigs = useMemo<Twig[]>(() => (units.data ?? []).map((unit) => ({ key: unit.code, parent: unit.parent, label: name(unit), low: [unit.code, t(`unit_kind.${unit.kind}`, { defaultValue: unit.kind }), unit.phone].filter(Boolean).join(' · '), search: `${unit.name} ${unit.name_en ?? ''} ${unit.code}`.toLowerCase() })), [units.data, name, t]);
  return (
    <>
      <div className={styles.tools}><Input allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('find_unit')} aria-label={t('find_unit')} className={styles.words} /></div>
      <Loaded query={units}>{() => <Panel tight><TreeList twigs={twigs} words={words} label={t('tab.units')} none={t('none_found')} /></Panel>}</Loaded>
    </>
  );
}

function Matters() {
  const t = useWords('admin');
  const name = useName();
  const matters = useMatters();
  const [words, setWords] = useState('');
  const twigs = useMemo<Twig[]>(() => (matters.data ?? []).map((matter) => ({
    key: matter.code, parent: matter.parent, label: name(matter), low: [matter.code, matter.level === 3 ? matter.description : '', matter.secret ? t('secret') : ''].filter(Boolean).join(' · '), search: `${matter.name} ${matter.name_en ?? ''} ${matter.code} ${matter.description}`.toLowerCase(),
  })), [matters.data, name, t]);
  return (
    <>
      <div className={styles.tools}><Input allowClear value={words} onChange={(event) => setWords(event.target.value)} placeholder={t('find_matter')} aria-label={t('find_matter')} className={styles.words} /></div>
      <Loaded query={matters}>{() => <Panel tight><TreeList twigs={twigs} words={words} label={t('tab.matters')} none={t('none_found')} /></Panel>}</Loaded>
    </>
  );
}

function Duties() {
  const t = useWords('admin');
  const name = useName();
  const [matter, setMatter] = useState<string>();
  const [unit, setUnit] = useState<string>();
  const units = useUnitOptions();
  const { data: matters } = useMatters();
  const duties = useDuties({ matter, unit });
  const matterName = (duty: Schemas['Duty']) => { const found = matters?.find((one) => one.code === duty.matter); return found ? name(found) : duty.matter_name ?? ''; };
  const unitName = (code: string, given?: string | null) => (code.startsWith('@') ? t(`unit_kind.${code.slice(1)}`, { defaultValue: code }) : units.find((one) => one.value === code)?.label ?? given ?? code);
  const options = useMemo(() => (matters ?? []).filter((one) => one.level === 3).map((one) => ({ value: one.code, label: `${name(one)} ${one.code}` })), [matters, name]);
  return (
    <>
      <div className={styles.tools}>
        <Select showSearch optionFilterProp="label" allowClear value={matter} onChange={(next?: string) => setMatter(next)} options={options} placeholder={t('matter')} aria-label={t('matter')} className={styles.words} />
        <Select showSearch optionFilterProp="label" allowClear value={unit} onChange={(next?: string) => setUnit(next)} options={units} placeholder={t('unit')} aria-label={t('unit')} className={styles.words} />
      </div>
      <div className={styles.box}>
        <Loaded query={duties}>
          {(data) => (
            <Table<Schemas['Duty']> size="small" rowKey="row" pagination={false} aria-label={t('tab.duties')} dataSource={data.pages.flatMap((page) => page.items)} scroll={{ x: 1000 }} columns={[
              { title: t('row'), dataIndex: 'row', width: 70, align: 'right' },
              { title: t('matter'), key: 'matter', width: 200, render: (_, duty) => <>{matterName(duty)} <small className="mono">{duty.matter}</small></> },
              { title: t('area'), key: 'area', width: 130, render: (_, duty) => duty.area_name ?? duty.area ?? t('whole_city') },
              { title: t('condition'), dataIndex: 'condition', width: 150, render: (value: string | null) => value ?? '–' },
              { title: t('lead'), key: 'lead', width: 170, render: (_, duty) => <b className={styles.strong}>{unitName(duty.lead, duty.lead_name)}</b> },
              { title: t('assist'), key: 'assist', width: 150, render: (_, duty) => duty.assist.map((code) => unitName(code)).join(', ') || '–' },
              { title: t('basis'), dataIndex: 'basis', width: 260, ellipsis: true, render: (value: string | null) => value ?? '–' },
            ]} />
          )}
        </Loaded>
      </div>
      <More pages={duties} />
    </>
  );
}

function Procedures() {
  const t = useWords('admin');
  const word = useCodeWord();
  const name = useName();
  const procedures = useProcedures();
  const span = (value: string | null) => {
    const parts = spanParts(value);
    return parts ? [parts.days && t('span.days', { count: parts.days }), parts.hours && t('span.hours', { count: parts.hours }), parts.minutes && t('span.minutes', { count: parts.minutes })].filter(Boolean).join(' ') : '–';
  };
  return (
    <div className={styles.box}>
      <Loaded query={procedures}>
        {(items) => (
          <Table<Schemas['Procedure']> size="small" rowKey="code" pagination={false} aria-label={t('tab.procedures')} dataSource={items} scroll={{ x: 1080 }} columns={[
            { title: t('name'), key: 'name', width: 220, render: (_, one) => <><b className={styles.strong}>{name(one)}</b> <small className="mono">{one.code}</small></> },
            { title: t('calendar'), dataIndex: 'calendar', width: 90 },
            { title: t('accept_within'), key: 'accept', width: 90, render: (_, one) => span(one.accept_within) },
            { title: t('contact_within'), key: 'contact', width: 90, render: (_, one) => span(one.contact_within) },
            { title: t('resolve_within'), key: 'resolve', width: 90, render: (_, one) => span(one.resolve_within) },
            { title: t('urgent_within'), key: 'urgent', width: 90, render: (_, one) => span(one.urgent_resolve_within) },
            { title: t('allowed'), key: 'allowed', width: 140, render: (_, one) => t('allowed_of', { returns: one.returns_allowed, extensions: one.extensions_allowed }) },
            { title: t('suspend'), key: 'suspend', width: 170, render: (_, one) => one.suspend_reasons.map((reason) => word('SuspendReason', reason)).join(', ') || '–' },
            { title: t('after'), key: 'after', width: 110, render: (_, one) => [one.review && t('with_review'), one.call_back && t('with_call_back')].filter(Boolean).join(', ') || '–' },
          ]} />
        )}
      </Loaded>
    </div>
  );
}

function Calendars() {
  const t = useWords('admin');
  const calendars = useCalendars();
  return (
    <Loaded query={calendars}>
      {(data) => (
        <div className={styles.split}>
          <Panel title={t('tab.calendars')}>
            <dl className={styles.facts}>{data.items.map((one) => <div key={one.code}><dt className="mono">{one.code}</dt><dd>{one.name}<small>{one.hours.join(', ') || t('all_day')} · {one.weekdays.map((day) => t(`weekday.${day}`)).join(' ')}</small></dd></div>)}</dl>
          </Panel>
          <Panel title={t('holidays')} tight>
            <ul className={styles.holidays} tabIndex={0} aria-label={t('holidays')}>{data.holidays.map((day) => <li key={day.date} data-kind={day.kind}><span className="mono">{day.date}</span><span>{day.name}</span><span>{t(`holiday.${day.kind}`)}</span></li>)}</ul>
          </Panel>
        </div>
      )}
    </Loaded>
  );
}
