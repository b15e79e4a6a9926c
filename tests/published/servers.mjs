// The servers that newsrooms run, on a free port of 127.0.0.1, set up with what press has written for them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Debian's module by which nginx sends `.br` files; nginx itself has none. */
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

export const SERVERS = {
  nginx: {
    isThere: () => spawnSync('nginx', ['-v']).status === 0,
    sendsBrotliFiles: () => existsSync(BROTLI),
    /** Only what stands for the machine is put in place of what press has written: address and folders. */
    setUp(sites, { port, folder }) {
      const texts = sites.map(({ host, root, hosting }) =>
        replaced(hosting[0]('nginx.conf'), [
          [/listen 80;\n\s+listen \[::\]:80;/, `listen 127.0.0.1:${port};`],
          [/server_name \S+;/, `server_name ${host};`],
          [/root \S+;/, `root ${root};`],
          [/include newsprint\/\S+\.conf;/, hosting.map((_, number) => `include newsprint/${host}-${number}.conf;`).join('\n')],
        ]),
      );
      mkdirSync(path.join(folder, 'newsprint'));
      for (const { host, hosting } of sites) {
        for (const [number, written] of hosting.entries()) {
          const text = written('nginx-edition.conf').replace('# brotli_static on;', existsSync(BROTLI) ? 'brotli_static on;' : '');
          writeFileSync(path.join(folder, `newsprint/${host}-${number}.conf`), text);
        }
      }
      const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      writeFileSync(
        path.join(folder, 'nginx.conf'),
        `${existsSync(BROTLI) ? `load_module ${BROTLI};` : ''}
         ${process.getuid() === 0 ? 'user root;' : ''}
         daemon off; pid ${folder}/pid; error_log stderr warn; events {}
         http {
           include ${typesOfNginx()}; default_type application/octet-stream; access_log off;
           ${scratch.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
           ${texts.join('\n')}
         }`,
      );
      return ['nginx', ['-e', 'stderr', '-c', path.join(folder, 'nginx.conf')]];
    },
  },
  Caddy: {
    isThere: () => spawnSync('caddy', ['version']).status === 0,
    sendsBrotliFiles: () => true,
    setUp(sites, { port, folder }) {
      mkdirSync(path.join(folder, 'newsprint'));
      const texts = sites.map(({ host, root, hosting }) => {
        for (const [number, written] of hosting.entries()) writeFileSync(path.join(folder, `newsprint/${host}-${number}`), written('Caddyfile-edition'));
        return replaced(hosting[0]('Caddyfile'), [
          [/^\S+ \{$/m, `http://${host}:${port} {\n\tbind 127.0.0.1`],
          [/root \* \S+/, `root * ${root}`],
          [/import newsprint\/\S+\.caddy/, hosting.map((_, number) => `import newsprint/${host}-${number}`).join('\n\t')],
        ]);
      });
      const file = path.join(folder, 'Caddyfile');
      writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n${texts.join('\n')}`);
      return ['caddy', ['run', '--config', file, '--adapter', 'caddyfile']];
    },
  },
};

/** Serves one edition. */
export const serveBy = (name, edition) => serveTogether(name, [{ host: '127.0.0.1', editions: [edition] }]);

/**
 * Serves editions on one server.
 *
 * @param {string} name one of `SERVERS`
 * @param {{host: string, editions: {folder: string, hosting: string, base: string}[]}[]} sites the hosts, and what is on
 *   each: an edition's folder, the folder with what press has written for servers, and the path it is made for
 */
export async function serveTogether(name, sites) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'newsprint-')));
  const port = await freePort();
  const placed = sites.map(({ host, editions }) => {
    const root = path.join(folder, 'www', host);
    for (const { folder: edition, base } of editions) {
      const place = path.join(root, base);
      mkdirSync(place, { recursive: true });
      for (const entry of readdirSync(edition)) symlinkSync(path.resolve(edition, entry), path.join(place, entry));
    }
    return { host, root, hosting: editions.map(({ hosting }) => (file) => readFileSync(path.join(hosting, file), 'utf8')) };
  });
  const [command, parameters] = SERVERS[name].setUp(placed, { port, folder });
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'], env });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = new Promise((done) => child.on('exit', done));
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  /** Asks for a path as it is given, and gives the answer as it came. */
  const ask = (target, headers = {}, method = 'GET') =>
    new Promise((done, failed) => {
      const request = http.request({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
      });
      request.on('error', failed).end();
    });
  for (;;) {
    if (child.exitCode !== null) {
      rmSync(folder, { recursive: true });
      throw new Error(`${name} does not take what press has written:\n${said}`);
    }
    try {
      await ask('/');
      return { ask, close, warnings: () => said.split('\n').filter((line) => /\[(warn|emerg)\]|"level":"warn"/.test(line)) };
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** Replaces each pattern, which must be there. */
function replaced(text, pairs) {
  return pairs.reduce((text, [pattern, by]) => {
    if (!pattern.test(text)) throw new Error(`there is no ${pattern} in:\n${text}`);
    return text.replace(pattern, by);
  }, text);
}

/** Where nginx keeps the table of file endings and media types. */
function typesOfNginx() {
  const places = ['/etc/nginx', '/opt/homebrew/etc/nginx', '/usr/local/etc/nginx'];
  return places.map((place) => `${place}/mime.types`).find(existsSync);
}

const freePort = () =>
  new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
