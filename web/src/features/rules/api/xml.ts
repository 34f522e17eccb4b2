/** Elements of an XML text with the places they stand at, so that a change can be a splice and everything else keeps its bytes. No DTD is read. */
export interface XmlAttribute { name: string; value: string; from: number; to: number }
export interface XmlNode {
  name: string; local: string; prefix: string; attributes: XmlAttribute[];
  /** `from`..`openEnd` is the start tag, `closeFrom`..`to` the end tag; equal when there is none. */
  from: number; openEnd: number; closeFrom: number; to: number;
  /** Set for an element whose end tag is missing: the text is a fragment. */
  open: boolean;
  children: XmlNode[];
}

const NAME = /[^\s/>=]+/y;
const ATTRIBUTE = /\s*([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/y;

export function scan(text: string): XmlNode[] {
  const roots: XmlNode[] = [];
  const stack: XmlNode[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    const kind = text[start + 1];
    if (kind === '!') {
      const [end, size] = text.startsWith('<!--', start) ? [text.indexOf('-->', start + 4), 3] : text.startsWith('<![CDATA[', start) ? [text.indexOf(']]>', start + 9), 3] : [text.indexOf('>', start), 1];
      if (end < 0) break;
      at = end + size;
    } else if (kind === '?') {
      const end = text.indexOf('?>', start);
      if (end < 0) break;
      at = end + 2;
    } else if (kind === '/') {
      const end = text.indexOf('>', start);
      if (end < 0) break;
      const name = text.slice(start + 2, end).trim();
      const node = stack.at(-1);
      if (node && node.name === name) { stack.pop(); node.closeFrom = start; node.to = end + 1; node.open = false; }
      at = end + 1;
    } else {
      NAME.lastIndex = start + 1;
      const name = NAME.exec(text)?.[0];
      if (!name) { at = start + 1; continue; }
      let i = start + 1 + name.length;
      const attributes: XmlAttribute[] = [];
      for (;;) {
        ATTRIBUTE.lastIndex = i;
        const found = ATTRIBUTE.exec(text);
        if (!found) break;
        const value = found[2] ?? '""';
        attributes.push({ name: found[1] ?? '', value: decode(value.slice(1, -1)), from: ATTRIBUTE.lastIndex - value.length, to: ATTRIBUTE.lastIndex });
        i = ATTRIBUTE.lastIndex;
      }
      const end = text.indexOf('>', i);
      if (end < 0) break;
      const closed = text[end - 1] === '/';
      const colon = name.indexOf(':');
      const node: XmlNode = { name, local: colon < 0 ? name : name.slice(colon + 1), prefix: colon < 0 ? '' : name.slice(0, colon + 1), attributes, from: start, openEnd: end + 1, closeFrom: end + 1, to: end + 1, open: !closed, children: [] };
      (stack.at(-1)?.children ?? roots).push(node);
      if (!closed) { node.closeFrom = text.length; node.to = text.length; stack.push(node); }
      at = end + 1;
    }
  }
  return roots;
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] === '#') { const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10); return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole; }
    return NAMED[name] ?? whole;
  });
}

export const encode = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const encodeAttribute = (text: string) => encode(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

export const attribute = (node: XmlNode | undefined, name: string) => node?.attributes.find((one) => one.name === name)?.value;
export const child = (node: XmlNode | undefined, local: string) => node?.children.find((one) => one.local === local);
export const children = (node: XmlNode | undefined, local: string) => node?.children.filter((one) => one.local === local) ?? [];

/** The words between an element's tags, without its comments. */
export function wordsOf(text: string, node: XmlNode | undefined): string {
  if (!node || node.openEnd >= node.closeFrom) return '';
  return text.slice(node.openEnd, node.closeFrom).split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->)/).map((part) => (part.startsWith('<![CDATA[') ? part.slice(9, -3) : part.startsWith('<!--') ? '' : decode(part))).join('');
}

export interface Splice { from: number; to: number; text: string }
export function spliced(text: string, splices: readonly Splice[]): string {
  let out = text;
  for (const one of [...splices].sort((a, b) => b.from - a.from || b.to - a.to)) out = out.slice(0, one.from) + one.text + out.slice(one.to);
  return out;
}

/** Puts words between an element's tags; a CDATA section stays one where it can. */
export function wordsPut(text: string, node: XmlNode, words: string): Splice {
  const inner = text.slice(node.openEnd, node.closeFrom);
  if (node.openEnd === node.closeFrom && text[node.openEnd - 2] === '/') return { from: node.openEnd - 2, to: node.openEnd, text: `>${encode(words)}</${node.name}>` };
  const fresh = inner.trimStart().startsWith('<![CDATA[') && !words.includes(']]>') ? `<![CDATA[${words}]]>` : encode(words);
  return { from: node.openEnd, to: node.closeFrom, text: fresh };
}

/** Sets an attribute, or takes it away when `value` is null. */
export function attributePut(text: string, node: XmlNode, name: string, value: string | null): Splice | null {
  const known = node.attributes.find((one) => one.name === name);
  if (known) {
    if (known.value === value) return null;
    if (value === null) { const from = text.lastIndexOf(name, known.from); let start = from; while (/\s/.test(text[start - 1] ?? '')) start -= 1; return { from: start, to: known.to, text: '' }; }
    return { from: known.from, to: known.to, text: `"${encodeAttribute(value)}"` };
  }
  if (value === null) return null;
  const end = text[node.openEnd - 2] === '/' ? node.openEnd - 2 : node.openEnd - 1;
  const place = end - (/\s*$/.exec(text.slice(node.from, end))?.[0].length ?? 0);
  return { from: place, to: place, text: ` ${name}="${encodeAttribute(value)}"` };
}
