// The search index: how large it is, what a first question fetches, and how long it takes from the last key
// to the list, on a processor four times slower. The rarest words of a question make it dearest.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { awake, throttle } from '../browser/edition.mjs';
import { compress, serve } from '../browser/server.mjs';
import { SLOW_CPU, phone } from './browser.mjs';
import { changing, wordyEdition } from './press.mjs';
import { middle } from './table.mjs';

// What the index may add to press: for a story of 700 words, and in memory at any number of stories.
const ADDS = { milliseconds: 0.3, megabytes: 100 };

export async function searching({ root }) {
  const rows = [];
  for (const count of [1_000, 10_000, 100_000]) {
    const room = await wordyEdition(root, count);
    const { dist, stories, runs, remove } = room;
    const name = `${count.toLocaleString('en')} stories`;
    const added = (key) => middle(runs.with.map((run, times) => run[key] - runs.without[times][key]));
    const seconds = added('seconds');
    rows.push(
      { what: `${name}: press, the index adds`, value: (seconds.value * 1000) / count, unit: 'ms a story', limit: ADDS.milliseconds, note: `${seconds.value.toFixed(2)} s to ${middle(runs.without.map((run) => run.seconds)).value.toFixed(2)} s` },
      { what: `${name}: press, the index adds at its peak`, ...added('megabytes'), unit: 'MB', limit: ADDS.megabytes },
    );
    const index = path.join(dist, 'search/index');
    const contents = readdirSync(index).map((file) => readFileSync(path.join(index, file)));
    const files = contents.map((content) => content.length);
    const bytes = files.reduce((sum, size) => sum + size, 0);
    rows.push({ what: `${name}: index`, value: bytes / count, unit: 'bytes a story', note: `${(bytes / 1e6).toFixed(1)} MB in ${files.length} files, the largest ${(Math.max(...files) / 1000).toFixed(1)} KB` });
    // Of all files the tenth part, or as many as the small editions have: Brotli takes its time.
    const some = contents.filter((_, at) => at % (count > 1_000 ? 10 : 1) === 0);
    const share = some.reduce((sum, it) => sum + compress(it).length, 0) / some.reduce((sum, it) => sum + it.length, 0);
    rows.push({ what: `${name}: index as sent`, value: (bytes * share) / count, unit: 'bytes a story', note: `${((bytes * share) / 1e6).toFixed(1)} MB, Brotli` });
    const site = await serve(dist, { brotli: true });
    const words = stories.at(-3).headline.split(' ');
    for (const [what, question] of [['one word', words[1]], ['three words', words.slice(0, 3).join(' ')], ['a word that no story holds', 'qoqoqoqo']]) {
      const answers = [];
      for (let times = 0; times < 3; times += 1) answers.push(await ask(site, question));
      const of = (key) => middle(answers.map((answer) => answer[key]));
      rows.push(
        { what: `${name}: first question, ${what}, index`, ...of('index'), unit: 'KB', note: `${of('files').value} files, as a CDN sends them` },
        { what: `${name}: first question, ${what}, pages shown`, ...of('pages'), unit: 'KB' },
        { what: `${name}: first question, ${what}, from key to list`, ...of('time'), unit: 'ms', note: 'the pause for typing included' },
      );
    }
    await site.close();
    rows.push(...(await changing(root, room, `${name}, with the index`, count)));
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
