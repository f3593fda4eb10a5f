//! Connectors under suspicion write no protocol log.
//!
//! # What happens
//! Nothing is written down of the sessions that would settle which connector answers.
//! # Why it matters
//! The receive protocol log names the connector that really answered; without it the suspicion stays one.
//! # What decides it
//! ProtocolLoggingLevel of the connectors that findings suspect without proof.
//! # What to do
//! Set it to Verbose, send again, read the log.
//! # When it is fine
//! Where nothing is under suspicion; then nothing is said.
//! # Sources
//! Documented (protocol logging).

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::PROTOCOL_LOGGING;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ProtocolLoggingOff, &[PROTOCOL_LOGGING])],
    explained_by: &[],
    detect: Detect::AmongShown(detect),
};

/// Asked last: it depends on who is suspected.
fn detect(case: &Case<'_>, findings: &[&Finding]) -> Vec<Finding> {
    let suspicions = findings.iter().filter(|f| f.severity == Severity::Blocking && f.certainty != Certainty::Proven);
    let (mut suspects, mut healthy): (Vec<usize>, Vec<&String>) = (Vec::new(), Vec::new());
    for finding in suspicions {
        suspects.extend(&finding.subject.connectors);
        if let Facts::SmtpInspection(path) | Facts::InternalTransportCertificateMissing(path) = &finding.facts {
            healthy.extend(&path.healthy);
        }
    }
    let (mut outline, mut names) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let off =
            connector.protocol_logging_level.whole().is_some_and(|level| level.trim().eq_ignore_ascii_case("None"));
        if off && (suspects.contains(&index) || healthy.contains(&&connector.identity())) {
            outline.connector(case, index, connector.protocol_logging_level.place());
            names.push(connector.identity());
        }
    }
    if names.is_empty() {
        Vec::new()
    } else {
        vec![outline.finding(Severity::Advice, Facts::ProtocolLoggingOff(names))]
    }
}
