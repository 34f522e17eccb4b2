import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';
import Viewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '@/shared/i18n';
import { badgeOf, badgePlace, type Badge, type Tone } from './badges';
import { fit, LOOK, READABLE, reveal, service, type Board, type Shape } from './engine';
import { localized } from './localize';
import descriptor from './moddle.json';
import styles from './process.module.css';

export interface DiagramProps {
  text: string;
  label: string;
  tones?: Readonly<Record<string, readonly Tone[]>>;
  badges?: readonly Badge[];
  onSelect?: (element: string | null) => void;
  /** Brings this element into sight; a new `at` asks again. */
  focus?: { element?: string; at: number } | null;
  /** Kept in sight, such as where a case stands. */
  follow?: string;
  /** The wheel stays with the page around. */
  still?: boolean;
  className?: string;
}

/** A drawn process to look at: marks, badges, a selection; nothing can be changed. */
export default function Diagram({ text, label, tones, badges, onSelect, focus, follow, still, className = '' }: DiagramProps) {
  const t = useWords('process');
  const language = useLanguage();
  const shown = localized(text, language);
  const box = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const tell = useRef(onSelect);
  tell.current = onSelect;
  const around = useRef(follow);
  around.current = follow;
  const [drawn, setDrawn] = useState(0);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    if (!box.current) return;
    const made = new Viewer({ container: box.current, moddleExtensions: { yiwang: descriptor }, ...LOOK, ...(still ? { zoomScroll: { enabled: false }, moveCanvas: { enabled: true } } : {}) } as never) as unknown as Board;
    board.current = made;
    service(made, 'eventBus').on('selection.changed', (event: { newSelection: Shape[] }) => tell.current?.(event.newSelection[0]?.id ?? null));
    const watch = new ResizeObserver(() => fit(made, { least: READABLE, around: around.current }));
    watch.observe(box.current);
    return () => { watch.disconnect(); board.current = null; made.destroy(); };
  }, [still]);

  useEffect(() => {
    let live = true;
    const at = board.current;
    if (!at) return;
    at.importXML(shown).then(() => { if (live) { setBroken(false); fit(at, { least: READABLE, around: around.current }); setDrawn((n) => n + 1); } }).catch(() => { if (live) setBroken(true); });
    return () => { live = false; };
  }, [shown, still]);

  useEffect(() => {
    const at = board.current;
    if (!at || !drawn) return;
    const canvas = service(at, 'canvas');
    const known = service(at, 'elementRegistry');
    const put: [string, string][] = Object.entries(tones ?? {}).flatMap(([id, list]) => (known.get(id) ? list.map((tone): [string, string] => [id, `yw-${tone}`]) : []));
    for (const [id, mark] of put) canvas.addMarker(id, mark);
    return () => { if (board.current === at) for (const [id, mark] of put) if (known.get(id)) canvas.removeMarker(id, mark); };
  }, [tones, drawn]);

  useEffect(() => {
    const at = board.current;
    if (!at || !drawn) return;
    const overlays = service(at, 'overlays');
    const known = service(at, 'elementRegistry');
    for (const badge of badges ?? []) {
      const shape = known.get(badge.element);
      if (shape) overlays.add(badge.element, 'yw', { position: badgePlace(shape), html: badgeOf(badge) });
    }
    return () => { if (board.current === at) overlays.remove({ type: 'yw' }); };
  }, [badges, drawn]);

  useEffect(() => {
    const at = board.current;
    if (!at || !drawn || !focus?.element) return;
    const shape = service(at, 'elementRegistry').get(focus.element);
    if (shape) { reveal(at, shape.id); service(at, 'selection').select(shape); }
  }, [focus, drawn]);

  useEffect(() => {
    const at = board.current;
    if (at && drawn && follow) reveal(at, follow);
  }, [follow, drawn]);

  return (
    <div className={`${styles.frame} ${className}`} role="group" aria-label={label}>
      <div ref={box} className={styles.board} />
      {broken && <p className={styles.broken} role="alert">{t('broken')}</p>}
      <div className={styles.zoom}>
        <button type="button" aria-label={t('zoom_in')} title={t('zoom_in')} onClick={() => { const at = board.current; if (at) { const canvas = service(at, 'canvas'); canvas.zoom(Math.min(4, canvas.zoom() * 1.25), 'auto'); } }}>+</button>
        <button type="button" aria-label={t('zoom_out')} title={t('zoom_out')} onClick={() => { const at = board.current; if (at) { const canvas = service(at, 'canvas'); canvas.zoom(Math.max(0.2, canvas.zoom() / 1.25), 'auto'); } }}>−</button>
        <button type="button" aria-label={t('zoom_fit')} title={t('zoom_fit')} onClick={() => { if (board.current) fit(board.current); }}>⤢</button>
      </div>
    </div>
  );
}
