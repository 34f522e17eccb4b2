/** Paper in millimetres, upright. */
export const PAPER = { a4: [210, 297], a3: [297, 420] } as const;
export type Paper = keyof typeof PAPER;
export type Way = 'landscape' | 'portrait';

export const paperSize = (paper: Paper, way: Way): [number, number] => { const [w, h] = PAPER[paper]; return way === 'portrait' ? [w, h] : [h, w]; };

interface Page { widthMm: number; heightMm: number; /** A baseline JPEG in RGB and its size in pixels. */ jpeg: Uint8Array; width: number; height: number; title: string; /** When it was made. */ at: Date }

/**
 * One page with one picture that fills it (ISO 32000-1, 7.5). Letters are part of the picture, so Chinese needs no font inside; the title stands in the
 * document's information as UTF-16.
 */
export function pdfOf(page: Page): Uint8Array<ArrayBuffer> {
  const points = (mm: number) => ((mm * 72) / 25.4).toFixed(2);
  const w = points(page.widthMm), h = points(page.heightMm);
  const draw = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`;
  const text = new TextEncoder();
  const bodies: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>`],
    [`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`],
    [`<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>\nstream\n`, page.jpeg, '\nendstream'],
    [`<< /Title <${utf16(page.title)}> /Producer (Yiwang) /CreationDate (D:${page.at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z) >>`],
  ];
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let length = 0;
  const add = (part: string | Uint8Array) => { const bytes = typeof part === 'string' ? text.encode(part) : part; parts.push(bytes); length += bytes.length; };
  add('%PDF-1.4\n');
  add(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  bodies.forEach((body, i) => { starts.push(length); add(`${i + 1} 0 obj\n`); body.forEach(add); add('\nendobj\n'); });
  const table = length;
  add(`xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`);
  add(`trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) { out.set(part, at); at += part.length; }
  return out;
}

const utf16 = (text: string) => 'FEFF' + Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')).join('');
