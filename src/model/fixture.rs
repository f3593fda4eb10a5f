//! Receive connectors for tests, in one line each.

use super::{
    AuthMechanism, Binding, PermissionGroup, Place, ReceiveConnector, RemoteIpRange, Server, Shown, Snapshot,
    TransportRole,
};

/// `SERVER\Name | role | bindings | ranges | auth | groups`, lists with commas; `-` = absent; a `!` before the name =
/// disabled; a list that ends in `...` = cut. Missing columns at the end are absent.
pub(crate) fn connector(text: &str) -> ReceiveConnector {
    let mut columns = text.split('|').map(str::trim);
    let identity = columns.next().unwrap_or_default();
    let place = Place { source: 0, line: 1 };
    let mut connector = ReceiveConnector::unknown_at(place);
    let (server, name) = identity.trim_start_matches('!').split_once('\\').expect("SERVER\\Name");
    server.clone_into(&mut connector.server);
    name.clone_into(&mut connector.name);
    connector.enabled = Shown::Whole { value: !identity.starts_with('!'), place };
    connector.transport_role = list(columns.next(), TransportRole::read);
    connector.bindings = list(columns.next(), Binding::read);
    connector.remote_ip_ranges = list(columns.next(), RemoteIpRange::read);
    connector.auth_mechanism = list(columns.next(), AuthMechanism::read);
    connector.permission_groups = list(columns.next(), PermissionGroup::read);
    connector
}

fn list<T>(text: Option<&str>, read: impl Fn(&str) -> T) -> Shown<Vec<T>> {
    let place = Place { source: 0, line: 1 };
    let Some(text) = text.filter(|t| *t != "-") else { return Shown::Absent };
    let items = |text: &str| text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(&read).collect();
    match text.strip_suffix("...") {
        Some(visible) => Shown::Cut { visible: Some(items(visible)), place },
        None => Shown::Whole { value: items(text), place },
    }
}

/// A snapshot of these connectors and their servers.
pub(crate) fn snapshot(connectors: &[&str]) -> Snapshot {
    let receive_connectors: Vec<_> = connectors.iter().map(|text| connector(text)).collect();
    let mut snapshot = Snapshot { receive_connectors, ..Snapshot::default() };
    for connector in &snapshot.receive_connectors {
        if snapshot.servers.iter().all(|s| s.name != connector.server) {
            snapshot.servers.push(Server::named(&connector.server, Some(connector.place)));
        }
    }
    snapshot
}
