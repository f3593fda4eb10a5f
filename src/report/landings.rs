//! Who lands where, in groups: pairs of one story are said once.
//!
//! A pair is a sender's address and a target's endpoint. Its story is what the report says of it apart from the names:
//! port, outcome, and of each connector the verdict, the settings that decide, and the size of its best range. Senders
//! that meet the same stories at every target are one group, and targets likewise. A group of senders and a group of
//! targets meet in one story, so the report grows with the number of different stories, not with the number of pairs.
//! A server is no target of itself: its own column tells it apart from no other sender.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::assemble::{Assembly, ports, predicted_reply, texts};
use super::wire;
use crate::diagnosis::observed::Agreement;
use crate::diagnosis::trial::{LandingOutcome, Trial};
use crate::diagnosis::{Case, route, topology::Topology};
use crate::model::{Address, ReceiveConnector, Size, Snapshot};
use crate::selection::{Candidate, Verdict};
use crate::words::Names;

/// The pairs of a case in groups: refused ones first, then in the order of the paste.
pub(super) fn groups(assembly: &Assembly<'_>, case: &Case<'_>) -> Vec<wire::LandingGroup> {
    let matrix = Matrix::of(case);
    let servers_of_targets: Vec<_> = matrix.targets.iter().map(|target| BTreeSet::from([target.server])).collect();
    let sender_groups = alike(&matrix.rows(), &servers_of_targets);
    let servers_of = |rows: &Vec<usize>| rows.iter().filter_map(|row| Some(matrix.senders.get(*row)?.server)).collect();
    let servers_of_senders: Vec<BTreeSet<&str>> = sender_groups.iter().map(servers_of).collect();
    let target_groups = alike(&matrix.columns(&sender_groups), &servers_of_senders);
    let mut groups = Vec::new();
    for rows in &sender_groups {
        groups.extend(target_groups.iter().filter_map(|columns| matrix.group(assembly, rows, columns)));
    }
    groups.sort_by_key(|group| group.outcome != LandingOutcome::Refused);
    groups
}

/// Every pair that the report speaks of.
struct Matrix<'a> {
    snapshot: &'a Snapshot,
    /// The name of each connector, by its index.
    names: Vec<&'a str>,
    senders: Vec<Sender<'a>>,
    targets: Vec<Target<'a>>,
    /// By sender, then by target.
    cells: Vec<Vec<Option<Cell<'a>>>>,
}

/// A sender's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sender<'a> {
    /// Position of the server in the paste.
    place: usize,
    server: &'a str,
    address: Address,
}

/// A target's endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Target<'a> {
    /// Position of the server in the paste.
    place: usize,
    server: &'a str,
    local: Option<Address>,
    port: u16,
}

/// One pair.
#[derive(Clone, Copy, Debug)]
struct Cell<'a> {
    trial: &'a Trial<'a>,
    /// Whether mail takes this way today.
    used: bool,
    /// Pairs of the same number have the same story.
    story: usize,
}

/// What the report says of a pair apart from the names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Story<'a> {
    port: u16,
    used: bool,
    outcome: LandingOutcome,
    reply: Option<&'static str>,
    contradicted: bool,
    /// A log names one connector of one server, so it speaks of no other pair.
    logged: Option<&'a str>,
    /// Of each connector of the target its profile, its verdict, and the size of its best range.
    candidates: Vec<(usize, Verdict, Option<Size>)>,
}

/// What decides of a connector. Its name stands in the place of its identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Profile<'a> {
    name: &'a str,
    enabled: Option<bool>,
    role: Option<Vec<String>>,
    auth: Option<Vec<String>>,
    groups: Option<Vec<String>>,
    /// The verdict on a connector that listens on other ports names them.
    ports: Vec<u16>,
    /// The properties of which only a part is visible.
    cut: Vec<&'a str>,
}

impl<'a> Matrix<'a> {
    fn of(case: &'a Case<'a>) -> Self {
        let snapshot = case.snapshot();
        let names = names(snapshot);
        let profiles = profiles(snapshot, &names);
        let used = case.ways_in_use();
        let places: BTreeMap<&str, usize> =
            case.topology.servers().iter().map(|s| s.server.name.as_str()).zip(0..).collect();
        let place = |server: &str| places.get(server).copied().unwrap_or(usize::MAX);
        let mut pairs = BTreeMap::new();
        let mut stories: BTreeMap<Story<'_>, usize> = BTreeMap::new();
        for trial in reported_pairs(case) {
            let (from, to) = (trial.sender.as_str(), trial.session.server.as_str());
            let sender = Sender { place: place(from), server: from, address: trial.session.source };
            let (local, port) = (trial.session.local, trial.session.port);
            let target = Target { place: place(to), server: to, local, port };
            // A pair that several queues use is reported once.
            let Entry::Vacant(pair) = pairs.entry((sender, target)) else { continue };
            let used = used.contains(&(from, to, port));
            let next = stories.len();
            let story = *stories.entry(Story::of(trial, used, &profiles)).or_insert(next);
            pair.insert(Cell { trial, used, story });
        }
        let senders: BTreeSet<Sender<'_>> = pairs.keys().map(|(sender, _)| *sender).collect();
        let targets: BTreeSet<Target<'_>> = pairs.keys().map(|(_, target)| *target).collect();
        let senders: BTreeMap<_, usize> = senders.into_iter().zip(0..).collect();
        let targets: BTreeMap<_, usize> = targets.into_iter().zip(0..).collect();
        let mut cells = vec![vec![None; targets.len()]; senders.len()];
        for ((sender, target), pair) in pairs {
            let place = senders.get(&sender).zip(targets.get(&target));
            if let Some(cell) = place.and_then(|(row, column)| cells.get_mut(*row)?.get_mut(*column)) {
                *cell = Some(pair);
            }
        }
        Self { snapshot, names, senders: senders.into_keys().collect(), targets: targets.into_keys().collect(), cells }
    }

    fn cell(&self, row: usize, column: usize) -> Option<Cell<'a>> {
        *self.cells.get(row)?.get(column)?
    }

    fn name(&self, connector: usize) -> &'a str {
        self.names.get(connector).copied().unwrap_or_default()
    }

    /// The senders, with their stories at every target.
    fn rows(&self) -> Vec<Line<'a>> {
        let line = |(sender, cells): (&Sender<'a>, &Vec<Option<Cell<'_>>>)| Line {
            server: sender.server,
            stories: cells.iter().map(|cell| Some(cell.as_ref()?.story)).collect(),
        };
        self.senders.iter().zip(&self.cells).map(line).collect()
    }

    /// The targets, with their stories for every group of senders.
    fn columns(&self, sender_groups: &[Vec<usize>]) -> Vec<Line<'a>> {
        let line = |(target, column): (&Target<'a>, usize)| Line {
            server: target.server,
            stories: sender_groups
                .iter()
                .map(|rows| rows.iter().find_map(|row| Some(self.cell(*row, column)?.story)))
                .collect(),
        };
        self.targets.iter().zip(0..).map(line).collect()
    }

    /// The story of a group of senders at a group of targets; `None` where none of their pairs is reported.
    fn group(&self, assembly: &Assembly<'_>, rows: &[usize], columns: &[usize]) -> Option<wire::LandingGroup> {
        let pairs = || rows.iter().flat_map(|row| columns.iter().filter_map(|column| self.cell(*row, *column)));
        let first = pairs().next()?;
        let mut ranges: BTreeMap<(&str, Verdict), Distinct> = BTreeMap::new();
        let mut open = Distinct::default();
        for cell in pairs() {
            for candidate in &cell.trial.selection.candidates {
                if let Some(entry) = candidate.entry {
                    let known = ranges.entry((self.name(candidate.connector), candidate.verdict)).or_default();
                    known.add(&entry.as_written);
                }
            }
            for connector in cell.trial.selection.may_answer() {
                open.add(&Names(self.snapshot).connector(connector));
            }
        }
        let ranges = |connector: usize, verdict: Verdict| {
            ranges.get(&(self.name(connector), verdict)).map(|known| known.texts.clone()).unwrap_or_default()
        };
        let selection = &first.trial.selection;
        let candidates = selection.candidates.iter().map(|candidate| {
            let one = assembly.candidate(self.snapshot, candidate, selection);
            wire::GroupCandidate {
                name: self.name(candidate.connector).to_owned(),
                verdict: one.verdict,
                ranges: ranges(candidate.connector, candidate.verdict),
                size: one.size,
                reason: one.reason,
            }
        });
        let to = |column: &usize| {
            let target = self.targets.get(*column)?;
            let trial = rows.iter().find_map(|row| self.cell(*row, *column))?.trial;
            Some(wire::GroupTarget {
                server: target.server.to_owned(),
                local: target.local.map(|local| local.to_string()),
                port: target.port,
                connector: trial.selection.decision().map(|d| Names(self.snapshot).connector(d.connector)),
            })
        };
        Some(wire::LandingGroup {
            from: rows
                .iter()
                .filter_map(|row| self.senders.get(*row))
                .map(|s| wire::LandingFrom { server: Some(s.server.to_owned()), address: s.address.to_string() })
                .collect(),
            to: columns.iter().filter_map(to).collect(),
            used: first.used,
            decided_by: selection.decision().map(|decision| wire::GroupDecision {
                ranges: ranges(decision.connector, Verdict::Chosen),
                size: decision.rank.size.to_string(),
                binding: decision.binding.as_written.to_string(),
            }),
            candidates: candidates.collect(),
            outcome: first.trial.landing_outcome(),
            may_answer: open.texts,
            predicted_reply: predicted_reply(selection, first.trial.outcome).map(str::to_owned),
            logged: first.trial.answer.as_ref().map(|answer| answer.session.connector.clone()),
            contradicted: first.trial.agreement == Agreement::Contradicts,
        })
    }
}

impl<'a> Story<'a> {
    fn of(trial: &'a Trial<'_>, used: bool, profiles: &[usize]) -> Self {
        let of_candidate = |c: &Candidate<'_>| {
            let profile = profiles.get(c.connector).copied().unwrap_or(usize::MAX);
            (profile, c.verdict, c.rank.map(|rank| rank.size))
        };
        let mut candidates: Vec<_> = trial.selection.candidates.iter().map(of_candidate).collect();
        candidates.sort_unstable();
        Self {
            port: trial.session.port,
            used,
            outcome: trial.landing_outcome(),
            reply: predicted_reply(&trial.selection, trial.outcome),
            contradicted: trial.agreement == Agreement::Contradicts,
            logged: trial.answer.as_ref().map(|answer| answer.session.connector.as_str()),
            candidates,
        }
    }
}

/// The pairs that the report speaks of: sessions of queues in trouble, pairs that would fail, then working pairs on the
/// port that they use.
fn reported_pairs<'a>(case: &'a Case<'a>) -> impl Iterator<Item = &'a Trial<'a>> {
    let attempts = case.troubles.iter().flat_map(|trouble| &trouble.attempts).map(|attempt| &attempt.trial);
    let pairs = case.pairs.iter().filter(|t| !t.works() || is_usual_port(&case.topology, t));
    attempts.chain(pairs)
}

/// The name of each connector without that of its server, as twins on other servers have it too; the whole name where
/// another connector of the server would have the same.
fn names(snapshot: &Snapshot) -> Vec<&str> {
    let short: Vec<&str> = snapshot.receive_connectors.iter().map(ReceiveConnector::name_without_server).collect();
    let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (connector, name) in snapshot.receive_connectors.iter().zip(&short) {
        *count.entry((&connector.server, name)).or_default() += 1;
    }
    let is_alone = |connector: &ReceiveConnector, name: &str| count.get(&(connector.server.as_str(), name)) == Some(&1);
    let pairs = snapshot.receive_connectors.iter().zip(short.iter().copied());
    pairs.map(|(connector, name)| if is_alone(connector, name) { name } else { connector.name.as_str() }).collect()
}

/// Numbers of profiles, by connector: equal where everything that decides is equal.
fn profiles(snapshot: &Snapshot, names: &[&str]) -> Vec<usize> {
    let mut known: BTreeMap<Profile<'_>, usize> = BTreeMap::new();
    let mut numbers = Vec::new();
    for (connector, name) in snapshot.receive_connectors.iter().zip(names) {
        let next = known.len();
        numbers.push(*known.entry(Profile::of(connector, name)).or_insert(next));
    }
    numbers
}

impl<'a> Profile<'a> {
    fn of(connector: &'a ReceiveConnector, name: &'a str) -> Self {
        Self {
            name,
            enabled: connector.enabled.visible().copied(),
            role: connector.transport_role.visible().map(|list| texts(list)),
            auth: connector.auth_mechanism.visible().map(|list| texts(list)),
            groups: connector.permission_groups.visible().map(|list| texts(list)),
            ports: ports(connector),
            cut: connector.cut(),
        }
    }
}

/// A sender or a target, with its story in each place of the matrix.
#[derive(Debug)]
struct Line<'a> {
    server: &'a str,
    stories: Vec<Option<usize>>,
}

/// Lines that tell the same story in every place, in groups. `across` says which servers each place is of: a line of the
/// only server of a place has no story there, and differs there from nothing.
fn alike(lines: &[Line<'_>], across: &[BTreeSet<&str>]) -> Vec<Vec<usize>> {
    struct Group<'a> {
        lines: Vec<usize>,
        servers: BTreeSet<&'a str>,
        stories: Vec<Option<usize>>,
    }
    let is_own = |servers: &BTreeSet<&str>, place: &BTreeSet<&str>| place.len() == 1 && servers == place;
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let server = BTreeSet::from([line.server]);
        let fits = |group: &Group<'_>| {
            let both = group.stories.iter().zip(&line.stories);
            both.zip(across).all(|((known, new), place)| {
                known == new
                    || (new.is_none() && is_own(&server, place))
                    || (known.is_none() && is_own(&group.servers, place))
            })
        };
        let Some(group) = groups.iter_mut().find(|group| fits(group)) else {
            groups.push(Group { lines: vec![index], servers: server, stories: line.stories.clone() });
            continue;
        };
        for (known, new) in group.stories.iter_mut().zip(&line.stories) {
            *known = known.or(*new);
        }
        group.lines.push(index);
        group.servers.insert(line.server);
    }
    groups.into_iter().map(|group| group.lines).collect()
}

/// Texts without repeats, in order of first appearance.
#[derive(Debug, Default)]
struct Distinct {
    seen: BTreeSet<String>,
    texts: Vec<String>,
}

impl Distinct {
    fn add(&mut self, text: &str) {
        if self.seen.insert(text.to_owned()) {
            self.texts.push(text.to_owned());
        }
    }
}

/// Whether a pair of servers would use this port, by their versions.
fn is_usual_port(topology: &Topology<'_>, trial: &Trial<'_>) -> bool {
    let ports = route::ports(topology.server(&trial.sender), topology.server(&trial.session.server));
    ports.iter().any(|p| p.port == trial.session.port)
}
