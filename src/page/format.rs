//! Numbers, names and lines as the page shows them. Sizes are decimal text that reaches 2^128, so nothing here counts
//! with machine numbers.

use super::dom::Part;
use crate::Language;
use crate::intake::characters;
use crate::report::wire::Subject;
use crate::words::common::short_name;
use crate::words::{self, Counted};

/// Decimal digits in groups of three; from 16 digits on, in powers of ten.
pub(super) fn grouped(digits: &str, language: Language) -> String {
    let words = words::of(language);
    let length = digits.chars().count();
    if length > 15 {
        let mut head = digits.chars();
        let (first, second) = (head.next().unwrap_or('0'), head.next().unwrap_or('0'));
        let power: String = length.saturating_sub(1).to_string().chars().map(superscript).collect();
        return format!("≈ {first}{}{second} × 10{power}", words.page().decimal_point);
    }
    words.grouped(digits)
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => {
            char::from_u32(u32::from('⁰').saturating_add(digit.to_digit(10).unwrap_or(0))).unwrap_or(digit)
        }
        other => other,
    }
}

/// `1 address`, `4,294,967,296 addresses`.
pub(super) fn size(digits: &str, language: Language) -> String {
    words::of(language).page().size(counted(digits, language))
}

/// The same of each of several ranges: `1 address each`.
pub(super) fn size_each(digits: &str, language: Language) -> String {
    words::of(language).page().size_each(counted(digits, language))
}

fn counted(digits: &str, language: Language) -> Counted {
    Counted::new(grouped(digits, language), if digits == "1" { 1 } else { 2 })
}

/// How long the bar of a range is, in thousandths of the whole address space, on a logarithmic scale.
pub(super) fn bar(digits: &str, ipv6: bool) -> u32 {
    // Thousandths of the decimal logarithm of the leading digit.
    const LEADING: [u32; 10] = [0, 0, 301, 477, 602, 699, 778, 845, 903, 954];
    let lead = digits.chars().next().and_then(|d| d.to_digit(10)).unwrap_or(0);
    let rest = u32::try_from(digits.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let logarithm = rest.saturating_mul(1000).saturating_add(LEADING.get(lead as usize).copied().unwrap_or(0));
    let whole = if ipv6 { 38_532 } else { 9_633 };
    logarithm.saturating_mul(1000).checked_div(whole).unwrap_or(0).min(1000)
}

/// The names worth marking in a sentence about this subject, longest first.
pub(super) fn names(subject: &Subject) -> Vec<&str> {
    let connectors = subject.connectors.iter().flat_map(|c| [c.as_str(), short_name(c)]);
    let others = subject.servers.iter().chain(&subject.addresses).chain(&subject.queues).map(String::as_str);
    let mut names: Vec<&str> = connectors.chain(others).filter(|n| n.len() > 2).take(60).collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    names.dedup();
    names
}

/// Appends a sentence with the names in it marked. Text nodes only.
pub(super) fn mark(target: &Part, text: &str, names: &[&str], class: &str) {
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.chars().next() else { break };
        let starts_word = !text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(is_part_of_name);
        let found = if starts_word { names.iter().find(|n| is_whole(rest, n)) } else { None };
        if let Some(name) = found {
            whole_words(target, text.get(plain_from..at).unwrap_or_default());
            whole_words(&target.add_new("b", class, ""), name);
            at = at.saturating_add(name.len());
            plain_from = at;
        } else {
            at = at.saturating_add(next.len_utf8());
        }
    }
    whole_words(target, text.get(plain_from..).unwrap_or_default());
}

/// The longest word that is kept whole: a longer one may be wider than a telephone.
const MOST_WORD: usize = 32;

/// Appends text whose words with a hyphen do not break there: names of servers and of commands have one.
pub(super) fn whole_words(target: &Part, text: &str) {
    let text = &*characters::visible(text);
    let mut plain_from = 0;
    let mut at = 0_usize;
    for word in text.split_inclusive([' ', '\n', '|']) {
        let name = word.trim_end();
        let end = at.saturating_add(name.len());
        if name.contains('-') && name.len() > 2 && name.chars().count() <= MOST_WORD {
            target.add_text(text.get(plain_from..at).unwrap_or_default());
            target.add_new("span", "t", name);
            plain_from = end;
        } else if name.contains(',') && name.chars().count() > MOST_WORD {
            // A long list without spaces breaks between its members, and not within one.
            target.add_text(text.get(plain_from..at).unwrap_or_default());
            for member in name.split_inclusive(',') {
                target.add_text(member).add_new("wbr", "", "");
            }
            plain_from = end;
        }
        at = at.saturating_add(word.len());
    }
    target.add_text(text.get(plain_from..).unwrap_or_default());
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '\\' || c == '_'
}

/// Whether the text starts with this name and the name ends there.
fn is_whole(text: &str, name: &str) -> bool {
    let Some(after) = text.strip_prefix(name) else { return false };
    let mut after = after.chars();
    match after.next() {
        // "192.168.10.1" is no part of "192.168.10.1.example", but a sentence may end after it.
        Some('.' | ':') => !after.next().is_some_and(is_part_of_name),
        Some(c) => !is_part_of_name(c) && c != '/',
        None => true,
    }
}
