//! A custom connector admits nobody: PermissionGroups is None.
//!
//! # What happens
//! Whoever lands on it without a login gets `530 5.7.1 Client was not authenticated` at MAIL FROM, and a login does not
//! help: no group may submit.
//! # Why it matters
//! New-ReceiveConnector makes a custom connector so unless it is told otherwise; it takes its senders away from the
//! connector that would have served them.
//! # What decides it
//! PermissionGroups, shown whole. Rights that were granted one by one would print as Custom.
//! # What to do
//! Set the groups that the connector is made for.
//! # When it is fine
//! Where it is meant to turn senders away.
//! # Sources
//! Documented (Set-ReceiveConnector, PermissionGroups); observed behaviour (2013 CU23) for Custom.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::NobodyMaySubmit, &[SET_RECEIVE_CONNECTOR, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut names) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let admits_nobody = connector.permission_groups.whole().is_some_and(Vec::is_empty);
        if !admits_nobody || connector.is_disabled() || connector.is_out_of_the_box() {
            continue;
        }
        outline.connector(case, index, connector.permission_groups.place());
        if connector.enabled.whole().is_none() {
            outline.gaps.insert(Gap::Enabled { connector: index });
        }
        names.push(connector.identity());
    }
    if names.is_empty() { Vec::new() } else { vec![outline.finding(Severity::Risk, Facts::NobodyMaySubmit(names))] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn only_an_enabled_custom_connector_that_shows_none() {
        let check = |text: &str, expected: usize| {
            let snapshot = snapshot(&[text]);
            assert_eq!(detect(&Case::of(&snapshot)).len(), expected, "{text}");
        };
        check("EX1\\New | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | ", 1);
        check("EX1\\New | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | Custom", 0);
        check("EX1\\New | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | -", 0);
        check("!EX1\\New | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | ", 0);
    }
}
