//! A comment on its way.

use super::{REMEMBER, TRAP, Writing};
use crate::browser::{clock, field};
use crate::comment::error::{Fault, Field, SubmitError};
use crate::comment::identity::Identity;
use crate::comment::model::{Deed, Outcome, State};
use crate::comment::outbox;
use crate::comment::validate::check;
use crate::edition::Word;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
        let submission = match check(self.read(&form), untrack(|| talk.capabilities())) {
            Ok(submission) => submission,
            Err(faults) => return self.fault(&form, faults),
        };
        let shared = untrack(|| talk.capabilities()).shared;
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
        let identity = Identity::from(&submission);
        let forget_draft = self.0.with_untracked(|form| form.draft.removal());
        if shared
            && let Ok(id) = outbox::hand_in(talk.thread_of(), submission.clone(), self.delay())
        {
            forget_draft();
            self.done(&form, &identity);
            return talk.lead_to(id);
        }
        // Where nothing can be kept it goes from here, and stands in the form until it has
        // arrived.
        spawn_local(async move {
            let answer = talk.adapter().submit(&submission).await;
            if answer.is_ok() {
                forget_draft();
            }
            if self.0.is_disposed() {
                // The reader has gone on to another story.
                return;
            }
            match answer {
                Ok(comment) if comment.state == State::Held => {
                    self.done(&form, &identity);
                    self.tell(Word::CommentHeld);
                }
                Ok(comment) => {
                    self.done(&form, &identity);
                    self.announce(self.word(Word::CommentPosted));
                    talk.close_answer();
                    talk.add(comment, true).await;
                }
                Err(SubmitError::Field(fault)) => self.fault(&form, vec![fault]),
                Err(problem) => self.show(&mut |form| {
                    form.busy = false;
                    form.problem = Some(problem);
                }),
            }
        });
    }

    /// How many seconds a comment waits: people seldom type one faster than a program.
    fn delay(self) -> u64 {
        let first = self.0.with_untracked(|form| form.first_key);
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
    fn done(self, element: &HtmlFormElement, identity: &Identity) {
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
        let adapter = self.talk().adapter();
        spawn_local(async move {
            let answer = adapter.act(&Deed::Preview(text)).await;
            if self.0.is_disposed() {
                return;
            }
            match answer {
                Ok(Outcome::Text(html)) => {
                    self.show(&mut |form| form.preview = Some(html.clone()));
                    self.announce(self.word(Word::PreviewLabel));
                }
                Ok(_) => {}
                Err(SubmitError::Field(fault)) => self.fault(&form, vec![fault]),
                Err(SubmitError::Unclear) => self.announce(self.word(Word::ActUnanswered)),
                Err(problem) => self.show(&mut |form| form.problem = Some(problem)),
            }
        });
    }
}
