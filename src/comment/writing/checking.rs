//! What is wrong is said where it is, and taken back when it is mended.

use super::{REMEMBER, Writing};
use crate::browser::{clock, field};
use crate::comment::error::{Error, Fault, Field};
use crate::comment::model::Submission;
use crate::comment::validate::{check, length};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};

/// From how many characters left on they are counted.
const NEAR: usize = 200;
/// How long the reader has paused when a screen reader is told what is left.
const PAUSE: Duration = Duration::from_millis(1000);

impl Writing {
    /// Something was typed, pasted, ticked.
    pub(in crate::comment) fn typed(self, event: &Event) {
        let (Some(form), Some(name)) = (self.form(), name(event)) else {
            return;
        };
        let written = self.read(&form);
        if name == REMEMBER {
            return self.remember_or_forget(&form, &written);
        }
        let mut first = false;
        self.note_down(&mut |form| {
            first = form.first_key.is_none();
            form.first_key.get_or_insert_with(clock::seconds);
            // Let go outside of the form, perhaps.
            form.pressing = false;
            for (touched, field) in form.touched.iter_mut().zip(Field::ALL) {
                *touched |= field.name() == name;
            }
        });
        if first {
            // That it cannot be kept is said with the key, before one has written much.
            self.keep();
        } else {
            self.keep_soon();
        }
        if field::is_ticked(&form, REMEMBER) && name != Field::Text.name() {
            self.remember(&written);
        }
        // A fault that was said is taken back as soon as it is mended, and no new one is said
        // while somebody types.
        let said = self.get(|form| form.faults.clone());
        if !said.is_empty() {
            let still = self.faults_in(written);
            if said.iter().any(|fault| !still.contains(fault)) {
                self.show(&mut |form| form.faults.retain(|fault| still.contains(fault)));
            }
        }
    }

    /// A pointer goes down or up in the form.
    pub(in crate::comment) fn pressed(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button").ok().flatten());
        let pressing = event.type_() == "pointerdown" && button.is_some();
        self.note_down(&mut |form| form.pressing = pressing);
    }

    /// One leaves a field: what is wrong with it is said, if something was typed into it.
    ///
    /// Not while a button is pressed: the sentence would push the button away from under the
    /// pointer before it is let go, and no click would come of it.
    pub(in crate::comment) fn left_field(self, event: &Event) {
        if self.get(|form| form.pressing) {
            return;
        }
        let (Some(form), Some(name)) = (self.form(), name(event)) else {
            return;
        };
        let Some(at) = Field::ALL.iter().position(|field| field.name() == name) else {
            return;
        };
        let written = self.read(&form);
        let typed = self.get(|form| form.touched[at]);
        let of_it = |fault: &Fault| fault.field() == Field::ALL[at];
        let fault = self.faults_in(written).into_iter().find(of_it).filter(|_| typed);
        if fault == untrack(|| self.fault_of(Field::ALL[at])) {
            return;
        }
        self.show(&mut |form| {
            form.faults.retain(|fault| !of_it(fault));
            form.faults.extend(fault);
        });
        if let Some(fault) = fault {
            self.announce(self.sentence(Error::Field(fault)));
        }
    }

    /// Says what is wrong, and leads to the first of it.
    pub(super) fn fault(self, element: &HtmlFormElement, faults: Vec<Fault>) {
        if let Some(first) = faults.first() {
            let first = first.field().name();
            self.mark(faults);
            field::focus(element, first);
        }
    }

    /// Says what is wrong.
    pub(super) fn mark(self, faults: Vec<Fault>) {
        self.show(&mut |form| {
            form.busy = false;
            form.problem = None;
            form.faults.clone_from(&faults);
        });
    }

    /// Counts what is left of the longest comment, when that is not much any more.
    pub(super) fn count(self, text: &str) {
        let limit = self.talk().can().max_length;
        let used = length(text.trim());
        let left = (used + NEAR >= limit).then(|| limit as i32 - used as i32);
        if left == self.get(|form| form.left) {
            return;
        }
        self.show(&mut |form| {
            form.left = left;
            if let Some(timer) = form.pause.take() {
                timer.clear();
            }
            let tell = move || {
                if let Some(left) = untrack(|| self.left()) {
                    self.announce(self.left_in_words(left));
                }
            };
            form.pause = left.and_then(|_| set_timeout_with_handle(tell, PAUSE).ok());
        });
    }

    fn faults_in(self, written: Submission) -> Vec<Fault> {
        check(written, self.talk().can()).err().unwrap_or_default()
    }
}

/// The `name` of the field in which something happened.
fn name(event: &Event) -> Option<String> {
    event.target()?.unchecked_into::<field::Field>().name()
}
