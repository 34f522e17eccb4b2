// What the engine understood, at the dispatch desk: three matters with how sure it is, the telling words marked, why it was not surer, tags by kind; keys choose and confirm.
import assert from 'node:assert/strict';

const WORDS = '我们小区消防通道天天被外来车占着，晚上楼下还放音响跳舞，物业公司一直不管，家里老人被吵得害怕，真着火了怎么办';
const OTHER = '路口那家店半夜放音响，货堆在人行道上，早上又有人往路上倒污水，老人孩子走路都害怕，没人来管';

export default async function ({ open, base, step }) {
  const citizen = await open({ language: 'zh' });
  const tell = async (text, phone) => (await citizen.request.post(`${base}/api/v1/public/reports`, { data: { text, phone, language: 'zh', idempotency_key: `understand-${phone}` } })).json();
  const { number } = await tell(WORDS, '19900070001');

  const dispatcher = await open({ language: 'zh', login: 'dispatcher1' });
  const read = async () => (await dispatcher.request.get(`${base}/api/v1/cases/by-number/${number}`)).json();
  const before = await read();
  assert.equal(before.stage, 'received', 'the engine leaves a case of two matters to a person');
  await dispatcher.goto(`${base}/dispatch`);
  await dispatcher.getByRole('option', { name: /消防通道/ }).first().click();
  await dispatcher.getByRole('link', { name: number }).waitFor();
  const choices = dispatcher.locator('section', { has: dispatcher.getByRole('heading', { name: '事项', exact: true }) }).getByRole('button', { pressed: false }).or(dispatcher.getByRole('button', { pressed: true }));
  assert.ok(await choices.count() >= 3, 'three matters stand to choose from');
  assert.equal(await dispatcher.getByText(/把握 \d+%，低于本市自动判定线 \d+%/).count(), 1, 'why it was not surer is said');
  const marked = await dispatcher.locator('mark.evidence[data-tone="matter"]').allTextContents();
  assert.ok(marked.some((words) => WORDS.includes(words)), `words of the report are marked: ${marked}`);
  await dispatcher.getByText('标出的词支持').waitFor();
  const tags = dispatcher.getByLabel('标签');
  await tags.getByText('人群').waitFor();
  await step(dispatcher, 'understand zh judged');

  // A tag lights up where it stands.
  await tags.getByText('老人', { exact: true }).hover();
  await dispatcher.locator('mark.evidence[data-tone="lit"]', { hasText: '老人' }).waitFor();
  await step(dispatcher, 'understand zh tag lit');

  // The second is chosen by its number, Enter confirms.
  const second = before.advice.matters[1].matter;
  await dispatcher.keyboard.press('2');
  await dispatcher.locator('button[aria-pressed="true"]', { hasText: second.name }).waitFor();
  await dispatcher.getByRole('button', { name: /^派给|^选择单位/ }).waitFor();
  await dispatcher.getByText('正在按所选事项查职责清单').waitFor({ state: 'detached' });
  await step(dispatcher, 'understand zh second chosen');
  await dispatcher.keyboard.press('Enter');
  if (await dispatcher.getByRole('dialog').count()) { await dispatcher.getByRole('combobox', { name: '查找单位' }).fill('城管'); await dispatcher.keyboard.press('Enter'); await dispatcher.getByRole('dialog').waitFor({ state: 'detached' }); await dispatcher.keyboard.press('Enter'); }
  await dispatcher.getByText('已派给').waitFor();
  const after = await read();
  assert.equal(after.matter.code, second.code, 'the chosen matter stands');
  assert.equal(after.stage, 'dispatched');

  // The same on a phone in English.
  const { number: next } = await tell(OTHER, '19900070002');
  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'dispatcher1' });
  const found = await (await phone.request.get(`${base}/api/v1/cases/by-number/${next}`)).json();
  if (found.stage === 'received') {
    await phone.goto(`${base}/dispatch`);
    await phone.getByRole('option', { name: /污水/ }).first().click();
    await phone.getByRole('link', { name: next }).waitFor();
    await phone.getByText(/% sure; the city lets the engine act/).waitFor();
    await step(phone, 'understand en phone');
    await phone.getByText('Tags', { exact: true }).or(phone.getByLabel('Tags')).first().scrollIntoViewIfNeeded();
    await step(phone, 'understand en phone tags');
  }
}
