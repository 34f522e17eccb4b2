// What units ask and others decide: a dispute settled, an extension granted; the forms of one table, in Chinese.
import assert from 'node:assert/strict';

export default async function ({ open, base, step }) {
  const agent = await open({ language: 'zh', login: 'agent1' });
  const { csrf } = await (await agent.request.get(`${base}/api/v1/session`)).json();
  const take = async (text, key, matter) => (await (await agent.request.post(`${base}/api/v1/reports`, { headers: { 'X-CSRF-Token': csrf }, data: { channel: 'hotline', external_id: `walk-decisions-${key}`, text, unit: 'chengguan', matter } })).json()).case;
  const disputed = await take('广场东侧的灯杆歪了，晚上一点亮光都没有', 'a', '010104');
  const late = await take('小区门口垃圾分类的四个桶都不见了，没有地方分', 'b', '010302');
  const stage = async (id) => (await (await agent.request.get(`${base}/api/v1/cases/${id}`)).json());

  const handler = await open({ language: 'zh', login: 'chengguan1' });
  await handler.goto(`${base}/unit`);
  for (const { number } of [disputed, late]) {
    await handler.getByRole('button', { name: `签收 ${number}` }).click();
    await handler.getByRole('button', { name: `签收 ${number}` }).waitFor({ state: 'detached' });
  }
  await handler.goto(`${base}/cases/${disputed.id}`);
  await handler.getByRole('button', { name: '提出争议' }).click();
  await handler.getByLabel('理由').fill('灯杆属广场管理单位，不属本单位职责');
  await handler.getByLabel(/建议承办单位/).fill('园林');
  await handler.keyboard.press('Enter');
  await step(handler, 'dispute zh');
  await handler.getByLabel('理由').press('Control+Enter');
  await handler.getByText('单位之间有争议').waitFor();
  await handler.goto(`${base}/cases/${late.id}`);
  await handler.getByRole('button', { name: '申请延期' }).click();
  await handler.getByRole('button', { name: '等待材料到货后施工。' }).click();
  await step(handler, 'extension zh');
  await handler.getByRole('button', { name: /^申请延期/ }).last().click();
  await handler.getByText('待审批').waitFor();

  const dispatcher = await open({ language: 'zh', login: 'dispatcher1' });
  await dispatcher.goto(`${base}/dispatch`);
  await dispatcher.getByRole('tab', { name: /争议/ }).click();
  await dispatcher.getByRole('form', { name: '裁定争议' }).getByLabel('理由').fill('按职责清单，灯杆由园林中心维护');
  await step(dispatcher, 'arbitrate zh');
  await dispatcher.keyboard.press('Control+Enter');
  await dispatcher.getByText('没有待裁定的争议').waitFor();
  await dispatcher.getByRole('tab', { name: /延期/ }).click();
  const form = dispatcher.getByRole('form', { name: '审批延期' });
  await form.getByText('同意', { exact: true }).click();
  await step(dispatcher, 'decide extension zh');
  await form.getByRole('button', { name: /提交审批/ }).click();
  await dispatcher.getByText('没有待审批的延期').waitFor();
  assert.equal((await stage(disputed.id)).unit.code, 'yuanlin');
  assert.equal((await stage(late.id)).extension.state, 'granted');
}
