//! Ways of [`super::hiding`] that concern servers, their names and addresses, and queues.

use std::net::IpAddr;

use fastrand::Rng;

use super::hiding::{Alternative, Hidden, truth, unseen};
use super::organisation::{Hop, Organisation, Queue, Version};
use super::paste::{Paste, Record};
use super::range::{before_port, endpoint};

/// Nothing says which version a server has.
pub(super) fn without_version(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = paste.servers.get_mut(rng.usize(0..organisation.servers.len()))?;
    record.get("AdminDisplayVersion")?;
    let server = record.about;
    // The name of an Edge server's connector tells what it is.
    if organisation.servers[server].is_edge {
        return None;
    }
    for property in ["AdminDisplayVersion", "ServerRole"] {
        record.remove(property);
    }
    let mut alternatives = vec![truth()];
    // A queue of the server and a connector with TransportRole tell of the version.
    let has_queue = paste.queues.iter().any(|record| organisation.queues[record.about].sender == server);
    let is_printed = paste.connectors.iter().any(|record| organisation.connectors[record.about].server == server);
    if !has_queue && !is_printed {
        for version in [Version::V2010, Version::V2013, Version::V2019] {
            alternatives.push(Box::new(move |organisation| organisation.servers[server].version = version));
        }
    }
    Some(Hidden { what: format!("version of {}", organisation.servers[server].name), alternatives })
}

/// Nothing says in which site a server is.
pub(super) fn without_site(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    // Where no site is printed of two servers, nothing speaks for two sites.
    if paste.servers.iter().any(|record| record.get("Site").is_none()) {
        return None;
    }
    let record = paste.servers.get_mut(rng.usize(0..organisation.servers.len()))?;
    record.remove("Site");
    let server = record.about;
    let mut alternatives = vec![truth()];
    // A server that LastError names is a target of the queue, wherever it is.
    let is_named = |queue: &Queue| queue.prints_endpoint && organisation.targets(queue).last() == Some(&server);
    // The next hop prints the site too.
    let own = organisation.servers[server].site;
    let is_printed =
        |queue: &Queue| queue.sender == server && matches!(queue.hop, Hop::DeliveryGroup { site, .. } if site == own);
    if !organisation.queues.iter().any(|queue| is_named(queue) || is_printed(queue)) {
        for site in ["Elsewhere", "HQ", "Berlin"] {
            alternatives.push(Box::new(move |organisation| organisation.servers[server].site = site));
        }
    }
    Some(Hidden { what: format!("site of {}", organisation.servers[server].name), alternatives })
}

/// The addresses of a server stand beside another name, as after renaming or replacing names in a part of the text.
pub(super) fn addresses_of_another_name(
    rng: &mut Rng,
    organisation: &Organisation,
    paste: &mut Paste,
) -> Option<Hidden> {
    let server = rng.usize(0..organisation.servers.len());
    let name = &organisation.servers[server].name;
    let mut renamed = 0;
    for (owner, _) in paste.addresses.iter_mut().filter(|(owner, _)| owner == name) {
        *owner = "OLDNAME07".into();
        renamed += 1;
    }
    (renamed > 0).then(|| Hidden {
        what: format!("addresses of {name}, under another name"),
        alternatives: open_addresses(rng, organisation, paste, server),
    })
}

/// The last numbers of a server's addresses are masked.
pub(super) fn masked_addresses(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let server = rng.usize(0..organisation.servers.len());
    let name = &organisation.servers[server].name;
    let mut masked = 0;
    let letter = ["x", "X", "*", "###"][rng.usize(0..4)];
    for (_, address) in paste.addresses.iter_mut().filter(|(owner, _)| owner == name) {
        if let Some((network, _)) = address.rsplit_once(['.', ':']) {
            let mark = if address.contains('.') { '.' } else { ':' };
            *address = format!("{network}{mark}{letter}");
            masked += 1;
        }
    }
    (masked > 0).then(|| Hidden {
        what: format!("masked addresses of {name}"),
        alternatives: open_addresses(rng, organisation, paste, server),
    })
}

/// What the addresses of a server may be that are not shown. Those that a binding or LastError prints are its own.
pub(super) fn open_addresses(
    rng: &mut Rng,
    organisation: &Organisation,
    paste: &Paste,
    server: usize,
) -> Vec<Alternative> {
    let mut alternatives = vec![truth()];
    let addresses = &organisation.servers[server].addresses;
    // An address that LastError prints is the one that the server uses, as an admin would take it.
    let is_printed = |address: &IpAddr| {
        paste.queues.iter().any(|q| q.get("LastError").unwrap_or_default().contains(&before_port(*address)))
    };
    if !addresses.iter().any(is_printed) {
        let far = unseen(rng, addresses[0]);
        alternatives.push(with_address(organisation, paste, server, far));
    }
    alternatives
}

/// The server has this address beside those that a binding prints.
pub(super) fn with_address(organisation: &Organisation, paste: &Paste, server: usize, address: IpAddr) -> Alternative {
    let is_bound = |own: &IpAddr| {
        let is_here = |c: &&Record| organisation.connectors[c.about].server == server;
        let mut bindings = paste.connectors.iter().filter(is_here).filter_map(|c| c.get("Bindings"));
        bindings.any(|bindings| bindings.contains(&before_port(*own)))
    };
    let mut addresses: Vec<_> = organisation.servers[server].addresses.iter().copied().filter(is_bound).collect();
    addresses.push(address);
    Box::new(move |organisation| organisation.servers[server].addresses.clone_from(&addresses))
}

/// A queue is printed without its next hop, or its delivery type too.
pub(super) fn without_next_hop(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let number = rng.usize(0..paste.queues.len().max(1));
    let record = paste.queues.get_mut(number)?;
    record.get("NextHopDomain")?;
    record.remove("NextHopDomain");
    let mut names_type = true;
    if rng.bool() {
        record.remove("DeliveryType");
        names_type = false;
    }
    let about = record.about;
    let queue = &organisation.queues[about];
    let mut alternatives = vec![truth()];
    // LastError names the last server that was tried.
    let last = organisation.targets(queue).last().copied().filter(|_| queue.prints_endpoint);
    let fits = |hop: Hop| {
        let targets = organisation.targets(&Queue { hop, ..queue.clone() });
        last.is_none_or(|last| targets.contains(&last)) && !targets.is_empty()
    };
    let mut other_hops = Vec::new();
    for site in ["HQ", "Berlin"] {
        match queue.hop {
            Hop::DeliveryGroup { .. } => {
                other_hops.extend([true, false].map(|legacy| Hop::DeliveryGroup { site, legacy }));
            }
            Hop::RemoteSite(_) if site != organisation.servers[queue.sender].site => {
                other_hops.push(Hop::RemoteSite(site));
            }
            _ => {}
        }
    }
    for hop in other_hops.into_iter().filter(|hop| fits(*hop)) {
        alternatives.push(Box::new(move |organisation| organisation.queues[about].hop = hop));
    }
    if !names_type || matches!(queue.hop, Hop::NamedServer(_)) {
        for target in (0..organisation.servers.len()).filter(|target| *target != queue.sender) {
            if last.is_none_or(|last| last == target) {
                alternatives
                    .push(Box::new(move |organisation| organisation.queues[about].hop = Hop::NamedServer(target)));
            }
        }
    }
    let with_type = if names_type { "" } else { " and delivery type" };
    Some(Hidden { what: format!("next hop{with_type} of {}", organisation.queue_identity(queue)), alternatives })
}

/// LastError prints an address that is none of the target's: a balancer, a translation, a stale record of DNS.
pub(super) fn endpoint_of_a_stranger(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let number = rng.usize(0..paste.queues.len().max(1));
    let record = paste.queues.get_mut(number)?;
    let about = record.about;
    let queue = &organisation.queues[about];
    let (target, address) = organisation.last_endpoint(queue).filter(|_| queue.prints_endpoint)?;
    let error = record.get("LastError")?.to_owned();
    let stranger = unseen(rng, address);
    // Where the paste has no address of the target of that family, the one that LastError prints is taken for it, as an admin would.
    let is_known = paste.addresses.iter().any(|(owner, text)| {
        let is_alike = text.parse().is_ok_and(|known: IpAddr| known.is_ipv4() == address.is_ipv4());
        *owner == organisation.servers[target].name && is_alike && !organisation.servers[target].is_of_the_machine(text)
    });
    let port = organisation.port(queue.sender, target);
    if !error.contains(&endpoint(address, port)) || !is_known {
        return None;
    }
    record.set("LastError", error.replace(&endpoint(address, port), &endpoint(stranger, port)));
    let alternatives: Vec<Alternative> =
        vec![truth(), Box::new(move |organisation| organisation.queues[about].hop = Hop::Elsewhere)];
    Some(Hidden { what: format!("endpoint of {}", organisation.queue_identity(queue)), alternatives })
}

/// A queue is printed a second time, from before or after: there it delivers.
pub(super) fn queue_of_another_time(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let number = rng.usize(0..paste.queues.len().max(1));
    let mut other = paste.queues.get(number)?.clone();
    let about = other.about;
    if paste.queues.iter().filter(|record| record.about == about).count() > 1 {
        return None;
    }
    other.set("Status", ["Ready", "Active"][rng.usize(0..2)].into());
    other.set("MessageCount", "0".into());
    other.set("LastError", String::new());
    paste.queues.insert(rng.usize(0..=paste.queues.len()), other);
    let alternatives: Vec<Alternative> =
        vec![truth(), Box::new(move |organisation| organisation.queues[about].hop = Hop::Elsewhere)];
    Some(Hidden {
        what: format!("{} printed at two times", organisation.queue_identity(&organisation.queues[about])),
        alternatives,
    })
}

/// The status of a queue is not printed: its LastError may be of the past.
pub(super) fn without_status(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let number = rng.usize(0..paste.queues.len().max(1));
    let record = paste.queues.get_mut(number)?;
    record.get("Status")?;
    record.remove("Status");
    let about = record.about;
    let alternatives: Vec<Alternative> =
        vec![truth(), Box::new(move |organisation| organisation.queues[about].hop = Hop::Elsewhere)];
    let what = format!("status of {}", organisation.queue_identity(&organisation.queues[about]));
    Some(Hidden { what, alternatives })
}

/// A queue shows no sender: only a number is left of its identity.
pub(super) fn without_sender(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let number = rng.usize(0..paste.queues.len().max(1));
    let record = paste.queues.get_mut(number)?;
    let about = record.about;
    record.get("Identity")?;
    record.remove("Identity");
    let mut alternatives = vec![truth()];
    for sender in 0..organisation.servers.len() {
        alternatives.push(Box::new(move |organisation: &mut Organisation| {
            let kind = |sender: usize| {
                (organisation.servers[sender].version.is_legacy(), organisation.servers[sender].is_edge)
            };
            let queue = &organisation.queues[about];
            if kind(sender) == kind(queue.sender) && queue.hop != Hop::NamedServer(sender) {
                organisation.queues[about].sender = sender;
            }
        }) as Alternative);
    }
    Some(Hidden {
        what: format!("sender of {}", organisation.queue_identity(&organisation.queues[about])),
        alternatives,
    })
}

/// Devices are printed by `nslookup`, one of them beside a server's name that looks alike.
pub(super) fn looked_up_devices(_: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let is_device = |name: &String| organisation.devices.iter().any(|device| device.name == *name);
    let (devices, rest) = std::mem::take(&mut paste.addresses).into_iter().partition(|(name, _)| is_device(name));
    (paste.addresses, paste.looked_up) = (rest, devices);
    (!paste.looked_up.is_empty()).then(|| Hidden { what: "devices by nslookup".into(), alternatives: vec![truth()] })
}
