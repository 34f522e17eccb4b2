import { Alert, Button, Input, Modal, Segmented } from 'antd';
import type { Map as GlMap } from 'maplibre-gl';
import { useState } from 'react';
import { useLanguage, useWords } from '@/shared/i18n';
import { font } from '@/shared/theme/tokens';
import { dayTime } from '@/shared/time/format';
import { save } from '../api/files';
import { ELEMENT_COLORS, has, type Look } from '../api/layers';
import { pdfOf, type Paper, type Way } from '../api/pdf';
import { NO_POINTS, TONES, type Span } from '../api/points';
import { pointsPaint, RAMP_DAY, RAMP_NIGHT } from '../gl/caseLayers';
import { sheetOf, type LegendRow } from '../gl/print';
import type { MapParts } from '../gl/useMapParts';
import { lengthOf } from './Pointer';
import styles from './map.module.css';

interface Props { map: GlMap; parts: MapParts; city: string; look: Look; span: Span | null; night: boolean; onClose: () => void }

/** Makes a file of the present view: a picture, or a document of one page. */
export function PrintDialog({ map, parts, city, look, span, night, onClose }: Props) {
  const t = useWords('map');
  const language = useLanguage();
  const [title, setTitle] = useState(t('print_title', { city }));
  const [paper, setPaper] = useState<Paper>('a4');
  const [way, setWay] = useState<Way>('landscape');
  const [busy, setBusy] = useState<'png' | 'pdf' | null>(null);
  const [failed, setFailed] = useState(false);
  const legend = (): LegendRow[] => {
    const paint = pointsPaint(night, 1);
    const cases: LegendRow[] = !has(look, 'cases') ? [] : look.cases === 'heat' || look.cases === 'hexagons' ? [{ text: t('few_to_many'), color: night ? RAMP_NIGHT : RAMP_DAY }] : TONES.flatMap((tone, i) => (look.tones[i] ? [{ text: t(`tone.${tone}`), color: paint.colors[i] ?? '#000000' }] : []));
    return [...cases, ...Object.entries(ELEMENT_COLORS).filter(([kind]) => has(look, `element:${kind}`)).map(([kind, color]) => ({ text: t(`element.${kind}`), color })), ...(has(look, 'cameras') ? [{ text: t('cameras'), color: '#6a48d7' }] : [])];
  };
  const make = async (as: 'png' | 'pdf') => {
    setBusy(as);
    setFailed(false);
    try {
      const at = new Date();
      const say = (seconds: number) => dayTime(new Date(seconds * 1000).toISOString(), language);
      const lines = [t('printed_at', { at: dayTime(at.toISOString(), language) }), ...(has(look, 'cases') ? [`${t('cases')}: ${t(`period.${look.period}`)}${span ? `, ${say(span.from)} – ${say(span.to)}` : ''}`] : [])];
      const seen = has(look, 'cases') && look.cases === 'points' && parts.cases;
      const sheet = await sheetOf(map, { paper, way, title, lines, legend: legend(), legendTitle: t('legend'), attribution: t('attribution', { city }), fonts: font, lengthOf,
        points: seen ? { data: seen.shown() ?? NO_POINTS, sieve: { span, tones: look.tones }, paint: pointsPaint(night, look.opacity.cases) } : null });
      const picture = await new Promise<Blob | null>((done) => sheet.canvas.toBlob(done, as === 'png' ? 'image/png' : 'image/jpeg', 0.92));
      if (!picture) throw new Error('no picture');
      const name = title.replaceAll(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60) || 'map';
      if (as === 'png') save(`${name}.png`, picture, 'image/png');
      else save(`${name}.pdf`, pdfOf({ widthMm: sheet.widthMm, heightMm: sheet.heightMm, jpeg: new Uint8Array(await picture.arrayBuffer()), width: sheet.canvas.width, height: sheet.canvas.height, title, at }), 'application/pdf');
    } catch { setFailed(true); }
    setBusy(null);
  };
  return (
    <Modal open onCancel={onClose} title={t('print')} width={440} footer={[<Button key="png" loading={busy === 'png'} disabled={busy === 'pdf'} onClick={() => void make('png')}>{t('as_png')}</Button>, <Button key="pdf" type="primary" loading={busy === 'pdf'} disabled={busy === 'png'} onClick={() => void make('pdf')}>{t('as_pdf')}</Button>]}>
      <div className={styles.print}>
        <label htmlFor="print-title">{t('print_heading')}</label>
        <Input id="print-title" value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
        <span id="print-paper">{t('paper')}</span>
        <Segmented<Paper> aria-labelledby="print-paper" value={paper} onChange={setPaper} options={[{ value: 'a4', label: 'A4' }, { value: 'a3', label: 'A3' }]} />
        <span id="print-way">{t('way')}</span>
        <Segmented<Way> aria-labelledby="print-way" value={way} onChange={setWay} options={(['landscape', 'portrait'] as const).map((value) => ({ value, label: t(`way.${value}`) }))} />
        <p className={styles.note}>{t('print_hint')}</p>
        {failed && <Alert type="error" role="alert" message={t('print_failed')} />}
      </div>
    </Modal>
  );
}
