// Sizes that must not be passed, as a CDN would send them (Brotli, quality 11): node tests/size.mjs DIST…
// The first is an edition without a comment server.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compress } from './browser/server.mjs';
import { readEdition, texts } from './browser/edition.mjs';

/** The story nearest to 700 words, where it is and how many words it has. */
export function typicalStory(dist) {
  const stories = readEdition(dist).stories.map(({ address, body }) => ({
    folder: address.slice(1),
    words: texts(body).join(' ').split(/\s+/).length,
  }));
  return stories.sort((a, b) => Math.abs(a.words - 700) - Math.abs(b.words - 700) || (a.folder < b.folder ? -1 : 1))[0];
}

/** Whether a file of the app's folder is what searches, which the search page alone fetches. */
export const isSearch = (file) => file.startsWith('search-');

/** WASM, glue and loader, without a comment server; and what the conversation on one may add to the WASM. */
const APP = 115;
const SERVER = 25;

/** `before` is the weight of the WASM without a server. */
function check(dist, before) {
  const files = readdirSync(dist);
  const weigh = (names) => names.reduce((sum, name) => sum + compress(readFileSync(path.join(dist, name))).length, 0) / 1000;
  const app = files.filter((file) => /\.(wasm|js)$/.test(file) && !isSearch(file));
  const wasm = weigh(app.filter((file) => file.endsWith('.wasm')));
  const settings = files.find((file) => /^site-.*\.json$/.test(file));
  const { provider } = JSON.parse(readFileSync(path.join(dist, settings))).comments;
  const onServer = ['isso', 'wordpress'].includes(provider);
  const { folder, words } = typicalStory(dist);
  const rows = [
    onServer
      ? [`what comments of “${provider}” add to the WASM, together ${weigh(app).toFixed(1)} KB with glue and loader`, wasm - before, SERVER]
      : [`the app with comments of “${provider}”: WASM, glue, loader`, weigh(app), APP],
    ['what searches, on the search page alone: WASM, glue', weigh(files.filter((file) => /\.(wasm|js)$/.test(file) && isSearch(file))), 52],
    [`a story of ${words} words: HTML with its data and style`, weigh([path.join(folder, 'index.html')]), 14],
  ];
  let failed = 0;
  for (const [what, size, limit] of rows) {
    const kept = size > 0 && size <= limit;
    if (!kept) failed += 1;
    console.log(`${kept ? 'ok  ' : 'OVER'} ${what}: ${size.toFixed(1)} KB of ${limit} KB Brotli`);
  }
  return { passed: rows.length - failed, failed, wasm };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const all = [];
  for (const dist of process.argv.slice(2)) all.push(check(dist, all[0]?.wasm));
  const sum = (name) => all.reduce((sum, one) => sum + one[name], 0);
  console.log(`sizes: ${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') ? 1 : 0;
}
