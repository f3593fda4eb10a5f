//! Runs the same selection once more, on the configuration after a plan.
//!
//! It says where the captured addresses land then, and whether anything else moves. This module does not know whether
//! Exchange accepts the plan.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::effects::{self, Difference, Effect};
use super::plan::PlannedChange;
use super::prepared::{CapturesOfServer, PreparedRequest};
use super::{Acceptance, Capture, Request, Unfit, identity};
use crate::model::{Address, AuthMechanism, ReceiveConnector, Snapshot, same_server};
use crate::selection::{Endpoints, ListeningPoint, Outcome};

/// One captured address after the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Relanding {
    /// The server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// Local address; `None` = every local address that no connector binds by itself.
    pub local: Option<Address>,
    /// The captured address.
    pub address: Address,
    /// Index of the connector that answers now; `None` = none.
    pub connector: Option<usize>,
    /// Its identity.
    pub name: Option<String>,
    /// Whether nothing hidden, tied or contested has a say in that.
    pub certain: bool,
    /// Whether that is where it should land.
    pub cured: bool,
}

impl Relanding {
    /// The point that the address reaches.
    pub(super) const fn point(&self) -> ListeningPoint {
        ListeningPoint { port: self.port, family: self.address.family(), local: self.local }
    }
}

/// What the second run shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Every captured address on every endpoint that was asked for.
    pub landings: Vec<Relanding>,
    /// Regions of other addresses that change connector although nobody asked for it.
    pub others: usize,
    /// Ports other than the captures' on which the captured addresses change connector too.
    pub other_ports: Vec<u16>,
    /// Hidden values that have a say in the difference (connector, property).
    pub hidden: Vec<(String, &'static str)>,
    /// Two services claim an endpoint, so who answers there is decided when they start.
    pub contested: bool,
}

impl Proof {
    /// As far as is visible, every captured address lands where it should and no other address moves.
    #[must_use]
    pub fn moves_only_wanted(&self) -> bool {
        self.moves_no_other_address() && self.other_ports.is_empty()
    }

    /// The same, whatever becomes of the captured addresses on other ports.
    #[must_use]
    pub fn moves_no_other_address(&self) -> bool {
        self.others == 0 && self.landings.iter().all(|l| l.cured)
    }

    /// The same, and nothing is hidden, tied or contested: "nothing else changes" is proved.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.moves_only_wanted() && self.hidden.is_empty() && !self.contested && self.landings.iter().all(|l| l.certain)
    }
}

/// Effects and proof of a plan for a request.
pub(super) fn prove(prepared: &PreparedRequest<'_>, plan: &[PlannedChange]) -> (Vec<Effect>, Proof) {
    let request = prepared.request;
    let Difference { effects, hidden, contested } = effects::difference(request.pasted, plan);
    let (wanted, others): (Vec<&Effect>, Vec<_>) = effects.iter().partition(|effect| is_wanted(request, effect));
    let ports: BTreeSet<u16> = request.captures.iter().map(|c| c.port).collect();
    let other_ports: BTreeSet<u16> = wanted.iter().map(|e| e.port).filter(|port| !ports.contains(port)).collect();
    let (others, other_ports) = (others.len(), other_ports.into_iter().collect());
    let landings = land_again(prepared, plan);
    let hidden =
        hidden.into_iter().map(|(c, list)| (name(request.snapshot(), plan, c), list.property().spelling())).collect();
    (effects, Proof { landings, others, other_ports, hidden, contested })
}

/// The first captured address that still lands elsewhere.
pub(super) fn still_captured(proof: &Proof) -> Option<Acceptance> {
    let landing = proof.landings.iter().find(|l| !l.cured)?;
    Some(Acceptance::Unfit(Unfit::LandsElsewhere {
        address: landing.address,
        server: landing.server.clone(),
        connector: landing.name.clone(),
    }))
}

/// Identity of a connector, one that the plan creates included.
pub(super) fn name(snapshot: &Snapshot, plan: &[PlannedChange], connector: usize) -> String {
    let created = plan.iter().find(|step| step.connector == connector);
    created
        .and_then(|step| step.target(snapshot))
        .map_or_else(|| identity(snapshot, connector), ReceiveConnector::identity)
}

fn land_again(prepared: &PreparedRequest<'_>, plan: &[PlannedChange]) -> Vec<Relanding> {
    let request = prepared.request;
    let names: BTreeMap<usize, String> =
        plan.iter().filter_map(|step| Some((step.connector, step.target(request.snapshot())?.identity()))).collect();
    let name = |index| names.get(&index).cloned().unwrap_or_else(|| identity(request.snapshot(), index));
    // Captures of one server may share addresses.
    let mut landings: IndexSet<Relanding> = IndexSet::new();
    for CapturesOfServer { captures, connectors: before } in &prepared.servers {
        let mut after = before.clone();
        let server = before.server.clone();
        let here = |step: &&PlannedChange| step.server(request.snapshot()).is_some_and(|s| same_server(s, &server));
        plan.iter().filter(here).for_each(|step| after.apply(step));
        let sources: BTreeSet<Address> = captures.iter().flat_map(|capture| &capture.addresses).copied().collect();
        let connectors = after.snapshot.receive_connectors.iter().enumerate();
        let mut endpoints = Endpoints::of(connectors, sources.into_iter().collect());
        for capture in captures {
            for (address, local) in capture.sessions() {
                let Some(endpoint) = endpoints.at(capture.point(address, local)) else { continue };
                let outcome = endpoint.select(address).outcome;
                let answering = outcome.best().map(|d| d.connector);
                let connector = answering.and_then(|local| after.whole_index(local));
                landings.insert(Relanding {
                    server: server.clone(),
                    port: capture.port,
                    local,
                    address,
                    connector,
                    name: connector.map(name),
                    certain: matches!(outcome, Outcome::Connector(_)),
                    cured: cures(capture, connector, answering.and_then(|local| after.connector(local))),
                });
            }
        }
    }
    landings.into_iter().collect()
}

/// Whether landing here is the cure: the expected connector unless it shows that it offers no Exchange Server
/// authentication either, or another one that offers it.
fn cures(capture: &Capture, index: Option<usize>, connector: Option<&ReceiveConnector>) -> bool {
    let (Some(index), Some(connector)) = (index, connector) else { return false };
    let offers = connector.auth_mechanism.has(&AuthMechanism::ExchangeServer);
    if capture.expected == Some(index) {
        return offers != Some(false);
    }
    index != capture.connector && (offers == Some(true) || (capture.expected.is_none() && offers.is_none()))
}

/// Whether this move is of captured addresses only. On the port that was asked for they must land somewhere.
fn is_wanted(request: &Request<'_>, effect: &Effect) -> bool {
    let here = |capture: &&Capture| {
        let connector = request.snapshot().receive_connectors.get(capture.connector);
        connector.is_some_and(|c| same_server(&c.server, &effect.server))
    };
    let captures: Vec<_> = request.captures.iter().filter(here).collect();
    let addresses = captures.iter().flat_map(|c| &c.addresses).filter(|a| effect.range.contains(**a));
    let count = addresses.collect::<BTreeSet<_>>().len();
    let beyond_first = effect.range.last_bits().wrapping_sub(effect.range.first_bits());
    let all_captured = u128::try_from(count).is_ok_and(|n| n.checked_sub(1) == Some(beyond_first));
    all_captured && (effect.to.is_some() || captures.iter().all(|c| c.port != effect.port))
}
