// A call fills the seat's form while it is spoken: replayed line by line, overwritten by the agent, given back, registered; then a call that the speech system opens.
import assert from 'node:assert/strict';

const TALK = `坐席:您好 这里是一二三四五热线 请问有什么可以帮您
市民:你好 我想反映一下 我们楼下那个路灯坏了
坐席:请问是在什么位置呢
市民:在云锦路八十八号门口
坐席:什么时候开始的
市民:前天晚上就不亮了 每天晚上黑漆漆的
坐席:请问您贵姓 电话方便留一下吗
市民:我姓王 电话是幺九九零零零零八八六六
坐席:幺九九零零零零八八六六 好的
市民:希望你们尽快派人来修 修好了给我回个电话
坐席:好的 已经为您登记 感谢来电`;

export default async function ({ open, base, step }) {
  const page = await open({ language: 'zh', login: 'agent1' });
  const api = (path) => page.request.get(`${base}/api/v1${path}`).then((answer) => answer.json());
  await page.goto(`${base}/seat`);
  await page.getByText('没有正在转写的通话').waitFor();
  await page.getByLabel('市民怎么说').waitFor();
  await page.getByRole('button', { name: '回放转写' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('通话转写').fill(TALK);
  await dialog.getByText('11 句').waitFor();
  await dialog.getByText('10 倍').click();
  await step(page, 'seat live zh replay dialog');
  await dialog.getByRole('button', { name: '开始回放' }).click();

  await page.getByText('通话中').waitFor();
  await page.getByText(/回放 [3-9]\/11 句/).waitFor();
  await page.getByRole('button', { name: '暂停' }).click();
  await page.locator('[data-line]').nth(2).waitFor();
  await step(page, 'seat live zh paused');
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('回放 11/11 句').waitFor();
  assert.equal(await page.locator('[data-line]').count(), 11, 'every line stands in the transcript');

  // What was said stands in the form, with how sure it is.
  const value = (label) => page.getByLabel(label, { exact: true }).inputValue();
  await page.waitForFunction(() => document.querySelector('#name')?.value && document.querySelector('#phone')?.value);
  assert.match(await value('姓名'), /王/);
  assert.match(await value('来电号码'), /8866$/);
  assert.match(await page.locator('#place').inputValue(), /云锦路/);
  assert.match(await page.getByLabel('市民怎么说').inputValue(), /路灯/);
  await page.locator('[data-field="name"]').getByText('%').waitFor();
  await step(page, 'seat live zh filled');

  // Pointing at a field lights up where it was said; leaving it puts the light out.
  await page.locator('#name').focus();
  await page.locator('mark[data-tone="lit"]').first().waitFor();
  await step(page, 'seat live zh lit');

  // The agent's own value wins and is marked; one press gives the machine's back.
  await page.locator('#name').fill('王小明');
  const name = page.locator('[data-field="name"]');
  await name.getByText('您填的').waitFor();
  await page.waitForResponse((answer) => answer.url().includes('/form') && answer.request().method() === 'PATCH');
  const [running] = (await api('/calls?state=open')).items;
  assert.equal((await api(`/calls/${running.id}`)).form.fields.name.value, '王小明');
  await step(page, 'seat live zh own value');
  await name.getByRole('button', { name: /^还原/ }).click();
  await name.getByText('您填的').waitFor({ state: 'detached' });
  assert.notEqual(await value('姓名'), '王小明', 'the machine fills it again');

  // Registering makes the report with what stands there, and closes the call.
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/v1/reports') && request.method() === 'POST');
  await page.keyboard.press('Control+Enter');
  const report = (await sent).postDataJSON();
  assert.match(report.reporter.phone, /8866$/);
  assert.match(report.address, /云锦路/);
  const link = page.locator('a', { hasText: /^YW\d{8}-\d+$/ }).first();
  await link.waitFor();
  const number = await link.textContent();
  await page.getByText('没有正在转写的通话').waitFor();
  assert.equal(await page.getByLabel('市民怎么说').inputValue(), '', 'the form is ready for the next call');
  const closed = (await api('/calls?state=closed')).items.find((one) => one.id === running.id);
  assert.equal(closed?.case?.number, number, 'the call is closed and knows its case');
  await step(page, 'seat live zh registered');

  // A speech system opens a call for this agent: it appears by itself and fills while it goes on.
  const speech = await open({ language: 'zh', login: 'admin' });
  const token = (await (await speech.request.get(`${base}/api/v1/session`)).json()).csrf;
  const send = async (path, data) => { const answer = await speech.request.post(`${base}/api/v1${path}`, { data, headers: { 'X-CSRF-Token': token } }); assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`); return answer.json(); };
  const call = await send('/calls', { agent: 'agent1', caller: '10000000007' });
  await page.getByText('通话中').waitFor();
  await send(`/calls/${call.id}/lines`, { lines: [{ speaker: 'seat', text: '您好请问有什么可以帮您' }] });
  await send(`/calls/${call.id}/lines`, { lines: [{ speaker: 'citizen', text: '你好我想咨询一下社保卡丢了怎么补办' }] });
  await page.getByText('社保卡丢了怎么补办').first().waitFor();
  await page.waitForFunction(() => /社保卡/.test(document.querySelector('#words')?.value ?? ''));
  assert.equal(await value('来电号码'), '10000000007', 'the number on display stands until another is said');
  const article = page.locator('section', { has: page.getByRole('heading', { name: '知识库可直接答复' }) });
  await article.getByRole('button', { name: '直接答复' }).first().waitFor();
  await step(page, 'seat live zh article');
  await article.getByRole('button', { name: '直接答复' }).first().click();
  await page.getByRole('button', { name: '答复并归档' }).waitFor();
  assert.match(await page.getByLabel('答复内容').inputValue(), /社保卡/);
  await page.getByRole('button', { name: '答复并归档' }).click();
  await page.getByText('已答复').waitFor();

  // On a phone in English.
  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'agent2' });
  await phone.goto(`${base}/seat`);
  await phone.getByRole('button', { name: 'Replay a transcript' }).click();
  await phone.getByRole('dialog').getByRole('button', { name: 'Use an example' }).click();
  await phone.getByRole('dialog').getByText('No waiting').click();
  await step(phone, 'seat live en phone dialog');
  await phone.getByRole('dialog').getByRole('button', { name: 'Replay', exact: true }).click();
  await phone.getByText(/Replay: (\d+) of \1 lines/).waitFor();
  await step(phone, 'seat live en phone');
  await phone.locator('[data-field="name"]').scrollIntoViewIfNeeded();
  await step(phone, 'seat live en phone form');
  await phone.getByRole('button', { name: 'End the call' }).click();
  await phone.getByText('No call is being transcribed').waitFor();
}
