/** Whether a map can be drawn here at all. */
export function hasWebGl(): boolean {
  try {
    const canvas = document.createElement('canvas');
    return !!(canvas.getContext('webgl2') ?? canvas.getContext('webgl'));
  } catch { return false; }
}

export const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A tile that does not come, or a page left while some are on their way, is no fault of the page: noted for whoever looks, and the map goes on with what it has. */
export const unruffled = (map: { on: (type: 'error', listener: (event: { error: Error }) => void) => unknown }) => { map.on('error', ({ error }) => console.warn(`map: ${error.message}`)); };
