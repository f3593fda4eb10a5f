//! What the paste shows of one property: nothing, a part, or all of it, and where.
//!
//! A cut value stays a cut value to the end: [`Shown::whole`] never yields it.

use crate::intake::Place;

/// One property of one object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown<T> {
    /// The paste does not show the property.
    #[default]
    Absent,
    /// A part is hidden. `visible` holds the usable rest: whole elements of a list, the head of a text.
    Cut {
        /// The usable part; `None` where none is.
        visible: Option<T>,
        /// Where.
        place: Place,
    },
    /// The whole value.
    Whole {
        /// The value.
        value: T,
        /// Where.
        place: Place,
    },
}

impl<T> Shown<T> {
    /// The whole value; `None` where it is cut or absent.
    pub const fn whole(&self) -> Option<&T> {
        match self {
            Self::Whole { value, .. } => Some(value),
            Self::Absent | Self::Cut { .. } => None,
        }
    }

    /// Whatever can be seen of the value.
    pub const fn visible(&self) -> Option<&T> {
        match self {
            Self::Whole { value, .. } => Some(value),
            Self::Cut { visible, .. } => visible.as_ref(),
            Self::Absent => None,
        }
    }

    /// The same with a changed value.
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Shown<U> {
        match self {
            Self::Absent => Shown::Absent,
            Self::Cut { visible, place } => Shown::Cut { visible: visible.as_ref().map(change), place: *place },
            Self::Whole { value, place } => Shown::Whole { value: change(value), place: *place },
        }
    }

    /// Whether a part of the value is hidden.
    pub const fn is_cut(&self) -> bool {
        matches!(self, Self::Cut { .. })
    }

    /// Whether the paste shows nothing of the property.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Where the property stands.
    pub const fn place(&self) -> Option<Place> {
        match self {
            Self::Absent => None,
            Self::Cut { place, .. } | Self::Whole { place, .. } => Some(*place),
        }
    }
}

impl<M: PartialEq> Shown<Vec<M>> {
    /// Whether the list holds the member; `None` where the hidden part decides.
    pub fn has(&self, member: &M) -> Option<bool> {
        match self {
            Self::Whole { value, .. } => Some(value.contains(member)),
            Self::Cut { visible, .. } => visible.as_ref().filter(|v| v.contains(member)).map(|_| true),
            Self::Absent => None,
        }
    }
}
