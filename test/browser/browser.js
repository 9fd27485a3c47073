// A headless Chromium that talks to nobody, and pages of reports written by the built netvet.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AS_OF = '2026-11-24';
export const LISTS = ['us-fcc-covered', 'us-ndaa-889', 'de-5g', 'uk-designated-vendors'];

/** Playwright makes a new user data folder for every launch. */
export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** A folder for reports; `write` runs netvet on an inventory and gives the address of the page. */
export function reportFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'netvet-browser-'));
  return {
    write(name, inventory, waivers = null, lists = LISTS) {
      writeFileSync(join(folder, `${name}.csv`), inventory);
      const options = lists.flatMap((list) => ['--list', list]);
      if (waivers !== null) {
        writeFileSync(join(folder, 'waivers.yaml'), waivers);
        options.push('--waivers', 'waivers.yaml');
      }
      const args = ['check', `${name}.csv`, '-q', '--as-of', AS_OF, ...options];
      const program = resolve(import.meta.dirname, '../../bin/netvet.js');
      const run = spawnSync(process.execPath, [program, ...args, '-o', `html=${name}.html`], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (run.status !== 1) throw new Error(`netvet check ended with ${run.status}, not with findings: ${run.stderr}`);
      return pathToFileURL(join(folder, `${name}.html`)).href;
    },
    remove() {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Opens a page and notes whatever must not happen: messages of the console, errors, requests for anything else. */
export async function open(browser, address, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, ...options });
  const faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, faults };
}
