// What pages may load, judged by Google's CSP Evaluator, in the page and as a header.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity, Type } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { EDITIONS, pages } from './editions.mjs';

const judged = (policy) =>
  new CspEvaluator(new CspParser(policy).csp).evaluate().map(({ severity, type, directive, value, description }) => ({
    grave: severity < Severity.HIGH_MAYBE,
    severity: Severity[severity],
    type: Type[type],
    directive,
    value,
    description,
  }));

// 'self' would be too much on a host to which strangers may send scripts. Nobody sends any into an edition.
const KNOWN = ["MEDIUM_MAYBE SCRIPT_ALLOWLIST_BYPASS 'self'"];

for (const edition of EDITIONS) {
  describe(`the policy of an edition ${edition.name}`, () => {
    const header = /Content-Security-Policy: (.+)/.exec(edition.text('_headers'))[1];

    it('has no finding of weight, and the one that is left is known', () => {
      const findings = judged(header);
      assert.deepEqual(findings.filter(({ grave }) => grave), []);
      assert.deepEqual([...new Set(findings.map(({ severity, type, value }) => `${severity} ${type} ${value}`))], KNOWN);
    });

    it('stands in every page, and says there what it says as a header', () => {
      for (const file of [...pages(edition), '404.html']) {
        const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(edition.text(file));
        assert.equal(`${policy}; frame-ancestors 'none'`, header, file);
      }
    });

    it('of pages at old addresses is stricter still, and holds as well where both are sent', () => {
      const moved = edition.files.filter((file) => file.endsWith('.html') && edition.text(file).includes('http-equiv="refresh"'));
      assert.ok(moved.length >= 2, moved);
      for (const file of moved) {
        const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(edition.text(file)) ?? [];
        assert.ok(policy, `${file} has no policy`);
        // No script, so that nothing is said of scripts.
        assert.deepEqual(judged(policy), [], file);
      }
    });
  });
}

it('the evaluator finds what is wrong with a bad policy', () => {
  const bad = judged("script-src 'self' 'unsafe-inline'; object-src *");
  assert.ok(bad.some(({ grave, type }) => grave && type === 'SCRIPT_UNSAFE_INLINE'));
});
