//! Addresses and ranges of the naive evaluator: 128 bits, where an IPv4 address stands at `::ffff:a.b.c.d`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

pub(super) const ANY_V4: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
pub(super) const ANY_V6: IpAddr = IpAddr::V6(Ipv6Addr::UNSPECIFIED);

const MAPPED: u128 = 0xffff_0000_0000;

pub(super) fn v4(a: u8, b: u8, c: u8, d: u8) -> IpAddr {
    Ipv4Addr::new(a, b, c, d).into()
}

/// An address of a unique local network, which its number names.
pub(super) fn v6(network: u16, host: u16) -> IpAddr {
    Ipv6Addr::new(0xfd00, 0, 0, network, 0, 0, 0, host).into()
}

/// The wildcard of an address' family.
pub(super) fn any_of(address: IpAddr) -> IpAddr {
    if address.is_ipv4() { ANY_V4 } else { ANY_V6 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

fn address_of(bits: u128) -> IpAddr {
    let address = Ipv6Addr::from_bits(bits);
    address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4)
}

/// An address and a port as .NET prints them.
pub(super) fn endpoint(address: IpAddr, port: u16) -> String {
    SocketAddr::new(address, port).to_string()
}

/// An endpoint up to its port, as a text is searched for it.
pub(super) fn before_port(address: IpAddr) -> String {
    endpoint(address, 25).trim_end_matches("25").to_owned()
}

/// The address of an endpoint without its port.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    text.trim_matches(['[', ']']).parse().ok()
}

/// A range with the text that it is printed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) text: String,
    first: u128,
    last: u128,
}

impl Range {
    pub(super) fn single(address: IpAddr) -> Self {
        Self { text: address.to_string(), first: bits(address), last: bits(address) }
    }

    /// The network of this many bits around an address.
    pub(super) fn network(address: IpAddr, length: u32) -> Self {
        let width = if address.is_ipv4() { 32 } else { 128 };
        let below = u128::MAX.checked_shr(128 - (width - length)).unwrap_or(0);
        let first = bits(address) & !below;
        Self { text: format!("{}/{length}", address_of(first)), first, last: first | below }
    }

    /// The network of an address that an organisation would use: 256 IPv4 addresses, or the 64 bits of an IPv6 one.
    pub(super) fn subnet(address: IpAddr) -> Self {
        Self::network(address, if address.is_ipv4() { 24 } else { 64 })
    }

    /// Every address of the wildcard's family, as setup lists it.
    pub(super) fn all_of(wildcard: IpAddr) -> Self {
        let (text, first, last) = match wildcard {
            IpAddr::V4(_) => ("0.0.0.0-255.255.255.255", MAPPED, MAPPED | u128::from(u32::MAX)),
            IpAddr::V6(_) => ("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0, u128::MAX),
        };
        Self { text: text.into(), first, last }
    }

    /// A single address, a network, or the first and the last address.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some((network, length)) = text.split_once('/') {
            return Some(Self { text: text.to_owned(), ..Self::network(network.parse().ok()?, length.parse().ok()?) });
        }
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        Some(Self { text: text.to_owned(), first: bits(first.parse().ok()?), last: bits(last.parse().ok()?) })
    }

    /// The same range by its first and its last address.
    pub(super) fn first_to_last(self) -> Self {
        Self { text: format!("{}-{}", address_of(self.first), address_of(self.last)), ..self }
    }

    /// The same range with the text of another notation.
    pub(super) fn printed_as(self, text: String) -> Self {
        Self { text, ..self }
    }

    /// The range without its first and its last address.
    pub(super) fn inner(self) -> Self {
        Self { first: self.first + 1, last: self.last - 1, ..self }.first_to_last()
    }

    pub(super) fn first(&self) -> IpAddr {
        address_of(self.first)
    }

    pub(super) fn last(&self) -> IpAddr {
        address_of(self.last)
    }

    /// The family is that of the first address (observed behaviour).
    pub(super) fn is_of_family(&self, address: IpAddr) -> bool {
        self.first().is_ipv4() == address.is_ipv4()
    }

    pub(super) fn holds(&self, address: IpAddr) -> bool {
        self.is_of_family(address) && (self.first..=self.last).contains(&bits(address))
    }

    pub(super) fn size(&self) -> u128 {
        (self.last - self.first).saturating_add(1)
    }

    pub(super) fn equals(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }

    /// Whether the two are neither nested nor apart: Exchange refuses such a pair on one endpoint.
    pub(super) fn crosses(&self, other: &Self) -> bool {
        let apart = self.last < other.first || other.last < self.first;
        let within = |a: &Self, b: &Self| a.first >= b.first && a.last <= b.last;
        self.is_of_family(other.first()) && !apart && !within(self, other) && !within(other, self)
    }
}
