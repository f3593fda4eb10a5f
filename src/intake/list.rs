//! Format-List: one `Name : value` per line, wrapped values below it.
//!
//! ```text
//! record  = field { field } (blank line | repeated name | command line)
//! field   = indent name {" "} ":" " " value { wrapped }
//! wrapped = value column, rest of the value
//! ```
//! The value column is two behind the colon. Knows no property names; which records mean something is not known here.
//!
//! Tolerated, each for what asked for it:
//! - padding lost (`Bindings : {..}` under a longer label): web editors, field reports;
//! - blank line after every row: question-and-answer sites double-space pastes and append two blanks;
//! - wrapped lines that lost their indent: recorded output from forums;
//! - lines broken at 60 to 80 columns by a mail client, which goes on without indent: quoted replies;
//! - `Status:     : Retry`, `Status :   : Retry`: retyped from a screenshot;
//! - names spelled with blanks, without a blank before the value, emphasised (tickets, chats): only known ones;
//! - a line of a pager between two others: field reports;
//! - `Name: value` without a blank before the colon, `Name:` with the elements below it: retyped lists.

use std::borrow::Cow;

use super::Place;
use super::blanks::{indent, trim, trim_end};
use super::collapsed;
use super::join::{Evidence, Join, Joining, Piece};
use super::label::{Label, Row, is_unpadded, label_of, prefixed};
use super::leftover;
use super::lines::{Line, width};
use super::vocabulary::{Kinds, Vocabulary};
use super::{Cut, Field, Layout, ProseLine, Reading, Record, Scope, Take, Unread, Value, Why};

/// Widths at which mail clients break lines (RFC 5322 recommends 78).
const MAIL_CLIENT: std::ops::RangeInclusive<usize> = 60..=80;

/// Narrowest column at which a program chops lines.
const NARROWEST_CHOP: usize = 40;

/// Columns of a value that may be a sentence which a mail client broke.
const SHORTEST_SENTENCE: usize = 32;

/// Records of one stretch of Format-List output, under way. How values join is known only at its end, so its lines wait
/// until then, in as little room as possible.
#[derive(Debug)]
pub(super) struct List<'a, 'w> {
    source: usize,
    words: &'w dyn Vocabulary,
    /// Whether a record of the stretch has a line right below its first one: blank lines then stand between records only.
    is_single_spaced: bool,
    heads: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    open: Option<Open<'a>>,
    joins: Vec<Join>,
    /// Of all joins, one after the other.
    pieces: Vec<Piece<'a>>,
    evidence: Evidence,
    /// Rows whose value may go on in a line that was not taken for its rest.
    doubtful_ends: Vec<usize>,
    /// Lines between those of a record that are no part of it: a pager wrote them, or a person.
    foreign: Vec<Line<'a>>,
}

/// A record without its fields: those are the rows from `first` up to the next head's.
#[derive(Clone, Copy, Debug)]
struct Head<'a> {
    first: usize,
    last_line: u32,
    scope: Scope<'a>,
    /// Whether nothing tells to which of two records its rows belong.
    is_unread: bool,
}

/// The record that is being read.
#[derive(Debug)]
struct Open<'a> {
    head: Head<'a>,
    /// The row that probably comes next: the same one of the record before, as long as the labels are the same.
    foreseen: Option<usize>,
    indent: usize,
    colon: usize,
    /// Every label so far has exactly one blank before its colon: the padding is lost, or there is one label only.
    unpadded: bool,
    /// Whether its first label has a blank before the colon.
    padded_labels: bool,
    /// Blank lines between its lines: 0, or more where the paste is double-spaced.
    spacing: Option<usize>,
    blanks: usize,
    /// Lines that may be a wrapped value without indent; they are, if the record goes on below.
    pending: Vec<Line<'a>>,
    /// Columns of the last line.
    last_width: usize,
    /// The kinds of objects that have all properties of the rows before `seen`, and those that one of them proves.
    kinds: Kinds,
    proved: Kinds,
    seen: usize,
}

/// Where the open record ends, as indices of rows: those from `unread` up to `start` belong to either of two records.
#[derive(Clone, Copy, Debug)]
struct Boundary {
    unread: usize,
    start: usize,
}

/// What became of a line.
pub(super) enum Taken<'a> {
    /// It belongs to the list.
    Yes,
    /// It does not, and neither do these lines before it.
    No(Vec<Line<'a>>),
}

impl<'a, 'w> List<'a, 'w> {
    pub(super) fn new(source: usize, words: &'w dyn Vocabulary) -> Self {
        Self {
            source,
            words,
            is_single_spaced: false,
            heads: Vec::new(),
            rows: Vec::new(),
            open: None,
            joins: Vec::new(),
            pieces: Vec::new(),
            evidence: Evidence::default(),
            doubtful_ends: Vec::new(),
            foreign: Vec::new(),
        }
    }

    /// Whether the open record begins with this line.
    pub(super) fn holds(&self, line: Option<Line<'a>>) -> bool {
        let first = self.open.as_ref().and_then(|open| self.rows.get(open.head.first));
        first.zip(line).is_some_and(|(row, line)| row.number == line.number)
    }

    /// Whether a record is open.
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// A blank line.
    pub(super) fn blank(&mut self, line: Line<'a>) -> Vec<Line<'a>> {
        let Some(open) = &mut self.open else { return Vec::new() };
        // The blank behind a word that fills its line, alone on the next one.
        let column = open.colon.saturating_add(2);
        if open.blanks == 0 && open.pending.is_empty() && line.text.len() == column.saturating_add(1) {
            self.wrapped(line);
            return Vec::new();
        }
        open.blanks = open.blanks.saturating_add(1);
        if open.pending.is_empty() { Vec::new() } else { self.settle(false) }
    }

    /// A line that is neither blank nor a command.
    ///
    /// `above` is the line right above, which belongs to no record: if a known label of this record's shape stands in its
    /// middle, it is the record's first.
    pub(super) fn line(&mut self, line: Line<'a>, above: Option<Line<'a>>, scope: Scope<'a>) -> Taken<'a> {
        let is_prefixed =
            |f: &Label<'a>| !f.is_padded && self.open.is_none() && prefixed(line.text, self.words).is_some();
        let found = label_of(line.text, self.words).filter(|f| !is_prefixed(f));
        if self.open.is_some() {
            if let Some(taken) = self.go_on(line, found) {
                return taken;
            }
            let left = self.end_record();
            if let Some(found) = found.filter(|f| f.is_padded || self.may_start_weak(line, *f)) {
                // Lines before it were no wrapped value.
                self.start(line, found, scope);
                return if left.is_empty() { Taken::Yes } else { Taken::No(left) };
            }
            let mut left = left;
            left.push(line);
            return Taken::No(left);
        }
        match found {
            Some(found) if found.is_padded || self.may_start_weak(line, found) => {
                match above.and_then(|above| Some((above, prefixed(above.text, self.words)?))) {
                    Some((above, first))
                        if first.colon.checked_sub(first.indent) == Some(found.colon) && first.name != found.name =>
                    {
                        self.start(above, first, scope);
                        if let Some(open) = &mut self.open {
                            (open.indent, open.colon, open.padded_labels) = (found.indent, found.colon, true);
                        }
                        self.field(line, found);
                    }
                    _ => self.start(line, found, scope),
                }
                Taken::Yes
            }
            _ => Taken::No(vec![line]),
        }
    }

    /// `Name: value` starts a record only where the name is written like a property and a value follows.
    #[allow(clippy::unused_self)]
    fn may_start_weak(&self, line: Line<'a>, label: Label<'a>) -> bool {
        let value = line.text.get(label.value_at..).unwrap_or_default().trim();
        !value.is_empty() && label.name.len() > 1
    }

    /// `None`: the open record ends before this line.
    fn go_on(&mut self, line: Line<'a>, found: Option<Label<'a>>) -> Option<Taken<'a>> {
        let open = self.open.as_mut()?;
        let blanks = open.blanks;
        let indent = indent(line.text);
        let is_deep = line.text.starts_with('\t') && found.is_none()
            || indent >= open.colon.saturating_add(1) && indent > open.indent;
        let spacing = open.spacing;
        if blanks > 0 && spacing.is_some_and(|s| blanks > s) {
            // A word that fills its line leaves its blank alone on the next one, and that blank may be lost.
            let is_rest = is_deep && spacing.is_some_and(|s| blanks == s.saturating_add(1)) && self.value_is_open();
            if !is_rest {
                return None;
            }
        }
        let open = self.open.as_mut()?;
        if is_deep || (found.is_none() && blanks == 0 && indent > open.indent.saturating_add(1)) {
            // A first blank line before a wrapped line: only a double-spaced paste has it.
            if blanks > 0 && open.spacing.is_none() && blanks > 2 {
                return None;
            }
            open.spacing = open.spacing.or(Some(blanks));
            self.settle(true);
            self.wrapped(line);
            return Some(Taken::Yes);
        }
        // Below labels of the formatter, `word: ..` may be the rest of a value that lost its indent (mail clients).
        let is_rest =
            |f: &Label<'a>| !f.is_padded && self.open.as_ref().is_some_and(|o| o.padded_labels && o.blanks == 0);
        let found = found.filter(|f| !is_rest(f) || self.weak_goes_on(line, *f));
        let is_blank = self.rows.last().is_some_and(|row| row.value().trim().is_empty());
        if self.is_twice(line) {
            self.rest_of_record(line);
            return Some(Taken::Yes);
        }
        let open = self.open.as_mut()?;
        let Some(found) = found else {
            // A wrapped line without indent, perhaps: what follows decides. Only the formatter wraps; elsewhere single
            // words below an empty value are its elements.
            let is_element = is_blank && !line.text.trim().contains(' ');
            let fits = blanks == 0 && open.pending.len() < 64 && (open.padded_labels || is_element);
            if fits {
                open.pending.push(line);
            }
            return fits.then_some(Taken::Yes);
        };
        let unpadded = is_unpadded(found);
        let aligned = found.colon == open.colon || (open.unpadded && unpadded) || found.value_at != found.colon + 1;
        let repeated = repeats(self.rows.get(open.head.first..).unwrap_or_default(), found.name);
        // A line that somebody indented keeps its padding.
        let is_moved = found.is_padded
            && !unpadded
            && found.colon.saturating_sub(found.indent) == open.colon.saturating_sub(open.indent);
        let joins = !repeated
            && (found.indent <= open.indent.saturating_add(1) || is_moved)
            && (found.is_padded || self.weak_goes_on(line, found))
            && (blanks == 0 || aligned);
        if !joins {
            return None;
        }
        let open = self.open.as_mut()?;
        if blanks > 0 && open.spacing.is_none() && (blanks > 2 || !open.padded_labels) {
            return None;
        }
        open.spacing = open.spacing.or(Some(blanks));
        match self.boundary(line, found) {
            Some(boundary) if boundary.start >= self.rows.len() && boundary.unread >= self.rows.len() => return None,
            Some(boundary) => {
                self.settle(true);
                self.split(boundary);
            }
            None => {
                self.settle(true);
            }
        }
        self.field(line, found);
        Some(Taken::Yes)
    }

    /// Whether the line is the one right above it once more: it says nothing new.
    fn is_twice(&self, line: Line<'a>) -> bool {
        let above = self.open.as_ref().filter(|open| open.blanks == 0 && open.pending.is_empty()).zip(self.rows.last());
        let is_wrapped = self.joins.last().is_some_and(|join| join.row.saturating_add(1) == self.rows.len());
        !is_wrapped && above.is_some_and(|(_, row)| row.line().text == line.text.trim_start())
    }

    /// The record reaches to this line, which has no value of its own.
    fn rest_of_record(&mut self, line: Line<'a>) {
        if let Some(open) = &mut self.open {
            open.head.last_line = line.number;
        }
    }

    /// Where the open record ends, if the label of this line cannot be one of its own: it is of another kind, or its
    /// value contradicts an earlier one.
    fn boundary(&mut self, line: Line<'a>, found: Label<'a>) -> Option<Boundary> {
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
    fn start_of(&self, found: Label<'a>, first: usize, ours: Kinds, theirs: Kinds) -> Boundary {
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
            let is_next = match () {
                () if can_be & ours == 0 => Some(true),
                () if can_be & theirs == 0 => Some(false),
                () if before == Some(column) => None,
                () if column_of(row) == column => Some(true),
                () if before == Some(column_of(row)) => Some(false),
                () => None,
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
    fn split(&mut self, boundary: Boundary) {
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

    /// Whether `Name: value` is a field of the open record and not a wrapped value that lost its indent.
    fn weak_goes_on(&self, line: Line<'a>, label: Label<'a>) -> bool {
        let Some(open) = &self.open else { return false };
        if !open.padded_labels {
            return open.blanks == 0;
        }
        let is_capital = label.name.chars().next().is_some_and(char::is_uppercase);
        let value = line.text.get(label.value_at..).unwrap_or_default();
        open.blanks == 0 && is_capital && open.last_width < 60 && !self.value_is_open() && !value.trim().is_empty()
    }

    fn start(&mut self, line: Line<'a>, found: Label<'a>, scope: Scope<'a>) {
        let head = Head { first: self.rows.len(), last_line: line.number, scope, is_unread: false };
        self.open = Some(Open {
            head,
            foreseen: self.heads.last().map(|before| before.first),
            indent: found.indent,
            colon: found.colon,
            unpadded: true,
            padded_labels: found.is_padded,
            spacing: self.is_single_spaced.then_some(0),
            blanks: 0,
            pending: Vec::new(),
            last_width: 0,
            kinds: Kinds::MAX,
            proved: 0,
            seen: head.first,
        });
        self.field(line, found);
    }

    /// Takes a line that goes on with the open record beyond doubt, as nearly all lines do: a label exactly as in the
    /// record before, or a number in the value column. Whether it did.
    pub(super) fn goes_on(&mut self, line: Line<'a>) -> bool {
        let Some(open) = self.open.as_ref().filter(|o| o.blanks == 0 && o.pending.is_empty()) else { return false };
        let indent = indent(line.text);
        if indent > 0 {
            let bytes = line.text.as_bytes().get(indent..).unwrap_or_default();
            // A line of a log may begin with a time stamp, a drive may be called 1.
            let is_number = bytes.first().is_some_and(u8::is_ascii_digit)
                && bytes.get(4) != Some(&b'-')
                && bytes.get(1) != Some(&b':');
            let is_deep = indent > open.colon && indent > open.indent;
            if is_number && is_deep {
                self.spaced(0);
                self.wrapped(line);
            }
            return is_number && is_deep;
        }
        let Some(row) = open.foreseen.and_then(|at| self.rows.get(at)) else { return false };
        // One blank before the colon at least, which is where the others are; `PS` may begin a prompt.
        let (label, name) = (row.label(), row.name());
        let padding = label.get(name.len()..).unwrap_or_default();
        let is_plain = name.len() > 2 && padding.as_bytes().first() == Some(&b' ') && padding.ends_with(" :");
        let colon = label.len().saturating_sub(1);
        // Names may contradict each other, which ends a record.
        if !is_plain || colon != open.colon || !line.text.starts_with(label) || self.words.is_naming(name) {
            return false;
        }
        self.spaced(0);
        self.field(line, Label { name, name_at: 0, indent: 0, colon, is_padded: true, value_at: label.len() });
        true
    }

    /// The first line behind a label shows whether the paste is double-spaced.
    fn spaced(&mut self, blanks: usize) {
        if let Some(open) = &mut self.open {
            open.spacing = open.spacing.or(Some(blanks));
        }
    }

    fn field(&mut self, line: Line<'a>, found: Label<'a>) {
        let Some(open) = &mut self.open else { return };
        let row = Row::new(line, found);
        let text = trim_end(line.text);
        let width = width(text);
        self.evidence.line(line.text, width);
        if text.len() <= found.value_at {
            self.evidence.empty_value(row.after());
        }
        open.unpadded &= is_unpadded(found);
        open.blanks = 0;
        open.last_width = width;
        // A retyped double colon and lost padding move the column; the widest is the true one.
        if open.head.first == self.rows.len() || (!open.unpadded && found.value_at == found.colon + 1) {
            open.colon = found.colon;
        }
        open.head.last_line = line.number;
        let same = open.foreseen.filter(|&at| self.rows.get(at).is_some_and(|r| r.name() == found.name));
        open.foreseen = same.map(|at| at.saturating_add(1)).filter(|&at| at < open.head.first);
        self.is_single_spaced |= open.spacing == Some(0) && self.rows.len() > open.head.first;
        grow(&mut self.rows);
        self.rows.push(row);
    }

    /// A line of the last field's value.
    fn wrapped(&mut self, line: Line<'a>) {
        let Some(open) = &mut self.open else { return };
        let indent = line.text.bytes().position(|b| b != b' ' && b != b'\t').unwrap_or(line.text.len());
        // Lost padding moves the labels, not the lines below.
        let expected = open.colon.saturating_add(2);
        let is_moved = open.unpadded && indent > expected.saturating_add(2);
        let column = if is_moved { indent } else { expected };
        let has_tab = line.text.starts_with('\t');
        let piece = line.text.get(if has_tab { indent } else { indent.min(column) }..).unwrap_or_default();
        let piece_width = width(trim_end(line.text));
        self.evidence.line(line.text, piece_width);
        open.blanks = 0;
        open.head.last_line = line.number;
        let row = self.rows.len().saturating_sub(1);
        let full = column.saturating_add(width(trim_end(piece)));
        if self.joins.last().is_none_or(|join| join.row != row) {
            let first = self.rows.last().map_or("", Row::value);
            let width = if is_moved { column.saturating_add(width(first.trim_end())) } else { open.last_width };
            let is_wrapped = open.padded_labels;
            self.joins.push(Join { row, first: self.pieces.len(), column, is_wrapped, is_soft: false });
            self.pieces.push(Piece { text: first, width });
        }
        // No console breaks a line without indent wider than the first: a mail client did, at blanks.
        if let Some(join) = self.joins.last_mut().filter(|_| indent <= open.indent) {
            join.is_soft |= self.pieces.get(join.first).is_some_and(|first| full > first.width);
        }
        self.pieces.push(Piece { text: piece, width: full });
        open.last_width = full;
    }

    /// Whether a line without indent is the rest of the last value of a record: a mail client broke it, for its first
    /// word had no room, and a sentence goes on.
    fn is_soft_rest(&self, line: Line<'a>) -> bool {
        let (Some(open), Some(row)) = (&self.open, self.rows.last()) else { return false };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let pieces = join.and_then(|join| self.pieces.get(join.first..)).unwrap_or_default();
        let first = pieces.first().map_or(open.last_width, |first| first.width);
        let (before, used) =
            pieces.last().map_or((row.value(), first), |last| (last.text, width(last.text.trim_end())));
        let text = line.text.trim_start();
        let word = text.split(' ').next().map_or(0, width);
        let goes_on = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            && !before.trim_end().ends_with(['.', '!', '?', '}', ']']);
        // The line had no room for this word.
        MAIL_CLIENT.contains(&first) && used.saturating_add(word) >= *MAIL_CLIENT.start() && goes_on
    }

    /// The lines in doubt: values, or given back.
    fn settle(&mut self, goes_on: bool) -> Vec<Line<'a>> {
        let Some(open) = &mut self.open else { return Vec::new() };
        if open.pending.is_empty() {
            return Vec::new();
        }
        let pending = std::mem::take(&mut open.pending);
        let blanks = open.blanks;
        if goes_on {
            let widest = pending.iter().map(|line| width(trim_end(line.text))).fold(self.evidence.widest(), usize::max);
            if pending.first().is_some_and(|first| self.is_foreign(*first, widest)) {
                // A value of several words may have gone on all the same.
                if self.rows.last().is_some_and(|row| !is_finished(row.value())) {
                    self.doubtful_ends.push(self.rows.len().saturating_sub(1));
                }
                self.foreign.extend(pending);
            } else {
                for line in pending {
                    self.wrapped(line);
                }
            }
        } else {
            // The record does not go on: a line is its value's rest only while that value is visibly unfinished, and
            // words below an empty value are its elements where any is written like one (not `Thanks`).
            let are_elements = !open.padded_labels && pending.iter().any(|line| !is_plain_word(line.text));
            let below = Below::new(&pending);
            let mut lines = pending.iter().copied();
            for (at, line) in lines.by_ref().enumerate() {
                let is_statement = self.words.is_statement(line.text);
                let is_open = !is_statement && self.value_is_open();
                // A console breaks quotes and braces at its last column; a sentence was broken at a blank.
                let is_soft =
                    !is_statement && !is_open && (self.is_soft_rest(line) || self.is_unfinished(below.from(at)));
                if are_elements || is_open || is_soft {
                    self.wrapped(line);
                    if let Some(join) = self.joins.last_mut().filter(|_| is_soft) {
                        join.is_soft = true;
                    }
                } else {
                    self.may_go_on(line);
                    let mut left = vec![line];
                    left.extend(lines);
                    if let Some(open) = &mut self.open {
                        open.blanks = blanks;
                    }
                    return left;
                }
            }
        }
        if let Some(open) = &mut self.open {
            open.blanks = blanks;
        }
        Vec::new()
    }

    /// Whether a line without indent, inside a record, is no rest of the value above it: that value is finished or short,
    /// and its line had room for the first word of this one. `widest` is a width that lines of the text reach.
    fn is_foreign(&self, line: Line<'a>, widest: usize) -> bool {
        let (Some(open), Some(row)) = (&self.open, self.rows.last()) else { return false };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let last = join.and_then(|_| self.pieces.last()).map_or(row.value(), |piece| piece.text).trim_end();
        let word = line.text.split_whitespace().next().map_or(0, width);
        let is_short = join.is_none() && width(last) < SHORTEST_SENTENCE;
        let is_closed_list = row.value().starts_with('{') && last.ends_with('}');
        let has_room = open.last_width.saturating_add(1).saturating_add(word) <= widest.max(NARROWEST_CHOP);
        open.padded_labels
            && !last.is_empty()
            && (is_closed_list || has_room && (is_short || is_finished(last)))
            && !self.value_is_open()
            && !self.is_unfinished(line.text)
    }

    /// Whether braces or quotes of the last value are still open, or a list goes on behind its comma.
    fn value_is_open(&self) -> bool {
        let Some(first) = self.open.as_ref().and_then(|_| self.rows.last()).map(Row::value) else { return false };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let rest = join.and_then(|join| self.pieces.get(join.first..)).unwrap_or_default();
        if rest.last().map_or(first, |last| last.text).trim_end().ends_with(',') {
            return true;
        }
        let starts_open = first.starts_with(['{', '[', '"']);
        let balance = |text: &str| -> i64 {
            text.bytes().map(|b| i64::from(b == b'{' || b == b'[') - i64::from(b == b'}' || b == b']')).sum()
        };
        let quotes = |text: &str| text.bytes().filter(|&b| b == b'"').count();
        if rest.is_empty() {
            let odd = quotes(first).wrapping_rem(2) == 1;
            return (starts_open && balance(first) > 0) || odd;
        }
        // Asked for every line in doubt, so not of values of any length.
        if rest.len() > 64 {
            return false;
        }
        let depth: i64 = rest.iter().map(|p| balance(p.text)).sum();
        let odd = rest.iter().map(|p| quotes(p.text)).sum::<usize>().wrapping_rem(2) == 1;
        (starts_open && depth > 0) || odd
    }

    /// Whether what the last value says goes on in the text below it.
    fn is_unfinished(&self, below: &str) -> bool {
        let Some(row) = self.open.as_ref().and_then(|_| self.rows.last()) else { return false };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let pieces = join.and_then(|join| self.pieces.get(join.first..)).unwrap_or_default();
        if pieces.len() > 64 {
            return false;
        }
        let text = match pieces {
            [] => Cow::Borrowed(row.value().trim()),
            pieces => Cow::Owned(pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ")),
        };
        self.words.goes_on(row.name(), &text, below)
    }

    /// A line right below the last value is not taken for its rest: where the value is a sentence without an end, nobody
    /// can tell.
    fn may_go_on(&mut self, line: Line<'a>) {
        let Some(row) = self.open.as_ref().and_then(|_| self.rows.last()) else { return };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let value = join.and_then(|_| self.pieces.last()).map_or(row.value(), |piece| piece.text).trim_end();
        let is_long = width(value) >= SHORTEST_SENTENCE || self.words.is_sentence(row.name());
        let is_sentence = is_long
            && value.contains(' ')
            && !value.ends_with(['.', '!', '?', '}', ']', ')', '>'])
            && !(value.starts_with('"') && value.ends_with('"'));
        if is_sentence && !self.words.is_statement(line.text) && !is_header(line.text) {
            self.doubtful_ends.push(self.rows.len().saturating_sub(1));
        }
    }

    /// Ends the open record; the lines that turn out not to be its own come back.
    pub(super) fn end_record(&mut self) -> Vec<Line<'a>> {
        let left = self.settle(false);
        self.heads.extend(self.open.take().map(|open| open.head));
        left
    }

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
    pub(super) fn take_heading(&mut self) -> Option<(&'a str, &'a str, Line<'a>)> {
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
    pub(super) fn finish(mut self, reading: &mut Reading<'a>, take: Take<'_, 'a>) -> Vec<Line<'a>> {
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

/// The lines below a value as one text, from any of them on.
#[derive(Debug)]
struct Below {
    text: String,
    starts: Vec<usize>,
}

impl Below {
    /// Lines that tell whether a value goes on.
    const MOST_LINES: usize = 8;

    fn new(lines: &[Line<'_>]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for line in lines.iter().take(Self::MOST_LINES) {
            starts.push(text.len());
            text.push_str(line.text.trim());
            text.push(' ');
        }
        Self { text, starts }
    }

    fn from(&self, line: usize) -> &str {
        self.starts.get(line).and_then(|&start| self.text.get(start..)).unwrap_or_default()
    }
}

/// Whether a value shows its end: one word, or a sign that ends sentences, lists and quotations.
fn is_finished(value: &str) -> bool {
    let value = value.trim();
    !value.contains(' ') || value.ends_with(['.', '}', ']', ')', '>', '"', '\''])
}

/// Whether the only row of a record is a group heading: `   Server: EX1`.
fn is_heading(row: &Row<'_>, words: &dyn Vocabulary) -> bool {
    words.is_heading(row.name(), row.value().trim())
}

/// Makes room for one more, in steps of a quarter: there may be very many, and none are held twice for long.
fn grow<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(16));
    }
}

/// Whether a line may be the header of a table: words written like properties only.
fn is_header(line: &str) -> bool {
    collapsed::titles(line).is_some()
}

fn trimmed<'a>(text: String) -> Cow<'a, str> {
    let is_trim = trim(&text).len() == text.len();
    Cow::Owned(if is_trim { text } else { trim(&text).to_owned() })
}

/// Whether a line is a word of prose: letters, small ones behind the first, and a sign at its end perhaps.
fn is_plain_word(line: &str) -> bool {
    line.trim()
        .trim_end_matches([',', '.', '!'])
        .chars()
        .enumerate()
        .all(|(at, c)| if at == 0 { c.is_alphabetic() } else { c.is_lowercase() })
}

/// Whether two names are one that people spell with blanks: `Delivery Type`.
fn is_spelled_as(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
    (a.contains(' ') || b.contains(' ')) && letters(a) == letters(b)
}

/// Whether the record has a field of this name. Records of more than 160 properties do not exist.
fn repeats(rows: &[Row<'_>], name: &str) -> bool {
    let same = |row: &Row<'_>| row.name().eq_ignore_ascii_case(name) || is_spelled_as(row.name(), name);
    rows.first().is_some_and(same) || rows.iter().rev().take(160).any(same)
}
