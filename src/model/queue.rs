//! A queue as far as the paste shows it, and the parts of its LastError.
//!
//! This module does not know where the queue delivers to: [`crate::diagnosis`] does.

use super::label::snake_case;
use super::others::Others;
use super::property::QueueProperty;
use super::{Address, DeliveryType, Identity, Place, Shown};

/// One queue; several records of the same identity (table, then list) are merged into one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// `SERVER\id`, `SERVER\Shadow\id`, `SERVER\Submission`; absent for an error text pasted alone.
    pub identity: Shown<String>,
    /// DeliveryType in the spelling of the shell.
    pub delivery_type: Shown<String>,
    /// Status.
    pub status: Shown<String>,
    /// MessageCount.
    pub message_count: Shown<u64>,
    /// NextHopDomain.
    pub next_hop_domain: Shown<String>,
    /// NextHopConnector.
    pub next_hop_connector: Shown<String>,
    /// LastError; shown and empty is `Whole(None)`.
    pub last_error: Shown<Option<LastError>>,
    /// Every other property that was read: name in snake_case, text as printed, in order of appearance.
    pub others: Others,
    /// Names (snake_case) of other properties of which only a part is visible.
    pub others_cut: Vec<String>,
    /// Whether its records differ in what tells that and how it fails; the first value is kept.
    pub contradicted: bool,
    /// Where its (first) record starts.
    pub place: Place,
}

impl Queue {
    /// A queue of which nothing but its place is known.
    #[must_use]
    pub fn unknown_at(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// The server that holds the queue, which is the sending server: the identity up to the first backslash.
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        let Identity { server, name } = Identity::parse(self.identity.visible()?)?;
        // A cut identity without its backslash names no server; one with it does.
        (!server.is_empty() && (!name.is_empty() || self.identity.is_cut())).then_some(server)
    }

    /// Whether delivery fails now: a reply is shown, or the queue waits for its next try.
    #[must_use]
    pub fn is_in_trouble(&self) -> bool {
        let failed = self.visible_error().is_some();
        failed || self.status.visible().is_some_and(|s| s.eq_ignore_ascii_case("Retry"))
    }

    /// Its LastError, as far as it is visible; `None` where the paste shows none, or an empty one.
    #[must_use]
    pub fn visible_error(&self) -> Option<&LastError> {
        self.last_error.visible().and_then(Option::as_ref)
    }

    /// Its delivery type, where the paste shows the whole name and Exchange has it.
    #[must_use]
    pub fn known_delivery_type(&self) -> Option<DeliveryType> {
        self.delivery_type.whole().and_then(|name| DeliveryType::named(name))
    }

    /// Whether the paste shows that it has this delivery type.
    #[must_use]
    pub fn delivers_by(&self, delivery_type: DeliveryType) -> bool {
        self.known_delivery_type() == Some(delivery_type)
    }

    /// The text of a property without a field of its own, as far as it is visible.
    #[must_use]
    pub fn visible_other(&self, property: QueueProperty) -> Option<&str> {
        let name = property.wire_name();
        self.others.iter().find(|(known, _)| **known == *name).map(|(_, text)| &**text)
    }

    /// Whether anything is shown of a property, in the spelling of Exchange.
    pub(super) fn shows(&self, property: &str) -> bool {
        match QueueProperty::named(property) {
            Some(QueueProperty::QueueIdentity) => !self.identity.is_absent(),
            Some(known) => known.slot().map_or_else(|| self.has_other(known.wire_name()), |slot| !slot.is_absent(self)),
            None => self.has_other(&snake_case(property)),
        }
    }

    fn has_other(&self, wire_name: &str) -> bool {
        self.others.iter().any(|(name, _)| **name == *wire_name)
    }

    /// The names of the properties of which only a part is visible, in snake_case.
    #[must_use]
    pub fn cut(&self) -> Vec<&str> {
        let mut cut = Vec::new();
        for (property, _) in QueueProperty::kept().filter(|(_, slot)| slot.is_cut(self)) {
            cut.push(property.wire_name());
        }
        cut.extend(self.others_cut.iter().map(String::as_str));
        cut
    }
}

/// A LastError, taken apart: wrapper, innermost reply, and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastError {
    /// As pasted, after wrapped lines are joined.
    pub raw: String,
    /// The outermost reply, where a wrapper is around the innermost one.
    pub outer: Option<SmtpReply>,
    /// The innermost reply: it decides.
    pub inner: Option<SmtpReply>,
    /// The host that was tried (`{FQDN=..}`).
    pub fqdn: Option<String>,
    /// Its address (`{IP=..}`), as written.
    pub ip: Option<String>,
    /// `ip:port` of "The last endpoint attempted was ..", as written.
    pub endpoint: Option<String>,
}

impl LastError {
    /// The address of the host that was tried, where it can be read.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        self.ip.as_deref().and_then(Address::parse)
    }

    /// The address of the last endpoint that was tried, where it can be read.
    #[must_use]
    pub fn last_address(&self) -> Option<Address> {
        self.last_endpoint().and_then(|(address, _)| Address::parse(address))
    }

    /// The port of the last endpoint that was tried, where it can be read.
    #[must_use]
    pub fn last_port(&self) -> Option<u16> {
        self.last_endpoint().and_then(|(_, port)| port.parse().ok())
    }

    /// Address and port of the last endpoint, as written.
    fn last_endpoint(&self) -> Option<(&str, &str)> {
        self.endpoint.as_deref()?.rsplit_once(':')
    }
}

/// One SMTP reply, of a server or made up by the sender itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpReply {
    /// Three digits; `None` where the text shows none.
    pub code: Option<u16>,
    /// Enhanced status code (RFC 3463), such as `5.7.3`.
    pub enhanced_code: Option<String>,
    /// The words after the codes.
    pub text: String,
}

impl SmtpReply {
    /// Codes and words, as one text.
    #[must_use]
    pub fn whole(&self) -> String {
        let code = self.code.map(|c| c.to_string());
        whole_reply(code.as_deref(), self.enhanced_code.as_deref(), &self.text)
    }

    /// Whether the words hold `phrase`, letter case and blanks aside: wrapping loses or adds blanks, and code without
    /// words is not enough (several replies share 451 5.7.3).
    #[must_use]
    pub fn says(&self, phrase: &str) -> bool {
        squeezed(&self.text).contains(&squeezed(phrase))
    }

    /// Whether the enhanced code says that the sender's domain does not vouch for the message (RFC 7372: X.7.20 to
    /// X.7.26).
    #[must_use]
    pub fn is_about_authenticity(&self) -> bool {
        let detail = self.enhanced_code.as_deref().and_then(|code| code.split_once(".7.")?.1.parse::<u16>().ok());
        detail.is_some_and(|detail| (20..=26).contains(&detail))
    }

    /// The words without blanks, in lower case: for who asks for many phrases.
    #[must_use]
    pub fn squeezed(&self) -> String {
        squeezed(&self.text)
    }
}

/// The codes and the words of a reply, as one text.
#[must_use]
pub fn whole_reply(code: Option<&str>, enhanced_code: Option<&str>, text: &str) -> String {
    let parts = [code, enhanced_code, Some(text)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text without blanks, in lower case.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// An SMTP reply found outside a queue record: delivery report, message tracking, log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The reply, taken apart like a LastError.
    pub error: LastError,
    /// The server that gave up with it, where message tracking names it.
    pub sender: Option<String>,
    /// Where it starts.
    pub place: Place,
}
