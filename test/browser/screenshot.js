// Takes the picture of the README anew: node test/browser/screenshot.js
import { launch, open, reportFolder } from './browser.js';
import { inventory, UNREADABLE_ROWS, WAIVERS } from './inventory.js';

const reports = reportFolder();
const browser = await launch();
const address = reports.write('sites', inventory(56, UNREADABLE_ROWS), WAIVERS);
const { page } = await open(browser, address, { viewport: { width: 1120, height: 1420 } });
await page.screenshot({ path: 'docs/pictures/report.png' });
await browser.close();
reports.remove();
