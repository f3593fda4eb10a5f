//! Exports of the Queue Viewer in other languages, whose titles are localised, and lines of `name=value` whose names a
//! script gave: their values mostly tell what they are.
//!
//! ```text
//! Identity      = SERVER "\\" ( number | "Submission" | "Unreachable" | "Poison" | "Shadow\\" number )
//! LastError     = a failure reply, or named parts in braces
//! MessageCount  = the one column of numbers
//! DeliveryType  = a name of the shell or its English display name
//! NextHopDomain = "site:" .. | "hub version " .. | "[" address "]" .. | domain
//! ```
//! Documented: what the columns hold, and that the export is tab- or comma-delimited. What the titles are called in other
//! languages was not found, so none is known here: the values of all rows decide, and a table is read only where an
//! identity or a reply stands in every object that has one. Everything else stays as it was, so nothing is lost.

use std::borrow::Cow;

use super::address::Address;
use super::property::QueueProperty;
use super::read_queue::DELIVERY_TYPES;
use super::reply_text::first_failure;
use super::{Note, NoteKind};
use crate::intake::{Layout, Record, Value};

/// The rows of a table whose titles may be localised, until its last one is there.
#[derive(Debug, Default)]
pub(super) struct Localised<'a>(Vec<Record<'a>>);

impl<'a> Localised<'a> {
    /// Whether a record is one more row of the table that is held; with none held, anything is.
    pub(super) fn goes_on_with(&self, record: &Record<'a>) -> bool {
        self.0.first().is_none_or(|first| {
            record.layout == first.layout
                && first.place.source == record.place.source
                && first.fields.iter().map(|f| &f.name).eq(record.fields.iter().map(|f| &f.name))
        })
    }

    /// Holds a row of such a table; any other record comes back.
    pub(super) fn hold(&mut self, record: Record<'a>) -> Option<Record<'a>> {
        let is_foreign = |title: &str| !title.is_ascii() || title.contains(' ');
        let is_told = |name: &str| is_known(name) && !name.eq_ignore_ascii_case(QueueProperty::Status.spelling());
        let is_candidate = match record.layout {
            Layout::Csv => {
                record.fields.len() > 3
                    && record.fields.iter().any(|f| is_foreign(&f.name))
                    && !record.fields.iter().any(|f| is_told(&f.name))
            }
            // Names that a script gave: only an identity may be told.
            Layout::Pairs => {
                let is_identity = |name: &str| name == QueueProperty::Identity.spelling();
                record.fields.len() > 2 && !record.fields.iter().any(|f| is_told(&f.name) && !is_identity(&f.name))
            }
            _ => false,
        };
        if !is_candidate {
            return Some(record);
        }
        self.0.push(record);
        None
    }

    /// The rows that were held, with the names of Exchange where their values tell; the notes say which.
    pub(super) fn release(&mut self, notes: &mut Vec<Note>) -> Vec<Record<'a>> {
        let mut table = std::mem::take(&mut self.0);
        let Some(names) = columns(&table) else { return table };
        let (mut titles, mut unread) = (Vec::new(), Vec::new());
        let first = table.first();
        for (field, name) in first.into_iter().flat_map(|r| r.fields.iter().zip(&names)) {
            match name {
                Some(property) if field.name == property.spelling() => {}
                Some(property) => titles.push((field.name.clone().into_owned(), property.spelling())),
                None if is_known(&field.name) => {}
                None => unread.push(field.name.clone().into_owned()),
            }
        }
        notes.push(Note { kind: NoteKind::ReadByShape { titles, unread }, place: first.map(|r| r.place) });
        for (field, name) in table.iter_mut().flat_map(|r| r.fields.iter_mut().zip(&names)) {
            if let Some(property) = name {
                field.name = Cow::Borrowed(property.spelling());
            }
        }
        table
    }
}

/// The property of each column; `None` where the table is none of queues.
fn columns(table: &[Record<'_>]) -> Option<Vec<Option<QueueProperty>>> {
    let first = table.first()?;
    let text = |record: &Record<'_>, at: usize| match record.fields.get(at).map(|f| &f.value) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    // What every value of a column is, and at least one.
    let all = |at: usize, is: fn(&str) -> bool| {
        let mut filled = table.iter().map(|r| text(r, at)).filter(|t| !t.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|t| is(&t))
    };
    let count = first.fields.len();
    let only = |is: fn(&str) -> bool| {
        let mut fits = (0..count).filter(|&at| all(at, is));
        fits.next().filter(|_| fits.next().is_none())
    };
    let (identity, error) = (only(is_identity), only(is_error));
    if identity.is_none() && error.is_none() {
        return None;
    }
    let mut names = vec![None; count];
    let found = [
        (identity, QueueProperty::Identity),
        (error, QueueProperty::LastError),
        (only(is_delivery_type), QueueProperty::DeliveryType),
        (only(|t| t.len() < 12 && t.bytes().all(|b| b.is_ascii_digit())), QueueProperty::MessageCount),
    ];
    for (at, name) in found {
        if let Some(slot) = at.and_then(|at| names.get_mut(at)) {
            *slot = Some(name);
        }
    }
    // A count tells queues from other tables with replies, such as message tracking.
    names.contains(&Some(QueueProperty::MessageCount)).then_some(())?;
    let free = |at: &usize| names.get(*at).is_some_and(Option::is_none);
    let mut hops = (0..count).filter(free).filter(|&at| table.iter().any(|r| is_next_hop(&text(r, at))));
    let hop = hops.next().filter(|_| hops.next().is_none());
    if let Some(slot) = hop.and_then(|at| names.get_mut(at)) {
        *slot = Some(QueueProperty::NextHopDomain);
    }
    Some(names)
}

/// Whether Exchange spells a property so; `Status` is a word of other languages too.
fn is_known(title: &str) -> bool {
    QueueProperty::of_label(title).is_some()
}

fn is_identity(text: &str) -> bool {
    let Some((server, id)) = text.split_once('\\') else { return false };
    let is_server = !server.is_empty() && server.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    let id = id.strip_prefix("Shadow\\").unwrap_or(id);
    is_server
        && (matches!(id, "Submission" | "Unreachable" | "Poison")
            || !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

fn is_error(text: &str) -> bool {
    text.starts_with("[{") && text.contains("LED=") || first_failure(text).is_some_and(|start| start.at == 0)
}

fn is_delivery_type(text: &str) -> bool {
    let squeezed = text.replace(' ', "");
    DELIVERY_TYPES.iter().any(|name| name.eq_ignore_ascii_case(&squeezed))
}

/// A next hop that no other column can hold: dates and names of states have no letters around their dots.
fn is_next_hop(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_domain = |t: &str| {
        let fits = t.split('.').all(|l| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        fits && t.contains('.') && t.rsplit('.').next().is_some_and(|l| l.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    let is_literal = |text: &str| {
        let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        inside.and_then(Address::parse).is_some()
    };
    lower.starts_with("site:") || lower.starts_with("hub version ") || is_literal(&lower) || is_domain(&lower)
}
