//! The findings, one per file, and the table that lists them.
//!
//! Each file's header is the finding's documentation: what happens, why it matters, what decides it, what to do, when
//! it is fine, sources. A new finding is a file here, a line in [`DETECTORS`], a variant of
//! [`Code`](super::Code) and [`Facts`](super::Facts), and its words in each language; the compiler asks for the rest.

mod connector_fqdn_mismatch;
mod connector_never_chosen;
mod default_connector_edited;
mod default_connector_gap;
mod default_connector_missing_exchange_auth;
mod exchange_auth_not_offered;
mod explained;
mod hub_role_connector_on_25;
mod input_truncated;
pub(super) mod last_error_not_shown;
mod log_contradicts_prediction;
mod not_a_receive_connector_question;
mod ok_intended_internal_connector;
mod open_relay;
mod partial_server_config;
mod path_between_healthy_connectors;
mod permission_group_missing;
mod ranges_in_conflict;
mod ranges_not_nested;
mod relay_captures_exchange;
mod relay_would_capture_exchange;
mod reply_explained;
mod whole_internet_on_own_address;
mod x_anonymous_tls_suppressed;

use super::case::{Case, Trouble};
use super::finding::{Certainty, Code, Facts, Finding, Need, Severity, Subject};
use super::latent::Latent;
use super::trial::{Gap, Trial};
use crate::model::Place;
use crate::ordered::Set;
use crate::remedy;

/// Every detector. Their order does not matter: the report's order is that of [`Code`].
pub(super) const DETECTORS: &[fn(&Case<'_>) -> Vec<Finding>] = &[
    log_contradicts_prediction::detect,
    hub_role_connector_on_25::detect,
    input_truncated::detect,
    ranges_not_nested::detect,
    relay_captures_exchange::detect,
    default_connector_missing_exchange_auth::detect,
    permission_group_missing::detect,
    x_anonymous_tls_suppressed::detect,
    connector_fqdn_mismatch::detect,
    exchange_auth_not_offered::detect,
    path_between_healthy_connectors::detect,
    reply_explained::detect,
    not_a_receive_connector_question::detect,
    relay_would_capture_exchange::detect,
    open_relay::detect,
    partial_server_config::detect,
    ok_intended_internal_connector::detect,
    default_connector_gap::detect,
    default_connector_edited::detect,
    ranges_in_conflict::detect,
    whole_internet_on_own_address::detect,
    connector_never_chosen::detect,
];

/// Rivals that only "cannot be excluded" say nothing where every queue that they speak of is explained by a proven
/// finding.
pub(super) fn drop_explained_rivals(findings: &mut Vec<Finding>) {
    let proven: Vec<String> = findings
        .iter()
        .filter(|f| f.severity == Severity::Blocking && f.certainty == Certainty::Proven)
        // That something is otherwise than pasted explains no reply.
        .filter(|f| f.code() != Code::LogContradictsPrediction)
        .flat_map(|f| f.subject.queues.iter().cloned())
        .collect();
    findings.retain(|f| {
        let rival = f.certainty == Certainty::Possible && f.severity == Severity::Blocking;
        let explained = !f.subject.queues.is_empty() && f.subject.queues.iter().all(|q| proven.contains(q));
        !(rival && explained && f.code() != Code::InputTruncated)
    });
}

/// Asks remedy to get a trial's source off the connector that takes it.
fn order(case: &Case<'_>, orders: &mut Vec<remedy::Capture>, connector: usize, trial: &Trial<'_>) {
    let session = &trial.session;
    let expected = trial.expected(case.snapshot());
    remedy::Capture::add(orders, connector, session.port, session.local, session.source, expected);
}

/// A finding about a pattern, as it is put together connector by connector.
#[derive(Default)]
struct Outline {
    subject: Subject,
    gaps: Set<Gap>,
    evidence: Vec<Place>,
    needs: Vec<Need>,
    /// Whether a queue fails for it.
    in_trouble: bool,
}

impl Outline {
    /// Adds a connector with a line that shows the pattern.
    fn connector(&mut self, case: &Case<'_>, index: usize, place: Option<Place>) {
        add(&mut self.subject.connectors, index);
        if let Some(connector) = case.connector(index).filter(|c| !c.server.is_empty()) {
            add(&mut self.subject.servers, connector.server.clone());
        }
        self.line(place);
    }

    /// Adds a queue that fails for it.
    fn queue(&mut self, trouble: &Trouble<'_>) {
        self.in_trouble = true;
        if !trouble.identity().is_empty() {
            add(&mut self.subject.queues, trouble.identity());
        }
        self.line(trouble.queue.last_error.place());
    }

    fn line(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            add(&mut self.evidence, place);
        }
    }

    /// The finding: proven where it rests on nothing but printed values.
    fn finding(self, severity: Severity, facts: Latent) -> Finding {
        let certainty = if self.gaps.is_empty() { Certainty::Proven } else { Certainty::Likely };
        Finding {
            severity,
            certainty,
            facts: Facts::Latent(facts),
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence,
            needs: self.needs,
            remedies: Vec::new(),
        }
    }
}

/// Adds what is not there yet.
fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
