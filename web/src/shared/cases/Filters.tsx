import { Button, DatePicker, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { CHANNELS, STAGES, URGENCYS } from '@/generated/contract';
import { useNarrow } from '@/shared/hooks/useNarrow';
import { useCodeWord, useName, useWords } from '@/shared/i18n';
import type { CaseFilters } from './api';
import { useAreas, useMatters, useUnits } from './cityApi';
import styles from './filters.module.css';

export type Chosen = Pick<CaseFilters, 'q' | 'stage' | 'unit' | 'area' | 'matter' | 'channel' | 'urgency' | 'opened_from' | 'opened_to'>;

interface Props { value: Chosen; onChange: (value: Chosen) => void; stages?: boolean }

/** What a list of cases can be narrowed by. */
export function Filters({ value, onChange, stages }: Props) {
  const t = useWords('shared');
  const word = useCodeWord();
  const name = useName();
  const { data: units } = useUnits();
  const { data: matters } = useMatters();
  const { data: districts } = useAreas('district');
  const { data: streets } = useAreas('street');
  const set = (part: Chosen) => onChange({ ...value, ...part });
  const unitOptions = useMemo(() => (units ?? []).map((unit) => ({ value: unit.code, label: name(unit) })), [units, name]);
  const areas = useMemo(() => (districts ?? []).map((district) => ({
    value: district.code, title: name(district), children: (streets ?? []).filter((street) => street.parent === district.code).map((street) => ({ value: street.code, title: name(street) })),
  })), [districts, streets, name]);
  const matterTree = useMemo(() => {
    const all = matters ?? [];
    const below = (parent: string | null, level: number): { value: string; title: string; children?: object[] }[] =>
      all.filter((matter) => matter.level === level && (parent === null || matter.parent === parent)).map((matter) => ({ value: matter.code, title: name(matter), children: level < 3 ? below(matter.code, level + 1) : undefined }));
    return all.some((matter) => matter.level === 1) ? below(null, 1) : all.map((matter) => ({ value: matter.code, title: name(matter) }));
  }, [matters, name]);
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const count = Object.entries(value).filter(([key, one]) => key !== 'q' && (Array.isArray(one) ? one.length : one)).length;
  const some = Object.values(value).some((one) => (Array.isArray(one) ? one.length : one));
  return (
    <div className={styles.filters} role="search" aria-label={t('filter.all')}>
      <Input allowClear value={value.q ?? ''} onChange={(event) => set({ q: event.target.value || undefined })} placeholder={t('filter.q')} aria-label={t('filter.q')} className={styles.words} />
      {narrow && <Button aria-expanded={open} onClick={() => setOpen((was) => !was)}>{t('filter.more')}{count > 0 && ` (${count})`}</Button>}
      {(!narrow || open) && <>
      {stages && <Select mode="multiple" maxTagCount={1} allowClear value={value.stage} onChange={(stage) => set({ stage: stage.length ? stage : undefined })} placeholder={t('filter.stage')} aria-label={t('filter.stage')} className={styles.field} options={STAGES.map((one) => ({ value: one, label: word('Stage', one) }))} />}
      <Select showSearch optionFilterProp="label" allowClear value={value.unit} onChange={(unit) => set({ unit })} placeholder={t('filter.unit')} aria-label={t('filter.unit')} className={styles.field} options={unitOptions} />
      <TreeSelect showSearch treeNodeFilterProp="title" allowClear value={value.area} onChange={(area) => set({ area })} treeData={areas} placeholder={t('filter.area')} aria-label={t('filter.area')} className={styles.field} popupMatchSelectWidth={240} />
      <TreeSelect showSearch treeNodeFilterProp="title" allowClear value={value.matter} onChange={(matter) => set({ matter })} treeData={matterTree} placeholder={t('filter.matter')} aria-label={t('filter.matter')} className={styles.field} popupMatchSelectWidth={300} />
      <Select allowClear value={value.channel} onChange={(channel) => set({ channel })} placeholder={t('filter.channel')} aria-label={t('filter.channel')} className={styles.short} options={CHANNELS.map((one) => ({ value: one, label: word('Channel', one) }))} />
      <Select mode="multiple" maxTagCount={1} allowClear value={value.urgency} onChange={(urgency) => set({ urgency: urgency.length ? urgency : undefined })} placeholder={t('filter.urgency')} aria-label={t('filter.urgency')} className={styles.field} options={URGENCYS.map((one) => ({ value: one, label: word('Urgency', one) }))} />
      <DatePicker.RangePicker allowEmpty={[true, true]} value={[value.opened_from ? dayjs(value.opened_from) : null, value.opened_to ? dayjs(value.opened_to) : null]} placeholder={[t('filter.from'), t('filter.to')]} aria-label={t('filter.dates')} className={styles.dates}
        onChange={(range) => set({ opened_from: range?.[0] ? `${range[0].startOf('day').toISOString().slice(0, 19)}Z` : undefined, opened_to: range?.[1] ? `${range[1].endOf('day').toISOString().slice(0, 19)}Z` : undefined })} />
      </>}
      {some && <Button type="text" onClick={() => onChange({})}>{t('filter.clear')}</Button>}
    </div>
  );
}
