import { Checkbox, Segmented, Select, Slider } from 'antd';
import { useState, type ReactNode } from 'react';
import { useProblemText } from '@/shared/components/problemText';
import { useCodeWord, useWords } from '@/shared/i18n';
import type { CaseColumns } from '../api/cases';
import { PERIODS } from '../api/cases';
import { BASE_PARTS, ELEMENT_COLORS, fade, FIRST_LOOK, has, toggle, type AreaLayer, type Group, type Look } from '../api/layers';
import { TONES } from '../api/points';
import { CASE_LOOKS } from '../api/share';
import { Dot } from './Legend';
import styles from './map.module.css';

interface Props { look: Look; areas: readonly AreaLayer[]; cases: CaseColumns | null; failed: unknown; onChange: (look: Look) => void }

/** What lies on the map and how strongly. */
export function LayerPanel({ look, areas, cases, failed, onChange }: Props) {
  const t = useWords('map');
  const say = useProblemText();
  const word = useCodeWord();
  const tick = (name: string, label: ReactNode) => <Checkbox key={name} checked={has(look, name)} onChange={(event) => onChange(toggle(look, name, event.target.checked))}>{label}</Checkbox>;
  const strength = (group: Group) => <Strength key={group} value={look.opacity[group]} label={t(`opacity.${group}`)} onChange={(value) => onChange(fade(look, group, value))} />;
  const territorial = areas.filter((one) => one.layer === 'territorial');
  const others = areas.filter((one) => one.layer !== 'territorial');
  return (
    <div className={styles.layers}>
      <Part title={t('cases')} aside={<Checkbox checked={has(look, 'cases')} onChange={(event) => onChange(toggle(look, 'cases', event.target.checked))}>{t('show')}</Checkbox>}>
        <Segmented block size="small" aria-label={t('case_look')} value={look.cases} onChange={(value) => onChange({ ...look, cases: value })} options={CASE_LOOKS.map((value) => ({ value, label: t(`look.${value}`) }))} />
        <Select size="small" aria-label={t('period')} value={look.period} onChange={(period) => onChange({ ...look, period })} options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))} />
        <div className={styles.ticks}>{TONES.map((tone, i) => (
          <Checkbox key={tone} checked={look.tones[i]} onChange={(event) => onChange({ ...look, tones: look.tones.map((on, j) => (j === i ? event.target.checked : on)) })}><Dot tone={tone} />{t(`tone.${tone}`)}</Checkbox>
        ))}</div>
        {strength('cases')}
        {!!failed && !cases ? <p className={styles.note} role="alert">{say(failed)}</p> : cases && <p className={styles.note} role="status">{t('case_count', { count: cases.points.count })}{cases.withoutPoint > 0 && ` ${t('case_no_point', { count: cases.withoutPoint })}`}{cases.truncated && ` ${t('case_cut', { total: cases.total })}`}</p>}
      </Part>
      <Part title={t('areas')}>
        <div className={styles.ticks}>{territorial.map((one) => tick(one.name, word('AreaKind', one.kind)))}</div>
        {others.length > 0 && <div className={styles.ticks}>{others.map((one) => tick(one.name, <><i className={styles.swatch} style={{ borderColor: one.color, background: `${one.color}22` }} />{t(`grid.${one.layer}`, { defaultValue: one.layer })}</>))}</div>}
        {strength('areas')}
      </Part>
      <Part title={t('elements')}>
        <div className={styles.ticks}>{Object.keys(ELEMENT_COLORS).filter((kind) => kind !== 'other' && kind !== 'camera').map((kind) => tick(`element:${kind}`, <><i className={styles.dot} style={{ background: ELEMENT_COLORS[kind] }} />{t(`element.${kind}`)}</>))}</div>
        {strength('elements')}
      </Part>
      <Part title={t('cameras')}>
        <div className={styles.ticks}>{tick('cameras', <><i className={styles.dot} style={{ background: '#6a48d7' }} />{t('camera_points')}</>)}{tick('cones', t('camera_cones'))}</div>
        {strength('cameras')}
      </Part>
      <Part title={t('base')}><div className={styles.ticks}>{BASE_PARTS.map((name) => tick(name, t(`base.${name}`)))}</div></Part>
      <button type="button" className={styles.plain} onClick={() => onChange(FIRST_LOOK)}>{t('layers_reset')}</button>
    </div>
  );
}

/** Moves at once under the hand; the map follows when it is let go. */
function Strength({ value, label, onChange }: { value: number; label: string; onChange: (value: number) => void }) {
  const [moving, setMoving] = useState<number | null>(null);
  const t = useWords('map');
  return (
    <div className={styles.strength}><span aria-hidden="true">{t('opacity')}</span>
      <Slider min={10} max={100} step={5} value={Math.round((moving ?? value) * 100)} onChange={(next: number) => setMoving(next / 100)} onChangeComplete={(next: number) => { setMoving(null); onChange(next / 100); }} ariaLabelForHandle={label} tooltip={{ formatter: (shown) => `${shown}%` }} />
    </div>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return <section className={styles.part}><h2>{title}{aside}</h2>{children}</section>;
}
