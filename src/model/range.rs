//! Remote IP ranges: the four notations that receive connectors accept, as low and high address.
//!
//! ```text
//! range  = single | low "-" high | base "/" length | base "(" mask ")"
//! ```
//! The first of `-`, `/`, `(` after position 0 decides; only contiguous masks; both ends of one family; low not above
//! high. A base inside its network is masked down, as Exchange does when it stores it (`10.0.0.5/24` is `10.0.0.0/24`).
//! `[..]` around IPv6 addresses and a `:0` behind them are tolerated: setup itself writes `[::]:0-FFFF:..`.
//! Observed behaviour (2013 CU23).

use std::fmt;

use ipnet::IpNet;

use super::address::{Address, Family};
use super::written::Written;
use crate::intake::blanks::trim;

/// A non-empty interval of addresses of one family, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpRange {
    family: Family,
    first: u128,
    last: u128,
}

impl IpRange {
    /// The range from `first` to `last`; `None` where the families differ or `first` is above `last`.
    #[must_use]
    pub fn new(first: Address, last: Address) -> Option<Self> {
        let fits = first.family() == last.family() && first.bits() <= last.bits();
        fits.then(|| Self { family: first.family(), first: first.bits(), last: last.bits() })
    }

    /// The range that holds one address.
    #[must_use]
    pub const fn single(address: Address) -> Self {
        Self { family: address.family(), first: address.bits(), last: address.bits() }
    }

    /// Every address of a family.
    #[must_use]
    pub const fn all(family: Family) -> Self {
        Self { family, first: 0, last: family.max() }
    }

    /// The range with these numbers; `None` where they are out of order or out of the family.
    #[must_use]
    pub fn from_bits(family: Family, first: u128, last: u128) -> Option<Self> {
        (first <= last && last <= family.max()).then_some(Self { family, first, last })
    }

    /// Reads any of the four notations; `None` for everything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(address) = Address::parse_dotted(text) {
            return Some(Self::single(address));
        }
        let text = trim(text);
        let mut bytes = text.bytes().enumerate().skip(1);
        let Some((at, separator)) = bytes.find(|(_, byte)| matches!(byte, b'-' | b'/' | b'(')) else {
            return Address::parse(text).map(Self::single);
        };
        let (base, rest) = (text.get(..at)?, text.get(at + 1..)?);
        match separator {
            b'-' => Self::new(range_end(base)?, range_end(rest)?),
            b'/' => network(base, rest.trim().parse().ok()?),
            _ => network(base, mask_length(rest.trim().strip_suffix(')')?)?),
        }
    }

    /// Address family.
    #[must_use]
    pub const fn family(self) -> Family {
        self.family
    }

    /// Lowest address as a number.
    #[must_use]
    pub const fn first_bits(self) -> u128 {
        self.first
    }

    /// Highest address as a number.
    #[must_use]
    pub const fn last_bits(self) -> u128 {
        self.last
    }

    /// Lowest address.
    #[must_use]
    pub fn first(self) -> Address {
        Address::new(self.family, self.first).unwrap_or(self.family.wildcard())
    }

    /// Highest address.
    #[must_use]
    pub fn last(self) -> Address {
        Address::new(self.family, self.last).unwrap_or(self.family.wildcard())
    }

    /// Number of addresses. This, and not the notation, decides which range is more specific.
    #[must_use]
    pub const fn size(self) -> Size {
        Size { less_one: self.last.wrapping_sub(self.first) }
    }

    /// Whether the address is in the range.
    #[must_use]
    pub fn contains(self, address: Address) -> bool {
        self.family == address.family() && self.first <= address.bits() && address.bits() <= self.last
    }

    /// Whether `other` is wholly inside (equal counts).
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.family == other.family && self.first <= other.first && other.last <= self.last
    }

    /// Whether the two share an address.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.family == other.family && self.first <= other.last && other.first <= self.last
    }

    /// The smallest range that holds both; they must be of one family.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last), ..self }
    }

    /// Whether the two share an address and neither is inside the other. Set-ReceiveConnector refuses this on one
    /// local endpoint (documented: overlap is allowed only when one range is completely inside the other).
    #[must_use]
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.holds(other) && !other.holds(self)
    }

    /// The fewest networks that together are the range, in order: `10.0.0.0/24`, `2001:db8::/32`.
    #[must_use]
    pub fn networks(self) -> Vec<String> {
        let width: u32 = if self.family == Family::V4 { 32 } else { 128 };
        let mut networks = Vec::new();
        let mut first = self.first;
        loop {
            // The largest network that starts here: as large as the start allows and as the rest has addresses.
            let rest = self.last.wrapping_sub(first);
            let room = rest.checked_add(1).map_or(128, u128::ilog2);
            let bits = first.trailing_zeros().min(room).min(width);
            if let Some(base) = Address::new(self.family, first) {
                networks.push(format!("{base}/{}", width.saturating_sub(bits)));
            }
            let next = 1_u128.checked_shl(bits).and_then(|size| first.checked_add(size));
            match next.filter(|next| *next <= self.last) {
                Some(next) => first = next,
                None => return networks,
            }
        }
    }

    /// What is left, in order, when one address is taken out: none, one or two ranges.
    #[must_use]
    pub fn without(self, address: Address) -> Vec<Self> {
        if !self.contains(address) {
            return vec![self];
        }
        let at = address.bits();
        let below = at.checked_sub(1).filter(|_| at > self.first).map(|last| Self { last, ..self });
        let above = at.checked_add(1).filter(|_| at < self.last).map(|first| Self { first, ..self });
        below.into_iter().chain(above).collect()
    }
}

/// A range with a typographic dash, or with its mask behind a slash.
fn retyped_range(text: &str) -> Option<IpRange> {
    let dashes = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    match (text.split_once(dashes), text.split_once('/')) {
        (Some((first, last)), _) => IpRange::new(range_end(first)?, range_end(last)?),
        (None, Some((base, mask))) => network(base, mask_length(mask)?),
        (None, None) => None,
    }
}

/// One end of a low-high range; setup writes `[::]:0` for `::`.
fn range_end(text: &str) -> Option<Address> {
    let text = text.trim();
    Address::parse(text).or_else(|| Address::parse(text.strip_suffix(":0")?))
}

fn network(base: &str, length: u8) -> Option<IpRange> {
    let base = Address::parse(base)?;
    let net = IpNet::new(base.to_ip(), length).ok()?;
    let (first, last) = match (net.network(), net.broadcast()) {
        (std::net::IpAddr::V4(a), std::net::IpAddr::V4(b)) => (u128::from(u32::from(a)), u128::from(u32::from(b))),
        (std::net::IpAddr::V6(a), std::net::IpAddr::V6(b)) => (u128::from(a), u128::from(b)),
        _ => return None,
    };
    IpRange::from_bits(base.family(), first, last)
}

/// Length of a contiguous mask, IPv4 or IPv6.
fn mask_length(mask: &str) -> Option<u8> {
    let mask = mask.trim().parse().ok()?;
    ipnet::ip_mask_to_prefix(mask).ok()
}

impl fmt::Display for IpRange {
    /// A single address, or low-high: the notation that splits cleanly.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { self.first().fmt(f) } else { write!(f, "{}-{}", self.first(), self.last()) }
    }
}

impl fmt::Debug for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Number of addresses in a range, 1 to 2^128; ordered by number.
///
/// Exchange clamps the whole IPv6 space to 2^128 - 1 (observed behaviour, 2013 CU23); no other range reaches that
/// size, so the clamp never decides anything and the true number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    less_one: u128,
}

impl Size {
    /// One address.
    pub const ONE: Self = Self { less_one: 0 };

    /// The last address of a range of this size that begins here.
    #[must_use]
    pub const fn last_from(self, first: u128) -> u128 {
        first.saturating_add(self.less_one)
    }

    /// The smallest power of two that is not below it, and whether it is just that: `(64, true)` for a `/64`.
    #[must_use]
    pub fn power_of_two(self) -> (u32, bool) {
        let exponent = u128::BITS.saturating_sub(self.less_one.leading_zeros());
        (exponent, self.less_one.count_ones() == exponent)
    }
}

impl fmt::Display for Size {
    /// Decimal digits without grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.less_one.checked_add(1) {
            Some(size) => size.fmt(f),
            None => f.write_str("340282366920938463463374607431768211456"),
        }
    }
}

/// One entry of RemoteIPRanges: what was printed, and what it means where it can be read. There are very many of them,
/// nearly all IPv4, so an entry is small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteIpRange {
    /// The entry as pasted, after wrapped lines are joined.
    pub as_written: Written,
    range: Kept,
}

/// A range in little room.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Unreadable,
    V4(u32, u32),
    V6(Box<(u128, u128)>),
}

impl RemoteIpRange {
    /// Reads one entry; never fails. What nobody but a person writes so is kept as Exchange writes it: blanks around the
    /// sign, a typographic dash, a mask behind a slash (`10.0.0.0/255.255.255.0`).
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = trim(text);
        if let Some(address) = Address::parse_dotted(text) {
            return Self::new(text, Some(IpRange::single(address)));
        }
        let range = IpRange::parse(text);
        if range.is_some() && !text.as_bytes().contains(&b' ') {
            return Self::new(text, range);
        }
        range.or_else(|| retyped_range(text)).map_or_else(|| Self::new(text, None), Self::from)
    }

    fn new(as_written: &str, range: Option<IpRange>) -> Self {
        let range = match range {
            None => Kept::Unreadable,
            Some(IpRange { family: Family::V6, first, last }) => Kept::V6(Box::new((first, last))),
            // The numbers of IPv4 addresses have 32 bits.
            Some(IpRange { family: Family::V4, first, last }) => match (u32::try_from(first), u32::try_from(last)) {
                (Ok(first), Ok(last)) => Kept::V4(first, last),
                _ => Kept::Unreadable,
            },
        };
        Self { as_written: as_written.into(), range }
    }

    /// Its addresses; `None` where it is masked or damaged.
    #[must_use]
    pub fn range(&self) -> Option<IpRange> {
        match self.range {
            Kept::Unreadable => None,
            Kept::V4(first, last) => Some(IpRange { family: Family::V4, first: first.into(), last: last.into() }),
            Kept::V6(ref ends) => Some(IpRange { family: Family::V6, first: ends.0, last: ends.1 }),
        }
    }
}

impl From<IpRange> for RemoteIpRange {
    /// The entry that means this range, in the notation of its [`fmt::Display`].
    fn from(range: IpRange) -> Self {
        Self::new(&range.to_string(), Some(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, size: &str) {
        let range = IpRange::parse(text).unwrap_or_else(|| panic!("{text} is not read"));
        assert_eq!((range.to_string().as_str(), range.size().to_string().as_str()), (expected, size), "{text}");
    }

    #[test]
    fn reads_every_notation() {
        check("192.168.1.1", "192.168.1.1", "1");
        check("10.0.0.5/32", "10.0.0.5", "1");
        check("10.0.0.5-10.0.0.5", "10.0.0.5", "1");
        check("192.168.1.77/24", "192.168.1.0-192.168.1.255", "256");
        check("192.168.1.77(255.255.255.0)", "192.168.1.0-192.168.1.255", "256");
        check("0.0.0.0(0.0.0.0)", "0.0.0.0-255.255.255.255", "4294967296");
        check("10.0.0.1-10.0.0.254", "10.0.0.1-10.0.0.254", "254");
        check("fe80::1%11", "fe80::1", "1");
        check("2001:db8::/60", "2001:db8::-2001:db8:0:f:ffff:ffff:ffff:ffff", "295147905179352825856");
        let all = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        check(all, all, "340282366920938463463374607431768211456");
        check("[::]:0-FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF", all, "340282366920938463463374607431768211456");
    }

    #[test]
    fn refuses_what_exchange_refuses() {
        for text in [
            "",
            "10.0.0.9-10.0.0.1",
            "10.0.0.1-fd00::1",
            "10.0.0.0/33",
            "10.0.0.0/255.255.255.0",
            "10.0.0.0(255.0.255.0)",
            "10.x.x.1",
            "10.0.0.1-",
            "10.0.0.0(255.255.255.0",
        ] {
            assert_eq!(IpRange::parse(text), None, "{text}");
        }
    }

    #[test]
    fn retyped_ranges_are_kept_as_exchange_writes_them() {
        let read = |text| RemoteIpRange::read(text).as_written.to_string();
        assert_eq!(read("10.0.0.1 - 10.0.0.9"), "10.0.0.1-10.0.0.9");
        assert_eq!(read("10.0.0.1\u{2013}10.0.0.9"), "10.0.0.1-10.0.0.9");
        assert_eq!(read("10.0.0.0/255.255.255.0"), "10.0.0.0-10.0.0.255");
        assert_eq!(read(" 10.0.0.0/24 "), "10.0.0.0/24");
        for text in ["10.0.0.1-10.0.0.x", "10.0.0. 3", "10.0.0.1\u{2013}", "<external IP>", "10.0.0.0/24/25"] {
            let range = RemoteIpRange::read(text);
            assert_eq!((range.range(), range.as_written.as_str()), (None, text));
        }
    }

    #[track_caller]
    fn networks(text: &str, expected: &[&str]) {
        assert_eq!(IpRange::parse(text).unwrap().networks(), expected);
    }

    #[test]
    fn networks_are_few_and_together_the_range() {
        networks("10.0.0.0/24", &["10.0.0.0/24"]);
        networks("10.0.0.5", &["10.0.0.5/32"]);
        networks("0.0.0.0-255.255.255.255", &["0.0.0.0/0"]);
        networks("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", &["::/0"]);
        networks("10.0.0.1-10.0.0.6", &["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"]);
        networks("192.168.10.11-192.168.10.12", &["192.168.10.11/32", "192.168.10.12/32"]);
        networks("255.255.255.254-255.255.255.255", &["255.255.255.254/31"]);
        networks("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", &["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"]);
        for first in 0..40_u32 {
            for last in first..40 {
                let range = IpRange::parse(&format!("10.0.0.{first}-10.0.0.{last}")).unwrap();
                let parts: Vec<_> = range.networks().iter().map(|n| IpRange::parse(n).unwrap()).collect();
                let joined = parts.windows(2).all(|p| p[0].last_bits() + 1 == p[1].first_bits());
                assert!(joined && parts[0].first() == range.first() && parts[parts.len() - 1].last() == range.last());
                // No two neighbours are one network, so there is no shorter list.
                assert!(parts.windows(2).all(|p| {
                    let size = p[0].last_bits() - p[0].first_bits() + 1;
                    p[1].last_bits() - p[1].first_bits() + 1 != size || p[0].first_bits() % (2 * size) != 0
                }));
            }
        }
    }

    #[test]
    fn taking_one_address_out_leaves_the_rest() {
        let range = IpRange::parse("10.0.0.0/30").unwrap();
        let out = |text| range.without(Address::parse(text).unwrap());
        assert_eq!(out("10.0.0.0"), [IpRange::parse("10.0.0.1-10.0.0.3").unwrap()]);
        assert_eq!(out("10.0.0.3"), [IpRange::parse("10.0.0.0-10.0.0.2").unwrap()]);
        let parts = ["10.0.0.0", "10.0.0.2-10.0.0.3"].map(|t| IpRange::parse(t).unwrap());
        assert_eq!(out("10.0.0.1"), parts);
        assert_eq!(out("10.0.0.9"), [range]);
        assert_eq!(IpRange::parse("10.0.0.1").unwrap().without(Address::parse("10.0.0.1").unwrap()), []);
    }
}
