// Editions that a test needs and the sample is not: press builds them, with this repository's style and words.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What press takes for the page that Trunk has built. */
const SHELL = `<!doctype html><html><head><meta name="newsprint" content="head">
<meta name="newsprint-app" data-js="newsprint-1.js" data-wasm="newsprint-1_bg.wasm" data-search="search-1.js" data-search-wasm="search-1_bg.wasm">
<script src="/wake-1.js" type="module"></script></head><body><meta name="newsprint" content="body"></body></html>`;

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
  if (!app) write('app/index.html', SHELL);
  if (content) {
    for (const [file, text] of Object.entries(content)) write(`content/${file}`, text);
    write('newsprint.toml', settings);
    for (const shared of ['style', 'words', 'public']) symlinkSync(path.join(PROJECT, shared), path.join(room, shared));
  }
  const folder = path.join(room, 'edition');
  const hosting = path.join(room, 'hosting');
  const options = ['--project', content ? room : PROJECT, '--app', app ?? path.join(room, 'app'), '--output', folder, '--hosting', hosting, '--public-url', base];
  if (now) options.push('--now', now);
  const { status, stderr } = spawnSync('cargo', ['run', '--quiet', '--profile', 'press', '--package', 'press', '--', 'build', ...options], { cwd: PROJECT, encoding: 'utf8' });
  if (status !== 0) {
    remove();
    throw new Error(`press has not built it:\n${stderr}`);
  }
  return { folder, hosting, base, remove };
}
