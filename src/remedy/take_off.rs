//! The main remedy: take the addresses off the capturing connector, and nothing else.
//!
//! For each address, while the connector still wins for it, the address is taken out of the entry by which it wins.
//! A single address goes; a larger entry is replaced by low-high pieces around it. So entries that do not decide stay
//! as they are. The pieces keep clear of the ranges of the server's other connectors, disabled ones included: inside
//! or outside of each, never across, never equal.

use std::collections::BTreeSet;

use super::acceptance::{Contact, contact, shown};
use super::plan::{PlannedChange, Setting, entry};
use super::relanding::{by_server, sessions, stage};
use super::site::{Site, ranges};
use super::{Capture, Consequence, Id, Remedy, Request, alternatives, identity};
use crate::model::{Address, AuthMechanism, IpRange, ReceiveConnector, RemoteIpRange, Shown, Snapshot, same_server};
use crate::selection::Endpoint;

/// The remedy; always offered, accepted or not.
pub(super) fn remedy(request: &Request<'_>) -> Remedy {
    let plan = plan(request);
    let consequences = splits(request.snapshot, &plan);
    alternatives::finish(Id::TakeAddressesOff, request, plan, consequences)
}

/// The steps: one per connector, in order of the captures.
pub(super) fn plan(request: &Request<'_>) -> Vec<PlannedChange> {
    let mut plan = Vec::new();
    for (server, captures) in by_server(request) {
        let before = stage(request.snapshot, &server, &captures);
        let mut site = before.clone();
        for capture in &captures {
            for (address, local) in sessions(capture) {
                take_off(request.snapshot, &mut site, capture, address, local);
            }
        }
        plan.extend((0..).zip(&before.snapshot.receive_connectors).filter_map(|(inside, old)| {
            let setting = changed_entries(old, site.connector(inside)?)?;
            Some(PlannedChange { connector: site.outside(inside)?, setting })
        }));
    }
    plan
}

/// Takes an address out of entry after entry until it lands where it should, or on a connector to be left alone.
fn take_off(whole: &Snapshot, site: &mut Site, capture: &Capture, address: Address, local: Option<Address>) {
    let expected = capture.expected.and_then(|c| site.inside(c));
    let capturing = site.inside(capture.connector);
    loop {
        let endpoint = Endpoint::of(&site.snapshot, &site.server, local, capture.port, address.family());
        let outcome = endpoint.select(address).outcome;
        let Some((winner, range)) = outcome.best().map(|d| (d.connector, d.range)) else { return };
        if Some(winner) == expected || !(Some(winner) == capturing || is_another_trap(site, winner)) {
            return;
        }
        let (Some(connector), Some(index)) = (site.connector(winner), site.outside(winner)) else { return };
        let pieces = pieces(whole, index, connector, range, address);
        let Some(connector) = site.connector_mut(winner) else { return };
        let own: BTreeSet<IpRange> = whole.receive_connectors.get(index).into_iter().flat_map(ranges).collect();
        if let Shown::Whole { value, .. } | Shown::Cut { visible: Some(value), .. } = &mut connector.remote_ip_ranges {
            value.retain(|e| e.range != Some(range));
            value.extend(pieces.into_iter().filter(|piece| !own.contains(piece)).map(entry));
        }
    }
}

/// A custom connector behind the first one that does not offer Exchange Server authentication either.
fn is_another_trap(site: &Site, connector: usize) -> bool {
    site.connector(connector)
        .is_some_and(|c| !c.is_out_of_the_box() && c.auth_mechanism.has(&AuthMechanism::ExchangeServer) == Some(false))
}

/// What replaces `range` of the connector when `address` is taken out.
fn pieces(
    whole: &Snapshot,
    index: usize,
    connector: &ReceiveConnector,
    range: IpRange,
    address: Address,
) -> Vec<IpRange> {
    let neighbours: Vec<_> = whole
        .receive_connectors
        .iter()
        .enumerate()
        .filter(|(other, c)| *other != index && same_server(&c.server, &connector.server))
        .filter_map(|(_, other)| Some((other, contact(connector, other)?)))
        .collect();
    // Ranges that hold the address inside ours, from the largest to the smallest: a piece must not cross them, so it
    // ends where they begin, and goes on inside.
    let mut inner: Vec<_> = neighbours
        .iter()
        .flat_map(|(other, _)| ranges(other))
        .filter(|r| r.contains(address) && range.holds(*r) && *r != range)
        .collect();
    inner.sort_by_key(|r| std::cmp::Reverse(r.size()));
    inner.dedup();
    let mut result = Vec::new();
    let mut outer = range;
    for next in inner {
        if outer.holds(next) {
            result.extend(around(outer, next));
            outer = next;
        }
    }
    result.extend(outer.without(address));
    let taken = Taken::of(&neighbours, range);
    result.into_iter().flat_map(|piece| taken.clear(piece)).collect()
}

/// What is left of `outer` beside `inner`.
fn around(outer: IpRange, inner: IpRange) -> Vec<IpRange> {
    let below = inner.first_bits().checked_sub(1);
    let above = inner.last_bits().checked_add(1);
    let below = below.and_then(|last| IpRange::from_bits(outer.family(), outer.first_bits(), last));
    let above = above.and_then(|first| IpRange::from_bits(outer.family(), first, outer.last_bits()));
    below.into_iter().chain(above).collect()
}

/// Ranges that other connectors have on an identical binding: a piece must not be equal to one of them.
struct Taken {
    /// The range, and whether its connector answers.
    ranges: Vec<(IpRange, bool)>,
}

impl Taken {
    fn of(neighbours: &[(&ReceiveConnector, Contact)], within: IpRange) -> Self {
        let identical = neighbours.iter().filter(|(_, contact)| *contact == Contact::Identical);
        let ranges = identical
            .flat_map(|(other, _)| ranges(other).map(|range| (range, other.enabled.whole() != Some(&false))))
            .filter(|(range, _)| within.holds(*range))
            .collect();
        Self { ranges }
    }

    /// The piece, or what stands for it where it is taken: nothing where the other connector answers for all of it
    /// anyway, two halves where it does not.
    fn clear(&self, piece: IpRange) -> Vec<IpRange> {
        let equal: Vec<_> = self.ranges.iter().filter(|(range, _)| *range == piece).collect();
        if equal.is_empty() {
            return vec![piece];
        }
        if equal.iter().any(|(_, answers)| *answers) {
            return Vec::new();
        }
        let inner: Vec<_> = self.ranges.iter().map(|(r, _)| *r).filter(|r| piece.holds(*r) && *r != piece).collect();
        let middle = piece.first_bits().wrapping_add(piece.last_bits().wrapping_sub(piece.first_bits()) / 2);
        let cuts = [middle, piece.first_bits()].into_iter().chain(inner.iter().map(|r| r.last_bits()));
        let halves = cuts.filter(|cut| *cut < piece.last_bits()).filter_map(|cut| {
            let low = IpRange::from_bits(piece.family(), piece.first_bits(), cut)?;
            let high = IpRange::from_bits(piece.family(), cut.checked_add(1)?, piece.last_bits())?;
            Some([low, high])
        });
        // A single address cannot be halved: the check of the plan says so.
        let fits = |half: &IpRange| inner.iter().all(|r| r != half && !r.crosses(*half));
        halves.into_iter().find(|pair| pair.iter().all(fits)).map_or_else(|| vec![piece], Vec::from)
    }
}

/// The difference of two entry lists as a step; `None` where they are the same.
fn changed_entries(old: &ReceiveConnector, new: &ReceiveConnector) -> Option<Setting> {
    let (old, new): (Vec<RemoteIpRange>, Vec<_>) = (shown(&old.remote_ip_ranges), shown(&new.remote_ip_ranges));
    let known = |list: &[RemoteIpRange]| list.iter().filter_map(|e| e.range).collect::<BTreeSet<_>>();
    let (before, after) = (known(&old), known(&new));
    let mut seen = BTreeSet::new();
    let gone = |e: &RemoteIpRange| e.range.is_some_and(|r| !after.contains(&r) && seen.insert(r));
    let remove: Vec<_> = old
        .into_iter()
        .filter({
            let mut gone = gone;
            move |e| gone(e)
        })
        .collect();
    let add: Vec<_> = after.difference(&before).copied().collect();
    (!remove.is_empty() || !add.is_empty()).then_some(Setting::RemoteIpRanges { remove, add })
}

/// One consequence per entry that is cut into pieces.
pub(super) fn splits(snapshot: &Snapshot, plan: &[PlannedChange]) -> Vec<Consequence> {
    let mut consequences = Vec::new();
    for step in plan {
        let Setting::RemoteIpRanges { remove, add } = &step.setting else { continue };
        for entry in remove {
            let pieces: Vec<_> =
                add.iter().filter(|a| entry.range.is_some_and(|r| r.holds(**a))).map(ToString::to_string).collect();
            if !pieces.is_empty() {
                consequences.push(Consequence::Splits {
                    connector: identity(snapshot, step.connector),
                    entry: entry.as_written.clone(),
                    pieces,
                });
            }
        }
    }
    consequences
}
