//! Wrapped values of Format-List: how their lines join.
//!
//! ```text
//! value = piece { line break, piece }
//! ```
//! Two ways of breaking exist. Word wrap (cultures en, fr, de, it, pt, es) breaks behind a blank, which stays at the end
//! of the line; only a word longer than the whole field is chopped. Every other culture chops at the exact column,
//! inside words and addresses, and at blanks too. Both were observed in rendered output. Pastes mostly lose trailing
//! blanks, so the rule is: where they survived, join as it stands; else a line that ends before the full width lost a
//! blank, and a full line lost none, unless it is only full by chance.

use std::borrow::Cow;

use super::{Record, Value};

/// The pieces of one value.
#[derive(Debug)]
pub(super) struct Join<'a> {
    pub(super) record: usize,
    pub(super) field: usize,
    /// Column in which the value starts.
    column: usize,
    /// Whether the formatter wrote it; lines below `Name: value` of other programs are values of their own.
    is_wrapped: bool,
    pieces: Vec<&'a str>,
    /// Columns of each physical line, trailing blanks aside.
    widths: Vec<usize>,
}

impl<'a> Join<'a> {
    pub(super) const fn new(record: usize, field: usize, column: usize, is_wrapped: bool) -> Self {
        Self { record, field, column, is_wrapped, pieces: Vec::new(), widths: Vec::new() }
    }

    pub(super) fn push(&mut self, piece: &'a str, width: usize) {
        self.pieces.push(piece);
        self.widths.push(width);
    }

    pub(super) fn pieces(&self) -> &[&'a str] {
        &self.pieces
    }
}

/// What the lines of one stretch tell about its console.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    widest: usize,
    lines: usize,
    /// Lines that end in two or more blanks: a web editor's line breaks.
    padded_ends: usize,
    /// Empty values that kept the blank behind the colon.
    kept: usize,
    /// Empty values that lost it.
    lost: usize,
}

impl Evidence {
    pub(super) fn line(&mut self, text: &str, width: usize) {
        self.widest = self.widest.max(width);
        self.lines = self.lines.saturating_add(1);
        if text.ends_with("  ") {
            self.padded_ends = self.padded_ends.saturating_add(1);
        }
    }

    /// An empty value; `after` is what follows its colon.
    pub(super) fn empty_value(&mut self, after: &str) {
        if after == " " {
            self.kept = self.kept.saturating_add(1);
        } else if after.is_empty() {
            self.lost = self.lost.saturating_add(1);
        }
    }
}

/// How the console breaks values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    Word,
    Hard,
    Unknown,
}

impl Wrap {
    /// What the broken lines show: one that ends early is of word wrap; many that are all full are of the other kind.
    pub(super) const fn of(has_short: bool, broken: usize) -> Self {
        match () {
            () if has_short => Self::Word,
            () if broken > 2 => Self::Hard,
            () => Self::Unknown,
        }
    }
}

/// Puts the joined values in their places.
pub(super) fn resolve(records: &mut [Record<'_>], joins: &[Join<'_>], evidence: &Evidence) {
    if joins.is_empty() {
        return;
    }
    let is_padded = evidence.padded_ends.saturating_mul(2) > evidence.lines;
    let broken = || joins.iter().flat_map(|j| j.pieces.iter().zip(&j.widths).take(j.pieces.len().saturating_sub(1)));
    let blank_end = broken().any(|(p, _)| p.ends_with(' '));
    let exact = !is_padded && evidence.lost == 0 && (blank_end || evidence.kept > 0);
    let full = evidence.widest;
    let short = broken().any(|(_, &w)| w.saturating_add(1) < full);
    let wrap = Wrap::of(short, broken().count());
    for join in joins {
        let Some(field) = records.get_mut(join.record).and_then(|r| r.fields.get_mut(join.field)) else { continue };
        let text = match () {
            () if !join.is_wrapped => join.pieces.iter().map(|p| p.trim()).collect::<Vec<_>>().join(" "),
            () if exact => as_it_stands(join, full),
            () => glue(&join.pieces, &join.widths, full, full.saturating_sub(join.column), wrap),
        };
        field.value = Value::Text(Cow::Owned(text));
    }
}

/// Joins the pieces of a value whose trailing blanks survived: a line that ends early and without a blank was not
/// broken by the formatter, the value has a line end there.
fn as_it_stands(join: &Join<'_>, full: usize) -> String {
    let mut text = String::with_capacity(join.pieces.iter().map(|p| p.len().saturating_add(1)).sum());
    for (index, (piece, &width)) in join.pieces.iter().zip(&join.widths).enumerate() {
        let is_last = index.saturating_add(1) == join.pieces.len();
        text.push_str(piece);
        let word = join.pieces.get(index.saturating_add(1)).and_then(|next| next.split(' ').next()).unwrap_or_default();
        let has_room = width.saturating_add(super::lines::width(word)).saturating_add(2) <= full;
        if !is_last && has_room && !piece.ends_with([' ', '\t']) {
            text.push('\n');
        }
    }
    text
}

/// Whether a line reaches the last column; a wide character that does not fit leaves one empty.
fn is_full(piece: &str, width: usize, full: usize) -> bool {
    let is_wide = super::lines::width(piece) > piece.chars().count();
    width.saturating_add(usize::from(is_wide)) >= full
}

/// Joins the pieces of a value whose trailing blanks are lost. `full` is the width of a full line, `field` that of the
/// value's part of it.
pub(super) fn glue(pieces: &[&str], widths: &[usize], full: usize, field: usize, wrap: Wrap) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|p| p.len().saturating_add(1)).sum());
    let mut depth = 0_usize;
    for (index, (piece, &width)) in pieces.iter().zip(widths).enumerate() {
        let piece = piece.trim_end();
        text.push_str(piece);
        depth = braces(depth, piece);
        let Some(next) = pieces.get(index.saturating_add(1)) else { break };
        // Elements of a list hold no blank; one stands behind each comma.
        let is_list = depth > 0 && text.trim_start().starts_with('{');
        let splits = if is_list || is_flags(&text) && next.split(", ").all(is_member) {
            !text.ends_with(',')
        } else {
            is_full(piece, width, full) && splits_word(&text, next, field, wrap, full)
        };
        // Chopped at a blank, the next line begins with it.
        if !splits && !next.starts_with(' ') {
            text.push(' ');
        }
    }
    text
}

fn braces(depth: usize, piece: &str) -> usize {
    piece.bytes().fold(depth, |depth, b| match b {
        b'{' => depth.saturating_add(1),
        b'}' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Whether the break behind a line of full width is inside a word.
fn splits_word(text: &str, next: &str, field: usize, wrap: Wrap, full: usize) -> bool {
    let left = text.rsplit(' ').next().unwrap_or_default();
    let right = next.split(' ').next().unwrap_or_default();
    match wrap {
        Wrap::Hard => true,
        // A word is measured with the blank behind it.
        Wrap::Word => left.len().saturating_add(right.len()) >= field,
        Wrap::Unknown => {
            if left.len().saturating_add(right.len()) >= field
                || left.ends_with(['{', '['])
                || left.ends_with(';') && right.starts_with('{')
            {
                return true;
            }
            let whole = |word: &str| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let head = text.get(..text.len().saturating_sub(left.len())).unwrap_or_default();
                word.len() > 2 && [head, next].iter().any(|t| has_word(t, word))
            };
            if left.len() > 2 && whole(&format!("{left}{right}")) {
                return true;
            }
            // Neither way shows: consoles are mostly a multiple of ten wide.
            !whole(left) && full.wrapping_rem(10) == 0
        }
    }
}

/// Whether a text looks like flags, a blank behind each comma: then a break anywhere else is inside a member.
fn is_flags(text: &str) -> bool {
    text.contains(',')
        && text.split(", ").all(|m| m.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && is_member(m))
}

/// A member of flags, or a part of one.
fn is_member(text: &str) -> bool {
    let text = text.trim().trim_end_matches(',');
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether `word` stands in the head of the text between other characters than letters and digits.
fn has_word(text: &str, word: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let text = text.get(..end).unwrap_or_default();
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at.saturating_add(word.len())..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
