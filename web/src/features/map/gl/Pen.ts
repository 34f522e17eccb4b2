import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import {
  TerraDraw, TerraDrawCircleMode, TerraDrawFreehandMode, TerraDrawLineStringMode, TerraDrawModeUndoRedo, TerraDrawPointMode, TerraDrawPolygonMode, TerraDrawRectangleMode, TerraDrawSelectMode,
  ValidateNotSelfIntersecting, type GeoJSONStoreFeatures, type HexColor, type SnapToCustom,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { sayArea, sayLength } from '@/shared/map/measure';
import { FONTS, NO_FEATURES, type Palette } from '@/shared/map/style';
import { anchor, measured, TOOLS, type Shape, type Tool } from '../api/shapes';
import type { Borders } from '../api/snap';
import { record, redo, start, undo, type History } from '../api/undo';

const REACH = 12;

export interface PenState { tool: Tool | null; shapes: readonly Shape[]; /** What is being drawn right now. */ live: Shape | null; /** Chosen, or drawn last. */ current: string | null; canUndo: boolean; canRedo: boolean }

/** Drawing on one map. Corners of an unfinished shape are undone one by one; finished shapes, edits, imports and deletions as steps of a history. */
export class Pen {
  private readonly draw: TerraDraw;
  private history: History<readonly Shape[]>;
  private tool: Tool | null = null;
  private current: string | null = null;
  private applying = false;
  private frame = 0;
  private snapshot: PenState;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly map: GlMap, palette: Palette, night: boolean, borders: () => Borders | null, shapes: readonly Shape[]) {
    const ink: HexColor = night ? '#ffb454' : '#c2410c';
    const white: HexColor = night ? '#0d1420' : '#ffffff';
    const line = { lineStringColor: ink, lineStringWidth: 3, closingPointColor: ink, closingPointOutlineColor: white, closingPointWidth: 6 };
    const area = { fillColor: ink, fillOpacity: 0.14, outlineColor: ink, outlineWidth: 2.5, closingPointColor: ink, closingPointOutlineColor: white, closingPointWidth: 6 };
    const toCustom: SnapToCustom = (event, { project, unproject }) => {
      const edge = unproject(event.containerX + REACH, event.containerY);
      return borders()?.snap([event.lng, event.lat], REACH, Math.abs(edge.lng - event.lng), project);
    };
    const snapping = { toCoordinate: true, toCustom };
    const edit = { feature: { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true, snappable: snapping } } };
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 9 }),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
      modes: [
        new TerraDrawSelectMode({
          flags: { point: { feature: { draggable: true } }, linestring: edit, polygon: edit, freehand: edit, rectangle: edit, circle: { feature: { draggable: true, coordinates: { resizable: 'center-fixed' } } } },
          styles: { selectedPolygonColor: ink, selectedPolygonFillOpacity: 0.22, selectedPolygonOutlineColor: ink, selectedPolygonOutlineWidth: 3, selectedLineStringColor: ink, selectedLineStringWidth: 4, selectedPointColor: ink, selectedPointOutlineColor: white, selectionPointColor: white, selectionPointOutlineColor: ink, selectionPointOutlineWidth: 2, selectionPointWidth: 6, midPointColor: ink, midPointOutlineColor: white, midPointWidth: 4, midPointOutlineWidth: 1 },
        }),
        new TerraDrawPointMode({ styles: { pointColor: ink, pointOutlineColor: white, pointWidth: 7, pointOutlineWidth: 2 } }),
        new TerraDrawLineStringMode({ snapping, styles: line }),
        new TerraDrawPolygonMode({ snapping, styles: area, validation: (feature, { updateType }) => (updateType === 'finish' || updateType === 'commit' ? ValidateNotSelfIntersecting(feature) : { valid: true }) }),
        new TerraDrawRectangleMode({ styles: area, drawInteraction: 'click-move-or-drag' }),
        new TerraDrawCircleMode({ styles: area, drawInteraction: 'click-move-or-drag' }),
        new TerraDrawFreehandMode({ styles: area }),
      ],
    });
    this.history = start(shapes);
    map.addSource('draw-labels', { type: 'geojson', data: NO_FEATURES });
    this.draw.start();
    this.draw.setMode('static');
    map.addLayer({ id: 'draw-labels', type: 'symbol', source: 'draw-labels', layout: { 'text-field': ['get', 'says'], 'text-font': [`${FONTS[0]} Bold`, ...FONTS], 'text-size': 12.5, 'text-allow-overlap': true, 'text-offset': ['case', ['get', 'end'], ['literal', [0, -1.2]], ['literal', [0, 0]]] }, paint: { 'text-color': night ? '#ffd9a3' : '#7c2d12', 'text-halo-color': palette.halo, 'text-halo-width': 2 } });
    this.put(shapes);
    this.snapshot = this.look();
    this.draw.on('finish', (id) => { this.current = String(id); this.keep(); });
    this.draw.on('change', (_ids, type) => { if (type === 'delete' && this.tool === 'select') this.keep(); this.tell(); });
    this.draw.on('select', (id) => { this.current = String(id); this.tell(); });
    this.draw.on('history', () => this.tell());
    map.getCanvas().addEventListener('keydown', this.onKey);
    map.getCanvasContainer().addEventListener('pointerdown', this.onTouch, { capture: true });
    this.tell();
  }

  /** A finger does not hover: what follows the pointer (a circle's edge, a line's end) is brought to where it lands. */
  private readonly onTouch = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !event.isPrimary || !this.tool || this.tool === 'select') return;
    this.map.getCanvas().dispatchEvent(new PointerEvent('pointermove', { clientX: event.clientX, clientY: event.clientY, bubbles: true, isPrimary: true, pointerId: event.pointerId, pointerType: 'mouse', button: -1 }));
  };

  /** The space bar is a click in the middle of the map, so that arrows and space draw without a mouse. */
  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !this.tool) return;
    event.preventDefault();
    const canvas = this.map.getCanvas();
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, isPrimary: true, pointerId: 1, pointerType: 'mouse' };
    canvas.dispatchEvent(new PointerEvent('pointermove', { ...at, button: -1 }));
    canvas.dispatchEvent(new PointerEvent('pointerdown', { ...at, button: 0, buttons: 1 }));
    canvas.dispatchEvent(new PointerEvent('pointerup', { ...at, button: 0 }));
  };

  readonly subscribe = (listener: () => void) => { this.listeners.add(listener); return () => { this.listeners.delete(listener); }; };
  readonly state = () => this.snapshot;

  use(tool: Tool | null) {
    this.tool = tool;
    this.draw.setMode(tool ?? 'static');
    if (tool) this.map.getCanvas().focus({ preventScroll: true });
    this.tell();
  }

  undo() {
    if (this.draw.getModeState() === 'drawing' && this.draw.canUndo()) { this.draw.undo(); this.tell(); return; }
    this.history = undo(this.history);
    this.put(this.history.now);
  }

  redo() {
    if (this.draw.getModeState() === 'drawing' && this.draw.canRedo()) { this.draw.redo(); this.tell(); return; }
    this.history = redo(this.history);
    this.put(this.history.now);
  }

  remove(id: string) { this.change(this.shapes().filter((one) => one.id !== id)); }
  clear() { this.change([]); }
  /** Adds shapes from outside; gives back how many the drawing refused. */
  add(shapes: readonly Shape[]): number { const before = this.shapes().length; this.change([...this.shapes(), ...shapes]); return before + shapes.length - this.shapes().length; }
  choose(id: string) { this.current = id; if (this.tool === 'select') this.draw.selectFeature(id); this.tell(); }

  dispose() {
    cancelAnimationFrame(this.frame);
    this.listeners.clear();
    this.map.getCanvas().removeEventListener('keydown', this.onKey);
    this.map.getCanvasContainer().removeEventListener('pointerdown', this.onTouch, { capture: true });
    try { this.draw.stop(); } catch { /* the map is already gone with everything on it */ }
  }

  private change(shapes: readonly Shape[]) { this.put(shapes); this.keep(); }
  private keep() { if (!this.applying) this.history = record(this.history, this.shapes()); this.tell(); }

  private put(shapes: readonly Shape[]) {
    this.applying = true;
    this.draw.setMode('static');
    this.draw.clear();
    if (shapes.length) this.draw.addFeatures(shapes.map((one) => ({ ...one, properties: { ...one.properties } })) as unknown as GeoJSONStoreFeatures[]);
    this.draw.setMode(this.tool ?? 'static');
    this.applying = false;
    this.tell();
  }

  private shapes(): Shape[] { return this.draw.getSnapshot().filter(isShape).map(plain); }

  private look(): PenState {
    const all = this.draw.getSnapshot();
    const live = all.find((one) => one.properties.currentlyDrawing && isMode(one.properties.mode)) as unknown as Shape | undefined;
    const drawing = this.draw.getModeState() === 'drawing';
    const shapes = all.filter(isShape).map(plain);
    return { tool: this.tool, shapes, live: live ?? null, current: shapes.some((one) => one.id === this.current) ? this.current : null,
      canUndo: (drawing && this.draw.canUndo()) || this.history.past.length > 0, canRedo: (drawing && this.draw.canRedo()) || this.history.future.length > 0 };
  }

  /** Once a frame at most: a circle being pulled changes with every movement of the hand. */
  private tell() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.snapshot = this.look();
      const labels = [...this.snapshot.shapes, ...(this.snapshot.live ? [this.snapshot.live] : [])].flatMap(labelOf);
      void this.map.getSource<GeoJSONSource>('draw-labels')?.setData({ type: 'FeatureCollection', features: labels });
      for (const listener of this.listeners) listener();
    });
  }
}

const isMode = (mode: unknown) => TOOLS.some((one) => one === mode && one !== 'select');
const GUIDES = ['currentlyDrawing', 'selectionPoint', 'midPoint', 'closingPoint', 'snappingPoint', 'coordinatePoint', 'edited'] as const;
const isShape = (one: GeoJSONStoreFeatures) => isMode(one.properties.mode) && !GUIDES.some((guide) => one.properties[guide]);

/** Without what the drawing library notes for itself while a shape is chosen. */
function plain(one: GeoJSONStoreFeatures): Shape {
  const { mode, name, radiusKilometers } = one.properties;
  return { type: 'Feature', id: one.id, geometry: one.geometry, properties: { mode, ...(name === undefined ? {} : { name }), ...(radiusKilometers === undefined ? {} : { radiusKilometers }) } } as unknown as Shape;
}

function labelOf({ geometry }: Shape): Feature[] {
  const { metres, square } = measured(geometry);
  const says = metres !== undefined ? sayLength(metres) : square !== undefined ? sayArea(square) : null;
  return says && (metres ?? square ?? 0) > 0 ? [{ type: 'Feature', properties: { says, end: metres !== undefined }, geometry: { type: 'Point', coordinates: anchor(geometry) } }] : [];
}
