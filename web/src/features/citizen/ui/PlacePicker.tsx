import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { usePlaceAt, usePlaces } from '@/shared/cases/cityApi';
import { useProblemText } from '@/shared/components/problemText';
import { useSettled } from '@/shared/hooks/useSettled';
import type { Point, Schemas } from '@/shared/http/types';
import { useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import styles from './form.module.css';

export interface Where { text: string; point: Point | null; /** What stands at the point, once known. */ placeText: string | null }
export const nowhere: Where = { text: '', point: null, placeText: null };

/** Type an address, point at the map, or use the phone's position; each alone is enough, none is needed. */
export function PlacePicker({ where, onChange, city }: { where: Where; onChange: (where: Where) => void; city: Schemas['PublicCity'] | undefined }) {
  const t = useWords('citizen');
  const say = useProblemText();
  const id = useId();
  const [map, setMap] = useState(false);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [locating, setLocating] = useState<'no' | 'asking' | 'failed'>('no');
  const words = useSettled(where.point ? '' : where.text, 300);
  const places = usePlaces(open ? words : '');
  const found = open && words.trim().length >= 2 ? places.data ?? [] : [];
  const known = usePlaceAt(where.point);
  const knownText = known.data?.place.text ?? null;

  useEffect(() => { if (where.point && knownText && where.placeText !== knownText) onChange({ ...where, placeText: knownText }); }, [where, knownText, onChange]);

  const choose = (guess: Schemas['PlaceGuess']) => { onChange({ text: guess.place.text, point: guess.place.point, placeText: guess.place.text }); setOpen(false); setAt(-1); };
  const pick = (point: Point) => { onChange({ text: '', point, placeText: null }); setLocating('no'); };
  const locate = () => {
    if (!navigator.geolocation) { setLocating('failed'); return; }
    setLocating('asking');
    navigator.geolocation.getCurrentPosition((position) => pick({ lon: position.coords.longitude, lat: position.coords.latitude }), () => setLocating('failed'), { enableHighAccuracy: true, timeout: 10_000 });
  };
  const onKey = (event: KeyboardEvent) => {
    if (!found.length) return;
    if (event.key === 'ArrowDown') { event.preventDefault(); setAt((at + 1) % found.length); }
    if (event.key === 'ArrowUp') { event.preventDefault(); setAt((at + found.length - 1) % found.length); }
    if (event.key === 'Escape') setOpen(false);
    const chosen = found[at];
    if (event.key === 'Enter' && chosen) { event.preventDefault(); choose(chosen); }
  };

  return (
    <div>
      <label className={styles.label} htmlFor={id}>{t('place')}<span className={styles.optional}>{t('optional')}</span></label>
      <div className={styles.suggest} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false); }}>
        <input id={id} className={styles.input} value={where.text} maxLength={200} placeholder={t('place.placeholder')} autoComplete="off" role="combobox" aria-expanded={found.length > 0}
          aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={at >= 0 && found[at] ? `${id}-${at}` : undefined}
          onChange={(event) => { onChange({ text: event.target.value, point: null, placeText: null }); setOpen(true); setAt(-1); }} onKeyDown={onKey} />
        <div id={`${id}-list`} role="listbox" aria-label={t('place.found')} className={found.length ? styles.list : undefined}>
          {found.map((guess, i) => (
            <div key={i} id={`${id}-${i}`} role="option" aria-selected={i === at} className={styles.option} onMouseDown={(event) => { event.preventDefault(); choose(guess); }}>{guess.place.text}</div>
          ))}
        </div>
      </div>
      <div className={styles.tools}>
        <button type="button" className={styles.tool} aria-expanded={map} onClick={() => setMap(!map)}>
          <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 18s6-5 6-10a6 6 0 1 0-12 0c0 5 6 10 6 10Z" /><circle cx="10" cy="8" r="2.2" /></svg>{map ? t('place.hide_map') : t('place.map')}
        </button>
        <button type="button" className={styles.tool} onClick={locate}>
          <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="5.5" /><path d="M10 1.5v3M10 15.5v3M1.5 10h3M15.5 10h3" /></svg>{locating === 'asking' ? t('place.locating') : t('place.here')}
        </button>
      </div>
      {locating === 'failed' && <p className={styles.error} role="alert">{t('place.locate_failed')}</p>}
      {where.point && (
        <p className={styles.chosen} role="status">
          <span>{where.placeText ?? `${where.point.lon.toFixed(5)}, ${where.point.lat.toFixed(5)}`}</span>
          <button type="button" onClick={() => onChange(nowhere)}>{t('place.clear')}</button>
        </p>
      )}
      {where.point && !!known.error && <p className={styles.error} role="alert">{say(known.error)}</p>}
      {map && city && <CityMap view={city.map} point={where.point} onPick={pick} label={t('place.map_label')} className={styles.map} />}
    </div>
  );
}
