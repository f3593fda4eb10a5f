//! Trials: sessions from an address of one server to an endpoint of another one, with the connector that answers and
//! what follows.
//!
//! A trial also says which gaps its answer rests on. This module does not know queues: a trial may stand for mail that
//! nobody has sent yet.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::authentication::{self, Outcome};
pub use super::gap::Gap;
use super::observed::{Agreement, Answer, EhloSign, Mismatch};
use super::topology::{ServerFacts, Topology};
use crate::model::observation::Ehlo;
use crate::model::{
    Address, AddressOrigin, Family, ReceiveConnector, Right, ServerAddress, Snapshot, TransportRole, same_server,
};
use crate::selection::{self, Assumed, Decision, Doubt, Endpoint, ListeningPoint, Selection, Session, Verdict};

/// One session and its result.
#[derive(Clone, Debug)]
pub struct Trial<'a> {
    /// Name of the sending server.
    pub sender: String,
    /// The session.
    pub session: Session,
    /// Which connector answers.
    pub selection: Selection<'a>,
    /// What comes of authentication on the connector that answers or probably answers.
    pub outcome: Option<Outcome>,
    /// What a receive log says of it.
    pub answer: Option<Answer<'a>>,
    /// An answer to EHLO that the connector cannot have given, and why.
    pub ehlo: Option<(&'a Ehlo, Mismatch)>,
    /// Whether that fits.
    pub agreement: Agreement,
    /// What the answer rests on beyond printed values.
    pub gaps: BTreeSet<Gap>,
}

impl<'a> Trial<'a> {
    /// Tries one session at the endpoint that it reaches. Whether an EHLO reply contradicts it, and what it rests on, is
    /// decided beside the other endpoints of the target.
    fn run(topology: &Topology<'a>, endpoint: &Endpoint<'a>, sender: &str, session: Session) -> Self {
        let snapshot = topology.snapshot();
        let mut selection = endpoint.select(session.source);
        let answer = Answer::find(topology.answers(), snapshot, &session);
        let agreement = Agreement::of(answer.as_ref(), &selection);
        // Where the paste leaves the answer open, the log gives it.
        if let Agreement::Confirms(index) = agreement
            && let Some(decision) = endpoint.decision(index, session.source)
        {
            selection.settle(decision);
        }
        let (sender, outcome, ehlo) = (sender.to_owned(), None, None);
        let mut trial = Self { sender, session, selection, outcome, answer, ehlo, agreement, gaps: BTreeSet::new() };
        let connector = trial.predicted().and_then(|index| snapshot.receive_connectors.get(index));
        trial.outcome = connector.map(authentication::outcome);
        // An EHLO reply that this connector cannot give proves that another connector answered.
        let is_named = matches!(trial.agreement, Agreement::Confirms(_));
        trial.ehlo = EhloSign::find(topology.ehlo(), &trial.session)
            .filter(|_| trial.agreement != Agreement::Contradicts)
            .and_then(|sign| Some((sign.ehlo, Mismatch::find(sign.ehlo, connector?, is_named)?)));
        trial
    }

    /// Whether somebody may have answered as the EHLO reply shows, if there is one.
    fn may_have_replied(&self) -> bool {
        let is_silent =
            matches!(self.selection.outcome, selection::Outcome::NothingListens | selection::Outcome::NoConnector);
        self.ehlo.is_none() && !is_silent
    }

    /// Index of the connector that should answer by what is pasted, or that a log names where that is open.
    #[must_use]
    pub fn predicted(&self) -> Option<usize> {
        match self.agreement {
            Agreement::Confirms(index) => Some(index),
            _ => self.selection.outcome.best().map(|d| d.connector),
        }
    }

    /// Index of the connector that answers or probably answers; `None` where a log names another one than the paste.
    #[must_use]
    pub fn connector(&self) -> Option<usize> {
        self.predicted().filter(|_| self.agreement != Agreement::Contradicts)
    }

    /// Whether the log shows the sender itself giving up on this session, as it does without X-ANONYMOUSTLS.
    #[must_use]
    pub fn is_seen_failing(&self) -> bool {
        matches!(self.agreement, Agreement::Confirms(_))
            && self.answer.as_ref().is_some_and(|a| a.shows_giving_up(&self.sender))
    }

    /// The decision or the probable one; `None` where what decided is hidden and only a log names the connector.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision<'a>> {
        self.selection.outcome.best().filter(|d| self.connector() == Some(d.connector))
    }

    /// Whether the selection itself is decided.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        match self.agreement {
            Agreement::Silent => self.selection.outcome.doubts().is_empty(),
            Agreement::Confirms(_) => true,
            Agreement::Contradicts => false,
        }
    }

    /// Whether the paste shows a connector of the target in two ways, and no log tells which of them counts.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.gaps.iter().any(|gap| matches!(gap, Gap::Contradiction { .. }))
    }

    /// Whether mail would pass: decided, and authentication works.
    #[must_use]
    pub fn works(&self) -> bool {
        self.is_decided() && self.outcome == Some(Outcome::Works)
    }

    /// Whether mail fails on the connector that answers or probably answers.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.agreement != Agreement::Contradicts && self.outcome.is_some_and(Outcome::is_refused)
    }

    /// Whether mail fails on whatever connector answers: nothing that is hidden could change that. What the answer rests
    /// on beyond printed values, the gaps say.
    #[must_use]
    pub fn is_surely_refused(&self) -> bool {
        self.is_refused() && self.is_decided()
    }

    /// The best loser: the connector that would answer if the chosen one did not list the source.
    #[must_use]
    pub fn runner_up(&self) -> Option<&selection::Candidate<'a>> {
        self.selection.candidates.iter().find(|c| c.verdict == Verdict::LessSpecific)
    }

    /// The connector that the session should land on: the best loser on which mail between Exchange servers works, or
    /// else simply the best loser.
    #[must_use]
    pub fn expected(&self, snapshot: &Snapshot) -> Option<usize> {
        let losers = || self.selection.candidates.iter().filter(|c| c.verdict == Verdict::LessSpecific);
        let works = |c: &&selection::Candidate<'_>| {
            let connector = snapshot.receive_connectors.get(c.connector);
            connector.is_some_and(|c| authentication::outcome(c) == Outcome::Works)
        };
        losers().find(works).or_else(|| losers().next()).map(|c| c.connector)
    }

    /// What comes of the session.
    #[must_use]
    pub fn landing_outcome(&self) -> LandingOutcome {
        LandingOutcome::of(&self.selection, self.outcome)
    }
}

/// What comes of a session, in the words of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum LandingOutcome {
    /// A connector answers, and what Exchange servers need works on it.
    Works,
    /// A connector answers, and the session between Exchange servers fails on it.
    Refused,
    /// The endpoint listens, and no connector takes the source address.
    NoConnector,
    /// No connector listens on the endpoint.
    NothingListens,
    /// The paste leaves open which connector answers, or what it offers.
    Undecidable,
}

impl LandingOutcome {
    /// The outcome of a selection and of the authentication that follows (`None`: the source is no Exchange server, so
    /// it matters only whether a connector answers).
    #[must_use]
    pub fn of(selection: &Selection<'_>, authentication: Option<Outcome>) -> Self {
        match &selection.outcome {
            _ if !selection.is_certain() => Self::Undecidable,
            selection::Outcome::NothingListens => Self::NothingListens,
            selection::Outcome::NoConnector => Self::NoConnector,
            selection::Outcome::Undecidable { .. } => Self::Undecidable,
            selection::Outcome::Connector(_) => match authentication {
                Some(Outcome::Unknown(_)) => Self::Undecidable,
                Some(outcome) if outcome.is_refused() => Self::Refused,
                _ => Self::Works,
            },
        }
    }
}

/// The local endpoints that a session to a target may reach: one is enough unless connectors bind addresses by
/// themselves. Which addresses the sender finds for the server is up to DNS, so a bound one counts beside known ones.
#[must_use]
pub fn local_endpoints(
    target: &ServerFacts<'_>,
    snapshot: &Snapshot,
    port: u16,
    family: Family,
) -> Vec<Option<Address>> {
    let here = target.connectors.iter().filter_map(|index| snapshot.receive_connectors.get(*index));
    let bound: BTreeSet<Address> = selection::listening_points(here)
        .into_iter()
        .filter(|point| (point.port, point.family) == (port, family))
        .filter_map(|point| point.local)
        .collect();
    if bound.is_empty() {
        return vec![None];
    }
    let own: Vec<_> = target
        .server
        .addresses
        .iter()
        .filter(|a| a.origin != AddressOrigin::Binding)
        .map(|a| a.address)
        .filter(|a| a.family() == family && !a.is_local_only())
        .collect();
    let known = own.iter().map(|a| bound.contains(a).then_some(*a));
    let unbound = if own.is_empty() { Some(None) } else { None };
    let all: BTreeSet<_> = known.chain(unbound).chain(bound.iter().copied().map(Some)).collect();
    all.into_iter().collect()
}

/// The local endpoints of a target on one port, worked out once for all senders.
#[derive(Clone, Debug)]
pub struct TargetEndpoints<'a> {
    server: String,
    port: u16,
    all: Vec<(ListeningPoint, Endpoint<'a>)>,
    /// Local addresses that are known only from a connector's binding to them.
    only_bound: Vec<Address>,
    /// The families of which the server has a known address that others can reach.
    families: Vec<Family>,
}

impl<'a> TargetEndpoints<'a> {
    /// The endpoints of a server on a port. `printed` is a local address that LastError names: it matters only where a
    /// connector binds it by itself.
    #[must_use]
    pub fn of(topology: &Topology<'a>, server: &str, port: u16, printed: Option<Address>) -> Option<Self> {
        let facts = topology.server(server)?;
        let (snapshot, name) = (topology.snapshot(), facts.server.name.clone());
        let mut all = Vec::new();
        for family in [Family::V4, Family::V6] {
            let mut locals = local_endpoints(facts, snapshot, port, family);
            if let Some(printed) = printed.filter(|p| p.family() == family) {
                locals = vec![locals.into_iter().flatten().find(|a| *a == printed)];
            }
            for local in locals {
                let point = ListeningPoint { port, family, local };
                all.push((point, topology.endpoint(&name, point)));
            }
        }
        // A binding to an address does not show that others reach the server by it.
        let is_shown = |address: &Address| {
            facts.server.addresses.iter().any(|a| a.address == *address && a.origin != AddressOrigin::Binding)
        };
        let locals = all.iter().filter_map(|(point, _)| point.local);
        let only_bound = locals.filter(|local| printed != Some(*local) && !is_shown(local)).collect();
        let families = facts.routable_addresses().filter(is_shown).map(Address::family).collect();
        Some(Self { server: name, port, all, only_bound, families })
    }

    /// Tries every address of a sender. Where the addresses of both servers show a common family, the other one is not
    /// tried: the target has no address of it for all that is known.
    #[must_use]
    pub fn try_from_server(&self, topology: &Topology<'a>, sender: &ServerFacts<'_>) -> Vec<Trial<'a>> {
        let is_common = |source: &Address| self.families.contains(&source.family());
        let has_common = sender.routable_addresses().any(|source| is_common(&source));
        let sources = sender.routable_addresses().filter(|source| !has_common || is_common(source));
        sources.flat_map(|source| self.try_from(topology, &sender.server.name, source)).collect()
    }

    /// Tries one address.
    #[must_use]
    pub fn try_from(&self, topology: &Topology<'a>, sender: &str, source: Address) -> Vec<Trial<'a>> {
        let mut trials = Vec::new();
        for (point, endpoint) in self.all.iter().filter(|(point, _)| point.family == source.family()) {
            let session = Session { source, server: self.server.clone(), local: point.local, port: self.port };
            trials.push(Trial::run(topology, endpoint, sender, session));
        }
        // A reply that fits one of the local endpoints came from there. It contradicts the selection where it fits none.
        let is_explained = trials.iter().any(Trial::may_have_replied);
        for trial in &mut trials {
            if is_explained {
                trial.ehlo = None;
            } else if trial.ehlo.is_some() {
                trial.agreement = Agreement::Contradicts;
            }
            trial.gaps = gaps(topology, trial);
        }
        // Where it matters which local address is reached, a bound one that nothing else names is an assumption.
        let answers: BTreeSet<_> = trials.iter().map(Trial::connector).collect();
        for trial in trials.iter_mut().filter(|_| answers.len() > 1) {
            if trial.session.local.is_some_and(|local| self.only_bound.contains(&local)) && !trial.is_seen_failing() {
                trial.gaps.insert(Gap::LocalChoice { server: self.server.clone() });
            }
        }
        trials
    }
}

fn gaps(topology: &Topology<'_>, trial: &Trial<'_>) -> BTreeSet<Gap> {
    let mut gaps = BTreeSet::new();
    let (snapshot, session) = (topology.snapshot(), &trial.session);
    // A log that names the connector settles all of it.
    let Some(index) = trial.predicted().filter(|_| !matches!(trial.agreement, Agreement::Confirms(_))) else {
        return gaps;
    };
    let Some(winner) = snapshot.receive_connectors.get(index) else { return gaps };
    if winner.enabled.whole().is_none() {
        gaps.insert(Gap::Enabled { connector: index });
    }
    // Exchange 2007, 2010 and Edge servers have one service only.
    let has_one_service = || {
        topology.server(&session.server).is_some_and(ServerFacts::is_surely_legacy)
            || topology.connectors(&session.server).any(|(_, c)| c.is_default_of_edge())
    };
    if winner.transport_role.whole().is_none() && !has_one_service() {
        gaps.insert(Gap::Role { connector: index });
    }
    // An inherited entry would not count against the connector's own ones.
    if let Some(Right::Denied { inherited: None, .. }) = winner.submit_right
        && authentication::outcome(winner) == Outcome::SubmitDenied
    {
        gaps.insert(Gap::RightsShown { connector: index });
    }
    let of_target = topology.server(&session.server).map_or(&[][..], |s| &s.connectors);
    let contradicted = |index: &&usize| snapshot.receive_connectors.get(**index).is_some_and(|c| c.contradicted);
    gaps.extend(of_target.iter().filter(contradicted).map(|index| Gap::Contradiction { connector: *index }));
    let bound = |a: &ServerAddress| a.address == session.source && a.origin == AddressOrigin::Binding;
    if topology.server(&trial.sender).is_some_and(|s| s.server.addresses.iter().any(bound)) {
        gaps.insert(Gap::BoundAddress { sender: trial.sender.clone() });
    }
    let sends = || snapshot.queues.iter().any(|q| q.server().is_some_and(|s| same_server(s, &trial.sender)));
    if topology.server(&trial.sender).is_some_and(|s| !s.is_surely_a_server()) && !sends() {
        gaps.insert(Gap::IsServer { server: trial.sender.clone() });
    }
    // A connector of the other service on the port would mean that two services want it.
    if is_hub(winner) && session.port == FRONT_END {
        let here = topology.server(&session.server).map_or(&[][..], |s| &s.connectors);
        let others = here.iter().filter_map(|other| Some((*other, snapshot.receive_connectors.get(*other)?)));
        for (other, _) in others.filter(|(_, c)| c.is_bound_to(FRONT_END) && c.transport_role.whole().is_none()) {
            gaps.insert(Gap::Role { connector: other });
        }
    }
    if !is_list_complete(topology, session) {
        gaps.insert(Gap::PartialList { server: session.server.clone() });
    }
    for assumed in &trial.selection.assumed {
        if let Assumed::IsElsewhere { connector } = *assumed {
            gaps.insert(Gap::IsElsewhere { connector, server: session.server.clone() });
        }
    }
    for other in &trial.selection.crossing {
        gaps.insert(Gap::Crossing { connectors: (index, *other) });
    }
    gaps
}

/// The port of the front end, where a server has one.
const FRONT_END: u16 = 25;

/// Whether the server's list seems to be there as a whole: the default connector of the endpoint is shown, not asked for
/// by its name, and beside it one of setup that has nothing to do with this port (an Edge server has only one of setup).
fn is_list_complete(topology: &Topology<'_>, session: &Session) -> bool {
    let connectors = &topology.snapshot().receive_connectors;
    let here = topology.server(&session.server).map_or(&[][..], |s| &s.connectors);
    let all = || here.iter().filter_map(|index| connectors.get(*index));
    if all().any(|c| c.list_breaks_off) {
        return false;
    }
    let here = || all().filter(|c| c.is_out_of_the_box());
    here().any(|c| c.is_for_servers() && c.is_bound_to(session.port) && !c.asked_alone)
        && here().any(|c| c.is_default_of_edge() || !c.is_bound_to(session.port))
}

/// The endpoints that were worked out so far, by server, port and printed local address.
#[derive(Clone, Debug, Default)]
pub(super) struct EndpointCache<'a>(BTreeMap<(String, u16, Option<Address>), Option<TargetEndpoints<'a>>>);

impl<'a> EndpointCache<'a> {
    /// The endpoints of a server on a port, worked out where they are not known yet; `None` where it shows no connectors.
    pub(super) fn endpoints(
        &mut self,
        topology: &Topology<'a>,
        server: &str,
        port: u16,
        printed: Option<Address>,
    ) -> Option<&TargetEndpoints<'a>> {
        let key = (server.to_owned(), port, printed);
        self.0.entry(key).or_insert_with(|| TargetEndpoints::of(topology, server, port, printed)).as_ref()
    }

    /// The same of a server whose address is not printed, where they are known.
    pub(super) fn known(&self, server: &str, port: u16) -> Option<&TargetEndpoints<'a>> {
        self.0.get(&(server.to_owned(), port, None))?.as_ref()
    }
}

/// The connectors on a port of a server whose hidden lists could take an Exchange server of any address, and on which its
/// mail may fail. Used where the sender's address is not known.
#[must_use]
pub fn hidden_captors(topology: &Topology<'_>, server: &str, port: u16) -> Rc<[usize]> {
    topology.hidden_captors(server, port, || find_hidden_captors(topology, server, port).into_iter().collect())
}

fn find_hidden_captors(topology: &Topology<'_>, server: &str, port: u16) -> BTreeSet<usize> {
    let endpoints =
        [Family::V4, Family::V6].map(|family| topology.endpoint(server, ListeningPoint { port, family, local: None }));
    let hidden: BTreeSet<_> = endpoints.iter().flat_map(Endpoint::hidden).collect();
    let connectors = &topology.snapshot().receive_connectors;
    let is_hidden = |(connector, list): &(usize, selection::DecidingList)| {
        let doubt = Doubt::Hidden { connector: *connector, list: *list };
        is_cut(topology.snapshot(), &doubt)
    };
    let may_fail = |index: &usize| connectors.get(*index).is_some_and(|c| authentication::outcome(c) != Outcome::Works);
    hidden.into_iter().filter(is_hidden).map(|(connector, _)| connector).filter(may_fail).collect()
}

/// Whether a connector belongs to the hub service on a port that the front end listens on.
#[must_use]
pub fn is_hub(connector: &ReceiveConnector) -> bool {
    connector.transport_role.has(&TransportRole::HubTransport) == Some(true)
        && connector.transport_role.has(&TransportRole::FrontendTransport) != Some(true)
}

/// Whether a doubt comes from a value of which only a part is visible.
#[must_use]
pub fn is_cut(snapshot: &Snapshot, doubt: &Doubt) -> bool {
    let Doubt::Hidden { connector, list } = doubt else { return false };
    snapshot.receive_connectors.get(*connector).is_some_and(|c| match list {
        selection::DecidingList::Bindings => c.bindings.is_cut(),
        selection::DecidingList::RemoteIpRanges => !c.remote_ip_ranges.is_absent(),
    })
}
