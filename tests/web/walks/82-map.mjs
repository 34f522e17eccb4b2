// The map: layers, heights, time, drawing with undo, what lies in a drawn shape, measuring, a shared link, a document for paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const SETTLED = 1_200;

/** The map has drawn: its canvas is there and nothing is asked for any more. */
async function drawn(page) {
  await page.locator('canvas.maplibregl-canvas').waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForTimeout(SETTLED);
}

async function click(page, places) {
  for (const [x, y] of places) {
    await page.mouse.move(x, y, { steps: 3 });
    await page.waitForTimeout(120);
    await page.mouse.click(x, y);
    await page.waitForTimeout(220);
  }
}

export default async function ({ open, base, step }) {
  const citizen = await open({ language: 'zh' });
  for (const [i, text] of ['望江花园小区停水一整天了没人通知', '知桥菜市场垃圾堆成山臭气熏天', '梧风李家村路灯不亮', '望江花园门口井盖破损'].entries()) {
    const answer = await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text, phone: `199000820${String(i).padStart(2, '0')}`, language: 'zh', idempotency_key: `map-walk-${i}` } });
    assert.ok(answer.ok(), await answer.text());
  }
  const page = await open({ language: 'zh', login: 'dispatcher1' });
  const cases = async () => (await (await page.request.get(`${base}/api/v1/map/cases`)).json()).id?.length ?? 0;
  for (const until = Date.now() + 30_000; (await cases()) < 1 && Date.now() < until;) await page.waitForTimeout(500);

  // They came within one hour; told as if over a day, so that there is time to play.
  await page.route('**/api/v1/map/cases?*', async (route) => {
    const answer = await route.fetch();
    if (answer.status() !== 200) { await route.fulfill({ response: answer }); return; }
    const said = await answer.json();
    await route.fulfill({ response: answer, json: { ...said, opened: said.opened.map((hour, i) => hour - 6 * i) } });
  });

  // Layers: what is switched on is there after a reload, too.
  await page.goto(`${base}/map`);
  await page.getByRole('button', { name: '图层', exact: true }).waitFor();
  await drawn(page);
  await page.getByText(/共 \d+ 件有位置/).waitFor();
  await step(page, 'map zh');
  await page.getByRole('checkbox', { name: '路灯' }).check();
  await page.getByRole('checkbox', { name: '保洁责任区' }).check();
  await page.getByText('蜂窝', { exact: true }).click();
  await drawn(page);
  await step(page, 'map zh layers');
  await page.reload();
  await drawn(page);
  assert.ok(await page.getByRole('checkbox', { name: '路灯' }).isChecked(), 'the layers are remembered');
  await page.getByText('点位', { exact: true }).first().click();
  await page.getByRole('checkbox', { name: '路灯' }).uncheck();

  // A place by name, then its heights; north again by the button.
  await page.getByRole('combobox', { name: '查找地点或坐标' }).fill('望江花园');
  await page.locator('.ant-select-item-option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await drawn(page);
  await page.getByRole('checkbox', { name: '视域' }).check();
  await page.locator('canvas.maplibregl-canvas').focus();
  await page.getByRole('button', { name: '三维建筑' }).click();
  await drawn(page);
  await page.locator('canvas.maplibregl-canvas').press('Shift+ArrowLeft');
  await page.waitForTimeout(800);
  await step(page, 'map zh heights');
  await page.getByRole('button', { name: /转回正北/ }).click();
  await page.getByRole('button', { name: '三维建筑' }).click();
  await drawn(page);

  // Drawing: a corner taken back and given again, closed with Enter, the whole shape undone and done again.
  await page.getByRole('button', { name: '绘制', exact: true }).click();
  await page.getByRole('button', { name: '面·测面积' }).click();
  await click(page, [[640, 260], [1000, 280], [980, 620], [660, 600]]);
  await page.getByText(/绘制中：/).waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: '已绘制' });
  await list.getByText(/面积 .*周长/).waitFor();
  await page.keyboard.press('Control+z');
  await list.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '重做' }).click();
  await list.getByText(/面积 .*周长/).waitFor();

  // What lies in it, with a file.
  await list.getByRole('button', { name: '这里有什么' }).click();
  const inside = page.getByRole('region', { name: '这里有什么' });
  await inside.getByRole('button', { name: /^地址/ }).waitFor();
  await step(page, 'map zh inside');
  const [table] = await Promise.all([page.waitForEvent('download'), inside.getByRole('button', { name: '导出表格' }).click()]);
  const rows = readFileSync(await table.path(), 'utf8').trim().split('\r\n');
  assert.ok(rows.length > 2 && rows[0].includes('编码'), `a table of ${rows.length} rows`);
  await inside.getByRole('button', { name: '关闭' }).click();

  // Measuring a line; Esc leaves nothing behind.
  await page.getByRole('button', { name: '线·测距' }).click();
  await click(page, [[700, 700], [900, 720]]);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
  assert.equal(await list.getByRole('listitem').count(), 1, 'Esc cancels');
  await click(page, [[700, 700], [900, 720], [1000, 660]]);
  await page.keyboard.press('Enter');
  await list.getByText(/^长 .* k?m/).waitFor();
  const [drawing] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 GeoJSON' }).click()]);
  const shapes = JSON.parse(readFileSync(await drawing.path(), 'utf8'));
  assert.deepEqual(shapes.features.map((one) => one.geometry.type), ['Polygon', 'LineString']);
  assert.ok(shapes.features[1].properties.metres > 100, 'the length goes into the file');
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByLabel('导入 GeoJSON').last().setInputFiles({ name: 'drawn.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(shapes)) });
  await page.getByText(/已导入 2 个图形/).first().waitFor();
  assert.equal(await list.getByRole('listitem').count(), 2, 'what was exported can be imported');
  await step(page, 'map zh measured');

  // Paper.
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await page.getByRole('dialog').getByLabel('标题').fill('望江花园周边');
  await step(page, 'map zh print');
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 90_000 }), page.getByRole('button', { name: '保存为 PDF' }).click()]);
  assert.equal(file.suggestedFilename(), '望江花园周边.pdf');
  const bytes = readFileSync(await file.path());
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-', 'the file is a PDF');
  assert.ok(bytes.length > 50_000, `the page is drawn (${bytes.length} bytes)`);
  await page.getByRole('dialog').getByRole('button', { name: /关闭|Close/ }).first().click();

  // Time: a window moved by keys, played and stopped; the link carries it.
  await page.getByRole('button', { name: '时间', exact: true }).click();
  const bars = page.getByRole('slider', { name: '开始时间' });
  if (await bars.count()) {
    await page.getByText('小时', { exact: true }).click();
    await page.getByRole('button', { name: '播放' }).click();
    await page.waitForTimeout(900);
    await page.getByRole('button', { name: '暂停' }).click();
  }
  await step(page, 'map zh time');
  await page.getByRole('button', { name: '分享', exact: true }).click();
  await page.waitForURL(/at=/);
  await page.getByRole('button', { name: '夜间配色' }).click();
  await drawn(page);
  await step(page, 'map zh night');

  const desk = await open({ language: 'en', login: 'leader1' });
  await desk.goto(`${base}/map${new URL(page.url()).search}`);
  await drawn(desk);
  assert.match(desk.url(), /at=/, 'somebody else opens the link');
  await desk.mouse.click(900, 450);
  await desk.getByRole('region', { name: 'Here' }).waitFor();
  await step(desk, 'map en here');

  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'grid0001' });
  await phone.goto(`${base}/map`);
  await phone.getByRole('button', { name: 'Layers', exact: true }).waitFor();
  await drawn(phone);
  await step(phone, 'map en phone');
  await phone.getByRole('button', { name: 'Layers', exact: true }).click();
  await phone.getByText('Heat', { exact: true }).click();
  await drawn(phone);
  await step(phone, 'map en phone layers');
  await phone.getByRole('button', { name: 'Draw', exact: true }).click();
  await phone.getByRole('button', { name: 'Circle' }).click();
  await phone.touchscreen.tap(160, 260);
  await phone.waitForTimeout(300);
  await phone.touchscreen.tap(220, 300);
  await phone.waitForTimeout(600);
  await phone.getByRole('list', { name: 'Drawn' }).getByText(/km²/).first().waitFor();
  await step(phone, 'map en phone draw');
  await phone.getByRole('button', { name: 'Time', exact: true }).click();
  await step(phone, 'map en phone time');

  const blind = await open({ language: 'zh', login: 'dispatcher1' });
  await blind.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  await blind.goto(`${base}/map`);
  await blind.getByRole('heading', { level: 1, name: '当前浏览器无法显示地图' }).waitFor();
  await blind.getByLabel('查找地点或坐标').fill('望江花园');
  await blind.getByText(/望江花园/).first().waitFor();
  await step(blind, 'map zh without WebGL');
}
