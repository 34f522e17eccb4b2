import { Map as GlMap } from 'maplibre-gl';
import type { CasePoints, Sieve } from '../api/points';
import { paperSize, type Paper, type Way } from '../api/pdf';
import { scaleBar } from '../api/scale';
import { PointsLayer, type PointsPaint } from './PointsLayer';

/** Pixels of the map's own measure for a millimetre (96 an inch), and how many real ones for each. */
const PER_MM = 96 / 25.4, SHARP = 2;
const MARGIN = 10, HEAD = 17, FOOT = 15;   // millimetres
const WAIT_MS = 30_000;

export interface LegendRow { text: string; color: string | readonly string[] }
export interface Sheet { paper: Paper; way: Way; title: string; lines: readonly string[]; legend: readonly LegendRow[]; legendTitle: string; attribution: string; fonts: string; lengthOf: (metres: number) => string; points: { data: CasePoints; sieve: Sieve; paint: PointsPaint } | null }

/** The present view drawn anew for paper: sharper than the screen, with title, legend, scale, north and what it is made of. */
export async function sheetOf(map: GlMap, sheet: Sheet): Promise<{ canvas: HTMLCanvasElement; widthMm: number; heightMm: number }> {
  const [widthMm, heightMm] = paperSize(sheet.paper, sheet.way);
  const mapW = (widthMm - 2 * MARGIN) * PER_MM, mapH = (heightMm - 2 * MARGIN - HEAD - FOOT) * PER_MM;
  const drawn = await picture(map, mapW, mapH, sheet.points);
  const canvas = document.createElement('canvas');
  const mm = PER_MM * SHARP;
  canvas.width = Math.round(widthMm * mm);
  canvas.height = Math.round(heightMm * mm);
  const on = canvas.getContext('2d');
  if (!on) throw new Error('no canvas');
  const font = (size: number, weight = 400) => { on.font = `${weight} ${size * mm}px ${sheet.fonts}`; };
  on.fillStyle = '#ffffff';
  on.fillRect(0, 0, canvas.width, canvas.height);
  const left = MARGIN * mm, top = (MARGIN + HEAD) * mm, width = (widthMm - 2 * MARGIN) * mm, height = (heightMm - 2 * MARGIN - HEAD - FOOT) * mm;
  on.drawImage(drawn.image, left, top, width, height);
  on.strokeStyle = '#353d4a';
  on.lineWidth = 0.35 * mm;
  on.strokeRect(left, top, width, height);
  on.fillStyle = '#121820';
  on.textBaseline = 'alphabetic';
  font(7, 600);
  on.fillText(sheet.title, left, (MARGIN + 8) * mm, width);
  font(3.2);
  on.fillStyle = '#4a5362';
  on.fillText(sheet.lines.join('  ·  '), left, (MARGIN + 13.5) * mm, width);
  legend(on, sheet, left + 4 * mm, top + 4 * mm, mm, font);
  north(on, left + width - 11 * mm, top + 11 * mm, 7 * mm, drawn.bearing, font);
  const foot = (heightMm - MARGIN - FOOT + 7) * mm;
  const bar = scaleBar(drawn.zoom, drawn.lat, 60 * PER_MM);
  const long = bar.pixels * SHARP;
  on.fillStyle = '#121820';
  on.fillRect(left, foot, long / 2, 1.4 * mm);
  on.lineWidth = 0.3 * mm;
  on.strokeStyle = '#121820';
  on.strokeRect(left, foot, long, 1.4 * mm);
  font(3);
  on.textAlign = 'center';
  for (const [share, says] of [[0, '0'], [0.5, sheet.lengthOf(bar.metres / 2)], [1, sheet.lengthOf(bar.metres)]] as const) on.fillText(says, left + long * share, foot + 5.4 * mm);
  on.textAlign = 'right';
  on.fillStyle = '#646e7e';
  on.fillText(sheet.attribution, left + width, foot + 2.5 * mm, width * 0.6);
  on.textAlign = 'left';
  return { canvas, widthMm, heightMm };
}

/** Draws the map's style in a hidden map as large as the paper asks, showing at least what the screen shows. */
async function picture(map: GlMap, width: number, height: number, points: Sheet['points']) {
  const box = document.createElement('div');
  box.setAttribute('aria-hidden', 'true');
  box.style.cssText = `position:fixed;left:-20000px;top:0;width:${Math.round(width)}px;height:${Math.round(height)}px`;
  document.body.append(box);
  const seen = map.getContainer();
  const zoom = map.getZoom() + Math.log2(Math.min(width / seen.clientWidth, height / seen.clientHeight));
  const paper = new GlMap({
    container: box, style: map.getStyle(), center: map.getCenter(), zoom, bearing: map.getBearing(), pitch: map.getPitch(), maxPitch: 70, interactive: false, attributionControl: false, fadeDuration: 0,
    localIdeographFontFamily: '', pixelRatio: SHARP, canvasContextAttributes: { preserveDrawingBuffer: true }, maxCanvasSize: [8192, 8192],
  });
  try {
    await new Promise<void>((done, failed) => {
      const timer = setTimeout(() => failed(new Error('print timed out')), WAIT_MS);
      paper.once('style.load', () => {
        if (!points) return;
        const layer = new PointsLayer('case-points', points.paint);
        layer.setPoints(points.data);
        layer.setSieve(points.sieve);
        paper.addLayer(layer);
      });
      paper.once('idle', () => { clearTimeout(timer); done(); });
    });
    const image = document.createElement('canvas');
    image.width = paper.getCanvas().width;
    image.height = paper.getCanvas().height;
    image.getContext('2d')?.drawImage(paper.getCanvas(), 0, 0);
    return { image, zoom: paper.getZoom(), lat: paper.getCenter().lat, bearing: paper.getBearing() };
  } finally {
    paper.remove();
    box.remove();
  }
}

type Font = (size: number, weight?: number) => void;

function legend(on: CanvasRenderingContext2D, sheet: Sheet, x: number, y: number, mm: number, font: Font) {
  if (!sheet.legend.length) return;
  font(3);
  const widest = Math.max(...sheet.legend.map((row) => on.measureText(row.text).width), on.measureText(sheet.legendTitle).width);
  const line = 5 * mm;
  on.fillStyle = 'rgba(255,255,255,.92)';
  on.fillRect(x, y, widest + 16 * mm, (sheet.legend.length + 1) * line + 3 * mm);
  on.fillStyle = '#121820';
  font(3, 600);
  on.fillText(sheet.legendTitle, x + 3 * mm, y + 4.6 * mm);
  font(3);
  sheet.legend.forEach((row, i) => {
    const middle = y + (i + 1) * line + 3.5 * mm;
    if (typeof row.color === 'string') { on.fillStyle = row.color; on.beginPath(); on.arc(x + 6 * mm, middle, 1.4 * mm, 0, Math.PI * 2); on.fill(); }
    else {
      const ramp = on.createLinearGradient(x + 3 * mm, 0, x + 10 * mm, 0);
      row.color.forEach((color, j) => ramp.addColorStop(j / (row.color.length - 1), color));
      on.fillStyle = ramp;
      on.fillRect(x + 3 * mm, middle - 1.2 * mm, 7 * mm, 2.4 * mm);
    }
    on.fillStyle = '#121820';
    on.fillText(row.text, x + 12 * mm, middle + 1.1 * mm);
  });
}

function north(on: CanvasRenderingContext2D, x: number, y: number, radius: number, bearing: number, font: Font) {
  on.save();
  on.translate(x, y);
  on.rotate((-bearing * Math.PI) / 180);
  on.fillStyle = 'rgba(255,255,255,.92)';
  on.beginPath(); on.arc(0, 0, radius, 0, Math.PI * 2); on.fill();
  on.fillStyle = '#121820';
  on.beginPath(); on.moveTo(0, -radius * 0.5); on.lineTo(radius * 0.34, radius * 0.62); on.lineTo(0, radius * 0.36); on.lineTo(-radius * 0.34, radius * 0.62); on.closePath(); on.fill();
  font(3, 600);
  on.textAlign = 'center';
  on.fillText('N', 0, -radius * 0.56);
  on.restore();
}
