//! What is asked about: the sources that were pasted or dropped, and the answers of the user.
//!
//! This module does not know what a source holds.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::intake::{Content, Source};
use crate::report::Language;

/// The input of an analysis: what was pasted and dropped, and what the user answered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Input<'a> {
    /// Pasted text and files, in order.
    pub sources: Vec<Source<'a>>,
    /// Answers of the user: addresses by server name.
    pub addresses: Vec<(String, Vec<String>)>,
    /// Answers of the user: ranges of addresses, as the paste writes them, that a server sends from none of.
    pub not_from: Vec<(String, Vec<String>)>,
    /// Answers of the user: version by server name (`2010`, `2016`, `SE`, `15.1`).
    pub versions: Vec<(String, String)>,
    /// Language of the report's words.
    pub language: Language,
}

impl<'a> Input<'a> {
    /// An input of one pasted text.
    #[must_use]
    pub fn text(text: &'a str) -> Self {
        Self::default().with_text("", text)
    }

    /// The same input with one more text.
    #[must_use]
    pub fn with_text(mut self, name: &str, text: &'a str) -> Self {
        self.sources.push(Source { name: name.to_owned(), content: Content::Text(Cow::Borrowed(text)) });
        self
    }

    /// The same input with one more file as bytes.
    #[must_use]
    pub fn with_bytes(mut self, name: &str, bytes: &'a [u8]) -> Self {
        self.sources.push(Source { name: name.to_owned(), content: Content::Bytes(Cow::Borrowed(bytes)) });
        self
    }

    /// The same input with copies of all that it borrows.
    #[must_use]
    pub fn into_owned(self) -> Input<'static> {
        Input {
            sources: self.sources.into_iter().map(Source::into_owned).collect(),
            addresses: self.addresses,
            not_from: self.not_from,
            versions: self.versions,
            language: self.language,
        }
    }

    /// The same input with the addresses of one server.
    #[must_use]
    pub fn with_addresses(mut self, server: &str, addresses: &[&str]) -> Self {
        self.addresses.push((server.to_owned(), addresses.iter().map(|&a| a.to_owned()).collect()));
        self
    }
}
