//! What lines begin with.
//!
//! ```text
//! prefix = token { token }            the same ones on every line of a stretch
//! token  = number | word | sign       a number stands for any number
//! ```

use std::borrow::Cow;

use super::super::lines::PLACEHOLDER;
use super::data::Data;
use super::{FEWEST, SAMPLE, is_blank, line_at};

/// Longest prefix, in tokens.
const MOST_TOKENS: usize = 32;

/// A part of a line's beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    /// Digits; at the beginning of a line with the blanks that align them.
    Number,
    Word(&'a str),
    Sign(char),
}

impl<'a> Token<'a> {
    /// The token that a text begins with.
    fn first(text: &'a str, is_line_start: bool) -> Option<Self> {
        if number(text, is_line_start) > 0 {
            return Some(Self::Number);
        }
        let c = text.chars().next()?;
        Some(if c.is_alphabetic() { Self::Word(text.get(..word(text))?) } else { Self::Sign(c) })
    }

    /// How many bytes of the text it takes; `None` where the text begins with something else.
    fn takes(self, text: &str, is_line_start: bool) -> Option<usize> {
        let taken = match self {
            Self::Number => number(text, is_line_start),
            Self::Word(wanted) if text.starts_with(wanted) && word(text) == wanted.len() => wanted.len(),
            Self::Sign(c) if text.starts_with(c) => c.len_utf8(),
            _ => 0,
        };
        (taken > 0).then_some(taken)
    }
}

/// Bytes of the number that a text begins with.
fn number(text: &str, is_line_start: bool) -> usize {
    let blanks = if is_line_start { text.bytes().take_while(|b| *b == b' ').count() } else { 0 };
    let digits = text.bytes().skip(blanks).take_while(u8::is_ascii_digit).count();
    if digits > 0 { blanks.saturating_add(digits) } else { 0 }
}

/// Bytes of the word that a text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

/// How many of the tokens a line begins with, and their bytes.
fn shared(tokens: &[Token<'_>], line: &str) -> (usize, usize) {
    let (mut count, mut at) = (0_usize, 0_usize);
    for token in tokens {
        let Some(taken) = line.get(at..).and_then(|rest| token.takes(rest, at == 0)) else { break };
        count = count.saturating_add(1);
        at = at.saturating_add(taken);
    }
    (count, at)
}

/// Whether a line ends inside the prefix, at its end or in front of a blank: an empty line behind its mark.
fn is_empty_content(tokens: &[Token<'_>], line: &str) -> bool {
    let line = line.trim_end_matches([' ', '\t']);
    let (count, used) = shared(tokens, line);
    used == line.len() && tokens.get(count).is_none_or(|t| matches!(t, Token::Sign(' ' | '\t')))
}

/// Lines that begin alike.
#[derive(Debug, Default)]
struct Stretch<'a> {
    /// What all of them begin with.
    tokens: Vec<Token<'a>>,
    /// The first lines.
    sample: Vec<&'a str>,
    lines: usize,
    /// Where the line behind the last one starts.
    end: usize,
    /// What the lines up to an earlier end have in common, which is more: tokens, lines and that end.
    longer: Vec<(Vec<Token<'a>>, usize, usize)>,
}

/// A prefix that is taken off the lines up to `end`.
struct Prefix<'a> {
    tokens: Vec<Token<'a>>,
    end: usize,
}

impl<'a> Stretch<'a> {
    /// The lines from here on that begin with the same token at least.
    fn at(text: &'a str, at: usize) -> Option<Self> {
        let (first, mut next) = line_at(text, at)?;
        let token = Token::first(first, true)?;
        let mut stretch = Self { sample: vec![first], lines: 1, end: next, ..Self::default() };
        let (mut blanks, mut is_hopeless) = (0_usize, false);
        while let Some((line, after)) = line_at(text, next) {
            next = after;
            if is_blank(line) {
                blanks = blanks.saturating_add(1);
                if blanks > 3 {
                    break;
                }
                continue;
            }
            blanks = 0;
            let begins = token.takes(line, true).is_some();
            // Nearly every line of a list ends its stretch here.
            if stretch.tokens.is_empty() {
                if !begins {
                    break;
                }
                stretch.tokens = tokens(first);
            }
            if !is_hopeless && !stretch.add(line, begins) || is_hopeless && !begins && !is_continued(line) {
                break;
            }
            stretch.lines = stretch.lines.saturating_add(1);
            stretch.end = after;
            if stretch.lines == SAMPLE && stretch.longer.is_empty() {
                is_hopeless = gain(&stretch.sample, &stretch.tokens).is_none();
                // Lines that are data as they stand have no prefix, nor have those that follow.
                if is_hopeless && are_data(&stretch.sample) {
                    break;
                }
            }
        }
        // Of two lines, marks and numbers may be a prefix.
        let is_short = stretch.lines == 2 && !matches!(token, Token::Word(_) | Token::Sign(' '));
        (stretch.lines >= FEWEST || is_short).then_some(stretch)
    }

    /// Adds a line; `false` where it does not belong to the stretch.
    fn add(&mut self, line: &'a str, begins: bool) -> bool {
        if begins && !is_empty_content(&self.tokens, line) {
            let (count, _) = shared(&self.tokens, line);
            if count < self.tokens.len() {
                if self.lines >= FEWEST {
                    self.longer.push((self.tokens.clone(), self.lines, self.end));
                }
                self.tokens.truncate(count);
            }
        } else if !begins && !is_continued(line) {
            return false;
        }
        if self.sample.len() < SAMPLE {
            self.sample.push(line);
        }
        true
    }

    /// What is taken off; of several ends that would do, the last one.
    fn prefix(self) -> Option<Prefix<'a>> {
        let whole = (self.tokens, self.lines, self.end);
        for (tokens, lines, end) in std::iter::once(whole).chain(self.longer.into_iter().rev()) {
            let sample = self.sample.get(..lines).unwrap_or(&self.sample);
            if let Some(count) = gain(sample, &tokens) {
                let tokens = tokens.into_iter().take(count).collect();
                return Some(Prefix { tokens, end });
            }
        }
        None
    }
}

/// A line below a mark that goes on in its column.
fn is_continued(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = line.get(at..).filter(|_| tokens.len() < MOST_TOKENS) {
        let Some(token) = Token::first(rest, at == 0) else { break };
        at = at.saturating_add(token.takes(rest, at == 0).unwrap_or(1));
        tokens.push(token);
    }
    tokens
}

/// How many of the tokens are to be taken off these lines: `None` where they show no more without any.
fn gain(sample: &[&str], tokens: &[Token<'_>]) -> Option<usize> {
    let before = Data::of(sample.iter().map(|line| Cow::Borrowed(*line)));
    if before.are_most(sample.len()) {
        return None;
    }
    let (mut best, mut most) = (None, before.lines);
    let is_blank_at = |index: usize| tokens.get(index) == Some(&Token::Sign(' '));
    for count in (1..=tokens.len()).rev() {
        // Lines are the same data however many of the blanks in front of them are taken off.
        if is_blank_at(count.saturating_sub(1)) && is_blank_at(count) {
            continue;
        }
        let prefix = tokens.get(..count).unwrap_or_default();
        // Of all data, only the lines of a log begin with numbers, which are dates.
        let next = tokens.get(count..).unwrap_or_default();
        let is_number = matches!(next, [Token::Number, second, ..] if *second != Token::Sign('-'));
        if is_number || ends_in_name(prefix) || takes_a_side(sample, prefix) {
            continue;
        }
        let after = Data::of(sample.iter().map(|line| content(line, prefix)));
        let are_data = if sample.len() < FEWEST { after.are_all(sample.len()) } else { after.are_data(sample.len()) };
        if are_data && after.lines > most {
            (best, most) = (Some(count), after.lines);
        }
    }
    best
}

/// Whether the prefix ends inside a name: servers that are called alike are no prefix (`EX1-`).
fn ends_in_name(prefix: &[Token<'_>]) -> bool {
    let last = prefix.iter().rev().find(|token| !matches!(token, Token::Sign('-' | '.' | '_' | '\\')));
    matches!(last, Some(Token::Word(_) | Token::Number))
}

/// Whether the prefix ends in a sign that stands between the cells of most lines too: it is the left side of a table.
fn takes_a_side(sample: &[&str], prefix: &[Token<'_>]) -> bool {
    let last = prefix.iter().rev().find(|token| **token != Token::Sign(' '));
    let Some(Token::Sign(side)) = last.filter(|token| matches!(token, Token::Sign('|' | '│' | '┃' | '║' | '¦')))
    else {
        return false;
    };
    // A row that begins with the sign once more has a side of its own.
    let is_between = |line: &&&str| {
        let (_, used) = shared(prefix, line);
        line.get(used..).is_some_and(|rest| {
            rest.trim_end().trim_end_matches(*side).contains(*side) && !rest.trim_start().starts_with(*side)
        })
    };
    sample.iter().filter(is_between).count().saturating_mul(2) > sample.len()
}

/// Whether lines are data as they stand.
fn are_data(sample: &[&str]) -> bool {
    Data::of(sample.iter().map(|line| Cow::Borrowed(*line))).are_most(sample.len())
}

/// A line without its prefix, and without the sign behind its label that belongs to one in the prefix (`**Name**`).
fn content<'a>(line: &'a str, prefix: &[Token<'_>]) -> Cow<'a, str> {
    let (count, used) = shared(prefix, line);
    if count < prefix.len() {
        let indent = line.bytes().take_while(|b| *b == b' ').count();
        return Cow::Borrowed(if is_empty_content(prefix, line) {
            ""
        } else {
            line.get(indent.min(prefix.len())..).unwrap_or_default()
        });
    }
    let rest = line.get(used..).unwrap_or_default();
    let before = line.get(..used).unwrap_or_default();
    let sign = before.get(before.rfind(|c| !matches!(c, '*' | '_' | '`')).map_or(0, |at| at.saturating_add(1))..);
    let sign = sign.unwrap_or_default();
    let found = if sign.is_empty() { None } else { rest.find(sign) };
    let Some((label, behind)) = found.and_then(|at| rest.split_at_checked(at)) else { return Cow::Borrowed(rest) };
    let behind = behind.strip_prefix(sign).unwrap_or_default();
    if label.ends_with(':') || behind.trim_start().starts_with(':') {
        Cow::Owned([label, behind].concat())
    } else {
        Cow::Borrowed(rest)
    }
}

/// The text without what its lines begin with.
pub(super) fn without(text: &str) -> Option<String> {
    let mut freed: Option<String> = None;
    let (mut at, mut copied, mut tries, mut failed) = (0_usize, 0_usize, 0_usize, 0_usize);
    while let Some((line, next)) = line_at(text, at) {
        let stretch = if is_blank(line) { None } else { Stretch::at(text, at) };
        let end = stretch.as_ref().map_or(next, |stretch| stretch.end);
        let Some(prefix) = stretch.and_then(Stretch::prefix) else {
            // The first lines may begin alike by chance. Of many that do, not every one is tried.
            // Tries count for all stretches that begin before the end of the first one: each is as long as the rest of it.
            if end > next {
                tries = if at < failed { tries.saturating_add(1) } else { 1 };
                failed = failed.max(end);
            }
            at = if end > next && tries > 2 { failed } else { next };
            continue;
        };
        tries = 0;
        let out = freed.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(text.get(copied..at).unwrap_or_default());
        while let Some((line, next)) = line_at(text, at).filter(|_| at < prefix.end) {
            let bare = if line == PLACEHOLDER { Cow::Borrowed(line) } else { content(line, &prefix.tokens) };
            out.push_str(&bare);
            let line_end = at.saturating_add(line.len());
            out.push_str(text.get(line_end..next).unwrap_or_default());
            at = next;
        }
        copied = at;
    }
    let mut freed = freed?;
    freed.push_str(text.get(copied..).unwrap_or_default());
    Some(freed)
}
