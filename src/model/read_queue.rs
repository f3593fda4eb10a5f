//! `Get-Queue` records to queues.

use std::collections::HashMap;

use super::command::Command;
use super::merge::Merge;
use super::others::OthersReader;
use super::property::Of;
use super::queue::{LastError, Queue};
use super::read_prose::is_open;
use super::{Note, NoteKind, ObjectKind, values};
use super::{Place, Shown};
use crate::intake::{Cut, Field, Record, Value};

/// DeliveryType in the order of its numbers (observed behaviour, 2013 CU23); JSON of live objects prints the number.
pub(super) const DELIVERY_TYPES: [&str; 18] = [
    "Undefined",
    "DnsConnectorDelivery",
    "MapiDelivery",
    "NonSmtpGatewayDelivery",
    "SmartHostConnectorDelivery",
    "SmtpRelayToRemoteAdSite",
    "SmtpRelayToTiRg",
    "SmtpRelayWithinAdSite",
    "SmtpRelayWithinAdSiteToEdge",
    "Unreachable",
    "ShadowRedundancy",
    "Heartbeat",
    "DeliveryAgent",
    "SmtpDeliveryToMailbox",
    "SmtpRelayToDag",
    "SmtpRelayToMailboxDeliveryGroup",
    "SmtpRelayToConnectorSourceServers",
    "SmtpRelayToServers",
];

/// Status in the order of its numbers.
const STATUSES: [&str; 6] = ["None", "Active", "Ready", "Retry", "Suspended", "Connecting"];

/// The queues of one input, by identity.
#[derive(Debug, Default)]
pub(super) struct Queues {
    found: Vec<Queue>,
    by_identity: HashMap<String, usize>,
    others: OthersReader,
}

impl Queues {
    /// Adds one record.
    pub(super) fn add(&mut self, record: &Record<'_>, command: Command<'_>, notes: &mut Vec<Note>) {
        let mut queue = read(record, &mut self.others, notes);
        if queue.identity.is_absent()
            && command.is("Get-Queue")
            && let (Some(identity), Some((_, line))) =
                (command.identity.filter(|i| i.contains('\\')), record.scope.command)
        {
            let place = Place { source: record.place.source, line };
            queue.identity = Shown::Whole { value: identity.to_owned(), place };
        }
        self.push(queue, notes);
    }

    /// Adds an error text pasted alone.
    pub(super) fn add_error(&mut self, error: LastError, place: Place) {
        let mut queue = Queue::unknown_at(place);
        queue.last_error = shortened_by_hand(Shown::Whole { value: Some(error), place });
        self.found.push(queue);
    }

    pub(super) fn finish(self) -> Vec<Queue> {
        self.found
    }

    fn push(&mut self, queue: Queue, notes: &mut Vec<Note>) {
        // A cut identity is no key: several queues share its visible part.
        let Some(key) = queue.identity.whole().filter(|i| !i.is_empty()).map(|i| i.to_ascii_lowercase()) else {
            self.found.push(queue);
            return;
        };
        if let Some(first) = self.by_identity.get(&key).and_then(|&at| self.found.get_mut(at)) {
            merge(first, queue, notes);
        } else {
            self.by_identity.insert(key, self.found.len());
            self.found.push(queue);
        }
    }
}

fn merge(into: &mut Queue, later: Queue, notes: &mut Vec<Note>) {
    let object = into.identity.visible().cloned().unwrap_or_default();
    let mut merge = Merge { object, place: later.place, notes };
    let text = |t: &String| t.clone();
    merge.shown("DeliveryType", &mut into.delivery_type, later.delivery_type, text);
    merge.shown("Status", &mut into.status, later.status, text);
    merge.shown("MessageCount", &mut into.message_count, later.message_count, ToString::to_string);
    merge.shown("NextHopDomain", &mut into.next_hop_domain, later.next_hop_domain, text);
    merge.shown("NextHopConnector", &mut into.next_hop_connector, later.next_hop_connector, text);
    merge.shown("LastError", &mut into.last_error, later.last_error, |e| {
        e.as_ref().map(|e| e.raw.clone()).unwrap_or_default()
    });
    Merge::others(&mut into.others, &mut into.others_cut, later.others, &later.others_cut);
}

/// Whether a value may go on behind the end of the input: a LastError that ends neither as a sentence nor as named parts
/// do, nor with an endpoint or the number of an error; a site without its version.
pub(super) fn breaks_off(name: &str, text: &str) -> bool {
    if name.eq_ignore_ascii_case("NextHopDomain") {
        return text.starts_with("site") && text.contains(':') && !text.ends_with(|c: char| c.is_ascii_digit());
    }
    let ends = ['.', '!', '?', ']', '}', '>', '"', '\'', ')', '\u{201c}', '\u{201d}'];
    let word = text.rsplit(' ').next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = word.len() > 3 && word.ends_with(is_digit) && (word.contains(':') || word.chars().all(is_digit));
    let has_words = text.contains(char::is_alphabetic);
    name.eq_ignore_ascii_case("LastError") && !text.is_empty() && !(has_words && (is_number || text.ends_with(ends)))
}

/// No reply of Exchange ends in dots, nor inside its quotes or its named parts; a text that does was shortened, by a
/// narrow table, by a selection that ends too early or by hand (field reports).
fn shortened_by_hand(last_error: Shown<Option<LastError>>) -> Shown<Option<LastError>> {
    let is_short = |text: &str| text.ends_with("...") || text.ends_with('…') || is_open(text);
    match last_error {
        Shown::Whole { value: Some(error), place } if is_short(&error.raw) => {
            Shown::Cut { visible: Some(Some(error)), place }
        }
        shown => shown,
    }
}

fn read(record: &Record<'_>, others: &mut OthersReader, notes: &mut Vec<Note>) -> Queue {
    let source = record.place.source;
    let mut queue = Queue::unknown_at(record.place);
    let (mut hint, mut unread) = (0, None);
    for field in &record.fields {
        let known = Of::Queue.canonical(&field.name, hint);
        hint = known.map_or(hint, |(_, at)| at.saturating_add(1));
        match known.map(|(name, _)| name) {
            Some("Identity") => fill(&mut queue.identity, identity(field, source)),
            Some("QueueIdentity") if queue.identity.is_absent() => queue.identity = identity(field, source),
            Some("DeliveryType") => {
                let read = |text: &str| Some(enumeration(text, &DELIVERY_TYPES));
                fill(&mut queue.delivery_type, values::shown(field, source, read));
            }
            Some("Status") => {
                fill(&mut queue.status, values::shown(field, source, |text| Some(enumeration(text, &STATUSES))));
            }
            Some("MessageCount") => {
                let count = values::count(field, source);
                unread = unread.or_else(|| Some(field).filter(|f| count.is_absent() && f.cut == Cut::No));
                fill(&mut queue.message_count, count);
            }
            Some("NextHopDomain") => fill(&mut queue.next_hop_domain, values::text(field, source)),
            Some("NextHopConnector") => fill(&mut queue.next_hop_connector, values::text(field, source)),
            Some("LastError") => {
                let read = values::shown(field, source, |text| Some(LastError::read(text)));
                fill(&mut queue.last_error, shortened_by_hand(read));
            }
            name => others.add(&mut queue.others, &mut queue.others_cut, name.unwrap_or(&field.name), field),
        }
    }
    // Its name may stand below.
    if let Some(field) = unread {
        unreadable(&queue, "MessageCount", field, source, notes);
    }
    queue
}

/// The first value of a property stays.
pub(super) fn fill<T>(slot: &mut Shown<T>, value: Shown<T>) {
    if slot.is_absent() {
        *slot = value;
    }
}

fn identity(field: &Field<'_>, source: usize) -> Shown<String> {
    values::shown(field, source, |text| (!text.is_empty()).then(|| text.to_owned()))
}

/// An enumeration by name, spaced display name (Queue Viewer) or number.
fn enumeration(text: &str, names: &[&str]) -> String {
    if let Some(name) = text.parse::<usize>().ok().and_then(|n| names.get(n)) {
        return (*name).to_owned();
    }
    let squeezed = text.replace(' ', "");
    let known = names.iter().find(|n| n.eq_ignore_ascii_case(&squeezed));
    known.map_or_else(|| text.to_owned(), |&n| n.to_owned())
}

fn unreadable(queue: &Queue, property: &str, field: &Field<'_>, source: usize, notes: &mut Vec<Note>) {
    let Value::Text(value) = &field.value else { return };
    if value.trim().is_empty() {
        return;
    }
    let kind = NoteKind::Unreadable {
        object: queue.identity.visible().cloned().unwrap_or_default(),
        kind: ObjectKind::Queue,
        server: queue.server().map(str::to_owned).unwrap_or_default(),
        property: property.to_owned(),
        value: value.clone().into_owned(),
    };
    notes.push(Note { kind, place: Some(Place { source, line: field.line }) });
}
