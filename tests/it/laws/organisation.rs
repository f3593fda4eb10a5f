//! A random Exchange organisation, and a naive evaluator of it.
//!
//! The evaluator is written once more from the prose of the rules, by scanning, and shares no code with the engine: it
//! is the judge of what the engine claims.

use std::fmt::Write as _;
use std::net::IpAddr;

use fastrand::Rng;

use super::features::{CONNECTORS, ORGANISATIONS};
use super::range::{ANY_V4, ANY_V6, Range, v4};

/// Exchange generations that differ in ports or services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V2010,
    V2013,
    V2016,
    V2019,
}

impl Version {
    pub(super) fn is_legacy(self) -> bool {
        self == Self::V2010
    }

    pub(super) fn printed(self) -> &'static str {
        match self {
            Self::V2010 => "Version 14.3 (Build 123.4)",
            Self::V2013 => "Version 15.0 (Build 1497.2)",
            Self::V2016 => "Version 15.1 (Build 2507.6)",
            Self::V2019 => "Version 15.2 (Build 1118.7)",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) name: String,
    pub(super) version: Version,
    pub(super) site: &'static str,
    /// Addresses that the server may send from and be reached at.
    pub(super) addresses: Vec<IpAddr>,
    /// Addresses of the server that no other machine reaches, as they are printed.
    pub(super) of_the_machine: Vec<&'static str>,
    pub(super) is_edge: bool,
}

impl Server {
    pub(super) fn new(name: String, version: Version, site: &'static str, address: IpAddr) -> Self {
        Self { name, version, site, addresses: vec![address], of_the_machine: Vec::new(), is_edge: false }
    }

    pub(super) fn is_of_the_machine(&self, text: &str) -> bool {
        self.of_the_machine.contains(&text)
    }

    pub(super) fn fqdn(&self) -> String {
        format!("{}.corp.example", self.name.to_lowercase())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Hub,
    Frontend,
}

impl Role {
    pub(super) fn printed(self) -> &'static str {
        match self {
            Self::Hub => "HubTransport",
            Self::Frontend => "FrontendTransport",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Connector {
    pub(super) server: usize,
    pub(super) name: String,
    pub(super) enabled: bool,
    pub(super) role: Role,
    /// Local addresses (`0.0.0.0` = every one) and ports.
    pub(super) bindings: Vec<(IpAddr, u16)>,
    pub(super) ranges: Vec<Range>,
    pub(super) auth: Vec<&'static str>,
    pub(super) groups: Vec<&'static str>,
    pub(super) suppresses_anonymous_tls: bool,
}

/// Why a queue is routed as it is: the printed delivery type and next hop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hop {
    /// A 2010 server to the servers of later versions in its site.
    LaterVersionInSite,
    /// A server from 2013 on to the servers of the other major version in a site.
    DeliveryGroup { site: &'static str, legacy: bool },
    /// To the servers of another site.
    RemoteSite(&'static str),
    /// To the Edge servers that are subscribed to the sender's site.
    ToEdge,
    /// From an Edge server to the servers of the site that it is subscribed to.
    FromEdge,
    /// A server from 2013 on to one named server.
    NamedServer(usize),
    /// To a machine that the organisation does not have, or nowhere: no connector decides it.
    Elsewhere,
}

#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub(super) sender: usize,
    pub(super) id: u32,
    pub(super) hop: Hop,
    /// Whether LastError prints the last endpoint.
    pub(super) prints_endpoint: bool,
    /// The reply of the first failing session; `None` where mail passes.
    pub(super) reply: Option<Reply>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    NotOffered,
    TemporaryFailure,
    Unavailable,
    /// Nothing listens on the port.
    Refused,
}

impl Reply {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::NotOffered => "451 5.7.3 Cannot achieve Exchange Server authentication",
            Self::TemporaryFailure => "454 4.7.0 Temporary authentication failure",
            Self::Unavailable => "421 4.3.2 Service not available",
            Self::Refused => "Failed to connect. Winsock error code: 10061, Win32 error code: 10061",
        }
    }
}

/// A device that is no Exchange server and relays through one.
#[derive(Clone, Debug)]
pub(super) struct Device {
    pub(super) name: String,
    pub(super) address: IpAddr,
}

#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub(super) servers: Vec<Server>,
    pub(super) connectors: Vec<Connector>,
    pub(super) queues: Vec<Queue>,
    pub(super) devices: Vec<Device>,
    /// Whether setup found IPv6 on the servers.
    pub(super) has_ipv6: bool,
}

/// What an Exchange server meets on the connector that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meets {
    Works,
    /// The connector with this index offers no usable Exchange Server authentication.
    NotOffered(usize),
    /// It authenticates and is not admitted as an Exchange server.
    NotAdmitted(usize),
    NoConnector,
    NothingListens,
}

impl Organisation {
    /// The connector that answers. Two services on one port are not modelled: no organisation has them.
    pub(super) fn answers(&self, server: usize, local: IpAddr, port: u16, source: IpAddr) -> Result<usize, Meets> {
        // No connection has two families.
        if local.is_ipv4() != source.is_ipv4() {
            return Err(Meets::NothingListens);
        }
        let mut open = false;
        let mut best: Option<(u128, bool, usize)> = None;
        for (index, connector) in self.connectors.iter().enumerate() {
            if connector.server != server || !connector.enabled {
                continue;
            }
            for (bound, bound_port) in &connector.bindings {
                let wildcard = bound.is_unspecified();
                let is_here = bound.is_ipv4() == local.is_ipv4() && (wildcard || *bound == local);
                if *bound_port != port || !is_here {
                    continue;
                }
                open = true;
                for range in connector.ranges.iter().filter(|range| range.holds(source)) {
                    let bid = (range.size(), wildcard, index);
                    if best.is_none_or(|best| bid < best) {
                        best = Some(bid);
                    }
                }
            }
        }
        match best {
            Some((_, _, index)) => Ok(index),
            None if open => Err(Meets::NoConnector),
            None => Err(Meets::NothingListens),
        }
    }

    pub(super) fn meets(&self, server: usize, local: IpAddr, port: u16, source: IpAddr) -> Meets {
        match self.answers(server, local, port, source) {
            Err(nobody) => nobody,
            Ok(index) => {
                let connector = &self.connectors[index];
                if !connector.auth.contains(&"ExchangeServer") || connector.suppresses_anonymous_tls {
                    Meets::NotOffered(index)
                } else if connector.groups.contains(&"ExchangeServers") {
                    Meets::Works
                } else {
                    Meets::NotAdmitted(index)
                }
            }
        }
    }

    /// Whether a connector lacks one of the two values that Exchange servers need.
    pub(super) fn lacks_what_servers_need(&self, index: usize) -> bool {
        let connector = &self.connectors[index];
        !connector.auth.contains(&"ExchangeServer") || !connector.groups.contains(&"ExchangeServers")
    }

    /// The port between two servers: 2525 between servers from 2013 on (all roles on one machine), else 25.
    pub(super) fn port(&self, sender: usize, target: usize) -> u16 {
        let is_on_25 = |server: &Server| server.version.is_legacy() || server.is_edge;
        if is_on_25(&self.servers[sender]) || is_on_25(&self.servers[target]) { 25 } else { 2525 }
    }

    /// The addresses that a sender may reach a target at, in the order in which it tries them: IPv6 first.
    pub(super) fn locals(&self, sender: usize, target: usize) -> Vec<IpAddr> {
        let speaks = |local: &IpAddr| self.servers[sender].addresses.iter().any(|own| own.is_ipv4() == local.is_ipv4());
        let mut locals: Vec<_> = self.servers[target].addresses.iter().copied().filter(speaks).collect();
        locals.sort_by_key(IpAddr::is_ipv4);
        locals
    }

    /// The last target of a queue, and its address that is tried last.
    pub(super) fn last_endpoint(&self, queue: &Queue) -> Option<(usize, IpAddr)> {
        let target = *self.targets(queue).last()?;
        Some((target, *self.locals(queue.sender, target).last()?))
    }

    /// The servers that a queue may deliver to.
    pub(super) fn targets(&self, queue: &Queue) -> Vec<usize> {
        let others = (0..self.servers.len()).filter(|index| *index != queue.sender);
        let hubs = |site: &'static str| {
            others.clone().filter(move |index| self.servers[*index].site == site && !self.servers[*index].is_edge)
        };
        let own = self.servers[queue.sender].site;
        match queue.hop {
            Hop::LaterVersionInSite => hubs(own).filter(|i| !self.servers[*i].version.is_legacy()).collect(),
            Hop::DeliveryGroup { site, legacy } => {
                hubs(site).filter(|i| self.servers[*i].version.is_legacy() == legacy).collect()
            }
            Hop::RemoteSite(site) => hubs(site).collect(),
            Hop::FromEdge => hubs(own).collect(),
            Hop::ToEdge => others.filter(|i| self.servers[*i].is_edge && self.servers[*i].site == own).collect(),
            Hop::NamedServer(index) => vec![index],
            Hop::Elsewhere => Vec::new(),
        }
    }

    /// Every session that a queue may make: target, local address, port, source.
    pub(super) fn sessions(&self, queue: &Queue) -> Vec<(usize, IpAddr, u16, IpAddr)> {
        let mut sessions = Vec::new();
        for target in self.targets(queue) {
            for local in self.locals(queue.sender, target) {
                // LastError prints which address of the last target was tried.
                let last = self.last_endpoint(queue).filter(|_| queue.prints_endpoint);
                if last.is_some_and(|(server, address)| server == target && address != local) {
                    continue;
                }
                for source in self.sources(queue.sender, local) {
                    sessions.push((target, local, self.port(queue.sender, target), source));
                }
            }
        }
        sessions
    }

    /// The addresses that a sender may use towards an address.
    pub(super) fn sources(&self, sender: usize, local: IpAddr) -> impl Iterator<Item = IpAddr> + '_ {
        let addresses = self.servers[sender].addresses.iter().copied();
        addresses.filter(move |source| source.is_ipv4() == local.is_ipv4())
    }

    /// Whether no session of the queue can pass, as far as connectors decide it.
    pub(super) fn fails_for_sure(&self, queue: &Queue) -> bool {
        let sessions = self.sessions(queue);
        !sessions.is_empty()
            && sessions
                .iter()
                .all(|(target, local, port, source)| self.meets(*target, *local, *port, *source) != Meets::Works)
    }

    /// The sessions of a queue that would pass.
    pub(super) fn passing(&self, queue: &Queue) -> Vec<(usize, IpAddr, u16, IpAddr)> {
        let mut sessions = self.sessions(queue);
        sessions.retain(|(target, local, port, source)| self.meets(*target, *local, *port, *source) == Meets::Works);
        sessions
    }

    pub(super) fn identity(&self, connector: usize) -> String {
        let connector = &self.connectors[connector];
        format!("{}\\{}", self.servers[connector.server].name, connector.name)
    }

    pub(super) fn queue_identity(&self, queue: &Queue) -> String {
        format!("{}\\{}", self.servers[queue.sender].name, queue.id)
    }

    /// For messages of failing laws.
    pub(super) fn told(&self) -> String {
        let mut text = String::new();
        for server in &self.servers {
            let _ = writeln!(text, "{} {:?} {} {:?}", server.name, server.version, server.site, server.addresses);
        }
        for (index, c) in self.connectors.iter().enumerate().filter(|(_, c)| !is_of_setup(c)) {
            let ranges: Vec<_> = c.ranges.iter().map(|r| &r.text).collect();
            let _ = writeln!(
                text,
                "{} {} {:?} {:?} {ranges:?} {:?} {:?}",
                self.identity(index),
                if c.enabled { "on" } else { "off" },
                c.role,
                c.bindings,
                c.auth,
                c.groups
            );
        }
        text
    }
}

fn is_of_setup(connector: &Connector) -> bool {
    ["Default", "Client", "Outbound"].iter().any(|word| connector.name.starts_with(word))
}

const SERVER_AUTH: [&str; 5] = ["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"];
const CLIENT_AUTH: [&str; 4] = ["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS"];

/// A connector of setup: on every local address, for every remote one.
fn of_setup_on(
    (server, has_ipv6): (usize, bool),
    name: String,
    (role, port): (Role, u16),
    auth: &[&'static str],
    groups: &[&'static str],
) -> Connector {
    let wildcards = if has_ipv6 { vec![ANY_V6, ANY_V4] } else { vec![ANY_V4] };
    Connector {
        server,
        name,
        enabled: true,
        role,
        bindings: wildcards.iter().map(|wildcard| (*wildcard, port)).collect(),
        ranges: wildcards.iter().map(|wildcard| Range::all_of(*wildcard)).collect(),
        auth: auth.to_vec(),
        groups: groups.to_vec(),
        suppresses_anonymous_tls: false,
    }
}

/// What setup creates on a server (documented).
fn of_setup(organisation: &Organisation, index: usize) -> Vec<Connector> {
    let server = &organisation.servers[index];
    let (name, version, place) = (&server.name, server.version, (index, organisation.has_ipv6));
    let one = |title: &str, role, port, auth: &[&'static str], groups: &[&'static str]| {
        of_setup_on(place, format!("{title} {name}"), (role, port), auth, groups)
    };
    if server.is_edge {
        let groups = ["AnonymousUsers", "ExchangeServers", "Partners"];
        return vec![one("Default internal receive connector", Role::Hub, 25, &["Tls", "ExchangeServer"], &groups)];
    }
    let hub = ["ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers"];
    if version.is_legacy() {
        return vec![
            one("Default", Role::Hub, 25, &SERVER_AUTH, &hub),
            one("Client", Role::Hub, 587, &CLIENT_AUTH, &["ExchangeUsers"]),
        ];
    }
    vec![
        one("Default", Role::Hub, 2525, &SERVER_AUTH, &hub),
        one("Client Proxy", Role::Hub, 465, &SERVER_AUTH, &["ExchangeUsers", "ExchangeServers"]),
        one(
            "Default Frontend",
            Role::Frontend,
            25,
            &SERVER_AUTH,
            &["AnonymousUsers", "ExchangeServers", "ExchangeLegacyServers"],
        ),
        one("Outbound Proxy Frontend", Role::Frontend, 717, &SERVER_AUTH, &["ExchangeServers"]),
        one("Client Frontend", Role::Frontend, 587, &CLIENT_AUTH, &["ExchangeUsers"]),
    ]
}

/// Two to four servers of one site with one address each, and devices.
fn servers_alone(rng: &mut Rng) -> Organisation {
    let mut servers = Vec::new();
    let count = rng.usize(2..=4);
    let site = ["HQ", "Berlin"][rng.usize(0..2)];
    let stem = ["EX", "MBX-", "MAIL", "srv"][rng.usize(0..4)];
    for index in 0..count {
        let later = [Version::V2013, Version::V2016, Version::V2019][rng.usize(0..3)];
        let version = if index == 0 && rng.u8(0..4) > 0 { Version::V2010 } else { later };
        let address = v4(10, rng.u8(1..3), rng.u8(0..2), 10 + u8::try_from(index).unwrap());
        servers.push(Server::new(format!("{stem}{}", index + 1), version, site, address));
    }
    let devices = (0..rng.usize(0..3)).map(|index| Device {
        name: format!("SCANNER{}", index + 1),
        address: v4(10, rng.u8(1..3), rng.u8(0..2), 100 + u8::try_from(index).unwrap()),
    });
    let devices = devices.collect();
    Organisation { servers, connectors: Vec::new(), queues: Vec::new(), devices, has_ipv6: false }
}

fn set_up(organisation: &mut Organisation) {
    for index in 0..organisation.servers.len() {
        let connectors = of_setup(organisation, index);
        organisation.connectors.extend(connectors);
    }
}

/// An organisation with relays that list some of the servers' addresses.
pub(super) fn random(rng: &mut Rng) -> Organisation {
    let mut organisation = servers_alone(rng);
    for (one_in, feature) in ORGANISATIONS {
        if rng.u8(0..*one_in) == 0 {
            feature(rng, &mut organisation);
        }
    }
    set_up(&mut organisation);
    edit_defaults(rng, &mut organisation);
    for index in 0..organisation.servers.len() {
        for number in 0..[0, 1, 1, 1, 2][rng.usize(0..5)] {
            if let Some(connector) = custom(rng, &organisation, index, number) {
                organisation.connectors.push(connector);
            }
        }
    }
    add_queues(rng, &mut organisation);
    organisation
}

/// Two or three servers of one site with one address each, as setup leaves them.
pub(super) fn healthy(rng: &mut Rng) -> Organisation {
    let mut organisation = servers_alone(rng);
    organisation.servers.truncate(3);
    organisation.has_ipv6 = rng.bool();
    set_up(&mut organisation);
    organisation
}

/// Now and then somebody edited a default connector.
fn edit_defaults(rng: &mut Rng, organisation: &mut Organisation) {
    for connector in &mut organisation.connectors {
        if !connector.name.starts_with("Default") || rng.u8(0..12) > 0 {
            continue;
        }
        match rng.u8(0..6) {
            0 => connector.auth.retain(|member| *member != "ExchangeServer"),
            1 => connector.groups.retain(|member| *member != "ExchangeServers"),
            2 => connector.enabled = false,
            // One address family is lost.
            3 if organisation.has_ipv6 => drop(connector.bindings.remove(rng.usize(0..2))),
            4 if organisation.has_ipv6 => drop(connector.ranges.remove(rng.usize(0..2))),
            // Exchange refuses it on an Edge server.
            _ if !organisation.servers[connector.server].is_edge => connector.suppresses_anonymous_tls = true,
            _ => {}
        }
    }
}

/// A connector that somebody made, such as Exchange accepts beside those that are there.
fn custom(rng: &mut Rng, organisation: &Organisation, server: usize, number: usize) -> Option<Connector> {
    let has_one_service = organisation.servers[server].version.is_legacy() || organisation.servers[server].is_edge;
    let (role, port) = match (has_one_service, rng.u8(0..5)) {
        (true, _) => (Role::Hub, 25),
        (false, 0) => (Role::Hub, 2525),
        (false, _) => (Role::Frontend, 25),
    };
    let mut ranges = vec![Range::network(v4(192, 168, rng.u8(0..9), 0), 24)];
    for peer in &organisation.servers {
        for address in &peer.addresses {
            match rng.u8(0..5) {
                0 => ranges.push(Range::single(*address)),
                1 if address.is_ipv4() => ranges.push(Range::network(*address, [24, 25, 28][rng.usize(0..3)])),
                1 => ranges.push(Range::network(*address, [64, 120, 127][rng.usize(0..3)])),
                _ => {}
            }
        }
    }
    for device in &organisation.devices {
        if rng.bool() {
            ranges.push(Range::single(device.address));
        }
    }
    let mut unique: Vec<Range> = Vec::new();
    for range in ranges {
        if !unique.iter().any(|other| other.equals(&range)) {
            unique.push(range);
        }
    }
    rng.shuffle(&mut unique);
    let (auth, groups): (Vec<_>, Vec<_>) = match rng.u8(0..6) {
        0 => (vec!["Tls", "ExchangeServer"], vec!["ExchangeServers"]),
        1 => (vec!["Tls", "ExternalAuthoritative"], vec!["ExchangeServers"]),
        2 => (Vec::new(), vec!["AnonymousUsers"]),
        3 => (vec!["Tls", "ExchangeServer"], vec!["AnonymousUsers"]),
        _ => (vec!["Tls"], vec!["AnonymousUsers", "Custom"]),
    };
    let mut connector = Connector {
        server,
        name: format!("{} {}", ["Relay", "Scanner Relay", "App"][rng.usize(0..3)], number + 1),
        enabled: true,
        role,
        bindings: vec![(ANY_V4, port)],
        ranges: unique,
        auth,
        groups,
        suppresses_anonymous_tls: false,
    };
    for (one_in, feature) in CONNECTORS {
        if rng.u8(0..*one_in) == 0 {
            feature(rng, organisation, &mut connector);
        }
    }
    is_accepted(organisation, &connector).then_some(connector)
}

/// Whether Exchange accepts the connector beside the others of its server: ranges on one endpoint are nested or apart,
/// and equal ones only where the bindings differ (semantics of Set-ReceiveConnector).
pub(super) fn is_accepted(organisation: &Organisation, connector: &Connector) -> bool {
    organisation.connectors.iter().filter(|c| c.server == connector.server).all(|other| {
        // A server has one connector of a name.
        if other.name == connector.name {
            return false;
        }
        let mut same_binding = false;
        let mut meets = false;
        for (a, port_a) in &connector.bindings {
            for (b, port_b) in &other.bindings {
                if port_a == port_b && a.is_ipv4() == b.is_ipv4() {
                    same_binding |= a == b;
                    meets |= a == b || a.is_unspecified() || b.is_unspecified();
                }
            }
        }
        let mut pairs = connector.ranges.iter().flat_map(|a| other.ranges.iter().map(move |b| (a, b)));
        !meets || (connector.role == other.role && !pairs.any(|(a, b)| a.crosses(b) || (same_binding && a.equals(b))))
    })
}

/// Where a server may have mail for.
fn hop(rng: &mut Rng, organisation: &Organisation, sender: usize) -> Hop {
    let own = &organisation.servers[sender];
    if own.is_edge {
        return Hop::FromEdge;
    }
    let is_other = |index: &usize| *index != sender && !organisation.servers[*index].is_edge;
    let others: Vec<usize> = (0..organisation.servers.len()).filter(is_other).collect();
    let site = organisation.servers[others[rng.usize(0..others.len())]].site;
    match (own.version.is_legacy(), rng.u8(0..4)) {
        (_, 0) if organisation.servers.iter().any(|server| server.is_edge && server.site == own.site) => Hop::ToEdge,
        (_, 1) if site != own.site => Hop::RemoteSite(site),
        (true, _) => Hop::LaterVersionInSite,
        (false, 0) => Hop::NamedServer(others[rng.usize(0..others.len())]),
        (false, _) => Hop::DeliveryGroup { site, legacy: rng.bool() },
    }
}

fn add_queues(rng: &mut Rng, organisation: &mut Organisation) {
    let mut id = 17;
    for sender in 0..organisation.servers.len() {
        let legacy = organisation.servers[sender].version.is_legacy();
        let hop = hop(rng, organisation, sender);
        id += rng.u32(1..40);
        let mut queue = Queue { sender, id, hop, prints_endpoint: !legacy && rng.bool(), reply: None };
        // Each address of each target is tried in turn; mail waits where all refuse it. Windows chooses the source address.
        let mut met = Vec::new();
        for target in organisation.targets(&queue) {
            for local in organisation.locals(sender, target) {
                let source = organisation.sources(sender, local).next();
                met.extend(source.map(|s| organisation.meets(target, local, organisation.port(sender, target), s)));
            }
        }
        queue.reply = match met.first() {
            None => continue,
            _ if met.contains(&Meets::Works) => None,
            Some(Meets::NotOffered(_)) => Some(Reply::NotOffered),
            Some(Meets::NotAdmitted(_)) => Some(Reply::TemporaryFailure),
            Some(Meets::NothingListens) => Some(Reply::Refused),
            Some(_) => Some(Reply::Unavailable),
        };
        // Sometimes something between healthy connectors is the cause.
        if queue.reply.is_none() && rng.u8(0..4) == 0 {
            queue.reply = Some(Reply::NotOffered);
        }
        organisation.queues.push(queue);
    }
}
