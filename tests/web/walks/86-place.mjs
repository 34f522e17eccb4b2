// A block and an element: everything about a place on one screen, as far as the person may see it; reached from a case and from the map.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const BLOCK = '990101001002', ELEMENT = '990102006005002000000000000400200001';

export default async function ({ open, base, step }) {
  const citizen = await open({ language: 'zh' });
  for (const [i, text] of ['望江花园小区停水一整天了没人通知', '望江花园门口井盖破损有安全隐患', '青溪桥上的栏杆断了一截很危险'].entries()) {
    const answer = await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text, phone: `199000860${String(i).padStart(2, '0')}`, language: 'zh', idempotency_key: `place-walk-${i}` } });
    assert.ok(answer.ok(), await answer.text());
  }

  const page = await open({ language: 'zh', login: 'dispatcher1' });
  const block = async () => (await page.request.get(`${base}/api/v1/blocks/${BLOCK}`)).json();
  const near = async () => (await (await page.request.get(`${base}/api/v1/elements/${ELEMENT}`)).json()).cases.length;
  for (const until = Date.now() + 30_000; ((await block()).cases.last_90_days < 1 || (await near()) < 1) && Date.now() < until;) await page.waitForTimeout(500);
  const said = await block();
  await page.goto(`${base}/blocks/${BLOCK}`);
  await page.getByRole('heading', { level: 1, name: said.area.name }).waitFor();
  await page.locator('canvas').first().waitFor();
  assert.equal(await page.locator('dt', { hasText: '常住人口' }).locator('xpath=../dd').innerText(), said.people.value.toLocaleString('en-US'), 'the people of the block');
  await page.getByRole('rowheader').nth(3).waitFor();
  await step(page, 'place zh block');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出表格' }).click()]);
  assert.ok(readFileSync(await file.path(), 'utf8').split('\n').length > 10, 'the addresses as a file');

  await page.goto(`${base}/elements/${ELEMENT}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('编码含义').waitFor();
  await page.getByText('青溪桥上的栏杆断了一截很危险').waitFor();
  await page.getByRole('img', { name: '近十二个月共 1 件' }).waitFor();
  await step(page, 'place zh element');
  await page.getByRole('link', { name: '在地图上打开' }).click();
  await page.waitForURL(/\/map\?at=/);
  await page.locator('canvas.maplibregl-canvas').waitFor();

  const cases = (await (await page.request.get(`${base}/api/v1/cases?area=${BLOCK}`)).json()).items;
  if (cases.length) {
    await page.goto(`${base}/cases/${cases[0].id}`);
    await page.locator(`a[href="/blocks/${BLOCK}"]`).first().click();
    await page.getByRole('heading', { level: 1, name: said.area.name }).waitFor();
  }

  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'leader1' });
  await phone.goto(`${base}/blocks/${BLOCK}`);
  await phone.locator('dt', { hasText: 'Residents' }).waitFor();
  await phone.getByText(/does not see details of persons/).waitFor();
  await step(phone, 'place en phone block');
  await phone.goto(`${base}/elements/${ELEMENT}`);
  await phone.getByText('What the code says').waitFor();
  await step(phone, 'place en phone element');
}
