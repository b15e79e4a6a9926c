//! The entries on the device, each under a name of its own.

use super::entry::Entry;
use crate::browser::storage::{self, Key, Refused};
use crate::comment::sorted::sorted;
use crate::edition::Base;
use js_sys::{Date, Math};

/// The names of all entries begin like this.
pub(super) fn start(base: &Base) -> Key {
    Key::new(base, "outbox", "")
}

fn key(base: &Base, id: &str) -> Key {
    Key::new(base, "outbox", id)
}

/// What no other entry of this device is called. In the order of their names entries are in
/// the order in which they were written.
pub(super) fn fresh_id() -> String {
    let number = |number: f64| (number as u64).to_string();
    [number(Date::now()), number(1e6 + Math::random() * 9e6)].join("-")
}

/// All entries that this build can read, oldest first. None where storage is refused.
pub(super) fn all(base: &Base) -> Vec<Entry> {
    let ids = storage::names(&start(base)).unwrap_or_default();
    let order = sorted(ids.len(), &|one, other| ids[one] < ids[other]);
    order.into_iter().filter_map(|index| read(base, &ids[index])).collect()
}

pub(super) fn read(base: &Base, id: &str) -> Option<Entry> {
    Entry::parse(id, &storage::read(&key(base, id)).ok()??)
}

pub(super) fn write(base: &Base, entry: &Entry) -> Result<(), Refused> {
    storage::write(&key(base, &entry.id), &entry.write())
}

pub(super) fn remove(base: &Base, id: &str) {
    storage::remove(&key(base, id));
}
