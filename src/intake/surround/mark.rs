//! What lines end in: the same signs on every line of a stretch.

use std::borrow::Cow;

use super::super::lines::width;
use super::data::Data;
use super::{FEWEST, SAMPLE, is_blank, line_at};

/// The signs that a line ends in and that no value does.
pub(super) fn mark(line: &str) -> &str {
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
pub(super) fn without(text: &str) -> Option<String> {
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
        // A line that has nothing but the mark is an empty one.
        sample.retain(|line| !is_blank(unmarked(line, common)));
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

pub(super) fn unmarked<'a>(line: &'a str, mark: &str) -> &'a str {
    line.trim_end_matches([' ', '\t']).strip_suffix(mark).unwrap_or(line)
}
