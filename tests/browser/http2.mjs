// A site as CDNs answer, over HTTP/2: by Caddy, with a certificate of its own.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { onFreePort, ownFolder, start } from '../servers/process.mjs';

/** Whether there is what answers over HTTP/2. */
export const hasHttp2 = () => spawnSync('caddy', ['version']).status === 0;

/**
 * Passes on what is asked for over HTTP/2 to a site.
 *
 * @param {{ origin: string }} site
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function overHttp2(site) {
  const { folder, remove } = ownFolder('http2');
  const file = path.join(folder, 'Caddyfile');
  const { port, server } = await onFreePort(async (port) => {
    const settings = `admin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tstorage file_system ${folder}`;
    writeFileSync(file, `{\n\t${settings}\n}\nhttps://127.0.0.1:${port} {\n\ttls internal\n\treverse_proxy ${new URL(site.origin).host}\n}\n`);
    const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    return { port, server: await start('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env, ready: () => listens(port) }) };
  });
  const stop = async () => {
    await server.stop();
    remove();
  };
  return { origin: `https://127.0.0.1:${port}`, stop };
}

/** Whether somebody listens on a port of 127.0.0.1. */
const listens = (port) =>
  new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => done(true) || socket.destroy());
    socket.on('error', () => done(false));
  });
