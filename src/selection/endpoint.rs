//! One local endpoint of one server: which connectors listen there, and which one answers a given source.
//!
//! This is the evaluator: the rule of the parent module stands here in code. It does not know who sends.

use std::collections::BTreeSet;

use super::{Assumed, Candidate, DecidingList, Decision, Doubt, Outcome, Rank, Selection, Verdict};
use crate::model::{
    Address, Binding, Family, IpRange, ReceiveConnector, RemoteIpRange, Size, Snapshot, TransportRole, same_server,
};

/// A local endpoint of a server with the standing of each of its connectors.
#[derive(Clone, Debug)]
pub struct Endpoint<'a> {
    family: Family,
    contenders: Vec<Contender<'a>>,
    /// Connectors whose server the paste does not show: each may be on this one.
    unplaced: Vec<Contender<'a>>,
    /// Whether the paste shows what setup makes for this port, so that nothing speaks for an unseen connector.
    shows_setup: bool,
    /// Connectors of a second service on the same endpoint.
    other_service: Vec<usize>,
    /// The sources that the connectors were made ready for, in order.
    expected: Vec<Address>,
}

/// A connector made ready for many questions about some sources: entries that hold none of them are looked at once and
/// never again.
#[derive(Clone, Debug)]
pub struct PreparedConnector<'a> {
    index: usize,
    connector: &'a ReceiveConnector,
    /// Whether its list is shown whole, and every entry can be read.
    readable: bool,
    /// The smallest visible range of IPv4 and of IPv6.
    most_specific: (Option<IpRange>, Option<IpRange>),
    /// The entries that hold a source.
    holding: Vec<(&'a RemoteIpRange, IpRange)>,
}

impl<'a> PreparedConnector<'a> {
    /// The connector with this index; the sources are in order.
    #[must_use]
    pub fn of((index, connector): (usize, &'a ReceiveConnector), sources: &[Address]) -> Self {
        let holds_one = |range: IpRange| {
            let first = (range.family(), range.first_bits());
            let next = sources.get(sources.partition_point(|source| (source.family(), source.bits()) < first));
            next.is_some_and(|source| range.contains(*source))
        };
        let readable = connector.remote_ip_ranges.whole().is_some();
        let mut prepared = Self { index, connector, readable, most_specific: (None, None), holding: Vec::new() };
        for entry in connector.remote_ip_ranges.visible().into_iter().flatten() {
            let Some(range) = entry.range() else {
                prepared.readable = false;
                continue;
            };
            let (v4, v6) = &mut prepared.most_specific;
            let smallest = if range.family() == Family::V4 { v4 } else { v6 };
            if smallest.is_none_or(|smallest| range.size() < smallest.size()) {
                *smallest = Some(range);
            }
            if holds_one(range) {
                prepared.holding.push((entry, range));
            }
        }
        prepared
    }

    /// The smallest of the visible ranges of a family.
    #[must_use]
    pub const fn most_specific(&self, family: Family) -> Option<IpRange> {
        match family {
            Family::V4 => self.most_specific.0,
            Family::V6 => self.most_specific.1,
        }
    }

    fn ranges(&self) -> impl Iterator<Item = (&'a RemoteIpRange, IpRange)> + use<'a> {
        self.connector.remote_ip_ranges.visible().into_iter().flatten().filter_map(|r| Some((r, r.range()?)))
    }
}

/// A connector of the server, seen from the endpoint.
#[derive(Clone, Debug)]
pub(super) struct Contender<'a> {
    prepared: PreparedConnector<'a>,
    standing: Standing<'a>,
    /// The list of which a hidden part could let it match any source.
    hidden: Option<DecidingList>,
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

/// A point of a server that connections reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListeningPoint {
    /// TCP port.
    pub port: u16,
    /// Address family of the connections.
    pub family: Family,
    /// Local address; `None` = any local address that no connector binds by itself.
    pub local: Option<Address>,
}

/// The points on which these connectors of one server listen, or may be reached: for every port and family that a readable
/// binding names, the wildcard (`None`) and each address that is bound by itself.
#[must_use]
pub fn listening_points<'a>(connectors: impl Iterator<Item = &'a ReceiveConnector>) -> Vec<ListeningPoint> {
    let mut points = BTreeSet::new();
    for connector in connectors {
        for endpoint in connector.endpoints() {
            let wildcard = ListeningPoint { port: endpoint.port, family: endpoint.address.family(), local: None };
            points.insert(wildcard);
            if !endpoint.address.is_wildcard() {
                points.insert(ListeningPoint { local: Some(endpoint.address), ..wildcard });
            }
        }
    }
    points.into_iter().collect()
}

impl<'a> Endpoint<'a> {
    /// The endpoint of a server at a point.
    #[must_use]
    pub fn of(snapshot: &'a Snapshot, server: &str, point: ListeningPoint) -> Self {
        let all = || snapshot.receive_connectors.iter().enumerate();
        let here = all().filter(|(_, c)| same_server(&c.server, server)).map(|c| PreparedConnector::of(c, &[]));
        let unplaced = all().filter(|(_, c)| c.server.is_empty()).map(|c| PreparedConnector::of(c, &[]));
        Self::among(here, unplaced, &[], point)
    }

    /// The same for a server whose connectors are known, made ready for these sources. The unplaced connectors are those
    /// whose server is not known.
    #[must_use]
    pub fn among(
        connectors: impl Iterator<Item = PreparedConnector<'a>>,
        unplaced: impl Iterator<Item = PreparedConnector<'a>>,
        sources: &[Address],
        point: ListeningPoint,
    ) -> Self {
        let contender = |prepared: PreparedConnector<'a>| {
            let standing = standing(prepared.connector, point);
            let hidden = hidden(&prepared, standing);
            Contender { prepared, standing, hidden }
        };
        let mut contenders: Vec<_> = connectors.map(contender).collect();
        let shows_setup = shows_what_setup_makes(&contenders, point.port);
        let other_service = set_other_service_apart(&mut contenders, point.port);
        let is_another = |c: &Contender<'_>| !contenders.iter().any(|here| prints_the_same(here, c));
        let unplaced = unplaced.map(contender).filter(is_another).collect();
        Self { family: point.family, contenders, unplaced, shows_setup, other_service, expected: sources.to_vec() }
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
        listening.flat_map(|c| c.prepared.ranges().map(|(_, range)| (range, c.rank(range))))
    }

    /// The connectors of which hidden ranges or bindings could compete here with any address.
    #[must_use]
    pub fn hidden(&self) -> Vec<(usize, DecidingList)> {
        self.contenders.iter().filter_map(|c| Some((c.prepared.index, c.hidden?))).collect()
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
            Some(Decision { connector: contender.prepared.index, entry, range, binding, rank: contender.rank(range) })
        });
        let winner = definite.min_by_key(|d| d.rank).filter(|_| source.family() == self.family);

        let mut candidates: Vec<_> = self
            .contenders
            .iter()
            .zip(&matches)
            .map(|(contender, matched)| Candidate {
                connector: contender.prepared.index,
                verdict: contender.verdict(matched.map(|(_, range)| range), winner.as_ref()),
                entry: matched.map(|(entry, _)| entry),
                rank: matched.map(|(_, range)| contender.rank(range)),
            })
            .collect();
        candidates.sort_by_key(|c| (c.verdict, c.rank, c.connector));

        let doubts = self.doubts(&candidates, winner.as_ref());
        let assumed = self.assumed(source, winner.as_ref());
        let crossing = self.crossing(&matches, winner.as_ref());
        let outcome = match winner {
            probable if !doubts.is_empty() => Outcome::Undecidable { probable, doubts },
            Some(decision) => Outcome::Connector(decision),
            None if self.is_open() => Outcome::NoConnector,
            None => Outcome::NothingListens,
        };
        Selection { outcome, candidates, crossing, assumed }
    }

    /// How a connector takes `source` by what is visible; `None` where its binding or its range is hidden.
    #[must_use]
    pub fn decision(&self, connector: usize, source: Address) -> Option<Decision<'a>> {
        let contender = self.contenders.iter().find(|c| c.prepared.index == connector)?;
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
            contender.prepared.holding.iter().copied().fold(None, smallest)
        } else {
            contender.prepared.ranges().fold(None, smallest)
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
                    doubts.push(Doubt::Hidden { connector: candidate.connector, list: missing });
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

    /// What must hold beyond printed values for this winner to answer, or for nobody to answer where there is none.
    fn assumed(&self, source: Address, winner: Option<&Decision<'_>>) -> Vec<Assumed> {
        let index = |contender: &Contender<'_>| contender.prepared.index;
        let may_win = |contender: &&Contender<'a>| match contender.standing {
            Standing::Out(_) => false,
            // Where nobody answers, a connector that listens here decides between 421 and a refused connection.
            _ if winner.is_none() => true,
            _ => {
                let matched = self.best_match(contender, source).map(|(_, range)| range);
                contender.potential(matched).is_some_and(|size| winner.is_none_or(|w| contender.beats(size, w)))
            }
        };
        let elsewhere = self.unplaced.iter().filter(may_win).map(|c| Assumed::IsElsewhere { connector: index(c) });
        let disputed = self.contenders.iter().filter(|c| c.prepared.connector.contradicted);
        let disputed = disputed.map(|c| Assumed::FirstPrintHolds { connector: index(c) });
        let decides = |c: &&Contender<'_>| match winner {
            Some(winner) => index(c) == winner.connector,
            None => matches!(c.standing, Standing::Listens { .. }),
        };
        let enabled = self.contenders.iter().filter(decides).filter(|c| c.prepared.connector.enabled.whole().is_none());
        let enabled = enabled.map(|c| Assumed::IsEnabled { connector: index(c) });
        let is_closed = winner.is_none() && !self.is_open();
        let hidden = self.contenders.iter().filter(|c| is_closed && matches!(c.standing, Standing::MayListen));
        let hidden = hidden.map(|c| Assumed::DoesNotListen { connector: index(c) });
        let whole = (!self.shows_setup).then_some(Assumed::ListIsWhole);
        elsewhere.chain(disputed).chain(enabled).chain(hidden).chain(whole).collect()
    }

    /// The connectors that listen here, or may, with a matching range that crosses the winner's.
    fn crossing(&self, matches: &[Option<(&RemoteIpRange, IpRange)>], winner: Option<&Decision<'_>>) -> Vec<usize> {
        let Some(winner) = winner else { return Vec::new() };
        let rivals = self.contenders.iter().zip(matches).filter(|(c, _)| c.prepared.index != winner.connector);
        rivals
            .filter(|(contender, matched)| {
                let competes = !matches!(contender.standing, Standing::Out(_));
                competes && matched.is_some_and(|(_, range)| range.crosses(winner.range))
            })
            .map(|(contender, _)| contender.prepared.index)
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
        Rank { size: range.size(), wildcard: self.wildcard() != Some(false), order: self.prepared.index }
    }

    /// The fewest addresses that its range may have by what is visible and what is hidden; `None` where it cannot match.
    fn potential(&self, matched: Option<IpRange>) -> Option<Size> {
        match self.hidden {
            Some(DecidingList::RemoteIpRanges) => Some(Size::ONE),
            Some(DecidingList::Bindings) | None => matched.map(IpRange::size),
        }
    }

    /// Whether a range of this size would win. Equal size on the same kind of binding is refused by
    /// Set-ReceiveConnector, so it is no danger.
    fn beats(&self, size: Size, winner: &Decision<'_>) -> bool {
        size < winner.rank.size || (size == winner.rank.size && winner.rank.wildcard && self.wildcard() != Some(true))
    }

    fn verdict(&self, matched: Option<IpRange>, winner: Option<&Decision<'_>>) -> Verdict {
        if let Standing::Out(verdict) = self.standing {
            return verdict;
        }
        if let Some(winner) = winner
            && winner.connector == self.prepared.index
        {
            // What is hidden of the winner can only make its range smaller still.
            return Verdict::Chosen;
        }
        if let (Some(size), Some(missing)) = (self.potential(matched), self.hidden)
            && winner.is_none_or(|w| self.beats(size, w))
        {
            return Verdict::Unknown { missing };
        }
        match (matched, winner) {
            (Some(range), Some(winner)) if self.rank(range).ties(winner.rank) => Verdict::Tie,
            (Some(_), _) => Verdict::LessSpecific,
            (None, _) => Verdict::NoRangeMatch,
        }
    }
}

/// Ports on which setup makes a connector: all five with 2013 and later, the first two with 2007 and 2010 (documented,
/// default Receive connectors).
const PORTS_OF_SETUP: [u16; 5] = [25, 587, 2525, 465, 717];

/// Mailbox Transport Delivery listens here by a connector that no cmdlet shows (observed behaviour, 2013 CU23).
const MAILBOX_DELIVERY: u16 = 475;

/// Whether the connectors hold the one that setup makes for this port. A list without it is not whole, or somebody
/// removed the connector: the paste does not tell which.
fn shows_what_setup_makes(contenders: &[Contender<'_>], port: u16) -> bool {
    // A command that asked for some, and a text that breaks off, say nothing about the rest.
    let mut all = contenders.iter().map(|c| c.prepared.connector).peekable();
    if all.peek().is_some() && (all.clone().all(|c| c.asked_alone) || all.any(|c| c.list_breaks_off)) {
        return false;
    }
    let of_setup = || contenders.iter().map(|c| c.prepared.connector).filter(|c| c.is_out_of_the_box());
    let bound = |port| of_setup().any(|c| c.is_bound_to(port) || c.bindings.whole().is_none());
    let is_of_two_services = |c: &ReceiveConnector| {
        let is_named_so = c.out_of_box().is_some_and(|made| made.is.needs_front_end());
        is_named_so || !c.transport_role.is_absent() || c.is_bound_to(2525)
    };
    let has_one_service = !of_setup().any(is_of_two_services);
    match port {
        MAILBOX_DELIVERY => false,
        _ if bound(port) => true,
        25 | 587 => false,
        // Exchange 2007, 2010 and Edge servers have nothing on the other ports.
        _ if has_one_service => bound(25),
        _ => bound(25) && bound(2525) && !PORTS_OF_SETUP.contains(&port),
    }
}

/// Whether a connector without a server is the same as one of the server, printed again.
fn prints_the_same(here: &Contender<'_>, unplaced: &Contender<'_>) -> bool {
    let (a, b) = (here.prepared.connector, unplaced.prepared.connector);
    a.name.eq_ignore_ascii_case(&b.name)
        && a.bindings.visible() == b.bindings.visible()
        && a.remote_ip_ranges.visible() == b.remote_ip_ranges.visible()
}

/// The list of a connector of which a hidden part could let it match any source.
fn hidden(prepared: &PreparedConnector<'_>, standing: Standing<'_>) -> Option<DecidingList> {
    match standing {
        Standing::Out(_) => None,
        _ if !prepared.readable => Some(DecidingList::RemoteIpRanges),
        Standing::MayListen => Some(DecidingList::Bindings),
        Standing::Listens { .. } => None,
    }
}

/// Whether and how a connector listens on the endpoint. The order of the checks is the order of the verdicts that
/// help most: a disabled connector is called disabled whatever else is wrong with it.
fn standing(connector: &ReceiveConnector, point: ListeningPoint) -> Standing<'_> {
    let ListeningPoint { port, family, local } = point;
    if connector.is_disabled() {
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
    let has = |contender: &Contender<'_>, role: &TransportRole| contender.prepared.connector.transport_role.has(role);
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
            set_apart.push(contender.prepared.index);
        }
    }
    set_apart
}
