//! The whole address space of one endpoint, cut into regions by the connector that answers.
//!
//! A sweep over all ranges in order with the open ones ordered by [`Rank`]: n log n, exact, and by the same rule as a
//! single selection. (Prefix tries would be wrong here: a low-high range cut into networks competes with
//! the sizes of its pieces.)

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Endpoint, Rank};
use crate::model::{Address, Family, IpRange};

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
        let entries = endpoint.competing().filter(|(range, _)| range.family() == family);
        Self { regions: sweep(family, entries.map(|(range, rank)| (range.first_bits(), rank)).collect()) }
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

/// Walks along the family: at each address where a range begins or the best one ends, asks for the best one.
fn sweep(family: Family, mut ranges: Vec<(u128, Rank)>) -> Vec<Region> {
    ranges.sort_by_key(|(first, _)| *first);
    let mut coming = ranges.into_iter().peekable();
    // The ranges that have begun, the best one on top; one that has ended goes when it gets there.
    let mut begun: BinaryHeap<Reverse<(Rank, u128)>> = BinaryHeap::new();
    let mut regions: Vec<Region> = Vec::new();
    let mut at = Some(0_u128);
    while let Some(first) = at {
        while let Some((begins, rank)) = coming.next_if(|(begins, _)| *begins <= first) {
            begun.push(Reverse((rank, rank.size.last_from(begins))));
        }
        while begun.peek().is_some_and(|Reverse((_, last))| *last < first) {
            begun.pop();
        }
        let best = begun.peek().map(|Reverse(best)| *best);
        let before_next = coming.peek().map(|(begins, _)| begins.saturating_sub(1));
        let ends = [best.map(|(_, last)| last), before_next, Some(family.max())];
        let last = ends.into_iter().flatten().min().unwrap_or(first);
        push(&mut regions, family, (first, last), best.map(|(rank, _)| rank.order));
        at = last.checked_add(1).filter(|next| *next <= family.max());
    }
    regions
}

/// Adds the next region, as a part of the one before it where the same connector answers.
fn push(regions: &mut Vec<Region>, family: Family, (first, last): (u128, u128), connector: Option<usize>) {
    let Some(range) = IpRange::from_bits(family, first, last) else { return };
    match regions.last_mut() {
        Some(before) if before.connector == connector => before.range = before.range.hull(range),
        _ => regions.push(Region { range, connector }),
    }
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
                    previous.range = previous.range.hull(range);
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
