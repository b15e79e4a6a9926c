// Where Chromium is. Run by itself it prints the path, and fails when there is none.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The path of a Chromium: `CHROMIUM`, one on PATH, or Playwright's own; undefined where there is none. */
export function findChromium() {
  return process.env.CHROMIUM || findOnPath(NAMES, MAC) || [chromium.executablePath()].find(existsSync);
}

/** The first program of these names on PATH, or else the first of these files, that can be run. */
export function findOnPath(names, files) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...files].find(runs);
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Start options that keep Chromium to itself: nothing of its own goes over the network. */
export const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = findChromium();
  if (!found) process.exit(1);
  console.log(found);
}
