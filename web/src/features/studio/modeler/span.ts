export const UNITS = ['minutes', 'hours', 'days'] as const;
export type SpanUnit = (typeof UNITS)[number];
export interface Span { amount: number; unit: SpanUnit }

/** An ISO 8601 length that people give as one number with one unit; null for anything else. */
export function readSpan(text: string): Span | null {
  const found = /^P(?:(\d+)D|T(\d+)H|T(\d+)M)$/.exec(text.trim());
  return found ? { amount: Number(found[1] ?? found[2] ?? found[3]), unit: found[1] ? 'days' : found[2] ? 'hours' : 'minutes' } : null;
}

export const writeSpan = ({ amount, unit }: Span): string => ({ days: `P${amount}D`, hours: `PT${amount}H`, minutes: `PT${amount}M` })[unit];
