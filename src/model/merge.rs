//! Several records of one object become one object: later records fill gaps, and contradictions become notes.
//!
//! This module does not know which records belong to one object.

use super::others::Others;
use super::slot::{PropertyValue, may_be_same};
use super::{Note, NoteKind};
use super::{Place, Shown};

/// A value as Exchange prints it, with a mark where the rest is hidden.
fn printed<T: PropertyValue>(shown: &Shown<T>) -> String {
    let visible = shown.visible().map(PropertyValue::printed).unwrap_or_default();
    let is_marked = visible.ends_with("...") || visible.ends_with('…');
    if shown.is_cut() && !is_marked { visible + "…" } else { visible }
}

/// Merges properties of one object.
#[derive(Debug)]
pub struct Merge<'n> {
    pub(super) object: String,
    pub(super) place: Place,
    pub(super) notes: &'n mut Vec<Note>,
}

impl Merge<'_> {
    /// Fills `into` from `later`; what is whole wins over what is cut, the first over the second. Tells whether the two
    /// contradict each other.
    pub(super) fn shown<T: PropertyValue>(&mut self, property: &str, into: &mut Shown<T>, later: Shown<T>) -> bool {
        let contradicts = !may_be_same(into, &later);
        let place = later.place().or(Some(self.place));
        let is_fuller = match (&*into, &later) {
            (_, Shown::Absent) => false,
            (Shown::Absent, _) | (Shown::Cut { .. }, Shown::Whole { .. }) => true,
            (Shown::Cut { visible: None, .. }, Shown::Cut { visible, .. }) => visible.is_some(),
            _ => false,
        };
        let dropped = if is_fuller { std::mem::replace(into, later) } else { later };
        if contradicts {
            let (object, property) = (self.object.clone(), property.to_owned());
            let (kept, dropped) = (printed(into), printed(&dropped));
            self.notes.push(Note { kind: NoteKind::Contradiction { object, property, kept, dropped }, place });
        }
        contradicts
    }

    /// Fills the other properties; a value that was cut before gives way.
    pub(super) fn others(into: &mut Others, cut: &mut Vec<String>, later: Others, later_cut: &[String]) {
        for (name, value) in later {
            let was_cut = cut.iter().position(|c| **c == *name);
            let is_cut = later_cut.iter().any(|c| **c == *name);
            match into.iter_mut().find(|(n, _)| *n == name) {
                None => {
                    if is_cut {
                        cut.push((*name).to_owned());
                    }
                    into.push((name, value));
                }
                Some((_, old)) if was_cut.is_some() && !is_cut => {
                    *old = value;
                    cut.retain(|c| **c != *name);
                }
                Some(_) => {}
            }
        }
    }
}
