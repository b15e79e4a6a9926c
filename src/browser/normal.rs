//! Letters in their plainest form.

use js_sys::JsString;

/// A word decomposed (Unicode's NFKD) and in small letters, as press makes it.
pub fn normal(word: &str) -> String {
    JsString::from(word).normalize("NFKD").to_lower_case().into()
}
