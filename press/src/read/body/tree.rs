//! The tree that a text becomes before it becomes blocks.
//!
//! Markdown and the HTML inside it end in one tree of HTML elements, built by html5ever's
//! tree builder: so both nest as a browser would nest them, and whatever is made of it, no
//! browser will repair. Only elements and attributes that were let through on purpose get
//! here (see the module `html`). Every node remembers which bytes of the file it comes from.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::ops::Range;

/// A node's place in the tree.
pub(super) type Id = usize;

/// The top of the tree.
pub(super) const TOP: Id = 0;

/// A finished tree.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    /// Of an element; a text has the top's.
    name: QualName,
    data: Data,
    parent: Option<Id>,
    children: Vec<Id>,
    span: Range<usize>,
}

enum Data {
    Element(Vec<Attribute>),
    Text(String),
}

impl Tree {
    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The node that a node stands in.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// The bytes of the file that a node comes from; a text may begin there and go on.
    pub(super) fn span(&self, id: Id) -> Range<usize> {
        self.nodes[id].span.clone()
    }

    /// An element's name.
    pub(super) fn name(&self, id: Id) -> Option<&LocalName> {
        match &self.nodes[id].data {
            Data::Element(_) => Some(&self.nodes[id].name.local),
            Data::Text(_) => None,
        }
    }

    /// A text's characters.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element(_) => None,
            Data::Text(text) => Some(text),
        }
    }

    pub(super) fn attribute(&self, id: Id, name: &LocalName) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element(attributes) => attributes
                .iter()
                .find(|attribute| attribute.name.local == *name)
                .map(|attribute| &*attribute.value),
            Data::Text(_) => None,
        }
    }

    /// All nodes below a node in the order of the text, without recursion: a tree may be
    /// deeper than the stack.
    pub(super) fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut stack: Vec<Id> = self.children(id).iter().rev().copied().collect();
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(self.children(next).iter().rev());
            Some(next)
        })
    }
}

/// A tree while html5ever builds it.
pub(super) struct Growing {
    nodes: RefCell<Vec<Node>>,
    /// Where what is being added comes from. html5ever passes the number of a line on; here
    /// that number is a place in this list.
    spans: RefCell<Vec<Range<usize>>>,
    current: Cell<usize>,
}

impl Growing {
    pub(super) fn new() -> Self {
        let growing = Self {
            nodes: RefCell::default(),
            // html5ever says nothing of a change to 1, where it begins.
            spans: RefCell::new(vec![Range::default(); 2]),
            current: Cell::new(0),
        };
        growing.push(top_name(), Data::Element(Vec::new()));
        growing
    }

    /// A number for the place of what is added next.
    pub(super) fn mark(&self, span: Range<usize>) -> u64 {
        let mut spans = self.spans.borrow_mut();
        spans.push(span);
        spans.len() as u64 - 1
    }

    fn push(&self, name: QualName, data: Data) -> Id {
        let span = self.spans.borrow().get(self.current.get()).cloned().unwrap_or_default();
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { name, data, parent: None, children: Vec::new(), span });
        nodes.len() - 1
    }

    /// Puts a child among a parent's children; text joins the text before it.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.remove_from_parent(&child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).and_then(|at| nodes[parent].children.get(at));
                if let Some(before) = before.copied()
                    && let Data::Text(so_far) = &mut nodes[before].data
                {
                    so_far.push_str(&text);
                    return;
                }
                drop(nodes);
                self.push(top_name(), Data::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
    }
}

impl TreeSink for Growing {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        TOP
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Self::ElemName<'a> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.push(name, Data::Element(attrs))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.push(top_name(), Data::Text(String::new()))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.push(top_name(), Data::Text(String::new()))
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let at = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, at, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.remove_from_parent(child);
        }
        let nodes = self.nodes.borrow();
        let Some(parent) = nodes[*sibling].parent else { return };
        let at = nodes[parent].children.iter().position(|child| child == sibling);
        drop(nodes);
        self.insert(parent, at.unwrap_or(0), child);
    }

    fn add_attrs_if_missing(&self, _target: &Id, _attrs: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[*target].parent.take() {
            nodes[parent].children.retain(|child| child != target);
        }
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }

    fn set_current_line(&self, line: u64) {
        self.current.set(usize::try_from(line).unwrap_or_default());
    }
}

fn top_name() -> QualName {
    QualName::new(None, ns!(html), local_name!("html"))
}
