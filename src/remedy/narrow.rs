//! Remedies for a connector that lets a large range relay: only the clients that are known to use it stay.
//!
//! Who they are stands in receive logs and nowhere else, so without a log no list is written. Documented: "Allow
//! anonymous relay on Exchange servers" (list the hosts that relay).

use std::collections::BTreeSet;

use super::acceptance::{self, Acceptance, Unfit};
use super::from_plan::remedy_from_plan;
use super::plan::{PlannedChange, Setting};
use super::{Consequence, Id, Pasted, Remedy};
use crate::model::{Address, IpRange, RemoteIpRange};

/// Narrows a connector from these wide entries to the clients that a log names. Beside it, the tempting wrong ones.
#[must_use]
pub fn narrow_open_relay(
    pasted: &Pasted<'_>,
    connector: usize,
    wide: &[RemoteIpRange],
    clients: &[Address],
) -> Vec<Remedy> {
    let Some(target) = pasted.snapshot.receive_connectors.get(connector) else { return Vec::new() };
    let identity = target.identity();
    let is_wide = |range: IpRange| wide.iter().any(|w| w.range() == Some(range));
    let stays: Vec<IpRange> = target.ranges().filter(|range| !is_wide(*range)).collect();
    let missing: BTreeSet<Address> =
        clients.iter().copied().filter(|client| !stays.iter().any(|range| range.contains(*client))).collect();
    let mut remedies = Vec::new();
    if clients.is_empty() {
        let acceptance = Acceptance::Unfit(Unfit::ClientsUnknown { connector: identity.clone() });
        remedies.push(example(Id::NarrowOpenRelay, acceptance, Vec::new()));
    } else {
        let add = missing.iter().copied().map(IpRange::single).collect();
        let setting = Setting::RemoteIpRanges { remove: wide.to_vec(), add };
        let mut consequences =
            vec![Consequence::OnlyLoggedClients { connector: identity.clone(), count: clients.len() }];
        consequences.push(Consequence::NoRestart);
        // Never recommended: a log is a window, and who sends rarely is not in it.
        let plan = vec![PlannedChange { connector, setting }];
        remedies.push(remedy_from_plan(Id::NarrowOpenRelay, pasted, plan, Vec::new(), consequences));
    }
    let default =
        pasted.of_server(&target.server).filter(|(_, c)| c.is_default()).find(|(_, c)| acceptance::meets(target, c));
    if let Some((index, _)) = default.filter(|(_, c)| c.identity() != identity) {
        remedies.extend(relay_right_on_default(pasted, index));
    }
    if target.remote_ip_ranges.is_cut() {
        let consequence = Consequence::LosesHiddenEntries { connectors: vec![identity] };
        remedies.push(example(Id::ReplaceCutList, Acceptance::Unfit(Unfit::Harmful), vec![consequence]));
    }
    remedies
}

/// The tempting fix for a client that may not relay, named so that nobody takes it.
#[must_use]
pub fn relay_right_on_default(pasted: &Pasted<'_>, connector: usize) -> Vec<Remedy> {
    let connector = super::identity(pasted.snapshot, connector);
    let consequence = Consequence::OpensToEverybody { connector };
    vec![example(Id::RelayRightOnDefault, Acceptance::Unfit(Unfit::Harmful), vec![consequence])]
}

/// A remedy without steps.
fn example(id: Id, acceptance: Acceptance, consequences: Vec<Consequence>) -> Remedy {
    Remedy { consequences, ..Remedy::unproved(id, Vec::new(), acceptance) }
}
