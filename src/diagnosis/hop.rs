//! The kind of hop that a queue makes, by what it prints of itself: DeliveryType, NextHopDomain, LastError.
//!
//! This module does not look at any other object of the input. Sources: documented (queues, NextHopSolutionKey) and
//! observed behaviour (2013 CU23).

use super::authentication::CANNOT_ACHIEVE;
use super::topology::next_hop_version;
use crate::model::{DeliveryType, LastError, Queue, QueueProperty};

/// What kind of hop a queue makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hop {
    /// To another Exchange server, through one of its receive connectors.
    Internal,
    /// To the outside: no receive connector of the organization takes it.
    External,
    /// Into a mailbox database: port 475, whose connector Get-ReceiveConnector does not list (documented).
    MailboxDelivery,
    /// Submission, Poison, Unreachable: waits for routing, makes no connection.
    None,
    /// The paste does not tell.
    Unknown,
}

/// What kind of hop a queue makes.
#[must_use]
pub fn hop(queue: &Queue) -> Hop {
    if fails_at_own_front_end(queue) {
        return Hop::Internal;
    }
    let hop_domain = queue.next_hop_domain.visible().map_or("", String::as_str).to_ascii_lowercase();
    let category = queue.visible_other(QueueProperty::NextHopCategory);
    let printed = queue.delivery_type.visible().map_or("", String::as_str);
    let spelt: String = printed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let small = |known: DeliveryType| known.spelling().to_ascii_lowercase();
    let all = || DeliveryType::ALL.iter().copied();
    let by_type = if queue.delivery_type.is_cut() {
        // The visible head of a cut name decides only if every name that starts with it means the same.
        let mut hops =
            all().filter(|known| !spelt.is_empty() && small(*known).starts_with(&spelt)).map(hop_of_delivery_type);
        hops.next().filter(|first| hops.all(|other| other == *first))
    } else {
        all().find(|known| small(*known) == spelt).map(hop_of_delivery_type)
    };
    match by_type {
        // An Edge server hands mail for the organization to a smart host connector of this name.
        Some(Hop::External) if hop_domain.starts_with(TO_ORGANIZATION) => Hop::Internal,
        Some(Hop::External) if queue.next_hop_domain.is_cut() && TO_ORGANIZATION.starts_with(&hop_domain) => {
            Hop::Unknown
        }
        Some(hop) => hop,
        // Every other name that starts with SmtpRelay stays inside the organization as well (documented).
        None if spelt.starts_with("smtprelay") => Hop::Internal,
        None if queue.delivery_type.whole().is_some() => Hop::Unknown,
        None if next_hop_version(&hop_domain).is_some() => Hop::Internal,
        None if category.is_some_and(|c| c.eq_ignore_ascii_case("External")) => Hop::External,
        None if category.is_some_and(|c| c.eq_ignore_ascii_case("Internal")) => Hop::Internal,
        None => Hop::Unknown,
    }
}

/// How NextHopDomain starts on an Edge server for mail into the organization.
const TO_ORGANIZATION: &str = "edgesync - inbound to";

/// The kind of hop that a delivery type means (documented: "Queues and messages in queues", NextHopSolutionKey).
const fn hop_of_delivery_type(delivery_type: DeliveryType) -> Hop {
    match delivery_type {
        DeliveryType::Undefined | DeliveryType::Unreachable => Hop::None,
        DeliveryType::MapiDelivery | DeliveryType::SmtpDeliveryToMailbox => Hop::MailboxDelivery,
        DeliveryType::DnsConnectorDelivery
        | DeliveryType::NonSmtpGatewayDelivery
        | DeliveryType::SmartHostConnectorDelivery
        | DeliveryType::DeliveryAgent => Hop::External,
        DeliveryType::SmtpRelayToRemoteAdSite
        | DeliveryType::SmtpRelayToTiRg
        | DeliveryType::SmtpRelayWithinAdSite
        | DeliveryType::SmtpRelayWithinAdSiteToEdge
        | DeliveryType::SmtpRelayToDag
        | DeliveryType::SmtpRelayToMailboxDeliveryGroup
        | DeliveryType::SmtpRelayToConnectorSourceServers
        | DeliveryType::SmtpRelayToServers
        | DeliveryType::ShadowRedundancy
        | DeliveryType::Heartbeat => Hop::Internal,
    }
}

/// Whether a queue delivers to a routing group: to servers of Exchange 2003 (documented, NextHopSolutionKey).
#[must_use]
pub fn is_to_routing_group(queue: &Queue) -> bool {
    queue.delivers_by(DeliveryType::SmtpRelayToTiRg)
}

/// Whether a queue holds copies for the case that another server loses its mail; it never shows a LastError (observed
/// behaviour, 2013 CU23).
#[must_use]
pub fn is_shadow(queue: &Queue) -> bool {
    queue.delivers_by(DeliveryType::ShadowRedundancy)
}

/// Whether a queue delivers from a server of the organization to an Edge server.
#[must_use]
pub fn is_to_edge(queue: &Queue) -> bool {
    queue.delivers_by(DeliveryType::SmtpRelayWithinAdSiteToEdge)
}

/// Whether an Edge server is at one end: always port 25 (documented, network ports).
#[must_use]
pub fn crosses_edge(queue: &Queue) -> bool {
    let is = |text: Option<&String>, wanted: &str| text.is_some_and(|t| t.to_ascii_lowercase().starts_with(wanted));
    is(queue.delivery_type.whole(), "smtprelaywithinadsitetoedge") || is(queue.next_hop_domain.whole(), TO_ORGANIZATION)
}

/// Whether mail to the outside goes out through a front end of the organization, on port 717, by what LastError says.
/// Host and address in it are that front end's (observed behaviour, 2013 CU23; field reports).
pub(super) fn is_through_front_end(error: &LastError) -> bool {
    error.outer.as_ref().is_some_and(|outer| outer.says("outbound frontend"))
}

/// Whether the front end itself, and not the outside, lacks what the Transport service needs: the sender finds no
/// XPROXYTO, or no authentication at all.
pub(super) fn fails_at_own_front_end(queue: &Queue) -> bool {
    let error = queue.visible_error();
    error.is_some_and(|e| {
        let says = |words| e.inner.as_ref().is_some_and(|r| r.says(words));
        says(NO_XPROXYTO) || (says(CANNOT_ACHIEVE) && is_through_front_end(e))
    })
}

/// What the sender makes up where a front end does not offer to pass mail on (observed behaviour, 2013 CU23).
pub const NO_XPROXYTO: &str = "XPROXYTO is required";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Place, Shown};

    fn queue(delivery_type: &str, next_hop_domain: &str) -> Queue {
        let place = Place { source: 0, line: 1 };
        let mut queue = Queue::unknown_at(place);
        queue.delivery_type = Shown::Whole { value: delivery_type.to_owned(), place };
        queue.next_hop_domain = Shown::Whole { value: next_hop_domain.to_owned(), place };
        queue
    }

    fn failing(last_error: &str) -> Queue {
        let mut queue = queue("DnsConnectorDelivery", "example.com");
        queue.last_error = Shown::Whole { value: LastError::read(last_error), place: Place { source: 0, line: 1 } };
        queue
    }

    #[test]
    fn mail_to_the_outside_may_fail_at_the_own_front_end() {
        let wrapped = |inner: &str| {
            failing(&format!(
                "451 4.4.0 Primary outbound frontend IP address responded with:   \"{inner}.\"   Attempted \
                failover to alternate frontend address, but that did not succeed."
            ))
        };
        assert_eq!(hop(&wrapped("451 5.7.3 Cannot achieve Exchange Server authentication")), Hop::Internal);
        // The outside says this, through the front end.
        assert_eq!(hop(&wrapped("550 5.1.1 User unknown")), Hop::External);
        let direct = "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
            authentication.\" Attempted failover to alternate host, but that did not succeed.";
        assert_eq!(hop(&failing(direct)), Hop::External);
    }

    #[test]
    fn kinds_of_hops() {
        for (delivery_type, domain, expected) in [
            ("SmtpRelayWithinAdSite", "hub version 15", Hop::Internal),
            ("SMTP Relay to Mailbox Delivery Group", "site:hq; version:14", Hop::Internal),
            ("SmtpDeliveryToMailbox", "mdb01", Hop::MailboxDelivery),
            ("SmartHostConnectorDelivery", "edgesync - inbound to site1", Hop::Internal),
            ("SmartHostConnectorDelivery", "[192.0.2.1]", Hop::External),
            ("DnsConnectorDelivery", "example.com", Hop::External),
            ("Undefined", "Submission", Hop::None),
            ("ShadowRedundancy", "ex1.corp.example", Hop::Internal),
        ] {
            assert_eq!(hop(&queue(delivery_type, domain)), expected, "{delivery_type} {domain}");
        }
    }

    #[test]
    fn what_is_visible_of_a_cut_delivery_type() {
        for (head, domain, expected) in [
            ("SmtpRelay", "dag1", Hop::Internal),
            ("SmtpDeliv", "mdb01", Hop::MailboxDelivery),
            ("Smtp", "dag1", Hop::Unknown),
            ("SmartHost", "[192.0.2.1]", Hop::External),
            ("SmartHost", "edge", Hop::Unknown),
            ("", "hub version 15", Hop::Internal),
        ] {
            let mut queue = queue("", domain);
            let place = queue.place;
            queue.delivery_type = Shown::Cut { visible: Some(head.to_owned()), place };
            if domain == "edge" {
                queue.next_hop_domain = Shown::Cut { visible: Some(domain.to_owned()), place };
            }
            assert_eq!(hop(&queue), expected, "{head} {domain}");
        }
    }
}
