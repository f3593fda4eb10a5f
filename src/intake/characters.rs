//! Characters that nobody sees: the one list of them for reading, commands, page and exports.
//!
//! | kind | in pasted text | in a command | on the page |
//! |---|---|---|---|
//! | control character, separator of lines | ends a line or goes | refused | shown as its number |
//! | turns the direction of text (Unicode Annex 9) | goes at the edge of a word, stays inside one | refused | shown as its number |
//! | tag (Unicode 23.9) | as above | refused | shown as its number |
//! | without width | goes | kept | kept |
//!
//! What stays inside a word is part of a name: two names that differ in it are two, and no command is written for either
//! that hides it.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The kinds of unseen characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// A control character or a separator of lines.
    Control,
    /// It turns the direction of the text behind it.
    Direction,
    /// It carries hidden text.
    Tag,
    /// It has no width, and nothing depends on it.
    NoWidth,
}

/// The kind of an unseen character; `None` where it is seen.
#[must_use]
pub const fn unseen(c: char) -> Option<Unseen> {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some(Unseen::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Unseen::Direction)
        }
        '\u{e0000}'..='\u{e007f}' => Some(Unseen::Tag),
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}' => Some(Unseen::NoWidth),
        _ => None,
    }
}

/// Whether a character must not stand in a command, nor on the page as it is.
#[must_use]
pub const fn is_refused(c: char) -> bool {
    matches!(unseen(c), Some(Unseen::Control | Unseen::Direction | Unseen::Tag))
}

/// The text with refused characters as their numbers (`<U+202E>`); line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_refused(c) && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().saturating_add(16));
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_without_a_picture_has_a_kind() {
        // Format characters (category Cf) as far as names and pastes hold them, and all control characters.
        for c in ('\0'..='\u{ffff}').filter(|c| c.is_control()) {
            assert_eq!(unseen(c), Some(Unseen::Control), "{:04X}", u32::from(c));
        }
        for c in ['\u{61c}', '\u{200f}', '\u{202e}', '\u{2066}', '\u{2069}'] {
            assert_eq!(unseen(c), Some(Unseen::Direction));
        }
        for c in "aZ0 \u{e9}\u{4e2d}\u{1f4e7}'\u{2019}\u{a0}".chars() {
            assert_eq!(unseen(c), None);
        }
    }

    #[test]
    fn refused_characters_are_shown() {
        assert_eq!(visible("a\u{202e}b\u{e0041}\u{9b}\nc\td"), "a<U+202E>b<U+E0041><U+009B>\nc\td");
        assert!(matches!(visible("Zürich\u{200b}\n"), Cow::Borrowed(_)));
    }
}
