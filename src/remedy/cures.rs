//! The ways to cure a capture, the main one first, and the tempting wrong ones that are named so that nobody takes
//! them.
//!
//! Each way is one function that makes a plan. [`finish`] checks and proves every plan in the same way. This module
//! does not know which queue fails.

use std::collections::{BTreeMap, BTreeSet};

use super::acceptance::{self, Acceptance, Unfit, shown};
use super::own::{Exception, OwnAddress, Staying, without_exceptions};
use super::plan::{PlannedChange, Setting, entry};
use super::powershell::{Name, around_server};
use super::prepared::{CapturesOfServer, PreparedRequest};
use super::relanding::{prove, still_captured};
use super::{
    Capture, Consequence, Deviation, Id, Pasted, Remedy, Request, acceptance::hidden_old_value, identity, powershell,
    take_off,
};
use crate::model::{
    Address, AuthMechanism, Binding, IpRange, PermissionGroup, Place, ReceiveConnector, RemoteIpRange, ServerId, Shown,
    Snapshot,
};

/// Entries from which the limit of Active Directory is near.
const MANY_ENTRIES: usize = 1_000;

/// Name of the connector that [`dedicated`] proposes.
const DEDICATED_NAME: &str = "Exchange Servers";

/// The main remedy: takes the addresses off the capturing connectors, and nothing else. It is always offered, accepted
/// or not.
pub(super) fn take_addresses_off(prepared: &PreparedRequest<'_>) -> Remedy {
    let own = prepared.exceptions.clone();
    let consequences = take_off::splits(prepared.request.snapshot(), &prepared.take_off, &own);
    finish(Id::TakeAddressesOff, prepared, Draft { plan: prepared.take_off.clone(), own }, consequences)
}

/// The plan of a remedy in the making.
struct Draft {
    plan: Vec<PlannedChange>,
    /// Own addresses of servers for which the plan makes an exception.
    own: Vec<OwnAddress>,
}

/// Checks a plan, proves it and adds the consequences that follow from both.
fn finish(id: Id, prepared: &PreparedRequest<'_>, draft: Draft, mut consequences: Vec<Consequence>) -> Remedy {
    let Draft { plan, own } = draft;
    let request = prepared.request;
    let snapshot = request.snapshot();
    let (effects, proof) = prove(prepared, &plan);
    let mut acceptance = match hidden_old_value(snapshot, &plan) {
        Some(unfit) => Acceptance::Unfit(unfit),
        None if plan.is_empty() => nothing_visible(request),
        None => acceptance::check(request.pasted, &plan),
    };
    if acceptance.is_accepted()
        && let Some(unfit) = still_captured(&proof)
    {
        acceptance = unfit;
    }
    let acceptance = powershell::with_quotable_names(acceptance, snapshot, &plan);
    if matches!(acceptance, Acceptance::Refused(_)) {
        // What Exchange refuses has no effects.
        return Remedy { proof, consequences, ..Remedy::unproved(id, plan, acceptance) };
    }
    if proof.others > 0 {
        consequences.push(Consequence::MovesOthers { regions: proof.others });
    }
    if !proof.other_ports.is_empty() {
        consequences.push(Consequence::MovesOnOtherPorts { ports: proof.other_ports.clone() });
    }
    consequences.extend(deviations(prepared, &plan, &own));
    consequences.extend(many_entries(snapshot, &plan));
    consequences.extend(relay_ends(request));
    let disabled = captures_where(request, ReceiveConnector::is_disabled);
    if !disabled.is_empty() {
        consequences.push(Consequence::DisabledToday { connectors: disabled });
    }
    if !request.unaddressed.is_empty() {
        consequences.push(Consequence::MayStillBeCaught { servers: request.unaddressed.clone() });
    }
    if !proof.hidden.is_empty() {
        consequences.push(Consequence::Hidden { values: proof.hidden.clone() });
    }
    if !id.is_discouraged() {
        consequences.push(Consequence::NoRestart);
    }
    let no_way_back = acceptance::check_back(request.pasted, &plan);
    consequences.extend(no_way_back.clone().map(Consequence::NoWayBack));
    let queues = request.queues.clone();
    let captures = request.captures.clone();
    Remedy {
        captures,
        own,
        effects,
        proof,
        no_way_back,
        consequences,
        queues,
        ..Remedy::unproved(id, plan, acceptance)
    }
}

/// Disables connectors that list nothing but the addresses, because an emptied list is refused; the others are changed
/// as in the main remedy. `None` where there is no such connector.
pub(super) fn disable(prepared: &PreparedRequest<'_>) -> Option<Remedy> {
    let request = prepared.request;
    let snapshot = request.snapshot();
    let mut plan = prepared.take_off.clone();
    let mut disabled = Vec::new();
    for step in &mut plan {
        let Setting::RemoteIpRanges { remove, add } = &step.setting else { continue };
        let Some(connector) = snapshot.receive_connectors.get(step.connector) else { continue };
        let emptied = add.is_empty()
            && connector.remote_ip_ranges.whole().is_some_and(|list| {
                list.iter().all(|e| e.range().is_some() && remove.iter().any(|r| r.range() == e.range()))
            });
        if emptied && !connector.is_disabled() {
            step.setting = Setting::Enabled(false);
            disabled.push(connector.identity());
        }
    }
    if disabled.is_empty() {
        return None;
    }
    let mut own = prepared.exceptions.clone();
    own.retain(|own| plan.iter().any(|step| step.connector == own.connector && sets_ranges(step)));
    let mut consequences = take_off::splits(snapshot, &plan, &own);
    consequences.insert(0, Consequence::AnswersNobody { connectors: disabled });
    Some(finish(Id::DisableConnector, prepared, Draft { plan, own }, consequences))
}

/// Names the addresses one by one on the connector that they should land on: one address is the smallest range there
/// is, so it wins over every larger one.
pub(super) fn pin(prepared: &PreparedRequest<'_>) -> Option<Remedy> {
    let request = prepared.request;
    let snapshot = request.snapshot();
    let mut plan: Vec<PlannedChange> = Vec::new();
    for capture in &request.captures {
        let expected = capture.expected?;
        let connector = snapshot.receive_connectors.get(expected)?;
        let listed: BTreeSet<_> = connector.ranges().collect();
        let singles = capture.addresses.iter().map(|a| IpRange::single(*a)).filter(|single| !listed.contains(single));
        if plan.iter().all(|step| step.connector != expected) {
            let setting = Setting::RemoteIpRanges { remove: Vec::new(), add: Vec::new() };
            plan.push(PlannedChange { connector: expected, setting });
        }
        for step in plan.iter_mut().filter(|step| step.connector == expected) {
            let Setting::RemoteIpRanges { add, .. } = &mut step.setting else { continue };
            add.extend(singles.clone());
            add.sort();
            add.dedup();
        }
    }
    plan.retain(|step| !matches!(&step.setting, Setting::RemoteIpRanges { add, .. } if add.is_empty()));
    let not_added = |own: &Staying| {
        let step = plan.iter().find(|step| Some(step.connector) == own.capture.expected)?;
        let listed = snapshot.receive_connectors.get(step.connector).map(ReceiveConnector::ranges)?;
        let listed: BTreeSet<_> = listed.collect();
        let new = own.addresses.iter().filter(|address| !listed.contains(&IpRange::single(**address)));
        Some(left_out(step.connector, new))
    };
    let own = prepared.staying.iter().filter_map(not_added).flatten().collect();
    let trap = Consequence::TrapStays { connectors: captures_where(request, |_| true) };
    (!plan.is_empty()).then(|| finish(Id::PinOnDefault, prepared, Draft { plan, own }, vec![trap]))
}

/// A connector of its own for the Exchange servers, as `New-ReceiveConnector -Usage Internal` would set it up.
pub(super) fn dedicated(prepared: &PreparedRequest<'_>) -> Option<Remedy> {
    let request = prepared.request;
    let snapshot = request.snapshot();
    let (mut plan, mut own) = (Vec::new(), Vec::new());
    let mut names = Vec::new();
    for CapturesOfServer { captures, connectors } in &prepared.servers {
        let connector = new_connector(request.pasted, &connectors.server, captures)?;
        names.push(connector.identity());
        let index = snapshot.receive_connectors.len().saturating_add(plan.len());
        let here = prepared.staying.iter().filter(|own| connectors.local_index(own.capture.connector).is_some());
        let mut addresses: Vec<Address> = here.flat_map(|own| own.addresses.iter().copied()).collect();
        addresses.sort_unstable();
        addresses.dedup();
        own.extend(left_out(index, addresses.iter()));
        plan.push(PlannedChange { connector: index, setting: Setting::Create(Box::new(connector)) });
    }
    let consequences = vec![
        Consequence::OneMoreConnector { connectors: names },
        Consequence::TrapStays { connectors: captures_where(request, |_| true) },
    ];
    Some(finish(Id::DedicatedInternalConnector, prepared, Draft { plan, own }, consequences))
}

fn new_connector(pasted: &Pasted<'_>, server: &str, captures: &[&Capture]) -> Option<ReceiveConnector> {
    let shown = |index: usize| pasted.snapshot.receive_connectors.get(index);
    // Where nobody else would answer, the capturing connector shows port and service; a list that is cut comes first.
    let capturing =
        || captures.first().and_then(|c| shown(c.connector)).filter(|c| c.remote_ip_ranges.whole().is_some());
    let model = captures.iter().find_map(|c| c.expected).and_then(shown).or_else(capturing)?;
    let ports: BTreeSet<u16> = captures.iter().map(|c| c.port).collect();
    let addresses: BTreeSet<_> = captures.iter().flat_map(|c| c.addresses.iter().copied()).collect();
    let families: BTreeSet<_> = addresses.iter().map(|a| a.family()).collect();
    let used = |binding: &&Binding| {
        binding.endpoint.is_some_and(|e| ports.contains(&e.port) && families.contains(&e.address.family()))
    };
    let bindings: Vec<_> = model.bindings.whole()?.iter().filter(used).cloned().collect();
    if bindings.is_empty() {
        return None;
    }
    let place = Place { source: 0, line: 0 };
    let whole_list = |list| Shown::Whole { value: list, place };
    let whole_groups = |list| Shown::Whole { value: list, place };
    let mut connector = ReceiveConnector::unknown_at(place);
    server.clone_into(&mut connector.server);
    connector.name = free_name(pasted, server);
    connector.enabled = Shown::Whole { value: true, place };
    connector.transport_role.clone_from(&model.transport_role);
    connector.bindings = Shown::Whole { value: bindings, place };
    connector.remote_ip_ranges =
        Shown::Whole { value: addresses.into_iter().map(|a| entry(IpRange::single(a))).collect(), place };
    connector.auth_mechanism = whole_list(vec![AuthMechanism::Tls, AuthMechanism::ExchangeServer]);
    // An Edge server refuses the second group.
    let on_edge = pasted.of_server(server).any(|(_, c)| c.is_default_of_edge());
    let legacy = (!on_edge).then_some(PermissionGroup::ExchangeLegacyServers);
    connector.permission_groups =
        whole_groups(std::iter::once(PermissionGroup::ExchangeServers).chain(legacy).collect());
    Some(connector)
}

/// The proposed name, with a number where it is taken.
fn free_name(pasted: &Pasted<'_>, server: &str) -> String {
    let taken = |name: &str| pasted.of_server(server).any(|(_, c)| c.name.eq_ignore_ascii_case(name));
    let numbered = (2_u32..).map(|n| format!("{DEDICATED_NAME} {n}"));
    std::iter::once(DEDICATED_NAME.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// What KB 979175 suggests when read literally: Exchange Server authentication on the capturing connector.
pub(super) fn exchange_server_on_relay(prepared: &PreparedRequest<'_>) -> Option<Remedy> {
    let request = prepared.request;
    let mut plan = Vec::new();
    let mut connectors = Vec::new();
    for capture in &request.captures {
        let connector = request.snapshot().receive_connectors.get(capture.connector)?;
        if connectors.contains(&connector.identity()) || connector.auth_mechanism.has(&AuthMechanism::ExchangeServer)? {
            continue;
        }
        connectors.push(connector.identity());
        let mut auth = shown(&connector.auth_mechanism);
        auth.push(AuthMechanism::ExchangeServer);
        let mut groups = shown(&connector.permission_groups);
        groups.retain(|g| *g != PermissionGroup::Custom);
        if !groups.contains(&PermissionGroup::ExchangeServers) {
            groups.push(PermissionGroup::ExchangeServers);
        }
        let index = capture.connector;
        plan.push(PlannedChange { connector: index, setting: Setting::PermissionGroups(groups) });
        plan.push(PlannedChange { connector: index, setting: Setting::AuthMechanism(auth) });
    }
    warning(Id::ExchangeServerOnRelay, prepared, plan, Consequence::HidesTheWrongRange { connectors })
}

/// Writing a list anew of which only a part was printed.
pub(super) fn replace_cut_list(prepared: &PreparedRequest<'_>) -> Option<Remedy> {
    let request = prepared.request;
    let connectors = captures_where(request, |c| c.remote_ip_ranges.is_cut());
    if connectors.is_empty() {
        return None;
    }
    let plan = Vec::new();
    warning(Id::ReplaceCutList, prepared, plan, Consequence::LosesHiddenEntries { connectors })
}

/// A warning example: checked like the others, never ready.
fn warning(
    id: Id,
    prepared: &PreparedRequest<'_>,
    plan: Vec<PlannedChange>,
    consequence: Consequence,
) -> Option<Remedy> {
    let request = prepared.request;
    if plan.is_empty() && id != Id::ReplaceCutList {
        return None;
    }
    let acceptance = match acceptance::check(request.pasted, &plan) {
        refused @ Acceptance::Refused(_) => refused,
        _ => Acceptance::Unfit(Unfit::Harmful),
    };
    let (mut effects, proof) = prove(prepared, &plan);
    if matches!(acceptance, Acceptance::Refused(_)) {
        effects.clear();
    }
    Some(Remedy { effects, proof, consequences: vec![consequence], ..Remedy::unproved(id, plan, acceptance) })
}

fn sets_ranges(step: &PlannedChange) -> bool {
    matches!(step.setting, Setting::RemoteIpRanges { .. })
}

/// Own addresses that a step does not add to its connector.
fn left_out<'s>(connector: usize, addresses: impl Iterator<Item = &'s Address>) -> Vec<OwnAddress> {
    addresses.map(|address| OwnAddress { connector, address: *address, exception: Exception::NotAdded }).collect()
}

/// Which servers get another change than the most do, and why.
fn deviations(prepared: &PreparedRequest<'_>, plan: &[PlannedChange], own: &[OwnAddress]) -> Vec<Consequence> {
    let request = prepared.request;
    let snapshot = request.snapshot();
    let mut consequences = Vec::new();
    let server = |connector: usize| plan.iter().find(|step| step.connector == connector)?.server(snapshot);
    let (mut servers, mut connectors, mut addresses) = (Vec::new(), Vec::new(), Vec::new());
    let changed_servers: BTreeSet<ServerId> =
        plan.iter().filter_map(|step| step.server(snapshot)).map(ServerId::of).collect();
    for own in &prepared.staying {
        let Some(connector) = snapshot.receive_connectors.get(own.capture.connector) else { continue };
        if changed_servers.contains(&ServerId::of(&connector.server)) {
            servers.push(connector.server.clone());
            connectors.push(connector.identity());
            addresses.extend(own.addresses.iter().map(ToString::to_string));
        }
    }
    if !servers.is_empty() {
        consequences.push(Consequence::Deviates { servers, why: Deviation::OwnAddress { connectors, addresses } });
    }
    // Twins by name, those of one change together.
    let mut twins: BTreeMap<Name, Vec<(Change, Vec<usize>)>> = BTreeMap::new();
    for step in plan {
        let Some((change, target)) = common_change(snapshot, step, own).zip(step.target(snapshot)) else { continue };
        let changes = twins.entry(around_server(target)).or_default();
        match changes.iter_mut().find(|(known, _)| *known == change) {
            Some((_, connectors)) => connectors.push(step.connector),
            None => changes.push((change, vec![step.connector])),
        }
    }
    let mut deviating: Vec<(Deviation, Vec<String>)> = Vec::new();
    for changes in twins.values() {
        // With as many changes as connectors there is no common one.
        let most = changes.iter().map(|(_, connectors)| connectors.len()).max().filter(|most| *most > 1);
        let Some(common) = changes.iter().position(|(_, connectors)| Some(connectors.len()) == most) else { continue };
        let model = changes.get(common).and_then(|(_, connectors)| connectors.first().copied());
        let others = changes.iter().enumerate().filter(|(index, _)| *index != common);
        for connector in others.flat_map(|(_, (_, connectors))| connectors) {
            let Some((why, server)) = model.map(|m| why_other(request, m, *connector)).zip(server(*connector)) else {
                continue;
            };
            match deviating.iter_mut().find(|(known, _)| *known == why) {
                Some((_, servers)) => servers.push(server.to_owned()),
                None => deviating.push((why, vec![server.to_owned()])),
            }
        }
    }
    consequences.extend(deviating.into_iter().map(|(why, servers)| Consequence::Deviates { servers, why }));
    consequences
}

/// The entries that go and come by a step.
type Change = (BTreeSet<IpRange>, BTreeSet<IpRange>);

/// What a step changes in a list, as if it made no exception.
fn common_change(snapshot: &Snapshot, step: &PlannedChange, own: &[OwnAddress]) -> Option<Change> {
    let own: Vec<OwnAddress> = own.iter().filter(|own| own.connector == step.connector).copied().collect();
    let printed = step.target(snapshot)?.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
    let common = without_exceptions(&step.setting, printed, &own);
    match common.as_ref().unwrap_or(&step.setting) {
        Setting::RemoteIpRanges { remove, add } => {
            Some((remove.iter().filter_map(RemoteIpRange::range).collect(), add.iter().copied().collect()))
        }
        Setting::Create(new) => Some((BTreeSet::new(), new.ranges().collect())),
        _ => None,
    }
}

/// Why the change of a connector differs from that of its twin.
fn why_other(request: &Request<'_>, model: usize, connector: usize) -> Deviation {
    let entries = |index: usize| {
        let connector = request.snapshot().receive_connectors.get(index)?;
        Some(connector.ranges().collect::<BTreeSet<_>>())
    };
    let captured = |index: usize| {
        let concerns = |capture: &&Capture| capture.connector == index || capture.expected == Some(index);
        let captures = request.captures.iter().filter(concerns);
        captures.flat_map(|capture| capture.addresses.iter().copied()).collect::<BTreeSet<_>>()
    };
    if entries(model) != entries(connector) {
        Deviation::OtherList
    } else if captured(model) != captured(connector) {
        Deviation::OtherAddresses
    } else {
        Deviation::OtherConnectors
    }
}

/// Why there is nothing to take off: the capturing entries are hidden.
fn nothing_visible(request: &Request<'_>) -> Acceptance {
    let connector = request.captures.first().map(|c| identity(request.snapshot(), c.connector)).unwrap_or_default();
    Acceptance::Unfit(Unfit::NothingVisible { connector })
}

fn many_entries(snapshot: &Snapshot, plan: &[PlannedChange]) -> Vec<Consequence> {
    let grown = plan.iter().filter_map(|step| {
        let Setting::RemoteIpRanges { remove, add } = &step.setting else { return None };
        let connector = snapshot.receive_connectors.get(step.connector)?;
        let before = connector.remote_ip_ranges.visible()?.len();
        let entries = before.saturating_add(add.len()).saturating_sub(remove.len());
        (entries > MANY_ENTRIES && entries > before)
            .then(|| Consequence::ManyEntries { connector: connector.identity(), entries })
    });
    grown.collect()
}

/// Who relays through the connector from these addresses without authentication cannot any more.
fn relay_ends(request: &Request<'_>) -> Option<Consequence> {
    let relays = |c: &ReceiveConnector| {
        c.permission_groups.has(&PermissionGroup::AnonymousUsers) != Some(false)
            || c.auth_mechanism.has(&AuthMechanism::ExternalAuthoritative) == Some(true)
    };
    let connectors = captures_where(request, relays);
    (!connectors.is_empty()).then_some(Consequence::AnonymousRelayEnds { connectors })
}

/// Identities of the capturing connectors that are so, without repeats.
fn captures_where(request: &Request<'_>, is_so: impl Fn(&ReceiveConnector) -> bool) -> Vec<String> {
    let mut identities: Vec<String> = Vec::new();
    for capture in &request.captures {
        let Some(connector) = request.snapshot().receive_connectors.get(capture.connector) else { continue };
        let identity = connector.identity();
        if is_so(connector) && !identities.contains(&identity) {
            identities.push(identity);
        }
    }
    identities
}
