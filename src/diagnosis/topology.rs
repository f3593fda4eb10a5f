//! What the input tells about each server beyond the values of its connectors: version, role, addresses.
//!
//! Every conclusion carries its ground, because a version that is only guessed must not make a finding certain. This
//! module also keeps what many findings ask of a server and a port, so that it is worked out once. It does not know
//! queues in trouble.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::authentication::{self, Outcome};
use super::observed::{self, Answer, EhloSign, Way};
use crate::model::{
    Address, AddressOrigin, Binding, ByServer, DeliveryType, Family, IpRange, Place, Queue, QueueProperty,
    ReceiveConnector, Server, ServerAddress, Snapshot, TransportRole, Version,
};
use crate::selection::{self, Endpoint, LandingMap, ListeningPoint, PreparedConnector};

/// The servers of a snapshot with what follows about them.
#[derive(Clone, Debug)]
pub struct Topology<'a> {
    snapshot: &'a Snapshot,
    servers: Vec<ServerFacts<'a>>,
    /// The servers by name.
    names: ByServer,
    /// The receive connectors by server.
    connectors: ByServer,
    /// Those whose server the paste does not show.
    unplaced: Vec<usize>,
    /// All connectors, ready for questions about the sources.
    prepared: Vec<PreparedConnector<'a>>,
    answers: Vec<Answer<'a>>,
    /// Every address that a server can use towards another one or itself, in order.
    sources: Vec<Address>,
    ehlo: Vec<EhloSign<'a>>,
    /// The address that a server used, by its own log.
    sent_from: BTreeMap<Way, Address>,
    /// Who answers any source at all, by server and port, once it has been asked: many findings ask, for every queue.
    landings_of_any_source: OncePerPort<(usize, Outcome)>,
    /// Whose hidden lists may take any source, likewise.
    hidden_captors: OncePerPort<usize>,
}

/// A connector by its index, with what comes of an Exchange server that lands on it.
pub type LandingOfAnySource<'a> = (usize, &'a ReceiveConnector, Outcome);

/// A server by its position, and a port.
type ServerPort = (usize, u16);

/// What was worked out for each server and port so far.
type OncePerPort<T> = RefCell<BTreeMap<ServerPort, Rc<[T]>>>;

/// What is known of one server.
#[derive(Clone, Debug)]
pub struct ServerFacts<'a> {
    /// The server.
    pub server: &'a Server,
    /// Its version, with the ground for it.
    pub version: Option<KnownVersion>,
    /// Indices of its receive connectors.
    pub connectors: Vec<usize>,
    /// Whether a Front End Transport connector is shown on it.
    pub has_frontend: bool,
}

/// A version and why we say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownVersion {
    /// The version.
    pub version: Version,
    /// The ground.
    pub ground: VersionGround,
    /// The line that it rests on.
    pub place: Option<Place>,
}

/// Why a version is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionGround {
    /// Printed or answered.
    Stated,
    /// A receive connector prints TransportRole, which Exchange 2013 introduced (documented).
    TransportRole,
    /// A queue of the server has a delivery type or field of one generation only (documented).
    Queue,
    /// Another server's queue names the version of its next hop (documented).
    NextHop,
    /// IPv6 bindings printed without brackets: the .NET of Exchange 2007 and 2010 (inferred).
    BindingNotation,
}

impl VersionGround {
    /// Whether a conclusion from it counts as printed.
    #[must_use]
    pub const fn is_firm(self) -> bool {
        !matches!(self, Self::BindingNotation)
    }
}

impl<'a> Topology<'a> {
    /// Draws what follows from a snapshot.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let names = ByServer::of(snapshot.servers.iter().map(|s| s.name.as_str()));
        let connectors = ByServer::of_connectors(snapshot);
        let queues = QueuesByServer::of(snapshot);
        let facts = |server: &'a Server| facts(snapshot, server, connectors.get(&server.name), &queues);
        let servers: Vec<_> = snapshot.servers.iter().map(facts).collect();
        let routable = servers.iter().flat_map(ServerFacts::routable_addresses);
        let mut sources: Vec<_> = routable.chain(Address::LOOPBACK).collect();
        sources.sort();
        sources.dedup();
        let all = || snapshot.receive_connectors.iter().enumerate();
        let unplaced = all().filter(|(_, c)| c.server.is_empty()).map(|(index, _)| index).collect();
        let prepared = all().map(|connector| PreparedConnector::of(connector, &sources)).collect();
        let answers = observed::answers(snapshot);
        let mut topology = Self {
            snapshot,
            servers,
            names,
            connectors,
            unplaced,
            prepared,
            answers,
            sources,
            ehlo: Vec::new(),
            sent_from: BTreeMap::new(),
            landings_of_any_source: RefCell::default(),
            hidden_captors: RefCell::default(),
        };
        topology.ehlo = observed::ehlo_signs(&topology);
        topology.sent_from = observed::sources_sent_from(&topology);
        topology
    }

    /// Every answer to EHLO that tells something, in order of the input.
    #[must_use]
    pub fn ehlo(&self) -> &[EhloSign<'a>] {
        &self.ehlo
    }

    /// The address from which a server's newest session to a port of another one came, by its own send log.
    #[must_use]
    pub fn source_sent_from(&self, sender: &str, target: &str, port: u16) -> Option<Address> {
        let way = Way { sender: sender.to_owned(), target: target.to_owned(), port };
        self.sent_from.get(&way).copied()
    }

    /// The servers and ports that a server reached, by its own send log.
    pub fn reached_by<'t>(&'t self, sender: &'t str) -> impl Iterator<Item = (&'t str, u16)> {
        let ways = self.sent_from.keys().filter(move |way| way.sender == sender);
        ways.map(|way| (way.target.as_str(), way.port))
    }

    /// What receive logs name, the newest session of each source at each endpoint.
    #[must_use]
    pub fn answers(&self) -> &[Answer<'a>] {
        &self.answers
    }

    /// The snapshot that this is about.
    #[must_use]
    pub const fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// Every server, in order of the input.
    #[must_use]
    pub fn servers(&self) -> &[ServerFacts<'a>] {
        &self.servers
    }

    /// Every address that a server can use towards another one or itself, in order.
    #[must_use]
    pub fn sources(&self) -> &[Address] {
        &self.sources
    }

    /// The facts of one server, by short name or FQDN.
    #[must_use]
    pub fn server(&self, name: &str) -> Option<&ServerFacts<'a>> {
        self.servers.get(*self.names.get(name).first()?)
    }

    /// The receive connectors of a server, with their indices.
    pub fn connectors(&self, server: &str) -> impl Iterator<Item = (usize, &'a ReceiveConnector)> {
        self.connectors.connectors(self.snapshot, server)
    }

    /// A connector by its index, ready for questions about the sources.
    #[must_use]
    pub fn prepared(&self, index: usize) -> Option<&PreparedConnector<'a>> {
        self.prepared.get(index)
    }

    /// An endpoint of a server; see [`Endpoint::of`].
    #[must_use]
    pub fn endpoint(&self, server: &str, point: ListeningPoint) -> Endpoint<'a> {
        let here = self.connectors.get(server).iter().filter_map(|index| self.prepared(*index).cloned());
        let unplaced = self.unplaced.iter().filter_map(|index| self.prepared(*index).cloned());
        Endpoint::among(here, unplaced, &self.sources, point)
    }

    /// The connectors that answer at least one source on a port of a server, in order of the input, with what comes of an
    /// Exchange server that lands on them. For senders whose address is not known.
    #[must_use]
    pub fn landings_of_any_source(&self, server: &str, port: u16) -> Vec<LandingOfAnySource<'a>> {
        let connectors = &self.snapshot.receive_connectors;
        let landings = self.once(&self.landings_of_any_source, server, port, || {
            let mut found = BTreeSet::new();
            let points = selection::listening_points(self.connectors(server).map(|(_, connector)| connector));
            for point in points.into_iter().filter(|point| point.port == port) {
                let map = LandingMap::of(&self.endpoint(server, point));
                found.extend(map.regions().iter().filter_map(|region| region.connector));
            }
            let outcome = |index: usize| Some((index, authentication::outcome(connectors.get(index)?)));
            found.into_iter().filter_map(outcome).collect()
        });
        landings.iter().filter_map(|(index, outcome)| Some((*index, connectors.get(*index)?, *outcome))).collect()
    }

    /// The connectors on a port of a server that `find` gives; it is asked once for each server and port.
    #[must_use]
    pub fn hidden_captors(&self, server: &str, port: u16, find: impl FnOnce() -> Rc<[usize]>) -> Rc<[usize]> {
        self.once(&self.hidden_captors, server, port, find)
    }

    /// What was found of a server and port, or what `find` gives now.
    fn once<T>(&self, known: &OncePerPort<T>, server: &str, port: u16, find: impl FnOnce() -> Rc<[T]>) -> Rc<[T]> {
        let Some(place) = self.names.get(server).first() else { return find() };
        let key = (*place, port);
        if let Some(known) = known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = find();
        known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// The server that owns an address.
    #[must_use]
    pub fn owner(&self, address: Address) -> Option<&ServerFacts<'a>> {
        self.servers.iter().find(|s| s.server.addresses.iter().any(|a| a.address == address))
    }
}

impl ServerFacts<'_> {
    /// Whether the user said that the server sends from no address that this connector lists. Of a list that is not whole,
    /// nobody can say that.
    #[must_use]
    pub fn is_denied(&self, connector: &ReceiveConnector) -> bool {
        let is_denied = |range: IpRange| self.server.not_from.iter().any(|denied| denied.holds(range));
        let ranges = connector.remote_ip_ranges.whole().filter(|ranges| !ranges.is_empty());
        ranges.is_some_and(|ranges| ranges.iter().all(|listed| listed.range().is_some_and(is_denied)))
    }

    /// Addresses that the server can use towards another one. That it uses a link-local one, a log must show.
    pub fn routable_addresses(&self) -> impl Iterator<Item = Address> + '_ {
        let is_used = |a: &ServerAddress| {
            let is_logged = a.origin == AddressOrigin::ProtocolLog && a.address.is_link_local();
            !a.address.is_local_only() || is_logged
        };
        self.server.addresses.iter().filter(move |a| is_used(a)).map(|a| a.address)
    }

    /// Whether something besides a LastError tells of the server: a name there may be that of a load balancer.
    #[must_use]
    pub fn is_surely_a_server(&self) -> bool {
        let server = self.server;
        let stated = server.version.is_some() || server.site.is_some() || server.role.is_some();
        stated
            || !self.connectors.is_empty()
            || server.addresses.is_empty()
            || server.addresses.iter().any(|a| a.origin != AddressOrigin::LastError)
    }

    /// Whether the server runs Front End Transport beside Transport, so that servers of 2013 and later reach it on
    /// 2525. Every Mailbox server from 2016 on does (documented).
    #[must_use]
    pub fn is_co_located(&self) -> bool {
        let by_version =
            self.version.is_some_and(|v| matches!(v.version, Version::V2016 | Version::V2019 | Version::Se));
        self.has_frontend || by_version
    }

    /// Whether it is 2007 or 2010 by a firm ground.
    #[must_use]
    pub fn is_surely_legacy(&self) -> bool {
        self.version.is_some_and(|v| v.version.is_legacy() && v.ground.is_firm())
    }
}

/// The queues that tell of a server.
struct QueuesByServer<'a> {
    queues: &'a [Queue],
    /// Those that it holds.
    held: ByServer,
    /// Those whose LastError names it as the one that they were sent to.
    sent_to: ByServer,
}

impl<'a> QueuesByServer<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        let holders = snapshot.queues.iter().map(Queue::server);
        let targets = snapshot.queues.iter().map(|queue| queue.visible_error()?.fqdn.as_deref());
        Self {
            queues: &snapshot.queues,
            held: ByServer::of(holders.map(Option::unwrap_or_default)),
            sent_to: ByServer::of(targets.map(Option::unwrap_or_default)),
        }
    }

    fn of_server<'i>(&self, index: &'i ByServer, server: &str) -> impl Iterator<Item = &'a Queue> + use<'a, 'i> {
        let queues = self.queues;
        index.get(server).iter().filter_map(|index| queues.get(*index))
    }
}

fn facts<'a>(
    snapshot: &'a Snapshot,
    server: &'a Server,
    connectors: &[usize],
    queues: &QueuesByServer<'a>,
) -> ServerFacts<'a> {
    let own: Vec<_> = connectors.iter().filter_map(|index| snapshot.receive_connectors.get(*index)).collect();
    let has_frontend = own.iter().any(|c| c.transport_role.has(&TransportRole::FrontendTransport) == Some(true));
    ServerFacts { server, version: version(server, &own, queues), connectors: connectors.to_vec(), has_frontend }
}

fn version(server: &Server, own: &[&ReceiveConnector], queues: &QueuesByServer<'_>) -> Option<KnownVersion> {
    if let Some(stated) = server.version {
        return Some(KnownVersion { version: stated.version, ground: VersionGround::Stated, place: stated.place });
    }
    let role =
        own.iter().find_map(|c| c.transport_role.visible().and_then(|r| r.first()).and(c.transport_role.place()));
    if let Some(place) = role {
        return Some(KnownVersion {
            version: Version::Modern,
            ground: VersionGround::TransportRole,
            place: Some(place),
        });
    }
    let mut own_queues = queues.of_server(&queues.held, &server.name);
    if let Some((version, place)) = own_queues.find_map(version_of_owner) {
        return Some(KnownVersion { version, ground: VersionGround::Queue, place });
    }
    if let Some((version, place)) = queues.of_server(&queues.sent_to, &server.name).find_map(version_of_target) {
        return Some(KnownVersion { version, ground: VersionGround::NextHop, place });
    }
    let unbracketed =
        |b: &Binding| b.endpoint.is_some_and(|e| e.address.family() == Family::V6) && !b.as_written.starts_with('[');
    let old_notation = own.iter().find(|c| c.bindings.visible().is_some_and(|list| list.iter().any(unbracketed)))?;
    Some(KnownVersion {
        version: Version::Legacy,
        ground: VersionGround::BindingNotation,
        place: old_notation.bindings.place(),
    })
}

/// Delivery types that only one generation has. Documented: queue properties, NextHopSolutionKey.
fn version_of_owner(queue: &Queue) -> Option<(Version, Option<Place>)> {
    let by_type = match queue.known_delivery_type() {
        Some(DeliveryType::MapiDelivery | DeliveryType::SmtpRelayWithinAdSite | DeliveryType::SmtpRelayToTiRg) => {
            Some(Version::Legacy)
        }
        Some(
            DeliveryType::SmtpDeliveryToMailbox
            | DeliveryType::SmtpRelayToDag
            | DeliveryType::SmtpRelayToMailboxDeliveryGroup
            | DeliveryType::SmtpRelayToConnectorSourceServers
            | DeliveryType::SmtpRelayToServers,
        ) => Some(Version::Modern),
        _ => None,
    };
    if let Some(version) = by_type {
        return Some((version, queue.delivery_type.place()));
    }
    // The LastError of 2013 and later names its parts; older ones print the bare reply.
    let parts = queue.visible_error().is_some_and(|e| e.raw.starts_with("[{"));
    let fields =
        [QueueProperty::Velocity, QueueProperty::RiskLevel, QueueProperty::NextHopCategory, QueueProperty::RetryCount];
    let is_newer = parts || fields.into_iter().any(|field| queue.visible_other(field).is_some());
    is_newer.then_some((Version::Modern, Some(queue.place)))
}

/// `site:..; version:14` tells the version of the servers behind the queue; LastError names one of them.
fn version_of_target(queue: &Queue) -> Option<(Version, Option<Place>)> {
    let version = match next_hop_version(queue.next_hop_domain.whole()?)? {
        8 => Version::V2007,
        14 => Version::V2010,
        15 => Version::Modern,
        _ => return None,
    };
    Some((version, queue.next_hop_domain.place()))
}

/// The major version in `hub version 15` (field reports) or `site:hq; version:14` (documented).
#[must_use]
pub fn next_hop_version(next_hop_domain: &str) -> Option<u32> {
    let lower = next_hop_domain.to_ascii_lowercase();
    let after = if let Some(rest) = lower.trim().strip_prefix("hub version") {
        rest.to_owned()
    } else {
        lower.trim().strip_prefix("site:")?.split_once("version:")?.1.to_owned()
    };
    after.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_hops_name_versions() {
        assert_eq!(next_hop_version("hub version 15"), Some(15));
        assert_eq!(next_hop_version("site:hq; version:14"), Some(14));
        assert_eq!(next_hop_version("Site:HQ;Version: 8"), Some(8));
        assert_eq!(next_hop_version("example.com"), None);
    }
}
