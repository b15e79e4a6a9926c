use super::menu::menu;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, el};

/// The contentinfo: the plain pages and the newsroom's own line.
pub fn footer() -> Element {
    let edition = Edition::current();
    let line = edition.site.brand.footer.clone();
    el("footer")
        .class("footer")
        .child(menu(&edition.site.footer_menu, "footer-menu", Word::FooterMenu))
        .child(line.map(|line| el("p").class("footer-line").text(line)))
}
