//! The browser's way in. `wake.js` calls what [`wake`] exports once the page is painted, so there
//! is nothing to do at the start.

#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod wake;

fn main() {}
