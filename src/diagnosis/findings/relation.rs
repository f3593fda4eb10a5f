//! Which findings the report does not show because other findings explain them.
//!
//! The ways are data ([`ExplainedBy`]): those of one kind stand in its row, those of every kind stand here. One pass judges
//! every finding.

use std::collections::BTreeSet;

use super::kind::{Among, Covers, ExplainedBy, FindingKind};
use crate::diagnosis::code::Code;
use crate::diagnosis::finding::{Certainty, Finding, Severity};

/// A finding with its kind.
pub(in crate::diagnosis) struct Detected {
    pub(super) kind: &'static FindingKind,
    pub(in crate::diagnosis) finding: Finding,
}

/// The ways that count for findings of every kind.
pub(super) const FOR_EVERY_KIND: &[ExplainedBy] = &[
    // A rival that only "cannot be excluded" is not shown where proven findings explain all its queues. A cut list stays:
    // it says what the paste hides. That the paste contradicts a log explains no reply.
    ExplainedBy {
        applies_to: |f| is_blocking(f) && f.certainty == Certainty::Possible && f.code() != Code::InputTruncated,
        explainer: |f| is_blocking(f) && f.certainty == Certainty::Proven && f.code() != Code::LogContradictsPrediction,
        among: Among::Detected,
        covers: Covers::Queues,
    },
    // While a queue fails, the report asks about nothing else.
    ExplainedBy {
        applies_to: Finding::is_question,
        explainer: is_blocking,
        among: Among::Shown,
        covers: Covers::Anything,
    },
];

fn is_blocking(finding: &Finding) -> bool {
    finding.severity == Severity::Blocking
}

/// The findings that no other finding explains.
pub(in crate::diagnosis) fn unexplained(detected: Vec<Detected>) -> Vec<Finding> {
    let mut judgement = Judgement { detected: &detected, explained: vec![None; detected.len()] };
    let explained: Vec<bool> = (0..detected.len()).map(|index| judgement.is_explained(index)).collect();
    let shown = detected.into_iter().zip(explained).filter(|(_, explained)| !explained);
    shown.map(|(it, _)| it.finding).collect()
}

/// What is known so far of which findings are explained.
struct Judgement<'d> {
    detected: &'d [Detected],
    explained: Vec<Option<bool>>,
}

impl<'d> Judgement<'d> {
    fn is_explained(&mut self, index: usize) -> bool {
        if let Some(known) = self.explained.get(index).copied().flatten() {
            return known;
        }
        // A finding does not explain itself, not even through others.
        self.note(index, false);
        let Some(it) = self.detected.get(index) else { return false };
        let ways = FOR_EVERY_KIND.iter().chain(it.kind.explained_by);
        let explained = ways
            .filter(|way| (way.applies_to)(&it.finding))
            .any(|way| way.covers.covers(&it.finding, &self.explainers(way)));
        self.note(index, explained);
        explained
    }

    fn note(&mut self, index: usize, explained: bool) {
        if let Some(known) = self.explained.get_mut(index) {
            *known = Some(explained);
        }
    }

    fn explainers(&mut self, way: &ExplainedBy) -> Vec<&'d Finding> {
        let candidates = self.detected.iter().enumerate().filter(|(_, it)| (way.explainer)(&it.finding));
        candidates
            .filter(|(index, _)| way.among == Among::Detected || !self.is_explained(*index))
            .map(|(_, it)| &it.finding)
            .collect()
    }
}

impl Covers {
    fn covers(&self, finding: &Finding, explainers: &[&Finding]) -> bool {
        match self {
            Self::Anything => !explainers.is_empty(),
            Self::Queues => all_are_in(&finding.subject.queues, explainers, |f| &f.subject.queues),
            Self::Connectors => all_are_in(&finding.subject.connectors, explainers, |f| &f.subject.connectors),
            Self::Lines => all_are_in(&finding.evidence, explainers, |f| &f.evidence),
            Self::Facts(covers) => covers(finding, explainers),
        }
    }
}

fn all_are_in<'f, T, L>(items: &'f L, explainers: &[&'f Finding], of: fn(&'f Finding) -> &'f L) -> bool
where
    T: Ord + 'f,
    &'f L: IntoIterator<Item = &'f T>,
{
    let covered: BTreeSet<&T> = explainers.iter().copied().flat_map(of).collect();
    let mut items = items.into_iter().peekable();
    items.peek().is_some() && items.all(|item| covered.contains(item))
}

#[cfg(test)]
mod tests {
    use super::super::kind::Detect;
    use super::*;
    use crate::diagnosis::facts::Facts;
    use crate::diagnosis::finding::Subject;

    /// A kind without ways of its own.
    static PLAIN: FindingKind = FindingKind { codes: &[], explained_by: &[], detect: Detect::InCase(|_| Vec::new()) };

    /// A kind whose findings a shown finding with the same connectors explains.
    static BESIDE_SHOWN: FindingKind = FindingKind {
        codes: &[],
        explained_by: &[ExplainedBy {
            applies_to: |f| f.severity == Severity::Risk,
            explainer: |f| f.severity == Severity::Blocking,
            among: Among::Shown,
            covers: Covers::Connectors,
        }],
        detect: Detect::InCase(|_| Vec::new()),
    };

    fn finding(severity: Severity, certainty: Certainty, queues: &[&str], connectors: &[usize]) -> Finding {
        let queues = queues.iter().map(|q| (*q).to_owned()).collect();
        Finding {
            severity,
            certainty,
            facts: Facts::NobodyMaySubmit(Vec::new()),
            subject: Subject { queues, connectors: connectors.iter().copied().collect(), ..Subject::default() },
            gaps: Vec::new(),
            evidence: Vec::new(),
            needs: Vec::new(),
            remedies: Vec::new(),
        }
    }

    /// The positions of the findings that are shown.
    #[track_caller]
    fn check(detected: &[(&'static FindingKind, Finding)], expected: &[usize]) {
        let numbered = detected.iter().enumerate().map(|(number, (kind, finding))| {
            let facts = Facts::NobodyMaySubmit(vec![number.to_string()]);
            Detected { kind, finding: Finding { facts, ..finding.clone() } }
        });
        let shown = unexplained(numbered.collect());
        let numbers = shown.iter().map(|f| match &f.facts {
            Facts::NobodyMaySubmit(number) => number[0].parse::<usize>().unwrap(),
            other => panic!("{other:?}"),
        });
        assert_eq!(numbers.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn proven_findings_explain_rivals_of_the_same_queues() {
        use Certainty::{Likely, Possible, Proven};
        let of = |certainty, queues: &[&str]| (&PLAIN, finding(Severity::Blocking, certainty, queues, &[]));
        check(&[of(Possible, &["a"]), of(Proven, &["a"])], &[1]);
        check(&[of(Possible, &["a", "b"]), of(Proven, &["a"]), of(Proven, &["b"])], &[1, 2]);
        check(&[of(Possible, &["a", "b"]), of(Proven, &["a"])], &[0, 1]);
        check(&[of(Possible, &["a"]), of(Likely, &["a"])], &[0, 1]);
        check(&[of(Possible, &[]), of(Proven, &["a"])], &[0, 1]);
        check(&[of(Likely, &["a"]), of(Proven, &["a"])], &[0, 1]);
    }

    #[test]
    fn questions_wait_while_a_queue_fails() {
        let question = || (&PLAIN, finding(Severity::Advice, Certainty::Possible, &[], &[1]));
        let other = |severity| (&PLAIN, finding(severity, Certainty::Likely, &["a"], &[]));
        check(&[question(), other(Severity::Blocking)], &[1]);
        check(&[question(), other(Severity::Risk)], &[0, 1]);
    }

    #[test]
    fn a_finding_that_is_explained_itself_is_not_shown_and_explains_nothing_among_the_shown() {
        let risk = || (&BESIDE_SHOWN, finding(Severity::Risk, Certainty::Proven, &[], &[7]));
        let of = |certainty, queues: &[&str], connectors: &[usize]| {
            (&PLAIN, finding(Severity::Blocking, certainty, queues, connectors))
        };
        check(&[risk(), of(Certainty::Possible, &["a"], &[7])], &[1]);
        check(&[risk(), of(Certainty::Possible, &["a"], &[8])], &[0, 1]);
        check(&[risk(), of(Certainty::Possible, &["a"], &[7]), of(Certainty::Proven, &["a"], &[])], &[0, 2]);
    }
}
