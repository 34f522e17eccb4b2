// An agent at the hotline seat: signs in, types one text, takes it in with the keyboard; a second caller joins, a third is answered at once, a fourth is told the legal way.
import assert from 'node:assert/strict';

const WORDS = '云澜市政府门口的路面塌陷了，有个大坑，昨天有老人骑车摔了，很危险';

export default async function ({ open, base, step }) {
  const page = await open({ language: 'zh' });
  await page.goto(`${base}/seat`);
  await page.getByLabel('账号').fill('agent1');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByText('账号或密码不正确').waitFor();
  await step(page, 'sign-in refused zh');
  await page.getByLabel('密码', { exact: true }).fill('yiwang-demo');
  await page.keyboard.press('Enter');
  await page.getByLabel('市民怎么说').waitFor();
  await step(page, 'seat zh empty');

  await page.getByLabel('来电号码').fill('19900005678');
  await page.getByLabel('市民怎么说').fill(WORDS);
  await page.getByText('%').first().waitFor();
  await step(page, 'seat zh advised');
  await page.keyboard.press('Control+Enter');
  const first = page.locator('a', { hasText: /^YW\d{8}-\d+$/ }).first();
  await first.waitFor();
  const number = await first.textContent();
  await step(page, 'seat zh taken');
  assert.equal(await page.getByLabel('市民怎么说').inputValue(), '', 'the form is ready for the next call');

  await page.getByLabel('来电号码').fill('19900005678');
  await page.getByText(number).nth(1).waitFor();                       // earlier cases of this number
  await page.keyboard.press('Alt+N');

  await page.getByLabel('来电号码').fill('19900009999');
  await page.getByLabel('市民怎么说').fill(WORDS.replace('昨天', '今天'));
  await page.getByRole('button', { name: `并入工单 ${number}` }).waitFor();
  await step(page, 'seat zh related');
  await page.keyboard.press('Alt+1');
  await page.getByText('已并入').waitFor();
  await page.getByLabel('市民怎么说').fill('请问办理老年证需要带什么材料');
  await page.keyboard.press('Alt+A');
  await page.getByRole('button', { name: '办事指南' }).click();
  await step(page, 'seat zh answer');
  await page.getByRole('button', { name: '答复并归档' }).click();
  await page.getByText('已答复').waitFor();

  await page.getByLabel('市民怎么说').fill('邻居欠我钱不还，法院已经判了，我要投诉法院执行慢');
  await page.keyboard.press('Alt+R');
  await page.getByRole('dialog').getByText('另有法定途径').click();
  await step(page, 'seat zh refuse');
  await page.getByRole('button', { name: '告知并归档' }).click();
  await page.getByText('已告知').waitFor();
  await step(page, 'seat zh told');
}
