//! English.

mod in_use;
mod latent;
mod observed;
mod queues;

use crate::diagnosis::facts::{
    CauseIs, ConnectorValue, Facts, HiddenEntries, HubReply, QueuesFail, RelayThrough, RightIs, ServerMail,
};
use observed::{activate, contradiction, group_missing, offered_after_all, suppressed, with_signs};
use queues::{capture, certificate, elsewhere, inspection, not_offered, would_capture, would_capture_if_enabled};

use super::{Text, Words, is_reply, join, lines, many, they};
use crate::diagnosis::catalogue::{Known, SaidBy};
use crate::diagnosis::finding::Certainty;
use crate::model::Size;
use crate::report::{Language, commands};
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
fn without_authentication(connectors: &[String], takes: &[String], queues_fail_with: HubReply) -> String {
    if takes.is_empty() && queues_fail_with != HubReply::CannotAchieve {
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
            Facts::PermissionGroupMissing { connector, senders, groups, admitted_as, queues } => {
                group_missing(connector, senders, groups, *admitted_as, *queues)
            }
            Facts::XAnonymousTlsSuppressed { connector, senders } => suppressed(connector, senders),
            Facts::RelayCapturesExchange(facts) => capture(facts, false),
            Facts::RelayCapturesExchangeExternallySecured(facts) => capture(facts, true),
            Facts::RelayWouldCaptureExchange { captures, not_the_cause_of } => would_capture(captures, not_the_cause_of),
            Facts::DisabledRelayWouldCaptureExchange(captures) => would_capture_if_enabled(captures),
            Facts::HubRoleConnectorOn25 { connectors, servers, own, queues_fail_with, takes } => Text {
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
                why: if *queues_fail_with == HubReply::CannotAchieve {
                    "A queue towards this server fails with 451 5.7.3: where the Transport service has got the port, this \
                     connector answers the sender."
                        .to_owned()
                } else if *queues_fail_with == HubReply::NotAvailable {
                    "A queue towards this server fails with 421 4.3.2, which is what a connection gets when it ends at \
                     the service that has no connector for it."
                        .to_owned()
                } else {
                    "New-ReceiveConnector makes a HubTransport connector unless it is told otherwise; on a server with \
                     both services, port 25 belongs to the front end."
                        .to_owned()
                } + &without_authentication(connectors, takes, *queues_fail_with),
                action: "Give the connector the role FrontendTransport, then restart Microsoft Exchange Frontend \
                         Transport and Microsoft Exchange Transport on that server. Mail stops for the restart."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders, hidden: HiddenEntries::Unreadable } => Text {
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
            Facts::InputTruncated { connectors, senders, hidden: HiddenEntries::CutOff } => Text {
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
                    winner.connector,
                    join(others.iter().map(|o| &o.connector), AND)
                ),
                what: format!(
                    "{} has {} ({}), {}. Exchange allows overlap only where one range is wholly inside the other, so \
                     nothing that is documented says which connector answers {address}. The smaller range would win, \
                     as observed in Exchange 2013.",
                    winner.connector,
                    winner.range,
                    addresses(winner.size),
                    join(others.iter().map(|o| format!("{} has {} ({})", o.connector, o.range, addresses(o.size))), AND)
                ),
                why: "The cmdlets refuse such a pair today. It dates from another time or was written past them, and \
                      every later change of either connector will be refused."
                    .to_owned(),
                action: "Nest the ranges or separate them. The receive protocol log of the server names the connector \
                         that really answered."
                    .to_owned(),
                fine_when: None,
            },
            Facts::DefaultConnectorMissingExchangeAuth { connectors, auth_mechanism, servers, senders, made_for } => Text {
                title: if *made_for == ServerMail::ToOutside {
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
                what: if *made_for == ServerMail::ToOutside {
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
                action: if *made_for == ServerMail::ToEdge {
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
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, reply, .. } => {
                not_offered(senders, missing_targets, missing_addresses, *reply)
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
            Facts::ReplyExplained { known, reply, cause, queues, replies, signs } => {
                let (headline, meaning, check) = explain(*known);
                let rival = *reply != Some(*known) && *cause == CauseIs::Possible;
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
            Facts::ConnectorFqdnMismatch { connector, server, fqdn, queues } => Text {
                title: format!("{connector} announces itself as {fqdn}, which is not the name of {server}."),
                what: "An Exchange server that lands on it asks Kerberos for a ticket for that name, gets none or one for \
                       another account, and authentication fails with 454 4.7.0 Temporary authentication failure."
                    .to_owned(),
                why: format!(
                    "AuthMechanism holds ExchangeServer, and Fqdn is {fqdn}. Exchange allows only the server's own name \
                     there; the value dates from before ExchangeServer was added, or was written past the cmdlets.{}",
                    if *queues == QueuesFail::Now { " A queue to this server fails with just this reply." } else { "" }
                ),
                action: "Set Fqdn of this connector to the server's own full name. For a public name towards the Internet \
                         use a connector of its own without ExchangeServer."
                    .to_owned(),
                fine_when: Some("Where no other Exchange server ever lands on this connector.".to_owned()),
            },
            Facts::OpenRelay { connector, ranges, right, through } => Text {
                title: format!("{connector} lets everybody in a large range relay to the Internet."),
                what: "Every host in the range can send to any recipient in the organization's name. One infected machine \
                       is enough to be blacklisted; a load balancer or gateway in the range relays for everybody behind it."
                    .to_owned(),
                why: format!(
                    "Its ranges hold {}. {}",
                    join(ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND),
                    if *through == RelayThrough::ExternallySecured {
                        "The connector is externally secured: whoever lands there relays, counts as internal, and passes filters and size \
                         limits; forged inside senders are believed."
                    } else {
                        "Custom beside AnonymousUsers shows extra rights for anonymous senders, usually the right to relay."
                    }
                ),
                action: if *through == RelayThrough::DefaultFrontend {
                    "Take ms-Exch-SMTP-Accept-Any-Recipient away from ANONYMOUS LOGON on this connector with \
                     Remove-ADPermission. Leave its ranges: mail from the Internet needs them, and does not need that right."
                        .to_owned()
                } else if *right == RightIs::Shown {
                    "Narrow the ranges to the hosts that relay.".to_owned()
                        + if *through == RelayThrough::ExternallySecured { "" } else { " Get-ADPermission shows the right to relay." }
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
                        let values = d.values.iter().map(|ConnectorValue { connector: name, value }| {
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
            Facts::DefaultConnectorDisabled(facts) => latent::disabled(facts),
            Facts::DefaultConnectorNarrowed(facts) => latent::narrowed(facts),
            Facts::DefaultConnectorIpv6Gap(facts) => latent::without_ipv6(facts),
            Facts::DefaultConnectorEdited(edits) => latent::edited(edits),
            Facts::RangesCross(pairs) => latent::conflict(false, pairs),
            Facts::EqualRanges(pairs) => latent::conflict(true, pairs),
            Facts::WholeInternetOnOwnAddress(takes) => Text {
                title: format!(
                    "{} takes everything that reaches {}, ahead of the default connector.",
                    join(takes.iter().map(|t| &t.connector), AND),
                    join(takes.iter().map(|t| &t.value), AND)
                ),
                what: "At equal size the binding to the exact address wins over a binding to every address. An Exchange \
                       server that connects to this address lands here and gives up with 451 5.7.3, or is refused."
                    .to_owned(),
                why: "Its range is the whole address space, it is bound to this one local address, and it does not serve \
                      Exchange servers."
                    .to_owned(),
                action: "See that the server's name does not resolve to this address inside, or narrow the range."
                    .to_owned(),
                fine_when: Some("Where this address is for the Internet only.".to_owned()),
            },
            Facts::ConnectorNeverChosen(all) => latent::never_chosen(all),
            Facts::LimitReached { reply, limited } => in_use::limit_reached(*reply, limited),
            Facts::LimitLow(limited) => in_use::limit_low(limited),
            Facts::NobodyMaySubmit(connectors) => Text::of(
                format!("{} nobody: whoever lands there is refused.", they(connectors, AND, ["admits", "admit"])),
                "At MAIL FROM, senders without a login get 530 5.7.1 Client was not authenticated; those who logged in may not submit \
                 either.",
                "PermissionGroups is None, as New-ReceiveConnector makes a custom connector unless it is told otherwise.",
                "Set the groups that the connector is made for, AnonymousUsers for devices that do not log in.",
                Some("Where it is meant to turn senders away."),
            ),
            Facts::XAnonymousTlsSuppressedUnused(connectors) => Text::of(
                format!("{} X-ANONYMOUSTLS from Exchange servers.", they(connectors, AND, ["hides", "hide"])),
                "Exchange servers that land there give up with 451 5.7.3 Cannot achieve Exchange Server authentication, \
                 unless UseDowngradedExchangeServerAuth is set on every one of them. No queue in the paste fails on it now.",
                "SuppressXAnonymousTls is True. It is made for WAN optimisers, on a connector of its own for one path.",
                "Set SuppressXAnonymousTls to False, or see that every sender is configured for it.",
                Some("On a connector for WAN optimisers whose senders are all configured for it."),
            ),
            Facts::RelayCapturesUm(held) => in_use::old_server(held),
            Facts::RelayHoldsOwnAddress(held) => in_use::own_address(held),
            Facts::RelayCapturesNatGateway(held) => in_use::gateway(held),
            Facts::GatewayInQuestion(subnets) => in_use::gateway_in_question(subnets),
            Facts::RelayClientNotMatched(clients) => in_use::client_not_matched(clients),
            Facts::RelayClientInQuestion => in_use::client_in_question(),
            Facts::RelayGrantedOnDefault(granted) => in_use::granted_on_default(granted),
            Facts::LimitInQuestion(limited) => Text::of(
                format!(
                    "{} few connections from one address: low where all mail comes through one filter.",
                    they(limited.iter().map(|l| &l.connector), AND, ["allows", "allow"])
                ),
                lines(limited, |l| {
                    let values = join(l.values.iter().map(|limit| format!("{} {}", limit.property.spelling(), limit.value)), AND);
                    format!("{} has {values}.", l.connector)
                }),
                "These are the values of setup. A spam filter, gateway or load balancer in front is one source for all mail from \
                 outside; above the limit it gets 421 4.3.2 The maximum number of concurrent connections has exceeded a limit, and \
                 its own queue grows.",
                "See in the queue of the filter whether it gets that reply, or on this server event 1021; then raise \
                 MaxInboundConnectionPerSource and MaxInboundConnectionPercentagePerSource of this connector.",
                Some("Where mail arrives from many addresses."),
            ),
            Facts::HcwPickedOtherConnector { picked, lands_on } => Text::of(
                format!(
                    "{} the settings for Exchange Online, but mail from there lands on {}.",
                    they(picked.iter().map(|p| &p.connector), AND, ["has", "have"]),
                    join(lands_on, AND)
                ),
                lines(picked, |it| format!("TlsDomainCapabilities of {} is {}.", it.connector, it.value)),
                "By the ranges, the published addresses of Exchange Online land on another connector on port 25, which has no such \
                 property: hybrid mail is then not recognised, loses its headers and counts as foreign.",
                "Move TlsCertificateName and TlsDomainCapabilities to the connector where that mail lands; or run \
                 the Hybrid Configuration Wizard again and choose the right connector.",
                Some("Where mail from Exchange Online comes through an Edge server or a filter."),
            ),
            Facts::RelayCapturesLoadBalancer(single) => Text::of(
                format!(
                    "{} single addresses: is one of them a load balancer?",
                    they(single.iter().map(|s| &s.connector), AND, ["lists", "list"])
                ),
                lines(single, |it| format!("{} has {}.", it.connector, it.value)),
                "A load balancer that puts its own address in the place of the senders' makes all of them look like this one: \
                 everybody who reaches it relays.",
                "Let it keep the senders' addresses (transparent mode, direct server return), or restrict who reaches it, and take \
                 its address off the connector.",
                Some("Where every address is that of a host that sends."),
            ),
            Facts::HybridRelayRightMissing(connectors) => Text::of(
                format!("{} not let mail from Exchange Online relay.", they(connectors, AND, ["does", "do"])),
                "Where mail of cloud users to the Internet goes through this server (centralised mail transport), every recipient \
                 outside is refused with 550 5.7.1 Unable to relay.",
                "The connector admits anonymous senders and grants them nothing beyond. Exchange Online is let through only where \
                 TlsDomainCapabilities recognises it by its certificate.",
                "Correct TlsDomainCapabilities and TlsCertificateName of the connector (the Hybrid Configuration Wizard does). Do not \
                 grant the right to relay to the ranges of Exchange Online: every other tenant sends from them too.",
                Some("Where cloud mail to the Internet does not come this way."),
            ),
            Facts::RelayRightMissing(connectors) => Text::of(
                format!("{} not grant the right to relay.", they(connectors, AND, ["does", "do"])),
                "Senders that land there reach recipients inside; every other recipient is refused with 550 5.7.54 Unable to \
                 relay recipient in non-accepted domain.",
                "Anonymous senders do not hold ms-Exch-SMTP-Accept-Any-Recipient there: AnonymousUsers without Custom stands for \
                 the rights of setup, and Get-ADPermission, where it is pasted, does not list the right.",
                "If these clients may relay, grant ANONYMOUS LOGON that right on this connector with Add-ADPermission, and \
                 keep its ranges to single hosts. Never on Default Frontend.",
                Some("Where its clients write to recipients inside only."),
            ),
            Facts::FrontendVsBackendPermission { front, behind, user, right } => Text::of(
                format!("{user} has {right} on {front}, but it is checked on {behind}."),
                "The front end hands the session over; the Transport service then refuses the message with 550 5.7.60 Client \
                 does not have permissions to send as this sender, after DATA.",
                "The right is shown on the connector in front and not on the one behind it.",
                "Grant the same right on the connector behind, for this account only: it may then send as anybody.",
                Some("Where the account is not meant to send as others."),
            ),
            Facts::TlsCertificateNameStale(all) => Text::of(
                format!(
                    "{} a certificate that is not in the list.",
                    they(all.iter().map(|a| &a.connector), AND, ["names", "name"])
                ),
                lines(all, |it| format!("TlsCertificateName of {} is {}.", it.connector, it.value)),
                "No certificate in the paste has this issuer and subject. The connector then offers another certificate or no \
                 STARTTLS, and hybrid mail or partners that check the name are refused.",
                "Name the certificate that replaced it, or set TlsCertificateName to $null.",
                Some("Where the list is of another server."),
            ),
            Facts::TlsDomainCapabilitiesStale(all) => Text::of(
                format!(
                    "{} Exchange Online by a certificate that it no longer uses.",
                    they(all.iter().map(|a| &a.connector), AND, ["knows", "know"])
                ),
                lines(all, |it| format!("TlsDomainCapabilities of {} is {}.", it.connector, it.value)),
                "Mail from Exchange Online is then not recognised as hybrid mail: it loses its headers and counts as foreign.",
                "Run the Hybrid Configuration Wizard again; it writes mail.protection.outlook.com instead.",
                Some("Where there is no hybrid deployment any more."),
            ),
            Facts::RemoteIpRangesLimit(all) => Text::of(
                format!("{} almost as many remote ranges as fit.", they(all.iter().map(|a| &a.connector), AND, ["has", "have"])),
                lines(all, |it| format!("{} has {}.", it.connector, it.entries)),
                "About 1,300 entries fit; then Active Directory refuses with \"administrative limit exceeded\". Taking one \
                 address out of a range makes one entry more.",
                "Write neighbouring single addresses as one range, before a change is urgent.",
                Some("Where nothing will be added."),
            ),
            Facts::ProtocolLoggingOff(connectors) => Text::of(
                format!(
                    "{} no protocol log, which would settle the suspicion.",
                    they(connectors, AND, ["writes", "write"])
                ),
                "The receive protocol log names the connector that really answered, and what it offered.",
                "ProtocolLoggingLevel is None.",
                format!("Switch it on, wait for the next attempt, read the log: {}", commands::verbose_logging(connectors)),
                None,
            ),
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
