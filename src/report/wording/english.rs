//! English.

use super::latent_english;
use super::observed_english::{
    activate, contradiction, group_missing, offered_after_all, suppressed, way_back, with_signs,
};
use super::replies_english::{explain, said_by};
use super::status_english::{parts, wrapper};
use super::{Names, Reason, Text, Words, count, first_few, grouped, groups, join, many, sender, short};
use crate::diagnosis::finding::{Capture, CaptureFacts, Elsewhere, Facts, Failover, Need, PathFacts};
use crate::diagnosis::trial::Gap;
use crate::intake::Layout;
use crate::model::{NoteKind, ObjectKind, Size};

/// The English words.
pub(super) struct English;

pub(super) const AND: &str = "and";

pub(super) fn addresses(size: Size) -> String {
    if size == Size::ONE { "1 address".to_owned() } else { format!("{} addresses", many(size, ',', "fewer than ")) }
}

impl Words for English {
    fn finding(&self, facts: &Facts) -> Text {
        match facts {
            Facts::LogContradictsPrediction(list) => contradiction(list),
            Facts::PermissionGroupMissing { connector, senders, groups, as_user } => {
                group_missing(connector, senders, groups, *as_user)
            }
            Facts::XAnonymousTlsSuppressed { connector, senders } => suppressed(connector, senders),
            Facts::RelayCapturesExchange(facts) => capture(facts, false),
            Facts::RelayCapturesExchangeExternallySecured(facts) => capture(facts, true),
            Facts::RelayWouldCaptureExchange { captures, disabled, not_the_cause_of } => {
                would_capture(captures, *disabled, not_the_cause_of)
            }
            Facts::HubRoleConnectorOn25 { connectors, servers, own, in_trouble } => Text {
                title: format!(
                    "{} has the HubTransport role and listens on port 25, where the Front End Transport service of {} listens too.",
                    join(connectors, AND),
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
                why: if *in_trouble {
                    "A queue towards this server fails with 421 4.3.2, which is what a connection gets when it ends at \
                     the service that has no connector for it."
                        .to_owned()
                } else {
                    "New-ReceiveConnector makes a HubTransport connector unless it is told otherwise; on a server with \
                     both services, port 25 belongs to the front end."
                        .to_owned()
                },
                action: "Give the connector the role FrontendTransport, then restart Microsoft Exchange Frontend \
                         Transport and Microsoft Exchange Transport on that server. Mail stops for the restart."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders } => Text {
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
            Facts::DefaultConnectorMissingExchangeAuth { connectors, auth_mechanism, servers, senders, outbound, .. } => Text {
                title: if *outbound {
                    format!(
                        "{} does not offer Exchange Server authentication, so mail to the outside does not get past {}.",
                        join(connectors, AND),
                        join(servers, AND)
                    )
                } else {
                    format!(
                    "{} does not offer Exchange Server authentication, so other Exchange servers cannot deliver to {}.",
                    join(connectors, AND),
                    join(servers, AND)
                )
                },
                what: if *outbound {
                    format!("{} hands such mail to it on port 717 and finds nothing there that would pass it on.", join(senders, AND))
                } else if senders.is_empty() {
                    "Every Exchange server that lands on this connector gives up with 451 5.7.3 Cannot achieve \
                     Exchange Server authentication. No queue in the paste fails on it now."
                        .to_owned()
                } else {
                    format!("{} lands on it and gives up with 451 5.7.3.", join(senders, AND))
                },
                why: format!(
                    "Its AuthMechanism is {}. Setup creates this connector with ExchangeServer; without it the server \
                     does not offer X-ANONYMOUSTLS.",
                    if auth_mechanism.is_empty() { "None".to_owned() } else { auth_mechanism.join(", ") }
                ),
                action: "Set Fqdn to the server's own name first, then add ExchangeServer to AuthMechanism: Exchange \
                         refuses ExchangeServer as long as another name is set."
                    .to_owned(),
                fine_when: Some("Where no other Exchange server ever sends to this port of this server.".to_owned()),
            },
            Facts::ExchangeAuthNotOffered { senders, signs, .. } if !signs.is_empty() => offered_after_all(
                &if senders.is_empty() { "The sending server".to_owned() } else { join(senders, AND) },
                signs,
            ),
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, .. } => {
                not_offered(senders, missing_targets, missing_addresses)
            }
            Facts::SmtpInspection(path) => inspection(path),
            Facts::InternalTransportCertificateMissing(path) => certificate(path),
            Facts::ReplyExplained { known, queues, replies, signs } => {
                let (headline, meaning, check) = explain(*known);
                Text {
                    title: if queues.is_empty() {
                        headline.to_owned()
                    } else {
                        format!("{}: {headline}", join(queues, AND))
                    },
                    what: meaning.to_owned(),
                    why: with_signs(
                        format!("The innermost reply is: {}. {}", join(replies, AND), said_by(known.said_by())),
                        signs,
                    ),
                    action: activate(signs).unwrap_or_else(|| check.to_owned()),
                    fine_when: None,
                }
            }
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
                    text.why = text.why + " " + &parts(unknown);
                }
                if let Some(outer) = outer {
                    text.why += wrapper(outer);
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
            Facts::OpenRelay { connector, ranges, granted, externally_secured } => Text {
                title: if *granted {
                    format!("{connector} lets everybody in a large range relay to the Internet.")
                } else {
                    format!("{connector} probably lets everybody in a large range relay to the Internet.")
                },
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
                action: if *granted {
                    "Narrow the ranges to the hosts that relay. Get-ADPermission shows the right to relay.".to_owned()
                } else {
                    "See with the command below whether the right is there, and narrow the ranges to the hosts that relay."
                        .to_owned()
                },
                fine_when: Some("Where every host in the range may relay.".to_owned()),
            },
            Facts::PartialServerConfig { connectors, differences } => Text {
                title: format!("{} differs from the connector of the same name on another server.", join(connectors, AND)),
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
            Facts::Latent(latent) => latent_english::text(latent),
            Facts::OkIntendedInternalConnector { connectors, senders } => Text {
                title: format!(
                    "{} takes the connections of {}, as it should.",
                    join(connectors, AND),
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

    fn assumption(&self, gap: &Gap, names: &Names<'_>) -> String {
        match gap {
            Gap::Enabled { connector } => {
                format!("{} is enabled (the paste does not show Enabled).", names.connector(*connector))
            }
            Gap::Role { connector } => format!(
                "{} belongs to the service that listens on the port (the paste does not show TransportRole).",
                names.connector(*connector)
            ),
            Gap::PartialList { server } => format!(
                "The paste holds every receive connector of {server} on this port (its default connector is not among them)."
            ),
            Gap::Server { server } => {
                format!("The receive connectors without a server are on {server}, as the names that setup gave say.")
            }
            Gap::Crossing { connectors } => format!(
                "{} wins over {} although their ranges cross; this is observed, not documented.",
                names.connector(connectors.0),
                names.connector(connectors.1)
            ),
            Gap::Port { sender, server, port } => format!(
                "{} reaches {server} on port {port} (their versions, which decide it, are not certain from the paste).",
                if sender.is_empty() { "The sending server" } else { sender }
            ),
            Gap::Target { queue, server } => format!(
                "{server} is one of the servers that {} delivers to.",
                if queue.is_empty() { "the queue" } else { queue }
            ),
            Gap::SourceChoice { sender } => {
                format!("{sender} connects from this address; it has others that would land elsewhere.")
            }
            Gap::SourceInRange { sender, connector } => format!(
                "The address of {} is in a range of {}.",
                if sender.is_empty() { "the sending server" } else { sender },
                names.connector(*connector)
            ),
            Gap::Reply { queue } => format!("{queue} fails for this reason (its LastError is not in the paste)."),
            Gap::Alternative { server } => {
                format!("{server}, which would take the mail, is not behind this queue or was not tried.")
            }
            Gap::MailGoesThere { sender, server, port } if sender == server => {
                format!("{sender} sends to its own port {port}.")
            }
            Gap::MailGoesThere { sender, server, port } => {
                format!("{sender} one day sends to port {port} of {server}.")
            }
            Gap::Enabling { connector } => format!("Somebody enables {}.", names.connector(*connector)),
            Gap::UsedByExchange { connector } => {
                format!("Other Exchange servers send to {}.", names.connector(*connector))
            }
            Gap::HubHoldsThePort { connector } => {
                format!("{} is what stands in the way now.", names.connector(*connector))
            }
            Gap::Explains { connector, queue } => format!(
                "{} is the reason why {queue} fails; the reply has other possible reasons.",
                names.connector(*connector)
            ),
            Gap::NotMeant { connector } => {
                format!("{} is meant to be like its namesakes on other servers.", names.connector(*connector))
            }
            Gap::RelayRight { connector } => format!(
                "The extra right of anonymous senders on {} is the right to relay.",
                names.connector(*connector)
            ),
            Gap::SendersDowngraded { connector } => format!(
                "The servers that send to {} have UseDowngradedExchangeServerAuth set, as SuppressXAnonymousTls needs.",
                names.connector(*connector)
            ),
            Gap::NotSuppressed { connector } => format!(
                "{} does not hide X-ANONYMOUSTLS (the paste does not show SuppressXAnonymousTls).",
                names.connector(*connector)
            ),
            Gap::BothServicesRun { server } => format!("Front End Transport and Transport both run on {server}."),
            Gap::IsTheReason { server } => {
                format!("What is shown of {server} is the reason for the reply, which has other possible ones.")
            }
            Gap::Untouched { server } => {
                format!("No device on the way took X-ANONYMOUSTLS out of the answer of {server}.")
            }
            Gap::SameAnswer { sender, server } => format!(
                "{} gets the same answer from {} as the transcript shows.",
                if sender.is_empty() { "The sending server" } else { sender },
                if server.is_empty() { "the target" } else { server }
            ),
            Gap::LocalChoice { server } => {
                format!("The connection reaches a local address of {server} at which this connector answers.")
            }
            Gap::AllShown { server } => format!("The paste holds every receive connector of {server}."),
            Gap::KeepsItsTask { connector } => {
                format!("{} has the task still that setup made it for.", names.connector(*connector))
            }
            Gap::FieldReports { connector } => {
                format!("What field reports say of such connectors holds for {}.", names.connector(*connector))
            }
            Gap::CertificatesOf { server } => format!("The certificates in the paste are all that {server} has."),
            Gap::Translates { address: Some(address) } => {
                format!("The gateway {address} puts its own address in the place of the senders'.")
            }
            Gap::Translates { address: None } => {
                "A gateway in the subnet puts its own address in the place of the senders'.".to_owned()
            }
            Gap::MayRelay { client } => {
                format!("{} is meant to relay.", client.map_or_else(|| "A client".to_owned(), |c| c.to_string()))
            }
            Gap::RightsShown { connector } => {
                format!("The rights that the paste shows of {} are all that count.", names.connector(*connector))
            }
        }
    }

    fn need(&self, need: &Need) -> (String, String) {
        match need {
            Need::ServerAddresses(servers) => (
                format!("The addresses of {}", join(servers, AND)),
                "Queues name servers, connectors list addresses: the address decides which connector answers."
                    .to_owned(),
            ),
            Need::ReceiveConnectors(servers) if servers.is_empty() => (
                "The receive connectors of the servers that the queue delivers to".to_owned(),
                "They show which connector answered and what it offers.".to_owned(),
            ),
            Need::ReceiveConnectors(servers) => (
                format!("The receive connectors of {} with all properties", join(servers, AND)),
                "They show which connector answered and what it offers.".to_owned(),
            ),
            Need::WholeLists(connectors) => (
                format!("The whole list of {}", join(connectors, AND)),
                "The hidden entries may hold the sender's address.".to_owned(),
            ),
            Need::QueueDetails(queues) => (
                if queues.is_empty() {
                    "The queue as a list".to_owned()
                } else {
                    format!("{} as a list", join(queues, AND))
                },
                "The table hides LastError, which says what failed.".to_owned(),
            ),
            Need::EhloReply(targets) => (
                format!(
                    "What {} answers to EHLO, asked from the sending server",
                    join(targets.iter().map(|(server, port)| format!("{server}:{port}")), "or")
                ),
                "XXXX in place of X-ANONYMOUSTLS, or a greeting of asterisks: a device on the path. X-EXPS without \
                 X-ANONYMOUSTLS: the certificate of the target."
                    .to_owned(),
            ),
            Need::SendProtocolLog(servers) => (
                format!(
                    "The send protocol log of {}",
                    if servers.is_empty() { "the sending server".to_owned() } else { join(servers, AND) }
                ),
                "It shows the address used, the server reached and its reply to EHLO.".to_owned(),
            ),
            Need::ReceiveProtocolLog(servers) => (
                format!("The receive protocol log of {}", join(servers, AND)),
                "Its connector-id column names the connector that really answered.".to_owned(),
            ),
            Need::ConnectorPermissions(connectors) => (
                format!("The rights of anonymous senders on {}", join(connectors, AND)),
                "ms-Exch-SMTP-Accept-Any-Recipient is the right to relay.".to_owned(),
            ),
            Need::GatewayAddress(servers) => (
                format!(
                    "The gateways, firewalls and load balancers in front of {}",
                    if servers.is_empty() { "the servers".to_owned() } else { join(servers, AND) }
                ),
                "Whoever comes through one that translates addresses looks like it.".to_owned(),
            ),
            Need::NextStep { known, .. } => {
                (explain(*known).2.to_owned(), "The paste cannot show what lies behind the reply.".to_owned())
            }
            Need::Certificates(servers) => (
                format!("The internal transport certificate of {}", join(servers, AND)),
                "Without it the server offers no X-ANONYMOUSTLS; events 12012 to 12015 say so.".to_owned(),
            ),
        }
    }

    fn first_need(&self) -> &'static str {
        " Start with this: it settles most."
    }

    fn note(&self, note: &NoteKind) -> String {
        match note {
            NoteKind::NothingRecognised => {
                "Nothing here looks like output of Get-Queue or Get-ReceiveConnector, or like an \
                 SMTP reply. Nothing is lost: the text is still in the field. The command prints what is needed."
                    .to_owned()
            }
            NoteKind::NotText { name } => format!(
                "{} is not text (a picture, an archive?), so it was not read. Paste the text itself.",
                if name.is_empty() { "The input" } else { name }
            ),
            NoteKind::Cut { object, kind, property, .. } => {
                let object = match (object.is_empty(), kind) {
                    (false, _) => object.clone(),
                    (true, ObjectKind::Queue) => "a queue".to_owned(),
                    (true, _) => "a receive connector".to_owned(),
                };
                format!("Only a part of {property} of {object} is visible; the command prints it whole.")
            }
            NoteKind::LeftOut { object, properties, .. } => {
                let what = if object.is_empty() { "The output" } else { object };
                format!(
                    "{what} was pasted without {}; the command prints it whole.",
                    first_few(properties, AND, "more")
                )
            }
            NoteKind::Unreadable { object, property, value, .. } => {
                format!("{property} of {object} cannot be read: {value}. It counts as unknown.")
            }
            NoteKind::Contradiction { object, property, kept, dropped } => format!(
                "{object} appears more than once with different values of {property}: {kept} is used, {dropped} is not."
            ),
            NoteKind::ConnectorWithoutServer { name } if name.is_empty() => {
                "The paste names neither this receive connector nor its server, so it cannot take part. Paste it with \
                 Identity, or with Server and Name."
                    .to_owned()
            }
            NoteKind::ConnectorWithoutServer { name } => format!(
                "The paste does not say on which server the receive connector {name} is, so it cannot take part. Paste \
                 it with Identity or Server."
            ),
            NoteKind::ServerAssumed { server, count } => format!(
                "{count} receive connectors came without their server. The names that setup gave say {server}, so that is \
                 assumed. Paste them with Identity or Server to be sure."
            ),
            NoteKind::AddressWithoutServer { address } => format!(
                "Nothing says whose address {address} is, so it is not used. Write the name of the server before it, as in \
                 EX1 {address}; the command prints it so, on the server itself."
            ),
            NoteKind::Broken { layout: Layout::Table } => {
                "This table lost the blanks between its columns, so its values were told apart by their form; what has no form \
                 of its own counts as cut. The same command with Format-List prints them beyond doubt."
                .to_owned()
            }
            NoteKind::Broken { layout } => format!(
                "The {} stops here in the middle or is damaged. What stands before was read; what should follow is missing. \
                 Paste or export it again.",
                layout.as_str().to_uppercase()
            ),
            NoteKind::NotUsed { what } => format!("{what} was recognised and is not used."),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::Chosen { size } => {
                format!("Answers: {}, the smallest range that holds the source.", addresses(*size))
            }
            Reason::LessSpecific { size, winner } if size == winner => {
                format!("Loses: {} too, but by a binding to every address instead of this one.", addresses(*size))
            }
            Reason::LessSpecific { size, winner } => {
                format!("Loses: {} against {}.", addresses(*size), addresses(*winner))
            }
            Reason::Tie { size } => {
                format!("Matches as well: {}. Nothing documented says which one answers.", addresses(*size))
            }
            Reason::Unknown { property } => format!("Not decided: the paste does not show all of {property}."),
            Reason::NoRangeMatch => "Listens here, but no range holds the source.".to_owned(),
            Reason::OtherFamily => "Listens on this port for the other address family only.".to_owned(),
            Reason::OtherAddress => "Listens on this port on other local addresses only.".to_owned(),
            Reason::OtherRole => "Belongs to another transport service.".to_owned(),
            Reason::OtherPort { ports } => {
                format!("Listens on port {} only.", join(ports.iter().map(ToString::to_string), AND))
            }
            Reason::Disabled => "Is disabled.".to_owned(),
        }
    }
}

fn capture(facts: &CaptureFacts, externally_secured: bool) -> Text {
    let captures = &facts.captures;
    let connectors = join(captures.iter().map(|c| &c.connector), AND);
    let several = count(captures.iter().map(|c| &c.connector)) > 1;
    let who = join(captures.iter().map(|c| if c.sender.is_empty() { "the sending server" } else { &c.sender }), AND);
    let known = captures.iter().all(|c| c.source.is_some());
    let title = if known {
        format!(
            "{connectors} {} the connections of {who}, and {} no Exchange Server authentication.",
            if several { "take" } else { "takes" },
            if several { "they offer" } else { "it offers" }
        )
    } else {
        format!(
            "{connectors} probably {} the connections of {who}: {} no Exchange Server authentication.",
            if several { "take" } else { "takes" },
            if several { "they offer" } else { "it offers" }
        )
    };
    let mut what = Vec::new();
    if known {
        for group in groups(captures) {
            let Capture { server, port, local, connector, instead, .. } = group.first;
            let local = local.map(|local| format!(" ({local})")).unwrap_or_default();
            what.push(format!(
                "{} {} on {} of {server}{local}, port {port}, by {}.",
                join(&group.senders, AND),
                if count(&group.senders) > 1 { "land" } else { "lands" },
                short(connector),
                if group.ranges.is_empty() {
                    "a range that the paste does not show".to_owned()
                } else {
                    join(group.ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND)
                }
            ));
            if let Some((loser, range, size)) = instead {
                what.push(format!("{} loses with {range} ({}).", short(loser), addresses(*size)));
            }
            if let Some(local) = group.won_by_binding() {
                what.push(format!("Between ranges of one size, the binding to {local} beats one to every address."));
            }
        }
        what.push(
            "The range with the fewest addresses wins, once, when the connection opens; there is no second try."
                .to_owned(),
        );
    } else {
        what.push(format!(
            "The reply says that the connector that answered offered no Exchange Server authentication. On the way of \
             this mail that is so for {connectors} only, if the address of {who} is in {} range. Enter the address to know.",
            if several { "their" } else { "its" }
        ));
    }
    let mechanisms = join(
        captures
            .iter()
            .map(|c| if c.auth_mechanism.is_empty() { "None".to_owned() } else { c.auth_mechanism.join(", ") }),
        "or",
    );
    let mut why = vec![format!(
        "AuthMechanism is {mechanisms}, without ExchangeServer, so the server does not offer X-ANONYMOUSTLS. The sending \
         server then gives up by itself with 451 5.7.3 Cannot achieve Exchange Server authentication; the receiving \
         server logs no error."
    )];
    if externally_secured {
        why.push(
            "The connector is externally secured: Exchange refuses to add ExchangeServer to ExternalAuthoritative."
                .to_owned(),
        );
    }
    match &facts.failover {
        Failover::EveryTarget(servers) => why.push(format!(
            "Failover to another host failed as well, because {} have the same trap.",
            join(servers, AND)
        )),
        Failover::OnlyTarget(server) => {
            why.push(format!("There is no other host to fail over to in the paste than {server}."));
        }
        Failover::WouldWork(server) => why.push(format!(
            "{server} would take the mail; that failover did not reach it says that it is not behind this queue, or fails for another reason."
        )),
        Failover::Unknown => {}
    }
    way_back(&facts.ways_back, &mut why);
    let mut why = vec![with_signs(why.join(" "), &facts.signs)];
    if let Some(messages) = facts.messages.filter(|m| *m > 0) {
        why.push(format!("{} messages wait.", grouped(&messages.to_string(), ',')));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if known {
            "Take the addresses of the Exchange servers off the connector, on every server that has the trap, and leave \
             everything else on it. Do not add ExchangeServer to the relay connector: mail would flow, and the wrong \
             connector would go on taking it."
                .to_owned()
        } else {
            "Enter the addresses that are asked for. Nothing needs to be changed before that.".to_owned()
        },
        fine_when: None,
    }
}

fn would_capture(captures: &[Capture], disabled: bool, not_the_cause_of: &[(String, u16)]) -> Text {
    let connectors = join(captures.iter().map(|c| &c.connector), AND);
    let who = join(captures.iter().map(sender), AND);
    let ports = join(captures.iter().map(|c| c.port.to_string()), AND);
    let title = if disabled {
        format!("{connectors} would take the connections of {who} if somebody enabled it.")
    } else {
        format!(
            "{connectors} would take the connections of {who} on port {ports}, without Exchange Server authentication."
        )
    };
    let mut what = vec![if disabled {
        "It is disabled, so it does not answer and does no harm now.".to_owned()
    } else {
        "No queue in the paste fails for this. If mail between these servers ever uses this port (from Exchange 2010, \
         from an Edge server, from an application on one of them), it stops with 451 5.7.3."
            .to_owned()
    }];
    for (queue, port) in not_the_cause_of {
        what.push(format!(
            "It is not the cause of {queue}: that mail goes to port {port}, to the Transport service, where this \
             connector does not listen."
        ));
    }
    let mut why = Vec::new();
    for group in groups(captures) {
        let Capture { server, connector, instead, .. } = group.first;
        let ranges = join(group.ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND);
        let loser = instead.as_ref().map(|(name, _, size)| format!("; {} has {}", short(name), addresses(*size)));
        why.push(format!("On {server}, {} has {ranges}{}.", short(connector), loser.unwrap_or_default()));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if disabled {
            "Before anybody enables it: take the addresses of the Exchange servers off it.".to_owned()
        } else {
            "Take the addresses off the connector with the next planned change.".to_owned()
        },
        fine_when: Some("Where it is certain that no Exchange server will ever send to this port.".to_owned()),
    }
}

fn not_offered(senders: &[String], missing_targets: &[String], missing_addresses: &[String]) -> Text {
    let who = if senders.is_empty() { "The sending server".to_owned() } else { join(senders, AND) };
    let mut why = Vec::new();
    if missing_targets.is_empty() {
        why.push(
            "The receive connectors that can have answered are not in the paste, or not with all their properties."
                .to_owned(),
        );
    } else {
        why.push(format!("The receive connectors of {} are not in the paste.", join(missing_targets, AND)));
    }
    if !missing_addresses.is_empty() {
        why.push(format!("The addresses of {} are not known.", join(missing_addresses, AND)));
    }
    Text {
        title: format!(
            "{who} reached a connector that offers no Exchange Server authentication; which one, the paste does not show."
        ),
        what:
            "The sending server makes up 451 5.7.3 Cannot achieve Exchange Server authentication itself when the other \
               side does not offer X-ANONYMOUSTLS. Usually a relay connector that lists the sender's address has taken \
               the connection."
                .to_owned(),
        why: why.join(" "),
        action: "Paste the receive connectors of the servers that the queue delivers to. Until then change nothing: \
                 adding Exchange Server authentication to the wrong connector hides the cause."
            .to_owned(),
        fine_when: None,
    }
}

fn path_sentence(path: &PathFacts) -> String {
    let several = count(&path.healthy) > 1;
    let healthy = join(&path.healthy, AND);
    let sender = if path.senders.is_empty() { "the sending server".to_owned() } else { join(&path.senders, AND) };
    let (offers, admits) = if several { ("offer", "admit") } else { ("offers", "admits") };
    let mut sentences = vec![if path.only_healthy {
        format!(
            "Everything visible is right. {healthy} {offers} Exchange Server authentication and {admits} Exchange \
             servers, and no other connector in the paste answers {sender} there."
        )
    } else {
        format!("If it was {healthy} that answered {sender}, everything visible is right.")
    }];
    if path.targets.iter().any(|(_, port)| *port == 2525) {
        sentences.push(
            "This mail goes to port 2525, to the Transport service: relay connectors of the front end on port 25 take no \
             part in it."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

fn inspection(path: &PathFacts) -> Text {
    Text {
        title: if path.is_shown {
            "A device between the servers strips the SMTP verbs that Exchange servers authenticate with.".to_owned()
        } else {
            "A device between the servers may strip the SMTP verbs that Exchange servers authenticate with.".to_owned()
        },
        what: if path.healthy.is_empty() {
            "A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the reply to EHLO; the sending server \
             then sees no authentication, whatever the connectors offer."
                .to_owned()
        } else {
            format!(
                "{} A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the \
                 reply to EHLO; the sending server then sees no authentication.",
                path_sentence(path)
            )
        },
        why: with_signs(
            if path.is_shown {
                "Exchange never answers like that."
            } else {
                "The paste cannot exclude it. Inspection is usual on port 25 and rare on 2525; it shows only across a \
                 firewall, never within one network."
            }
            .to_owned(),
            &path.signs,
        ),
        action: if path.is_shown {
            "Switch SMTP inspection off for this path, then retry the queue.".to_owned()
        } else {
            "Ask the target for EHLO from the sending server, with the command below. If verbs come back as XXXX, or \
             the greeting as asterisks, switch SMTP inspection off for this path."
                .to_owned()
        },
        fine_when: None,
    }
}

fn certificate(path: &PathFacts) -> Text {
    let targets = join(path.targets.iter().map(|(server, _)| server), "or");
    Text {
        title: if path.is_shown {
            format!(
                "{} does not load its internal transport certificate.",
                if targets.is_empty() { "The target server" } else { &targets }
            )
        } else if targets.is_empty() {
            "The target server may be unable to load its internal transport certificate.".to_owned()
        } else {
            format!("{targets} may be unable to load its internal transport certificate.")
        },
        what: "Without that certificate the server leaves X-ANONYMOUSTLS out of its reply to EHLO on every connector, \
               and every Exchange server that sends to it gives up with 451 5.7.3."
            .to_owned(),
        why: with_signs(
            if path.is_shown {
                "The connector offers Exchange Server authentication, and only what needs the certificate is missing."
            } else {
                "The paste cannot exclude it: certificates are in no connector's properties."
            }
            .to_owned(),
            &path.signs,
        ),
        action: "Look for events 12012 to 12015 on the target, and check the certificate with the command below."
            .to_owned(),
        fine_when: None,
    }
}

fn elsewhere(queues: &[String], reason: Elsewhere, reply: Option<&str>) -> Text {
    let which = if queues.is_empty() { "This reply".to_owned() } else { join(queues, AND) };
    let (title, what) = match reason {
        Elsewhere::External => (
            format!("{which}: not a question of receive connectors. The queue delivers to the outside."),
            "A server outside the organization, or the way there, gives the answer; no receive connector of yours takes \
             part."
                .to_owned(),
        ),
        Elsewhere::MailboxDelivery => (
            format!("{which}: not a question of the receive connectors that can be listed. The queue delivers into a mailbox database."),
            "It goes to port 475, to a connector that Get-ReceiveConnector does not list and nobody can edit.".to_owned(),
        ),
        Elsewhere::OtherReply => (
            format!("{which}: the reply is not the one that a missing Exchange Server authentication gives."),
            "Which connector answered is not the first question for this reply.".to_owned(),
        ),
    };
    Text {
        title,
        what,
        why: match reply {
            Some(reply) => format!("The innermost reply is: {reply}"),
            None => "The paste shows no reply for it.".to_owned(),
        },
        action: "Follow the words of the innermost reply; leave the receive connectors alone.".to_owned(),
        fine_when: None,
    }
}
