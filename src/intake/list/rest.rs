//! Lines without a label below a value: they are the rest of the value, or they are no part of the record.
//!
//! A console breaks a line at its last column and indents the rest. Mail clients, chats and narrow windows do not indent
//! it. What a line is then follows from what stands above it (open braces and quotes, a sentence without an end, a full
//! line) and from what the vocabulary knows of the property.

use std::borrow::Cow;

use super::super::blanks::trim_end;
use super::super::collapsed;
use super::super::join::Piece;
use super::super::label::Row;
use super::super::lines::{Line, width};
use super::{List, NARROWEST_CHOP};

/// Widths at which mail clients break lines (RFC 5322 recommends 78).
const MAIL_CLIENT: std::ops::RangeInclusive<usize> = 60..=80;

/// Columns of a value that may be a sentence which a mail client broke.
const SHORTEST_SENTENCE: usize = 32;

impl<'a> List<'a, '_> {
    /// Whether a line without indent is the rest of the last value of a record: a mail client broke it, for its first
    /// word had no room, and a sentence goes on.
    pub(super) fn is_soft_rest(&self, line: Line<'a>) -> bool {
        let (Some(open), Some(row)) = (&self.open, self.rows.last()) else { return false };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let pieces = join.and_then(|join| self.pieces.get(join.first..)).unwrap_or_default();
        let first = pieces.first().map_or(open.last_width, Piece::width);
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
    pub(super) fn settle(&mut self, goes_on: bool) -> Vec<Line<'a>> {
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
    pub(super) fn is_foreign(&self, line: Line<'a>, widest: usize) -> bool {
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
    pub(super) fn value_is_open(&self) -> bool {
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
    pub(super) fn is_unfinished(&self, below: &str) -> bool {
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
    pub(super) fn may_go_on(&mut self, line: Line<'a>) {
        let Some(row) = self.open.as_ref().and_then(|_| self.rows.last()) else { return };
        let join = self.joins.last().filter(|join| join.row.saturating_add(1) == self.rows.len());
        let value = join.and_then(|_| self.pieces.last()).map_or(row.value(), |piece| piece.text).trim_end();
        let is_long = width(value) >= SHORTEST_SENTENCE || self.words.is_sentence(row.name());
        // `451 5.` and `7.3 Cannot ..`: something chopped a number.
        let before_dot = value.strip_suffix('.').is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        let is_number = before_dot && line.text.starts_with(|c: char| c.is_ascii_digit());
        let is_sentence = is_long
            && value.contains(' ')
            && (is_number || !value.ends_with(['.', '!', '?', '}', ']', ')', '>']))
            && !(value.starts_with('"') && value.ends_with('"'));
        if is_sentence && !self.words.is_statement(line.text) && !is_header(line.text) {
            self.doubtful_ends.push(self.rows.len().saturating_sub(1));
        }
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

/// Whether a line is a word of prose: letters, small ones behind the first, and a sign at its end perhaps.
fn is_plain_word(line: &str) -> bool {
    line.trim()
        .trim_end_matches([',', '.', '!'])
        .chars()
        .enumerate()
        .all(|(at, c)| if at == 0 { c.is_alphabetic() } else { c.is_lowercase() })
}

/// Whether a line may be the header of a table: words written like properties only.
fn is_header(line: &str) -> bool {
    collapsed::titles(line).is_some()
}
