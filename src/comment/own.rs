//! The comments that this browser may still change, where a server lets readers do so for a
//! while: kept on the device, so that it is known after a reload too.

use super::model::{Comment, CommentId};
use crate::browser::storage::{self, Key};
use crate::edition::{Base, Fields, FromJson};
use serde::Serialize;
use serde_json::Value;

/// What may be changed under one story.
pub(super) struct Own {
    key: Key,
    /// Read from the device when it is first asked for.
    comments: Option<Vec<OwnComment>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct OwnComment {
    id: u64,
    /// An id alone may be another comment's by now: the thousandths of a second after 1970.
    created: u64,
    /// Until when, in seconds after 1970 by this device's clock.
    until: u64,
}

impl FromJson for OwnComment {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        let mut number = |name| fields.get(name);
        Self { id: number("id"), created: number("created"), until: number("until") }
    }
}

impl Own {
    pub(super) fn new(base: &Base, story: &str) -> Self {
        Self { key: Key::new(base, "own", story), comments: None }
    }

    /// Notes a comment that may be changed from now on.
    pub(super) fn add(&mut self, comment: &Comment, now: f64) {
        if comment.changeable > 0 {
            self.forget(comment.id);
            self.load().push(OwnComment {
                id: comment.id.0,
                created: created(comment),
                until: now as u64 + u64::from(comment.changeable),
            });
            self.keep();
        }
    }

    /// A comment may not be changed any more.
    pub(super) fn forget(&mut self, id: CommentId) {
        self.load().retain(|own| own.id != id.0);
        self.keep();
    }

    /// For how many minutes a comment may still be changed; 0 when not at all.
    pub(super) fn minutes_left(&self, comment: &Comment, now: f64) -> u64 {
        let of_it = |own: &&OwnComment| own.id == comment.id.0 && own.created == created(comment);
        let until = self.comments.iter().flatten().find(of_it).map_or(0, |own| own.until);
        until.saturating_sub(now as u64).div_ceil(60)
    }

    /// Asks the device, once. Where storage is refused, what is written in this document is
    /// known.
    pub(super) fn load(&mut self) -> &mut Vec<OwnComment> {
        self.comments.get_or_insert_with(|| {
            let text = storage::read(&self.key).ok().flatten();
            let json = text.and_then(|text| serde_json::from_str(&text).ok());
            json.and_then(Vec::from_json).unwrap_or_default()
        })
    }

    fn keep(&mut self) {
        let own = self.load();
        let text = if own.is_empty() { None } else { serde_json::to_string(own).ok() };
        match text {
            // Not keeping it costs only the buttons after a reload.
            Some(text) => drop(storage::write(&self.key, &text)),
            None => storage::remove(&self.key),
        }
    }
}

fn created(comment: &Comment) -> u64 {
    (comment.created * 1000.0) as u64
}
