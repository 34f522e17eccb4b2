/** The condition of a duty: hours of the day and words that are said, both to hold. */
export interface Condition { from: string; to: string; words: readonly string[] }

const HOURS = /^((?:[01]?\d|2[0-3]):[0-5]\d)-((?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;

/** Null when the text cannot be read, as the city's loader would refuse it. */
export function readCondition(text: string): Condition | null {
  const out = { from: '', to: '', words: [] as string[] };
  if (!text.trim()) return out;
  for (const part of text.split(';')) {
    const piece = part.trim();
    if (piece.startsWith('time=') && !out.from) {
      const hours = HOURS.exec(piece.slice(5).trim());
      if (!hours || hours[1] === hours[2]) return null;
      out.from = hours[1] ?? '';
      out.to = hours[2] ?? '';
    } else if (piece.startsWith('word=') && !out.words.length) {
      out.words = piece.slice(5).split('|').map((word) => word.trim()).filter(Boolean);
      if (!out.words.length) return null;
    } else return null;
  }
  return out;
}

export const printCondition = (of: Condition): string => [of.from && of.to ? `time=${of.from}-${of.to}` : '', of.words.length ? `word=${of.words.join('|')}` : ''].filter(Boolean).join(';');
export const overNight = (of: Condition) => !!of.from && of.to < of.from;
