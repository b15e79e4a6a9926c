// What the real comment servers have in common: a free port, a process of their own, a folder of their own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything lies that a comment server writes. */
const FOLDER = fileURLToPath(new URL('../../target/servers', import.meta.url));

/** A folder for one server, and the function that removes it. */
export function ownFolder(name) {
  mkdirSync(FOLDER, { recursive: true });
  return temporary(path.join(FOLDER, `${name}-`));
}

/** A new folder whose path begins as given; it goes with the process at the latest. */
export function temporary(beginning) {
  const folder = mkdtempSync(beginning);
  const empty = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', empty);
  const remove = () => {
    process.off('exit', empty);
    empty();
  };
  return { folder, remove };
}

/** A port of 127.0.0.1 that nobody listens on. */
export const freePort = () =>
  new Promise((done, fail) => {
    const server = net.createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/**
 * Starts a server and waits until it answers.
 *
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ ready: () => Promise<boolean>, env?: object, cwd?: string, seconds?: number }} options `ready` is asked
 *   until it says yes.
 * @returns {Promise<{ pid: number, log: () => string, stop: () => Promise<void> }>}
 */
export async function start(command, parameters, { ready, env = {}, cwd, seconds = 30 }) {
  const child = spawn(command, parameters, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let failure;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  const ended = new Promise((done) => {
    child.once('error', (error) => done((failure = error.message)));
    child.once('exit', (code, signal) => done((failure ??= `it ended with ${signal ?? code}`)));
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(late);
    process.off('exit', kill);
  };
  for (const until = Date.now() + seconds * 1000; !(await ready()); ) {
    if (failure || Date.now() > until) {
      if (!failure) await stop();
      throw new Error(`${command} did not start: ${failure}\n${log.slice(-4000)}`);
    }
    await new Promise((done) => setTimeout(done, 40));
  }
  return { pid: child.pid, log: () => log, stop };
}

/** Runs `begin(port)` with another port when somebody else took the first one in the meantime. */
export async function onFreePort(begin) {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      return await begin(port);
    } catch (error) {
      if (tries === 3 || !/in use|did not start/i.test(error.message)) throw error;
    }
  }
}

/**
 * One request, answered as it came: no cookies, no redirects, nothing decoded.
 *
 * @returns {Promise<{ status: number, headers: Record<string, string | string[]>, body: string }>}
 */
export const ask = (url, { method = 'GET', headers = {}, body } = {}) =>
  new Promise((done, fail) => {
    const request = http.request(url, { method, headers, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on('error', fail);
    });
    request.on('error', fail);
    request.end(body);
  });

/** Whether a URL is answered with 200. */
export const answers = (url) => ask(url).then(({ status }) => status === 200, () => false);
