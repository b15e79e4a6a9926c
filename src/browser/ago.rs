//! Moments seen from now, in the words of the edition's language: the browser knows them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Seconds in each unit, and up to how many of them it is used.
const UNITS: [(&str, f64, f64); 4] =
    [("second", 1.0, 60.0), ("minute", 60.0, 60.0), ("hour", 3600.0, 24.0), ("day", 86_400.0, 7.0)];

/// How long ago a moment was, in seconds after 1970 (UTC): "5 minutes ago". `None` for one that is more than a week past,
/// one to come, and one that cannot be read: those are better told as they are.
pub fn since(moment: f64, language: &str) -> Option<String> {
    let seconds = Date::now() / 1000.0 - moment;
    // The clock of the server may be a little ahead. What is no number is not in the range.
    if !(-60.0..604_800.0).contains(&seconds) {
        return None;
    }
    let (unit, size, _) = UNITS.into_iter().find(|(_, size, most)| seconds < size * most)?;
    let options = Object::new();
    Reflect::set(&options, &"numeric".into(), &"auto".into()).ok()?;
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&language.into()), &options);
    // Below a minute: "now".
    let number = if unit == "second" { 0.0 } else { -(seconds / size).floor() };
    Some(format.format(number, unit).into())
}

/// Tells the times of comments anew. One that has become a week old keeps its last words until
/// it is drawn again.
pub fn refresh(language: &str) {
    let Ok(times) = document().query_selector_all(".comment-time time") else { return };
    for index in 0..times.length() {
        if let Some(time) = times.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok())
            && let Some(moment) = time.get_attribute("datetime")
            && let Some(text) = since(Date::parse(&moment) / 1000.0, language)
            && time.text_content().as_deref() != Some(&text)
        {
            time.set_text_content(Some(&text));
        }
    }
}
