//! Conflicts between two receive connectors of one server: bindings that meet, and ranges that may not.
//!
//! Observed behaviour (2013 CU23). The cmdlets stop at the first pair of bindings that meets, so an equal range can slip
//! through on a later, identical pair ([`meet_by_wildcard_too`]). A plan never relies on that.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Rule;
use crate::model::{Family, IpRange, ReceiveConnector};

/// How the bindings of two connectors meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Contact {
    /// Only because one side is the wildcard of the same family and port: equal ranges are allowed.
    Wildcard,
    /// A binding is identical: equal ranges are refused.
    Identical,
}

/// How the readable bindings of two connectors meet; `None` where they do not. Two specific addresses never do.
#[must_use]
pub(crate) fn contact(a: &ReceiveConnector, b: &ReceiveConnector) -> Option<Contact> {
    contacts(a, b).max()
}

/// Whether some bindings of two connectors meet only because one of them is the wildcard.
pub(super) fn meet_by_wildcard_too(a: &ReceiveConnector, b: &ReceiveConnector) -> bool {
    contacts(a, b).any(|contact| contact == Contact::Wildcard)
}

fn contacts(a: &ReceiveConnector, b: &ReceiveConnector) -> impl Iterator<Item = Contact> {
    let pairs = a.endpoints().flat_map(|x| b.endpoints().map(move |y| (x, y)));
    pairs.filter_map(|(x, y)| {
        if x == y {
            Some(Contact::Identical)
        } else if x.port == y.port
            && x.address.family() == y.address.family()
            && (x.address.is_wildcard() || y.address.is_wildcard())
        {
            Some(Contact::Wildcard)
        } else {
            None
        }
    })
}

/// The first rule that two connectors whose bindings meet break together. The hulls are those of their ranges.
pub(super) fn between(
    (changed, hull): (&ReceiveConnector, Hull),
    (other, other_hull): (&ReceiveConnector, Hull),
    contact: Contact,
) -> Option<Rule> {
    let name = || other.identity();
    if roles_differ(changed, other) {
        return Some(Rule::RoleConflict { other: name() });
    }
    // Only what lies between the lowest and the highest address of the other side can conflict: usually little.
    if !hull.meets(other_hull) {
        return None;
    }
    let theirs: Vec<_> = other.ranges().filter(|r| hull.disputes(*r)).collect();
    if theirs.is_empty() {
        return None;
    }
    let hull_of_theirs = Hull::of(theirs.iter().copied());
    let ours: Vec<_> = changed.ranges().filter(|r| hull_of_theirs.disputes(*r)).collect();
    if ours.is_empty() {
        return None;
    }
    if contact == Contact::Identical {
        let equals: BTreeSet<IpRange> = theirs.iter().copied().collect();
        if let Some(range) = ours.iter().copied().find(|range| equals.contains(range)) {
            return Some(Rule::EqualRange { range, other: name() });
        }
    }
    // Crossing is mutual: the shorter list is put in order, the longer one asks.
    let (range, crosses) = if ours.len() < theirs.len() {
        let index = Crossings::of(ours);
        theirs.into_iter().find_map(|range| Some((index.crossing(range)?, range)))?
    } else {
        let index = Crossings::of(theirs);
        ours.into_iter().find_map(|range| Some((range, index.crossing(range)?)))?
    };
    Some(Rule::CrossingRanges { range, crosses, other: name() })
}

fn roles_differ(a: &ReceiveConnector, b: &ReceiveConnector) -> bool {
    let (Some(ours), Some(theirs)) = (a.transport_role.whole(), b.transport_role.whole()) else { return false };
    ours.iter().any(|role| !theirs.contains(role)) || theirs.iter().any(|role| !ours.contains(role))
}

/// A connector with its ranges in order: for comparing each connector of a server with each.
pub(super) struct InOrder<'a> {
    pub(super) index: usize,
    pub(super) connector: &'a ReceiveConnector,
    pub(super) hull: Hull,
    /// By first address; of two that start together the larger one comes first.
    ranges: Vec<IpRange>,
}

impl<'a> InOrder<'a> {
    pub(super) fn of(index: usize, connector: &'a ReceiveConnector) -> Self {
        let mut ranges: Vec<_> = connector.ranges().collect();
        ranges.sort_by_key(place);
        Self { index, connector, hull: Hull::of(ranges.iter().copied()), ranges }
    }

    /// Whether [`between`] has something to say, by one walk along both lists.
    pub(super) fn disputes(&self, other: &Self, contact: Contact) -> bool {
        if roles_differ(self.connector, other.connector) {
            return true;
        }
        // Mostly the lists are apart, or one of them is "everything", around all of the other.
        let reaches_into = |one: &Self, other: &Self| one.ranges.iter().any(|range| other.hull.disputes(*range));
        if !self.hull.meets(other.hull) || !reaches_into(self, other) || !reaches_into(other, self) {
            return false;
        }
        let (mut ours, mut theirs) = (Walk::along(&self.ranges), Walk::along(&other.ranges));
        loop {
            let (steps, waits) = match (ours.ahead.first(), theirs.ahead.first()) {
                (Some(a), Some(b)) if a == b && contact == Contact::Identical => return true,
                (Some(a), b) if b.is_none_or(|b| place(a) <= place(b)) => (&mut ours, &mut theirs),
                (_, Some(_)) => (&mut theirs, &mut ours),
                _ => return false,
            };
            if steps.step().is_some_and(|range| waits.is_crossed_by(range)) {
                return true;
            }
        }
    }
}

fn place(range: &IpRange) -> (Family, u128, Reverse<u128>) {
    (range.family(), range.first_bits(), Reverse(range.last_bits()))
}

/// One side of a walk along two lists in order.
struct Walk<'a> {
    ahead: &'a [IpRange],
    /// Where the ranges end that have begun, the next end last. Single addresses are left out: nothing crosses them.
    ends: Vec<(Family, u128)>,
}

impl<'a> Walk<'a> {
    fn along(ranges: &'a [IpRange]) -> Self {
        Self { ahead: ranges, ends: Vec::new() }
    }

    fn step(&mut self) -> Option<IpRange> {
        let (range, ahead) = self.ahead.split_first()?;
        self.ahead = ahead;
        if range.first_bits() < range.last_bits() {
            let end = (range.family(), range.last_bits());
            let place = self.ends.partition_point(|other| *other > end);
            self.ends.insert(place, end);
        }
        Some(*range)
    }

    /// Whether a range that begins here crosses one of this side that is open: those began before, or together with it
    /// and are no smaller.
    fn is_crossed_by(&mut self, range: IpRange) -> bool {
        let (first, last) = ((range.family(), range.first_bits()), (range.family(), range.last_bits()));
        while self.ends.pop_if(|end| *end < first).is_some() {}
        self.ends.last().is_some_and(|end| *end < last)
    }
}

/// From the lowest to the highest address of some ranges, by family.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hull {
    v4: Option<IpRange>,
    v6: Option<IpRange>,
}

impl Hull {
    /// The hull of these ranges.
    pub(super) fn of(ranges: impl Iterator<Item = IpRange>) -> Self {
        let mut hull = Self::default();
        for range in ranges {
            let side = if range.family() == Family::V4 { &mut hull.v4 } else { &mut hull.v6 };
            *side = Some(side.map_or(range, |known| known.hull(range)));
        }
        hull
    }

    /// Whether a range could be equal to one of the ranges or cross it: it reaches into the hull and is not around it.
    fn disputes(self, range: IpRange) -> bool {
        let side = if range.family() == Family::V4 { self.v4 } else { self.v6 };
        side.is_some_and(|side| side.overlaps(range) && (side == range || !range.holds(side)))
    }

    /// Whether two share an address.
    fn meets(self, other: Self) -> bool {
        [(self.v4, other.v4), (self.v6, other.v6)]
            .into_iter()
            .any(|(a, b)| a.zip(b).is_some_and(|(a, b)| a.overlaps(b)))
    }
}

/// Answers "which of these ranges crosses that one?" in n log n all together: among those that start inside it, the
/// one that reaches farthest; among those that end inside it, the one that starts earliest.
struct Crossings {
    by_first: Table,
    by_last: Table,
}

/// Ranges in order of one end, with the best of every stretch of a power of two.
struct Table {
    keys: Vec<(Family, u128)>,
    /// `best[k][i]` is the best of the `2^k` ranges from `i`.
    best: Vec<Vec<IpRange>>,
    better: fn(IpRange, IpRange) -> IpRange,
}

impl Table {
    fn of(ranges: Vec<IpRange>, key: fn(IpRange) -> u128, better: fn(IpRange, IpRange) -> IpRange) -> Self {
        let mut ranges = ranges;
        ranges.sort_by_key(|r| (r.family(), key(*r)));
        let keys = ranges.iter().map(|r| (r.family(), key(*r))).collect();
        let mut best = vec![ranges];
        let mut half = 1_usize;
        while let Some(last) = best.last().filter(|level| level.len() > half) {
            let next = last.iter().zip(last.iter().skip(half)).map(|(a, b)| better(*a, *b)).collect();
            best.push(next);
            half = half.saturating_mul(2);
        }
        Self { keys, best, better }
    }

    /// The best of those whose key is from `from` to `to`, both included.
    fn best(&self, family: Family, from: u128, to: u128) -> Option<IpRange> {
        let start = self.keys.partition_point(|key| *key < (family, from));
        let end = self.keys.partition_point(|key| *key <= (family, to));
        let length = end.checked_sub(start).filter(|n| *n > 0)?;
        let level = length.ilog2();
        let row = self.best.get(usize::try_from(level).ok()?)?;
        let tail = end.checked_sub(1_usize.checked_shl(level)?)?;
        Some((self.better)(*row.get(start)?, *row.get(tail)?))
    }
}

impl Crossings {
    fn of(ranges: Vec<IpRange>) -> Self {
        let farthest = |a: IpRange, b: IpRange| if a.last_bits() >= b.last_bits() { a } else { b };
        let earliest = |a: IpRange, b: IpRange| if a.first_bits() <= b.first_bits() { a } else { b };
        Self {
            by_first: Table::of(ranges.clone(), IpRange::first_bits, farthest),
            by_last: Table::of(ranges, IpRange::last_bits, earliest),
        }
    }

    fn crossing(&self, range: IpRange) -> Option<IpRange> {
        let family = range.family();
        let inner_first = range.first_bits().checked_add(1).filter(|first| *first <= range.last_bits());
        let behind = inner_first.and_then(|first| self.by_first.best(family, first, range.last_bits()));
        let inner_last = range.last_bits().checked_sub(1).filter(|last| *last >= range.first_bits());
        let ahead = inner_last.and_then(|last| self.by_last.best(family, range.first_bits(), last));
        behind.into_iter().chain(ahead).find(|other| other.crosses(range))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::fixture::connector;

    #[track_caller]
    fn check(a: &str, b: &str, expected: Option<Contact>) {
        let of = |bindings: &str| connector(&format!("EX1\\C | FrontendTransport | {bindings}"));
        assert_eq!(contact(&of(a), &of(b)), expected);
        assert_eq!(contact(&of(b), &of(a)), expected);
    }

    #[test]
    fn bindings_meet_by_identity_or_wildcard() {
        check("0.0.0.0:25", "0.0.0.0:25", Some(Contact::Identical));
        check("0.0.0.0:25", "10.0.0.1:25", Some(Contact::Wildcard));
        check("[::]:25", "[fd00::1]:25", Some(Contact::Wildcard));
        check("10.0.0.1:25", "10.0.0.2:25", None);
        check("0.0.0.0:25", "[::]:25", None);
        check("0.0.0.0:25", "0.0.0.0:2525", None);
        check("0.0.0.0:25, [::]:25", "10.0.0.1:25, [::]:25", Some(Contact::Identical));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn crossings_agree_with_a_scan(bounds in prop::collection::vec((0..40_u32, 0..40_u32), 0..12), one in (0..40_u32, 0..40_u32)) {
            let range = |(a, b): (u32, u32)| IpRange::parse(&format!("10.0.0.{}-10.0.0.{}", a.min(b), a.max(b))).unwrap();
            let all: Vec<_> = bounds.into_iter().map(range).collect();
            let one = range(one);
            let found = Crossings::of(all.clone()).crossing(one);
            prop_assert_eq!(found.is_some(), all.iter().any(|r| r.crosses(one)));
            prop_assert!(found.is_none_or(|r| r.crosses(one) && all.contains(&r)));
        }

        #[test]
        fn a_walk_along_both_lists_finds_what_a_comparison_finds(
            one in prop::collection::vec((0..30_u32, 0..4_u32, any::<bool>()), 0..5),
            other in prop::collection::vec((0..30_u32, 0..9_u32, any::<bool>()), 0..5),
        ) {
            let of = |bounds: Vec<(u32, u32, bool)>| {
                let range = |(first, more, v4): (u32, u32, bool)| {
                    let head = if v4 { "10.0.0." } else { "fd00::" };
                    format!("{head}{first}-{head}{}", first + more)
                };
                let ranges: Vec<_> = bounds.into_iter().map(range).collect();
                connector(&format!("EX1\\C | FrontendTransport | 0.0.0.0:25 | {}", ranges.join(", ")))
            };
            let (one, other) = (of(one), of(other));
            let (a, b) = (InOrder::of(0, &one), InOrder::of(1, &other));
            for contact in [Contact::Wildcard, Contact::Identical] {
                let rule = between((&one, a.hull), (&other, b.hull), contact);
                let expected = one.ranges().any(|x| {
                    other.ranges().any(|y| x.crosses(y) || contact == Contact::Identical && x == y)
                });
                prop_assert_eq!(rule.is_some(), expected);
                prop_assert_eq!((a.disputes(&b, contact), b.disputes(&a, contact)), (expected, expected));
            }
        }
    }
}
