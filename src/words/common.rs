//! Lists and numbers in sentences.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::Words;
use super::template::{Counted, templates};
use crate::diagnosis::facts::PastedRange;
use crate::model::{IpRange, Size};

templates! {
    /// Lists and numbers.
    Common {
        /// Between the items of a list.
        separator();
        /// Between groups of three digits.
        thousands();
        list_and(items, last);
        list_or(items, last);
        /// A list that names only its first items.
        list_cut(items, count);
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

/// More names than a sentence holds.
const MANY: usize = 24;

impl Words {
    /// `a, b and c`, without repeats; of very many, the first and how many more there are.
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
        let mut seen: Vec<String> = Vec::new();
        let mut more = BTreeSet::new();
        for item in items {
            let item = item.as_ref();
            if seen.iter().any(|s| s == item) || more.contains(item) {
                continue;
            }
            if seen.len() < MANY {
                seen.push(item.to_owned());
            } else {
                more.insert(item.to_owned());
            }
        }
        let number = seen.len().saturating_add(more.len());
        let text = match seen.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some(_) if !more.is_empty() => self.common.list_cut(self.row(&seen), more.len()),
            Some((last, rest)) => with_last(&self.row(rest), last),
        };
        Counted::new(text, number)
    }

    /// `a, b, c`: all of them, and no word before the last.
    pub(super) fn row<S: AsRef<str>>(&self, items: &[S]) -> String {
        items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.common.separator)
    }

    /// At most six names; of more, five and how many more there are.
    pub(super) fn first_few(&self, names: &[String]) -> Counted {
        if names.len() <= 6 {
            return self.list(names);
        }
        let more = self.common.more(names.len().saturating_sub(5));
        self.list(names.iter().take(5).cloned().chain([more]))
    }

    /// At most four items; of more, three and how many more there are.
    pub(super) fn short_list(&self, items: &[String]) -> Counted {
        let (shown, last) = match items.split_last() {
            None => return Counted::new("", 0),
            Some((one, [])) => return Counted::new(one, 1),
            Some(_) if items.len() > 4 => {
                (items.get(..3).unwrap_or_default(), self.common.more(items.len().saturating_sub(3)))
            }
            Some((last, rest)) => (rest, last.clone()),
        };
        Counted::new(self.common.list_and(self.row(shown), last), items.len())
    }

    /// The first few ranges.
    pub(super) fn some_ranges(&self, ranges: &[IpRange]) -> String {
        let shown = self.row(&ranges.iter().take(4).map(ToString::to_string).collect::<Vec<_>>());
        if ranges.len() > 4 { format!("{shown} {}", self.common.and_more) } else { shown }
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

/// A sentence for each item.
pub(super) fn sentences<T>(items: impl IntoIterator<Item = T>, sentence: impl FnMut(T) -> String) -> String {
    items.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The name of a connector without its server.
pub(super) fn short_name(identity: &str) -> &str {
    identity.split_once('\\').map_or(identity, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    #[test]
    fn a_sentence_names_no_more_than_it_holds() {
        let words = crate::words::of(Language::English);
        let list = |count: usize| words.list((0..count).chain([0]).map(|n| n.to_string())).to_string();
        assert_eq!(list(3), "0, 1 and 2");
        assert!(list(MANY).ends_with("22 and 23"));
        let twice = (0..MANY + 5).chain(0..MANY + 5).map(|n| n.to_string());
        assert!(words.list(twice).to_string().ends_with("22, 23, … (+5)"));
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
