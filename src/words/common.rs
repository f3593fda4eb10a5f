//! Lists and numbers in sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use indexmap::IndexMap;

use super::Words;
use super::template::{Counted, templates};
use crate::diagnosis::facts::PastedRange;
use crate::model::{Identity, IpRange, Size};

templates! {
    /// Lists and numbers.
    Common {
        /// Between the items of a list.
        separator();
        /// Between groups of three digits.
        thousands();
        list_and(items, last);
        list_or(items, last);
        /// A connector with the servers that it is on.
        on(name, servers);
        /// A connector on more servers than a headline names.
        on_many(name, count);
        /// In the place of the names of servers, in German in the dative.
        servers(count);
        queues(count);
        /// The last item of a list that leaves some out.
        more(count);
        /// The last item of a list of ranges that leaves some out.
        and_more();
        /// A range with its number of addresses.
        range(range, size);
        power_of_two(exponent);
        below_power_of_two(exponent);
        addresses(count: counted);
    }
}

/// The most names in a sentence. If there are more, one name fewer is given, and the number of the others.
const MOST_NAMES: usize = 3;

/// The most servers in a headline. More are given as a run, or by their number.
const MOST_SERVERS: usize = 2;

impl Words {
    /// `a, b and c`, without repeats; of many, the first two and how many more there are.
    pub(super) fn list<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>) -> Counted {
        self.joined(items, &|rest, last| self.common.list_and(rest, last))
    }

    /// `a, b or c`, as [`Self::list`].
    pub(super) fn choice<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>) -> Counted {
        self.joined(items, &|rest, last| self.common.list_or(rest, last))
    }

    fn joined<S: AsRef<str>>(
        &self,
        items: impl IntoIterator<Item = S>,
        with_last: &dyn Fn(&str, &str) -> String,
    ) -> Counted {
        let all = distinct(items);
        let text = match all.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, rest)) if all.len() <= MOST_NAMES => with_last(&self.row(rest), last),
            Some(_) => {
                let named = MOST_NAMES.saturating_sub(1);
                let more = self.common.more(all.len().saturating_sub(named));
                with_last(&self.row(all.get(..named).unwrap_or_default()), &more)
            }
        };
        Counted::new(text, all.len())
    }

    /// Every item, however many there are: `a, b and c`.
    pub(super) fn whole_list<S: AsRef<str>>(&self, items: impl IntoIterator<Item = S>) -> Counted {
        let all = distinct(items);
        let text = match all.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, rest)) => self.common.list_and(self.row(rest), last),
        };
        Counted::new(text, all.len())
    }

    /// Servers in a headline: `EX1`, `EX1 and EX2`; of more, `EX01–EX06` where they are numbered without a gap, else
    /// `14 servers`.
    pub(crate) fn servers<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> Counted {
        let all = distinct(names);
        if all.len() <= MOST_SERVERS {
            return self.list(&all);
        }
        Counted::new(run(&all).unwrap_or_else(|| self.common.servers(all.len())), all.len())
    }

    /// Queues in a headline: `EX1\5 and EX1\6`, or `14 queues`.
    pub(super) fn queue_names(&self, names: &[String]) -> Counted {
        let number = distinct(names).len();
        if number <= MOST_SERVERS { self.list(names) } else { Counted::new(self.common.queues(number), number) }
    }

    /// Connectors by their names: `Default Frontend EX1`, `Relay on EX1`. Connectors of one name are named once: `Relay on
    /// EX1 and EX2`, `Relay on 14 servers`. The number is that of the names, with which the verb agrees: `Relay on EX1 and
    /// EX2 answers`.
    pub(crate) fn connectors<S: AsRef<str>>(&self, identities: impl IntoIterator<Item = S>) -> Counted {
        let all = distinct(identities);
        let mut twins: IndexMap<&str, Vec<Identity<'_>>> = IndexMap::new();
        for identity in all.iter().map(|identity| Identity::or_name(identity)) {
            twins.entry(without_server(identity.name, identity.server)).or_default().push(identity);
        }
        let names = twins.len();
        // Connectors of one list of servers share it: `Printers and Scanners on EX1`.
        let mut places: IndexMap<Vec<&str>, Vec<&str>> = IndexMap::new();
        let mut told = Vec::new();
        for (name, twins) in twins {
            match twins.as_slice() {
                // The name that setup gives tells the server.
                [only] if only.name != name => told.push(only.name.to_owned()),
                _ => places.entry(twins.iter().map(|twin| twin.server).collect()).or_default().push(name),
            }
        }
        let on_servers = places.into_iter().map(|(servers, names)| {
            let names = self.list(names);
            match servers.as_slice() {
                [""] => names.to_string(),
                _ if servers.len() <= MOST_SERVERS => self.common.on(names, self.list(&servers)),
                _ => match run(&distinct(&servers)) {
                    Some(run) => self.common.on(names, run),
                    None => self.common.on_many(names, servers.len()),
                },
            }
        });
        let told: Vec<String> = on_servers.chain(told).collect();
        Counted::new(self.list(told).to_string(), names)
    }

    /// One connector by its name, as [`Self::connectors`].
    pub(super) fn connector_name(&self, identity: &str) -> String {
        self.connectors([identity]).to_string()
    }

    /// Connectors by their names alone, without their servers.
    pub(super) fn names_of_connectors(&self, identities: &[String]) -> Counted {
        let name = |identity: &String| {
            let Identity { server, name } = Identity::or_name(identity);
            without_server(name, server).to_owned()
        };
        self.list(identities.iter().map(name))
    }

    /// A sentence for each item of a connector; what is said alike of several connectors is said once.
    pub(super) fn of_connectors<T>(
        &self,
        items: impl IntoIterator<Item = T>,
        identity: impl Fn(&T) -> &str,
        sentence: impl Fn(&Counted, &T) -> String,
    ) -> String {
        let nobody = Counted::new("", 1);
        sentences(alike(items, |item| sentence(&nobody, item)), |members| {
            let connectors = self.connectors(members.iter().map(&identity));
            members.first().map(|first| sentence(&connectors, first)).unwrap_or_default()
        })
    }

    /// `a, b, c`: all of them, and no word before the last.
    pub(super) fn row<S: AsRef<str>>(&self, items: &[S]) -> String {
        items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.common.separator)
    }

    /// The first few ranges.
    pub(super) fn some_ranges(&self, ranges: &[IpRange]) -> String {
        let shown = self.row(&ranges.iter().take(MOST_NAMES).map(ToString::to_string).collect::<Vec<_>>());
        if ranges.len() > MOST_NAMES { format!("{shown} {}", self.common.and_more) } else { shown }
    }

    /// `10.0.0.0/24 (256 addresses)`.
    pub(super) fn range_with_size(&self, range: impl Display, size: Size) -> String {
        self.common.range(range, self.addresses(size))
    }

    /// `10.0.0.0/24 (256 addresses) and 10.0.1.1 (1 address)`.
    pub(super) fn ranges_with_sizes<'r>(&self, ranges: impl IntoIterator<Item = &'r PastedRange>) -> Counted {
        self.list(ranges.into_iter().map(|range| self.range_with_size(&range.text, range.size)))
    }

    /// Members of a property, or what Exchange prints without any.
    pub(super) fn or_none(&self, members: &[String]) -> String {
        if members.is_empty() { "None".to_owned() } else { self.row(members) }
    }

    /// A number of addresses: digits in groups of three, and powers of two where nobody would count digits any more.
    pub(super) fn addresses(&self, size: Size) -> String {
        let digits = size.to_string();
        let text = if digits.len() <= 15 {
            self.grouped(&digits)
        } else {
            match size.power_of_two() {
                (exponent, true) => self.common.power_of_two(exponent),
                (exponent, false) => self.common.below_power_of_two(exponent),
            }
        };
        self.common.addresses(Counted::new(text, if size == Size::ONE { 1 } else { 2 }))
    }

    /// Digits in groups of three.
    pub(crate) fn grouped(&self, digits: &str) -> String {
        let mut text = String::with_capacity(digits.len().saturating_mul(2));
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
                text.push_str(self.common.thousands);
            }
            text.push(digit);
        }
        text
    }
}

/// Items without repeats, in order of first appearance.
pub(super) fn distinct<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut known = BTreeSet::new();
    let all = items.into_iter().map(|item| item.as_ref().to_owned());
    all.filter(|item| known.insert(item.clone())).collect()
}

/// Items of one key together, in order of first appearance.
pub(crate) fn alike<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<Vec<T>> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for item in items {
        let place = *places.entry(key(&item)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

/// `EX01–EX06`: names with one head, numbered without a gap.
fn run(names: &[String]) -> Option<String> {
    let digits = |name: &str| name.len().saturating_sub(name.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    let mut numbered: Vec<(u64, &str)> = Vec::new();
    let first = names.first()?;
    let (head, width) = (first.get(..first.len().checked_sub(digits(first))?)?, digits(first));
    for name in names {
        let number = name.strip_prefix(head).filter(|number| number.len() == width)?;
        numbered.push((number.parse().ok()?, name));
    }
    numbered.sort_unstable();
    let follows = |pair: &[(u64, &str)]| matches!(pair, [one, next] if one.0.checked_add(1) == Some(next.0));
    let ends = numbered.first().zip(numbered.last()).filter(|_| numbered.windows(2).all(follows));
    ends.map(|((_, first), (_, last))| format!("{first}–{last}"))
}

/// The name of a connector without that of its server at the end.
pub(super) fn without_server<'n>(name: &'n str, server: &str) -> &'n str {
    match name.strip_suffix(server).map(str::trim_end) {
        Some(head) if !server.is_empty() && !head.is_empty() => head,
        _ => name,
    }
}

/// A sentence for each item.
pub(super) fn sentences<T>(items: impl IntoIterator<Item = T>, sentence: impl FnMut(T) -> String) -> String {
    items.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The name of a connector without its server.
pub(crate) fn short_name(identity: &str) -> &str {
    Identity::or_name(identity).name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    #[test]
    fn a_sentence_names_no_more_than_it_holds() {
        let words = crate::words::of(Language::English);
        let list = |count: usize| words.list((0..count).chain([0]).map(|n| n.to_string())).to_string();
        assert_eq!(list(2), "0 and 1");
        assert_eq!(list(3), "0, 1 and 2");
        assert_eq!(list(14), "0, 1 and 12 more");
        assert_eq!(words.choice(["a", "b", "c", "d"]).to_string(), "a, b or 2 more");
        assert_eq!(words.whole_list(["a", "b", "c", "d"]).to_string(), "a, b, c and d");
    }

    #[test]
    fn many_servers_are_a_run_or_a_number() {
        let words = crate::words::of(Language::English);
        let servers = |names: &[&str]| words.servers(names).to_string();
        assert_eq!(servers(&["EX2", "EX9"]), "EX2 and EX9");
        assert_eq!(servers(&["EX03", "EX01", "EX02"]), "EX01–EX03");
        assert_eq!(servers(&["EX9", "EX10", "EX11"]), "3 servers");
        assert_eq!(servers(&["EX01", "EX02", "EX04"]), "3 servers");
        assert_eq!(servers(&["MAIL", "EX02", "EX03"]), "3 servers");
    }

    #[test]
    fn connectors_of_one_name_are_named_once() {
        let words = crate::words::of(Language::English);
        let connectors = |names: &[&str]| words.connectors(names).to_string();
        assert_eq!(connectors(&["EX1\\Relay"]), "Relay on EX1");
        assert_eq!(connectors(&["EX1\\Default Frontend EX1"]), "Default Frontend EX1");
        assert_eq!(connectors(&["EX1\\Relay EX1", "EX2\\Relay EX2"]), "Relay on EX1 and EX2");
        assert_eq!(connectors(&["EX1\\Relay", "EX1\\Default EX1"]), "Relay on EX1 and Default EX1");
        assert_eq!(connectors(&["EX1\\Relay", "EX1\\Printers"]), "Relay and Printers on EX1");
        let many: Vec<String> = (1..15).map(|n| format!("MBX{}\\Relay", n * 2)).collect();
        assert_eq!(words.connectors(&many).to_string(), "Relay on 14 servers");
        assert_eq!(connectors(&["Relay"]), "Relay");
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let english = crate::words::of(Language::English);
        assert_eq!(english.grouped("4294967296"), "4,294,967,296");
        assert_eq!(english.grouped("256"), "256");
        assert_eq!(crate::words::of(Language::German).grouped("123456"), "123.456");
        let size = |text: &str| english.addresses(IpRange::parse(text).expect("a range").size());
        assert_eq!(size("10.0.0.1"), "1 address");
        assert_eq!(size("0.0.0.0/0"), "4,294,967,296 addresses");
        assert_eq!(size("fd00::/64"), "2^64 addresses");
        assert_eq!(size("fd00::1-fd00::ffff:ffff:ffff:ffff"), "fewer than 2^64 addresses");
        assert_eq!(size("::/0"), "2^128 addresses");
    }
}
