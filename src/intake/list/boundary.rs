//! Where a record ends although its labels go on: the next label is of another kind of object, or a name contradicts one
//! above it.

use super::super::label::{Label, Row};
use super::super::lines::Line;
use super::super::vocabulary::Kinds;
use super::{Head, List};

/// Where the open record ends, as indices of rows: those from `unread` up to `start` belong to either of two records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boundary {
    pub(super) unread: usize,
    pub(super) start: usize,
}

impl<'a> List<'a, '_> {
    /// Where the open record ends, if the label of this line cannot be one of its own: it is of another kind, or its
    /// value contradicts an earlier one.
    pub(super) fn boundary(&mut self, line: Line<'a>, found: Label<'a>) -> Option<Boundary> {
        let words = self.words;
        let new = words.label(found.name);
        let open = self.open.as_mut().filter(|_| new.kinds != 0)?;
        for row in self.rows.get(open.seen..).unwrap_or_default() {
            let known = words.label(row.name());
            if known.kinds != 0 {
                open.kinds &= known.kinds;
            }
            open.proved |= known.proves;
        }
        open.seen = self.rows.len();
        let (first, kinds, proved) = (open.head.first, open.kinds, open.proved);
        let value = line.text.get(found.value_at..).unwrap_or_default().trim();
        let is_other = new.proves != 0 && kinds & new.proves == 0 || proved != 0 && new.kinds & proved == 0;
        if is_other {
            let theirs = if new.proves == 0 { new.kinds & !proved } else { new.proves };
            return Some(self.start_of(found, first, if proved == 0 { kinds } else { proved }, theirs));
        }
        let rows = self.rows.get(first..).unwrap_or_default();
        // Objects have 160 properties at most.
        let at = rows
            .iter()
            .take(160)
            .position(|row| words.contradict((row.name(), row.value().trim()), (found.name, value)))?;
        let next = first.saturating_add(at).saturating_add(1);
        // Labels of one output end in one column.
        let column = found.colon.saturating_sub(found.indent);
        let is_alike = |row: &Row<'_>| row.label().len().saturating_sub(1) == column;
        let alike = self.rows.get(next..).unwrap_or_default().iter().rev().take_while(|row| is_alike(row)).count();
        let start = self.rows.len().saturating_sub(alike);
        if self.rows.get(next.saturating_sub(1)).is_some_and(|row| !is_alike(row)) {
            return Some(Boundary { unread: start, start });
        }
        // An identity stands first or last: behind a first one, the rows are its own.
        let unread = if at == 0 { self.rows.len() } else { next };
        Some(Boundary { unread, start: self.rows.len() })
    }

    /// Where a record of another kind starts: with the rows above this label that only its kind has, and those of both
    /// kinds that go with them. `ours` are the kinds of the open record.
    pub(super) fn start_of(&self, found: Label<'a>, first: usize, ours: Kinds, theirs: Kinds) -> Boundary {
        let words = self.words;
        let rows = self.rows.get(first..).unwrap_or_default();
        let is_shared = |row: &&Row<'_>| words.label(row.name()).kinds & theirs != 0;
        let shared = rows.iter().rev().take(160).take_while(is_shared).count();
        let from = rows.len().saturating_sub(shared);
        let is_theirs = |row: &Row<'_>| words.label(row.name()).kinds & ours == 0;
        let mut start =
            rows.iter().enumerate().skip(from).find(|(_, row)| is_theirs(row)).map_or(rows.len(), |(at, _)| at);
        let column = found.colon.saturating_sub(found.indent);
        let column_of = |row: &Row<'_>| row.label().len().saturating_sub(1);
        let before = from.checked_sub(1).and_then(|at| rows.get(at)).map(column_of);
        let mut unread = start;
        for at in (from..start).rev() {
            let Some(row) = rows.get(at) else { break };
            let can_be = words.value(row.name(), row.value().trim());
            let is_next = if can_be & ours == 0 {
                Some(true)
            } else if can_be & theirs == 0 {
                Some(false)
            } else if before == Some(column) {
                None
            } else if column_of(row) == column {
                Some(true)
            } else if before == Some(column_of(row)) {
                Some(false)
            } else {
                None
            };
            match is_next {
                Some(true) => (start, unread) = (at, at),
                Some(false) => break,
                None => unread = at,
            }
        }
        let of_all = |at: usize| first.saturating_add(at);
        Boundary { unread: of_all(unread), start: of_all(start) }
    }

    /// Ends the open record at a boundary and opens the one behind it.
    pub(super) fn split(&mut self, boundary: Boundary) {
        let Some(open) = &mut self.open else { return };
        let number = |at: usize| self.rows.get(at).map(|row| row.number);
        let last_line = open.head.last_line;
        let before = |at: usize| number(at).map_or(last_line, |line| line.saturating_sub(1));
        let (unread, start) = (boundary.unread, boundary.start);
        if unread > open.head.first {
            self.heads.push(Head { last_line: before(unread), ..open.head });
        }
        if start > unread {
            self.heads.push(Head { first: unread, last_line: before(start), is_unread: true, ..open.head });
        }
        open.head.first = start;
        (open.kinds, open.proved, open.seen) = (Kinds::MAX, 0, start);
        open.foreseen = None;
        open.unpadded = true;
    }
}

/// Whether two names are one that people spell with blanks: `Delivery Type`.
fn is_spelled_as(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
    (a.contains(' ') || b.contains(' ')) && letters(a) == letters(b)
}

/// Whether the record has a field of this name. Records of more than 160 properties do not exist.
pub(super) fn repeats(rows: &[Row<'_>], name: &str) -> bool {
    let same = |row: &Row<'_>| row.name().eq_ignore_ascii_case(name) || is_spelled_as(row.name(), name);
    rows.first().is_some_and(same) || rows.iter().rev().take(160).any(same)
}
