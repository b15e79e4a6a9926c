// How long press takes for editions of 1,000 to 100,000 stories and for one changed story, and how much
// memory; Hugo on the same Markdown where it is on PATH. Also presses the edition that the other parts
// look at.
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.mjs';
import { middle } from './table.mjs';

const RUNS = 3;
const hugoSite = fileURLToPath(new URL('hugo', import.meta.url));

export async function pressing({ root }) {
  const hugo = await works('hugo', ['version']);
  const rows = [];
  for (const count of [1_000, 10_000, 100_000]) {
    const room = newsroom(root, `press-${count}`, count, {});
    const mine = [];
    const theirs = [];
    // A hundred thousand take minutes, and their times differ little.
    for (let times = 0; times < (count > 10_000 ? 1 : RUNS); times += 1) {
      mine.push(await press(root, room, path.join(room.folder, 'dist')));
      if (hugo) theirs.push(await buildWithHugo(room));
    }
    const each = (runs) => middle(runs.map(({ seconds }) => (seconds * 1000) / count));
    const peak = (runs) => middle(runs.map(({ megabytes }) => megabytes));
    const name = `${count.toLocaleString('en')} stories`;
    const large = count >= 10_000;
    rows.push(
      { what: `${name}: press`, ...each(mine), unit: 'ms a story', limit: large ? (hugo ? each(theirs).value / 2 : 1.5) : undefined, note: `${middle(mine.map(({ seconds }) => seconds)).value.toFixed(2)} s` },
      { what: `${name}: press, peak memory`, ...peak(mine), unit: 'MB', limit: { 10_000: 400, 100_000: 1500 }[count] },
    );
    rows.push(...(await changing(root, room, name, large)));
    if (hugo) {
      rows.push(
        { what: `${name}: Hugo`, ...each(theirs), unit: 'ms a story', note: `${middle(theirs.map(({ seconds }) => seconds)).value.toFixed(2)} s` },
        { what: `${name}: Hugo, peak memory`, ...peak(theirs), unit: 'MB' },
      );
    }
    for (const folder of ['dist', 'hugo']) rmSync(path.join(room.folder, folder), { recursive: true, force: true });
  }
  return rows;
}

/** How long press takes when one story has changed, and how many files it writes. */
async function changing(root, room, name, large) {
  const output = path.join(room.folder, 'dist');
  const { folder, slug } = room.stories[Math.floor(room.stories.length / 2)];
  const file = path.join(room.folder, 'content/stories', folder, `${slug}.md`);
  // press does not trust the time of a file that was written a moment ago.
  await new Promise((done) => setTimeout(done, 2500));
  await press(root, room, output, { again: true });
  const runs = [];
  for (let times = 0; times < RUNS; times += 1) {
    appendFileSync(file, '\nOne more paragraph.\n');
    runs.push(await press(root, room, output, { again: true }));
  }
  return [
    { what: `${name}: one changed`, ...middle(runs.map(({ seconds }) => seconds)), unit: 's', limit: large ? 2 : undefined },
    { what: `${name}: one changed, files written`, ...middle(runs.map(({ said }) => Number(/ (\d+) written/.exec(said)?.[1]))), unit: 'files', limit: 100 },
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

/** An edition whose comments are kept by an Isso that answers under this path, and a story of it. */
export async function talkEdition(root, endpoint) {
  const room = newsroom(root, 'talk', 20, {});
  const folder = path.join(room.folder, 'dist');
  await press(root, room, folder, { options: ['--comments-provider', 'isso', '--comments-endpoint', endpoint] });
  return { folder, story: room.stories[10] };
}

/** Where `make bench` has put the app without an edition. */
const appFolder = (root) => path.join(root, 'target/bench/app');

/** Writes a newsroom in target/bench, with the project's own style and words. */
function newsroom(root, name, count, options) {
  const folder = path.join(root, 'target/bench', name);
  mkdirSync(folder, { recursive: true });
  const stories = generate(count, folder, options);
  for (const shared of ['public', 'style', 'words']) cpSync(path.join(root, shared), path.join(folder, shared), { recursive: true });
  return { folder, stories };
}

function press(root, room, output, { again = false, options = [] } = {}) {
  if (!again) rmSync(output, { recursive: true, force: true });
  const program = path.join(root, 'target/press/press');
  return run(program, ['build', '--project', room.folder, '--app', appFolder(root), '--output', output, '--now', '2030-01-01T00:00:00Z', ...options]);
}

function buildWithHugo(room) {
  const output = path.join(room.folder, 'hugo');
  rmSync(output, { recursive: true, force: true });
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
