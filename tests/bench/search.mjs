// The search index: how large it is, what a first question fetches, and how long it takes from the last key
// to the list, on a processor four times slower. The rarest words of a question make it dearest.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { awake, throttle } from '../browser/edition.mjs';
import { serve } from '../browser/server.mjs';
import { SLOW_CPU, phone } from './browser.mjs';
import { wordyEdition } from './press.mjs';
import { middle } from './table.mjs';

export async function searching({ root }) {
  const rows = [];
  for (const count of [1_000, 10_000, 100_000]) {
    const { folder, stories, remove } = await wordyEdition(root, count);
    const name = `${count.toLocaleString('en')} stories`;
    const index = path.join(folder, 'search/index');
    const files = readdirSync(index).map((file) => readFileSync(path.join(index, file)).length);
    const bytes = files.reduce((sum, size) => sum + size, 0);
    rows.push({ what: `${name}: index`, value: bytes / count, unit: 'bytes a story', note: `${(bytes / 1e6).toFixed(1)} MB in ${files.length} files, the largest ${(Math.max(...files) / 1000).toFixed(1)} KB` });
    const site = await serve(folder, { brotli: true });
    const words = stories.at(-3).headline.split(' ');
    for (const [what, question] of [['one word', words[1]], ['three words', words.slice(0, 3).join(' ')], ['a word that no story holds', 'qoqoqoqo']]) {
      const runs = [];
      for (let times = 0; times < 3; times += 1) runs.push(await ask(site, question));
      const of = (key) => middle(runs.map((run) => run[key]));
      rows.push(
        { what: `${name}: first question, ${what}, index`, ...of('index'), unit: 'KB', note: `${of('files').value} files, as a CDN sends them` },
        { what: `${name}: first question, ${what}, pages shown`, ...of('pages'), unit: 'KB' },
        { what: `${name}: first question, ${what}, from key to list`, ...of('time'), unit: 'ms', note: 'the pause for typing included' },
      );
    }
    await site.close();
    remove();
  }
  return rows;
}

/** Asks in a browser that has nothing yet. */
async function ask(site, question) {
  const page = await phone();
  await throttle(page, { cpu: SLOW_CPU });
  await page.goto(site.url('/search/'));
  await awake(page);
  const got = [];
  page.on('requestfinished', (request) => got.push(request));
  await page.evaluate(() => {
    const field = document.getElementById('q');
    const status = document.querySelector('.search-status');
    new MutationObserver(() => {
      if (/\d|No|Nothing/.test(status.textContent)) requestAnimationFrame(() => (window.listed = performance.now()));
    }).observe(status, { childList: true, characterData: true, subtree: true });
    field.addEventListener('input', () => (window.typed = performance.now()));
  });
  await page.locator('#q').fill(question);
  const time = await page.waitForFunction(() => window.listed && window.listed - window.typed);
  await page.waitForTimeout(300);
  const run = { time: await time.jsonValue(), index: 0, pages: 0, files: 0 };
  for (const request of got) {
    const { responseBodySize } = await request.sizes();
    const isIndex = request.url().includes('/search/index');
    if (isIndex) run.files += 1;
    if (isIndex) run.index += responseBodySize / 1000;
    else if (request.url().endsWith('page.json')) run.pages += responseBodySize / 1000;
  }
  await page.context().close();
  return run;
}
