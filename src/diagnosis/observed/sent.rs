//! The addresses from which servers sent, as their own send logs show.
//!
//! A send log shows the address that was used, so it outranks what the paste lets one expect (documented, protocol
//! logging: local-endpoint, remote-endpoint). This module does not know which connector answered.

use std::collections::BTreeMap;

use crate::diagnosis::topology::Topology;
use crate::model::Address;

/// The newest session from one server to a port of another, by the send log of the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// The sending server.
    pub sender: String,
    /// The server that was reached.
    pub target: String,
    /// The port that was reached.
    pub port: u16,
}

/// The address from which each server came in its newest session on each way: as the target saw it (`Hello [10.0.0.1]`),
/// which is that of a gateway where one translates; else the address that it used.
#[must_use]
pub fn sources_sent_from(topology: &Topology<'_>) -> BTreeMap<Way, Address> {
    let mut newest = BTreeMap::new();
    for session in topology.snapshot().observations.sessions.iter().filter(|session| !session.is_receive) {
        let named = |host: &str| topology.server(host).map(|s| s.server.name.clone());
        let (Some(local), Some(remote)) = (session.local, session.remote) else { continue };
        let answered = || session.ehlo.as_ref().and_then(|ehlo| named(&ehlo.host));
        let by_address = topology.owner(remote.address).map(|s| s.server.name.clone());
        let target = by_address.or_else(|| named(session.remote_host.as_deref()?)).or_else(answered);
        let (Some(sender), Some(target)) = (session.own_host.as_deref().and_then(named), target) else { continue };
        let seen = session.ehlo.as_ref().and_then(|ehlo| ehlo.client).unwrap_or(local.address);
        let of = ((session.time.as_deref(), session.place), seen);
        newest
            .entry(Way { sender, target, port: remote.port })
            .and_modify(|known| *known = of.max(*known))
            .or_insert(of);
    }
    newest.into_iter().map(|(way, (_, source))| (way, source)).collect()
}
