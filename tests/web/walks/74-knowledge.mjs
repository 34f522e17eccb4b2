// The knowledge base: found while typing, written by one, approved by another, changed, compared, retired; a citizen reads it instead of reporting.
import assert from 'node:assert/strict';

const TITLE = '共享单车乱停放找谁管';
const ANSWER = '共享单车停放由城管部门管理。发现乱停放，可拍照并说明位置，运营企业应在两小时内清理。';

export default async function ({ open, base, step }) {
  const writer = await open({ language: 'zh', login: 'dispatcher1' });
  await writer.goto(`${base}/knowledge`);
  await writer.getByLabel('搜索知识库').fill('社保卡丢了怎么补');
  const hit = writer.locator('li', { has: writer.getByRole('link', { name: /社保卡/ }) }).first();
  await hit.waitFor();
  await hit.locator('mark').first().waitFor();
  await step(writer, 'knowledge zh search');
  await hit.getByRole('link').first().click();
  await writer.getByRole('heading', { level: 1, name: /社保卡/ }).waitFor();
  await writer.getByRole('button', { name: '有帮助', exact: true }).click();
  await writer.getByText('谢谢，已记录').waitFor();
  await step(writer, 'knowledge zh article');

  await writer.goto(`${base}/knowledge`);
  await writer.getByRole('button', { name: '新建文章' }).click();
  await writer.getByRole('button', { name: '保存草稿' }).click();
  await writer.getByText(/还缺：/).waitFor();
  await writer.getByLabel('标题', { exact: true }).fill(TITLE);
  await writer.getByLabel('给市民的答复').fill(ANSWER);
  await writer.getByLabel(/^其他问法/).fill('单车乱停怎么办\n共享单车堵路找哪个部门');
  await writer.getByLabel('复核日期').fill('2027-06-30');
  await writer.getByRole('combobox', { name: '责任单位' }).fill('城市管理');
  await writer.keyboard.press('Enter');
  await step(writer, 'knowledge zh editor');
  await writer.getByRole('button', { name: '保存草稿' }).click();
  await writer.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  const path = new URL(writer.url()).pathname;
  await writer.getByRole('button', { name: '提交审核' }).click();
  await writer.getByRole('dialog').getByLabel('说明改了什么、为什么').fill('市民常问');
  await step(writer, 'knowledge zh submit');
  await writer.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await writer.getByRole('dialog').waitFor({ state: 'detached' }).catch(() => undefined);
  await writer.getByText('待审核').first().waitFor();
  assert.equal(await writer.getByRole('button', { name: '批准生效' }).count(), 0, 'who wrote it does not approve it');

  const second = await open({ language: 'zh', login: 'supervisor1' });
  await second.goto(`${base}/knowledge?state=in_review`);
  await second.getByRole('link', { name: TITLE }).click();
  await second.getByRole('button', { name: '批准生效' }).click();
  await second.getByText('生效中').first().waitFor();
  await step(second, 'knowledge zh in force');

  await writer.goto(`${base}${path}/edit`);
  await writer.getByLabel('给市民的答复').fill(ANSWER.replace('两小时', '一小时'));
  await writer.getByLabel('修改说明').fill('时限改短');
  await writer.getByRole('button', { name: '保存草稿' }).click();
  await writer.getByText('修改草稿').first().waitFor();
  await writer.getByRole('button', { name: '改动' }).first().click();
  await writer.locator('ins').first().waitFor();
  await step(writer, 'knowledge zh difference');

  // A citizen types the question and reads the answer.
  const citizen = await open({ width: 390, height: 844, language: 'zh', mobile: true });
  await citizen.goto(`${base}/`);
  await citizen.getByLabel('发生了什么').fill('请问社保卡丢了怎么补办');
  await citizen.getByRole('heading', { name: '也许您想问' }).waitFor();
  await citizen.getByRole('heading', { name: '也许您想问' }).scrollIntoViewIfNeeded();
  await step(citizen, 'knowledge zh citizen phone');
  await citizen.getByRole('button', { name: '解决了，不用提交' }).first().click();
  await citizen.getByText('太好了').waitFor();

  await second.goto(`${base}${path}`);
  await second.getByRole('button', { name: '停用' }).click();
  await second.getByRole('dialog').getByLabel('停用的理由').fill('另有新的办法');
  await second.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await second.getByText(/停用：另有新的办法/).waitFor();
  await step(second, 'knowledge zh retired');

  await second.goto(`${base}/knowledge`);
  await second.getByRole('button', { name: '导入' }).click();
  await second.getByRole('dialog').getByLabel('文件内容').fill('code,title,unit,answer\nwalk-01,如何预约公园篮球场,nowhere,可在手机上预约。');
  await second.getByRole('dialog').getByRole('button', { name: '先检查' }).click();
  await second.getByText(/有 1 处错误/).waitFor();
  await step(second, 'knowledge zh import');

  const phone = await open({ width: 390, height: 844, language: 'en', mobile: true, login: 'agent1' });
  await phone.goto(`${base}/knowledge`);
  await phone.getByRole('listitem').first().waitFor();
  await step(phone, 'knowledge en phone');
  await phone.getByRole('main').getByRole('listitem').first().getByRole('link').first().click();
  await phone.getByRole('heading', { name: 'About it' }).waitFor();
  await step(phone, 'knowledge en phone article');
}
