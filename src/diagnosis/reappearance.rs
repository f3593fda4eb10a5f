//! Whether a finding that is not seen any more may still be there, in what the second state hides.
//!
//! A finding is gone only where every completion of the second state says so. This module builds the completion that
//! speaks most for the finding: a hidden part of a list holds the addresses that the finding is about, and a hidden
//! value is what it was before. If the diagnosis of that completion has the finding again, it is not known to be gone.

use super::case::Case;
use super::finding::Finding;
use super::follow_up::Subject;
use crate::model::{
    AnySlot, Binding, IpRange, Property, ReceiveConnector, RemoteIpRange, Shown, Snapshot, same_server,
};

/// The values (connector and property) that the second state does not show whole and that may hold the finding: it is
/// found again once they are completed against it. Empty where the finding is gone in every completion.
pub(super) fn hidden_causes(
    before: &Snapshot,
    finding: &Finding,
    subject: &Subject,
    after: &Snapshot,
) -> Vec<(String, &'static str)> {
    let mut worst = after.clone();
    let mut hidden = Vec::new();
    for old in finding.subject.connectors.iter().filter_map(|index| before.receive_connectors.get(*index)) {
        let is_it = |c: &&mut ReceiveConnector| {
            same_server(&c.server, &old.server) && c.name.to_lowercase() == old.name.to_lowercase()
        };
        let Some(new) = worst.receive_connectors.iter_mut().find(is_it) else { continue };
        for (property, _) in decisive().filter(|(_, slot)| is_open(*slot, new)) {
            hidden.push((new.identity(), property.spelling()));
        }
        complete_against(new, old, finding);
    }
    if hidden.is_empty() {
        return hidden;
    }
    let case = Case::of(&worst);
    let is_there = super::untried(&case).iter().any(|other| subject.is_same(&Subject::of(&worst, other)));
    if is_there { hidden } else { Vec::new() }
}

/// The properties with a field of their own that a diagnosis rests on.
fn decisive() -> impl Iterator<Item = (Property, &'static dyn AnySlot<ReceiveConnector>)> {
    Property::kept().filter(|(property, _)| property.decides().is_some())
}

fn is_open(slot: &dyn AnySlot<ReceiveConnector>, connector: &ReceiveConnector) -> bool {
    slot.entries(connector).whole().is_none() || !slot.unreadable(connector).is_empty()
}

/// Completes what a connector hides so that the finding is as likely as can be.
fn complete_against(new: &mut ReceiveConnector, old: &ReceiveConnector, finding: &Finding) {
    let place = new.place;
    let addresses = finding.subject.addresses.iter().map(|address| RemoteIpRange::from(IpRange::single(*address)));
    let mut ranges: Vec<RemoteIpRange> = addresses.collect();
    if ranges.is_empty() {
        ranges = old.remote_ip_ranges.visible().cloned().unwrap_or_default();
    }
    complete_list(&mut new.remote_ip_ranges, ranges, place, |range| range.range().is_some());
    let bindings = old.bindings.visible().cloned().unwrap_or_default();
    complete_list(&mut new.bindings, bindings, place, |binding: &Binding| binding.endpoint.is_some());
    for (_, slot) in decisive() {
        if slot.entries(new).whole().is_none() && slot.entries(old).whole().is_some() {
            slot.replace(new, old);
        }
    }
}

fn complete_list<T: Clone>(
    shown: &mut Shown<Vec<T>>,
    hidden: Vec<T>,
    place: crate::model::Place,
    is_readable: fn(&T) -> bool,
) {
    let visible = shown.visible().cloned().unwrap_or_default();
    if shown.whole().is_some() && visible.iter().all(is_readable) {
        return;
    }
    let readable = visible.into_iter().filter(is_readable);
    *shown = Shown::Whole { value: readable.chain(hidden).collect(), place };
}
