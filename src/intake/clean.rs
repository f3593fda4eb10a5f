//! Text freed from what consoles, browsers, editors and forums leave in it.
//!
//! Line numbers never change here, and text without such traces is borrowed. Only structure is repaired, never a name.
//! Knows no layout.
//!
//! - blanks of other kinds (non-breaking, narrow) become blanks: web pages, PowerShell 7 before AM and PM;
//! - marks without width, soft hyphens and zero bytes go: web editors, UTF-16 read as bytes;
//! - a lone carriage return ends a line: old editors;
//! - colours (`ESC [ .. m`) go: terminal logs, PowerShell 7.2 and later;
//! - `&lt;` `&quot;` `&nbsp;` and their like become characters, outside XML: copied page sources;
//! - marks of block quotes and comments go in front of CSV, JSON and XML, which are read as a whole;
//! - UTF-8 punctuation read as Windows-1252 becomes what it was: mail clients;
//! - typographic quotes around the cells of CSV become plain ones: word processors.

use std::borrow::Cow;

use super::lines::without_mark;

/// Cleans a text.
pub(super) fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let signs = signs(&text);
    let text = if signs == 0 { text } else { freed(text, signs) };
    let text = if signs & WIDE == 0 { text } else { plainly_quoted(text) };
    if signs & MARK == 0 {
        return text;
    }
    match unmarked(&text) {
        Some(unmarked) => Cow::Owned(unmarked),
        None => text,
    }
}

/// What may have to go: an escape or zero byte, a carriage return, a character that is not ASCII, an entity, a mark.
const CONTROL: u8 = 1;
const RETURN: u8 = 2;
const WIDE: u8 = 4;
const ENTITY: u8 = 8;
const MARK: u8 = 16;

/// What a text holds of it. Nearly no text has any, so all is looked for at once.
fn signs(text: &str) -> u8 {
    text.bytes().fold(0, |signs, byte| signs | SIGNS.get(usize::from(byte)).unwrap_or(&WIDE))
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const SIGNS: [u8; 128] = {
    let mut signs = [0; 128];
    signs[0] = CONTROL;
    signs[0x1b] = CONTROL;
    signs[b'\r' as usize] = RETURN;
    signs[b'&' as usize] = ENTITY;
    signs[b'>' as usize] = MARK;
    signs[b'#' as usize] = MARK;
    signs
};

/// The text with plain quotes on lines that begin with a typographic one, where some begin and end so: rows of CSV.
fn plainly_quoted(text: Cow<'_, str>) -> Cow<'_, str> {
    const QUOTES: [char; 3] = ['\u{201c}', '\u{201d}', '\u{201e}'];
    if !text.lines().any(|line| line.starts_with(QUOTES) && line.ends_with(QUOTES)) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let (mut is_start, mut is_row) = (true, false);
    for c in text.chars() {
        let is_quote = QUOTES.contains(&c);
        is_row = if is_start { is_quote } else { is_row };
        is_start = c == '\n';
        plain.push(if is_row && is_quote { '"' } else { c });
    }
    Cow::Owned(plain)
}

/// The text without the marks in front of quoted CSV, JSON and XML, which are read as a whole and not line by line.
fn unmarked(text: &str) -> Option<String> {
    const MARKS: [char; 2] = ['>', '#'];
    let starts_structured = |line: &str| {
        let inner = without_mark(line);
        line.starts_with(MARKS)
            && inner.len() < line.len()
            && (inner.trim_start().starts_with(['"', '{', '[', '<']) || inner.contains('\t'))
    };
    text.lines().any(starts_structured).then_some(())?;
    let mut cleaned = String::with_capacity(text.len());
    let mut is_inside = false;
    for line in text.split_inclusive('\n') {
        is_inside = line.starts_with(MARKS) && (is_inside || starts_structured(line));
        cleaned.push_str(if is_inside { without_mark(line) } else { line });
    }
    Some(cleaned)
}

fn freed(text: Cow<'_, str>, signs: u8) -> Cow<'_, str> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let may_have_entities = signs & ENTITY != 0 && !start.starts_with('<');
    let has_entities = may_have_entities && ENTITIES.iter().any(|(entity, _)| text.contains(entity));
    let is_dirty = signs & CONTROL != 0
        || signs & RETURN != 0 && has_lone_return(&text)
        || signs & WIDE != 0 && text.chars().any(|c| plain(c) != Some(c) || c == '\u{e2}');
    if !has_entities && !is_dirty {
        return text;
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        let after = rest.get(used..).unwrap_or_default();
        match c {
            // `\r\r\n`: line ends written twice.
            '\r' if after.starts_with("\r\n") => {}
            '\r' if !after.starts_with('\n') => cleaned.push('\n'),
            '\u{1b}' => used = escape(rest),
            '&' if has_entities => match entity(rest) {
                Some((meant, length)) => {
                    cleaned.push(meant);
                    used = length;
                }
                None => cleaned.push('&'),
            },
            '\u{e2}' => match MOJIBAKE.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
                Some((wrong, meant)) => {
                    cleaned.push(*meant);
                    used = wrong.len();
                }
                None => cleaned.push(c),
            },
            '\u{c2}' if after.starts_with('\u{a0}') => {}
            _ => cleaned.extend(plain(c)),
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    Cow::Owned(cleaned)
}

fn has_lone_return(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices('\r').any(|(at, _)| bytes.get(at.saturating_add(1)) != Some(&b'\n'))
}

/// What stands for a character: itself, a plain blank, or nothing.
const fn plain(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\0' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        c => Some(c),
    }
}

/// The character of an entity at the start of the text, and its length. Pages escape twice: `&amp;quot;`.
fn entity(text: &str) -> Option<(char, usize)> {
    let find = |text: &str| ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)).map(|(e, c)| (*c, e.len()));
    let twice = text.strip_prefix("&amp;").and_then(|rest| {
        let known = |(entity, _): &&(&str, char)| rest.starts_with(entity.get(1..).unwrap_or_default());
        ENTITIES.iter().find(known).map(|(entity, meant)| (*meant, entity.len().saturating_add("amp;".len())))
    });
    twice.or_else(|| find(text))
}

/// Length of an escape sequence: `ESC [ parameters letter`, or the escape character alone.
fn escape(text: &str) -> usize {
    let Some(body) = text.strip_prefix("\u{1b}[") else { return 1 };
    let end = body.bytes().take(32).position(|b| b.is_ascii_alphabetic());
    end.map_or(1, |end| end.saturating_add(3))
}

const ENTITIES: [(&str, char); 14] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&amp;", '&'),
    ("&nbsp;", ' '),
    ("&#160;", ' '),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&apos;", '\''),
    ("&hellip;", '\u{2026}'),
    ("&#8230;", '\u{2026}'),
    ("&ldquo;", '\u{201c}'),
    ("&rdquo;", '\u{201d}'),
    ("&#92;", '\\'),
];

const MOJIBAKE: [(&str, char); 7] = [
    ("\u{e2}\u{20ac}\u{a6}", '\u{2026}'),
    ("\u{e2}\u{20ac}\u{153}", '\u{201c}'),
    ("\u{e2}\u{20ac}\u{9d}", '\u{201d}'),
    ("\u{e2}\u{20ac}\u{2122}", '\u{2019}'),
    ("\u{e2}\u{20ac}\u{2dc}", '\u{2018}'),
    ("\u{e2}\u{20ac}\u{201c}", '\u{2013}'),
    ("\u{e2}\u{20ac}\u{af}", ' '),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(Cow::Borrowed(text)), expected, "{text:?}");
    }

    #[test]
    fn traces_go_and_names_stay() {
        check("Name\u{a0}: Relais\u{200b}", "Name : Relais");
        check("\u{1b}[32;1mName : \u{1b}[0mRelay", "Name : Relay");
        check("a\rb\r\nc\r\r\n", "a\nb\r\nc\r\n");
        check("responded with: &amp;quot;451&amp;quot;", "responded with: \"451\"");
        check("text\n> \"a\",\"b\"\n> \"1\",\"2\"\n> end", "text\n\"a\",\"b\"\n\"1\",\"2\"\nend");
        check("#TYPE x\n\"a\",\"b\"\n", "#TYPE x\n\"a\",\"b\"\n");
        check("responded with: &quot;451 5.7.3&quot; -&gt;", "responded with: \"451 5.7.3\" ->");
        check("<S>Scanner &amp; MFP</S>", "<S>Scanner &amp; MFP</S>");
        check("Scanner & MFP; Z\u{fc}rich", "Scanner & MFP; Z\u{fc}rich");
        check("{10.0.0.\u{e2}\u{20ac}\u{a6}", "{10.0.0.\u{2026}");
        check("ch\u{e2}teau", "ch\u{e2}teau");
        check(
            "\u{201c}A\u{201d},\u{201c}B\u{201d}\n\u{201c}a\u{201c}\u{201c}b\u{201c}\u{201c}\u{201d},1",
            "\"A\",\"B\"\n\"a\"\"b\"\"\",1",
        );
        check("\u{201e}A\u{201c};\u{201e}B\u{201c}", "\"A\";\"B\"");
        let prose = "\u{201c}No\u{201d}, he said\nName : \u{201c}A\u{201d}, \u{201c}B\u{201d}";
        check(prose, prose);
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(clean(Cow::Borrowed("Name : Z\u{fc}rich & co;\r\n")), Cow::Borrowed(_)));
    }
}
