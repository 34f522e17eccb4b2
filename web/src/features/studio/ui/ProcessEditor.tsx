import { FullscreenOutlined, MinusOutlined, PlusOutlined, RedoOutlined, SearchOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { EditorProps } from '@/shared/documents/types';
import { useShortcuts } from '@/shared/components/shortcuts';
import { useLanguage, useWords } from '@/shared/i18n';
import { badgeOf, badgePlace } from '@/shared/process/badges';
import { fit, READABLE, reveal, service, type Board, type Shape } from '@/shared/process/engine';
import { makeBoard } from '../modeler/board';
import { Properties } from './Properties';
import styles from './editor.module.css';

const PALETTE = 64;

interface CommandStack { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean }

/** Draws a process; what is selected is described beside it. */
export default function ProcessEditor({ text, onChange, readOnly = false, marks, focus, onSelect, aside, code }: EditorProps) {
  const t = useWords('studio');
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const own = useRef<string | null>(null);
  const calls = useRef({ onChange, onSelect });
  calls.current = { onChange, onSelect };
  const [drawn, setDrawn] = useState(0);
  const [tick, setTick] = useState(0);
  const [shape, setShape] = useState<Shape | null>(null);
  const [broken, setBroken] = useState<string | null>(null);

  useEffect(() => {
    if (!box.current) return;
    const made = makeBoard(box.current, language, readOnly);
    board.current = made;
    own.current = null;
    const bus = service(made, 'eventBus');
    const root = () => service(made, 'canvas').getRootElement();
    bus.on('selection.changed', (event: { newSelection: Shape[] }) => {
      const one = event.newSelection.length === 1 ? event.newSelection[0] : undefined;
      setShape(one ?? root());
      calls.current.onSelect?.(one ? (one.labelTarget ?? one).id : null);
    });
    bus.on('root.set', () => setShape(root()));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = async () => {
      timer = undefined;
      if (board.current !== made) return;
      const { xml } = await made.saveXML({ format: true });
      if (xml && xml !== own.current && board.current === made) { own.current = xml; calls.current.onChange(xml); }
    };
    bus.on('commandStack.changed', () => { setTick((n) => n + 1); clearTimeout(timer); timer = setTimeout(() => void write(), 200); });
    const watch = new ResizeObserver(() => service(made, 'canvas').resized());
    watch.observe(box.current);
    return () => { watch.disconnect(); if (timer) { clearTimeout(timer); void made.saveXML({ format: true }).then(({ xml }) => { if (xml) calls.current.onChange(xml); }).catch(() => undefined).finally(() => made.destroy()); } else made.destroy(); board.current = null; setShape(null); };
  }, [language, readOnly]);

  useEffect(() => {
    const at = board.current;
    if (!at || text === own.current) return;
    own.current = text;
    let live = true;
    at.importXML(text).then(() => { if (!live) return; setBroken(null); fit(at, { left: readOnly ? 0 : PALETTE, least: READABLE }); setShape(service(at, 'canvas').getRootElement()); setDrawn((n) => n + 1); }).catch((error: unknown) => { if (live) setBroken(error instanceof Error ? error.message : String(error)); });
    return () => { live = false; };
  }, [text, language, readOnly]);

  // What is wrong shows where it is: a coloured outline and a count.
  const told = useMemo(() => {
    const by = new Map<string, { bad: number; warn: number }>();
    for (const fault of marks.faults) if (fault.element) { const one = by.get(fault.element) ?? { bad: 0, warn: 0 }; one[fault.severity === 'error' ? 'bad' : 'warn'] += 1; by.set(fault.element, one); }
    return by;
  }, [marks.faults]);
  useEffect(() => {
    const at = board.current;
    if (!at || !drawn) return;
    const [canvas, overlays, known] = [service(at, 'canvas'), service(at, 'overlays'), service(at, 'elementRegistry')];
    const put: [string, string][] = [];
    for (const [id, { bad, warn }] of told) {
      const found = known.get(id);
      if (!found || found === canvas.getRootElement()) continue;
      const tone = bad ? 'bad' : 'warn';
      put.push([id, `yw-${tone}`]);
      canvas.addMarker(id, `yw-${tone}`);
      overlays.add(id, 'yw-faults', { position: badgePlace(found), html: badgeOf({ element: id, text: String(bad + warn), tone }) });
    }
    return () => { if (board.current !== at) return; overlays.remove({ type: 'yw-faults' }); for (const [id, mark] of put) if (known.get(id)) canvas.removeMarker(id, mark); };
  }, [told, drawn]);

  useEffect(() => {
    const at = board.current;
    if (!at || !drawn || !focus?.element) return;
    const found = service(at, 'elementRegistry').get(focus.element);
    if (!found) return;
    if (found === service(at, 'canvas').getRootElement()) service(at, 'selection').select(null);
    else { reveal(at, found.id); service(at, 'selection').select(found); }
  }, [focus, drawn]);

  const stack = () => board.current?.get('commandStack', false) as CommandStack | null | undefined;
  const zoom = (by: number) => { const at = board.current; if (at) { const canvas = service(at, 'canvas'); canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * by)), 'auto'); } };
  const undo = () => stack()?.undo();
  const redo = () => stack()?.redo();
  useShortcuts(readOnly ? [] : [
    { keys: 'Ctrl+Z', what: t('key.undo'), run: undo }, { keys: 'Ctrl+Y', what: t('key.redo'), run: redo },
    { keys: 'H', what: t('key.hand') }, { keys: 'L', what: t('key.lasso') }, { keys: 'S', what: t('key.space') }, { keys: 'C', what: t('key.connect') }, { keys: 'E', what: t('key.edit') }, { keys: 'R', what: t('key.replace') }, { keys: 'Ctrl+F', what: t('key.find') },
  ]);
  const tools = [
    ...(readOnly ? [] : [
      { word: t('key.undo'), icon: <UndoOutlined />, run: undo, off: !stack()?.canUndo() },
      { word: t('key.redo'), icon: <RedoOutlined />, run: redo, off: !stack()?.canRedo() },
    ]),
    { word: t('process:zoom_in'), icon: <PlusOutlined />, run: () => zoom(1.25) },
    { word: t('process:zoom_out'), icon: <MinusOutlined />, run: () => zoom(0.8) },
    { word: t('process:zoom_fit'), icon: <FullscreenOutlined />, run: () => { if (board.current) fit(board.current, { left: readOnly ? 0 : PALETTE }); } },
    ...(readOnly ? [] : [{ word: t('key.find'), icon: <SearchOutlined />, run: () => { (board.current?.get('searchPad', false) as { toggle(): void } | null)?.toggle(); } }]),
  ];

  return (
    <div className={styles.editor}>
      <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
        {tools.map((tool) => <Tooltip key={tool.word} title={tool.word}><Button size="small" type="text" icon={tool.icon} aria-label={tool.word} disabled={tool.off} onClick={tool.run} /></Tooltip>)}
      </div>
      <h2 className="visually-hidden">{t('canvas', { code })}</h2>
      <div className={styles.canvas} role="group" aria-label={t('canvas', { code })}>
        <div ref={box} className={styles.board} />
        {broken && <div className={styles.broken} role="alert"><p>{t('process:broken')}</p><small>{broken}</small></div>}
      </div>
      {aside && shape && board.current && drawn > 0 && createPortal(<Properties board={board.current} shape={shape} faults={marks.faults} readOnly={readOnly} tick={tick} />, aside)}
    </div>
  );
}
