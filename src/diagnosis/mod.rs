//! From a snapshot to findings.
//!
//! ```text
//! queues --route--> sessions --selection--> landings --authentication--> trials --findings--> findings
//! ```
//! [`Case`] holds the trials; each finding is one file in [`findings`], which draws its pattern from the case and says
//! what it rests on. Nothing here has words: those are the report's affair.

pub mod authentication;
pub mod case;
pub mod catalogue;
pub mod completed;
pub mod finding;
pub mod findings;
pub mod follow_up;
pub mod route;
pub mod topology;
pub mod trial;

use crate::ordered;
pub use case::Case;
pub use finding::{Certainty, Code, Facts, Finding, Need, Severity};

/// The findings of a case in the order of the report: severity, certainty, code.
#[must_use]
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut findings: Vec<_> = findings::DETECTORS.iter().flat_map(|detect| detect(case)).collect();
    findings::drop_explained_rivals(&mut findings);
    ordered::sort_by_key(&mut findings, |f| (f.severity, f.certainty, f.code()));
    findings
}
