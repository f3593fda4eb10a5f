//! The reply says that no Exchange Server authentication was offered, but every connector that can have answered offers
//! it: something else took it away.
//!
//! # What happens
//! A firewall with SMTP inspection masks the verbs X-ANONYMOUSTLS and X-EXPS in the EHLO reply, or the target cannot
//! load its internal transport certificate and leaves X-ANONYMOUSTLS out itself.
//! # Why it matters
//! Looking at connectors any longer only costs time.
//! # What decides it
//! The target's reply to EHLO, asked for from the sending server: verbs replaced by X, or a banner of asterisks, point
//! to inspection; X-EXPS without X-ANONYMOUSTLS points to the certificate. X-ANONYMOUSTLS offered to anybody shows that
//! the certificate loads, for it is the server's; about inspection only the sender's own path tells.
//! # What to do
//! Stop the inspection on that path; or renew the certificate.
//! # When it is fine
//! Never.
//! # Sources
//! Documented (KB 979175; Cisco on SMTP inspection; events 12012 to 12015); observed behaviour (2013 CU23).

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{FIELD, KB_979175, OBSERVED};
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{CauseIs, Facts, PathFacts, ServerPort};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::hop::{self, Hop};
use crate::diagnosis::need::Need;
use crate::diagnosis::observed::{self, AskedBy, EhloSign, Shows, Sign, Tells};
use crate::diagnosis::route::{PortGround, Target, TargetGround};
use crate::diagnosis::trial::{Gap, hidden_captors};
use crate::diagnosis::trouble::{Attempt, Observed, Trouble};
use crate::model::{AuthMechanism, ReceiveConnector, same_server};

/// The two causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rival {
    Inspection,
    Certificate,
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[
        CodeSources::new(Code::SmtpInspection, &[KB_979175, FIELD]),
        CodeSources::new(Code::InternalTransportCertificateMissing, &[OBSERVED, FIELD]),
    ],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let signs = case.topology.ehlo();
    let mut drafts: BTreeMap<(Rival, Certainty), Draft> = BTreeMap::new();
    let mut landings: BTreeMap<usize, Landings> = BTreeMap::new();
    // The drafts of alike troubles, where no reply to EHLO tells one from the other.
    let mut drafts_of_alike: BTreeMap<usize, BTreeSet<(Rival, Certainty)>> = BTreeMap::new();
    let fits =
        |t: &&Trouble<'_>| matches!(t.observed, Observed::NotOffered | Observed::OnlyCode) && goes_to_a_server(t);
    for trouble in case.troubles.iter().filter(fits) {
        // Exchange 2003 knows neither X-ANONYMOUSTLS nor that certificate.
        if hop::is_to_routing_group(&trouble.queue) {
            continue;
        }
        let landings = &*landings.entry(trouble.alike()).or_insert_with(|| Landings::of(case, trouble));
        if let Some(known) = drafts_of_alike.get(&trouble.alike()).filter(|_| signs.is_empty()) {
            for key in known {
                drafts.entry(*key).or_default().note_trouble(case, trouble, landings);
            }
            continue;
        }
        let mut noted = BTreeSet::new();
        let targets: Vec<_> = trouble.targets.iter().map(Some).collect();
        for target in if targets.is_empty() { vec![None] } else { targets } {
            let judged = judge(case, trouble, target, signs);
            for (rival, verdict) in [(Rival::Inspection, judged.inspection), (Rival::Certificate, judged.certificate)] {
                let Some((certainty, gaps)) = verdict else { continue };
                let draft = drafts.entry((rival, certainty)).or_default();
                draft.gaps.extend(gaps);
                if noted.insert((rival, certainty)) {
                    draft.note_trouble(case, trouble, landings);
                }
                draft.note_target(target, &judged.signs);
            }
        }
        drafts_of_alike.insert(trouble.alike(), noted);
    }
    let finish = |((rival, certainty), mut draft): ((Rival, Certainty), Draft)| {
        // Only the finding about a device on the path names them, and they need a landing map for each way.
        if rival == Rival::Inspection && draft.only_healthy {
            draft.meet_unknown(case);
        }
        draft.finish(case, rival, certainty)
    };
    let mut found: Vec<_> = drafts.into_iter().map(finish).collect();
    if found.is_empty() {
        found.extend(masked_without_a_queue(case, signs));
    }
    found
}

/// Whether a queue delivers to an Exchange server. The connector of mailbox delivery, port 475, always offers Exchange
/// Server authentication (documented, implicit Receive connectors), so there these are the only causes.
fn goes_to_a_server(trouble: &Trouble<'_>) -> bool {
    trouble.is_suspicious() || trouble.hop == Hop::MailboxDelivery
}

/// A masked dialogue shows the device by itself, whatever fails.
fn masked_without_a_queue(case: &Case<'_>, signs: &[EhloSign<'_>]) -> Option<Finding> {
    let mut draft = Draft::default();
    for sign in signs.iter().filter(|sign| sign.tells == Tells::Masked) {
        let server = sign.server.clone().unwrap_or_default();
        let shows = Shows::Ehlo { tells: sign.tells, server: server.clone(), asked: AskedBy::Unknown };
        draft.gaps.insert(Gap::SameAnswer { sender: String::new(), server: server.clone() });
        draft.evidence.insert(sign.ehlo.place);
        if !server.is_empty() {
            draft.subject.servers.insert(server.clone());
        }
        draft.targets.insert(ServerPort { server, port: sign.port.unwrap_or(25) });
        draft.signs.insert(Sign { place: sign.ehlo.place, shows });
    }
    draft.targets.retain(|target| !target.server.is_empty());
    (!draft.evidence.is_empty()).then(|| {
        let finding = draft.finish(case, Rival::Inspection, Certainty::Likely);
        Finding { severity: Severity::Risk, ..finding }
    })
}

/// Whether what the paste shows of the target's answers excludes both causes, and the lines that show it.
pub(super) fn refuted(case: &Case<'_>, trouble: &Trouble<'_>) -> Option<Vec<Sign>> {
    let signs = case.topology.ehlo();
    let mut against = Vec::new();
    for target in trouble.targets.iter() {
        let judged = judge(case, trouble, Some(target), signs);
        if judged.inspection.is_some() || judged.certificate.is_some() {
            return None;
        }
        against.extend(judged.signs);
    }
    (!against.is_empty()).then_some(against)
}

/// How sure a cause is, and what that rests on.
type Verdict = (Certainty, BTreeSet<Gap>);

/// What the signs leave of the two causes; `None` = excluded.
struct Judged {
    inspection: Option<Verdict>,
    certificate: Option<Verdict>,
    signs: Vec<Sign>,
}

fn judge(case: &Case<'_>, trouble: &Trouble<'_>, target: Option<&Target>, signs: &[EhloSign<'_>]) -> Judged {
    let way = Way { case, trouble, target };
    let mut evidence = Evidence::default();
    for sign in signs.iter().filter(|sign| way.may_be_answered_by(sign)) {
        evidence.add(&way, sign, signs);
    }
    evidence.judge(&way)
}

/// The way from the sender of a failing queue to one of its targets.
struct Way<'w, 'a> {
    case: &'w Case<'a>,
    trouble: &'w Trouble<'a>,
    /// `None` where no target is known.
    target: Option<&'w Target>,
}

impl Way<'_, '_> {
    fn sender(&self) -> String {
        self.trouble.sender.clone().unwrap_or_default()
    }

    /// Whether the target may have given a reply to EHLO: it is the server that did, or one of the two is not known.
    fn may_be_answered_by(&self, sign: &EhloSign<'_>) -> bool {
        sign.server.as_ref().zip(self.target).is_none_or(|(server, target)| same_server(server, &target.server))
    }

    /// Whether the reply came on a port of the target; a port that is not known may be one.
    fn may_be_on_port(&self, sign: &EhloSign<'_>) -> bool {
        sign.port.zip(self.target).is_none_or(|(asked, target)| target.ports.iter().any(|port| port.port == asked))
    }

    /// The server that gave the reply, or the target where that is not known.
    fn server_of(&self, sign: &EhloSign<'_>) -> String {
        sign.server.clone().or_else(|| self.target.map(|target| target.server.clone())).unwrap_or_default()
    }

    /// Whether the reply was given to the sender; `None` where the paste does not show to whom.
    fn is_to_sender(&self, sign: &EhloSign<'_>) -> Option<bool> {
        let sender = self.trouble.sender.as_deref().and_then(|name| self.case.topology.server(name));
        sign.source.map(|source| sender.is_some_and(|sender| sender.routable_addresses().any(|own| own == source)))
    }

    /// A cause for which a reply speaks: proven where nothing about the way is assumed. `port` is the one that was asked; a
    /// certificate is the same on every port.
    fn raised(&self, mut gaps: BTreeSet<Gap>, port: Option<u16>) -> Verdict {
        let sender = self.sender();
        if let Some(target) = self.target {
            let server = target.server.clone();
            if let Some(port) = port.filter(|_| target.ports.iter().any(|p| p.ground == PortGround::Assumed)) {
                gaps.insert(Gap::Port { senders: self.trouble.senders(), server: server.clone(), port });
            }
            if target.ground == TargetGround::Assumed {
                gaps.insert(Gap::Target { queue: self.trouble.identity(), server });
            }
        } else {
            gaps.insert(Gap::SameAnswer { sender, server: String::new() });
        }
        (if gaps.is_empty() { Certainty::Proven } else { Certainty::Likely }, gaps)
    }
}

/// What replies to EHLO say about one way.
#[derive(Default)]
struct Evidence {
    /// The whole reply reached the sender: no device takes anything out.
    excludes_inspection: bool,
    /// X-ANONYMOUSTLS is offered, or not even X-EXPS is: the certificate is not the reason.
    excludes_certificate: bool,
    /// A reply that a device changed.
    masked: Option<Masked>,
    /// What it rests on that X-EXPS without X-ANONYMOUSTLS means the certificate.
    only_exps: Option<BTreeSet<Gap>>,
    signs: Vec<Sign>,
}

/// A reply that a device changed.
struct Masked {
    /// What it rests on that the sender gets the same.
    gaps: BTreeSet<Gap>,
    /// The port that was asked.
    port: Option<u16>,
}

impl Evidence {
    fn add(&mut self, way: &Way<'_, '_>, sign: &EhloSign<'_>, all: &[EhloSign<'_>]) {
        let is_to_sender = way.is_to_sender(sign);
        let asked = match is_to_sender {
            Some(true) if sign.is_typed => AskedBy::SenderByHand,
            Some(true) => AskedBy::Sender,
            Some(false) => AskedBy::Elsewhere,
            None => AskedBy::Unknown,
        };
        let shows = Shows::Ehlo { tells: sign.tells, server: way.server_of(sign), asked };
        self.signs.push(Sign { place: sign.ehlo.place, shows });
        let is_to_sender_on_port = is_to_sender == Some(true) && way.may_be_on_port(sign);
        match sign.tells {
            Tells::Offered => {
                // The certificate is one for the whole server.
                self.excludes_certificate |= way.target.is_some() && sign.server.is_some();
                self.excludes_inspection |= is_to_sender_on_port && sign.port.is_some() && sign.arrived;
            }
            Tells::OnlyExps => {
                self.excludes_inspection |= is_to_sender_on_port;
                if self.only_exps.is_none() {
                    self.only_exps = certificate_gaps(way.case, sign, &way.server_of(sign));
                }
            }
            // With the certificate missing X-EXPS would still be there.
            Tells::Nothing => self.excludes_certificate |= is_to_sender_on_port,
            Tells::Masked | Tells::Stripped => {
                let may_count = is_to_sender != Some(false) && way.may_be_on_port(sign) && !sign.is_over(all);
                if let Some(gaps) = Some(sign).filter(|_| may_count).and_then(|sign| masked_gaps(way, sign)) {
                    self.masked = Some(Masked { gaps, port: sign.port });
                }
            }
        }
    }

    fn judge(self, way: &Way<'_, '_>) -> Judged {
        let unless = |is_excluded: bool| (!is_excluded).then(|| (Certainty::Possible, BTreeSet::new()));
        let only_exps = self.only_exps.filter(|_| !self.excludes_certificate);
        let (inspection, certificate) = match (self.masked, only_exps) {
            (Some(masked), _) => (Some(way.raised(masked.gaps, masked.port)), None),
            (None, Some(gaps)) => (None, Some(way.raised(gaps, None))),
            (None, None) => (unless(self.excludes_inspection), unless(self.excludes_certificate)),
        };
        let mut signs = self.signs;
        if let Some(target) = way.target.filter(|_| certificate.is_some()) {
            signs.extend(observed::broken_certificates(way.case.snapshot(), &target.server));
        }
        Judged { inspection, certificate, signs }
    }
}

/// What it rests on that a reply which a device changed is the one that the sender gets; `None` where only the name of the
/// client could show that the sender gave up, and the client has another name.
fn masked_gaps(way: &Way<'_, '_>, sign: &EhloSign<'_>) -> Option<BTreeSet<Gap>> {
    let (sender, server) = (way.sender(), way.server_of(sign));
    let mut gaps = BTreeSet::new();
    if sign.tells == Tells::Stripped {
        sign.client.filter(|client| same_server(client, &sender))?;
        gaps.insert(Gap::DidNotArrive { sender: sender.clone(), server: server.clone() });
    }
    let is_known = way.is_to_sender(sign).is_some() && way.target.is_some();
    if !is_known || sign.server.is_none() || sign.port.is_none() {
        gaps.insert(Gap::SameAnswer { sender, server });
    }
    Some(gaps)
}

/// What "X-EXPS without X-ANONYMOUSTLS" has to rest on to mean the certificate; `None` where a connector hides
/// X-ANONYMOUSTLS on purpose.
fn certificate_gaps(case: &Case<'_>, sign: &EhloSign<'_>, server: &str) -> Option<BTreeSet<Gap>> {
    let mut gaps = BTreeSet::new();
    let on_itself = sign.source.is_some_and(|source| {
        source.is_local_only() || case.topology.owner(source).is_some_and(|s| same_server(&s.server.name, server))
    });
    if !on_itself {
        gaps.insert(Gap::Untouched { server: server.to_owned() });
    }
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    for (index, it) in connectors.filter(|(_, c)| same_server(&c.server, server)) {
        let elsewhere = sign.port.is_some_and(|port| {
            it.bindings.whole().is_some_and(|list| list.iter().all(|b| b.endpoint.is_some_and(|e| e.port != port)))
        });
        let offers_none = it.auth_mechanism.has(&AuthMechanism::ExchangeServer) == Some(false);
        if elsewhere || offers_none || it.is_disabled() {
            continue;
        }
        match it.suppress_x_anonymous_tls.whole() {
            Some(true) => return None,
            Some(false) => {}
            None => {
                gaps.insert(Gap::NotSuppressed { connector: index });
            }
        }
    }
    Some(gaps)
}

/// A finding in the making. Many queues name the same servers and lines: each stands here once.
struct Draft {
    subject: Subject,
    senders: IndexSet<String>,
    targets: IndexSet<ServerPort>,
    /// Connectors that answer and are as they should be.
    healthy: IndexSet<usize>,
    /// Whether nothing else may answer.
    only_healthy: bool,
    /// Whether a field report makes a captor a rival.
    has_rival_on_reported_port: bool,
    /// Connectors that would capture an unknown address.
    others: IndexSet<String>,
    signs: IndexSet<Sign>,
    gaps: BTreeSet<Gap>,
    evidence: BTreeSet<crate::model::Place>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            subject: Subject::default(),
            senders: IndexSet::new(),
            targets: IndexSet::new(),
            healthy: IndexSet::new(),
            only_healthy: true,
            has_rival_on_reported_port: false,
            others: IndexSet::new(),
            signs: IndexSet::new(),
            gaps: BTreeSet::new(),
            evidence: BTreeSet::new(),
        }
    }
}

impl Draft {
    fn note_trouble(&mut self, case: &Case<'_>, trouble: &Trouble<'_>, landings: &Landings) {
        if !trouble.identity().is_empty() {
            self.subject.queues.insert(trouble.identity());
        }
        if let Some(sender) = &trouble.sender {
            self.senders.insert(sender.clone());
            self.subject.servers.insert(sender.clone());
        }
        self.only_healthy &= landings.no_other_may_answer;
        self.has_rival_on_reported_port |= landings.has_rival_on_reported_port;
        for index in &landings.healthy {
            if self.healthy.insert(*index) {
                self.evidence.extend(case.connector(*index).and_then(|connector| connector.auth_mechanism.place()));
            }
        }
        self.evidence.extend(trouble.queue.last_error.place());
    }

    fn note_target(&mut self, target: Option<&Target>, signs: &[Sign]) {
        for port in target.iter().flat_map(|t| &t.ports) {
            let server = target.map(|t| t.server.clone()).unwrap_or_default();
            if self.targets.insert(ServerPort { server: server.clone(), port: port.port }) {
                self.subject.servers.insert(server);
            }
        }
        self.evidence.extend(signs.iter().map(|sign| sign.place));
        self.signs.extend(signs.iter().cloned());
    }

    /// Adds the connectors that would capture an unknown address.
    fn meet_unknown(&mut self, case: &Case<'_>) {
        for ServerPort { server, port } in &self.targets {
            let landings = case.topology.landings_of_any_source(server, *port);
            let captors = landings.iter().filter(|(.., outcome)| outcome.is_capture());
            self.others.extend(captors.map(|(_, connector, _)| connector.identity()));
        }
    }

    fn finish(self, case: &Case<'_>, rival: Rival, certainty: Certainty) -> Finding {
        let healthy = self.healthy.iter().filter_map(|index| case.connector(*index)).map(ReceiveConnector::identity);
        let path = PathFacts {
            healthy: super::distinct(healthy),
            senders: Vec::from_iter(self.senders),
            targets: Vec::from_iter(self.targets),
            only_healthy: self.only_healthy,
            has_rival_on_reported_port: self.has_rival_on_reported_port,
            others: Vec::from_iter(self.others),
            signs: Vec::from_iter(self.signs),
            cause: if certainty == Certainty::Possible { CauseIs::Possible } else { CauseIs::Shown },
        };
        let sender = Need::SendProtocolLog(path.senders.clone());
        let needs = match (rival, certainty) {
            (_, Certainty::Proven) => Vec::new(),
            // If no target is known, only the sender can tell which one it is.
            _ if path.targets.is_empty() => vec![sender],
            (Rival::Inspection, _) => vec![Need::EhloReply(path.targets.clone()), sender],
            (Rival::Certificate, _) => {
                vec![Need::Certificates(super::distinct(path.targets.iter().map(|target| target.server.clone())))]
            }
        };
        Finding {
            severity: Severity::Blocking,
            certainty,
            facts: match rival {
                Rival::Inspection => Facts::SmtpInspection(path),
                Rival::Certificate => Facts::InternalTransportCertificateMissing(path),
            },
            subject: self.subject,
            gaps: self.gaps.into_iter().collect(),
            evidence: self.evidence.into_iter().collect(),
            needs,
            remedies: Vec::new(),
        }
    }
}

/// Where the sessions of alike queues may land.
struct Landings {
    /// The connectors that may answer and offer authentication.
    healthy: IndexSet<usize>,
    no_other_may_answer: bool,
    /// Whether a field report makes another connector a rival.
    has_rival_on_reported_port: bool,
}

impl Landings {
    fn of(case: &Case<'_>, trouble: &Trouble<'_>) -> Self {
        let landings: Vec<(usize, Option<Outcome>)> = if trouble.is_addressed {
            trouble.attempts.iter().filter_map(|a| Some((a.trial.connector()?, a.trial.outcome))).collect()
        } else {
            let ports = trouble.targets.iter().flat_map(|t| t.ports.iter().map(move |p| (t, p)));
            ports
                .flat_map(|(t, p)| case.topology.landings_of_any_source(&t.server, p.port))
                .map(|(index, _, outcome)| (index, Some(outcome)))
                .collect()
        };
        // If a value is hidden or contradictory, or its server is unknown, another connector may have answered.
        let sure = |a: &Attempt<'_>| a.trial.is_decided() && !a.trial.is_contradicted();
        let placed = case.snapshot().receive_connectors.iter().all(|c| !c.server.is_empty());
        let hides = |t: &Target| t.ports.iter().any(|p| !hidden_captors(&case.topology, &t.server, p.port).is_empty());
        let may_be_hidden = !trouble.is_addressed && trouble.targets.iter().any(hides);
        let all_work = landings.iter().all(|(_, outcome)| *outcome == Some(Outcome::Works));
        Self {
            no_other_may_answer: placed && !may_be_hidden && trouble.attempts.iter().all(sure) && all_work,
            has_rival_on_reported_port: case.has_rival_on_reported_port(trouble),
            healthy: landings
                .into_iter()
                .filter(|(_, outcome)| *outcome == Some(Outcome::Works))
                .map(|(index, _)| index)
                .collect(),
        }
    }
}
