// Frame times of the map screen with many cases: node tests/web/bench-map.mjs [--url URL] [--cases 100000] [--throttle 4]
// The cases are made up here and stand in for the answer of GET /map/cases; everything else is the real server.
import { Browser } from './browser.mjs';
import { startServer } from './server.mjs';

const argument = (name, usual) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : usual; };
const COUNT = Number(argument('cases', 100_000)), THROTTLE = Number(argument('throttle', 4)), SECONDS = 6;

/** Columns as the server sends them: clustered around forty places, more of them lately; the same every time. */
function made(count, { lon, lat }) {
  let seed = 7;
  const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };
  const around = () => (random() + random() + random() - 1.5) / 1.5;
  const hubs = Array.from({ length: 40 }, () => [around() * 80_000, around() * 70_000]);
  const hour0 = Math.floor(Date.now() / 3_600_000) - 720;
  const out = { origin: [lon, lat], hour0, total: count, truncated: false, without_point: 0, matters: [], tones: ['ink', 'warn', 'bad', 'good'], id: [], x: [], y: [], opened: [], closed: [], matter: [], tone: [] };
  for (let i = 0; i < count; i += 1) {
    const hub = hubs[Math.floor(random() * hubs.length)];
    const share = random();
    out.id.push(i + 1); out.x.push(Math.round(hub[0] + around() * 25_000)); out.y.push(Math.round(hub[1] + around() * 20_000));
    out.opened.push(Math.floor(720 * Math.sqrt(random()))); out.closed.push(-1); out.matter.push(-1); out.tone.push(share < 0.55 ? 3 : share < 0.85 ? 0 : share < 0.95 ? 1 : 2);
  }
  return JSON.stringify(out);
}

const server = argument('url') ? { base: argument('url').replace(/\/$/, ''), stop: async () => {} } : await startServer();
const browser = new Browser(server.base);
await browser.start();
const city = await (await fetch(`${server.base}/api/v1/public/city`)).json();
const body = made(COUNT, city.map);

async function frames(page, act) {
  await page.evaluate(() => { const times = []; let last = performance.now(); window.frameTimes = times; const tick = (now) => { times.push(now - last); last = now; window.frameRun = requestAnimationFrame(tick); }; window.frameRun = requestAnimationFrame(tick); });
  await act();
  const times = (await page.evaluate(() => { cancelAnimationFrame(window.frameRun); return window.frameTimes; })).slice(2).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return `median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(0)} ms over ${times.length} frames`;
}

async function pan(page, { x, y }) {
  const until = Date.now() + SECONDS * 1000;
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 24; i += 1) await page.mouse.move(x + (turn % 2 ? -4 : 4) * i, y + (turn % 2 ? -3 : 3) * i);
    await page.mouse.up();
  }
}

for (const [screen, width, height] of [['phone 390x844', 390, 844], ['desk 1440x900', 1440, 900]]) {
  const page = await browser.open({ width, height, language: 'en', login: 'dispatcher1' });
  await page.route('**/api/v1/map/cases*', (route) => route.fulfill({ contentType: 'application/json', body }));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  page.setDefaultTimeout(60_000);
  const began = Date.now();
  await page.goto(`${server.base}/map`);
  if (width < 720) await page.getByRole('button', { name: 'Layers', exact: true }).click();
  await page.getByText(`${COUNT} cases`).waitFor();
  console.log(`${screen}, ${COUNT} cases, processor slowed ${THROTTLE} times: on the map after ${((Date.now() - began) / 1000).toFixed(1)} s`);
  const middle = { x: width > 720 ? 900 : 195, y: width > 720 ? 450 : 280 };
  for (const look of ['Points', 'Hexbin', 'Heat']) {
    await page.getByText(look, { exact: true }).click();
    await page.waitForTimeout(1500);
    console.log(`  panning, ${look.toLowerCase()}: ${await frames(page, () => pan(page, middle))}`);
  }
  await page.getByText('Points', { exact: true }).click();
  await page.getByRole('button', { name: 'Time', exact: true }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  console.log(`  time running, points: ${await frames(page, () => page.waitForTimeout(SECONDS * 1000))}`);
  await page.context().close();
}
await browser.stop();
await server.stop();
