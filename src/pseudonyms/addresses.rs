//! Other addresses in the place of those in a text: whoever held whom before does so after, and sizes stay.
//!
//! Ranges that touch, overlap or share a block (a /24, a /64) form a group. A group is moved as a whole, by a multiple of
//! its largest aligned range, inside its zone (private, shared, public ..), past no other group. Ranges wider than a
//! zone stay, and so does a zone that this cannot be done in: right before secret.

use std::net::IpAddr;

use crate::model::{Address, Family, IpRange};

/// Zones of IPv4 in which groups move: what an address means to mail flow ends where its zone ends. All else stays:
/// loopback, link-local, multicast and masks.
const ZONES_4: [(u128, u128); 12] = [
    (0x0100_0000, 0x09ff_ffff),
    (0x0a00_0000, 0x0aff_ffff),
    (0x0b00_0000, 0x643f_ffff),
    (0x6440_0000, 0x647f_ffff),
    (0x6480_0000, 0x7eff_ffff),
    (0x8000_0000, 0xa9fd_ffff),
    (0xa9ff_0000, 0xac0f_ffff),
    (0xac10_0000, 0xac1f_ffff),
    (0xac20_0000, 0xbfff_ffff),
    (0xc000_0000, 0xc0a7_ffff),
    (0xc0a8_0000, 0xc0a8_ffff),
    (0xc0a9_0000, 0xdfff_ffff),
];

/// Zones of IPv6: global and unique local.
const ZONES_6: [(u128, u128); 2] = [(0x2000 << 112, (0x4000 << 112) - 1), (0xfc00 << 112, (0xfe00 << 112) - 1)];

/// Where the groups of global IPv6 begin: the prefix of documentation.
const DOCUMENTATION: u128 = 0x2001_0db8 << 96;

/// Addresses from one to another, and the first of those that take their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Move {
    family: Family,
    first: u128,
    last: u128,
    to: u128,
}

/// The address for each address.
#[derive(Clone, Debug, Default)]
pub(super) struct Addresses(Vec<Move>);

impl Addresses {
    /// Makes room for all of these ranges.
    pub(super) fn of(ranges: &[IpRange]) -> Self {
        let mut moves = Vec::new();
        for (family, zones, block) in [(Family::V4, ZONES_4.as_slice(), 1_u128 << 8), (Family::V6, &ZONES_6, 1 << 64)] {
            let mut own: Vec<(u128, u128)> =
                ranges.iter().filter(|r| r.family() == family).map(|r| (r.first_bits(), r.last_bits())).collect();
            own.sort_unstable();
            own.dedup();
            for &(low, high) in zones {
                let start = match family {
                    Family::V4 => low.saturating_add(high.saturating_sub(low) / 3),
                    Family::V6 => low.max(DOCUMENTATION.min(high)),
                };
                let in_zone = |from| place(family, &own, (low, high), block, from);
                moves.extend(in_zone(start).or_else(|| in_zone(low)).unwrap_or_default());
            }
        }
        Self(moves)
    }

    /// Groups that moved, as ranges, and the ranges in their place.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let range = |m: &Move, first: u128| {
            let last = first.saturating_add(m.last.saturating_sub(m.first));
            IpRange::from_bits(m.family, first, last).map(|r| r.to_string()).unwrap_or_default()
        };
        self.0.iter().map(move |m| (range(m, m.first), range(m, m.to)))
    }

    /// The address in the place of this one. The neighbours of a group go with it: they are where its regions end.
    pub(super) fn get(&self, address: Address) -> Address {
        let bits = address.bits();
        for offset in [0_i8, 1, -1] {
            let near = match offset {
                0 => Some(bits),
                1 => bits.checked_add(1),
                _ => bits.checked_sub(1),
            };
            let Some(near) = near else { continue };
            let holds = |m: &&Move| m.family == address.family() && m.first <= near && near <= m.last;
            if let Some(found) = self.0.iter().find(holds) {
                let moved = near.saturating_sub(found.first).saturating_add(found.to);
                let moved = match offset {
                    0 => moved,
                    1 => moved.saturating_sub(1),
                    _ => moved.saturating_add(1),
                };
                return Address::new(address.family(), moved).unwrap_or(address);
            }
        }
        address
    }
}

/// Moves the groups of one zone; `None` where a range ends in it that also lies outside, or where they do not fit.
fn place(family: Family, ranges: &[(u128, u128)], zone: (u128, u128), block: u128, from: u128) -> Option<Vec<Move>> {
    let (low, high) = zone;
    let mut moves: Vec<(Move, u128)> = Vec::new();
    for &(first, last) in ranges {
        if last < low || first > high || (first <= low && last >= high) {
            continue;
        }
        if first <= low || last >= high {
            return None;
        }
        let size = last.saturating_sub(first).saturating_add(1);
        let aligned = if size.is_power_of_two() && first.is_multiple_of(size) { size.max(block) } else { block };
        let (first, last) = (first & !(block.wrapping_sub(1)), last | block.wrapping_sub(1));
        match moves.last_mut() {
            // Sorted by their first address, so only the group before can touch.
            Some((group, step)) if first <= group.last.saturating_add(1) => {
                group.last = group.last.max(last);
                *step = aligned.max(*step);
            }
            _ => moves.push((Move { family, first, last, to: 0 }, aligned)),
        }
    }
    let mut next = from.saturating_add(1);
    for (group, step) in &mut moves {
        let wanted = group.first.checked_rem(*step)?;
        let there = next.checked_rem(*step)?;
        let ahead = if wanted >= there {
            wanted.saturating_sub(there)
        } else {
            step.saturating_sub(there).saturating_add(wanted)
        };
        group.to = next.saturating_add(ahead);
        let last = group.to.saturating_add(group.last.saturating_sub(group.first));
        if last >= high {
            return None;
        }
        next = last.saturating_add(2);
    }
    Some(moves.into_iter().map(|(group, _)| group).collect())
}

/// The address at the start of a text, and its length: `10.0.0.1`, `2001:db8::1`, without port, prefix or zone.
pub(super) fn at_start(text: &str) -> Option<(Address, usize)> {
    let run = text.find(|c: char| !(c.is_ascii_hexdigit() || c == ':' || c == '.')).unwrap_or(text.len());
    let run = text.get(..run)?.trim_end_matches('.');
    // What follows an IPv4 address after a colon is its port.
    let head = run.split(':').next()?;
    let run = if run.matches(':').count() < 2 || head.contains('.') { head } else { run };
    let address = match run.parse::<IpAddr>().ok()? {
        IpAddr::V4(v4) => v4.into(),
        IpAddr::V6(v6) if v6.to_ipv4().is_some_and(|v4| u32::from(v4) > 0xffff) => return None,
        IpAddr::V6(v6) => v6.into(),
    };
    Some((address, run.len()))
}

/// The range that begins a text, and the length of its first address. Whatever Exchange prints as a range is one.
pub(super) fn range_at_start(text: &str) -> Option<(IpRange, usize)> {
    let (first, length) = at_start(text)?;
    let run = text.find(|c: char| !(c.is_ascii_hexdigit() || ":./-()".contains(c))).unwrap_or(text.len());
    let run = text.get(..run)?.trim_end_matches(['.', '-', ':']);
    Some((IpRange::parse(run).unwrap_or(IpRange::single(first)), length))
}
