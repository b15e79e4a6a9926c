//! A form at work: what is typed into it is kept, checked and sent.

mod checking;
mod keeping;
mod returning;
mod sending;

use super::draft::Draft;
use super::error::{Error, Fault, Field};
use super::identity::Identity;
use super::model::{Ask, CommentId, Submission};
use super::talk::Talk;
use crate::browser::field;
use crate::context::{Edition, Screen, provided};
use crate::edition::Word;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::HtmlFormElement;

/// The box "Remember me".
pub(super) const REMEMBER: &str = "remember";

/// A field that no person sees or reaches, and that no browser fills in: a name that means
/// nothing to it. Programs that post advertisements fill in whatever there is.
pub(super) const TRAP: &str = "subject";

/// One form at work. Its fields are not bound to it: what stands in them is the reader's,
/// and the form reads it.
///
/// One signal for all that is shown, as in [`Talk`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Writing(RwSignal<Form>);

struct Form {
    edition: Edition,
    screen: Screen,
    talk: Talk,
    /// The form's `id`.
    id: String,
    parent: Option<CommentId>,
    draft: Draft,
    /// The fields that have been typed into: only they are faulted as one leaves them.
    touched: [bool; Field::ALL.len()],
    /// Whether what was kept has been put back.
    begun: bool,
    /// Whether a pointer is down on a button of the form.
    pressing: bool,
    keep: Option<TimeoutHandle>,
    pause: Option<TimeoutHandle>,
    /// What is wrong and has been said, at most one for each field.
    faults: Vec<Fault>,
    /// Why the comment was not taken.
    problem: Option<Error>,
    busy: bool,
    /// What was sent from here and may have arrived, as it is looked for: since its sending
    /// ended.
    unsure: Option<Ask>,
    /// What has become of the draft, if that is worth a word.
    note: Option<Word>,
    /// How many characters are left (or too many, below zero), near the limit.
    left: Option<i32>,
    /// What the server would make of what is written, as HTML, when that was asked for.
    preview: Option<String>,
    /// When something was first typed, in seconds after 1970.
    first_key: Option<f64>,
    /// Whether the field that nobody sees was filled in.
    suspect: bool,
}

impl Writing {
    pub(super) fn new(talk: Talk, parent: Option<CommentId>, id: String) -> Self {
        let edition = Edition::current();
        Self(RwSignal::new(Form {
            draft: Draft::new(&edition.base, &talk.thread_of().key, parent),
            edition,
            screen: provided(),
            talk,
            id,
            parent,
            touched: Default::default(),
            begun: false,
            pressing: false,
            keep: None,
            pause: None,
            faults: Vec::new(),
            problem: None,
            busy: false,
            unsure: None,
            note: None,
            left: None,
            preview: None,
            first_key: None,
            suspect: false,
        }))
    }

    #[inline(never)]
    pub(super) fn talk(self) -> Talk {
        self.0.with_untracked(|form| form.talk)
    }

    pub(super) fn is_busy(self) -> bool {
        self.watch(|form| form.busy)
    }

    pub(super) fn problem(self) -> Option<Error> {
        self.watch(|form| form.problem)
    }

    pub(super) fn note(self) -> Option<Word> {
        self.watch(|form| form.note)
    }

    pub(super) fn left(self) -> Option<i32> {
        self.watch(|form| form.left)
    }

    pub(super) fn preview(self) -> Option<String> {
        self.watch(|form| form.preview.clone())
    }

    /// Whether the reader is asked to say that they are a person.
    pub(super) fn is_suspect(self) -> bool {
        self.watch(|form| form.suspect)
    }

    /// The fault of a field that has been said.
    pub(super) fn fault_of(self, field: Field) -> Option<Fault> {
        self.watch(|form| form.faults.iter().copied().find(|fault| fault.field() == field))
    }

    /// What is known, for whoever draws it: drawn anew when anything changes. Thin and generic,
    /// as the next one; what they do is in two functions for all, since each kind of look at a
    /// signal is code.
    fn watch<T: Default>(self, look: impl FnOnce(&Form) -> T) -> T {
        let (mut look, mut seen) = (Some(look), T::default());
        self.track(&mut |form| {
            if let Some(look) = look.take() {
                seen = look(form);
            }
        });
        seen
    }

    /// What is known; nothing when the form has gone.
    fn get<T: Default>(self, look: impl FnOnce(&Form) -> T) -> T {
        let (mut look, mut seen) = (Some(look), T::default());
        self.see(&mut |form| {
            if let Some(look) = look.take() {
                seen = look(form);
            }
        });
        seen
    }

    #[inline(never)]
    fn track(self, work: &mut dyn FnMut(&Form)) {
        self.0.try_with(work);
    }

    #[inline(never)]
    fn see(self, work: &mut dyn FnMut(&Form)) {
        self.0.try_with_untracked(work);
    }

    /// Changes what is shown.
    #[inline(never)]
    fn show(self, change: &mut dyn FnMut(&mut Form)) {
        self.0.update(change);
    }

    /// Changes what is not shown; nothing when the form has gone.
    #[inline(never)]
    fn note_down(self, change: &mut dyn FnMut(&mut Form)) {
        let _ = self.0.try_update_untracked(change);
    }

    /// The form on screen; none when it has gone: the field that had the focus still tells
    /// then that it lost it.
    fn form(self) -> Option<HtmlFormElement> {
        self.get(|form| field::form(&form.id))
    }

    /// Takes down what stands in the fields, and counts.
    fn read(self, element: &HtmlFormElement) -> Submission {
        let [text, name, email, website] =
            Field::ALL.map(|field| field::value(element, field.name()));
        self.count(&text);
        let mut written = Submission { parent: None, text, name, email, website };
        self.note_down(&mut |form| {
            form.draft.write(&written);
            written.parent = form.parent;
        });
        Identity::from(&written).note();
        written
    }

    /// What is left, or too much, in words.
    pub(super) fn left_in_words(self, left: i32) -> String {
        let word = if left < 0 { Word::CharactersOver } else { Word::CharactersLeft };
        let count = left.unsigned_abs().to_string();
        self.get(|form| form.edition.sentence(word, &[("count", &count)]))
    }

    pub(super) fn sentence(self, error: Error) -> String {
        let capabilities = self.talk().can();
        self.get(|form| error.sentence(&form.edition.site.words, capabilities))
    }

    pub(super) fn word(self, word: Word) -> String {
        self.get(|form| form.edition.word(word))
    }

    fn announce(self, text: String) {
        self.see(&mut |form| form.screen.announce(text.clone()));
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(self) -> bool {
        self.form().is_none_or(|form| field::value(&form, Field::Text.name()).trim().is_empty())
    }
}
