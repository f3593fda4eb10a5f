//! Ways in which a paste hides a part of an organisation while a sign of it stays.
//!
//! A way to hide is one function. It changes the paste and says what the hidden part may be: each alternative is a
//! change to the organisation that the changed paste still agrees with. The truth is always one of them.

use std::collections::BTreeSet;
use std::net::IpAddr;

use fastrand::Rng;

use super::organisation::{Connector, Organisation, Role, is_accepted};
use super::paste::{self, Paste};
use super::range::{ANY_V4, Range, any_of, v4, v6};
use super::{hiding_output, hiding_servers};

/// A change to the organisation; the paste shows nothing that speaks against it.
pub(super) type Alternative = Box<dyn Fn(&mut Organisation)>;

/// Something that was hidden.
pub(super) struct Hidden {
    pub(super) what: String,
    pub(super) alternatives: Vec<Alternative>,
}

/// A way to hide: changes the paste, and says what is open then; `None` where it does not apply.
pub(super) type Hide = fn(&mut Rng, &Organisation, &mut Paste) -> Option<Hidden>;

/// Every way, with its name.
pub(super) const WAYS: &[(&str, Hide)] = &[
    ("the list of ranges is cut", cut_ranges),
    ("the list of bindings is cut", cut_bindings),
    ("a property of one connector is not printed", drop_property_of_one),
    ("a property is printed of no connector", drop_property_of_all),
    ("a value is cut", cut_value),
    ("ranges are masked", mask_ranges),
    ("a connector is printed without its server", without_server),
    ("a server's connectors are not printed", without_connectors),
    ("a server's addresses are not printed", without_addresses),
    ("a connector is printed in two ways", printed_twice),
    ("the default connector is not printed", without_default),
    ("the end of LastError is cut", cut_last_error),
    ("a table in a narrow window", hiding_output::narrow_table),
    ("a filter left connectors out", hiding_output::filtered),
    ("a part was returned", hiding_output::more_results),
    ("the end was not copied", hiding_output::without_end),
    ("the beginning was not copied", hiding_output::without_beginning),
    ("connectors by name only", hiding_output::names_only),
    ("a server's version is not printed", hiding_servers::without_version),
    ("a server's site is not printed", hiding_servers::without_site),
    ("a server's addresses have another name", hiding_servers::addresses_of_another_name),
    ("a server's addresses are masked", hiding_servers::masked_addresses),
    ("a queue's next hop is not printed", hiding_servers::without_next_hop),
    ("LastError prints a stranger's address", hiding_servers::endpoint_of_a_stranger),
    ("a queue is printed at two times", hiding_servers::queue_of_another_time),
    ("a queue's status is not printed", hiding_servers::without_status),
    ("a queue's sender is not printed", hiding_servers::without_sender),
    ("devices are looked up", hiding_servers::looked_up_devices),
];

/// Any one way that applies.
pub(super) fn any(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<(&'static str, Hidden)> {
    // One way can be asked for, to look for what it brings to light.
    let only: Option<usize> = std::env::var("MAILFLOW_DOCTOR_WAY").ok().and_then(|way| way.parse().ok());
    for _ in 0..8 {
        if paste.is_final {
            return None;
        }
        let (name, hide) = WAYS[only.unwrap_or_else(|| rng.usize(0..WAYS.len()))];
        let before = paste.clone();
        if let Some(hidden) = hide(rng, organisation, paste) {
            return Some((name, hidden));
        }
        *paste = before;
    }
    None
}

pub(super) fn truth() -> Alternative {
    Box::new(|_| {})
}

/// The addresses of all servers: what an adversary puts into a hidden list.
pub(super) fn server_addresses(organisation: &Organisation) -> Vec<IpAddr> {
    organisation.servers.iter().flat_map(|s| s.addresses.iter().copied()).collect()
}

/// An address of the same family that nothing in the paste names.
pub(super) fn unseen(rng: &mut Rng, like: IpAddr) -> IpAddr {
    if like.is_ipv4() { v4(172, 16, rng.u8(1..250), rng.u8(1..250)) } else { v6(0x77, rng.u16(1..250)) }
}

/// Whether a LastError prints an address that no server has.
fn prints_a_stranger(organisation: &Organisation, paste: &Paste) -> bool {
    let endpoints = paste.queues.iter().filter_map(|queue| {
        let (_, endpoint) = queue.get("LastError")?.rsplit_once("The last endpoint attempted was ")?;
        super::range::address(endpoint.rsplit_once(':')?.0)
    });
    let known = server_addresses(organisation);
    endpoints.into_iter().any(|address| !known.contains(&address))
}

/// The connectors that the paste prints.
pub(super) fn printed(paste: &Paste) -> BTreeSet<usize> {
    paste.connectors.iter().map(|record| record.about).collect()
}

/// The same alternatives, which leave these connectors as they are.
pub(super) fn leaving(connectors: Vec<usize>, alternatives: Vec<Alternative>) -> Vec<Alternative> {
    let one = |change: Alternative| {
        let connectors = connectors.clone();
        Box::new(move |organisation: &mut Organisation| {
            let before: Vec<_> = connectors.iter().map(|index| organisation.connectors[*index].clone()).collect();
            change(organisation);
            for (index, connector) in connectors.iter().zip(before) {
                organisation.connectors[*index] = connector;
            }
        }) as Alternative
    };
    alternatives.into_iter().map(one).collect()
}

/// The change, where Exchange accepts the connector that it leads to beside the others.
pub(super) fn if_accepted(connector: usize, change: impl Fn(&mut Connector) + 'static) -> Alternative {
    Box::new(move |organisation| {
        let mut changed = organisation.connectors[connector].clone();
        change(&mut changed);
        let mut rest = organisation.clone();
        rest.connectors.remove(connector);
        if is_accepted(&rest, &changed) {
            organisation.connectors[connector] = changed;
        }
    })
}

/// The records of connectors that are printed once. What is hidden in one of two prints still stands in the other one.
pub(super) fn printed_once(paste: &Paste) -> Vec<usize> {
    let prints = |about: usize| paste.connectors.iter().filter(|record| record.about == about).count();
    (0..paste.connectors.len()).filter(|record| prints(paste.connectors[*record].about) == 1).collect()
}

fn pick(rng: &mut Rng, paste: &Paste) -> Option<usize> {
    let once = printed_once(paste);
    (!once.is_empty()).then(|| once[rng.usize(0..once.len())])
}

/// Whether somebody made the connector.
pub(super) fn is_custom(connector: &Connector) -> bool {
    ["Relay", "Scanner", "App"].iter().any(|word| connector.name.starts_with(word))
}

/// A connector on every local address of a server that lists one address.
fn holding(
    (server, name): (usize, &str),
    (port, role): (u16, Role),
    address: IpAddr,
    auth: Vec<&'static str>,
) -> Connector {
    Connector {
        server,
        name: name.into(),
        enabled: true,
        role,
        bindings: vec![(any_of(address), port)],
        ranges: vec![Range::single(address)],
        auth,
        groups: vec!["ExchangeServers"],
        suppresses_anonymous_tls: false,
    }
}

/// Connectors that the paste may lack, with the server of each: for every server, each address of another one.
pub(super) fn unseen_connectors(
    organisation: &Organisation,
    may_lack: impl Fn(&Connector) -> bool,
) -> impl Iterator<Item = (usize, Alternative)> {
    let mut found: Vec<(usize, Alternative)> = Vec::new();
    for server in 0..organisation.servers.len() {
        for (port, role) in [(25, Role::Frontend), (25, Role::Hub), (2525, Role::Hub)] {
            for auth in [vec!["Tls"], vec!["Tls", "ExchangeServer"]] {
                for address in server_addresses(organisation) {
                    let connector = holding((server, "Relay Unseen"), (port, role), address, auth.clone());
                    if may_lack(&connector) {
                        let add = move |organisation: &mut Organisation| {
                            if is_accepted(organisation, &connector) {
                                organisation.connectors.push(connector.clone());
                            }
                        };
                        found.push((server, Box::new(add)));
                    }
                }
            }
        }
    }
    found.into_iter()
}

/// Prefers connectors that somebody made: what is hidden of them matters most.
fn pick_custom(rng: &mut Rng, organisation: &Organisation, paste: &Paste) -> Option<usize> {
    let custom: Vec<usize> = printed_once(paste)
        .into_iter()
        .filter(|i| is_custom(&organisation.connectors[paste.connectors[*i].about]))
        .collect();
    if custom.is_empty() || rng.u8(0..4) == 0 { pick(rng, paste) } else { Some(custom[rng.usize(0..custom.len())]) }
}

/// What the ranges of a connector may be beyond the first `shown`: each server's address, or none of them.
fn other_ranges(organisation: &Organisation, connector: usize, shown: usize) -> Vec<Alternative> {
    let mut alternatives = vec![truth()];
    alternatives.push(if_accepted(connector, move |c| c.ranges.truncate(shown)));
    for address in server_addresses(organisation) {
        alternatives.push(if_accepted(connector, move |c| {
            c.ranges.truncate(shown);
            let listed = Range::single(address);
            if !c.ranges.iter().any(|r| r.equals(&listed)) {
                c.ranges.push(listed);
            }
        }));
    }
    alternatives
}

fn cut_ranges(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    let connector = &organisation.connectors[about];
    if connector.ranges.len() < 2 || paste.connectors[record].get("RemoteIPRanges")?.contains("...") {
        return None;
    }
    let shown = rng.usize(1..connector.ranges.len());
    let texts: Vec<_> = connector.ranges.iter().take(shown).map(|r| r.text.clone()).collect();
    paste.connectors[record].set("RemoteIPRanges", format!("{{{}...}}", texts.join(", ")));
    // A list cut by the printer hides something.
    let mut alternatives = other_ranges(organisation, about, shown);
    let far = unseen(rng, connector.ranges[0].first());
    alternatives[1] = if_accepted(about, move |c| {
        c.ranges.truncate(shown);
        c.ranges.push(Range::single(far));
    });
    Some(Hidden { what: format!("ranges of {} after {shown}", organisation.identity(about)), alternatives })
}

fn cut_bindings(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    let value = paste.connectors[record].get("Bindings")?.to_owned();
    if value.contains("...") {
        return None;
    }
    paste.connectors[record].set("Bindings", value.replace('}', "...}"));
    let mut alternatives = vec![truth()];
    let server = &organisation.servers[organisation.connectors[about].server];
    for address in server.addresses.iter().copied().flat_map(|address| [address, any_of(address)]) {
        for port in [25, 2525, 26] {
            alternatives.push(if_accepted(about, move |c| c.bindings.push((address, port))));
        }
    }
    Some(Hidden { what: format!("bindings of {}", organisation.identity(about)), alternatives })
}

/// What a property may be where it is not printed.
pub(super) fn any_value(organisation: &Organisation, connector: usize, property: &str) -> Vec<Alternative> {
    let mut alternatives = vec![truth()];
    match property {
        "Enabled" => {
            alternatives.push(if_accepted(connector, |c| c.enabled = false));
            alternatives.push(if_accepted(connector, |c| c.enabled = true));
        }
        "RemoteIPRanges" => {
            alternatives.extend(other_ranges(organisation, connector, 0).into_iter().skip(2));
            alternatives.push(if_accepted(connector, |c| {
                c.ranges = vec![Range::network(v4(203, 0, 113, 0), 24)];
            }));
        }
        "Bindings" => {
            let server = &organisation.servers[organisation.connectors[connector].server];
            for address in server.addresses.iter().copied().flat_map(|address| [address, any_of(address)]) {
                for port in [25, 2525, 587] {
                    alternatives.push(if_accepted(connector, move |c| c.bindings = vec![(address, port)]));
                }
            }
        }
        "AuthMechanism" => {
            alternatives.push(if_accepted(connector, |c| c.auth = vec!["Tls", "ExchangeServer"]));
            alternatives.push(if_accepted(connector, |c| c.auth = vec!["Tls"]));
        }
        "PermissionGroups" => {
            alternatives.push(if_accepted(connector, |c| c.groups = vec!["ExchangeServers"]));
            alternatives.push(if_accepted(connector, |c| c.groups = vec!["AnonymousUsers"]));
        }
        "SuppressXAnonymousTls" => {
            alternatives.push(if_accepted(connector, |c| c.suppresses_anonymous_tls = true));
        }
        "TransportRole" => {
            alternatives.push(if_accepted(connector, |c| c.role = Role::Hub));
            alternatives.push(if_accepted(connector, |c| c.role = Role::Frontend));
        }
        _ => {}
    }
    alternatives
}

pub(super) const DROPPED: [&str; 7] = [
    "Enabled",
    "RemoteIPRanges",
    "Bindings",
    "AuthMechanism",
    "PermissionGroups",
    "SuppressXAnonymousTls",
    "TransportRole",
];

fn drop_property_of_one(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    let property = DROPPED[rng.usize(0..DROPPED.len())];
    paste.connectors[record].get(property)?;
    paste.connectors[record].remove(property);
    let alternatives = any_value(organisation, about, property);
    Some(Hidden { what: format!("{property} of {}", organisation.identity(about)), alternatives })
}

fn drop_property_of_all(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let property = DROPPED[rng.usize(0..DROPPED.len())];
    let mut alternatives = vec![truth()];
    for record in &mut paste.connectors {
        if record.get(property).is_some() {
            record.remove(property);
            alternatives.extend(any_value(organisation, record.about, property).into_iter().skip(1));
        }
    }
    Some(Hidden { what: format!("{property} of all"), alternatives }).filter(|h| h.alternatives.len() > 1)
}

fn cut_value(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    let property = ["AuthMechanism", "PermissionGroups"][rng.usize(0..2)];
    let value = paste.connectors[record].get(property)?.to_owned();
    let first = value.split(", ").next()?.to_owned();
    if first == "None" || value.contains("...") {
        return None;
    }
    paste.connectors[record].set(property, format!("{first}, E..."));
    let mut alternatives = Vec::new();
    for members in [&["ExchangeServer"][..], &["ExternalAuthoritative"]] {
        let first = first.clone();
        alternatives.push(if_accepted(about, move |c| {
            let shown: &'static str = c.auth.iter().copied().find(|m| *m == first).unwrap_or("Tls");
            if property == "AuthMechanism" {
                c.auth = [&[shown][..], members].concat();
            }
        }));
    }
    for members in [&["ExchangeServers"][..], &["ExchangeUsers"]] {
        let first = first.clone();
        alternatives.push(if_accepted(about, move |c| {
            let shown: &'static str = c.groups.iter().copied().find(|m| *m == first).unwrap_or("AnonymousUsers");
            if property == "PermissionGroups" {
                c.groups = [&[shown][..], members].concat();
            }
        }));
    }
    Some(Hidden { what: format!("{property} of {}", organisation.identity(about)), alternatives })
}

fn mask_ranges(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    paste.connectors[record].get("RemoteIPRanges")?;
    let mask = ["x.x.x.x", "10.x.x.x", "***"][rng.usize(0..3)];
    paste.connectors[record].set("RemoteIPRanges", format!("{{{mask}}}"));
    let mut alternatives = vec![truth()];
    for address in server_addresses(organisation) {
        alternatives.push(if_accepted(about, move |c| c.ranges = vec![Range::single(address)]));
    }
    alternatives.push(if_accepted(about, |c| c.ranges = vec![Range::single(v4(10, 77, 7, 7))]));
    Some(Hidden { what: format!("masked ranges of {}", organisation.identity(about)), alternatives })
}

fn without_server(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    let name = organisation.connectors[about].name.clone();
    // The name of a default connector names its server.
    if organisation.servers.iter().any(|s| name.contains(&s.name)) || paste.connectors[record].get("Identity").is_none()
    {
        return None;
    }
    for property in ["Identity", "Server", "Fqdn"] {
        paste.connectors[record].remove(property);
    }
    let mut alternatives = vec![truth()];
    for server in 0..organisation.servers.len() {
        alternatives.push(if_accepted(about, move |c| c.server = server));
    }
    Some(Hidden { what: format!("server of {}", organisation.identity(about)), alternatives })
}

fn without_connectors(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let server = rng.usize(0..organisation.servers.len());
    let before = paste.connectors.len();
    paste.connectors.retain(|record| organisation.connectors[record.about].server != server);
    if paste.connectors.len() == before {
        return None;
    }
    let alternatives: Vec<Alternative> = vec![
        truth(),
        // All is as setup made it.
        Box::new(move |organisation| {
            for c in organisation.connectors.iter_mut().filter(|c| c.server == server) {
                if is_custom(c) {
                    c.enabled = false;
                } else if c.name.starts_with("Default") {
                    c.auth = vec!["Tls", "ExchangeServer"];
                    c.groups = vec!["ExchangeServers"];
                    c.suppresses_anonymous_tls = false;
                }
            }
        }),
        // Nothing there takes mail of Exchange servers.
        Box::new(move |organisation| {
            for c in organisation.connectors.iter_mut().filter(|c| c.server == server) {
                c.auth.retain(|member| *member != "ExchangeServer");
            }
        }),
    ];
    Some(Hidden { what: format!("connectors of {}", organisation.servers[server].name), alternatives })
}

fn without_addresses(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let server = rng.usize(0..organisation.servers.len());
    let name = &organisation.servers[server].name;
    let before = paste.addresses.len();
    paste.addresses.retain(|(owner, _)| owner != name);
    if paste.addresses.len() == before || prints_a_stranger(organisation, paste) {
        return None;
    }
    let mut alternatives = hiding_servers::open_addresses(rng, organisation, paste, server);
    // The address may be one that a relay lists.
    if alternatives.len() > 1 {
        for connector in organisation.connectors.iter().filter(|c| c.name.starts_with("Relay")) {
            let own = organisation.servers[server].addresses[0];
            let may_be_own = |address: &IpAddr| !address.is_loopback() && address.is_ipv4() == own.is_ipv4();
            if let Some(address) = connector.ranges.last().map(Range::last).filter(may_be_own) {
                alternatives.push(hiding_servers::with_address(organisation, paste, server, address));
            }
        }
    }
    Some(Hidden { what: format!("addresses of {name}"), alternatives })
}

fn printed_twice(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = pick_custom(rng, organisation, paste)?;
    let about = paste.connectors[record].about;
    paste.connectors[record].get("Identity")?;
    let property = ["RemoteIPRanges", "AuthMechanism", "Enabled", "Bindings"][rng.usize(0..4)];
    paste.connectors[record].get(property).filter(|value| !value.contains("..."))?;
    let mut other = organisation.connectors[about].clone();
    let sources = server_addresses(organisation);
    match property {
        "RemoteIPRanges" => {
            let listed = Range::single(sources[rng.usize(0..sources.len())]);
            let held = other.ranges.iter().position(|r| r.equals(&listed));
            match held {
                Some(held) if other.ranges.len() > 1 => drop(other.ranges.remove(held)),
                Some(_) => return None,
                None => other.ranges.push(listed),
            }
        }
        "AuthMechanism" => {
            let offers = other.auth.contains(&"ExchangeServer");
            other.auth = if offers { vec!["Tls"] } else { vec!["Tls", "ExchangeServer"] };
        }
        "Enabled" => other.enabled = !other.enabled,
        _ => other.bindings = vec![(ANY_V4, if other.bindings[0].1 == 25 { 26 } else { 25 })],
    }
    let mut rest = organisation.clone();
    rest.connectors.remove(about);
    if !is_accepted(&rest, &other) {
        return None;
    }
    let mut printed = paste::connector(organisation, about, &other);
    // The second print shows what the first shows, and one value otherwise.
    let shown: Vec<_> = paste.connectors[record].fields.iter().map(|(name, _)| *name).collect();
    printed.fields.retain(|(name, _)| shown.contains(name));
    for (name, value) in paste.connectors[record].fields.clone() {
        if name != property {
            printed.set(name, value);
        }
    }
    if rng.bool() {
        paste.connectors.push(printed);
    } else {
        paste.connectors.insert(0, printed);
    }
    let alternatives = vec![
        truth(),
        if_accepted(about, move |c| {
            c.ranges.clone_from(&other.ranges);
            c.auth.clone_from(&other.auth);
            c.enabled = other.enabled;
            c.bindings.clone_from(&other.bindings);
        }),
    ];
    Some(Hidden { what: format!("{property} of {} twice", organisation.identity(about)), alternatives })
}

fn without_default(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let defaults: Vec<usize> = (0..paste.connectors.len())
        .filter(|i| organisation.connectors[paste.connectors[*i].about].name.starts_with("Default"))
        .collect();
    if defaults.is_empty() {
        return None;
    }
    let record = defaults[rng.usize(0..defaults.len())];
    let about = paste.connectors[record].about;
    paste.connectors.retain(|r| r.about != about);
    let server = organisation.connectors[about].server;
    let port = organisation.connectors[about].bindings[0].1;
    let role = organisation.connectors[about].role;
    let mut alternatives = vec![truth()];
    // Another connector that is not printed either may hold the servers' addresses.
    for auth in [vec!["Tls"], vec!["Tls", "ExchangeServer"]] {
        for address in server_addresses(organisation) {
            let auth = auth.clone();
            alternatives.push(Box::new(move |organisation| {
                let connector = holding((server, "Unseen"), (port, role), address, auth.clone());
                if is_accepted(organisation, &connector) {
                    organisation.connectors.push(connector);
                }
            }));
        }
    }
    Some(Hidden { what: format!("{} is missing", organisation.identity(about)), alternatives })
}

fn cut_last_error(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    if paste.queues.is_empty() {
        return None;
    }
    let record = rng.usize(0..paste.queues.len());
    let error = paste.queues[record].get("LastError")?.to_owned();
    if error.ends_with("...") {
        return None;
    }
    let keep = rng.usize(12..70);
    paste.queues[record].set("LastError", format!("{}...", error.get(..keep)?.trim_end()));
    let what =
        format!("LastError of {}", organisation.queue_identity(&organisation.queues[paste.queues[record].about]));
    Some(Hidden { what, alternatives: vec![truth()] })
}
