// `trunk serve`, as somebody writes with it: on a copy of the project, so that its content can be changed.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { awake, test as base, expect, hop, markDocument, parts, readEdition, sameDocument } from './edition.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Not in the target folder: Trunk watches nothing in there.
const project = path.join(root, 'test-results/project');

const test = base.extend({
  trunk: [
    async ({}, use) => {
      copyProject();
      const port = await freePort();
      const child = spawn('trunk', ['serve', '--port', String(port), '--dist', 'dist'], {
        cwd: project,
        // The compiled dependencies are those of the project itself.
        env: { ...process.env, CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? path.join(root, 'target') },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const trunk = { origin: `http://127.0.0.1:${port}`, output: '', url: (address) => `http://127.0.0.1:${port}${address}` };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (trunk.output += data));
      try {
        await begun(trunk);
        await use(trunk);
      } finally {
        process.kill(-child.pid);
      }
    },
    { scope: 'worker', timeout: 560_000 },
  ],
  site: ({ trunk }, use) => use(trunk),
});

/** Long enough for a change to be built while something else is being compiled. */
const REBUILT = 180_000;

// Trunk empties the folder that it serves before it fills it with another app.
const EMPTY = /^console error: Failed to load resource.*404/;

test.describe.configure({ mode: 'serial' });

// Chromium may never answer when it is to forget a page that is being loaded anew.
test.afterEach(({ page }) => expect(() => page.goto('about:blank')).toPass({ timeout: 20_000 }));

/** The Markdown file and the page of a story between two others. */
function aStory() {
  const stories = path.join(project, 'content/stories');
  const files = readdirSync(stories, { recursive: true }).filter((file) => file.endsWith('.md')).sort();
  for (const story of readEdition(path.join(project, 'dist'), { afresh: true }).stories) {
    const file = files.map((file) => path.join(stories, file)).find((file) => readFileSync(file, 'utf8').includes(`"${story.headline}"`));
    if (file && story.previous && story.next) return { file, story };
  }
  throw new Error('no story of the sample edition is written as expected');
}

function rewrite(file, from, to) {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test('a page wakes in silence and hops', async ({ page, site }) => {
  const { story } = aStory();
  await page.goto(site.url(story.address));
  await awake(page);
  await markDocument(page);
  await hop(page, parts(page).next);
  await expect(parts(page).headline).toHaveText(story.next.headline);
  expect(await sameDocument(page)).toBe(true);
});

test('what is missing answers 404', async ({ request, site }) => {
  expect((await request.get(site.url('/no/such/story/'))).status()).toBe(404);
});

test('a change of the content shows by itself, and the app is not built anew', async ({ page, site, trunk }) => {
  test.setTimeout(3 * REBUILT);
  const builds = () => trunk.output.split('starting build').length;
  const before = builds();
  const { file, story } = aStory();
  await page.goto(site.url(story.address));
  await awake(page);
  rewrite(file, story.headline, 'A headline changed while somebody reads');
  await expect(parts(page).headline).toHaveText('A headline changed while somebody reads', { timeout: REBUILT });
  await awake(page);
  rewrite(file, 'A headline changed while somebody reads', story.headline);
  await expect(parts(page).headline).toHaveText(story.headline, { timeout: REBUILT });
  expect(builds()).toBe(before);
});

test('what is saved while a page is on its way shows, too', async ({ page, site }) => {
  test.setTimeout(2 * REBUILT);
  const { file, story } = aStory();
  let release;
  const released = new Promise((done) => (release = done));
  // The page's first question, for which build is served, comes after the save.
  await page.route('**/newsprint-served.txt', async (route) => (await released, route.continue()));
  await page.goto(site.url(story.address));
  await awake(page);
  rewrite(file, story.headline, 'A headline that came first');
  await expect.poll(async () => (await (await fetch(site.url(story.address))).text()).includes('A headline that came first'), { timeout: REBUILT }).toBe(true);
  await expect(parts(page).headline).toHaveText(story.headline);
  release();
  await expect(parts(page).headline).toHaveText('A headline that came first', { timeout: REBUILT });
  rewrite(file, 'A headline that came first', story.headline);
  await expect(parts(page).headline).toHaveText(story.headline, { timeout: REBUILT });
});

test('a change of the style shows by itself', async ({ page, site }) => {
  test.setTimeout(2 * REBUILT);
  await page.goto(site.url(aStory().story.address));
  await awake(page);
  appendFileSync(path.join(project, 'style/shared.css'), '\nh1 { outline: 3px solid red; }\n');
  await expect(parts(page).headline).toHaveCSS('outline-width', '3px', { timeout: REBUILT });
});

test('a change of the app shows by itself, and content goes on showing', async ({ page, site, watch }) => {
  watch.allow(EMPTY);
  test.setTimeout(4 * REBUILT);
  const { file, story } = aStory();
  await page.goto(site.url(story.address));
  await awake(page);
  const app = () => page.locator('script[data-wasm]').getAttribute('src');
  const before = await app();
  appendFileSync(path.join(project, 'src/wake.js'), '\nwindow.another = true;\n');
  await expect.poll(app, { timeout: 2 * REBUILT }).not.toBe(before);
  await awake(page);
  expect(await page.evaluate(() => window.another)).toBe(true);
  rewrite(file, story.headline, 'A headline around another app');
  await expect(parts(page).headline).toHaveText('A headline around another app', { timeout: REBUILT });
  rewrite(file, 'A headline around another app', story.headline);
  await expect(parts(page).headline).toHaveText(story.headline, { timeout: REBUILT });
});

test('a fault in the content is told in the terminal, and watching goes on', async ({ page, site, trunk }) => {
  test.setTimeout(3 * REBUILT);
  const { file, story } = aStory();
  await page.goto(site.url(story.address));
  await awake(page);
  const before = trunk.output.length;
  const date = readFileSync(file, 'utf8').match(/^date.*$/m)[0];
  rewrite(file, date, 'date = "the day after tomorrow"');
  await expect.poll(() => trunk.output.slice(before), { timeout: REBUILT }).toContain('the day after tomorrow');
  expect(trunk.output.slice(before)).toContain(path.basename(path.dirname(file)));
  // The last good edition is still there.
  expect(await answers(site.url(story.address))).toBe(200);

  rewrite(file, 'date = "the day after tomorrow"', date);
  rewrite(file, story.headline, 'A headline after the fault');
  await expect
    .poll(async () => (await (await fetch(site.url(story.address))).text()).includes('A headline after the fault'), { timeout: REBUILT })
    .toBe(true);
  rewrite(file, 'A headline after the fault', story.headline);
});

test('other comments come with another app', async ({ page, site, trunk, watch }) => {
  watch.allow(EMPTY);
  test.setTimeout(3 * REBUILT);
  const { story } = aStory();
  const settings = path.join(project, 'newsprint.toml');
  const before = readFileSync(settings, 'utf8');
  await page.goto(site.url(story.address));
  await awake(page);
  writeFileSync(settings, before.replace('provider = "device"', 'provider = "isso"\nendpoint = "/comments"'));
  await expect(parts(page).comments.getByRole('button', { name: 'Show comments' })).toBeVisible({ timeout: 2 * REBUILT });
  expect(trunk.output).toContain('the settings ask for comments of “isso”: Trunk builds the app anew.');
  await awake(page);
  writeFileSync(settings, before);
  await expect(parts(page).comments.getByText('kept in this browser only')).toBeVisible({ timeout: 2 * REBUILT });
});

// ---- the copy ----

function copyProject() {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = listed.stdout.split('\0').filter((file) => file && !/^(tests|docs)\//.test(file));
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const file of files) cpSync(path.join(root, file), path.join(project, file), { preserveTimestamps: true, force: true });
}

/** Waits for the first build; says what Trunk said when there is none. */
async function begun(trunk) {
  for (let seconds = 0; seconds < 540; seconds += 1) {
    if ((await answers(trunk.origin)) === 200) return;
    if (/error from build pipeline/.test(trunk.output)) break;
    await new Promise((done) => setTimeout(done, 1000));
  }
  throw new Error(`trunk serve built nothing:\n${trunk.output.slice(-4000)}`);
}

const answers = (url) => fetch(url).then((response) => response.status, () => 0);

const freePort = () =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
