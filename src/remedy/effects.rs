//! The exact difference that a plan makes: which addresses change connector, on every endpoint of every server touched.
//!
//! The landing maps before and after are compared as sets, over the whole IPv4 and IPv6 space. Endpoints on which no
//! changed connector listens, and addresses outside every changed entry, have the same candidates before and after,
//! so they are left out of the computation, not out of the statement.

use std::collections::BTreeSet;

use super::connector_pairs::ConnectorPairs;
use super::pasted::Pasted;
use super::plan::{PlannedChange, Setting};
use super::server_connectors::{ServerConnectors, merged};
use crate::model::{Address, Binding, ByServer, IpRange, ReceiveConnector, RemoteIpRange, Snapshot, same_server};
use crate::selection::{DecidingList, Endpoint, LandingMap, ListeningPoint, Moved, listening_points, moved};

/// One region of addresses that changes connector on one local endpoint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Effect {
    /// The server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// Local address; `None` = every local address that no connector binds by itself.
    pub local: Option<Address>,
    /// The addresses.
    pub range: IpRange,
    /// Index of the connector before; `None` = none.
    pub from: Option<usize>,
    /// Index of the connector after, in the changed snapshot; `None` = none.
    pub to: Option<usize>,
}

/// What a plan does to landings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Every region that changes connector, in order of server, port, local address and address.
    pub effects: Vec<Effect>,
    /// The lists with hidden parts on the endpoints concerned, each with the index of its connector. While there are any,
    /// the effects are those of the visible part.
    pub hidden: Vec<(usize, DecidingList)>,
    /// Two services claim one of the endpoints concerned, or two connectors tie there.
    pub contested: bool,
}

/// The difference between a snapshot and the same after the plan.
#[must_use]
pub fn difference(pasted: &Pasted<'_>, plan: &[PlannedChange]) -> Difference {
    let snapshot = pasted.snapshot;
    let mut result = Difference::default();
    let mut hidden = BTreeSet::new();
    for server in servers(snapshot, plan) {
        let here = |step: &&PlannedChange| {
            step.setting.is_read_by_selection() && step.server(snapshot).is_some_and(|name| same_server(name, &server))
        };
        let steps: Vec<_> = plan.iter().filter(here).collect();
        if steps.is_empty() {
            continue;
        }
        let before = match windows(pasted, &steps) {
            Some(windows) => ServerConnectors::within(&server, pasted.of_server(&server), &windows),
            None => ServerConnectors::of(&server, pasted.of_server(&server)),
        };
        let mut after = before.clone();
        for step in &steps {
            after.apply(step);
        }
        let changed: Vec<_> =
            steps.iter().filter_map(|step| after.connector(after.local_index(step.connector)?)).collect();
        result.add(&before, &after, &changed, &Some, &mut hidden);
    }
    result.hidden = hidden.into_iter().collect();
    result
}

/// The difference between two snapshots whose connectors are paired, in the numbers of the pairs.
#[must_use]
pub fn between(before: &Snapshot, after: &Snapshot, pairs: &ConnectorPairs) -> Difference {
    let mut result = Difference::default();
    let mut hidden = BTreeSet::new();
    let mut servers: Vec<(&str, Vec<Differing<'_>>)> = Vec::new();
    for pair in pairs.iter(before, after).filter(|(old, new)| differ(*old, *new)) {
        let Some(connector) = pair.0.or(pair.1) else { continue };
        match servers.iter_mut().find(|(server, _)| same_server(server, &connector.server)) {
            Some((_, differing)) => differing.push(pair),
            None => servers.push((&connector.server, vec![pair])),
        }
    }
    let (before_by_server, after_by_server) = (ByServer::of_connectors(before), ByServer::of_connectors(after));
    for (server, differing) in servers {
        let windows: Option<Vec<_>> = differing.iter().map(|pair| differing_ranges(*pair)).collect();
        let windows = windows.map(|parts| merged(parts.into_iter().flatten().collect()));
        let connectors = |by_server: &ByServer, snapshot| match &windows {
            Some(windows) => ServerConnectors::within(server, by_server.connectors(snapshot, server), windows),
            None => ServerConnectors::of(server, by_server.connectors(snapshot, server)),
        };
        let changed: Vec<_> = differing.iter().flat_map(|(old, new)| old.iter().chain(new).copied()).collect();
        result.add(
            &connectors(&before_by_server, before),
            &connectors(&after_by_server, after),
            &changed,
            &|c| pairs.number(c),
            &mut hidden,
        );
    }
    result.hidden = hidden.into_iter().collect();
    result
}

type Differing<'a> = (Option<&'a ReceiveConnector>, Option<&'a ReceiveConnector>);

/// Whether selection could tell the two apart.
fn differ(old: Option<&ReceiveConnector>, new: Option<&ReceiveConnector>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return true };
    !same_but_ranges(old, new) || old.remote_ip_ranges.visible() != new.remote_ip_ranges.visible()
}

fn same_but_ranges(old: &ReceiveConnector, new: &ReceiveConnector) -> bool {
    let endpoints =
        |c: &ReceiveConnector| -> Option<Vec<_>> { Some(c.bindings.visible()?.iter().map(|b| b.endpoint).collect()) };
    old.enabled.whole() == new.enabled.whole()
        && old.transport_role.whole() == new.transport_role.whole()
        && old.bindings.is_cut() == new.bindings.is_cut()
        && endpoints(old) == endpoints(new)
}

/// The ranges that only one side has; `None` where more than ranges differs.
fn differing_ranges((old, new): Differing<'_>) -> Option<Vec<IpRange>> {
    let (old, new) = (old?, new?);
    let readable = |c: &ReceiveConnector| c.remote_ip_ranges.whole().is_some();
    if !same_but_ranges(old, new) || !readable(old) || !readable(new) {
        return None;
    }
    let (a, b): (BTreeSet<IpRange>, BTreeSet<IpRange>) = (old.ranges().collect(), new.ranges().collect());
    let only =
        |x: &BTreeSet<IpRange>, y: &BTreeSet<IpRange>| x.iter().filter(|r| !y.contains(r)).copied().collect::<Vec<_>>();
    let mut found = only(&a, &b);
    found.extend(only(&b, &a));
    Some(found)
}

impl Difference {
    /// Adds what changes on one server, of which these connectors are changed. The numbers of connectors are those of
    /// the whole; `number` gives those of the side after.
    fn add(
        &mut self,
        before: &ServerConnectors,
        after: &ServerConnectors,
        changed: &[&ReceiveConnector],
        number: &dyn Fn(usize) -> Option<usize>,
        hidden: &mut BTreeSet<(usize, DecidingList)>,
    ) {
        let server = &before.server;
        let all: BTreeSet<ListeningPoint> = [before, after]
            .into_iter()
            .flat_map(|side| listening_points(side.snapshot.receive_connectors.iter()))
            .collect();
        for point in all.into_iter().filter(|point| changed.iter().any(|c| may_listen(c, *point))) {
            let ListeningPoint { port, local, .. } = point;
            let old = Endpoint::of(&before.snapshot, server, point);
            let new = Endpoint::of(&after.snapshot, server, point);
            let old_map = LandingMap::of(&old).renumbered(|c| before.whole_index(c));
            let new_map = LandingMap::of(&new).renumbered(|c| number(after.whole_index(c)?));
            for Moved { range, from, to } in moved(&old_map, &new_map) {
                self.effects.push(Effect { server: server.clone(), local, port, range, from, to });
            }
            hidden.extend(old.hidden().into_iter().filter_map(|(c, p)| Some((before.whole_index(c)?, p))));
            hidden.extend(new.hidden().into_iter().filter_map(|(c, p)| Some((number(after.whole_index(c)?)?, p))));
            self.contested |= !old.other_service().is_empty() || !new.other_service().is_empty();
        }
    }
}

/// The servers that a plan touches, in its order.
#[must_use]
pub fn servers(snapshot: &Snapshot, plan: &[PlannedChange]) -> Vec<String> {
    let mut servers: Vec<String> = Vec::new();
    for server in plan.iter().filter_map(|step| step.server(snapshot)) {
        if !servers.iter().any(|s| same_server(s, server)) {
            servers.push(server.to_owned());
        }
    }
    servers
}

/// The addresses outside which nothing can change; `None` = everything may.
fn windows(pasted: &Pasted<'_>, steps: &[&PlannedChange]) -> Option<Vec<IpRange>> {
    let mut windows = Vec::new();
    for step in steps {
        match &step.setting {
            Setting::RemoteIpRanges { remove, add } => {
                windows.extend(remove.iter().filter_map(RemoteIpRange::range).chain(add.iter().copied()));
            }
            Setting::Create(connector) if fits_in(pasted, connector) => windows.extend(connector.ranges()),
            _ => return None,
        }
    }
    Some(merged(windows))
}

/// Whether a new connector belongs to the same service as all others of its server on its ports: otherwise it could
/// change who has the port, and with that everything.
fn fits_in(pasted: &Pasted<'_>, connector: &ReceiveConnector) -> bool {
    let ports = |c: &ReceiveConnector| -> Option<BTreeSet<u16>> {
        c.bindings.whole()?.iter().map(|b| b.endpoint.map(|e| e.port)).collect()
    };
    let Some(own) = ports(connector) else { return false };
    let here = pasted.of_server(&connector.server);
    let mut neighbours =
        here.filter(|(_, c)| ports(c).is_none_or(|theirs| theirs.iter().any(|port| own.contains(port))));
    neighbours.all(|(_, c)| c.transport_role.whole() == connector.transport_role.whole())
}

fn may_listen(connector: &ReceiveConnector, point: ListeningPoint) -> bool {
    let on_point =
        |binding: &Binding| binding.endpoint.is_none_or(|e| e.port == point.port && e.address.family() == point.family);
    connector.bindings.whole().is_none_or(|bindings| bindings.iter().any(on_point))
}
