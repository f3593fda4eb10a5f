//! What receive logs and events say by themselves: which connector answered whom, what was offered and used, and what
//! was refused.
//!
//! The clients are grouped by connector and outcome. This module asks selection only to say whether the connectors of
//! the paste agree. Source: documented (protocol logging: connector-id, remote-endpoint, event; events 1021 and 1035).

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::answer::gave_up;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::security_status::SecurityStatus;
use crate::model::observation::{EventKind, LoggedSession, TransportEvent};
use crate::model::{
    Address, Endpoint, Identity, Place, ReceiveConnector, Snapshot, names_of_setup, same_server, short_name,
};
use crate::selection::{self, Session};

/// A connector that a log or an event names, with what became of its clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedConnector {
    /// Its identity, or its name where nothing says on which server it is.
    pub connector: String,
    /// Its index in the snapshot.
    pub index: Option<usize>,
    /// The server, as far as it is named.
    pub server: Option<String>,
    /// Whether the paste holds connectors of that server.
    pub is_server_shown: bool,
    /// Whether a log says so; else an event does.
    pub by_log: bool,
    /// Its first line.
    pub place: Place,
    /// What became of its clients.
    pub groups: BTreeMap<LoggedOutcome, LoggedGroup>,
}

/// Clients of one connector with one outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoggedGroup {
    /// The clients, with the name by which they introduced themselves.
    pub clients: BTreeMap<Address, Option<String>>,
    /// The endpoints that they reached; empty where only an event is shown.
    pub endpoints: Vec<Endpoint>,
    /// The extensions that were offered to all of them; `None` where no reply to EHLO is shown whole.
    pub offered: Option<Vec<String>>,
    /// What they used.
    pub used: Vec<String>,
    /// The rights that the sessions got, where the log shows them.
    pub rights: Vec<String>,
    /// What the connectors of the paste say of it, and of which clients.
    pub expected: BTreeMap<Expected, BTreeSet<Address>>,
    /// The lines.
    pub places: IndexSet<Place>,
}

/// What became of a client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoggedOutcome {
    /// The connector refused it with this reply.
    Refused {
        /// The reply, as worded.
        reply: String,
        /// The same as the catalogue knows it.
        known: Option<Known>,
    },
    /// It failed to authenticate.
    AuthenticationFailed {
        /// `ExchangeAuth`, `Ntlm`, ..
        mechanism: String,
        /// The error, as printed.
        error: String,
        /// What the error means.
        status: SecurityStatus,
    },
    /// Too many connections are open.
    TooMany {
        /// Whether they are counted by source.
        per_source: bool,
        /// The limit, as printed.
        limit: Option<String>,
    },
    /// It left after the reply to EHLO, as an Exchange server does that finds no authentication.
    LeftAfterEhlo,
    /// It submitted a message.
    Submitted,
    /// What is shown of the session has no outcome.
    Open,
}

impl LoggedOutcome {
    /// The mechanism of a logon that failed.
    #[must_use]
    pub fn mechanism(&self) -> Option<&str> {
        match self {
            Self::AuthenticationFailed { mechanism, .. } => Some(mechanism),
            _ => None,
        }
    }

    /// Whether somebody was turned away.
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::AuthenticationFailed { .. } | Self::TooMany { .. })
    }
}

/// What the connectors of the paste say of a session in a log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// The connector of the log should have answered.
    This,
    /// Another one should have.
    Another(String),
    /// None should have.
    Nobody,
    /// They leave it open.
    Open,
}

/// Every connector that receive logs and events name, in order of the input.
#[must_use]
pub fn logged_connectors(snapshot: &Snapshot) -> Vec<LoggedConnector> {
    let mut found = BTreeMap::new();
    // Sessions without an id stand for events.
    for session in snapshot.observations.sessions.iter().filter(|s| !s.id.is_empty()) {
        let Some((remote, named)) = session.remote.zip(session.receive_connector()) else { continue };
        let named = NamedConnector {
            server: Some(named.server),
            name: named.name,
            identity: &session.connector,
            place: session.place,
            by_log: true,
        };
        let connector = named.entry(&mut found, snapshot);
        let endpoints: Vec<Endpoint> = session.local.into_iter().collect();
        let expected = expected(snapshot, connector, remote.address, &endpoints);
        let group = connector.groups.entry(outcome(session)).or_default();
        let host = session.remote_host.clone();
        group.clients.entry(remote.address).and_modify(|known| *known = known.take().or(host.clone())).or_insert(host);
        add_all(&mut group.endpoints, endpoints);
        offered(group, session);
        add_all(&mut group.used, session.used.iter().cloned());
        add_all(&mut group.rights, session.rights.iter().flatten().cloned());
        for expected in expected {
            group.expected.entry(expected).or_default().insert(remote.address);
        }
        let failure = session.failures.first().map(|(_, place)| *place);
        group.places.extend([Some(session.place), failure].into_iter().flatten());
    }
    for event in &snapshot.observations.events {
        let (Some(source), Some(outcome)) = (event.source, of_event(&event.kind)) else { continue };
        let of_paste = named(snapshot, event).and_then(|index| snapshot.receive_connectors.get(index));
        let (server, identity) = connector_of_event(snapshot, event);
        let named =
            NamedConnector { server, name: &event.connector, identity: &identity, place: event.place, by_log: false };
        let connector = named.entry(&mut found, snapshot);
        let bound = of_paste.and_then(|c| c.bindings.visible()).into_iter().flatten().filter_map(|b| b.endpoint);
        let endpoints: Vec<Endpoint> = bound.filter(|e| e.address.family() == source.family()).collect();
        let expected = expected(snapshot, connector, source, &endpoints);
        let group = connector.groups.entry(outcome).or_default();
        group.clients.entry(source).or_insert(None);
        for expected in expected {
            group.expected.entry(expected).or_default().insert(source);
        }
        group.places.insert(event.place);
    }
    let mut found: Vec<LoggedConnector> = found.into_values().collect();
    found.sort_by_key(|connector| connector.place);
    found
}

/// The server and the identity of the connector that an event names, as far as the paste or the name tells the server.
#[must_use]
pub fn connector_of_event<'e>(snapshot: &'e Snapshot, event: &'e TransportEvent) -> (Option<&'e str>, String) {
    let of_paste = named(snapshot, event).and_then(|index| snapshot.receive_connectors.get(index));
    let server = of_paste.map(|c| c.server.as_str()).or(event.computer.as_deref());
    let server = server.or_else(|| server_of_setup(&event.connector));
    let identity = match (of_paste, server) {
        (Some(connector), _) => connector.identity(),
        (None, Some(server)) => Identity { server: short_name(server), name: &event.connector }.to_string(),
        (None, None) => event.connector.clone(),
    };
    (server, identity)
}

/// The connector of the paste that an event names, where there is one of that name only.
fn named(snapshot: &Snapshot, event: &TransportEvent) -> Option<usize> {
    let is_it = |c: &ReceiveConnector| {
        let on_server = event.computer.as_deref().is_none_or(|computer| same_server(computer, &c.server));
        on_server && c.is_called(&event.connector)
    };
    let mut all = snapshot.receive_connectors.iter().enumerate().filter(|(_, c)| is_it(c)).map(|(index, _)| index);
    all.next().filter(|_| all.next().is_none())
}

/// A connector as a log or an event names it.
struct NamedConnector<'n> {
    server: Option<&'n str>,
    name: &'n str,
    identity: &'n str,
    place: Place,
    /// Whether a log names it; else an event does.
    by_log: bool,
}

impl NamedConnector<'_> {
    /// What is known of the connector so far.
    fn entry<'f>(
        &self,
        found: &'f mut BTreeMap<String, LoggedConnector>,
        snapshot: &Snapshot,
    ) -> &'f mut LoggedConnector {
        let Self { server, name, identity, place, by_log } = *self;
        found.entry(identity.to_lowercase()).or_insert_with(|| {
            let on_server = |c: &ReceiveConnector| server.is_some_and(|server| same_server(&c.server, server));
            let is_it = |c: &ReceiveConnector| server.is_some_and(|server| c.is(Identity { server, name }));
            let connectors = &snapshot.receive_connectors;
            LoggedConnector {
                connector: identity.to_owned(),
                index: connectors.iter().position(is_it),
                server: server.map(|server| short_name(server).to_owned()),
                is_server_shown: connectors.iter().any(on_server),
                by_log,
                place,
                groups: BTreeMap::new(),
            }
        })
    }
}

/// The server that setup put behind the name of its connector: `Default Frontend EX1`.
fn server_of_setup(connector: &str) -> Option<&str> {
    let behind = |(_, prefix): (_, &'static str)| {
        let (head, tail) = connector.split_at_checked(prefix.len())?;
        let tail = tail.strip_prefix(' ').filter(|tail| !tail.is_empty() && !tail.contains(' '));
        tail.filter(|_| head.eq_ignore_ascii_case(prefix))
    };
    names_of_setup().find_map(behind)
}

fn outcome(session: &LoggedSession) -> LoggedOutcome {
    let refusal = session.failures.iter().find_map(|(error, _)| error.inner.as_ref());
    if let Some(reply) = refusal {
        return LoggedOutcome::Refused { reply: reply.whole(), known: Known::find(reply) };
    }
    if session.has_submitted {
        return LoggedOutcome::Submitted;
    }
    if gave_up(session) { LoggedOutcome::LeftAfterEhlo } else { LoggedOutcome::Open }
}

fn of_event(kind: &EventKind) -> Option<LoggedOutcome> {
    match kind {
        EventKind::InboundAuthentication { error, mechanism } => Some(LoggedOutcome::AuthenticationFailed {
            mechanism: mechanism.clone(),
            error: error.clone(),
            status: SecurityStatus::of_name(error),
        }),
        EventKind::TooManyConnections { per_source, limit } => {
            Some(LoggedOutcome::TooMany { per_source: *per_source, limit: limit.clone() })
        }
        EventKind::OutboundAuthentication { .. } | EventKind::NoCertificate { .. } => None,
    }
}

/// Keeps what all whole replies to EHLO of a group have in common.
fn offered(group: &mut LoggedGroup, session: &LoggedSession) {
    let Some(ehlo) = session.ehlo.as_ref().filter(|ehlo| !ehlo.extensions.is_empty()) else { return };
    match &mut group.offered {
        Some(common) => common.retain(|extension| ehlo.extensions.contains(extension)),
        None => group.offered = Some(ehlo.extensions.clone()),
    }
}

/// What the connectors of the paste say of a session from an address at these endpoints of the server.
fn expected(
    snapshot: &Snapshot,
    connector: &LoggedConnector,
    source: Address,
    endpoints: &[Endpoint],
) -> Vec<Expected> {
    let Some(server) = connector.server.as_deref().filter(|_| connector.is_server_shown) else { return Vec::new() };
    let at = |endpoint: &Endpoint| {
        let local = Some(endpoint.address).filter(|address| !address.is_wildcard());
        let asked = Session { source, server: server.to_owned(), local, port: endpoint.port };
        let selection = selection::select(snapshot, &asked);
        let best = selection.outcome.best().map(|decision| decision.connector);
        let may = selection.may_answer();
        if best.is_some() && best == connector.index && selection.is_certain() {
            Expected::This
        } else if may.is_empty() {
            best.and_then(|index| snapshot.receive_connectors.get(index))
                .map_or(Expected::Nobody, |other| Expected::Another(other.identity()))
        } else {
            Expected::Open
        }
    };
    endpoints.iter().map(at).collect()
}

fn add_all<T: PartialEq>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}
