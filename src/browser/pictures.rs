//! Pictures that do not arrive.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlImageElement};

/// The class of the button that asks for a picture once more.
const RETRY: &str = "picture-retry";

/// Says beside each figure's picture that fails to load that it did, with a button that asks for
/// it once more; the alternative text is shown by the browser.
pub fn watch(sentence: String, retry: String) {
    let sentences = [sentence, retry];
    let told = sentences.clone();
    super::document::on("error", move |event| {
        if let Some(image) = event.target().and_then(|target| target.dyn_into().ok()) {
            tell(&image, &told);
        }
    });
    super::document::on("click", |event| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let line = button.filter(|it| it.class_name() == RETRY).and_then(|it| it.parent_element());
        let Some(line) = line else { return };
        // The button goes: who pressed it by keyboard stays beside the picture.
        if let Some(figure) = line.parent_element().and_then(|it| it.dyn_into().ok()) {
            super::document::focus(&figure);
        }
        let shown = line.previous_element_sibling();
        // Inside `picture` it is the last.
        let image = shown.map(|it| it.last_element_child().unwrap_or(it));
        if let Some(image) = image.and_then(|it| it.dyn_into::<HtmlImageElement>().ok()) {
            line.remove();
            // The same address once more: the browser begins anew.
            image.set_src(&image.src());
        }
    });
    // Some may have failed before the app was awake to hear of it.
    let images = document().images();
    for image in (0..images.length()).filter_map(|index| images.item(index)) {
        if let Ok(image) = image.dyn_into::<HtmlImageElement>()
            && image.complete()
            && image.natural_width() == 0
            && !image.current_src().is_empty()
        {
            tell(&image, &sentences);
        }
    }
}

fn tell(image: &HtmlImageElement, [sentence, retry]: &[String; 2]) {
    let mut shown: Element = image.clone().into();
    if let Some(picture) = shown.parent_element().filter(|it| it.tag_name() == "PICTURE") {
        shown = picture;
    }
    let in_figure = shown.parent_element().is_some_and(|parent| parent.tag_name() == "FIGURE");
    let told =
        shown.next_element_sibling().is_some_and(|next| next.class_name() == "picture-missing");
    if !in_figure || told {
        return;
    }
    let make = |tag, class, text: &str| {
        let element = document().create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    if let Some((line, button)) =
        make("p", "picture-missing", &format!("{sentence} ")).zip(make("button", RETRY, retry))
    {
        let _ = line.append_child(&button);
        // The edition's own words, beside a picture of a story that may be in another language.
        super::document::in_own_language(&line);
        let tried =
            shown.parent_element().is_some_and(|it| document().active_element() == Some(it));
        // Fails only for a picture that has left the page meanwhile.
        let _ = shown.after_with_node_1(&line);
        if let Some(button) = button.dyn_ref().filter(|_| tried) {
            super::document::focus(button);
        }
    }
}
