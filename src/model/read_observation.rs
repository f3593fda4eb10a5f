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
use super::last_error::first_failure;
use super::observation::{ComponentState, Ehlo, LoggedSession, Named, Observations, Permission};
use super::queue::LastError;
use super::read_queue::other;
use super::read_server::{Servers, text_of};
use super::server::AddressOrigin;
use super::shown::Place;
use super::values;
use crate::intake::{ProseLine, Record};

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
    /// Sessions by connector and id.
    by_session: HashMap<(String, String), usize>,
}

impl Observer {
    pub(super) fn finish(self) -> Observations {
        self.found
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
        let key = (connector.clone(), id.clone());
        let place = record.place;
        let at = *self.by_session.entry(key).or_insert_with(|| {
            self.found.sessions.push(LoggedSession {
                connector: connector.clone(),
                is_receive,
                id,
                local,
                remote,
                remote_host: None,
                extensions: Vec::new(),
                failures: Vec::new(),
                place,
            });
            self.found.sessions.len().saturating_sub(1)
        });
        let Some(session) = self.found.sessions.get_mut(at) else { return true };
        session.local = session.local.or(local);
        session.remote = session.remote.or(remote);
        if let (true, Some((server, _)), Some(local)) = (is_receive, connector.split_once('\\'), session.local) {
            own_address(servers, server, local, place);
        }
        let (event, data) = (value("event").unwrap_or_default(), value("data").unwrap_or_default());
        read_data(session, &event, &data, place, servers);
        true
    }

    /// Number of transcripts so far.
    pub(super) const fn count(&self) -> usize {
        self.found.ehlo.len()
    }

    /// First and last line of the transcripts read since.
    pub(super) fn transcripts_since(&self, before: usize) -> Vec<(Place, u32)> {
        let lines = |e: &Ehlo| e.place.line.saturating_add(u32::try_from(e.extensions.len()).unwrap_or(0));
        self.found.ehlo.iter().skip(before).map(|e| (e.place, lines(e))).collect()
    }

    /// An answer to EHLO in a transcript: `250-HOST Hello [..]` and the extensions below it.
    pub(super) fn transcript(&mut self, lines: &[ProseLine<'_>]) {
        let mut open: Option<Ehlo> = None;
        for line in lines {
            let text = line.text.trim();
            let rest = text.strip_prefix("250-").or_else(|| text.strip_prefix("250 "));
            match (rest, &mut open) {
                (Some(rest), None) if rest.contains(" Hello ") || rest.ends_with(" Hello") => {
                    let host = rest.split_whitespace().next().unwrap_or_default().to_owned();
                    open = Some(Ehlo { host, extensions: Vec::new(), place: line.place });
                }
                (Some(rest), Some(ehlo)) => {
                    ehlo.extensions.push(rest.trim().to_owned());
                    if text.starts_with("250 ") {
                        self.found.ehlo.extend(open.take());
                    }
                }
                _ => self.found.ehlo.extend(open.take()),
            }
        }
        self.found.ehlo.extend(open);
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
        self.found.send_connectors.push(named(record, &["Identity", "Name"]));
    }

    pub(super) fn certificate(&mut self, record: &Record<'_>) {
        self.found.certificates.push(named(record, &["Thumbprint", "Subject"]));
    }

    pub(super) fn component(&mut self, record: &Record<'_>, command: Command<'_>) {
        let (Some(component), Some(state)) = (text_of(record, "Component"), text_of(record, "State")) else { return };
        let server = ["ServerFqdn", "Server", "Identity"].into_iter().find_map(|name| text_of(record, name));
        let server = server.or_else(|| command.identity.or(command.server).map(str::to_owned));
        self.found.components.push(ComponentState { server, component, state, place: record.place });
    }
}

fn named(record: &Record<'_>, names: &[&str]) -> Named {
    let (mut properties, mut cut) = (Vec::new(), Vec::new());
    for field in &record.fields {
        other(&mut properties, &mut cut, &field.name, field);
    }
    let name = names.iter().find_map(|name| text_of(record, name)).unwrap_or_default();
    Named { name, properties, cut, place: record.place }
}

fn own_address(servers: &mut Servers, name: &str, endpoint: Endpoint, place: Place) {
    if !endpoint.address.is_local_only() {
        servers.address(name, endpoint.address, AddressOrigin::ProtocolLog, Some(place));
    }
}

/// What one line of a session says.
fn read_data(session: &mut LoggedSession, event: &str, data: &str, place: Place, servers: &mut Servers) {
    let from_server = if session.is_receive { ">" } else { "<" };
    let word = |text: &str| text.split_whitespace().next().map(str::to_owned);
    let upper = data.get(..5).unwrap_or_default().to_ascii_uppercase();
    if event == from_server {
        if data.starts_with("220 ") && session.extensions.is_empty() && !session.is_receive {
            session.remote_host = session.remote_host.take().or_else(|| data.get(4..).and_then(word));
            // Only a host that says that it is Exchange is taken for a server.
            if let (Some(host), Some(remote)) = (&session.remote_host, session.remote)
                && data.contains("Microsoft ESMTP MAIL Service")
            {
                own_address(servers, host, remote, place);
            }
        }
        if data.starts_with("250-") || (data.starts_with("250 ") && !session.extensions.is_empty()) {
            let rest = data.get(4..).unwrap_or_default();
            session
                .extensions
                .extend(rest.split("250-").map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).take(64));
        }
    } else if (upper == "EHLO " || upper == "HELO ") && session.is_receive {
        session.remote_host = session.remote_host.take().or_else(|| data.get(5..).and_then(word));
    }
    let is_failure = first_failure(data) == Some(0) || data.starts_with(['4', '5']) && first_failure(data).is_some();
    if is_failure && let Some(error) = LastError::read(data) {
        session.failures.push((error, place));
    }
}
