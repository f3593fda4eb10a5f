//! English.

mod in_use;
mod latent;
mod observed;
mod queues;

use observed::{activate, contradiction, group_missing, offered_after_all, suppressed, with_signs};
use queues::{capture, certificate, elsewhere, inspection, not_offered, would_capture};

use super::{Text, Words, is_reply, join, many, they};
use crate::diagnosis::catalogue::{Known, SaidBy};
use crate::diagnosis::finding::{Certainty, Facts};
use crate::model::Size;
use crate::report::Language;
use crate::words;

/// The English words.
pub(super) struct English;

pub(super) const AND: &str = "and";

pub(super) fn addresses(size: Size) -> String {
    if size == Size::ONE { "1 address".to_owned() } else { format!("{} addresses", many(size, ',', "fewer than ")) }
}

/// Who says it.
const fn said_by(who: SaidBy) -> &'static str {
    match who {
        SaidBy::Sender => "The sending server makes this reply up itself, whatever \"responded with\" says.",
        SaidBy::Receiver => "The receiving server says this.",
        SaidBy::Either => "Either side may say this; the protocol logs of both tell which.",
    }
}

/// Headline, meaning, what to check.
fn explain(known: Known) -> (&'static str, &'static str, &'static str) {
    let reply = words::of(Language::English).reply(known);
    (reply.headline, reply.meaning, reply.check)
}

/// `EX1\1: what is said`; of a rival, that it is one.
fn told_of(queues: &[String], is_rival: bool, headline: &str) -> String {
    match (queues.is_empty(), is_rival) {
        (true, false) => headline.to_owned(),
        (true, true) => format!("One possible reason: {headline}"),
        (false, false) => format!("{}: {headline}", join(queues, AND)),
        (false, true) => format!("{}, one possible reason: {headline}", join(queues, AND)),
    }
}

/// That a connector takes Exchange servers, whichever service has it.
fn without_authentication(connectors: &[String], takes: &[String], refuses: bool) -> String {
    if takes.is_empty() && !refuses {
        return String::new();
    }
    let who = if takes.is_empty() { String::new() } else { format!(" ({})", join(takes, AND)) };
    format!(
        " {} offers no Exchange Server authentication: an Exchange server that it answers{who}, now or after the move, fails \
         with 451 5.7.3. Take the servers' addresses off it as well.",
        join(connectors, AND)
    )
}

impl Words for English {
    fn finding(&self, facts: &Facts) -> Text {
        match facts {
            Facts::LogContradictsPrediction(list) => contradiction(list),
            Facts::PermissionGroupMissing { connector, senders, groups, as_user, in_trouble } => {
                group_missing(connector, senders, groups, *as_user, *in_trouble)
            }
            Facts::XAnonymousTlsSuppressed { connector, senders } => suppressed(connector, senders),
            Facts::RelayCapturesExchange(facts) => capture(facts, false),
            Facts::RelayCapturesExchangeExternallySecured(facts) => capture(facts, true),
            Facts::RelayWouldCaptureExchange { captures, disabled, not_the_cause_of } => {
                would_capture(captures, *disabled, not_the_cause_of)
            }
            Facts::HubRoleConnectorOn25 { connectors, servers, own, in_trouble, refuses, takes } => Text {
                title: format!(
                    "{} on port 25, where the Front End Transport service of {} listens too.",
                    they(connectors, AND, ["has the HubTransport role and listens", "have the HubTransport role and listen"]),
                    join(servers, AND)
                ),
                what: if own.is_empty() {
                    "Two services want one port. One of them gets it when it starts; the other cannot serve its \
                       connectors, and connections are refused or answered with 421 4.3.2 Service not available."
                        .to_owned()
                } else {
                    format!(
                        "On {} Windows gives the port to the Transport service, because its binding is more exact than the front \
                         end's; senders there that the connector does not list get 421 4.3.2 Service not available (inferred).",
                        join(own, AND)
                    )
                },
                why: if *refuses {
                    "A queue towards this server fails with 451 5.7.3: where the Transport service has got the port, this \
                     connector answers the sender."
                        .to_owned()
                } else if *in_trouble {
                    "A queue towards this server fails with 421 4.3.2, which is what a connection gets when it ends at \
                     the service that has no connector for it."
                        .to_owned()
                } else {
                    "New-ReceiveConnector makes a HubTransport connector unless it is told otherwise; on a server with \
                     both services, port 25 belongs to the front end."
                        .to_owned()
                } + &without_authentication(connectors, takes, *refuses),
                action: "Give the connector the role FrontendTransport, then restart Microsoft Exchange Frontend \
                         Transport and Microsoft Exchange Transport on that server. Mail stops for the restart."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders, masked: true } => Text {
                title: format!(
                    "The list of {} has entries that cannot be read, so it stays open which connector answers {}.",
                    join(connectors, AND),
                    join(senders, AND)
                ),
                what: "An entry is masked or damaged. It may hold the sender's address, alone or inside a range.".to_owned(),
                why: "Every readable entry was checked and none decides it. A single address would win over everything \
                      that can be read."
                    .to_owned(),
                action: "Run the command below on an Exchange server and paste what it prints, unmasked: nothing leaves \
                         this page."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders, .. } => Text {
                title: format!(
                    "The paste cuts off the list of {}, so it stays open which connector answers {}.",
                    join(connectors, AND),
                    join(senders, AND)
                ),
                what: "PowerShell printed the first entries and three dots. What it left out may hold the sender's \
                       address, alone or inside a range."
                    .to_owned(),
                why: "Every visible entry was checked and none decides it. A hidden single address would win over \
                      everything that is visible."
                    .to_owned(),
                action: "Run the command below on an Exchange server and paste what it prints, in addition to what is \
                         here."
                    .to_owned(),
                fine_when: None,
            },
            Facts::RangesNotNested { winner, others, address } => Text {
                title: format!(
                    "{} and {} have ranges that cross, and {address} is in both.",
                    winner.0,
                    join(others.iter().map(|o| &o.0), AND)
                ),
                what: format!(
                    "{} has {} ({}), {}. Exchange allows overlap only where one range is wholly inside the other, so \
                     nothing that is documented says which connector answers {address}. The smaller range would win, \
                     as observed in Exchange 2013.",
                    winner.0,
                    winner.1,
                    addresses(winner.2),
                    join(others.iter().map(|(n, r, s)| format!("{n} has {r} ({})", addresses(*s))), AND)
                ),
                why: "The cmdlets refuse such a pair today. It dates from another time or was written past them, and \
                      every later change of either connector will be refused."
                    .to_owned(),
                action: "Nest the ranges or separate them. The receive protocol log of the server names the connector \
                         that really answered."
                    .to_owned(),
                fine_when: None,
            },
            Facts::DefaultConnectorMissingExchangeAuth { connectors, auth_mechanism, servers, senders, outbound, edge } => Text {
                title: if *outbound {
                    format!(
                        "{} not offer Exchange Server authentication, so mail to the outside does not get past {}.",
                        they(connectors, AND, ["does", "do"]),
                        join(servers, AND)
                    )
                } else {
                    format!(
                    "{} not offer Exchange Server authentication, so other Exchange servers cannot deliver to {}.",
                    they(connectors, AND, ["does", "do"]),
                    join(servers, AND)
                )
                },
                what: if *outbound {
                    format!("Such mail of {} goes there on port 717 and is not passed on.", join(senders, AND))
                } else if senders.is_empty() {
                    "Every Exchange server that lands on this connector gives up with 451 5.7.3 Cannot achieve \
                     Exchange Server authentication. No queue in the paste fails on it now."
                        .to_owned()
                } else {
                    format!("{} with 451 5.7.3.", they(senders, AND, ["lands there and gives up", "land there and give up"]))
                },
                why: format!(
                    "Its AuthMechanism is {}. Setup creates this connector with ExchangeServer; without it the server \
                     does not offer X-ANONYMOUSTLS.",
                    if auth_mechanism.is_empty() { "None".to_owned() } else { auth_mechanism.join(", ") }
                ),
                action: if *edge {
                    "Add ExchangeServer to AuthMechanism, in the shell of the Edge server."
                } else {
                    "Set Fqdn to the server's own name first, then add ExchangeServer to AuthMechanism: Exchange refuses \
                     ExchangeServer as long as another name is set."
                }
                .to_owned(),
                fine_when: Some("Where no other Exchange server ever sends to this port of this server.".to_owned()),
            },
            Facts::ExchangeAuthNotOffered { senders, signs, .. } if !signs.is_empty() => offered_after_all(
                &if senders.is_empty() { "The sending server".to_owned() } else { join(senders, AND) },
                signs,
            ),
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, is_said, .. } => {
                not_offered(senders, missing_targets, missing_addresses, *is_said)
            }
            Facts::EdgeConnectorInQuestion { senders } => Text::of(
                "The default connector of the Edge server lacks Exchange Server authentication.".to_owned(),
                format!(
                    "{} reached a connector of an Edge server that offers none. Its only connector of setup, Default internal \
                     receive connector, has it unless somebody took it off.",
                    if senders.is_empty() { "The sending server".to_owned() } else { join(senders, AND) }
                ),
                "The connectors of the Edge server are not in the paste; no other server shows them.",
                "Print them on the Edge server with the command below. Leave the Edge subscription alone until then.",
                None,
            ),
            Facts::WaitsForRouting { known, queues } => {
                let (headline, meaning, check) = explain(*known);
                Text::of(
                    told_of(queues, *known != Known::NoRoute, headline),
                    meaning,
                    "Messages wait there before they are routed. No connection is made, so receive connectors take no part.",
                    check,
                    Some("While the number of messages falls."),
                )
            }
            Facts::SmtpInspection(path) => inspection(path),
            Facts::InternalTransportCertificateMissing(path) => certificate(path),
            Facts::ReplyExplained { known, reply, is_shown, queues, replies, signs } => {
                let (headline, meaning, check) = explain(*known);
                let rival = *reply != Some(*known) && !is_shown;
                Text {
                    title: told_of(queues, rival, headline),
                    what: meaning.to_owned(),
                    why: with_signs(
                        if is_reply(replies) {
                            format!(
                            "The innermost reply is: {}. {}{}",
                            join(replies, AND),
                            said_by(reply.map_or(SaidBy::Either, Known::said_by)),
                            if rival { " It has other possible reasons." } else { "" }
                        )
                        } else {
                            format!("The paste says: {}", join(replies.iter().map(|r| format!("\"{r}\"")), AND))
                        },
                        signs,
                    ),
                    action: activate(signs).unwrap_or_else(|| check.to_owned()),
                    fine_when: None,
                }
            }
            Facts::SingleDestinationThroughput { queues } => Text {
                title: format!(
                    "{} {} without an error: slow, not stuck.",
                    join(queues, AND),
                    if queues.len() > 1 { "deliver" } else { "delivers" }
                ),
                what: "Exchange opens another connection to one destination only for every so many messages that wait. \
                       Older cumulative updates open too few, and the queue grows."
                    .to_owned(),
                why: "Status is Active and LastError is empty: nothing is refused. Receive connectors are not the question."
                    .to_owned(),
                action: "Install a cumulative update with the corrected default, or lower \
                         SmtpConnectorQueueMessageCountThresholdForConcurrentConnections in EdgeTransport.exe.config and \
                         raise MaxPerDomainOutboundConnections with Set-TransportService (KB 5006982)."
                    .to_owned(),
                fine_when: Some("After a burst, while the number of messages falls.".to_owned()),
            },
            Facts::LastErrorNotShown { queues } => Text {
                title: format!(
                    "{} {} for the next try, and the paste does not show why.",
                    join(queues, AND),
                    if queues.len() > 1 { "wait" } else { "waits" }
                ),
                what: "LastError says what failed. The default view of Get-Queue leaves it out, and a narrow table cuts it \
                       before the reply that counts."
                    .to_owned(),
                why: "Without it nobody can tell whether receive connectors are the question.".to_owned(),
                action: "Print the queue as a list with the command below and paste that.".to_owned(),
                fine_when: None,
            },
            Facts::NotAReceiveConnectorQuestion { queues, reason, reply, unknown, outer } => {
                let mut text = elsewhere(queues, *reason, reply.as_deref());
                if !text.why.ends_with('.') {
                    text.why.push('.');
                }
                if let Some(unknown) = unknown {
                    text.why = text.why + " " + &words::of(Language::English).parts(unknown);
                }
                if let Some(outer) = outer {
                    text.why = words::of(Language::English).with_wrapper(text.why, outer);
                }
                text
            }
            Facts::ConnectorFqdnMismatch { connector, server, fqdn, in_trouble } => Text {
                title: format!("{connector} announces itself as {fqdn}, which is not the name of {server}."),
                what: "An Exchange server that lands on it asks Kerberos for a ticket for that name, gets none or one for \
                       another account, and authentication fails with 454 4.7.0 Temporary authentication failure."
                    .to_owned(),
                why: format!(
                    "AuthMechanism holds ExchangeServer, and Fqdn is {fqdn}. Exchange allows only the server's own name \
                     there; the value dates from before ExchangeServer was added, or was written past the cmdlets.{}",
                    if *in_trouble { " A queue to this server fails with just this reply." } else { "" }
                ),
                action: "Set Fqdn of this connector to the server's own full name. For a public name towards the Internet \
                         use a connector of its own without ExchangeServer."
                    .to_owned(),
                fine_when: Some("Where no other Exchange server ever lands on this connector.".to_owned()),
            },
            Facts::OpenRelay { connector, ranges, granted, externally_secured, is_frontend } => Text {
                title: format!("{connector} lets everybody in a large range relay to the Internet."),
                what: "Every host in the range can send to any recipient in the organization's name. One infected machine \
                       is enough to be blacklisted; a load balancer or gateway in the range relays for everybody behind it."
                    .to_owned(),
                why: format!(
                    "Its ranges hold {}. {}",
                    join(ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND),
                    if *externally_secured {
                        "The connector is externally secured: whoever lands there relays, counts as internal, and passes filters and size \
                         limits; forged inside senders are believed."
                    } else {
                        "Custom beside AnonymousUsers shows extra rights for anonymous senders, usually the right to relay."
                    }
                ),
                action: if *is_frontend && !externally_secured {
                    "Take ms-Exch-SMTP-Accept-Any-Recipient away from ANONYMOUS LOGON on this connector with \
                     Remove-ADPermission. Leave its ranges: mail from the Internet needs them, and does not need that right."
                        .to_owned()
                } else if *granted {
                    "Narrow the ranges to the hosts that relay.".to_owned()
                        + if *externally_secured { "" } else { " Get-ADPermission shows the right to relay." }
                } else {
                    "See with the command below whether the right is there, and narrow the ranges to the hosts that relay."
                        .to_owned()
                },
                fine_when: Some("Where every host in the range may relay.".to_owned()),
            },
            Facts::PartialServerConfig { connectors, differences } => Text {
                title: format!("{} from the connector of the same name on another server.", they(connectors, AND, ["differs", "differ"])),
                what: "Mail works through one server and not through the other, by which of them it reaches.".to_owned(),
                why: differences
                    .iter()
                    .map(|d| {
                        let values = d.values.iter().map(|(name, value)| {
                            format!("{} on {name}", if value.is_empty() || value == "{}" { "empty" } else { value })
                        });
                        let property = if d.property == "RemoteIPRanges" { "RemoteIPRanges, not on each of them" } else { d.property };
                        format!("{property}: {}.", join(values, AND))
                    })
                    .collect::<Vec<_>>()
                    .join(" "),
                action: "Carry the setting over, if the difference is not meant.".to_owned(),
                fine_when: Some("Where the servers have different tasks.".to_owned()),
            },
            Facts::Latent(latent) => latent::text(latent),
            Facts::OkIntendedInternalConnector { connectors, senders } => Text {
                title: format!(
                    "{} the connections of {}, as intended.",
                    they(connectors, AND, ["takes", "take"]),
                    join(senders, AND)
                ),
                what: "It is more specific than the default connector and wins, and it offers Exchange Server \
                       authentication to the ExchangeServers group. Mail between Exchange servers works on it."
                    .to_owned(),
                why: "AuthMechanism holds ExchangeServer and PermissionGroups holds ExchangeServers: a connector made \
                      for Exchange servers."
                    .to_owned(),
                action: "Nothing. Leave it as it is.".to_owned(),
                fine_when: Some("As it is.".to_owned()),
            },
        }
    }

    fn hedge(&self, certainty: Certainty) -> &'static str {
        if certainty == Certainty::Possible { "Possible: " } else { "Probably: " }
    }
}
