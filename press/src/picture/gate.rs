//! How many pictures may be in memory at once.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many bytes of decoded pictures are held at once, about.
const ROOM: u64 = 640_000_000;

/// Lets pictures in as long as there is room for their pixels. One that needs all the room,
/// and more, goes in alone.
#[derive(Debug, Default)]
pub(super) struct Gate {
    taken: Mutex<u64>,
    left: Condvar,
}

/// A place behind the gate; it is given back when dropped.
pub(super) struct Place<'g> {
    gate: &'g Gate,
    bytes: u64,
}

impl Gate {
    /// Waits until there is room for so many bytes.
    pub(super) fn enter(&self, bytes: u64) -> Place<'_> {
        let bytes = bytes.min(ROOM);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self
            .left
            .wait_while(taken, |taken| *taken + bytes > ROOM)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += bytes;
        Place { gate: self, bytes }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.gate.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn there_are_never_more_bytes_than_room() {
        let (gate, inside, most) = (Gate::default(), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for turn in 0..8 {
                let (gate, inside, most) = (&gate, &inside, &most);
                scope.spawn(move || {
                    for step in 0..50 {
                        let bytes = ROOM / (1 + (turn + step) % 4);
                        let _place = gate.enter(bytes * 2);
                        let bytes = (bytes * 2).min(ROOM);
                        let now = inside.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        inside.fetch_sub(bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= ROOM);
    }
}
