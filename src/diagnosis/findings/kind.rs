//! What a row of the table of findings holds.
//!
//! Each file of this folder exports one row, named `FINDING`. It says which codes the file owns, which sources they rest
//! on, which other findings make its findings needless, and how they are detected.

use super::sources::Source;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::finding::Finding;

/// One row: a kind of findings.
pub(super) struct FindingKind {
    /// The codes that the kind owns. Replies of the catalogue are not listed.
    pub(super) codes: &'static [CodeSources],
    /// The ways in which other findings explain a finding of this kind, beside [`super::relation::FOR_EVERY_KIND`].
    pub(super) explained_by: &'static [ExplainedBy],
    /// How findings of this kind are detected.
    pub(super) detect: Detect,
}

/// A code with its sources.
pub(super) struct CodeSources {
    pub(super) code: Code,
    pub(super) sources: &'static [Source],
}

impl CodeSources {
    pub(super) const fn new(code: Code, sources: &'static [Source]) -> Self {
        Self { code, sources }
    }
}

/// How findings of a kind are detected.
pub(super) enum Detect {
    /// From the case alone.
    InCase(fn(&Case<'_>) -> Vec<Finding>),
    /// From what all kinds of [`Self::InCase`] have detected, whether it is shown or not.
    AmongDetected(fn(&Case<'_>, &[&Finding]) -> Vec<Finding>),
    /// From the findings that are shown.
    AmongShown(fn(&Case<'_>, &[&Finding]) -> Vec<Finding>),
}

/// One way in which other findings explain a finding, so that the report does not show it.
pub(super) struct ExplainedBy {
    /// Which findings can be explained in this way.
    pub(super) applies_to: fn(&Finding) -> bool,
    /// Which findings explain them.
    pub(super) explainer: fn(&Finding) -> bool,
    /// Where the explainers are looked for.
    pub(super) among: Among,
    /// What the explainers must cover together.
    pub(super) covers: Covers,
}

/// Where explainers are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// Among all detected findings. An explainer counts even if another finding explains it in turn.
    Detected,
    /// Among the findings that are shown.
    Shown,
}

/// What explainers must cover together. A finding without queues, connectors or lines is not covered.
pub(super) enum Covers {
    /// It is enough that there is an explainer.
    Anything,
    /// Every queue of the finding.
    Queues,
    /// Every connector of the finding.
    Connectors,
    /// Every line that the finding rests on.
    Lines,
    /// The facts of the finding, which this function compares with those of the explainers.
    Facts(fn(&Finding, &[&Finding]) -> bool),
}
