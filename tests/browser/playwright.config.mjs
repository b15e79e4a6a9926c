import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { QUIET, findChromium } from './chromium.mjs';

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
    launchOptions: { executablePath: findChromium(), args: QUIET },
  },
});
