use crate::markup::{Element, el};
use leptos::prelude::use_context;

/// An element's attributes: names and values.
pub type Attributes = Vec<(&'static str, String)>;

/// What stands where the part of a page ends that is painted first.
#[derive(Clone, Debug)]
pub struct Fold {
    /// The script that loads the app.
    pub loader: Attributes,
    /// The style sheet of what comes below, where the head has not linked it.
    pub style: Option<Attributes>,
}

/// Ends a part of a page with its fold: the app is loaded from here on, and here the style is
/// linked of what comes below.
///
/// A browser goes on reading a page behind such a link when the sheet has come. So what is above
/// is laid out and painted at once and alone, on a slow phone some 50 ms before all of
/// the page would be, and what is below is never seen without its style. The loader does not wait
/// for that.
///
/// It is drawn natively alone, and is the last that the part holds: the app, which knows
/// nothing of it, does not look there when it takes hold of the page.
pub fn folded(page: Element) -> Element {
    // Known when it is compiled: the app is none the larger.
    if cfg!(target_arch = "wasm32") {
        return page;
    }
    let Some(Fold { loader, style }) = use_context() else { return page };
    let element = |tag, attributes: Attributes| {
        attributes.into_iter().fold(el(tag), |element, (name, value)| element.attr(name, value))
    };
    page.child(element("script", loader)).child(style.map(|style| element("link", style)))
}
