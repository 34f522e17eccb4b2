/** Cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows, quotes round cells that hold either. */
export function printBlock(rows: readonly (readonly string[])[]): string {
  const quoted = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join('\t')).join('\n');
}

export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const end = text.length;
  const closeRow = () => { row.push(cell); rows.push(row); row = []; cell = ''; };
  while (at < end) {
    const letter = text[at];
    if (letter === '"' && cell === '' && closes(text, at)) {
      at += 1;
      while (at < end) {
        if (text[at] === '"') { if (text[at + 1] !== '"') break; at += 1; }
        cell += text[at];
        at += 1;
      }
      at += 1;
    } else if (letter === '\t') { row.push(cell); cell = ''; at += 1; }
    else if (letter === '\r' || letter === '\n') { closeRow(); at += letter === '\r' && text[at + 1] === '\n' ? 2 : 1; }
    else { cell += letter; at += 1; }
  }
  if (cell !== '' || row.length) closeRow();
  return rows;
}

/** Whether the quote at `at` opens a quoted cell rather than being a character of plain text such as `"M001"` out of a rule. */
function closes(text: string, at: number): boolean {
  let i = at + 1;
  let needed = false;
  while (i < text.length) {
    const letter = text[i];
    if (letter === '"') {
      if (text[i + 1] === '"') { i += 2; needed = true; continue; }
      const next = text[i + 1];
      return needed && (next === undefined || next === '\t' || next === '\n' || next === '\r');
    }
    if (letter === '\t' || letter === '\n' || letter === '\r') needed = true;
    i += 1;
  }
  return false;
}
