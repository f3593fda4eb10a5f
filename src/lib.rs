//! Which receive connector answered, and why is mail stuck?
//!
//! ```text
//! text --intake--> records --model--> snapshot --selection--> landings --remedy--> remedies
//!      --diagnosis--> findings --report--> report --page--> document
//! ```
//! A stage imports only stages before it. `ARCHITECTURE.md` has the map, the invariants and the glossary.

#![forbid(unsafe_code)]

pub mod diagnosis;
pub mod export;
mod input;
pub mod model;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod pseudonyms;
pub mod question;
pub mod remedy;
pub mod report;
pub mod selection;
mod words;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use input::Input;
pub use mailflow_doctor_intake as intake;
pub use pseudonyms::Pseudonyms;
pub use report::{Language, Report, wire};

/// Reads the input and says what follows from it. A report that was saved as JSON is diagnosed anew. Total: every input gives a report.
#[must_use]
pub fn diagnose(input: &Input<'_>) -> Report {
    let input = &*export::opened(input);
    let texts = intake::Texts::decode(&input.sources);
    let read = model::read_texts(input, &texts);
    let case = diagnosis::Case::of(&read.snapshot);
    let findings = diagnosis::findings(&case);
    report::assemble::report(input.language, &texts, &read, &case, &findings)
}

/// A what-if question: where would a connection from this address land?
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    /// Source address.
    pub from: String,
    /// Target server.
    pub to: String,
    /// Local address on the target; `None` = any that no connector binds by itself.
    pub local: Option<String>,
    /// TCP port on the target.
    pub port: u16,
}

/// Answers many what-if questions at once: one landing each, in order. An address that cannot be read gives an
/// undecidable landing without candidates.
#[must_use]
pub fn land(input: &Input<'_>, sessions: &[Session]) -> Vec<wire::Landing> {
    let input = &*export::opened(input);
    let texts = intake::Texts::decode(&input.sources);
    let read = model::read_texts(input, &texts);
    report::assemble::land(input.language, &texts, &read, sessions)
}

/// What would change if this command were run: whether Exchange accepts it, which addresses would change connector,
/// and the report afterwards. Total: a command that is not understood is named as such.
#[must_use]
pub fn what_if(input: &Input<'_>, command: &str) -> wire::WhatIf {
    let input = &*export::opened(input);
    let texts = intake::Texts::decode(&input.sources);
    let read = model::read_texts(input, &texts);
    report::follow_up::what_if(input.language, &texts, &read, command)
}

/// What changed between two inputs of the same organization, whether it is what a remedy planned, and which findings
/// are gone.
#[must_use]
pub fn compare(before: &Input<'_>, after: &Input<'_>) -> wire::Comparison {
    report::follow_up::compare(&export::opened(before), &export::opened(after))
}
