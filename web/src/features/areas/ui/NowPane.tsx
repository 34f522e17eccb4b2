import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { usePublicCity } from '@/shared/cases/cityApi';
import { Panel } from '@/shared/components/Panel';
import { Failed, Loading } from '@/shared/components/States';
import { useCodeWord, useLanguage, useWords } from '@/shared/i18n';
import { dayTime } from '@/shared/time/format';
import { MomentField } from '@/shared/time/MomentField';
import { layerFile, useAreasAt, useLayers, type AreaCollection } from '../api/areas';
import { boundsOf } from '../gl/shapes';
import { AreaMap } from './AreaMap';
import { useGround } from './format';
import { HistoryPane } from './HistoryPane';
import { LayerChoice, useLayerName, type Layer } from './LayerChoice';
import styles from './areas.module.css';

/** Every grid on the map, on any day; one area chosen tells its story. */
export function NowPane() {
  const t = useWords('areas');
  const word = useCodeWord();
  const language = useLanguage();
  const ground = useGround();
  const layerName = useLayerName();
  const { data: city } = usePublicCity();
  const layers = useLayers();
  const [chosen, setChosen] = useState<Layer>({ layer: 'territorial', kind: 'grid' });
  const [at, setAt] = useState('');
  const [params, setParams] = useSearchParams();
  const code = params.get('area');
  const areas = useAreasAt(chosen.layer, chosen.kind, at || undefined);
  const one = areas.data?.features.find((feature) => feature.properties.code === code);
  const focus = useMemo(() => boundsOf([one?.geometry]), [one?.geometry]);
  const marked = useMemo(() => (code ? [code] : []), [code]);
  const choose = (next: string | null) => setParams((now) => { if (next) now.set('area', next); else now.delete('area'); return now; }, { replace: true });
  return (
    <>
      <ul className={styles.layers}>
        {layers.data?.items.map((layer) => (
          <li key={layer.layer}>
            <button type="button" aria-pressed={layer.layer === chosen.layer} onClick={() => setChosen({ layer: layer.layer, kind: 'grid' })}>
              <b>{layerName(layer.layer)}</b>
              <span>{Object.entries(layer.kinds).map(([kind, count]) => `${word('AreaKind', kind)} ${count}`).join(' · ')}</span>
              <small>{ground(layer.m2)} · {layer.last_changed ? t('changed_at', { at: dayTime(layer.last_changed, language) }) : t('never_changed')}</small>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.bar}>
        <LayerChoice value={chosen} onChange={setChosen} />
        <label className={styles.at}>{t('as_of')} <MomentField value={at} onChange={setAt} />{at && <Button size="small" type="link" onClick={() => setAt('')}>{t('today')}</Button>}</label>
        <FindArea areas={areas.data} onPick={choose} value={code} />
        <Dropdown trigger={['click']} menu={{ items: (['geojson', 'csv', 'history'] as const).map((format) => ({ key: format, label: <a href={layerFile(chosen.layer, format, format === 'history' ? undefined : chosen.kind, at || undefined)} download>{t(`export.${format}`)}</a> })) }}>
          <Button size="small" icon={<DownloadOutlined />}>{t('export')}</Button>
        </Dropdown>
      </div>
      <div className={styles.desk}>
        {city && <AreaMap view={city.map} areas={areas.data} marked={marked} draw={null} onPick={(area) => choose(area.code)} onDrawn={() => undefined} focus={focus} label={t('map_label')} />}
        <aside className={styles.side} aria-label={t('history')}>
          {areas.isPending ? <Loading rows={6} /> : areas.error && !areas.data ? <Failed error={areas.error} retry={() => void areas.refetch()} />
            : code ? <HistoryPane code={code} onArea={choose} />
              : <Panel title={t('count', { count: areas.data?.features.length ?? 0 })}><p className={styles.low}>{t('choose_one')}</p></Panel>}
        </aside>
      </div>
    </>
  );
}

/** Choosing an area by its name or code, for those who do not point. */
export function FindArea({ areas, value, onPick, label }: { areas: AreaCollection | undefined; value: string | null; onPick: (code: string) => void; label?: string }) {
  const t = useWords('areas');
  const options = useMemo(() => (areas?.features ?? []).map(({ properties: area }) => ({ value: area.code, label: `${area.name} ${area.code}` })), [areas]);
  return <Select size="small" showSearch aria-label={label ?? t('find')} placeholder={label ?? t('find')} className={styles.find} value={value && options.some((one) => one.value === value) ? value : null} options={options} optionFilterProp="label" onChange={onPick} popupMatchSelectWidth={320} />;
}
