//! Whether lines are laid out as data: what comes off has to leave more of them than there were.

use std::borrow::Cow;
use std::net::IpAddr;

use super::super::grid::{is_dashes, runs};
use super::super::label::label;
use super::super::lines::is_log_header;
use super::super::{csv, pairs, pipes, prompt};
use super::mark::{mark, unmarked};
use super::{FEWEST, is_blank};

/// How many lines are laid out as data.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Data {
    pub(super) lines: usize,
    /// Whether one of them is what prose never is: `Name: value` alone may be a remark.
    is_sure: bool,
}

impl Data {
    pub(super) fn of<'a>(lines: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut data = Self::default();
        let mut above: Cow<'a, str> = Cow::Borrowed("");
        let mut in_table = false;
        for line in lines {
            in_table &= !is_blank(&line);
            // A mark behind the dashes is taken off later.
            let is_rule = is_titled(unmarked(&line, mark(&line)), &above);
            let (is_data, is_sure) = match form(&line, &above) {
                _ if is_rule || in_table => (true, true),
                Some(is_sure) => (true, is_sure),
                None => (false, false),
            };
            // The titles above their dashes are data too.
            data.lines = data.lines.saturating_add(usize::from(is_data)).saturating_add(usize::from(is_rule));
            data.is_sure |= is_sure;
            in_table |= is_rule;
            above = line;
        }
        data
    }

    /// Whether at least half of so many lines are data.
    pub(super) const fn are_most(self, lines: usize) -> bool {
        self.lines.saturating_mul(2) >= lines
    }

    /// Whether each of so many lines is data.
    pub(super) const fn are_all(self, lines: usize) -> bool {
        self.is_sure && self.lines >= lines
    }

    /// Whether so many lines are data as a whole.
    pub(super) const fn are_data(self, lines: usize) -> bool {
        self.is_sure && self.lines >= FEWEST && self.lines.saturating_mul(4) >= lines
    }
}

/// Whether a line is the dashes of a table: each run begins below a title.
fn is_titled(line: &str, above: &str) -> bool {
    // In front of titles stands the side of their table, and no sign of a rule.
    if pipes::is_rule(line) && pipes::is_row(above) && !above.trim_start().starts_with(['+', '-', ':', '=']) {
        return true;
    }
    is_dashes(line) && runs(line).iter().all(|(start, _)| above.chars().nth(*start).is_some_and(char::is_alphanumeric))
}

/// Whether a line alone is laid out as data, and whether nothing else is written so.
fn form(line: &str, above: &str) -> Option<bool> {
    let text = line.trim();
    let bytes = text.as_bytes();
    let structured = match bytes.first()? {
        b'"' => text.contains("\":") || text.matches('"').count() > 3,
        b'{' | b'}' | b'[' | b']' => text.len() < 4,
        b'<' => text.ends_with('>') && !is_in_tags(text),
        b'@' => text.starts_with("@{"),
        b'#' => is_log_header(text) || text.starts_with("#TYPE "),
        b'0'..=b'9' => csv::bare_log(text).is_some(),
        b'|' => pipes::is_row(text) && pipes::is_row(above),
        _ => prompt::command(text).is_some(),
    };
    let bare = unmarked(text, mark(text)).trim_end();
    if structured || is_address_line(bare) {
        return Some(true);
    }
    if let Some(is_sure) = pairs::form(bare) {
        return Some(is_sure);
    }
    if let Some(found) = label(line) {
        // A word that every line has is no label.
        let repeats = label(above).is_some_and(|before| is_same(before.name, found.name));
        let is_camel = found.name.chars().skip(1).any(char::is_uppercase) && found.name.contains(char::is_lowercase);
        let value = line.get(found.value_at..).unwrap_or_default();
        let is_label = found.is_padded || found.name.len() > 1 && !value.trim().is_empty();
        return (is_label && !repeats).then_some(found.is_padded || is_camel);
    }
    // `Delivery Type : x`: a label of several words, which do not begin with one that every line has.
    let (name, value) = text.split_once(':')?;
    let first = |text: &str| text.trim_start().split(' ').next().unwrap_or_default().to_owned();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric);
    let words = name.split(' ').filter(|word| !word.is_empty());
    let are_capital = words.clone().all(is_capital) && (2..=MOST_WORDS).contains(&words.count());
    let is_label = are_capital && value.starts_with(' ') && !value.trim().is_empty();
    (is_label && !is_same(&first(above), &first(text))).then(|| name.ends_with(' '))
}

/// Words of a label.
const MOST_WORDS: usize = 4;

/// Whether two words are one, where a number stands for any number.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |word: &'_ str| word.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    a == b || letters(a) == letters(b)
}

/// Whether words or nothing stand between a tag and its end: a page has its lines so, and a file single values.
fn is_in_tags(text: &str) -> bool {
    let inside = || {
        let (tag, rest) = text.strip_prefix('<')?.split_once('>')?;
        let inner = rest.strip_suffix('>')?.strip_suffix(tag)?.strip_suffix("</")?;
        Some(
            tag.bytes().all(|b| b.is_ascii_alphanumeric())
                && (inner.contains(' ') || inner.is_empty())
                && !inner.contains('<'),
        )
    };
    inside() == Some(true)
}

/// Whether a line is a name with addresses beside it, and nothing else.
fn is_address_line(text: &str) -> bool {
    let (name, rest) = text.split_at(text.find([' ', '\t', ',', ';', '=']).unwrap_or(text.len()));
    let mut words = rest.split([' ', '\t', ',', ';', '=']).filter(|word| !matches!(*word, "" | ":" | "-" | "->"));
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':'))
            && word.contains(|c: char| c.is_ascii_alphabetic())
    };
    let is_address = |word: &str| {
        let word = word.trim_matches(['(', ')', '[', ']']);
        word.split(['/', '%']).next().is_some_and(|address| address.parse::<IpAddr>().is_ok())
    };
    is_name(name) && words.next().is_some_and(is_address) && words.all(is_address)
}
