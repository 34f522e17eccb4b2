// Opens pages the way every walk needs them: no outside requests, no errors in the console, axe at each step.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const { chromium } = await import(pathToFileURL(createRequire(join(web, 'package.json')).resolve('playwright-core')).href.replace(/index\.js$/, 'index.mjs'));
const axeSource = readFileSync(join(web, 'node_modules/axe-core/axe.min.js'), 'utf8');
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** A refused request shows in the console as an error although the page handles it; a walk says which it expects. */
const HANDLED = /Failed to load resource: the server responded with a status of (401|403|404|409|412|413|415|422|429)/;

export class Browser {
  constructor(base, shots) { this.base = base; this.shots = shots; this.faults = []; if (shots) mkdirSync(shots, { recursive: true }); }

  async start() { this.browser = await chromium.launch({ executablePath, args: FLAGS }); }
  async stop() { await this.browser?.close(); }

  /** One person at one screen: `{ width, height, language, login, mobile }`. */
  async open({ width = 1440, height = 900, language = 'zh', login = null, password = 'yiwang-demo', mobile = false } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, isMobile: mobile, hasTouch: mobile, locale: language === 'en' ? 'en-GB' : 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
    await context.addInitScript((chosen) => { if (!localStorage.getItem('yiwang.language')) localStorage.setItem('yiwang.language', chosen); }, language);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const host = new URL(this.base).host;
    page.on('request', (request) => { const url = new URL(request.url()); if (url.protocol.startsWith('http') && url.host !== host) this.faults.push(`asked from outside: ${request.url()}`); });
    page.on('response', (response) => { if (response.status() >= 500) this.faults.push(`${response.status()} ${response.url()}`); });
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`));
    page.on('console', (message) => { if (message.type() === 'error' && !HANDLED.test(message.text())) this.faults.push(`console: ${message.text().slice(0, 300)}`); });
    if (login) {
      const answer = await context.request.post(`${this.base}/api/v1/session`, { data: { login, password } });
      if (!answer.ok()) throw new Error(`sign-in of ${login}: ${answer.status()} ${await answer.text()}`);
    }
    return page;
  }

  /** Waits until buttons have stopped working, and colours and places have stopped changing; at most eight seconds, for some things move for ever. */
  async settle(page) {
    await page.waitForFunction(() => !document.querySelector('.ant-btn-loading') && document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity), null, { timeout: 8_000, polling: 100 }).catch(() => undefined);
  }

  async look(page) {
    await page.evaluate(axeSource);
    return page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`));
  }

  /** Says where the walk is, lets axe look, keeps a picture when asked. */
  async step(page, name) {
    await this.settle(page);
    let found = await this.look(page);
    if (found.length) {   // what is gone a moment later was a change half way through; what a person would meet stays
      await page.waitForFunction((since) => performance.now() - since > 700, await page.evaluate(() => performance.now()));
      await this.settle(page);
      found = await this.look(page);
    }
    for (const one of found) this.faults.push(`axe at "${name}": ${one}`);
    if (this.shots) await page.screenshot({ path: join(this.shots, `${name.replaceAll(/\W+/g, '-')}.png`), fullPage: false });
    console.log(`    ${found.length ? 'x' : '.'} ${name}`);
  }
}
