//! The addresses that the user gave and that a finding rests on.

use std::collections::BTreeSet;

use super::wire;
use crate::diagnosis::finding::Subject;
use crate::model::{Address, AddressOrigin, Queue, Snapshot};

/// The given addresses that a finding rests on: those that it speaks of, those that a connector of it binds by itself, and
/// those by which the host that its queues' LastError prints was recognised.
pub(super) fn given(snapshot: &Snapshot, subject: &Subject) -> Vec<wire::Given> {
    let servers = snapshot.servers.iter();
    let all = servers.flat_map(|server| server.addresses.iter().map(move |known| (server, known)));
    let mut all = all.filter(|(_, known)| known.origin == AddressOrigin::Given).peekable();
    if all.peek().is_none() {
        return Vec::new();
    }
    let mut counts: BTreeSet<Address> = subject.addresses.iter().copied().collect();
    let connectors = subject.connectors.iter().filter_map(|index| snapshot.receive_connectors.get(*index));
    let bindings = connectors.flat_map(|connector| connector.bindings.visible().into_iter().flatten());
    counts.extend(bindings.filter_map(|binding| binding.endpoint).map(|endpoint| endpoint.address));
    let is_meant = |identity: &String| subject.queues.contains(identity);
    let queues = snapshot.queues.iter().filter(|queue| queue.identity.visible().is_some_and(is_meant));
    for error in queues.filter_map(Queue::visible_error) {
        counts.extend([error.address(), error.last_address()].into_iter().flatten());
    }
    all.filter(|(_, known)| counts.contains(&known.address))
        .map(|(server, known)| wire::Given { server: server.name.clone(), address: known.address.to_string() })
        .collect()
}
