//! The end of a stretch of records: wrapped values are joined, and the records are handed over.

use std::borrow::Cow;

use super::super::Place;
use super::super::blanks::trim;
use super::super::join::{Join, Joining};
use super::super::label::Row;
use super::super::leftover;
use super::super::lines::Line;
use super::super::vocabulary::Vocabulary;
use super::super::{Cut, Field, Layout, ProseLine, Reading, Record, Scope, Take, Unread, Value, Why};
use super::{List, NARROWEST_CHOP};

impl<'a> List<'a, '_> {
    /// The column at which something chopped the lines, if several end in the widest one in the middle of different values.
    fn chopped_at(&self) -> Option<usize> {
        let widest = self.evidence.widest();
        if !self.joins.is_empty() || widest < NARROWEST_CHOP {
            return None;
        }
        let mut ends = self.rows.iter().filter(|row| row.is_chopped(widest)).map(|row| (row.name(), row.value()));
        let first = ends.next()?;
        // Values that end alike are of one width by themselves.
        let end = |value: &str| value.chars().rev().take(12).collect::<String>();
        let is_other = |(name, value): (&str, &str)| name != first.0 || end(value) != end(first.1);
        ends.any(is_other).then_some(widest)
    }

    /// The group heading that the stretch ends with; it belongs to the table below.
    pub(in super::super) fn take_heading(&mut self) -> Option<(&'a str, &'a str, Line<'a>)> {
        let head = self.heads.last()?;
        let [row] = self.rows.get(head.first..)? else { return None };
        if !is_heading(row, self.words) || self.joins.last().is_some_and(|join| join.row >= head.first) {
            return None;
        }
        let heading = (row.name(), row.value().trim(), row.line());
        self.heads.pop();
        self.rows.pop();
        Some(heading)
    }

    /// Ends the stretch: wrapped values are joined, with all its lines as evidence, and the records are handed over.
    pub(in super::super) fn finish(mut self, reading: &mut Reading<'a>, take: Take<'_, 'a>) -> Vec<Line<'a>> {
        let left = self.end_record();
        let source = self.source;
        let prose = |line: &Line<'a>| ProseLine { place: Place { source, line: line.number }, text: line.text };
        reading.prose.extend(self.foreign.iter().map(prose));
        let unread = &mut reading.unread;
        let chopped = self.chopped_at();
        let joining = Joining::of(&self.joins, &self.pieces, &self.evidence);
        let mut joins = self.joins.iter().zip(1..).peekable();
        let ends = self.heads.iter().skip(1).map(|next| next.first).chain([self.rows.len()]);
        let mut heading = None;
        for (head, end) in self.heads.iter().zip(ends) {
            let rows = self.rows.get(head.first..end).unwrap_or_default();
            let first_line = rows.first().map_or(head.last_line, |row| row.number);
            if head.is_unread {
                unread.push(Unread {
                    place: Place { source: self.source, line: first_line },
                    last_line: head.last_line,
                    why: Why::OfTwoRecords,
                });
                while joins.next_if(|(join, _)| join.row < end).is_some() {}
                continue;
            }
            if let [row] = rows
                && end < self.rows.len()
                && is_heading(row, self.words)
            {
                heading = Some((row.name(), row.value().trim()));
                while joins.next_if(|(join, _)| join.row < end).is_some() {}
                continue;
            }
            let joined = rows.iter().filter_map(|row| {
                let why = leftover::form_behind(row.value(), self.words)?;
                Some(Unread { place: Place { source, line: row.number }, last_line: row.number, why })
            });
            unread.extend(joined);
            let field = |(at, row): (usize, &Row<'a>)| {
                let value = match joins.next_if(|(join, _)| join.row == at) {
                    Some((join, next)) => {
                        let end = self.joins.get(next).map_or(self.pieces.len(), |next: &Join| next.first);
                        trimmed(joining.text(*join, self.pieces.get(join.first..end).unwrap_or_default()))
                    }
                    None => Cow::Borrowed(trim(row.value())),
                };
                let is_cut =
                    self.doubtful_ends.binary_search(&at).is_ok() || chopped.is_some_and(|width| row.is_chopped(width));
                let cut = if is_cut { Cut::End } else { Cut::No };
                Field { name: Cow::Borrowed(row.name()), value: Value::Text(value), line: row.number, cut }
            };
            take(Record {
                place: Place { source: self.source, line: first_line },
                last_line: head.last_line,
                layout: Layout::List,
                scope: Scope { heading, ..head.scope },
                fields: (head.first..).zip(rows).map(field).collect(),
            });
        }
        left
    }
}

/// Whether the only row of a record is a group heading: `   Server: EX1`.
fn is_heading(row: &Row<'_>, words: &dyn Vocabulary) -> bool {
    words.is_heading(row.name(), row.value().trim())
}

fn trimmed<'a>(text: String) -> Cow<'a, str> {
    let is_trim = trim(&text).len() == text.len();
    Cow::Owned(if is_trim { text } else { trim(&text).to_owned() })
}
