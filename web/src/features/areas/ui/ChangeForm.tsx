import { Button, Input, Select, Switch } from 'antd';
import type { Geometry } from 'geojson';
import { useState } from 'react';
import { Panel } from '@/shared/components/Panel';
import { useLanguage, useWords } from '@/shared/i18n';
import { useAreasAt, type AreaCollection, type AreaFacts } from '../api/areas';
import { above, stepOf, TOOLS, type Half, type Step } from '../api/tools';
import type { Layer } from './LayerChoice';
import { FindArea } from './NowPane';
import styles from './areas.module.css';

interface Props { half: Half; areas: AreaCollection | undefined; layer: Layer; nameOf: (code: string | undefined) => string; onHalf: (half: Half) => void; onPick: (area: AreaFacts) => void; onDrawn: (geometry: Geometry) => void; onAdd: () => void; onCancel: () => void }

/** Puts one change together: says what to do next, and lets everything be given without a mouse. */
export function ChangeForm({ half, areas, layer, nameOf, onHalf, onPick, onDrawn, onAdd, onCancel }: Props) {
  const t = useWords('areas');
  const step = stepOf(half);
  const ready = step === null;
  const byCode = (code: string) => { const found = areas?.features.find((one) => one.properties.code === code); if (found) onPick(found.properties); };
  return (
    <Panel title={t(`kind.${half.kind}`)} extra={<Button size="small" onClick={onCancel}>{t('shared:cancel')}</Button>}>
      <p className={styles.low}>{t(`kind_hint.${half.kind}`)}</p>
      <ol className={styles.steps}>
        {TOOLS[half.kind].map((one) => (
          <li key={one} aria-current={one === step ? 'step' : undefined} data-done={!waiting(half, one, step)}>
            <b>{t(`step.${one}`)}</b>
            <Given half={half} step={one} nameOf={nameOf} />
            {one === step && <p>{t(`todo.${one}`)}</p>}
            {(one === step || (half.kind === 'merge' && one === 'areas')) && ['area', 'areas', 'from', 'to', 'into'].includes(one) && <FindArea areas={areas} value={null} onPick={byCode} label={t(`step.${one}`)} />}
            {one === step && one === 'into' && <Button size="small" onClick={() => onHalf({ ...half, into: '' })}>{t('to_nobody')}</Button>}
            {one === step && (one === 'line' || one === 'shape') && <Paste wanted={one} onDrawn={onDrawn} />}
            {one === 'words' && !beforeWords(step) && <Words half={half} layer={layer} onHalf={onHalf} />}
          </li>
        ))}
      </ol>
      <Button type="primary" block disabled={!ready} onClick={onAdd}>{t('add_change')}</Button>
    </Panel>
  );
}

const order = (half: Half, step: Step | null) => (step ? TOOLS[half.kind].indexOf(step) : TOOLS[half.kind].length);
const waiting = (half: Half, one: Step, now: Step | null) => TOOLS[half.kind].indexOf(one) >= order(half, now);
const beforeWords = (step: Step | null) => step !== null && step !== 'words';

function Given({ half, step, nameOf }: { half: Half; step: Step; nameOf: Props['nameOf'] }) {
  const t = useWords('areas');
  const said = step === 'area' ? nameOf(half.area) : step === 'areas' ? (half.areas ?? []).map(nameOf).join(t('comma')) : step === 'from' ? nameOf(half.from) : step === 'to' ? nameOf(half.to) : step === 'into' ? (half.into === '' ? t('nobody') : nameOf(half.into)) : step === 'line' && half.line ? t('drawn') : step === 'shape' && half.shape ? t('drawn') : '';
  return said ? <span className={styles.given}>{said}</span> : null;
}

function Words({ half, layer, onHalf }: { half: Half; layer: Layer; onHalf: (half: Half) => void }) {
  const t = useWords('areas');
  const language = useLanguage();
  const parents = useAreasAt(layer.layer, half.kind === 'draw' || half.kind === 'reparent' ? above(layer.kind) : undefined);
  const territorial = useAreasAt('territorial', (half.kind === 'draw' || half.kind === 'reparent') && layer.layer !== 'territorial' && !parents.data?.features.length ? above(layer.kind) : undefined);
  const options = [...(parents.data?.features ?? []), ...(layer.layer === 'territorial' ? [] : territorial.data?.features ?? [])].map(({ properties: one }) => ({ value: one.code, label: `${language === 'en' ? one.name_en || one.name : one.name} ${one.code}` }));
  const parent = <label className={styles.field}>{t('parent')}<Select size="small" showSearch aria-label={t('parent')} optionFilterProp="label" value={half.parent ?? null} options={options} onChange={(code: string) => onHalf({ ...half, parent: code })} popupMatchSelectWidth={300} /></label>;
  if (half.kind === 'split') {
    const names = half.names ?? ['', ''];
    return <>{names.map((one, i) => <label key={i} className={styles.field}>{t(i === 0 ? 'left_name' : 'right_name')}<Input size="small" maxLength={100} value={one} onChange={(event) => onHalf({ ...half, names: names.map((was, k) => (k === i ? event.target.value : was)) })} /></label>)}</>;
  }
  if (half.kind === 'reparent') return parent;
  return (
    <>
      <label className={styles.field}>{t('name')}<Input size="small" maxLength={100} value={half.name ?? ''} onChange={(event) => onHalf({ ...half, name: event.target.value })} /></label>
      <label className={styles.field}>{t('name_en')}<Input size="small" maxLength={100} value={half.name_en ?? ''} onChange={(event) => onHalf({ ...half, name_en: event.target.value })} /></label>
      {half.kind === 'draw' && <>{parent}<label className={styles.switch}><Switch size="small" checked={!!half.take} onChange={(take) => onHalf({ ...half, take })} aria-label={t('take')} /> {t('take')}</label></>}
    </>
  );
}

/** A line or a shape that comes from elsewhere: GeoJSON, a feature or its geometry. */
function Paste({ wanted, onDrawn }: { wanted: 'line' | 'shape'; onDrawn: (geometry: Geometry) => void }) {
  const t = useWords('areas');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const found = read(text, wanted);
  if (!open) return <Button size="small" type="link" className={styles.pasteOpen} onClick={() => setOpen(true)}>{t('paste')}</Button>;
  return (
    <label className={styles.field}>{t('paste_label')}
      <Input.TextArea rows={3} value={text} status={text && !found ? 'error' : ''} placeholder={wanted === 'line' ? '{"type":"LineString","coordinates":[[113.5,31.2],[113.6,31.2]]}' : '{"type":"Polygon","coordinates":[[[113.5,31.2],…]]}'} onChange={(event) => setText(event.target.value)} />
      {text && !found && <span role="alert" className={styles.wrong}>{t(`paste_wrong.${wanted}`)}</span>}
      <Button size="small" disabled={!found} onClick={() => found && onDrawn(found)}>{t('paste_use')}</Button>
    </label>
  );
}

function read(text: string, wanted: 'line' | 'shape'): Geometry | null {
  try {
    let value = JSON.parse(text) as { type?: string; geometry?: unknown; features?: { geometry?: unknown }[]; coordinates?: unknown };
    if (value.type === 'FeatureCollection') value = (value.features?.[0]?.geometry ?? {}) as typeof value;
    if (value.type === 'Feature') value = (value.geometry ?? {}) as typeof value;
    const fits = wanted === 'line' ? value.type === 'LineString' : value.type === 'Polygon' || value.type === 'MultiPolygon';
    return fits && Array.isArray(value.coordinates) ? (value as unknown as Geometry) : null;
  } catch { return null; }
}
