//! The browser's way in. `wake.js` calls [`newsprint`]'s exported `wake` once the page is
//! painted, so there is nothing to do here but to link the app.

#![forbid(unsafe_code)]

use newsprint as _;

fn main() {}
