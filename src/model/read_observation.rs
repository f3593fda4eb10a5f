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

use super::binding::{Binding, Endpoint};
use super::command::Command;
use super::observation::{
    ComponentState, Ehlo, LoggedSession, Named, Observations, Permission, RefusedCommand, TransportEvent,
};
use super::others::OthersReader;
use super::queue::LastError;
use super::read_event;
use super::read_server::{Servers, text_of};
use super::read_transcript::{greeted, host_of_banner, is_masked_greeting};
use super::receive_connector::ReceiveConnector;
use super::reply_text::first_failure;
use super::server::AddressOrigin;
use super::values;
use super::{Address, Place, is_exchange_online};
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
}

/// Lines that one event may be wrapped to.
pub(super) const LINES_OF_AN_EVENT: u32 = 7;

/// How far a session of a log is read.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// The last sequence number.
    last: Option<u32>,
    /// Whether the answer to EHLO goes on.
    in_ehlo: bool,
    /// Whether the greeting is asterisks.
    is_masked: bool,
    /// The greeting, with its `220`.
    greeting: Option<String>,
    /// Whether TLS began.
    is_secured: bool,
    /// When the last line was written, in milliseconds since midnight.
    time: Option<u32>,
}

impl Observer {
    /// The observations. An event counts as a session of the one connector of its name, wherever that listens.
    pub(super) fn finish(mut self, connectors: &[ReceiveConnector]) -> Observations {
        for event in &self.found.events {
            let (Some(source), name, place) = (event.source, &event.connector, event.place) else { continue };
            let named = |c: &&ReceiveConnector| !c.server.is_empty() && c.is_called(name);
            let mut same = connectors.iter().filter(named);
            let (Some(connector), None) = (same.next(), same.next()) else { continue };
            for local in connector.endpoints() {
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
                    used: Vec::new(),
                    rights: None,
                    has_submitted: false,
                    is_gapless: false,
                    is_typed: false,
                    failures: Vec::new(),
                    place,
                });
            }
        }
        self.found
    }

    /// Text of an event that names a connector, and the computer that logged it; whether it is one. Lines of one event
    /// are tried one after the other, so the same event a few lines later is the same.
    pub(super) fn event(&mut self, text: &str, computer: Option<&str>, place: Place) -> bool {
        let Some(event) = read_event::event(text, place) else { return false };
        let is_again = |other: &TransportEvent| {
            other.place.source == place.source
                && place.line.saturating_sub(other.place.line) < LINES_OF_AN_EVENT
                && (&other.kind, &other.connector, other.source) == (&event.kind, &event.connector, event.source)
        };
        if self.found.events.last().is_none_or(|last| !is_again(last)) {
            self.found.events.push(TransportEvent { computer: computer.map(str::to_owned), ..event });
        }
        true
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
        let answered = self.found.ehlo.iter().filter(|ehlo| ehlo.is_exchange).map(|ehlo| ehlo.host.as_str());
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
                used: Vec::new(),
                rights: None,
                has_submitted: false,
                is_gapless: true,
                is_typed: false,
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
        if let (Some(named), Some(local)) = (session.receive_connector(), session.local) {
            own_address(servers, named.server, local, place);
            servers.is_exchange(named.server);
        }
        let (event, data) = (value("event").unwrap_or_default(), value("data").unwrap_or_default());
        if event == "*" && value("context").is_some_and(|context| context == "Set Session Permissions") {
            session.rights = Some(data.split_whitespace().map(str::to_owned).collect());
        }
        let time = value("date-time").and_then(|time| time_of_day(&time));
        // Later, a client that keeps the connection may wait for its next message.
        let last = progress.time.filter(|_| session.commands.len() < 2);
        session.is_typed |= is_receive && event == "<" && is_typed(&data, last, time);
        progress.time = time;
        read_data(session, progress, &event, &data, place, servers);
        true
    }

    /// A command that Exchange refused. The same error again is the same.
    pub(super) fn refused_command(&mut self, refused: RefusedCommand) {
        let known = &mut self.found.refused_commands;
        if !known.iter().any(|it| it.rule == refused.rule && (refused.named.is_empty() || it.named == refused.named)) {
            known.push(refused);
        }
    }

    /// Where the answers to EHLO of transcripts go.
    pub(super) const fn ehlo(&mut self) -> &mut Vec<Ehlo> {
        &mut self.found.ehlo
    }

    pub(super) fn permission(&mut self, record: &Record<'_>, command: Command<'_>) {
        let find = |name: &str| record.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name));
        let Some(user) = text_of(record, "User") else { return };
        let (rights, rights_cut) = find("ExtendedRights").map(values::elements).unwrap_or_default();
        let shown = |name| find(name).and_then(|f| values::boolean(f, record.place.source).whole().copied());
        self.found.permissions.push(Permission {
            connector: text_of(record, "Identity").or_else(|| command.identity.map(str::to_owned)),
            user,
            rights: rights.iter().map(ToString::to_string).collect(),
            rights_cut,
            deny: shown("Deny"),
            inherited: shown("IsInherited"),
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

/// Whether the host at the other end of a send log may be a server of the organization. Exchange's own send connector
/// reaches nobody else (documented: the implicit Intra-Organization SMTP Send Connector). Through another one, a host at a
/// public address is somebody else's, also where it greets like Exchange.
fn may_be_own(send_connector: &str, host: &str, address: Address) -> bool {
    let is_implicit = send_connector.to_ascii_lowercase().starts_with("intra-organization");
    !is_exchange_online(host) && (is_implicit || address.is_private() || address.is_local_only())
}

fn own_address(servers: &mut Servers, name: &str, endpoint: Endpoint, place: Place) {
    // A link-local address that a log shows was used.
    if !endpoint.address.is_local_only() || endpoint.address.is_link_local() {
        servers.address(name, endpoint.address, AddressOrigin::ProtocolLog, Some(place));
    }
}

/// The time of day in `2026-03-02T08:02:19.000Z`, in milliseconds.
fn time_of_day(text: &str) -> Option<u32> {
    let time = text.split_once('T')?.1.trim_end_matches('Z');
    let mut parts = time.split([':', '.']).map(|part| part.parse::<u32>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let milliseconds = parts.next().flatten().unwrap_or_default();
    [(hours, 60), (minutes, 60), (seconds, 1000), (milliseconds, 1)]
        .into_iter()
        .try_fold(0_u32, |sum, (part, factor)| sum.checked_add(part)?.checked_mul(factor))
}

/// The time that a person needs for a line, in milliseconds; Exchange answers at once.
const TYPING: u32 = 3000;

/// Whether a command that a receive log shows cannot come from the transport service of Exchange. Observed behaviour (2013
/// CU23): it writes verbs in capitals and names itself by its FQDN in EHLO.
fn is_typed(command: &str, last: Option<u32>, now: Option<u32>) -> bool {
    let mut words = command.split_whitespace();
    let verb = words.next().unwrap_or_default();
    let is_word = verb.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let in_small_letters = is_word && verb.bytes().any(|b| b.is_ascii_lowercase());
    let greets = verb.eq_ignore_ascii_case("EHLO") || verb.eq_ignore_ascii_case("HELO");
    let is_nameless = greets && words.next().is_none_or(|name| !name.contains('.'));
    let pause = last.zip(now).and_then(|(last, now)| now.checked_sub(last));
    in_small_letters || is_nameless || pause.is_some_and(|pause| pause >= TYPING)
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
        if data.starts_with("220 ") && progress.greeting.is_none() {
            progress.greeting = Some(data.to_owned());
        }
        // `250 2.6.0 <message id> .. Queued mail for delivery`.
        session.has_submitted |= data.starts_with("250 2.6.0");
        if data.starts_with("220 ") && session.ehlo.is_none() && !session.is_receive {
            session.remote_host = session.remote_host.take().or_else(|| data.get(4..).and_then(word));
            // Only a host that says that it is Exchange is taken for a server.
            if let (Some(host), Some(remote)) = (&session.remote_host, session.remote)
                && host_of_banner(data).is_some()
                && may_be_own(&session.connector, host, remote.address)
            {
                own_address(servers, host, remote, place);
                servers.is_exchange(host);
            }
        }
        let is_last = data.starts_with("250 ");
        if is_last || data.starts_with("250-") {
            let rest = data.get(4..).unwrap_or_default().trim();
            if session.ehlo.is_none() {
                session.ehlo = greeted(rest, place).map(|ehlo| Ehlo {
                    is_masked: progress.is_masked,
                    greeting: progress.greeting.take(),
                    is_secured: progress.is_secured,
                    ..ehlo
                });
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
        let is_mechanism = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-' || b.is_ascii_digit());
        match &*verb {
            "STARTTLS" | "X-ANONYMOUSTLS" => {
                progress.is_secured = true;
                session.used.push(verb.clone());
            }
            "AUTH" | "X-EXPS" => {
                let mechanism = data.split_whitespace().nth(1).filter(|word| is_mechanism(word)).unwrap_or_default();
                session.used.push(format!("{verb} {mechanism}").trim_end().to_owned());
            }
            _ => {}
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
    use super::{is_typed, time_of_day};

    #[test]
    fn a_person_writes_otherwise_than_exchange() {
        let at = |text: &str| time_of_day(&format!("2026-03-02T{text}Z"));
        assert_eq!(at("08:02:19.250"), Some(28_939_250));
        assert_eq!((at("08:02:19"), at("08:02"), time_of_day("08:02:19")), (Some(28_939_000), None, None));
        let (now, soon, late) = (at("08:00:00.000"), at("08:00:00.900"), at("08:00:09.000"));
        for command in ["EHLO hub10.corp.example", "X-ANONYMOUSTLS", "QUIT", "MAIL FROM:<a@corp.example> SIZE=1", ""] {
            assert!(!is_typed(command, now, soon) && !is_typed(command, None, late), "{command}");
            assert!(is_typed(command, now, late), "{command}");
        }
        for command in
            ["EHLO test", "EHLO", "HELO hub10", "ehlo hub10.corp.example", "Quit", "mail from:<a@corp.example>"]
        {
            assert!(is_typed(command, now, soon), "{command}");
        }
        // What is sent to authenticate is no verb.
        assert!(!is_typed("dXNlcm5hbWU=", now, soon));
    }
}
