//! The whole address space of one endpoint, cut into regions by the connector that answers.
//!
//! A sweep over the bounds of all ranges with the active ones ordered by [`Rank`]: n log n, exact, and by the same
//! rule as a single selection. (Prefix tries would be wrong here: a low-high range cut into networks competes with
//! the sizes of its pieces.)

use std::collections::BTreeMap;

use super::{Endpoint, Rank};
use crate::model::{Address, Family, IpRange};
use crate::ordered;

/// Who answers each address of one family on one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandingMap {
    /// Neighbouring regions have different connectors; together they are the whole family.
    regions: Vec<Region>,
}

/// Addresses that land on one connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The addresses.
    pub range: IpRange,
    /// Index of the connector; `None` = nobody answers.
    pub connector: Option<usize>,
}

/// Addresses that change connector between two maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The addresses.
    pub range: IpRange,
    /// Connector before.
    pub from: Option<usize>,
    /// Connector after.
    pub to: Option<usize>,
}

impl LandingMap {
    /// The map of an endpoint by everything that is visible.
    #[must_use]
    pub fn of(endpoint: &Endpoint<'_>) -> Self {
        let family = endpoint.family();
        let entries: Vec<_> = endpoint.competing().filter(|(range, _)| range.family() == family).collect();
        Self { regions: sweep(family, &entries) }
    }

    /// The same with other numbers for the connectors: those of the whole that the endpoint is a part of.
    #[must_use]
    pub fn renumbered(mut self, number: impl Fn(usize) -> Option<usize>) -> Self {
        for region in &mut self.regions {
            region.connector = region.connector.and_then(&number);
        }
        self
    }

    /// The regions in order of address.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Who answers this address; `None` = nobody, or an address of the other family.
    #[must_use]
    pub fn at(&self, address: Address) -> Option<usize> {
        let after = self.regions.partition_point(|r| r.range.first_bits() <= address.bits());
        let region = self.regions.get(after.checked_sub(1)?)?;
        region.connector.filter(|_| region.range.contains(address))
    }
}

/// Cuts the family at every bound and asks for the best active range in between.
fn sweep(family: Family, entries: &[(IpRange, Rank)]) -> Vec<Region> {
    // At each bound: ranges that end before it leave, ranges that start at it come.
    let mut bounds: Vec<(u128, bool, Rank)> = Vec::with_capacity(entries.len().saturating_mul(2));
    for (range, rank) in entries {
        bounds.push((range.first_bits(), true, *rank));
        if range.last_bits() < family.max() {
            bounds.push((range.last_bits().saturating_add(1), false, *rank));
        }
    }
    ordered::sort_by_key(&mut bounds, |(at, ..)| *at);

    // Several entries of one connector may have one rank: count them.
    let mut active: BTreeMap<Rank, usize> = BTreeMap::new();
    let mut regions: Vec<Region> = Vec::new();
    let mut start = 0_u128;
    let mut current: Option<usize> = None;
    let mut index = 0;
    while let Some(&(at, ..)) = bounds.get(index) {
        while let Some(&(same, comes, rank)) = bounds.get(index).filter(|b| b.0 == at) {
            debug_assert_eq!(same, at);
            let count = active.entry(rank).or_insert(0);
            *count = if comes { count.saturating_add(1) } else { count.saturating_sub(1) };
            if *count == 0 {
                active.remove(&rank);
            }
            index = index.saturating_add(1);
        }
        let best = active.first_key_value().map(|(rank, _)| rank.order);
        if best != current {
            if let Some(last) = at.checked_sub(1).filter(|_| at > start) {
                push(&mut regions, family, start, last, current);
            }
            (start, current) = (at, best);
        }
    }
    push(&mut regions, family, start, family.max(), current);
    regions
}

fn push(regions: &mut Vec<Region>, family: Family, first: u128, last: u128, connector: Option<usize>) {
    regions.extend(IpRange::from_bits(family, first, last).map(|range| Region { range, connector }));
}

/// The exact difference of two maps of one family, as few ranges as there are.
#[must_use]
pub fn moved(before: &LandingMap, after: &LandingMap) -> Vec<Moved> {
    let mut changes: Vec<Moved> = Vec::new();
    let (mut left, mut right) = (before.regions.iter().peekable(), after.regions.iter().peekable());
    while let (Some(&&a), Some(&&b)) = (left.peek(), right.peek()) {
        let first = a.range.first_bits().max(b.range.first_bits());
        let last = a.range.last_bits().min(b.range.last_bits());
        if a.connector != b.connector
            && let Some(range) = IpRange::from_bits(a.range.family(), first, last)
        {
            match changes.last_mut() {
                Some(previous)
                    if previous.from == a.connector
                        && previous.to == b.connector
                        && previous.range.last_bits().checked_add(1) == Some(first) =>
                {
                    if let Some(joined) = IpRange::from_bits(range.family(), previous.range.first_bits(), last) {
                        previous.range = joined;
                    }
                }
                _ => changes.push(Moved { range, from: a.connector, to: b.connector }),
            }
        }
        if a.range.last_bits() <= last {
            left.next();
        }
        if b.range.last_bits() <= last {
            right.next();
        }
    }
    changes
}
