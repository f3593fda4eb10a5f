//! What patterns mean around relays, clients and single properties, in English.

use super::AND;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::{ConnectorValue, Held, Limited, RefusedClient};
use crate::report::wording::{Text, join, lines, they};

pub(super) fn limit_reached(reply: Known, limited: &[Limited]) -> Text {
    let connectors = |verb| they(limited.iter().map(|l| &l.connector), AND, verb);
    let messages = reply == Known::MessageRateLimit;
    Text::of(
        if messages {
            format!("{} how fast one sender may submit, and the limit is reached.", connectors(["limits", "limit"]))
        } else {
            format!("{} the connections, and the limit is reached.", connectors(["limits", "limit"]))
        },
        values(limited),
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

pub(super) fn limit_low(limited: &[Limited]) -> Text {
    Text::of(
        format!(
            "{} Exchange servers with the limits of a relay.",
            they(limited.iter().map(|l| &l.connector), AND, ["takes", "take"])
        ),
        values(limited),
        "Setup leaves these limits open on the connectors for servers. Above them a sender gets 421 4.3.2, above \
         MessageRateLimit 421 4.4.2. A server that has authenticated is no longer counted as a source.",
        "Raise them with the next planned change.",
        Some("Where these servers send little."),
    )
}

/// The limits of each connector, one sentence for each.
fn values(limited: &[Limited]) -> String {
    lines(limited, |l| {
        if l.values.is_empty() {
            return format!("The paste does not show the limits of {}.", l.connector);
        }
        let values = join(l.values.iter().map(|limit| format!("{} {}", limit.property.spelling(), limit.value)), AND);
        format!("{} has {values}.", l.connector)
    })
}

/// What a server of Exchange 2007 or 2010 sends to itself.
pub(super) fn old_server(held: &[Held]) -> Text {
    holds_own_address(
        held,
        (
            "Other roles of the same server, Unified Messaging first, submit to it and need Exchange Server authentication. \
             The paste does not show whether there are any; events 1423, 1446, 1335, 1082 or 1185 would say that they fail.",
            "Take the server's own addresses off the connector, unless a program on the server relays.",
        ),
    )
}

/// What a server of Exchange 2013 or later sends to itself.
pub(super) fn own_address(held: &[Held]) -> Text {
    let texts = if held.iter().any(|h| h.port != 25) {
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
    holds_own_address(held, texts)
}

fn holds_own_address(held: &[Held], (why, action): (&str, &str)) -> Text {
    let connectors = they(held.iter().map(|h| &h.connector), AND, ["holds", "hold"]);
    let told = lines(held, |h| format!("{} on port {} lands on {} by {}.", h.address, h.port, h.connector, h.range));
    Text::of(
        format!("{connectors} addresses of the server itself."),
        told,
        why,
        action,
        Some("Where a program on the server itself is meant to relay."),
    )
}

/// Why a gateway in a range matters.
const GATEWAY: &str = "If a gateway, firewall or load balancer puts its own address in the place of the senders', all of them look \
               like this one address: whatever the connector allows, it allows the Internet.";

/// What to do about a gateway in a range.
const LIST_HOSTS: &str = "List the hosts that relay one by one, without gateways, firewalls and load balancers. The receive log \
                  shows the addresses that really arrive.";

pub(super) fn gateway(held: &[Held]) -> Text {
    Text::of(
        format!(
            "{} the default gateway {}.",
            they(held.iter().map(|h| &h.connector), AND, ["holds", "hold"]),
            join(held.iter().map(|h| h.address.to_string()), AND)
        ),
        lines(held, |h| format!("{} lands on {} by {}.", h.address, h.connector, h.range)),
        GATEWAY,
        LIST_HOSTS,
        Some("Where the gateway leaves the senders' addresses as they are."),
    )
}

pub(super) fn gateway_in_question(subnets: &[ConnectorValue]) -> Text {
    Text::of(
        format!(
            "{} whole subnets, in which a gateway may be.",
            they(subnets.iter().map(|s| &s.connector), AND, ["takes", "take"])
        ),
        lines(subnets, |it| format!("{} has {}.", it.connector, it.value)),
        GATEWAY,
        LIST_HOSTS,
        Some("Where no device in the subnet translates addresses."),
    )
}

/// What to do about a client that should relay.
const OWN_CONNECTOR: &str = "Find the client's address in the receive log, as Exchange sees it: IPv6 or a load balancer often makes it \
                  another one. Put it on a relay connector of its own. Do not grant the right to relay on Default \
                  Frontend: that makes an open relay.";

const NO_RELAY_MEANT: Option<&str> = Some("Where the client is not meant to relay.");

pub(super) fn client_not_matched(clients: &[RefusedClient]) -> Text {
    Text::of(
        format!(
            "{} may not relay, because it lands on {}.",
            join(clients.iter().map(|c| c.client.map_or("A client".to_owned(), |client| client.to_string())), AND),
            join(clients.iter().map(|c| &c.connector), AND)
        ),
        "The server refuses with 550 5.7.54 Unable to relay recipient in non-accepted domain.",
        "The receive log names the connector, and no relay connector in the paste has the address.",
        OWN_CONNECTOR,
        NO_RELAY_MEANT,
    )
}

pub(super) fn client_in_question() -> Text {
    Text::of(
        "A client that should relay may land on no relay connector.".to_owned(),
        "The paste has a 550 5.7.54 Unable to relay. Either no connector of its own has the client's address, or that \
             connector does not grant the right.",
        "Which connector answered, only the receive log tells.",
        OWN_CONNECTOR,
        NO_RELAY_MEANT,
    )
}

pub(super) fn granted_on_default(granted: &[String]) -> Text {
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
