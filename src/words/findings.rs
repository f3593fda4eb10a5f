//! The texts of findings: which topic tells a finding, and how sure its title sounds.

use super::Words;
use super::captures::ExternallySecured;
use super::queues::has_rivals;
use super::template::templates;
use crate::diagnosis::Certainty;
use crate::diagnosis::facts::{Facts, ReplyIs};

templates! {
    /// How sure a title sounds.
    Hedges {
        likely(claim);
        possible(claim);
    }
}

/// The texts of a finding: what, why, what to do, and when it is fine.
pub(crate) struct FindingText {
    /// One sentence that stands alone.
    pub(crate) title: String,
    /// What happens.
    pub(crate) what: String,
    /// Why, with numbers.
    pub(crate) why: String,
    /// What to do.
    pub(crate) action: String,
    /// When it is fine; `None` where it never is.
    pub(crate) fine_when: Option<String>,
}

/// The texts of a finding.
pub(super) fn text(
    title: impl Into<String>,
    what: impl Into<String>,
    why: impl Into<String>,
    action: impl Into<String>,
    fine_when: Option<&str>,
) -> FindingText {
    FindingText {
        title: title.into(),
        what: what.into(),
        why: why.into(),
        action: action.into(),
        fine_when: fine_when.map(str::to_owned),
    }
}

/// Whether a finding's title says what happens, and not what is printed, what would be, or what is not known: then it
/// is as sure as the finding. Replies of the catalogue say themselves that they have rivals.
fn is_claim(facts: &Facts) -> bool {
    matches!(
        facts,
        Facts::RelayCapturesExchange(_)
            | Facts::RelayCapturesExchangeExternallySecured(_)
            | Facts::SmtpInspection(_)
            | Facts::InternalTransportCertificateMissing(_)
            | Facts::EdgeConnectorInQuestion { .. }
            | Facts::ExchangeAuthNotOffered { reply: ReplyIs::Hidden, .. }
            | Facts::OpenRelay { .. }
            | Facts::RelayRightMissing(_)
            | Facts::HybridRelayRightMissing(_)
    ) || is_plain_reply(facts)
}

/// Whether a finding explains a reply or an event of which no queue is shown, and names no rival: what it says is then as
/// sure as the finding.
fn is_plain_reply(facts: &Facts) -> bool {
    matches!(facts, Facts::ReplyExplained { known, reply, cause, queues, .. }
        if queues.is_empty() && !has_rivals(*known, *reply, *cause))
}

impl Words {
    /// The texts of a finding, its title as sure as the finding.
    pub(crate) fn finding(&self, facts: &Facts, certainty: Certainty) -> FindingText {
        let mut text = self.plain_finding(facts);
        if is_claim(facts) {
            match certainty {
                Certainty::Proven => {}
                Certainty::Likely => text.title = self.hedges.likely(&text.title),
                Certainty::Possible => text.title = self.hedges.possible(&text.title),
            }
        }
        text
    }

    fn plain_finding(&self, facts: &Facts) -> FindingText {
        match facts {
            Facts::RelayCapturesExchange(facts) => self.capture(facts, ExternallySecured::No),
            Facts::RelayCapturesExchangeExternallySecured(facts) => self.capture(facts, ExternallySecured::Yes),
            Facts::RelayWouldCaptureExchange { captures, not_the_cause_of, other_replies, in_use } => {
                self.would_capture(captures, not_the_cause_of, other_replies, *in_use)
            }
            Facts::DisabledRelayWouldCaptureExchange(captures) => self.disabled_would_capture(captures),

            Facts::LogContradictsPrediction(list) => self.contradiction(list),

            Facts::HubRoleConnectorOn25 { connectors, own, queues_fail_with, takes } => {
                self.hub_on_25(connectors, own, *queues_fail_with, takes)
            }
            Facts::TransportRoleConflict { connector, role, others, port, queues_fail_with } => {
                self.role_conflict(connector, role, others, *port, *queues_fail_with)
            }
            Facts::DefaultConnectorMissingExchangeAuth { connectors, made_for, auth_mechanism, servers, senders } => {
                self.missing_authentication(connectors, *made_for, auth_mechanism, servers, senders)
            }
            Facts::ExchangeAuthNotOffered { senders, signs, .. } if !signs.is_empty() => {
                self.offered_after_all(senders, signs)
            }
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, reply, .. } => {
                self.not_offered(senders, missing_targets, missing_addresses, *reply)
            }
            Facts::EdgeConnectorInQuestion { senders } => self.edge_in_question(senders),
            Facts::PermissionGroupMissing { connector, senders, groups, admitted_as, queues } => {
                self.group_missing(connector, senders, groups, *admitted_as, *queues)
            }
            Facts::SubmitRightDenied { connector, senders, queues } => self.submit_denied(connector, senders, *queues),
            Facts::XAnonymousTlsSuppressed { connector, senders } => self.suppressed(connector, senders),
            Facts::XAnonymousTlsSuppressedUnused(connectors) => self.suppressed_unused(connectors),
            Facts::SmtpInspection(path) => self.inspection(path),
            Facts::InternalTransportCertificateMissing(path) => self.certificate(path),
            Facts::ConnectorFqdnMismatch { connector, server, fqdn, queues } => {
                self.fqdn_mismatch(connector, server, fqdn, *queues)
            }
            Facts::OkIntendedInternalConnector { connectors, senders } => self.intended(connectors, senders),

            Facts::ReplyExplained { known, reply, narrowed, cause, queues, replies, signs } => {
                self.reply_explained((*known, *reply, *narrowed), *cause, queues, replies, signs)
            }
            Facts::WaitsForRouting { known, queues } => self.waits_for_routing(*known, queues),
            Facts::LastErrorNotShown { queues } => self.last_error_not_shown(queues),
            Facts::SingleDestinationThroughput { queues } => self.throughput(queues),
            Facts::NotAReceiveConnectorQuestion { queues, reason, reply, unknown, outer } => {
                self.elsewhere(queues, *reason, reply.as_deref(), unknown.as_ref(), outer.as_deref())
            }

            Facts::DefaultConnectorDisabled(facts) => self.disabled(facts),
            Facts::DefaultConnectorNarrowed(facts) => self.narrowed(facts),
            Facts::DefaultConnectorIpv6Gap(facts) => self.ipv6_gap(facts),
            Facts::DefaultConnectorEdited(edits) => self.edited(edits),
            Facts::InputTruncated { connectors, senders, hidden } => self.truncated(connectors, senders, *hidden),
            Facts::RangesNotNested { winner, others, address } => self.ranges_not_nested(winner, others, address),
            Facts::RangesCross(pairs) => self.ranges_cross(pairs),
            Facts::EqualRanges(pairs) => self.equal_ranges(pairs),
            Facts::WholeInternetOnOwnAddress(takes) => self.whole_internet(takes),
            Facts::ConnectorNeverChosen(all) => self.never_chosen(all),
            Facts::PartialServerConfig { connectors, differences } => self.partial_config(connectors, differences),

            Facts::LimitReached { reply, limited } => self.limit_reached(*reply, limited),
            Facts::LimitLow(limited) => self.limit_low(limited),
            Facts::LimitInQuestion(limited) => self.limit_in_question(limited),
            Facts::NobodyMaySubmit(connectors) => self.nobody_may_submit(connectors),
            Facts::OpenRelay { connector, ranges, right, through } => {
                self.open_relay(connector, ranges, *right, *through)
            }
            Facts::RelayCapturesUm(held) => self.holds_other_roles(held),
            Facts::RelayHoldsOwnAddress(held) => self.holds_own_address(held),
            Facts::RelayCapturesNatGateway(held) => self.holds_gateway(held),
            Facts::GatewayInQuestion(subnets) => self.gateway_in_question(subnets),
            Facts::RelayClientNotMatched(clients) => self.client_not_matched(clients),
            Facts::RelayClientInQuestion => self.client_in_question(),
            Facts::RelayGrantedOnDefault(connectors) => self.granted_on_default(connectors),
            Facts::RelayRightMissing(connectors) => self.relay_right_missing(connectors),
            Facts::HybridRelayRightMissing(connectors) => self.hybrid_right_missing(connectors),
            Facts::HcwPickedOtherConnector { picked, lands_on } => self.hcw_picked_other(picked, lands_on),
            Facts::RelayCapturesLoadBalancer(single) => self.load_balancer(single),
            Facts::FrontendVsBackendPermission { front, behind, user, right } => {
                self.right_in_front(front, behind, user, right)
            }
            Facts::TlsCertificateNameStale(all) => self.stale_certificate(all),
            Facts::TlsDomainCapabilitiesStale(all) => self.stale_capabilities(all),
            Facts::RemoteIpRangesLimit(all) => self.many_entries(all),
            Facts::ProtocolLoggingOff(connectors) => self.logging_off(connectors),
            Facts::StartTlsNotOffered { host, offering, silent, is_exchange_tls } => {
                self.starttls_not_offered(host, offering, silent, *is_exchange_tls)
            }
            Facts::ConnectorWithoutCertificate { connector, wanted } => self.without_certificate(connector, wanted),
            Facts::ConnectorThatAnswered(answered) => self.connector_that_answered(answered),
            Facts::CommandRefused { rule, named, in_the_way, ranges } => {
                self.refused_command(*rule, named, in_the_way, ranges)
            }
            Facts::ConnectorByEhlo(facts) => self.connector_by_ehlo(facts),
            Facts::EhloContradictsPrediction(facts) => self.ehlo_contradicts(facts),
        }
    }
}
