//! The report: its wire types, and their assembly from what the stages found and the words of a language.
//!
//! This stage does not know the browser, and it concludes nothing.

pub(crate) mod assemble;
pub mod collect;
pub(crate) mod commands;
mod excerpt;
pub(crate) mod follow_up;
mod given;
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) mod help;
mod landings;
mod overview;
pub mod remedy;
pub mod wire;

pub use wire::Report;

use serde::{Deserialize, Serialize};

/// Language of every word that a user reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// The pseudo-language of the tests: English with every letter changed.
    #[cfg(test)]
    Pseudo,
}

impl Language {
    /// The language of a tag such as `de`, `de-AT` or `en`; English where there is no other.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.trim().get(..2).unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { Self::German } else { Self::English }
    }

    /// The tag, `en` or `de`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            #[cfg(test)]
            Self::Pseudo => "qps",
        }
    }
}
