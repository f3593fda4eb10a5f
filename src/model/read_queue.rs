//! Reads `Get-Queue` records. Records of one queue are merged.
//!
//! All properties go by the table in [`super::property`]. What a LastError says is the matter of [`super::last_error`].

use std::collections::HashMap;

use super::command::Command;
use super::label::Labels;
use super::merge::Merge;
use super::others::OthersReader;
use super::property::QueueProperty;
use super::queue::{LastError, Queue};
use super::read_prose::is_open;
use super::{DeliveryType, Note, NoteKind, ObjectKind, Place, Shown, values};
use crate::intake::{Cut, Field, Layout, Record, Value};

/// Status in the order of its numbers.
const STATUSES: [&str; 6] = ["None", "Active", "Ready", "Retry", "Suspended", "Connecting"];

/// The queues of one input, by identity.
#[derive(Debug, Default)]
pub(super) struct Queues {
    found: Vec<Queue>,
    by_identity: HashMap<String, usize>,
    labels: Labels<QueueProperty>,
    others: OthersReader,
}

impl Queues {
    /// Adds one record.
    pub(super) fn add(&mut self, record: &Record<'_>, command: Command<'_>, notes: &mut Vec<Note>) {
        let mut queue = read(record, &mut self.labels, &mut self.others, notes);
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

    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Vec<Queue> {
        mark_other_prints(&mut self.found, notes);
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

/// A record without a whole identity may show any queue with its next hop. Where it says that mail passes, it may be
/// another look at a queue that fails in its own record, and nothing tells which of the two is newer.
fn mark_other_prints(queues: &mut [Queue], notes: &mut Vec<Note>) {
    let next_hop = |queue: &Queue| queue.next_hop_domain.whole().map(|hop| hop.to_ascii_lowercase());
    // By next hop: what is visible of the identity, and the status.
    let mut passing: HashMap<String, Vec<(String, Shown<String>)>> = HashMap::new();
    for queue in queues.iter().filter(|queue| queue.identity.whole().is_none() && !queue.is_in_trouble()) {
        if let Some(hop) = next_hop(queue).filter(|_| queue.status.whole().is_some()) {
            let visible = queue.identity.visible().map(|identity| identity.to_ascii_lowercase());
            passing.entry(hop).or_default().push((visible.unwrap_or_default(), queue.status.clone()));
        }
    }
    for queue in queues.iter_mut().filter(|queue| queue.is_in_trouble() && !queue.contradicted) {
        let (Some(identity), Some(hop)) = (queue.identity.whole().cloned(), next_hop(queue)) else { continue };
        let name = identity.to_ascii_lowercase();
        let other = passing.get(&hop).and_then(|others| others.iter().find(|(visible, _)| name.starts_with(visible)));
        if let Some((_, status)) = other {
            let mut merge = Merge { object: identity, place: queue.place, notes };
            merge.shown(QueueProperty::Status.spelling(), &mut queue.status.clone(), status.clone());
            queue.contradicted = true;
        }
    }
}

fn merge(into: &mut Queue, mut later: Queue, notes: &mut Vec<Note>) {
    let object = into.identity.visible().cloned().unwrap_or_default();
    let mut merge = Merge { object, place: later.place, notes };
    // While it waits, messages come: only that it is empty in one of two prints says something else.
    let counts = into.message_count.whole().zip(later.message_count.whole());
    let was_emptied = counts.is_some_and(|(first, later)| (*first == 0) != (*later == 0));
    for (property, slot) in QueueProperty::kept().filter(|(property, _)| *property != QueueProperty::Identity) {
        let contradicts = slot.merge(into, &mut later, property.spelling(), &mut merge);
        into.contradicted |= contradicts && (property != QueueProperty::MessageCount || was_emptied);
    }
    Merge::others(&mut into.others, &mut into.others_cut, later.others, &later.others_cut);
}

/// Whether a value may go on behind the end of the input: a LastError that ends neither as a sentence nor as named parts
/// do, nor with an endpoint or the number of an error; a site without its version.
pub(super) fn breaks_off(name: &str, text: &str) -> bool {
    if QueueProperty::of_label(name) == Some(QueueProperty::NextHopDomain) {
        return text.starts_with("site") && text.contains(':') && !text.ends_with(|c: char| c.is_ascii_digit());
    }
    let ends = ['.', '!', '?', ']', '}', '>', '"', '\'', ')', '\u{201c}', '\u{201d}'];
    let word = text.rsplit(' ').next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = word.len() > 3 && word.ends_with(is_digit) && (word.contains(':') || word.chars().all(is_digit));
    let has_words = text.contains(char::is_alphabetic);
    QueueProperty::of_label(name) == Some(QueueProperty::LastError)
        && !text.is_empty()
        && !(has_words && (is_number || text.ends_with(ends)))
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

fn read(
    record: &Record<'_>,
    labels: &mut Labels<QueueProperty>,
    others: &mut OthersReader,
    notes: &mut Vec<Note>,
) -> Queue {
    let source = record.place.source;
    let mut queue = Queue::unknown_at(record.place);
    let mut unread = None;
    for (position, field) in record.fields.iter().enumerate() {
        let property = match labels.property(position, &field.name) {
            Some(QueueProperty::QueueIdentity) if queue.identity.is_absent() => Some(QueueProperty::Identity),
            // What plugins of monitoring call it.
            None if record.layout == Layout::Pairs && is_named_queue(field) && queue.identity.is_absent() => {
                Some(QueueProperty::Identity)
            }
            property => property,
        };
        if let Some(slot) = property.and_then(QueueProperty::slot) {
            slot.read(&mut queue, field, source);
            if property == Some(QueueProperty::MessageCount) && slot.is_absent(&queue) && field.cut == Cut::No {
                unread = unread.or(Some(field));
            }
        } else {
            let name = property.map_or(&*field.name, |known| known.spelling());
            others.add(&mut queue.others, &mut queue.others_cut, name, field);
        }
    }
    // The queue's name may stand below the value.
    if let Some(field) = unread {
        unreadable(&queue, QueueProperty::MessageCount, field, source, notes);
    }
    queue
}

/// `queue=EX1\3`: the identity under another name.
fn is_named_queue(field: &Field<'_>) -> bool {
    field.name.eq_ignore_ascii_case("queue") && matches!(&field.value, Value::Text(text) if text.contains('\\'))
}

pub(super) fn identity(field: &Field<'_>, source: usize) -> Shown<String> {
    // Text of a picture has blanks around signs: `EX1 \ 88`.
    let tight = |text: &str| text.split('\\').map(str::trim).collect::<Vec<_>>().join("\\");
    values::shown(field, source, |text| (!text.is_empty()).then(|| tight(text)))
}

pub(super) fn delivery_type(field: &Field<'_>, source: usize) -> Shown<String> {
    values::shown(field, source, |text| Some(enumeration(text, DeliveryType::ALL.iter().map(|known| known.spelling()))))
}

pub(super) fn status(field: &Field<'_>, source: usize) -> Shown<String> {
    values::shown(field, source, |text| Some(enumeration(text, STATUSES.into_iter())))
}

pub(super) fn last_error(field: &Field<'_>, source: usize) -> Shown<Option<LastError>> {
    shortened_by_hand(values::shown(field, source, |text| Some(LastError::read(text))))
}

/// The name in an enumeration whose names are in the order of their numbers. Text holds the name, the spaced display name
/// (Queue Viewer) or the number, which JSON of live objects prints. Any other text stays as it is.
fn enumeration<'n>(text: &str, mut names: impl Iterator<Item = &'n str> + Clone) -> String {
    if let Some(name) = text.parse::<usize>().ok().and_then(|number| names.clone().nth(number)) {
        return name.to_owned();
    }
    let squeezed = text.replace(' ', "");
    names.find(|name| name.eq_ignore_ascii_case(&squeezed)).unwrap_or(text).to_owned()
}

fn unreadable(queue: &Queue, property: QueueProperty, field: &Field<'_>, source: usize, notes: &mut Vec<Note>) {
    let Value::Text(value) = &field.value else { return };
    if value.trim().is_empty() {
        return;
    }
    let kind = NoteKind::Unreadable {
        object: queue.identity.visible().cloned().unwrap_or_default(),
        kind: ObjectKind::Queue,
        server: queue.server().map(str::to_owned).unwrap_or_default(),
        property: property.spelling().to_owned(),
        value: value.clone().into_owned(),
    };
    notes.push(Note { kind, place: Some(Place { source, line: field.line }) });
}
