// `make serve COMMENTS=isso`: a real Isso beside the edition, with a small thread under a story of it:
//     node tools/serve-comments.mjs isso trunk serve [--port 8081]
// Isso's comments last as long as this runs.
import { spawn } from 'node:child_process';
import { startIsso } from '../tests/servers/isso.mjs';
import { ask } from '../tests/servers/process.mjs';

const THREAD = [
  {
    text: 'We read this over breakfast and argued until lunch. *Thank you.*',
    author: 'Ines Harbour',
    website: 'https://example.org/ines',
    replies: [
      { text: 'Same here. Who won?', author: 'Tom' },
      { text: 'The toast did.', author: 'Ines Harbour' },
    ],
  },
  {
    text: 'Two things I did not know:\n\n- the second paragraph\n- the picture\n\n> and that one can quote here\n\n`even code`',
    author: 'A & <b>',
  },
  { text: 'مرحبا من الضفة الأخرى 👋', author: 'سفينة' },
  { text: 'No name, no website; just passing by.' },
];

const [server, command, ...parameters] = process.argv.slice(2);
if (server !== 'isso' || !command) {
  console.error(`There is no “${server}” to serve comments: the only one that can be started beside the edition is COMMENTS=isso.`);
  process.exit(2);
}
const given = parameters.indexOf('--port');
const port = given < 0 ? '8080' : parameters[given + 1];
const site = `http://127.0.0.1:${port}`;
const isso = await startIsso({ origins: [site, `http://localhost:${port}`], settings: { rss: { base: site } } });

const child = spawn(command, parameters, {
  stdio: 'inherit',
  env: { ...process.env, NEWSPRINT_COMMENTS_PROVIDER: 'isso', NEWSPRINT_COMMENTS_ENDPOINT: isso.endpoint },
});
let over = false;
const ended = new Promise((done) => {
  child.once('error', (error) => done(console.error(`${command} could not be started: ${error.message}`) ?? 1));
  child.once('exit', (code) => done(code ?? 0));
}).finally(() => (over = true));
// Ctrl-C reaches the child by itself; it says when it is done. The other two come to this process alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

seed().catch((error) => console.error(`comments: nothing was put into Isso: ${error.message}`));
process.exitCode = await ended;
await isso.stop();

/** Waits for the edition and puts the thread under the story that leads its front page. */
async function seed() {
  const read = async (address) => JSON.parse((await ask(`${site}${address}page.json`)).body);
  while (!over) {
    const front = await read('/').catch(() => undefined);
    if (front) {
      for (const { address } of [front.lead, ...front.stories].filter(Boolean)) {
        const story = await read(address);
        if (!story.comments?.open) continue;
        await isso.seed(story.id, THREAD);
        console.log(`comments: Isso at ${isso.endpoint}, a small thread at ${site}${address}#comments`);
        return;
      }
      throw new Error('no story of the front page takes comments');
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}
