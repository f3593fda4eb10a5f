//! The receive connectors of one server, taken out of a snapshot so that they can be changed and asked cheaply.
//!
//! The connectors keep their order, so that ties are decided as in the whole snapshot. A connector has two indices: one
//! here, and one in the whole snapshot. They are translated both ways.

use super::plan::{PlannedChange, Setting, change};
use crate::model::{IpRange, ReceiveConnector, RemoteIpRange, Shown, Snapshot};

/// One server's connectors.
#[derive(Clone, Debug)]
pub(super) struct ServerConnectors {
    pub(super) server: String,
    /// Holds these connectors and nothing else.
    pub(super) snapshot: Snapshot,
    /// Index in the whole snapshot of each.
    indices: Vec<usize>,
}

impl ServerConnectors {
    /// These connectors of `server`, with their indices.
    pub(super) fn of<'a>(server: &str, here: impl Iterator<Item = (usize, &'a ReceiveConnector)>) -> Self {
        Self::holding(server, here.map(|(index, connector)| (index, connector.clone())))
    }

    /// The same with only those entries that share an address with `windows`: enough to tell who answers inside them,
    /// and the same wherever nothing changes outside them.
    pub(super) fn within<'a>(
        server: &str,
        here: impl Iterator<Item = (usize, &'a ReceiveConnector)>,
        windows: &[IpRange],
    ) -> Self {
        let near = |entry: &&RemoteIpRange| {
            entry.range().is_none_or(|range| {
                let after =
                    windows.partition_point(|w| (w.family(), w.last_bits()) < (range.family(), range.first_bits()));
                windows.get(after).is_some_and(|w| w.overlaps(range))
            })
        };
        let thinned = here.map(|(index, connector)| {
            let mut thin = ReceiveConnector::unknown_at(connector.place);
            thin.server.clone_from(&connector.server);
            thin.name.clone_from(&connector.name);
            thin.enabled.clone_from(&connector.enabled);
            thin.transport_role.clone_from(&connector.transport_role);
            thin.bindings.clone_from(&connector.bindings);
            thin.auth_mechanism.clone_from(&connector.auth_mechanism);
            thin.remote_ip_ranges = match &connector.remote_ip_ranges {
                Shown::Absent => Shown::Absent,
                Shown::Cut { visible, place } => Shown::Cut {
                    visible: visible.as_ref().map(|list| list.iter().filter(near).cloned().collect()),
                    place: *place,
                },
                Shown::Whole { value, place } => {
                    Shown::Whole { value: value.iter().filter(near).cloned().collect(), place: *place }
                }
            };
            (index, thin)
        });
        Self::holding(server, thinned)
    }

    fn holding(server: &str, here: impl Iterator<Item = (usize, ReceiveConnector)>) -> Self {
        let (indices, receive_connectors) = here.unzip();
        let snapshot = Snapshot { receive_connectors, ..Snapshot::default() };
        Self { server: server.to_owned(), snapshot, indices }
    }

    /// The index here of a connector, by its index in the whole snapshot.
    pub(super) fn local_index(&self, whole: usize) -> Option<usize> {
        self.indices.iter().position(|&index| index == whole)
    }

    /// The index of a connector in the whole snapshot, by its index here.
    pub(super) fn whole_index(&self, local: usize) -> Option<usize> {
        self.indices.get(local).copied()
    }

    /// Changes it as a step would.
    pub(super) fn apply(&mut self, step: &PlannedChange) {
        if let Setting::Create(new) = &step.setting {
            self.indices.push(step.connector);
            self.snapshot.receive_connectors.push((**new).clone());
        } else if let Some(connector) = self.local_index(step.connector).and_then(|c| self.connector_mut(c)) {
            change(connector, &step.setting);
        }
    }

    /// The connector with this index here.
    pub(super) fn connector(&self, local: usize) -> Option<&ReceiveConnector> {
        self.snapshot.receive_connectors.get(local)
    }

    /// The same, to be changed.
    pub(super) fn connector_mut(&mut self, local: usize) -> Option<&mut ReceiveConnector> {
        self.snapshot.receive_connectors.get_mut(local)
    }
}

/// Merges ranges into disjoint ones in order.
pub(super) fn merged(mut windows: Vec<IpRange>) -> Vec<IpRange> {
    windows.sort();
    let mut result: Vec<IpRange> = Vec::new();
    for window in windows {
        match result.last_mut() {
            Some(last) if last.overlaps(window) => *last = last.hull(window),
            _ => result.push(window),
        }
    }
    result
}
