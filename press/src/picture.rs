//! Pictures: from one original to everything that a page asks for.
//!
//! A [`Darkroom`] takes a picture file, looks at it before it trusts it (`negative`), and
//! develops it: upright and in the colours of the web (`pixels`), in the widths and formats of
//! the [`Recipe`], cut for cards and for search (`frame`, `encode`), with a stand-in of a few
//! bytes. What came of it is a [`Print`]; it is kept outside the edition by the picture's
//! content and the settings, so nothing is developed twice.
//!
//! The original is published too, [`clean`] of where it was taken; a drawing in SVG is
//! written anew from what is allowed in it (`drawing`). Whatever is wrong with a file is a
//! diagnostic on that file, told once, however many stories show it.

mod bounds;
mod clean;
mod darkroom;
mod drawing;
mod encode;
mod flaw;
mod frame;
#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
mod gate;
mod gif;
mod jpeg;
mod negative;
mod pixels;
mod print;
mod recipe;
mod store;
#[cfg(test)]
mod studio;
mod tiff;
mod upright;

pub use clean::{Cleaned, clean, is_cleaned};
pub use darkroom::Darkroom;
pub use flaw::{Flaw, Remark};
pub use frame::{Focus, Ratio};
pub use print::{Crop, FOLDER, Print};
pub use recipe::Recipe;
pub(crate) use upright::size;
