//! What press says, on a terminal or into a log.

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use miette::GraphicalReportHandler;
use press::build::{Stage, Summary, Watcher};
use press::check::Checked;
use press::diagnostic::{Diagnostic, Diagnostics, Severity, shown};
use std::io::{IsTerminal, stderr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The terminal that a build is watched on.
pub(crate) struct Terminal {
    bar: ProgressBar,
    /// Whether every warning is told.
    verbose: bool,
    /// The errors that were told already.
    told: Mutex<Vec<Diagnostic>>,
}

impl Terminal {
    /// Says everything on standard error. The progress bar shows only on a terminal, and only
    /// when there is time to see it.
    pub(crate) fn new(verbose: bool) -> Self {
        Self::on(ProgressDrawTarget::stderr_with_hz(10), verbose)
    }

    fn on(screen: ProgressDrawTarget, verbose: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, screen);
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} {msg} {eta}") {
            bar.set_style(style);
        }
        Self { bar, verbose, told: Mutex::default() }
    }

    /// Tells all diagnostics that were not told yet: the errors first, drawn on a terminal and
    /// as a few lines in a log; then the warnings, a line for each kind, or all of them.
    pub(crate) fn report(&self, diagnostics: &Diagnostics) {
        self.bar.finish_and_clear();
        self.tell(&diagnostics.errors_alone());
        let warnings = diagnostics.warnings();
        if warnings == 0 {
            return;
        }
        let word = if warnings == 1 { "warning" } else { "warnings" };
        if self.verbose {
            self.all(diagnostics, Severity::Warning);
            return eprintln!("press: {warnings} {word}");
        }
        let kinds = diagnostics.kinds();
        for kind in &kinds {
            eprintln!("{kind}");
        }
        eprintln!("press: {warnings} {word}; --verbose tells each with what to do");
    }

    /// Tells all of a severity.
    fn all(&self, diagnostics: &Diagnostics, severity: Severity) {
        let handler = GraphicalReportHandler::new();
        let (told, more) = diagnostics.bounded(severity);
        for diagnostic in told {
            if stderr().is_terminal() {
                eprintln!("{}", diagnostic.drawn(&handler));
            } else {
                eprintln!("{diagnostic}");
            }
        }
        for (file, number) in more {
            eprintln!("{}: {number} more of this file are not told", shown(file));
        }
    }

    /// Says in one line what was built.
    pub(crate) fn summary(&self, summary: &Summary, time: Duration) {
        let Summary { stories, pages, made, written, faults, left_out, strict: _ } = summary;
        let word = if *stories == 1 { "story" } else { "stories" };
        eprintln!(
            "press: {stories} {word}, {pages} pages ({made} made), {} in {} files, {} written ({}), {:.1} s",
            HumanBytes(written.bytes),
            written.files,
            written.written,
            HumanBytes(written.written_bytes),
            time.as_secs_f64()
        );
        let of = |number: usize, one: &str, more: &str| {
            format!("{number} {}", if number == 1 { one } else { more })
        };
        match (*faults, *left_out) {
            (0, _) => {}
            (faults, 0) => {
                eprintln!("press: published, with {}.", of(faults, "error", "errors"));
            }
            (faults, out) => eprintln!(
                "press: published, with {}: {} out of this edition. What is wrong is told above.",
                of(faults, "error", "errors"),
                of(out, "text stays", "texts stay"),
            ),
        }
    }

    /// Says in one line what was looked at.
    pub(crate) fn checked(&self, checked: &Checked, diagnostics: &Diagnostics) {
        let Checked { pages, internal, external } = checked;
        let errors = match diagnostics.errors() {
            0 => "nothing is broken".to_owned(),
            1 => "1 error".to_owned(),
            more => format!("{more} errors"),
        };
        eprintln!(
            "press: {pages} pages, {internal} links inside, {external} to other sites: {errors}"
        );
    }

    /// Says why nothing was done.
    pub(crate) fn failure(&self, error: &dyn std::error::Error) {
        let sentence = error.to_string();
        let lines: Vec<String> = sentence.lines().map(shown).collect();
        eprintln!("press: {}", lines.join("\n"));
    }
}

impl Watcher for Terminal {
    fn begin(&self, stage: Stage, things: usize) {
        self.bar.set_message(match stage {
            Stage::Pictures => "pictures",
            Stage::Pages => "pages",
        });
        self.bar.set_position(0);
        self.bar.set_length(things as u64);
    }

    fn advance(&self) {
        self.bar.inc(1);
    }

    fn tell(&self, errors: &Diagnostics) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Diagnostics = errors.iter().filter(|it| !told.contains(it)).cloned().collect();
        self.bar.suspend(|| self.all(&new, Severity::Error));
        told.extend(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::InMemoryTerm;

    #[test]
    fn a_long_build_has_a_progress_bar_which_goes_when_it_ends() {
        let screen = InMemoryTerm::new(10, 80);
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let terminal = Terminal::on(target, false);
        assert_eq!(screen.contents(), "");
        terminal.begin(Stage::Pages, 40);
        for _ in 0..10 {
            // It is drawn a few times a second.
            std::thread::sleep(Duration::from_millis(60));
            terminal.advance();
        }
        let line = screen.contents();
        assert!(line.contains("\u{2588}") && line.contains("10/40 pages"), "{line:?}");
        terminal.report(&Diagnostics::new());
        assert_eq!(screen.contents(), "");
    }
}
