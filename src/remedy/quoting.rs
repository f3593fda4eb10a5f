//! The one place where text becomes a PowerShell literal.
//!
//! Documented ("about_Quoting_Rules"): nothing is expanded between single quotes, and a doubled single quote is one.
//! PowerShell takes the typographic single quotes U+2018 to U+201B for single quotes too, so they are doubled as well.

use std::fmt::Write as _;

/// Why a text cannot be written as a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unquotable {
    /// A control character or line break: it could end a line of the script or hide a part of it.
    ControlCharacter(char),
    /// A character that turns the direction of text: the script would read otherwise than it runs.
    DirectionOverride(char),
    /// Longer than any name or entry of Exchange.
    TooLong,
}

/// Most characters of a literal: no line of a script may get near 2,000.
pub const LONGEST: usize = 1_500;

/// The text as a single-quoted PowerShell literal.
///
/// # Errors
/// Where the text holds a character that nobody would put into a script unseen.
pub fn quote(text: &str) -> Result<String, Unquotable> {
    if text.chars().count() > LONGEST {
        return Err(Unquotable::TooLong);
    }
    let mut literal = String::with_capacity(text.len().saturating_add(2));
    literal.push('\'');
    for c in text.chars() {
        match c {
            _ if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                return Err(Unquotable::ControlCharacter(c));
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return Err(Unquotable::DirectionOverride(c)),
            '\'' | '\u{2018}'..='\u{201b}' => literal.extend([c, c]),
            _ => literal.push(c),
        }
    }
    literal.push('\'');
    Ok(literal)
}

/// The text with every character that [`quote`] refuses written as its number: for messages.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut result = String::new();
    for c in text.chars().take(LONGEST) {
        if quote(c.encode_utf8(&mut [0; 4])).is_ok() {
            result.push(c);
        } else {
            let _ = write!(result, "<U+{:04X}>", u32::from(c));
        }
    }
    result
}
