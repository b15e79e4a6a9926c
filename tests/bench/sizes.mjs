// What a reader downloads: raw, gzip -9, Brotli 11.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { compress } from '../browser/server.mjs';
import { isSearch, typicalStory } from '../size.mjs';

export async function sizes({ dist }) {
  const top = readdirSync(dist).filter((file) => /\.(wasm|js)$/.test(file) || /^site-/.test(file)).sort().reverse();
  const typical = typicalStory(dist);
  const story = readFileSync(path.join(dist, typical.folder, 'index.html'), 'utf8');
  const style = story.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? '';
  const files = [
    ...top.map((file) => [kind(file), file]),
    [`HTML of a story (${typical.words} words)`, path.join(typical.folder, 'index.html')],
    [`page.json of that story`, path.join(typical.folder, 'page.json')],
    ['HTML of the front page', 'index.html'],
    ['page.json of the front page', 'page.json'],
  ];
  const rows = files.map(([what, file]) => row(what, [readFileSync(path.join(dist, file))]));
  rows.push(row('style, inside every page', [Buffer.from(style)]));
  const code = (wanted) => top.filter((file) => !file.endsWith('.json') && wanted(file)).map((file) => readFileSync(path.join(dist, file)));
  rows.push({ ...row('the app: WASM, glue, loader', code((file) => !isSearch(file))), limit: 115 });
  rows.push({ ...row('what searches: WASM, glue', code(isSearch)), limit: 52 });
  const html = rows.find((row) => row.what.startsWith('HTML of a story'));
  html.limit = 14;
  return rows;
}

function kind(file) {
  if (isSearch(file)) return file.endsWith('.wasm') ? 'WASM that searches' : 'its glue';
  if (file.endsWith('.wasm')) return 'WASM';
  if (/^wake|loader/.test(file)) return 'loader';
  if (file.endsWith('.js')) return 'glue';
  return 'the frame and its words (site.json)';
}

function row(what, contents) {
  const sum = (size) => contents.reduce((total, bytes) => total + size(bytes), 0) / 1000;
  const [raw, gzip, brotli] = [sum((b) => b.length), sum((b) => gzipSync(b, { level: 9 }).length), sum((b) => compress(b).length)];
  return { what, value: brotli, unit: 'KB Brotli', note: `${raw.toFixed(1)} raw, ${gzip.toFixed(1)} gzip`, raw, gzip };
}
