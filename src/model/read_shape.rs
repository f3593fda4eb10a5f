//! Exports of the Queue Viewer in other languages, whose titles are localised, tables that a browser translated, and lines
//! of `name=value` whose names a script gave: their values mostly tell what they are.
//!
//! ```text
//! of queues:
//! Identity      = SERVER "\\" ( number | "Submission" | "Unreachable" | "Poison" | "Shadow\\" number )
//! LastError     = a failure reply, or named parts in braces
//! MessageCount  = the one column of numbers
//! DeliveryType  = a name of the shell or its English display name
//! NextHopDomain = "site:" .. | "hub version " .. | "[" address "]" .. | domain
//! of receive connectors:
//! Identity       = SERVER "\\" name
//! Bindings       = the one column of addresses with ports
//! RemoteIPRanges = the one column of ranges
//! ```
//! Documented: what the columns hold, and that the export is tab- or comma-delimited. What the titles are called in other
//! languages was not found, so none is known here: the values of all rows decide, and a table is read only where an
//! identity or a reply stands in every object that has one. Everything else stays as it was, so nothing is lost.

use std::borrow::Cow;

use super::address::Address;
use super::property::{Property, QueueProperty};
use super::range::IpRange;
use super::reply_text::first_failure;
use super::{DeliveryType, Note, NoteKind};
use crate::intake::{Field, Layout, Record, Value};

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
            Layout::Csv | Layout::Cells => {
                record.fields.len() > 2
                    && record.fields.iter().any(|f| is_foreign(&f.name))
                    && !record.fields.iter().any(|f| is_told(&f.name))
            }
            // A script gave the names, so only an identity may have its name of Exchange.
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
        let Some(names) = of_queues(&table).or_else(|| of_connectors(&table)) else { return table };
        let (mut titles, mut unread) = (Vec::new(), Vec::new());
        let first = table.first();
        for (field, name) in first.into_iter().flat_map(|r| r.fields.iter().zip(&names)) {
            match name {
                Some(property) if field.name == *property => {}
                Some(property) => titles.push((field.name.clone().into_owned(), *property)),
                None if is_known(&field.name) => {}
                None => unread.push(field.name.clone().into_owned()),
            }
        }
        notes.push(Note { kind: NoteKind::ReadByShape { titles, unread }, place: first.map(|r| r.place) });
        for (field, name) in table.iter_mut().flat_map(|r| r.fields.iter_mut().zip(&names)) {
            if let Some(property) = name {
                field.name = Cow::Borrowed(property);
            }
        }
        table
    }
}

/// The columns of a table, as their values tell them apart.
#[derive(Clone, Copy, Debug)]
struct Columns<'t, 'a>(&'t [Record<'a>]);

impl Columns<'_, '_> {
    fn count(self) -> usize {
        self.0.first().map_or(0, |first| first.fields.len())
    }

    fn text(record: &Record<'_>, at: usize) -> String {
        match record.fields.get(at).map(|f| &f.value) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            _ => String::new(),
        }
    }

    /// Whether every value of a column is such, and there is one.
    fn are_all(self, at: usize, is: fn(&str) -> bool) -> bool {
        let mut filled = self.0.iter().map(|r| Self::text(r, at)).filter(|t| !t.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|t| is(&t))
    }

    /// The only column of such values.
    fn only(self, is: fn(&str) -> bool) -> Option<usize> {
        let mut fits = (0..self.count()).filter(|&at| self.are_all(at, is));
        fits.next().filter(|_| fits.next().is_none())
    }

    /// The names of the columns that were found.
    fn named<const N: usize>(self, found: [(Option<usize>, &'static str); N]) -> Vec<Option<&'static str>> {
        let mut names = vec![None; self.count()];
        for (at, name) in found {
            if let Some(slot) = at.and_then(|at| names.get_mut(at)) {
                *slot = Some(name);
            }
        }
        names
    }
}

/// The property of each column; `None` where the table is none of receive connectors.
fn of_connectors(table: &[Record<'_>]) -> Option<Vec<Option<&'static str>>> {
    let is_told = |field: &Field<'_>| Property::of_label(&field.name).is_some();
    if table.first()?.fields.iter().any(is_told) {
        return None;
    }
    let columns = Columns(table);
    let identity = columns.only(is_connector)?;
    let (bindings, ranges) = (columns.only(are_bindings), columns.only(are_ranges));
    (bindings.is_some() || ranges.is_some()).then(|| {
        columns.named([
            (Some(identity), Property::Identity.spelling()),
            (bindings, Property::Bindings.spelling()),
            (ranges, Property::RemoteIPRanges.spelling()),
        ])
    })
}

/// The property of each column; `None` where the table is none of queues.
fn of_queues(table: &[Record<'_>]) -> Option<Vec<Option<&'static str>>> {
    let columns = Columns(table);
    let only = |is| columns.only(is);
    let (identity, error) = (only(is_identity), only(is_error));
    if identity.is_none() && error.is_none() {
        return None;
    }
    let count = only(|t| t.len() < 12 && t.bytes().all(|b| b.is_ascii_digit()));
    let mut names = columns.named([
        (identity, QueueProperty::Identity.spelling()),
        (error, QueueProperty::LastError.spelling()),
        (only(is_delivery_type), QueueProperty::DeliveryType.spelling()),
        (count, QueueProperty::MessageCount.spelling()),
    ]);
    // A count tells queues from other tables with replies, such as message tracking.
    names.contains(&Some(QueueProperty::MessageCount.spelling())).then_some(())?;
    let free = |at: &usize| names.get(*at).is_some_and(Option::is_none);
    let mut hops =
        (0..columns.count()).filter(free).filter(|&at| table.iter().any(|r| is_next_hop(&Columns::text(r, at))));
    let hop = hops.next().filter(|_| hops.next().is_none());
    if let Some(slot) = hop.and_then(|at| names.get_mut(at)) {
        *slot = Some(QueueProperty::NextHopDomain.spelling());
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

/// `SERVER\\name`, and no queue's.
fn is_connector(text: &str) -> bool {
    let is_host = |server: &str| server.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    !is_identity(text)
        && text.split_once('\\').is_some_and(|(server, name)| {
            !server.is_empty() && is_host(server) && name.starts_with(char::is_alphanumeric) && !name.contains('\\')
        })
}

/// The elements of a list in a cell, whatever stands between them.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', ' ', '{', '}', '\n']).filter(|element| !element.is_empty())
}

fn are_bindings(text: &str) -> bool {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let is_binding = |element: &str| {
        element
            .rsplit_once(':')
            .is_some_and(|(address, port)| is_port(port) && Address::parse(address.trim_matches(['[', ']'])).is_some())
    };
    elements(text).all(is_binding)
}

fn are_ranges(text: &str) -> bool {
    elements(text).all(|element| IpRange::parse(element).is_some())
}

fn is_error(text: &str) -> bool {
    text.starts_with("[{") && text.contains("LED=") || first_failure(text).is_some_and(|start| start.at == 0)
}

fn is_delivery_type(text: &str) -> bool {
    let squeezed = text.replace(' ', "");
    DeliveryType::ALL.iter().any(|known| known.spelling().eq_ignore_ascii_case(&squeezed))
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
