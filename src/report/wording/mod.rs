//! Every word of the report, one folder per language.
//!
//! A language is an implementation of [`Words`]; each message is a match on data, so a message without its words does
//! not compile. Commands are the same in every language and live in `report::commands`.

mod english;
mod german;

use crate::diagnosis::facts::{Capture, Facts, PastedRange, ReplyIs};
use crate::diagnosis::finding::Certainty;
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::model::{Address, IpRange, NoteKind, ObjectKind, Size, Snapshot};
use crate::ordered;
use crate::report::Language;

/// The words of one language.
pub(crate) trait Words {
    /// A finding's texts.
    fn finding(&self, facts: &Facts) -> Text;
    /// An assumption, as a sentence.
    fn assumption(&self, gap: &Gap, names: &Names<'_>) -> String;
    /// What is needed, and what it settles.
    fn need(&self, need: &Need) -> (String, String);
    /// What stands before a claim that is less than proven.
    fn hedge(&self, certainty: Certainty) -> &'static str;
    /// What is said of the first of several needs.
    fn first_need(&self) -> &'static str;
    /// A note about the input.
    fn note(&self, note: &NoteKind) -> String;
    /// Why a connector won or lost, with numbers.
    fn reason(&self, reason: &Reason) -> String;
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

/// A verdict with its numbers.
pub(crate) enum Reason {
    /// It answers, by this size; whether the binding decided at equal size.
    Chosen { size: Size },
    /// It matches with this size against the winner's.
    LessSpecific { size: Size, winner: Size },
    /// It matches equally.
    Tie { size: Size },
    /// A hidden value decides: the property as Exchange spells it.
    Unknown { property: &'static str },
    /// No range holds the source.
    NoRangeMatch,
    /// It listens for the other family only.
    OtherFamily,
    /// It listens on other local addresses only.
    OtherAddress,
    /// It belongs to another service.
    OtherRole,
    /// It listens on these ports only.
    OtherPort { ports: Vec<u16> },
    /// It is disabled.
    Disabled,
}

/// Names of connectors by index.
pub(crate) struct Names<'a>(pub(crate) &'a Snapshot);

impl Names<'_> {
    /// The identity of a connector.
    pub(crate) fn connector(&self, index: usize) -> String {
        self.0.receive_connectors.get(index).map(crate::model::ReceiveConnector::identity).unwrap_or_default()
    }
}

/// At most six names; of more, five and how many more there are.
fn first_few(names: &[String], and: &str, more: &str) -> String {
    if names.len() <= 6 {
        return join(names, and);
    }
    let shown = names.iter().take(5).cloned();
    join(shown.chain([format!("{} {more}", names.len().saturating_sub(5))]), and)
}

/// What a hidden property could change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Which server sends.
    Sender,
    /// Where the queue delivers.
    Target,
    /// Whether the queue waits, and since when.
    Waiting,
    /// Why it fails.
    Failure,
    /// Which receive connector answers.
    Answer,
    /// What the connector offers, and to whom.
    Offer,
    /// How many connections it takes.
    Limit,
}

/// What rests on these properties; everything else stands without them. Empty where nothing does.
fn changes<S: AsRef<str>>(kind: ObjectKind, properties: &[S]) -> Vec<Change> {
    let rests = |property: &S| match (kind, property.as_ref()) {
        (ObjectKind::Queue, "Identity" | "QueueIdentity") => Some(Change::Sender),
        (_, "NextHopDomain" | "NextHopConnector" | "NextHopCategory" | "DeliveryType") => Some(Change::Target),
        (_, "Status" | "MessageCount" | "LastRetryTime" | "NextRetryTime") => Some(Change::Waiting),
        (_, "LastError") => Some(Change::Failure),
        (_, "Identity" | "Name" | "Server" | "Enabled" | "TransportRole" | "Bindings" | "RemoteIPRanges") => {
            Some(Change::Answer)
        }
        (
            _,
            "AuthMechanism"
            | "PermissionGroups"
            | "RequireTLS"
            | "SuppressXAnonymousTls"
            | "Fqdn"
            | "TlsCertificateName"
            | "TlsDomainCapabilities"
            | "DomainSecureEnabled",
        ) => Some(Change::Offer),
        (_, name) if name.starts_with("MaxInboundConnection") || name == "MessageRateLimit" => Some(Change::Limit),
        _ => None,
    };
    let mut changes: Vec<Change> = properties.iter().filter_map(rests).collect();
    ordered::sort_and_dedup(&mut changes);
    changes
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

    #[test]
    fn what_is_hidden_changes_what_rests_on_it() {
        let connector = |properties: &[&str]| changes(ObjectKind::ReceiveConnector, properties);
        assert!(connector(&["RemoteIPRanges", "Banner"]) == [Change::Answer]);
        assert!(connector(&["AuthMechanism", "Bindings", "Identity"]) == [Change::Answer, Change::Offer]);
        assert!(connector(&["Banner", "Comment"]).is_empty());
        assert!(changes(ObjectKind::Queue, &["Identity", "LastError"]) == [Change::Sender, Change::Failure]);
    }

    #[test]
    fn parts_of_an_unknown_reply() {
        let reply = |code, enhanced: &str| crate::model::SmtpReply {
            code,
            enhanced_code: Some(enhanced.to_owned()).filter(|e| !e.is_empty()),
            text: "Words".to_owned(),
        };
        let said = |code, enhanced| english::status::parts(&reply(code, enhanced));
        assert!(
            said(Some(450), "4.2.2")
                .ends_with("450: not now, the sender tries again. 4.2.2, by RFC 3463: mailbox, mailbox full.")
        );
        assert!(said(Some(451), "5.7.99").contains("security or policy. The two disagree"));
        assert!(said(Some(550), "").ends_with("550: never, the message goes back."));
        assert!(said(Some(250), "2.1.5").contains("250 is no failure code"));
        assert!(said(None, "").ends_with("No SMTP code can be read in it."));
        assert!(german::status::parts(&reply(Some(450), "4.2.2")).ends_with("Postfach, Postfach voll."));
    }

    #[test]
    fn numbers_are_grouped_and_lists_joined() {
        assert_eq!(grouped("4294967296", ','), "4,294,967,296");
        assert_eq!(grouped("256", ','), "256");
        assert_eq!(join(["a", "b", "a", "c"], "and"), "a, b and c");
        assert_eq!(join(["a"], "and"), "a");
        let size = |text: &str| IpRange::parse(text).expect("a range").size();
        assert_eq!(many(size("0.0.0.0/0"), ',', "<"), "4,294,967,296");
        assert_eq!(many(size("fd00::/64"), ',', "<"), "2^64");
        assert_eq!(many(size("fd00::1-fd00::ffff:ffff:ffff:ffff"), ',', "<"), "<2^64");
        assert_eq!(many(size("::/0"), ',', "<"), "2^128");
    }
}
