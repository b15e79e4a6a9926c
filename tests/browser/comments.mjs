// What the tests of the conversation start from: an edition that is set to a comment server, that server, and the
// wire between them. The server is a real one; the edition reaches it below its own address, as behind a proxy.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingIsso, startIsso } from '../servers/isso.mjs';
import { missingWordPress, startWordPress } from '../servers/wordpress.mjs';
import { test as base, expect, parts } from './edition.mjs';
import { serve } from './server.mjs';

export { expect };

const BUILT = fileURLToPath(new URL('../../target/built', import.meta.url));
/** Where the edition finds its comment server: `make test-browser` builds it so. */
const BELOW = '/comments';

export const test = base.extend({
  /** Which comment server: `isso` or `wordpress`. */
  provider: ['isso', { option: true }],
  /** What is set otherwise than in tests/servers: sections of isso.cfg, or WordPress' options. */
  settings: [{}, { option: true }],
  /** What newsprint.toml says besides under [comments]: `moderated`, `report`. */
  newsroom: [{}, { option: true }],

  build: ({ provider }, use) => use(provider),

  /** WordPress takes seconds to start: one for all tests of a worker, emptied before each. */
  wordpress: [
    async ({}, use) => {
      let started;
      await use(() => (started ??= startWordPress()));
      await (await started?.catch(() => {}))?.stop();
    },
    { scope: 'worker' },
  ],

  /** The comment server: what its stories hold and how it can be reached. */
  comments: async ({ provider, settings, edition, wordpress }, use) => {
    const missing = provider === 'isso' ? missingIsso() : missingWordPress();
    test.skip(Boolean(missing), missing ?? '');
    const comments = provider === 'isso' ? await OnIsso.start(settings) : await OnWordPress.start(await wordpress(), settings, edition);
    await use(comments);
    await comments.stop();
  },

  site: async ({ build, comments, newsroom }, use) => {
    const behind = { path: BELOW, origin: () => comments.endpoint };
    const site = await serve(path.join(BUILT, build), { behind, rewrite: settingsWith(newsroom) });
    comments.wire(site);
    await use(site);
    await site.close();
  },
});

/** Changes the edition's settings of its comments on their way, as `rewrite` of `serve` does it. */
export const settingsWith = (changes) => (text, file) => {
  // Changed, they would not be what their seal says.
  if (file.endsWith('.html')) return text.replace(/ data-site-seal="[^"]*"/, '');
  if (!/^site-.*\.json$/.test(file)) return text;
  const settings = JSON.parse(text);
  Object.assign(settings.comments, changes);
  return JSON.stringify(settings);
};

/** What the tests ask of either server. A comment is `{ text, author?, email?, website?, replies? }`. */
class OnAServer {
  /** The requests that came over the wire: `{ method, path, query, body }`, the path below the server's own. */
  get requests() {
    return this.site.requests
      .filter(({ path }) => path.startsWith(`${BELOW}/`))
      .map((request) => ({ ...request, path: request.path.slice(BELOW.length) }));
  }

  /** How often a comment was sent, and what. */
  get sent() {
    return this.requests.filter(({ method, path }) => method === this.sending.method && this.sending.path.test(BELOW + path));
  }

  /** How often a list of comments was asked for. */
  get listed() {
    return this.requests.filter(({ method, path }) => method === this.listing.method && this.listing.path.test(BELOW + path));
  }

  wire(site) {
    this.site = site;
  }

  /** Stands in for what is answered when a comment is sent; see `site.on`. */
  onSending = (answer, options) => this.site.on(this.sending.path, answer, { ...options, method: this.sending.method });
  /** Stands in for what is answered when comments are asked for. */
  onListing = (answer, options) => this.site.on(this.listing.path, answer, { ...options, method: this.listing.method });
  /** Stands in for whatever the server would answer. */
  onAnything = (answer, options) => this.site.on(new RegExp(`^${BELOW}/`), answer, options);
  holdSending = () => this.site.hold(this.sending.path, { method: this.sending.method });
  holdListing = () => this.site.hold(this.listing.path, { method: this.listing.method });
}

class OnIsso extends OnAServer {
  sending = { method: 'POST', path: /^\/comments\/new$/ };
  listing = { method: 'GET', path: /^\/comments\/$/ };

  static async start(settings) {
    const comments = new OnIsso();
    comments.isso = await startIsso({ settings });
    return comments;
  }

  get endpoint() {
    return this.isso.endpoint;
  }

  seed = (story, comments) => this.isso.seed(story.id, comments);
  /** What a stranger is shown. */
  list = (story) => this.isso.list(story.id);
  /** The texts of all comments it has ever taken, held ones too, in the order in which they came. */
  taken = async () => this.isso.taken();
  newest = async () => this.isso.taken().length;
  approve = (id) => this.isso.approve(id);
  remove = (id) => this.isso.remove(id);
  stop = () => this.isso.stop();
}

class OnWordPress extends OnAServer {
  sending = { method: 'POST', path: /^\/comments\/wp-json\/wp\/v2\/comments$/ };
  listing = { method: 'GET', path: /^\/comments\/wp-json\/wp\/v2\/comments$/ };

  static async start(wordpress, settings, edition) {
    const comments = new OnWordPress();
    comments.wordpress = wordpress;
    await wordpress.reset(settings);
    const slugs = edition.stories.map(({ address }) => ({ slug: address.split('/').at(-2), title: address }));
    const ids = await wordpress.posts(slugs);
    comments.posts = new Map(edition.stories.map(({ address }, index) => [address, ids[index]]));
    return comments;
  }

  get endpoint() {
    return this.wordpress.endpoint;
  }

  post = (story) => this.posts.get(story.address);
  seed = (story, comments) => this.wordpress.seed(this.post(story), comments);
  list = async (story) => (await this.wordpress.list(this.post(story))).filter(({ status }) => status === 'approved');
  newest = async (story) => (await this.wordpress.list(this.post(story))).at(-1).id;
  taken = async (story) => (await this.wordpress.list(this.post(story))).map(({ text }) => text);
  approve = (id) => this.wordpress.approve(id);
  remove = (id) => this.wordpress.remove(id);
  /** No comments any more below this story, decided on the server after the edition was built. */
  close = (story) => this.wordpress.php("return wp_update_post(['ID' => $data, 'comment_status' => 'closed']);", this.post(story));
  stop = async () => {};
}

// ---- a page ----

/** The conversation's parts, by role and name. */
export function talk(page) {
  const { comments, ...rest } = parts(page);
  return {
    ...rest,
    comments,
    thread: comments.getByRole('list').first(),
    /** The comment with this text, when it has arrived. */
    entry: (text) => comments.getByRole('article').filter({ hasText: text, hasNot: comments.page().locator('.comment-plight') }).last(),
    entries: comments.getByRole('article'),
    heading: comments.getByRole('heading', { level: 2 }),
    more: comments.getByRole('button', { name: /^Load more comments/ }),
    order: comments.getByRole('combobox', { name: 'Order' }),
    retry: comments.getByRole('button', { name: /^(Retry|Try again)$/ }),
    sent: page.getByRole('status').filter({ hasText: /\S/ }),
  };
}

/** Opens a story, with the conversation in sight and the app awake. */
export async function openThread(page, site, story, fragment = '') {
  await page.goto(site.url(story.address) + fragment);
  await page.waitForFunction(() => performance.getEntriesByName('newsprint:awake').length > 0);
  await near(page);
}

/**
 * Comes near the conversation, as a reader does who has read the story; who is there already, after a reload, stays. A
 * jump in the frame in which comments are drawn would count as a shift of the layout.
 */
export const near = (page) =>
  talk(page).comments.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom <= 0 || top >= innerHeight) element.scrollIntoView({ block: 'center' });
  });

/** Chromium itself reports requests that fail; nothing else may be reported. */
export const NETWORK = /^console error: Failed to load resource/;
