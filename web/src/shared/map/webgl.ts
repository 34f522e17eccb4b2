/** Whether a map can be drawn here at all. */
export function hasWebGl(): boolean {
  try {
    const canvas = document.createElement('canvas');
    return !!(canvas.getContext('webgl2') ?? canvas.getContext('webgl'));
  } catch { return false; }
}

export const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
