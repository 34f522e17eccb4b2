import { useState } from 'react';
import { Link } from 'react-router-dom';
import { usePlaces } from '@/shared/cases/cityApi';
import { Empty } from '@/shared/components/States';
import { PageHead, Panel } from '@/shared/components/Panel';
import { useSettled } from '@/shared/hooks/useSettled';
import { useName, useWords } from '@/shared/i18n';
import { Input } from 'antd';
import styles from './map.module.css';

/** For browsers that cannot draw a map: says so, and finds places in words. */
export function NoMap() {
  const t = useWords('map');
  const name = useName();
  const [words, setWords] = useState('');
  const places = usePlaces(useSettled(words, 250));
  return (
    <>
      <PageHead title={t('no_map')} hint={t('no_map_hint')}><Link to="/cases">{t('no_map_cases')}</Link></PageHead>
      <Panel title={t('search')}>
        <Input aria-label={t('search')} placeholder={t('search_hint')} value={words} onChange={(event) => setWords(event.target.value)} allowClear />
        {words.trim().length >= 2 && (places.data?.length ? (
          <ul className={styles.placeList}>{places.data.map(({ place }, i) => <li key={i}><b>{place.text}</b><span>{place.areas.map((area) => name(area)).join(' › ')}</span>{place.point && <span className="number">{place.point.lon.toFixed(6)}, {place.point.lat.toFixed(6)}</span>}</li>)}</ul>
        ) : !places.isFetching && <Empty title={t('nothing_found')} />)}
      </Panel>
    </>
  );
}
