//! What stands behind the `?` of the address in the bar.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The value of a name; nothing when it is not there.
pub fn value(name: &str) -> String {
    let search = window().location().search().unwrap_or_default();
    let pairs = search.trim_start_matches('?').split('&');
    let mut found = pairs.filter_map(|pair| pair.split_once('='));
    let value = found.find(|pair| pair.0 == name).map_or("", |pair| pair.1);
    // As forms write it (WHATWG URL, section 5.1); what is no UTF-8 is taken as it stands.
    let spaced = value.replace('+', " ");
    js_sys::decode_uri_component(&spaced).map_or(spaced, Into::into)
}

/// Gives the page on screen these names and values, a line for each, and no new place in the history.
/// Nothing is done when the page on screen is not the one at this path any more.
pub fn replace(path: &str, names: &[&str], values: &str) {
    let here = window().location().pathname().unwrap_or_default();
    if js_sys::decode_uri_component(&here).map_or(here, Into::into) != path {
        return;
    }
    let mut url = path.to_owned();
    let mut before = '?';
    for (name, value) in names.iter().zip(values.lines()).filter(|pair| !pair.1.is_empty()) {
        url.push(before);
        url.push_str(name);
        url.push('=');
        url.push_str(&String::from(js_sys::encode_uri_component(value)));
        before = '&';
    }
    // Refused only when it is done hundreds of times within seconds.
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&url)));
}
