// Many people about one thing: the group appears by itself with its reason, its course and its places; a dispatcher takes it as one case, a supervisor dismisses another.
import assert from 'node:assert/strict';

const ONE = ['望江花园小区停水一整天了没人通知', '望江花园又停水了，家里老人孩子没水用', '我们望江花园从早上停水到现在', '望江花园停水到底什么时候恢复', '望江花园全小区停水，物业说不清楚', '望江花园停水影响做饭，请尽快恢复供水'];
const OTHER = ['知桥菜市场垃圾堆成山臭气熏天', '知桥菜市场门口垃圾没人清运', '知桥菜市场垃圾满地，苍蝇很多', '知桥菜市场的垃圾桶满了好几天', '知桥菜市场垃圾臭味飘到楼上'];

export default async function ({ open, base, step }) {
  const supervisor = await open({ language: 'zh', login: 'supervisor1' });
  await supervisor.goto(`${base}/groups`);
  await supervisor.getByText('暂时没有群体诉求').or(supervisor.getByRole('list').locator('button').first()).first().waitFor();
  await step(supervisor, 'groups zh before');

  const citizen = await open({ language: 'zh' });
  const tell = async (text, i) => { const answer = await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text, phone: `199000760${String(i).padStart(2, '0')}`, language: 'zh', idempotency_key: `groups-walk-${i}` } }); assert.ok(answer.ok(), await answer.text()); };
  for (const [i, text] of [...ONE, ...OTHER].entries()) await tell(text, i);

  const dispatcher = await open({ language: 'zh', login: 'dispatcher1' });
  const found = async () => (await (await dispatcher.request.get(`${base}/api/v1/groups`)).json()).items ?? [];
  const until = Date.now() + 30_000;
  while ((await found()).length < 2 && Date.now() < until) await dispatcher.waitForTimeout(500);
  assert.ok((await found()).length >= 2, 'both are found as groups');
  await dispatcher.goto(`${base}/groups`);
  const row = dispatcher.getByRole('button', { name: /望江花园/ }).first();
  await row.waitFor();
  await row.click();
  await dispatcher.getByRole('heading', { level: 2, name: /望江花园/ }).waitFor();
  await dispatcher.getByText(/预警：/).first().waitFor();
  await dispatcher.locator('canvas').first().waitFor();
  await step(dispatcher, 'groups zh one');
  await dispatcher.getByRole('button', { name: '并为一案' }).click();
  const dialog = dispatcher.getByRole('dialog');
  await dialog.getByRole('radio').first().waitFor();
  await step(dispatcher, 'groups zh take');
  await dialog.getByRole('button', { name: /^将 \d+ 件并入/ }).click();
  await dispatcher.getByText(/已将 \d+ 件并入/).waitFor();
  await step(dispatcher, 'groups zh taken');

  await supervisor.goto(`${base}/groups`);
  await supervisor.getByRole('button', { name: /知桥菜市场/ }).first().click();
  await supervisor.getByRole('button', { name: '排除' }).click();
  await supervisor.getByRole('dialog').getByLabel('排除的理由').fill('正在集中清运，已公告');
  await step(supervisor, 'groups zh dismiss');
  await supervisor.getByRole('button', { name: '确认排除' }).click();
  await supervisor.getByRole('dialog').waitFor({ state: 'hidden' });   // the field in it still holds the same words
  await supervisor.getByText('正在集中清运，已公告').first().waitFor();

  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'supervisor1' });
  await phone.goto(`${base}/groups?state=taken`);
  const taken = phone.getByRole('button', { name: /望江花园/ }).first();
  await taken.waitFor();
  await step(phone, 'groups en phone list');
  await taken.click();
  await phone.getByText(/Taken as one case/).waitFor();
  await step(phone, 'groups en phone one');
}
