// Walks every file of walks/ through a real server in a headless browser: node tests/web/run.mjs [--url URL] [--only NAME] [--shots DIR]
import { readdirSync } from 'node:fs';
import { Browser } from './browser.mjs';
import { startServer } from './server.mjs';

const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : undefined; };
const only = argument('only');
const walks = readdirSync(new URL('walks/', import.meta.url)).filter((name) => name.endsWith('.mjs') && (!only || name.includes(only))).sort();
const server = argument('url') ? { base: argument('url').replace(/\/$/, ''), stop: async () => {}, said: () => '' } : await startServer();
const browser = new Browser(server.base, argument('shots'));
await browser.start();
let failed = 0;
for (const name of walks) {
  const started = Date.now();
  browser.faults = [];
  console.log(`  ${name}`);
  try {
    const { default: walk } = await import(new URL(`walks/${name}`, import.meta.url));
    await walk({ base: server.base, open: (options) => browser.open(options), step: (page, what) => browser.step(page, what) });
  } catch (error) {
    browser.faults.push(String(error?.stack ?? error).split('\n').slice(0, 12).join('\n      '));
  }
  if (browser.faults.length) { failed += 1; for (const fault of browser.faults) console.log(`    FAULT ${fault}`); }
  console.log(`  ${browser.faults.length ? 'failed' : 'passed'} ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
await browser.stop();
await server.stop();
console.log(`${walks.length - failed} of ${walks.length} walks passed`);
process.exit(failed ? 1 : 0);
