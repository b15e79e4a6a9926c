//! The browser's way in. `wake.js` calls what [`wake`] exports once the page is painted, so there
//! is nothing to do at the start.

#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod wake;

/// What hands out memory, in little code. The app has one thread, and asks for no more than some
/// megabytes.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {}
