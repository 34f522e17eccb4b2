// A grid is split by a line drawn on the map, reviewed by a second person and put to use; the open case in it follows. Then the parts are merged and it follows again.
import assert from 'node:assert/strict';

export default async function ({ open, base, step }) {
  const desk = await open({ language: 'zh', login: 'dispatcher1' });
  const api = async (page, path) => { const answer = await page.request.get(`${base}/api/v1${path}`); assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`); return answer.json(); };
  const grids = await api(desk, '/areas?layer=territorial&kind=grid');
  const grid = grids.features[0].properties;
  const inside = (await api(desk, `/city/places?q=${encodeURIComponent(grid.name)}`)).items.find((one) => one.place.areas.some((area) => area.code === grid.code) && one.place.point);
  assert.ok(inside, 'a place in the grid');

  const citizen = await open({ language: 'zh' });
  const told = await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text: '路灯坏了三天，晚上很黑', phone: '19900084001', language: 'zh', point: inside.place.point, idempotency_key: 'areas-walk-1' } });
  assert.ok(told.ok(), await told.text());
  const { number } = await told.json();
  const areaOf = async () => { const { items } = await api(desk, `/cases?q=${number}`); const { areas } = (await api(desk, `/cases/${items[0].id}`)).place; return areas.find((one) => one.kind === 'grid').code; };
  await desk.waitForTimeout(300);
  assert.equal(await areaOf(), grid.code, 'the case begins in the grid');

  await desk.goto(`${base}/areas`);
  await desk.getByRole('button', { name: /属地网格/ }).first().waitFor();
  await desk.locator('[data-ready="true"]').waitFor();
  await step(desk, 'areas zh now');
  await desk.goto(`${base}/areas?area=${grid.code}`);
  await desk.getByText('自始').first().waitFor();
  await step(desk, 'areas zh one');

  // --- split
  await desk.goto(`${base}/areas/plans`);
  await desk.getByRole('button', { name: '新建方案' }).first().click();
  await desk.getByLabel('方案名称').fill('拆分试点网格');
  await desk.getByRole('button', { name: '开始绘制' }).click();
  await desk.getByRole('heading', { level: 1, name: '拆分试点网格' }).waitFor();
  await desk.locator('[data-ready="true"]').waitFor();
  const choose = async (label, code) => { await desk.getByRole('combobox', { name: label, exact: true }).fill(code); await desk.locator('.ant-select-item-option').filter({ hasText: code }).first().click(); };
  await desk.getByRole('toolbar', { name: '调整方式' }).getByRole('button', { name: '拆分' }).click();
  await choose('选择网格', grid.code);
  await desk.getByText('从网格外一侧画到另一侧').waitFor();
  await desk.waitForTimeout(600);   // the drawing tool reads two clicks that follow at once as one
  const box = await desk.locator('canvas').first().boundingBox();
  const click = async (x, y) => { await desk.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 }); await desk.mouse.down(); await desk.mouse.up(); await desk.waitForTimeout(350); };
  await click(0.06, 0.5);
  await click(0.94, 0.5);
  await desk.keyboard.press('Enter');
  await desk.getByLabel('线左侧的名称').waitFor();
  await step(desk, 'areas zh split drawn');
  await desk.getByRole('button', { name: '加入方案' }).click();
  await desk.getByText(/新编码/).waitFor();
  await desk.getByText('已自动保存').waitFor();
  await step(desk, 'areas zh split added');
  await desk.keyboard.press('Control+z');
  await desk.getByText('还没有调整').waitFor();
  await desk.keyboard.press('Control+y');
  await desk.getByText(/新编码/).waitFor();
  await desk.getByRole('tab', { name: /影响/ }).click();
  await desk.getByText('边界完整，没有空隙与重叠。').waitFor();
  await step(desk, 'areas zh effects');
  const id = Number(new URL(desk.url()).pathname.split('/').at(-1));

  const release = async (page, plan) => {
    await page.goto(`${base}/areas/plans/${plan}`);
    await page.getByRole('tab', { name: /复核与发布/ }).click();
  };
  const handIn = async (plan, note) => {
    await release(desk, plan);
    await desk.getByRole('radio', { name: '网格与承办单位都随即变更' }).last().check();
    await desk.getByText('已自动保存').waitFor();
    await desk.getByRole('button', { name: '开始校验' }).click();
    await desk.getByText(/校验通过/).first().waitFor();
    await desk.getByLabel('调整说明').fill(note);
    await desk.getByRole('button', { name: '提交复核' }).click();
    await desk.getByText('须由他人复核。').waitFor();
  };
  const admin = await open({ language: 'zh', login: 'admin' });
  const putToUse = async (plan) => {
    await release(admin, plan);
    await admin.getByRole('button', { name: '复核通过' }).click();
    await admin.getByRole('button', { name: /^发\s?布$/ }).click();
    await admin.getByText(/在办工单已处理完/).waitFor({ timeout: 30_000 });
  };
  await handIn(id, '网格过大，拆成两个');
  await step(desk, 'areas zh handed in');
  await putToUse(id);
  await step(admin, 'areas zh published');
  const after = await areaOf();
  assert.notEqual(after, grid.code, 'the open case follows into a part');

  // --- merge
  const history = await api(desk, `/areas/${grid.code}/history`);
  assert.equal(history.in_use, false);
  const parts = history.today.map((one) => one.code);
  assert.equal(parts.length, 2);
  await desk.goto(`${base}/areas/plans`);
  await desk.getByRole('button', { name: '新建方案' }).first().click();
  await desk.getByLabel('方案名称').fill('合并试点网格');
  await desk.getByRole('button', { name: '开始绘制' }).click();
  await desk.getByRole('heading', { level: 1, name: '合并试点网格' }).waitFor();
  await desk.locator('[data-ready="true"]').waitFor();
  await desk.getByRole('toolbar', { name: '调整方式' }).getByRole('button', { name: '合并' }).click();
  for (const code of parts) await choose('选择要合并的网格', code);
  await desk.getByLabel('名称', { exact: true }).fill('合并后的网格');
  await desk.getByRole('button', { name: '加入方案' }).click();
  await desk.getByText(/新编码/).waitFor();
  await desk.getByText('已自动保存').waitFor();
  await step(desk, 'areas zh merged');
  const second = Number(new URL(desk.url()).pathname.split('/').at(-1));
  await handIn(second, '试点结束，合并');
  await putToUse(second);
  const merged = await areaOf();
  assert.ok(!parts.includes(merged) && merged !== grid.code, 'and into what they became');

  await desk.goto(`${base}/areas/mapping`);
  await desk.getByRole('table').waitFor();
  await step(desk, 'areas zh mapping');
  await desk.goto(`${base}/areas/check`);
  await desk.getByRole('button', { name: '开始校验' }).click();
  await desk.getByText(/边界问题 \d+ 处/).waitFor();
  await step(desk, 'areas zh check');

  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'supervisor1' });
  await phone.goto(`${base}/areas?area=${grid.code}`);
  await phone.getByText('Today it is').waitFor();
  await step(phone, 'areas en phone history');
  await phone.goto(`${base}/areas/plans/${second}`);
  await phone.getByText(/Open cases have followed/).waitFor();
  await step(phone, 'areas en phone plan');
}
