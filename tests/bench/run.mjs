// Measures what the limits of the project are about: node tests/bench/run.mjs DIST [PART…]
// DIST is a release build. Prints a table and writes test-results/bench.json. A row over its limit is
// shown, never an error: times belong to a machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeBrowser, browserVersion } from './browser.mjs';
import { cold } from './cold.mjs';
import { hops } from './hop.mjs';
import { lighthouse } from './lighthouse.mjs';
import { memory } from './memory.mjs';
import { pressing } from './press.mjs';
import { searching } from './search.mjs';
import { sizes } from './sizes.mjs';
import { table } from './table.mjs';
import { thread } from './thread.mjs';

const parts = { sizes, press: pressing, cold, hop: hops, search: searching, thread, memory, lighthouse };
const root = fileURLToPath(new URL('../..', import.meta.url));
const [dist, ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !parts[name]);
if (!dist || unknown.length) {
  console.error(`usage: node tests/bench/run.mjs DIST [PART…]\nparts: ${Object.keys(parts).join(' ')}`);
  process.exit(1);
}

const rows = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue;
  console.error(`bench: ${name} …`);
  rows.push(...(await measure({ root, dist: path.resolve(dist) })).map((row) => ({ part: name, ...row })));
}

console.log(table(rows));
const machine = { cpu: os.cpus()[0]?.model, cores: os.cpus().length, memoryGB: Math.round(os.totalmem() / 1e9), node: process.version, browser: await browserVersion() };
await closeBrowser();
const file = path.join(root, 'test-results/bench.json');
mkdirSync(path.dirname(file), { recursive: true });
const measured = new Date().toISOString();
const kept = earlier(file).filter(({ part }) => !rows.some((row) => row.part === part));
writeFileSync(file, `${JSON.stringify({ machine, rows: [...kept, ...rows.map((row) => ({ ...row, measured }))] }, null, 2)}\n`);
console.log(`\nOn ${machine.cores} cores (${machine.cpu}), ${machine.browser}. ${path.relative(process.cwd(), file)} holds the same.`);

/** The rows of the parts that were measured before and not now. */
function earlier(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).rows;
  } catch {
    return [];
  }
}
