/** JSON with the line every value stands on, for what is wrong to be shown there. */
export interface Source { value: unknown; lines: ReadonlyMap<string, number> }
export interface Broken { line: number; column: number }

class Stop extends Error { constructor(readonly at: number) { super('not JSON'); } }

/** Reads as JSON.parse does, deep enough for any form; `lines` by JSON pointer, the root as ''. */
export function readSource(text: string): Source | { broken: Broken } {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;
  const white = () => { for (;;) { const letter = text[at]; if (letter === '\n') line += 1; if (letter === ' ' || letter === '\n' || letter === '\r' || letter === '\t') at += 1; else return; } };
  const word = (): string => {
    const start = at;
    at += 1;
    for (;;) { const letter = text[at]; if (letter === undefined || letter === '\n') throw new Stop(at); if (letter === '\\') at += 2; else if (letter === '"') break; else at += 1; }
    at += 1;
    try { return JSON.parse(text.slice(start, at)) as string; } catch { throw new Stop(start); }
  };
  const value = (pointer: string, depth: number): unknown => {
    white();
    lines.set(pointer, line);
    const letter = text[at];
    if (depth > 100) throw new Stop(at);
    if (letter === '"') return word();
    if (letter === '{' || letter === '[') {
      const list: unknown[] | null = letter === '[' ? [] : null;
      const object: Record<string, unknown> = {};
      const close = list ? ']' : '}';
      at += 1;
      white();
      if (text[at] === close) { at += 1; return list ?? object; }
      for (let i = 0; ; i += 1) {
        white();
        let key = String(i);
        if (!list) { if (text[at] !== '"') throw new Stop(at); key = word(); white(); if (text[at] !== ':') throw new Stop(at); at += 1; }
        const held = value(`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
        if (list) list.push(held); else Object.defineProperty(object, key, { value: held, enumerable: true, configurable: true, writable: true });
        white();
        if (text[at] === ',') { at += 1; continue; }
        if (text[at] !== close) throw new Stop(at);
        at += 1;
        return list ?? object;
      }
    }
    const plain = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
    plain.lastIndex = at;
    const found = plain.exec(text)?.[0];
    if (!found) throw new Stop(at);
    at += found.length;
    return JSON.parse(found) as unknown;
  };
  try {
    const read = value('', 0);
    white();
    if (at < text.length) throw new Stop(at);
    return { value: read, lines };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return { broken: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
  }
}

/** The line of a place, or of the nearest one around it. */
export function lineOf(lines: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) { const line = lines.get(at); if (line !== undefined) return line; if (!at) return 1; }
}
