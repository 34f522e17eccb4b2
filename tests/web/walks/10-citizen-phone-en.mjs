// A citizen on a phone, in English: says it in one sentence, points at the map, adds a photo, follows the report.
import assert from 'node:assert/strict';

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export default async function ({ open, base, step }) {
  const page = await open({ width: 390, height: 844, language: 'en', mobile: true });
  await page.goto(`${base}/`);
  await page.getByRole('heading', { level: 1, name: 'Tell us in one sentence' }).waitFor();
  await step(page, 'citizen en start');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Please write what happened').waitFor();
  await page.getByLabel('What happened').fill('The street light in front of our gate has been out for a week and it is dangerous at night. 路灯不亮');
  await page.getByRole('button', { name: 'Point at the map' }).click();
  const map = page.locator('canvas').first();
  await map.waitFor();
  await page.waitForTimeout(1500);
  await map.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await map.boundingBox();
  assert.ok(box && box.height > 200, 'the map has room');
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByRole('button', { name: 'Clear' }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: PIXEL });
  await page.getByText('Uploading').waitFor({ state: 'detached' });
  await page.getByLabel('Mobile').fill('19900001234');
  await step(page, 'citizen en filled');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Received. Thank you' }).waitFor();
  await step(page, 'citizen en done');
  await page.getByRole('link', { name: 'Follow it' }).click();
  await page.getByText('What happened so far').waitFor();
  await step(page, 'citizen en track');
  await page.goto(`${base}/track`);
  await page.getByText('Reported on this device').waitFor();
  await step(page, 'citizen en mine');
}
