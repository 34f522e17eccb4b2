// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import zh from '../words/modeler/zh.json';
import { translator } from './translate';

const root = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
const files = (dir: string): string[] => readdirSync(dir, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(join(dir, one.name)) : one.name.endsWith('.js') ? [join(dir, one.name)] : []));

/** What the drawing tool says, as its own sources have it. */
function said(): Set<string> {
  const out = new Set<string>();
  for (const path of [...files(join(root, 'bpmn-js/lib')), ...files(join(root, 'diagram-js/lib'))]) {
    const text = readFileSync(path, 'utf8').replace(/^\s*\*.*$/gm, '');
    for (const [, , words = ''] of text.matchAll(/(?<!['"])translate\(\s*(['"])((?:\\.|(?!\1).)*)\1\s*[,)]/g)) out.add(words);
    if (/PopupEntries|ReplaceOptions/.test(path)) for (const [, , words = ''] of text.matchAll(/\blabel\s*:\s*(['"])((?:\\.|(?!\1).)*)\1/g)) out.add(words);
    for (const [, , words = ''] of text.matchAll(/_ERR_MSG = (['"])((?:\\.|(?!\1).)*)\1/g)) out.add(words);
  }
  return out;
}

test('every word of the drawing tool has its Chinese', () => {
  const found = said();
  expect(found.size).toBeGreaterThan(100);
  expect([...found].filter((words) => !(words in zh))).toEqual([]);
});

test('blanks are filled, with translated words where there are some', () => {
  expect(translator('zh')('Open {element}', { element: 'User task' })).toBe(`${zh['Open {element}'].replace('{element}', zh['User task'])}`);
  expect(translator('en')('Open {element}', { element: 'User task' })).toBe('Open User task');
});
