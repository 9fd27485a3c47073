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
  address = reports.write('large', inventory(19_000));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  reports?.remove();
});

test('more than 10,000 assets: says what is left out, shows the first, filters at once, prints all', async (t) => {
  const { page, faults } = await open(browser, address);
  assert.match(await page.locator('#assets .remark').innerText(), /of 1\d,\d{3} lines are left out/);
  // 10,000 of each state.
  const [, held] = /^All (1\d,\d{3}) assets, the first 500 shown$/.exec(await page.locator('#count').innerText());

  assert.equal(await page.locator('.of-assets tbody tr:visible').count(), 500);

  const slowest = await page.evaluate(() => {
    const search = document.getElementById('search');
    const times = ['h', 'hi', 'hikvision', 'hikvision shelbyville', 'zzz', ''].map((text) => {
      const start = performance.now();
      search.value = text;
      search.dispatchEvent(new Event('input'));
      document.getElementById('assets').getBoundingClientRect();
      return performance.now() - start;
    });
    return Math.max(...times);
  });
  t.diagnostic(`slowest filter: ${Math.round(slowest)} ms`);

  const sorting = await page.evaluate(() => {
    const start = performance.now();
    document.querySelector('.of-assets th:nth-child(3) button').click();
    return performance.now() - start;
  });
  t.diagnostic(`sorting: ${Math.round(sorting)} ms`);

  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.of-assets tbody tr:visible').count(), Number(held.replace(',', '')));
  assert.deepEqual(faults, []);
});
