// Editions that a test needs and the sample is not: press builds them, with this repository's style and words.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The app's files, by what their names begin and end with. */
const APP = { wake: ['wake-', '.js'], js: ['newsprint-', '.js'], wasm: ['newsprint-', '_bg.wasm'], search: ['search-', '.js'], searchWasm: ['search-', '_bg.wasm'] };

/** What press takes for the page that Trunk has built. */
const shell = ({ wake, js, wasm, search, searchWasm }) => `<!doctype html><html><head><meta name="newsprint" content="head">
<meta name="newsprint-app" data-js="${js}" data-wasm="${wasm}" data-search="${search}" data-search-wasm="${searchWasm}">
<script src="/${wake}" type="module"></script></head><body><meta name="newsprint" content="body"></body></html>`;

/** What Trunk builds, for press to build from: the app, taken out of an edition, and what is copied as it is. */
export function takeApp(edition, folder) {
  cpSync(path.join(PROJECT, 'public'), folder, { recursive: true });
  const all = readdirSync(edition);
  const names = Object.entries(APP).map(([key, [start, end]]) => [key, all.find((name) => name.startsWith(start) && name.endsWith(end))]);
  for (const [, name] of names) copyFileSync(path.join(edition, name), path.join(folder, name));
  writeFileSync(path.join(folder, 'index.html'), shell(Object.fromEntries(names)));
}

/** The program itself: cargo, when it is ended, leaves it running. */
export function program() {
  const { status, stdout, stderr } = cargo('build', '--message-format', 'json');
  if (status !== 0) throw new Error(`press cannot be compiled:\n${stderr}`);
  const artifacts = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return artifacts.find(({ executable, target }) => executable && target.name === 'press').executable;
}

const cargo = (command, ...rest) => spawnSync('cargo', [command, '--quiet', '--profile', 'press', '--package', 'press', ...rest], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

const SETTINGS = 'title = "The Paper"\nbase_url = "https://paper.example"\nlanguage = "en"\ntime_zone = "Europe/Paris"\n';

/**
 * Builds an edition into a folder of its own, which `remove` takes away.
 *
 * @param {{content?: Record<string, string>, settings?: string, app?: string, base?: string, now?: string}} options its
 *   Markdown by path, else the sample with its settings; newsprint.toml, where it is not the usual one; the folder with
 *   the app, which it is without otherwise; the path it is made for; the build's now
 */
export function build({ content, settings = SETTINGS, app, base = '/', now } = {}) {
  const room = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(room, file)), { recursive: true });
    writeFileSync(path.join(room, file), text);
  };
  const remove = () => rmSync(room, { recursive: true });
  if (!app) write('app/index.html', shell(Object.fromEntries(Object.entries(APP).map(([key, [start, end]]) => [key, `${start}1${end}`]))));
  if (content) {
    for (const [file, text] of Object.entries(content)) write(`content/${file}`, text);
    write('newsprint.toml', settings);
    for (const shared of ['style', 'words']) symlinkSync(path.join(PROJECT, shared), path.join(room, shared));
    // A link out of the project would not be followed.
    cpSync(path.join(PROJECT, 'public'), path.join(room, 'public'), { recursive: true });
  }
  const folder = path.join(room, 'edition');
  const hosting = path.join(room, 'hosting');
  const options = ['--project', content ? room : PROJECT, '--app', app ?? path.join(room, 'app'), '--output', folder, '--hosting', hosting, '--public-url', base];
  if (now) options.push('--now', now);
  const { status, stderr } = cargo('run', '--', 'build', ...options);
  if (status !== 0) {
    remove();
    throw new Error(`press has not built it:\n${stderr}`);
  }
  return { folder, hosting, base, remove };
}
