// Records what real comment servers answer, and writes down what none of them would, for the adapters' tests:
//     node tests/servers/record.mjs [isso|wordpress]
// Each answer is a file of tests/answers/: {"request": {method, path, body}, "status", "headers", "body"}. What
// differs from run to run (ports, times, tokens) is replaced, so recording again changes only what the server does
// otherwise. A hand-made answer says "made": true.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isso } from './record/isso.mjs';
import { wordpress } from './record/wordpress.mjs';
import { madeIsso, madeWordPress } from './record/made.mjs';
import { missingWordPress } from './wordpress.mjs';

const ANSWERS = fileURLToPath(new URL('../answers', import.meta.url));
/** The site that the servers are set to. */
const ORIGIN = 'http://127.0.0.1:8080';
const KEPT = /^(content-type|set-cookie|x-set-cookie|x-wp-.*|access-control-.*|retry-after|location|allow)$/;

const times = new WeakMap();

const only = process.argv[2];
if (!only || only === 'isso') await keep('isso', isso, madeIsso);
if (only !== 'isso') {
  const missing = missingWordPress();
  if (missing) throw new Error(missing);
  await keep('wordpress', wordpress, madeWordPress);
}

async function keep(server, record, made) {
  const folder = path.join(ANSWERS, server);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = new Set();
  const write = (name, answer) => {
    if (names.has(name)) throw new Error(`two answers are called ${server}/${name}`);
    names.add(name);
    writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(answer, null, 2)}\n`);
  };
  await record(async (server, name, pathname, options = {}) => {
    const { method = 'GET', body, headers = {} } = options;
    // What a browser sends with fetch().
    const answer = await server.ask(pathname, { method, body, headers: { Accept: '*/*', Origin: ORIGIN, ...headers } });
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const request = { method, path: pathname, ...(sent === undefined ? {} : { body: cut(sent) }) };
    const kept = Object.entries(answer.headers).filter(([header]) => KEPT.test(header));
    write(name, { request, status: answer.status, headers: steady(Object.fromEntries(kept), server), body: steady(answer.body, server) });
    return { ...answer, json: parsed(answer.body) };
  });
  for (const [name, answer] of Object.entries(made)) write(name, { made: true, ...answer });
  console.log(`${names.size} answers in ${path.relative(process.cwd(), folder)}`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A request of 65,536 characters need not be kept to know what was asked. */
function cut(text) {
  return text.length > 2_000 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}

/** Replaces what differs from run to run; each time by one that keeps its shape and its place in the order. */
function steady(value, server) {
  if (Array.isArray(value)) return steady(value.join(', '), server);
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, steady(it, server)]));
  const endpoint = new URL(server.endpoint).host;
  return String(value)
    .replaceAll(endpoint, 'comments.example')
    .replaceAll(ORIGIN, 'https://courier.example')
    .replace(/\b17\d{8}\.\d+/g, (time) => instant(time, server).toFixed(6))
    // Those of 2024 are seeded.
    .replace(/\b20(?!24)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?/g, (_, fraction) => `2026-11-22T07:32:25${fraction ? '.550000' : ''}`)
    // WordPress draws lots for it.
    .replace(/\b[0-2](?=\.gravatar\.com)/g, '0')
    .replace(/^((isso-)?\d+)=[^;]{20,};/, '$1=token-of-$1;')
    .replace(/Expires=[^;]+ GMT/, (expires) => (/1970/.test(expires) ? expires : 'Expires=Sun, 22 Nov 2026 07:45:00 GMT'));
}

/** 22 November 2026, 07:32:25.55, and a minute more for each further time that a server tells. */
function instant(time, server) {
  if (!times.has(server)) times.set(server, []);
  const seen = times.get(server);
  if (!seen.includes(time)) seen.push(time);
  return 1795332745.55 + 60 * seen.indexOf(time);
}
