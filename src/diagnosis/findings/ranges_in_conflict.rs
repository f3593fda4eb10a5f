//! Two connectors on one endpoint have equal ranges, or ranges that cross, and no queue fails on it.
//!
//! # What happens
//! Of equal ranges on one binding nobody knows which connector answers; of crossing ones the smaller range wins, which
//! is observed and not documented. Exchange refuses every later change of either connector.
//! # Why it matters
//! The next `Set-ReceiveConnector`, often in the middle of an outage, ends in an error about another connector.
//! # What decides it
//! Bindings and RemoteIPRanges of both; disabled connectors count, as they do for the cmdlets.
//! # What to do
//! Nest the ranges or separate them.
//! # When it is fine
//! Never.
//! # Sources
//! Documented ("Receive connectors", remote address ranges); observed behaviour (2013 CU23).

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, RangePair};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;
use crate::remedy::Rule;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::EqualRanges, &[SET_RECEIVE_CONNECTOR, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    [Ranges::Cross, Ranges::AreEqual].into_iter().filter_map(|ranges| finding(case, ranges)).collect()
}

/// How the ranges of two connectors meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ranges {
    Cross,
    AreEqual,
}

fn finding(case: &Case<'_>, kind: Ranges) -> Option<Finding> {
    let (mut outline, mut pairs, mut both_answer) = (Outline::default(), Vec::new(), false);
    for (one, other, rule) in case.pasted.conflicts() {
        let ranges = match rule {
            Rule::EqualRange { range, .. } if kind == Ranges::AreEqual => (*range, *range),
            Rule::CrossingRanges { range, crosses, .. } if kind == Ranges::Cross => (*range, *crosses),
            _ => continue,
        };
        let (Some(first), Some(second)) = (case.connector(*one), case.connector(*other)) else { continue };
        if kind == Ranges::Cross && fails_now(case, *one, *other) {
            continue;
        }
        outline.connector(case, *one, first.remote_ip_ranges.place());
        outline.connector(case, *other, second.remote_ip_ranges.place());
        let answers = [first, second].iter().all(|c| !c.is_disabled());
        both_answer |= answers;
        if answers && kind == Ranges::Cross {
            let (winner, loser) = if ranges.0.size() <= ranges.1.size() { (*one, *other) } else { (*other, *one) };
            outline.gaps.insert(Gap::Crossing { connectors: (winner, loser) });
        }
        pairs.push(RangePair {
            first: first.identity(),
            first_range: ranges.0,
            second: second.identity(),
            second_range: ranges.1,
        });
    }
    let severity = if both_answer { Severity::Risk } else { Severity::Advice };
    let facts = match kind {
        Ranges::AreEqual => Facts::EqualRanges,
        Ranges::Cross => Facts::RangesCross,
    };
    (!pairs.is_empty()).then(|| outline.finding(severity, facts(pairs)))
}

/// Whether a failing queue has led to this pair: then `ranges-not-nested` of that queue speaks of it.
fn fails_now(case: &Case<'_>, one: usize, other: usize) -> bool {
    case.suspicious_troubles().flat_map(|t| &t.attempts).any(|attempt| {
        let crossing = &attempt.trial.selection.crossing;
        let winner = attempt.trial.connector();
        (winner == Some(one) && crossing.contains(&other)) || (winner == Some(other) && crossing.contains(&one))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[track_caller]
    fn check(connectors: &[&str], expected: &[(&str, Severity)]) {
        let snapshot = snapshot(connectors);
        let found: Vec<_> = detect(&Case::of(&snapshot)).iter().map(|f| (f.code().as_str(), f.severity)).collect();
        assert_eq!(found, expected, "{connectors:?}");
    }

    #[test]
    fn pairs_that_exchange_would_refuse_are_told() {
        let a = "EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0-10.0.0.20";
        check(
            &[a, "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.10-10.0.0.40"],
            &[("ranges-not-nested", Severity::Risk)],
        );
        check(
            &[a, "!EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.10-10.0.0.40"],
            &[("ranges-not-nested", Severity::Advice)],
        );
        check(
            &[a, "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.0-10.0.0.20..."],
            &[("equal-ranges", Severity::Risk)],
        );
        // Nested, on another address, on another server, another way to reach the same address.
        check(&[a, "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.10-10.0.0.20"], &[]);
        check(&[a, "EX1\\B | FrontendTransport | 0.0.0.0:587 | 10.0.0.10-10.0.0.40"], &[]);
        check(&[a, "EX2\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.10-10.0.0.40"], &[]);
        check(&[a, "EX1\\B | FrontendTransport | 10.9.9.9:25 | 10.0.0.0-10.0.0.20"], &[]);
    }
}
