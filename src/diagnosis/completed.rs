//! Completes one of two pastes with what only the other one shows.
//!
//! After a change, admins often paste only the changed connector. This module takes what one paste does not show from the
//! other paste, and names it. A value that a paste shows in part stays as it is. Replies of queues are never taken over.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{AnySlot, Property, ReceiveConnector, Shown, Snapshot, same_server};
use crate::remedy::ConnectorPairs;

/// One side with what only the other one shows.
#[derive(Clone, Debug)]
pub struct Completed<'a> {
    /// The side with all that is taken over; borrowed where that is nothing.
    pub snapshot: Cow<'a, Snapshot>,
    /// Identities of connectors that were taken over.
    pub connectors: Vec<String>,
    /// Properties that were taken over, of connectors that both sides show.
    pub properties: Vec<&'static str>,
    /// Names of servers whose addresses or version were taken over.
    pub servers: Vec<String>,
    /// Identities of connectors that this side has not: it shows the server's connectors without them.
    pub lacking: Vec<String>,
}

/// Completes `side` by what `other` shows.
#[must_use]
pub fn complete<'a>(side: &'a Snapshot, other: &Snapshot) -> Completed<'a> {
    let pairs = ConnectorPairs::of(other, side);
    let mut found = Completed {
        snapshot: Cow::Borrowed(side),
        connectors: Vec::new(),
        properties: Vec::new(),
        servers: Vec::new(),
        lacking: Vec::new(),
    };
    let mut properties = BTreeSet::new();
    for (index, old) in other.receive_connectors.iter().enumerate() {
        let place = pairs.second(index);
        if let Some((place, new)) = place.and_then(|place| Some((place, side.receive_connectors.get(place)?))) {
            if lacks(new, old)
                && let Some(new) = found.snapshot.to_mut().receive_connectors.get_mut(place)
            {
                fill_connector(new, old, &mut properties);
            }
        } else if shows_all(side, other, &old.server) {
            found.lacking.push(old.identity());
        } else {
            found.connectors.push(old.identity());
            found.snapshot.to_mut().receive_connectors.push(old.clone());
        }
    }
    found.properties = properties.into_iter().collect();
    for old in &other.servers {
        let Some(place) = side.servers.iter().position(|s| same_server(&s.name, &old.name)) else {
            found.servers.push(old.name.clone());
            found.snapshot.to_mut().servers.push(old.clone());
            continue;
        };
        let Some(new) = side.servers.get(place) else { continue };
        let lacks_addresses = new.addresses.is_empty() && !old.addresses.is_empty();
        let lacks_version = new.version.is_none() && old.version.is_some();
        let lacks_more = new.role.is_none() && old.role.is_some() || new.site.is_none() && old.site.is_some();
        if !(lacks_addresses || lacks_version || lacks_more) {
            continue;
        }
        let Some(new) = found.snapshot.to_mut().servers.get_mut(place) else { continue };
        if lacks_addresses {
            new.addresses.clone_from(&old.addresses);
        }
        if lacks_version {
            new.version = old.version;
        }
        if new.role.is_none() {
            new.role.clone_from(&old.role);
        }
        if new.site.is_none() {
            new.site.clone_from(&old.site);
        }
        if lacks_addresses || lacks_version {
            found.servers.push(old.name.clone());
        }
    }
    found
}

/// Makes lists that one side shows in part equal where nothing is known to differ: what only the other side shows is
/// put to the visible part. For questions about differences; whether the hidden part holds it is not known.
pub fn level(first: &mut Snapshot, second: &mut Snapshot, pairs: &ConnectorPairs) {
    for (index, a) in first.receive_connectors.iter_mut().enumerate() {
        let Some(b) = pairs.second(index).and_then(|i| second.receive_connectors.get_mut(i)) else { continue };
        level_list(&mut a.remote_ip_ranges, &mut b.remote_ip_ranges, |x, y| x.range() == y.range());
        level_list(&mut a.bindings, &mut b.bindings, |x, y| x.endpoint == y.endpoint);
    }
}

fn level_list<T: Clone>(a: &mut Shown<Vec<T>>, b: &mut Shown<Vec<T>>, same: fn(&T, &T) -> bool) {
    let (in_a, in_b) = (a.visible().cloned().unwrap_or_default(), b.visible().cloned().unwrap_or_default());
    for (side, other) in [(a, &in_b), (b, &in_a)] {
        let Shown::Cut { visible, .. } = side else { continue };
        let list = visible.get_or_insert_with(Vec::new);
        let missing: Vec<_> = other.iter().filter(|x| !list.iter().any(|y| same(x, y))).cloned().collect();
        list.extend(missing);
    }
}

/// Whether a side shows all connectors of a server: it shows every one that setup makes and that the other side shows,
/// and at least one, and none of them by a command that asks for some connectors only. Who prints those prints the list.
fn shows_all(side: &Snapshot, other: &Snapshot, server: &str) -> bool {
    let by_setup = |snapshot: &Snapshot| -> Vec<String> {
        let here = snapshot.receive_connectors.iter().filter(|c| same_server(&c.server, server));
        here.filter(|c| c.is_out_of_the_box()).map(|c| c.name.to_lowercase()).collect()
    };
    let (ours, theirs) = (by_setup(side), by_setup(other));
    let asks_for_some = side.receive_connectors.iter().any(|c| c.asked_alone && same_server(&c.server, server));
    !ours.is_empty() && !asks_for_some && theirs.iter().all(|name| ours.contains(name))
}

/// Whether there is something to fill.
fn lacks(new: &ReceiveConnector, old: &ReceiveConnector) -> bool {
    decisive().any(|(_, slot)| slot.is_absent(new) && !slot.is_absent(old))
        || old.others.iter().any(|(name, _)| lacks_other(new, name))
}

/// The properties with a field of their own that a diagnosis rests on.
fn decisive() -> impl Iterator<Item = (Property, &'static dyn AnySlot<ReceiveConnector>)> {
    Property::kept().filter(|(property, _)| property.decides().is_some())
}

fn lacks_other(new: &ReceiveConnector, name: &str) -> bool {
    new.others.iter().all(|(known, _)| **known != *name) && !new.others_cut.iter().any(|cut| cut == name)
}

fn fill_connector(new: &mut ReceiveConnector, old: &ReceiveConnector, properties: &mut BTreeSet<&'static str>) {
    for (property, slot) in decisive() {
        if slot.fill(new, old) {
            properties.insert(property.spelling());
        }
    }
    for (name, value) in &old.others {
        if lacks_other(new, name) {
            new.others.push((name.clone(), value.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    const DEFAULT: &str = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0-255.255.255.255 | Tls";

    #[test]
    fn what_is_not_repeated_is_taken_as_unchanged() {
        let before = snapshot(&[DEFAULT, "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls", "EX2\\A"]);
        let after = snapshot(&["EX1\\Relay | - | - | 10.0.0.2"]);
        let found = complete(&after, &before);
        assert_eq!(found.connectors, ["EX1\\Default Frontend EX1", "EX2\\A"]);
        assert_eq!(found.properties, ["AuthMechanism", "Bindings", "TransportRole"]);
        assert_eq!((found.servers, found.lacking), (vec!["EX2".to_owned()], vec![]));
        let relay = &found.snapshot.receive_connectors[0];
        assert_eq!(relay.auth_mechanism, before.receive_connectors[1].auth_mechanism);
        assert_eq!(relay.remote_ip_ranges.whole().unwrap()[0].as_written, "10.0.0.2");
    }

    #[test]
    fn a_connector_is_gone_only_where_the_list_is_shown() {
        let relay = "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls";
        let (default, both) = (snapshot(&[DEFAULT]), snapshot(&[DEFAULT, relay]));
        let found = complete(&default, &both);
        assert_eq!((found.lacking, found.connectors), (vec!["EX1\\Relay".to_owned()], vec![]));
        let other = "EX1\\Other | FrontendTransport | 0.0.0.0:25 | 10.0.0.3 | Tls";
        let other = snapshot(&[other]);
        let found = complete(&other, &both);
        assert_eq!((found.lacking.len(), found.connectors.len()), (0, 2));
        assert!(matches!(complete(&both, &default).snapshot, Cow::Borrowed(_)));
    }
}
