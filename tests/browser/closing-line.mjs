// The last line of a run, for people and machines: `12 passed, 0 failed, 1 skipped`.
export default class ClosingLine {
  onBegin(_, suite) {
    this.suite = suite;
  }

  onEnd() {
    const outcomes = this.suite.allTests().map((test) => test.outcome());
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
