//! An index of a list by server, made once where many servers are asked for.
//!
//! This module does not know which servers the input holds.

use std::collections::BTreeMap;

use super::{ReceiveConnector, ServerId, Snapshot};

/// Indices in a list in order, by the server of each element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByServer(BTreeMap<ServerId, Vec<usize>>);

impl ByServer {
    /// A list in which these servers are named, one per element; an empty name is none.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut by_server: BTreeMap<ServerId, Vec<usize>> = BTreeMap::new();
        for (server, index) in names.map(ServerId::of).zip(0..).filter(|(server, _)| !server.is_empty()) {
            by_server.entry(server).or_default().push(index);
        }
        Self(by_server)
    }

    /// The receive connectors of a snapshot.
    #[must_use]
    pub fn of_connectors(snapshot: &Snapshot) -> Self {
        Self::of(snapshot.receive_connectors.iter().map(|c| c.server.as_str()))
    }

    /// The elements of one server: short name or FQDN, any letter case.
    #[must_use]
    pub fn get(&self, server: &str) -> &[usize] {
        self.0.get(&ServerId::of(server)).map_or(&[], Vec::as_slice)
    }

    /// The connectors of one server, where this is their index.
    pub fn connectors<'a>(
        &self,
        snapshot: &'a Snapshot,
        server: &str,
    ) -> impl Iterator<Item = (usize, &'a ReceiveConnector)> {
        let indices = self.get(server).iter().copied();
        indices.filter_map(|index| Some((index, snapshot.receive_connectors.get(index)?)))
    }

    /// The elements of each server.
    pub fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.0.values().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn servers_are_known_by_any_of_their_names() {
        let snapshot = snapshot(&["EX1\\A", "EX2\\A", "ex1.corp.example\\B", "\\C"]);
        let index = ByServer::of_connectors(&snapshot);
        for name in ["EX1", "ex1", " EX1 ", "Ex1.other.example"] {
            assert_eq!(index.get(name), [0, 2], "{name}");
        }
        assert_eq!(index.get("EX2"), [1]);
        assert!(index.get("EX3").is_empty() && index.get("").is_empty());
        assert_eq!(index.iter().collect::<Vec<_>>(), [&[0, 2][..], &[1]]);
    }
}
