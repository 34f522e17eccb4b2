import { Fragment } from 'react';
import type { Schemas } from '@/shared/http/types';

type Span = Pick<Schemas['Evidence'], 'text' | 'start' | 'end'>;

/** Text with the words a judgement rests on underlined. Offsets count code points; evidence without offsets is looked for by its words. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const letters = Array.from(text);
  const on = new Array<boolean>(letters.length).fill(false);
  for (const span of spans) {
    let { start, end } = span;
    if (start === undefined || end === undefined) {
      const at = text.indexOf(span.text);
      if (at < 0 || !span.text) continue;
      start = Array.from(text.slice(0, at)).length;
      end = start + Array.from(span.text).length;
    }
    for (let i = start; i < Math.min(end, letters.length); i++) on[i] = true;
  }
  const parts: { text: string; marked: boolean }[] = [];
  letters.forEach((letter, i) => {
    const last = parts[parts.length - 1];
    if (last && last.marked === on[i]) last.text += letter; else parts.push({ text: letter, marked: on[i] ?? false });
  });
  return <>{parts.map((part, i) => (part.marked ? <mark key={i} className="evidence">{part.text}</mark> : <Fragment key={i}>{part.text}</Fragment>))}</>;
}
