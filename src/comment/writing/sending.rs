//! A comment on its way.

use super::{REMEMBER, TRAP, Writing};
use crate::browser::{clock, field, still};
use crate::comment::error::{Error, Fault, Field};
use crate::comment::identity::Identity;
use crate::comment::made_for::SHARED;
use crate::comment::model::{Ask, Comment, State, Submission, What};
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
        self.take_over(&form, true);
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
        if !shared {
            return self.send(&form, ask);
        }
        if let Some((sent, _)) = self.get(|form| form.unsure.clone()) {
            return self.look_first(&form, sent, ask);
        }
        outbox::note_known(talk, &mut ask);
        if let Ok(id) = outbox::hand_in(talk, &ask, self.delay()) {
            self.removal()();
            self.done(&form, &ask.submission);
            return talk.lead_to(id);
        }
        // Where nothing can be kept it goes from here, and stands in the form until it has
        // arrived.
        self.send(&form, ask);
    }

    /// What removes the draft from the device, when the form is gone, too.
    fn removal(self) -> impl FnOnce() + use<> {
        let removal = self.get(|form| Some(form.draft.removal()));
        move || {
            if let Some(remove) = removal {
                remove();
            }
        }
    }

    fn send(self, element: &HtmlFormElement, ask: Ask) {
        let (element, mut sent, remove) = (element.clone(), ask.clone(), self.removal());
        self.talk().adapter().ask(ask, move |outcome| {
            if outcome.is_ok() {
                remove();
            }
            if self.0.is_disposed() {
                // The reader has gone on to another story.
                return;
            }
            match outcome {
                Ok(outcome) => {
                    let comment = outcome.comments.into_iter().next().unwrap_or_default();
                    self.arrived(&element, &sent.submission, comment);
                }
                Err(error) => {
                    if SHARED && error == Error::Unclear {
                        sent.what = What::Find;
                        let there = clock::seconds() + SETTLE as f64;
                        self.note_down(&mut |form| form.unsure = Some((sent.clone(), there)));
                    }
                    self.refused(&element, error);
                }
            }
        });
    }

    /// Looks whether what was sent before has arrived, and sends what stands in the form now
    /// only when it has not: nothing else would keep it from being there twice.
    fn look_first(self, element: &HtmlFormElement, sent: Ask, ask: Ask) {
        let element = element.clone();
        self.talk().adapter().ask(sent.clone(), move |outcome| {
            let Some((_, there)) = self.get(|form| form.unsure.clone()) else { return };
            let outcome = match outcome {
                Ok(outcome) => outcome,
                Err(error) => return self.refused(&element, error),
            };
            let wait = there - clock::seconds();
            let unknowable = outcome.unknowable || outbox::has_held();
            let found = outcome.comments.into_iter().next();
            if found.is_none() && !unknowable && wait > 0.0 {
                // Whatever the clock says by then: it is late enough.
                self.note_down(&mut |form| form.unsure = Some((sent.clone(), 0.0)));
                let wait = Duration::from_secs(SETTLE.min(wait as u64 + 1));
                return set_timeout(move || self.look_first(&element, sent, ask), wait);
            }
            self.note_down(&mut |form| form.unsure = None);
            match found {
                Some(comment) if sent.submission == ask.submission => {
                    self.removal()();
                    self.arrived(&element, &sent.submission, comment);
                }
                // What was sent is there; what has been made of it since is another comment.
                Some(comment) => {
                    self.show(&mut |form| form.busy = false);
                    self.announce(self.word(Word::CommentPosted));
                    self.talk().add(comment, false);
                }
                // The reader decides, and posts once more or not.
                None if unknowable => self.refused(&element, Error::Unclear),
                None => self.send(&element, ask),
            }
        });
    }

    fn arrived(self, element: &HtmlFormElement, submission: &Submission, comment: Comment) {
        self.done(element, submission);
        if comment.state == State::Held {
            outbox::note_held();
            return self.tell(Word::CommentHeld);
        }
        self.announce(self.word(Word::CommentPosted));
        let talk = self.talk();
        talk.close_answer();
        talk.add(comment, true);
    }

    /// Says why it was not done.
    fn refused(self, element: &HtmlFormElement, error: Error) {
        match error {
            Error::Field(fault) => self.fault(element, vec![fault]),
            error => self.show(&mut |form| {
                form.busy = false;
                form.problem = Some(error);
            }),
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
    fn done(self, element: &HtmlFormElement, submission: &Submission) {
        let identity = Identity::from(submission);
        let ticked = field::is_ticked(element, REMEMBER);
        self.show(&mut |form| {
            form.busy = false;
            form.left = None;
            form.preview = None;
            form.first_key = None;
            let older = form.draft.clear();
            form.note = (!older.is_empty()).then_some(Word::DraftRestored);
            field::set_value(element, Field::Text.name(), older);
            form.touched = Default::default();
            if ticked {
                // It was told when the box was ticked that nothing can be kept.
                let _ = identity.remember(&form.edition.base);
            }
        });
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
