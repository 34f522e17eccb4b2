// What goes wrong on a citizen's way: an unknown code, a page that is not there, a desk that is not mine, a lost session, a file too large, the same report sent twice.
import assert from 'node:assert/strict';

export default async function ({ open, base, step }) {
  const citizen = await open({ width: 390, height: 844, language: 'zh', mobile: true });
  await citizen.goto(`${base}/track/YW20260101-000001?code=NOTRIGHT`);
  await citizen.getByText('编号或查询码不正确').waitFor();
  await step(citizen, 'track zh wrong code');
  await citizen.goto(`${base}/`);
  await citizen.getByLabel('发生了什么').fill('<script>alert(1)</script> 有人落水了，快救命 🆘 𠮷');
  await citizen.getByRole('alert').getByText('119').waitFor();
  await step(citizen, 'citizen zh emergency');
  await citizen.locator('input[type=file]').setInputFiles({ name: 'page.html', mimeType: 'image/png', buffer: Buffer.from('<html>not a picture</html>') });
  await citizen.getByText('上传失败').waitFor();
  await citizen.getByRole('button', { name: '提交' }).click();
  await citizen.getByRole('heading', { name: '已收到，谢谢您' }).waitFor();
  await citizen.getByRole('link', { name: '查看进度' }).last().click();
  await citizen.getByText('<script>alert(1)</script>').waitFor();
  await step(citizen, 'track zh odd text');

  const agent = await open({ language: 'zh', login: 'agent1' });
  await agent.goto(`${base}/admin`);
  await agent.getByText('您的岗位不能打开这个页面').waitFor();
  await step(agent, 'not mine zh');
  await agent.goto(`${base}/nowhere`);
  await agent.getByText('没有这个页面').waitFor();
  await agent.goto(`${base}/cases/999999999`);
  await agent.getByText('没有这个工单').waitFor();
  await step(agent, 'unknown case zh');

  await agent.goto(`${base}/seat`);
  await agent.getByLabel('市民怎么说').fill('小区门口的路灯坏了好几天');
  await agent.context().clearCookies();
  await agent.keyboard.press('Control+Enter');
  await agent.getByRole('heading', { name: '工作人员登录' }).waitFor();
  assert.match(agent.url(), /next=%2Fseat/, 'signing in again leads back to the seat');
  await agent.getByLabel('账号').fill('agent1');
  await agent.getByLabel('密码', { exact: true }).fill('yiwang-demo');
  await agent.keyboard.press('Enter');
  await agent.getByLabel('市民怎么说').waitFor();
  assert.equal(await agent.getByLabel('市民怎么说').inputValue(), '小区门口的路灯坏了好几天', 'what was typed is still there');
}
