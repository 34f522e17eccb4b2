import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import { FONTS, NO_FEATURES, type Palette } from '@/shared/map/style';
import { cellPoints, cellShapes, hexagons, squares, unitsOf } from '../api/bins';
import { mercatorX, mercatorY, type CasePoints, type Sieve } from '../api/points';
import type { CaseLook } from '../api/share';
import { PointsLayer, type PointsPaint } from './PointsLayer';

const HEX = 26, HEAT = 5, HEAT_REACH = 22, CLUSTER = 70;   // pixels
/** MapLibre's kernel covers 0.07 of a square twice its reach wide: with this weight the fullest such square comes to about one. */
const HEAT_SHARE = 12;
const IDS: Record<Exclude<CaseLook, 'points'>, readonly string[]> = { heat: ['case-heat'], hexagons: ['case-hex'], clusters: ['case-clusters', 'case-clusters:count'] };
export const RAMP_DAY = ['#fff3c4', '#fdc66b', '#f28c38', '#d94a2a', '#8f1d2c'] as const;
export const RAMP_NIGHT = ['#1f3a68', '#2f6f9f', '#3fae9f', '#e8c35a', '#fff1b8'] as const;

export function pointsPaint(night: boolean, opacity: number): PointsPaint {
  return night ? { colors: ['#5cc596', '#7fa8ea', '#eab452', '#f07d6c'], edge: '#0d1420', opacity } : { colors: ['#3f9a72', '#2f5aa6', '#d98a00', '#d6402f'], edge: '#ffffff', opacity };
}

/** The four ways cases are drawn. Points sift on the graphics card; the others are counted anew here, a few milliseconds for a hundred thousand. */
export class CaseLayers {
  readonly points: PointsLayer;
  private data: CasePoints | null = null;
  private sieve: Sieve = { span: null, tones: [true, true, true, true] };
  private look: CaseLook = 'points';
  private on = true;
  private frame = 0;

  constructor(private readonly map: GlMap, night: boolean, palette: Palette) {
    const ramp = night ? RAMP_NIGHT : RAMP_DAY;
    const steps = (low: number) => ramp.flatMap((color, i) => [low + (i * (1 - low)) / (ramp.length - 1), color]);
    this.points = new PointsLayer('case-points', pointsPaint(night, 0.9));
    const names = map.getStyle().layers.find((one) => one.type === 'symbol')?.id;   // heat and hexagons lie below the letters
    map.addLayer({ id: 'case-heat', type: 'heatmap', source: 'case-cells', layout: { visibility: 'none' }, paint: {
      'heatmap-weight': ['coalesce', ['get', 'weight'], 0], 'heatmap-radius': HEAT_REACH, 'heatmap-intensity': 1,
      'heatmap-color': ['interpolate', ['linear'], ['heatmap-density'], 0, `${ramp[0]}00`, 0.06, `${ramp[0]}99`, ...steps(0.2)] as never } }, names);
    map.addLayer({ id: 'case-hex', type: 'fill', source: 'case-cells', layout: { visibility: 'none' }, paint: { 'fill-color': ['interpolate', ['linear'], ['coalesce', ['get', 'share'], 0], ...steps(0)] as never, 'fill-outline-color': palette.halo } }, names);
    map.addLayer({ id: 'case-clusters', type: 'circle', source: 'case-cells', layout: { visibility: 'none' }, paint: { 'circle-color': ['match', ['get', 'worst'], 3, pointsPaint(night, 1).colors[3], 2, pointsPaint(night, 1).colors[2], 1, pointsPaint(night, 1).colors[1], pointsPaint(night, 1).colors[0]], 'circle-stroke-color': palette.halo, 'circle-stroke-width': 2, 'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'n']], 0, 7, 1, 13, 2, 18, 4, 28] } });
    map.addLayer({ id: 'case-clusters:count', type: 'symbol', source: 'case-cells', filter: ['>', ['get', 'n'], 1], layout: { visibility: 'none', 'text-field': ['to-string', ['get', 'n']], 'text-font': [`${FONTS[0]} Bold`, ...FONTS], 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true }, paint: { 'text-color': night ? '#0d1420' : '#ffffff' } });
    map.addLayer(this.points);
    map.on('moveend', this.again);
  }

  remove() { cancelAnimationFrame(this.frame); this.map.off('moveend', this.again); }

  shown() { return this.data; }
  setData(points: CasePoints) { this.data = points; this.points.setPoints(points); this.again(); }
  setSieve(sieve: Sieve) { this.sieve = sieve; this.points.setSieve(sieve); this.again(); }

  show(on: boolean, look: CaseLook, opacity: number, night: boolean) {
    this.on = on; this.look = look;
    this.points.setPaint(pointsPaint(night, opacity));
    const see = (id: string, seen: boolean) => this.map.setLayoutProperty(id, 'visibility', seen ? 'visible' : 'none');
    see('case-points', on && look === 'points');
    for (const [name, ids] of Object.entries(IDS)) for (const id of ids) see(id, on && name === look);
    this.map.setPaintProperty('case-heat', 'heatmap-opacity', opacity * 0.85);
    this.map.setPaintProperty('case-hex', 'fill-opacity', opacity * 0.8);
    this.map.setPaintProperty('case-clusters', 'circle-opacity', opacity);
    this.again();
  }

  /** Counts once a frame at most, however often it is asked. */
  private readonly again = () => {
    if (this.look === 'points' || !this.on) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.count());
  };

  private count() {
    const source = this.map.getSource<GeoJSONSource>('case-cells');
    if (!source) return;
    if (!this.data) { void source.setData(NO_FEATURES); return; }
    const zoom = Math.round(this.map.getZoom() * 2) / 2;
    const b = this.map.getBounds();
    const w = (b.getEast() - b.getWest()) / 4, h = (b.getNorth() - b.getSouth()) / 4;
    const sieve: Sieve = { ...this.sieve, box: [mercatorX(b.getWest() - w), mercatorY(b.getNorth() + h), mercatorX(b.getEast() + w), mercatorY(b.getSouth() - h)] };
    if (this.look === 'hexagons') { const size = unitsOf(HEX, zoom); void source.setData(cellShapes(hexagons(this.data, sieve, size), size)); return; }
    if (this.look === 'clusters') { void source.setData(cellPoints(squares(this.data, sieve, unitsOf(CLUSTER, zoom)))); return; }
    const most = squares(this.data, sieve, unitsOf(2 * HEAT_REACH, zoom)).reduce((high, cell) => Math.max(high, cell.n), 1);
    void source.setData(cellPoints(squares(this.data, sieve, unitsOf(HEAT, zoom)), HEAT_SHARE / most));
  }
}
