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
//! - `Name: value` without a blank before the colon, `Name:` with the elements below it: retyped lists.

use std::borrow::Cow;

use super::Place;
use super::blanks::{indent, trim, trim_end};
use super::join::{Evidence, Join, Joining, Piece};
use super::label::{Label, Row, is_unpadded, label};
use super::lines::{Line, width};
use super::{Cut, Field, Layout, Record, Take, Value};

/// Widths at which mail clients break lines (RFC 5322 recommends 78).
const MAIL_CLIENT: std::ops::RangeInclusive<usize> = 60..=80;

/// Records of one stretch of Format-List output, under way. How values join is known only at its end, so its lines wait
/// until then, in as little room as possible.
#[derive(Debug, Default)]
pub(super) struct List<'a> {
    source: usize,
    heads: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    open: Option<Open<'a>>,
    joins: Vec<Join>,
    /// Of all joins, one after the other.
    pieces: Vec<Piece<'a>>,
    evidence: Evidence,
}

/// A record without its fields: those are the rows from `first` up to the next head's.
#[derive(Clone, Copy, Debug)]
struct Head<'a> {
    first: usize,
    last_line: u32,
    command: Option<(&'a str, u32)>,
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
}

/// What became of a line.
pub(super) enum Taken<'a> {
    /// It belongs to the list.
    Yes,
    /// It does not, and neither do these lines before it.
    No(Vec<Line<'a>>),
}

impl<'a> List<'a> {
    pub(super) fn new(source: usize) -> Self {
        Self { source, ..Self::default() }
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
    pub(super) fn line(&mut self, line: Line<'a>, command: Option<(&'a str, u32)>) -> Taken<'a> {
        let found = label(line.text);
        if self.open.is_some() {
            if let Some(taken) = self.go_on(line, found) {
                return taken;
            }
            let left = self.end_record();
            if let Some(found) = found.filter(|f| f.is_padded || self.may_start_weak(line, *f)) {
                // Lines before it were no wrapped value.
                self.start(line, found, command);
                return if left.is_empty() { Taken::Yes } else { Taken::No(left) };
            }
            let mut left = left;
            left.push(line);
            return Taken::No(left);
        }
        match found {
            Some(found) if found.is_padded || self.may_start_weak(line, found) => {
                self.start(line, found, command);
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
        let joins = !repeated
            && found.indent <= open.indent.saturating_add(1)
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
        self.settle(true);
        self.field(line, found);
        Some(Taken::Yes)
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

    fn start(&mut self, line: Line<'a>, found: Label<'a>, command: Option<(&'a str, u32)>) {
        let head = Head { first: self.rows.len(), last_line: line.number, command };
        self.open = Some(Open {
            head,
            foreseen: self.heads.last().map(|before| before.first),
            indent: found.indent,
            colon: found.colon,
            unpadded: true,
            padded_labels: found.is_padded,
            spacing: None,
            blanks: 0,
            pending: Vec::new(),
            last_width: 0,
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
        if !is_plain || colon != open.colon || !line.text.starts_with(label) {
            return false;
        }
        self.spaced(0);
        self.field(line, Label { name, indent: 0, colon, is_padded: true, value_at: label.len() });
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
        MAIL_CLIENT.contains(&first) && used.saturating_add(word) >= first.max(used) && goes_on
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
            for line in pending {
                self.wrapped(line);
            }
        } else {
            // The record does not go on: a line is its value's rest only while that value is visibly unfinished, and
            // words below an empty value are its elements where any is written like one (not `Thanks`).
            let are_elements = !open.padded_labels && pending.iter().any(|line| !is_plain_word(line.text));
            let mut lines = pending.into_iter();
            for line in lines.by_ref() {
                if are_elements || self.value_is_open() || self.is_soft_rest(line) {
                    self.wrapped(line);
                } else {
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

    /// Ends the open record; the lines that turn out not to be its own come back.
    pub(super) fn end_record(&mut self) -> Vec<Line<'a>> {
        let left = self.settle(false);
        self.heads.extend(self.open.take().map(|open| open.head));
        left
    }

    /// Ends the stretch: wrapped values are joined, with all its lines as evidence, and the records are handed over.
    pub(super) fn finish(mut self, take: Take<'_, 'a>) -> Vec<Line<'a>> {
        let left = self.end_record();
        let joining = Joining::of(&self.joins, &self.pieces, &self.evidence);
        let mut joins = self.joins.iter().zip(1..).peekable();
        let ends = self.heads.iter().skip(1).map(|next| next.first).chain([self.rows.len()]);
        for (head, end) in self.heads.iter().zip(ends) {
            let rows = self.rows.get(head.first..end).unwrap_or_default();
            let field = |(at, row): (usize, &Row<'a>)| {
                let value = match joins.next_if(|(join, _)| join.row == at) {
                    Some((join, next)) => {
                        let end = self.joins.get(next).map_or(self.pieces.len(), |next: &Join| next.first);
                        trimmed(joining.text(*join, self.pieces.get(join.first..end).unwrap_or_default()))
                    }
                    None => Cow::Borrowed(trim(row.value())),
                };
                Field { name: Cow::Borrowed(row.name()), value: Value::Text(value), line: row.number, cut: Cut::No }
            };
            let line = rows.first().map_or(head.last_line, |row| row.number);
            take(Record {
                place: Place { source: self.source, line },
                last_line: head.last_line,
                layout: Layout::List,
                command: head.command,
                fields: (head.first..).zip(rows).map(field).collect(),
            });
        }
        left
    }
}

/// Makes room for one more, in steps of a quarter: there may be very many, and none are held twice for long.
fn grow<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(16));
    }
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

/// Whether the record has a field of this name. Records of more than 160 properties do not exist.
fn repeats(rows: &[Row<'_>], name: &str) -> bool {
    let same = |row: &Row<'_>| row.name().eq_ignore_ascii_case(name);
    rows.first().is_some_and(same) || rows.iter().rev().take(160).any(same)
}
