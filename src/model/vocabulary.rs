//! What the reader of layouts may know about names and values.
//!
//! It says which labels belong to which kind of object, and which values contradict each other. [`crate::intake`] asks
//! it where one output ends and another begins, so that intake itself knows no property names.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::label::loose;
use super::property::{Property, QueueProperty};
use super::{read_prose, short_name};
use crate::intake::{Kinds, Known, Vocabulary};

const QUEUE: Kinds = 1;
const CONNECTOR: Kinds = 2;
const SERVER: Kinds = 4;
const LOOKUP: Kinds = 8;

/// Properties that no object but a queue has.
const ONLY_QUEUE: [QueueProperty; 5] = [
    QueueProperty::DeliveryType,
    QueueProperty::NextHopDomain,
    QueueProperty::NextHopConnector,
    QueueProperty::MessageCount,
    QueueProperty::LastError,
];

/// Properties that no object but a receive connector has.
const ONLY_CONNECTOR: [Property; 5] = [
    Property::RemoteIPRanges,
    Property::AuthMechanism,
    Property::PermissionGroups,
    Property::Bindings,
    Property::TransportRole,
];

/// Properties of `Get-ExchangeServer` (documented) that others have too, and those that it has alone.
const OF_SERVER: [&str; 8] = ["Name", "Identity", "Fqdn", "Domain", "DistinguishedName", "Guid", "RunspaceId", "Id"];
const ONLY_SERVER: [&str; 4] = ["AdminDisplayVersion", "ServerRole", "Edition", "Site"];

/// Labels of `nslookup`; `Server` and `Name` are properties too.
const OF_LOOKUP: [&str; 2] = ["Server", "Name"];
const ONLY_LOOKUP: [&str; 3] = ["Address", "Addresses", "Aliases"];

/// Names that are remembered; a paste has few, each of them on many lines.
const MOST_NAMES: usize = 1000;

/// No property has a longer name.
const LONGEST_NAME: usize = 60;

/// The names and values that the model knows.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Names that were asked for.
    known: RefCell<BTreeMap<Box<str>, Known>>,
}

impl Vocabulary for Words {
    fn label(&self, name: &str) -> Known {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let known = label(name);
        let mut names = self.known.borrow_mut();
        if names.len() < MOST_NAMES && name.len() <= LONGEST_NAME {
            names.insert(name.into(), known);
        }
        known
    }

    fn value(&self, name: &str, value: &str) -> Kinds {
        let is_identity = name.eq_ignore_ascii_case("Identity");
        match value.split_once('\\') {
            Some((_, id)) if is_identity => {
                let id = id.strip_prefix("Shadow\\").unwrap_or(id);
                let is_queue = matches!(id, "Submission" | "Unreachable" | "Poison")
                    || !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
                if is_queue { QUEUE } else { CONNECTOR }
            }
            None if is_identity => SERVER,
            _ => Kinds::MAX,
        }
    }

    fn contradict(&self, a: (&str, &str), b: (&str, &str)) -> bool {
        let is = |pair: (&str, &str), name: &str| pair.0.eq_ignore_ascii_case(name);
        let (identity, other) = if is(a, "Identity") {
            (a.1, b)
        } else if is(b, "Identity") {
            (b.1, a)
        } else {
            return false;
        };
        let Some((server, name)) = identity.split_once('\\') else { return false };
        let begins = |a: &str, b: &str| {
            let same = a.chars().zip(b.chars()).take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).count();
            // A value that is wrapped or cut shows its head only.
            same == a.chars().count().min(b.chars().count())
        };
        let (name, value) = (name.trim(), other.1.trim_end_matches(['.', '…']));
        if value.is_empty() || name.is_empty() {
            return false;
        }
        if is(other, "Name") {
            !begins(name.trim_end_matches(['.', '…']), value)
        } else if is(other, "Server") {
            !begins(short_name(server), short_name(value))
        } else {
            false
        }
    }

    fn is_naming(&self, name: &str) -> bool {
        ["Identity", "Name", "Server"].iter().any(|known| name.eq_ignore_ascii_case(known))
    }

    fn is_heading(&self, name: &str, value: &str) -> bool {
        ["Server", "PSComputerName", "ServerName"].iter().any(|known| name.eq_ignore_ascii_case(known))
            && value.len() <= 255
            && value.chars().any(|c| c.is_ascii_alphabetic())
            && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
    }

    fn goes_on(&self, name: &str, value: &str, below: &str) -> bool {
        self.is_sentence(name) && (read_prose::is_unfinished_reply(value) || read_prose::continues(value, below))
    }

    fn is_sentence(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(QueueProperty::LastError.spelling())
    }

    fn is_statement(&self, line: &str) -> bool {
        read_prose::address_line(line).is_some()
    }
}

/// Which kinds of objects have a property of this name.
fn label(name: &str) -> Known {
    if name.len() > LONGEST_NAME || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-'))
    {
        return Known::default();
    }
    let (of_queue, of_connector) = (QueueProperty::of_label(name), Property::of_label(name));
    // Spelled as the shell does.
    let spelling = of_queue.map(QueueProperty::spelling).or(of_connector.map(Property::spelling)).unwrap_or(name);
    let is_loose = name.contains([' ', '_', '-']);
    let is = |known: &str| spelling.eq_ignore_ascii_case(known) || is_loose && loose(name) == loose(known);
    let is_any = |names: &[&str]| names.iter().any(|known| is(known));
    let of = |kind: Kinds, is: bool| if is { kind } else { 0 };
    let proves = of(QUEUE, is_any(&ONLY_QUEUE.map(QueueProperty::spelling)))
        | of(CONNECTOR, is_any(&ONLY_CONNECTOR.map(Property::spelling)))
        | of(SERVER, is_any(&ONLY_SERVER))
        | of(LOOKUP, is_any(&ONLY_LOOKUP));
    let kinds = proves
        | of(QUEUE, of_queue.is_some())
        | of(CONNECTOR, of_connector.is_some())
        | of(SERVER, is_any(&OF_SERVER))
        | of(LOOKUP, is_any(&OF_LOOKUP));
    Known { kinds, proves }
}
