// The last lines of a run: why tests were skipped, and, for people and machines, `12 passed, 0 failed, 1 skipped`.
export default class ClosingLine {
  onBegin(_, suite) {
    this.suite = suite;
  }

  onEnd() {
    const tests = this.suite.allTests();
    const reasons = tests.filter((test) => test.outcome() === 'skipped').flatMap(({ annotations }) => annotations);
    for (const reason of new Set(reasons.map(({ description }) => description).filter(Boolean))) console.log(`\nskipped: ${reason}`);
    const outcomes = tests.map((test) => test.outcome());
    const count = (...names) => outcomes.filter((outcome) => names.includes(outcome)).length;
    const skipped = count('skipped');
    console.log(
      `\n${count('expected', 'flaky')} passed, ${count('unexpected')} failed${skipped ? `, ${skipped} skipped` : ''}`,
    );
  }

  printsToStdio() {
    return false;
  }
}
