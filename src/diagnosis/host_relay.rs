//! What the connectors allow hosts that send or relay without authentication.
//!
//! A remedy for Exchange servers must not take that away from a printer or an application. This module compares the
//! state before a remedy with the state after it. It does not know which remedy it is.

use std::collections::BTreeMap;

use super::case::Case;
use super::findings::may_relay;
use crate::model::{Address, AuthMechanism, Host, PermissionGroup, ReceiveConnector, ServerId};

/// The port that hosts relay on.
const RELAY_PORT: u16 = 25;

/// What a connector lets a host do that does not authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Service {
    /// It refuses the host.
    Refused,
    /// It takes mail for the organization.
    Submits,
    /// It takes mail for everybody.
    Relays,
}

/// What a connector lets hosts do.
pub(super) fn service(case: &Case<'_>, connector: &ReceiveConnector) -> Service {
    let is_anonymous = connector.permission_groups.has(&PermissionGroup::AnonymousUsers) != Some(false);
    let is_secured = connector.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true);
    if may_relay(case.snapshot(), connector) {
        Service::Relays
    } else if is_anonymous || is_secured {
        Service::Submits
    } else {
        Service::Refused
    }
}

/// The hosts with each of their addresses; loopback and link-local addresses are left out, because no session comes from
/// there.
pub(super) fn addresses<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Host, Address)> {
    let hosts = case.snapshot().hosts.iter();
    let all = hosts.flat_map(|host| host.addresses.iter().map(move |known| (host, known.address)));
    all.filter(|(_, address)| !address.is_local_only())
}

/// Address, server and local address of a host's session.
type Session = (Address, ServerId, Option<Address>);

/// What each host may do at each server, where the paste decides which connector answers it.
pub(super) fn services(case: &Case<'_>) -> BTreeMap<Session, (String, Service)> {
    let mut services = BTreeMap::new();
    let servers = case.topology.servers().iter().filter(|server| !server.connectors.is_empty());
    for endpoints in servers.filter_map(|server| case.endpoints(&server.server.name, RELAY_PORT)) {
        for (host, address) in addresses(case) {
            for trial in endpoints.try_from(&case.topology, &host.name, address) {
                let key = (address, ServerId::of(&trial.session.server), trial.session.local);
                let connector = trial.connector().and_then(|index| case.connector(index));
                let service = connector.map_or(Service::Refused, |connector| service(case, connector));
                services.insert(key, (host.name.clone(), service));
            }
        }
    }
    services
}

/// The hosts that may do less after a change than before it, each once.
pub(super) fn lose_service(
    before: &BTreeMap<Session, (String, Service)>,
    after: &BTreeMap<Session, (String, Service)>,
) -> Vec<String> {
    let mut losers = Vec::new();
    for (session, (host, had)) in before {
        let has = after.get(session).map_or(Service::Refused, |(_, service)| *service);
        if has < *had && !losers.contains(host) {
            losers.push(host.clone());
        }
    }
    losers
}
