//! What surrounds lines: marks that a program puts before or behind every line that it passes on.
//!
//! ```text
//! stretch = line { line }                 three lines at least; blank ones may stand between
//! line    = prefix content mark           prefix: the same tokens on every line, numbers aside; mark: the same text
//! ```
//! Nothing here knows what such marks look like. A prefix is what the lines of a stretch share from their beginning,
//! where a number stands for any number; a mark is the run of signs that all of them end in. They are taken off only
//! where the lines are laid out as data without them and were not before, so rows that begin alike keep what they share.
//!
//! Asked for by: bullets and numbers (web editors, chats), line numbers (editors, `cat -n`), times (chats, transcripts of
//! shells), `|` and boxes (mails as text, terminals), `+` and `-` (diffs), `//`, `--` and `rem` (scripts), quotation marks
//! and back-ticks around each line (strings of a program, chats), `^M`, `\`, a back-tick or `<br>` at the end (editors
//! of other systems, continued commands, copied page sources), `**Name**` (Markdown).

use std::borrow::Cow;

use super::csv;
use super::grid::{is_dashes, runs};
use super::label::label;
use super::lines::{PLACEHOLDER, is_log_header, width};
use super::{pipes, prompt};

/// Lines of a stretch that are looked at to decide what surrounds it.
const SAMPLE: usize = 48;

/// Longest prefix, in tokens.
const MOST_TOKENS: usize = 32;

/// Fewer lines share something by chance.
const FEWEST: usize = 3;

/// The text without what surrounds its lines; `None` where nothing does. Lines keep their numbers.
pub(super) fn freed(text: &str) -> Option<String> {
    if is_one_structure(text) {
        return None;
    }
    let inner = without_prefixes(text);
    let outer = without_marks(inner.as_deref().unwrap_or(text));
    outer.or(inner)
}

/// Whether a text begins and ends as JSON or XML does: nothing stands in front of its lines.
fn is_one_structure(text: &str) -> bool {
    let text = text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    // `[PS] C:\>` begins with a bracket too.
    let is_json = |open: char, close: char| {
        let inner = text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)).map(str::trim_start);
        inner.is_some_and(|inner| inner.starts_with(['{', '"', '[']))
    };
    let is_xml = (text.starts_with("<Objs") || text.starts_with("<?xml")) && text.ends_with("</Objs>");
    is_xml || is_json('{', '}') || is_json('[', ']')
}

/// The line that starts here, without its end, and where the next one starts.
fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let end = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..end)?;
    let next = at.saturating_add(end).saturating_add(1).min(text.len());
    Some((line.strip_suffix('\r').unwrap_or(line), next))
}

/// Whether nothing stands on a line; one that was joined to another counts as nothing.
fn is_blank(line: &str) -> bool {
    line.bytes().all(|b| b == b' ' || b == b'\t') || line == PLACEHOLDER
}

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

/// Whether a line ends inside the prefix, where only blanks are missing: an empty line behind its mark.
fn is_empty_content(tokens: &[Token<'_>], line: &str) -> bool {
    let line = line.trim_end_matches([' ', '\t']);
    let (count, used) = shared(tokens, line);
    used == line.len() && tokens.iter().skip(count).all(|t| *t == Token::Sign(' '))
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
        (stretch.lines >= FEWEST).then_some(stretch)
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
        let after = Data::of(sample.iter().map(|line| without(line, prefix)));
        if after.are_data(sample.len()) && after.lines > most {
            (best, most) = (Some(count), after.lines);
        }
    }
    best
}

/// Whether lines are data as they stand.
fn are_data(sample: &[&str]) -> bool {
    Data::of(sample.iter().map(|line| Cow::Borrowed(*line))).are_most(sample.len())
}

/// A line without its prefix, and without the sign behind its label that belongs to one in the prefix (`**Name**`).
fn without<'a>(line: &'a str, prefix: &[Token<'_>]) -> Cow<'a, str> {
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

/// How many lines are laid out as data.
#[derive(Clone, Copy, Debug, Default)]
struct Data {
    lines: usize,
    /// Whether one of them is what prose never is: `Name: value` alone may be a remark.
    is_sure: bool,
}

impl Data {
    fn of<'a>(lines: impl Iterator<Item = Cow<'a, str>>) -> Self {
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
    const fn are_most(self, lines: usize) -> bool {
        self.lines.saturating_mul(2) >= lines
    }

    /// Whether so many lines are data as a whole.
    const fn are_data(self, lines: usize) -> bool {
        self.is_sure && self.lines >= FEWEST && self.lines.saturating_mul(4) >= lines
    }
}

/// Whether a line is the dashes of a table: each run begins below a title.
fn is_titled(line: &str, above: &str) -> bool {
    if pipes::is_rule(line) && pipes::is_row(above) {
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
        b'<' => text.ends_with('>'),
        b'#' => is_log_header(text) || text.starts_with("#TYPE "),
        b'0'..=b'9' => csv::bare_log(text).is_some(),
        b'|' => pipes::is_row(text) && pipes::is_row(above),
        _ => prompt::command(text).is_some(),
    };
    if structured {
        return Some(true);
    }
    let found = label(line)?;
    // A word that every line has is no label.
    let repeats = label(above).is_some_and(|before| before.name == found.name);
    let is_camel = found.name.chars().skip(1).any(char::is_uppercase) && found.name.contains(char::is_lowercase);
    let value = line.get(found.value_at..).unwrap_or_default();
    let is_label = found.is_padded || found.name.len() > 1 && !value.trim().is_empty();
    (is_label && !repeats).then_some(found.is_padded || is_camel)
}

/// The text without what its lines begin with.
fn without_prefixes(text: &str) -> Option<String> {
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
            let content = if line == PLACEHOLDER { Cow::Borrowed(line) } else { without(line, &prefix.tokens) };
            out.push_str(&content);
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

/// The signs that a line ends in and that no value does.
fn mark(line: &str) -> &str {
    let line = line.trim_end_matches([' ', '\t']);
    let mut start = line.len();
    while let Some(rest) = line.get(..start) {
        let Some(c) = rest.chars().next_back() else { break };
        let before = rest.get(..rest.len().saturating_sub(c.len_utf8())).unwrap_or_default();
        let taken = match c {
            '\\' | '¶' | '↵' | '⏎' => c.len_utf8(),
            // One that stands between cells too is the end of a row.
            '|' | '│' | '┃' | '║' | '¦' if !before.contains(c) => c.len_utf8(),
            // Marks of a whole line stand in pairs, and the other one went with the prefix.
            '"' | '\'' | '`' if rest.matches(c).count() % 2 == 1 => 1,
            // Not a masked value, nor one of its own.
            '*' | '_' | '~' if before.ends_with(c) && !before.trim_end_matches(c).ends_with([' ', ':']) => 2,
            // Behind such a mark: the strings of a program.
            ',' | ';'
                if ['"', '\'', '`'].iter().any(|q| before.ends_with(*q) && before.matches(*q).count() % 2 == 1) =>
            {
                1
            }
            '>' => before
                .rfind('<')
                .filter(|at| is_tag(before.get(*at..).unwrap_or_default()))
                .map_or(0, |at| rest.len().saturating_sub(at)),
            'A'..='Z' if before.ends_with('^') => 2,
            'a'..='z' if before.ends_with('\\') => 2,
            _ => 0,
        };
        if taken == 0 {
            break;
        }
        start = start.saturating_sub(taken);
    }
    line.get(start..).unwrap_or_default()
}

/// `<br`, `<br /`, `</p`: a tag of a page without attributes.
fn is_tag(text: &str) -> bool {
    text.len() > 1 && text.bytes().skip(1).all(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b' '))
}

/// The end that two marks share.
fn shared_end<'a>(mark: &'a str, other: &str) -> &'a str {
    let count = mark.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let skipped = mark.chars().count().saturating_sub(count);
    mark.char_indices().nth(skipped).and_then(|(at, _)| mark.get(at..)).unwrap_or_default()
}

/// The text without what its lines end in.
fn without_marks(text: &str) -> Option<String> {
    let mut freed: Option<String> = None;
    let (mut at, mut copied) = (0_usize, 0_usize);
    while let Some((line, next)) = line_at(text, at) {
        let mut common = mark(line);
        if common.is_empty() {
            at = next;
            continue;
        }
        let (mut sample, mut end, mut lines, mut ahead) = (vec![line], next, 1_usize, next);
        while let Some((line, after)) = line_at(text, ahead) {
            ahead = after;
            if is_blank(line) {
                continue;
            }
            let shared = shared_end(common, mark(line));
            if shared.is_empty() {
                break;
            }
            common = shared;
            (end, lines) = (after, lines.saturating_add(1));
            if sample.len() < SAMPLE {
                sample.push(line);
            }
        }
        let before = Data::of(sample.iter().map(|line| Cow::Borrowed(*line)));
        let after = Data::of(sample.iter().map(|line| Cow::Borrowed(unmarked(line, common))));
        if lines < FEWEST || after.lines < before.lines || !after.are_data(sample.len()) {
            at = end;
            continue;
        }
        // A blank in front of every mark is a part of it.
        let is_apart = sample.iter().all(|line| unmarked(line, common).ends_with(' '));
        // The right side of a box stands in one column, behind blanks that are none of the line's.
        let column = |line: &&str| width(unmarked(line, common));
        let is_box = sample.first().map(column).is_some_and(|first| sample.iter().all(|line| column(line) == first));
        let out = freed.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(text.get(copied..at).unwrap_or_default());
        while let Some((line, next)) = line_at(text, at).filter(|_| at < end) {
            let content = unmarked(line, common);
            let blank = if is_apart { content.strip_suffix(' ') } else { None };
            out.push_str(if is_box { content.trim_end() } else { blank.unwrap_or(content) });
            out.push_str(text.get(at.saturating_add(line.len())..next).unwrap_or_default());
            at = next;
        }
        copied = at;
    }
    let mut freed = freed?;
    freed.push_str(text.get(copied..).unwrap_or_default());
    Some(freed)
}

fn unmarked<'a>(line: &'a str, mark: &str) -> &'a str {
    line.trim_end_matches([' ', '\t']).strip_suffix(mark).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "Identity      : EX1\\12\nStatus        : Retry\nMessageCount  : 17\nLastError     : 451 4.4.0 No\n\n\
                        Identity         : EX2\\Relay App\nEnabled          : True\nBindings         : {0.0.0.0:25}\n";
    const TABLE: &str = "Identity  Status  MessageCount\n--------  ------  ------------\nEX1\\1     Retry            12\n\
                         EX1\\2     Ready             0\n";
    const CSV: &str = "\"Identity\",\"Status\"\n\"EX1\\1\",\"Retry\"\n\"EX1\\2\",\"Ready\"\n";
    const JSON: &str = "[\n  {\n    \"Name\": \"EX1\",\n    \"Site\": \"A\"\n  }\n]\n";

    fn around(text: &str, wrap: impl Fn(usize, &str) -> String) -> String {
        text.lines()
            .enumerate()
            .map(|(at, line)| if line.is_empty() { "\n".to_owned() } else { wrap(at, line) + "\n" })
            .collect()
    }

    #[track_caller]
    fn comes_off(text: &str, name: &str, wrap: impl Fn(usize, &str) -> String) {
        let wrapped = around(text, wrap);
        assert_eq!(freed(&wrapped).as_deref(), Some(text), "{name}\n{wrapped}");
    }

    #[test]
    fn what_every_line_begins_with_comes_off() {
        for text in [LIST, TABLE, CSV, JSON] {
            for prefix in ["\u{2022} ", "* ", "// ", "+", "REM ", ":: ", "\u{2502} ", "|> ", "INFO: ", "[x] ", "ex1# "]
            {
                comes_off(text, prefix, |_, line| format!("{prefix}{line}"));
            }
            comes_off(text, "line numbers", |at, line| format!("{:>4}\t{line}", at + 97));
            comes_off(text, "numbers", |at, line| format!("{at}: {line}"));
            comes_off(text, "times", |at, line| format!("[02:11:{:02}] {line}", at + 1));
            comes_off(text, "stamps", |at, line| format!("2026-08-21T02:11:{:02}.123Z INFO {line}", at + 1));
            comes_off(text, "chat", |at, line| format!("10:{:02} AM Max Muster: {line}", at + 1));
        }
    }

    #[test]
    fn what_every_line_ends_in_comes_off() {
        for mark in ["^M", " \\", " `", "<br>", "<br />", "\\n", "\u{b6}", " \u{2502}"] {
            comes_off(LIST, mark, |_, line| format!("{line}{mark}"));
            comes_off(TABLE, mark, |_, line| format!("{line}{mark}"));
        }
        comes_off(LIST, "back-ticks", |_, line| format!("`{line}`"));
        comes_off(TABLE, "back-ticks", |_, line| format!("`{line}`"));
        comes_off(LIST, "strings", |_, line| format!("  \"{line}\","));
        comes_off(LIST, "box", |_, line| format!("\u{2551} {line:<70} \u{2551}"));
        comes_off(LIST, "bold", |_, line| {
            let (name, value) = line.split_once(':').unwrap();
            format!("**{}**{}:{value}", name.trim_end(), " ".repeat(name.len() - name.trim_end().len()))
        });
    }

    #[test]
    fn a_line_that_goes_on_and_an_empty_one_belong_to_the_stretch() {
        let text =
            "- Identity : EX1\\12\n- Status : Retry\n-\n- LastError : 451 4.4.0 Primary\n  target\n- Velocity : 0\n";
        let expected = "Identity : EX1\\12\nStatus : Retry\n\nLastError : 451 4.4.0 Primary\ntarget\nVelocity : 0\n";
        assert_eq!(freed(text).as_deref(), Some(expected));
    }

    #[test]
    fn the_time_is_linear() {
        let start = std::time::Instant::now();
        for text in ["ab: c\nab: d\n  x\n", "- a\n- b\n- c\nx\n", "a\\\n", "- a\n"] {
            assert_eq!(freed(&text.repeat(20_000)), None);
        }
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn what_data_share_stays() {
        let lists = "EX1 10.0.0.1\nEX1 10.0.0.2\nEX1 10.0.0.3\n";
        let log = "2026-08-21T10:43:11.123Z,EX1\\Default,08D,0,10.0.0.1:25,10.0.0.2:1,+,,\n".repeat(5);
        let software =
            "#Software: Microsoft Exchange Server\n#Version: 15.0\n#Log-type: SMTP\n#Date: 2026\n#Fields: a,b,c\n";
        let rules = "- First: look at the queue\n- Second: look at the relay\n- Third: call\n";
        let labels = "MaxHopCount : 60\nMaxHopLocal : 1\nMaxHopOther : 2\n";
        let same = "Bindings : {a}\nRanges : {b}\nOther : {c}\n";
        let names = "Identity\n--------\nEX1\\Relay\nEX2\\Relay\nEX3\\Relay\n";
        let cut = "Bindings : {a...\nRanges : {b...\nOther : {c...\n";
        let pipes = "| Identity | Status |\n|---|---|\n| EX1\\1 | Retry |\n| EX1\\2 | Ready |\n";
        let replies = "451 4.4.0 Primary: no\n451 4.4.1 Other: no\n451 4.4.2 Third: no\n";
        for text in [LIST, TABLE, CSV, JSON, lists, &log, software, rules, labels, same, names, cut, pipes, replies] {
            assert_eq!(freed(text), None, "{text}");
        }
    }
}
