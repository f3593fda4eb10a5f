//! The findings, one per file, and the table that lists them.
//!
//! The header of each file documents the finding: what happens, why it matters, what decides it, what to do, when it is
//! fine, and what its sources show. The file exports one row, `FindingKind`. A new finding is a file here, a line in
//! `FINDINGS`, a variant of [`Facts`] with its code in [`Code`], and its words in each language. The compiler asks for
//! all but the line.

mod command_refused;
mod connection_limit;
mod connector_by_ehlo;
mod connector_fqdn_mismatch;
mod connector_never_chosen;
mod connector_that_answered;
mod default_connector_edited;
mod default_connector_gap;
mod default_connector_missing_exchange_auth;
mod exchange_auth_not_offered;
mod explained;
mod frontend_vs_backend_permission;
mod hcw_picked_other_connector;
mod hub_role_connector_on_25;
mod input_truncated;
mod kind;
mod last_error_not_shown;
mod log_contradicts_prediction;
mod nobody_may_submit;
mod not_a_receive_connector_question;
mod ok_intended_internal_connector;
mod open_relay;
mod own_address_in_range;
mod partial_server_config;
mod path_between_healthy_connectors;
mod permission_group_missing;
mod protocol_logging_off;
mod range_entries_near_limit;
mod ranges_in_conflict;
mod ranges_not_nested;
mod refused_relay;
mod relation;
mod relay_captures_exchange;
mod relay_captures_load_balancer;
mod relay_captures_nat_gateway;
mod relay_would_capture_exchange;
mod reply_explained;
mod single_destination_throughput;
mod sources;
mod starttls_not_offered;
mod tls_certificate_name_stale;
mod transport_role_conflict;
mod waits_for_routing;
mod whole_internet_on_own_address;
mod x_anonymous_tls_suppressed;

use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::IndexSet;

use super::case::Case;
use super::code::Code;
use super::facts::Facts;
use super::finding::{Certainty, Finding, Severity, Subject};
use super::need::Need;
use super::trial::{Gap, Trial};
use super::trouble::Trouble;
use crate::model::Place;
use crate::remedy::CaptureSet;
pub(crate) use connector_that_answered::EXCHANGE_AUTH;
use kind::{Detect, FindingKind};
pub(super) use open_relay::may_relay;
pub(super) use relation::{Detected, unexplained};
pub use sources::Source;

/// The table of findings. Findings of one severity, certainty and code are shown in this order.
const FINDINGS: &[&FindingKind] = &[
    &log_contradicts_prediction::FINDING,
    &hub_role_connector_on_25::FINDING,
    &transport_role_conflict::FINDING,
    &input_truncated::FINDING,
    &ranges_not_nested::FINDING,
    &relay_captures_exchange::FINDING,
    &default_connector_missing_exchange_auth::FINDING,
    &permission_group_missing::FINDING,
    &x_anonymous_tls_suppressed::FINDING,
    &connector_fqdn_mismatch::FINDING,
    &exchange_auth_not_offered::FINDING,
    &path_between_healthy_connectors::FINDING,
    &reply_explained::FINDING,
    &command_refused::FINDING,
    &connector_that_answered::FINDING,
    &connector_by_ehlo::FINDING,
    &not_a_receive_connector_question::FINDING,
    &relay_would_capture_exchange::FINDING,
    &open_relay::FINDING,
    &partial_server_config::FINDING,
    &ok_intended_internal_connector::FINDING,
    &default_connector_gap::FINDING,
    &default_connector_edited::FINDING,
    &ranges_in_conflict::FINDING,
    &whole_internet_on_own_address::FINDING,
    &connector_never_chosen::FINDING,
    &connection_limit::FINDING,
    &nobody_may_submit::FINDING,
    &own_address_in_range::FINDING,
    &relay_captures_nat_gateway::FINDING,
    &refused_relay::FINDING,
    &frontend_vs_backend_permission::FINDING,
    &starttls_not_offered::FINDING,
    &tls_certificate_name_stale::FINDING,
    &range_entries_near_limit::FINDING,
    &single_destination_throughput::FINDING,
    &waits_for_routing::FINDING,
    &hcw_picked_other_connector::FINDING,
    &relay_captures_load_balancer::FINDING,
    &last_error_not_shown::FINDING,
    &protocol_logging_off::FINDING,
];

/// What the kinds detect in the case alone.
pub(super) fn in_case(case: &Case<'_>) -> Vec<Detected> {
    detect(|kind| if let Detect::InCase(detect) = kind.detect { detect(case) } else { Vec::new() })
}

/// What follows from all that was detected in the case.
pub(super) fn among_detected(case: &Case<'_>, detected: &[Detected]) -> Vec<Detected> {
    let detected: Vec<&Finding> = detected.iter().map(|it| &it.finding).collect();
    detect(|kind| if let Detect::AmongDetected(detect) = kind.detect { detect(case, &detected) } else { Vec::new() })
}

/// What follows from the findings that are shown.
pub(super) fn among_shown(case: &Case<'_>, shown: &[Finding]) -> Vec<Finding> {
    let shown: Vec<&Finding> = shown.iter().collect();
    let found =
        detect(|kind| if let Detect::AmongShown(detect) = kind.detect { detect(case, &shown) } else { Vec::new() });
    found.into_iter().map(|it| it.finding).collect()
}

fn detect(of: impl Fn(&FindingKind) -> Vec<Finding>) -> Vec<Detected> {
    let each = FINDINGS.iter().flat_map(|kind| of(kind).into_iter().map(|finding| Detected { kind, finding }));
    each.collect()
}

/// The sources of a code. A code that no row lists is that of a reply of the catalogue.
#[must_use]
pub fn sources(code: Code) -> &'static [Source] {
    let mut rows = FINDINGS.iter().flat_map(|kind| kind.codes);
    rows.find(|row| row.code == code).map_or(reply_explained::SOURCES, |row| row.sources)
}

/// Adds a session to those that remedies are to get off the connector that takes it.
fn add_capture(case: &Case<'_>, to_cure: &mut CaptureSet, connector: usize, trial: &Trial<'_>) {
    to_cure.add(connector, &trial.session, trial.expected(case.snapshot()));
}

/// A finding about a pattern, as it is put together connector by connector.
#[derive(Default)]
struct Outline {
    subject: Subject,
    gaps: BTreeSet<Gap>,
    evidence: IndexSet<Place>,
    needs: Vec<Need>,
    /// Whether a queue fails for it.
    in_trouble: bool,
}

impl Outline {
    /// Adds a connector with a line that shows the pattern.
    fn connector(&mut self, case: &Case<'_>, index: usize, place: Option<Place>) {
        self.subject.connectors.insert(index);
        if case.connector(index).is_some_and(|c| c.contradicted) {
            self.gaps.insert(Gap::Contradiction { connector: index });
        }
        if let Some(connector) = case.connector(index).filter(|c| !c.server.is_empty()) {
            self.subject.servers.insert(connector.server.clone());
        }
        self.line(place);
    }

    /// Adds a queue that fails for it.
    fn queue(&mut self, trouble: &Trouble<'_>) {
        self.in_trouble = true;
        if !trouble.identity().is_empty() {
            self.subject.queues.insert(trouble.identity());
        }
        self.line(trouble.queue.last_error.place());
    }

    fn line(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.evidence.insert(place);
        }
    }

    /// The finding: proven where it rests on nothing but printed values.
    fn finding(self, severity: Severity, facts: Facts) -> Finding {
        let certainty = if self.gaps.is_empty() { Certainty::Proven } else { Certainty::Likely };
        Finding {
            severity,
            certainty,
            facts,
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence.into_iter().collect(),
            needs: self.needs,
            remedies: Vec::new(),
        }
    }
}

/// The items in their order, each once.
pub(super) fn distinct<T: Eq + Hash>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect::<IndexSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_one_row() {
        let listed = || FINDINGS.iter().flat_map(|kind| kind.codes);
        for code in Code::ALL {
            assert_eq!(listed().filter(|row| row.code == *code).count(), 1, "{}", code.as_str());
        }
        assert!(listed().all(|row| Code::ALL.contains(&row.code) && !row.sources.is_empty()));
    }
}
