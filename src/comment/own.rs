//! The comments that this browser may still change, where a server lets readers do so for a
//! while: kept on the device, so that it is known after a reload too.

use super::digits;
use super::model::{Comment, CommentId};
use crate::browser::storage::{self, Key};
use crate::edition::Base;

/// What may be changed under one story.
pub(super) struct Own {
    key: Key,
    /// Three numbers of each comment: its id; when it was written, in thousandths of a second
    /// after 1970 (an id alone may be another comment's by now); until when it may be changed,
    /// in seconds after 1970 by this device's clock.
    comments: Vec<u64>,
}

impl Own {
    pub(super) fn new(base: &Base, story: &str) -> Self {
        Self { key: Key::new(base, "own", story), comments: Vec::new() }
    }

    /// Notes a comment that may be changed from now on.
    pub(super) fn add(&mut self, comment: &Comment, now: f64) {
        if comment.changeable > 0 {
            let until = now as u64 + u64::from(comment.changeable);
            self.put(comment.id, &[comment.id.0, created(comment), until]);
        }
    }

    /// A comment may not be changed any more.
    pub(super) fn forget(&mut self, id: CommentId) {
        self.put(id, &[]);
    }

    /// For how many minutes a comment may still be changed; 0 when not at all.
    pub(super) fn minutes_left(&self, comment: &Comment, now: f64) -> u64 {
        let is = |own: &&[u64]| own.starts_with(&[comment.id.0, created(comment)]);
        let until = self.comments.chunks(3).find(is).and_then(|own| own.last());
        until.map_or(0, |until| until.saturating_sub(now as u64).div_ceil(60))
    }

    /// Asks the device. Where storage is refused, what is written in this document is known.
    pub(super) fn load(&mut self) {
        if let Ok(Some(text)) = storage::read(&self.key) {
            self.comments = digits::read(&text);
        }
    }

    fn put(&mut self, id: CommentId, numbers: &[u64]) {
        self.load();
        if let Some(at) = self.comments.chunks(3).position(|own| own.first() == Some(&id.0)) {
            self.comments.drain(at * 3..self.comments.len().min(at * 3 + 3));
        }
        self.comments.extend(numbers);
        // Not keeping it costs only the buttons after a reload.
        let _ = storage::write(&self.key, &digits::write(&self.comments));
    }
}

fn created(comment: &Comment) -> u64 {
    (comment.created * 1000.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_can_be_changed_while_its_time_lasts() {
        let comment =
            Comment { id: CommentId(7), created: 5.5, changeable: 900, ..Comment::default() };
        let mut own = Own::new(&Base::new("/"), "/a/");
        own.comments = vec![6, 5500, 2000, 7, 5500, 1900];
        assert_eq!(own.minutes_left(&comment, 1000.0), 15);
        assert_eq!(own.minutes_left(&comment, 1841.0), 1);
        assert_eq!(own.minutes_left(&comment, 1900.0), 0);
        // Another comment has got its number.
        assert_eq!(own.minutes_left(&Comment { created: 6.0, ..comment }, 1000.0), 0);
    }
}
