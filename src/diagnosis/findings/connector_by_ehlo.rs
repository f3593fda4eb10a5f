//! A reply to EHLO tells which connector gave it, or that it was not the one that should have answered.
//!
//! # What happens
//! What a connector says to EHLO follows from its properties. A word that it cannot say excludes it.
//! # Why it matters
//! Ten seconds of telnet from the client's address name the connector without any log.
//! # What decides it
//! The connectors of the server on that port that can say every word of the reply. Words that are missing decide nothing:
//! a device on the way takes words out, and without a usable certificate the connector leaves STARTTLS or X-ANONYMOUSTLS
//! out. Where the reply shows the client's address, the connector that selection predicts for it is asked for first.
//! # What to do
//! Compare the connector with the one that is meant for the client. The receive log names it for sure.
//! # When it is fine
//! Where this is the connector that is meant for the client.
//! # Sources
//! Observed behaviour (2013 CU23) for the words; documented (Set-ReceiveConnector) for those that a property switches.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::distinct;
use super::kind::{Detect, FindingKind};
use crate::diagnosis::case::Case;
use crate::diagnosis::facts::{EhloFacts, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::{EhloReply, Fit, Mismatch, ehlo_replies};
use crate::diagnosis::trial::{Gap, TargetEndpoints};
use crate::model::{Address, Place, ReceiveConnector, ServerId};

pub(super) const FINDING: FindingKind = FindingKind { codes: &[], explained_by: &[], detect: Detect::InCase(detect) };

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let contradicting = contradicting(case);
    let of_queues = sessions_of_queues(case);
    let is_of_a_queue = |reply: &EhloReply<'_>| {
        let (Some(server), Some(client), Some(port)) = (&reply.server, reply.client, reply.port) else { return false };
        of_queues.contains(&(client, port, ServerId::of(server)))
    };
    let is_told = |reply: &EhloReply<'_>| contradicting.contains(&reply.ehlo.place) || is_of_a_queue(reply);
    for reply in ehlo_replies(&case.topology).iter().filter(|reply| !is_told(reply)) {
        let Some(finding) = finding(case, reply) else { continue };
        // The same reply again tells nothing new.
        if !found.iter().any(|known| same_facts(known, &finding)) {
            found.push(finding);
        }
    }
    found.truncate(MOST_REPLIES);
    found
}

/// The most replies that are reported; a send log has thousands.
const MOST_REPLIES: usize = 10;

/// The port that is meant where none is shown.
const USUAL_PORT: u16 = 25;

fn same_facts(one: &Finding, other: &Finding) -> bool {
    match (&one.facts, &other.facts) {
        (Facts::ConnectorByEhlo(one), Facts::ConnectorByEhlo(other))
        | (Facts::EhloContradictsPrediction(one), Facts::EhloContradictsPrediction(other)) => one == other,
        _ => false,
    }
}

/// Client, port and server of the sessions that queues make. The findings of these queues tell which connector answers.
fn sessions_of_queues(case: &Case<'_>) -> BTreeSet<(Address, u16, ServerId)> {
    let sessions = case.troubles.iter().flat_map(|trouble| &trouble.attempts).map(|attempt| &attempt.trial.session);
    sessions.map(|session| (session.source, session.port, ServerId::of(&session.server))).collect()
}

/// The places of replies that contradict a session between two Exchange servers. They are reported with the session.
fn contradicting(case: &Case<'_>) -> BTreeSet<Place> {
    let of_queues = case.troubles.iter().flat_map(|trouble| &trouble.attempts).map(|attempt| &attempt.trial);
    of_queues.chain(&case.pairs).filter_map(|trial| trial.ehlo.as_ref()).map(|(ehlo, _)| ehlo.place).collect()
}

/// What selection says of the session that got a reply.
enum Predicted {
    /// The client, the server or the port is not shown, or what is hidden decides.
    Open(Vec<usize>),
    /// This connector answers.
    Connector(usize),
    /// Nobody answers.
    Nobody,
}

fn predicted(case: &Case<'_>, reply: &EhloReply<'_>) -> Predicted {
    let open = || Predicted::Open(Vec::new());
    let (Some(server), Some(client), Some(port)) = (&reply.server, reply.client, reply.port) else { return open() };
    let Some(endpoints) = TargetEndpoints::of(&case.topology, server, port, reply.local) else { return open() };
    let trials = endpoints.try_from(&case.topology, "", client);
    let selections = || trials.iter().map(|trial| &trial.selection);
    let best = distinct(selections().map(|it| it.outcome.best().map(|decision| decision.connector)));
    match best.as_slice() {
        [Some(only)] if selections().all(crate::selection::Selection::is_certain) => Predicted::Connector(*only),
        [None] if selections().all(crate::selection::Selection::is_certain) => Predicted::Nobody,
        [] => open(),
        _ => Predicted::Open(distinct(selections().flat_map(|it| {
            let decided = it.outcome.best().map(|decision| decision.connector).filter(|_| it.is_certain());
            it.may_answer().into_iter().chain(decided)
        }))),
    }
}

fn finding(case: &Case<'_>, reply: &EhloReply<'_>) -> Option<Finding> {
    let on_port: Vec<&(usize, Fit)> = match reply.port {
        Some(_) => reply.fits.iter().collect(),
        None => reply.fits.iter().filter(|(index, _)| may_listen_on_usual_port(case, *index)).collect(),
    };
    let excluded = on_port.iter().filter_map(|(index, fit)| match fit {
        Fit::Excluded(mismatch) => Some((*index, mismatch)),
        _ => None,
    });
    let excluded: Vec<(usize, &Mismatch)> = excluded.collect();
    let left: Vec<(usize, &Fit)> =
        on_port.iter().filter(|(_, fit)| !matches!(fit, Fit::Excluded(_))).map(|(index, fit)| (*index, fit)).collect();
    let predicted = predicted(case, reply);
    let answer = answer(case, reply, &predicted, &left);
    // Where nothing tells the connectors apart, there is nothing to tell.
    if excluded.is_empty()
        && !answer.is_answered
        && !answer.contradicts
        && left.len() == on_port.len()
        && left.len() != 1
    {
        return None;
    }
    let identity = |index: usize| case.connector(index).map(ReceiveConnector::identity).unwrap_or_default();
    let lacking = answer.left.iter().filter_map(|index| match left.iter().find(|(it, _)| it == index) {
        Some((_, Fit::Lacks(words))) => Some((identity(*index), words.clone())),
        _ => None,
    });
    let facts = EhloFacts {
        host: reply.ehlo.host.clone(),
        client: reply.client,
        left: answer.left.iter().map(|index| identity(*index)).collect(),
        is_answered: answer.is_answered,
        predicted: match predicted {
            Predicted::Connector(index) => Some(identity(index)),
            Predicted::Open(_) | Predicted::Nobody => None,
        },
        lacking: lacking.collect(),
        excluded: excluded.iter().map(|(index, it)| (identity(*index), (*it).clone().into())).collect(),
    };
    let connectors: IndexSet<usize> = if answer.contradicts {
        on_port.iter().map(|(index, _)| *index).collect()
    } else {
        answer.left.iter().copied().collect()
    };
    let named = connectors.iter().filter_map(|index| case.connector(*index)).map(|c| c.server.clone());
    let servers: IndexSet<String> = named.filter(|server| !server.is_empty()).collect();
    let asked: Vec<String> = servers.iter().cloned().collect();
    let excluding = excluded.iter().map(|(_, mismatch)| mismatch.place);
    Some(Finding {
        severity: if answer.contradicts { Severity::Risk } else { Severity::Advice },
        certainty: answer.certainty,
        subject: Subject {
            queues: IndexSet::new(),
            connectors,
            servers,
            addresses: reply.client.into_iter().collect(),
        },
        gaps: answer.gaps,
        evidence: distinct(std::iter::once(reply.ehlo.place).chain(excluding)),
        needs: if answer.contradicts {
            vec![Need::ReceiveConnectors(asked)]
        } else {
            vec![Need::ReceiveProtocolLog(asked)]
        },
        remedies: Vec::new(),
        facts: if answer.contradicts { Facts::EhloContradictsPrediction(facts) } else { Facts::ConnectorByEhlo(facts) },
    })
}

fn may_listen_on_usual_port(case: &Case<'_>, index: usize) -> bool {
    case.connector(index).is_some_and(|c| c.may_listen_on(USUAL_PORT))
}

/// Which connectors the reply leaves, and how sure that is.
struct Answer {
    left: Vec<usize>,
    is_answered: bool,
    /// Whether the connector that should have answered is not among them.
    contradicts: bool,
    certainty: Certainty,
    gaps: Vec<Gap>,
}

fn answer(case: &Case<'_>, reply: &EhloReply<'_>, predicted: &Predicted, left: &[(usize, &Fit)]) -> Answer {
    let all: Vec<usize> = left.iter().map(|(index, _)| *index).collect();
    let contradiction =
        |certainty| Answer { left: all.clone(), is_answered: false, contradicts: true, certainty, gaps: Vec::new() };
    let server = reply.server.clone().unwrap_or_else(|| reply.ehlo.host.clone());
    let whole = || Gap::AllShown { server: server.clone() };
    let mut gaps = vec![whole()];
    let mut pool = all.clone();
    match predicted {
        Predicted::Connector(index) if !all.contains(index) => return contradiction(Certainty::Proven),
        Predicted::Nobody => return contradiction(Certainty::Proven),
        Predicted::Connector(index) => {
            return Answer {
                left: vec![*index],
                is_answered: true,
                contradicts: false,
                certainty: Certainty::Likely,
                gaps,
            };
        }
        Predicted::Open(may) => {
            if may.iter().any(|index| all.contains(index)) {
                pool.retain(|index| may.contains(index));
            }
        }
    }
    if pool.is_empty() {
        return contradiction(Certainty::Possible);
    }
    if reply.port.is_none() {
        gaps.push(Gap::AskedPort { server: server.clone(), port: USUAL_PORT });
    }
    let fit = |index: &usize| left.iter().find(|(it, _)| it == index).map(|(_, fit)| *fit);
    let exact: Vec<usize> = pool.iter().copied().filter(|index| fit(index) == Some(&Fit::Exact)).collect();
    let rest_lacks = pool.iter().all(|index| matches!(fit(index), Some(Fit::Exact | Fit::Lacks(_))));
    let hangs_on_bindings =
        pool.iter().any(|index| case.connector(*index).is_some_and(|c| c.bindings.whole().is_none()));
    if let ([only], true) = (exact.as_slice(), rest_lacks && !hangs_on_bindings) {
        if pool.len() > 1 {
            gaps.push(Gap::NothingTakenOut { server });
        }
        return Answer { left: vec![*only], is_answered: true, contradicts: false, certainty: Certainty::Likely, gaps };
    }
    // Those that fit best first.
    pool.sort_by_key(|index| match fit(index) {
        Some(Fit::Exact) => 0,
        Some(Fit::Open) => 1,
        _ => 2,
    });
    Answer { left: pool, is_answered: false, contradicts: false, certainty: Certainty::Possible, gaps: Vec::new() }
}
