//! The exact difference that a plan makes: which addresses change connector, on every endpoint of every server touched.
//!
//! The landing maps before and after are compared as sets, over the whole IPv4 and IPv6 space. Endpoints on which no
//! changed connector listens, and addresses outside every changed entry, have the same candidates before and after,
//! so they are left out of the computation, not out of the statement.

use super::plan::{PlannedChange, Setting};
use super::site::{Site, merged, ranges};
use crate::model::{Address, Binding, Family, IpRange, ReceiveConnector, Snapshot, same_server};
use crate::ordered::Set;
use crate::selection::{Endpoint, LandingMap, Property, listening_points, moved};

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
    /// Hidden values on the endpoints concerned: index of the connector and property. While there are any, the effects
    /// are those of the visible part.
    pub hidden: Vec<(usize, Property)>,
    /// Two services claim one of the endpoints concerned, or two connectors tie there.
    pub contested: bool,
}

/// The difference between a snapshot and the same after the plan.
#[must_use]
pub fn difference(snapshot: &Snapshot, plan: &[PlannedChange]) -> Difference {
    let mut result = Difference::default();
    let mut hidden = Set::new();
    for server in servers(snapshot, plan) {
        let here = |step: &&PlannedChange| {
            step.setting.is_read_by_selection() && step.server(snapshot).is_some_and(|name| same_server(name, &server))
        };
        let steps: Vec<_> = plan.iter().filter(here).collect();
        if steps.is_empty() {
            continue;
        }
        let before = match windows(snapshot, &steps) {
            Some(windows) => Site::within(snapshot, &server, &windows),
            None => Site::of(snapshot, &server),
        };
        let mut after = before.clone();
        for step in &steps {
            after.apply(step);
        }
        for (port, family, local) in points(&before, &after, &steps) {
            let old = Endpoint::of(&before.snapshot, &server, local, port, family);
            let new = Endpoint::of(&after.snapshot, &server, local, port, family);
            for change in moved(&LandingMap::of(&old), &LandingMap::of(&new)) {
                result.effects.push(Effect {
                    server: server.clone(),
                    local,
                    port,
                    range: change.range,
                    from: change.from.and_then(|c| before.outside(c)),
                    to: change.to.and_then(|c| after.outside(c)),
                });
            }
            for (site, endpoint) in [(&before, &old), (&after, &new)] {
                hidden.extend(endpoint.hidden().into_iter().filter_map(|(c, p)| Some((site.outside(c)?, p))));
                result.contested |= !endpoint.other_service().is_empty();
            }
        }
    }
    result.hidden = hidden.into_iter().collect();
    result
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
fn windows(snapshot: &Snapshot, steps: &[&PlannedChange]) -> Option<Vec<IpRange>> {
    let mut windows = Vec::new();
    for step in steps {
        match &step.setting {
            Setting::RemoteIpRanges { remove, add } => {
                windows.extend(remove.iter().filter_map(|r| r.range).chain(add.iter().copied()));
            }
            Setting::Create(connector) if fits_in(snapshot, connector) => windows.extend(ranges(connector)),
            _ => return None,
        }
    }
    Some(merged(windows))
}

/// Whether a new connector belongs to the same service as all others of its server on its ports: otherwise it could
/// change who has the port, and with that everything.
fn fits_in(snapshot: &Snapshot, connector: &ReceiveConnector) -> bool {
    let ports = |c: &ReceiveConnector| -> Option<Set<u16>> {
        c.bindings.whole()?.iter().map(|b| b.endpoint.map(|e| e.port)).collect()
    };
    let Some(own) = ports(connector) else { return false };
    let here = snapshot.receive_connectors.iter().filter(|c| same_server(&c.server, &connector.server));
    let mut neighbours = here.filter(|c| ports(c).is_none_or(|theirs| theirs.iter().any(|port| own.contains(port))));
    neighbours.all(|c| c.transport_role.whole() == connector.transport_role.whole())
}

type Point = (u16, Family, Option<Address>);

/// The endpoints on which a changed connector listens or may listen, before or after.
fn points(before: &Site, after: &Site, steps: &[&PlannedChange]) -> Vec<Point> {
    let all: Set<Point> =
        [before, after].into_iter().flat_map(|site| listening_points(&site.snapshot, &site.server)).collect();
    let changed: Vec<_> = steps.iter().filter_map(|step| after.connector(after.inside(step.connector)?)).collect();
    all.into_iter().filter(|point| changed.iter().any(|c| may_listen(c, point))).collect()
}

fn may_listen(connector: &ReceiveConnector, (port, family, _): &Point) -> bool {
    let on_point =
        |binding: &Binding| binding.endpoint.is_none_or(|e| e.port == *port && e.address.family() == *family);
    connector.bindings.whole().is_none_or(|bindings| bindings.iter().any(on_point))
}
