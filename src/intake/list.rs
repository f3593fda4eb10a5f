//! Format-List: one `Name : value` per line, wrapped values below it.
//!
//! ```text
//! record  = field { field } (blank line | repeated name | command line)
//! field   = indent name {" "} ":" " " value { wrapped }
//! wrapped = value column, rest of the value
//! ```
//! The value column is two behind the colon. Knows no property names; which records mean something is not known here.
//! `boundary` decides where a record ends without a blank line. What becomes of lines without a label is decided in
//! `rest`; `finish` joins wrapped values and hands the records over.
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

mod boundary;
mod finish;
mod rest;

use self::boundary::repeats;
use super::Scope;
use super::blanks::{indent, trim_end};
use super::join::{Evidence, Join, Piece};
use super::label::{Label, Row, is_unpadded, label, label_of, prefixed, spaced_label};
use super::lines::{Line, width};
use super::vocabulary::{Kinds, Vocabulary};

/// Narrowest column at which a program chops lines.
const NARROWEST_CHOP: usize = 40;

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

    /// Whether the line is the heading of a group of rows, right below an open record that the formatter wrote.
    pub(super) fn ends_at_heading(&self, line: Line<'a>) -> bool {
        let is_printed = |open: &Open<'a>| open.padded_labels && open.blanks == 0 && open.indent == 0;
        self.open.as_ref().is_some_and(is_printed) && is_heading_line(line.text, self.words)
    }

    /// A line that is neither blank nor a command.
    ///
    /// `above` is the line right above, which belongs to no record: if a known label of this record's shape stands in its
    /// middle, it is the record's first.
    pub(super) fn line(&mut self, line: Line<'a>, above: Option<Line<'a>>, scope: Scope<'a>) -> Taken<'a> {
        let is_prefixed =
            |f: &Label<'a>| !f.is_padded && self.open.is_none() && prefixed(line.text, self.words).is_some();
        let found = label_of(line.text, self.words).filter(|f| !is_prefixed(f));
        let found = found.or_else(|| self.indented(line));
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

    /// A label of several words that is indented like the others of an open record, where the formatter padded none of
    /// them: `Server Role: Mailbox` (HealthChecker).
    fn indented(&self, line: Line<'a>) -> Option<Label<'a>> {
        let open = self.open.as_ref().filter(|open| !open.padded_labels && open.blanks == 0 && open.indent > 0)?;
        spaced_label(line.text).filter(|label| label.indent == open.indent)
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
        // Columns are no rest of a value: `  TCP    0.0.0.0:25    0.0.0.0:0    LISTENING` (netstat).
        if !is_deep && found.is_none() && indent > 1 && has_columns(line.text) {
            return None;
        }
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
        // A label that is longer than its column pushes its colon to the right. Behind a blank line, that is one of the
        // record only where such a line stands between all of its lines.
        let is_longer = unpadded && found.colon > open.colon && spacing == Some(blanks);
        let aligned =
            found.colon == open.colon || (open.unpadded && unpadded) || is_longer || found.value_at != found.colon + 1;
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
        // A retyped double colon and lost padding move the column; the widest is the true one. A label that is longer than
        // its column moves its own colon only.
        let is_padded = found.value_at == found.colon + 1 && !is_unpadded(found);
        if open.head.first == self.rows.len() || (!open.unpadded && is_padded) {
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
            self.pieces.push(Piece::new(first, width, false));
        }
        // No console breaks a line without indent wider than the first: a mail client did, at blanks.
        if let Some(join) = self.joins.last_mut().filter(|_| indent <= open.indent) {
            join.is_soft |= self.pieces.get(join.first).is_some_and(|first| full > first.width());
        }
        self.pieces.push(Piece::new(piece, full, indent == 1));
        open.last_width = full;
    }

    /// Ends the open record; the lines that turn out not to be its own come back.
    pub(super) fn end_record(&mut self) -> Vec<Line<'a>> {
        let left = self.settle(false);
        self.heads.extend(self.open.take().map(|open| open.head));
        left
    }
}

/// Whether a line is the heading of a group of rows: `   Server: EX1`, three blanks in front (Format-Table -GroupBy).
pub(super) fn is_heading_line(line: &str, words: &dyn Vocabulary) -> bool {
    let found = label(line).filter(|found| found.indent == 3 && !found.is_padded);
    found.is_some_and(|found| words.is_heading(found.name, line.get(found.value_at..).unwrap_or_default().trim()))
}

/// Whether blanks set at least three parts of a line apart.
fn has_columns(line: &str) -> bool {
    line.split("  ").filter(|part| !part.trim().is_empty()).take(3).count() == 3
}

/// Makes room for one more, in steps of a quarter: there may be very many, and none are held twice for long.
fn grow<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(16));
    }
}
