//! Events of MSExchangeTransport that name a connector, as the event viewer, `Get-EventLog` and forums print them.
//!
//! ```text
//! 1035   Inbound authentication failed with error ERROR for Receive connector NAME. The authentication mechanism is
//!        MECHANISM. The source IP address of the client who tried to authenticate to Microsoft Exchange is [ADDRESS].
//! 1020   Receive connector NAME rejected an incoming connection from IP address ADDRESS. The maximum number of
//!        connections (LIMIT) for this connector has been reached.
//! 1021   Receive connector NAME rejected an incoming connection from IP address ADDRESS. The maximum number of
//!        connections per source (LIMIT) for this connector has been reached by this source IP address.
//! 2017   Outbound authentication failed with error ERROR for Send connector NAME. The authentication mechanism is
//!        MECHANISM. The target is TARGET.
//! 12014  .. could not find a certificate that contains the domain name CERTIFICATE in the personal store on the local
//!        computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector NAME with a FQDN
//!        parameter of FQDN.
//! ```
//! The texts are documented. Names may stand in quotes, and lines may be wrapped anywhere.

use super::Place;
use super::address::Address;
use super::observation::{EventKind, TransportEvent};

/// Words by which a line may belong to one of these events.
const MARKS: [&str; 5] = [
    "Receive connector",
    "Send connector",
    "authentication failed with error",
    "rejected an incoming connection",
    "could not find a certificate that contains",
];

/// Words with which one of these events begins.
const BEGINNINGS: [&str; 4] = [
    "Inbound authentication failed",
    "Outbound authentication failed",
    "rejected an incoming connection",
    "could not find a certificate",
];

/// Whether a line may be a part of one of these events.
pub(super) fn may_be_event(line: &str) -> bool {
    MARKS.iter().any(|mark| line.contains(mark))
}

/// Whether one of these events begins in a line.
pub(super) fn begins(line: &str) -> bool {
    BEGINNINGS.iter().any(|words| line.contains(words))
}

/// The event that a text tells of. The server that logged it is not a part of the text.
pub(super) fn event(text: &str, place: Place) -> Option<TransportEvent> {
    authentication_failed(text)
        .or_else(|| too_many(text))
        .or_else(|| no_certificate(text))
        .map(|(connector, source, kind)| TransportEvent { kind, connector, source, computer: None, place })
}

type Found = (String, Option<Address>, EventKind);

fn authentication_failed(text: &str) -> Option<Found> {
    let (is_inbound, rest) = ["Inbound", "Outbound"].into_iter().find_map(|direction| {
        let start = format!("{direction} authentication failed with error ");
        text.split_once(&*start).map(|(_, rest)| (direction == "Inbound", rest))
    })?;
    let side = if is_inbound { " for Receive connector " } else { " for Send connector " };
    let (error, rest) = rest.split_once(side)?;
    let (connector, rest) = rest.split_once(". The authentication mechanism is ")?;
    let (mechanism, rest) = rest.split_once('.')?;
    let (error, mechanism) = (bare(error).to_owned(), bare(mechanism).to_owned());
    if is_inbound {
        let address = rest.split_once("source IP address")?.1.split_once(" is [")?.1.split_once(']')?.0;
        let source = Address::parse(bare(address))?;
        return Some((name(connector)?, Some(source), EventKind::InboundAuthentication { error, mechanism }));
    }
    let target = rest.split_once("The target is ").and_then(|(_, target)| target.split_whitespace().next());
    let target = target.map_or("", bare).trim_end_matches('.').to_owned();
    Some((name(connector)?, None, EventKind::OutboundAuthentication { error, mechanism, target }))
}

fn too_many(text: &str) -> Option<Found> {
    let (head, rest) = text.split_once(" rejected an incoming connection from IP address ")?;
    let connector = head.split_once("Receive connector ")?.1;
    let source = Address::parse(bare(rest.split_whitespace().next()?))?;
    let per_source = rest.contains("per source");
    let limit = ["connections per source (", "connections ("].iter().find_map(|words| rest.split_once(words));
    let limit = limit.and_then(|(_, rest)| rest.split_once(')')).map(|(limit, _)| limit.to_owned());
    Some((name(connector)?, Some(source), EventKind::TooManyConnections { per_source, limit }))
}

fn no_certificate(text: &str) -> Option<Found> {
    let rest = text.split_once("could not find a certificate that contains the domain name ")?.1;
    let (wanted, rest) = rest.split_once(" in the personal store")?;
    let rest = rest.split_once("STARTTLS SMTP verb for the connector ")?.1;
    let (connector, rest) = rest.split_once(" with a FQDN parameter of ")?;
    let fqdn = rest.split_whitespace().next().map_or("", bare).trim_end_matches('.').to_owned();
    Some((name(connector)?, None, EventKind::NoCertificate { wanted: bare(wanted).to_owned(), fqdn }))
}

/// A value without the quotes and brackets around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['\'', '"', '[', ']', '.', '\u{201c}', '\u{201d}'])
}

/// The name of a connector.
fn name(text: &str) -> Option<String> {
    let name = text.trim().trim_matches(['\'', '"', '\u{201c}', '\u{201d}', '.', ' ']);
    (!name.is_empty() && name.len() < 256).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_name_a_connector() {
        let read = |text: &str| {
            let event = event(text, Place { source: 0, line: 1 })?;
            Some((event.connector, event.source.map(|s| s.to_string()).unwrap_or_default(), event.kind))
        };
        let failed = "Inbound authentication failed with error LogonDenied for Receive connector Default Frontend EX1. The \
            authentication mechanism is ExchangeAuth. The source IP address of the client who tried to authenticate to \
            Microsoft Exchange is [10.0.0.5].";
        let (error, mechanism) = ("LogonDenied".to_owned(), "ExchangeAuth".to_owned());
        let kind = EventKind::InboundAuthentication { error, mechanism };
        assert_eq!(read(failed), Some(("Default Frontend EX1".to_owned(), "10.0.0.5".to_owned(), kind)));
        let rejected = "Receive connector 'Relay' rejected an incoming connection from IP address '10.0.0.9'. The maximum \
            number of connections per source (20) for this connector has been reached by this source IP address.";
        let of = |per_source, limit: &str| EventKind::TooManyConnections { per_source, limit: Some(limit.to_owned()) };
        assert_eq!(read(rejected), Some(("Relay".to_owned(), "10.0.0.9".to_owned(), of(true, "20"))));
        let in_all = "Receive connector Relay rejected an incoming connection from IP address 10.0.0.9. The maximum \
            number of connections (5000) for this connector has been reached.";
        assert_eq!(read(in_all), Some(("Relay".to_owned(), "10.0.0.9".to_owned(), of(false, "5000"))));
        let outbound = "Outbound authentication failed with error KdcUnknownEncryptionType for Send connector \
            Intra-Organization SMTP Send Connector. The authentication mechanism is ExchangeAuth. The target is \
            SMTPSVC/EX2.corp.example.";
        let (error, mechanism) = ("KdcUnknownEncryptionType".to_owned(), "ExchangeAuth".to_owned());
        let kind =
            EventKind::OutboundAuthentication { error, mechanism, target: "SMTPSVC/EX2.corp.example".to_owned() };
        assert_eq!(read(outbound), Some(("Intra-Organization SMTP Send Connector".to_owned(), String::new(), kind)));
        let certificate = "Microsoft Exchange could not find a certificate that contains the domain name \
            <I>CN=Old CA<S>CN=mail.example.com in the personal store on the local computer. Therefore, it is unable to \
            support the STARTTLS SMTP verb for the connector Default Frontend EX1 with a FQDN parameter of \
            EX1.corp.example. If the connector's FQDN is not specified, the computer's FQDN is used.";
        let wanted = "<I>CN=Old CA<S>CN=mail.example.com".to_owned();
        let kind = EventKind::NoCertificate { wanted, fqdn: "EX1.corp.example".to_owned() };
        assert_eq!(read(certificate), Some(("Default Frontend EX1".to_owned(), String::new(), kind)));
        for no in
            ["Receive connector Relay is disabled", "for Receive connector Relay. The end", failed.split_at(120).0]
        {
            assert_eq!(read(no), None, "{no}");
        }
    }
}
