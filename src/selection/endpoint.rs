//! One local endpoint of one server: who listens there, and who answers a given source.

use super::{Candidate, Decision, Doubt, Outcome, Property, Rank, Selection, Verdict};
use crate::model::{
    Address, Binding, Family, IpRange, ReceiveConnector, RemoteIpRange, Size, Snapshot, TransportRole, same_server,
};
use crate::ordered::{self, Set};

/// A local endpoint of a server with the standing of each of its connectors.
#[derive(Clone, Debug)]
pub struct Endpoint<'a> {
    family: Family,
    contenders: Vec<Contender<'a>>,
    /// Connectors of a second service on the same endpoint.
    other_service: Vec<usize>,
    /// The sources that the connectors were made ready for, in order.
    expected: Vec<Address>,
}

/// A connector made ready for many questions about some sources: entries that hold none of them are looked at once and
/// never again.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    index: usize,
    connector: &'a ReceiveConnector,
    /// Whether its list is shown whole, and every entry can be read.
    readable: bool,
    /// The entries that hold a source.
    holding: Vec<(&'a RemoteIpRange, IpRange)>,
}

impl<'a> Listed<'a> {
    /// The connector with this index; the sources are in order.
    #[must_use]
    pub fn of((index, connector): (usize, &'a ReceiveConnector), sources: &[Address]) -> Self {
        let holds_one = |(_, range): &(&RemoteIpRange, IpRange)| {
            let first = (range.family(), range.first_bits());
            let next = sources.get(sources.partition_point(|source| (source.family(), source.bits()) < first));
            next.is_some_and(|source| range.contains(*source))
        };
        let readable = connector.remote_ip_ranges.whole().is_some_and(|list| list.iter().all(|r| r.range().is_some()));
        let mut listed = Self { index, connector, readable, holding: Vec::new() };
        if !sources.is_empty() {
            listed.holding = listed.ranges().filter(holds_one).collect();
        }
        listed
    }

    fn ranges(&self) -> impl Iterator<Item = (&'a RemoteIpRange, IpRange)> + use<'a> {
        self.connector.remote_ip_ranges.visible().into_iter().flatten().filter_map(|r| Some((r, r.range()?)))
    }
}

/// A connector of the server, seen from the endpoint.
#[derive(Clone, Debug)]
pub(super) struct Contender<'a> {
    listed: Listed<'a>,
    standing: Standing<'a>,
    /// The property of which a hidden part could let it match any source.
    hidden: Option<Property>,
}

/// Whether a connector competes on the endpoint.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'a> {
    /// It listens here, by this binding.
    Listens { binding: &'a Binding, wildcard: bool },
    /// Bindings are hidden, so it may.
    MayListen,
    /// It does not, and this is why.
    Out(Verdict),
}

/// The endpoints on which these connectors of one server listen, or may be reached: for every port and family that a
/// readable binding names, the wildcard (`None`) and each address that is bound by itself.
#[must_use]
pub fn listening_points<'a>(
    connectors: impl Iterator<Item = &'a ReceiveConnector>,
) -> Vec<(u16, Family, Option<Address>)> {
    let mut points = Set::new();
    for connector in connectors {
        for endpoint in connector.bindings.visible().into_iter().flatten().filter_map(|b| b.endpoint) {
            let family = endpoint.address.family();
            points.insert((endpoint.port, family, None));
            if !endpoint.address.is_wildcard() {
                points.insert((endpoint.port, family, Some(endpoint.address)));
            }
        }
    }
    points.into_iter().collect()
}

impl<'a> Endpoint<'a> {
    /// The endpoint of `server` at `local` and `port`; `local: None` = any local address that no connector binds by
    /// itself.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot, server: &str, local: Option<Address>, port: u16, family: Family) -> Self {
        let here = snapshot.receive_connectors.iter().enumerate().filter(|(_, c)| same_server(&c.server, server));
        Self::among(here.map(|connector| Listed::of(connector, &[])), &[], local, port, family)
    }

    /// The same for a server whose connectors are known, made ready for these sources.
    #[must_use]
    pub fn among(
        connectors: impl Iterator<Item = Listed<'a>>,
        sources: &[Address],
        local: Option<Address>,
        port: u16,
        family: Family,
    ) -> Self {
        let mut contenders: Vec<_> = connectors
            .map(|listed| {
                let standing = standing(listed.connector, local, port, family);
                let hidden = hidden(&listed, standing);
                Contender { listed, standing, hidden }
            })
            .collect();
        let other_service = set_other_service_apart(&mut contenders, port);
        Self { family, contenders, other_service, expected: sources.to_vec() }
    }

    /// The address family of the endpoint.
    #[must_use]
    pub const fn family(&self) -> Family {
        self.family
    }

    /// Whether a connector listens here for sure.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.contenders.iter().any(|c| matches!(c.standing, Standing::Listens { .. }))
    }

    /// Whether a connector that listens here lists the whole family, so that nobody is left without an answer.
    #[must_use]
    pub fn answers_all(&self) -> bool {
        self.competing().any(|(range, _)| range == IpRange::all(self.family))
    }

    /// Every visible range that competes here, with its rank and the index of its connector.
    pub(super) fn competing(&self) -> impl Iterator<Item = (IpRange, Rank)> + '_ {
        let listening = self.contenders.iter().filter(|c| c.wildcard().is_some());
        listening.flat_map(|c| c.listed.ranges().map(|(_, range)| (range, c.rank(range))))
    }

    /// The connectors of which hidden ranges or bindings could compete here with any address.
    #[must_use]
    pub fn hidden(&self) -> Vec<(usize, Property)> {
        self.contenders.iter().filter_map(|c| Some((c.listed.index, c.hidden?))).collect()
    }

    /// Connectors of a second transport service that claims the same endpoint.
    #[must_use]
    pub fn other_service(&self) -> &[usize] {
        &self.other_service
    }

    /// Which connector answers a connection from `source`.
    #[must_use]
    pub fn select(&self, source: Address) -> Selection<'a> {
        let matches: Vec<_> = self.contenders.iter().map(|c| self.best_match(c, source)).collect();
        let definite = self.contenders.iter().zip(&matches).filter_map(|(contender, matched)| {
            let (entry, range) = (*matched)?;
            let Standing::Listens { binding, .. } = contender.standing else { return None };
            Some(Decision { connector: contender.listed.index, entry, range, binding, rank: contender.rank(range) })
        });
        let winner = definite.min_by_key(|d| d.rank).filter(|_| source.family() == self.family);

        let mut candidates: Vec<_> = self
            .contenders
            .iter()
            .zip(&matches)
            .map(|(contender, matched)| Candidate {
                connector: contender.listed.index,
                verdict: contender.verdict(matched.map(|(_, range)| range), winner.as_ref()),
                entry: matched.map(|(entry, _)| entry),
                rank: matched.map(|(_, range)| contender.rank(range)),
            })
            .collect();
        ordered::sort_by_key(&mut candidates, |c| (c.verdict, c.rank, c.connector));

        let doubts = self.doubts(&candidates, winner.as_ref());
        let crossing = self.crossing(&matches, winner.as_ref());
        let outcome = match winner {
            probable if !doubts.is_empty() => Outcome::Undecidable { probable, doubts },
            Some(decision) => Outcome::Connector(decision),
            None if self.is_open() => Outcome::NoConnector,
            None => Outcome::NothingListens,
        };
        Selection { outcome, candidates, crossing }
    }

    /// How a connector takes `source` by what is visible; `None` where its binding or its range is hidden.
    #[must_use]
    pub fn decision(&self, connector: usize, source: Address) -> Option<Decision<'a>> {
        let contender = self.contenders.iter().find(|c| c.listed.index == connector)?;
        let Standing::Listens { binding, .. } = contender.standing else { return None };
        let (entry, range) = self.best_match(contender, source)?;
        Some(Decision { connector, entry, range, binding, rank: contender.rank(range) })
    }

    /// A connector's smallest visible range that holds the source; the first of equal ones.
    fn best_match(&self, contender: &Contender<'a>, source: Address) -> Option<(&'a RemoteIpRange, IpRange)> {
        let smallest = |best: Option<(&'a RemoteIpRange, IpRange)>, next: (&'a RemoteIpRange, IpRange)| {
            let is_better = next.1.contains(source) && best.is_none_or(|(_, range)| next.1.size() < range.size());
            if is_better { Some(next) } else { best }
        };
        if self.expected.binary_search(&source).is_ok() {
            contender.listed.holding.iter().copied().fold(None, smallest)
        } else {
            contender.listed.ranges().fold(None, smallest)
        }
    }

    fn doubts(&self, candidates: &[Candidate<'_>], winner: Option<&Decision<'_>>) -> Vec<Doubt> {
        if self.contenders.is_empty() {
            return vec![Doubt::NoConnectorsShown];
        }
        let mut doubts = Vec::new();
        for candidate in candidates {
            match candidate.verdict {
                Verdict::Unknown { missing } => {
                    doubts.push(Doubt::Hidden { connector: candidate.connector, property: missing });
                }
                Verdict::Tie => doubts.push(Doubt::Tie { connector: candidate.connector }),
                _ => {}
            }
        }
        if winner.is_some() || self.is_open() {
            doubts.extend(self.other_service.iter().map(|&connector| Doubt::RoleConflict { connector }));
        }
        doubts
    }

    /// The connectors that listen here, or may, with a matching range that crosses the winner's.
    fn crossing(&self, matches: &[Option<(&RemoteIpRange, IpRange)>], winner: Option<&Decision<'_>>) -> Vec<usize> {
        let Some(winner) = winner else { return Vec::new() };
        let rivals = self.contenders.iter().zip(matches).filter(|(c, _)| c.listed.index != winner.connector);
        rivals
            .filter(|(contender, matched)| {
                let competes = !matches!(contender.standing, Standing::Out(_));
                competes && matched.is_some_and(|(_, range)| range.crosses(winner.range))
            })
            .map(|(contender, _)| contender.listed.index)
            .collect()
    }
}

impl Contender<'_> {
    /// Whether it is reached by the wildcard; `None` where it does not listen for sure.
    fn wildcard(&self) -> Option<bool> {
        match self.standing {
            Standing::Listens { wildcard, .. } => Some(wildcard),
            Standing::MayListen | Standing::Out(_) => None,
        }
    }

    /// How one of its ranges competes; a connector whose bindings are hidden would at least have a wildcard.
    fn rank(&self, range: IpRange) -> Rank {
        Rank { size: range.size(), wildcard: self.wildcard() != Some(false), order: self.listed.index }
    }

    fn verdict(&self, matched: Option<IpRange>, winner: Option<&Decision<'_>>) -> Verdict {
        if let Standing::Out(verdict) = self.standing {
            return verdict;
        }
        if let Some(winner) = winner
            && winner.connector == self.listed.index
        {
            // What is hidden of the winner can only make its range smaller still.
            return Verdict::Chosen;
        }
        // The best that it could do by what is visible and what is hidden.
        let wildcard = self.wildcard();
        let potential = match self.hidden {
            Some(Property::RemoteIpRanges) => Some(Size::ONE),
            Some(Property::Bindings) => matched.map(IpRange::size),
            None => None,
        };
        if let (Some(size), Some(missing)) = (potential, self.hidden) {
            // Equal size on the same kind of binding is refused by Set-ReceiveConnector, so it is no danger.
            let beats = winner.is_none_or(|w| {
                size < w.rank.size || (size == w.rank.size && w.rank.wildcard && wildcard != Some(true))
            });
            if beats {
                return Verdict::Unknown { missing };
            }
        }
        match (matched, winner) {
            (Some(range), Some(winner)) if self.rank(range).ties(winner.rank) => Verdict::Tie,
            (Some(_), _) => Verdict::LessSpecific,
            (None, _) => Verdict::NoRangeMatch,
        }
    }
}

/// The property of a connector of which a hidden part could let it match any source.
fn hidden(listed: &Listed<'_>, standing: Standing<'_>) -> Option<Property> {
    match standing {
        Standing::Out(_) => None,
        _ if !listed.readable => Some(Property::RemoteIpRanges),
        Standing::MayListen => Some(Property::Bindings),
        Standing::Listens { .. } => None,
    }
}

/// Whether and how a connector listens on the endpoint. The order of the checks is the order of the verdicts that
/// help most: a disabled connector is called disabled whatever else is wrong with it.
fn standing(connector: &ReceiveConnector, local: Option<Address>, port: u16, family: Family) -> Standing<'_> {
    if connector.enabled.whole() == Some(&false) {
        return Standing::Out(Verdict::Disabled);
    }
    let bindings: &[Binding] = connector.bindings.visible().map_or(&[], Vec::as_slice);
    let here = |wanted: &dyn Fn(Address) -> bool| {
        bindings
            .iter()
            .find(|b| b.endpoint.is_some_and(|e| e.port == port && e.address.family() == family && wanted(e.address)))
    };
    if let Some(binding) = local.and_then(|local| here(&|address| address == local)) {
        return Standing::Listens { binding, wildcard: local.is_some_and(Address::is_wildcard) };
    }
    if let Some(binding) = here(&|address| address.is_wildcard()) {
        return Standing::Listens { binding, wildcard: true };
    }
    let all_known = connector.bindings.whole().is_some_and(|list| list.iter().all(|b| b.endpoint.is_some()));
    if !all_known {
        return Standing::MayListen;
    }
    let on_port = || bindings.iter().filter_map(|b| b.endpoint).filter(|e| e.port == port);
    Standing::Out(if on_port().any(|e| e.address.family() == family) {
        Verdict::OtherAddress
    } else if on_port().next().is_some() {
        Verdict::OtherFamily
    } else {
        Verdict::OtherPort
    })
}

/// Where connectors of two services claim the endpoint, keeps the service that setup puts on this port and returns
/// the connectors of the other. A role that is not shown is taken for that of its neighbours on the port: the cmdlets
/// refuse anything else.
fn set_other_service_apart(contenders: &mut [Contender<'_>], port: u16) -> Vec<usize> {
    let has = |contender: &Contender<'_>, role: &TransportRole| contender.listed.connector.transport_role.has(role);
    let listens = |contender: &Contender<'_>| matches!(contender.standing, Standing::Listens { .. });
    let present = |role| contenders.iter().any(|c| listens(c) && has(c, &role) == Some(true));
    let (frontend, hub) = (TransportRole::FrontendTransport, TransportRole::HubTransport);
    if !(present(frontend.clone()) && present(hub.clone())) {
        return Vec::new();
    }
    let (kept, other) = if matches!(port, 2525 | 465) { (hub, frontend) } else { (frontend, hub) };
    let mut set_apart = Vec::new();
    for contender in contenders {
        let leaves = has(contender, &other) == Some(true) && has(contender, &kept) != Some(true);
        if listens(contender) && leaves {
            contender.standing = Standing::Out(Verdict::OtherRole);
            contender.hidden = None;
            set_apart.push(contender.listed.index);
        }
    }
    set_apart
}
