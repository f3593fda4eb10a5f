//! The findings, one per file, and the table that lists them.
//!
//! Each file's header is the finding's documentation: what happens, why it matters, what decides it, what to do, when
//! it is fine, sources. A new finding is a file here, a line in [`DETECTORS`], a variant of
//! [`Code`](super::Code) and [`Facts`](super::Facts), and its words in each language; the compiler asks for the rest.

mod connection_limit;
mod connector_fqdn_mismatch;
mod connector_never_chosen;
mod default_connector_edited;
mod default_connector_gap;
mod default_connector_missing_exchange_auth;
mod exchange_auth_not_offered;
mod explained;
mod frontend_vs_backend_permission;
mod hcw_picked_other_connector;
mod hub_role_connector_on_25;
mod input_truncated;
pub(super) mod last_error_not_shown;
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
mod relay_captures_exchange;
mod relay_captures_load_balancer;
mod relay_captures_nat_gateway;
mod relay_would_capture_exchange;
mod reply_explained;
mod single_destination_throughput;
mod tls_certificate_name_stale;
mod waits_for_routing;
mod whole_internet_on_own_address;
mod x_anonymous_tls_suppressed;

use super::case::{Case, Trouble};
use super::catalogue::Known;
use super::code::Code;
use super::facts::{Facts, HubReply};
use super::finding::{Certainty, Finding, Severity, Subject};
use super::need::Need;
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
    connection_limit::detect,
    nobody_may_submit::detect,
    own_address_in_range::detect,
    relay_captures_nat_gateway::detect,
    refused_relay::detect,
    frontend_vs_backend_permission::detect,
    tls_certificate_name_stale::detect,
    range_entries_near_limit::detect,
    single_destination_throughput::detect,
    waits_for_routing::detect,
    hcw_picked_other_connector::detect,
    relay_captures_load_balancer::detect,
];

/// What follows from the other findings: asked last.
pub(super) fn consequences(case: &Case<'_>, findings: &mut Vec<Finding>) {
    drop_explained_replies(findings);
    // The connector that may have answered is there: it is that of the other service.
    let by_hub = findings
        .iter()
        .filter(|f| matches!(f.facts, Facts::HubRoleConnectorOn25 { queues_fail_with: HubReply::CannotAchieve, .. }));
    let has_hub = findings.iter().any(|f| matches!(f.facts, Facts::HubRoleConnectorOn25 { .. }));
    let by_hub: Vec<_> = by_hub.flat_map(|f| f.subject.queues.iter().cloned()).collect();
    findings.retain(|f| {
        // Events that say the same are among its evidence.
        if has_hub && f.code() == Code::Reply(Known::PortTaken) {
            return false;
        }
        let asks = matches!(&f.facts, Facts::ExchangeAuthNotOffered { signs, missing_targets, .. } if signs.is_empty() && missing_targets.is_empty());
        !(asks && !f.subject.queues.is_empty() && f.subject.queues.iter().all(|q| by_hub.contains(q)))
    });
    let of = |is: fn(&Facts) -> bool| -> Vec<usize> {
        findings.iter().filter(|f| is(&f.facts)).flat_map(|f| f.subject.connectors.iter().copied()).collect()
    };
    let failing = of(|facts| matches!(facts, Facts::PermissionGroupMissing { .. }));
    let edited = of(|facts| {
        matches!(
            facts,
            Facts::DefaultConnectorEdited(_)
                | Facts::DefaultConnectorDisabled(_)
                | Facts::DefaultConnectorNarrowed(_)
                | Facts::DefaultConnectorIpv6Gap(_)
        )
    });
    findings.retain(|f| {
        !default_connector_edited::is_told(f, &failing) && !partial_server_config::is_told(f, case, &edited)
    });
    // While a queue fails, nobody is asked about other things.
    if findings.iter().any(|f| f.severity == Severity::Blocking) {
        findings.retain(|f| !f.is_question());
    }
    if findings.iter().all(Finding::is_question) {
        findings.extend(connection_limit::in_question(case));
    }
    let logging = protocol_logging_off::detect(case, findings);
    findings.extend(logging);
}

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

/// What the catalogue says of a reply adds nothing where every line that holds it is explained by what was found; for
/// a reply outside queues a question that is more exact will do.
fn drop_explained_replies(findings: &mut Vec<Finding>) {
    let lines = |sure: bool| -> Set<Place> {
        let explains = |f: &&Finding| explains_reply(&f.facts) && (!sure || f.certainty != Certainty::Possible);
        findings.iter().filter(explains).flat_map(|f| f.evidence.iter().copied()).collect()
    };
    let (sure, any) = (lines(true), lines(false));
    findings.retain(|f| {
        let explained = if f.subject.queues.is_empty() { &any } else { &sure };
        let general = matches!(f.facts, Facts::ReplyExplained { .. }) && f.certainty == Certainty::Possible;
        !(general && !f.evidence.is_empty() && f.evidence.iter().all(|place| explained.contains(place)))
    });
}

/// Whether the facts explain an SMTP reply.
const fn explains_reply(facts: &Facts) -> bool {
    matches!(
        facts,
        Facts::LimitReached { .. }
            | Facts::RelayClientNotMatched(_)
            | Facts::RelayClientInQuestion
            | Facts::RelayGrantedOnDefault(_)
            | Facts::RelayRightMissing(_)
            | Facts::HybridRelayRightMissing(_)
            | Facts::FrontendVsBackendPermission { .. }
    )
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
        if case.connector(index).is_some_and(|c| c.contradicted) {
            self.gaps.insert(Gap::Contradiction { connector: index });
        }
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
    fn finding(self, severity: Severity, facts: Facts) -> Finding {
        let certainty = if self.gaps.is_empty() { Certainty::Proven } else { Certainty::Likely };
        Finding {
            severity,
            certainty,
            facts,
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence,
            needs: self.needs,
            remedies: Vec::new(),
        }
    }
}

/// Adds what is not there yet; mostly, it is the last one or none.
fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) && !list.contains(&item) {
        list.push(item);
    }
}
