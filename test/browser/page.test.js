// The page in a real browser: npm run test:browser (needs `npm run build` and Chromium, see browser.js).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makePage } from '../../bin/build-page.mjs';
import { load } from '../../bin/load.mjs';
import { launch } from './browser.js';
import { typed as typedHere } from './typed.js';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const library = require('../../bin/library.js');
const AS_OF = '2026-11-24';
const ROOT = resolve(import.meta.dirname, '../..');
const FIXTURES = ['test/fixtures/inventory', 'test/fixtures/inventory-formats', 'test/fixtures/exit-zero', 'data/examples', 'test/docs/folder'].flatMap(
  (folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map((name) => join(ROOT, folder, name))
      .filter((path) => statSync(path).isFile()),
); // prettier-ignore
const LIST = 'id: acme\ntitle: ACME\nentries:\n  - vendor: Cisco\n';
const WAIVERS = `waivers:
  - {id: w, match: {serial: S1}, because: accepted, reason: r, owner: o, approved: 2026-11-01, expires: 2026-12-31}
`;

let browser;
let folder;
let address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netvet-page-'));
  writeFileSync(join(folder, 'netvet.html'), (await makePage()).html);
  address = pathToFileURL(join(folder, 'netvet.html')).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A page that is ready; whatever must not happen is noted: messages of the console, errors, requests. */
async function open(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, ...options });
  const faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('blob:')) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.locator('#as-of').evaluate((input, day) => (input.value = day), AS_OF);
  await page.locator('#organisation optgroup').first().waitFor({ state: 'attached' });
  return { page, faults };
}

/** Runs a test on a fresh page, and holds it to no message, no error and no request. */
function onPage(name, options, run) {
  test(name, { timeout: 900_000 }, async () => {
    const { page, faults } = await open(options);
    await run(page);
    await page.close();
    assert.deepEqual(faults, []);
  });
}

const choose = (page, ...paths) => page.setInputFiles('#files', paths);
const clear = async (page) => {
  const buttons = page.locator('#dropped button');
  while ((await buttons.count()) > 0) await buttons.first().click();
};

/** Presses the button, and waits for the answer, or for what is wrong. */
async function check(page) {
  await page.locator('#check:enabled').click();
  await page.locator('#result, #errors').and(page.locator(':visible')).first().waitFor({ timeout: 240_000 });
  return page.locator('#result').isVisible();
}

async function saved(page, format) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-save=${format}]`).click()]);
  assert.equal(download.suggestedFilename(), `netvet-${AS_OF}.${format}`);
  return readFileSync(await download.path());
}

function netvet(cwd, ...args) {
  const program = join(ROOT, 'bin/netvet.js');
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 29 };
  return spawnSync(process.execPath, [program, 'check', ...args, '--as-of', AS_OF, '--no-config'], options);
}

/** Where an option was given has another name on each door. */
const plain = (ndjson) => ndjson.replaceAll(/"place":"(?:command line|check\(\))"/g, '"place":""');

describe('the page, the library and the command line', () => {
  // All of a folder are one run, as each takes the page a start.
  for (const around of new Set(FIXTURES.map(dirname)))
    onPage(`give equal results for the fixtures and examples of ${relative(ROOT, around)}`, {}, async (page) => {
      for (let paths = FIXTURES.filter((path) => dirname(path) === around); paths.length > 0;) {
        await choose(page, ...paths);
        // What is netvet's own may still be named as an inventory.
        for (const role of await page.locator('#dropped select').all()) await role.selectOption('inventory');
        const names = paths.map((path) => basename(path));
        const isChecked = await check(page);
        const typed = await typedHere(around, 'check', ...names, '-f', 'ndjson', '--as-of', AS_OF, '--no-config');
        if (isChecked) {
          const ndjson = (await saved(page, 'ndjson')).toString();
          assert.equal(plain(ndjson), plain(typed.stdout));
          const events = [];
          const inputs = paths.map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
          for await (const event of library.check({ inputs, asOf: AS_OF })) events.push(event);
          assert.equal(plain(events.map((event) => `${JSON.stringify(event)}\n`).join('')), plain(ndjson));
          return;
        }
        // Without those that are refused, the others are a run.
        assert.equal(typed.status, 2);
        assert.deepEqual(await page.locator('#errors li').allInnerTexts(), typed.stderr.trim().replaceAll('error: ', '').split('\n')); // prettier-ignore
        const refused = paths.filter((path) => typed.stderr.includes(`error: ${basename(path)}: `));
        assert.ok(refused.length > 0);
        paths = paths.filter((path) => !refused.includes(path));
        await clear(page);
      }
    });

  onPage('read a folder alike: what is hidden, skipped, packed and prose', {}, async (page) => {
    const exports = join(folder, 'exports');
    for (const name of ['a/.hidden', 'node_modules']) mkdirSync(join(exports, name), { recursive: true });
    cpSync(join(ROOT, 'data/examples/branch-office.csv'), join(exports, 'office.csv'));
    const csv = 'Manufacturer,Model,Note\nZTE,MF286D,"two\nlines"\nCisco,C9300,K\xf6ln\n';
    writeFileSync(join(exports, 'a/latin.csv'), csv, 'latin1');
    writeFileSync(join(exports, 'a/members.csv.gz'), Buffer.concat([gzipSync(csv), gzipSync('Huawei,S5720,x\n')]));
    writeFileSync(join(exports, 'a/.hidden/more.csv'), csv);
    writeFileSync(join(exports, 'a/README.md'), 'These files are exported every night by the team that runs them.\n');
    writeFileSync(join(exports, 'node_modules/x.csv'), csv);
    writeFileSync(join(exports, 'own.yaml'), `# yaml-language-server: $schema=list.schema.json\n${LIST}`);
    netvet(exports, 'office.csv', '-q', '-o', 'xlsx=../book.xlsx');
    cpSync(join(folder, 'book.xlsx'), join(exports, 'book.xlsx'));
    await page.setInputFiles('#folder', exports);
    assert.ok(await check(page));
    const typed = netvet(folder, 'exports', '-f', 'ndjson');
    assert.equal(plain((await saved(page, 'ndjson')).toString()), plain(typed.stdout));
    const notes = await page.locator('#warnings li').allInnerTexts();
    assert.deepEqual(notes, typed.stderr.split('\n').flatMap((line) => /^warning: (.*)/.exec(line)?.[1] ?? [])); // prettier-ignore
    assert.match(notes.join(), /own\.yaml: no input: a list of netvet/);
  });

  onPage(
    'use a list of one’s own, waivers and an earlier result alike, and save the same reports',
    {},
    async (page) => {
      const csv = 'Manufacturer,Model,Serial\nHuawei,S5720,S1\nZTE,MF286D,S2\nCisco,C9300,S3\n';
      for (const [name, text] of [['site.csv', csv], ['acme.yaml', LIST], ['house.csv', 'vendor\nMikroTik\n'], ['w.yaml', WAIVERS]])
      writeFileSync(join(folder, name), text); // prettier-ignore
      writeFileSync(join(folder, 'then.ndjson'), netvet(folder, 'site.csv', '-f', 'ndjson').stdout);
      await choose(
        page,
        ...['site.csv', 'acme.yaml', 'house.csv', 'w.yaml', 'then.ndjson'].map((name) => join(folder, name)),
      );
      const roles = page.locator('#dropped select');
      await page.waitForFunction(() => document.querySelectorAll('#dropped select')[4]?.value === 'baseline');
      assert.deepEqual(await roles.evaluateAll((all) => all.map(({ value }) => value)), ['inventory', 'list', 'inventory', 'waivers', 'baseline']); // prettier-ignore
      await roles.nth(2).selectOption('list');
      await page.locator('#organisation').selectOption('profile:us-federal-contractor');
      assert.ok(await check(page));
      const options = ['-l', 'acme.yaml', '-l', 'house.csv', '--profile', 'us-federal-contractor', '--waivers', 'w.yaml', '--baseline', 'then.ndjson']; // prettier-ignore
      const typed = netvet(
        folder,
        'site.csv',
        ...options,
        '-f',
        'ndjson',
        '-o',
        'xlsx=typed.xlsx',
        '-o',
        'html=typed.html',
      );
      assert.equal(typed.status, 1, typed.stderr);
      assert.equal(plain((await saved(page, 'ndjson')).toString()), plain(typed.stdout));
      const { zipEntries, unzipped } = await load('src/runtime/zip.ts');
      const partsOf = async (bytes) => {
        const parts = [];
        for (const entry of zipEntries(bytes)) {
          let text = '';
          for await (const piece of unzipped(bytes, entry)) text += Buffer.from(piece).toString();
          parts.push([entry.name, text.replaceAll(/command line|check\(\)/g, '')]);
        }
        return parts;
      };
      assert.deepEqual(
        await partsOf(await saved(page, 'xlsx')),
        await partsOf(readFileSync(join(folder, 'typed.xlsx'))),
      );
      const html = (await saved(page, 'html')).toString().replaceAll('check()', 'command line');
      assert.equal(html, readFileSync(join(folder, 'typed.html'), 'utf8'));
      for (const choice of ['lists:all', 'lists:own', 'lists:default']) {
        await page.locator('#organisation').selectOption(choice);
        assert.ok(await check(page));
        const [, lists] = choice.split(':');
        const shipped = lists === 'own' ? [] : ['-l', lists];
        const again = netvet(folder, 'site.csv', ...shipped, ...options.filter((one) => !/profile|contractor/.test(one)), '-f', 'ndjson'); // prettier-ignore
        assert.equal(plain((await saved(page, 'ndjson')).toString()), plain(again.stdout), choice);
      }
    },
  );

  onPage(
    'say that a file took the place of another with its name, and not that it was dropped twice',
    {},
    async (page) => {
      const paths = ['north', 'south'].map((site) => join(folder, site, 'same.csv'));
      for (const [at, path] of paths.entries()) {
        mkdirSync(join(path, '..'), { recursive: true });
        writeFileSync(path, `Manufacturer\n${['Huawei', 'Cisco'][at]}\n`);
      }
      await choose(page, paths[0]);
      await choose(page, paths[0]);
      assert.equal(await page.locator('#errors').isVisible(), false);
      await choose(page, paths[1]);
      assert.match(await page.locator('#errors li').innerText(), /^same\.csv replaces the other of that name/);
      assert.equal(await page.locator('#dropped button').count(), 1);
    },
  );

  onPage('say what is wrong in the same words', {}, async (page) => {
    writeFileSync(join(folder, 'bad.yaml'), 'entries:\n  - vender: huawei\n');
    writeFileSync(join(folder, 'site.csv'), 'Manufacturer\nHuawei\n');
    await choose(page, join(folder, 'site.csv'), join(folder, 'bad.yaml'));
    await page.waitForFunction(() => document.querySelectorAll('#dropped select')[1]?.value === 'list');
    assert.equal(await check(page), false);
    const typed = netvet(folder, 'site.csv', '-l', 'default', '-l', 'bad.yaml');
    assert.deepEqual(await page.locator('#errors li').allInnerTexts(), typed.stderr.trim().replaceAll('error: ', '').split('\n')); // prettier-ignore
    await page.locator('#dropped button').nth(1).click();
    assert.ok(await check(page));
    assert.equal(await page.locator('#errors').isVisible(), false);
  });
});

describe('nothing leaves the machine', () => {
  test('the page is one file, small enough, and its policy allows its own script, style and worker alone', async () => {
    const { html } = await makePage();
    assert.equal((await makePage()).html, html);
    assert.ok(Buffer.byteLength(html) <= 2_500_000, `${Buffer.byteLength(html)} bytes`);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html);
    assert.match(
      policy,
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; worker-src blob:; trusted-types netvet$/,
    );
    assert.equal(html.match(/<script/g).length, 1);
    assert.doesNotMatch(html.slice(0, html.indexOf('<script')), /(?:src|href)="(?!#)/);
  });

  test('a connection, a foreign script, style or worker is refused', async () => {
    const { page } = await open();
    const refused = await page.evaluate(async () => {
      const seen = new Set();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.add(effectiveDirective));
      await fetch('https://example.org/').catch(() => undefined);
      new Image().src = 'https://example.org/x.png';
      const script = document.createElement('script');
      try {
        script.text = 'document.title = "owned"';
        document.head.append(script);
      } catch {
        // Refused before it runs.
      }
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return [...seen].sort();
    });
    assert.deepEqual(refused.filter((one) => one !== 'require-trusted-types-for'), ['connect-src', 'img-src', 'style-src-elem']); // prettier-ignore
    assert.ok(refused.includes('require-trusted-types-for'));
    assert.equal(await page.title(), 'netvet: check an equipment inventory');
    await page.close();
  });

  onPage('shows hostile cells as text', {}, async (page) => {
    writeFileSync(join(folder, 'x.csv'), 'Hostname,Manufacturer\n"<img src=x onerror=document.title=1><script>document.title=2</script>",Huawei\n'); // prettier-ignore
    await choose(page, join(folder, 'x.csv'));
    assert.ok(await check(page));
    assert.ok((await page.locator('#report').innerText()).includes('<script>document.title=2</script>'));
    assert.equal(await page.locator('#report img, #report script').count(), 0);
  });
});

/** Rows of which one in a hundred is banned. */
function many(rows) {
  const makers = ['Cisco', 'Juniper', 'Aruba'];
  const lines = Array.from({ length: rows }, (_, at) => `sw-${at},${at % 100 === 0 ? 'Huawei' : makers[at % 3]},C9300-${at % 97},FOC${(at * 7919) % 1e7},Site ${at % 40}\n`); // prettier-ignore
  return `Hostname,Manufacturer,Model,Serial,Site\n${lines.join('')}`;
}

onPage('is not blocked by a long run, says how far it is, and can be cancelled', {}, async (page) => {
  writeFileSync(join(folder, 'long.csv'), many(600_000));
  await choose(page, join(folder, 'long.csv'));
  await page.locator('#check:enabled').click();
  await page.waitForFunction(() => document.querySelector('#progress').value > 0);
  assert.match(await page.locator('#far').innerText(), /^\d+ [KM]B of \d+ MB, [\d,]+ findings?$/);
  const worst = await page.evaluate(async () => {
    let [last, longest] = [performance.now(), 0];
    while (document.querySelector('#progress').value < 0.5 && !document.querySelector('#progress').hidden) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      [last, longest] = [performance.now(), Math.max(longest, performance.now() - last)];
    }
    return longest;
  });
  assert.ok(worst < 1_000, `blocked for ${worst} ms`);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#result').isVisible(), false);
  assert.equal(await page.locator('#cancel').isVisible(), false);
  await clear(page);
  await choose(page, join(ROOT, 'data/examples/branch-office.csv'));
  assert.ok(await check(page));
});

onPage('100,000 rows take not much longer than on the command line', {}, async (page) => {
  writeFileSync(join(folder, 'rows.csv'), many(100_000));
  await choose(page, join(folder, 'rows.csv'));
  const begun = performance.now();
  assert.ok(await check(page));
  const onPage = performance.now() - begun;
  const again = performance.now();
  netvet(folder, 'rows.csv', '-f', 'ndjson', '-o', 'html=rows.html');
  const typed = performance.now() - again;
  console.log(`page ${Math.round(onPage)} ms, command line ${Math.round(typed)} ms`);
  assert.ok(onPage < 5 * typed + 2_000, `page ${onPage} ms, command line ${typed} ms`);
});

describe('for everybody', () => {
  onPage('works by keyboard alone', {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    // Chromium hands its choosers over from here on: one asked for with the key that opens it may come too early.
    const opened = page.waitForEvent('filechooser');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'choose-files');
    await page.keyboard.press('Enter');
    const chooser = await opened;
    await chooser.setFiles(join(ROOT, 'data/examples/branch-office.csv'));
    await page.locator('#check:enabled').waitFor();
    for (let presses = 0; presses < 12 && (await focused()) !== 'check'; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#result').waitFor();
    assert.equal(await focused(), 'result');
    assert.match(await page.locator('#status').innerText(), /^Checked: 9 of 26 assets fail/);
  });

  onPage('has no violation for axe and cuts nothing, narrow and wide, light and dark', {}, async (page) => {
    const look = async (state) => {
      await page.evaluate(AXE);
      for (const width of [390, 1400])
        for (const colorScheme of ['light', 'dark']) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          const found = violations.map(({ id, nodes }) => `${state}, ${width}, ${colorScheme}: ${id}: ${nodes[0].html}`);
          assert.deepEqual(found, []);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        }
    };
    await look('empty');
    writeFileSync(join(folder, 'a-long-name-of-an-inventory-that-somebody-exported-in-2026.csv'), many(20));
    writeFileSync(join(folder, 'wrong.yaml'), 'entries:\n  - vender: huawei\n');
    await choose(page, join(folder, 'a-long-name-of-an-inventory-that-somebody-exported-in-2026.csv'), join(folder, 'wrong.yaml'));
    await page.waitForFunction(() => document.querySelectorAll('#dropped select')[1]?.value === 'list');
    assert.equal(await check(page), false);
    await look('errors');
    await page.locator('#dropped button').nth(1).click();
    await choose(page, join(ROOT, 'data/examples/branch-office.csv'));
    assert.ok(await check(page));
    await look('answer');
  }); // prettier-ignore
});
