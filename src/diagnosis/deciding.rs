//! What decides a finding that asks for nothing by itself: one table for all findings, with the reason of each choice.
//!
//! A finding that is not proven has a check that decides it. A proven finding has one where it offers no change: the check
//! shows whether the change is worth it. The check never asks for what the paste shows.

use super::authentication::CANNOT_ACHIEVE;
use super::case::Case;
use super::catalogue::Known;
use super::facts::{Elsewhere, Facts};
use super::finding::{Certainty, Finding};
use super::need::{Check, Need};

/// Gives a finding without a need the one that decides it.
pub(super) fn ask(case: &Case<'_>, finding: &mut Finding) {
    let has_change = finding.certainty == Certainty::Proven && !finding.remedies.is_empty();
    if finding.needs.is_empty() && !has_change {
        finding.needs.extend(deciding(case, finding));
    }
}

fn deciding(case: &Case<'_>, finding: &Finding) -> Option<Need> {
    let servers = || finding.subject.servers.iter().cloned().collect::<Vec<_>>();
    let by_reply = |known| Need::NextStep(Check::at(known, servers()));
    Some(match &finding.facts {
        // The senders in the logs decide: who lands there, who is refused, and whether anybody does.
        Facts::RelayWouldCaptureExchange { .. }
        | Facts::DisabledRelayWouldCaptureExchange(_)
        | Facts::PartialServerConfig { .. }
        | Facts::OkIntendedInternalConnector { .. }
        | Facts::DefaultConnectorMissingExchangeAuth { .. }
        | Facts::DefaultConnectorDisabled(_)
        | Facts::DefaultConnectorNarrowed(_)
        | Facts::DefaultConnectorIpv6Gap(_)
        | Facts::DefaultConnectorEdited(_)
        | Facts::RangesCross(_)
        | Facts::EqualRanges(_)
        | Facts::WholeInternetOnOwnAddress(_)
        | Facts::ConnectorNeverChosen(_)
        | Facts::NobodyMaySubmit(_)
        | Facts::RelayCapturesUm(_)
        | Facts::RelayHoldsOwnAddress(_)
        | Facts::RelayCapturesNatGateway(_)
        | Facts::RelayCapturesLoadBalancer(_)
        | Facts::HcwPickedOtherConnector { .. }
        | Facts::HybridRelayRightMissing(_)
        | Facts::TlsDomainCapabilitiesStale(_)
        | Facts::HubRoleConnectorOn25 { .. }
        | Facts::TransportRoleConflict { .. }
        | Facts::PermissionGroupMissing { .. }
        | Facts::SubmitRightDenied { .. }
        | Facts::XAnonymousTlsSuppressed { .. }
        | Facts::XAnonymousTlsSuppressedUnused(_)
        | Facts::LimitLow(_)
        | Facts::RelayClientNotMatched(_) => Need::ConnectorUsers(servers()),
        // Its own sessions show it, whatever else is open.
        Facts::RelayCapturesExchange(_) | Facts::RelayCapturesExchangeExternallySecured(_) => {
            Need::ReceiveProtocolLog(servers())
        }
        // Once the device or the certificate was seen to, the same question shows whether it helped.
        Facts::SmtpInspection(path) if path.targets.is_empty() => Need::SendProtocolLog(path.senders.clone()),
        Facts::SmtpInspection(path) => Need::EhloReply(path.targets.clone()),
        Facts::InternalTransportCertificateMissing(path) => {
            let targets = path.targets.iter().map(|target| target.server.clone());
            Need::Certificates(super::findings::distinct(targets))
        }
        // Kerberos fails only where no account has the name that the connector announces.
        Facts::ConnectorFqdnMismatch { fqdn, .. } => Need::ServicePrincipalName(vec![fqdn.clone()]),
        // One print cannot tell a queue that moves from one that stands.
        Facts::SingleDestinationThroughput { queues } => Need::QueueProgress(queues.clone()),
        Facts::NotAReceiveConnectorQuestion { queues, reason, reply, .. } => match reason {
            // The send connector is the side that belongs to the organization.
            Elsewhere::External if reply.as_deref() == Some(CANNOT_ACHIEVE) => Need::SendConnectors,
            // The senders tell whether the other host refuses messages, or this server.
            Elsewhere::External => Need::QueueMessages(queues.clone()),
            Elsewhere::MailboxDelivery => by_reply(Known::StoreDriver),
            // The log shows the dialogue before an unknown reply.
            Elsewhere::OtherReply => Need::SendProtocolLog(servers()),
            Elsewhere::Shadow => Need::QueueProgress(queues.clone()),
        },
        Facts::RelayRightMissing(connectors) => {
            Need::ConnectorPermissions { connectors: connectors.clone(), user: None }
        }
        // Whether a certificate fits the name is in the store only.
        Facts::TlsCertificateNameStale(_) => by_reply(Known::StaleCertificateName),
        Facts::RemoteIpRangesLimit(_) => by_reply(Known::RangesLimit),
        // The state is known; it stays until each requester has set it back.
        Facts::ReplyExplained { known: Known::ServiceNotActive, .. } => Need::ComponentRequesters(inactive(case)),
        _ => return None,
    })
    .filter(has_somebody_to_ask)
}

/// Whether the paste names the servers that a check would ask.
fn has_somebody_to_ask(need: &Need) -> bool {
    !matches!(need, Need::ComponentRequesters(servers) | Need::ConnectorUsers(servers) if servers.is_empty())
}

/// Servers with a transport component that is switched off.
fn inactive(case: &Case<'_>) -> Vec<String> {
    let states = case.snapshot().observations.components.iter();
    let off = states.filter(|it| !it.state.eq_ignore_ascii_case("Active")).filter_map(|it| it.server.clone());
    super::findings::distinct(off)
}
