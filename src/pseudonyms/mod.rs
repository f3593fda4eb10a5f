//! Pseudonyms: other names and addresses in the place of those in a text, the same ones every time.
//!
//! What is replaced: servers, domains, custom names of receive connectors, sites and other next hops, people, and
//! addresses (`addresses`). Names that Exchange's setup gives stay, because their meaning matters. What a report says
//! about a text with pseudonyms is what it says about the text, with pseudonyms. Text in, text out; the report only
//! tells which words are names. GUIDs and the words of prose stay as they are.

mod addresses;

use crate::Input;
use crate::intake::{Content, Source, Text, Texts};
use crate::model::{IpRange, names_of_setup};
use crate::report::Report;
use addresses::Addresses;

/// Pseudonyms for the names and addresses of some texts.
#[derive(Clone, Debug)]
pub struct Pseudonyms {
    /// Names of connectors and what stands for them, longest first; as written, blanks and all.
    phrases: Vec<(String, String)>,
    /// Single words: servers, sites, next hops. Small letters.
    words: Vec<(String, String)>,
    /// Parts of domain names and of mail addresses. Small letters.
    labels: Vec<(String, String)>,
    addresses: Addresses,
}

/// What stands for servers, before their number.
const SERVER: &str = "SRV";
/// Words that stand where a next hop stands, and name none.
const NO_NAMES: [&str; 5] = ["submission", "unreachable", "undefined", "shadow", "poison"];
/// Ends of domains of Exchange Online, longest first: every organization has them, and they say where mail goes.
const OF_EVERYBODY: [&str; 3] = ["mail.protection.outlook.com", "mail.onmicrosoft.com", "onmicrosoft.com"];
/// Ends of names with dots that are no domains.
const NO_DOMAINS: [&str; 16] = [
    "txt",
    "log",
    "xml",
    "csv",
    "json",
    "ps1",
    "psm1",
    "exe",
    "dll",
    "htm",
    "html",
    "edb",
    "que",
    "arpa",
    "microsoft.com",
    "w3.org",
];

impl Pseudonyms {
    /// Pseudonyms for this input, of which this report was made.
    #[must_use]
    pub fn of(input: &Input<'_>, report: &Report) -> Self {
        let decoded = Texts::decode(&input.sources);
        let given = input.addresses.iter().flat_map(|(_, list)| list).map(String::as_str);
        let texts: Vec<&str> = decoded.iter().map(Text::shown).chain(given).collect();
        let mut servers: Vec<&str> = report.servers.iter().map(|s| s.name.as_str()).collect();
        servers.extend(report.hosts.iter().map(|h| h.name.as_str()));
        servers.extend(report.queues.iter().filter_map(|q| q.server.as_deref()));
        servers.extend(report.receive_connectors.iter().filter_map(|c| c.server.as_deref()));
        servers.extend(report.findings.iter().flat_map(|f| &f.subject.servers).map(String::as_str));
        // Other hosts that errors name may stand alone too; one called "mail" may not, or every mail would be a server.
        let errors =
            report.queues.iter().filter_map(|q| q.last_error.as_ref()).chain(report.replies.iter().map(|r| &r.error));
        let hosts = errors.filter_map(|e| e.fqdn.as_deref()).map(first_label);
        servers.extend(hosts.filter(|h| h.contains(|c: char| c == '-' || c.is_ascii_digit())));
        let servers = names(servers.into_iter().map(first_label));
        let mut words = numbered(&servers, SERVER);
        let mut hops = Vec::new();
        for queue in &report.queues {
            let hop = queue.next_hop_domain.as_deref().unwrap_or_default();
            // "site:berlin; version:15"
            let hop = hop.strip_prefix("site:").and_then(|site| site.split(';').next()).unwrap_or(hop).trim();
            if !hop.contains([' ', ';', '.']) && !NO_NAMES.iter().any(|no| hop.to_ascii_lowercase().starts_with(no)) {
                hops.push(hop);
            }
        }
        for text in &texts {
            hops.extend(
                text.split("/Sites/").skip(1).filter_map(|rest| rest.split(['\r', '\n', ',', '"', '<']).next()),
            );
            hops.extend(
                text.split(",CN=Microsoft Exchange,").filter_map(|before| before.rsplit_once("CN=").map(|(_, o)| o)),
            );
        }
        let hops = names(hops.into_iter().map(str::trim));
        let hops: Vec<String> = hops.into_iter().filter(|hop| !servers.contains(hop) && is_word(hop)).collect();
        words.extend(numbered(&hops, "SITE"));

        let mut stems = Vec::new();
        let mut connectors = Vec::new();
        for connector in &report.receive_connectors {
            let Some(name) = &connector.name else { continue };
            let server = connector.server.as_deref().map(first_label).unwrap_or_default();
            let (stem, own) = match name.strip_suffix(server) {
                Some(stem) if !server.is_empty() => (stem.trim_end(), true),
                _ => (name.as_str(), false),
            };
            if !stem.is_empty() && !names_of_setup().any(|(_, of)| of.eq_ignore_ascii_case(stem)) {
                stems.push(stem);
                connectors.push((name, stem, if own { server } else { "" }));
            }
        }
        let stems = numbered(&names(stems.into_iter()), "Connector ");
        let mut phrases = Vec::new();
        for (name, stem, server) in connectors {
            let server = look_up(&words, server).unwrap_or_default();
            let stand_in = [look_up(&stems, stem).unwrap_or_default(), server].join(" ");
            phrases.push((name.clone(), stand_in.trim_end().to_owned()));
            // Sentences name connectors of several servers without their servers.
            phrases.push((stem.to_owned(), look_up(&stems, stem).unwrap_or_default().trim_end().to_owned()));
        }
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        phrases.dedup();

        let mut it = Self { phrases: Vec::new(), words, labels: Vec::new(), addresses: Addresses::default() };
        let (mut labels, mut ranges) = (Vec::new(), Vec::new());
        for text in texts {
            it.walk(text, &mut |found, _| match found {
                Found::Address(range) => ranges.push(range),
                Found::Label(label) => labels.push(label),
                Found::Domain(domain) => labels.extend(labels_of(domain).filter(|l| look_up(&it.words, l).is_none())),
                _ => {}
            });
        }
        it.labels = numbered(&names(labels.into_iter()), "n");
        it.phrases = phrases;
        it.addresses = Addresses::of(&ranges);
        it
    }

    /// What stands for what: names, then groups of addresses.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let names = self.words.iter().chain(&self.phrases).chain(&self.labels).cloned();
        names.chain(self.addresses.pairs()).collect()
    }

    /// The input with pseudonyms, as text.
    #[must_use]
    pub fn rename(&self, input: &Input<'_>) -> Input<'static> {
        let mut other = Input { language: input.language, ..Input::default() };
        for (source, text) in input.sources.iter().zip(Texts::decode(&input.sources).iter()) {
            let content = Content::Text(self.apply(text.as_str()).into());
            other.sources.push(Source { name: self.apply(&source.name), content });
        }
        for (server, list) in &input.addresses {
            other.addresses.push((self.apply(server), list.iter().map(|a| self.apply(a)).collect()));
        }
        for (server, ranges) in &input.not_from {
            other.not_from.push((self.apply(server), ranges.iter().map(|range| self.apply(range)).collect()));
        }
        for (server, version) in &input.versions {
            other.versions.push((self.apply(server), version.clone()));
        }
        other
    }

    /// A text with pseudonyms. Columns of tables stay where they are as far as blanks allow.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        // Characters by which this line has grown.
        let mut grown = 0_isize;
        self.walk(text, &mut |found, piece| {
            let from = out.len();
            match found {
                Found::Phrase(stand_in) => out.push_str(stand_in),
                Found::Address(range) => {
                    let stand_in = self.addresses.get(range.first());
                    // An address that stays is left as it was written.
                    if stand_in == range.first() { out.push_str(piece) } else { out.push_str(&stand_in.to_string()) }
                }
                Found::Domain(domain) => {
                    for label in labels_of(domain) {
                        let stand_in = look_up(&self.words, label).or_else(|| look_up(&self.labels, label));
                        out.push_str(stand_in.unwrap_or(label));
                        out.push('.');
                    }
                    out.push_str(own_part(domain).1);
                }
                Found::Label(label) => out.push_str(look_up(&self.labels, label).unwrap_or(label)),
                Found::Word(word) => out.push_str(look_up(&self.words, word).unwrap_or(word)),
                Found::Blanks(blanks) => {
                    let width = blanks.len().saturating_add_signed(grown.saturating_neg()).max(1);
                    out.push_str(&" ".repeat(width));
                    grown = grown.saturating_add_unsigned(width).saturating_sub_unsigned(blanks.len());
                }
                Found::Plain => {
                    out.push_str(piece);
                    if piece == "\n" {
                        grown = 0;
                    }
                }
            }
            if !matches!(found, Found::Blanks(_) | Found::Plain) {
                let new = out.get(from..).unwrap_or_default().chars().count();
                grown = grown.saturating_add_unsigned(new).saturating_sub_unsigned(piece.chars().count());
            }
        });
        out
    }

    /// Hands over the pieces of a text in order.
    fn walk<'t>(&'t self, text: &'t str, visit: &mut dyn FnMut(Found<'t>, &'t str)) {
        let mut at = 0;
        while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let (found, length) = self.find(text, at, next);
            let end = at.saturating_add(length);
            visit(found, text.get(at..end).unwrap_or_default());
            at = end;
        }
    }

    /// What begins here, and how long it is.
    fn find<'t>(&'t self, text: &'t str, at: usize, next: char) -> (Found<'t>, usize) {
        let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        let plain = (Found::Plain, next.len_utf8());
        if next == ' ' {
            let blanks = rest.len().saturating_sub(rest.trim_start_matches(' ').len());
            let blanks = rest.get(..blanks).unwrap_or_default();
            return if blanks.len() > 1 { (Found::Blanks(blanks), blanks.len()) } else { plain };
        }
        let last = before.chars().next_back().unwrap_or(' ');
        // No name begins with a dash: it stands between two addresses, or before a parameter.
        if last.is_alphanumeric() || next == '-' {
            return plain;
        }
        if (next.is_ascii_hexdigit() || next == ':')
            && !is_version(before)
            && let Some((range, length)) = addresses::range_at_start(rest)
            && !rest.get(length..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric)
        {
            return (Found::Address(range), length);
        }
        if let Some(mark) = mark_at_start(rest).filter(|_| last != '-') {
            return (Found::Plain, mark);
        }
        if last == '-' && !ends_with_mark(before) {
            return plain;
        }
        for (name, stand_in) in &self.phrases {
            let after = rest.strip_prefix(name.as_str());
            if after.is_some_and(|after| !after.starts_with(is_of_name)) {
                return (Found::Phrase(stand_in), name.len());
            }
        }
        let length = rest.find(|c: char| !(is_of_name(c) || c == '.')).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        if word.is_empty() {
            return plain;
        }
        let after = rest.get(word.len()..).unwrap_or_default();
        let part_of_name = before.get(before.len().saturating_sub(3)..).is_some_and(|b| b.eq_ignore_ascii_case("DC="));
        let found = if after.starts_with('@') {
            Found::Label(word)
        } else if part_of_name {
            // The last part of a domain stays, here as everywhere.
            if after.starts_with(",DC=") { Found::Label(word) } else { Found::Plain }
        } else if is_domain(word) {
            Found::Domain(word)
        } else if after.starts_with('*') && self.words.iter().any(|(name, _)| name.starts_with(&word.to_lowercase())) {
            // A pattern in a command: `EX20*`.
            Found::Phrase(SERVER)
        } else {
            Found::Word(word)
        };
        (found, word.len())
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug)]
enum Found<'t> {
    /// The name of a connector: what stands for it.
    Phrase(&'t str),
    /// An address; the range that it begins.
    Address(IpRange),
    /// A name with dots.
    Domain(&'t str),
    /// A part of a domain, or a person.
    Label(&'t str),
    /// A word that may be a name.
    Word(&'t str),
    /// Two blanks or more.
    Blanks(&'t str),
    /// All else.
    Plain,
}

/// The length of a mark that a name may follow without a blank: LastError's own as people retype it (`FQDN-EX1`), and a
/// reply of several lines (`250-EX1.corp.example Hello`).
fn mark_at_start(text: &str) -> Option<usize> {
    let (head, _) = text.split_once('-')?;
    let is_reply = head.len() == 3 && head.chars().all(|c| c.is_ascii_digit());
    (head == "FQDN" || is_reply).then_some(head.len().saturating_add(1))
}

fn ends_with_mark(before: &str) -> bool {
    let from = before.trim_end_matches('-').rfind(|c: char| !is_of_name(c));
    let word = before.get(from.map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    mark_at_start(word) == Some(word.len())
}

/// Whether what follows is a version, which may look like an address: "0.1 (8.0.535.0)", "Version: 15.0.1.2".
fn is_version(before: &str) -> bool {
    let near = before.trim_end_matches([' ', ':', '=', '"', '\'', '>']);
    let outer = before.strip_suffix(" (").map(|b| b.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'));
    near.ends_with("ersion") || outer.is_some_and(|o| before.get(o.len()..).is_some_and(|number| number.contains('.')))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

/// Whether a word with dots is a domain: small or capital letters at the end, and no file, no type of .NET.
fn is_domain(word: &str) -> bool {
    let Some((_, last)) = word.rsplit_once('.') else { return false };
    let one_case = last.chars().all(|c| c.is_ascii_lowercase()) || last.chars().all(|c| c.is_ascii_uppercase());
    let small = word.to_ascii_lowercase();
    // "onmicrosoft.com" is none of Microsoft's own.
    let no = NO_DOMAINS.iter().any(|no| small.strip_suffix(no).is_some_and(|own| own.is_empty() || own.ends_with('.')));
    last.len() > 1 && one_case && !no && word.split('.').all(|label| !label.is_empty())
}

/// The labels of a domain that are the organization's.
fn labels_of(domain: &str) -> impl Iterator<Item = &str> {
    own_part(domain).0.split('.').filter(|label| !label.is_empty())
}

/// A domain in two: the organization's part, and the end that is everybody's.
fn own_part(domain: &str) -> (&str, &str) {
    let last = domain.rsplit('.').next().unwrap_or_default();
    let ends_with = |end: &&&str| {
        let own = domain.len().checked_sub(end.len()).and_then(|at| domain.split_at_checked(at));
        own.is_some_and(|(own, tail)| tail.eq_ignore_ascii_case(end) && (own.is_empty() || own.ends_with('.')))
    };
    let end = OF_EVERYBODY.iter().find(ends_with).map_or(last.len(), |end| end.len());
    domain.split_at_checked(domain.len().saturating_sub(end)).unwrap_or((domain, ""))
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Each name once, in order, whatever the case of its letters.
fn names<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut list: Vec<String> = all.filter(|name| !name.is_empty()).map(str::to_lowercase).collect();
    list.sort();
    list.dedup();
    list
}

/// Numbers for names, with as many digits as the last needs: their order stays.
fn numbered(names: &[String], prefix: &str) -> Vec<(String, String)> {
    let width = names.len().to_string().len();
    let numbers = (1_usize..).map(|number| format!("{prefix}{number:0width$}"));
    names.iter().cloned().zip(numbers).collect()
}

fn look_up<'a>(list: &'a [(String, String)], name: &str) -> Option<&'a str> {
    list.iter().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, stand_in)| stand_in.as_str())
}
