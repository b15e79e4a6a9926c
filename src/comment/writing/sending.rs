//! A comment on its way.

use super::{REMEMBER, Writing};
use crate::browser::field;
use crate::comment::error::{Fault, Field, SubmitError};
use crate::comment::identity::Identity;
use crate::comment::model::{Deed, Outcome, State};
use crate::comment::validate::check;
use crate::edition::Word;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlFormElement;

impl Writing {
    /// Sends the comment, if it is fit to be sent and none is on its way.
    pub(in crate::comment) fn submit(self) {
        let Some(form) = self.form().filter(|_| !untrack(|| self.is_busy())) else {
            return;
        };
        let talk = self.talk();
        if talk.closes_now() {
            return self.announce(self.word(Word::ErrorClosed));
        }
        let submission = match check(self.read(&form), untrack(|| talk.capabilities())) {
            Ok(submission) => submission,
            Err(faults) => return self.fault(&form, faults),
        };
        // Until it has arrived, what is written is kept.
        self.keep();
        self.show(&mut |form| {
            form.problem = None;
            form.faults = Vec::new();
            form.busy = true;
        });
        let identity = Identity::from(&submission);
        let forget_draft = self.0.with_untracked(|form| form.draft.removal());
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
                    talk.add(comment).await;
                }
                Err(SubmitError::Field(fault)) => self.fault(&form, vec![fault]),
                Err(problem) => self.show(&mut |form| {
                    form.busy = false;
                    form.problem = Some(problem);
                }),
            }
        });
    }

    /// The comment has arrived: the form is empty again.
    fn done(self, form: &HtmlFormElement, identity: &Identity) {
        field::set_value(form, Field::Text.name(), "");
        let ticked = field::is_ticked(form, REMEMBER);
        self.show(&mut |form| {
            form.busy = false;
            form.note = None;
            form.left = None;
            form.preview = None;
            form.draft.clear();
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
