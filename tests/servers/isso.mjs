// A real Isso, as tools/setup.sh has installed it: `const isso = await startIsso({ … })`.
// Run by itself it says that there is none here, and nothing when there is.
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { answers, ask, onFreePort, ownFolder, start } from './process.mjs';

const VERSION = '0.14.0';
const BINARY = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), `newsprint/isso-${VERSION}/bin/isso`);

/** Isso's defaults but for the guard, which would refuse the third comment of a test. */
const SETTINGS = {
  general: { notify: 'stdout', 'max-age': '15m' },
  guard: { enabled: false },
  rss: { base: 'https://courier.example' },
};

/** The sentence that says why there is no Isso here; undefined where there is one. */
export function missingIsso() {
  if (existsSync(BINARY)) return undefined;
  return `the tests with Isso are skipped: there is none at ${BINARY} (tools/setup.sh installs it where Python 3.9 or newer is, with its venv module and headers)`;
}

/**
 * Starts Isso on a free port of 127.0.0.1, with an empty database of its own.
 *
 * @param {object} [options]
 * @param {string[]} [options.origins] the sites whose pages may talk to it.
 * @param {number} [options.port] another port than a free one.
 * @param {Record<string, Record<string, unknown>>} [options.settings] sections of isso.cfg, each put over ours:
 *   `{ moderation: { enabled: true } }`, `{ guard: { enabled: true, ratelimit: 1 } }`, `{ general: { 'max-age': '2s' } }`.
 */
export async function startIsso({ origins = ['http://127.0.0.1:8080'], port: given, settings = {} } = {}) {
  const missing = missingIsso();
  if (missing) throw new Error(missing);
  const { folder, remove } = ownFolder('isso');
  const begin = async (port) => {
    const endpoint = `http://127.0.0.1:${port}`;
    const file = path.join(folder, 'isso.cfg');
    writeFileSync(file, configuration({ folder, endpoint, origins, settings }));
    const server = await start(BINARY, ['-c', file, 'run'], { ready: () => answers(`${endpoint}/info`) });
    return { endpoint, server };
  };
  try {
    const { endpoint, server } = await (given ? begin(given) : onFreePort(begin));
    return new Isso(endpoint, server, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function configuration({ folder, endpoint, origins, settings }) {
  const sections = { ...SETTINGS, server: {}, ...settings };
  for (const [name, ours] of Object.entries(SETTINGS)) sections[name] = { ...ours, ...settings[name] };
  sections.general = { dbpath: path.join(folder, 'comments.db'), host: `\n  ${origins.join('\n  ')}`, ...sections.general };
  sections.server = { listen: endpoint, ...sections.server };
  const lines = (values) => Object.entries(values).map(([key, value]) => `${key} = ${value}\n`);
  return Object.entries(sections)
    .map(([name, values]) => `[${name}]\n${lines(values).join('')}`)
    .join('\n');
}

class Isso {
  #server;
  #remove;
  #people = 0;

  constructor(endpoint, server, remove) {
    this.endpoint = endpoint;
    this.#server = server;
    this.#remove = remove;
  }

  /** What it has told its terminal. */
  get log() {
    return this.#server.log();
  }

  get pid() {
    return this.#server.pid;
  }

  /** Any request; `body` is sent as JSON unless it is text. */
  ask(pathname, { method = 'GET', body, headers = {} } = {}) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type = text === undefined ? {} : { 'Content-Type': 'application/json' };
    return ask(this.endpoint + pathname, { method, headers: { ...type, ...headers }, body: text });
  }

  /** A comment under a story (its id), by somebody who has not written before; answered as Isso answers it. */
  async comment(uri, fields) {
    this.#people += 1;
    const answer = await this.ask(`/new?uri=${encodeURIComponent(uri)}`, {
      method: 'POST',
      body: { title: uri, author: null, email: null, website: null, parent: null, ...fields },
      headers: { 'X-Forwarded-For': `10.0.${this.#people % 250}.1` },
    });
    if (answer.status > 202) throw new Error(`Isso refused a comment (${answer.status}): ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** Comments and replies, in this order: `[{ text, author, replies: [{ text }] }]`. Gives the same back with ids. */
  async seed(uri, comments, parent = null) {
    const made = [];
    for (const { replies = [], ...fields } of comments) {
      const comment = await this.comment(uri, { ...fields, parent });
      made.push({ ...comment, replies: await this.seed(uri, replies, comment.id) });
    }
    return made;
  }

  /** Every comment under a story, as a stranger is given them. */
  async list(uri) {
    const { status, body } = await this.ask(`/?uri=${encodeURIComponent(uri)}&plain=1&nested_limit=1000`);
    if (status !== 200) throw new Error(`Isso gave no list (${status}): ${body}`);
    return JSON.parse(body).replies.flatMap(({ replies = [], ...comment }) => [comment, ...replies]);
  }

  /** The texts of all comments it has ever taken, held ones too, in the order in which they came. */
  taken() {
    return [...this.log.matchAll(/comment created: (\{.*\})$/gm)].map(([, comment]) => JSON.parse(comment).text);
  }

  /** What the moderator does with the link that Isso has sent: `approve` or `remove` a comment. */
  approve = (id) => this.#moderate(id, 'activate');
  remove = (id) => this.#moderate(id, 'delete');

  async #moderate(id, action) {
    const link = new RegExp(`/id/${id}/${action}/(\\S+)`, 'g');
    const key = [...this.log.matchAll(link)].at(-1)?.[1];
    if (!key) throw new Error(`Isso has sent no link to ${action} comment ${id}`);
    const { status, body } = await this.ask(`/id/${id}/${action}/${key}`, { method: 'POST' });
    if (status !== 200) throw new Error(`Isso did not ${action} comment ${id} (${status}): ${body}`);
  }

  async stop() {
    await this.#server.stop();
    this.#remove();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(missingIsso() ?? '');
