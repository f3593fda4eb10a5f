//! One queue in trouble: where it delivers to, the sessions that it tries, and how sure an explanation of it is.
//!
//! [`Trouble::grade`] is the only place where a certainty is decided for a queue. This module does not know which findings
//! there are.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::authentication::CANNOT_ACHIEVE;
use super::catalogue::Known;
use super::facts::Failover;
use super::finding::Certainty;
use super::hop::{Hop, hop};
use super::route::{self, PortGround, Target, TargetGround, TargetPort};
use super::topology::{ServerFacts, Topology};
use super::trial::{EndpointCache, Gap, Trial};
use crate::model::{Address, IpRange, Queue, ReceiveConnector, SmtpReply};

/// One queue in trouble.
#[derive(Clone, Debug)]
pub struct Trouble<'a> {
    /// The queue; for a reply outside queues (message tracking, delivery report) one of which only that is known.
    pub queue: Cow<'a, Queue>,
    /// Name of the sending server, where known.
    pub sender: Option<String>,
    /// What kind of hop it makes.
    pub hop: Hop,
    /// What was observed.
    pub observed: Observed,
    /// The same as the catalogue knows it; many findings ask.
    known: Option<Known>,
    /// Where it delivers to.
    pub targets: Rc<[Target]>,
    /// See [`Trouble::alike`].
    alike: usize,
    /// Sessions from the sender's known addresses, with the target and port that they belong to.
    pub attempts: Vec<Attempt<'a>>,
    /// Sessions on the ports that only a field report names. They open a rival, and change no other certainty.
    pub reported: Vec<Trial<'a>>,
    /// Whether an address of the sender is known.
    pub is_addressed: bool,
    /// The attempts at each target server, by their positions.
    attempts_at: BTreeMap<String, Vec<usize>>,
    /// What comes of the mail at the targets, by the address that it is sent from.
    by_source: BTreeMap<Address, AtTargets>,
}

/// What comes of mail from one address at the targets of a queue.
#[derive(Clone, Debug, Default)]
struct AtTargets {
    /// The targets that take the mail, or may, in order, with the gap that names them.
    takers: Vec<(String, Gap)>,
    /// The targets whose refusal rests on something, with what it rests on.
    refusers: Vec<(String, BTreeSet<Gap>)>,
    /// Whether a target beside one that was tried takes the mail, or may.
    passes_elsewhere: bool,
}

/// One session of a queue in trouble.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// The target.
    pub target: Target,
    /// The port.
    pub port: TargetPort,
    /// The session with its result.
    pub trial: Trial<'a>,
}

/// The reply that a queue shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observed {
    /// `451 5.7.3 Cannot achieve Exchange Server authentication`.
    NotOffered,
    /// Only the codes of that reply, which other replies have as well: `451 5.7.3`.
    OnlyCode,
    /// Another reply.
    Other(String),
    /// None is shown.
    NotShown,
}

impl<'a> Trouble<'a> {
    /// See [`Case::suspicious_troubles`].
    #[must_use]
    pub fn is_suspicious(&self) -> bool {
        let internal = matches!(self.hop, Hop::Internal | Hop::Unknown);
        match self.observed {
            Observed::NotOffered => internal,
            Observed::NotShown | Observed::OnlyCode => self.hop == Hop::Internal,
            Observed::Other(_) => false,
        }
    }

    /// Whether the user said that the sender, of which no address is known, has none that this connector lists.
    #[must_use]
    pub fn is_denied(&self, topology: &Topology<'_>, connector: &ReceiveConnector) -> bool {
        let sender = self.sender.as_deref().filter(|_| !self.is_addressed).and_then(|name| topology.server(name));
        sender.is_some_and(|sender| sender.is_denied(connector))
    }

    /// Its sender as the only one; the name is empty where it is not known.
    #[must_use]
    pub fn senders(&self) -> Rc<[String]> {
        Rc::from([self.sender.clone().unwrap_or_default()])
    }

    /// The number of the troubles that are alike: they deliver to the same targets, no address of their senders is known,
    /// and the user denied the same ranges of them. What a connector means for one of them, it means for each.
    #[must_use]
    pub const fn alike(&self) -> usize {
        self.alike
    }

    /// The innermost reply that LastError shows.
    #[must_use]
    pub fn reply(&self) -> Option<&SmtpReply> {
        self.queue.visible_error()?.inner.as_ref()
    }

    /// The reply as the catalogue knows it.
    #[must_use]
    pub const fn known_reply(&self) -> Option<Known> {
        self.known
    }

    /// Identity of the queue; empty for an error text pasted alone.
    #[must_use]
    pub fn identity(&self) -> String {
        self.queue.identity.visible().cloned().unwrap_or_default()
    }

    /// Whether the paste leaves it open that the queue has recovered: LastError stays when delivery works again, and a
    /// queue whose last attempt failed shows Retry before Ready (observed behaviour, 2013 CU23). A suspended one tries
    /// nothing.
    #[must_use]
    pub fn may_be_over(&self) -> bool {
        // Message tracking tells of the past; who pastes an error text alone says that it is of now.
        if self.queue.identity.is_absent() {
            return matches!(self.queue, Cow::Owned(_));
        }
        let status = self.queue.status.visible().map(|s| s.to_ascii_lowercase());
        match status.as_deref() {
            Some("retry") => false,
            Some("active" | "connecting") => self.queue.message_count.whole() == Some(&0),
            _ => true,
        }
    }

    /// What every explanation rests on that the queue itself does not show.
    pub fn own_gaps(&self) -> impl Iterator<Item = Gap> {
        let queue = || self.identity();
        let hidden = match self.observed {
            Observed::NotShown => Some(Gap::Reply { queue: queue() }),
            Observed::OnlyCode => Some(Gap::ReplyText { queue: queue() }),
            Observed::NotOffered | Observed::Other(_) => None,
        };
        hidden.into_iter().chain(self.is_it_now())
    }

    /// What it rests on that the queue fails now, and as it is shown.
    #[must_use]
    pub fn is_it_now(&self) -> Option<Gap> {
        let queue = self.identity();
        if self.queue.contradicted {
            Some(Gap::FirstPrintOfQueue { queue })
        } else {
            self.may_be_over().then_some(Gap::StillFails { queue })
        }
    }

    /// How sure it is that an attempt explains the queue, and what that rests on.
    #[must_use]
    pub fn grade(&self, attempt: &Attempt<'a>) -> (Certainty, BTreeSet<Gap>) {
        let mut gaps = attempt.trial.gaps.clone();
        let seen_failing = attempt.trial.is_seen_failing();
        let server = attempt.target.server.clone();
        let sender = attempt.trial.sender.clone();
        if attempt.port.ground == PortGround::Assumed && !seen_failing {
            let senders = Rc::from([sender.clone()]);
            gaps.insert(Gap::Port { senders, server: server.clone(), port: attempt.port.port });
        }
        if attempt.port.ground == PortGround::SendConnector && !seen_failing {
            gaps.insert(Gap::SendConnectorPort { server: server.clone(), port: attempt.port.port });
        }
        if attempt.target.ground == TargetGround::Assumed {
            gaps.insert(Gap::Target { queue: self.identity(), server: server.clone() });
        }
        gaps.extend(self.own_gaps());
        // A log that shows the sender giving up here tells its address, the local one and the port.
        if !seen_failing {
            let others =
                || self.attempts_at(&attempt.target.server).filter(|a| a.port == attempt.port).map(|a| &a.trial);
            if others().any(|trial| !trial.is_surely_refused()) {
                let same_source = |t: &&Trial<'_>| t.session.source == attempt.trial.session.source;
                let other_local = others().filter(same_source).any(|trial| !trial.is_surely_refused());
                gaps.insert(if other_local { Gap::LocalChoice { server } } else { Gap::SourceChoice { sender } });
            }
            // Whichever address is used, the mail fails; what that rests on counts for each of them.
            gaps.extend(
                others().filter(|trial| trial.is_surely_refused()).flat_map(|trial| trial.gaps.iter().cloned()),
            );
        }
        let printed = attempt.target.local.filter(|local| local.family() != attempt.trial.session.source.family());
        if printed.is_some() && !seen_failing {
            gaps.insert(Gap::OtherFamily { server: attempt.target.server.clone() });
        }
        if let Some(address) = attempt.target.leads_elsewhere.filter(|_| !seen_failing) {
            gaps.insert(Gap::LeadsElsewhere { server: attempt.target.server.clone(), address });
        }
        let others = self.other_targets(attempt);
        let takes = |gap: &Gap| matches!(gap, Gap::Alternative { .. });
        if !seen_failing && !others.iter().any(takes) && self.passes_from_another(attempt.trial.session.source) {
            gaps.insert(Gap::SourceChoice { sender: attempt.trial.sender.clone() });
        }
        gaps.extend(others);
        let is_decided = attempt.trial.is_decided() && (printed.is_none() || seen_failing);
        let certainty = match (is_decided, gaps.is_empty()) {
            (false, _) => Certainty::Possible,
            (true, false) => Certainty::Likely,
            (true, true) => Certainty::Proven,
        };
        (certainty, gaps)
    }

    /// The attempts at a target server.
    fn attempts_at(&self, server: &str) -> impl Iterator<Item = &Attempt<'a>> {
        self.attempts_at.get(server).into_iter().flatten().filter_map(|position| self.attempts.get(*position))
    }

    /// What it rests on that no other target takes the mail: of targets that refuse the same address, what that refusal
    /// rests on; of the first one that takes it, or may, that it was not tried or refuses as well.
    fn other_targets(&self, attempt: &Attempt<'_>) -> BTreeSet<Gap> {
        let Some(targets) = self.by_source.get(&attempt.trial.session.source) else { return BTreeSet::new() };
        let is_other = |server: &String| *server != attempt.target.server;
        let refusals = targets.refusers.iter().filter(|(server, _)| is_other(server));
        let taker = targets.takers.iter().find(|(server, _)| is_other(server)).map(|(_, gap)| gap);
        refusals.flat_map(|(_, gaps)| gaps).chain(taker).cloned().collect()
    }

    /// Whether from another address of the sender than this one, a target beside one that was tried takes the mail, or may.
    fn passes_from_another(&self, source: Address) -> bool {
        self.by_source.iter().any(|(other, targets)| *other != source && targets.passes_elsewhere)
    }

    /// The targets in the sender's own site, where the sites of all are known and others are elsewhere: the nearest are
    /// tried first (observed behaviour, 2013 CU23).
    #[must_use]
    pub fn tried_first(&self, topology: &Topology<'a>) -> Vec<String> {
        let site = |server: &str| topology.server(server)?.server.site.as_deref().filter(|site| !site.is_empty());
        let Some(own) = self.sender.as_deref().and_then(site) else { return Vec::new() };
        let sites: Vec<_> = self.targets.iter().map(|t| (&t.server, site(&t.server))).collect();
        let here = |known: Option<&str>| known.is_some_and(|known| known.eq_ignore_ascii_case(own));
        if sites.iter().any(|(_, known)| known.is_none()) || sites.iter().all(|(_, known)| here(*known)) {
            return Vec::new();
        }
        sites.into_iter().filter(|(_, known)| here(*known)).map(|(server, _)| server.clone()).collect()
    }

    /// Why failover did not help.
    #[must_use]
    pub fn failover(&self) -> Failover {
        let servers = || self.attempts_at.keys();
        if let Some(server) = servers().find(|server| self.attempts_at(server).all(|a| a.trial.works())) {
            return Failover::WouldWork(server.clone());
        }
        let every_target_refuses = servers().all(|server| self.attempts_at(server).any(|a| a.trial.is_refused()));
        match (servers().len(), every_target_refuses) {
            (0, _) | (_, false) => Failover::Unknown,
            (1, true) => servers().next().cloned().map_or(Failover::Unknown, Failover::OnlyTarget),
            (_, true) => Failover::EveryTarget(servers().cloned().collect()),
        }
    }
}

/// Works up a queue in trouble, which mail of this server waits in, where its name is known.
pub(super) fn trouble<'a>(
    topology: &Topology<'a>,
    queue: Cow<'a, Queue>,
    sender: Option<String>,
    cache: &mut EndpointCache<'a>,
) -> Trouble<'a> {
    let hop = hop_in(topology, &queue);
    let sender = sender.or_else(|| queue.server().map(str::to_owned));
    let known = queue.visible_error().and_then(|error| error.inner.as_ref()).and_then(Known::find);
    let observed = observed(&queue, known);
    let mut targets = match hop {
        Hop::Internal | Hop::Unknown => route::targets(&queue, sender.as_deref(), topology),
        Hop::MailboxDelivery => route::mailbox_targets(&queue, topology),
        Hop::External | Hop::None => Vec::new(),
    };
    let sender_facts = sender.as_deref().and_then(|s| topology.server(s));
    // Get-ReceiveConnector lists no connector of mailbox delivery.
    let mut attempts = match sender_facts {
        Some(sender) if hop != Hop::MailboxDelivery => attempts(topology, sender, &targets, cache),
        _ => Vec::new(),
    };
    let mut reported = sender_facts.map(|sender| reported(topology, sender, &targets, cache)).unwrap_or_default();
    if only_replier_counts(topology, &queue, &targets, &attempts) {
        targets.retain(is_replier);
        attempts.retain(|attempt| is_replier(&attempt.target));
        reported.retain(|trial| targets.iter().any(|target| target.server == trial.session.server));
    }
    let is_addressed = sender_facts.is_some_and(|s| s.routable_addresses().next().is_some());
    let by_source = by_source(&targets, &attempts);
    let mut attempts_at: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, attempt) in attempts.iter().enumerate() {
        attempts_at.entry(attempt.target.server.clone()).or_default().push(position);
    }
    let (targets, alike) = (Rc::from(targets), 0);
    Trouble {
        queue,
        sender,
        hop,
        observed,
        known,
        targets,
        alike,
        attempts,
        reported,
        is_addressed,
        attempts_at,
        by_source,
    }
}

/// The kind of hop of a queue, by what it prints and by the servers of the input.
fn hop_in(topology: &Topology<'_>, queue: &Queue) -> Hop {
    match hop(queue) {
        Hop::External if route::is_to_own_server(queue, topology) || route::is_failed_by_front_end(queue, topology) => {
            Hop::Internal
        }
        Hop::Unknown if queue.visible_error().is_some_and(|error| route::names_outside_host(error, topology)) => {
            Hop::External
        }
        hop => hop,
    }
}

/// The reply that a queue shows, of which the catalogue knows this.
fn observed(queue: &Queue, known: Option<Known>) -> Observed {
    let Some(error) = queue.visible_error() else { return Observed::NotShown };
    let inner = error.inner.as_ref();
    if inner.is_some_and(|reply| reply.says(CANNOT_ACHIEVE)) {
        Observed::NotOffered
    } else if inner.is_some_and(has_only_the_code) {
        Observed::OnlyCode
    } else if queue.last_error.is_cut() && known.is_none() {
        // The reply that decides stands at the end, where the text is cut.
        Observed::NotShown
    } else {
        Observed::Other(inner.map_or_else(|| error.raw.clone(), SmtpReply::whole))
    }
}

/// The sessions from a sender to each target on each of its ports.
fn attempts<'a>(
    topology: &Topology<'a>,
    sender: &ServerFacts<'_>,
    targets: &[Target],
    cache: &mut EndpointCache<'a>,
) -> Vec<Attempt<'a>> {
    let name = &sender.server.name;
    let mut attempts = Vec::new();
    for target in targets {
        for port in &target.ports {
            let Some(endpoints) = cache.endpoints(topology, &target.server, port.port, target.local) else { continue };
            // The sender's own log shows from where it comes.
            let logged = topology.source_sent_from(name, &target.server, port.port);
            let tried =
                logged.map(|source| endpoints.try_from(topology, name, source)).filter(|tried| !tried.is_empty());
            let tried = tried.unwrap_or_else(|| endpoints.try_from_server(topology, sender));
            attempts.extend(tried.into_iter().map(|trial| Attempt { target: target.clone(), port: *port, trial }));
        }
    }
    attempts
}

/// The sessions from a sender to each target on the port that only a field report names.
fn reported<'a>(
    topology: &Topology<'a>,
    sender: &ServerFacts<'_>,
    targets: &[Target],
    cache: &mut EndpointCache<'a>,
) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    for (target, port) in targets.iter().filter_map(|target| Some((target, target.reported_port?))) {
        if let Some(endpoints) = cache.endpoints(topology, &target.server, port.port, target.local) {
            trials.extend(endpoints.try_from_server(topology, sender));
        }
    }
    trials
}

/// Whether LastError names the target, so that it is the one that replied.
fn is_replier(target: &Target) -> bool {
    target.ground == TargetGround::Printed
}

/// Whether the targets that did not reply are left out. Without a word of failover, the host that LastError names is the
/// one that replied. Unless it may have refused the mail, what other servers would do is not the reason of its reply.
fn only_replier_counts(topology: &Topology<'_>, queue: &Queue, targets: &[Target], attempts: &[Attempt<'_>]) -> bool {
    let is_one_host =
        queue.visible_error().is_some_and(|error| !error.tells_of_failover()) && !queue.last_error.is_cut();
    let may_have_refused = |target: &Target| {
        let mut tried = attempts.iter().filter(|attempt| attempt.target == *target).peekable();
        topology.server(&target.server).is_some_and(|server| !server.connectors.is_empty())
            && (tried.peek().is_none() || tried.any(|attempt| !attempt.trial.works()))
    };
    let mut repliers = targets.iter().filter(|target| is_replier(target)).peekable();
    is_one_host && repliers.peek().is_some() && !repliers.any(may_have_refused)
}

/// Gives the troubles that are alike the same number, see [`Trouble::alike`], and lets them share their targets.
pub(super) fn number_alike(topology: &Topology<'_>, troubles: &mut [Trouble<'_>]) {
    let mut numbers: HashMap<(Rc<[Target]>, Vec<IpRange>), usize> = HashMap::new();
    for (place, trouble) in troubles.iter_mut().enumerate() {
        trouble.alike = place;
        if trouble.is_addressed || !trouble.attempts.is_empty() {
            continue;
        }
        let sender = trouble.sender.as_deref().and_then(|name| topology.server(name));
        let denied = sender.map(|sender| sender.server.not_from.clone()).unwrap_or_default();
        let key = (Rc::clone(&trouble.targets), denied);
        if let Some(((targets, _), first)) = numbers.get_key_value(&key) {
            (trouble.targets, trouble.alike) = (Rc::clone(targets), *first);
        } else {
            numbers.insert(key, place);
        }
    }
}

/// Whether a reply shows the codes of [`CANNOT_ACHIEVE`] and no text.
fn has_only_the_code(reply: &SmtpReply) -> bool {
    reply.code.is_none_or(|code| code == 451)
        && reply.enhanced_code.as_deref() == Some("5.7.3")
        && !reply.text.chars().any(char::is_alphanumeric)
}

/// What comes of the mail at the targets, by the address that it is sent from.
fn by_source(targets: &[Target], attempts: &[Attempt<'_>]) -> BTreeMap<Address, AtTargets> {
    let mut trials: BTreeMap<Address, BTreeMap<&str, Vec<&Trial<'_>>>> = BTreeMap::new();
    for Attempt { target, trial, .. } in attempts {
        trials.entry(trial.session.source).or_default().entry(&target.server).or_default().push(trial);
    }
    trials.into_iter().map(|(source, tried)| (source, at_targets(targets, &tried))).collect()
}

/// What comes of the mail at the targets, by the trials from one address at each server.
fn at_targets(targets: &[Target], tried: &BTreeMap<&str, Vec<&Trial<'_>>>) -> AtTargets {
    let mut at_targets = AtTargets::default();
    for Target { server, .. } in targets {
        let trials = tried.get(server.as_str()).map_or(&[][..], Vec::as_slice);
        if trials.is_empty() || trials.iter().any(|trial| !trial.is_surely_refused()) {
            let open = trials.iter().all(|trial| !trial.works());
            at_targets.takers.push((server.clone(), Gap::Alternative { server: server.clone(), open }));
        } else if trials.iter().any(|trial| !trial.gaps.is_empty()) {
            let gaps = trials.iter().flat_map(|trial| trial.gaps.iter().cloned()).collect();
            at_targets.refusers.push((server.clone(), gaps));
        }
    }
    let is_beside_tried = |taker: &String| tried.keys().any(|server| server != taker);
    at_targets.passes_elsewhere = at_targets.takers.iter().any(|(taker, _)| is_beside_tried(taker));
    at_targets
}
