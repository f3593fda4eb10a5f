//! What the reader of layouts may know: which labels belong to which kind of object, and what values contradict each other.

use super::property::{Property, QueueProperty};
use super::read_prose;
use crate::intake::{Kinds, Known, Vocabulary};

const QUEUE: Kinds = 1;
const CONNECTOR: Kinds = 2;
const SERVER: Kinds = 4;
const LOOKUP: Kinds = 8;

/// Properties that no object but a queue has.
const ONLY_QUEUE: [&str; 5] = ["DeliveryType", "NextHopDomain", "NextHopConnector", "MessageCount", "LastError"];

/// Properties that no object but a receive connector has.
const ONLY_CONNECTOR: [&str; 5] = ["RemoteIPRanges", "AuthMechanism", "PermissionGroups", "Bindings", "TransportRole"];

/// Properties of `Get-ExchangeServer` (documented) that others have too, and those that it has alone.
const OF_SERVER: [&str; 8] = ["Name", "Identity", "Fqdn", "Domain", "DistinguishedName", "Guid", "RunspaceId", "Id"];
const ONLY_SERVER: [&str; 4] = ["AdminDisplayVersion", "ServerRole", "Edition", "Site"];

/// Labels of `nslookup`; `Server` and `Name` are properties too.
const OF_LOOKUP: [&str; 2] = ["Server", "Name"];
const ONLY_LOOKUP: [&str; 3] = ["Address", "Addresses", "Aliases"];

/// The names and values that the model knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words;

impl Vocabulary for Words {
    fn label(&self, name: &str) -> Known {
        if name.len() > 60 || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ') {
            return Known::default();
        }
        let is_any = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        let of = |kind: Kinds, is: bool| if is { kind } else { 0 };
        let proves = of(QUEUE, is_any(&ONLY_QUEUE))
            | of(CONNECTOR, is_any(&ONLY_CONNECTOR))
            | of(SERVER, is_any(&ONLY_SERVER))
            | of(LOOKUP, is_any(&ONLY_LOOKUP));
        let kinds = proves
            | of(QUEUE, QueueProperty::of_label(name).is_some())
            | of(CONNECTOR, Property::of_label(name).is_some())
            | of(SERVER, is_any(&OF_SERVER))
            | of(LOOKUP, is_any(&OF_LOOKUP));
        Known { kinds, proves }
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
        let (identity, other) = match () {
            () if is(a, "Identity") => (a.1, b),
            () if is(b, "Identity") => (b.1, a),
            () => return false,
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
        match () {
            () if is(other, "Name") => !begins(name.trim_end_matches(['.', '…']), value),
            () if is(other, "Server") => {
                let head = |host: &str| host.split('.').next().unwrap_or_default().trim().to_owned();
                !begins(&head(server), &head(value))
            }
            () => false,
        }
    }

    fn is_heading(&self, name: &str, value: &str) -> bool {
        ["Server", "PSComputerName", "ServerName"].iter().any(|known| name.eq_ignore_ascii_case(known))
            && value.len() <= 255
            && value.chars().any(|c| c.is_ascii_alphabetic())
            && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))
    }

    fn goes_on(&self, name: &str, value: &str) -> bool {
        name.eq_ignore_ascii_case("LastError") && read_prose::is_unfinished_reply(value)
    }

    fn is_statement(&self, line: &str) -> bool {
        read_prose::address_line(line).is_some()
    }
}
