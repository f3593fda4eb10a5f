//! The connectors of two configurations, paired by server and name.
//!
//! This module does not compare their values: [`super::changes`] does.

use std::collections::{BTreeMap, VecDeque};

use crate::model::{ReceiveConnector, ServerId, Snapshot};

/// Which connector is which. Numbers: a connector of the first side has its index there; one that only the second
/// side has follows behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectorPairs {
    /// By index on the first side: index on the second.
    second: Vec<Option<usize>>,
    /// By index on the second side: the number.
    numbers: Vec<usize>,
    /// Index on the second side of those that only it has.
    new: Vec<usize>,
}

impl ConnectorPairs {
    /// Pairs the connectors of two snapshots. Several of one name are paired in order.
    #[must_use]
    pub fn of(before: &Snapshot, after: &Snapshot) -> Self {
        let key = |c: &ReceiveConnector| (ServerId::of(&c.server), c.name.trim().to_lowercase());
        let mut waiting: BTreeMap<(ServerId, String), VecDeque<usize>> = BTreeMap::new();
        for (index, connector) in before.receive_connectors.iter().enumerate() {
            waiting.entry(key(connector)).or_default().push_back(index);
        }
        let known = before.receive_connectors.len();
        let mut pairs = Self { second: vec![None; known], ..Self::default() };
        for (index, connector) in after.receive_connectors.iter().enumerate() {
            let first = waiting.get_mut(&key(connector)).and_then(VecDeque::pop_front);
            if let Some(place) = first.and_then(|first: usize| pairs.second.get_mut(first)) {
                *place = Some(index);
            }
            pairs.numbers.push(first.unwrap_or(known.saturating_add(pairs.new.len())));
            if first.is_none() {
                pairs.new.push(index);
            }
        }
        pairs
    }

    /// Every pair, those without a first or a second side too.
    pub fn iter<'a>(
        &'a self,
        before: &'a Snapshot,
        after: &'a Snapshot,
    ) -> impl Iterator<Item = (Option<&'a ReceiveConnector>, Option<&'a ReceiveConnector>)> {
        let (first, second) = (&before.receive_connectors, &after.receive_connectors);
        let old = first.iter().zip(&self.second).map(|(old, new)| (Some(old), new.and_then(|new| second.get(new))));
        old.chain(self.new.iter().map(|new| (None, second.get(*new))))
    }

    /// Index on the second side of a connector of the first.
    #[must_use]
    pub fn second(&self, first: usize) -> Option<usize> {
        self.second.get(first).copied().flatten()
    }

    /// The number of a connector of the second side.
    #[must_use]
    pub fn number(&self, second: usize) -> Option<usize> {
        self.numbers.get(second).copied()
    }

    /// The identity of the connector with this number.
    #[must_use]
    pub fn name(&self, before: &Snapshot, after: &Snapshot, number: usize) -> String {
        let new = || {
            let index = number.checked_sub(self.second.len()).and_then(|n| self.new.get(n))?;
            after.receive_connectors.get(*index)
        };
        before.receive_connectors.get(number).or_else(new).map(ReceiveConnector::identity).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    #[test]
    fn connectors_are_known_by_server_and_name() {
        let before = snapshot(&["EX1\\A", "EX1\\B", "EX2\\A", "EX1\\A"]);
        let after = snapshot(&["EX2\\a", "EX3\\C", "ex1.corp.example\\A", "EX1\\A", "EX1\\A"]);
        let pairs = ConnectorPairs::of(&before, &after);
        assert_eq!([0, 1, 2, 3].map(|c| pairs.second(c)), [Some(2), None, Some(0), Some(3)]);
        assert_eq!([0, 1, 2, 3, 4].map(|c| pairs.number(c).unwrap()), [2, 4, 0, 3, 5]);
        let names = |n| pairs.name(&before, &after, n);
        assert_eq!([1, 4, 5, 6].map(names), ["EX1\\B", "EX3\\C", "EX1\\A", ""]);
        assert_eq!(pairs.iter(&before, &after).filter(|(a, b)| a.is_some() && b.is_some()).count(), 3);
    }
}
