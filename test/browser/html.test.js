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
const groups = (page) => page.locator('#findings tbody');
const column = (page, number) => page.locator(`#findings .line > :nth-child(${number})`).allInnerTexts();

describe('filters', () => {
  onPage('each of them, by what it offers, and all together', {}, async (page) => {
    const all = await groups(page).count();
    assert.match(await count(page), new RegExp(`^All ${all} findings on \\d+ assets$`));
    for (const name of ['status', 'confidence', 'vendor', 'site', 'list']) {
      const select = page.locator(`#filter-${name}`);
      const option = select.locator('option').nth(1);
      const [, value, offered] = /^(.*) \((\d+)\)$/.exec(await option.innerText());
      await select.selectOption(value);
      assert.equal(await groups(page).count(), Number(offered), name);
      const shown = Number(offered) === all ? `All ${all} findings` : `${offered} of ${all} findings`;
      assert.ok((await count(page)).startsWith(`${shown} on `), name);
      await page.locator('#reset').click();
    }
    await page.locator('#filter-vendor').selectOption('Dahua');
    await page.locator('#filter-site').selectOption('Shelbyville');
    assert.deepEqual([...new Set(await column(page, 2))], ['Dahua']);
    assert.deepEqual([...new Set(await column(page, 4))], ['Shelbyville']);
    await page.locator('#reset').click();
    assert.ok((await count(page)).startsWith(`All ${all} findings on `));
  });

  onPage('free text: all words, in any part of a finding', {}, async (page) => {
    await page.locator('#search').fill('24:52:6a shelbyville');
    assert.ok((await groups(page).count()) > 0);
    assert.deepEqual([...new Set(await column(page, 4))], ['Shelbyville']);
    await page.locator('#search').fill('Shelbyville Waverly Hills');
    assert.equal(await groups(page).count(), 0);
    assert.ok(await page.locator('#nothing').isVisible());
  });
});

onPage('sorts up, down, and back to the order of the report', {}, async (page) => {
  const header = page.locator('th[data-sort=asset]');
  const original = await column(page, 3);
  await header.getByRole('button').click();
  const up = await column(page, 3);
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');
  assert.deepEqual(up, up.toSorted(new Intl.Collator('en', { numeric: true }).compare));
  assert.notDeepEqual(up, original);
  await header.getByRole('button').click();
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  assert.deepEqual(await column(page, 3), up.toReversed());
  await header.getByRole('button').click();
  assert.equal(await header.getAttribute('aria-sort'), null);
  assert.deepEqual(await column(page, 3), original);
});

onPage('opens a row to evidence, designation, citation, waiver', {}, async (page) => {
  await page.locator('#filter-status').selectOption('waived');
  const opener = page.locator('.opener').first();
  assert.equal(await opener.getAttribute('aria-expanded'), 'false');
  await opener.click();
  assert.equal(await opener.getAttribute('aria-expanded'), 'true');
  const detail = page.locator('.detail').first();
  assert.match(await detail.locator('.evidence').innerText(), /Manufacturer: *Dahua Technology/);
  assert.match(await detail.locator('.waiver').first().innerText(), /Waiver dock-cameras: replacing, until 2027-03-31/);
  assert.match(await detail.locator('.source a').first().getAttribute('href'), /^https:\/\//);
  const anchor = await detail.locator('.to-law a').first().getAttribute('href');
  assert.match(await page.locator(anchor).innerText(), /Dahua/);
  await page.locator('.line').first().locator('td').nth(2).click();
  assert.equal(await opener.getAttribute('aria-expanded'), 'false');
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
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the findings');
  await page.keyboard.press('Enter');
  await reach('#search');
  await page.keyboard.type('huawei springfield');
  const some = await count(page);
  assert.match(some, /^\d+ of \d+ findings on \d+ assets?$/);
  await reach('th[data-sort=site] button');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('th[data-sort=site]').getAttribute('aria-sort'), 'ascending');
  await reach('.opener');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.opener').first().getAttribute('aria-expanded'), 'true');
  await reach('.detail a');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('.opener').first().getAttribute('aria-expanded'), 'false');
});

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

for (const width of [390, 480, 1024, 1400]) {
  onPage(`cuts nothing and covers nothing at ${width} pixels`, { viewport: { width, height: 900 } }, async (page) => {
    await page.locator('#open-all').click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(await page.evaluate(tooWide), []);
  });
}

/** In the page: tables that scroll, and cells whose text is wider than they are. */
function tooWide() {
  const cut = [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth);
  const cells = [...document.querySelectorAll('td, th')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1);
  return [...cut.map((box) => box.ariaLabel), ...cells.map((cell) => cell.textContent)];
}

onPage('is dark where the system is, and the button turns it', { colorScheme: 'dark' }, async (page) => {
  assert.equal(await ground(page), 'rgb(27, 30, 36)');
  const button = page.locator('#dark');
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  await button.click();
  assert.equal(await ground(page), 'rgb(255, 255, 255)');
  await button.click();
  assert.equal(await ground(page), 'rgb(27, 30, 36)');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await ground(page), 'rgb(255, 255, 255)');
});

onPage('shows hostile cells as text', {}, async (page) => {
  await page.locator('#search').fill('A-900001');
  await page.locator('#open-all').click();
  const shown = await page.locator('#findings').innerText();
  for (const cell of [
    '<script>document.title="owned"</script>',
    '"><img src=x onerror=document.title=1>',
    '<i>Site</i>',
  ]) {
    assert.ok(shown.includes(cell), cell);
  }
  await page.locator('#search').fill('A-900002');
  assert.match(await page.locator('#findings').innerText(), /x\\u202egnp\.exe/);
  assert.equal(await page.title(), 'Equipment inventory check as of 2026-11-24');
  assert.equal(await page.locator('img, i, script:not(#data) ~ script:not(#data)').count(), 0);
});

for (const format of ['A4', 'Letter']) {
  onPage(`prints all findings to ${format}, whatever the filters show`, {}, async (page) => {
    const all = await groups(page).count();
    await page.locator('#search').fill('huawei');
    const shown = await groups(page).count();
    assert.ok(shown < all);
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        document.documentElement.dataset.printed = String(document.querySelectorAll('.paper .detail').length);
      });
    });
    const pdf = (await page.pdf({ format, printBackground: true })).toString('latin1');
    assert.equal(await page.locator('html').getAttribute('data-printed'), String(all));
    assert.ok((pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length > 3);
    assert.equal(await groups(page).count(), shown);
  });
}

for (const colorScheme of ['light', 'dark']) {
  onPage(`has no serious or critical fault for axe, ${colorScheme}`, { colorScheme }, async (page) => {
    await page.locator('#open-all').click();
    await page.locator('th[data-sort=vendor] button').click();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      grave.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      [],
    );
  });
}
