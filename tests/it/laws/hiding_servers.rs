//! Ways of [`super::hiding`] that concern servers, their names and addresses, and queues.

use std::net::Ipv4Addr;

use fastrand::Rng;

use super::hiding::{Alternative, Hidden, truth, unseen};
use super::organisation::{Hop, Organisation, Queue, Version};
use super::paste::Paste;

/// Nothing says which version a server has.
pub(super) fn without_version(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let record = paste.servers.get_mut(rng.usize(0..organisation.servers.len()))?;
    record.get("AdminDisplayVersion")?;
    let server = record.about;
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
    let is_printed = |queue: &Queue| queue.sender == server && matches!(queue.hop, Hop::DeliveryGroup { .. });
    if !organisation.queues.iter().any(|queue| is_named(queue) || is_printed(queue)) {
        alternatives.push(Box::new(move |organisation| organisation.servers[server].site = "Elsewhere"));
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
        let mut parts: Vec<&str> = address.split('.').collect();
        if parts.len() == 4 {
            parts[3] = letter;
            *address = parts.join(".");
            masked += 1;
        }
    }
    (masked > 0).then(|| Hidden {
        what: format!("masked addresses of {name}"),
        alternatives: open_addresses(rng, organisation, paste, server),
    })
}

/// What the addresses of a server may be that are not shown.
fn open_addresses(rng: &mut Rng, organisation: &Organisation, paste: &Paste, server: usize) -> Vec<Alternative> {
    let far = unseen(rng);
    let is_shown = |address: &Ipv4Addr| {
        let text = format!("{address}:");
        paste.queues.iter().any(|q| q.get("LastError").unwrap_or_default().contains(&text))
            || paste.connectors.iter().any(|c| c.get("Bindings").unwrap_or_default().contains(&text))
    };
    let mut alternatives = vec![truth()];
    if !organisation.servers[server].addresses.iter().any(is_shown) {
        alternatives.push(Box::new(move |organisation| organisation.servers[server].addresses = vec![far]));
    }
    alternatives
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
    let target = organisation.targets(queue).last().copied().filter(|_| queue.prints_endpoint)?;
    let address = organisation.servers[target].addresses[0];
    let error = record.get("LastError")?.to_owned();
    let stranger = unseen(rng);
    // Where the paste has no address of the target, the one that LastError prints is taken for it, as an admin would.
    let is_known = paste.addresses.iter().any(|(owner, _)| *owner == organisation.servers[target].name);
    if !error.contains(&format!("{address}:")) || !is_known {
        return None;
    }
    record.set("LastError", error.replace(&format!("{address}:"), &format!("{stranger}:")));
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
            let sends = organisation.servers[sender].version.is_legacy();
            if sends == organisation.servers[organisation.queues[about].sender].version.is_legacy() {
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
