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

/** For reading and writing on the device; and what the conversation on a comment server may add to that. */
const APP = 115;
const SERVER = 25;

/** `device` is the weight of the app without a server, where that is known. */
function check(dist, device) {
  const brotli = (file) => compress(readFileSync(path.join(dist, file))).length;
  const files = readdirSync(dist);
  const code = files.filter((file) => /\.(wasm|js)$/.test(file));
  const settings = files.find((file) => /^site-.*\.json$/.test(file));
  const { provider } = JSON.parse(readFileSync(path.join(dist, settings))).comments;
  const onServer = ['isso', 'wordpress'].includes(provider);
  const { folder, words } = typicalStory(dist);
  const limits = [
    [`the app with comments of “${provider}”: WASM, glue, loader`, code.filter((file) => !isSearch(file)), onServer ? device + SERVER : APP],
    ['what searches, on the search page alone: WASM, glue', code.filter(isSearch), 52],
    [`a story of ${words} words: HTML with its data and style`, [path.join(folder, 'index.html')], 14],
  ];
  let failed = 0;
  const sizes = [];
  for (const [what, files, limit] of limits) {
    const size = files.reduce((sum, file) => sum + brotli(file), 0) / 1000;
    sizes.push(size);
    const kept = size > 0 && size <= limit;
    if (!kept) failed += 1;
    console.log(`${kept ? 'ok  ' : 'OVER'} ${what}: ${size.toFixed(1)} KB of ${Number(limit.toFixed(1))} KB Brotli`);
  }
  return { passed: limits.length - failed, failed, app: sizes[0] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const all = [];
  for (const dist of process.argv.slice(2)) all.push(check(dist, all[0]?.app));
  const sum = (name) => all.reduce((sum, one) => sum + one[name], 0);
  console.log(`sizes: ${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') ? 1 : 0;
}
