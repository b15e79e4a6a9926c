// A row: { part, what, value, unit, limit?, range?, note? }. A limit is the most that a value may be,
// or, as { atLeast }, the least.

/** The rows as a table for the terminal. */
export function table(rows) {
  const lines = rows.map((row) => [row.part, row.what, show(row), limit(row), verdict(row), row.note ?? '']);
  const head = ['', 'what', 'measured', 'limit', '', ''];
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  const right = new Set([2, 3]);
  return [head, widths.map((width) => '-'.repeat(width)), ...lines]
    .map((line) => line.map((cell, n) => (right.has(n) ? cell.padStart(widths[n]) : cell.padEnd(widths[n]))).join('  ').trimEnd())
    .join('\n');
}

const number = (value) => (Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(Math.abs(value) < 1 ? 3 : 1));

function show({ value, unit, range }) {
  if (value === undefined || Number.isNaN(value)) return 'nothing';
  return `${number(value)}${range ? ` [${number(range[0])}–${number(range[1])}]` : ''} ${unit}`.trim();
}

function limit({ limit }) {
  if (limit === undefined) return '';
  return typeof limit === 'object' ? `≥ ${number(limit.atLeast)}` : `≤ ${number(limit)}`;
}

function verdict({ value, limit }) {
  if (limit === undefined) return '';
  const kept = typeof limit === 'object' ? value >= limit.atLeast : value <= limit;
  return kept ? 'ok' : 'OVER';
}

/** The middle of several measurements with their range. */
export function middle(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return { value: NaN };
  const half = sorted.length / 2;
  const value = (sorted[Math.floor(half)] + sorted[Math.ceil(half) - 1]) / 2;
  return { value, range: sorted.length > 1 ? [sorted[0], sorted.at(-1)] : undefined };
}
