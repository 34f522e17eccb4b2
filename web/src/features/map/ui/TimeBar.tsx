import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useLanguage, useWords } from '@/shared/i18n';
import { advance, spanOf, STEPS, timeline, type Step, type Timeline } from '../api/timeline';
import { within, type CasePoints, type Span } from '../api/points';
import styles from './map.module.css';

const TICK_MS = 400;

interface Props { points: CasePoints; tones: readonly boolean[]; span: Span | null; onSpan: (span: Span | null) => void; loading: boolean; onClose: () => void }

/** When the cases came: bars of how many, a window over them, and a way to let the window run. */
export function TimeBar({ points, tones, span, onSpan, loading, onClose }: Props) {
  const t = useWords('map');
  const language = useLanguage();
  const [step, setStep] = useState<Step>('day');
  const [playing, setPlaying] = useState(false);
  const line = useMemo(() => timeline(points, step, tones), [points, step, tones]);
  const bars = line.counts.length;
  const length = bars ? (line.to - line.from) / bars : 1;
  const clamp = (bar: number) => Math.max(0, Math.min(bars - 1, bar));
  const first = span ? clamp(Math.round((span.from - line.from) / length)) : 0;
  const last = span ? Math.max(first, clamp(Math.round((span.to - line.from) / length) - 1)) : Math.max(0, bars - 1);
  const shown = useMemo(() => within(points, { span, tones }), [points, span, tones]);
  const set = (a: number, b: number) => onSpan(a <= 0 && b >= bars - 1 ? null : spanOf(line, Math.min(a, b), Math.max(a, b)));
  const now = useRef({ first, last, bars, whole: !span, line, onSpan });
  now.current = { first, last, bars, whole: !span, line, onSpan };
  useEffect(() => {
    if (!playing) return;
    const go = () => {
      const { first: a, last: b, bars: n, whole, line: of, onSpan: tell } = now.current;
      const [from, to] = whole ? [0, Math.max(0, Math.ceil(n / 12) - 1)] : advance(n, a, b);
      tell(spanOf(of, from, to));
    };
    go();
    const timer = setInterval(go, TICK_MS);
    return () => clearInterval(timer);
  }, [playing]);
  const when = (at: number) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', month: 'short', day: 'numeric', ...(step === 'hour' ? { hour: '2-digit', minute: '2-digit', hour12: false } : {}) }).format(at * 1000);
  const from = line.from + first * length, to = line.from + (last + 1) * length;
  return (
    <section className={styles.time} aria-label={t('panel.time')}>
      <header>
        <button type="button" className={styles.play} onClick={() => setPlaying(!playing)} disabled={bars < 2} aria-label={playing ? t('pause') : t('play')}>{playing ? <PauseOutlined /> : <CaretRightOutlined />}</button>
        <b className="number">{bars ? `${when(from)} – ${when(to - 1)}` : t(loading ? 'shared:loading' : 'no_cases')}</b>
        <span className="number" role="status">{t('shown', { count: shown, total: points.count })}</span>
        <Segmented size="small" aria-label={t('step')} value={step} onChange={(next) => { setPlaying(false); setStep(next); }} options={STEPS.map((value) => ({ value, label: t(`step.${value}`) }))} />
        <button type="button" className={styles.plain} onClick={() => { setPlaying(false); onSpan(null); }} disabled={!span}>{t('all_time')}</button>
        <button type="button" className={styles.close} onClick={onClose} aria-label={t('close')}>×</button>
      </header>
      {bars > 0 && <Bars line={line} first={first} last={last} onChange={(a, b) => { setPlaying(false); set(a, b); }} when={when} />}
    </section>
  );
}

/** The bars with two handles; the window itself can be dragged. */
function Bars({ line, first, last, onChange, when }: { line: Timeline; first: number; last: number; onChange: (first: number, last: number) => void; when: (at: number) => string }) {
  const t = useWords('map');
  const box = useRef<HTMLDivElement>(null);
  const grip = useRef<{ part: 'first' | 'last' | 'both'; at: number; first: number; last: number } | null>(null);
  const bars = line.counts.length;
  const path = useMemo(() => Array.from(line.counts, (n, i) => (n ? `M${i + 0.08} 40V${40 - Math.max(1.2, (n / line.most) * 38)}H${i + 0.92}V40Z` : '')).join(''), [line]);
  const length = (line.to - line.from) / bars;
  const barAt = (x: number) => { const rect = box.current?.getBoundingClientRect(); return rect ? ((x - rect.left) / rect.width) * bars : 0; };
  const clamp = (bar: number) => Math.max(0, Math.min(bars - 1, bar));
  const down = (part: 'first' | 'last' | 'both') => (event: PointerEvent) => { event.stopPropagation(); grip.current = { part, at: barAt(event.clientX), first, last }; event.currentTarget.setPointerCapture(event.pointerId); };
  const move = (event: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    const by = Math.round(barAt(event.clientX) - held.at);
    if (held.part === 'first') onChange(Math.min(clamp(held.first + by), last), last);
    else if (held.part === 'last') onChange(first, Math.max(clamp(held.last + by), first));
    else { const width = held.last - held.first; const a = Math.max(0, Math.min(bars - 1 - width, held.first + by)); onChange(a, a + width); }
  };
  const up = () => { grip.current = null; };
  const key = (part: 'first' | 'last') => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -bars, End: bars }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (part === 'first') onChange(Math.min(clamp(first + by), last), last); else onChange(first, Math.max(clamp(last + by), first));
  };
  const share = (bar: number) => `${(bar / bars) * 100}%`;
  const handle = (part: 'first' | 'last', bar: number, at: number) => (
    <span role="slider" tabIndex={0} className={styles.handle} style={{ left: share(part === 'first' ? bar : bar + 1) }} aria-label={t(`handle.${part}`)} aria-valuemin={0} aria-valuemax={bars - 1} aria-valuenow={bar} aria-valuetext={when(at)}
      onPointerDown={down(part)} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onKeyDown={key(part)} />
  );
  return (
    <div ref={box} className={styles.bars} onPointerDown={(event) => { const bar = clamp(Math.floor(barAt(event.clientX))); onChange(bar, bar); }}>
      <svg viewBox={`0 0 ${bars} 40`} preserveAspectRatio="none" aria-hidden="true"><path d={path} /></svg>
      <div className={styles.window} style={{ left: share(first), width: share(last - first + 1) }} onPointerDown={down('both')} onPointerMove={move} onPointerUp={up} onPointerCancel={up} />
      {handle('first', first, line.from + first * length)}
      {handle('last', last, line.from + (last + 1) * length - 1)}
      <span className={styles.ends} aria-hidden="true"><i>{when(line.from)}</i><i>{when(line.to - 1)}</i></span>
    </div>
  );
}
