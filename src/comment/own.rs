//! The comments that this browser may still change, where a server lets readers do so for a
//! while: kept on the device, so that it is known after a reload too.

use super::model::{Comment, CommentId};
use crate::browser::storage::{self, Key};
use crate::edition::{Base, FromJson};

/// What may be changed under one story.
pub(super) struct Own {
    key: Key,
    /// Of each comment its id, when it was written (an id alone may be another comment's by
    /// now), in thousandths of a second after 1970, and until when it may be changed, in seconds
    /// after 1970 by this device's clock. Read from the device when it is first asked for.
    comments: Option<Vec<Vec<u64>>>,
}

impl Own {
    pub(super) fn new(base: &Base, story: &str) -> Self {
        Self { key: Key::new(base, "own", story), comments: None }
    }

    /// Notes a comment that may be changed from now on.
    pub(super) fn add(&mut self, comment: &Comment, now: f64) {
        if comment.changeable > 0 {
            self.change(comment.id, |own| {
                let until = now as u64 + u64::from(comment.changeable);
                own.push(vec![comment.id.0, created(comment), until]);
            });
        }
    }

    /// A comment may not be changed any more.
    pub(super) fn forget(&mut self, id: CommentId) {
        self.change(id, |_| {});
    }

    /// For how many minutes a comment may still be changed; 0 when not at all.
    pub(super) fn minutes_left(&self, comment: &Comment, now: f64) -> u64 {
        let is = |own: &&Vec<u64>| own.starts_with(&[comment.id.0, created(comment)]);
        let own = self.comments.iter().flatten().find(is);
        let until = own.and_then(|own| own.get(2)).copied().unwrap_or_default();
        until.saturating_sub(now as u64).div_ceil(60)
    }

    /// Asks the device, once. Where storage is refused, what is written in this document is
    /// known.
    pub(super) fn load(&mut self) -> &mut Vec<Vec<u64>> {
        self.comments.get_or_insert_with(|| {
            let text = storage::read(&self.key).ok().flatten();
            let json = text.and_then(|text| serde_json::from_str(&text).ok());
            json.and_then(Vec::from_json).unwrap_or_default()
        })
    }

    /// Takes a comment out, puts others in, and keeps what is there then.
    fn change(&mut self, id: CommentId, put: impl FnOnce(&mut Vec<Vec<u64>>)) {
        let own = self.load();
        own.retain(|own| own.first() != Some(&id.0));
        put(own);
        // Not keeping it costs only the buttons after a reload.
        match serde_json::to_string(own) {
            Ok(text) if !own.is_empty() => drop(storage::write(&self.key, &text)),
            _ => storage::remove(&self.key),
        }
    }
}

fn created(comment: &Comment) -> u64 {
    (comment.created * 1000.0) as u64
}
