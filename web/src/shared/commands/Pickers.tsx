import { AutoComplete, Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useMatters, usePlaceAt, usePlaces, usePublicCity, useUnits } from '@/shared/cases/cityApi';
import { useCases } from '@/shared/cases/api';
import { useSettled } from '@/shared/hooks/useSettled';
import type { Case } from '@/shared/http/types';
import { useName, useWords } from '@/shared/i18n';
import { useProcessText } from '@/shared/process/api';
import { stepsOf } from '@/shared/process/outcomes';
import { CityMap } from '@/shared/map/CityMap';
import type { PlaceValue } from './table';
import styles from './commands.module.css';

const fits = (input: string, option?: { search?: string }) => !!option?.search?.includes(input.trim().toLowerCase());

interface Base<T> { id: string; value: T | undefined; onChange: (value: T | undefined) => void; placeholder?: string; autoFocus?: boolean }

/** Choices made of units: searched by name in both languages and by code. */
export function useUnitOptions() {
  const { data } = useUnits();
  const name = useName();
  return useMemo(() => (data ?? []).map((unit) => ({ value: unit.code, label: name(unit), search: `${unit.name} ${unit.name_en ?? ''} ${unit.code}`.toLowerCase() })), [data, name]);
}

export function UnitPicker({ id, value, onChange, placeholder, autoFocus }: Base<string>) {
  const options = useUnitOptions();
  return <Select id={id} showSearch allowClear value={value} options={options} filterOption={fits} onChange={(next?: string) => onChange(next)} placeholder={placeholder} autoFocus={autoFocus} className={styles.wide} />;
}

export function UnitsPicker({ id, value, onChange, placeholder }: Base<string[]>) {
  const options = useUnitOptions();
  return <Select id={id} mode="multiple" allowClear maxCount={8} value={value} options={options} filterOption={fits} onChange={(next: string[]) => onChange(next)} placeholder={placeholder} className={styles.wide} />;
}

/** Only matters a case can have; the path stands beside the name. */
export function useMatterOptions() {
  const { data } = useMatters();
  const name = useName();
  return useMemo(() => (data ?? []).filter((matter) => matter.level === 3).map((matter) => ({
    value: matter.code, label: name(matter), path: matter.path.join(' / '), search: `${matter.name} ${matter.name_en ?? ''} ${matter.code} ${matter.path.join(' ')}`.toLowerCase(),
  })), [data, name]);
}

export function MatterPicker({ id, value, onChange, placeholder, autoFocus }: Base<string>) {
  const options = useMatterOptions();
  return (
    <Select id={id} showSearch allowClear value={value} options={options} filterOption={fits} onChange={(next?: string) => onChange(next)} placeholder={placeholder} autoFocus={autoFocus} className={styles.wide}
      optionRender={(option) => <span className={styles.option}><span>{option.data.label}</span><small>{option.data.path}</small></span>} />
  );
}

/** Another open case, found by number or words; the likely ones are offered first. */
export function CasePicker({ id, value, onChange, of, placeholder }: Base<number> & { of: Case }) {
  const [words, setWords] = useState('');
  const asked = useSettled(words.trim(), 300);
  const found = useCases({ q: asked }, 10, asked.length >= 2);
  const near = of.duplicates.map((one) => one.case);
  const items = asked.length >= 2 ? (found.data?.pages[0]?.items ?? []) : near;
  return (
    <Select id={id} showSearch allowClear value={value} filterOption={false} onSearch={setWords} onChange={(next?: number) => onChange(next)} placeholder={placeholder} className={styles.wide}
      options={items.filter((one) => one.id !== of.id).map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }))} />
  );
}

/** Words looked up in the city's own addresses, or a point on the map. */
export function PlacePicker({ id, value, onChange, placeholder }: Base<PlaceValue>) {
  const t = useWords('commands');
  const { data: city } = usePublicCity();
  const [open, setOpen] = useState(false);
  const asked = useSettled(value?.point ? '' : value?.address ?? '', 250);
  const { data: places } = usePlaces(asked);
  const { data: here } = usePlaceAt(value?.point ?? null);
  return (
    <div>
      <div className={styles.place}>
        <AutoComplete id={id} value={value?.address ?? ''} className={styles.wide} placeholder={placeholder} onChange={(address: string) => onChange({ address })}
          options={(places ?? []).map((one) => ({ value: one.place.text }))}
          onSelect={(text: string) => { const hit = places?.find((one) => one.place.text === text); onChange({ address: text, ...(hit?.place.point ? { point: hit.place.point } : {}) }); }} />
        <Button onClick={() => setOpen((was) => !was)} aria-expanded={open}>{t('on_map')}</Button>
      </div>
      {value?.point && here && <p className={styles.hint}>{here.place.text}</p>}
      {open && city && <CityMap view={city.map} point={value?.point ?? null} onPick={(point) => onChange({ point })} label={t('on_map')} className={styles.map} />}
    </div>
  );
}

/** A step of the case's process; who may not look into the diagram names it by its id. */
export function StepPicker({ id, value, onChange, of, placeholder }: Base<string> & { of: Case }) {
  const { data: drawing } = useProcessText(of.process?.code, of.process?.version);
  const steps = useMemo(() => (drawing ? stepsOf(drawing.text) : []), [drawing]);
  if (!steps.length) return <Input id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)} placeholder={placeholder} />;
  return <Select id={id} showSearch optionFilterProp="label" allowClear value={value} onChange={(next?: string) => onChange(next)} placeholder={placeholder} className={styles.wide} options={steps.map((one) => ({ value: one.element, label: one.name }))} />;
}
