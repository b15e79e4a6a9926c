//! What waits until the page is drawn.

use leptos::prelude::{Owner, queue_microtask, request_animation_frame, set_timeout};
use leptos::task::{spawn_local, tick};
use std::time::Duration;

/// Does something when what is being drawn now is on screen; natively nothing.
///
/// It is called once, in the place in the tree in which this was: it may clean up after
/// itself when that goes. An effect that reads no signal would do the same, at two kilobytes
/// of code each.
pub fn when_drawn(work: impl FnOnce() + 'static) {
    if cfg!(target_arch = "wasm32") {
        queue(Box::new(work));
    }
}

/// The same, in a task of its own: the browser may answer the reader before. What it belongs
/// to may have gone by then.
pub fn soon_after_drawn(work: impl FnOnce() + 'static) {
    if cfg!(target_arch = "wasm32") {
        put_off(Box::new(work));
    }
}

/// Does something when what has just been changed is drawn, before it is painted.
pub fn after_drawn(work: impl FnOnce() + 'static) {
    after_tick(Box::new(work));
}

/// Does something when what has just been changed has been painted: in one frame with it, a scroll
/// would be a jump of the page.
pub fn after_painted(work: impl FnOnce() + 'static) {
    after_frames(Box::new(work));
}

fn after_frames(work: Box<dyn FnOnce()>) {
    // The first comes before the paint.
    request_animation_frame(move || request_animation_frame(work));
}

fn after_tick(work: Box<dyn FnOnce()>) {
    spawn_local(async move {
        tick().await;
        work();
    });
}

fn queue(work: Box<dyn FnOnce()>) {
    let owner = Owner::current().unwrap_or_default();
    queue_microtask(move || owner.with(work));
}

fn put_off(work: Box<dyn FnOnce()>) {
    let owner = Owner::current().unwrap_or_default();
    set_timeout(move || owner.with(work), Duration::ZERO);
}
