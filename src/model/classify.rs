//! What each record is, and whether the copied text breaks off inside it, as the records around it show.
//!
//! Records are classified as they come: each one when the next one is known. What a kind of record means is not known
//! here.

use std::borrow::Cow;

use super::command::Command;
use super::kind::{self, Kind};
use super::{Note, Place, left_out, read_queue};
use crate::intake::{Cut, Layout, Record, Texts, Value};

/// Notes about columns that did not fit; more say nothing new.
const MOST_LEFT_OUT: usize = 50;

/// A record, and what it is.
pub(super) struct Classified<'a> {
    /// The record.
    pub(super) record: Record<'a>,
    /// What it is.
    pub(super) kind: Kind,
    /// The command above it.
    pub(super) command: Command<'a>,
    /// Rows and columns that it lacks.
    pub(super) left_out: Vec<Note>,
    /// Where the copied text breaks off inside the record.
    pub(super) breaks_off: Option<Edge>,
}

/// An end of a text that was copied in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// What stands before the record was not copied.
    Beginning,
    /// What stands behind the record was not copied.
    End,
}

/// Classifies the records of an input as they come: each when the next one is known.
#[derive(Default)]
pub(super) struct Classifier<'a> {
    held: Option<Record<'a>>,
    last: Option<((&'a str, u32), Command<'a>)>,
    alike: Option<Alike<'a>>,
    /// How many notes about missing rows and columns there are.
    noted: usize,
}

/// The last record's fields, and what it was.
struct Alike<'a> {
    names: Vec<Cow<'a, str>>,
    command: Option<(&'a str, u32)>,
    place: Place,
    kind: Kind,
    /// Whether records that lack some of these fields stand between.
    is_uneven: bool,
    /// The last field's value, where it stands on one line.
    last: &'a str,
}

impl<'a> Classifier<'a> {
    /// Takes the next record; gives the one before it, classified. `begun` is the source of which records were
    /// recognised already.
    pub(super) fn add(
        &mut self,
        record: Record<'a>,
        begun: Option<usize>,
        texts: &Texts<'_>,
    ) -> Option<Classified<'a>> {
        let before = self.held.take();
        let classified = before.map(|before| self.classify(before, Some(&record), begun, texts));
        self.held = Some(record);
        classified
    }

    /// The last record, classified.
    pub(super) fn finish(&mut self, texts: &Texts<'_>) -> Option<Classified<'a>> {
        let mut last = self.held.take()?;
        let before = self.alike.as_ref().filter(|a| a.names.iter().eq(last.fields.iter().map(|f| &f.name)));
        let value = match last.fields.last().map(|f| &f.value) {
            Some(Value::Text(text)) => text.clone(),
            _ => Cow::Borrowed(""),
        };
        // The same text as above it, as far as it goes; single words and numbers may well begin alike.
        let begins = |same: &Alike<'_>| value.len() > 5 && same.last != value && same.last.starts_with(&*value);
        // Nothing was copied behind a label.
        let is_bare = value.is_empty() && last.layout == Layout::List;
        let is_doubtful = is_bare || before.is_some_and(begins);
        let may_be_short = last.fields.last().is_some_and(|f| read_queue::breaks_off(&f.name, &value));
        let is_printed = matches!(last.layout, Layout::Table | Layout::List);
        let mut is_cut = false;
        if is_printed && (is_doubtful || may_be_short) {
            let end = ends_input(&last, texts);
            // A value of several lines may go on below a line that is whole; of a table nothing shows which did.
            let is_wrapped = last.layout == Layout::List && last.fields.last().is_some_and(|f| f.line < last.last_line);
            let may_go_on = end.is_some_and(|is_line| !is_line || is_wrapped);
            if end == Some(false) && is_doubtful || may_go_on && may_be_short {
                cut_end(&mut last);
                is_cut = true;
            }
        }
        let mut classified = self.classify(last, None, None, texts);
        if is_cut {
            classified.breaks_off = Some(Edge::End);
        }
        Some(classified)
    }

    fn classify(
        &mut self,
        mut record: Record<'a>,
        next: Option<&Record<'a>>,
        begun: Option<usize>,
        texts: &Texts<'_>,
    ) -> Classified<'a> {
        let command = match (record.scope.command, self.last) {
            (None, _) => Command::default(),
            (Some(typed), Some((seen, command))) if seen == typed => command,
            (Some(typed), _) => {
                let command = Command::read(typed.0);
                self.last = Some((typed, command));
                command
            }
        };
        // Objects of one command have the same properties, so mostly the kind is known.
        let before = self.alike.as_ref().filter(|a| a.command == record.scope.command);
        if let Some(same) = before.filter(|a| a.names.iter().eq(record.fields.iter().map(|f| &f.name))) {
            let kind = same.kind;
            if let Some(alike) = &mut self.alike {
                alike.last = last_value(&record).unwrap_or_default();
            }
            return Classified { record, kind, command, left_out: Vec::new(), breaks_off: None };
        }
        // The beginning of a record that the paste breaks off, or the end of one that it begins with.
        let whole: Vec<&str> = before.map_or_else(Vec::new, |a| a.names.iter().map(|n| &**n).collect());
        let missing = left_out::rows(&record, &whole);
        let mut left_out = Vec::new();
        if let Some(kind) = before.map(|a| a.kind).filter(|_| !missing.is_empty()) {
            // Where others lack the same rows, somebody left them out on purpose.
            let is_last = next.is_none_or(|next| next.place.source != record.place.source);
            let is_even = |a: &Alike<'_>| !a.is_uneven && same_column(texts, a.place, record.place);
            let is_broken = is_last && missing.last() == whole.last() && before.is_some_and(is_even);
            if is_broken {
                if ends_input(&record, texts) == Some(false) {
                    cut_end(&mut record);
                }
                left_out.extend(left_out::record(&record, kind, &missing));
            }
            let breaks_off = is_broken.then_some(Edge::End);
            if let Some(alike) = &mut self.alike {
                alike.is_uneven = true;
            }
            return self.noted(Classified { record, kind, command, left_out, breaks_off });
        }
        let (mut kind, mut breaks_off) = (kind::of(&record, command), None);
        let is_first = begun != Some(record.place.source);
        if let Some(next) = next.filter(|next| is_first && next.scope.command == record.scope.command) {
            let whole: Vec<&str> = next.fields.iter().map(|f| &*f.name).collect();
            let missing = left_out::rows(&record, &whole);
            let is_beginning = missing.first() == whole.first() && !missing.is_empty();
            let whole = kind::of(next, command);
            // Looking for a line takes long, and records of no kind may be many.
            if is_beginning && whole != Kind::Unknown && same_column(texts, next.place, record.place) {
                (kind, breaks_off) = (whole, Some(Edge::Beginning));
                left_out.extend(left_out::record(&record, kind, &missing));
            }
        }
        // Each is compared with all objects at the end: hostile input could hold any number.
        if self.noted < MOST_LEFT_OUT {
            left_out.extend(left_out::columns(&record, kind, command));
        }
        let names = record.fields.iter().map(|f| f.name.clone()).collect();
        let (command_line, place) = (record.scope.command, record.place);
        let last = last_value(&record).unwrap_or_default();
        self.alike = Some(Alike { names, command: command_line, place, kind, is_uneven: false, last });
        self.noted(Classified { record, kind, command, left_out, breaks_off })
    }

    /// Remembers what later records are compared with.
    fn noted(&mut self, classified: Classified<'a>) -> Classified<'a> {
        self.noted = self.noted.saturating_add(classified.left_out.len());
        classified
    }
}

/// Whether nothing follows a record in its input: `Some(true)` where its last line has an end, so that it is whole.
fn ends_input(record: &Record<'_>, texts: &Texts<'_>) -> Option<bool> {
    let text = texts.get(record.place.source).map_or("", |t| t.as_str());
    let shown = text.trim_end();
    let is_last = usize::try_from(record.last_line).is_ok_and(|last| last == shown.lines().count());
    is_last.then(|| text.ends_with('\n'))
}

/// Whether the labels of two records are padded alike: the formatter pads those of one kind to the longest, whatever of
/// it was copied.
fn same_column(texts: &Texts<'_>, a: Place, b: Place) -> bool {
    let colon = |place| texts.line(place).and_then(|line| line.find(':'));
    colon(a) == colon(b)
}

/// The text of the last field, where it stands on one line.
fn last_value<'a>(record: &Record<'a>) -> Option<&'a str> {
    match &record.fields.last()?.value {
        Value::Text(Cow::Borrowed(text)) => Some(text),
        _ => None,
    }
}

/// The last value of a record may go on behind what was copied.
fn cut_end(record: &mut Record<'_>) {
    if let Some(field) = record.fields.last_mut().filter(|f| f.cut == Cut::No) {
        field.cut = Cut::End;
    }
}
