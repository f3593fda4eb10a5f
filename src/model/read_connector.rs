//! `Get-ReceiveConnector` records to receive connectors.

use std::collections::HashMap;

use super::binding::Binding;
use super::command::Command;
use super::merge::Merge;
use super::others::OthersReader;
use super::out_of_box::names_of_setup;
use super::property::Of;
use super::range::RemoteIpRange;
use super::read_queue::fill;
use super::receive_connector::ReceiveConnector;
use super::{Note, NoteKind, ObjectKind, assumed_server, values};
use super::{Place, Shown};
use crate::intake::{Cut, Field, Record, Value};

/// The receive connectors of one input, by identity.
#[derive(Debug, Default)]
pub(super) struct Connectors {
    /// Boxed while there is no telling how many come.
    #[allow(clippy::vec_box, reason = "a list of large objects that grows holds them twice")]
    found: Vec<Box<ReceiveConnector>>,
    /// Lower-case `server\name`.
    by_identity: HashMap<String, usize>,
    /// Lower-case names without a server.
    nameless_server: HashMap<String, usize>,
    others: OthersReader,
}

impl Connectors {
    /// Adds one record.
    pub(super) fn add(&mut self, record: &Record<'_>, command: Command<'_>, notes: &mut Vec<Note>) {
        let connector = Box::new(read(record, command, &mut self.others));
        if !connector.has_whole_name() || connector.server_cut {
            self.found.push(connector);
            return;
        }
        if connector.server.is_empty() {
            let key = connector.name.to_ascii_lowercase();
            // Two connectors of one name on two servers look the same here, unless they complete each other.
            let fits = |first: &ReceiveConnector| completes(first, &connector);
            if let Some(first) =
                self.nameless_server.get(&key).and_then(|&at| self.found.get_mut(at)).filter(|c| fits(c))
            {
                merge(first, *connector, notes);
            } else {
                self.nameless_server.insert(key, self.found.len());
                self.found.push(connector);
            }
            return;
        }
        let mut key = connector.identity();
        key.make_ascii_lowercase();
        if let Some(first) = self.by_identity.get(&key).and_then(|&at| self.found.get_mut(at)) {
            merge(first, *connector, notes);
        } else {
            self.by_identity.insert(key, self.found.len());
            self.found.push(connector);
        }
    }

    /// The connectors. One without a server is never merged into a connector of the same name that has one: servers often
    /// have connectors of the same name.
    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Vec<ReceiveConnector> {
        // There may be very many: what told them apart goes before they are held twice.
        self.by_identity = HashMap::new();
        let mut found: Vec<ReceiveConnector> = Vec::with_capacity(self.found.len());
        found.extend(self.found.into_iter().map(|connector| *connector));
        assumed_server::assume(&mut found, notes);
        for connector in &found {
            if connector.server.is_empty() && !connector.server_cut {
                let kind = NoteKind::ConnectorWithoutServer { name: connector.name.clone() };
                notes.push(Note { kind, place: Some(connector.place) });
            }
            unreadable(connector, notes);
        }
        found
    }
}

/// Whether no property of `later` contradicts `first`.
fn completes(first: &ReceiveConnector, later: &ReceiveConnector) -> bool {
    fn fits<T: PartialEq>(a: &Shown<T>, b: &Shown<T>) -> bool {
        match (a.whole(), b.whole()) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
    fits(&first.enabled, &later.enabled)
        && fits(&first.transport_role, &later.transport_role)
        && fits(&first.bindings, &later.bindings)
        && fits(&first.remote_ip_ranges, &later.remote_ip_ranges)
        && fits(&first.auth_mechanism, &later.auth_mechanism)
        && fits(&first.permission_groups, &later.permission_groups)
        && fits(&first.fqdn, &later.fqdn)
}

fn merge(into: &mut ReceiveConnector, later: ReceiveConnector, notes: &mut Vec<Note>) {
    into.asked_alone &= later.asked_alone;
    let mut merge = Merge { object: into.identity(), place: later.place, notes };
    let words = |t: &String| t.clone();
    let truth = |b: &bool| if *b { "True".to_owned() } else { "False".to_owned() };
    into.contradicted |= merge.shown("Enabled", &mut into.enabled, later.enabled, truth);
    into.contradicted |= merge.shown("TransportRole", &mut into.transport_role, later.transport_role, |v| joined(v));
    into.contradicted |= merge.shown("Bindings", &mut into.bindings, later.bindings, |v| {
        v.iter().map(|b| b.as_written.as_str()).collect::<Vec<_>>().join(", ")
    });
    into.contradicted |= merge.shown("RemoteIPRanges", &mut into.remote_ip_ranges, later.remote_ip_ranges, |v| {
        v.iter().map(|r| r.as_written.as_str()).collect::<Vec<_>>().join(", ")
    });
    into.contradicted |= merge.shown("AuthMechanism", &mut into.auth_mechanism, later.auth_mechanism, |v| joined(v));
    let groups = &mut into.permission_groups;
    into.contradicted |= merge.shown("PermissionGroups", groups, later.permission_groups, |v| joined(v));
    merge.shown("Fqdn", &mut into.fqdn, later.fqdn, words);
    merge.shown("RequireTLS", &mut into.require_tls, later.require_tls, truth);
    let suppress = &mut into.suppress_x_anonymous_tls;
    into.contradicted |= merge.shown("SuppressXAnonymousTls", suppress, later.suppress_x_anonymous_tls, truth);
    merge.shown("MaxMessageSize", &mut into.max_message_size, later.max_message_size, words);
    merge.shown("ProtocolLoggingLevel", &mut into.protocol_logging_level, later.protocol_logging_level, words);
    Merge::others(&mut into.others, &mut into.others_cut, later.others, &later.others_cut);
}

fn joined<T: ToString>(members: &[T]) -> String {
    members.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Entries of one list that a note names; more say nothing new.
const MOST_UNREAD: usize = 5;

/// Entries that cannot be read: masked, damaged. One note for each list.
fn unreadable(connector: &ReceiveConnector, notes: &mut Vec<Note>) {
    let mut note = |property: &str, entries: &[&str], place: Option<Place>| {
        let shown = entries.get(..MOST_UNREAD).unwrap_or(entries).join(", ");
        let value = if entries.len() > MOST_UNREAD { format!("{shown}, …") } else { shown };
        let kind = NoteKind::Unreadable {
            object: connector.identity(),
            kind: ObjectKind::ReceiveConnector,
            server: connector.server.clone(),
            property: property.to_owned(),
            value,
        };
        if !entries.is_empty() {
            notes.push(Note { kind, place });
        }
    };
    let ranges = connector.remote_ip_ranges.visible().into_iter().flatten().filter(|r| r.range().is_none());
    let ranges: Vec<&str> = ranges.map(|r| &*r.as_written).collect();
    note("RemoteIPRanges", &ranges, connector.remote_ip_ranges.place());
    let bindings = connector.bindings.visible().into_iter().flatten().filter(|b| b.endpoint.is_none());
    let bindings: Vec<&str> = bindings.map(|b| &*b.as_written).collect();
    note("Bindings", &bindings, connector.bindings.place());
}

fn read(record: &Record<'_>, command: Command<'_>, others: &mut OthersReader) -> ReceiveConnector {
    let source = record.place.source;
    let mut connector = ReceiveConnector::unknown_at(record.place);
    let mut naming = Naming::default();
    let mut hint = 0;
    for field in &record.fields {
        let known = Of::ReceiveConnector.canonical(&field.name, hint);
        hint = known.map_or(hint, |(_, at)| at.saturating_add(1));
        match known.map(|(name, _)| name) {
            Some("Identity" | "Id") => naming.identity(field),
            Some("Name") => naming.name(field),
            Some("Server") => naming.server(field),
            Some("DistinguishedName") => {
                naming.distinguished(field);
                others.add(&mut connector.others, &mut connector.others_cut, "DistinguishedName", field);
            }
            Some("Enabled") => fill(&mut connector.enabled, values::boolean(field, source)),
            Some("TransportRole") => fill(&mut connector.transport_role, values::flags(field, source)),
            Some("Bindings") => fill(&mut connector.bindings, values::list(field, source, Binding::read)),
            Some("RemoteIPRanges") => {
                fill(&mut connector.remote_ip_ranges, values::list(field, source, RemoteIpRange::read));
            }
            Some("AuthMechanism") => fill(&mut connector.auth_mechanism, values::flags(field, source)),
            Some("PermissionGroups") => fill(&mut connector.permission_groups, values::flags(field, source)),
            Some("Fqdn") => fill(&mut connector.fqdn, values::text(field, source)),
            Some("RequireTLS") => fill(&mut connector.require_tls, values::boolean(field, source)),
            Some("SuppressXAnonymousTls") => {
                fill(&mut connector.suppress_x_anonymous_tls, values::boolean(field, source));
            }
            Some("MaxMessageSize") => fill(&mut connector.max_message_size, values::text(field, source)),
            Some("ProtocolLoggingLevel") => {
                // JSON of live objects prints the number.
                let read = |text: &str| {
                    Some(match text {
                        "0" => "None".to_owned(),
                        "1" => "Verbose".to_owned(),
                        text => text.to_owned(),
                    })
                };
                fill(&mut connector.protocol_logging_level, values::shown(field, source, read));
            }
            name => others.add(&mut connector.others, &mut connector.others_cut, name.unwrap_or(&field.name), field),
        }
    }
    naming.settle(&mut connector, record.scope.heading, command);
    connector
}

/// What a record says about the connector's name and server, from several properties that complete each other.
#[derive(Debug, Default)]
struct Naming {
    identity: Option<(String, bool)>,
    name: Option<(String, bool)>,
    server: Option<String>,
    /// Whether only the head of a server's name was seen.
    server_cut: bool,
    distinguished: Option<(String, Option<String>)>,
}

fn visible(field: &Field<'_>) -> Option<(String, bool)> {
    match (&field.value, field.cut) {
        (Value::Text(text), Cut::No | Cut::End) if !text.is_empty() => {
            Some((text.clone().into_owned(), field.cut == Cut::End))
        }
        _ => None,
    }
}

impl Naming {
    fn identity(&mut self, field: &Field<'_>) {
        let is_better = self.identity.as_ref().is_none_or(|(_, cut)| *cut);
        match visible(field) {
            // JSON of live objects shows the directory's name in its place.
            Some((text, false)) if text.starts_with("CN=") => self.distinguished = distinguished_name(&text),
            Some(found) if is_better => self.identity = Some(found),
            _ => {}
        }
    }

    fn name(&mut self, field: &Field<'_>) {
        if self.name.is_none() {
            self.name = visible(field);
        }
    }

    fn server(&mut self, field: &Field<'_>) {
        self.server_cut |= field.cut != Cut::No;
        if self.server.is_none() {
            let found = visible(field).filter(|(_, cut)| !cut).map(|(text, _)| text);
            self.server = found.map(|text| match distinguished_name(&text) {
                Some((name, _)) if text.starts_with("CN=") => name,
                _ => text,
            });
        }
    }

    fn distinguished(&mut self, field: &Field<'_>) {
        if let Some((text, false)) = visible(field) {
            self.distinguished = distinguished_name(&text);
        }
    }

    /// Names inside the record win over the heading of its group, and that over the command.
    fn settle(mut self, connector: &mut ReceiveConnector, heading: Option<(&str, &str)>, command: Command<'_>) {
        let mut server = self.server.take().unwrap_or_default();
        let mut name = self.name.take();
        if let Some((identity, is_cut)) = self.identity.take() {
            match identity.split_once('\\') {
                Some((of, rest)) => {
                    if server.is_empty() {
                        of.trim().clone_into(&mut server);
                    }
                    if name.as_ref().is_none_or(|(_, cut)| *cut && !is_cut) {
                        name = Some((rest.trim().to_owned(), is_cut));
                    }
                }
                None if is_cut => self.server_cut = true,
                None => match lost_backslash(&identity, &server) {
                    Some((of, rest)) => {
                        server = of;
                        name = name.or(Some((rest, false)));
                    }
                    None => name = name.or(Some((identity, false))),
                },
            }
        }
        if let Some((dn_name, dn_server)) = self.distinguished {
            if name.as_ref().is_none_or(|(_, cut)| *cut) {
                name = Some((dn_name, false));
            }
            if let Some(of) = dn_server.filter(|_| server.is_empty()) {
                server = of;
            }
        }
        if let Some((label, of)) = heading.filter(|_| server.is_empty() && !self.server_cut) {
            of.clone_into(&mut server);
            // The computer that ran the command may have printed the connectors of others.
            connector.server_assumed = label.eq_ignore_ascii_case("PSComputerName");
        }
        if command.is("Get-ReceiveConnector") {
            connector.asked_alone = command.is_part;
            let asked = command.identity.map(|i| i.split_once('\\').map_or((None, i), |(s, n)| (Some(s), n)));
            if name.is_none() {
                name = asked.map(|(_, n)| (n.to_owned(), false));
            }
            if server.is_empty() {
                asked.and_then(|(s, _)| s).or(command.server).unwrap_or_default().clone_into(&mut server);
            }
        }
        // Written with its mark, so that it is never taken for the whole name.
        if let Some((text, is_cut)) = name {
            connector.name = if is_cut { format!("{text}…") } else { text };
            connector.name_cut = is_cut;
        }
        connector.server_cut = self.server_cut && server.is_empty();
        // An FQDN in Server names the server of its first label.
        server.split('.').next().unwrap_or_default().trim().clone_into(&mut connector.server);
    }
}

/// Name and server of `CN=<name>,CN=SMTP Receive Connectors,CN=Protocols,CN=<server>,CN=Servers,..`.
fn distinguished_name(text: &str) -> Option<(String, Option<String>)> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => parts.last_mut()?.extend(chars.next()),
            ',' => parts.push(String::new()),
            c => parts.last_mut()?.push(c),
        }
    }
    let value = |part: &String| part.split_once('=').map(|(_, v)| v.to_owned());
    let servers = parts.iter().position(|p| p.eq_ignore_ascii_case("CN=Servers"));
    let server = servers.and_then(|at| at.checked_sub(1)).and_then(|at| parts.get(at)).and_then(value);
    let name = parts.first().and_then(value)?;
    (!name.is_empty()).then_some((name, server))
}

/// `EX1Default Frontend EX1`: some web editors eat the backslash. Only the names that setup gives show it.
fn lost_backslash(identity: &str, server: &str) -> Option<(String, String)> {
    names_of_setup().find_map(|(_, prefix)| {
        let at = identity.find(prefix).filter(|&at| at > 0)?;
        let of = identity.get(..at)?;
        let rest = identity.get(at..)?;
        let after = rest.get(prefix.len()..)?.strip_prefix(' ')?;
        let repeats = after.eq_ignore_ascii_case(of);
        (repeats || (!server.is_empty() && of.eq_ignore_ascii_case(server))).then(|| (of.to_owned(), rest.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_distinguished_names() {
        let dn = "CN=Relay\\, internal,CN=SMTP Receive Connectors,CN=Protocols,CN=EX1,CN=Servers,CN=First";
        assert_eq!(distinguished_name(dn), Some(("Relay, internal".into(), Some("EX1".into()))));
    }

    #[test]
    fn eaten_backslashes() {
        let read = |text| lost_backslash(text, "").map(|(s, n)| format!("{s}|{n}"));
        assert_eq!(read("EX1Default Frontend EX1").as_deref(), Some("EX1|Default Frontend EX1"));
        assert_eq!(read("Default Frontend EX1"), None);
        assert_eq!(read("My Default Relay"), None);
    }
}
