// The commands of docs/publishing.md that copy an edition to a server of one's own, run as they stand there, on this
// machine: what a page names must be there before the page.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { EDITIONS } from './editions.mjs';

const skip = spawnSync('rsync', ['--version']).status === 0 ? false : 'there is no rsync on PATH';
const [edition] = EDITIONS;
const docs = readFileSync(new URL('../../docs/publishing.md', import.meta.url), 'utf8');
const commands = docs.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('rsync '));

let room;
let server;
before(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
  server = path.join(room, 'server');
  symlinkSync(edition.folder, path.join(room, 'dist'));
});
after(() => rmSync(room, { recursive: true }));

const files = () => readdirSync(server, { recursive: true }).filter((file) => statSync(path.join(server, file)).isFile()).sort();

/** Runs a command and gives what it has done, line by line. */
function run(command) {
  const local = command.replace('server:/var/www/paper.example/', `${server}/`).replace('rsync ', 'rsync --itemize-changes ');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', local], { cwd: room, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n');
}

it('an edition goes up over another: first what pages name, then the pages, at last what is gone', { skip }, () => {
  assert.equal(commands.length, 2);
  const old = {
    'newsprint-0000.js': 'of the build before',
    'search-0000.js': 'of the build before',
    'style-0000.css': 'of the build before',
    'index.html': 'of the build before',
    'gone/index.html': 'gone',
    'picture/gone.webp': 'gone',
    'search/index/gone': 'gone',
  };
  for (const [file, text] of Object.entries(old)) {
    mkdirSync(path.dirname(path.join(server, file)), { recursive: true });
    writeFileSync(path.join(server, file), text);
  }
  run(commands[0]);
  const named = edition.files.filter((file) => /^(newsprint-|search-|wake-|site-|style-|picture\/|search\/index\/)/.test(file));
  assert.ok(named.some((file) => file.startsWith('search/index/')) && named.some((file) => file.startsWith('search-')));
  assert.deepEqual(files(), [...new Set([...named, ...Object.keys(old)])].sort());
  assert.equal(readFileSync(path.join(server, 'index.html'), 'utf8'), 'of the build before');

  const done = run(commands[1]);
  const removed = done.filter((line) => line.startsWith('*deleting'));
  assert.ok(removed.length >= 3 && done.slice(-removed.length).every((line) => line.startsWith('*deleting')), 'what is gone goes last');
  const kept = ['newsprint-0000.js', 'search-0000.js', 'style-0000.css'];
  const served = edition.files.filter((file) => !file.startsWith('_'));
  assert.deepEqual(files(), [...served, ...kept].sort());
  for (const file of served) assert.ok(readFileSync(path.join(server, file)).equals(edition.bytes(file)), file);
  assert.ok(!existsSync(path.join(server, '_headers')));

  // Built from nothing, every file has a new time.
  for (const file of served) utimesSync(path.join(server, file), 1, 1);
  const again = commands.flatMap(run).filter((line) => /^[<>]/.test(line));
  assert.deepEqual(again, [], 'what has the same content is copied again');
});
