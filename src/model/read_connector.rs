//! Reads `Get-ReceiveConnector` records. Records of one connector are merged.
//!
//! Name and server of a connector come from several properties that complete each other ([`Naming`]). All other
//! properties go by the table in [`super::property`].

use std::collections::{BTreeSet, HashMap};

use super::command::Command;
use super::label::Labels;
use super::merge::Merge;
use super::others::OthersReader;
use super::out_of_box::names_of_setup;
use super::property::{Decides, Property};
use super::receive_connector::ReceiveConnector;
use super::{Identity, Note, NoteKind, ObjectKind, Place, ServerId, assumed_server, short_name};
use crate::intake::{Cut, Field, Layout, Record, Value};

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
    /// The computers that printed a connector of another server, in lower case, by source.
    of_others: BTreeSet<(usize, ServerId)>,
    rows: Option<Rows>,
    labels: Labels<Property>,
    others: OthersReader,
}

/// Rows of one table, one right below the other.
#[derive(Clone, Copy, Debug)]
struct Rows {
    source: usize,
    layout: Layout,
    first_line: u32,
    last_line: u32,
}

impl Rows {
    /// The rows up to this record, which goes on with those before or begins.
    fn with(before: Option<Self>, record: &Record<'_>) -> Self {
        let (source, line) = (record.place.source, record.place.line);
        // A blank line may stand between the rows of a table; titles and dashes take more.
        let gap = if record.layout == Layout::Table { 2 } else { 1 };
        let goes_on = |rows: &Self| {
            rows.source == source && rows.layout == record.layout && line.saturating_sub(rows.last_line) <= gap
        };
        let first_line = before.filter(goes_on).map_or(line, |rows| rows.first_line);
        Self { source, layout: record.layout, first_line, last_line: record.last_line }
    }

    /// Whether a connector is another row of this table: no command prints one twice.
    fn hold(self, other: &ReceiveConnector) -> bool {
        matches!(self.layout, Layout::Table | Layout::Csv | Layout::Cells)
            && other.place.source == self.source
            && other.place.line >= self.first_line
    }
}

impl Connectors {
    /// Adds one record.
    pub(super) fn add(&mut self, record: &Record<'_>, command: Command<'_>, notes: &mut Vec<Note>) {
        let (connector, computer) = read(record, command, &mut self.labels, &mut self.others);
        let connector = Box::new(connector);
        let rows = Rows::with(self.rows, record);
        self.rows = Some(rows);
        let is_elsewhere = !connector.server_assumed && !connector.server.is_empty();
        let of_other = computer.filter(|computer| {
            speaks_of_another(&connector.name, computer)
                || is_elsewhere && !connector.server.eq_ignore_ascii_case(computer)
        });
        self.of_others.extend(of_other.map(|computer| (record.place.source, ServerId::of(&computer))));
        if !connector.has_whole_name() || connector.server_cut {
            self.found.push(connector);
            return;
        }
        if connector.server.is_empty() {
            let key = connector.name.to_ascii_lowercase();
            // Two connectors of one name on two servers look the same here, unless they complete each other.
            let fits = |first: &ReceiveConnector| !rows.hold(first) && completes(first, &connector);
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

    /// The copied text breaks off inside the record at this place. The name of its server may be what was not copied, so the
    /// list that the connector before it stands in is open as well.
    pub(super) fn break_off(&mut self, place: Place) {
        let Some(at) = self.found.iter().rposition(|connector| connector.place == place) else { return };
        let first = at.saturating_sub(1);
        let around = self.found.iter_mut().skip(first).take(at.saturating_sub(first).saturating_add(1));
        for connector in around.filter(|connector| connector.place.source == place.source) {
            connector.list_breaks_off = true;
        }
    }

    /// The shell says of these sources that it returned a part of the connectors.
    pub(super) fn leave_open(&mut self, sources: &[usize]) {
        for connector in self.found.iter_mut().filter(|connector| sources.contains(&connector.place.source)) {
            connector.list_breaks_off = true;
        }
    }

    /// The connectors. One without a server is never merged into a connector of the same name that has one: servers often
    /// have connectors of the same name.
    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Vec<ReceiveConnector> {
        // There may be very many connectors. The index is dropped before they are held twice.
        self.by_identity = HashMap::new();
        let mut found: Vec<ReceiveConnector> = Vec::with_capacity(self.found.len());
        found.extend(self.found.into_iter().map(|connector| *connector));
        // A computer that printed the connectors of other servers says of none where it is.
        for connector in found.iter_mut().filter(|connector| connector.server_assumed) {
            let key = (connector.place.source, ServerId::of(&connector.server));
            if self.of_others.contains(&key) {
                connector.server = String::new();
                connector.server_assumed = false;
            }
        }
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

/// Whether no property that a diagnosis rests on differs.
fn completes(first: &ReceiveConnector, later: &ReceiveConnector) -> bool {
    Property::kept().all(|(property, slot)| property.decides().is_none() || !slot.contradicts(first, later))
}

fn merge(into: &mut ReceiveConnector, mut later: ReceiveConnector, notes: &mut Vec<Note>) {
    into.asked_alone &= later.asked_alone;
    into.list_breaks_off &= later.list_breaks_off;
    let mut merge = Merge { object: into.identity(), place: later.place, notes };
    for (property, slot) in Property::kept() {
        let differs = slot.merge(into, &mut later, property.spelling(), &mut merge);
        let decides = matches!(property.decides(), Some(Decides::Answer | Decides::Authentication));
        into.contradicted |= differs && decides;
    }
    Merge::others(&mut into.others, &mut into.others_cut, later.others, &later.others_cut);
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
    for (property, slot) in Property::kept() {
        note(property.spelling(), &slot.unreadable(connector), slot.place(connector));
    }
}

/// The connector of a record, and the computer that printed it.
fn read(
    record: &Record<'_>,
    command: Command<'_>,
    labels: &mut Labels<Property>,
    others: &mut OthersReader,
) -> (ReceiveConnector, Option<String>) {
    let source = record.place.source;
    let mut connector = ReceiveConnector::unknown_at(record.place);
    let mut naming = Naming::default();
    for (position, field) in record.fields.iter().enumerate() {
        let property = labels.property(position, &field.name);
        match property {
            Some(Property::Identity | Property::Id) => naming.identity(field),
            Some(Property::Name) => naming.name(field),
            Some(Property::Server) => naming.server(field),
            _ => {
                if property == Some(Property::DistinguishedName) {
                    naming.distinguished(field);
                } else if property.is_none() && field.name.eq_ignore_ascii_case(COMPUTER) {
                    naming.computer = Seen::whole_of(field);
                }
                if let Some(slot) = property.and_then(Property::slot) {
                    slot.read(&mut connector, field, source);
                } else {
                    let name = property.map_or(&*field.name, |known| known.spelling());
                    others.add(&mut connector.others, &mut connector.others_cut, name, field);
                }
            }
        }
    }
    let computer = naming.settle(&mut connector, record.scope.heading, command);
    (connector, computer)
}

/// The property that remoting adds: the computer that ran the command (documented: `Invoke-Command`, implicit remoting).
/// It may have printed the connectors of other servers.
const COMPUTER: &str = "PSComputerName";

/// Whether setup named the connector after another server than this.
fn speaks_of_another(name: &str, server: &str) -> bool {
    assumed_server::server_in_name(name).is_some_and(|other| !other.eq_ignore_ascii_case(server))
}

/// What a record says about the connector's name and server, from several properties that complete each other.
#[derive(Debug, Default)]
struct Naming {
    identity: Option<Seen>,
    name: Option<Seen>,
    /// The server; empty where none was seen.
    server: String,
    /// Whether only the head of a server's name was seen.
    server_cut: bool,
    distinguished: Option<DistinguishedName>,
    /// The computer that printed it.
    computer: Option<String>,
}

/// A text of a record.
#[derive(Clone, Debug)]
struct Seen {
    text: String,
    /// Whether its end is hidden.
    is_cut: bool,
}

impl Seen {
    const fn whole(text: String) -> Self {
        Self { text, is_cut: false }
    }

    /// The text of a field, if something of it is shown.
    fn of(field: &Field<'_>) -> Option<Self> {
        match (&field.value, field.cut) {
            (Value::Text(text), Cut::No | Cut::End) if !text.is_empty() => {
                Some(Self { text: text.clone().into_owned(), is_cut: field.cut == Cut::End })
            }
            _ => None,
        }
    }

    /// The text of a field, if all of it is shown.
    fn whole_of(field: &Field<'_>) -> Option<String> {
        Self::of(field).filter(|seen| !seen.is_cut).map(|seen| seen.text)
    }
}

impl Naming {
    fn identity(&mut self, field: &Field<'_>) {
        let is_better = self.identity.as_ref().is_none_or(|seen| seen.is_cut);
        match Seen::of(field) {
            // JSON of live objects shows the directory's name in its place.
            Some(seen) if !seen.is_cut && seen.text.starts_with("CN=") => {
                self.distinguished = DistinguishedName::read(&seen.text);
            }
            Some(seen) if is_better => self.identity = Some(seen),
            _ => {}
        }
    }

    fn name(&mut self, field: &Field<'_>) {
        if self.name.is_none() {
            self.name = Seen::of(field);
        }
    }

    fn server(&mut self, field: &Field<'_>) {
        self.server_cut |= field.cut != Cut::No;
        if let Some(text) = Seen::whole_of(field).filter(|_| self.server.is_empty()) {
            self.server = match DistinguishedName::read(&text) {
                Some(directory) if text.starts_with("CN=") => directory.name,
                _ => text,
            };
        }
    }

    fn distinguished(&mut self, field: &Field<'_>) {
        if let Some(text) = Seen::whole_of(field) {
            self.distinguished = DistinguishedName::read(&text);
        }
    }

    /// Names inside the record win over the heading of its group, that over the command, and that over the computer that
    /// printed it, which is assumed to be the server. Gives that computer.
    fn settle(
        mut self,
        connector: &mut ReceiveConnector,
        heading: Option<(&str, &str)>,
        command: Command<'_>,
    ) -> Option<String> {
        let (of_computer, heading) = match heading {
            Some((label, of)) if label.eq_ignore_ascii_case(COMPUTER) => (Some(of), None),
            heading => (None, heading),
        };
        let computer = self.computer.take().or(of_computer.map(str::to_owned));
        let computer = computer.map(|name| short_name(&name).to_owned()).filter(|name| !name.is_empty());
        self.complete_by_identity();
        self.complete_by_directory();
        if let Some((_, of)) = heading.filter(|_| self.server.is_empty() && !self.server_cut) {
            of.clone_into(&mut self.server);
        }
        if command.is("Get-ReceiveConnector") {
            connector.asked_alone = command.is_part;
            self.complete_by_command(command);
        }
        // A cut name is written with its mark, so that it is never taken for the whole name.
        if let Some(Seen { text, is_cut }) = self.name {
            connector.name = if is_cut { format!("{text}…") } else { text };
            connector.name_cut = is_cut;
        }
        connector.server_cut = self.server_cut && self.server.is_empty();
        let is_open = self.server.is_empty() && !self.server_cut;
        if let Some(of) = computer.as_deref().filter(|of| is_open && !speaks_of_another(&connector.name, of)) {
            of.clone_into(&mut self.server);
            connector.server_assumed = true;
        }
        // An FQDN in Server means the server with its short name.
        short_name(&self.server).clone_into(&mut connector.server);
        computer
    }

    fn complete_by_identity(&mut self) {
        let Some(Seen { text: identity, is_cut }) = self.identity.take() else { return };
        if let Some(parts) = Identity::parse(&identity) {
            if self.server.is_empty() {
                parts.server.trim().clone_into(&mut self.server);
            }
            let name = parts.name.trim();
            // A name that lost its end may show no sign of it.
            let is_longer = |seen: &Seen| name.len() > seen.text.len() && name.starts_with(&seen.text);
            if self.name.as_ref().is_none_or(|seen| (seen.is_cut || is_longer(seen)) && !is_cut) {
                self.name = Some(Seen { text: name.to_owned(), is_cut });
            }
        } else if is_cut {
            self.server_cut = true;
        } else if let Some((server, name)) = lost_backslash(&identity, &self.server) {
            self.server = server;
            self.name.get_or_insert(Seen::whole(name));
        } else {
            self.name.get_or_insert(Seen::whole(identity));
        }
    }

    fn complete_by_directory(&mut self) {
        let Some(DistinguishedName { name, server }) = self.distinguished.take() else { return };
        if self.name.as_ref().is_none_or(|seen| seen.is_cut) {
            self.name = Some(Seen::whole(name));
        }
        if let Some(server) = server.filter(|_| self.server.is_empty()) {
            self.server = server;
        }
    }

    fn complete_by_command(&mut self, command: Command<'_>) {
        let asked = command.identity.and_then(Identity::parse);
        if self.name.is_none() {
            let name = asked.map(|parts| parts.name).or(command.identity);
            self.name = name.map(|name| Seen::whole(name.to_owned()));
        }
        if self.server.is_empty() {
            asked.map(|parts| parts.server).or(command.server).unwrap_or_default().clone_into(&mut self.server);
        }
    }
}

/// Name and server of `CN=<name>,CN=SMTP Receive Connectors,CN=Protocols,CN=<server>,CN=Servers,..`.
#[derive(Debug)]
struct DistinguishedName {
    name: String,
    server: Option<String>,
}

impl DistinguishedName {
    fn read(text: &str) -> Option<Self> {
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
        (!name.is_empty()).then_some(Self { name, server })
    }
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
        let read = DistinguishedName::read(dn).unwrap();
        assert_eq!((read.name.as_str(), read.server.as_deref()), ("Relay, internal", Some("EX1")));
    }

    #[test]
    fn eaten_backslashes() {
        let read = |text| lost_backslash(text, "").map(|(s, n)| format!("{s}|{n}"));
        assert_eq!(read("EX1Default Frontend EX1").as_deref(), Some("EX1|Default Frontend EX1"));
        assert_eq!(read("Default Frontend EX1"), None);
        assert_eq!(read("My Default Relay"), None);
    }
}
