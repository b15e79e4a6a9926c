// A plain static file server, as dumb as a CDN: folders answer with their index.html, what is missing with
// 404.html, everything has an ETag, and the edition's `_headers` are sent. `on` lets a test stand in for the network
// between it and the reader. Below a path it can pass on what another server says, as a newsroom's server does for its
// comments.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { ask } from '../servers/process.mjs';

const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};
const COMPRESSED = /^(text|application\/(json|wasm|xml|manifest)|image\/svg)/;
/** A hash in the name: the file never changes. */
const IMMUTABLE = /-[0-9a-f]{8,}[._][^/]*$/;

/**
 * Serves `folder` under `base` on 127.0.0.1, on a free port unless one is named.
 *
 * @param {string} folder
 * @param {{ base?: string, port?: number, brotli?: boolean, rewrite?: (text: string, file: string) => string,
 *   behind?: { path: string, origin: () => string } }} [options] `brotli` answers compressed at quality 11, as a CDN
 *   would; `rewrite` changes every page, every JSON file and every header of `_headers` on its way; what is asked for below `behind.path` is
 *   answered by the server at `behind.origin()`.
 */
export async function serve(folder, { base = '/', port: wanted = 0, brotli = false, rewrite, behind } = {}) {
  const compressed = new Map();
  const safe = headersOf(folder);
  const rules = [];
  /** Every request so far: method, path, query, and the `If-None-Match` that came with it; below `behind.path` the body. */
  const requests = [];

  const server = http.createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    const seen = { method: request.method, path: pathname, query: search.slice(1), cached: request.headers['if-none-match'] };
    requests.push(seen);
    const passedOn = behind && pathname.startsWith(`${behind.path}/`);
    if (passedOn) seen.body = await text(request);
    const rule = rules.findLast((rule) => rule.matches(pathname, request.method) && rule.times-- > 0);
    const pass = () => passOn(request, seen.body);
    if (rule && (await rule.answer(request, response, pass)) !== 'go on') return;
    if (response.destroyed) return;
    if (passedOn) relay(await pass(), response);
    else answer(request, response, pathname);
  });

  /** What the server behind this one says; a gateway's page when it is not there. */
  async function passOn(request, body) {
    const { host, connection, 'content-length': _, ...headers } = request.headers;
    try {
      return await ask(behind.origin() + request.url.slice(behind.path.length), { method: request.method, headers, body });
    } catch {
      return { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' };
    }
  }

  function answer(request, response, pathname) {
    const file = locate(pathname);
    if (file === 'folder') return void response.writeHead(301, { Location: `${pathname}/` }).end();
    if (file) return send(request, response, file, 200);
    const missing = path.join(folder, '404.html');
    if (existsSync(missing)) return send(request, response, missing, 404);
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
  }

  /** The file for a path, `'folder'` where only the slash at the end is missing, or nothing. */
  function locate(pathname) {
    if (!pathname.startsWith(base)) return undefined;
    let file = path.join(folder, decodeURIComponent(pathname.slice(base.length)));
    if (file !== folder && !file.startsWith(folder + path.sep) && file !== folder + path.sep) return undefined;
    if (pathname.endsWith('/')) file = path.join(file, 'index.html');
    if (!existsSync(file)) return undefined;
    return statSync(file).isDirectory() ? 'folder' : file;
  }

  function send(request, response, file, status) {
    let body = readFileSync(file);
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    if (rewrite && /html|json/.test(type)) body = Buffer.from(rewrite(String(body), path.relative(folder, file)));
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    const headers = {
      'Cache-Control': IMMUTABLE.test(file) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
      'Content-Type': type,
      ...safe(new URL(request.url, 'http://localhost').pathname, rewrite),
      ETag: tag,
    };
    if (status === 200 && request.headers['if-none-match'] === tag) {
      return void response.writeHead(304, headers).end();
    }
    if (brotli && COMPRESSED.test(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
      if (!compressed.has(tag)) compressed.set(tag, compress(body));
      body = compressed.get(tag);
      headers['Content-Encoding'] = 'br';
      headers.Vary = 'Accept-Encoding';
    }
    headers['Content-Length'] = body.length;
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  }

  await new Promise((done) => server.listen(wanted, '127.0.0.1', done));
  const { port } = server.address();

  return {
    base,
    origin: `http://127.0.0.1:${port}`,
    requests,
    /** The URL of an address of the edition. */
    url: (address) => `http://127.0.0.1:${port}${base}${address.replace(/^\//, '')}`,
    /** The paths asked for so far that end as given. */
    asked: (ending) => requests.map((request) => request.path).filter((path) => path.endsWith(ending)),
    /**
     * Stands in for the answers to the paths that match, newest rule first, the first `times` times.
     * `answer(request, response, pass)` may answer by itself, or return `'go on'` for the ordinary answer; `pass()`
     * is what the server behind says. With `method`, only requests of that method are meant.
     */
    on(path, answer, { times = Infinity, method } = {}) {
      const fits = path instanceof RegExp ? (pathname) => path.test(pathname) : (pathname) => pathname === path;
      const matches = (pathname, used) => fits(pathname) && (!method || used === method);
      const rule = { matches, answer, times };
      rules.push(rule);
      return () => void rules.splice(rules.indexOf(rule), 1);
    },
    /** Holds the answers to the paths that match until the function it returns is called. */
    hold(path, options) {
      let release;
      const released = new Promise((done) => (release = done));
      this.on(path, () => released.then(() => 'go on'), options);
      return release;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What `_headers` says for a path, as Cloudflare Pages and Netlify read it; caching is the server's own. */
function headersOf(folder) {
  const file = path.join(folder, '_headers');
  const rules = [];
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
    if (name && name !== 'Cache-Control') rules.at(-1).headers[name] = value;
    else if (line.startsWith('/')) rules.push({ path: line, headers: {} });
  }
  // A star fits slashes, too; what several rules say of one header is joined.
  const fits = (rule, pathname) => new RegExp(`^${rule.split('*').map((piece) => piece.replace(/[.+?^$()|[\]{}\\]/g, '\\$&')).join('.*')}$`).test(pathname);
  return (pathname, rewrite = (text) => text) => {
    const sent = {};
    for (const { headers } of rules.filter((rule) => fits(rule.path, pathname))) {
      for (const [name, value] of Object.entries(headers)) sent[name] = sent[name] ? `${sent[name]}, ${value}` : value;
    }
    return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, rewrite(value, '_headers')]));
  };
}

/** Whether a header is between two neighbours on the way only. */
const HOP = /^(connection|keep-alive|transfer-encoding|content-length|host|date|server)$/;

function relay({ status, headers, body }, response) {
  const kept = Object.fromEntries(Object.entries(headers).filter(([header]) => !HOP.test(header)));
  response.writeHead(status, kept).end(body);
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Answers for `on`. */
export const answers = {
  after: (milliseconds) => () => new Promise((done) => setTimeout(() => done('go on'), milliseconds)),
  status: (status, body = '', type = 'text/html') => (_, response) =>
    void response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body),
  json: (value) => answers.status(200, JSON.stringify(value), 'application/json'),
  cut: () => (request) => void request.socket.destroy(),
  /**
   * The server behind hears it and does it, and the line breaks while it answers. Were it cut before the first byte,
   * Chromium would send the request again by itself.
   */
  lost: () => async (request, response, pass) => {
    await pass();
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 4096 });
    response.write(' ', () => request.socket.destroy());
  },
  /** The server behind hears it and does it, and the connection closes without a byte. */
  silent: () => async (request, _, pass) => {
    await pass();
    request.socket.destroy();
  },
  /** The server behind hears it and does it, and something in between answers for it. */
  instead: (status, body = '', type = 'text/html') => async (request, response, pass) => {
    await pass();
    answers.status(status, body, type)(request, response);
  },
  /** The answer of the server behind without these headers. */
  without: (...headers) => async (_, response, pass) => {
    const answer = await pass();
    for (const header of headers) delete answer.headers[header];
    relay(answer, response);
  },
  /** A recorded answer: the content of a file of tests/answers/. */
  recorded: ({ status, headers, body }) => (_, response) => relay({ status, headers, body }, response),
  never: () => () => new Promise(() => {}),
};

/** Brotli at quality 11, as files for a CDN are compressed. */
export function compress(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}
