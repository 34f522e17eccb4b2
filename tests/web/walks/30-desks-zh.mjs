// One report through all desks in Chinese: a citizen tells it, the engine is unsure, a dispatcher decides, the unit works, a supervisor passes, the citizen rates, the case closes.
import assert from 'node:assert/strict';

const WORDS = '我们这里的事情拖了很久一直没有人来管，麻烦尽快派人来看一下';

export default async function ({ open, base, step }) {
  const citizen = await open({ language: 'zh' });
  await citizen.goto(`${base}/`);
  await citizen.getByLabel('发生了什么').fill(WORDS);
  await citizen.getByLabel('手机号').fill('19900007777');
  const answer = citizen.waitForResponse((response) => response.url().endsWith('/public/reports') && response.request().method() === 'POST');
  await citizen.getByRole('button', { name: '提交' }).click();
  const { number } = await (await answer).json();
  await citizen.getByRole('link', { name: '查看进度' }).first().waitFor();

  // The dispatcher corrects the matter by keyboard alone and confirms the unit the duty list names.
  const dispatcher = await open({ language: 'zh', login: 'dispatcher1' });
  await dispatcher.goto(`${base}/dispatch`);
  await dispatcher.getByRole('option', { name: /拖了很久/ }).first().click();
  await dispatcher.getByRole('link', { name: number }).waitFor();
  await step(dispatcher, 'dispatch zh unsure');
  await dispatcher.keyboard.press('m');
  await dispatcher.getByRole('combobox', { name: '查找事项' }).fill('路灯');
  await step(dispatcher, 'dispatch zh matter search');
  await dispatcher.keyboard.press('Enter');
  await dispatcher.getByRole('button', { name: /^派给/ }).waitFor();
  await dispatcher.keyboard.press('Enter');
  await dispatcher.getByText('已派给').waitFor();
  await step(dispatcher, 'dispatch zh done');
  const of = await (await dispatcher.request.get(`${base}/api/v1/cases/by-number/${number}`)).json();
  assert.equal(of.stage, 'dispatched');
  assert.match(of.matter.name, /灯/, 'the corrected matter stands');

  const admin = await open({ language: 'zh', login: 'admin' });
  const people = await (await admin.request.get(`${base}/api/v1/people?unit=${of.unit.code}&role=handler`)).json();
  const login = people.items.find((one) => one.unit.code === of.unit.code)?.login;
  assert.ok(login, `somebody handles cases at ${of.unit.code}`);

  const handler = await open({ language: 'zh', login });
  await handler.goto(`${base}/unit`);
  await handler.getByRole('button', { name: `签收 ${number}` }).waitFor();
  await step(handler, 'unit zh to accept');
  await handler.getByRole('button', { name: `签收 ${number}` }).click();
  await handler.getByText('已签收 1 件').waitFor();
  await handler.getByRole('tab', { name: /办理中/ }).click();
  await handler.getByRole('button', { name: `联系市民 ${number}` }).click();
  const contact = handler.getByRole('form', { name: '联系市民' });
  await contact.getByRole('button', { name: '已电话联系市民，说明处理安排。' }).click();
  await step(handler, 'unit zh contact');
  await contact.getByRole('button', { name: /^联系市民 Ctrl/ }).click();
  await contact.waitFor({ state: 'detached' });
  await handler.getByRole('button', { name: `办结 ${number}` }).click();
  const resolve = handler.getByRole('form', { name: '办结' });
  await resolve.getByLabel(/办理结果/).fill('已更换损坏的灯具并恢复照明，现场测试正常，感谢您的反映。');
  await resolve.getByLabel(/采取的措施/).fill('更换灯具两套，检查线路');
  await step(handler, 'unit zh resolve');
  await handler.keyboard.press('Control+Enter');
  await resolve.waitFor({ state: 'detached' });

  const supervisor = await open({ language: 'zh', login: 'supervisor1' });
  if ((await (await supervisor.request.get(`${base}/api/v1/cases/${of.id}`)).json()).stage === 'resolved') {
    await supervisor.goto(`${base}/supervise`);
    await supervisor.getByRole('tab', { name: /待审核/ }).click();
    await supervisor.getByRole('button', { name: `审核 ${number}` }).click();
    const review = supervisor.getByRole('form', { name: '审核' });
    await review.getByText('通过', { exact: true }).click();
    await step(supervisor, 'supervise zh review');
    await review.getByRole('button', { name: /^提交审核/ }).click();
    await review.waitFor({ state: 'detached' });
  }
  await supervisor.goto(`${base}/call-back`);
  await supervisor.getByRole('link', { name: number }).first().waitFor();
  await step(supervisor, 'call-back zh');

  await citizen.getByRole('link', { name: '查看进度' }).first().click();
  await citizen.getByText('已更换损坏的灯具').first().waitFor();
  await citizen.getByText('已解决', { exact: true }).click();
  await citizen.getByText('满意', { exact: true }).first().click();
  await step(citizen, 'citizen zh rate');
  await citizen.getByRole('button', { name: '提交评价' }).click();
  await citizen.getByText('您的评价').waitFor();

  await supervisor.goto(`${base}/cases/${of.id}`);
  await supervisor.getByText('市民评价').first().waitFor();
  await step(supervisor, 'case zh closed');
  assert.equal((await (await supervisor.request.get(`${base}/api/v1/cases/${of.id}`)).json()).stage, 'closed');
}
