//! Nothing that is written gets lost.

use super::{REMEMBER, Writing};
use crate::browser::storage::Key;
use crate::browser::{document, field, held};
use crate::comment::draft;
use crate::comment::error::Field;
use crate::comment::identity::Identity;
use crate::comment::made_for::SHARED;
use crate::comment::model::Submission;
use crate::comment::outbox;
use crate::edition::Word;
use leptos::prelude::*;
use std::time::Duration;
use web_sys::HtmlFormElement;

/// How soon after a key a draft is kept.
const SOON: Duration = Duration::from_millis(300);

impl Writing {
    /// Takes the form over: what stands in it stays, and what was kept is put where nothing
    /// stands. To be called when the form is on screen.
    pub(in crate::comment) fn begin(self) {
        let Some(form) = self.form() else {
            return;
        };
        if self.get(|form| form.parent.is_some()) {
            field::focus(&form, Field::Text.name());
        }
        self.when_adopted(move || {
            if let Some(form) = self.form() {
                self.take_over(&form, false);
                self.join_outbox();
            }
        });
        // The page may be gone without another word: closed, discarded, left for good.
        for kind in ["pagehide", "visibilitychange"] {
            held::on_window(kind, Box::new(move || _ = self.keep()));
        }
    }

    /// Goes on when this tab has its draft, if there is one.
    pub(super) fn when_adopted(self, then: impl FnOnce() + 'static) {
        if let Some(name) = self.draft_name() {
            draft::adopt(name, Box::new(then));
        }
    }

    pub(super) fn draft_name(self) -> Option<Key> {
        self.get(|form| Some(form.draft.name.clone()))
    }

    /// Puts back what had been set aside, when the form is empty.
    pub(super) fn put_back_older(self) {
        let mut has_older = false;
        self.note_down(&mut |form| has_older = std::mem::take(&mut form.draft.has_older));
        if has_older {
            self.when_adopted(move || {
                if let Some(form) = self.form() {
                    self.put_back_draft(&form, false);
                }
            });
        }
    }

    /// The form goes: its draft is kept.
    pub(in crate::comment) fn end(self) {
        if SHARED {
            outbox::close(self);
        }
        self.note_down(&mut |form| {
            let _ = form.draft.keep();
            for timer in [form.keep.take(), form.pause.take()].into_iter().flatten() {
                timer.clear();
            }
        });
    }

    /// Puts back what was kept, once: a form may be sent before it has begun.
    pub(super) fn take_over(self, form: &HtmlFormElement, sending: bool) {
        let mut begun = false;
        self.note_down(&mut |form| begun = std::mem::replace(&mut form.begun, true));
        if !begun {
            let asleep = document::was_sent_asleep(&form.id());
            // Before the app was there, too, it was typed.
            let typed = Field::ALL.map(|it| !field::value(form, it.name()).is_empty());
            self.note_down(&mut |form| form.touched = typed);
            self.put_back_draft(form, sending || asleep);
            self.put_back_identity(form);
            self.keep_soon();
        }
        self.read(form);
    }

    fn put_back_draft(self, form: &HtmlFormElement, sending: bool) {
        let text = Field::Text.name();
        let typed = field::value(form, text);
        if sending {
            // What stands there is sent, and nothing else with it.
            return self.note_down(&mut |form| form.draft.set_aside());
        }
        let mut kept = Submission::default();
        self.note_down(&mut |form| kept = form.draft.take_up());
        if let Some(missing) = draft::missing(&typed, &kept.text) {
            if typed.is_empty() {
                field::set_value(form, text, &missing);
            } else {
                field::append(form, text, &missing);
            }
            put_back_who(form, &Identity::from(&kept));
            self.tell(Word::DraftRestored);
        }
    }

    fn put_back_identity(self, form: &HtmlFormElement) {
        let remembered = self.get(|it| Identity::remembered(&it.edition.base));
        if remembered.is_some() {
            field::tick(form, REMEMBER);
        }
        // Ticked before the app woke.
        let asked = remembered.is_none() && field::is_ticked(form, REMEMBER);
        let known = remembered.unwrap_or_else(Identity::typed);
        if !put_back_who(form, &known) && asked {
            self.remember(&self.read(form));
        }
    }

    /// Keeps the draft soon, once for many keys.
    pub(super) fn keep_soon(self) {
        self.note_down(&mut |form| {
            if form.keep.is_none() {
                form.keep = set_timeout_with_handle(move || _ = self.keep(), SOON).ok();
            }
        });
    }

    /// Keeps the draft now, if the browser lets it.
    pub(super) fn keep(self) -> bool {
        let mut refused = false;
        self.note_down(&mut |form| {
            if let Some(timer) = form.keep.take() {
                timer.clear();
            }
            refused = form.draft.keep().is_err();
        });
        if refused {
            self.tell(Word::DraftNotKept);
        }
        !refused
    }

    /// Says something about the draft, once.
    pub(super) fn tell(self, note: Word) {
        if self.get(|form| form.note) != Some(note) {
            self.show(&mut |form| form.note = Some(note));
            self.announce(self.word(note));
        }
    }

    /// The box was ticked or unticked: unticking forgets at once.
    pub(super) fn remember_or_forget(self, element: &HtmlFormElement, written: &Submission) {
        if field::is_ticked(element, REMEMBER) {
            self.remember(written);
        } else {
            self.see(&mut |form| Identity::forget(&form.edition.base));
        }
    }

    /// Remembers who has written this.
    pub(super) fn remember(self, written: &Submission) {
        let identity = Identity::from(written);
        if self.get(|form| identity.remember(&form.edition.base).is_err()) {
            self.tell(Word::DraftNotKept);
        }
    }
}

/// Puts in who writes, where nobody stands. All or nothing: half of one person and half of
/// another is nobody.
fn put_back_who(form: &HtmlFormElement, who: &Identity) -> bool {
    let fields =
        [(Field::Name, &who.name), (Field::Email, &who.email), (Field::Website, &who.website)];
    let empty = fields.iter().all(|(field, _)| field::value(form, field.name()).is_empty());
    if empty {
        for (field, value) in fields {
            field::set_value(form, field.name(), value);
        }
    }
    empty
}
