import { DeleteOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useWords } from '@/shared/i18n';
import { isTyping } from '@/shared/components/shortcuts';
import { sayArea, sayLength } from '@/shared/map/measure';
import { save } from '../api/files';
import type { FoundItem } from '../api/find';
import { measured, readGeoJson, toGeoJson, TOOLS, type Shape } from '../api/shapes';
import type { Pen, PenState } from '../gl/Pen';
import { Inside } from './Inside';
import styles from './map.module.css';

const ICONS: Record<(typeof TOOLS)[number], string> = {
  select: 'M3.5 2.5 12.5 8 8.4 9 6.4 13.2Z', point: 'M8 14C5 10 3.5 8.5 3.5 6.3a4.5 4.5 0 0 1 9 0C12.5 8.5 11 10 8 14ZM8 4.800v3M6.5 6.300h3', linestring: 'M3 12.5 6.5 6l3.5 4L13 3.5', polygon: 'M3 6 8.5 2.5 13.5 7l-2 6.500H5Z',
  rectangle: 'M2.5 4h11v8h-11Z', circle: 'M8 2.500a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z', freehand: 'M2.5 9C3.5 3.5 7 2 10.5 3.500s3.5 6-.5 8S2 14 2.5 9Z',
};
const EMPTY: PenState = { tool: null, shapes: [], live: null, current: null, canUndo: false, canRedo: false };
const none = () => () => undefined;

/** Drawing and measuring, and asking what lies in what was drawn. */
export function DrawPanel({ pen, name, onGo }: { pen: Pen | null; name: string; onGo: (item: FoundItem) => void }) {
  const t = useWords('map');
  const { message } = App.useApp();
  const state = useSyncExternalStore(pen?.subscribe ?? none, pen?.state ?? (() => EMPTY));
  const file = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<Shape | null>(null);
  useEffect(() => {
    if (!pen) return;
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || isTyping(event)) return;
      const letter = event.key.toLowerCase();
      if (letter === 'z' && !event.shiftKey) { event.preventDefault(); pen.undo(); }
      if (letter === 'y' || (letter === 'z' && event.shiftKey)) { event.preventDefault(); pen.redo(); }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [pen]);
  const take = async (given: File) => {
    const said = readGeoJson(await given.text());
    if (!pen || !said || !said.shapes.length) { void message.error(t('import_none')); return; }
    const refused = said.refused + pen.add(said.shapes);
    void message[refused ? 'warning' : 'success'](t(refused ? 'imported_some' : 'imported', { count: said.shapes.length, refused }));
  };
  const current = state.shapes.find((one) => one.id === state.current) ?? null;
  return (
    <div className={styles.draw}>
      <div className={styles.toolRow} role="toolbar" aria-label={t('tools')}>
        {TOOLS.map((tool) => (
          <button key={tool} type="button" aria-pressed={state.tool === tool} title={t(`tool.${tool}`)} onClick={() => pen?.use(state.tool === tool ? null : tool)}><svg viewBox="0 0 16 16" aria-hidden="true"><path d={ICONS[tool]} /></svg><span>{t(`tool.${tool}`)}</span></button>
        ))}
      </div>
      <div className={styles.row}>
        <Button size="small" icon={<UndoOutlined />} disabled={!state.canUndo} onClick={() => pen?.undo()}>{t('undo')}</Button>
        <Button size="small" icon={<RedoOutlined />} disabled={!state.canRedo} onClick={() => pen?.redo()}>{t('redo')}</Button>
        <Button size="small" disabled={!state.shapes.length} onClick={() => pen?.clear()}>{t('clear')}</Button>
      </div>
      <p className={styles.note} role="status">{state.live ? `${t('so_far')} ${measureText(t, state.live)}` : t(`hint.${state.tool ?? 'none'}`)}</p>
      {state.shapes.length > 0 && (
        <ul className={styles.shapes} aria-label={t('drawn')}>
          {state.shapes.map((shape, i) => (
            <li key={String(shape.id)} aria-current={shape.id === state.current || undefined}>
              <button type="button" onClick={() => pen?.choose(String(shape.id))}><b>{typeof shape.properties.name === 'string' ? shape.properties.name : t('shape', { kind: t(`tool.${shape.properties.mode}`), number: i + 1 })}</b><small className="number">{measureText(t, shape)}</small></button>
              <Button size="small" onClick={() => setAsked(shape)}>{t('inside')}</Button>
              <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('remove', { number: i + 1 })} onClick={() => pen?.remove(String(shape.id))} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.row}>
        <Button size="small" disabled={!state.shapes.length} onClick={() => save(`${name}.geojson`, toGeoJson(state.shapes), 'application/geo+json')}>{t('export')}</Button>
        <Button size="small" onClick={() => file.current?.click()}>{t('import')}</Button>
        <input ref={file} type="file" accept=".geojson,.json,application/geo+json" className="visually-hidden" tabIndex={-1} aria-label={t('import')} onChange={(event) => { const given = event.target.files?.[0]; event.target.value = ''; if (given) void take(given); }} />
      </div>
      {asked && <Inside key={String(asked.id)} shape={state.shapes.find((one) => one.id === asked.id) ?? asked} onGo={onGo} onClose={() => setAsked(null)} />}
      {!asked && current && <p className={styles.note}>{t('inside_hint')}</p>}
    </div>
  );
}

type Words = ReturnType<typeof useWords>;
function measureText(t: Words, { geometry }: Shape): string {
  const { metres, square, edge } = measured(geometry);
  if (metres !== undefined) return t('length', { length: sayLength(metres) });
  if (square !== undefined) return t('area_edge', { area: sayArea(square), edge: sayLength(edge ?? 0) });
  return geometry.type === 'Point' ? geometry.coordinates.map((one) => one.toFixed(6)).join(', ') : '';
}
