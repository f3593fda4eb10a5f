//! A random Exchange organisation, and a naive evaluator of it.
//!
//! The evaluator is written once more from the prose of the rules, by scanning, and shares no code with the engine: it
//! is the judge of what the engine claims.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

use fastrand::Rng;

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
    pub(super) addresses: Vec<Ipv4Addr>,
}

impl Server {
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

/// A range with the text that it is printed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) text: String,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Range {
    pub(super) fn single(address: Ipv4Addr) -> Self {
        let bits = address.to_bits();
        Self { text: address.to_string(), first: bits, last: bits }
    }

    pub(super) fn network(address: Ipv4Addr, length: u32) -> Self {
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        let first = address.to_bits() & mask;
        Self { text: format!("{}/{length}", Ipv4Addr::from_bits(first)), first, last: first | !mask }
    }

    pub(super) fn everything() -> Self {
        Self { text: "0.0.0.0-255.255.255.255".into(), first: 0, last: u32::MAX }
    }

    fn holds(&self, address: Ipv4Addr) -> bool {
        (self.first..=self.last).contains(&address.to_bits())
    }

    fn size(&self) -> u64 {
        u64::from(self.last) - u64::from(self.first) + 1
    }

    /// Whether the two are neither nested nor apart: Exchange refuses such a pair on one endpoint.
    pub(super) fn crosses(&self, other: &Self) -> bool {
        let apart = self.last < other.first || other.last < self.first;
        let within = |a: &Self, b: &Self| a.first >= b.first && a.last <= b.last;
        !apart && !within(self, other) && !within(other, self)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Connector {
    pub(super) server: usize,
    pub(super) name: String,
    pub(super) enabled: bool,
    pub(super) role: Role,
    /// Local addresses (`0.0.0.0` = every one) and ports.
    pub(super) bindings: Vec<(Ipv4Addr, u16)>,
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
    DeliveryGroup { legacy: bool },
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
    pub(super) address: Ipv4Addr,
}

#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub(super) servers: Vec<Server>,
    pub(super) connectors: Vec<Connector>,
    pub(super) queues: Vec<Queue>,
    pub(super) devices: Vec<Device>,
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
    pub(super) fn answers(&self, server: usize, local: Ipv4Addr, port: u16, source: Ipv4Addr) -> Result<usize, Meets> {
        let mut open = false;
        let mut best: Option<(u64, bool, usize)> = None;
        for (index, connector) in self.connectors.iter().enumerate() {
            if connector.server != server || !connector.enabled {
                continue;
            }
            for (bound, bound_port) in &connector.bindings {
                let wildcard = bound.is_unspecified();
                if *bound_port != port || !(wildcard || *bound == local) {
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

    pub(super) fn meets(&self, server: usize, local: Ipv4Addr, port: u16, source: Ipv4Addr) -> Meets {
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
        if self.servers[sender].version.is_legacy() || self.servers[target].version.is_legacy() { 25 } else { 2525 }
    }

    /// The servers that a queue may deliver to.
    pub(super) fn targets(&self, queue: &Queue) -> Vec<usize> {
        let site = self.servers[queue.sender].site;
        let here = |index: &usize| *index != queue.sender && self.servers[*index].site == site;
        let all = (0..self.servers.len()).filter(here);
        match queue.hop {
            Hop::LaterVersionInSite => all.filter(|i| !self.servers[*i].version.is_legacy()).collect(),
            Hop::DeliveryGroup { legacy } => all.filter(|i| self.servers[*i].version.is_legacy() == legacy).collect(),
            Hop::NamedServer(index) => vec![index],
            Hop::Elsewhere => Vec::new(),
        }
    }

    /// Every session that a queue may make: target, local address, port, source.
    pub(super) fn sessions(&self, queue: &Queue) -> Vec<(usize, Ipv4Addr, u16, Ipv4Addr)> {
        let mut sessions = Vec::new();
        for target in self.targets(queue) {
            for local in &self.servers[target].addresses {
                // LastError prints which address of the last target was tried.
                let is_last = self.targets(queue).last() == Some(&target);
                if queue.prints_endpoint && is_last && *local != self.servers[target].addresses[0] {
                    continue;
                }
                for source in &self.servers[queue.sender].addresses {
                    sessions.push((target, *local, self.port(queue.sender, target), *source));
                }
            }
        }
        sessions
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
    pub(super) fn passing(&self, queue: &Queue) -> Vec<(usize, Ipv4Addr, u16, Ipv4Addr)> {
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

/// What setup creates on a server (documented).
fn of_setup(server: usize, name: &str, version: Version) -> Vec<Connector> {
    let one = |title: &str, role, port, auth: &[&'static str], groups: &[&'static str]| Connector {
        server,
        name: format!("{title} {name}"),
        enabled: true,
        role,
        bindings: vec![(Ipv4Addr::UNSPECIFIED, port)],
        ranges: vec![Range::everything()],
        auth: auth.to_vec(),
        groups: groups.to_vec(),
        suppresses_anonymous_tls: false,
    };
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

/// An organisation of two to four servers with relays that list some of their addresses.
pub(super) fn random(rng: &mut Rng) -> Organisation {
    let mut servers = Vec::new();
    let count = rng.usize(2..=4);
    let site = ["HQ", "Berlin"][rng.usize(0..2)];
    let stem = ["EX", "MBX-", "MAIL", "srv"][rng.usize(0..4)];
    for index in 0..count {
        let later = [Version::V2013, Version::V2016, Version::V2019][rng.usize(0..3)];
        let version = if index == 0 && rng.u8(0..4) > 0 { Version::V2010 } else { later };
        let address = |rng: &mut Rng| Ipv4Addr::new(10, rng.u8(1..3), rng.u8(0..2), 10 + u8::try_from(index).unwrap());
        let mut addresses = vec![address(rng)];
        if rng.u8(0..5) == 0 {
            let second = Ipv4Addr::new(10, 9, rng.u8(0..3), 10 + u8::try_from(index).unwrap());
            addresses.push(second);
        }
        servers.push(Server { name: format!("{stem}{}", index + 1), version, site, addresses });
    }
    let devices: Vec<_> = (0..rng.usize(0..3))
        .map(|index| Device {
            name: format!("SCANNER{}", index + 1),
            address: Ipv4Addr::new(10, rng.u8(1..3), rng.u8(0..2), 100 + u8::try_from(index).unwrap()),
        })
        .collect();
    let mut connectors: Vec<Connector> = Vec::new();
    for (index, server) in servers.iter().enumerate() {
        connectors.extend(of_setup(index, &server.name, server.version));
    }
    let mut organisation = Organisation { servers, connectors, queues: Vec::new(), devices };
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
    let mut organisation = random(rng);
    let count = organisation.servers.len().min(3);
    organisation.servers.truncate(count);
    for server in &mut organisation.servers {
        server.addresses.truncate(1);
    }
    organisation.connectors.clear();
    for (index, server) in organisation.servers.iter().enumerate() {
        organisation.connectors.extend(of_setup(index, &server.name, server.version));
    }
    organisation.queues.clear();
    organisation
}

/// Now and then somebody edited a default connector.
fn edit_defaults(rng: &mut Rng, organisation: &mut Organisation) {
    for connector in &mut organisation.connectors {
        if !connector.name.starts_with("Default") || rng.u8(0..12) > 0 {
            continue;
        }
        match rng.u8(0..3) {
            0 => connector.auth.retain(|member| *member != "ExchangeServer"),
            1 => connector.groups.retain(|member| *member != "ExchangeServers"),
            _ => connector.suppresses_anonymous_tls = true,
        }
    }
}

/// A connector that somebody made, such as Exchange accepts beside those that are there.
fn custom(rng: &mut Rng, organisation: &Organisation, server: usize, number: usize) -> Option<Connector> {
    let version = organisation.servers[server].version;
    let (role, port) = match (version.is_legacy(), rng.u8(0..5)) {
        (true, _) => (Role::Hub, 25),
        (false, 0) => (Role::Hub, 2525),
        (false, _) => (Role::Frontend, 25),
    };
    let mut ranges = vec![Range::network(Ipv4Addr::new(192, 168, rng.u8(0..9), 0), 24)];
    for peer in &organisation.servers {
        for address in &peer.addresses {
            match rng.u8(0..5) {
                0 => ranges.push(Range::single(*address)),
                1 => ranges.push(Range::network(*address, [24, 25, 28][rng.usize(0..3)])),
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
        if !unique.iter().any(|other| (other.first, other.last) == (range.first, range.last)) {
            unique.push(range);
        }
    }
    rng.shuffle(&mut unique);
    let local = organisation.servers[server].addresses[0];
    let bound = if rng.u8(0..8) == 0 { local } else { Ipv4Addr::UNSPECIFIED };
    let (auth, groups): (Vec<_>, Vec<_>) = match rng.u8(0..6) {
        0 => (vec!["Tls", "ExchangeServer"], vec!["ExchangeServers"]),
        1 => (vec!["Tls", "ExternalAuthoritative"], vec!["ExchangeServers"]),
        2 => (Vec::new(), vec!["AnonymousUsers"]),
        3 => (vec!["Tls", "ExchangeServer"], vec!["AnonymousUsers"]),
        _ => (vec!["Tls"], vec!["AnonymousUsers", "Custom"]),
    };
    let connector = Connector {
        server,
        name: format!("{} {}", ["Relay", "Scanner Relay", "App"][rng.usize(0..3)], number + 1),
        enabled: rng.u8(0..8) > 0,
        role,
        bindings: vec![(bound, port)],
        ranges: unique,
        auth,
        groups,
        suppresses_anonymous_tls: false,
    };
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
                if port_a == port_b {
                    same_binding |= a == b;
                    meets |= a == b || a.is_unspecified() || b.is_unspecified();
                }
            }
        }
        let mut pairs = connector.ranges.iter().flat_map(|a| other.ranges.iter().map(move |b| (a, b)));
        !meets
            || (connector.role == other.role
                && !pairs.any(|(a, b)| a.crosses(b) || (same_binding && (a.first, a.last) == (b.first, b.last))))
    })
}

fn add_queues(rng: &mut Rng, organisation: &mut Organisation) {
    let mut id = 17;
    for sender in 0..organisation.servers.len() {
        let legacy = organisation.servers[sender].version.is_legacy();
        let others: Vec<usize> = (0..organisation.servers.len()).filter(|i| *i != sender).collect();
        let hop = match (legacy, rng.u8(0..3)) {
            (true, _) => Hop::LaterVersionInSite,
            (false, 0) => Hop::NamedServer(others[rng.usize(0..others.len())]),
            (false, _) => Hop::DeliveryGroup { legacy: rng.bool() },
        };
        id += rng.u32(1..40);
        let mut queue = Queue { sender, id, hop, prints_endpoint: !legacy && rng.bool(), reply: None };
        if organisation.targets(&queue).is_empty() {
            continue;
        }
        // Each target is tried in turn; mail waits where all refuse it. Windows chooses the source address.
        let source = organisation.servers[sender].addresses[0];
        let first = organisation.targets(&queue).into_iter().map(|target| {
            let local = organisation.servers[target].addresses[0];
            organisation.meets(target, local, organisation.port(sender, target), source)
        });
        let met: Vec<Meets> = first.collect();
        queue.reply = match met.first() {
            _ if met.contains(&Meets::Works) => None,
            Some(Meets::NotOffered(_)) => Some(Reply::NotOffered),
            Some(Meets::NotAdmitted(_)) => Some(Reply::TemporaryFailure),
            _ => Some(Reply::Unavailable),
        };
        // Sometimes something between healthy connectors is the cause.
        if queue.reply.is_none() && rng.u8(0..4) == 0 {
            queue.reply = Some(Reply::NotOffered);
        }
        organisation.queues.push(queue);
    }
}

/// An IPv4 address of the report.
pub(super) fn address(text: &str) -> Option<Ipv4Addr> {
    match text.parse().ok()? {
        IpAddr::V4(address) => Some(address),
        IpAddr::V6(_) => None,
    }
}
