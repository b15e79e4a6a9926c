// What no server of today answers, and an adapter must bear all the same.
import { HOSTILE, NAME } from './texts.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const HTML = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n';
const DEEP = 5_000;

/** What can stand between a reader and any server. */
const anywhere = (request) => ({
  'made-empty': { request, status: 200, headers: JSON_TYPE, body: '' },
  'made-no-content': { request, status: 204, headers: {}, body: '' },
  'made-junk': { request, status: 200, headers: JSON_TYPE, body: '\u0000\u0001{{{"replies":[' },
  'made-cut-off': { request, status: 200, headers: JSON_TYPE, body: '[{"id":1,"text":"<p>Half of' },
  'made-html-page': { request, status: 200, headers: HTML_TYPE, body: '<!doctype html><title>Welcome to the lounge</title>' },
  'made-html-as-json': { request, status: 200, headers: JSON_TYPE, body: HTML },
  'made-json-as-text': { request, status: 200, headers: { 'content-type': 'text/plain' }, body: 'null' },
  'made-bad-gateway': { request, status: 502, headers: HTML_TYPE, body: HTML },
  'made-unavailable': { request, status: 503, headers: { ...HTML_TYPE, 'retry-after': '120' }, body: HTML },
  'made-timeout': { request, status: 504, headers: HTML_TYPE, body: HTML },
  'made-server-error': { request, status: 500, headers: HTML_TYPE, body: '<h1>Internal Server Error</h1>' },
  'made-too-large': { request, status: 413, headers: HTML_TYPE, body: '<html><head><title>413 Request Entity Too Large</title></head></html>' },
  'made-too-many-requests': { request, status: 429, headers: { ...HTML_TYPE, 'retry-after': '30' }, body: 'Too many requests' },
  'made-forbidden-by-a-firewall': { request, status: 403, headers: HTML_TYPE, body: '<h1>Forbidden</h1><p>Request blocked. ID 4711</p>' },
  'made-moved': { request, status: 301, headers: { location: 'https://elsewhere.example/' }, body: '' },
  'made-null': { request, status: 200, headers: JSON_TYPE, body: 'null' },
  'made-number': { request, status: 200, headers: JSON_TYPE, body: '1e999' },
  'made-text': { request, status: 200, headers: JSON_TYPE, body: '"a text"' },
  'made-deep': { request, status: 200, headers: JSON_TYPE, body: '['.repeat(DEEP) + ']'.repeat(DEEP) },
  'made-byte-order-mark': { request, status: 200, headers: JSON_TYPE, body: '\uFEFF[]' },
});

const LIST = { method: 'GET', path: '/?uri=%2F2026%2F11%2F22%2Fharbour-opens%2F&nested_limit=1000' };
const CONFIG = { 'reply-to-self': false, 'require-email': false, 'require-author': false, gravatar: false, feed: false };
const comment = (id, fields = {}) => ({
  id,
  parent: null,
  created: 1795332745.55,
  modified: null,
  mode: 1,
  text: '<p>Something said.</p>',
  author: 'Ann',
  website: null,
  likes: 0,
  dislikes: 0,
  notification: null,
  hash: 'c247abea4e7f',
  total_replies: 0,
  hidden_replies: 0,
  replies: [],
  ...fields,
});
const without = (value, ...keys) => Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
const thread = (replies, fields = {}) => ({
  request: LIST,
  status: 200,
  headers: JSON_TYPE,
  body: JSON.stringify({ id: null, total_replies: replies.length, hidden_replies: 0, replies, config: CONFIG, ...fields }),
});

export const madeIsso = {
  ...anywhere(LIST),
  'made-error-object': { request: LIST, status: 200, headers: JSON_TYPE, body: '{"message":"database is locked"}' },
  'made-list-for-object': { request: LIST, status: 200, headers: JSON_TYPE, body: '[]' },
  'made-replies-no-list': thread({}, { total_replies: 'many' }),
  'made-replies-of-wrong-kinds': thread([1, null, 'text', [], comment(1)]),
  'made-fields-missing': thread([without(comment(1), 'parent', 'modified', 'likes', 'dislikes', 'hash', 'author', 'website', 'replies', 'total_replies', 'hidden_replies')]),
  'made-id-missing': thread([without(comment(1), 'id'), comment(2)]),
  'made-fields-unknown': thread([comment(1, { mood: 'calm', badges: [{ name: 'old hand' }] })], { server: 'tomorrow' }),
  'made-fields-null': thread([comment(1, { text: null, created: null, mode: null, likes: null, replies: null })]),
  'made-fields-of-wrong-types': thread([comment(1, { text: 7, author: ['Ann'], created: 'yesterday', mode: '1', likes: 'a few', replies: 'none' })]),
  'made-hidden-negative': thread([comment(1, { hidden_replies: -3, total_replies: -1 })], { hidden_replies: -2, total_replies: -5 }),
  'made-ids-reused': thread([comment(3, { created: 1795332745.5 }), comment(3, { created: 1795336345.25, text: '<p>Another one.</p>' })]),
  'made-id-of-many-digits': manyDigits(),
  'made-id-as-text': thread([comment('17')]),
  'made-parent-itself': thread([comment(1, { parent: 1 })]),
  'made-cycle': thread([comment(1, { parent: 2 }), comment(2, { parent: 1 })]),
  'made-orphan': thread([comment(2, { parent: 4711 })]),
  'made-nested-deeper': thread([comment(1, { replies: [comment(2, { parent: 1, replies: [comment(3, { parent: 2 })] })] })]),
  'made-times': thread([
    comment(1, { created: 1795332745 }),
    comment(2, { created: 1795332745.999999 }),
    comment(3, { created: 0 }),
    comment(4, { created: -1 }),
    comment(5, { created: 1e300 }),
    comment(6, { created: '1795332745.55' }),
  ]),
  'made-mode-unknown': thread([comment(1, { mode: 8 }), comment(2, { mode: 2 })]),
  'made-entities': thread([comment(1, { author: 'A &amp; &lt;b&gt;', website: 'https://example.org/?a=1&amp;b=2' }), comment(2, { author: '&amp;lt;i&amp;gt; &#x41;&#65; &nbsp;&quot;&#39; &notanentity; &' })]),
  'made-raw-name': thread([comment(1, { author: NAME })]),
  'made-hostile': thread([comment(1, { text: HOSTILE, author: '<img src=x onerror=alert(1)>', website: 'javascript:alert(1)' }), comment(2, { website: 'java\tscript:alert(1)' })]),
  'made-config-missing': thread([comment(1)], { config: undefined }),
  'made-config-of-wrong-types': thread([comment(1)], { config: { 'require-email': 'yes', feed: 1 } }),
  'made-count-too-short': { request: { method: 'POST', path: '/count', body: '["/a/","/b/"]' }, status: 200, headers: JSON_TYPE, body: '[3]' },
  'made-count-odd': { request: { method: 'POST', path: '/count', body: '["/a/","/b/","/c/","/d/"]' }, status: 200, headers: JSON_TYPE, body: '[-1,"7",null,1.5]' },
};

const POSTED = { method: 'GET', path: '/wp-json/wp/v2/comments?post=6&parent=0&order=asc' };
const said = (id, fields = {}) => ({
  id,
  parent: 0,
  author_name: 'Ann',
  author_url: '',
  date: '2026-11-22T08:32:25',
  date_gmt: '2026-11-22T07:32:25',
  content: { rendered: '<p>Something said.</p>\n' },
  status: 'approved',
  ...fields,
});
const page = (comments, headers = {}) => ({
  request: POSTED,
  status: 200,
  headers: { ...JSON_TYPE, 'x-wp-total': String(comments.length), 'x-wp-totalpages': '1', ...headers },
  body: JSON.stringify(comments),
});

export const madeWordPress = {
  ...anywhere(POSTED),
  'made-error-object': { request: POSTED, status: 200, headers: JSON_TYPE, body: '{"code":"internal_error","message":"Something &#8220;odd&#8221;","data":{"status":500}}' },
  'made-critical-error': { request: POSTED, status: 500, headers: JSON_TYPE, body: '{"code":"internal_server_error","message":"<p>There has been a critical error on this website.<\\/p>","data":{"status":500},"additional_errors":[]}' },
  'made-database-down': { request: POSTED, status: 500, headers: HTML_TYPE, body: '<!DOCTYPE html><html><head><title>Database Error</title></head><body><h1>Error establishing a database connection</h1></body></html>' },
  'made-maintenance': { request: POSTED, status: 503, headers: { ...HTML_TYPE, 'retry-after': '600' }, body: '<!DOCTYPE html><title>Maintenance</title>Briefly unavailable for scheduled maintenance. Check back in a minute.' },
  'made-warning-before-json': { ...page([]), body: '<br />\n<b>Warning</b>: Undefined variable $x in <b>/var/www/plugin.php</b> on line <b>3</b><br />\n[]' },
  'made-rest-off': { request: POSTED, status: 401, headers: JSON_TYPE, body: '{"code":"rest_cannot_access","message":"DRA: Only authenticated users can access the REST API.","data":{"status":401}}' },
  'made-error-without-data': { request: POSTED, status: 400, headers: JSON_TYPE, body: '{"code":"comment_flood"}' },
  'made-error-unknown': { request: POSTED, status: 400, headers: JSON_TYPE, body: '{"code":"plugin_says_no","message":"You &amp; your comment are not welcome.","data":{"status":400}}' },
  'made-list-of-wrong-kinds': page([1, null, 'text', [], said(1)]),
  'made-fields-missing': page([without(said(1), 'parent', 'author_name', 'author_url', 'date', 'status')]),
  'made-id-missing': page([without(said(1), 'id'), said(2)]),
  'made-fields-unknown': page([said(1, { mood: 'calm', acf: [] })]),
  'made-fields-null': page([said(1, { content: null, date_gmt: null, author_name: null })]),
  'made-fields-of-wrong-types': page([said('1', { content: 'text', date_gmt: 7, author_name: ['Ann'], parent: 'none' })]),
  'made-totals-missing': { ...page([said(1)]), headers: JSON_TYPE },
  'made-totals-wrong': page([said(1)], { 'x-wp-total': '-4', 'x-wp-totalpages': 'many' }),
  'made-ids-reused': page([said(3), said(3, { date_gmt: '2026-11-22T09:00:00', content: { rendered: '<p>Another one.</p>' } })]),
  'made-parent-itself': page([said(1, { parent: 1 })]),
  'made-cycle': page([said(1, { parent: 2 }), said(2, { parent: 1 })]),
  'made-times': page([said(1, { date_gmt: '2026-11-22T07:32:25Z' }), said(2, { date_gmt: '2026-11-22 07:32:25' }), said(3, { date_gmt: '0000-00-00T00:00:00' }), said(4, { date_gmt: 'soon' })]),
  'made-entities': page([said(1, { author_name: 'A &amp; &lt;b&gt;', author_url: 'https://example.org/?a=1&#038;b=2' })]),
  'made-hostile': page([said(1, { content: { rendered: HOSTILE }, author_name: '<img src=x onerror=alert(1)>', author_url: 'javascript:alert(1)' })]),
  'made-status-unknown': page([said(1, { status: 'somehow' })]),
  'made-avatar-hostile': page([said(1, { author_avatar_urls: { 24: 'javascript:alert(1)', 48: 'data:image/svg+xml,<svg onload=alert(1)>', 96: '//evil.example/x.png' } })]),
};

function manyDigits() {
  const answer = thread([comment(4711, { text: '<p>Beyond what JavaScript counts.</p>' })]);
  return { ...answer, body: answer.body.replace('4711', '9007199254740993') };
}
