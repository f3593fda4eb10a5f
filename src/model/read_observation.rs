//! Records of other commands and logs to observations, and the addresses that they name.
//!
//! ```text
//! receive log = date-time, connector-id, session-id, sequence-number, local-endpoint, remote-endpoint, event, data, context
//! send log    = the same; connector-id is the send connector
//! event       = "+" connected | "-" disconnected | ">" sent | "<" received | "*" information
//! ```
//! In a receive log the local endpoint is an address of the connector's server; in a send log the remote endpoint is one
//! of the host that greets with `220`. Column names are those of the `#Fields:` line (documented).

use std::collections::HashMap;

use super::Place;
use super::address::Address;
use super::binding::{Binding, Endpoint};
use super::command::Command;
use super::observation::{ComponentState, Ehlo, LoggedSession, Named, Observations, Permission};
use super::others::OthersReader;
use super::queue::LastError;
use super::read_server::{Servers, text_of};
use super::read_transcript::{greeted, host_of_banner, is_masked_greeting};
use super::receive_connector::ReceiveConnector;
use super::reply_text::first_failure;
use super::server::AddressOrigin;
use super::values;
use crate::intake::Record;

/// Columns of a protocol log, in order (documented).
const COLUMNS: [&str; 9] = [
    "date-time",
    "connector-id",
    "session-id",
    "sequence-number",
    "local-endpoint",
    "remote-endpoint",
    "event",
    "data",
    "context",
];

/// Collects the observations of one input.
#[derive(Debug, Default)]
pub(super) struct Observer {
    found: Observations,
    /// Sessions by connector and id, a line end between them.
    by_session: HashMap<String, usize>,
    /// How far each session is read.
    progress: Vec<Progress>,
    /// Connector, source and place of events that name both.
    events: Vec<(String, Address, Place)>,
}

/// How far a session of a log is read.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// The last sequence number.
    last: Option<u32>,
    /// Whether the answer to EHLO goes on.
    in_ehlo: bool,
    /// Whether the greeting is asterisks.
    is_masked: bool,
}

impl Observer {
    /// The observations. An event counts as a session of the one connector of its name, wherever that listens.
    pub(super) fn finish(mut self, connectors: &[ReceiveConnector]) -> Observations {
        for (name, source, place) in self.events {
            let named = |c: &&ReceiveConnector| {
                let is_known = c.has_whole_name() && !c.server.is_empty();
                is_known && (c.name.eq_ignore_ascii_case(&name) || c.identity().eq_ignore_ascii_case(&name))
            };
            let mut same = connectors.iter().filter(named);
            let (Some(connector), None) = (same.next(), same.next()) else { continue };
            for local in connector.bindings.visible().into_iter().flatten().filter_map(|b| b.endpoint) {
                self.found.sessions.push(LoggedSession {
                    connector: connector.identity(),
                    is_receive: true,
                    id: String::new(),
                    time: None,
                    local: Some(local),
                    remote: Some(Endpoint { address: source, port: 0 }),
                    remote_host: None,
                    own_host: None,
                    ehlo: None,
                    commands: Vec::new(),
                    is_gapless: false,
                    failures: Vec::new(),
                    place,
                });
            }
        }
        self.found
    }

    /// Text of an event that names a receive connector and the address of its client; whether it is one.
    pub(super) fn event(&mut self, text: &str, place: Place) -> bool {
        let found = event(text);
        let is_event = found.is_some();
        self.events.extend(found.map(|(name, source)| (name, source, place)));
        is_event
    }

    /// What logs, transcripts and other output of Exchange tell of machines that the rest of the input names: that they
    /// are Exchange servers, and that who says EHLO under such a name connects from that address.
    pub(super) fn servers(&self, servers: &mut Servers) {
        for session in &self.found.sessions {
            let (host, endpoint) = if session.is_receive {
                (&session.remote_host, session.remote)
            } else {
                (&session.own_host, session.local)
            };
            let Some(host) = host else { continue };
            // A send log is the server's own; of clients, only Exchange servers use this verb (documented: MS-SMTPEXT).
            if !session.is_receive || session.commands.iter().any(|verb| verb == "X-ANONYMOUSTLS") {
                servers.is_exchange(host);
            }
            if let Some(endpoint) = endpoint.filter(|_| servers.knows(host)) {
                own_address(servers, host, endpoint, session.place);
            }
        }
        // `EX1.corp.example Hello [10.0.0.1]` is how Exchange answers EHLO; others put a name before the address.
        let answered = self.found.ehlo.iter().filter(|ehlo| ehlo.client.is_some()).map(|ehlo| ehlo.host.as_str());
        let named = [&self.found.transport_services, &self.found.certificates];
        let named = named.into_iter().flatten().filter_map(|it| it.server.as_deref());
        let components = self.found.components.iter().filter_map(|it| it.server.as_deref());
        for name in answered.chain(named).chain(components) {
            servers.is_exchange(name);
        }
    }

    /// One line of a protocol log; whether it is one.
    pub(super) fn log_line(&mut self, record: &Record<'_>, servers: &mut Servers) -> bool {
        // Without the `#Fields:` line the columns have numbers.
        let number = |name: &str| (1_u8..).zip(COLUMNS).find(|(_, n)| *n == name).map(|(at, _)| at.to_string());
        let value = |name: &str| text_of(record, name).or_else(|| text_of(record, &number(name)?));
        let (Some(connector), Some(id)) = (value("connector-id"), value("session-id")) else { return false };
        let endpoint = |name: &str| value(name).and_then(|t| Binding::read(&t).endpoint);
        let (local, remote) = (endpoint("local-endpoint"), endpoint("remote-endpoint"));
        let is_receive = connector.contains('\\');
        let key = format!("{connector}\n{id}");
        let place = record.place;
        let at = *self.by_session.entry(key).or_insert_with(|| {
            self.found.sessions.push(LoggedSession {
                connector: connector.clone(),
                is_receive,
                id,
                time: value("date-time"),
                local,
                remote,
                remote_host: None,
                own_host: None,
                ehlo: None,
                commands: Vec::new(),
                is_gapless: true,
                failures: Vec::new(),
                place,
            });
            self.progress.push(Progress::default());
            self.found.sessions.len().saturating_sub(1)
        });
        let (Some(session), Some(progress)) = (self.found.sessions.get_mut(at), self.progress.get_mut(at)) else {
            return true;
        };
        let sequence = value("sequence-number").and_then(|n| n.parse::<u32>().ok());
        let follows = sequence.is_some() && sequence == Some(progress.last.map_or(0, |last| last.saturating_add(1)));
        progress.last = sequence;
        progress.in_ehlo &= follows;
        session.is_gapless &= follows;
        session.local = session.local.or(local);
        session.remote = session.remote.or(remote);
        if let (true, Some((server, _)), Some(local)) = (is_receive, connector.split_once('\\'), session.local) {
            own_address(servers, server, local, place);
            servers.is_exchange(server);
        }
        let (event, data) = (value("event").unwrap_or_default(), value("data").unwrap_or_default());
        read_data(session, progress, &event, &data, place, servers);
        true
    }

    /// Where the answers to EHLO of transcripts go.
    pub(super) const fn ehlo(&mut self) -> &mut Vec<Ehlo> {
        &mut self.found.ehlo
    }

    pub(super) fn permission(&mut self, record: &Record<'_>, command: Command<'_>) {
        let find = |name: &str| record.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name));
        let Some(user) = text_of(record, "User") else { return };
        let (rights, rights_cut) = find("ExtendedRights").map(values::elements).unwrap_or_default();
        let deny = find("Deny").and_then(|f| values::boolean(f, record.place.source).whole().copied());
        self.found.permissions.push(Permission {
            connector: text_of(record, "Identity").or_else(|| command.identity.map(str::to_owned)),
            user,
            rights: rights.iter().map(ToString::to_string).collect(),
            rights_cut,
            deny,
            place: record.place,
        });
    }

    pub(super) fn send_connector(&mut self, record: &Record<'_>) {
        self.found.send_connectors.push(named(record, &["Identity", "Name"], None));
    }

    /// The first column names the server; a list without it comes from the command's.
    pub(super) fn transport_service(&mut self, record: &Record<'_>, command: Command<'_>) {
        let named = ["Name", "Identity", "Server", "PSComputerName"].into_iter().find_map(|name| text_of(record, name));
        // `SERVER\Frontend`: the front end's service.
        let server = named.as_deref().or(command.identity).map(|n| n.split('\\').next().unwrap_or(n));
        self.found.transport_services.push(self::named(record, &["Name", "Identity"], server));
    }

    pub(super) fn certificate(&mut self, record: &Record<'_>, command: Command<'_>) {
        let server = ["Server", "PSComputerName"].into_iter().find_map(|name| text_of(record, name));
        self.found.certificates.push(named(record, &["Thumbprint", "Subject"], server.as_deref().or(command.server)));
    }

    pub(super) fn component(&mut self, record: &Record<'_>, command: Command<'_>) {
        let (Some(component), Some(state)) = (text_of(record, "Component"), text_of(record, "State")) else { return };
        let server = ["ServerFqdn", "Server", "Identity"].into_iter().find_map(|name| text_of(record, name));
        let server = server.or_else(|| command.identity.or(command.server).map(str::to_owned));
        self.found.components.push(ComponentState { server, component, state, place: record.place });
    }
}

fn named(record: &Record<'_>, names: &[&str], server: Option<&str>) -> Named {
    let (mut properties, mut cut, mut others) = (Vec::new(), Vec::new(), OthersReader::default());
    for field in &record.fields {
        others.add(&mut properties, &mut cut, &field.name, field);
    }
    let name = names.iter().find_map(|name| text_of(record, name)).unwrap_or_default();
    Named { name, server: server.map(str::to_owned), properties, cut, place: record.place }
}

/// Connector and client of events 1035 and 1021 of MSExchangeTransport (documented): `Inbound authentication failed with
/// error .. for Receive connector NAME. .. The source IP address .. is [ADDRESS].` and `Receive connector NAME rejected
/// an incoming connection from IP address ADDRESS.`
fn event(text: &str) -> Option<(String, Address)> {
    const FAILED: &str = "for Receive connector ";
    let quotes = ['\'', '"', '[', ']', '.', ' '];
    let (name, address) = if let Some(at) = text.find(FAILED).filter(|_| text.contains("authentication failed")) {
        let rest = text.get(at.saturating_add(FAILED.len())..)?;
        let (name, rest) = rest.split_once(". The authentication mechanism")?;
        (name, rest.split_once("source IP address")?.1.split_once(" is [")?.1.split_once(']')?.0)
    } else {
        let rest = text.split_once("Receive connector ")?.1;
        let (name, rest) = rest.split_once(" rejected an incoming connection from IP address ")?;
        (name, rest.split_whitespace().next()?)
    };
    let name = name.trim_matches(quotes);
    (!name.is_empty() && name.len() < 256).then_some(())?;
    Some((name.to_owned(), Address::parse(address.trim_matches(quotes))?))
}

fn own_address(servers: &mut Servers, name: &str, endpoint: Endpoint, place: Place) {
    if !endpoint.address.is_local_only() {
        servers.address(name, endpoint.address, AddressOrigin::ProtocolLog, Some(place));
    }
}

/// What one line of a session says.
fn read_data(
    session: &mut LoggedSession,
    progress: &mut Progress,
    event: &str,
    data: &str,
    place: Place,
    servers: &mut Servers,
) {
    let from_server = if session.is_receive { ">" } else { "<" };
    let word = |text: &str| text.split_whitespace().next().map(str::to_owned);
    if event == from_server {
        progress.is_masked |= is_masked_greeting(data);
        if data.starts_with("220 ") && session.ehlo.is_none() && !session.is_receive {
            session.remote_host = session.remote_host.take().or_else(|| data.get(4..).and_then(word));
            // Only a host that says that it is Exchange is taken for a server.
            if let (Some(host), Some(remote)) = (&session.remote_host, session.remote)
                && host_of_banner(data).is_some()
            {
                own_address(servers, host, remote, place);
                servers.is_exchange(host);
            }
        }
        let is_last = data.starts_with("250 ");
        if is_last || data.starts_with("250-") {
            let rest = data.get(4..).unwrap_or_default().trim();
            if session.ehlo.is_none() {
                session.ehlo = greeted(rest, place).map(|e| Ehlo { is_masked: progress.is_masked, ..e });
                progress.in_ehlo = session.ehlo.is_some();
            } else if let Some(ehlo) = session.ehlo.as_mut().filter(|e| progress.in_ehlo && e.extensions.len() < 64) {
                ehlo.extensions.push(rest.to_owned());
            }
            if let Some(ehlo) = session.ehlo.as_mut().filter(|_| progress.in_ehlo && is_last) {
                ehlo.is_whole = true;
            }
            progress.in_ehlo &= !is_last;
        }
    } else if matches!(event, "<" | ">") && session.commands.len() < 16 {
        let verb = word(data).unwrap_or_default().to_ascii_uppercase();
        if verb == "EHLO" || verb == "HELO" {
            let slot = if session.is_receive { &mut session.remote_host } else { &mut session.own_host };
            *slot = slot.take().or_else(|| data.get(5..).and_then(word));
        }
        session.commands.push(verb);
    }
    let is_failure = first_failure(data).is_some_and(|start| start.at == 0)
        || data.starts_with(['4', '5']) && first_failure(data).is_some();
    if is_failure && let Some(error) = LastError::read(data) {
        session.failures.push((error, place));
    }
}

#[cfg(test)]
mod tests {
    use super::event;

    #[test]
    fn events_that_name_a_connector() {
        let read = |text| event(text).map(|(name, source)| format!("{name} {source}"));
        let failed = "Inbound authentication failed with error LogonDenied for Receive connector Default Frontend EX1. The \
            authentication mechanism is ExchangeAuth. The source IP address of the client who tried to authenticate to \
            Microsoft Exchange is [10.0.0.5].";
        assert_eq!(read(failed).as_deref(), Some("Default Frontend EX1 10.0.0.5"));
        let rejected = "Receive connector 'Relay' rejected an incoming connection from IP address '10.0.0.9'. The maximum \
            number of connections per source (20) for this connector has been reached by this source IP address.";
        assert_eq!(read(rejected).as_deref(), Some("Relay 10.0.0.9"));
        for no in
            ["Receive connector Relay is disabled", "for Receive connector Relay. The end", failed.split_at(120).0]
        {
            assert_eq!(read(no), None, "{no}");
        }
    }
}
