// Every kind of answer that a real WordPress gives to somebody who is not logged in.
import { startWordPress } from '../wordpress.mjs';
import { EMOJI, HOSTILE, LONGEST, NAME, RIGHT_TO_LEFT } from './texts.mjs';

const COMMENTS = '/wp-json/wp/v2/comments';
const FIELDS = '_fields=id,parent,author_name,author_url,date_gmt,content,status,author_avatar_urls';

/** @param {(wordpress, name: string, path: string, options?: object) => Promise<object>} record */
export async function wordpress(record) {
  const wordpress = await startWordPress();
  try {
    await reading(wordpress, record);
    await writing(wordpress, record);
  } finally {
    await wordpress.stop();
  }
}

async function reading(wordpress, record) {
  await wordpress.reset({ show_avatars: 1 });
  const [post, empty, odd, closed, old, page] = await wordpress.posts([
    { slug: 'harbour-opens' },
    { slug: 'nothing-said' },
    { slug: 'odd-things' },
    { slug: 'closed-by-hand', fields: { comment_status: 'closed' } },
    { slug: 'closed-by-age', date: '2024-01-01 00:00:00' },
    { slug: 'a-page', fields: { post_type: 'page' } },
  ]);
  const at = (minute, fields) => ({ date: `2024-11-22 07:${String(minute).padStart(2, '0')}:25`, ...fields });
  const chain = (depth) => at(20 + depth, { text: `At depth ${depth}.`, author: `Person ${depth}`, replies: depth < 6 ? [chain(depth + 1)] : [] });
  const [first, second] = await wordpress.seed(post, [
    at(1, { text: 'The first.', author: 'Ann', email: 'ann@example.org', website: 'https://ann.example/?a=1&b=2', replies: [at(2, { text: 'A reply.', author: NAME })] }),
    at(3, { text: 'The second.', replies: [at(4, { text: 'Another reply.' })] }),
    at(5, { text: EMOJI, author: 'سفينة' }),
    at(6, { text: RIGHT_TO_LEFT }),
    at(7, { text: 'Held.', approved: 0 }),
    chain(0),
  ]);
  const list = (name, query, id = post) => record(wordpress, name, `${COMMENTS}?post=${id}&${query}`);
  await list('list-empty', 'parent=0&order=asc', empty);
  await list('list-oldest', `parent=0&order=asc&${FIELDS}`);
  await list('list-newest', `parent=0&order=desc&${FIELDS}`);
  await list('list-all-fields', 'parent=0&order=asc&per_page=2');
  await list('list-page-1', `parent=0&order=asc&per_page=2&page=1&${FIELDS}`);
  await list('list-page-3', `parent=0&order=asc&per_page=2&page=3&${FIELDS}`);
  await list('list-page-past-the-end', `parent=0&order=asc&per_page=2&page=9&${FIELDS}`);
  await list('list-replies', `parent=${first.id},${second.id}&order=asc&per_page=100&${FIELDS}`);
  await list('list-every-depth', `order=asc&per_page=100&${FIELDS}`);
  await list('count', 'per_page=1&_fields=id');
  await list('list-per-page-too-many', 'per_page=101');
  await list('list-order-unknown', 'order=loudest');
  await list('list-no-such-post', 'parent=0', 4711);
  await record(wordpress, 'comment', `${COMMENTS}/${first.id}`);
  await record(wordpress, 'comment-unknown', `${COMMENTS}/4711`);
  await wordpress.options({ show_avatars: 0 });
  await list('list-without-avatars', `parent=0&order=asc&per_page=2&${FIELDS}`);

  const [, , third] = await wordpress.seed(odd, [
    at(1, { text: 'Its parent is gone.', parent: 4711 }),
    at(2, { text: HOSTILE, author: '<script>alert(1)</script> &amp; co', website: 'javascript:alert(1)' }),
    at(3, { text: 'One end of a cycle.' }),
    at(5, { text: LONGEST.slice(0, 65_500), author: 'x'.repeat(245) }),
  ]);
  const [other] = await wordpress.seed(odd, [at(4, { text: 'The other end of it.', parent: third.id })]);
  await wordpress.php("$GLOBALS['wpdb']->update($GLOBALS['wpdb']->comments, ['comment_parent' => $data[1]], ['comment_ID' => $data[0]]); clean_comment_cache($data);", [third.id, other.id]);
  await list('list-odd', `order=asc&per_page=100&${FIELDS}`, odd);

  const find = (name, query) => record(wordpress, name, `/wp-json/wp/v2/posts?${query}`);
  await find('post-by-slug', 'slug=harbour-opens&_fields=id,comment_status');
  await find('post-by-slug-closed', 'slug=closed-by-hand&_fields=id,comment_status');
  await find('post-by-slug-unknown', 'slug=never-written&_fields=id,comment_status');
  await record(wordpress, 'post-by-id', `/wp-json/wp/v2/posts/${post}?_fields=id,comment_status`);
  await record(wordpress, 'post-by-id-unknown', '/wp-json/wp/v2/posts/4711?_fields=id,comment_status');
  await record(wordpress, 'post-by-id-a-page', `/wp-json/wp/v2/posts/${page}?_fields=id,comment_status`);
  await wordpress.options({ close_comments_for_old_posts: 1, close_comments_days_old: 14 });
  await record(wordpress, 'post-closed-by-age', `/wp-json/wp/v2/posts/${old}?_fields=id,comment_status`);
  await record(wordpress, 'new-closed-by-age', COMMENTS, { method: 'POST', body: { post: old, author_name: 'Ann', content: 'Too late.' } });
  await record(wordpress, 'new-closed', COMMENTS, { method: 'POST', body: { post: closed, author_name: 'Ann', content: 'Closed.' } });
  await record(wordpress, 'preflight', COMMENTS, { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' } });
  await record(wordpress, 'no-such-path', '/wp-json/wp/v2/nothing');
  await record(wordpress, 'not-the-rest-interface', '/never/written/');
}

async function writing(wordpress, record) {
  await wordpress.reset({ show_avatars: 0 });
  const [post, draft] = await wordpress.posts([{ slug: 'harbour-opens' }, { slug: 'not-yet', fields: { post_status: 'draft' } }]);
  const say = (name, fields) => record(wordpress, name, COMMENTS, { method: 'POST', body: { post, author_name: 'Ann Reader', author_email: 'ann@example.org', ...fields } });
  const made = await say('new', { content: 'A first comment.\n\nWith two paragraphs.', author_url: 'https://ann.example/' });
  await say('new-reply', { content: 'A reply.', parent: made.json.id });
  await say('new-parent-gone', { content: 'Its parent is not there.', parent: 4711 });
  await say('new-without-a-name', { content: 'Nobody.', author_name: '', author_email: '' });
  await say('new-duplicate', { content: 'A first comment.\n\nWith two paragraphs.' });
  await say('new-entities', { content: 'Rock & roll < jazz, "quoted" &amp; <b>bold</b>', author_name: NAME, author_url: 'https://example.org/?a=1&b=2' });
  await say('new-entities-twice', { content: 'Rock & roll < jazz, "quoted" &amp; <b>bold</b>', author_name: NAME });
  await say('new-emoji', { content: EMOJI, author_name: '🚢 Captain' });
  await say('new-right-to-left', { content: RIGHT_TO_LEFT, author_name: 'سفينة' });
  await say('new-hostile', { content: HOSTILE });
  await say('new-longest', { content: LONGEST.slice(0, 65_500) });
  await say('new-too-long', { content: LONGEST });
  await say('new-name-too-long', { content: 'A name of many letters.', author_name: 'x'.repeat(300) });
  await say('new-email-too-long', { content: 'An address of many letters.', author_email: `${'x'.repeat(100)}@example.org` });
  await say('new-website-too-long', { content: 'A site of many letters.', author_url: `https://example.org/${'x'.repeat(255)}` });
  await say('new-email-invalid', { content: 'Write to me.', author_email: 'nowhere' });
  await say('new-website-invalid', { content: 'Look here.', author_url: 'not a web address' });
  await say('new-text-missing', { content: '' });
  await say('new-post-unknown', { content: 'On no story.', post: 4711 });
  await say('new-post-missing', { content: 'On no story.', post: undefined });
  await say('new-post-draft', { content: 'On a draft.', post: draft });
  await record(wordpress, 'new-unreadable', COMMENTS, { method: 'POST', body: '{"post":' });
  await record(wordpress, 'edit-anonymous', `${COMMENTS}/${made.json.id}`, { method: 'PUT', body: { content: 'Changed.' } });
  await record(wordpress, 'delete-anonymous', `${COMMENTS}/${made.json.id}`, { method: 'DELETE' });

  await wordpress.options({ disallowed_keys: 'casino' });
  await say('new-to-the-trash', { content: 'Come to the casino.' });
  await wordpress.options({ comment_moderation: 1 });
  const held = await say('new-held', { content: 'Held for the newsroom.' });
  await record(wordpress, 'comment-held', `${COMMENTS}/${held.json.id}`);
  await wordpress.options({ comment_moderation: 0, require_name_email: 1 });
  await say('new-name-and-email-missing', { content: 'Nobody in particular.', author_name: '', author_email: '' });
  await wordpress.options({ require_name_email: 0, newsprint_flood: 'yes' });
  await say('new-too-fast', { content: 'Another one at once.' });
  await wordpress.options({ newsprint_flood: 'no', newsprint_anonymous: 'no' });
  await say('new-login-required', { content: 'Without logging in.' });
}
