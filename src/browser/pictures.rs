//! Pictures that do not arrive.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlImageElement};

/// Says beside each figure's picture that fails to load that it did; the alternative text is
/// shown by the browser.
pub fn watch(sentence: String) {
    let told = sentence.clone();
    super::document::on("error", move |event| {
        if let Some(image) = event.target().and_then(|target| target.dyn_into().ok()) {
            tell(&image, &told);
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
            tell(&image, &sentence);
        }
    }
}

fn tell(image: &HtmlImageElement, sentence: &str) {
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
    let line: Option<Element> = document().create_element("p").ok();
    if let Some(line) = line {
        line.set_class_name("picture-missing");
        line.set_text_content(Some(sentence));
        // Fails only for a picture that has left the page meanwhile.
        let _ = shown.after_with_node_1(&line);
    }
}
