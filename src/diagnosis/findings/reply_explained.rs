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

use super::add;
use super::kind::{Among, Covers, Detect, ExplainedBy, FindingKind};
use super::sources::{FIELD, OBSERVED, Source};
use crate::diagnosis::behind::Around;
use crate::diagnosis::case::{Case, Observed, Trouble};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{CauseIs, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::{self, Hop};
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::{self, Shows, Sign};
use crate::diagnosis::route::{self, PortGround, TargetGround};
use crate::diagnosis::trial::Gap;
use crate::model::{Address, AddressOrigin, Family, LastError, Place, ServerAddress, SmtpReply};

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
    signs: Vec<Sign>,
    verdict: (Certainty, BTreeSet<Gap>),
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

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut items = Vec::new();
    let mut said: Vec<(Known, String)> = Vec::new();
    for trouble in &case.troubles {
        let Some(known) = trouble.known_reply() else {
            items.extend(at_routing_group(trouble));
            continue;
        };
        // Only a target that is named said, or heard, this reply for certain.
        let named = trouble.targets.iter().find(|t| t.ground <= TargetGround::NextHop);
        let target = named.map(|t| t.server.clone());
        let port = named.and_then(|t| t.ports.first()).filter(|p| p.ground != PortGround::Assumed).map(|p| p.port);
        let reply = if let Observed::Other(reply) = &trouble.observed { reply.clone() } else { String::new() };
        let inner = trouble.queue.last_error.visible().and_then(|error| error.as_ref()?.inner.as_ref());
        said.extend(inner.map(|inner| (known, inner.squeezed())));
        let (queue, sender) = (Some(trouble.identity()), trouble.sender.clone());
        let (place, signs, verdict) = (trouble.queue.last_error.place(), at_front_end(case, trouble), open());
        let item = Item { queue, sender, target, port, reply, place, signs, verdict };
        if known == Known::UnableToConnect && goes_outside(case, trouble) {
            items.extend(
                [Known::DnsLookupSetting, Known::PublicAddress].map(|cause| (cause, Some(known), item.clone())),
            );
            continue;
        }
        let error = trouble.queue.last_error.visible().and_then(Option::as_ref);
        if let (Known::TemporaryAuthenticationFailure, Some(sign)) = (known, other_domain(case, error)) {
            let signs = vec![sign];
            items.push((Known::AdTrust, Some(known), Item { signs, ..item.clone() }));
        }
        items.extend(explanations(case, known, error, Some(trouble), item));
    }
    // The server of a receive log is the one that said the reply.
    let logged = case.snapshot().observations.sessions.iter().flat_map(|session| {
        let server = session.connector.split_once('\\').map(|(server, _)| server).filter(|_| session.is_receive);
        session.failures.iter().map(move |(error, place)| (error, *place, server))
    });
    let replies = case.snapshot().replies.iter().map(|r| (&r.error, r.place, None));
    for (error, place, server) in replies.chain(logged) {
        let Some((known, inner)) = explained(error) else { continue };
        let (words, reply) = (inner.squeezed(), inner.whole());
        // What a queue shows already, or a line before, is not counted again. A program prints one reply with the three
        // digits in one line and without them in the next, or only its beginning.
        let is_same =
            |(other, said): &(Known, String)| *other == known && (said.contains(&words) || words.contains(said));
        if said.iter().any(is_same) {
            continue;
        }
        said.push((known, words));
        let owner = || case.topology.owner(Address::parse(error.ip.as_deref()?)?);
        let named = server.or(error.fqdn.as_deref()).and_then(|name| case.topology.server(name)).or_else(owner);
        let target = named.map(|s| s.server.name.clone());
        let (queue, sender, place, signs, verdict) = (None, None, Some(place), Vec::new(), open());
        let item = Item { queue, sender, target, port: None, reply, place, signs, verdict };
        items.extend(explanations(case, known, Some(error), None, item));
    }
    let mut groups: BTreeMap<_, Vec<Item>> = BTreeMap::new();
    for (known, reply, item) in items {
        groups.entry((known, item.verdict.0, item.queue.is_none(), reply)).or_default().push(item);
    }
    groups.into_iter().map(|((known, .., reply), items)| finding(known, reply, items)).collect()
}

/// What may lie behind a reply that the catalogue does not explain, where the next hop is of Exchange 2003.
fn at_routing_group(trouble: &Trouble<'_>) -> Vec<(Known, Option<Known>, Item)> {
    let error = trouble.queue.last_error.visible().and_then(Option::as_ref);
    let Some(error) = error.filter(|_| hop::is_to_routing_group(&trouble.queue)) else { return Vec::new() };
    let item = Item {
        queue: Some(trouble.identity()),
        sender: trouble.sender.clone(),
        target: None,
        port: None,
        reply: error.inner.as_ref().map_or_else(|| error.raw.clone(), SmtpReply::whole),
        place: trouble.queue.last_error.place(),
        signs: Vec::new(),
        verdict: open(),
    };
    let legacy = [Known::LegacySmartHost, Known::LegacyRoutingGroup];
    legacy.map(|cause| (cause, None, item.clone())).to_vec()
}

/// The reply with what may lie behind it, or what other output of the paste shows to lie behind it.
fn explanations(
    case: &Case<'_>,
    known: Known,
    error: Option<&LastError>,
    trouble: Option<&Trouble<'_>>,
    item: Item,
) -> Vec<(Known, Option<Known>, Item)> {
    let (shown, item) = confirmed(case, known, item);
    let Some((error, reply)) = error.and_then(|e| Some((e, e.inner.as_ref()?))).filter(|_| shown == known) else {
        return vec![(shown, Some(known), item)];
    };
    let around = Around {
        reply,
        queue: trouble.map(|t| t.queue.as_ref()),
        hop: trouble.map_or(Hop::Unknown, |t| t.hop),
        host: error.fqdn.as_deref().unwrap_or_default(),
        is_masked: error.ip.as_deref().is_some_and(|ip| !ip.is_empty() && Address::parse(ip).is_none()),
        snapshot: case.snapshot(),
    };
    // States that are shown and active speak against it.
    let states_shown = item.signs.iter().any(|sign| matches!(sign.shows, Shows::Component { .. }));
    let causes = around.causes(known).into_iter().filter(|c| *c != Known::ServiceNotActive || !states_shown);
    causes.chain([known]).map(|cause| (cause, Some(known), item.clone())).collect()
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
    let error = trouble.queue.last_error.visible().and_then(Option::as_ref);
    let Some(address) = error.and_then(|e| Address::parse(e.ip.as_deref()?)) else { return false };
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

fn finding(known: Known, reply: Option<Known>, items: Vec<Item>) -> Finding {
    let (mut senders, mut targets, mut servers, mut replies) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut queues, mut evidence, mut signs, mut gaps) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    let in_queue = items.iter().any(|i| i.queue.is_some());
    let certainty = items.first().map_or(Certainty::Possible, |i| i.verdict.0);
    for item in items {
        if let Some(sender) = item.sender {
            add(&mut senders, sender.clone());
            add(&mut servers, sender);
        }
        if let Some(target) = item.target {
            add(&mut targets, target.clone());
            add(&mut servers, target);
        }
        if let Some(queue) = item.queue.filter(|q| !q.is_empty()) {
            add(&mut queues, queue);
        }
        add(&mut replies, item.reply);
        evidence.extend(item.place);
        for sign in item.signs {
            add(&mut evidence, sign.place);
            add(&mut signs, sign);
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
            cause: if certainty == Certainty::Possible { CauseIs::Possible } else { CauseIs::Shown },
            queues: queues.clone(),
            replies,
            signs,
        },
        subject: Subject { queues, connectors: Vec::new(), servers, addresses: Vec::new() },
        gaps: gaps.into_iter().collect(),
        evidence,
        needs: if certainty == Certainty::Proven {
            Vec::new()
        } else {
            vec![Need::NextStep { known, senders, targets }]
        },
        remedies: Vec::new(),
    }
}
