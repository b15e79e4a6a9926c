// Pictures of pages to look at: node tests/browser/look.mjs [--edition hard] [--widths 390,1280] [ADDRESS…], without an
// address: one of each kind. They go to test-results/look/: whole pages, light and dark, and at one width in forced
// colours; and each page as it is printed, as PDF.
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { QUIET, findChromium } from './chromium.mjs';
import { readEdition } from './edition.mjs';
import { serve } from './server.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edition: { type: 'string', default: 'release' }, widths: { type: 'string', default: '320,390,768,1280,1920' } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const built = path.join(root, 'target/built', values.edition);
const folder = path.join(root, 'test-results/look');
const given = positionals.map((address) => [address.replaceAll('/', ' ').trim() || 'front', address]);
const pages = given.length ? given : [...readEdition(built).kinds, ['nothing there', '/404.html']];
const looks = [
  ...values.widths.split(',').flatMap((width) => [
    { name: `${width}-light`, width: Number(width), colorScheme: 'light' },
    { name: `${width}-dark`, width: Number(width), colorScheme: 'dark' },
  ]),
  { name: 'forced', width: 1280, forcedColors: 'active' },
];

mkdirSync(folder, { recursive: true });
const site = await serve(built);
const browser = await chromium.launch({ executablePath: findChromium(), args: QUIET });
for (const { name, width, ...rest } of looks) {
  const page = await browser.newPage({ ...rest, viewport: { width, height: 900 } });
  for (const [kind, address] of pages) {
    await page.goto(site.url(address), { waitUntil: 'networkidle' });
    // Pictures below the window are loaded only when they come near it.
    await page.evaluate(async () => {
      for (const image of document.images) image.loading = 'eager';
      await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    });
    const file = path.join(folder, `${kind.replaceAll(' ', '-')}-${name}`);
    await page.screenshot({ path: `${file}.png`, fullPage: true });
    if (name === 'forced') await page.pdf({ path: path.join(folder, `${kind.replaceAll(' ', '-')}.pdf`), format: 'A4' });
    console.log(path.relative(process.cwd(), file));
  }
  await page.close();
}
await browser.close();
await site.close();
