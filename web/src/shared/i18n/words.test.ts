// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { REASONS, WORDS } from '@/generated/contract';

const SRC = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const files = (dir: string): string[] => readdirSync(dir).flatMap((name) => { const path = join(dir, name); return statSync(path).isDirectory() ? files(path) : [path]; });
const all = files(SRC);
const table = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
const bare = (key: string) => key.replace(/_(one|other|zero|two|few|many)$/, '');
const spaces = [...new Set(all.filter((path) => path.endsWith(`words${sep}zh.json`)).map((path) => join(path, '..')))];
const nameOf = (dir: string) => dir.split(sep).at(-2) ?? '';
const keys = new Map(spaces.map((dir) => [nameOf(dir), new Set(Object.keys(table(join(dir, 'zh.json'))).map(bare))]));
const code = all.filter((path) => /\.tsx?$/.test(path) && !path.includes(`${sep}generated${sep}`) && !path.includes('.test.'));

test.each(spaces.map((dir) => [nameOf(dir), dir]))('the words of %s stand in both languages with the same blanks', (_name, dir) => {
  const zh = table(join(dir, 'zh.json'));
  const en = table(join(dir, 'en.json'));
  expect([...new Set(Object.keys(en).map(bare))].sort()).toEqual([...new Set(Object.keys(zh).map(bare))].sort());
  for (const [key, text] of Object.entries({ ...zh, ...en })) expect(text.trim(), key).not.toBe('');
  const blanks = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort().join();
  for (const key of Object.keys(zh)) if (en[key]) expect(blanks(en[key] ?? ''), key).toBe(blanks(zh[key] ?? ''));
});

test('no Chinese stands outside the word files', () => {
  const found = code.flatMap((path) => readFileSync(path, 'utf8').split('\n').flatMap((line, i) => (/[\u3400-\u9fff\uff00-\uffef]/.test(line) ? [`${relative(SRC, path)}:${i + 1}`] : [])));
  expect(found).toEqual([]);
});

test('every key that is asked for exists', () => {
  const missing: string[] = [];
  for (const path of code) {
    const text = readFileSync(path, 'utf8');
    const space = /useWords\('(\w+)'\)/.exec(text)?.[1];
    if (!space) continue;
    for (const [, key = ''] of text.matchAll(/\bt\('([^']+)'/g)) {
      const [where, name] = key.includes(':') ? key.split(':') : [space, key];
      if (!keys.get(where ?? '')?.has(bare(name ?? ''))) missing.push(`${relative(SRC, path)}: ${where}:${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every refusal reason has a sentence, every code a word', () => {
  expect(REASONS.filter((reason) => !keys.get('shared')?.has(`reason.${reason}`))).toEqual([]);
  expect(Object.keys(WORDS.en).sort()).toEqual(Object.keys(WORDS.zh).sort());
});
