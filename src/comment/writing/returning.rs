//! What comes back from the outbox.

use super::Writing;
use crate::browser::drawn::after_painted;
use crate::browser::{document, field, still};
use crate::comment::draft;
use crate::comment::error::{Error, Field};
use crate::comment::model::{CommentId, Submission};
use crate::comment::outbox;

impl Writing {
    /// From now on texts can come back, and one that has waited for the form does.
    pub(super) fn join_outbox(self) {
        let talk = self.talk();
        if !talk.can().is_shared() {
            return;
        }
        outbox::open(self);
        let parent = self.get(|form| form.parent);
        let Some(entry) = outbox::for_form(&talk.thread_of().key, parent, self.is_empty()) else {
            return;
        };
        if self.take_back(&entry.submission, entry.refusal(), false) {
            outbox::went_back(&entry);
        }
    }

    /// Whether it is the form for answers to that comment, or the one for the story.
    pub(in crate::comment) fn is_for(self, story: &str, parent: Option<CommentId>) -> bool {
        self.get(|form| form.talk.is_of(story) && form.parent == parent)
    }

    /// Whether the reader has stayed in it without writing anything.
    pub(in crate::comment) fn is_idle(self) -> bool {
        self.is_empty() && self.form().is_some_and(|form| document::focus_is_in(&form.id()))
    }

    /// Puts a text back, after what stands there, with what is wrong with it. Whether it is
    /// kept as the form's draft now.
    pub(in crate::comment) fn take_back(
        self,
        written: &Submission,
        refusal: Option<Error>,
        focus: bool,
    ) -> bool {
        let Some(form) = self.form() else { return false };
        let text = Field::Text.name();
        if let Some(missing) = draft::missing(&field::value(&form, text), &written.text) {
            field::append(&form, text, &missing);
        }
        for (field, value) in [
            (Field::Name, &written.name),
            (Field::Email, &written.email),
            (Field::Website, &written.website),
        ] {
            if !value.is_empty() {
                field::set_value(&form, field.name(), value);
            }
        }
        self.read(&form);
        let kept = self.keep();
        let place = match refusal {
            Some(Error::Field(fault)) => {
                // The sentence pushes nothing away that the reader is looking at.
                let below = ["#", &form.id(), below(fault.field())].concat();
                still::around(&below, &mut || self.mark(vec![fault]));
                fault.field()
            }
            problem => {
                self.show(&mut |form| form.problem = problem);
                Field::Text
            }
        };
        if focus {
            after_painted(move || field::focus(&form, place.name()));
        }
        kept
    }
}

/// What comes below a field in the form.
fn below(field: Field) -> &'static str {
    match field {
        Field::Text => " .comment-form-who",
        Field::Name => " .field-email",
        Field::Email => " .field-website",
        Field::Website => " .comment-form-remember",
    }
}
