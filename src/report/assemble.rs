//! Puts the report together from what the stages found, in wire types and in words.
//!
//! Nothing is decided here: every value comes from a stage, and every sentence from [`crate::words`].

use std::collections::{BTreeMap, BTreeSet};

use super::excerpt::excerpt;
use super::given::given;
use super::wire;
use super::{Language, commands, landings, overview, remedy};
use crate::diagnosis::excluded::{self, Excluded};
use crate::diagnosis::finding::Subject;
use crate::diagnosis::findings::sources;
use crate::diagnosis::observed::{Agreement, Answer};
use crate::diagnosis::trial::LandingOutcome;
use crate::diagnosis::{Case, Facts, Finding, Need, authentication, next_step, topology::Topology};
use crate::intake::Texts;
use crate::intake::Unread;
use crate::model::{self, LastError, Place, Queue, Read, ReceiveConnector, ServerId, Snapshot};
use crate::selection::{self, Candidate, Selection, Session, Verdict};
use crate::words::{self, Names, Reason};

/// Everything that the parts of a report are put together from.
pub(super) struct Assembly<'a> {
    texts: &'a Texts<'a>,
    read: &'a Read,
    words: &'static words::Words,
    language: Language,
}

/// The whole report.
#[must_use]
pub(crate) fn report(
    language: Language,
    texts: &Texts<'_>,
    read: &Read,
    case: &Case<'_>,
    findings: &[Finding],
) -> wire::Report {
    let it = Assembly { texts, read, words: words::of(language), language };
    let snapshot = &read.snapshot;
    let wanted: BTreeSet<ServerId> = findings
        .iter()
        .flat_map(|f| &f.needs)
        .filter_map(|n| if let Need::ServerAddresses(servers) = n { Some(servers) } else { None })
        .flatten()
        .map(|name| ServerId::of(name.as_str()))
        .collect();
    let excluded: Vec<_> = findings.iter().map(|finding| excluded::of(case, finding)).collect();
    let lines = it.lines(findings, &excluded);
    let mut told: Vec<_> =
        findings.iter().zip(&excluded).map(|(f, excluded)| it.finding(f, excluded, &lines)).collect();
    it.say_where_to_start(&mut told);
    remedy::say_once(&mut told);
    wire::Report {
        schema: wire::SCHEMA,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: read.recognised.iter().map(|r| it.input_part(r)).collect(),
        notes: read.notes.iter().map(|n| it.note(n)).collect(),
        unread: read.unread.iter().map(|lines| it.unread(lines)).collect(),
        servers: case.topology.servers().iter().map(|s| server(s, &wanted)).collect(),
        hosts: snapshot.hosts.iter().map(host).collect(),
        queues: snapshot.queues.iter().map(|q| it.queue(q)).collect(),
        replies: snapshot.replies.iter().map(|r| it.reply(r)).collect(),
        receive_connectors: snapshot.receive_connectors.iter().map(|c| it.connector(c)).collect(),
        landings: landings::groups(&it, case),
        next: next_step(case, findings).map(|next| it.need(&next.need, next.finding.map(|f| &f.facts))),
        overview: overview::overview(snapshot, findings, &told, it.words),
        findings: told,
    }
}

/// One landing for each session, whole.
#[must_use]
pub(crate) fn land(
    language: Language,
    texts: &Texts<'_>,
    read: &Read,
    sessions: &[crate::Session],
) -> Vec<wire::Landing> {
    // Nothing asked, nothing worked out: this is how reading alone is measured.
    if sessions.is_empty() {
        return Vec::new();
    }
    let it = Assembly { texts, read, words: words::of(language), language };
    let topology = Topology::of(&read.snapshot);
    sessions.iter().map(|question| it.land(&topology, question)).collect()
}

impl Assembly<'_> {
    fn source(&self, place: Place) -> String {
        self.source_name(place.source)
    }

    fn source_name(&self, source: usize) -> String {
        self.texts.get(source).map(|s| s.name().to_owned()).unwrap_or_default()
    }

    fn input_part(&self, part: &model::Recognised) -> wire::InputPart {
        wire::InputPart {
            source: self.source_name(part.source),
            kind: part.kind,
            layout: part.layout.into(),
            records: part.records,
            first_line: part.first_line,
            last_line: part.last_line,
        }
    }

    fn unread(&self, lines: &Unread) -> wire::Unread {
        wire::Unread {
            source: self.source(lines.place),
            first_line: lines.place.line,
            last_line: lines.last_line,
            why: self.words.unread(lines.why),
        }
    }

    fn note(&self, note: &model::Note) -> wire::Note {
        wire::Note {
            code: (&note.kind).into(),
            message: self.words.note(&note.kind),
            source: note.place.map(|p| self.source(p)),
            line: note.place.map(|p| p.line),
            command: commands::for_note(&note.kind, self.words),
        }
    }

    fn queue(&self, queue: &Queue) -> wire::Queue {
        wire::Queue {
            identity: queue.identity.visible().cloned(),
            server: queue.server().map(str::to_owned),
            delivery_type: queue.delivery_type.visible().cloned(),
            status: queue.status.visible().cloned(),
            message_count: queue.message_count.visible().copied(),
            next_hop_domain: queue.next_hop_domain.visible().cloned(),
            next_hop_connector: queue.next_hop_connector.visible().cloned(),
            last_error: queue.visible_error().map(last_error),
            others: others(&queue.others),
            cut: queue.cut().into_iter().map(str::to_owned).collect(),
            source: self.source(queue.place),
            line: queue.place.line,
        }
    }

    fn reply(&self, reply: &model::Reply) -> wire::Reply {
        wire::Reply { source: self.source(reply.place), line: reply.place.line, error: last_error(&reply.error) }
    }

    fn connector(&self, connector: &ReceiveConnector) -> wire::ReceiveConnector {
        let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        let whole_identity = !connector.server.is_empty() && !connector.name.is_empty();
        wire::ReceiveConnector {
            identity: whole_identity.then(|| connector.identity()),
            server: text(&connector.server),
            name: text(&connector.name),
            enabled: connector.enabled.visible().copied(),
            transport_role: connector.transport_role.visible().map(|roles| joined(roles)),
            bindings: connector.bindings.visible().map(|list| list.iter().map(binding).collect()),
            remote_ip_ranges: connector.remote_ip_ranges.visible().map(|list| list.iter().map(range).collect()),
            auth_mechanism: connector.auth_mechanism.visible().map(|list| texts(list)),
            permission_groups: connector.permission_groups.visible().map(|list| texts(list)),
            fqdn: connector.fqdn.visible().cloned(),
            require_tls: connector.require_tls.visible().copied(),
            suppress_x_anonymous_tls: connector.suppress_x_anonymous_tls.visible().copied(),
            max_message_size: connector.max_message_size.visible().cloned(),
            protocol_logging_level: connector.protocol_logging_level.visible().cloned(),
            others: others(&connector.others),
            cut: connector.cut().into_iter().map(str::to_owned).collect(),
            source: self.source(connector.place),
            line: connector.place.line,
        }
    }

    fn landing(
        &self,
        session: &Session,
        sender: Option<&str>,
        selection: &Selection<'_>,
        outcome: Option<authentication::Outcome>,
    ) -> wire::Landing {
        let snapshot = &self.read.snapshot;
        let best = selection.decision();
        wire::Landing {
            from: wire::LandingFrom { server: sender.map(str::to_owned), address: session.source.to_string() },
            to: wire::LandingTo {
                server: session.server.clone(),
                local: session.local.map(|a| a.to_string()),
                port: session.port,
            },
            connector: best.map(|d| Names(snapshot).connector(d.connector)),
            decided_by: best.map(|d| wire::DecidedBy {
                range: d.entry.as_written.to_string(),
                size: d.rank.size.to_string(),
                binding: d.binding.as_written.to_string(),
            }),
            candidates: selection.candidates.iter().map(|c| self.candidate(snapshot, c, selection)).collect(),
            outcome: LandingOutcome::of(selection, outcome),
            may_answer: selection.may_answer().into_iter().map(|c| Names(snapshot).connector(c)).collect(),
            predicted_reply: predicted_reply(selection, outcome).map(str::to_owned),
            logged: None,
            contradicted: false,
        }
    }

    /// One connector of a selection, with the reason for its verdict.
    pub(super) fn candidate(
        &self,
        snapshot: &Snapshot,
        candidate: &Candidate<'_>,
        selection: &Selection<'_>,
    ) -> wire::Candidate {
        let size = candidate.rank.map(|r| r.size);
        let own = size.unwrap_or(model::Size::ONE);
        let winner = selection.outcome.best().map_or(own, |d| d.rank.size);
        let reason = match candidate.verdict {
            Verdict::Chosen => Reason::Chosen { size: own },
            Verdict::Tie => Reason::Tie { size: own },
            Verdict::LessSpecific => Reason::LessSpecific { size: own, winner },
            Verdict::Unknown { missing } => Reason::Unknown { property: missing.property().spelling() },
            Verdict::NoRangeMatch => Reason::NoRangeMatch,
            Verdict::OtherFamily => Reason::OtherFamily,
            Verdict::OtherAddress => Reason::OtherAddress,
            Verdict::OtherRole => Reason::OtherRole,
            Verdict::OtherPort => Reason::OtherPort {
                ports: snapshot.receive_connectors.get(candidate.connector).map(ports).unwrap_or_default(),
            },
            Verdict::Disabled => Reason::Disabled,
        };
        wire::Candidate {
            connector: Names(snapshot).connector(candidate.connector),
            verdict: candidate.verdict.into(),
            range: candidate.entry.map(|e| e.as_written.to_string()),
            size: size.map(|s| s.to_string()),
            reason: self.words.reason(&reason),
        }
    }

    fn land(&self, topology: &Topology<'_>, question: &crate::Session) -> wire::Landing {
        let snapshot = &self.read.snapshot;
        let source = model::Address::parse(&question.from);
        let local = question.local.as_deref().map(model::Address::parse);
        let (Some(source), true) = (source, local.is_none_or(|l| l.is_some())) else {
            return wire::Landing {
                from: wire::LandingFrom { server: None, address: question.from.clone() },
                to: wire::LandingTo { server: question.to.clone(), local: question.local.clone(), port: question.port },
                connector: None,
                decided_by: None,
                candidates: Vec::new(),
                outcome: LandingOutcome::Undecidable,
                may_answer: Vec::new(),
                predicted_reply: None,
                logged: None,
                contradicted: false,
            };
        };
        let known = topology.server(&question.to).map_or_else(|| question.to.clone(), |s| s.server.name.clone());
        let session = Session { source, server: known, local: local.flatten(), port: question.port };
        let selection = selection::select(snapshot, &session);
        // Only an Exchange server needs what Exchange servers need of a connector.
        let owner = topology.owner(source);
        let connector = selection.outcome.best().and_then(|d| snapshot.receive_connectors.get(d.connector));
        let outcome = owner.and(connector).map(authentication::outcome);
        let answer = Answer::find(topology.answers(), snapshot, &session);
        let mut landing = self.landing(&session, owner.map(|s| s.server.name.as_str()), &selection, outcome);
        landing.contradicted = Agreement::of(answer.as_ref(), &selection) == Agreement::Contradicts;
        landing.logged = answer.map(|a| a.session.connector.clone());
        landing
    }

    fn finding(&self, finding: &Finding, excluded: &[Excluded], lines: &BTreeMap<Place, &str>) -> wire::Finding {
        let names = Names(&self.read.snapshot);
        let text = self.words.finding(&finding.facts, finding.certainty);
        wire::Finding {
            code: finding.code().in_report(),
            severity: finding.severity,
            certainty: finding.certainty,
            title: text.title,
            what: text.what,
            why: text.why,
            action: text.action,
            fine_when: text.fine_when,
            subject: wire::Subject {
                queues: finding.subject.queues.iter().cloned().collect(),
                connectors: finding.subject.connectors.iter().map(|c| names.connector(*c)).collect(),
                servers: finding.subject.servers.iter().cloned().collect(),
                addresses: finding.subject.addresses.iter().map(ToString::to_string).collect(),
            },
            assumptions: self.words.assumptions(&finding.gaps, &names),
            given: given(&self.read.snapshot, &finding.subject),
            evidence: finding.evidence.iter().map(|place| self.evidence(*place, &finding.subject, lines)).collect(),
            needs: self.needs(finding),
            excluded: excluded
                .iter()
                .map(|it| wire::Excluded {
                    what: self.words.excluded(it, &names),
                    evidence: it.places.iter().map(|place| self.evidence(*place, &finding.subject, lines)).collect(),
                })
                .collect(),
            remedies: finding.remedies.iter().map(|r| remedy::remedy(&self.read.snapshot, r, self.language)).collect(),
            sources: sources(finding.code()).iter().map(ToString::to_string).collect(),
        }
    }

    fn evidence(&self, place: Place, subject: &Subject, lines: &BTreeMap<Place, &str>) -> wire::Evidence {
        let connectors = subject.connectors.iter().filter_map(|c| self.read.snapshot.receive_connectors.get(*c));
        let names = connectors.map(|c| c.name.as_str()).chain(subject.servers.iter().map(String::as_str));
        let text = excerpt(lines.get(&place).copied().unwrap_or_default(), names);
        wire::Evidence { source: self.source(place), line: place.line, text }
    }

    /// What would settle a finding, in order.
    fn needs(&self, finding: &Finding) -> Vec<wire::Need> {
        finding.needs.iter().map(|need| self.need(need, Some(&finding.facts))).collect()
    }

    /// Of several things that would settle the findings, the best is said to be that. A reader can start with one only, so
    /// it is said of the gravest finding that has several.
    fn say_where_to_start(&self, findings: &mut [wire::Finding]) {
        if let Some([first, ..]) = findings.iter_mut().map(|f| f.needs.as_mut_slice()).find(|needs| needs.len() > 1) {
            first.why = self.words.first_of_several_needs(&first.why);
        }
    }

    fn need(&self, need: &Need, facts: Option<&Facts>) -> wire::Need {
        let (what, why) = self.words.need(need);
        let outcomes = self.words.outcomes(facts, need).into_iter();
        let servers = if let Need::ServerAddresses(servers) = need { servers.clone() } else { Vec::new() };
        wire::Need {
            code: need.code(),
            what,
            why,
            command: commands::for_need(need, self.words),
            servers,
            outcomes: outcomes.map(|it| wire::NeedOutcome { see: it.see, means: it.means }).collect(),
        }
    }

    /// The text of every line that a finding rests on, in one pass over each source.
    fn lines(&self, findings: &[Finding], excluded: &[Vec<Excluded>]) -> BTreeMap<Place, &str> {
        let wanted: BTreeSet<Place> = findings
            .iter()
            .flat_map(|f| f.evidence.iter().copied())
            .chain(excluded.iter().flatten().flat_map(|it| it.places.iter().copied()))
            .collect();
        let mut lines = BTreeMap::new();
        for (source, text) in self.texts.iter().enumerate() {
            let mut from_here = wanted.range(Place { source, line: 0 }..);
            if from_here.next().is_none_or(|first| first.source != source) {
                continue;
            }
            for (line, text) in (1_u32..).zip(text.shown().lines()) {
                let place = Place { source, line };
                if wanted.contains(&place) {
                    lines.insert(place, text);
                }
            }
        }
        lines
    }
}

fn server(facts: &crate::diagnosis::topology::ServerFacts<'_>, wanted: &BTreeSet<ServerId>) -> wire::Server {
    wire::Server {
        name: facts.server.name.clone(),
        version: facts.version.map(|v| v.version.to_string()),
        addresses: addresses(&facts.server.addresses),
        address_wanted: wanted.contains(&ServerId::of(&facts.server.name)),
    }
}

fn host(host: &model::Host) -> wire::Host {
    wire::Host { name: host.name.clone(), addresses: addresses(&host.addresses) }
}

fn addresses(addresses: &[model::ServerAddress]) -> Vec<wire::ServerAddress> {
    let of = |a: &model::ServerAddress| wire::ServerAddress { address: a.address.to_string(), origin: a.origin };
    addresses.iter().map(of).collect()
}

fn others(others: &model::Others) -> BTreeMap<String, String> {
    others.iter().map(|(name, text)| ((**name).to_owned(), (**text).to_owned())).collect()
}

fn last_error(error: &LastError) -> wire::LastError {
    wire::LastError {
        raw: error.raw.clone(),
        outer: error.outer.as_ref().map(smtp_reply),
        inner: error.inner.as_ref().map(smtp_reply),
        fqdn: error.fqdn.clone(),
        ip: error.ip.clone(),
        endpoint: error.endpoint.clone(),
    }
}

fn smtp_reply(reply: &model::SmtpReply) -> wire::SmtpReply {
    wire::SmtpReply {
        code: reply.code.map(|c| c.to_string()),
        enhanced_code: reply.enhanced_code.clone(),
        text: reply.text.clone(),
    }
}

fn binding(binding: &model::Binding) -> wire::Binding {
    wire::Binding {
        as_written: binding.as_written.to_string(),
        address: binding.endpoint.map(|e| e.address.to_string()),
        port: binding.endpoint.map(|e| e.port),
    }
}

fn range(range: &model::RemoteIpRange) -> wire::RemoteIpRange {
    let first = range.range().map(|r| r.first().to_string());
    // Most entries are single addresses.
    let last = match range.range() {
        Some(r) if r.first_bits() != r.last_bits() => Some(r.last().to_string()),
        _ => first.clone(),
    };
    wire::RemoteIpRange { as_written: range.as_written.to_string(), first, last }
}

/// The reply that would follow on a selection and the authentication after it, where one would.
pub(super) fn predicted_reply(
    selection: &Selection<'_>,
    outcome: Option<authentication::Outcome>,
) -> Option<&'static str> {
    match &selection.outcome {
        selection::Outcome::NoConnector => Some("421 4.3.2 Service not available"),
        selection::Outcome::Connector(_) => outcome.and_then(authentication::Outcome::predicted_reply),
        _ => None,
    }
}

/// The members of a list, as text.
pub(super) fn texts<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn joined<T: ToString>(list: &[T]) -> String {
    texts(list).join(", ")
}

/// The ports that a connector is seen to listen on.
pub(super) fn ports(connector: &ReceiveConnector) -> Vec<u16> {
    let bindings = connector.bindings.visible();
    let mut ports: Vec<u16> = bindings.into_iter().flatten().filter_map(|b| b.endpoint).map(|e| e.port).collect();
    ports.sort_unstable();
    ports.dedup();
    ports
}
