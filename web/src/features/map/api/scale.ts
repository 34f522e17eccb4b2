/** Metres one pixel covers at a latitude; the world is 512 pixels wide at zoom 0. */
export const metresPerPixel = (zoom: number, lat: number) => (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

/** The longest of 1, 2 or 5 times a power of ten that fits. */
export function niceLength(metres: number): number {
  if (!(metres > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(metres));
  const times = metres / power;
  return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
}

export interface ScaleBar { metres: number; pixels: number }
export function scaleBar(zoom: number, lat: number, widest: number): ScaleBar {
  const each = metresPerPixel(zoom, lat);
  const metres = niceLength(widest * each);
  return { metres, pixels: metres / each };
}
