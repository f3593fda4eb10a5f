//! A client that should relay is refused: it lands on a connector of setup, or its own connector lacks the right.
//!
//! # What happens
//! `550 5.7.54 Unable to relay recipient in non-accepted domain`, at RCPT TO.
//! # Why it matters
//! The tempting fix, the right to relay on Default Frontend, makes an open relay of the server.
//! # What decides it
//! The receive protocol log: it names the client's address as Exchange sees it and the connector that answered.
//! PermissionGroups of AnonymousUsers without Custom is what setup grants, which is no right to relay.
//! # What to do
//! Put the address that the log shows on a connector of its own, and grant the right there.
//! # When it is fine
//! Where the client is not meant to relay.
//! # Sources
//! Documented (allow anonymous relay on Exchange servers); observed behaviour (2013 CU23) for Custom; field reports.

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{ANONYMOUS_RELAY, FIELD, OBSERVED};
use super::{Outline, open_relay};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, RefusedClient};
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::{Gap, TargetEndpoints};
use crate::model::{
    Address, AuthMechanism, OutOfBox, PermissionGroup, Place, Property, ReceiveConnector, Right, SetUpAs,
};
use crate::remedy;

/// A client that a log shows refused.
struct Refused {
    client: Option<Address>,
    connector: usize,
    place: Place,
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::RelayClientNotMatched, &[ANONYMOUS_RELAY, OBSERVED, FIELD]),
        CodeSources::new(Code::HybridRelayRightMissing, &[ANONYMOUS_RELAY, OBSERVED, FIELD]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let refused = refused(case);
    let (unmatched, lacking): (Vec<&Refused>, Vec<&Refused>) =
        refused.iter().partition(|r| case.connector(r.connector).is_some_and(ReceiveConnector::is_out_of_the_box));
    let (hybrid, ours): (Vec<&Refused>, Vec<&Refused>) =
        lacking.into_iter().partition(|r| case.connector(r.connector).is_some_and(is_hybrid));
    let logged = [
        not_matched(case, &unmatched),
        right_missing(case, &ours, Facts::RelayRightMissing),
        right_missing(case, &hybrid, Facts::HybridRelayRightMissing),
    ];
    let found: Vec<_> = logged.into_iter().flatten().collect();
    if found.is_empty() { in_question(case) } else { found }
}

/// Sessions of receive logs that end with the refusal, by connectors of the paste.
fn refused(case: &Case<'_>) -> Vec<Refused> {
    let mut found = Vec::new();
    for session in case.snapshot().observations.sessions.iter().filter(|s| s.is_receive) {
        let connectors = &case.snapshot().receive_connectors;
        let Some(connector) = connectors.iter().position(|c| c.identity().eq_ignore_ascii_case(&session.connector))
        else {
            continue;
        };
        let refusal = session.failures.iter().find(|(error, _)| is_refusal(error.inner.as_ref()));
        found.extend(refusal.map(|(_, place)| Refused {
            client: session.remote.map(|e| e.address),
            connector,
            place: *place,
        }));
    }
    found
}

fn is_refusal(reply: Option<&crate::model::SmtpReply>) -> bool {
    reply.and_then(Known::find) == Some(Known::UnableToRelay)
}

fn not_matched(case: &Case<'_>, refused: &[&Refused]) -> Option<Finding> {
    let (mut outline, mut clients) = (Outline::default(), IndexSet::new());
    for it in refused {
        let Some(connector) = case.connector(it.connector) else { continue };
        if it.client.is_some_and(|client| has_own_connector(case, connector, client)) {
            continue;
        }
        outline.connector(case, it.connector, Some(it.place));
        outline.gaps.insert(Gap::MayRelay { client: it.client });
        outline.subject.addresses.extend(it.client);
        clients.insert(RefusedClient { client: it.client, connector: connector.identity() });
    }
    let facts = Facts::RelayClientNotMatched(Vec::from_iter(clients));
    let front_end = outline.subject.connectors.first().copied()?;
    let finding = outline.finding(Severity::Risk, facts);
    Some(Finding { remedies: remedy::relay_right_on_default(&case.pasted, front_end), ..finding })
}

/// Whether the configuration of the paste has a custom connector for the client: then the log is of another time.
fn has_own_connector(case: &Case<'_>, connector: &ReceiveConnector, client: Address) -> bool {
    let Some(endpoints) = TargetEndpoints::of(&case.topology, &connector.server, 25, None) else { return false };
    let landed = endpoints.try_from(&case.topology, "", client);
    let mut landed = landed.iter().filter_map(|t| case.connector(t.predicted()?));
    landed.any(|c| !c.is_out_of_the_box())
}

fn right_missing(case: &Case<'_>, refused: &[&Refused], facts: fn(Vec<String>) -> Facts) -> Option<Finding> {
    let (mut outline, mut connectors) = (Outline::default(), IndexSet::new());
    for it in refused {
        let Some(connector) = case.connector(it.connector).filter(|c| lacks_right(case, c)) else { continue };
        outline.connector(case, it.connector, Some(it.place));
        outline.line(connector.permission_groups.place());
        outline.gaps.insert(Gap::MayRelay { client: it.client });
        outline.subject.addresses.extend(it.client);
        connectors.insert(connector.identity());
    }
    (!connectors.is_empty()).then(|| outline.finding(Severity::Risk, facts(Vec::from_iter(connectors))))
}

/// Whether a connector is made for mail from Exchange Online, by its name or by what it accepts.
fn is_hybrid(connector: &ReceiveConnector) -> bool {
    let accepts = connector.other(Property::TlsDomainCapabilities).is_some_and(|value| value.contains("outlook.com"));
    accepts || ["Office 365", "O365", "Exchange Online"].iter().any(|name| connector.name.contains(name))
}

/// Whether a connector admits anonymous senders and grants them nothing beyond.
fn lacks_right(case: &Case<'_>, connector: &ReceiveConnector) -> bool {
    let group = |group| connector.permission_groups.has(&group);
    let by_groups =
        group(PermissionGroup::AnonymousUsers) == Some(true) && group(PermissionGroup::Custom) == Some(false);
    let missing = match open_relay::right(case.snapshot(), connector) {
        Some(Right::Missing(_) | Right::Denied { .. }) => group(PermissionGroup::AnonymousUsers) == Some(true),
        Some(Right::Granted(_) | Right::Probably(_)) => false,
        None => by_groups,
    };
    missing
        && connector.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(false)
        && !connector.is_out_of_the_box()
}

/// Whether anonymous senders hold more than setup gives. `Custom` alone may as well stand for a right that a group of setup
/// has lost: then that group is not printed.
fn holds_more(connector: &ReceiveConnector, made: &OutOfBox, right: Option<Right>) -> bool {
    let printed = |group: &PermissionGroup| connector.permission_groups.has(group) == Some(true);
    right.is_some() || made.permission_groups.iter().all(printed)
}

/// The refusal without a log, or its usual "cure" without a refusal: nothing more than questions.
fn in_question(case: &Case<'_>) -> Vec<Finding> {
    let snapshot = case.snapshot();
    let troubled = case.troubles.iter().filter(|t| t.known_reply() == Some(Known::UnableToRelay));
    let replies = snapshot.replies.iter().filter(|r| is_refusal(r.error.inner.as_ref())).map(|r| r.place);
    let places: Vec<Place> = troubled.filter_map(|t| t.queue.last_error.place()).chain(replies).collect();

    let (mut unmatched, mut granted) = (Outline::default(), Vec::new());
    let mut lacking = <[(Outline, Vec<String>); 2]>::default();
    for (index, connector) in snapshot.receive_connectors.iter().enumerate() {
        if connector.is_disabled() {
            continue;
        }
        let right = open_relay::right(case.snapshot(), connector);
        let frontend = connector.out_of_box().filter(|made| made.is == SetUpAs::DefaultFrontend);
        if frontend.is_some_and(|made| holds_more(connector, made, right))
            && open_relay::may_relay(case.snapshot(), connector)
        {
            unmatched.connector(case, index, connector.permission_groups.place());
            granted.push(connector.identity());
        }
        if !places.is_empty() && lacks_right(case, connector) {
            let [ours, hybrid] = &mut lacking;
            let (outline, names) = if is_hybrid(connector) { hybrid } else { ours };
            outline.connector(case, index, connector.permission_groups.place());
            names.push(connector.identity());
        }
    }
    let with_connectors = case.topology.servers().iter().filter(|s| !s.connectors.is_empty());
    let servers: Vec<_> = with_connectors.map(|s| s.server.name.clone()).collect();
    // Without a relay connector in the paste, the list is hardly whole.
    let custom = snapshot.receive_connectors.iter().any(|c| !c.is_out_of_the_box());
    let question = |mut outline: Outline, facts: Facts| {
        for place in &places {
            outline.line(Some(*place));
        }
        outline.gaps.insert(Gap::MayRelay { client: None });
        outline.needs.push(Need::ReceiveProtocolLog(servers.clone()));
        if !custom {
            outline.needs.push(Need::ReceiveConnectors(servers.clone()));
        }
        Finding { certainty: Certainty::Possible, ..outline.finding(Severity::Advice, facts) }
    };
    let mut found = Vec::new();
    let facts: [fn(Vec<String>) -> Facts; 2] = [Facts::RelayRightMissing, Facts::HybridRelayRightMissing];
    for (facts, (outline, connectors)) in facts.into_iter().zip(lacking) {
        if !connectors.is_empty() {
            found.push(question(outline, facts(connectors)));
        }
    }
    if !granted.is_empty() {
        // That the right was granted there is what is left of clients that landed there.
        let mut it = question(unmatched, Facts::RelayGrantedOnDefault(granted.clone()));
        it.gaps.extend(it.subject.connectors.iter().map(|connector| Gap::RelayRight { connector: *connector }));
        it.needs.push(Need::ConnectorPermissions { connectors: granted, user: None });
        found.push(Finding { severity: Severity::Risk, certainty: Certainty::Likely, ..it });
    } else if !places.is_empty() && !servers.is_empty() {
        let it = question(unmatched, Facts::RelayClientInQuestion);
        let of_setup = |c: &ReceiveConnector| c.is_set_up_as(SetUpAs::DefaultFrontend);
        let front_end = snapshot.receive_connectors.iter().position(of_setup);
        let remedies = front_end.map(|index| remedy::relay_right_on_default(&case.pasted, index)).unwrap_or_default();
        found.push(Finding { remedies, ..it });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::observation::LoggedSession;
    use crate::model::{Endpoint, LastError};

    const FRONTEND: &str =
        "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls | AnonymousUsers";

    #[track_caller]
    fn check(relay: &str, connector: &str, expected: &[(&str, Certainty)]) {
        let mut snapshot = snapshot(&[FRONTEND, relay]);
        let place = Place { source: 0, line: 9 };
        let error = LastError::read("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain").unwrap();
        snapshot.observations.sessions.push(LoggedSession {
            connector: connector.to_owned(),
            is_receive: true,
            id: "1".to_owned(),
            local: None,
            remote: Some(Endpoint { address: Address::parse("10.0.0.7").unwrap(), port: 5000 }),
            remote_host: None,
            time: None,
            own_host: None,
            ehlo: None,
            commands: Vec::new(),
            used: Vec::new(),
            rights: None,
            has_submitted: false,
            is_gapless: true,
            is_typed: false,
            failures: vec![(error, place)],
            place,
        });
        let found: Vec<_> = detect(&Case::of(&snapshot)).iter().map(|f| (f.code().as_str(), f.certainty)).collect();
        assert_eq!(found, expected, "{relay} {connector}");
    }

    #[test]
    fn the_log_tells_which_of_the_two_it_is() {
        let relay = |range: &str, groups: &str| {
            format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | {range} | Tls | {groups}")
        };
        let (mine, other) = ("EX1\\Relay", "EX1\\Default Frontend EX1");
        check(&relay("10.0.0.9", "AnonymousUsers"), other, &[("relay-client-not-matched", Certainty::Likely)]);
        check(&relay("10.0.0.7", "AnonymousUsers"), mine, &[("relay-right-missing", Certainty::Likely)]);
        check(&relay("10.0.0.7", "AnonymousUsers, Custom"), mine, &[]);
        // The log is older than the connector.
        check(&relay("10.0.0.7", "AnonymousUsers, Custom"), other, &[]);
    }

    #[test]
    fn without_a_log_both_are_asked() {
        let check = |relay: &str, expected: &[&str]| {
            let mut snapshot = snapshot(&[FRONTEND, relay]);
            let error = LastError::read("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain").unwrap();
            snapshot.replies.push(crate::model::Reply { error, sender: None, place: Place { source: 0, line: 9 } });
            let found = detect(&Case::of(&snapshot));
            assert!(found.iter().all(Finding::is_question), "{relay}");
            assert_eq!(found.iter().map(|f| f.code().as_str()).collect::<Vec<_>>(), expected, "{relay}");
        };
        let relay = |groups: &str| format!("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.7 | Tls | {groups}");
        check(&relay("AnonymousUsers"), &["relay-right-missing", "relay-client-not-matched"]);
        check(&relay("AnonymousUsers, Custom"), &["relay-client-not-matched"]);
    }
}
