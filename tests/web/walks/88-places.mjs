// The library of places: a file is compared, applied, found at the seat's address field, and taken back; an entry is given another name.
import assert from 'node:assert/strict';

const CSV = '名称,种类,经度,纬度,别名\n松涛雅苑,小区,113.565433,31.319928,老棉纺厂宿舍\n望江花园,小区,113.571341,31.319707,\n远方客栈,地名,99.5,31.3,\n';
const GEOJSON = JSON.stringify({ type: 'FeatureCollection', features: [
  { type: 'Feature', properties: { name: '松涛书店', category: 'books' }, geometry: { type: 'Point', coordinates: [113.5655, 31.3198] } },
  { type: 'Feature', properties: { name: '松涛茶馆', category: 'cafe' }, geometry: { type: 'Point', coordinates: [31.3198, 113.5656] } },
] });

const bring = async (page, name, text) => {
  await page.locator('#places-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text, 'utf8') });
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('heading', { name: '比对结果' }).waitFor({ timeout: 30000 });
};

export default async function ({ open, base, step }) {
  const page = await open({ language: 'zh', login: 'admin' });
  await page.goto(`${base}/places`);
  await page.getByRole('button', { name: '望江花园' }).first().waitFor();
  await step(page, 'places zh library');
  await page.getByRole('tab', { name: '导入' }).click();
  await page.getByText('还没有导入过文件').waitFor();
  await step(page, 'places zh imports empty');

  await bring(page, '小区.csv', CSV);
  await page.getByRole('tab', { name: /^新增/ }).waitFor();
  await step(page, 'places zh compared');
  await page.getByRole('tab', { name: /^有变化/ }).click();
  await page.locator('ins', { hasText: '113.571341' }).waitFor();
  await step(page, 'places zh changed');
  await page.getByRole('tab', { name: /^城市之外/ }).click();
  await page.getByRole('rowheader', { name: /远方客栈/ }).waitFor();
  await page.getByRole('button', { name: '应用 2 条' }).click();
  await page.getByText('已应用，定位和受理台立即可用。').waitFor();
  await step(page, 'places zh applied');

  // The seat finds the new estate without a restart, by its other name, too.
  const seat = await open({ language: 'zh', login: 'agent1' });
  await seat.goto(`${base}/seat`);
  await seat.getByLabel('市民怎么说').waitFor();
  const found = await seat.request.get(`${base}/api/v1/city/places?q=${encodeURIComponent('老棉纺厂宿舍')}`);
  assert.equal(found.ok(), true, `search answers ${found.status()}`);
  assert.match(await found.text(), /松涛雅苑/);
  const address = seat.getByRole('combobox', { name: /地址|地点/ }).first();
  await address.fill('松涛雅苑');
  await seat.locator('.ant-select-item-option', { hasText: '松涛雅苑' }).click();
  await seat.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
  assert.match(await address.inputValue(), /松涛雅苑/);
  await step(seat, 'places zh seat');

  await page.goto(`${base}/places/imports`);
  await bring(page, 'shops.geojson', GEOJSON);
  await page.getByRole('tab', { name: /^经纬写反/ }).click();
  await page.getByText('有 1 行的经度和纬度写反了。').waitFor();
  await step(page, 'places zh swapped');

  await page.goto(`${base}/places`);
  await page.getByLabel('搜索地址库').fill('松涛雅苑');
  await page.getByRole('button', { name: '松涛雅苑' }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('老棉纺厂宿舍').waitFor();
  await drawer.getByLabel('新别名').fill('小区门口');
  await drawer.getByRole('button', { name: '添加', exact: true }).click();
  await drawer.getByText(/太常见/).waitFor();
  await drawer.getByLabel('新别名').fill('松涛家属大院');
  await drawer.getByRole('button', { name: '添加', exact: true }).click();
  await drawer.getByText('松涛家属大院').first().waitFor();
  await drawer.getByText('第 1 版').waitFor();
  await step(page, 'places zh entry');

  await page.goto(`${base}/places/imports`);
  await page.getByRole('link', { name: '小区.csv' }).click();
  await page.getByRole('button', { name: '撤销导入' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('演示');
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click();
  await page.getByText('已撤销，库已恢复原样。').waitFor();
  await step(page, 'places zh undone');

  const phone = await open({ language: 'en', login: 'dispatcher1', width: 390, height: 844 });
  await phone.goto(`${base}/places`);
  await phone.getByRole('heading', { level: 1, name: 'Address library' }).waitFor();
  await phone.getByRole('table').waitFor();
  await step(phone, 'places en phone');
  await phone.getByRole('tab', { name: /Suggested names/ }).click();
  await phone.getByText('No names to decide on').waitFor();
  await step(phone, 'places en phone names');
}
