// Lighthouse's mobile preset on a story and the front page, and on the story without the app.
import { launch } from 'chrome-launcher';
import run from 'lighthouse';
import { QUIET, findChromium } from '../browser/chromium.mjs';
import { serve } from '../browser/server.mjs';
import { benchEdition } from './press.mjs';
import { middle } from './table.mjs';

const RUNS = 5;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

export async function lighthouse({ root }) {
  const { folder, story } = await benchEdition(root);
  const site = await serve(folder, { brotli: true });
  const plain = await serve(folder, { brotli: true, rewrite: withoutApp });
  const pages = { 'a story': site.url(story.address), 'the front page': site.url('/'), 'the story without the app': plain.url(story.address) };

  const rows = [];
  const paints = {};
  for (const [name, url] of Object.entries(pages)) {
    const results = [];
    for (let times = 0; times < RUNS; times += 1) results.push(await audit(url));
    const of = (value) => middle(results.map(value));
    const metric = (id) => of(({ audits }) => audits[id].numericValue);
    paints[name] = metric('largest-contentful-paint').value;
    if (name.endsWith('without the app')) continue;
    for (const category of CATEGORIES) {
      const failed = results[0].categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && results[0].audits[id].score !== null && results[0].audits[id].score < 0.9);
      const row = { what: `${name}: ${category}`, ...of(({ categories }) => categories[category].score * 100), unit: '', limit: { atLeast: 100 } };
      rows.push({ ...row, note: failed.map(({ id }) => id).join(' ') });
    }
    rows.push(
      { what: `${name}: first contentful paint`, ...metric('first-contentful-paint'), unit: 'ms' },
      { what: `${name}: largest contentful paint`, ...metric('largest-contentful-paint'), unit: 'ms' },
      { what: `${name}: total blocking time`, ...metric('total-blocking-time'), unit: 'ms', limit: 30 },
      { what: `${name}: cumulative layout shift`, ...metric('cumulative-layout-shift'), unit: '', limit: 0 },
    );
  }
  const slower = (paints['a story'] / paints['the story without the app'] - 1) * 100;
  rows.push({ what: 'a story: largest contentful paint, against without the app', value: slower, unit: '% later', limit: 3 });
  await Promise.all([site.close(), plain.close()]);
  return rows;
}

/** One run in a browser of its own. */
async function audit(url) {
  const chrome = await launch({ chromePath: findChromium(), chromeFlags: ['--headless', '--no-sandbox', ...QUIET], logLevel: 'silent' });
  try {
    const { lhr } = await run(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' });
    return lhr;
  } finally {
    await chrome.kill();
  }
}

/** The same page with no script that runs, and none that is fetched. */
function withoutApp(html) {
  return html.replace(/<script(?![^>]*application\/(ld\+)?json)[^>]*>[\s\S]*?<\/script>/g, '');
}
