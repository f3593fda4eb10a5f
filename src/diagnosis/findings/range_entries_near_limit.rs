//! A connector has almost as many remote ranges as fit.
//!
//! # What happens
//! Nothing until somebody adds a range: Active Directory then refuses with "administrative limit exceeded".
//! # Why it matters
//! The fix for a captured server splits ranges, which makes entries: it is refused in the middle of an outage.
//! # What decides it
//! The number of entries that are shown.
//! # What to do
//! Write neighbouring single addresses as one range.
//! # When it is fine
//! Where nothing will be added.
//! # Sources
//! Field reports (about 1,300 entries fit).

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::FIELD;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{EntryCount, Facts};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;
use crate::remedy::acceptance::MOST_ENTRIES;

/// So close to the limit that a split or two exceeds it.
const NEAR: usize = MOST_ENTRIES - 100;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::RemoteIpRangesLimit, &[FIELD])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut counts) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let entries = connector.remote_ip_ranges.visible().map_or(0, Vec::len);
        if entries >= NEAR {
            outline.connector(case, index, connector.remote_ip_ranges.place());
            outline.gaps.insert(Gap::FieldReports { connector: index });
            counts.push(EntryCount { connector: connector.identity(), entries });
        }
    }
    if counts.is_empty() {
        Vec::new()
    } else {
        vec![outline.finding(Severity::Advice, Facts::RemoteIpRangesLimit(counts))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn entries_are_counted() {
        let check = |count: usize, expected: usize| {
            let ranges: Vec<_> = (0..count).map(|n| format!("10.{}.{}.1", n / 250, n % 250)).collect();
            let snapshot = snapshot(&[&format!("EX1\\R | FrontendTransport | 0.0.0.0:25 | {}", ranges.join(", "))]);
            assert_eq!(detect(&Case::of(&snapshot)).len(), expected, "{count}");
        };
        check(NEAR, 1);
        check(NEAR - 1, 0);
    }
}
