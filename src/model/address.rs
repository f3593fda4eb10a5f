//! One IPv4 or IPv6 address, as receive connectors compare them.
//!
//! Knows nothing of ranges and connectors. IPv4-mapped (`::ffff:a.b.c.d`) and IPv4-compatible (`::a.b.c.d`) text is
//! IPv4, scope ids are dropped: observed behaviour (2013 CU23).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Address family. A binding takes connections of its own family only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl Family {
    /// The highest address of the family as a number.
    #[must_use]
    pub const fn max(self) -> u128 {
        match self {
            Self::V4 => u32::MAX as u128,
            Self::V6 => u128::MAX,
        }
    }

    /// `0.0.0.0` or `::`: every local address of the family.
    #[must_use]
    pub const fn wildcard(self) -> Address {
        Address { family: self, bits: 0 }
    }
}

/// One address: its family and its value as an unsigned number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    family: Family,
    bits: u128,
}

impl Address {
    /// `127.0.0.1` and `::1`.
    pub const LOOPBACK: [Self; 2] =
        [Self { family: Family::V4, bits: 0x7f00_0001 }, Self { family: Family::V6, bits: 1 }];

    /// The address with the number `bits`; `None` where an IPv4 number is larger than 32 bits.
    #[must_use]
    pub const fn new(family: Family, bits: u128) -> Option<Self> {
        if bits <= family.max() { Some(Self { family, bits }) } else { None }
    }

    /// Reads an address as Exchange would: surrounding blanks, `[..]` and a scope id are allowed and dropped.
    ///
    /// Returns `None` for anything else, masked addresses (`10.x.x.1`) and short forms (`10.1`) included: .NET would
    /// accept some short forms with surprising meaning, and nobody means them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(address) = Self::parse_dotted(text) {
            return Some(address);
        }
        let text = text.trim();
        let text = text.strip_prefix('[').map_or(text, |t| t.strip_suffix(']').unwrap_or(t));
        let text = text.split_once('%').map_or(text, |(address, _zone)| address);
        match text.parse::<IpAddr>().ok()? {
            IpAddr::V4(v4) => Some(v4.into()),
            IpAddr::V6(v6) => Some(v6.into()),
        }
    }

    /// Reads `a.b.c.d` and nothing else: what most lists are made of.
    #[must_use]
    pub fn parse_dotted(text: &str) -> Option<Self> {
        Some(Self { family: Family::V4, bits: u128::from(dotted(text)?) })
    }

    /// The family of the address.
    #[must_use]
    pub const fn family(self) -> Family {
        self.family
    }

    /// The address as a number.
    #[must_use]
    pub const fn bits(self) -> u128 {
        self.bits
    }

    /// `0.0.0.0` or `::`.
    #[must_use]
    pub const fn is_wildcard(self) -> bool {
        self.bits == 0
    }

    /// RFC 1918, RFC 6598, unique local: an address inside an organization.
    #[must_use]
    pub fn is_private(self) -> bool {
        match self.to_ip() {
            IpAddr::V4(a) => {
                let [first, second, ..] = a.octets();
                a.is_private() || (first == 100 && (64..128).contains(&second))
            }
            IpAddr::V6(a) => a.octets().first().is_some_and(|b| b & 0xfe == 0xfc),
        }
    }

    /// An address that a server never uses towards another: loopback, link-local, wildcard, multicast.
    #[must_use]
    pub fn is_local_only(self) -> bool {
        match self.to_ip() {
            IpAddr::V4(a) => a.is_loopback() || a.is_link_local() || a.is_unspecified() || a.is_multicast(),
            IpAddr::V6(a) => {
                a.is_loopback() || a.is_unspecified() || a.is_multicast() || (a.segments()[0] & 0xffc0) == 0xfe80
            }
        }
    }

    /// An address that is used on one network only: it is known as used only where a log shows it.
    #[must_use]
    pub fn is_link_local(self) -> bool {
        match self.to_ip() {
            IpAddr::V4(a) => a.is_link_local(),
            IpAddr::V6(a) => (a.segments()[0] & 0xffc0) == 0xfe80,
        }
    }

    /// A multicast address, or the broadcast address: it stands for several machines.
    #[must_use]
    pub fn is_group(self) -> bool {
        match self.to_ip() {
            IpAddr::V4(a) => a.is_multicast() || a.is_broadcast(),
            IpAddr::V6(a) => a.is_multicast(),
        }
    }

    /// The same address in the standard library's type.
    #[must_use]
    pub fn to_ip(self) -> IpAddr {
        match self.family {
            // The constructor keeps IPv4 numbers within 32 bits.
            Family::V4 => IpAddr::V4(Ipv4Addr::from(u32::try_from(self.bits).unwrap_or(u32::MAX))),
            Family::V6 => IpAddr::V6(Ipv6Addr::from(self.bits)),
        }
    }
}

/// The number of `a.b.c.d`, without the detours of a reader for everything.
fn dotted(text: &str) -> Option<u32> {
    let (mut bits, mut octet, mut digits, mut dots) = (0_u32, 0_u32, 0_u32, 0_u32);
    for byte in text.bytes() {
        if byte == b'.' {
            if digits == 0 {
                return None;
            }
            bits = bits << 8 | octet;
            (octet, digits, dots) = (0, 0, dots.wrapping_add(1));
        } else if byte.is_ascii_digit() && (digits == 0 || octet != 0) {
            octet = octet.wrapping_mul(10).wrapping_add(u32::from(byte.wrapping_sub(b'0')));
            digits = digits.wrapping_add(1);
            if octet > 255 {
                return None;
            }
        } else {
            return None;
        }
    }
    (dots == 3 && digits > 0).then_some(bits << 8 | octet)
}

impl From<Ipv4Addr> for Address {
    fn from(address: Ipv4Addr) -> Self {
        Self { family: Family::V4, bits: u128::from(u32::from(address)) }
    }
}

impl From<Ipv6Addr> for Address {
    fn from(address: Ipv6Addr) -> Self {
        let bits = u128::from(address);
        let mapped = bits >> 32 == 0xffff;
        // Exchange's own reader takes `::a.b.c.d` for IPv4 unless it is ::, ::1 or another small number.
        let compatible = bits >> 32 == 0 && bits >= 0x1_0000;
        if mapped || compatible {
            Self { family: Family::V4, bits: bits & u128::from(u32::MAX) }
        } else {
            Self { family: Family::V6, bits }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let IpAddr::V4(v4) = self.to_ip() else { return self.to_ip().fmt(f) };
        // Long lists are written often.
        let mut text = [0_u8; 16];
        let mut length = 0_usize;
        let mut put = |byte: u8| {
            if let Some(place) = text.get_mut(length) {
                *place = byte;
                length = length.saturating_add(1);
            }
        };
        for octet in v4.octets() {
            if octet >= 100 {
                put(b'0'.saturating_add(octet / 100));
            }
            if octet >= 10 {
                put(b'0'.saturating_add(octet / 10 % 10));
            }
            put(b'0'.saturating_add(octet % 10));
            put(b'.');
        }
        let text = text.get(..length.saturating_sub(1)).and_then(|text| std::str::from_utf8(text).ok());
        f.pad(text.unwrap_or_default())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_ip().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Address::parse(text).map(|a| a.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_what_exchange_prints() {
        check("192.168.1.1", Some("192.168.1.1"));
        check(" [fe80::1%4] ", Some("fe80::1"));
        check("FD00::0005", Some("fd00::5"));
        check("::ffff:10.0.0.5", Some("10.0.0.5"));
        check("::10.0.0.5", Some("10.0.0.5"));
        check("::1", Some("::1"));
        check("0000:0000:0000:0000:0000:0000:0.0.0.0", Some("::"));
        check("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", Some("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
    }

    #[test]
    fn ipv4_is_read_and_written_as_the_standard_library_does() {
        for a in 0..=300_u16 {
            for text in [format!("{a}.0.10.99"), format!("0.{a}.{a}.255"), format!("1.2.3.0{a}"), format!("1.2.{a}")] {
                let expected = text.parse::<Ipv4Addr>().ok();
                assert_eq!(dotted(&text), expected.map(u32::from), "{text}");
                assert_eq!(Address::parse(&text).map(|a| a.to_string()), expected.map(|v4| v4.to_string()));
            }
        }
        assert_eq!(format!("{:>12}|", Address::from(Ipv4Addr::new(10, 0, 0, 1))), "    10.0.0.1|");
        for text in ["1.2.3.+4", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "1.2.3.:"] {
            assert_eq!(dotted(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_masked_and_short_forms() {
        for text in ["", "10", "10.1", "172.x.x.x", "10.**.**.*", "10.0.0.256", "localhost"] {
            check(text, None);
        }
    }
}
