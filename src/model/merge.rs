//! Records of one object become one object: later ones fill gaps, contradictions become notes.

use super::others::Others;
use super::slot::PropertyValue;
use super::{Note, NoteKind};
use super::{Place, Shown};

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
        match (&*into, &later) {
            (_, Shown::Absent) => {}
            (Shown::Absent, _)
            | (Shown::Cut { .. }, Shown::Whole { .. })
            | (Shown::Cut { visible: None, .. }, Shown::Cut { visible: Some(_), .. }) => *into = later,
            (Shown::Whole { value: kept, .. }, Shown::Whole { value: dropped, .. }) if kept != dropped => {
                let (kept, dropped) = (kept.printed(), dropped.printed());
                if !kept.eq_ignore_ascii_case(&dropped) {
                    let kind = NoteKind::Contradiction {
                        object: self.object.clone(),
                        property: property.to_owned(),
                        kept,
                        dropped,
                    };
                    self.notes.push(Note { kind, place: later.place().or(Some(self.place)) });
                    return true;
                }
            }
            _ => {}
        }
        false
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
