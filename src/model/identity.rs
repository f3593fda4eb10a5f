//! Identities of the form `SERVER\Name`, as Exchange prints them for receive connectors and queues.
//!
//! This is the one place that joins a server and a name, and takes such a text apart. It does not know which objects the
//! input holds.

use std::fmt;

/// A server and the name of an object on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The server, as written.
    pub server: &'a str,
    /// The name, as written.
    pub name: &'a str,
}

impl<'a> Identity<'a> {
    /// Takes `SERVER\Name` apart at the first backslash; `None` where there is none.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let (server, name) = text.split_once('\\')?;
        Some(Self { server, name })
    }

    /// The same for a text that may be the name alone; the server is empty then.
    #[must_use]
    pub fn or_name(text: &'a str) -> Self {
        Self::parse(text).unwrap_or(Self { server: "", name: text })
    }
}

impl fmt::Display for Identity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\\{}", self.server, self.name)
    }
}
