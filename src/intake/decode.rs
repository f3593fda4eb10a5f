//! Bytes to text, and text freed from what consoles, browsers and editors leave in it.
//!
//! Line numbers never change here. Text without such traces is borrowed. Knows no layout.

use std::borrow::Cow;

use super::{Content, Input};
use crate::model::Place;

/// The sources of an input as text.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a> {
    texts: Vec<Text<'a>>,
}

/// One source as text.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    name: &'a str,
    text: Cow<'a, str>,
    is_text: bool,
}

impl<'a> Texts<'a> {
    /// Decodes every source of the input.
    #[must_use]
    pub fn decode(input: &'a Input<'_>) -> Self {
        let text = |source: &'a super::Source<'_>| {
            let (text, is_text) = match &source.content {
                Content::Text(text) => (Some(Cow::Borrowed(&**text)), true),
                Content::Bytes(bytes) => {
                    let text = from_bytes(bytes);
                    let is_text = text.is_some();
                    (text, is_text)
                }
            };
            Text { name: &source.name, text: text.map_or(Cow::Borrowed(""), clean), is_text }
        };
        Self { texts: input.sources.iter().map(text).collect() }
    }

    /// The sources in order.
    pub fn iter(&self) -> impl Iterator<Item = &Text<'a>> {
        self.texts.iter()
    }

    /// The source of this index.
    #[must_use]
    pub fn get(&self, source: usize) -> Option<&Text<'a>> {
        self.texts.get(source)
    }

    /// The line at this place, without its end.
    #[must_use]
    pub fn line(&self, place: Place) -> Option<&str> {
        let index = usize::try_from(place.line).ok()?.checked_sub(1)?;
        self.texts.get(place.source)?.as_str().lines().nth(index)
    }
}

impl Text<'_> {
    /// Name of the source; empty for pasted text.
    #[must_use]
    pub const fn name(&self) -> &str {
        self.name
    }

    /// The text; empty where the bytes are none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the source is text at all; a picture is not.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        self.is_text
    }
}

fn from_bytes(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    Some(String::from_utf8_lossy(bytes))
}

/// Blanks of other kinds become blanks, marks without width go, a lone carriage return ends a line.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_clean = text.is_ascii() && !text.contains('\u{1b}') && !has_lone_return(&text)
        || !text.contains(|c| blank_of(c) != Some(c)) && !has_lone_return(&text);
    if is_clean {
        return text;
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() != Some(&'\n') => cleaned.push('\n'),
            _ => cleaned.extend(blank_of(c)),
        }
    }
    Cow::Owned(cleaned)
}

fn has_lone_return(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices('\r').any(|(at, _)| bytes.get(at.saturating_add(1)) != Some(&b'\n'))
}

/// What stands for a character: itself, a plain blank, or nothing.
const fn blank_of(c: char) -> Option<char> {
    match c {
        // Non-breaking, narrow and typographic blanks: web pages; PowerShell 7 writes U+202F before AM and PM.
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        // Marks without width.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        c => Some(c),
    }
}
