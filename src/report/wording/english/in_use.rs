//! What patterns mean around relays, clients and single properties, in English.

use super::AND;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::latent::{Held, InUse, Limited, Pattern};
use crate::report::commands;
use crate::report::wording::{Text, join, lines, they};

/// The texts of the patterns of this file.
pub(super) fn text(facts: &InUse) -> Text {
    match facts {
        InUse::Limits { reply, limited, reached } => limits(*reply, limited, *reached),
        InUse::NobodyMaySubmit(connectors) => Text::of(
            format!("{} nobody: whoever lands there is refused.", they(connectors, AND, ["admits", "admit"])),
            "At MAIL FROM, senders without a login get 530 5.7.1 Client was not authenticated; those who logged in may not submit \
             either.",
            "PermissionGroups is None, as New-ReceiveConnector makes a custom connector unless it is told otherwise.",
            "Set the groups that the connector is made for, AnonymousUsers for devices that do not log in.",
            Some("Where it is meant to turn senders away."),
        ),
        InUse::Suppressed(connectors) => Text::of(
            format!("{} X-ANONYMOUSTLS from Exchange servers.", they(connectors, AND, ["hides", "hide"])),
            "Exchange servers that land there give up with 451 5.7.3 Cannot achieve Exchange Server authentication, \
             unless UseDowngradedExchangeServerAuth is set on every one of them. No queue in the paste fails on it now.",
            "SuppressXAnonymousTls is True. It is made for WAN optimisers, on a connector of its own for one path.",
            "Set SuppressXAnonymousTls to False, or see that every sender is configured for it.",
            Some("On a connector for WAN optimisers whose senders are all configured for it."),
        ),
        InUse::OwnAddress { pattern, held } => own_address(*pattern, held),
        InUse::Gateway { held, subnets } => gateway(held, subnets),
        InUse::ClientNotMatched { clients, granted } => not_matched(clients, granted),
        InUse::LimitsInQuestion(limited) => Text::of(
            format!(
                "{} few connections from one address: low where all mail comes through one filter.",
                they(limited.iter().map(|l| &l.connector), AND, ["allows", "allow"])
            ),
            lines(limited, |l| {
                let values = join(l.values.iter().map(|(property, value)| format!("{property} {value}")), AND);
                format!("{} has {values}.", l.connector)
            }),
            "These are the values of setup. A spam filter, gateway or load balancer in front is one source for all mail from \
             outside; above the limit it gets 421 4.3.2 The maximum number of concurrent connections has exceeded a limit, and \
             its own queue grows.",
            "See in the queue of the filter whether it gets that reply, or on this server event 1021; then raise \
             MaxInboundConnectionPerSource and MaxInboundConnectionPercentagePerSource of this connector.",
            Some("Where mail arrives from many addresses."),
        ),
        InUse::HcwPickedOther { picked, lands_on } => Text::of(
            format!(
                "{} the settings for Exchange Online, but mail from there lands on {}.",
                they(picked.iter().map(|p| &p.0), AND, ["has", "have"]),
                join(lands_on, AND)
            ),
            lines(picked, |(name, value)| format!("TlsDomainCapabilities of {name} is {value}.")),
            "By the ranges, the published addresses of Exchange Online land on another connector on port 25, which has no such \
             property: hybrid mail is then not recognised, loses its headers and counts as foreign.",
            "Move TlsCertificateName and TlsDomainCapabilities to the connector where that mail lands; or run \
             the Hybrid Configuration Wizard again and choose the right connector.",
            Some("Where mail from Exchange Online comes through an Edge server or a filter."),
        ),
        InUse::LoadBalancer(single) => Text::of(
            format!(
                "{} single addresses: is one of them a load balancer?",
                they(single.iter().map(|s| &s.0), AND, ["lists", "list"])
            ),
            lines(single, |(name, hosts)| format!("{name} has {hosts}.")),
            "A load balancer that puts its own address in the place of the senders' makes all of them look like this one: \
             everybody who reaches it relays.",
            "Let it keep the senders' addresses (transparent mode, direct server return), or restrict who reaches it, and take \
             its address off the connector.",
            Some("Where every address is that of a host that sends."),
        ),
        InUse::RightMissing { connectors, hybrid: true } => Text::of(
            format!("{} not let mail from Exchange Online relay.", they(connectors, AND, ["does", "do"])),
            "Where mail of cloud users to the Internet goes through this server (centralised mail transport), every recipient \
             outside is refused with 550 5.7.1 Unable to relay.",
            "The connector admits anonymous senders and grants them nothing beyond. Exchange Online is let through only where \
             TlsDomainCapabilities recognises it by its certificate.",
            "Correct TlsDomainCapabilities and TlsCertificateName of the connector (the Hybrid Configuration Wizard does). Do not \
             grant the right to relay to the ranges of Exchange Online: every other tenant sends from them too.",
            Some("Where cloud mail to the Internet does not come this way."),
        ),
        InUse::RightMissing { connectors, .. } => Text::of(
            format!("{} not grant the right to relay.", they(connectors, AND, ["does", "do"])),
            "Senders that land there reach recipients inside; every other recipient is refused with 550 5.7.54 Unable to \
             relay recipient in non-accepted domain.",
            "Anonymous senders do not hold ms-Exch-SMTP-Accept-Any-Recipient there: AnonymousUsers without Custom stands for \
             the rights of setup, and Get-ADPermission, where it is pasted, does not list the right.",
            "If these clients may relay, grant ANONYMOUS LOGON that right on this connector with Add-ADPermission, and \
             keep its ranges to single hosts. Never on Default Frontend.",
            Some("Where its clients write to recipients inside only."),
        ),
        InUse::RightInFront { front, behind, user, right } => Text::of(
            format!("{user} has {right} on {front}, but it is checked on {behind}."),
            "The front end hands the session over; the Transport service then refuses the message with 550 5.7.60 Client \
             does not have permissions to send as this sender, after DATA.",
            "The right is shown on the connector in front and not on the one behind it.",
            "Grant the same right on the connector behind, for this account only: it may then send as anybody.",
            Some("Where the account is not meant to send as others."),
        ),
        InUse::StaleCertificate(all) => Text::of(
            format!(
                "{} a certificate that is not in the list.",
                they(all.iter().map(|a| &a.0), AND, ["names", "name"])
            ),
            lines(all, |(name, value)| format!("TlsCertificateName of {name} is {value}.")),
            "No certificate in the paste has this issuer and subject. The connector then offers another certificate or no \
             STARTTLS, and hybrid mail or partners that check the name are refused.",
            "Name the certificate that replaced it, or set TlsCertificateName to $null.",
            Some("Where the list is of another server."),
        ),
        InUse::StaleCapabilities(all) => Text::of(
            format!(
                "{} Exchange Online by a certificate that it no longer uses.",
                they(all.iter().map(|a| &a.0), AND, ["knows", "know"])
            ),
            lines(all, |(name, value)| format!("TlsDomainCapabilities of {name} is {value}.")),
            "Mail from Exchange Online is then not recognised as hybrid mail: it loses its headers and counts as foreign.",
            "Run the Hybrid Configuration Wizard again; it writes mail.protection.outlook.com instead.",
            Some("Where there is no hybrid deployment any more."),
        ),
        InUse::ManyEntries(all) => Text::of(
            format!("{} almost as many remote ranges as fit.", they(all.iter().map(|a| &a.0), AND, ["has", "have"])),
            lines(all, |(name, entries)| format!("{name} has {entries}.")),
            "About 1,300 entries fit; then Active Directory refuses with \"administrative limit exceeded\". Taking one \
             address out of a range makes one entry more.",
            "Write neighbouring single addresses as one range, before a change is urgent.",
            Some("Where nothing will be added."),
        ),
        InUse::LoggingOff(connectors) => Text::of(
            format!(
                "{} no protocol log, which would settle the suspicion.",
                they(connectors, AND, ["writes", "write"])
            ),
            "The receive protocol log names the connector that really answered, and what it offered.",
            "ProtocolLoggingLevel is None.",
            format!("Switch it on, wait for the next attempt, read the log: {}", commands::verbose_logging(connectors)),
            None,
        ),
    }
}

fn limits(reply: Known, limited: &[Limited], reached: bool) -> Text {
    let connectors = |verb| they(limited.iter().map(|l| &l.connector), AND, verb);
    let values = lines(limited, |l| {
        if l.values.is_empty() {
            return format!("The paste does not show the limits of {}.", l.connector);
        }
        let values = join(l.values.iter().map(|(property, value)| format!("{property} {value}")), AND);
        format!("{} has {values}.", l.connector)
    });
    let messages = reply == Known::MessageRateLimit;
    if !reached {
        return Text::of(
            format!("{} Exchange servers with the limits of a relay.", connectors(["takes", "take"])),
            values,
            "Setup leaves these limits open on the connectors for servers. Above them a sender gets 421 4.3.2, above \
             MessageRateLimit 421 4.4.2. A server that has authenticated is no longer counted as a source.",
            "Raise them with the next planned change.",
            Some("Where these servers send little."),
        );
    }
    Text::of(
        if messages {
            format!("{} how fast one sender may submit, and the limit is reached.", connectors(["limits", "limit"]))
        } else {
            format!("{} the connections, and the limit is reached.", connectors(["limits", "limit"]))
        },
        values,
        if messages {
            "The connector that answers a session says this, by its own MessageRateLimit."
        } else {
            "The connector that answers a session says this, by its own limits. An Exchange server that authenticates is \
             not counted as a source (observed); one that lands on a connector without Exchange Server authentication \
             stays in the count (inferred)."
        },
        "See in the receive log which connector answered, then raise the limit there, if this sender may send that much. \
         Event 1021 names source and connector.",
        Some("Where the limit protects against this sender."),
    )
}

fn own_address(pattern: Pattern, held: &[Held]) -> Text {
    let connectors = they(held.iter().map(|h| &h.connector), AND, ["holds", "hold"]);
    let told = lines(held, |h| format!("{} on port {} lands on {} by {}.", h.address, h.port, h.connector, h.range));
    let (why, action) = if pattern == Pattern::RelayCapturesUm {
        (
            "Other roles of the same server, Unified Messaging first, submit to it and need Exchange Server authentication. \
             The paste does not show whether there are any; events 1423, 1446, 1335, 1082 or 1185 would say that they fail.",
            "Take the server's own addresses off the connector, unless a program on the server relays.",
        )
    } else if held.iter().any(|h| h.port != 25) {
        (
            "The front end hands all mail over to the Transport service of its own server and needs Exchange Server \
             authentication for it: inbound mail stops with 451 5.7.3.",
            "Take the server's own addresses off the connector.",
        )
    } else {
        (
            "Programs and probes on the server itself land there and may do what the connector allows (inferred). Mail \
             between the services of the server takes other ports.",
            "Take the server's own addresses off the connector, unless a program on the server relays.",
        )
    };
    Text::of(
        format!("{connectors} addresses of the server itself."),
        told,
        why,
        action,
        Some("Where a program on the server itself is meant to relay."),
    )
}

fn gateway(held: &[Held], subnets: &[(String, String)]) -> Text {
    let why = "If a gateway, firewall or load balancer puts its own address in the place of the senders', all of them look \
               like this one address: whatever the connector allows, it allows the Internet.";
    let action = "List the hosts that relay one by one, without gateways, firewalls and load balancers. The receive log \
                  shows the addresses that really arrive.";
    if held.is_empty() {
        return Text::of(
            format!(
                "{} whole subnets, in which a gateway may be.",
                they(subnets.iter().map(|s| &s.0), AND, ["takes", "take"])
            ),
            lines(subnets, |(name, range)| format!("{name} has {range}.")),
            why,
            action,
            Some("Where no device in the subnet translates addresses."),
        );
    }
    Text::of(
        format!(
            "{} the default gateway {}.",
            they(held.iter().map(|h| &h.connector), AND, ["holds", "hold"]),
            join(held.iter().map(|h| h.address.to_string()), AND)
        ),
        lines(held, |h| format!("{} lands on {} by {}.", h.address, h.connector, h.range)),
        why,
        action,
        Some("Where the gateway leaves the senders' addresses as they are."),
    )
}

fn not_matched(clients: &[(String, String)], granted: &[String]) -> Text {
    let action = "Find the client's address in the receive log, as Exchange sees it: IPv6 or a load balancer often makes it \
                  another one. Put it on a relay connector of its own. Do not grant the right to relay on Default \
                  Frontend: that makes an open relay.";
    let fine = Some("Where the client is not meant to relay.");
    if !clients.is_empty() {
        return Text::of(
            format!(
                "{} may not relay, because it lands on {}.",
                join(clients.iter().map(|c| if c.0.is_empty() { "A client" } else { &c.0 }), AND),
                join(clients.iter().map(|c| &c.1), AND)
            ),
            "The server refuses with 550 5.7.54 Unable to relay recipient in non-accepted domain.",
            "The receive log names the connector, and no relay connector in the paste has the address.",
            action,
            fine,
        );
    }
    if granted.is_empty() {
        return Text::of(
            "A client that should relay may land on no relay connector.".to_owned(),
            "The paste has a 550 5.7.54 Unable to relay. Either no connector of its own has the client's address, or that \
             connector does not grant the right.",
            "Which connector answered, only the receive log tells.",
            action,
            fine,
        );
    }
    Text::of(
        format!(
            "{} anonymous senders more than setup does: probably everybody may relay there.",
            they(granted, AND, ["grants", "grant"])
        ),
        "This is what is left when clients that should relay landed there and somebody granted them the right: everybody \
         who reaches port 25 has it now.",
        "Custom beside AnonymousUsers shows extra rights; which ones, Get-ADPermission tells. Mail from the Internet to your \
         own domains does not need the right to relay.",
        "First give the clients a relay connector of their own, with the addresses that the receive log shows (IPv6 or a load \
         balancer often makes them other ones). Then take ms-Exch-SMTP-Accept-Any-Recipient away from ANONYMOUS LOGON on this \
         connector with Remove-ADPermission.",
        Some("Where the extra right is another one."),
    )
}
