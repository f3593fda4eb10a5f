//! The configuration as pasted, with what every remedy needs of it. It is worked out once.
//!
//! This module does not know what is to be cured.

use super::Rule;
use super::acceptance::standing_conflicts;
use crate::model::{ByServer, ReceiveConnector, Snapshot};

/// A snapshot with what follows from it for remedies.
#[derive(Clone, Debug)]
pub struct Pasted<'a> {
    /// The snapshot.
    pub snapshot: &'a Snapshot,
    by_server: ByServer,
    conflicts: Vec<(usize, usize, Rule)>,
}

impl<'a> Pasted<'a> {
    /// Works a snapshot up.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let by_server = ByServer::of_connectors(snapshot);
        let conflicts = standing_conflicts(snapshot, &by_server);
        Self { snapshot, by_server, conflicts }
    }

    /// The same for another snapshot that has the very same connectors.
    #[must_use]
    pub fn again<'b>(&self, snapshot: &'b Snapshot) -> Pasted<'b> {
        Pasted { snapshot, by_server: self.by_server.clone(), conflicts: self.conflicts.clone() }
    }

    /// The connectors of a server, with their indices.
    pub fn of_server(&self, server: &str) -> impl Iterator<Item = (usize, &'a ReceiveConnector)> {
        self.by_server.connectors(self.snapshot, server)
    }

    /// Pairs of connectors of one server that Exchange would refuse as they are, by their indices, in order, with the
    /// rule that they break: every later change of either is refused. By what is visible; the hidden rest can only add
    /// to it.
    #[must_use]
    pub fn conflicts(&self) -> &[(usize, usize, Rule)] {
        &self.conflicts
    }

    /// Whether these two are such a pair.
    #[must_use]
    pub fn is_conflict(&self, one: usize, other: usize) -> bool {
        let pair = (one.min(other), one.max(other));
        self.conflicts.binary_search_by_key(&pair, |(a, b, _)| (*a, *b)).is_ok()
    }
}
