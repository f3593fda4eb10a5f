//! The one place where text becomes a PowerShell literal.
//!
//! Documented ("about_Quoting_Rules"): nothing is expanded between single quotes, and a doubled single quote is one.
//! PowerShell takes the typographic single quotes U+2018 to U+201B for single quotes too, so they are doubled as well.

use std::fmt::Write as _;

use crate::intake::characters::{Unseen, unseen};

/// Why a text cannot be written as a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unquotable {
    /// A control character or line break: it could end a line of the script or hide a part of it.
    ControlCharacter(char),
    /// A character that turns the direction of text: the script would read otherwise than it runs.
    DirectionOverride(char),
    /// A character that carries hidden text.
    HiddenText(char),
    /// Longer than any name or entry of Exchange.
    TooLong,
    /// Nothing that can be seen: a command for it would mean something else.
    Empty,
}

/// Most characters of a literal: no line of a script may get near 2,000.
pub const LONGEST: usize = 1_500;

/// The text as a single-quoted PowerShell literal.
///
/// # Errors
/// Where the text holds a character that nobody would put into a script unseen.
pub fn quote(text: &str) -> Result<String, Unquotable> {
    if is_plain(text) && !text.contains('\'') {
        return Ok(["'", text, "'"].concat());
    }
    if text.chars().count() > LONGEST {
        return Err(Unquotable::TooLong);
    }
    let mut literal = String::with_capacity(text.len().saturating_add(2));
    literal.push('\'');
    for c in text.chars() {
        if let Some(fault) = fault(c) {
            return Err(fault);
        }
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            literal.push(c);
        }
        literal.push(c);
    }
    literal.push('\'');
    Ok(literal)
}

/// Addresses and most names hold nothing that needs a second look.
fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// The name of an object as a literal.
///
/// # Errors
/// As [`quote`], and where nothing of the name can be seen.
pub fn quote_name(name: &str) -> Result<String, Unquotable> {
    if name.chars().all(|c| c.is_whitespace() || unseen(c).is_some()) {
        return Err(name.chars().find_map(fault).unwrap_or(Unquotable::Empty));
    }
    quote(name)
}

/// What is wrong with a character.
const fn fault(c: char) -> Option<Unquotable> {
    match unseen(c) {
        Some(Unseen::Control) => Some(Unquotable::ControlCharacter(c)),
        Some(Unseen::Direction) => Some(Unquotable::DirectionOverride(c)),
        Some(Unseen::Tag) => Some(Unquotable::HiddenText(c)),
        Some(Unseen::NoWidth) | None => None,
    }
}

/// The text with every character that [`quote`] refuses written as its number: for messages.
#[must_use]
pub fn printable(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut result = String::new();
    for c in text.chars().take(LONGEST) {
        if fault(c).is_none() {
            result.push(c);
        } else {
            let _ = write!(result, "<U+{:04X}>", u32::from(c));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads one argument as the documented rules say ("about_Quoting_Rules", "about_Parsing"): between single quotes
    /// everything stands for itself except two single quotes in a row, which are one; any of the five characters
    /// opens, closes and doubles; a line break outside quotes ends the command. The value, and what follows it.
    fn read_back(source: &str) -> Option<(String, &str)> {
        let is_quote = |c: char| ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'].contains(&c);
        let mut rest = source.chars();
        rest.next().filter(|c| is_quote(*c))?;
        let mut value = String::new();
        loop {
            let c = rest.next()?;
            if is_quote(c) {
                let mut ahead = rest.clone();
                if ahead.next().is_some_and(is_quote) {
                    rest = ahead;
                } else {
                    return Some((value, rest.as_str()));
                }
            }
            value.push(c);
        }
    }

    #[track_caller]
    fn check(text: &str) {
        let literal = quote(text).unwrap();
        assert_eq!(read_back(&format!("{literal} -WhatIf")), Some((text.to_owned(), " -WhatIf")), "{literal}");
        assert_eq!(literal.lines().count(), 1);
    }

    #[test]
    fn every_name_is_read_back() {
        for text in [
            "",
            "Relay EX1",
            "it's",
            "''",
            "\u{2018}so\u{2019}",
            "\u{201a}x\u{201b}'",
            "$(throw)",
            "`n",
            "\"",
            "a; b",
            "[x]*?",
            "Реле",
            "中继",
            "\u{201c}double\u{201d}",
            "\\",
            "'",
            "\u{feff}",
            "\u{200b}",
            "e\u{301}",
            "\u{1f4e7}",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_could_break_a_line_is_refused() {
        for c in ['\0', '\t', '\n', '\r', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{2028}', '\u{2029}'] {
            assert_eq!(quote(&format!("a{c}b")), Err(Unquotable::ControlCharacter(c)));
        }
        for c in ['\u{202e}', '\u{2066}', '\u{2069}', '\u{61c}', '\u{200e}'] {
            assert_eq!(quote(&format!("a{c}b")), Err(Unquotable::DirectionOverride(c)));
        }
        assert_eq!(quote("a\u{e0041}b"), Err(Unquotable::HiddenText('\u{e0041}')));
        for empty in ["", " ", "\u{200b}", "\u{feff} "] {
            assert_eq!(quote_name(empty), Err(Unquotable::Empty));
        }
        assert_eq!(quote_name("Relay\u{200b}"), Ok("'Relay\u{200b}'".to_owned()));
        assert_eq!(printable("a\nb"), "a<U+000A>b");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_back_or_refused(text in any::<String>()) {
            match quote(&text) {
                Ok(literal) => prop_assert_eq!(read_back(&literal), Some((text, ""))),
                Err(Unquotable::TooLong) => prop_assert!(text.chars().count() > LONGEST),
                Err(
                    Unquotable::ControlCharacter(c) | Unquotable::DirectionOverride(c) | Unquotable::HiddenText(c),
                ) => {
                    prop_assert!(text.contains(c));
                    prop_assert!(!c.is_alphanumeric());
                }
                Err(Unquotable::Empty) => prop_assert!(false, "any text is a literal"),
            }
        }

        #[test]
        fn quotes_in_any_order_are_read_back(text in "[a'\u{2018}\u{2019}\u{201a}\u{201b}$`\"; ]{0,12}") {
            let literal = quote(&text).unwrap();
            prop_assert_eq!(read_back(&literal), Some((text, "")));
        }
    }
}
