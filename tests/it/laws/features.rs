//! What an organisation may have beyond servers with one IPv4 address in one site. Each feature is a function, with how many
//! organisations or connectors have it: one in so many.

use std::net::IpAddr;

use fastrand::Rng;

use super::organisation::{Connector, Organisation, Server, Version};
use super::range::{ANY_V4, ANY_V6, Range, v4, v6};

/// Changes an organisation that has servers and devices, and no connectors yet.
type OfOrganisation = fn(&mut Rng, &mut Organisation);

pub(super) const ORGANISATIONS: &[(u8, OfOrganisation)] = &[
    (3, several_addresses),
    (3, ipv6_beside_ipv4),
    (12, ipv6_alone),
    (3, two_sites),
    (4, an_edge_server),
    (4, addresses_of_the_machine),
];

/// Changes a connector that somebody made, before Exchange is asked whether it accepts it.
type OfConnector = fn(&mut Rng, &Organisation, &mut Connector);

pub(super) const CONNECTORS: &[(u8, OfConnector)] = &[
    (2, bound_in_both_families),
    (4, bound_to_an_address),
    (8, bound_to_two_addresses),
    (8, bound_to_another_port_too),
    (10, all_addresses_on_an_own_binding),
    (6, without_network_address),
    (6, loopback),
    (3, other_notations),
    (8, |_, _, connector| connector.enabled = false),
];

fn number(index: usize) -> u8 {
    u8::try_from(index).unwrap()
}

fn several_addresses(rng: &mut Rng, organisation: &mut Organisation) {
    for (index, server) in organisation.servers.iter_mut().enumerate() {
        if rng.bool() {
            server.addresses.push(v4(10, 9, rng.u8(0..3), 10 + number(index)));
        }
        if rng.u8(0..4) == 0 {
            server.addresses.push(v4(10, 1, rng.u8(0..2), 50 + number(index)));
        }
    }
}

fn ipv6_beside_ipv4(rng: &mut Rng, organisation: &mut Organisation) {
    organisation.has_ipv6 = true;
    for (index, server) in organisation.servers.iter_mut().enumerate() {
        if rng.u8(0..4) > 0 {
            server.addresses.push(v6(rng.u16(1..3), 0x10 + u16::from(number(index))));
        }
    }
}

fn ipv6_alone(rng: &mut Rng, organisation: &mut Organisation) {
    organisation.has_ipv6 = true;
    for (index, server) in organisation.servers.iter_mut().enumerate() {
        server.addresses = vec![v6(rng.u16(1..3), 0x10 + u16::from(number(index)))];
    }
    for (index, device) in organisation.devices.iter_mut().enumerate() {
        device.address = v6(rng.u16(1..3), 0x100 + u16::from(number(index)));
    }
}

fn two_sites(rng: &mut Rng, organisation: &mut Organisation) {
    for server in &mut organisation.servers {
        server.site = ["HQ", "Berlin"][rng.usize(0..2)];
    }
}

fn an_edge_server(rng: &mut Rng, organisation: &mut Organisation) {
    let site = organisation.servers[0].site;
    let version = [Version::V2010, Version::V2013, Version::V2016, Version::V2019][rng.usize(0..4)];
    let address = if organisation.servers.iter().all(|s| s.addresses.iter().all(IpAddr::is_ipv6)) {
        v6(0x66, 0x10)
    } else {
        v4(10, 66, 0, 10)
    };
    organisation.servers.push(Server { is_edge: true, ..Server::new("EDGE1".into(), version, site, address) });
}

/// Addresses that no other machine reaches: they are printed beside the others, and nobody sends from them.
fn addresses_of_the_machine(rng: &mut Rng, organisation: &mut Organisation) {
    for server in &mut organisation.servers {
        for address in ["127.0.0.1", "::1", "fe80::1%12", "169.254.1.33"] {
            if rng.bool() {
                server.of_the_machine.push(address);
            }
        }
    }
}

fn bound_in_both_families(_: &mut Rng, organisation: &Organisation, connector: &mut Connector) {
    if organisation.has_ipv6 {
        let port = connector.bindings[0].1;
        connector.bindings = vec![(ANY_V6, port), (ANY_V4, port)];
    }
}

fn bound_to_an_address(rng: &mut Rng, organisation: &Organisation, connector: &mut Connector) {
    let addresses = &organisation.servers[connector.server].addresses;
    connector.bindings = vec![(addresses[rng.usize(0..addresses.len())], connector.bindings[0].1)];
}

fn bound_to_two_addresses(rng: &mut Rng, organisation: &Organisation, connector: &mut Connector) {
    let mut addresses = organisation.servers[connector.server].addresses.clone();
    rng.shuffle(&mut addresses);
    let port = connector.bindings[0].1;
    connector.bindings = addresses.into_iter().take(2).map(|address| (address, port)).collect();
}

fn bound_to_another_port_too(rng: &mut Rng, _: &Organisation, connector: &mut Connector) {
    let (address, _) = connector.bindings[0];
    let place = rng.usize(0..=connector.bindings.len());
    connector.bindings.insert(place, (address, 26));
}

fn all_addresses_on_an_own_binding(rng: &mut Rng, organisation: &Organisation, connector: &mut Connector) {
    bound_to_an_address(rng, organisation, connector);
    connector.ranges = vec![Range::all_of(connector.bindings[0].0)];
}

/// `10.1.0.1-10.1.0.254` instead of `10.1.0.0/24`.
fn without_network_address(_: &mut Rng, _: &Organisation, connector: &mut Connector) {
    for range in connector.ranges.iter_mut().filter(|range| range.size() == 256) {
        *range = range.clone().inner();
    }
}

fn loopback(_: &mut Rng, organisation: &Organisation, connector: &mut Connector) {
    connector.ranges.push(Range::single(v4(127, 0, 0, 1)));
    if organisation.has_ipv6 {
        connector.ranges.push(Range::parse("::1").unwrap());
    }
}

fn other_notations(rng: &mut Rng, _: &Organisation, connector: &mut Connector) {
    for range in &mut connector.ranges {
        let (first, is_v4) = (range.first(), range.first().is_ipv4());
        *range = match (rng.u8(0..3), range.size()) {
            (0, 1) => range.clone().printed_as(format!("{first}/{}", if is_v4 { 32 } else { 128 })),
            (0, 256) if is_v4 => range.clone().printed_as(format!("{first}(255.255.255.0)")),
            (1, _) => range.clone().first_to_last(),
            _ => continue,
        };
    }
}
