//! How sure a title sounds.

use crate::words::findings::Hedges;

pub(super) const WORDS: Hedges = Hedges { likely: "Wahrscheinlich: {claim}", possible: "Möglich: {claim}" };
