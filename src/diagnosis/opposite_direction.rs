//! What becomes of mail in the opposite direction of a failing pair of servers.
//!
//! If mail from A to B waits and mail from B to A flows, admins suspect the network. But the opposite direction uses the
//! connectors of the other server, and often another port. The same selection answers it where the paste shows the
//! connectors of both servers.

use super::route;
use super::topology::{ServerFacts, Topology};
use super::trial::{TargetEndpoints, Trial};
use crate::model::same_server;

/// What becomes of mail in the opposite direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OppositeDirection {
    /// The server that it comes from, the target of the failing mail.
    pub from: String,
    /// The server that it goes to.
    pub to: String,
    /// TCP port.
    pub port: u16,
    /// Identity of the connector that takes it.
    pub connector: String,
    /// Whether it arrives.
    pub works: bool,
}

/// The ways back of mail from `senders` to `server`.
pub fn opposite_directions(
    topology: &Topology<'_>,
    senders: &[String],
    server: &str,
) -> impl Iterator<Item = OppositeDirection> {
    let from = topology.server(server);
    let all = from.into_iter().flat_map(|from| senders.iter().map(move |sender| (from, sender)));
    all.filter_map(|(from, sender)| opposite_direction(topology, sender, from))
}

/// The way back of mail from `sender`, which comes from the server that it goes to; `None` where the paste does not decide it for every address and port
/// that comes into question.
fn opposite_direction(topology: &Topology<'_>, sender: &str, from: &ServerFacts<'_>) -> Option<OppositeDirection> {
    // Without an address of its own the other server comes from nowhere that is known.
    if same_server(sender, &from.server.name) || from.routable_addresses().next().is_none() {
        return None;
    }
    let to = topology.server(sender)?;
    let mut trials: Vec<Trial<'_>> = Vec::new();
    for port in route::ports(Some(from), Some(to)) {
        trials.extend(TargetEndpoints::of(topology, sender, port.port, None)?.try_from_server(topology, from));
    }
    let first = trials.first()?;
    let works = first.works();
    let fails = |t: &Trial<'_>| t.is_decided() && t.is_refused();
    if !trials.iter().all(|t| if works { t.works() } else { fails(t) }) {
        return None;
    }
    let connector = topology.snapshot().receive_connectors.get(first.connector()?)?.identity();
    let (from, to) = (from.server.name.clone(), to.server.name.clone());
    Some(OppositeDirection { from, to, port: first.session.port, connector, works })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Address, AddressOrigin, ServerAddress, fixture};

    const ALL: &str = "0.0.0.0-255.255.255.255";

    /// The way back of mail from EX1 to EX2, which has 10.0.0.2, by the connectors of EX1.
    fn back(connectors: &[&str], address: Option<&str>) -> Option<(String, bool)> {
        let mut snapshot = fixture::snapshot(connectors);
        let place = None;
        let address = address.and_then(Address::parse);
        let addresses = address.map(|address| ServerAddress { address, origin: AddressOrigin::Given, place });
        let mut other = crate::model::Server::named("EX2", place);
        other.addresses.extend(addresses);
        snapshot.servers.push(other);
        let topology = Topology::of(&snapshot);
        let back = opposite_directions(&topology, &["EX1".to_owned()], "EX2").next();
        back.map(|back| (back.connector, back.works))
    }

    #[test]
    fn the_way_back_is_another_list() {
        let good = format!("EX1\\Default EX1 | - | 0.0.0.0:25 | {ALL} | Tls, ExchangeServer | ExchangeServers");
        let hub = format!("EX1\\Hub | - | 0.0.0.0:2525 | {ALL} | Tls, ExchangeServer | ExchangeServers");
        let works = Some(("EX1\\Default EX1".to_owned(), true));
        assert_eq!(back(&[&good, &hub], Some("10.0.0.2")), works);
        let relay = "EX1\\Relay | - | 0.0.0.0:25, 0.0.0.0:2525 | 10.0.0.0/24 | Tls | AnonymousUsers";
        let fails = Some(("EX1\\Relay".to_owned(), false));
        assert_eq!(back(&[&good, &hub, relay], Some("10.0.0.2")), fails);
        // One of two ports that come into question, no address, no connectors: it is not decided.
        assert_eq!(back(&[&good], Some("10.0.0.2")), None);
        assert_eq!(back(&[&good, &hub], None), None);
        assert_eq!(back(&["EX3\\Relay | - | 0.0.0.0:25 | 10.0.0.0/24 | Tls | -"], Some("10.0.0.2")), None);
    }
}
