//! A comment on its way.

use super::{REMEMBER, TRAP, Writing};
use crate::browser::{clock, field, still};
use crate::comment::draft;
use crate::comment::error::{Error, Fault, Field};
use crate::comment::identity::Identity;
use crate::comment::made_for::SHARED;
use crate::comment::model::{Ask, Comment, Outcome, State, Submission, What};
use crate::comment::outbox::{self, SETTLE};
use crate::comment::validate::check;
use crate::edition::Word;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::HtmlFormElement;

/// Who has typed for fewer seconds waits a moment: a courtesy to the server.
const TOO_FAST: f64 = 3.0;

impl Writing {
    /// Sends the comment, if it is fit to be sent and none is on its way.
    pub(in crate::comment) fn submit(self) {
        let Some(form) = self.form().filter(|_| !untrack(|| self.is_busy())) else {
            return;
        };
        if !self.get(|form| form.begun) {
            // What was written before is put aside first.
            return self.when_adopted(move || {
                if let Some(form) = self.form() {
                    self.take_over(&form, true);
                    self.submit();
                }
            });
        }
        let talk = self.talk();
        if talk.closes_now() {
            return self.announce(self.word(Word::ErrorClosed));
        }
        let submission = match check(self.read(&form), talk.can()) {
            Ok(submission) => submission,
            Err(faults) => return self.fault(&form, faults),
        };
        let shared = talk.can().is_shared();
        if shared && !field::value(&form, TRAP).is_empty() {
            self.show(&mut |form| form.suspect = true);
            return;
        }
        // Until it has arrived, what is written is kept.
        self.keep();
        self.show(&mut |form| {
            form.problem = None;
            form.faults = Vec::new();
            form.busy = true;
        });
        let since = clock::seconds();
        let mut ask = Ask { what: What::Submit, submission, since, ..Ask::default() };
        let unsure = if SHARED { self.get(|form| form.unsure.clone()) } else { None };
        if shared && unsure.is_none() {
            outbox::note_known(talk, &mut ask);
            if let Ok(id) = outbox::hand_in(talk, &ask, self.delay()) {
                if let Some(name) = self.draft_name() {
                    draft::forget(&name, &ask.submission.text);
                }
                self.done(&form, &ask.submission);
                return talk.lead_to(id);
            }
        }
        // Where nothing can be kept it goes from here, and stands in the form until it has
        // arrived. What was sent before is looked for first: nothing else would keep it from
        // being there twice.
        self.go(form, unsure.unwrap_or_else(|| ask.clone()), ask);
    }

    /// Sends what is written, or looks for what was sent before it.
    fn go(self, element: HtmlFormElement, ask: Ask, written: Ask) {
        let name = self.draft_name();
        self.talk().adapter().ask(ask.clone(), move |outcome| {
            let found = outcome.as_ref().is_ok_and(|outcome| !outcome.comments.is_empty());
            // The form may be gone by now.
            if let Some(name) = name.filter(|_| found) {
                draft::forget(&name, &ask.submission.text);
            }
            if !self.0.is_disposed() {
                // Else the reader has gone on to another story.
                self.come_back(element, ask, written, outcome);
            }
        });
    }

    /// Goes on with what has come of it.
    fn come_back(
        self,
        element: HtmlFormElement,
        mut ask: Ask,
        written: Ask,
        outcome: Result<Outcome, Error>,
    ) {
        let mut outcome = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                if SHARED && ask.what == What::Submit && error == Error::Unclear {
                    (ask.what, ask.since) = (What::Find, clock::seconds());
                    self.unsure(Some(ask));
                }
                return self.refused(&element, error);
            }
        };
        let comment = outcome.comments.pop();
        if !SHARED || comment.is_some() {
            self.unsure(None);
            // What has been made of it since it was sent is another comment.
            let same = ask.submission == written.submission;
            self.arrived(&element, &ask.submission, comment.unwrap_or_default(), same);
        } else if outcome.unknowable || outbox::has_held() {
            // The reader decides, and posts once more or not.
            self.unsure(None);
            self.refused(&element, Error::Unclear);
        } else if clock::seconds() < ask.since + SETTLE as f64 {
            // Whatever the clock says when it is looked for again: it is late enough then.
            ask.since = ask.since.min(clock::seconds()) - SETTLE as f64;
            self.unsure(Some(ask.clone()));
            let again = move || {
                if !self.0.is_disposed() {
                    self.go(element, ask, written);
                }
            };
            set_timeout(again, Duration::from_secs(SETTLE));
        } else {
            self.unsure(None);
            self.go(element, written.clone(), written);
        }
    }

    fn unsure(self, mut ask: Option<Ask>) {
        self.note_down(&mut |form| form.unsure = ask.take());
    }

    fn arrived(self, element: &HtmlFormElement, sent: &Submission, comment: Comment, same: bool) {
        if same {
            self.done(element, sent);
        } else {
            self.show(&mut |form| form.busy = false);
        }
        if comment.state == State::Held {
            outbox::note_held();
            return self.tell(Word::CommentHeld);
        }
        self.announce(self.word(Word::CommentPosted));
        let talk = self.talk();
        if same {
            talk.close_answer();
        }
        talk.add(comment, same);
    }

    /// Says why it was not done.
    fn refused(self, element: &HtmlFormElement, error: Error) {
        match error {
            Error::Field(fault) => self.fault(element, vec![fault]),
            error => {
                self.show(&mut |form| {
                    form.busy = false;
                    form.problem = Some(error);
                });
                if SHARED && error == Error::Closed {
                    self.talk().close();
                }
            }
        }
    }

    /// How many seconds a comment waits: people seldom type one faster than a program.
    fn delay(self) -> u64 {
        let first = self.get(|form| form.first_key);
        let fast = first.is_some_and(|first| clock::seconds() - first < TOO_FAST);
        fast.into()
    }

    /// The reader says that they are a person, and is believed.
    pub(in crate::comment) fn insist(self) {
        if let Some(form) = self.form() {
            field::set_value(&form, TRAP, "");
            self.show(&mut |form| form.suspect = false);
            self.submit();
        }
    }

    /// The comment has gone: the form is empty again, or holds what had been set aside.
    fn done(self, element: &HtmlFormElement, sent: &Submission) {
        let identity = Identity::from(sent);
        let ticked = field::is_ticked(element, REMEMBER);
        self.show(&mut |form| {
            form.busy = false;
            form.left = None;
            form.preview = None;
            form.first_key = None;
            form.draft.sent();
            // That nothing can be kept holds for the next one, too.
            form.note = form.note.filter(|note| *note == Word::DraftNotKept);
            field::set_value(element, Field::Text.name(), "");
            form.touched = Default::default();
            if ticked {
                // It was told when the box was ticked that nothing can be kept.
                let _ = identity.remember(&form.edition.base);
            }
        });
        self.put_back_older();
    }

    /// Shows what the server would make of what is written.
    pub(in crate::comment) fn show_preview(self) {
        let Some(form) = self.form() else { return };
        let text = self.read(&form).text;
        if text.trim().is_empty() {
            return self.fault(&form, vec![Fault::TextMissing]);
        }
        let submission = Submission { text, ..Submission::default() };
        let ask = Ask { what: What::Preview, submission, ..Ask::default() };
        self.talk().adapter().ask(ask, move |outcome| {
            if self.0.is_disposed() {
                return;
            }
            match outcome {
                Ok(outcome) => {
                    // The button stays under the pointer.
                    let buttons = ["#", &form.id(), " .comment-form-send"].concat();
                    still::around(&buttons, &mut || {
                        self.show(&mut |form| form.preview = Some(outcome.text.clone()));
                    });
                    self.announce(self.word(Word::PreviewLabel));
                }
                Err(Error::Unclear) => self.tell(Word::ActUnanswered),
                Err(error) => self.refused(&form, error),
            }
        });
    }
}
