//! Bindings: local address and port that a receive connector listens on.
//!
//! Printed by .NET: `0.0.0.0:25`, `[::]:25`; by the older .NET of Exchange 2007 and 2010 without brackets (`:::25`).
//! So the text is split at the **last** colon, after one trailing colon was dropped; an empty address means
//! `0.0.0.0` (observed behaviour, 2013 CU23).

use std::fmt;

use super::address::{Address, Family};
use super::written::Written;

/// One entry of Bindings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The entry as pasted.
    pub as_written: Written,
    /// Local address and port; `None` where the entry is masked or damaged.
    pub endpoint: Option<Endpoint>,
}

/// A local address and TCP port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Endpoint {
    /// `0.0.0.0` and `::` stand for every local address of the family.
    pub address: Address,
    /// TCP port.
    pub port: u16,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address.family() {
            Family::V4 => write!(f, "{}:{}", self.address, self.port),
            Family::V6 => write!(f, "[{}]:{}", self.address, self.port),
        }
    }
}

impl Binding {
    /// Reads one entry; never fails.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        Self { as_written: text.into(), endpoint: endpoint(text) }
    }
}

fn endpoint(text: &str) -> Option<Endpoint> {
    let text = text.strip_suffix(':').unwrap_or(text);
    let (address, port) = text.rsplit_once(':')?;
    let address = if address.is_empty() { "0.0.0.0" } else { address };
    Some(Endpoint { address: Address::parse(address)?, port: port.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, u16)>) {
        let read = Binding::read(text).endpoint.map(|e| (e.address.to_string(), e.port));
        assert_eq!(read.as_ref().map(|(a, p)| (a.as_str(), *p)), expected, "{text}");
    }

    #[test]
    fn reads_both_generations_of_dotnet() {
        check("0.0.0.0:25", Some(("0.0.0.0", 25)));
        check("[::]:25", Some(("::", 25)));
        check(":::25", Some(("::", 25)));
        check(":25", Some(("0.0.0.0", 25)));
        check("10.0.0.5:2525", Some(("10.0.0.5", 2525)));
        check("[fe80::1%4]:25", Some(("fe80::1", 25)));
    }

    #[test]
    fn keeps_what_it_cannot_read() {
        for text in ["", "25", "10.x.x.1:25", "0.0.0.0:70000", "{"] {
            check(text, None);
        }
        assert_eq!(Binding::read("10.x.x.1:25").as_written, "10.x.x.1:25");
    }
}
