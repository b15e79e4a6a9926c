//! The comments that this browser may still change, where a server lets readers do so for a
//! while: kept on the device, so that it is known after a reload too.

use super::model::{Comment, CommentId};
use crate::browser::storage::{self, Key};
use crate::edition::{Base, Fields, FromJson, Timestamp};
use serde::Serialize;
use serde_json::Value;

/// What may be changed under one story.
pub(super) struct Own {
    key: Key,
    /// Read from the device when it is first asked for.
    comments: Option<Vec<OwnComment>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct OwnComment {
    id: String,
    /// An id alone may be another comment's by now.
    created: Timestamp,
    /// Until when, in seconds after 1970 by this device's clock.
    until: u64,
}

impl FromJson for OwnComment {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self { id: fields.get("id"), created: fields.get("created"), until: fields.get("until") }
    }
}

impl Own {
    pub(super) fn new(base: &Base, story: &str) -> Self {
        Self { key: Key::new(base, "own", story), comments: None }
    }

    /// Notes a comment that may be changed from now on.
    pub(super) fn add(&mut self, comment: &Comment, now: f64) {
        let Some(seconds) = comment.changeable else { return };
        self.forget(&comment.id);
        self.read().push(OwnComment {
            id: comment.id.as_str().into(),
            created: comment.created.clone(),
            until: now as u64 + u64::from(seconds),
        });
        self.keep();
    }

    /// A comment may not be changed any more.
    pub(super) fn forget(&mut self, id: &CommentId) {
        self.read().retain(|own| own.id != id.as_str());
        self.keep();
    }

    /// How long a comment may still be changed.
    pub(super) fn seconds_left(&self, comment: &Comment, now: f64) -> Option<f64> {
        let of_it =
            |own: &&OwnComment| own.id == comment.id.as_str() && own.created == comment.created;
        let own = self.comments.as_ref()?.iter().find(of_it)?;
        Some(own.until as f64 - now).filter(|left| *left > 0.0)
    }

    /// What may still be changed; what is over is forgotten.
    pub(super) fn ids(&self, now: f64) -> Vec<CommentId> {
        let still = |own: &&OwnComment| own.until as f64 > now;
        let own = self.comments.iter().flatten().filter(still);
        own.map(|own| CommentId::new(own.id.as_str())).collect()
    }

    /// Asks the device. Where storage is refused, what is written in this document is known.
    pub(super) fn load(&mut self) {
        self.read();
    }

    fn read(&mut self) -> &mut Vec<OwnComment> {
        if self.comments.is_none() {
            let text = storage::read(&self.key).ok().flatten();
            let json = text.and_then(|text| serde_json::from_str(&text).ok());
            self.comments = Some(json.and_then(Vec::from_json).unwrap_or_default());
        }
        self.comments.get_or_insert_default()
    }

    fn keep(&mut self) {
        let own = self.read();
        let text = if own.is_empty() { None } else { serde_json::to_string(own).ok() };
        match text {
            // Not keeping it costs only the buttons after a reload.
            Some(text) => drop(storage::write(&self.key, &text)),
            None => storage::remove(&self.key),
        }
    }
}
