//! A queue fails with a reply that the catalogue knows, or such a reply stands in a log, a delivery report, message
//! tracking.
//!
//! # What happens
//! The innermost reply of LastError says what failed, if one knows who says it and what else it has turned out to be.
//! # Why it matters
//! The same code carries different faults, and "responded with" blames the wrong machine as often as not.
//! # What decides it
//! The words of the reply; what lies behind them needs a look at the server, and is told as a rival beside the reply.
//! Get-ServerComponentState decides where a component is said to take no mail.
//! # What to do
//! What the catalogue says for the reply.
//! # When it is fine
//! Never.
//! # Sources
//! See the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::kind::{Among, Covers, Detect, ExplainedBy, FindingKind};
use super::sources::{FIELD, OBSERVED, Source};
use crate::diagnosis::case::Case;
use crate::diagnosis::catalogue::{Known, SaidBy};
use crate::diagnosis::cause_of_reply::Around;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{CauseIs, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::{self, Hop};
use crate::diagnosis::narrowed::Narrowed;
use crate::diagnosis::need::{Check, FarEnd, Need};
use crate::diagnosis::observed::{self, Shows, Sign};
use crate::diagnosis::route::{self, PortGround, TargetGround};
use crate::diagnosis::security_status::SecurityStatus;
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::observation::{EventKind, TransportEvent};
use crate::model::{
    Address, AddressOrigin, Family, LastError, Place, ServerAddress, SmtpReply, is_exchange_online, same_server,
    short_name,
};

/// The sources of every reply of the catalogue.
pub(super) const SOURCES: &[Source] = &[OBSERVED, FIELD];

/// Whether it says only what the catalogue says of a reply.
fn is_general(finding: &Finding) -> bool {
    matches!(finding.facts, Facts::ReplyExplained { .. }) && finding.certainty == Certainty::Possible
}

/// Whether the facts explain an SMTP reply.
const fn explains_reply(facts: &Facts) -> bool {
    matches!(
        facts,
        Facts::LimitReached { .. }
            | Facts::RelayClientNotMatched(_)
            | Facts::RelayClientInQuestion
            | Facts::RelayGrantedOnDefault(_)
            | Facts::RelayRightMissing(_)
            | Facts::HybridRelayRightMissing(_)
            | Facts::FrontendVsBackendPermission { .. }
    )
}

/// One reply with what is known around it.
#[derive(Clone)]
struct Item {
    /// Identity of the queue; `None` for a reply outside queues.
    queue: Option<String>,
    sender: Option<String>,
    /// The target, where the reply's text or the next hop names it.
    target: Option<String>,
    /// The port, where it is known for sure.
    port: Option<u16>,
    reply: String,
    place: Option<Place>,
    /// The host that the reply names, where it is no server of the paste.
    far: Option<FarEnd>,
    /// The connector that answered and its client, where a log or an event names them.
    answered: Option<Answered>,
    narrowed: Option<Narrowed>,
    signs: IndexSet<Sign>,
    verdict: (Certainty, BTreeSet<Gap>),
}

/// A connector that refused a client.
#[derive(Clone, Debug)]
struct Answered {
    /// Its identity.
    connector: String,
    client: Option<Address>,
}

impl Item {
    fn of_reply(reply: String, place: Option<Place>) -> Self {
        Self {
            queue: None,
            sender: None,
            target: None,
            port: None,
            reply,
            place,
            far: None,
            answered: None,
            narrowed: None,
            signs: IndexSet::new(),
            verdict: open(),
        }
    }
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[],
    explained_by: &[
        // A finding that is more exact explains the reply of a queue if it is likely at least.
        ExplainedBy {
            applies_to: |f| is_general(f) && !f.subject.queues.is_empty(),
            explainer: |f| explains_reply(&f.facts) && f.certainty != Certainty::Possible,
            among: Among::Detected,
            covers: Covers::Lines,
        },
        // For a reply outside queues, a question that is more exact is enough.
        ExplainedBy {
            applies_to: |f| is_general(f) && f.subject.queues.is_empty(),
            explainer: |f| explains_reply(&f.facts),
            among: Among::Detected,
            covers: Covers::Lines,
        },
        // The finding about the hub connector names the events that say that port 25 is taken.
        ExplainedBy {
            applies_to: |f| f.code() == Code::Reply(Known::PortTaken),
            explainer: |f| matches!(f.facts, Facts::HubRoleConnectorOn25 { .. }),
            among: Among::Detected,
            covers: Covers::Anything,
        },
    ],
    detect: Detect::InCase(detect),
};

/// What may lie behind a reply, or lies behind it.
#[derive(Clone)]
struct Explanation {
    /// What is explained: the reply itself, or a cause.
    known: Known,
    /// The reply; `None` where the catalogue does not know it.
    reply: Option<Known>,
    item: Item,
}

impl Explanation {
    /// A cause of a reply that the catalogue knows, or that reply itself.
    const fn of_reply(reply: Known, known: Known, item: Item) -> Self {
        Self { known, reply: Some(reply), item }
    }

    /// A refusal by a host outside the organization, or its own trouble: whatever that means there, no connector and no
    /// server here is the reason.
    fn of_outside(reply: Known, item: &Item) -> Option<Self> {
        if reply.is_refusal() {
            return Some(Self::of_reply(reply, Known::OutsideRefuses, Item { narrowed: None, ..item.clone() }));
        }
        let narrowed = Some(Narrowed::OutsideInTrouble);
        reply.is_receivers_trouble().then(|| Self::of_reply(reply, reply, Item { narrowed, ..item.clone() }))
    }
}

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found: Vec<Explanation> = case.troubles.iter().flat_map(|trouble| of_queue(case, trouble)).collect();
    found.extend(outside_queues(case));
    if !case.troubles.iter().any(|t| t.known_reply() == Some(Known::TemporaryAuthenticationFailure)) {
        found.extend(logons_without_a_queue(case));
    }
    let mut groups: BTreeMap<_, Vec<Item>> = BTreeMap::new();
    for Explanation { known, reply, item } in found {
        groups.entry((known, item.verdict.0, item.queue.is_none(), reply, item.narrowed)).or_default().push(item);
    }
    groups.into_iter().map(|((known, _, _, reply, narrowed), items)| finding((known, reply, narrowed), items)).collect()
}

/// The explanations of the reply that a failing queue shows.
fn of_queue(case: &Case<'_>, trouble: &Trouble<'_>) -> Vec<Explanation> {
    let Some(reply) = trouble.known_reply() else { return at_routing_group(trouble) };
    let (error, place) = (trouble.queue.visible_error(), trouble.queue.last_error.place());
    let front_end = at_front_end(case, trouble);
    let is_outside = trouble.hop == Hop::External && front_end.is_empty();
    let far = error.and_then(|error| far_end(case, error, None, is_outside));
    // Only a target that is named said, or heard, this reply for certain.
    let named = trouble.targets.iter().find(|t| t.ground <= TargetGround::NextHop);
    let port = named.and_then(|t| t.ports.first()).filter(|p| p.ground != PortGround::Assumed);
    let item = Item {
        queue: Some(trouble.identity()),
        sender: trouble.sender.clone(),
        target: named.map(|t| t.server.clone()),
        port: port.map(|p| p.port),
        narrowed: error.and_then(|error| Narrowed::of(reply, error.inner.as_ref()?, error)),
        signs: front_end.into_iter().chain(said_outside(reply, far.as_ref(), place)).collect(),
        far,
        ..Item::of_reply(
            if let Observed::Other(words) = &trouble.observed { words.clone() } else { String::new() },
            place,
        )
    };
    if is_outside && let Some(outside) = Explanation::of_outside(reply, &item) {
        return vec![outside];
    }
    if reply == Known::UnableToConnect && goes_outside(case, trouble) {
        let causes = [Known::DnsLookupSetting, Known::PublicAddress];
        return causes.map(|cause| Explanation::of_reply(reply, cause, item.clone())).to_vec();
    }
    let mut found = Vec::new();
    let mut item = item;
    if reply == Known::TemporaryAuthenticationFailure {
        let (encryption, with_logons) = failed_logons(case, item);
        found.extend(encryption.map(|cause| Explanation::of_reply(reply, Known::KerberosEncryption, cause)));
        item = with_logons;
        if let Some(sign) = other_domain(case, error) {
            let of_trust = Item { signs: IndexSet::from([sign]), ..item.clone() };
            found.push(Explanation::of_reply(reply, Known::AdTrust, of_trust));
        }
    }
    found.extend(explanations(case, reply, error, Some(trouble), item));
    found
}

/// The explanations of replies that stand outside queues. What a queue shows already, or a line before, is not counted
/// again.
fn outside_queues(case: &Case<'_>) -> Vec<Explanation> {
    let of_queue = |trouble: &Trouble<'_>| Some((trouble.known_reply()?, trouble.reply()?.squeezed()));
    let mut said: Vec<(Known, String)> = case.troubles.iter().filter_map(of_queue).collect();
    // The server of a receive log is the one that said the reply; in a send log it is the other one.
    let logged = case.snapshot().observations.sessions.iter().flat_map(|session| {
        let named = session.receive_connector();
        let far = session.remote_host.as_deref().filter(|_| !session.is_receive);
        let server = named.map(|named| named.server).or(far);
        let client = session.remote.map(|remote| remote.address);
        let answered = named.map(|_| Answered { connector: session.connector.clone(), client });
        session.failures.iter().map(move |(error, place)| (error, *place, server, answered.clone()))
    });
    let replies = case.snapshot().replies.iter().map(|r| (&r.error, r.place, None, of_event(case, r.place)));
    let mut found = Vec::new();
    for (error, place, server, answered) in replies.chain(logged) {
        let Some((reply, inner)) = explained(error) else { continue };
        let words = inner.squeezed();
        // A program prints one reply with the three digits in one line and without them in the next, or only its beginning.
        let is_same =
            |(other, said): &(Known, String)| *other == reply && (said.contains(&words) || words.contains(said));
        if said.iter().any(is_same) {
            continue;
        }
        said.push((reply, words));
        let owner = || case.topology.owner(error.address()?);
        let named = server.or(error.fqdn.as_deref()).and_then(|name| case.topology.server(name)).or_else(owner);
        let target = named.map(|s| s.server.name.clone());
        let host = error.fqdn.as_deref().or_else(|| server.filter(|_| target.is_none()));
        let is_outside = host.is_some_and(is_exchange_online);
        let far = far_end(case, error, server, is_outside);
        let logon = (reply == Known::LogonFailed).then_some(Narrowed::ClientLogon);
        let item = Item {
            target,
            narrowed: Narrowed::of(reply, inner, error).or(logon),
            answered,
            signs: said_outside(reply, far.as_ref(), Some(place)).into_iter().collect(),
            far,
            ..Item::of_reply(inner.whole(), Some(place))
        };
        match Explanation::of_outside(reply, &item).filter(|_| is_outside) {
            Some(outside) => found.push(outside),
            None => found.extend(explanations(case, reply, Some(error), None, item)),
        }
    }
    found
}

/// The connector and the client that an event names, whose text counts like a reply.
fn of_event(case: &Case<'_>, place: Place) -> Option<Answered> {
    let event = case.snapshot().observations.events.iter().find(|event| event.place == place)?;
    let is_refusal = matches!(event.kind, EventKind::TooManyConnections { .. });
    let (_, connector) = observed::connector_of_event(case.snapshot(), event);
    is_refusal.then_some(Answered { connector, client: event.source })
}

/// The host that a reply or its log names, whole, where it is no server of the paste.
fn far_end(case: &Case<'_>, error: &LastError, logged: Option<&str>, is_outside: bool) -> Option<FarEnd> {
    let named = error.fqdn.as_deref().or(error.ip.as_deref()).or(logged);
    let host = named.map(str::trim).filter(|host| !host.is_empty())?;
    let is_known = || {
        let owner = error.address().and_then(|address| case.topology.owner(address));
        case.topology.server(host).or(owner).is_some()
    };
    if !is_outside && is_known() {
        return None;
    }
    Some(FarEnd { host: host.to_owned(), port: error.last_port(), is_outside })
}

/// That a host outside the organization said the reply.
fn said_outside(known: Known, far: Option<&FarEnd>, place: Option<Place>) -> Option<Sign> {
    let (far, place) = far.filter(|far| far.is_outside && known.said_by() == SaidBy::Receiver).zip(place)?;
    Some(Sign { place, shows: Shows::OutsideHost { host: far.host.clone() } })
}

/// The events 2017 of the sender about this target. The item goes on with what they say; where one names the encryption
/// type, that is a cause of its own.
fn failed_logons(case: &Case<'_>, mut item: Item) -> (Option<Item>, Item) {
    let mut by_encryption = None;
    for event in &case.snapshot().observations.events {
        let EventKind::OutboundAuthentication { error, target, .. } = &event.kind else { continue };
        let host = target.rsplit('/').next().unwrap_or_default();
        let is_of = |known: Option<&str>, name: &str| known.is_none_or(|known| same_server(known, name));
        let is_by_sender = event.computer.as_deref().is_none_or(|computer| is_of(item.sender.as_deref(), computer));
        if !is_by_sender || !is_of(item.target.as_deref(), host) {
            continue;
        }
        let sign =
            Sign { place: event.place, shows: Shows::FailedLogon { error: error.clone(), target: target.clone() } };
        item.signs.insert(sign);
        if SecurityStatus::of_name(error) == SecurityStatus::EncryptionType {
            let gap = Gap::IsTheReason { server: short_name(host).to_owned() };
            by_encryption = Some((Certainty::Likely, BTreeSet::from([gap])));
        }
    }
    let of_encryption = by_encryption.map(|verdict| Item { verdict, ..item.clone() });
    (of_encryption, item)
}

/// Events 2017 where no queue shows the reply that belongs to them.
fn logons_without_a_queue(case: &Case<'_>) -> Vec<Explanation> {
    let item = |event: &TransportEvent| {
        let EventKind::OutboundAuthentication { error, target, .. } = &event.kind else { return None };
        let host = target.rsplit('/').next().unwrap_or_default().to_owned();
        let known = match SecurityStatus::of_name(error) {
            SecurityStatus::EncryptionType => Known::KerberosEncryption,
            _ => Known::TemporaryAuthenticationFailure,
        };
        let place = event.place;
        let shows = Shows::FailedLogon { error: error.clone(), target: target.clone() };
        let known_target = case.topology.server(&host).map(|server| server.server.name.clone());
        let far = known_target.is_none().then_some(FarEnd { host, port: None, is_outside: false });
        let (sender, reply) = (event.computer.clone(), format!("{error} ({target})"));
        let signs = IndexSet::from([Sign { place, shows }]);
        let item = Item { sender, target: known_target, far, signs, ..Item::of_reply(reply, Some(place)) };
        Some(Explanation::of_reply(known, known, item))
    };
    case.snapshot().observations.events.iter().filter_map(item).collect()
}

/// What may lie behind a reply that the catalogue does not explain, where the next hop is of Exchange 2003.
fn at_routing_group(trouble: &Trouble<'_>) -> Vec<Explanation> {
    let error = trouble.queue.visible_error();
    let Some(error) = error.filter(|_| hop::is_to_routing_group(&trouble.queue)) else { return Vec::new() };
    let reply = error.inner.as_ref().map_or_else(|| error.raw.clone(), SmtpReply::whole);
    let item = Item {
        queue: Some(trouble.identity()),
        sender: trouble.sender.clone(),
        ..Item::of_reply(reply, trouble.queue.last_error.place())
    };
    let legacy = [Known::LegacySmartHost, Known::LegacyRoutingGroup];
    legacy.map(|known| Explanation { known, reply: None, item: item.clone() }).to_vec()
}

/// The reply with what may lie behind it, or what other output of the paste shows to lie behind it.
fn explanations(
    case: &Case<'_>,
    known: Known,
    error: Option<&LastError>,
    trouble: Option<&Trouble<'_>>,
    item: Item,
) -> Vec<Explanation> {
    let (shown, item) = confirmed(case, known, item);
    let Some((error, reply)) = error.and_then(|e| Some((e, e.inner.as_ref()?))).filter(|_| shown == known) else {
        return vec![Explanation::of_reply(known, shown, item)];
    };
    let around = Around {
        reply,
        queue: trouble.map(|t| t.queue.as_ref()),
        hop: trouble.map_or(Hop::Unknown, |t| t.hop),
        host: error.fqdn.as_deref().unwrap_or_default(),
        is_masked: error.ip.as_deref().is_some_and(|ip| !ip.is_empty()) && error.address().is_none(),
        snapshot: case.snapshot(),
    };
    // What narrows the reply down is the cause, and leaves no other.
    if item.narrowed.is_some() {
        return vec![Explanation::of_reply(known, known, item)];
    }
    // States that are shown and active speak against it.
    let states_shown = item.signs.iter().any(|sign| matches!(sign.shows, Shows::Component { .. }));
    let causes = around.causes(known).into_iter().filter(|c| *c != Known::ServiceNotActive || !states_shown);
    causes.chain([known]).map(|cause| Explanation::of_reply(known, cause, item.clone())).collect()
}

/// A session of a send log between servers of two domains, of which the other one is that of the host in LastError.
fn other_domain(case: &Case<'_>, error: Option<&LastError>) -> Option<Sign> {
    let domain = |host: &str| host.split_once('.').map(|(_, domain)| domain.to_ascii_lowercase());
    let failing = domain(error?.fqdn.as_deref()?)?;
    case.snapshot().observations.sessions.iter().filter(|s| !s.is_receive).find_map(|session| {
        let answered = || session.ehlo.as_ref().map(|ehlo| ehlo.host.clone());
        let (own, other) = (session.own_host.clone()?, session.remote_host.clone().or_else(answered)?);
        let (here, there) = (domain(&own)?, domain(&other)?);
        let shows = Shows::OtherDomain { own, other };
        (here != there && there == failing).then_some(Sign { place: session.place, shows })
    })
}

/// Whether LastError prints a public address for a server of the organization, and nothing in the paste says that it has
/// that address.
fn goes_outside(case: &Case<'_>, trouble: &Trouble<'_>) -> bool {
    let error = trouble.queue.visible_error();
    let Some(address) = error.and_then(LastError::address) else { return false };
    let from_error = |a: &ServerAddress| a.origin == AddressOrigin::LastError;
    let known = case
        .topology
        .owner(address)
        .is_some_and(|s| s.server.addresses.iter().any(|a| a.address == address && !from_error(a)));
    // Edge servers may have one, and IPv6 needs no other inside either.
    let plausible = address.family() == Family::V6 || hop::crosses_edge(&trouble.queue);
    trouble.hop == Hop::Internal && !plausible && !address.is_private() && !address.is_local_only() && !known
}

/// Whether the reply came through, or from, the own front end.
fn at_front_end(case: &Case<'_>, trouble: &Trouble<'_>) -> Vec<Sign> {
    let (Some(Some(error)), Some(place)) = (trouble.queue.last_error.visible(), trouble.queue.last_error.place())
    else {
        return Vec::new();
    };
    if trouble.hop != Hop::External || !route::is_at_front_end(&trouble.queue, &case.topology) {
        return Vec::new();
    }
    vec![Sign { place, shows: Shows::OwnFrontEnd { server: error.fqdn.clone() } }]
}

/// The catalogue alone only says what may be.
const fn open() -> (Certainty, BTreeSet<Gap>) {
    (Certainty::Possible, BTreeSet::new())
}

fn explained(error: &LastError) -> Option<(Known, &SmtpReply)> {
    let inner = error.inner.as_ref()?;
    Some((Known::find(inner)?, inner))
}

/// What other output says of the cause: states of components, certificates.
fn confirmed(case: &Case<'_>, known: Known, mut item: Item) -> (Known, Item) {
    let Some(target) = item.target.clone() else { return (known, item) };
    match known {
        Known::ServiceNotActive | Known::ServiceNotAvailable => {
            item.signs.extend(observed::components(case.snapshot(), &target, item.port));
            if item.signs.iter().any(Sign::is_inactive) {
                item.verdict.0 = Certainty::Proven;
                // A connection that no connector takes gets the words "not available" too; and behind a front end on
                // port 25 either service may be the one.
                if known == Known::ServiceNotAvailable || item.port != Some(2525) {
                    item.verdict = (Certainty::Likely, BTreeSet::from([Gap::IsTheReason { server: target }]));
                }
                return (Known::ServiceNotActive, item);
            }
        }
        // A TLS session that does not come about looks like any broken connection (field reports).
        Known::TlsChannel | Known::StartTlsRequired | Known::ConnectionDropped | Known::UnableToConnect => {
            let broken = observed::broken_certificates(case.snapshot(), &target);
            if let Some(Shows::Certificate { lacks, .. }) = broken.first().map(|sign| &sign.shows) {
                let keyless = *lacks == "HasPrivateKey";
                item.signs.extend(broken);
                item.verdict = (Certainty::Likely, BTreeSet::from([Gap::IsTheReason { server: target.clone() }]));
                if !keyless {
                    item.verdict.1.insert(Gap::CertificatesOf { server: target });
                }
                return (if keyless { Known::KeylessCertificate } else { Known::UnboundCertificate }, item);
            }
        }
        Known::CertificateValidation => item.signs.extend(observed::broken_certificates(case.snapshot(), &target)),
        _ => {}
    }
    (known, item)
}

fn finding((known, reply, narrowed): (Known, Option<Known>, Option<Narrowed>), items: Vec<Item>) -> Finding {
    let (mut senders, mut targets, mut replies) = (IndexSet::new(), IndexSet::new(), IndexSet::new());
    let (mut subject, mut far, mut answered) = (Subject::default(), IndexSet::new(), IndexSet::new());
    let (mut evidence, mut signs, mut gaps) = (IndexSet::new(), IndexSet::new(), BTreeSet::new());
    let in_queue = items.iter().any(|i| i.queue.is_some());
    let certainty = items.first().map_or(Certainty::Possible, |i| i.verdict.0);
    for item in items {
        if let Some(sender) = item.sender {
            senders.insert(sender.clone());
            subject.servers.insert(sender);
        }
        if let Some(target) = item.target {
            targets.insert(target.clone());
            subject.servers.insert(target);
        }
        subject.queues.extend(item.queue.filter(|queue| !queue.is_empty()));
        far.extend(item.far);
        if let Some(it) = item.answered {
            subject.addresses.extend(it.client);
            answered.insert(it.connector);
        }
        replies.insert(item.reply);
        evidence.extend(item.place);
        for sign in item.signs {
            evidence.insert(sign.place);
            signs.insert(sign);
        }
        gaps.extend(item.verdict.1);
    }
    Finding {
        // Outside queues a reply is news of one message.
        severity: if in_queue { Severity::Blocking } else { Severity::Risk },
        certainty,
        facts: Facts::ReplyExplained {
            known,
            reply,
            narrowed,
            cause: if certainty == Certainty::Possible { CauseIs::Possible } else { CauseIs::Shown },
            queues: subject.queues.iter().cloned().collect(),
            replies: Vec::from_iter(replies),
            signs: Vec::from_iter(signs),
        },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence: Vec::from_iter(evidence),
        needs: if certainty == Certainty::Proven {
            Vec::new()
        } else {
            vec![Need::NextStep(Check {
                known,
                narrowed,
                senders: Vec::from_iter(senders),
                targets: Vec::from_iter(targets),
                far: Vec::from_iter(far),
                answered: Vec::from_iter(answered),
            })]
        },
        remedies: Vec::new(),
    }
}
