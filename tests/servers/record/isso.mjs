// Every kind of answer that a real Isso gives.
import { startIsso } from '../isso.mjs';
import { EMOJI, HOSTILE, LONGEST, NAME, RIGHT_TO_LEFT } from './texts.mjs';

const STORY = '/2026/11/22/harbour-opens/';
const uri = (story = STORY) => `uri=${encodeURIComponent(story)}`;
const about = (fields) => ({ author: null, email: null, website: null, parent: null, title: 'Harbour opens', ...fields });
const post = (fields, headers = {}) => ({ method: 'POST', body: about(fields), headers });
/** Whoever is given a number of their own is another person to Isso. */
const from = (person) => ({ 'X-Forwarded-For': `10.0.${person}.1` });
const cookie = (answer) => ({ Cookie: answer.headers['set-cookie'][0].split(';')[0] });

/** @param {(isso, name: string, path: string, options?: object) => Promise<object>} record */
export async function isso(record) {
  await withIsso({}, (isso) => writing(isso, record));
  await withIsso({}, (isso) => reading(isso, record));
  await withIsso({}, (isso) => changing(isso, record));
  await withIsso({ moderation: { enabled: true } }, (isso) => moderated(isso, record));
  await guarded(record);
}

async function withIsso(settings, use) {
  const isso = await startIsso({ settings });
  try {
    await use(isso);
  } finally {
    await isso.stop();
  }
}

async function writing(isso, record) {
  const say = (name, fields, headers) => record(isso, name, `/new?${uri()}`, post(fields, headers));
  await say('new', { text: 'A *first* comment.\n\nWith two paragraphs.', author: 'Ann Reader', email: 'ann@example.org', website: 'https://ann.example/' });
  await say('new-reply', { text: 'A reply.', author: 'Bob', parent: 1 });
  await say('new-reply-to-a-reply', { text: 'A reply to the reply gets the root for its parent.', parent: 2 });
  await say('new-parent-gone', { text: 'Its parent is not there.', parent: 4711 });
  await say('new-unknown-field', { text: 'With a field that Isso does not know.', colour: 'blue' });
  await say('new-entities', { text: 'Rock & roll < jazz, "quoted" &amp; <b>bold</b>', author: NAME, website: 'https://example.org/?a=1&b=2' });
  await say('new-emoji', { text: EMOJI, author: '🚢 Captain' });
  await say('new-right-to-left', { text: RIGHT_TO_LEFT, author: 'سفينة' });
  await say('new-hostile', { text: `${HOSTILE}\n\n[link](javascript:alert(1)) ![picture](https://example.org/x.png) <https://example.org/>` });
  await say('new-markdown', {
    text: '# Title\n\n- one\n- two\n\n> said\n\n`code` **strong** ~~gone~~ [here](https://example.org/)\n\n```\nblock\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  });
  await say('new-longest', { text: LONGEST });
  await say('new-twice', { text: 'The same again.' });
  await say('new-twice-again', { text: 'The same again.' });
  await say('new-too-long', { text: `${LONGEST}!` });
  await say('new-too-large', { text: 'x'.repeat(300_000) });
  await say('new-too-short', { text: 'Hi' });
  await say('new-too-short-as-json', { text: 'Hi' }, { Accept: 'application/json' });
  await say('new-text-missing', { text: null });
  await say('new-website-invalid', { text: 'Look here.', website: 'not a web address' });
  await say('new-website-too-long', { text: 'Look here.', website: `https://example.org/${'x'.repeat(255)}` });
  await say('new-email-too-long', { text: 'Write to me.', email: `${'x'.repeat(255)}@example.org` });
  await say('new-email-not-checked', { text: 'Write to me.', email: 'nowhere' });
  await say('new-parent-invalid', { text: 'A parent in words.', parent: 'one' });
  await record(isso, 'new-without-title', `/new?${uri('/never/seen/')}`, { method: 'POST', body: { text: 'On a story without a title.' } });
  await record(isso, 'new-without-uri', '/new', post({ text: 'On no story.' }));
  await record(isso, 'new-unreadable', `/new?${uri()}`, { method: 'POST', body: '{"text":' });
  await record(isso, 'new-no-object', `/new?${uri()}`, { method: 'POST', body: '[1]' });
  await record(isso, 'new-wrong-type', `/new?${uri()}`, { ...post({ text: 'As plain text.' }), headers: { 'Content-Type': 'text/plain' } });
  await record(isso, 'preflight', `/new?${uri()}`, { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' } });
  await record(isso, 'foreign-origin', '/config', { headers: { Origin: 'https://elsewhere.example' } });
  await record(isso, 'no-such-path', '/nothing');
}

async function reading(isso, record) {
  const list = (name, query) => record(isso, name, `/?${uri()}&${query}`);
  await list('list-empty', 'nested_limit=1000');
  const [first, second] = await isso.seed(STORY, [
    { text: 'The first.', author: 'Ann', replies: [1, 2, 3, 4].map((n) => ({ text: `Reply ${n}.`, author: `Person ${n}` })) },
    { text: 'The *second*.', author: NAME, email: 'b@example.org', website: 'https://b.example/' },
    { text: 'The third, without a name.' },
    { text: EMOJI, author: 'سفينة' },
    { text: RIGHT_TO_LEFT },
  ]);
  for (const person of [201, 202]) await isso.ask(`/id/${second.id}/like`, { method: 'POST', body: {}, headers: from(person) });
  await list('list-oldest', 'nested_limit=1000&sort=oldest');
  await list('list-newest', 'nested_limit=1000&sort=newest');
  await list('list-upvotes', 'nested_limit=1000&sort=upvotes');
  await list('list-plain', 'nested_limit=1000&plain=1');
  await list('list-page-1', 'limit=2&nested_limit=2&sort=oldest');
  await list('list-page-2', 'limit=2&nested_limit=2&offset=2&sort=oldest');
  await list('list-page-past-the-end', 'limit=2&nested_limit=2&offset=40&sort=oldest');
  await list('list-replies-of-one', `parent=${first.id}&limit=2&nested_limit=2&offset=2`);
  await list('list-without-nested-limit', 'limit=2&offset=2');
  await list('list-offset-without-limit', 'offset=2');
  await list('list-after', 'after=4102444800&nested_limit=1000');
  await list('list-limit-invalid', 'limit=many');
  await list('list-sort-unknown', 'sort=loudest&nested_limit=1000');
  await record(isso, 'list-without-uri', '/');
  await isso.comment('/hostile/', { text: HOSTILE, author: '<img src=x onerror=alert(1)>' });
  await record(isso, 'list-hostile', `/?${uri('/hostile/')}&nested_limit=1000`);
  await isso.comment('/long/', { text: LONGEST, author: 'x'.repeat(500) });
  await record(isso, 'list-longest', `/?${uri('/long/')}&nested_limit=1000`);

  const count = (name, body) => record(isso, name, '/count', { method: 'POST', body, headers: { 'Content-Type': 'text/plain' } });
  await count('count', JSON.stringify([STORY, '/hostile/', '/never/seen/']));
  await count('count-nothing', '[]');
  await count('count-unreadable', '{"a":');
  await count('count-no-list', '{"a": 1}');
  await record(isso, 'config', '/config');
  await record(isso, 'feed', `/feed?${uri('/hostile/')}`);
  await record(isso, 'feed-empty', `/feed?${uri('/never/seen/')}`);
  await record(isso, 'preview', '/preview', { method: 'POST', body: { text: 'A *word*, <b>bold</b> & [here](javascript:alert(1))' } });
  await record(isso, 'preview-empty', '/preview', { method: 'POST', body: { text: '' } });
  await record(isso, 'preview-without-text', '/preview', { method: 'POST', body: {} });

  const vote = (name, id, way, person) => record(isso, name, `/id/${id}/${way}`, { method: 'POST', body: {}, headers: from(person) });
  await vote('like', second.id, 'like', 203);
  await vote('like-again', second.id, 'like', 203);
  await vote('dislike', second.id, 'dislike', 204);
  await vote('like-unknown', 4711, 'like', 203);
}

async function changing(isso, record) {
  const made = async (fields) => isso.ask(`/new?${uri()}`, post(fields, from(1)));
  const id = (answer) => JSON.parse(answer.body).id;
  const kept = await made({ text: 'To be *edited*.', author: NAME, website: 'https://example.org/?a=1&b=2' });
  const path = `/id/${id(kept)}`;
  await record(isso, 'view', path, { headers: cookie(kept) });
  await record(isso, 'view-plain', `${path}?plain=1`, { headers: cookie(kept) });
  await record(isso, 'view-without-cookie', `${path}?plain=1`);
  await record(isso, 'like-own', `${path}/like`, { method: 'POST', body: {}, headers: from(1) });
  const edited = await record(isso, 'edit', path, { method: 'PUT', body: { text: 'Now *edited* & done.' }, headers: cookie(kept) });
  await record(isso, 'edit-with-the-old-cookie', path, { method: 'PUT', body: { text: 'Once more.' }, headers: cookie(kept) });
  await record(isso, 'edit-without-cookie', path, { method: 'PUT', body: { text: 'By a stranger.' } });
  await record(isso, 'edit-too-short', path, { method: 'PUT', body: { text: 'x' }, headers: cookie(edited) });
  const again = await record(isso, 'edit-escapes-twice', path, { method: 'PUT', body: { text: 'With the name sent back.', author: JSON.parse(edited.body).author }, headers: cookie(edited) });
  await record(isso, 'delete-without-cookie', path, { method: 'DELETE' });

  await made({ text: 'A reply.', parent: id(kept) });
  await record(isso, 'delete-with-replies', path, { method: 'DELETE', headers: cookie(again) });
  await record(isso, 'list-deleted', `/?${uri()}&nested_limit=1000`);
  await record(isso, 'count-deleted', '/count', { method: 'POST', body: JSON.stringify([STORY]), headers: { 'Content-Type': 'text/plain' } });
  await record(isso, 'delete-with-replies-again', path, { method: 'DELETE', headers: cookie(again) });

  const newest = await record(isso, 'id-before-it-is-reused', `/new?${uri()}`, post({ text: 'The newest, deleted in a moment.' }));
  await record(isso, 'delete', `/id/${id(newest)}`, { method: 'DELETE', headers: cookie(newest) });
  await record(isso, 'delete-again', `/id/${id(newest)}`, { method: 'DELETE', headers: cookie(newest) });
  await record(isso, 'view-deleted', `/id/${id(newest)}?plain=1`, { headers: cookie(newest) });
  await record(isso, 'id-reused', `/new?${uri()}`, post({ text: 'Another one, with the same id.' }));

  await withIsso({ general: { 'max-age': '1s' } }, async (isso) => {
    const late = await isso.ask(`/new?${uri()}`, post({ text: 'To be edited too late.' }));
    await new Promise((done) => setTimeout(done, 2_100));
    await record(isso, 'edit-too-late', `/id/${id(late)}`, { method: 'PUT', body: { text: 'Too late.' }, headers: cookie(late) });
    await record(isso, 'delete-too-late', `/id/${id(late)}`, { method: 'DELETE', headers: cookie(late) });
  });
}

async function moderated(isso, record) {
  const held = await record(isso, 'new-held', `/new?${uri()}`, post({ text: 'Held for the newsroom.', author: 'Ann' }));
  const { id } = held.json;
  await record(isso, 'list-while-held', `/?${uri()}&nested_limit=1000`);
  await record(isso, 'view-held', `/id/${id}?plain=1`, { headers: cookie(held) });
  await record(isso, 'edit-held', `/id/${id}`, { method: 'PUT', body: { text: 'Held, and edited.' }, headers: cookie(held) });
  await isso.approve(id);
  await record(isso, 'list-after-approval', `/?${uri()}&nested_limit=1000`);
}

async function guarded(record) {
  const strict = async (guard, use) => withIsso({ guard: { enabled: true, ratelimit: 20, 'direct-reply': 20, ...guard } }, use);
  const fill = (isso, texts, parent = null) => Promise.all(texts.map((text) => isso.ask(`/new?${uri()}`, post({ text, parent }, from(1)))));
  const say = (isso, name, fields = {}, headers = {}) =>
    record(isso, name, `/new?${uri()}`, post({ text: 'One too many.', ...fields }, { ...from(1), ...headers }));
  await strict({ ratelimit: 1 }, async (isso) => {
    await fill(isso, ['The one allowed.']);
    await say(isso, 'new-too-fast');
    await say(isso, 'new-too-fast-as-json', {}, { Accept: 'application/json' });
  });
  await strict({ 'direct-reply': 1 }, async (isso) => {
    await fill(isso, ['The one allowed.']);
    await say(isso, 'new-too-many-direct');
  });
  await strict({}, async (isso) => {
    await fill(isso, ['Mine.']);
    await say(isso, 'new-reply-to-oneself', { parent: 1 });
  });
  await strict({ 'require-email': true }, async (isso) => {
    await say(isso, 'new-email-missing');
    await record(isso, 'list-email-required', `/?${uri()}&nested_limit=1000`);
  });
  await strict({ 'require-author': true }, async (isso) => {
    await say(isso, 'new-name-missing');
    await record(isso, 'list-name-required', `/?${uri()}&nested_limit=1000`);
  });
  await withIsso({ rss: { base: '' }, general: { gravatar: true } }, async (isso) => {
    await isso.comment(STORY, { text: 'With a picture.', email: 'ann@example.org' });
    await record(isso, 'feed-off', `/feed?${uri()}`);
    await record(isso, 'list-gravatar', `/?${uri()}&nested_limit=1000`);
  });
}
