/** Where two values first part ways, as a path and the two sides; null when they are the same. */
export function firstDifference(expected: unknown, got: unknown, path = ''): { path: string; expected: unknown; got: unknown } | null {
  if (Object.is(expected, got)) return null;
  if (Array.isArray(expected) && Array.isArray(got)) {
    for (let i = 0; i < Math.max(expected.length, got.length); i += 1) { const found = firstDifference(expected[i], got[i], `${path}[${i + 1}]`); if (found) return found; }
    return null;
  }
  if (expected && got && typeof expected === 'object' && typeof got === 'object' && !Array.isArray(expected) && !Array.isArray(got)) {
    const [a, b] = [expected as Record<string, unknown>, got as Record<string, unknown>];
    for (const key of Object.keys(a)) { const found = firstDifference(a[key], b[key], path ? `${path}.${key}` : key); if (found) return found; }
    return null;
  }
  return { path, expected, got };
}

export const short = (value: unknown): string => (value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value));
