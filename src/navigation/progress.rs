use super::Navigation;
use crate::markup::{Element, el};

/// A thin line while a hop is under way. The style sheet shows it only when the hop lasts;
/// screen readers have `aria-busy` on the page instead.
pub fn progress(navigation: Navigation) -> Element {
    let class = move || if navigation.busy() { "progress progress-on" } else { "progress" };
    el("div").attr("aria-hidden", "true").attr_live("class", move || Some(class().into()))
}
