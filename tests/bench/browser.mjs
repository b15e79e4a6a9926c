// Chromium as a middling phone on a slow line.
import { chromium } from '@playwright/test';
import { QUIET, findChromium } from '../browser/chromium.mjs';

let browser;

/** Waits for nothing to be asked of a server for a while. */
export { quiet } from '../browser/edition.mjs';

/** 1.6 Mbit/s and 150 ms, Lighthouse's “slow 4G”, and a processor four times slower. */
export const SLOW_LINE = { latency: 150, kilobits: 1600 };
export const SLOW_CPU = 4;

/** A page in a browser profile of its own, as on a phone. */
export async function phone() {
  browser ??= await chromium.launch({ executablePath: findChromium(), args: QUIET });
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
  return context.newPage();
}

export async function browserVersion() {
  browser ??= await chromium.launch({ executablePath: findChromium(), args: QUIET });
  return `Chromium ${browser.version()}`;
}

export const closeBrowser = () => browser?.close();
