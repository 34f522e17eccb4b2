/** An ISO 8601 span as a city's table writes it: days of the calendar, hours, minutes. */
export interface Span { days: number; hours: number; minutes: number }

const SPAN = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

export function readSpan(text: string): Span | null {
  const found = SPAN.exec(text.trim());
  if (!found || (!found[1] && !found[2] && !found[3]) || text.trim().endsWith('T')) return null;
  return { days: Number(found[1] ?? 0), hours: Number(found[2] ?? 0), minutes: Number(found[3] ?? 0) };
}

/** What people type instead: `5d`, `24h`, `30m`, `2 h 30 m`, and the same with Chinese unit words, handed in because code carries none. */
export function spanOf(text: string, units: { days: readonly string[]; hours: readonly string[]; minutes: readonly string[] }): string | null {
  let rest = text.trim().toLowerCase();
  const out: Span = { days: 0, hours: 0, minutes: 0 };
  let any = false;
  while (rest) {
    const number = /^(\d+)\s*/.exec(rest);
    if (!number) return null;
    rest = rest.slice(number[0].length);
    const kind = (['days', 'hours', 'minutes'] as const).flatMap((key) => units[key].map((word) => ({ key, word }))).sort((a, b) => b.word.length - a.word.length).find(({ word }) => rest.startsWith(word));
    if (!kind || out[kind.key]) return null;
    out[kind.key] = Number(number[1]);
    rest = rest.slice(kind.word.length).trim();
    any = true;
  }
  return any ? printSpan(out) : null;
}

export function printSpan({ days, hours, minutes }: Span): string {
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}`;
  return days || time ? `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}` : 'PT0M';
}
