import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { QUIET, findChromium } from './chromium.mjs';
import { findFirefox } from './firefox.mjs';

const results = fileURLToPath(new URL('../../test-results/browser', import.meta.url));

export default defineConfig({
  testDir: '.',
  outputDir: results,
  workers: 2,
  fullyParallel: true,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0,
  reporter: [[process.env.CI ? 'dot' : 'list'], ['./closing-line.mjs']],
  use: {
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'Chromium', use: { launchOptions: { executablePath: findChromium(), args: QUIET } } },
    // What a reader does, in another engine, where there is one. Tests that need what only Chromium's tools can do, or
    // that Firefox itself does otherwise, say so with a tag.
    ...[findFirefox()].filter(Boolean).map((executablePath) => ({
      name: 'Firefox',
      testMatch: /\/(failure|fold|form|hop|none|search|subpath|thread|wake)\.spec\.mjs$/,
      grepInvert: /@chromium/,
      // The Firefox that everybody has, not Playwright's own.
      use: { browserName: 'firefox', channel: 'moz-firefox', trace: 'off', launchOptions: { executablePath } },
    })),
  ],
});
