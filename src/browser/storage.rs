//! What the browser keeps for this edition on the reader's device (localStorage).

use crate::edition::Base;
use web_sys::Storage;

/// The browser refused: there is no room, or the reader's settings allow no storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// The name under which one thing is kept.
///
/// Editions hosted under different paths of one host keep their things apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The name of the thing of this kind that belongs to `whose`.
    pub fn new(base: &Base, kind: &str, whose: &str) -> Self {
        Self(["newsprint:", base.as_str(), ":", kind, ":", whose].concat())
    }

    /// What this name says of another, as a `storage` event gives it, where the other begins
    /// with it.
    pub fn rest_of<'a>(&self, name: &'a str) -> Option<&'a str> {
        name.strip_prefix(&self.0)
    }

    /// The name of this thing in one tab; `whose` is a line feed and the tab's number, so that it
    /// is the beginning of no other's.
    pub fn of_tab(&self, whose: &str) -> Self {
        Self([self.0.as_str(), whose].concat())
    }

    /// A name next to this one, to put something aside under.
    pub fn aside(&self, number: u8) -> Self {
        Self([self.0.as_str(), ":aside:", &number.to_string()].concat())
    }
}

/// What is kept under a name.
///
/// # Errors
/// [`Refused`] where the browser gives no access; nothing kept is no error.
pub fn read(key: &Key) -> Result<Option<String>, Refused> {
    storage()?.get_item(&key.0).map_err(|_| Refused)
}

/// Keeps a text, in place of what was there.
///
/// # Errors
/// [`Refused`] where there is no room or no access: what was there stays.
pub fn write(key: &Key, text: &str) -> Result<(), Refused> {
    storage()?.set_item(&key.0, text).map_err(|_| Refused)
}

/// What follows this name in the names under which something is kept, in no order.
///
/// # Errors
/// [`Refused`] where the browser gives no access.
pub fn names(start: &Key) -> Result<Vec<String>, Refused> {
    let storage = storage()?;
    let mut names = Vec::new();
    for index in 0..storage.length().unwrap_or(0) {
        let name = storage.key(index).ok().flatten();
        names.extend(name.and_then(|name| start.rest_of(&name).map(str::to_owned)));
    }
    Ok(names)
}

/// Keeps nothing under this name any more. Where storage is refused nothing was kept.
pub fn remove(key: &Key) {
    let _ = storage().map(|storage| storage.remove_item(&key.0));
}

/// The very access throws where it is forbidden (HTML standard, section 12.2.3).
fn storage() -> Result<Storage, Refused> {
    leptos::prelude::window().local_storage().ok().flatten().ok_or(Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_on_one_host_keep_apart() {
        let (root, paper) = (Base::new("/"), Base::new("/paper/"));
        assert_ne!(Key::new(&root, "draft", "/a/"), Key::new(&paper, "draft", "/a/"));
        assert_ne!(Key::new(&root, "draft", "/a/"), Key::new(&root, "thread", "/a/"));
        assert_ne!(Key::new(&root, "draft", "/a/"), Key::new(&root, "draft", "/a/").aside(1));
    }
}
