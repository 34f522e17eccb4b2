// Those who watch and those who keep the house: list with filters, a case and its reporter, overview, wall, administration; in both languages.
import assert from 'node:assert/strict';

export default async function ({ open, base, step }) {
  const agent = await open({ language: 'zh', login: 'agent1' });
  const session = await (await agent.request.get(`${base}/api/v1/session`)).json();
  const made = await (await agent.request.post(`${base}/api/v1/reports`, {
    headers: { 'X-CSRF-Token': session.csrf },
    data: { channel: 'hotline', external_id: 'walk-watch-1', text: '小区楼道里有人给电动车飞线充电，怕着火', reporter: { name: '王小样', phone: '19900003333', confidential: false } },
  })).json();
  const { id, number } = made.case;

  for (const language of ['zh', 'en']) {
    const supervisor = await open({ language, login: 'supervisor1' });
    await supervisor.goto(`${base}/supervise`);
    await supervisor.getByRole('tab').last().click();
    await supervisor.getByRole('link', { name: number }).waitFor();
    await step(supervisor, `supervise ${language}`);
    await supervisor.goto(`${base}/cases/${id}`);
    await supervisor.getByRole('heading', { level: 1 }).waitFor();
    await supervisor.getByText(language === 'zh' ? '识别事项' : 'Matter judged').waitFor();
    await step(supervisor, `case ${language}`);
    assert.equal(await supervisor.getByText('19900003333').count(), 0, 'numbers are masked');
    await supervisor.getByRole('button', { name: language === 'zh' ? '查看诉求人信息' : 'Show reporter' }).click();
    const dialog = supervisor.getByRole('dialog');
    await dialog.getByLabel(/理由|Reason/).fill(language === 'zh' ? '核实现场位置' : 'to check the place');
    await supervisor.waitForTimeout(400);                                   // the button comes alive
    await step(supervisor, `reveal ${language}`);
    await supervisor.keyboard.press('Enter');
    await dialog.getByText('19900003333').waitFor();

    await supervisor.goto(`${base}/overview`);
    await supervisor.locator('canvas').first().waitFor();
    await step(supervisor, `overview ${language}`);
    await supervisor.close();
    const wall = await open({ language, login: 'leader1', width: 1920, height: 1080 });
    await wall.goto(`${base}/wall`);
    await wall.locator('canvas').first().waitFor();
    await wall.waitForTimeout(1500);
    await step(wall, `wall ${language}`);

    await wall.close();

    const admin = await open({ language, login: 'admin' });
    for (const page of ['people', 'city', 'audit', 'system']) {
      await admin.goto(`${base}/admin/${page}`);
      await admin.locator('tr[data-row-key], dl, canvas').first().waitFor();
      await step(admin, `admin ${page} ${language}`);
    }
    await admin.goto(`${base}/admin/audit`);
    await admin.getByText(language === 'zh' ? '查看诉求人信息' : 'Reporter shown').first().waitFor();
    await admin.close();
  }
}
