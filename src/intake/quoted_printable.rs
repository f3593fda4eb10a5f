//! Quoted-printable: the source of a mail, copied as it is.
//!
//! ```text
//! text = { octet | "=" hexadecimal hexadecimal } [ "=" line end, text ]
//! ```
//! The crate decodes. This module decides whether a text is one, and it keeps the numbers of the lines: one that was
//! broken by `=` is whole where it began, and [`PLACEHOLDER`]s stand for its other parts. Named parts of LastError
//! (`{LED=451 4.4.0`) have signs that would decode too, so every `=` of the text has to, and something that only mail
//! needs must be there: a broken line, or `=` itself.

use ::quoted_printable::{ParseMode, decode};

use super::decode::windows_1252;
use super::lines::PLACEHOLDER;

/// The text decoded; `None` where it is none.
pub(super) fn decoded(text: &str) -> Option<String> {
    is_encoded(text).then_some(())?;
    let mut whole = String::with_capacity(text.len());
    let mut parts = 0_usize;
    let mut encoded = String::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if let Some(part) = content.trim_end_matches([' ', '\t']).strip_suffix('=') {
            encoded.push_str(part);
            parts = parts.saturating_add(1);
            continue;
        }
        encoded.push_str(content);
        push(&mut whole, &encoded, parts);
        encoded.clear();
        parts = 0;
        whole.push_str(line.get(content.len()..).unwrap_or_default());
    }
    push(&mut whole, &encoded, parts);
    Some(whole)
}

fn push(whole: &mut String, encoded: &str, parts: usize) {
    match decode(encoded, ParseMode::Robust) {
        Ok(bytes) => whole.push_str(&windows_1252(&bytes)),
        Err(_) => whole.push_str(encoded),
    }
    for _ in 0..parts {
        whole.push('\n');
        whole.push_str(PLACEHOLDER);
    }
}

/// Longest line (RFC 2045, 6.7: 76 characters, the sign of a broken line among them), and two for a quotation mark.
const LONGEST_LINE: usize = 78;

fn is_encoded(text: &str) -> bool {
    if text.lines().any(|line| line.contains('=') && line.trim_end().len() > LONGEST_LINE) {
        return false;
    }
    let (mut codes, mut is_mail) = (0_usize, false);
    for (at, _) in text.match_indices('=') {
        let rest = text.get(at.saturating_add(1)..).unwrap_or_default();
        let is_code = rest.as_bytes().iter().take(2).filter(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')).count() == 2;
        let is_end = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        if !is_code && !is_end {
            return false;
        }
        is_mail |= is_end || rest.starts_with("3D");
        codes = codes.saturating_add(1);
    }
    is_mail && codes > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_decoded_and_keeps_its_lines() {
        let mail =
            "LastError : [{LED=3D451 4.4.0 Primary =\ntarget};{MSG=3D}]\nRanges : {10.0.0.1=E2=80=A6}\nFqdn :=20\n";
        let whole = "LastError : [{LED=451 4.4.0 Primary target};{MSG=}]\n\u{1a}\nRanges : {10.0.0.1…}\nFqdn : \n";
        assert_eq!(decoded(mail).as_deref(), Some(whole));
        assert_eq!(decoded("Name : Z=FCrich=\n-S=FCd").as_deref(), Some("Name : Zürich-Süd\n\u{1a}"));
    }

    #[test]
    fn parts_of_an_error_are_none() {
        for text in ["[{LED=451 4.4.0};{MSG=};{FQDN=ex2}]", "LED=451 4.4.0 a LED=45", "a = b\nc=\n", "Status : Retry"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
