//! The entries on the device, each under a name of its own.

use super::desk;
use super::entry::Entry;
use crate::browser::storage::{self, Key, Refused};
use crate::browser::tab;
use crate::comment::made_for::TAKES_TWICE;
use crate::comment::model::CommentId;

fn key(id: &str) -> Option<Key> {
    Some(Key::new(&desk::edition()?.base, "outbox", id))
}

/// The entry that a name in storage is of, as a `storage` event gives it.
pub(super) fn id_of(name: &str) -> Option<CommentId> {
    key("")?.rest_of(name)?.parse().ok().map(CommentId)
}

/// What no other entry of this device is called. In the order of these numbers entries are in
/// the order in which they were written.
pub(super) fn fresh_id() -> CommentId {
    CommentId(tab::fresh())
}

/// All entries that this build can read, oldest first. None where storage is refused.
pub(super) fn all() -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    let names = key("").and_then(|start| storage::names(&start).ok()).unwrap_or_default();
    for entry in names.iter().filter_map(|id| read(CommentId(id.parse().ok()?))) {
        let at = all.iter().position(|other| other.id.0 > entry.id.0).unwrap_or(all.len());
        all.insert(at, entry);
    }
    all
}

pub(super) fn read(id: CommentId) -> Option<Entry> {
    Entry::parse(id, &storage::read(&key(&id.text())?).ok()??)
}

pub(super) fn write(entry: &Entry) -> Result<(), Refused> {
    storage::write(&key(&entry.id.text()).ok_or(Refused)?, &entry.write())
}

/// Notes that the newsroom looks at comments first, which a server that takes twice what comes
/// twice tells only of a comment that it has taken.
pub(in crate::comment) fn note_held() {
    if TAKES_TWICE && let Some(key) = held_key() {
        // Not keeping it costs a question less.
        let _ = storage::write(&key, "1");
    }
}

/// Whether a comment has ever been held that this device sent, so that one that is not there
/// may be held, too.
pub(in crate::comment) fn has_held() -> bool {
    TAKES_TWICE && held_key().is_some_and(|key| matches!(storage::read(&key), Ok(Some(_))))
}

fn held_key() -> Option<Key> {
    Some(Key::new(&desk::edition()?.base, "held", ""))
}

pub(super) fn remove(id: CommentId) {
    if let Some(key) = key(&id.text()) {
        storage::remove(&key);
    }
}
