//! Text freed from what consoles, browsers, editors and forums leave in it.
//!
//! Line numbers never change here, and text without such traces is borrowed. Only structure is repaired, never a name.
//! Knows no layout.
//!
//! - blanks of other kinds (non-breaking, narrow) become blanks: web pages, PowerShell 7 before AM and PM;
//! - marks without width and soft hyphens go: web editors; marks of direction and tags go too, but not inside a word
//!   (`characters`);
//! - U+2028, U+2029, vertical tabs (word processors, chats), lone carriage returns (old editors) and form feeds (printers)
//!   end a line; so do U+0085 and zero bytes where they stand between lines, not in them (other systems, tools for lists);
//! - control characters from U+0080 on are those of Windows-1252: text read as Latin-1. U+0085 is its ellipsis;
//! - colours (`ESC [ .. m`) go: terminal logs, PowerShell 7.2 and later;
//! - entities, named and numeric, become characters, outside CLIXML and tables of HTML: copied page sources;
//! - letters written as `%E2%80%A6` become characters: addresses of web pages;
//! - UTF-8 punctuation read as Windows-1252 becomes what it was: mail clients;
//! - typographic quotes around the cells of CSV become plain ones: word processors;
//! - links go, their names stay ([`links`]).
//!
//! That much is shown as the text. What is read lacks besides what stands around its lines ([`bare`]): the marks that all
//! of them share, quoted-printable, and the marks of quotes and comments in front of CSV, JSON and XML.

use std::borrow::Cow;

use html5gum::Token;

use super::characters::{Unseen, unseen};
use super::decode::in_windows_1252;
use super::lines::without_mark;
use super::{chopped, html, links, quoted_printable, surround};

/// Cleans a text.
pub(super) fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let signs = signs(&text);
    let text = if signs == 0 { text } else { freed(text, signs, None) };
    let text = if signs & WIDE == 0 { text } else { plainly_quoted(text) };
    if signs & LINK == 0 { text } else { links::named(text) }
}

/// How many lines a cleaned text has up to this place of it as it was.
pub(super) fn lines_above(text: &str, at: usize) -> usize {
    let above = text.get(..at).unwrap_or_default();
    let signs = signs(text);
    let above = freed(Cow::Borrowed(above), signs, Some(text));
    above.matches('\n').count()
}

/// The text as it is read, where it is another than the one that is shown. It has the same lines.
pub(super) fn bare(text: &str) -> Option<String> {
    let signs = signs(text);
    // What is decoded may hold anything; it has the lines that it has.
    let decoded = if signs & EQUALS == 0 { None } else { quoted_printable::decoded(text) };
    let decoded = decoded.map(|text| clean(Cow::Owned(text)).into_owned());
    let inner = surround::freed(decoded.as_deref().unwrap_or(text)).or(decoded);
    let inner = chopped::joined(inner.as_deref().unwrap_or(text)).or(inner);
    if signs & MARK == 0 {
        return inner;
    }
    unmarked(inner.as_deref().unwrap_or(text)).or(inner)
}

/// What may have to go: a control character, a carriage return, a character that is not ASCII, an entity or a letter in
/// hexadecimal, a mark, a link, quoted-printable.
const CONTROL: u8 = 1;
const RETURN: u8 = 2;
const WIDE: u8 = 4;
const ENTITY: u8 = 8;
const MARK: u8 = 16;
const LINK: u8 = 32;
const PERCENT: u8 = 64;
const EQUALS: u8 = 128;

/// What a text holds of it. Nearly no text has any, so all is looked for at once.
fn signs(text: &str) -> u8 {
    text.bytes().fold(0, |signs, byte| signs | SIGNS.get(usize::from(byte)).unwrap_or(&WIDE))
}

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const SIGNS: [u8; 128] = {
    let mut signs = [0; 128];
    signs[0] = CONTROL;
    signs[0xb] = CONTROL;
    signs[0xc] = CONTROL;
    signs[0x1a] = CONTROL;
    signs[0x1b] = CONTROL;
    signs[b'\r' as usize] = RETURN;
    signs[b'&' as usize] = ENTITY;
    signs[b'>' as usize] = MARK;
    signs[b'#' as usize] = MARK;
    signs[b'<' as usize] = LINK;
    signs[b'(' as usize] = LINK;
    signs[b'%' as usize] = PERCENT;
    signs[b'=' as usize] = EQUALS;
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

/// What a character means that has two meanings.
#[derive(Clone, Copy)]
struct Meanings {
    /// U+0085 ends lines; else it is the ellipsis of Windows-1252.
    next_line: bool,
    /// Zero bytes end lines; else they are halves of characters.
    zero: bool,
}

impl Meanings {
    fn of(text: &str, signs: u8) -> Self {
        let mut meanings = Self { next_line: false, zero: false };
        let ends = if signs & (WIDE | CONTROL) == 0 { 0 } else { text.matches('\n').count() };
        if signs & WIDE != 0 && text.contains('\u{85}') {
            // An ellipsis stands at the end of a cell, a list or a line; a line begins with a letter.
            let (mut before_text, mut all) = (0_usize, 0_usize);
            for (at, c) in text.match_indices('\u{85}') {
                let next = text.get(at.saturating_add(c.len())..).and_then(|rest| rest.chars().next());
                let starts = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '\u{85}' | '[' | '"' | '-' | '#'));
                before_text = before_text.saturating_add(usize::from(starts));
                all = all.saturating_add(1);
            }
            meanings.next_line = before_text.saturating_mul(2) > all;
        }
        if signs & CONTROL != 0 {
            let zeros = text.matches('\0').count();
            meanings.zero = zeros > ends && zeros.saturating_mul(4) < text.len();
        }
        meanings
    }
}

/// Frees a text; what its characters mean is seen from the whole of which it may be a part.
fn freed<'a>(text: Cow<'a, str>, signs: u8, whole: Option<&str>) -> Cow<'a, str> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let is_xml = start.starts_with("<Objs") || start.starts_with("<?xml");
    let has_entities =
        signs & ENTITY != 0 && !is_xml && text.match_indices('&').any(|(at, _)| entity(text.get(at..)).is_some());
    let has_codes = signs & PERCENT != 0 && text.match_indices('%').any(|(at, _)| percent(text.get(at..)).is_some());
    let is_dirty = signs & CONTROL != 0
        || signs & RETURN != 0 && has_lone_return(&text)
        || signs & WIDE != 0 && text.chars().any(|c| plain(c) != Some(c) || matches!(c, '\u{e2}' | '\u{ff1a}'));
    if !has_entities && !has_codes && !is_dirty {
        return text;
    }
    let meanings = Meanings::of(whole.unwrap_or(&text), signs);
    let mut cleaned = String::with_capacity(text.len());
    let mut rest: &str = &text;
    // The end of the markup whose entities are read with it.
    let mut markup: Option<&str> = None;
    while let Some(c) = rest.chars().next() {
        let mut used = c.len_utf8();
        let after = rest.get(used..).unwrap_or_default();
        match c {
            // `\r\r\n`: line ends written twice.
            '\r' if after.starts_with("\r\n") => {}
            '\r' if !after.trim_start_matches('\0').starts_with('\n') => cleaned.push('\n'),
            '\u{85}' if meanings.next_line => cleaned.push('\n'),
            '\0' if meanings.zero => cleaned.push('\n'),
            // A page begins where a line does.
            '\u{c}' if cleaned.is_empty() || cleaned.ends_with('\n') || after.starts_with(['\n', '\r']) => {}
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => cleaned.push('\n'),
            '\u{1b}' => used = escape(rest),
            '<' if has_entities => {
                markup = match markup {
                    Some(end) if starts_with_tag(rest, end) => None,
                    None if starts_with_tag(rest, "<Objs") => Some("</Objs"),
                    None if html::find(rest.get(..rest.len().min(7)).unwrap_or_default()) == Some(0) => Some("</table"),
                    markup => markup,
                };
                cleaned.push(c);
            }
            '&' if has_entities && markup.is_none() => match entity(Some(rest)) {
                Some((meant, length)) => {
                    cleaned.extend(meant.chars().filter_map(plain));
                    used = length;
                }
                None => cleaned.push('&'),
            },
            '%' if has_codes => match percent(Some(rest)) {
                Some((meant, length)) => {
                    cleaned.extend(plain(meant));
                    used = length;
                }
                None => cleaned.push('%'),
            },
            '\u{e2}' => match MOJIBAKE.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
                Some((wrong, meant)) => {
                    cleaned.push(*meant);
                    used = wrong.len();
                }
                None => cleaned.push(c),
            },
            // Behind a Latin label it is a colon of that label.
            '\u{ff1a}' if cleaned.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ' ') => cleaned.push(':'),
            '\u{c2}' if after.starts_with('\u{a0}') => {}
            c if is_part_of_word(c, &cleaned, after) => cleaned.push(c),
            _ => cleaned.extend(plain(c)),
        }
        rest = rest.get(used..).unwrap_or_default();
    }
    Cow::Owned(cleaned)
}

/// Whether a mark of direction or a tag stands between letters: it is part of a name then.
fn is_part_of_word(c: char, before: &str, after: &str) -> bool {
    let is_mark = |c: char| matches!(unseen(c), Some(Unseen::Direction | Unseen::Tag));
    let starts_word = |text: &str| text.trim_start_matches(is_mark).starts_with(char::is_alphanumeric);
    is_mark(c) && before.trim_end_matches(is_mark).ends_with(char::is_alphanumeric) && starts_word(after)
}

fn starts_with_tag(text: &str, tag: &str) -> bool {
    text.as_bytes().get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
}

fn has_lone_return(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices('\r').any(|(at, _)| bytes.get(at.saturating_add(1)) != Some(&b'\n'))
}

/// What stands for a character: itself, a plain blank, another sign for the same, or nothing.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some('\n'),
        // Dots of other heights and numbers.
        '\u{2025}' | '\u{22ef}' | '\u{fe19}' => Some('\u{2026}'),
        '\0' | '\u{1a}' => None,
        '\u{80}'..='\u{9f}' => Some(in_windows_1252(c)),
        c if matches!(unseen(c), Some(Unseen::NoWidth | Unseen::Direction | Unseen::Tag)) => None,
        c => Some(c),
    }
}

/// The characters of an entity at the start of the text, and its length. Pages escape twice: `&amp;quot;`.
fn entity(text: Option<&str>) -> Option<(String, usize)> {
    let text = text?;
    let once = |text: &str| {
        let end = text.bytes().take(34).position(|b| b == b';')?.saturating_add(1);
        let entity = text.get(..end)?;
        let second = entity.as_bytes().get(1)?;
        (second.is_ascii_alphabetic() || *second == b'#').then_some(())?;
        // Control characters are errors, and mean what they do in Windows-1252.
        let mut tokens = html::tokens(entity);
        let meant = tokens.find_map(|token| if let Token::String(meant) = token { Some(meant) } else { None })?;
        let meant = String::from_utf8(meant.value.0).ok()?;
        (!meant.contains(';') && meant != "\u{fffd}").then_some((meant, end))
    };
    let (meant, length) = once(text)?;
    let again = (meant == "&")
        .then(|| text.get(length..))
        .flatten()
        .and_then(|rest| once(&["&", rest.get(..rest.len().min(34))?].concat()));
    Some(match again {
        Some((meant, more)) => (meant, length.saturating_add(more).saturating_sub(1)),
        None => (meant, length),
    })
}

/// The character that `%E2%80%A6` and its like mean, and their length. Zones (`fe80::1%12`) are no letters.
fn percent(text: Option<&str>) -> Option<(char, usize)> {
    let text = text?.as_bytes();
    let byte = |index: usize| {
        let code = text.get(index.saturating_mul(3)..index.saturating_mul(3).saturating_add(3))?;
        let [b'%', high, low] = *code else { return None };
        let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        Some(digit(high)? << 4 | digit(low)?)
    };
    let count = match byte(0)? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Vec<u8> = (0..count).map_while(byte).collect();
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((meant, bytes.len().saturating_mul(3)))
}

/// Length of an escape sequence: `ESC [ parameters letter`, or the escape character alone. No line ends in a parameter.
fn escape(text: &str) -> usize {
    let Some(body) = text.strip_prefix("\u{1b}[") else { return 1 };
    let end = body.bytes().take(32).position(|b| !(b' '..=b'?').contains(&b));
    let end = end.filter(|end| body.as_bytes().get(*end).is_some_and(u8::is_ascii_alphabetic));
    end.map_or(1, |end| end.saturating_add(3))
}

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
        let shown = clean(Cow::Borrowed(text));
        assert_eq!(bare(&shown).as_deref().unwrap_or(&shown), expected, "{text:?}");
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
        check("<Objs><S>Scanner &amp; MFP</S></Objs>", "<Objs><S>Scanner &amp; MFP</S></Objs>");
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
    fn marks_of_direction_go_at_the_edges_of_words_only() {
        for mark in ['\u{200e}', '\u{61c}', '\u{2066}', '\u{2069}', '\u{202e}', '\u{e0041}'] {
            check(&format!("{mark}Name{mark} : {mark}EX1{mark}\\{mark}Relay App{mark}\n"), "Name : EX1\\Relay App\n");
            check(&format!("Name : Re{mark}lay"), &format!("Name : Re{mark}lay"));
            check(&format!("Name : Re{mark}{mark}lay"), &format!("Name : Re{mark}{mark}lay"));
        }
    }

    #[test]
    fn lines_end_where_a_line_follows() {
        for end in ["\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\0", "\r", "\u{c}"] {
            let text = format!("Name : A{end}Server : EX1{end}{end}Name : B{end}");
            check(
                &text,
                if end == "\u{c}" {
                    "Name : A\nServer : EX1\nName : B\n"
                } else {
                    "Name : A\nServer : EX1\n\nName : B\n"
                },
            );
        }
        check("a\n\u{c}\nb\n\u{c}c", "a\n\nb\nc");
        // Cells and lists that are cut.
        check(
            "EX1\u{85}  Retry\n{10.0.0.1, 10.0.0.2\u{85}}\nx\u{85}\n",
            "EX1\u{2026}  Retry\n{10.0.0.1, 10.0.0.2\u{2026}}\nx\u{2026}\n",
        );
        // Halves of characters.
        check("N\0a\0m\0e\0", "Name");
    }

    #[test]
    fn an_ellipsis_is_one_however_it_is_written() {
        let dots = [
            "&hellip;",
            "&#8230;",
            "&#x2026;",
            "&#133;",
            "&amp;hellip;",
            "%E2%80%A6",
            "\u{22ef}",
            "\u{85}",
            "\u{e2}\u{20ac}\u{a6}",
        ];
        for dots in dots {
            check(&format!("{{10.0.0.1{dots}}}"), "{10.0.0.1\u{2026}}");
        }
        check("fe80::1%12 %41 %E2%80 &unknown; R&D; a&b", "fe80::1%12 %41 %E2%80 &unknown; R&D; a&b");
    }

    #[test]
    fn entities_of_markup_stay() {
        let html = "&quot;a&quot;\n<table><tr><td>&lt;x&gt;</td></tr></table>&quot;\n";
        check(html, "\"a\"\n<table><tr><td>&lt;x&gt;</td></tr></table>\"\n");
        check("x &gt; y\n<Objs><S>&lt;x&gt;</S></Objs>\n", "x > y\n<Objs><S>&lt;x&gt;</S></Objs>\n");
        check("Name \u{ff1a} Relay\u{93}x\u{94}", "Name : Relay\u{201c}x\u{201d}");
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(clean(Cow::Borrowed("Name : Z\u{fc}rich & co;\r\n")), Cow::Borrowed(_)));
    }
}
