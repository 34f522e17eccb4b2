import { Fragment } from 'react';
import type { Schemas } from '@/shared/http/types';

/** `tone` tells apart what the words speak for: matter (the default), place, urgency; `lit` is what the reader points at, such as a tag. */
export type Span = Pick<Schemas['Evidence'], 'text' | 'start' | 'end'> & { tone?: 'matter' | 'place' | 'urgency' | 'lit' };

/** Text with the words a judgement rests on underlined. Offsets count code points; evidence without offsets is looked for by its words. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const letters = Array.from(text);
  const on = new Array<string>(letters.length).fill('');
  for (const span of spans) {
    let { start, end } = span;
    if (start === undefined || end === undefined) {
      const at = text.indexOf(span.text);
      if (at < 0 || !span.text) continue;
      start = Array.from(text.slice(0, at)).length;
      end = start + Array.from(span.text).length;
    }
    for (let i = start; i < Math.min(end, letters.length); i++) on[i] ||= span.tone ?? 'matter';
  }
  const parts: { text: string; tone: string }[] = [];
  letters.forEach((letter, i) => {
    const last = parts[parts.length - 1];
    const tone = on[i] ?? '';
    if (last && last.tone === tone) last.text += letter; else parts.push({ text: letter, tone });
  });
  return <>{parts.map((part, i) => (part.tone ? <mark key={i} className="evidence" data-tone={part.tone}>{part.text}</mark> : <Fragment key={i}>{part.text}</Fragment>))}</>;
}
