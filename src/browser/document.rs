//! The document: its head, its focus, its events.

use super::field::Field;
use crate::edition::{Base, Head};
use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    AbortController, AddEventListenerOptions, DomRect, Element, Event, EventTarget, FocusOptions,
    HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition, Url,
};

thread_local! {
    /// Ends every listener of the app at once. A crashed app must not swallow clicks.
    static LISTENING: Option<AbortController> = AbortController::new().ok();
}

/// Hears of an event anywhere in the document, as long as the app lives.
pub fn on(kind: &str, handler: impl Fn(Event) + 'static) {
    listen(document().as_ref(), kind, handler);
}

/// Hears of an event on a target, as long as the app lives.
pub fn listen(target: &EventTarget, kind: &str, handler: impl Fn(Event) + 'static) {
    listen_boxed(target, kind, Box::new(handler));
}

/// One function for all handlers.
fn listen_boxed(target: &EventTarget, kind: &str, handler: Box<dyn Fn(Event)>) {
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(kind != "navigate");
    LISTENING.with(|listening| {
        if let Some(listening) = listening {
            options.set_signal(&listening.signal());
        }
    });
    let closure = Closure::wrap(handler).into_js_value();
    // Adding a listener fails only for arguments of the wrong type.
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        kind,
        closure.unchecked_ref(),
        &options,
    );
}

/// Ends every listener of the app: from here on the page is an ordinary page.
pub fn stop_listening() {
    LISTENING.with(|listening| {
        if let Some(listening) = listening {
            listening.abort();
        }
    });
}

/// A link's URL, seen from the address in the bar.
pub fn resolve(href: &str) -> Option<Url> {
    let url = Url::new_with_base(href, &window().location().href().ok()?).ok()?;
    // The name and the password with which the page may have been opened are nobody else's.
    url.set_username("");
    url.set_password("");
    Some(url)
}

/// The origin of this document.
pub fn origin() -> Option<String> {
    window().location().origin().ok()
}

/// The path of a URL in plain characters, as addresses are written.
pub fn decoded_path(url: &Url) -> Option<String> {
    js_sys::decode_uri_component(&url.pathname()).ok().map(Into::into)
}

/// Makes the document say what the page on screen is: title, language and direction,
/// description, canonical link.
pub fn apply_head(head: &Head, base: &Base) {
    let document = document();
    document.set_title(&head.title);
    if let Some(html) = document.document_element() {
        set(&html, "lang", &head.language);
        set(&html, "dir", head.direction);
    }
    if let Ok(Some(meta)) = document.query_selector("meta[name=description]") {
        set(&meta, "content", &head.description);
    }
    // The canonical link keeps its host: only the path is this page's.
    if let Ok(Some(link)) = document.query_selector("link[rel=canonical]")
        && let Some(address) = &head.address
        && let Some(Ok(url)) = link.get_attribute("href").map(|href| Url::new(&href))
    {
        url.set_pathname(&base.href(address.as_str()));
        set(&link, "href", &url.href());
    }
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails only for a name that is none.
    let _ = element.set_attribute(name, value);
}

/// Puts the focus where a reader who arrived at this URL begins: at the place its fragment
/// names, else at the heading. The scroll is left alone. Whether it is the heading, which tells
/// a screen reader where they are.
pub fn focus_arrival(url: &str) -> bool {
    let heading = || document().query_selector("main h1").ok().flatten();
    let named = place(url);
    let is_heading = named.is_none();
    if let Some(element) = named.or_else(heading) {
        focus(element.unchecked_ref());
    }
    is_heading
}

/// Shows the top of the page.
pub fn to_top() {
    window().scroll_by_with_x_and_y(0.0, -1e9);
}

/// Puts the focus on a link that is clicked, as most browsers do; Safari does not.
pub fn focus_clicked(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    if let Some(link) = link {
        focus(link.unchecked_ref());
    }
}

/// The place on the page on screen that a URL's fragment names.
pub fn place(url: &str) -> Option<Element> {
    let hash = Url::new(url).ok()?.hash();
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?).ok()?;
    document().get_element_by_id(&String::from(id))
}

/// Says of an element that is put into the page by hand that it is in the edition's language.
pub fn in_own_language(element: &Element) {
    let Some(root) = document().get_element_by_id("newsprint") else { return };
    for name in ["lang", "dir"] {
        if let Some(own) = root.get_attribute(name) {
            set(element, name, &own);
        }
    }
}

/// Focuses an element, one that does not usually take the focus too, without scrolling.
pub fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        set(element, "tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Puts the focus on the element with this `id`, and brings it into view.
pub fn focus_place(id: &str) {
    let place = document().get_element_by_id(id);
    if let Some(element) = place.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
        // Firefox is content when a part of it can be seen.
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to the element with this `id`.
pub fn begin_at(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Puts the focus back on the element with this `id`, which was there before and is drawn anew.
pub fn focus_quietly(id: &str) {
    let place = document().get_element_by_id(id);
    if let Some(element) = place.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focus(&element);
    }
}

/// The same, unless the reader has put the focus elsewhere.
pub fn focus_if_lost(id: &str) {
    if nothing_focused() {
        focus_quietly(id);
    }
}

/// Puts the focus on the element with this `id`, brings it into view and marks it as the one
/// that was asked for.
pub fn arrive_at(id: &str) {
    let marked = document().query_selector("[data-arrived]").ok().flatten();
    if let Some(marked) = marked {
        let _ = marked.remove_attribute("data-arrived");
    }
    if let Some(element) = document().get_element_by_id(id) {
        set(&element, "data-arrived", "");
    }
    focus_place(id);
}

/// The URL of a place on the page with this path.
pub fn link_to(path: &str, id: &str) -> Option<String> {
    let url = resolve(path)?;
    url.set_hash(id);
    Some(url.href())
}

/// The place on the page that the address in the bar names.
pub fn fragment() -> Option<String> {
    let hash = window().location().hash().ok()?;
    js_sys::decode_uri_component(hash.strip_prefix('#')?).ok().map(Into::into)
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether the reader has not put the focus anywhere yet: it is nowhere, or on the heading
/// where a hop has put it.
pub fn nothing_focused() -> bool {
    let element = document().active_element();
    element.is_none_or(|element| matches!(element.tag_name().as_str(), "BODY" | "H1"))
}

/// Whether the focus is on the element with this `id` or in it.
pub fn focus_is_in(id: &str) -> bool {
    let place = document().get_element_by_id(id);
    place.is_some_and(|place| {
        document().active_element().is_some_and(|element| place.contains(Some(&element)))
    })
}

/// Whether some of the element with this `id` is in the window.
pub fn is_in_view(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| is_in_window(&element.get_bounding_client_rect()))
}

/// Whether some of what is in this place is in the window.
pub fn is_in_window(place: &DomRect) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    place.bottom() > 0.0 && height.is_some_and(|height| place.top() < height)
}

/// The name and the value of the button that was pressed; none where it has no value.
pub fn pressed(event: &Event) -> Option<(String, String)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("button[value]").ok()??;
    Some((button.get_attribute("name")?, button.get_attribute("value")?))
}

/// Keeps a cookie.
pub fn keep_cookie(cookie: &str) {
    // Fails only for what is no object.
    let _ = Reflect::set(&document(), &"cookie".into(), &cookie.into());
}

/// A key that was pressed for the page. While an input method composes, keys are its own: Enter
/// takes what it offers, arrows choose, Escape gives up. Safari ends the composition before it
/// tells of the key that did so; its code says that it was the method's (UI Events, section 7.3.1).
pub fn key(event: &Event) -> Option<KeyboardEvent> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let composing = key.is_composing() || key.key_code() == 229;
    (!composing).then(|| key.clone())
}

/// The name of the text area that was written in, and what stands there now.
pub fn written(event: &Event) -> Option<(String, String)> {
    let area: Field = event.target()?.unchecked_into();
    Some((area.name()?, area.value()?))
}

/// The `id` of the nearest element around the focus that a selector finds.
pub fn focused_in(selector: &str) -> Option<String> {
    Some(document().active_element()?.closest(selector).ok()??.id())
}

/// Whether this form was sent before the app was awake, which `wake.js` notes down. It is told
/// once.
pub fn was_sent_asleep(form: &str) -> bool {
    let Some(html) = document().document_element() else { return false };
    let sent = html.get_attribute("data-sent").as_deref() == Some(form);
    if sent {
        let _ = html.remove_attribute("data-sent");
    }
    sent
}

/// Whether the reader has used the alert of a failed hop last.
pub fn focus_is_in_alert() -> bool {
    document().active_element().and_then(|element| element.closest(ALERT).ok()?).is_some()
}

/// Puts the focus on the button of the alert of a failed hop.
pub fn focus_alert() {
    let button = [ALERT, " button, ", ALERT, " a"].concat();
    let button = document().query_selector(&button).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into().ok()) {
        focus(&button);
    }
}

/// The alert of a failed hop.
const ALERT: &str = ".hop-alert";
