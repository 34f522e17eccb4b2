import { AutoComplete, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { usePlaces } from '@/shared/cases/cityApi';
import { useSettled } from '@/shared/hooks/useSettled';
import type { Point, Schemas } from '@/shared/http/types';
import { useName, useWords } from '@/shared/i18n';
import { readCoordinates } from '../api/share';
import styles from './map.module.css';

/** One box for places by name and for coordinates in either order. */
export function SearchBox({ near, onGo, onClear }: { near: Schemas['MapView']; onGo: (to: Point, zoom?: number) => void; onClear: () => void }) {
  const t = useWords('map');
  const name = useName();
  const [words, setWords] = useState('');
  const coordinates = readCoordinates(words, near);
  const settled = useSettled(words, 250);
  const places = usePlaces(coordinates ? '' : settled);
  const found = coordinates || !words.trim() ? [] : (places.data ?? []).flatMap(({ place }, i) => (place.point ? [{ value: String(i), label: <span className={styles.found}>{place.text}<small>{name(place.areas[place.areas.length - 1])}</small></span>, point: place.point, text: place.text }] : []));
  const options: { value: string; label: ReactNode; point: Point; text: string }[] = coordinates ? [{ value: 'at', label: t('go_to', { at: `${coordinates.lon.toFixed(6)}, ${coordinates.lat.toFixed(6)}` }), point: coordinates, text: words }] : found;
  const choose = (option: { point: Point; text: string } | undefined) => { if (!option) return; setWords(option.text); onGo(option.point); };
  return (
    <div className={styles.search} role="search">
      <AutoComplete value={words} options={options} onChange={(value: string) => { if (!/^\d{1,2}$|^at$/.test(value)) setWords(value); if (!value) onClear(); }} onSelect={(_value, option) => choose(option)} popupMatchSelectWidth={320}>
        <Input.Search aria-label={t('search')} placeholder={t('search_hint')} allowClear onSearch={() => choose(options[0])} />
      </AutoComplete>
    </div>
  );
}
