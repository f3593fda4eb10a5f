//! What tells servers apart. Exchange names a server by its short name or by its FQDN, in any letter case.
//!
//! This is the one place that compares names of servers. It does not know which servers the input holds.

use std::fmt;

/// The short name of a server in small letters. Two names with equal ids mean one server.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerId(String);

impl ServerId {
    /// The id of the server that a name means.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self(short_name(name).to_ascii_lowercase())
    }

    /// Whether the name was empty, so that it means no server.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for ServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The name of a server without its domain.
#[must_use]
pub fn short_name(name: &str) -> &str {
    name.split('.').next().unwrap_or_default().trim()
}

/// Whether two names mean one server, as their ids would say. An empty name means none.
#[must_use]
pub fn same_server(a: &str, b: &str) -> bool {
    // This is asked very often, and mostly of plain names: the first letter in which they differ decides.
    let same = |(x, y): &(u8, u8)| *x != b'.' && (x == y || x.eq_ignore_ascii_case(y));
    let at = a.bytes().zip(b.bytes()).take_while(same).count();
    // Whether the short name ends here. For any character but letters and digits, the exact comparison below decides.
    let ends = |name: &str| match name.as_bytes().get(at) {
        None | Some(b'.') => Some(true),
        Some(byte) if byte.is_ascii_alphanumeric() => Some(false),
        Some(_) => None,
    };
    if let (Some(x), Some(y)) = (ends(a), ends(b)) {
        return x && y && at > 0;
    }
    let (a, b) = (short_name(a), short_name(b));
    !a.is_empty() && a.eq_ignore_ascii_case(b)
}

#[cfg(test)]
mod tests {
    use super::{ServerId, same_server};

    #[test]
    fn a_server_is_known_by_its_short_name() {
        for (a, b) in [
            ("EX1", "ex1"),
            ("EX1", "ex1.corp.example"),
            (" EX1 ", "EX1"),
            ("ex1.a", "EX1.b"),
            ("EX-1", "ex-1.corp"),
            ("EX1 ", "ex1 "),
        ] {
            assert!(same_server(a, b) && same_server(b, a), "{a} {b}");
            assert_eq!(ServerId::of(a), ServerId::of(b), "{a} {b}");
        }
        for (a, b) in [
            ("EX1", "EX2"),
            ("EX1", "EX11"),
            ("", ""),
            ("EX1", ""),
            (".a", ".a.b"),
            ("EX2.a", "EX1.a"),
            ("EX-1", "EX-2"),
            ("EX1-", "EX1"),
        ] {
            assert!(!same_server(a, b) && !same_server(b, a), "{a} {b}");
            assert!(ServerId::of(a) != ServerId::of(b) || ServerId::of(a).is_empty(), "{a} {b}");
        }
    }
}
