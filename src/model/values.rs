//! Values as text, lists and numbers to typed properties: [`Shown`].
//!
//! ```text
//! list  = "{" [ element { ", " element } ] [ "..." | "…" ] "}" | element { ("," | ";" | "|" | " ") element }
//! flags = "None" | number | member { ", " member }
//! ```
//! The dots of a shortened list are glued to its last element, which is whole. A cut cell may hide a part of its last
//! element; that one is dropped. What is hidden makes the value [`Shown::Cut`], never a shorter list.

use std::borrow::Cow;

use super::flags::Member;
use super::{Place, Shown};
use crate::intake::blanks::{before_dots, members, trim, words};
use crate::intake::{Cut, Field, Value};

/// The value of a field as text, and what is hidden.
pub(super) fn text(field: &Field<'_>, source: usize) -> Shown<String> {
    shown(field, source, |text| Some(text.to_owned()))
}

/// A value that is read from the whole text; of a cut one the visible part stays as far as `read` takes it.
pub(super) fn shown<T>(field: &Field<'_>, source: usize, read: impl Fn(&str) -> Option<T>) -> Shown<T> {
    let place = Place { source, line: field.line };
    let visible = || match &field.value {
        Value::Text(text) => read(trim(text)),
        Value::List(elements) => read(&elements.join(" ")),
        Value::Null => read(""),
    };
    match field.cut {
        Cut::No => visible().map_or(Shown::Absent, |value| Shown::Whole { value, place }),
        Cut::End => Shown::Cut { visible: visible(), place },
        Cut::Start | Cut::All => Shown::Cut { visible: None, place },
    }
}

/// ProtocolLoggingLevel; JSON of live objects prints its number.
pub(super) fn logging_level(field: &Field<'_>, source: usize) -> Shown<String> {
    shown(field, source, |text| {
        Some(match text {
            "0" => "None".to_owned(),
            "1" => "Verbose".to_owned(),
            text => text.to_owned(),
        })
    })
}

/// `True`, `False`: no longer value begins so, hence one that is cut behind it is whole.
pub(super) fn boolean(field: &Field<'_>, source: usize) -> Shown<bool> {
    // Spreadsheets write them in their own language.
    let is = |text: &str, words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    let read = |text: &str| {
        if is(text, &["true", "1", "wahr", "vrai", "verdadero", "vero"]) {
            return Some(true);
        }
        is(text, &["false", "0", "falsch", "faux", "falso"]).then_some(false)
    };
    match shown(field, source, |text| Some(read(text).ok_or(text.is_empty()))) {
        Shown::Whole { value: Ok(value), place } => Shown::Whole { value, place },
        Shown::Cut { visible: Some(Ok(value)), place } if field.cut == Cut::End => Shown::Whole { value, place },
        Shown::Absent | Shown::Whole { value: Err(true), .. } => Shown::Absent,
        Shown::Whole { place, .. } | Shown::Cut { place, .. } => Shown::Cut { visible: None, place },
    }
}

/// The largest number that JavaScript and other readers of the report hold exactly.
const MOST_EXACT: u64 = (1 << 53) - 1;

/// A count; digits may be grouped. A cut number is no number, and one beyond 2^53 counts nothing.
pub(super) fn count(field: &Field<'_>, source: usize) -> Shown<u64> {
    match field.cut {
        Cut::No => shown(field, source, |text| {
            let digits: String =
                text.chars().filter(|c| !matches!(c, ',' | '.' | '\'' | '\u{2019}') && !c.is_whitespace()).collect();
            digits.parse().ok().filter(|count| *count <= MOST_EXACT)
        }),
        _ => Shown::Cut { visible: None, place: Place { source, line: field.line } },
    }
}

/// The elements of a list that are whole, and whether others are hidden.
pub(super) fn elements<'f>(field: &'f Field<'_>) -> (Vec<Cow<'f, str>>, bool) {
    match &field.value {
        Value::Null => (Vec::new(), field.cut != Cut::No),
        Value::List(list) => {
            let filled = list.iter().map(|e| Cow::Borrowed(trim(e))).filter(|e| !e.is_empty());
            (filled.collect(), field.cut != Cut::No)
        }
        Value::Text(text) => {
            let (elements, is_cut) = split(text, field.cut);
            (elements.into_iter().map(Cow::Borrowed).collect(), is_cut)
        }
    }
}

fn split(text: &str, cut: Cut) -> (Vec<&str>, bool) {
    if cut == Cut::All {
        return (Vec::new(), true);
    }
    let text = trim(text);
    let braced = text.strip_prefix('{');
    let mut inner = braced.unwrap_or(text);
    let mut is_cut = cut != Cut::No;
    let mut drop_last = cut == Cut::End;
    if let Some(closed) = inner.strip_suffix('}').filter(|_| braced.is_some() || cut == Cut::Start) {
        inner = closed;
        if let Some(shortened) = before_mark(inner).or_else(|| before_dots(inner)) {
            inner = shortened;
            is_cut = true;
        }
    } else if braced.is_some() {
        // The closing brace is missing: the rest is hidden, and the last element may be a part.
        is_cut = true;
        drop_last = true;
        for dots in ["...", "…"] {
            inner = inner.strip_suffix(dots).unwrap_or(inner);
        }
    } else if let Some(shortened) = before_dots(inner) {
        inner = shortened;
        is_cut = true;
        drop_last = true;
    } else if let Some(shortened) = before_mark(inner) {
        inner = shortened;
        is_cut = true;
    }
    let separators = |c: char| matches!(c, ',' | ';' | '|') || c.is_whitespace();
    let mut found = entries(inner);
    if drop_last && !inner.ends_with(separators) {
        found.pop();
    }
    // Dots between entries stand for others.
    let entries = found.len();
    found.retain(|entry| !is_mark(entry));
    is_cut |= found.len() < entries;
    if cut == Cut::Start && !inner.starts_with(separators) && !found.is_empty() {
        found.remove(0);
    }
    (found, is_cut)
}

/// What stands before a mark that a list ends in instead of its rest: `[...]`, `(…)`, or the sign that another encoding
/// made of the dots. Entries end in letters, digits, brackets of their own or, where they are masked, dots and blocks.
fn before_mark(text: &str) -> Option<&str> {
    let mut before = text.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    // A bracket that closes one of the entry belongs to it: `10.0.0.0(255.255.255.0)...`.
    while let Some(closed) = text.get(..before.len().saturating_add(1)).filter(|text| ends_in_own_bracket(text)) {
        before = closed;
    }
    let mark = text.get(before.len()..)?;
    let is_foreign = !mark.is_ascii() && !mark.starts_with(['.', '-', ':', '/']);
    let is_sign = |c: char| !c.is_ascii() || matches!(c, '.' | ',' | ' ' | '[' | ']' | '(' | ')' | '<' | '>');
    (mark.chars().all(is_sign) && mark.chars().count() < 9 && (is_foreign || mark.contains(".."))).then_some(before)
}

/// Whether a text ends in a bracket that closes one of the text.
fn ends_in_own_bracket(text: &str) -> bool {
    let pairs = [('(', ')'), ('[', ']'), ('<', '>')];
    let pair = pairs.into_iter().find(|(_, close)| text.ends_with(*close));
    pair.is_some_and(|(open, close)| text.matches(open).count() >= text.matches(close).count())
}

/// Whether an entry is dots and brackets only.
fn is_mark(entry: &str) -> bool {
    entry.contains(['.', '…']) && entry.chars().all(|c| matches!(c, '.' | '…' | '[' | ']' | '(' | ')' | '<' | '>'))
}

/// The elements of a list. A blank separates them where all are written like addresses or nothing else does; the text
/// between two commas is one element otherwise (`10.0.0.1 - 10.0.0.9`, `<external IP>`).
fn entries(text: &str) -> Vec<&str> {
    let (words, are_apart) = words(text);
    if !are_apart {
        return words;
    }
    let is_whole = |word: &&str| word.contains(['.', ':']) && !word.starts_with('-') && !word.ends_with(['-', '.']);
    if words.iter().all(is_whole) || !text.contains([',', ';', '|', '-']) {
        return words;
    }
    text.split([',', ';', '|']).map(trim).filter(|entry| !entry.is_empty()).collect()
}

/// A list property that is never empty: elements read one by one. Where nothing stands, not even braces, it is hidden.
pub(super) fn list<T>(field: &Field<'_>, source: usize, read: impl Fn(&str) -> T) -> Shown<Vec<T>> {
    let place = Place { source, line: field.line };
    let (found, is_cut) = elements(field);
    let value: Vec<T> = found.iter().map(|e| read(e)).collect();
    let is_blank = match &field.value {
        Value::Text(text) => text.is_empty(),
        Value::Null => true,
        Value::List(_) => false,
    };
    if is_cut || is_blank {
        Shown::Cut { visible: (!value.is_empty()).then_some(value), place }
    } else {
        Shown::Whole { value, place }
    }
}

/// A flag enumeration: members by name, or as a number. One without members is `None`: where nothing stands, it is hidden.
pub(super) fn flags<T: Member>(field: &Field<'_>, source: usize) -> Shown<Vec<T>> {
    let place = Place { source, line: field.line };
    let text = match &field.value {
        Value::Text(text) => Cow::Borrowed(trim(text)),
        Value::List(list) => Cow::Owned(list.join(", ")),
        Value::Null => return Shown::Absent,
    };
    if text.is_empty() {
        return Shown::Cut { visible: None, place };
    }
    let text = text.trim_start_matches('{').trim_end_matches('}');
    // A list that somebody shortened has the mark of a narrow table.
    let (text, cut) = match before_dots(text) {
        Some(visible) if field.cut == Cut::No => (visible, Cut::End),
        _ => (text, field.cut),
    };
    if cut == Cut::No
        && let Ok(bits) = text.parse::<u32>()
    {
        return Shown::Whole { value: from_bits(bits), place };
    }
    let ends_whole = text.trim_end().ends_with(',');
    let starts_whole = text.starts_with([',', ' ']);
    let mut parts = members(text);
    match cut {
        Cut::No => {
            let named = |mut parts: Vec<&str>| -> Vec<T> {
                // Taken out first: so the list has room for what it holds, and no more.
                parts.retain(|p| !p.eq_ignore_ascii_case("None"));
                parts.into_iter().map(T::read).collect()
            };
            let mut value = named(parts);
            if !value.iter().all(T::is_known) {
                value = named(members(&without_blanks(text, &|part| T::read(part).is_known())));
            }
            // What is misspelt may be any member.
            return if value.iter().all(T::is_known) {
                Shown::Whole { value, place }
            } else {
                Shown::Cut { visible: Some(value), place }
            };
        }
        Cut::End if !ends_whole => {
            // What stands before the mark counts where no longer member begins with it.
            let is_whole = parts.last().is_some_and(|last| {
                T::ALL.iter().any(|(m, _)| m.as_str() == *last)
                    && !T::ALL.iter().any(|(m, _)| m.as_str() != *last && m.as_str().starts_with(last))
            });
            if !is_whole {
                parts.pop();
            }
        }
        Cut::Start if !starts_whole => {
            let is_whole = parts.first().is_some_and(|first| {
                T::ALL.iter().any(|(m, _)| m.as_str() == *first)
                    && !T::ALL.iter().any(|(m, _)| m.as_str() != *first && m.as_str().ends_with(first))
            });
            if !is_whole && !parts.is_empty() {
                parts.remove(0);
            }
        }
        Cut::All => parts.clear(),
        Cut::End | Cut::Start => {}
    }
    let value: Vec<T> = parts.into_iter().map(T::read).collect();
    Shown::Cut { visible: (!value.is_empty()).then_some(value), place }
}

/// The text without the blanks in members that are known without them: `Anonymous Users`, as a window spells it.
fn without_blanks(text: &str, is_known: &dyn Fn(&str) -> bool) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for part in text.split(',') {
        let joined: String = part.split_whitespace().collect();
        squeezed.push_str(if is_known(&joined) { &joined } else { part });
        squeezed.push(',');
    }
    squeezed
}

fn from_bits<T: Member>(bits: u32) -> Vec<T> {
    let mut value: Vec<T> = T::ALL.iter().filter(|(_, bit)| bits & bit != 0).map(|(m, _)| m.clone()).collect();
    let known = T::ALL.iter().fold(0, |sum, (_, bit)| sum | bit);
    if bits & !known != 0 {
        value.push(T::read(&(bits & !known).to_string()));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flags::AuthMechanism;

    fn field(value: &str, cut: Cut) -> Field<'_> {
        Field { name: Cow::Borrowed("x"), value: Value::Text(Cow::Borrowed(value)), line: 1, cut }
    }

    #[track_caller]
    fn check(value: &str, cut: Cut, expected: &[&str], is_cut: bool) {
        let field = field(value, cut);
        let (found, hidden) = elements(&field);
        assert_eq!(
            (found.as_slice(), hidden),
            (expected.iter().map(|&e| Cow::Borrowed(e)).collect::<Vec<_>>().as_slice(), is_cut),
            "{value}"
        );
    }

    #[test]
    fn lists_say_what_they_hide() {
        check("{10.0.0.1, 10.0.0.2}", Cut::No, &["10.0.0.1", "10.0.0.2"], false);
        check("{}", Cut::No, &[], false);
        check("{10.0.0.1, 10.0.0.2...}", Cut::No, &["10.0.0.1", "10.0.0.2"], true);
        check("{10.0.0.1, 10.0.0.2…}", Cut::No, &["10.0.0.1", "10.0.0.2"], true);
        for mark in
            [" [...]", " (...)", "[…]", "....", ", ...", ", [...]", " …", "\u{d4}\u{c7}\u{aa}", "\u{fffd}", " ..."]
        {
            check(&format!("{{10.0.0.1, 10.0.0.2{mark}}}"), Cut::No, &["10.0.0.1", "10.0.0.2"], true);
        }
        check("{10.0.0.1, ..., 10.0.0.9}", Cut::No, &["10.0.0.1", "10.0.0.9"], true);
        // Masked entries are entries.
        check("{10.0.0.1, 10.0.\u{2588}.\u{2588}}", Cut::No, &["10.0.0.1", "10.0.\u{2588}.\u{2588}"], false);
        check("{[::]:25, 10.0.0.0(255.0.0.0)}", Cut::No, &["[::]:25", "10.0.0.0(255.0.0.0)"], false);
        check("{10.0.0.1, 10.0.0.", Cut::End, &["10.0.0.1"], true);
        check("{10.0.0.1, 10.0.0.2,", Cut::End, &["10.0.0.1", "10.0.0.2"], true);
        check("{10.0.0.1, 10.0.0.2", Cut::No, &["10.0.0.1"], true);
        check("10.0.0.1;10.0.0.2|10.0.0.3 10.0.0.4", Cut::No, &["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"], false);
        check("0.2, 10.0.0.3}", Cut::Start, &["10.0.0.3"], true);
    }

    #[test]
    fn blanks_inside_elements_part_nothing() {
        check(
            "{10.0.1.0 - 10.0.1.9, 10.0.3.1 -10.0.3.4}",
            Cut::No,
            &["10.0.1.0 - 10.0.1.9", "10.0.3.1 -10.0.3.4"],
            false,
        );
        check("{10.0.0. 3, <external IP>, 10.0.0.1}", Cut::No, &["10.0.0. 3", "<external IP>", "10.0.0.1"], false);
        check("10.0.0.1 xxx 10.0.0.3", Cut::No, &["10.0.0.1", "xxx", "10.0.0.3"], false);
    }

    #[test]
    fn truth_values_with_text_behind() {
        let read = |value: &str, cut| boolean(&field(value, cut), 0);
        assert_eq!(read("true", Cut::No).whole(), Some(&true));
        assert_eq!((read("WAHR", Cut::No).whole(), read("FAUX", Cut::No).whole()), (Some(&true), Some(&false)));
        assert_eq!(read("False", Cut::End).whole(), Some(&false));
        assert!(read("Ture", Cut::No).is_cut() && read("Tru", Cut::End).is_cut() && read("rue", Cut::Start).is_cut());
        assert!(read("True", Cut::Start).is_cut() && read("", Cut::No).is_absent() && read("", Cut::All).is_cut());
    }

    #[test]
    fn flags_count_members_that_are_surely_whole() {
        let read = |value: &str, cut| {
            let shown = flags::<AuthMechanism>(&field(value, cut), 0);
            let names = shown.visible().map(|v| v.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
            (names.unwrap_or_default(), shown.is_cut())
        };
        assert_eq!(read("Tls, ExchangeServer", Cut::No), ("Tls ExchangeServer".into(), false));
        assert_eq!(read("None", Cut::No), (String::new(), false));
        assert_eq!(read("31", Cut::No).0, "Tls Integrated BasicAuth BasicAuthRequireTLS ExchangeServer");
        assert_eq!(read("quireTLS, ExchangeServer", Cut::Start), ("ExchangeServer".into(), true));
        assert_eq!(read("ExchangeServer", Cut::Start), ("ExchangeServer".into(), true));
        assert_eq!(read("Tls, Integrated, BasicAuth", Cut::End), ("Tls Integrated".into(), true));
        // Retyped and recognised from pictures; a member that means nothing may be any.
        assert_eq!(read("TIs, Basic Auth,Exchange Server", Cut::No), ("Tls BasicAuth ExchangeServer".into(), false));
        assert_eq!(read("Tls BasicAuth", Cut::No), ("Tls BasicAuth".into(), false));
        assert_eq!(read("Tls, ExchangeSever", Cut::No), ("Tls ExchangeSever".into(), true));
        // No members are written `None`.
        assert_eq!((read("", Cut::No), read("None", Cut::No)), ((String::new(), true), (String::new(), false)));
    }
}
