// One report through all desks in English on phone screens: told, dispatched, accepted, answered, rated, closed.
import assert from 'node:assert/strict';

const PHONE = { width: 390, height: 844, language: 'en', mobile: true };
const WORDS = 'A street light at our corner has been dark for ten days, please repair it (路灯不亮)';

export default async function ({ open, base, step }) {
  const citizen = await open(PHONE);
  await citizen.goto(`${base}/`);
  await citizen.getByLabel('What happened').fill(WORDS);
  await citizen.getByLabel('Mobile').fill('19900008888');
  const answer = citizen.waitForResponse((response) => response.url().endsWith('/public/reports') && response.request().method() === 'POST');
  await citizen.getByRole('button', { name: 'Send' }).click();
  const { number } = await (await answer).json();
  await citizen.getByRole('heading', { name: 'Received. Thank you' }).waitFor();

  const dispatcher = await open({ ...PHONE, login: 'dispatcher1' });
  const read = async () => (await dispatcher.request.get(`${base}/api/v1/cases/by-number/${number}`)).json();
  if ((await read()).stage === 'received') {
    await dispatcher.goto(`${base}/dispatch`);
    await dispatcher.getByRole('option', { name: /street light/i }).first().click();
    await dispatcher.getByRole('link', { name: number }).waitFor();
    await step(dispatcher, 'dispatch en phone');
    await dispatcher.getByRole('button', { name: /^Dispatch to/ }).click();
    await dispatcher.getByText(/went to/).first().waitFor();
    await step(dispatcher, 'dispatch en phone done');
  }
  const of = await read();
  assert.equal(of.stage, 'dispatched');

  const admin = await open({ ...PHONE, login: 'admin' });
  const people = await (await admin.request.get(`${base}/api/v1/people?unit=${of.unit.code}&role=handler`)).json();
  const handler = await open({ ...PHONE, login: people.items.find((one) => one.unit.code === of.unit.code).login });
  await handler.goto(`${base}/unit`);
  await handler.getByRole('button', { name: `Accept ${number}` }).click();
  await handler.getByText('1 accepted').waitFor();
  await handler.getByRole('tab', { name: /Working/ }).click();
  await handler.getByRole('button', { name: `Contact citizen ${number}` }).click();
  const contact = handler.getByRole('form', { name: 'Contact citizen' });
  await contact.getByLabel('Note').fill('Called the citizen and explained the repair.');
  await step(handler, 'unit en phone contact');
  await contact.getByRole('button', { name: /^Contact citizen/ }).click();
  await contact.waitFor({ state: 'detached' });
  await handler.getByRole('button', { name: `Resolve ${number}` }).click();
  const resolve = handler.getByRole('form', { name: 'Resolve' });
  await resolve.getByLabel(/^Result/).fill('The lamp was replaced and the light works again. Thank you for telling us.');
  await resolve.getByLabel('What was done').fill('Replaced one lamp, checked the cable');
  await step(handler, 'unit en phone resolve');
  await resolve.getByRole('button', { name: /^Send result/ }).click();
  await resolve.waitFor({ state: 'detached' });

  if ((await read()).stage === 'resolved') {
    const supervisor = await open({ ...PHONE, login: 'supervisor1' });
    await supervisor.goto(`${base}/supervise`);
    await supervisor.getByRole('tab', { name: /To review/ }).click();
    await supervisor.getByRole('button', { name: `Review ${number}` }).click();
    const review = supervisor.getByRole('form', { name: 'Review' });
    await review.getByText('Pass', { exact: true }).click();
    await step(supervisor, 'supervise en phone review');
    await review.getByRole('button', { name: /^Send decision/ }).click();
    await review.waitFor({ state: 'detached' });
  }

  await citizen.getByRole('link', { name: 'Follow it' }).click();
  await citizen.getByText('The lamp was replaced').first().waitFor();
  await citizen.getByText('Solved', { exact: true }).click();
  await citizen.getByText('Satisfied', { exact: true }).first().click();
  await step(citizen, 'citizen en phone rate');
  await citizen.getByRole('button', { name: 'Send rating' }).click();
  await citizen.getByText('Your rating').waitFor();
  await step(citizen, 'citizen en phone rated');
  assert.equal((await read()).stage, 'closed');

  const agent = await open({ ...PHONE, login: 'agent1' });
  await agent.goto(`${base}/cases/${of.id}`);
  await agent.getByText(number).first().waitFor();
  await step(agent, 'case en phone');
}
