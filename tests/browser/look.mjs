// Pictures of pages to look at: node tests/browser/look.mjs [ADDRESS…], without any: one of each kind.
// They go to test-results/look/, at 390 and 1280 px, light and dark, whole pages.
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { QUIET, findChromium } from './chromium.mjs';
import { readEdition } from './edition.mjs';
import { serve } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = path.join(root, 'target/built/release');
const folder = path.join(root, 'test-results/look');
const given = process.argv.slice(2).map((address) => [address.replaceAll('/', ' ').trim() || 'front', address]);
const pages = given.length ? given : [...readEdition(built).kinds, ['nothing there', '/404.html']];

mkdirSync(folder, { recursive: true });
const site = await serve(built);
const browser = await chromium.launch({ executablePath: findChromium(), args: QUIET });
for (const width of [390, 1280]) {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    for (const [name, address] of pages) {
      await page.goto(site.url(address), { waitUntil: 'networkidle' });
      // Pictures below the window are loaded only when they come near it.
      await page.evaluate(async () => {
        for (const image of document.images) image.loading = 'eager';
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
      });
      const file = path.join(folder, `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(path.relative(process.cwd(), file));
    }
    await page.close();
  }
}
await browser.close();
await site.close();
