//! Links that a mail client or editor made of names.
//!
//! ```text
//! outlook  = name "<" scheme ":" address ">"       slack = "<" scheme ":" address "|" name ">"
//! markdown = "[" name "](" scheme ":" address ")"
//! ```
//! The name is what stood there; the rest goes. Asked for by mails of Outlook (`ex2.corp.example<http://ex2.corp.example>`),
//! chats and wikis. `<mailto:..>` that stands alone is the text of a page and stays.

use std::borrow::Cow;

/// The text without links.
pub(super) fn named(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("mailto:") {
        return text;
    }
    let mut freed = String::new();
    let mut copied = 0_usize;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '<' | '[')) {
        if at < copied {
            continue;
        }
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at.saturating_add(1)..)) else { continue };
        let found = if c == '<' { angled(before, rest) } else { bracketed(rest) };
        let Some((name, used)) = found else { continue };
        freed.push_str(text.get(copied..at).unwrap_or_default());
        freed.push_str(name);
        copied = at.saturating_add(1).saturating_add(used);
    }
    if copied == 0 {
        return text;
    }
    freed.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(freed)
}

/// Longest address of a link; those of mail filters are long.
const MOST: usize = 2000;

/// The name in a link whose `<` stands before `rest`, and the bytes of it.
fn angled<'a>(before: &str, rest: &'a str) -> Option<(&'a str, usize)> {
    is_address(rest).then_some(())?;
    let inner = rest.get(..rest.bytes().take(MOST).position(|b| matches!(b, b'>' | b'<' | b'"' | b'\n'))?)?;
    rest.get(inner.len()..)?.starts_with('>').then_some(())?;
    let used = inner.len().saturating_add(1);
    if let Some((_, name)) = inner.split_once('|') {
        return Some((name, used));
    }
    // Right behind a word: the address of that word.
    before.ends_with(|c: char| c.is_alphanumeric() || c == ']').then_some(("", used))
}

/// The same for `[`.
fn bracketed(rest: &str) -> Option<(&str, usize)> {
    let name = rest.get(..rest.bytes().take(MOST).position(|b| matches!(b, b']' | b'[' | b'\n'))?)?;
    let address = rest.get(name.len()..)?.strip_prefix("](")?;
    is_address(address).then_some(())?;
    let end = address.bytes().take(MOST).position(|b| matches!(b, b')' | b' ' | b'\n'))?;
    address.get(end..)?.starts_with(')').then_some((name, name.len().saturating_add(3).saturating_add(end)))
}

/// Whether an address of a page or mailbox starts here.
fn is_address(text: &str) -> bool {
    let Some(end) = text.bytes().take(12).position(|b| !b.is_ascii_alphabetic()) else { return false };
    let behind = text.get(end..).unwrap_or_default();
    end > 1 && (behind.starts_with("://") || text.starts_with("mailto:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_and_addresses_go() {
        for (text, expected) in [
            ("Fqdn : ex2.a.example<http://ex2.a.example>", "Fqdn : ex2.a.example"),
            ("{FQDN=ex2.a.example<https://x.example/?url=http%3A%2F%2Fex2>};{IP=", "{FQDN=ex2.a.example};{IP="),
            ("Fqdn : [ex2.a.example](http://ex2.a.example)", "Fqdn : ex2.a.example"),
            ("Fqdn : <http://ex2.a.example|ex2.a.example>", "Fqdn : ex2.a.example"),
            ("a@b.example<mailto:a@b.example> x", "a@b.example x"),
        ] {
            assert_eq!(named(Cow::Borrowed(text)), expected);
        }
        for text in [
            "see <http://a.example> and mailto:x",
            "Bindings : {[::]:25} http://a.example",
            "<Objs xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">",
            "a<b and http://a.example",
            "[PS] C:\\>Get-Help http://x",
        ] {
            assert!(matches!(named(Cow::Borrowed(text)), Cow::Borrowed(_)), "{text}");
        }
    }
}
