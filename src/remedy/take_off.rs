//! How addresses come off the capturing connectors, while nothing else changes.
//!
//! For each address, while the connector still wins for it, the address is taken out of the entry by which it wins.
//! A single address goes; a larger entry is replaced by low-high pieces around it. So entries that do not decide stay
//! as they are. The pieces keep clear of the ranges of the server's other connectors, disabled ones included: inside
//! or outside of each, never across, never equal.

use std::collections::{BTreeMap, BTreeSet};

use super::acceptance::{Contact, contact};
use super::own::{Exception, OwnAddress, Staying};
use super::plan::{PlannedChange, Setting, entry};
use super::server_connectors::ServerConnectors;
use super::{Capture, Consequence, Pasted, identity};
use crate::model::{Address, AuthMechanism, IpRange, ReceiveConnector, Shown, Snapshot};
use crate::selection::Endpoint;

/// What comes off on one server.
pub(super) struct TakenOff {
    /// One step per connector, in order of the connectors.
    pub(super) steps: Vec<PlannedChange>,
    /// The own addresses that stay by an exception.
    pub(super) exceptions: Vec<OwnAddress>,
}

/// With this many twins or more, an own address that stays is listed by itself. With fewer, the larger entries are cut
/// around it: that leaves fewer entries, and two lists can be read one by one.
const LEAST_TWINS: usize = 3;

/// The steps on one server. Where there are many twins, own addresses that stay are taken out of the entries as on the
/// other servers, and listed by themselves.
pub(super) fn steps(
    pasted: &Pasted<'_>,
    captures: &[&Capture],
    staying: &[&Staying],
    connectors: &ServerConnectors,
) -> TakenOff {
    let mut work = Work::of(pasted, connectors.clone());
    // In rare configurations a piece matters to an address that was done before. Then that address is done again.
    loop {
        let mut has_changed = false;
        for capture in captures {
            has_changed |= work.take_off(capture);
        }
        if !has_changed {
            break;
        }
    }
    let kept = staying.iter().filter(|own| own.twins >= LEAST_TWINS);
    let kept = kept.flat_map(|own| own.addresses.iter().map(move |address| (own, *address)));
    let exceptions = kept.filter_map(|(own, address)| work.keep(own, address)).collect();
    TakenOff { steps: work.steps().collect(), exceptions }
}

/// One server's lists while addresses are taken off.
struct Work<'a> {
    pasted: &'a Pasted<'a>,
    /// Only the entries that hold a captured address.
    connectors: ServerConnectors,
    /// Entries that went and came so far, by index in the whole.
    changes: BTreeMap<usize, Change>,
}

#[derive(Default)]
struct Change {
    gone: BTreeSet<IpRange>,
    come: BTreeSet<IpRange>,
}

impl<'a> Work<'a> {
    fn of(pasted: &'a Pasted<'a>, connectors: ServerConnectors) -> Self {
        Self { pasted, connectors, changes: BTreeMap::new() }
    }

    /// Takes each address of a capture out of entry after entry until it lands where it should, or on a connector to
    /// be left alone. Whether anything changed.
    fn take_off(&mut self, capture: &Capture) -> bool {
        let mut changed = false;
        for (address, local) in capture.sessions() {
            while let Some((winner, range)) = self.trap(capture, address, local) {
                if !self.take_out(winner, range, address) {
                    break;
                }
                changed = true;
            }
        }
        changed
    }

    /// The connector to take the address off, and the entry by which it wins.
    fn trap(&self, capture: &Capture, address: Address, local: Option<Address>) -> Option<(usize, IpRange)> {
        let expected = capture.expected.and_then(|c| self.connectors.local_index(c));
        let endpoint = Endpoint::of(&self.connectors.snapshot, &self.connectors.server, capture.point(address, local));
        let outcome = endpoint.select(address).outcome;
        let (winner, range) = outcome.best().map(|d| (d.connector, d.range))?;
        let capturing = Some(winner) == self.connectors.local_index(capture.connector);
        let is_trap = Some(winner) != expected && (capturing || is_another_trap(&self.connectors, winner));
        is_trap.then_some((winner, range))
    }

    /// Takes the address out of one entry.
    fn take_out(&mut self, winner: usize, range: IpRange, address: Address) -> bool {
        let (Some(connector), Some(index)) = (self.connectors.connector(winner), self.connectors.whole_index(winner))
        else {
            return false;
        };
        let mut pieces = self.pieces(index, connector, range, address);
        if !pieces.is_empty() {
            let own: BTreeSet<IpRange> = self.ranges_now(index).collect();
            pieces.retain(|piece| !own.contains(piece));
        }
        let Some(connector) = self.connectors.connector_mut(winner) else { return false };
        if let Shown::Whole { value, .. } | Shown::Cut { visible: Some(value), .. } = &mut connector.remote_ip_ranges {
            value.retain(|e| e.range() != Some(range));
            value.extend(pieces.iter().copied().map(entry));
        }
        let change = self.changes.entry(index).or_default();
        if !change.come.remove(&range) {
            change.gone.insert(range);
        }
        for piece in pieces {
            if !change.gone.remove(&piece) {
                change.come.insert(piece);
            }
        }
        true
    }

    /// Lists an own address by itself on the connector that takes it, in the place of its part of larger entries.
    fn keep(&mut self, own: &Staying, address: Address) -> Option<OwnAddress> {
        let connector = own.capture.connector;
        let inside = self.connectors.local_index(connector)?;
        self.changes.get(&connector)?;
        let asked = Capture { addresses: vec![address], expected: None, ..own.capture.clone() };
        let mut is_taken_out = false;
        for (address, local) in asked.sessions() {
            while let Some((winner, range)) = self.trap(&asked, address, local).filter(|(winner, _)| *winner == inside)
            {
                // An entry that the step leaves alone stays as it is, unless twins with the same list change it.
                let is_piece = self.changes.get(&connector).is_some_and(|change| change.come.contains(&range));
                let may_change = is_piece || own.has_same_list || range == IpRange::single(address);
                if !may_change || !self.take_out(winner, range, address) {
                    break;
                }
                is_taken_out = true;
            }
        }
        if !is_taken_out {
            return None;
        }
        let single = IpRange::single(address);
        let kept = self.connectors.connector_mut(inside)?;
        if let Shown::Whole { value, .. } | Shown::Cut { visible: Some(value), .. } = &mut kept.remote_ip_ranges {
            value.push(entry(single));
        }
        let change = self.changes.entry(connector).or_default();
        let exception = if change.gone.remove(&single) {
            Exception::NotRemoved
        } else {
            change.come.insert(single);
            Exception::Added
        };
        Some(OwnAddress { connector, address, exception })
    }

    /// The readable entries of a connector as they are by now.
    fn ranges_now(&self, index: usize) -> impl Iterator<Item = IpRange> + '_ {
        let change = self.changes.get(&index);
        let old = self.pasted.snapshot.receive_connectors.get(index).into_iter().flat_map(ReceiveConnector::ranges);
        let kept = old.filter(move |range| change.is_none_or(|c| !c.gone.contains(range)));
        kept.chain(change.into_iter().flat_map(|c| c.come.iter().copied()))
    }

    /// What replaces `range` of the connector when `address` is taken out.
    fn pieces(&self, index: usize, connector: &ReceiveConnector, range: IpRange, address: Address) -> Vec<IpRange> {
        if range == IpRange::single(address) {
            return Vec::new();
        }
        let here = self.pasted.of_server(&connector.server).filter(|(other, _)| *other != index);
        let mut inner = Vec::new();
        let mut taken = Taken::default();
        for (other, connector_there) in here {
            let Some(contact) = contact(connector, connector_there) else { continue };
            let answers = connector_there.enabled.whole().copied();
            // What goes in the same plan counts too: each change must be valid before the others are made.
            let gone = self.changes.get(&other).into_iter().flat_map(|change| change.gone.iter().copied());
            inner.extend(gone.filter(|theirs| range.holds(*theirs) && theirs.contains(address) && *theirs != range));
            for theirs in self.ranges_now(other).filter(|theirs| range.holds(*theirs)) {
                if theirs.contains(address) && theirs != range {
                    inner.push(theirs);
                }
                if contact == Contact::Identical {
                    taken.ranges.push((theirs, answers));
                }
            }
        }
        // Ranges that hold the address inside ours, from the largest to the smallest: a piece must not cross them, so
        // it ends where they begin, and goes on inside.
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
        result.into_iter().flat_map(|piece| taken.clear(piece)).collect()
    }

    /// One step per changed connector, in order of the connectors.
    fn steps(self) -> impl Iterator<Item = PlannedChange> {
        self.changes.into_iter().filter_map(|(index, Change { mut gone, come })| {
            let connector = self.pasted.snapshot.receive_connectors.get(index)?;
            let printed = connector.remote_ip_ranges.visible().into_iter().flatten();
            let remove: Vec<_> =
                printed.filter(|e| e.range().is_some_and(|range| gone.remove(&range))).cloned().collect();
            let add: Vec<_> = come.into_iter().collect();
            (!remove.is_empty() || !add.is_empty())
                .then_some(PlannedChange { connector: index, setting: Setting::RemoteIpRanges { remove, add } })
        })
    }
}

/// A custom connector behind the first one that does not offer Exchange Server authentication either.
fn is_another_trap(connectors: &ServerConnectors, connector: usize) -> bool {
    connectors
        .connector(connector)
        .is_some_and(|c| !c.is_out_of_the_box() && c.auth_mechanism.has(&AuthMechanism::ExchangeServer) == Some(false))
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
#[derive(Default)]
struct Taken {
    /// The range, and whether its connector answers; `None` where the paste does not show whether it is enabled.
    ranges: Vec<(IpRange, Option<bool>)>,
}

impl Taken {
    /// The piece, or what stands for it where it is taken: nothing where the other connector answers for all of it
    /// anyway, two halves where it does not. Where that is not known, both could do harm: the piece stays, and the check of
    /// the plan refuses it.
    fn clear(&self, piece: IpRange) -> Vec<IpRange> {
        let equal: Vec<_> = self.ranges.iter().filter(|(range, _)| *range == piece).collect();
        if equal.is_empty() {
            return vec![piece];
        }
        if equal.iter().any(|(_, answers)| *answers == Some(true)) {
            return Vec::new();
        }
        if equal.iter().any(|(_, answers)| answers.is_none()) {
            return vec![piece];
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

/// One consequence per entry that is cut into pieces.
pub(super) fn splits(snapshot: &Snapshot, plan: &[PlannedChange], own: &[OwnAddress]) -> Vec<Consequence> {
    let mut consequences = Vec::new();
    for step in plan {
        let Setting::RemoteIpRanges { remove, add } = &step.setting else { continue };
        let is_own = |range: &IpRange| {
            own.iter().any(|it| it.connector == step.connector && IpRange::single(it.address) == *range)
        };
        for entry in remove {
            let pieces = add.iter().filter(|a| entry.range().is_some_and(|r| r.holds(**a)) && !is_own(a));
            let pieces: Vec<_> = pieces.map(ToString::to_string).collect();
            if !pieces.is_empty() {
                consequences.push(Consequence::Splits {
                    connector: identity(snapshot, step.connector),
                    entry: entry.as_written.to_string(),
                    pieces,
                });
            }
        }
    }
    consequences
}
