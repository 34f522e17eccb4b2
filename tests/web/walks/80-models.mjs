// The city's own models: people label the least sure cases, take one judgement back, train a candidate, compare it, let it run in the shadow, put it to use, go back.
import assert from 'node:assert/strict';

const TOLD = [['楼下烧烤店油烟直往窗户里灌，晚上不敢开窗', '隔壁餐馆的油烟管对着我家阳台', '小区门口夜市油烟太大'], ['工地半夜还在打桩，吵得睡不着', '凌晨两点工地倒混凝土，噪声太大', '旁边楼盘夜间施工不停'], ['路灯坏了半个月，晚上黑漆漆的', '巷子里一排路灯都不亮', '人行道的路灯忽明忽暗'], ['马路上一个大坑，车过去颠得厉害', '人行道地砖翘起来绊倒人', '路面塌了一小块没人修']];

export default async function ({ open, base, step }) {
  const citizen = await open({ language: 'zh' });
  for (const [i, text] of TOLD.flat().entries()) {
    const answer = await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text: `${text}，地点在第${i + 1}街区`, phone: `199000880${String(i).padStart(2, '0')}`, language: 'zh', idempotency_key: `models-walk-${i}` } });
    assert.ok(answer.ok(), await answer.text());
  }

  const dispatcher = await open({ language: 'zh', login: 'dispatcher1' });
  const waits = async () => (await (await dispatcher.request.get(`${base}/api/v1/labelling/progress`)).json()).to_label ?? 0;
  const until = Date.now() + 60_000;
  while ((await waits()) < 4 && Date.now() < until) await dispatcher.waitForTimeout(500);
  await dispatcher.goto(`${base}/labelling`);
  const guesses = dispatcher.getByRole('group', { name: '属于哪个事项' }).getByRole('button');
  await guesses.first().waitFor();
  await step(dispatcher, 'labelling zh');
  const judged = dispatcher.getByText(/^我今天 \d+$/);
  await dispatcher.keyboard.press('1');
  await dispatcher.getByText('我今天 1', { exact: true }).waitFor();
  await dispatcher.getByRole('complementary').getByRole('button', { name: /^撤回/ }).first().click();
  await dispatcher.getByText('我今天 0', { exact: true }).waitFor();
  for (let n = 1; n <= 4; ++n) {
    await guesses.first().click();
    await dispatcher.getByText(`我今天 ${n}`, { exact: true }).waitFor();
    if (!(await guesses.first().waitFor({ timeout: 4000 }).then(() => true).catch(() => false))) break;
  }
  assert.match((await judged.textContent()) ?? '', /[2-9]/);
  await step(dispatcher, 'labelling zh done');

  const admin = await open({ language: 'zh', login: 'admin' });
  await admin.goto(`${base}/models`);
  await admin.getByText('使用中').first().waitFor();
  await step(admin, 'models zh registry');
  await admin.getByLabel('说明').fill('标注了几件');
  await admin.getByRole('button', { name: '立即训练' }).click();
  await admin.getByText(/训练完成，得到模型 \d+/).waitFor({ timeout: 120_000 });
  await admin.getByRole('list', { name: '模型库' }).getByRole('button', { name: /候选/ }).first().click();
  await admin.getByRole('button', { name: '开始试跑' }).click();
  await admin.getByRole('button', { name: '停止试跑' }).waitFor();
  await step(admin, 'models zh shadow');

  await admin.getByRole('tab', { name: '对比' }).click();
  await admin.getByLabel('甲', { exact: true }).waitFor();
  await admin.getByText(/件案件：|还没有可对比的案件/).first().waitFor();
  await step(admin, 'models zh compare');
  await admin.getByRole('tab', { name: /漂移预警/ }).click();
  await admin.getByText('案件还不够多，暂不预警').or(admin.getByText('平均置信度')).first().waitFor();
  await step(admin, 'models zh drift');
  await admin.getByRole('tab', { name: '调用统计' }).click();
  await admin.getByRole('heading', { name: '按渠道' }).waitFor();
  await step(admin, 'models zh calls');
  await admin.getByRole('tab', { name: '数据集' }).click();
  await admin.getByText('用于学习').first().waitFor();
  await step(admin, 'models zh datasets');
  await admin.getByRole('tab', { name: '大模型服务' }).click();
  await admin.getByText('未配置大模型服务').waitFor();
  await step(admin, 'models zh service');

  await admin.getByRole('tab', { name: '模型库' }).click();
  await admin.getByRole('list', { name: '模型库' }).getByRole('button', { name: /试跑中/ }).click();
  await admin.getByRole('button', { name: '启用', exact: true }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('理由', { exact: true }).fill('试跑一致');
  if (await dialog.getByLabel(/仍要启用的理由/).count()) await dialog.getByLabel(/仍要启用的理由/).fill('演示用');
  await step(admin, 'models zh promote');
  await dialog.getByRole('button', { name: '启用' }).click();
  const worse = dialog.getByLabel(/仍要启用的理由/);
  await admin.getByText(/^模型 \d+ 已启用$/).or(worse).first().waitFor();
  if (await worse.count()) { await worse.fill('演示用'); await dialog.getByRole('button', { name: '启用' }).click(); }
  await dialog.waitFor({ state: 'detached' });
  await admin.getByRole('list', { name: '模型库' }).getByRole('button', { name: /已替换/ }).first().click();
  await admin.getByRole('button', { name: '退回到此模型' }).click();
  await dialog.getByLabel('理由', { exact: true }).fill('先用回原来的');
  await dialog.getByRole('button', { name: '退回' }).click();
  await dialog.waitFor({ state: 'detached' });
  await admin.getByText('启用记录').waitFor();
  await step(admin, 'models zh rolled back');

  const phone = await open({ width: 390, height: 844, language: 'en', login: 'supervisor1', mobile: true });
  await phone.goto(`${base}/labelling`);
  await phone.getByRole('heading', { name: 'Labelling', level: 1 }).waitFor();
  await phone.getByText('My last judgements').waitFor();
  await step(phone, 'labelling en phone');
  await phone.goto(`${base}/models`);
  await phone.getByText('In use').first().waitFor();
  await step(phone, 'models en phone');
}
