//! From a queue to the servers and ports that it delivers to.
//!
//! [`super::hop`] classifies the hop. The next hop names the servers, and the versions of both sides say which port is
//! used. What LastError prints overrides both. Sources: documented (queues, NextHopSolutionKey; network ports; default
//! Receive connectors) and observed behaviour (2013 CU23) for the port between servers of 2013 and later.

use std::collections::BTreeSet;

use super::authentication::CANNOT_ACHIEVE;
use super::hop::{Hop, crosses_edge, fails_at_own_front_end, hop, is_through_front_end, is_to_routing_group};
use super::topology::{ServerFacts, Topology, next_hop_version};
use crate::model::{
    Address, AddressOrigin, DeliveryType, LastError, Queue, ReceiveConnector, ServerAddress, ServerId, Version,
    is_exchange_online, same_server,
};

/// One server that a queue delivers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Its name.
    pub server: String,
    /// Why it is a target.
    pub ground: TargetGround,
    /// Ports that come into question, best first.
    pub ports: Vec<TargetPort>,
    /// The local address that LastError prints for it.
    pub local: Option<Address>,
    /// The same where it is none of the addresses that the paste shows of the server: DNS or a translation may lead to
    /// another machine.
    pub leads_elsewhere: Option<Address>,
    /// The port that a field report names beside the documented one. No certainty rests on it: see [`reported_port`].
    pub reported_port: Option<TargetPort>,
}

impl Target {
    /// A target of which LastError prints no address.
    const fn new(server: String, ground: TargetGround, ports: Vec<TargetPort>) -> Self {
        Self { server, ground, ports, local: None, leads_elsewhere: None, reported_port: None }
    }

    /// Whether a connector takes connections of the address family that LastError prints for the target, if any.
    #[must_use]
    pub fn is_of_family(&self, connector: &ReceiveConnector) -> bool {
        let mut endpoints = connector.endpoints();
        self.local.is_none_or(|local| endpoints.any(|e| e.address.family() == local.family()))
    }
}

/// Why a server is a target of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetGround {
    /// LastError names it.
    Printed,
    /// The next hop names it.
    NextHop,
    /// The next hop names its version, in the sender's own site.
    Version,
    /// The next hop is a site, a group or a connector that it may belong to.
    Assumed,
}

/// A port with the reason for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TargetPort {
    /// TCP port.
    pub port: u16,
    /// Why.
    pub ground: PortGround,
}

/// Why a port is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortGround {
    /// LastError prints it.
    Printed,
    /// The rule for the versions of both sides.
    Rule,
    /// The default of a send connector.
    SendConnector,
    /// The versions are not known; this is one of two.
    Assumed,
    /// Only a field report names it; the documented port is another one.
    Reported,
}

/// Whether a queue to a smart host ends at a server of the paste: the next hop and LastError name the same one.
#[must_use]
pub fn is_to_own_server(queue: &Queue, topology: &Topology<'_>) -> bool {
    let (Some(ip), Some(hosts)) = (printed_ip(queue), queue.next_hop_domain.whole()) else { return false };
    to_smart_host(queue)
        && topology.owner(ip).is_some_and(|own| {
            let is_sender = queue.server().is_some_and(|sender| same_server(sender, &own.server.name));
            !own.connectors.is_empty() && !is_sender && names(hosts, own, ip)
        })
}

/// The address that LastError prints.
fn printed_ip(queue: &Queue) -> Option<Address> {
    queue.visible_error()?.address()
}

/// Whether a server is among the smart hosts that a next hop names, by its name or by this address.
fn names(hosts: &str, own: &ServerFacts<'_>, ip: Address) -> bool {
    hosts
        .split(',')
        .map(|host| host.trim().trim_matches(['[', ']']))
        .any(|host| Address::parse(host).map_or_else(|| same_server(host, &own.server.name), |named| named == ip))
}

fn to_smart_host(queue: &Queue) -> bool {
    queue.delivers_by(DeliveryType::SmartHostConnectorDelivery)
}

/// Whether mail to the outside was answered by a front end of the organization: LastError says so, names the queue's own
/// server or the port on which front ends pass mail on, or prints the address of a server with a front end, which is not the
/// smart host that the queue names. The newer wrapper has no words for it.
#[must_use]
pub fn is_at_front_end(queue: &Queue, topology: &Topology<'_>) -> bool {
    let Some(error) = queue.visible_error() else { return false };
    let hosts = queue.next_hop_domain.visible().map_or("", String::as_str);
    let is_unnamed = |ip: Address| {
        topology
            .owner(ip)
            .is_some_and(|own| own.is_co_located() && hop(queue) == Hop::External && !names(hosts, own, ip))
    };
    let is_own = || {
        let (host, own) = (error.fqdn.as_deref().unwrap_or_default(), queue.server().unwrap_or_default());
        !host.is_empty() && !own.is_empty() && same_server(host, own) && !hosts.eq_ignore_ascii_case(host)
    };
    let is_at_its_port = || error.endpoint.as_deref().is_some_and(|endpoint| endpoint.ends_with(":717"));
    is_through_front_end(error)
        || printed_ip(queue).is_some_and(is_unnamed)
        || hop(queue) == Hop::External && (is_own() || is_at_its_port())
}

/// Whether an error text names a host outside the organization, and no queue around it says where the mail goes: a host
/// of Exchange Online (documented names), or one that has a public address and is no server of the paste.
#[must_use]
pub fn names_outside_host(error: &LastError, topology: &Topology<'_>) -> bool {
    let host = error.fqdn.as_deref().unwrap_or_default();
    let address = error.address();
    let is_public = address.is_some_and(|a| !a.is_private() && !a.is_local_only() && topology.owner(a).is_none());
    is_exchange_online(host) || (is_public && host.contains('.') && topology.server(host).is_none())
}

/// Whether LastError prints an endpoint that is neither a server of the paste nor on the port of a front end: then the
/// front end was reached, and the reply is that of the outside behind it.
fn ends_outside(queue: &Queue, topology: &Topology<'_>) -> bool {
    let Some(error) = queue.visible_error() else { return false };
    let Some(address) = error.last_address() else { return false };
    let is_front_end = error.last_port() == Some(OUTBOUND_PROXY) || error.address() == Some(address);
    !is_front_end && topology.owner(address).is_none()
}

/// Whether the own front end fails the mail, and not the outside: see [`is_at_front_end`].
#[must_use]
pub fn is_failed_by_front_end(queue: &Queue, topology: &Topology<'_>) -> bool {
    if ends_outside(queue, topology) {
        return false;
    }
    let inner = queue.visible_error().and_then(|e| e.inner.as_ref());
    let refused = inner.is_some_and(|reply| reply.says(CANNOT_ACHIEVE));
    fails_at_own_front_end(queue) || (refused && hop(queue) == Hop::External && is_at_front_end(queue, topology))
}

/// The servers that a queue into a mailbox database names in LastError, on the port of mailbox delivery (documented,
/// implicit Receive connectors).
#[must_use]
pub fn mailbox_targets(queue: &Queue, topology: &Topology<'_>) -> Vec<Target> {
    let error = queue.visible_error();
    let mut targets = error.map(|e| printed_targets(e, topology)).unwrap_or_default();
    for target in targets.iter_mut().filter(|t| t.ports.is_empty()) {
        target.ports = vec![TargetPort { port: MAILBOX_DELIVERY, ground: PortGround::Rule }];
    }
    targets
}

/// The port of the Mailbox Transport Delivery service (documented, default Receive connectors).
const MAILBOX_DELIVERY: u16 = 475;

/// The port of Outbound Proxy Frontend (documented, default Receive connectors).
const OUTBOUND_PROXY: u16 = 717;

/// The servers that a queue delivers to, as far as the input names them; those that LastError prints come first.
#[must_use]
pub fn targets(queue: &Queue, sender: Option<&str>, topology: &Topology<'_>) -> Vec<Target> {
    let sender_facts = sender.and_then(|s| topology.server(s));
    let error = queue.visible_error();
    let mut targets = error.map(|e| printed_targets(e, topology)).unwrap_or_default();
    if is_failed_by_front_end(queue, topology) {
        // Without words for it, that the send connector goes this way is not printed.
        let ground = if fails_at_own_front_end(queue) { PortGround::Rule } else { PortGround::SendConnector };
        return at_front_end(targets, topology, ground);
    }
    let hop_domain = queue.next_hop_domain.whole().map_or("", String::as_str).trim();
    add_reached(&mut targets, sender_facts, topology);
    add_behind_next_hop(&mut targets, queue, sender, topology);
    // A next hop that names one server which the paste shows nothing of.
    if targets.is_empty() && hop_domain.contains('.') && !hop_domain.contains([' ', ':', ',', '[']) {
        targets.push(Target::new(hop_domain.to_owned(), TargetGround::NextHop, Vec::new()));
    }
    for target in targets.iter_mut().filter(|t| t.ports.is_empty()) {
        target.ports = ports_of(queue, sender_facts, topology.server(&target.server));
    }
    // The next hop names one server, and the last endpoint is none of its addresses.
    let last = error.and_then(LastError::last_address);
    for target in targets.iter_mut().filter(|t| t.ground == TargetGround::NextHop) {
        target.leads_elsewhere = last.filter(|last| is_foreign(*last, &target.server, topology));
    }
    let prints_port = error.is_some_and(|error| error.endpoint.is_some());
    if let Some(sender) = sender_facts.filter(|sender| !prints_port && may_be_later_than_2013(sender)) {
        for target in &mut targets {
            target.reported_port = reported_port(sender, target, topology);
        }
    }
    targets
}

/// The ports that a queue uses towards a target.
fn ports_of(queue: &Queue, sender: Option<&ServerFacts<'_>>, target: Option<&ServerFacts<'_>>) -> Vec<TargetPort> {
    if crosses_edge(queue) {
        vec![TargetPort { port: 25, ground: PortGround::Rule }]
    } else if to_smart_host(queue) {
        vec![TargetPort { port: 25, ground: PortGround::SendConnector }]
    } else {
        ports(sender, target)
    }
}

/// Adds the servers that the sender's own log shows and whose connectors the paste does not show: one of them may be the one
/// that refuses.
fn add_reached(targets: &mut Vec<Target>, sender: Option<&ServerFacts<'_>>, topology: &Topology<'_>) {
    for (server, port) in sender.into_iter().flat_map(|sender| topology.reached_by(&sender.server.name)) {
        let is_unknown = topology.server(server).is_some_and(|s| s.connectors.is_empty());
        if is_unknown && !targets.iter().any(|t| same_server(&t.server, server)) {
            let ports = vec![TargetPort { port, ground: PortGround::Printed }];
            targets.push(Target::new(server.to_owned(), TargetGround::Assumed, ports));
        }
    }
}

/// The next hop of a queue.
struct NextHop<'q> {
    /// As it is printed; empty where the paste does not show it whole.
    domain: &'q str,
    /// The major version that it asks for.
    version: Option<u32>,
}

impl<'q> NextHop<'q> {
    fn of(queue: &'q Queue) -> Self {
        let domain = queue.next_hop_domain.whole().map_or("", String::as_str).trim();
        Self { domain, version: next_hop_version(domain) }
    }
}

/// Adds the servers that are behind the next hop of a queue, or may be.
fn add_behind_next_hop(targets: &mut Vec<Target>, queue: &Queue, sender: Option<&str>, topology: &Topology<'_>) {
    let next_hop = NextHop::of(queue);
    // The reply is of a server that the paste shows nothing of: no other one's connector is proven to explain it.
    let is_of_stranger = queue.visible_error().is_some_and(|error| ends_at_a_stranger(error, topology))
        || targets.iter().any(|t| topology.server(&t.server).is_none_or(|s| s.connectors.is_empty()));
    let sender_facts = sender.and_then(|name| topology.server(name));
    let site = wanted_site(queue, next_hop.domain, sender_facts);
    // The servers of the topology are different ones: only those that are targets already can come twice.
    let known: BTreeSet<ServerId> = targets.iter().map(|target| ServerId::of(&target.server)).collect();
    let is_sender = |s: &ServerFacts<'_>| sender_facts.is_some_and(|sender| std::ptr::eq(sender, s));
    for facts in topology.servers().iter().filter(|s| !is_sender(s)) {
        let name = &facts.server.name;
        let Some(sites) = Sites::of(site, facts) else { continue };
        // A server whose connectors are not shown may take the mail or refuse it. It counts where its version or its site
        // is printed and fits: that is the sign that it is behind the next hop.
        let may_be_target = !facts.connectors.is_empty() || is_named_by(&next_hop, sites, facts);
        if !may_be_target || (!known.is_empty() && known.contains(&ServerId::of(name))) {
            continue;
        }
        let ground = ground(queue, &next_hop, sites, facts).map(|ground| match ground {
            TargetGround::Version if is_of_stranger => TargetGround::Assumed,
            ground => ground,
        });
        let ports = || ports_of(queue, sender_facts, Some(facts));
        targets.extend(ground.map(|ground| Target::new(name.clone(), ground, ports())));
    }
}

/// Whether a server may be of 2016 or later.
fn may_be_later_than_2013(facts: &ServerFacts<'_>) -> bool {
    facts.version.is_some_and(|known| !known.version.is_legacy() && known.version != Version::V2013)
}

/// Port 25 of a target, for a sender that may be of 2016 or later, where the target may be so too. The documented port is 2525. A field report of such servers was cured by
/// taking them off a relay connector on port 25. A port that the sender's own log shows excludes it, and so does one that
/// LastError prints.
fn reported_port(sender: &ServerFacts<'_>, target: &Target, topology: &Topology<'_>) -> Option<TargetPort> {
    const PORT: u16 = 25;
    let facts = topology.server(&target.server)?;
    let is_documented = target.ports.iter().all(|port| port.ground == PortGround::Rule && port.port != PORT);
    let is_logged = || topology.reached_by(&sender.server.name).any(|(to, _)| same_server(to, &facts.server.name));
    let is_open = is_documented && may_be_later_than_2013(facts) && !is_logged();
    is_open.then_some(TargetPort { port: PORT, ground: PortGround::Reported })
}

/// The AD site whose servers a queue delivers to, where it names one or that is the sender's own.
fn wanted_site<'a>(queue: &Queue, hop_domain: &'a str, sender: Option<&'a ServerFacts<'_>>) -> Option<&'a str> {
    let site = match queue.known_delivery_type() {
        Some(DeliveryType::SmtpRelayWithinAdSite) => sender?.server.site.as_deref()?,
        Some(DeliveryType::SmtpRelayToRemoteAdSite) => hop_domain,
        _ => {
            // `site:hq; version:15` (documented).
            let (label, rest) = hop_domain.split_at_checked(5).filter(|_| next_hop_version(hop_domain).is_some())?;
            rest.split_once(';').filter(|_| label.eq_ignore_ascii_case("site:"))?.0.trim()
        }
    };
    Some(site).filter(|site| !site.is_empty())
}

/// Whether two sites may be one; a table may cut their names.
fn may_be_same(a: &str, b: &str) -> bool {
    let is_cut = |name: &str| name.ends_with("...") || name.ends_with('…');
    is_cut(a) || is_cut(b) || a.eq_ignore_ascii_case(b)
}

/// Whether LastError ends at an address of an unknown server.
fn ends_at_a_stranger(error: &LastError, topology: &Topology<'_>) -> bool {
    error.last_address().is_some_and(|last| topology.owner(last).is_none())
}

/// The servers that LastError names: the host of its last part, and the owner of the last endpoint where that is another
/// one. The reply that it quotes is the first server's (observed behaviour, 2013 CU23).
fn printed_targets(error: &LastError, topology: &Topology<'_>) -> Vec<Target> {
    let (ip, last, port) = (error.address(), error.last_address(), error.last_port());
    let owner = |address: Option<Address>| topology.owner(address?).map(|s| s.server.name.clone());
    let by_name = error.fqdn.as_deref().filter(|f| !f.is_empty()).map(|fqdn| {
        // Who is not known keeps the whole name: a command has to reach the host.
        topology.server(fqdn).map_or_else(|| fqdn.to_owned(), |s| s.server.name.clone())
    });
    let named = by_name.or_else(|| owner(ip));
    let target = |server: String, local: Option<Address>, port: Option<u16>| {
        let ports = port.map(|port| TargetPort { port, ground: PortGround::Printed }).into_iter().collect();
        let leads_elsewhere = local.filter(|local| is_foreign(*local, &server, topology));
        Target { server, ground: TargetGround::Printed, ports, local, leads_elsewhere, reported_port: None }
    };
    match (named, owner(last)) {
        (Some(named), Some(other)) if !same_server(&named, &other) => {
            vec![target(other, last, port), target(named, ip.filter(|_| ip != last), None)]
        }
        // The port is that of the last endpoint; where the host has another address, it may be another server's.
        (Some(named), owner) => {
            let is_its_own = owner.is_some() || ip.is_none() || last.is_none() || ip == last;
            vec![target(named, ip.or(last), port.filter(|_| is_its_own))]
        }
        (None, other) => other.map(|server| target(server, ip.or(last), port)).into_iter().collect(),
    }
}

/// Whether an address is none of those that the paste shows of a server; a paste that shows none of its family says nothing.
fn is_foreign(address: Address, server: &str, topology: &Topology<'_>) -> bool {
    let shown = topology.server(server).map_or(&[][..], |s| &s.server.addresses);
    let is_shown = |a: &&ServerAddress| !matches!(a.origin, AddressOrigin::LastError | AddressOrigin::Binding);
    let mut alike = shown.iter().filter(is_shown).filter(|a| a.address.family() == address.family()).peekable();
    alike.peek().is_some() && alike.all(|a| a.address != address)
}

/// The front ends that take mail for the outside: the one that LastError names, else every one that is shown.
fn at_front_end(mut targets: Vec<Target>, topology: &Topology<'_>, port: PortGround) -> Vec<Target> {
    if targets.is_empty() {
        let ground = TargetGround::Assumed;
        let front_ends = topology.servers().iter().filter(|s| s.has_frontend);
        let names = front_ends.map(|s| s.server.name.clone());
        targets.extend(names.map(|server| Target::new(server, ground, Vec::new())));
    }
    for target in targets.iter_mut().filter(|t| t.ports.is_empty()) {
        target.ports = vec![TargetPort { port: OUTBOUND_PROXY, ground: port }];
    }
    targets
}

/// What the paste prints of the site that a queue delivers to and of the site of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sites {
    /// Both are printed, and they may be one.
    One,
    /// Only one of them is printed.
    OnePrinted,
    /// None is printed, so nothing speaks for two sites.
    NonePrinted,
}

impl Sites {
    /// The site that a queue delivers to, and that of a server; `None` where they are two.
    fn of(wanted: Option<&str>, server: &ServerFacts<'_>) -> Option<Self> {
        let own = server.server.site.as_deref().filter(|own| !own.is_empty());
        match (wanted, own) {
            (Some(wanted), Some(own)) => may_be_same(wanted, own).then_some(Self::One),
            (None, None) => Some(Self::NonePrinted),
            _ => Some(Self::OnePrinted),
        }
    }
}

/// Whether a server whose connectors the paste does not show is behind the next hop by what is printed of it: its name,
/// the major version that the next hop asks for, or its site. Where a site is asked for, the site must be printed.
fn is_named_by(next_hop: &NextHop<'_>, sites: Sites, server: &ServerFacts<'_>) -> bool {
    if same_server(next_hop.domain, &server.server.name) {
        return true;
    }
    let Some(wanted) = next_hop.version else { return sites == Sites::One };
    let known = server.version.filter(|v| v.ground.is_firm());
    known.and_then(|v| v.version.major()) == Some(wanted)
}

/// Whether and why a server with connectors in the paste is behind the next hop.
fn ground(queue: &Queue, next_hop: &NextHop<'_>, sites: Sites, target: &ServerFacts<'_>) -> Option<TargetGround> {
    // Servers of Exchange 2003 have no receive connectors.
    if is_to_routing_group(queue) {
        return None;
    }
    if same_server(next_hop.domain, &target.server.name) {
        return Some(TargetGround::NextHop);
    }
    if let Some(wanted) = next_hop.version {
        let Some(known) = target.version else { return Some(TargetGround::Assumed) };
        let fits = match known.version.major() {
            Some(major) => major == wanted,
            None => wanted < 15,
        };
        // `hub version n`: the hub servers of that version in the sender's own site. `site:x; version:n`: those of that
        // site, where the server's own site is printed too.
        let is_in_site = match sites {
            Sites::One => true,
            Sites::OnePrinted => false,
            Sites::NonePrinted => queue.delivers_by(DeliveryType::SmtpRelayWithinAdSite),
        };
        return fits.then_some(if is_in_site && known.ground.is_firm() {
            TargetGround::Version
        } else {
            TargetGround::Assumed
        });
    }
    // A fully qualified next hop names one server, and this is not it.
    let single = matches!(
        queue.known_delivery_type(),
        Some(DeliveryType::SmtpRelayToServers | DeliveryType::ShadowRedundancy | DeliveryType::Heartbeat)
    );
    // A DAG exists from 2010 on, but SmtpRelayToDag is of 2013 and later, and so are the members.
    let dag = queue.delivers_by(DeliveryType::SmtpRelayToDag);
    let legacy = target.version.is_some_and(|v| v.version.is_legacy());
    let excluded = single || (dag && legacy);
    (!excluded).then_some(TargetGround::Assumed)
}

/// The port between two servers by their versions.
#[must_use]
pub fn ports(sender: Option<&ServerFacts<'_>>, target: Option<&ServerFacts<'_>>) -> Vec<TargetPort> {
    let rule = |port, firm| TargetPort { port, ground: if firm { PortGround::Rule } else { PortGround::Assumed } };
    let version = |facts: Option<&ServerFacts<'_>>| facts.and_then(|f| f.version);
    if let Some(target) = version(target).filter(|v| v.version.is_legacy()) {
        return vec![rule(25, target.ground.is_firm())];
    }
    if let Some(sender) = version(sender).filter(|v| v.version.is_legacy()) {
        return vec![rule(25, sender.ground.is_firm())];
    }
    match (version(sender), version(target), target.is_some_and(ServerFacts::is_co_located)) {
        (Some(_), Some(_), true) => vec![rule(2525, true)],
        // A 2013 server with the Mailbox role only takes everything on 25; a paste may also simply lack its front end,
        // or the versions.
        _ => vec![rule(25, false), rule(2525, false)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_error_and_last_endpoint_may_be_two_servers() {
        let mut snapshot = crate::model::Snapshot::default();
        for (name, address) in [("EX1", "10.0.0.1"), ("EX2", "10.0.0.2")] {
            let mut server = crate::model::Server::named(name, None);
            let (address, origin) = (Address::parse(address).unwrap(), crate::model::AddressOrigin::Given);
            server.addresses.push(crate::model::ServerAddress { address, origin, place: None });
            snapshot.servers.push(server);
        }
        let named_at = |endpoint: &str, parts: &str| {
            let topology = Topology::of(&snapshot);
            let error = LastError::read(&format!(
                "[{{LED=451 4.4.0 Primary target IP address responded with: \"421 4.3.2 Service not available.\" Attempted \
                 failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery \
                 failed to all alternate hosts. The last endpoint attempted was {endpoint}}}{parts}]"
            ));
            let targets = printed_targets(&error.unwrap(), &topology);
            targets.iter().map(|t| (t.server.clone(), t.ports.len())).collect::<Vec<_>>()
        };
        let named = |parts: &str| named_at("10.0.0.2:25", parts);
        let (ex1, ex2) = ("EX1".to_owned(), "EX2".to_owned());
        assert_eq!(named(";{FQDN=ex1.corp.example};{IP=10.0.0.1}"), [(ex2.clone(), 1), (ex1.clone(), 0)]);
        // The last endpoint is nobody's that the paste knows: its port says nothing of EX1's.
        assert_eq!(named_at("10.0.0.9:25", ";{FQDN=ex1.corp.example};{IP=10.0.0.1}"), [(ex1.clone(), 0)]);
        assert_eq!(named_at("10.0.0.1:25", ";{FQDN=ex1.corp.example};{IP=10.0.0.1}"), [(ex1, 1)]);
        assert_eq!(named(";{FQDN=ex2.corp.example};{IP=10.0.0.2}"), [(ex2.clone(), 1)]);
        assert_eq!(named(""), [(ex2, 1)]);
    }

    #[test]
    fn an_own_server_may_be_one_of_several_smart_hosts() {
        let mut snapshot = crate::model::fixture::snapshot(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.9"]);
        let (address, origin) = (Address::parse("10.0.0.1").unwrap(), crate::model::AddressOrigin::Given);
        snapshot.servers[0].addresses.push(crate::model::ServerAddress { address, origin, place: None });
        let topology = Topology::of(&snapshot);
        let place = crate::model::Place { source: 0, line: 1 };
        let is_own = |hosts: &str| {
            let mut queue = Queue::unknown_at(place);
            let shown = |value: &str| crate::model::Shown::Whole { value: value.to_owned(), place };
            (queue.delivery_type, queue.next_hop_domain) = (shown("SmartHostConnectorDelivery"), shown(hosts));
            let value = LastError::read(
                "[{LED=451 5.7.3 Cannot achieve Exchange Server authentication};{FQDN=ex1};{IP=10.0.0.1}]",
            );
            queue.last_error = crate::model::Shown::Whole { value, place };
            is_to_own_server(&queue, &topology)
        };
        assert!(is_own("[10.0.0.1]") && is_own("[192.0.2.1],[10.0.0.1]") && is_own("mx.example.com, ex1.corp.example"));
        assert!(!is_own("[192.0.2.1],[192.0.2.2]") && !is_own("mx.example.com"));
    }
}
