//! Markup as a Leptos view.

use super::Element;
use super::live::Kept;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState};
use wasm_bindgen::JsCast;
use web_sys::Node;

/// An element on screen.
pub struct ElementState {
    element: web_sys::Element,
    _kept: Kept,
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        let mut kept = Kept::new();
        let element = self.create(&mut kept);
        ElementState { element, _kept: kept }
    }

    /// Markup stands still: what is drawn anew replaces what was there.
    fn rebuild(self, state: &mut ElementState) {
        let new = self.build();
        let _ = state.element.replace_with_with_node_1(&new.element);
        *state = new;
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Element {
    type Output<NewAttribute: Attribute> = Self;

    /// Nothing is spread onto markup from outside.
    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    /// Of a page, about: a text that grows is copied again and again.
    fn html_len(&self) -> usize {
        16 * 1024
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra: Vec<AnyAttribute>,
    ) {
        self.write(html);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        cursor: &Cursor,
        position: &PositionState,
    ) -> ElementState {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        let element: web_sys::Element = cursor.current().unchecked_into();
        let mut kept = Kept::new();
        self.take_hold(&element, &mut kept);
        cursor.set(element.clone().into());
        position.set(Position::NextChild);
        ElementState { element, _kept: kept }
    }

    fn into_owned(self) -> Self {
        self
    }
}
