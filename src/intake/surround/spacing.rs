//! Blanks that stand around every line: an indent that all lines of a stretch share, and blank lines between all lines.
//!
//! ```text
//! indented = indent content { indent content }      indent: tabs, or the blanks that all lines of the text begin with
//! doubled  = line { blank { blank blank } line }     an odd number of blank lines: each line end was doubled
//! ```
//! Asked for by: code blocks of wikis and tickets (tabs), web pages and mail clients (a paragraph per line).

use std::borrow::Cow;

use super::super::lines::{PLACEHOLDER, without_mark};
use super::data::Data;
use super::{FEWEST, SAMPLE, is_blank, line_at};

/// Fewer lines have blank ones between them by chance: of a whole text, and of a part (`ipconfig` prints headings so).
const FEWEST_DOUBLED: usize = 4;
const FEWEST_OF_A_PART: usize = 8;

/// Blank lines between two lines that belong together.
const MOST_BLANKS: usize = 9;

/// The text without the indent that its lines share.
pub(super) fn without_indent(text: &str) -> Option<String> {
    if let Some(indent) = shared_indent(text) {
        return Some(stripped(text, indent));
    }
    if !text.contains("\n\t") {
        return None;
    }
    let mut freed: Option<String> = None;
    let (mut at, mut copied) = (0_usize, 0_usize);
    let mut above: Option<&str> = None;
    while let Some((line, next)) = line_at(text, at) {
        let end = if line.starts_with('\t') && !is_blank(line) { indented_end(text, at, above) } else { None };
        if let Some(end) = end
            && let Some(part) = text.get(at..end)
            && let Some(indent) = shared_indent(part)
        {
            let out = freed.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push_str(&stripped(part, indent));
            (copied, at, above) = (end, end, None);
            continue;
        }
        above = Some(line);
        at = next;
    }
    let mut freed = freed?;
    freed.push_str(text.get(copied..).unwrap_or_default());
    Some(freed)
}

/// Where a stretch of lines with tabs in front of them ends; `None` where they may be the rest of what stands above.
fn indented_end(text: &str, at: usize, above: Option<&str>) -> Option<usize> {
    if above.is_some_and(|above| !is_blank(above) && above.contains(':')) {
        return None;
    }
    let (mut ahead, mut end) = (at, at);
    while let Some((line, next)) = line_at(text, ahead) {
        if !is_blank(line) {
            if !line.starts_with('\t') {
                break;
            }
            end = next;
        }
        ahead = next;
    }
    Some(end)
}

/// The tabs or blanks that all lines begin with, where they are data without them.
fn shared_indent(text: &str) -> Option<&str> {
    let mut lines = text.lines().filter(|line| !is_blank(line));
    let first = lines.next()?;
    let sign = first.chars().next().filter(|c| matches!(c, ' ' | '\t'))?;
    let count = |line: &str| line.chars().take_while(|c| *c == sign).count();
    let mut shared = count(first);
    for line in lines {
        shared = shared.min(count(line));
        if shared == 0 {
            return None;
        }
    }
    let indent = first.get(..shared)?;
    let sample = text.lines().filter(|line| !is_blank(line)).take(SAMPLE);
    let content: Vec<_> = sample.map(|line| Cow::Borrowed(line.get(shared..).unwrap_or_default())).collect();
    let count = content.len();
    (count >= FEWEST && Data::of(content.into_iter()).are_data(count)).then_some(indent)
}

/// The lines without this indent.
fn stripped(text: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        out.push_str(line.strip_prefix(indent).unwrap_or_else(|| line.trim_start_matches([' ', '\t'])));
    }
    out
}

/// The text with a [`PLACEHOLDER`] for each blank line that was put behind a line.
pub(super) fn single(text: &str) -> Option<String> {
    let mut freed: Option<String> = None;
    let (mut at, mut copied) = (0_usize, 0_usize);
    while let Some((line, next)) = line_at(text, at) {
        // Nearly every line has another right below it.
        let is_followed = text.get(next..).is_some_and(|rest| !rest.starts_with(['\n', '\r', ' ', '\t', '>', '#']));
        if is_blank(line) || is_followed {
            at = next;
            continue;
        }
        let (end, sample, lines) = doubled(text, at);
        let is_blank_text = |part: Option<&str>| part.is_none_or(|part| part.lines().all(is_blank));
        let is_whole = || is_blank_text(text.get(..at)) && is_blank_text(text.get(end..));
        let are_many = lines >= FEWEST_OF_A_PART || lines >= FEWEST_DOUBLED && is_whole();
        let are_doubled = are_many && {
            let count = sample.len();
            let data = Data::of(sample.into_iter().map(|line| Cow::Borrowed(without_mark(line))));
            data.are_data(count) && data.are_most(count)
        };
        if are_doubled {
            let out = freed.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(text.get(copied..at).unwrap_or_default());
            push_single(text.get(at..end).unwrap_or_default(), out);
            copied = end;
        }
        at = end.max(next);
    }
    let mut freed = freed?;
    freed.push_str(text.get(copied..).unwrap_or_default());
    Some(freed)
}

/// The lines from here on that have an odd number of blank ones between them: where the last one ends, the first of
/// them, and how many there are.
fn doubled(text: &str, at: usize) -> (usize, Vec<&str>, usize) {
    let (mut ahead, mut end, mut blanks, mut lines) = (at, at, 1_usize, 0_usize);
    let mut sample = Vec::new();
    while let Some((line, next)) = line_at(text, ahead) {
        ahead = next;
        if is_blank(without_mark(line)) {
            blanks = blanks.saturating_add(1);
            continue;
        }
        if blanks % 2 == 0 || blanks > MOST_BLANKS {
            break;
        }
        (end, blanks, lines) = (next, 0, lines.saturating_add(1));
        if sample.len() < SAMPLE {
            sample.push(line);
        }
    }
    (end, sample, lines)
}

/// Half of the blank lines between two lines, and placeholders for the others.
fn push_single(text: &str, out: &mut String) {
    let mut is_put = true;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if !is_blank(without_mark(content)) {
            is_put = false;
        } else if !is_put {
            out.push_str(PLACEHOLDER);
            out.push_str(line.get(content.len()..).unwrap_or_default());
            is_put = true;
            continue;
        } else {
            is_put = false;
        }
        out.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str =
        "Identity      : EX1\\12\nStatus        : Retry\n\nIdentity      : EX1\\13\nStatus        : Ready\n";

    #[test]
    fn a_shared_indent_comes_off() {
        let indented = |indent: &str| LIST.split_inclusive('\n').flat_map(|line| [indent, line]).collect::<String>();
        let plain = LIST;
        for indent in ["\t", "\t\t", " ", "    "] {
            assert_eq!(without_indent(&indented(indent)).as_deref(), Some(plain), "{indent:?}");
        }
        let inside = format!("Hi,\n{}bye\n", indented("\t"));
        assert_eq!(without_indent(&inside).as_deref(), Some(format!("Hi,\n{plain}bye\n").as_str()));
    }

    #[test]
    fn an_indent_that_means_something_stays() {
        for text in [
            LIST,
            "Bindings : {a,\n\tb : 1,\n\tc : 2,\n\td : 3}\n",
            "\twe saw it\n\tand called\n\tthe vendor\n",
            "   Server: EX1\n\nName   Enabled\n----   -------\nRelay     True\n",
        ] {
            assert_eq!(without_indent(text), None, "{text}");
        }
    }

    #[test]
    fn blank_lines_between_all_lines_are_joined() {
        let doubled = LIST.replace('\n', "\n\n");
        let lines: Vec<&str> = LIST.lines().collect();
        let single = single(&doubled).unwrap();
        let read: Vec<&str> = single.lines().filter(|line| *line != PLACEHOLDER).collect();
        assert_eq!((read.get(..lines.len()), single.lines().count()), (Some(&*lines), doubled.lines().count()));
    }

    #[test]
    fn blank_lines_between_records_and_paragraphs_stay() {
        for text in [
            LIST,
            "Hi,\n\nthe queue is stuck.\n\nNote: it is Friday\n\nCall: me\n\nThanks\n",
            "Identity : EX1\\1\n\nIdentity : EX1\\2\n\nIdentity : EX1\\3\n",
            "EX1 10.0.0.1\nEX2 10.0.0.2\n\nIP Configuration\n\n   Host Name . . : EX3\n\nAdapter:\n\n   IPv4 Address. . : 10.0.0.3\n",
        ] {
            assert_eq!(single(text), None, "{text}");
        }
    }
}
