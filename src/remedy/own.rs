//! The own addresses of servers in a plan that moves Exchange servers off their connectors.
//!
//! Twin connectors on several servers often list a range that holds all of these servers. A server sends no queue to
//! itself, so nobody asks to move its own address: left alone, every server would get another list. Where the connector
//! that takes over offers and admits all that the present one does, the own address moves too, and the lists stay the
//! same. Elsewhere a program on the server itself could lose rights, so the own address stays, as one entry of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::powershell::{Name, around_server};
use super::server_connectors::ServerConnectors;
use super::{Capture, Request, Setting};
use crate::model::{
    Address, AuthMechanism, IpRange, PermissionGroup, ReceiveConnector, RemoteIpRange, ServerId, Shown,
};
use crate::selection::Endpoint;

/// An address of the server itself that stays on its connector, while the same step on other servers moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnAddress {
    /// Index of the connector whose step makes the exception.
    pub connector: usize,
    /// The address.
    pub address: Address,
    /// How the step differs from that of the other servers.
    pub exception: Exception,
}

/// How a step for one server differs from that for the other servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// The address is added as an entry of its own.
    Added,
    /// Its entry is not removed.
    NotRemoved,
    /// Its entry is not added.
    NotAdded,
}

/// Own addresses that stay on the connector of a capture.
pub(super) struct Staying {
    /// The capture.
    pub(super) capture: Capture,
    /// The addresses.
    pub(super) addresses: Vec<Address>,
    /// Whether a twin on another server has the very same list.
    pub(super) has_same_list: bool,
    /// How many twins are changed, this one included.
    pub(super) twins: usize,
}

/// The request with the own addresses that may move as well, and the own addresses that stay.
pub(super) fn split<'r, 'a>(request: &'r Request<'a>) -> (Cow<'r, Request<'a>>, Vec<Staying>) {
    let (mut moving, mut staying) = (Cow::Borrowed(request), Vec::new());
    for Own { capture: index, addresses, has_same_list, twins } in own_addresses(request) {
        let Some(capture) = request.captures.get(index) else { continue };
        if loses_nothing(request, capture) {
            if let Some(capture) = moving.to_mut().captures.get_mut(index) {
                capture.addresses.extend(addresses);
            }
        } else {
            staying.push(Staying { capture: capture.clone(), addresses, has_same_list, twins });
        }
    }
    (moving, staying)
}

/// Own addresses of the server of a capture that its connector takes, and that twins of the connector lose on other
/// servers.
struct Own {
    /// Index of the capture.
    capture: usize,
    addresses: Vec<Address>,
    has_same_list: bool,
    twins: usize,
}

fn own_addresses(request: &Request<'_>) -> Vec<Own> {
    let snapshot = request.snapshot();
    let connector = |capture: &Capture| snapshot.receive_connectors.get(capture.connector);
    let mut twins: BTreeMap<(Name, u16), Vec<usize>> = BTreeMap::new();
    for (index, capture) in request.captures.iter().enumerate() {
        if let Some(connector) = connector(capture) {
            twins.entry((around_server(connector), capture.port)).or_default().push(index);
        }
    }
    twins.retain(|_, captures| captures.len() > 1);
    if twins.is_empty() {
        return Vec::new();
    }
    let servers: HashMap<ServerId, &[crate::model::ServerAddress]> =
        snapshot.servers.iter().map(|server| (ServerId::of(&server.name), server.addresses.as_slice())).collect();
    let mut captured: HashMap<(ServerId, u16), BTreeSet<Address>> = HashMap::new();
    for capture in &request.captures {
        if let Some(connector) = connector(capture) {
            captured.entry((ServerId::of(&connector.server), capture.port)).or_default().extend(&capture.addresses);
        }
    }
    let mut own = Vec::new();
    for captures in twins.values() {
        let of_twins: BTreeSet<Address> = captures
            .iter()
            .filter_map(|index| request.captures.get(*index))
            .flat_map(|c| c.addresses.clone())
            .collect();
        for index in captures {
            let Some((capture, here)) = request.captures.get(*index).and_then(|c| Some((c, connector(c)?))) else {
                continue;
            };
            let server = ServerId::of(&here.server);
            let moves = captured.get(&(server.clone(), capture.port));
            let addresses = servers.get(&server).copied().unwrap_or_default().iter().map(|known| known.address);
            let addresses = addresses.filter(|address| {
                of_twins.contains(address)
                    && moves.is_none_or(|moves| !moves.contains(address))
                    && lands_on(request, capture, here, *address)
            });
            let addresses: Vec<Address> = addresses.collect();
            if !addresses.is_empty() {
                let others = captures.iter().filter(|other| *other != index);
                let mut others = others.filter_map(|other| connector_of(request, *other));
                let has_same_list = others.any(|other| other.ranges().eq(here.ranges()));
                own.push(Own { capture: *index, addresses, has_same_list, twins: captures.len() });
            }
        }
    }
    own.sort_by_key(|own| own.capture);
    own
}

/// The connector of the capture with this index.
fn connector_of<'a>(request: &Request<'a>, capture: usize) -> Option<&'a ReceiveConnector> {
    request.snapshot().receive_connectors.get(request.captures.get(capture)?.connector)
}

/// Whether the address lands on the connector of the capture now, on every endpoint of the capture.
fn lands_on(request: &Request<'_>, capture: &Capture, connector: &ReceiveConnector, address: Address) -> bool {
    let here = request.pasted.of_server(&connector.server);
    let here = ServerConnectors::within(&connector.server, here, &[IpRange::single(address)]);
    let asked = Capture { addresses: vec![address], ..capture.clone() };
    let mut sessions = asked.sessions().peekable();
    sessions.peek().is_some()
        && sessions.all(|(address, local)| {
            let endpoint = Endpoint::of(&here.snapshot, &connector.server, capture.point(address, local));
            let winner = endpoint.select(address).outcome.best().map(|decision| decision.connector);
            winner.and_then(|winner| here.whole_index(winner)) == Some(capture.connector)
        })
}

/// Whether a program on the server itself may do all on the connector that takes over that it may do now. Extra rights
/// are printed as `Custom` only, so they are not known.
fn loses_nothing(request: &Request<'_>, capture: &Capture) -> bool {
    let connector = |index: usize| request.snapshot().receive_connectors.get(index);
    let Some((now, then)) = connector(capture.connector).zip(capture.expected.and_then(connector)) else {
        return false;
    };
    let (Some(mechanisms), Some(groups)) = (now.auth_mechanism.whole(), now.permission_groups.whole()) else {
        return false;
    };
    let offers = |mechanism: &AuthMechanism| {
        *mechanism != AuthMechanism::ExternalAuthoritative && then.auth_mechanism.has(mechanism) == Some(true)
    };
    let admits =
        |group: &PermissionGroup| *group != PermissionGroup::Custom && then.permission_groups.has(group) == Some(true);
    let demands_tls = |connector: &ReceiveConnector| connector.require_tls.whole() == Some(&true);
    mechanisms.iter().all(offers) && groups.iter().all(admits) && (!demands_tls(then) || demands_tls(now))
}

/// A change of a list without the exceptions for own addresses, as the other servers have it. `printed` is the list as
/// pasted. `None` for other settings, and where a list would be empty without the exception or with it.
pub(crate) fn without_exceptions(setting: &Setting, printed: &[RemoteIpRange], own: &[OwnAddress]) -> Option<Setting> {
    let singles = |exception: Exception| {
        let own = own.iter().filter(move |own| own.exception == exception);
        own.map(|own| IpRange::single(own.address)).collect::<BTreeSet<_>>()
    };
    let [added, not_removed, not_added] = [Exception::Added, Exception::NotRemoved, Exception::NotAdded].map(singles);
    let entry = |range: &IpRange| RemoteIpRange::read(&range.to_string());
    match setting {
        Setting::RemoteIpRanges { remove, add } => {
            let goes = |entry: &&RemoteIpRange| {
                remove.contains(entry) || entry.range().is_some_and(|range| not_removed.contains(&range))
            };
            let all: Vec<RemoteIpRange> = printed.iter().filter(goes).cloned().collect();
            let come: BTreeSet<IpRange> = add.iter().copied().chain(not_added.iter().copied()).collect();
            let come: Vec<IpRange> = come.difference(&added).copied().collect();
            let loses_all = (!not_removed.is_empty() && remove.is_empty()) || (!not_added.is_empty() && add.is_empty());
            let is_same_kind = remove.is_empty() == all.is_empty() && add.is_empty() == come.is_empty();
            (is_same_kind && !loses_all).then_some(Setting::RemoteIpRanges { remove: all, add: come })
        }
        Setting::Create(new) => {
            let mut new = new.clone();
            if let Shown::Whole { value, .. } = &mut new.remote_ip_ranges {
                value.extend(not_added.iter().map(entry));
                value.sort_by_key(RemoteIpRange::range);
            }
            Some(Setting::Create(new))
        }
        _ => None,
    }
}
