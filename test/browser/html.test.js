// The HTML report in a real browser: npm run test:browser (needs `npm run build` and Chromium, see browser.js).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { launch, open, reportFolder } from './browser.js';
import { HOSTILE_ROWS, inventory, UNREADABLE_ROWS, WAIVERS } from './inventory.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let reports;
let address;

before(async () => {
  reports = reportFolder();
  address = reports.write('sites', inventory(60, [...HOSTILE_ROWS, ...UNREADABLE_ROWS]), WAIVERS);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  reports?.remove();
});

/** Runs a test on a fresh page, and holds it to no message, no error and no request. */
function onPage(name, options, run) {
  test(name, async () => {
    const { page, faults } = await open(browser, address, options);
    await run(page);
    await page.close();
    assert.deepEqual(faults, []);
  });
}

const count = (page) => page.locator('#count').innerText();
const groups = (page) => page.locator('.of-assets tbody tr:visible');
const column = (page, number) => page.locator(`.of-assets tbody tr:visible > :nth-child(${number})`).allInnerTexts();
const header = (page, name) => page.locator('.of-assets').first().locator('th', { hasText: name });

describe('filters', () => {
  onPage('each of them, by what it offers, and all together', {}, async (page) => {
    const all = await groups(page).count();
    assert.equal(await count(page), `All ${all} assets`);
    for (const at of [0, 3, 4]) {
      const select = page.locator(`select[name="${at}"]`);
      const [, value, offered] = /^(.*) \((\d+)\)$/.exec(await select.locator('option').nth(1).innerText());
      await select.selectOption(value);
      assert.equal(await groups(page).count(), Number(offered), value);
      assert.equal(await count(page), Number(offered) === all ? `All ${all} assets` : `${offered} of ${all} assets`);
      await select.selectOption('');
    }
    await page.getByLabel('Vendor').selectOption('Dahua');
    await page.locator('#search').fill('shelbyville');
    assert.deepEqual([...new Set(await column(page, 4))], ['Dahua']);
    assert.ok((await column(page, 3)).every((text) => text.includes('Shelbyville')));
  });

  onPage('free text: all words, in any part of an asset', {}, async (page) => {
    await page.locator('#search').fill('24:52:6a shelbyville');
    assert.ok((await groups(page).count()) > 0);
    await page.locator('#search').fill('Shelbyville Waverly Hills');
    assert.equal(await groups(page).count(), 0);
  });
});

onPage('sorts up, down, and back to the order of the report', {}, async (page) => {
  const button = header(page, 'Asset').getByRole('button');
  const original = await column(page, 3);
  await button.click();
  const up = await column(page, 3);
  assert.equal(await header(page, 'Asset').getAttribute('aria-sort'), 'ascending');
  assert.deepEqual(up, up.toSorted(new Intl.Collator('en', { numeric: true }).compare));
  assert.notDeepEqual(up, original);
  await button.click();
  assert.equal(await header(page, 'Asset').getAttribute('aria-sort'), 'descending');
  await button.click();
  assert.equal(await header(page, 'Asset').getAttribute('aria-sort'), null);
  assert.deepEqual(await column(page, 3), original);
});

onPage('says everything without its program', { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator('form.filters').isHidden());
  assert.ok((await groups(page).count()) > 40);
  assert.match(await page.locator('#assets').innerText(), /waiver dock-cameras \(replacing\) until 2027-03-31/);
  assert.match(await page.locator('.of-checked a').first().getAttribute('href'), /^https:\/\//);
});

onPage('works by keyboard alone', {}, async (page) => {
  const reach = async (selector) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    }
    assert.fail(`Tab does not reach ${selector}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the assets');
  await page.keyboard.press('Enter');
  await reach('#search');
  await page.keyboard.type('huawei springfield');
  assert.match(await count(page), /^\d+ of \d+ assets$/);
  await reach('.of-assets th:nth-child(4) button');
  await page.keyboard.press('Enter');
  assert.equal(await header(page, 'Vendor').getAttribute('aria-sort'), 'ascending');
});

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

for (const width of [390, 480, 1024, 1400]) {
  onPage(`cuts nothing and covers nothing at ${width} pixels`, { viewport: { width, height: 900 } }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(await page.evaluate(tooWide), []);
  });
}

/** In the page: tables that scroll, and cells whose text is wider than they are. */
function tooWide() {
  const cut = [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth);
  // In a narrow window headers are there for those who cannot see.
  const isSeen = (cell) => getComputedStyle(cell.closest('thead') ?? cell).clipPath === 'none';
  const all = [...document.querySelectorAll('td, th')].filter(isSeen);
  const cells = all.filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
  return [...cut.map((box) => box.ariaLabel), ...cells.map((cell) => cell.textContent)];
}

onPage('is dark where the system is, and light on paper', { colorScheme: 'dark' }, async (page) => {
  assert.equal(await ground(page), 'rgb(27, 30, 36)');
  await page.emulateMedia({ media: 'print' });
  assert.notEqual(await ground(page), 'rgb(27, 30, 36)');
});

onPage('shows hostile cells as text', {}, async (page) => {
  await page.locator('#search').fill('owned');
  const shown = await page.locator('#assets').innerText();
  for (const cell of [
    '<script>document.title="owned"</script>',
    '"><img src=x onerror=document.title=1>',
    '<i>Site</i>',
  ]) {
    assert.ok(shown.includes(cell), cell);
  }
  await page.locator('#search').fill('gnp.exe');
  assert.match(await page.locator('#assets').innerText(), /x\\u202egnp\.exe/);
  assert.equal(await page.title(), 'Equipment inventory check as of 2026-11-24');
  assert.equal(await page.locator('img, i, script ~ script').count(), 0);
});

for (const format of ['A4', 'Letter']) {
  onPage(`prints all findings to ${format}, whatever the filters show`, {}, async (page) => {
    const all = await groups(page).count();
    await page.locator('#search').fill('huawei');
    const shown = await groups(page).count();
    assert.ok(shown < all);
    const pdf = (await page.pdf({ format, printBackground: true })).toString('latin1');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await groups(page).count(), all);
    await page.emulateMedia({ media: 'screen' });
    assert.ok((pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length > 3);
    assert.equal(await groups(page).count(), shown);
  });
}

test('the twelve assets of the example take four pages of A4', async () => {
  const example = readFileSync(new URL('../../data/examples/branch-office.csv', import.meta.url));
  const { page } = await open(browser, reports.write('example', example, null, []));
  assert.equal(await groups(page).count(), 12);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  await page.close();
  assert.equal(pdf.match(/\/Type \/Page\b(?!s)/g).length, 4);
});

onPage('has no serious or critical fault for axe, light and dark', {}, async (page) => {
  await header(page, 'Vendor').getByRole('button').click();
  await page.evaluate(AXE);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      grave.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0].html}`),
      [],
    );
  }
});
