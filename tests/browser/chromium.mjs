// Where Chromium is. Run by itself it prints the path, and fails when there is none.
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findOnPath, tell } from './program.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The path of a Chromium: `CHROMIUM`, one on PATH, or Playwright's own; undefined where there is none. */
export function findChromium() {
  return process.env.CHROMIUM || findOnPath(NAMES, MAC) || [chromium.executablePath()].find(existsSync);
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

tell(import.meta.url, findChromium);
