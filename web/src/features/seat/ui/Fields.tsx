import { AutoComplete, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useMatters, usePlaceAt, usePlaces, usePublicCity, useUnits } from '@/shared/cases/cityApi';
import { useSettled } from '@/shared/hooks/useSettled';
import type { Advice, Schemas } from '@/shared/http/types';
import { REQUEST_KINDS, URGENCYS } from '@/generated/contract';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import { CityMap } from '@/shared/map/CityMap';
import type { SeatForm, shownFields } from '../api/form';
import { Field } from './Field';
import styles from './seat.module.css';

/** A window of this height has room for the map from the start. */
const TALL = 1000;

interface Props { form: SeatForm; shown: ReturnType<typeof shownFields>; advice: Advice | undefined; change: (part: Partial<SeatForm>) => void }

export function Fields({ form, shown, advice, change }: Props) {
  const t = useWords('seat');
  const word = useCodeWord();
  const name = useName();
  const units = useUnits();
  return (
    <div className={styles.fields}>
      <MatterField form={form} shown={shown} advice={advice} change={change} />
      <Field id="unit" label={t('unit')} confidence={form.unit ? undefined : advice?.unit?.confidence} onFollow={form.unit ? () => change({ unit: undefined }) : undefined}>
        <Select id="unit" aria-label={t('unit')} showSearch optionFilterProp="label" value={shown.unit} placeholder={advice?.unit ? t('unit_maybe', { unit: name(advice.unit.unit) }) : t('by_engine')} onChange={(unit) => change({ unit })}
          options={(units.data ?? []).map((one) => ({ value: one.code, label: name(one) }))} loading={units.isPending} style={{ width: '100%' }} />
      </Field>
      <Field id="kind" of="kind" label={t('kind')} onFollow={form.kind && (() => change({ kind: undefined }))}>
        <Select id="kind" aria-label={t('kind')} value={shown.kind} placeholder={t('by_engine')} onChange={(kind) => change({ kind })} options={REQUEST_KINDS.map((value) => ({ value, label: word('RequestKind', value) }))} style={{ width: '100%' }} />
      </Field>
      <Field id="urgency" of="urgent" label={t('urgency')} onFollow={form.urgency && (() => change({ urgency: undefined }))}>
        <Segmented<Schemas['Urgency']> id="urgency" aria-label={t('urgency')} block value={shown.urgency ?? 'ordinary'} onChange={(urgency) => change({ urgency })} options={URGENCYS.map((value) => ({ value, label: word('Urgency', value) }))} />
      </Field>
      <PlaceField form={form} shown={shown} advice={advice} change={change} />
    </div>
  );
}

function MatterField({ form, shown, advice, change }: Props) {
  const t = useWords('seat');
  const name = useName();
  const matters = useMatters();
  const best = advice?.matters ?? [];
  const guessed = new Set(best.map((one) => one.matter.code));
  const options = [
    ...(best.length ? [{ label: t('suggested'), options: best.map((one) => ({ value: one.matter.code, label: name(one.matter), share: `${Math.round(one.confidence * 100)}%`, words: `${one.matter.name}${one.matter.code}` })) }] : []),
    { label: t('catalogue'), options: (matters.data ?? []).filter((one) => one.level === 3 && !guessed.has(one.code)).map((one) => ({ value: one.code, label: name(one), share: '', words: `${one.name}${one.name_en ?? ''}${one.path.join('')}${one.code}`.toLowerCase() })) },
  ];
  return (
    <Field id="matter" of="matter" label={t('matter')} confidence={form.matter ? undefined : best[0]?.confidence} onFollow={form.matter ? () => change({ matter: undefined }) : undefined}>
      <Select id="matter" aria-label={t('matter')} showSearch value={shown.matter} placeholder={best[0] ? t('matter_maybe', { matter: name(best[0].matter) }) : t('by_engine')} loading={matters.isPending}
        filterOption={(input, option) => !!option && 'words' in option && String(option.words).includes(input.toLowerCase().trim())} onChange={(matter) => change({ matter })} options={options} optionRender={(option) => <span className={styles.option}>{option.label}<small>{'share' in option.data ? String(option.data.share) : ''}</small></span>} style={{ width: '100%' }} popupMatchSelectWidth={360} />
    </Field>
  );
}

function PlaceField({ form, shown, advice, change }: Props) {
  const t = useWords('seat');
  const city = usePublicCity();
  const [map, setMap] = useState(() => window.innerHeight >= TALL);
  const typed = useSettled(form.address ?? '', 300);
  const places = usePlaces(form.point ? '' : typed);
  const at = usePlaceAt(form.point && !form.address ? form.point : null);
  const text = form.point && !form.address ? at.data?.place.text ?? `${form.point.lon}, ${form.point.lat}` : shown.address;
  const own = form.address !== undefined || form.point !== undefined;
  return (
    <Field id="place" of="place" label={t('place')} wide confidence={own ? undefined : advice?.places[0]?.confidence} onFollow={own ? () => change({ address: undefined, point: undefined }) : undefined}>
      <div className={styles.place}>
        <AutoComplete id="place" aria-label={t('place')} value={text} placeholder={t('place_placeholder')} style={{ flex: 1 }} onChange={(address: string) => change({ address, point: undefined })}
          onSelect={(_: string, option: { place?: Schemas['Place'] }) => { if (option.place) change({ address: option.place.text, point: option.place.point ?? undefined }); }}
          options={(form.point ? [] : places.data ?? []).map((one, i) => ({ value: one.place.text, key: `${i}`, place: one.place }))} />
        <Button onClick={() => setMap(!map)} aria-expanded={map}>{map ? t('map_hide') : t('map')}</Button>
      </div>
      {map && city.data && <CityMap view={city.data.map} point={shown.point ?? null} onPick={(point) => change({ point, address: undefined })} label={t('map_label')} className={styles.map} />}
    </Field>
  );
}
