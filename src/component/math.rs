use crate::edition::MATHML;
use crate::markup::{Element, el};

/// A formula. One on a line of its own scrolls in its own box where it is too wide.
pub(super) fn draw(tex: &str, tree: &[String], display: bool) -> Element {
    let mut here = el("math").attr("alttext", tex.to_owned());
    if display {
        here = here.attr("display", "block");
    }
    let mut around = Vec::new();
    for piece in tree {
        let rest = piece.get(1..).unwrap_or_default();
        here = match piece.as_bytes().first() {
            Some(b'<') => {
                around.push(here);
                el(known(rest))
            }
            Some(b'@') => {
                let (name, value) = rest.split_once('=').unwrap_or_default();
                here.attr(known(name), value.to_owned())
            }
            Some(b'>') => match around.pop() {
                Some(outer) => outer.child(here),
                None => here,
            },
            _ => here.text(rest.to_owned()),
        };
    }
    while let Some(outer) = around.pop() {
        here = outer.child(here);
    }
    if display { el("span").class("math").child(here) } else { here }
}

/// The name of an element or attribute; one that formulas do not have does nothing.
fn known(name: &str) -> &'static str {
    MATHML.into_iter().find(|it| *it == name).unwrap_or("mrow")
}
