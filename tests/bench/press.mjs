// How long press takes for editions of 1,000 to 100,000 stories and for one changed story, and how much
// memory; Hugo on the same Markdown where it is on PATH. Also presses the edition that the other parts
// look at.
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate, settings } from './generate.mjs';
import { middle } from './table.mjs';

const RUNS = 3;
const hugoSite = fileURLToPath(new URL('hugo', import.meta.url));

export async function pressing({ root }) {
  const hugo = await works('hugo', ['version']);
  const rows = [];
  const rooms = [];
  const pages = {};
  const grown = {};
  for (const count of [1_000, 10_000, 100_000]) {
    // Without a search index: Hugo has none. What that adds is measured apart, in search.mjs.
    const room = newsroom(root, `press-${count}`, count, { search: false });
    rooms.push(room);
    const mine = [];
    const theirs = [];
    // A hundred thousand take minutes, and their times differ little.
    for (let times = 0; times < (count > 10_000 ? 1 : RUNS); times += 1) {
      // Each into a folder of its own, and none is removed before all is measured: Linux's most used
      // file system is several times as slow for minutes after many files have gone.
      room.dist = path.join(room.folder, `built-${times}/dist`);
      rmSync(path.join(room.folder, '.newsprint'), { recursive: true, force: true });
      mine.push(await press(root, room, room.dist));
      if (hugo) theirs.push(await buildWithHugo(room, path.join(room.folder, `hugo-${times}`)));
    }
    const each = (runs) => middle(runs.map(({ seconds }) => (seconds * 1000) / count));
    const peak = (runs) => middle(runs.map(({ megabytes }) => megabytes));
    const name = `${count.toLocaleString('en')} stories`;
    rows.push(
      { what: `${name}: press`, ...each(mine), unit: 'ms a story', limit: hugo ? each(theirs).value / 2 : undefined, note: `${middle(mine.map(({ seconds }) => seconds)).value.toFixed(2)} s; half of Hugo's` },
      { what: `${name}: press, peak memory`, ...peak(mine), unit: 'MB', limit: { 10_000: 400, 100_000: 1500 }[count] },
      { what: `${name}: press, files written`, value: mine.at(-1).files, unit: 'files', note: mine.at(-1).bytes },
    );
    if (hugo) {
      rows.push(
        { what: `${name}: Hugo`, ...each(theirs), unit: 'ms a story', note: `${middle(theirs.map(({ seconds }) => seconds)).value.toFixed(2)} s` },
        { what: `${name}: Hugo, peak memory`, ...peak(theirs), unit: 'MB' },
      );
    }
    rows.push(...(await changing(root, room, name, count)));
    pages[count] = pageOf(room);
    grown[count] = { memory: peak(mine).value, text: textOf(path.join(room.folder, 'content')) / 1e6 };
  }
  const [small, large] = [pages[1_000], pages[100_000]];
  const more = (what) => grown[100_000][what] - grown[10_000][what];
  rows.push(
    { what: 'peak memory of 90,000 stories more', value: more('memory'), unit: 'MB', limit: more('text'), note: 'less than their text' },
    { what: 'a story page among 1,000 stories', value: small.bytes, unit: 'bytes' },
    { what: 'the same among 100,000', value: large.bytes, unit: 'bytes', limit: small.bytes + 200, note: 'its related stories are others' },
  );
  for (const { folder } of rooms) rmSync(folder, { recursive: true, force: true });
  return rows;
}

/** How many bytes of Markdown there are. */
function textOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

/** A story that stands among the first thousand in every edition. */
function pageOf(room) {
  const folder = path.join(room.dist, room.stories[400].address);
  return { bytes: ['index.html', 'page.json'].reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0) };
}

/** How long press takes when one story has changed, and what it writes. */
export async function changing(root, room, name, count) {
  const { folder, slug } = room.stories[Math.floor(room.stories.length / 2)];
  const file = path.join(room.folder, 'content/stories', folder, `${slug}.md`);
  // press does not trust the time of a file that was written a moment ago.
  await new Promise((done) => setTimeout(done, 2500));
  const second = await press(root, room, room.dist);
  const runs = [];
  for (let times = 0; times < RUNS; times += 1) {
    appendFileSync(file, '\nOne more paragraph.\n');
    runs.push(await press(root, room, room.dist));
  }
  const limit = count > 10_000 ? 2 : undefined;
  return [
    { what: `${name}: built once more`, value: second.seconds, unit: 's', note: 'makes the second tree' },
    { what: `${name}: one changed`, ...middle(runs.map(({ seconds }) => seconds)), unit: 's', limit },
    { what: `${name}: one changed, peak memory`, ...middle(runs.map(({ megabytes }) => megabytes)), unit: 'MB' },
    { what: `${name}: one changed, files written`, ...middle(runs.map(({ files }) => files)), unit: 'files', limit: 100, note: runs[0].bytes },
  ];
}

let edition;

/** The edition for the other parts: 200 stories with pictures, around the release build; and a story from its middle. */
export async function benchEdition(root) {
  if (edition) return edition;
  const room = newsroom(root, 'edition', 200, { pictures: true });
  const folder = path.join(room.folder, 'dist');
  rmSync(folder, { recursive: true, force: true });
  await press(root, room, folder);
  edition = { folder, story: room.stories[60] };
  return edition;
}

/**
 * An edition of so many stories with as many words as a language has; how long press took for it without a search
 * index and with one, and how much memory; and a function that removes it.
 */
export async function wordyEdition(root, count) {
  const room = newsroom(root, `search-${count}`, count, { manyWords: true });
  const runs = { without: [], with: [] };
  for (let times = 0; times < (count > 10_000 ? 1 : RUNS); times += 1) {
    for (const search of [false, true]) {
      writeFileSync(path.join(room.folder, 'newsprint.toml'), settings(search));
      rmSync(path.join(room.folder, '.newsprint'), { recursive: true, force: true });
      room.dist = path.join(room.folder, `${search ? 'with' : 'without'}-${times}/dist`);
      runs[search ? 'with' : 'without'].push(await press(root, room, room.dist));
    }
  }
  return { ...room, runs, remove: () => rmSync(room.folder, { recursive: true, force: true }) };
}

/** Where `make bench` has put the app without an edition. */
const appFolder = (root) => path.join(root, 'target/bench/app');

/** Writes a newsroom in target/bench, with the project's own style and words. */
function newsroom(root, name, count, options) {
  const folder = path.join(root, 'target/bench', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stories = generate(count, folder, options);
  for (const shared of ['public', 'style', 'words']) cpSync(path.join(root, shared), path.join(folder, shared), { recursive: true });
  return { folder, stories };
}

async function press(root, room, output) {
  const program = path.join(root, 'target/press/press');
  const outcome = await run(program, ['build', '--project', room.folder, '--app', appFolder(root), '--output', output, '--now', '2030-01-01T00:00:00Z']);
  const [, files, bytes] = / (\d+) written \(([^)]*)\)/.exec(outcome.said) ?? [];
  return { ...outcome, files: Number(files), bytes };
}

function buildWithHugo(room, output) {
  return run('hugo', ['--source', hugoSite, '--contentDir', path.join(room.folder, 'content'), '--destination', output, '--noBuildLock', '--quiet']);
}

/** Runs a program to its end: the seconds, and the most memory that it or one of its children held. */
async function run(program, parameters) {
  const begun = process.hrtime.bigint();
  const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (data) => (complaint += data));
  let megabytes = NaN;
  const look = () => (megabytes = Math.max(peakMemory(child.pid), Number.isNaN(megabytes) ? 0 : megabytes) || NaN);
  look();
  const timer = setInterval(look, 10);
  const code = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${path.basename(program)} ended with ${code}:\n${complaint.slice(0, 4000)}`);
  return { seconds: Number(process.hrtime.bigint() - begun) / 1e9, megabytes, said: complaint };
}

/** The high-water mark that Linux keeps for a process, or the highest of its children; 0 elsewhere. */
function peakMemory(pid) {
  const file = (name) => (existsSync(`/proc/${pid}/${name}`) ? readFileSync(`/proc/${pid}/${name}`, 'utf8') : '');
  try {
    const own = Number(/VmHWM:\s*(\d+)/.exec(file('status'))?.[1] ?? 0) * 1024;
    const children = file(`task/${pid}/children`).split(' ').filter(Boolean);
    return Math.max(own / 1e6, ...children.map(peakMemory));
  } catch {
    return 0; // It ended meanwhile.
  }
}

const works = (program, parameters) => run(program, parameters).then(() => true, () => false);
