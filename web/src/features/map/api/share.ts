/** What a link to the map says, so that somebody else sees the same. */
export interface MapState {
  lon: number; lat: number; zoom: number; bearing: number; pitch: number;
  /** Names of layers switched on; absent: as the reader keeps them. */
  on?: readonly string[];
  cases?: CaseLook;
  /** Seconds since 1970. */
  from?: number; to?: number;
  /** A place the link points at. */
  pin?: readonly [number, number];
}
export const CASE_LOOKS = ['points', 'clusters', 'heat', 'hexagons'] as const;
export type CaseLook = (typeof CASE_LOOKS)[number];

const number = (text: string | undefined, low: number, high: number): number | null => {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= low && value <= high ? value : null;
};

/** Five decimals are a metre; two of a zoom are finer than a wheel's notch. */
export function write(state: MapState): URLSearchParams {
  const out = new URLSearchParams();
  out.set('at', [state.lon.toFixed(5), state.lat.toFixed(5), trim(state.zoom, 2), ...(state.bearing || state.pitch ? [trim(state.bearing, 1), trim(state.pitch, 1)] : [])].join(','));
  if (state.on) out.set('on', state.on.join('.'));
  if (state.cases) out.set('cases', state.cases);
  if (state.from !== undefined && state.to !== undefined) out.set('time', `${state.from}-${state.to}`);
  if (state.pin) out.set('pin', state.pin.map((one) => one.toFixed(6)).join(','));
  return out;
}

/** Reads what is usable and leaves out the rest: a link cut short by a messenger still opens a map. */
export function read(params: URLSearchParams): Partial<MapState> {
  const out: Partial<MapState> = {};
  const [lon, lat, zoom, bearing, pitch] = (params.get('at') ?? '').split(',');
  const x = number(lon, -180, 180), y = number(lat, -85, 85);
  if (x !== null && y !== null) Object.assign(out, { lon: x, lat: y, zoom: number(zoom, 0, 22) ?? 14, bearing: number(bearing, -360, 360) ?? 0, pitch: number(pitch, 0, 85) ?? 0 });
  const on = params.get('on');
  if (on !== null) out.on = on.split('.').filter((one) => /^[\w:-]{1,60}$/.test(one));
  const cases = CASE_LOOKS.find((one) => one === params.get('cases'));
  if (cases) out.cases = cases;
  const [from, to] = (params.get('time') ?? '').split('-');
  const a = number(from, 0, 1e11), b = number(to, 0, 1e11);
  if (a !== null && b !== null && a < b) { out.from = a; out.to = b; }
  const [pinLon, pinLat] = (params.get('pin') ?? '').split(',');
  const px = number(pinLon, -180, 180), py = number(pinLat, -85, 85);
  if (px !== null && py !== null) out.pin = [px, py];
  return out;
}

const trim = (value: number, places: number) => String(Number(value.toFixed(places)));

/** `113.5,31.2`, `31.2 113.5` (told apart by what only fits one way), degrees with letters; null when it is no place in words of numbers. */
export function readCoordinates(text: string, near: { lon: number; lat: number }): { lon: number; lat: number } | null {
  const found = text.trim().match(/^([NSEW]?)\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)\s*[,;\s\uff0c]\s*([NSEW]?)\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSEW]?)$/i);
  if (!found) return null;
  const letters = [(found[1] || found[3] || '').toUpperCase(), (found[4] || found[6] || '').toUpperCase()];
  const values = [Number(found[2]), Number(found[5])].map((value, i) => (letters[i] === 'S' || letters[i] === 'W' ? -value : value)) as [number, number];
  const fits = (lon: number, lat: number) => Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  const straight = { lon: values[0], lat: values[1] }, swapped = { lon: values[1], lat: values[0] };
  if (/[NS]/.test(letters[0] ?? '') || /[EW]/.test(letters[1] ?? '')) return fits(swapped.lon, swapped.lat) ? swapped : null;
  if (letters.some(Boolean)) return fits(straight.lon, straight.lat) ? straight : null;
  const far = (at: { lon: number; lat: number }) => (fits(at.lon, at.lat) ? Math.hypot(at.lon - near.lon, at.lat - near.lat) : Infinity);
  const best = far(straight) <= far(swapped) ? straight : swapped;
  return Number.isFinite(far(best)) ? best : null;
}
