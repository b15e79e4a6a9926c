// `press build` killed at random moments, while its folder is served and read: readers find a whole edition each time,
// that of the build before or the new one.
//     SEED=123 node --test tests/published/killed.test.mjs      the same moments again
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { random } from '../bench/random.mjs';
import { serve } from '../browser/server.mjs';
import { EDITIONS } from './editions.mjs';
import { PROJECT, program, takeApp } from './press.mjs';

const TIMES = 20;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const next = random(seed);
const [{ folder: published, root }] = EDITIONS;

let room;
let press;
let site;
before(async () => {
  room = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
  for (const own of ['content', 'public']) cpSync(path.join(PROJECT, own), path.join(room, own), { recursive: true });
  for (const shared of ['style', 'words']) symlinkSync(path.join(PROJECT, shared), path.join(room, shared));
  takeApp(published, path.join(room, 'app'));
  press = program();
});
after(async () => {
  await site?.close();
  rmSync(room, { recursive: true });
});

/** Changes every page: the newspaper has another name, and a story another text. One more comes and goes. */
function change(round) {
  const settings = readFileSync(path.join(PROJECT, 'newsprint.toml'), 'utf8');
  writeFileSync(path.join(room, 'newsprint.toml'), settings.replace(/^title = .*/m, `title = "Round ${round} Courier"`));
  const write = (name, more) => writeFileSync(path.join(room, 'content/stories', `${name}.md`), `+++\ntitle = "Round ${round} story"\ndate = 2026-03-01\nslug = "${name}"\n${more}+++\n\nWritten in round ${round} of it.\n`);
  write('changing', '');
  if (round % 2) rmSync(path.join(room, 'content/stories/coming.md'), { force: true });
  else write('coming', 'aliases = ["/old/coming/"]\n');
}

/** Starts a build, as `make build` does. */
function build() {
  const options = ['--project', room, '--app', path.join(room, 'app'), '--output', path.join(room, 'dist'), '--keep', path.join(room, 'kept'), '--hosting', path.join(room, 'hosting')];
  const { TRUNK_STAGING_DIR: _, ...env } = process.env;
  return spawn(press, ['build', ...options, '--now', '2026-12-31T12:00:00Z'], { cwd: room, env, stdio: 'ignore' });
}

/** Lets a build come to its end, with readers meanwhile if there are any. */
async function wholeBuild(readers = async () => {}) {
  const ended = once(build(), 'exit');
  await readers(ended);
  const [status] = await ended;
  assert.equal(status, 0);
}

/** What a text names of this edition: links, pictures in all widths, the app's files, what cards, feeds and search engines show. */
function named(text, url) {
  const found = [];
  for (const [, name, value] of text.matchAll(/\s(href|src|srcset|content|data-[a-z-]+)="([^"]*)"/g)) {
    const plain = value.replaceAll('&amp;', '&');
    if (name === 'srcset') found.push(...plain.split(', ').map((one) => one.split(' ')[0]));
    else if (name === 'href' || name === 'src' || /^(\/|https?:)/.test(plain)) found.push(plain);
    else if (name === 'content' && plain.startsWith('0; url=')) found.push(plain.slice('0; url='.length));
  }
  for (const [, value] of text.matchAll(/<(?:loc|link|guid[^>]*)>([^<]+)</g)) found.push(value);
  for (const [, value] of text.matchAll(/"(?:src|address|search|url)":\s?"([^"]+)"/g)) found.push(value);
  for (const [, value] of text.matchAll(/"(https?:[^"\s\\]+)"/g)) found.push(value);
  const here = found.map((one) => new URL(one, url)).map((it) => (it.href.startsWith(root) ? new URL(it.href.slice(root.length - 1), site.origin) : it));
  return here.filter(({ origin }) => origin === site.origin).map(({ pathname }) => pathname);
}

/** Files that name others line by line. */
const LISTS = {
  '/_redirects': (rule) => rule.split(' ').slice(0, 1).filter(Boolean),
  '/search/index.txt': (line) => (/^[0-9a-f]{16} /.test(line) ? [`/search/index/${line.slice(0, 16)}.txt`] : []),
};

/** Reads the whole edition as a crawler does, and gives which round it is of, and how much there was. */
async function read() {
  const waiting = ['/', '/sitemap.xml', '/sitemap-news.xml', '/robots.txt', '/404.html', '/_redirects', '/search/index.txt'];
  const seen = new Set(waiting);
  const rounds = new Map();
  while (waiting.length > 0) {
    await Promise.all(waiting.splice(0, 20).map(async (pathname) => {
      const response = await fetch(site.origin + pathname);
      assert.equal(response.status, 200, pathname);
      const type = response.headers.get('content-type');
      const text = await response.text();
      if (!(/html|json|xml/.test(type) || LISTS[pathname]) || pathname.endsWith('.svg')) return;
      const [, round] = /Round (\d+) (?:Courier|story)/.exec(text) ?? [];
      if (round) rounds.set(pathname, Number(round));
      else assert.ok(!type.includes('html'), `${pathname} does not say of which round it is`);
      const more = LISTS[pathname] ? text.split('\n').flatMap(LISTS[pathname]) : named(text, response.url);
      // What the app asks for when a reader goes there.
      if (type.includes('html') && pathname.endsWith('/') && text.includes('data-site=')) more.push(`${pathname}page.json`);
      for (const it of more) if (!seen.has(it)) waiting.push(...(seen.add(it), [it]));
    }));
  }
  const round = rounds.get('/');
  for (const [pathname, it] of rounds) assert.equal(it, round, `${pathname} is of round ${it}, the front page of round ${round}`);
  assert.equal(seen.has('/old/coming/'), round % 2 === 0);
  return { round, files: seen.size };
}

/** Asks for pages that every edition has, for as long as a build takes: each answer is whole. */
async function readMeanwhile(ended) {
  let over = false;
  ended.finally(() => (over = true));
  for (let number = 0; !over; number += 1) {
    const pathname = ['/', '/2026/03/01/changing/', '/about/', '/sitemap.xml'][number % 4];
    const response = await fetch(site.origin + pathname);
    assert.equal(response.status, 200, pathname);
    assert.match(await response.text(), /<\/(html|sitemapindex)>\s*$/);
  }
}

it(`an edition is whole whenever a build of the next one is killed (SEED=${seed})`, { timeout: 300_000 }, async (t) => {
  change(0);
  await wholeBuild();
  site = await serve(path.join(room, 'dist'));
  // The pictures are there now: how long a build takes at most.
  let long = 0;
  for (const round of [1, 2]) {
    change(round);
    const begun = performance.now();
    await wholeBuild(readMeanwhile);
    long = Math.max(long, performance.now() - begun);
  }
  let { round: standing, files } = await read();
  assert.equal(standing, 2);
  assert.ok(files > 150, `${files} files were found`);
  let before = 0;
  for (let round = 3; round < 3 + TIMES; round += 1) {
    change(round);
    const child = build();
    const ended = once(child, 'exit');
    const meanwhile = readMeanwhile(ended);
    // Past its end, too: not all take as long.
    await sleep(next() * long * 1.5);
    child.kill('SIGKILL');
    await ended;
    await meanwhile;
    const { round: found } = await read();
    assert.ok(found === standing || found === round, `round ${found} is served, after ${standing} and in ${round}`);
    if (found === standing) before += 1;
    standing = found;
  }
  t.diagnostic(`${TIMES} builds of about ${Math.round(long)} ms killed: ${before} left the edition before, ${TIMES - before} the new one`);
  change(3 + TIMES);
  await wholeBuild();
  assert.equal((await read()).round, 3 + TIMES);
});
