//! Every word of the report, one folder per language.
//!
//! A language is an implementation of [`Words`]; each message is a match on data, so a message without its words does
//! not compile. Commands are the same in every language and live in `report::commands`.

mod english;
mod german;

use crate::diagnosis::facts::{Capture, Facts, PastedRange, ReplyIs};
use crate::diagnosis::finding::Certainty;
use crate::model::{Address, IpRange, Size};
use crate::ordered;
use crate::report::Language;

/// The words of one language.
pub(crate) trait Words {
    /// A finding's texts.
    fn finding(&self, facts: &Facts) -> Text;
    /// What stands before a claim that is less than proven.
    fn hedge(&self, certainty: Certainty) -> &'static str;
}

/// Whether a finding's title says what happens, and not what is printed, what would be, or what is not known: then it
/// is as sure as the finding. Replies of the catalogue say themselves that they have rivals.
const fn is_claim(facts: &Facts) -> bool {
    matches!(
        facts,
        Facts::RelayCapturesExchange(_)
            | Facts::RelayCapturesExchangeExternallySecured(_)
            | Facts::SmtpInspection(_)
            | Facts::InternalTransportCertificateMissing(_)
            | Facts::EdgeConnectorInQuestion { .. }
            | Facts::ExchangeAuthNotOffered { reply: ReplyIs::Hidden, .. }
            | Facts::OpenRelay { .. }
            | Facts::RelayRightMissing(_)
            | Facts::HybridRelayRightMissing(_)
    )
}

/// A finding's texts, its title as sure as the finding.
pub(crate) fn text(words: &dyn Words, facts: &Facts, certainty: Certainty) -> Text {
    let mut text = words.finding(facts);
    if certainty != Certainty::Proven && is_claim(facts) {
        text.title.insert_str(0, words.hedge(certainty));
    }
    text
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static dyn Words {
    match language {
        Language::English => &english::English,
        Language::German => &german::German,
        #[cfg(test)]
        Language::Pseudo => &english::English,
    }
}

/// The texts of a finding: what, why, what to do, and when it is fine.
pub(crate) struct Text {
    /// One sentence that stands alone.
    pub(crate) title: String,
    /// What happens.
    pub(crate) what: String,
    /// Why, with numbers.
    pub(crate) why: String,
    /// What to do.
    pub(crate) action: String,
    /// When it is fine; `None` where it never is.
    pub(crate) fine_when: Option<String>,
}

impl Text {
    fn of(
        title: String,
        what: impl Into<String>,
        why: &str,
        action: impl Into<String>,
        fine_when: Option<&str>,
    ) -> Self {
        let (what, action) = (what.into(), action.into());
        Self { title, what, why: why.to_owned(), action, fine_when: fine_when.map(str::to_owned) }
    }
}

/// More names than a sentence holds.
const MANY: usize = 24;

/// `a, b and c`, without repeats; of very many, the first and how many more there are.
fn join<S: AsRef<str>>(items: impl IntoIterator<Item = S>, and: &str) -> String {
    let (mut seen, mut more): (Vec<String>, Vec<String>) = Default::default();
    for item in items {
        if !seen.iter().any(|s| s == item.as_ref()) {
            let list = if seen.len() < MANY { &mut seen } else { &mut more };
            list.push(item.as_ref().to_owned());
        }
    }
    ordered::sort_and_dedup(&mut more);
    match seen.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some(_) if !more.is_empty() => format!("{}, … (+{})", seen.join(", "), more.len()),
        Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// The names of all, and the verb in singular or plural behind them: `EX1\A and EX1\B take`.
fn they<S: AsRef<str>>(names: impl IntoIterator<Item = S>, and: &str, verb: [&str; 2]) -> String {
    let names: Vec<S> = names.into_iter().collect();
    let several = count(names.iter().map(AsRef::as_ref)) > 1;
    format!("{} {}", join(&names, and), if several { verb[1] } else { verb[0] })
}

/// A sentence for each item.
fn lines<T>(items: &[T], sentence: impl Fn(&T) -> String) -> String {
    items.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The number of different items.
fn count<S: PartialEq>(items: impl IntoIterator<Item = S>) -> usize {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen.len()
}

/// The first few ranges.
fn some_ranges(ranges: &[IpRange], and_more: &str) -> String {
    let mut text = ranges.iter().take(4).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if ranges.len() > 4 {
        text.push(' ');
        text.push_str(and_more);
    }
    text
}

/// Whether these are replies with a code, and not the words of events.
fn is_reply(replies: &[String]) -> bool {
    replies.iter().any(|r| r.starts_with(|c: char| c.is_ascii_digit()))
}

/// Digits in groups of three.
fn grouped(number: &str, separator: char) -> String {
    let mut text = String::with_capacity(number.len().saturating_mul(2));
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len().saturating_sub(index)).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A number of addresses: digits in groups of three, and powers of two where nobody would count digits any more.
fn many(size: Size, separator: char, fewer_than: &str) -> String {
    let digits = size.to_string();
    if digits.len() <= 15 {
        return grouped(&digits, separator);
    }
    let (exponent, exact) = size.power_of_two();
    format!("{}2^{exponent}", if exact { "" } else { fewer_than })
}

/// Captures by one connector, to be told in one sentence.
struct Group<'c> {
    /// The first of them: server, local address, port, connector and loser are those of all.
    first: &'c Capture,
    /// Who sends, with the address where it is known: `EX1 (10.0.0.1)`.
    senders: Vec<String>,
    /// The ranges that win.
    ranges: Vec<PastedRange>,
}

impl Group<'_> {
    /// Where ranges of one size meet, the connector that is bound to the one local address answers before one bound to
    /// every address (observed behaviour, 2013 CU23).
    fn won_by_binding(&self) -> Option<Address> {
        let loser = self.first.instead.as_ref()?.size;
        self.first.local.filter(|_| self.ranges.iter().all(|range| range.size == loser))
    }
}

/// Captures by connector and port, in order.
fn groups(captures: &[Capture]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for capture in captures {
        let same = |g: &Group<'_>| {
            let g = g.first;
            (&g.connector, g.port, g.local) == (&capture.connector, capture.port, capture.local)
        };
        let index = groups.iter().position(same).unwrap_or_else(|| {
            groups.push(Group { first: capture, senders: Vec::new(), ranges: Vec::new() });
            groups.len().saturating_sub(1)
        });
        let Some(group) = groups.get_mut(index) else { continue };
        group.senders.push(sender(capture));
        group.ranges.extend(capture.range.iter().filter(|r| !group.ranges.contains(r)).cloned().collect::<Vec<_>>());
    }
    groups
}

/// Who sends, with the address where it is known: `EX1 (10.0.0.1)`.
fn sender(capture: &Capture) -> String {
    match (capture.sender.is_empty(), capture.source) {
        (false, Some(source)) => format!("{} ({source})", capture.sender),
        (false, None) => capture.sender.clone(),
        (true, Some(source)) => source.to_string(),
        (true, None) => "?".to_owned(),
    }
}

/// The name of a connector without its server.
fn short(identity: &str) -> &str {
    identity.split_once('\\').map_or(identity, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_no_more_than_it_holds() {
        let names = |count: usize| (0..count).chain([0]).map(|n| n.to_string());
        assert_eq!(join(names(3), "and"), "0, 1 and 2");
        assert!(join(names(MANY), "and").ends_with("22 and 23"));
        assert!(join(names(MANY + 5).chain(names(MANY + 5)), "and").ends_with("22, 23, … (+5)"));
    }
}
