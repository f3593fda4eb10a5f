//! The receive connectors of each server: an index, made once where many servers are asked for.

use super::{ReceiveConnector, Snapshot};
use crate::ordered;

/// Indices of connectors in order of the input, by server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByServer(Vec<(String, Vec<usize>)>);

impl ByServer {
    /// The connectors of a snapshot; those of which the server is not known are left out.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let all = snapshot.receive_connectors.iter().enumerate();
        let mut known: Vec<_> = all.map(|(index, c)| (label(&c.server), index)).collect();
        known.retain(|(server, _)| !server.is_empty());
        Self(ordered::groups(known))
    }

    /// Those of one server: short name or FQDN, any letter case.
    #[must_use]
    pub fn connectors(&self, server: &str) -> &[usize] {
        let label = label(server);
        let found = self.0.binary_search_by(|(known, _)| known.cmp(&label)).ok();
        found.and_then(|place| self.0.get(place)).map_or(&[], |(_, connectors)| connectors)
    }

    /// The same with the connectors themselves.
    pub fn of_server<'a>(
        &self,
        snapshot: &'a Snapshot,
        server: &str,
    ) -> impl Iterator<Item = (usize, &'a ReceiveConnector)> {
        let indices = self.connectors(server).iter().copied();
        indices.filter_map(|index| Some((index, snapshot.receive_connectors.get(index)?)))
    }

    /// Those of each server.
    pub fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.0.iter().map(|(_, connectors)| connectors.as_slice())
    }
}

/// What [`same_server`](super::same_server) compares: the first label, in small letters.
fn label(name: &str) -> String {
    name.trim().split('.').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn servers_are_known_by_any_of_their_names() {
        let snapshot = snapshot(&["EX1\\A", "EX2\\A", "ex1.corp.example\\B", "\\C"]);
        let index = ByServer::of(&snapshot);
        for name in ["EX1", "ex1", " EX1 ", "Ex1.other.example"] {
            assert_eq!(index.connectors(name), [0, 2], "{name}");
        }
        assert_eq!(index.connectors("EX2"), [1]);
        assert!(index.connectors("EX3").is_empty() && index.connectors("").is_empty());
        assert_eq!(index.iter().collect::<Vec<_>>(), [&[0, 2][..], &[1]]);
    }
}
