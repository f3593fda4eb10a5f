//! Reads an input: hands every record and every line of prose to its reader, and collects the objects and the notes.
//!
//! This module does not know what a kind of record holds: each kind has a reader of its own.

use super::Place;
use super::classify::{Classified, Classifier, Edge};
use super::command::Command;
use super::identity::Identity;
use super::kind::{self, Kind};
use super::last_error::find_ignoring_case;
use super::queue::{LastError, Reply};
use super::read_address::AddressReader;
use super::read_connector::Connectors;
use super::read_event;
use super::read_observation::{LINES_OF_AN_EVENT, Observer};
use super::read_prose::{self, Statement};
use super::read_queue::Queues;
use super::read_server::{Servers, text_of};
use super::read_shape::Localised;
use super::reply_text::first_failure;
use super::server::AddressOrigin;
use super::vocabulary::Words;
use super::{
    Note, NoteKind, ObjectKind, Read, Recognised, Snapshot, left_out, read_address, read_refusal, read_transcript,
};
use crate::Input;
use crate::intake::{self, Field, Layout, ProseLine, Reading, Record, Texts, Unread, Value, Why};

/// Notes about unread lines; more say nothing new, and the report lists all of them.
const MOST_UNREAD_NOTES: usize = 20;

/// Reads an input into typed objects and notes. Never fails.
#[must_use]
pub fn read(input: &Input<'_>) -> Read {
    let texts = Texts::decode(&input.sources);
    read_texts(input, &texts)
}

/// [`read`] for sources that are decoded already.
#[must_use]
pub fn read_texts(input: &Input<'_>, texts: &Texts<'_>) -> Read {
    let mut reader = Reader::default();
    let mut classifier = Classifier::default();
    let mut localised = Localised::default();
    let reading = intake::read(texts, &Words::default(), &mut |record| {
        if !localised.goes_on_with(&record) {
            for record in localised.release(&mut reader.notes) {
                reader.take(classifier.add(record, reader.begun(), texts));
            }
        }
        if let Some(record) = localised.hold(record) {
            reader.take(classifier.add(record, reader.begun(), texts));
        }
    });
    for record in localised.release(&mut reader.notes) {
        reader.take(classifier.add(record, reader.begun(), texts));
    }
    reader.take(classifier.finish(texts));
    // Notes of one line come in this order: about the text, about its layout, about what it says.
    let notes = std::mem::take(&mut reader.notes);
    for (source, text) in texts.iter().enumerate() {
        if !text.is_text() {
            let kind = NoteKind::NotText { name: text.name().to_owned() };
            reader.notes.push(Note { kind, place: Some(Place { source, line: 1 }) });
        }
        for part in text.left_out() {
            let kind = NoteKind::PartNotText { name: text.name().to_owned(), bytes: part.bytes };
            reader.notes.push(Note { kind, place: Some(Place { source, line: part.line }) });
        }
    }
    for broken in &reading.broken {
        let kind = NoteKind::Broken { layout: broken.layout };
        reader.notes.push(Note { kind, place: Some(broken.place) });
    }
    reader.unread.extend(&reading.unread);
    reader.unread.sort_by_key(|lines| lines.place);
    for lines in reader.unread.iter().take(MOST_UNREAD_NOTES) {
        reader.notes.push(Note { kind: NoteKind::Unread { why: lines.why }, place: Some(lines.place) });
    }
    reader.notes.extend(notes);
    reader.prose(&reading);
    reader.finish(input, texts)
}

/// What was read so far.
#[derive(Debug, Default)]
struct Reader {
    queues: Queues,
    connectors: Connectors,
    servers: Servers,
    addresses: AddressReader,
    observer: Observer,
    /// The computer that the last record names, as the head of an event does.
    computer: Option<(Place, String)>,
    replies: Vec<Reply>,
    /// The events among them.
    events: Vec<usize>,
    recognised: Vec<Recognised>,
    notes: Vec<Note>,
    left_out: Vec<Note>,
    /// The notes that were given and are not repeated: commands whose output is not used, and the empty text for addresses
    /// without a server.
    said: Vec<&'static str>,
    unread: Vec<Unread>,
    /// Lines in which the shell says that it returned a part of the objects.
    more: Vec<Place>,
    /// Whether an input begins inside a receive connector.
    begins_inside: bool,
}

impl Reader {
    /// The source of the last record that was recognised.
    fn begun(&self) -> Option<usize> {
        self.recognised.last().map(|recognised| recognised.source)
    }

    fn take(&mut self, classified: Option<Classified<'_>>) {
        if let Some(Classified { record, kind, command, left_out, breaks_off }) = classified {
            self.left_out.extend(left_out);
            self.record(&record, kind, command);
            if kind == Kind::ReceiveConnector && breaks_off.is_some() {
                self.connectors.break_off(record.place);
                self.begins_inside |= breaks_off == Some(Edge::Beginning);
            }
        }
    }

    fn record(&mut self, record: &Record<'_>, kind: Kind, command: Command<'_>) {
        // `WARNING: There are more results ..` looks like a label with its value.
        if let Some(Field { value: Value::Text(text), line, .. }) = record.fields.last()
            && read_prose::says_there_is_more(text)
        {
            self.more.push(Place { source: record.place.source, line: *line });
        }
        match kind {
            Kind::Queue => {
                self.recognise(record, ObjectKind::Queue);
                self.queues.add(record, command, &mut self.notes);
            }
            Kind::ReceiveConnector => {
                self.recognise(record, ObjectKind::ReceiveConnector);
                self.connectors.add(record, command, &mut self.notes);
            }
            Kind::ExchangeServer => {
                self.recognise(record, ObjectKind::ExchangeServer);
                self.servers.of_record(record);
            }
            Kind::LogLine => {
                if self.observer.log_line(record, &mut self.servers) {
                    self.recognise(record, ObjectKind::ProtocolLog);
                }
            }
            Kind::Permission => {
                self.recognise(record, ObjectKind::Permission);
                self.observer.permission(record, command);
            }
            Kind::SendConnector => {
                self.recognise(record, ObjectKind::SendConnector);
                self.observer.send_connector(record);
            }
            Kind::Certificate => {
                self.recognise(record, ObjectKind::Certificate);
                self.observer.certificate(record, command);
            }
            Kind::ComponentState => {
                self.recognise(record, ObjectKind::ComponentState);
                self.observer.component(record, command);
            }
            Kind::TransportService => {
                self.recognise(record, ObjectKind::TransportService);
                self.observer.transport_service(record, command);
            }
            Kind::Address => {
                if self.addresses.record(record, &mut self.servers) {
                    self.recognise(record, ObjectKind::Address);
                } else if let Some((address, line)) = read_address::nameless(record) {
                    let place = Place { source: record.place.source, line };
                    self.say_once("", NoteKind::AddressWithoutServer { address }, place);
                }
            }
            Kind::Other(what) => self.say_once(what, NoteKind::NotUsed { what: what.to_owned() }, record.place),
            Kind::Message => {
                self.tracked(record);
                self.values(record, false);
            }
            Kind::Unknown => {
                if self.addresses.record(record, &mut self.servers) {
                    self.recognise(record, ObjectKind::Address);
                } else {
                    let before = self.recognised.len();
                    self.values(record, true);
                    if self.recognised.len() == before && kind::may_be_ours(record, command) {
                        let (place, last_line) = (record.place, record.last_line);
                        self.unread.push(Unread { place, last_line, why: Why::NoKind });
                    }
                }
            }
        }
    }

    /// The sources in which the shell says beside receive connectors that it returned a part of them.
    fn sources_left_open(&self) -> Vec<usize> {
        let of_connectors = |line: &&Place| {
            let distance = |part: &&Recognised| {
                part.first_line.saturating_sub(line.line).max(line.line.saturating_sub(part.last_line))
            };
            let nearest = self.recognised.iter().filter(|part| part.source == line.source).min_by_key(distance);
            nearest.is_some_and(|part| part.kind == ObjectKind::ReceiveConnector)
        };
        self.more.iter().filter(of_connectors).map(|line| line.source).collect()
    }

    /// A note that one record after the other would ask for.
    fn say_once(&mut self, about: &'static str, kind: NoteKind, place: Place) {
        if !self.said.contains(&about) {
            self.said.push(about);
            self.notes.push(Note { kind, place: Some(place) });
        }
    }

    /// Replies and addresses in the values of a record of no known kind.
    fn values(&mut self, record: &Record<'_>, may_be_error: bool) {
        // Labels of other commands stand before addresses too (`Standardgateway : 10.0.0.1`), but not all of them do.
        let is_address_line = |field: &Field<'_>| match &field.value {
            Value::Text(text) => read_prose::address_line(&as_line(&field.name, text)).is_some(),
            _ => false,
        };
        let are_address_lines = record.layout == Layout::List && record.fields.iter().all(is_address_line);
        let computer = ["Computer", "MachineName", "ComputerName"].into_iter().find_map(|name| text_of(record, name));
        if computer.is_some() {
            self.computer = computer.clone().map(|name| (record.place, name));
        }
        for field in &record.fields {
            let Value::Text(text) = &field.value else { continue };
            let place = Place { source: record.place.source, line: field.line };
            self.event(text, computer.as_deref(), place, record.layout);
            if self.observer.event(text, computer.as_deref(), place) {
                self.recognise_line(place, place.line, ObjectKind::ProtocolLog, record.layout);
                continue;
            }
            if record.layout == Layout::List
                && are_address_lines
                && let Some((name, addresses)) = read_prose::address_line(&as_line(&field.name, text))
            {
                for address in addresses {
                    self.servers.address(name, address, AddressOrigin::AddressLine, Some(place));
                }
                self.recognise_line(place, place.line, ObjectKind::Address, Layout::Text);
                continue;
            }
            let holds = find_ignoring_case(text, "LED=").is_some() || first_failure(text).is_some();
            // Named parts may all be empty.
            let Some(error) = LastError::read(text).filter(|error| holds && error.inner.is_some()) else { continue };
            // `Error: 451 4.4.0 ..` is an error text pasted alone.
            let label = field.name.to_ascii_lowercase();
            // What Exchange refuses for good goes back to its sender, and waits in no queue.
            let may_wait = label == "lasterror"
                || find_ignoring_case(text, "LED=").is_some()
                || first_failure(text).is_none_or(|start| start.code.is_none_or(|code| code < 500));
            let alone = may_be_error
                && may_wait
                && record.fields.len() == 1
                && ["error", "lasterror", "led", "fehler", "erreur", "message", "errormessage"]
                    .contains(&label.as_str());
            if alone {
                self.queues.add_error(error, place);
                self.recognise_line(place, record.last_line, ObjectKind::Queue, Layout::Text);
            } else {
                let sender = self.submitter(record);
                self.replies.push(Reply { error, sender, place });
                self.recognise_line(place, place.line, ObjectKind::Reply, record.layout);
            }
        }
    }

    /// A RECEIVE event of message tracking with its connector (field reports: it is the connector of the Transport service,
    /// and the client is the front end that passed the session on).
    fn tracked(&mut self, record: &Record<'_>) {
        let value = |names: [&str; 2]| names.into_iter().find_map(|name| text_of(record, name));
        let is_received = value(["EventId", "event-id"]).is_some_and(|event| event.eq_ignore_ascii_case("RECEIVE"));
        let connector = value(["ConnectorId", "connector-id"]).filter(|_| is_received);
        if let Some((server, connector)) = connector.and_then(|connector| {
            let server = Identity::parse(&connector)?.server.to_owned();
            Some((server, connector))
        }) {
            self.recognise(record, ObjectKind::MessageTracking);
            self.say_once("ConnectorId", NoteKind::TrackingNamesHub { connector, server }, record.place);
        }
    }

    /// The server that a SUBMIT event of message tracking is of, with the address that it sends from (documented: the client
    /// is the server that submits the message).
    fn submitter(&mut self, record: &Record<'_>) -> Option<String> {
        let value = |names: [&str; 2]| names.into_iter().find_map(|name| text_of(record, name));
        let event = value(["EventId", "event-id"])?.to_ascii_uppercase();
        let host = value(["ClientHostname", "client-hostname"]).filter(|_| event.starts_with("SUBMIT"))?;
        let address = value(["ClientIp", "client-ip"]).and_then(|ip| super::Address::parse(&ip));
        if let Some(address) = address.filter(|a| !a.is_local_only()) {
            self.servers.address(&host, address, AddressOrigin::Command, Some(record.place));
        }
        self.servers.named(&host, record.place)
    }

    /// An event counts once, however often it is pasted. The computer that logged it is the host that says it.
    fn event(&mut self, text: &str, computer: Option<&str>, place: Place, layout: Layout) {
        let Some((event, mut reply)) = read_prose::event_reply(text, place) else { return };
        reply.error.fqdn = computer.map(str::to_owned);
        if !self.events.contains(&event) {
            self.events.push(event);
            self.replies.push(reply);
            self.recognise_line(place, place.line, ObjectKind::Reply, layout);
        }
    }

    fn prose(&mut self, reading: &Reading<'_>) {
        for lines in reading.prose.chunk_by(|a, b| a.place.source == b.place.source) {
            for statement in read_prose::statements(lines) {
                match statement {
                    Statement::Error(error, place, last) => {
                        self.queues.add_error(error, place);
                        self.recognise_line(place, last, ObjectKind::Queue, Layout::Text);
                    }
                    Statement::Reply(reply, last) => {
                        self.recognise_line(reply.place, last, ObjectKind::Reply, Layout::Text);
                        self.replies.push(reply);
                    }
                }
            }
            for (place, last) in read_transcript::transcripts(lines, self.observer.ehlo()) {
                self.recognise_line(place, last, ObjectKind::Transcript, Layout::Text);
            }
            let more = lines.iter().filter(|line| read_prose::says_there_is_more(line.text));
            self.more.extend(more.map(|line| line.place));
            for (index, line) in lines.iter().enumerate() {
                let computer = self.computer_above(line.place);
                self.event(line.text, computer.as_deref(), line.place, Layout::Text);
                if let Some(host) = read_transcript::host_of_banner(line.text) {
                    self.servers.is_exchange(host);
                }
                self.wrapped_event(lines, index);
                let refused = read_refusal::refused_command(lines.get(index..).unwrap_or_default());
                if let Some((refused, used)) = refused {
                    let last = lines
                        .get(index.saturating_add(used).saturating_sub(1))
                        .map_or(line.place.line, |l| l.place.line);
                    self.recognise_line(line.place, last, ObjectKind::Reply, Layout::Text);
                    self.observer.refused_command(refused);
                }
                let pinged = read_address::ping(line.text).map(|n| (n, AddressOrigin::Command));
                let named = || read_prose::address_line(line.text).map(|n| (n, AddressOrigin::AddressLine));
                let Some(((name, addresses), origin)) = pinged.or_else(named) else {
                    if let Some((name, addresses)) = read_prose::address_line_of_word(line.text) {
                        self.servers.address_of_word(name, addresses, line.place);
                    }
                    continue;
                };
                for address in addresses {
                    self.servers.address(name, address, origin, Some(line.place));
                }
                self.recognise_line(line.place, line.place.line, ObjectKind::Address, Layout::Text);
            }
        }
    }

    /// An event that names a connector. It is one sentence after the other, wrapped wherever the window ends.
    fn wrapped_event(&mut self, lines: &[ProseLine<'_>], index: usize) {
        let Some(line) = lines.get(index).filter(|line| read_event::may_be_event(line.text)) else { return };
        let first = if read_event::begins(line.text) { index } else { index.saturating_sub(1) };
        let near = lines
            .iter()
            .skip(first)
            .take_while(|near| near.place.line.saturating_sub(line.place.line) < LINES_OF_AN_EVENT);
        let text = near.map(|near| near.text.trim()).collect::<Vec<_>>().join(" ");
        let place = line.place;
        let computer = self.computer_above(place);
        if self.observer.event(&text, computer.as_deref(), place) {
            self.recognise_line(place, place.line, ObjectKind::ProtocolLog, Layout::Text);
        }
    }

    /// The computer in the head of the event viewer's text above a line: `Computer: EX1.corp.example`.
    fn computer_above(&self, place: Place) -> Option<String> {
        let is_near = |(head, _): &&(Place, String)| {
            head.source == place.source && head.line < place.line && place.line.saturating_sub(head.line) < 20
        };
        self.computer.as_ref().filter(is_near).map(|(_, name)| name.clone())
    }

    fn recognise(&mut self, record: &Record<'_>, kind: ObjectKind) {
        self.recognised.push(Recognised {
            source: record.place.source,
            kind,
            layout: record.layout,
            records: 1,
            first_line: record.place.line,
            last_line: record.last_line,
        });
    }

    fn recognise_line(&mut self, place: Place, last_line: u32, kind: ObjectKind, layout: Layout) {
        let (source, first_line) = (place.source, place.line);
        self.recognised.push(Recognised { source, kind, layout, records: 1, first_line, last_line });
    }

    fn finish(mut self, input: &Input<'_>, texts: &Texts<'_>) -> Read {
        let left_open = self.sources_left_open();
        let mut snapshot = Snapshot { queues: self.queues.finish(&mut self.notes), ..Snapshot::default() };
        self.connectors.leave_open(&left_open);
        snapshot.receive_connectors = self.connectors.finish(&mut self.notes);
        // Another output may show the connector again, and whole.
        snapshot.begins_inside = self.begins_inside && snapshot.receive_connectors.iter().any(|c| c.list_breaks_off);
        // An error text alone comes in the order of the input too.
        snapshot.queues.sort_by_key(|q| q.place);
        self.replies.sort_by_key(|r| r.place);
        snapshot.replies = self.replies;
        self.servers.of_objects(&snapshot.queues, &snapshot.receive_connectors);
        self.servers.of_last_errors(&snapshot.queues);
        self.observer.servers(&mut self.servers);
        self.servers.of_answers(input, &mut self.notes);
        self.servers.finish(&mut snapshot);
        snapshot.observations = self.observer.finish(&snapshot.receive_connectors);
        snapshot.observations.gateways = self.addresses.gateways;
        let rights = super::right::submit_rights(&snapshot);
        for (connector, right) in snapshot.receive_connectors.iter_mut().zip(rights) {
            connector.submit_right = right;
        }
        cut_notes(&snapshot, &mut self.notes);
        left_out::settle(&mut self.left_out, &snapshot);
        self.notes.append(&mut self.left_out);
        let recognised = runs(self.recognised);
        let has_text = texts.iter().any(|t| !t.as_str().trim().is_empty());
        if recognised.is_empty() && has_text {
            self.notes.push(Note { kind: NoteKind::NothingRecognised, place: None });
        }
        self.notes.sort_by_key(|n| (n.place.is_none(), n.place));
        Read { snapshot, recognised, notes: self.notes, unread: self.unread }
    }
}

/// The line of a label and its value. Where the value begins with a colon, the one before it was part of an address:
/// `EX1 ::ffff:10.0.0.1`.
fn as_line(label: &str, value: &str) -> String {
    let colon = if value.starts_with(':') && !value.starts_with("::") { ":" } else { "" };
    format!("{label} {colon}{value}")
}

/// Neighbouring stretches of one kind and layout are one.
fn runs(mut parts: Vec<Recognised>) -> Vec<Recognised> {
    parts.sort_by_key(|p| (p.source, p.first_line));
    let mut runs: Vec<Recognised> = Vec::new();
    for part in parts {
        match runs.last_mut() {
            Some(last) if (last.source, last.kind, last.layout) == (part.source, part.kind, part.layout) => {
                last.records = last.records.saturating_add(part.records);
                last.last_line = last.last_line.max(part.last_line);
            }
            _ => runs.push(part),
        }
    }
    runs
}

/// One note per cut property of one object; where more than a few objects of one server are cut alike, one for all.
fn cut_notes(snapshot: &Snapshot, notes: &mut Vec<Note>) {
    let mut found: Vec<(ObjectKind, String, String, String, Place)> = Vec::new();
    for queue in &snapshot.queues {
        let server = queue.server().unwrap_or_default().to_owned();
        let object = queue.identity.visible().cloned().unwrap_or_default();
        for name in queue.cut() {
            found.push((ObjectKind::Queue, name.to_owned(), server.clone(), object.clone(), queue.place));
        }
    }
    for connector in &snapshot.receive_connectors {
        for name in connector.cut() {
            let server = connector.server.clone();
            found.push((ObjectKind::ReceiveConnector, name.to_owned(), server, connector.identity(), connector.place));
        }
    }
    found.sort_by(|a, b| (a.0, &a.1, &a.2, a.4).cmp(&(b.0, &b.1, &b.2, b.4)));
    for group in found.chunk_by(|a, b| (a.0, &a.1, &a.2) == (b.0, &b.1, &b.2)) {
        let alike = group.len() > 3;
        for (kind, name, server, object, place) in group.iter().take(if alike { 1 } else { group.len() }) {
            let kind = NoteKind::Cut {
                object: if alike { String::new() } else { object.clone() },
                kind: *kind,
                property: super::property::spelling_of(name).to_owned(),
                server: server.clone(),
            };
            notes.push(Note { kind, place: Some(*place) });
        }
    }
}
