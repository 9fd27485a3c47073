// A page with as many findings as it can hold stays usable. Times are printed, not judged: the machine may be busy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, reportFolder } from './browser.js';
import { inventory } from './inventory.js';

let browser;
let reports;
let address;

before(async () => {
  reports = reportFolder();
  address = reports.write('large', inventory(17_000));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  reports?.remove();
});

test('10,000 findings: says what is left out, filters at once, pages, prints all', async (t) => {
  const { page, faults } = await open(browser, address);
  assert.match(
    await page.locator('#all .warning').first().innerText(),
    /of 12,\d{3} findings are left out.* 10,000 strongest/,
  );
  assert.equal(await page.locator('#count').innerText(), 'All 10,000 findings on 10,000 assets, page 1 of 200');
  assert.equal(await page.locator('#findings tbody').count(), 50);

  const slowest = await page.evaluate(() => {
    const search = document.getElementById('search');
    const times = ['h', 'hi', 'hikvision', 'hikvision shelbyville', 'zzz', ''].map((text) => {
      const start = performance.now();
      search.value = text;
      search.dispatchEvent(new Event('input'));
      document.getElementById('findings').getBoundingClientRect();
      return performance.now() - start;
    });
    return Math.max(...times);
  });
  t.diagnostic(`slowest filter: ${Math.round(slowest)} ms`);

  const sorting = await page.evaluate(() => {
    const start = performance.now();
    document.querySelector('th[data-sort=asset] button').click();
    return performance.now() - start;
  });
  t.diagnostic(`sorting: ${Math.round(sorting)} ms`);

  await page.locator('#next').click();
  assert.equal(await page.locator('#count').innerText(), 'All 10,000 findings on 10,000 assets, page 2 of 200');

  const printing = await page.evaluate(() => {
    const start = performance.now();
    dispatchEvent(new Event('beforeprint'));
    return performance.now() - start;
  });
  t.diagnostic(`all rows for the printer: ${Math.round(printing)} ms`);
  assert.equal(await page.locator('.paper .line').count(), 10_000);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('#findings tbody').count(), 50);
  assert.deepEqual(faults, []);
});
