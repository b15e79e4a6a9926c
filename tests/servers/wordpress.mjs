// A real WordPress, of Debian's packages: `const wordpress = await startWordPress()`.
// Run by itself it says what of it is missing here, and nothing when nothing is.
import { spawn } from 'node:child_process';
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answers, ask, onFreePort, ownFolder, start, temporary } from './process.mjs';

const PACKAGED = '/usr/share/wordpress';
const OURS = fileURLToPath(new URL('wordpress/', import.meta.url));
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];

/** The sentence that says why there is no WordPress here; undefined where there is one. */
export function missingWordPress() {
  const missing = [...(existsSync(PACKAGED) ? [] : [PACKAGED]), ...['mariadbd', 'mariadb-install-db', 'php'].filter((it) => !find(it))];
  if (missing.length === 0) return undefined;
  return `the tests with WordPress are skipped: this machine has no ${missing.join(', no ')} (tools/setup.sh installs Debian's packages as root)`;
}

function find(command) {
  return FOLDERS.map((folder) => path.join(folder, command)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts MariaDB and PHP's own server, both for this WordPress alone: data, socket and port are its own. */
export async function startWordPress() {
  const missing = missingWordPress();
  if (missing) throw new Error(missing);
  const { folder, remove } = ownFolder('wordpress');
  // A socket's path may hold about a hundred characters: a project's folder may be longer than that.
  const short = temporary(path.join(tmpdir(), 'newsprint-'));
  const socket = path.join(short.folder, 's');
  const site = path.join(folder, 'site');
  const stops = [];
  const stop = async () => {
    for (const it of stops.reverse()) await it();
    short.remove();
    remove();
  };
  try {
    layOut(site);
    stops.push(await startDatabase(path.join(folder, 'data'), socket));
    const env = (port) => ({ WORDPRESS_SOCKET: socket, WORDPRESS_URL: `http://127.0.0.1:${port}` });
    // The port is not known yet, and WordPress does not keep it.
    await run(find('php'), [path.join(OURS, 'install.php')], { cwd: site, env: env(80) });
    return await onFreePort(async (port) => {
      const endpoint = `http://127.0.0.1:${port}`;
      const parameters = ['-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, '-t', site, path.join(OURS, 'router.php')];
      const ready = () => answers(`${endpoint}/wp-json/wp/v2/comments`);
      const server = await start(find('php'), parameters, { cwd: site, env: env(port), ready });
      stops.push(server.stop);
      return new WordPress({ endpoint, site, env: env(port), stop });
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** WordPress looks for its settings beside its own files, so it gets a folder of its own; what is large is linked. */
function layOut(site) {
  mkdirSync(path.join(site, 'wp-content/mu-plugins'), { recursive: true });
  for (const folder of ['wp-admin', 'wp-includes', 'wp-content/themes']) symlinkSync(path.join(PACKAGED, folder), path.join(site, folder));
  const files = readdirSync(PACKAGED).filter((name) => name.endsWith('.php') && name !== 'wp-config.php');
  for (const file of files) copyFileSync(path.join(PACKAGED, file), path.join(site, file));
  copyFileSync(path.join(OURS, 'wp-config.php'), path.join(site, 'wp-config.php'));
  copyFileSync(path.join(OURS, 'plugin.php'), path.join(site, 'wp-content/mu-plugins/plugin.php'));
}

/** A MariaDB without a network. */
async function startDatabase(data, socket) {
  // No configuration of this machine; running as root is refused unless it is asked for.
  const own = ['--no-defaults', `--datadir=${data}`, ...(process.getuid() === 0 ? [`--user=${userInfo().username}`] : [])];
  // A MariaDB that starts clears away what it finds of others in the system's folder for temporary files.
  const env = { TMPDIR: path.dirname(socket) };
  await run(find('mariadb-install-db'), [...own, '--innodb-flush-method=nosync', '--innodb-log-file-size=4M', '--auth-root-authentication-method=normal', '--skip-test-db'], { env });
  // What a power cut would do to it does not matter.
  const fast = ['--innodb-flush-log-at-trx-commit=0', '--innodb-flush-method=nosync', '--skip-innodb-doublewrite', '--innodb-buffer-pool-size=32M', '--innodb-log-file-size=4M', '--skip-log-bin', '--performance-schema=OFF'];
  const parameters = [...own, ...fast, '--skip-networking', `--socket=${socket}`, `--pid-file=${socket}.pid`];
  const query = (sql) => run(find('mariadb'), ['--no-defaults', `--socket=${socket}`, '--user=root', '--execute', sql]);
  const ready = () => query('CREATE DATABASE IF NOT EXISTS wordpress').then(() => true, () => false);
  return (await start(find('mariadbd'), parameters, { env, ready })).stop;
}

/** Runs a command to its end and gives back what it printed. */
const run = (command, parameters, { cwd, env = {}, input = '' } = {}) =>
  new Promise((done, fail) => {
    const child = spawn(command, parameters, { cwd, env: { ...process.env, ...env } });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (errors += data));
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) done(output);
      else fail(new Error(`${path.basename(command)} failed (${code}): ${errors.slice(-2000)}${output.slice(-2000)}`));
    });
    child.stdin.on('error', () => {}).end(input);
  });

class WordPress {
  #site;
  #env;

  constructor({ endpoint, site, env, stop }) {
    this.endpoint = endpoint;
    this.#site = site;
    this.#env = env;
    this.stop = stop;
  }

  /** Any request; `body` is sent as JSON unless it is text. */
  ask(pathname, { method = 'GET', body, headers = {} } = {}) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type = text === undefined ? {} : { 'Content-Type': 'application/json' };
    return ask(this.endpoint + pathname, { method, headers: { ...type, ...headers }, body: text });
  }

  /** Runs PHP inside WordPress: `code` sees `$data` and returns what is given back. */
  async php(code, data = null) {
    const input = JSON.stringify({ code, data });
    const output = await run(find('php'), [path.join(OURS, 'run.php')], { cwd: this.#site, env: this.#env, input });
    try {
      return JSON.parse(output);
    } catch {
      // A page for a browser: WordPress cannot reach its database, or the code is wrong.
      throw new Error(`WordPress did not run it: ${output.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>|\s+/g, ' ').trim().slice(0, 500)}`);
    }
  }

  /** Forgets every post and comment, and puts the options back to what they were. */
  reset(options = {}) {
    return this.php(
      `foreach (get_posts(['numberposts' => -1, 'post_status' => 'any']) as $post) wp_delete_post($post->ID, true);
       $GLOBALS['wpdb']->query("DELETE FROM {$GLOBALS['wpdb']->comments}");
       foreach ($data as $name => $value) update_option($name, $value);`,
      {
        newsprint_anonymous: 'yes',
        newsprint_flood: 'no',
        comment_moderation: 0,
        require_name_email: 0,
        close_comments_for_old_posts: 0,
        disallowed_keys: '',
        show_avatars: 0,
        newsprint_avatars: 'gravatar',
        ...options,
      },
    );
  }

  /** Changes WordPress' options, by their own names: `comment_moderation`, `require_name_email`, … */
  options(options) {
    return this.php('foreach ($data as $name => $value) update_option($name, $value);', options);
  }

  /** Makes a post for each of the fields given, open for comments, and gives their ids back: `{ slug, title }`. */
  posts(posts) {
    return this.php(
      `return array_map(fn($post) => wp_insert_post([
           'post_status' => 'publish', 'comment_status' => 'open', 'post_title' => $post['title'] ?? $post['slug'],
           'post_name' => $post['slug'], 'post_content' => 'x', 'post_date_gmt' => $post['date'] ?? '', ...($post['fields'] ?? []),
       ], true), $data);`,
      posts,
    );
  }

  /** Writes comments as they are, past every check, and gives their ids back; replies in `replies`. */
  seed(post, comments) {
    return this.php(
      `$write = function ($comments, $parent) use (&$write, $data) {
           $made = [];
           foreach ($comments as $comment) {
               $id = wp_insert_comment(wp_slash([
                   'comment_post_ID' => $data['post'], 'comment_parent' => $comment['parent'] ?? $parent,
                   'comment_author' => $comment['author'] ?? '', 'comment_author_email' => $comment['email'] ?? '',
                   'comment_author_url' => $comment['website'] ?? '', 'comment_content' => $comment['text'],
                   'comment_approved' => $comment['approved'] ?? 1, 'comment_type' => 'comment',
                   'comment_date_gmt' => $comment['date'] ?? current_time('mysql', true),
                   'comment_date' => get_date_from_gmt($comment['date'] ?? current_time('mysql', true)),
               ]));
               $made[] = ['id' => $id, 'replies' => $write($comment['replies'] ?? [], $id)];
           }
           return $made;
       };
       return $write($data['comments'], 0);`,
      { post, comments },
    );
  }

  /** Every comment of a post, as its editor sees them. */
  list(post) {
    return this.php(
      `return array_map(fn($it) => [
           'id' => (int) $it->comment_ID, 'parent' => (int) $it->comment_parent, 'author' => $it->comment_author,
           'email' => $it->comment_author_email, 'text' => $it->comment_content, 'status' => wp_get_comment_status($it),
       ], get_comments(['post_id' => $data, 'status' => 'all', 'orderby' => 'comment_ID', 'order' => 'ASC']));`,
      post,
    );
  }

  /** What the moderator does: `approve` or `remove` a comment. */
  approve = (id) => this.php("return wp_set_comment_status($data, 'approve');", id);
  remove = (id) => this.php('return wp_delete_comment($data, true);', id);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(missingWordPress() ?? '');
