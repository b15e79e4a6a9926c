//! Who writes: kept on the device when the reader asks for it.

use super::model::Submission;
use crate::browser::storage::{self, Key, Refused};
use crate::edition::{Base, Fields, FromJson, Value, object, quoted};
use std::cell::RefCell;

/// Name, e-mail address and website as the reader gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) website: String,
}

thread_local! {
    /// What stood in the fields last. It lives as long as the document, so that a hop to
    /// another story and back does not lose it; on the device it is kept only when asked.
    static TYPED: RefCell<Identity> = RefCell::default();
}

impl FromJson for Identity {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        let mut text = |name| fields.maybe(name).unwrap_or_default();
        Self { name: text("name"), email: text("email"), website: text("website") }
    }
}

impl Identity {
    /// Who has been remembered on this device.
    pub(super) fn remembered(base: &Base) -> Option<Self> {
        let text = storage::read(&key(base)).ok()??;
        Self::from_json(Value::parse(&text)?)
    }

    /// Who has been typed into this document's forms.
    pub(super) fn typed() -> Self {
        TYPED.with_borrow(Clone::clone)
    }

    /// Notes who stands in the fields.
    pub(super) fn note(&self) {
        TYPED.with_borrow_mut(|typed| typed.clone_from(self));
    }

    /// Remembers on this device.
    pub(super) fn remember(&self, base: &Base) -> Result<(), Refused> {
        let texts = [("name", &self.name), ("email", &self.email), ("website", &self.website)];
        let text = object(&texts.map(|(name, text)| (name, quoted(text))));
        storage::write(&key(base), &text)
    }

    /// Forgets whoever has been remembered.
    pub(super) fn forget(base: &Base) {
        storage::remove(&key(base));
    }
}

impl From<&Submission> for Identity {
    fn from(submission: &Submission) -> Self {
        Self {
            name: submission.name.clone(),
            email: submission.email.clone(),
            website: submission.website.clone(),
        }
    }
}

fn key(base: &Base) -> Key {
    Key::new(base, "identity", "")
}
