//! Answers what changed between two inputs, and whether that is what was planned.
//!
//! Each side is completed by what only the other side shows, so that what one side does not show is no difference.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{finding_states, proof, tally, wire_change, wire_effects};
use crate::Input;
use crate::diagnosis::completed::{Completed, complete, level};
use crate::diagnosis::follow_up::{Changed, Followed, Side, State, follow, forget_replies, refusing, settled};
use crate::diagnosis::{self, Case, Finding};
use crate::intake::Texts;
use crate::model::{Identity, Queue, ReceiveConnector, ServerId, Snapshot, read_texts};
use crate::remedy::changes::{self, Change, Changes, Progress};
use crate::remedy::{ConnectorPairs, effects, powershell};
use crate::report::wire::{ConnectorFate, QueueFate};
use crate::report::{Language, assemble, remedy, wire};
use crate::selection::DecidingList;
use crate::words::{self, Tally, Words};

/// The whole answer, in the language of the second input.
pub(crate) fn compare(before: &Input<'_>, after: &Input<'_>) -> wire::Comparison {
    let language = after.language;
    let words = words::of(language);
    let (texts_before, texts_after) = (Texts::decode(&before.sources), Texts::decode(&after.sources));
    let (read_before, read_after) = (read_texts(before, &texts_before), read_texts(after, &texts_after));
    let (first, second) = (&read_before.snapshot, &read_after.snapshot);
    let case = Case::of(first);
    let findings = diagnosis::findings(&case);

    // Both sides as far as they are known, so that what one does not show is no difference.
    let (old, new) = (complete(first, second), complete(second, first));
    let mut remarks = taken_over(words, &old, &new);
    let nameless = [first, second].iter().flat_map(|s| &s.receive_connectors).filter(|c| !is_named(c)).count();
    if nameless > 0 {
        remarks.push(words.nameless(nameless));
    }

    let pairs = ConnectorPairs::of(&old.snapshot, &new.snapshot);
    let Differences { connectors, changes: actual, mut hidden, undecided } = differences(&old, &new, &pairs);
    remarks.extend(undecided.iter().map(|(connector, properties)| words.undecided(connector, properties)));

    let (remedies, carried_out) = remedies(language, first, &findings, second);
    let unplanned = changes::beyond(&actual, &carried_out);
    let mut difference = if hidden.is_empty() {
        effects::between(&old.snapshot, &new.snapshot, &pairs)
    } else {
        let mut sides = (old.snapshot.clone().into_owned(), new.snapshot.clone().into_owned());
        level(&mut sides.0, &mut sides.1, &pairs);
        effects::between(&sides.0, &sides.1, &pairs)
    };
    hidden.retain(|value| !difference.hidden.contains(value));
    difference.hidden.extend(hidden);
    let name = |number: usize| pairs.name(&old.snapshot, &new.snapshot, number);

    // Replies that were there before say nothing of queues whose mail would pass by now.
    let case_new = Case::of(&new.snapshot);
    let settled = settled(&case, &case_new);
    let forgotten = forget_replies(&new.snapshot, &settled);
    let case_forgotten = forgotten.as_ref().map(|snapshot| Case::with(case_new.pasted.again(snapshot)));
    let case_after = case_forgotten.as_ref().unwrap_or(&case_new);
    let findings_after = diagnosis::findings(case_after);
    let changed = connectors.iter().filter_map(|c| Identity::parse(&c.connector)).map(|it| ServerId::of(it.server));
    let changed: BTreeSet<ServerId> = changed.filter(|server| !server.is_empty()).collect();
    let shows_connectors = !second.receive_connectors.is_empty();
    let side = Side { case: &case, findings: &findings };
    let side_after = Side { case: case_after, findings: &findings_after };
    let followed = follow(side, side_after, Changed::OfServers(&changed));
    let tally = Tally {
        connectors: connectors.len(),
        regions: difference.effects.len(),
        as_shown: !difference.hidden.is_empty() || difference.contested,
        ..tally(&followed, &findings, &findings_after)
    };
    // Mostly the second input shows all that it needs: then its own findings are those.
    let report =
        |case: &Case<'_>, findings: &[Finding]| assemble::report(language, &texts_after, &read_after, case, findings);
    let report = match (&new.snapshot, &forgotten) {
        (Cow::Borrowed(_), None) => report(&case_new, &findings_after),
        (Cow::Borrowed(_), Some(_)) => report(&case_new, &diagnosis::findings(&case_new)),
        (Cow::Owned(_), _) => {
            let own = Case::of(second);
            report(&own, &diagnosis::findings(&own))
        }
    };
    wire::Comparison {
        schema: wire::SCHEMA,
        summary: words.compared(&tally, shows_connectors),
        remarks,
        connectors,
        remedies,
        left: left(&followed, case_after.snapshot(), &findings_after),
        unplanned: unplanned.iter().map(wire_change).collect(),
        effects: wire_effects(&difference.effects, &name),
        proof: if shows_connectors { proof(language, &difference, &name) } else { String::new() },
        findings: finding_states(language, &followed, &findings, &findings_after),
        queues: queues(language, first, second, &settled.iter().map(|at| (*at, refusing(&case_new, *at))).collect()),
        report,
    }
}

/// The lines of the recommended remedy of the gravest finding that is still there. It is made for what both sides show
/// together.
fn left(followed: &[Followed], snapshot: &Snapshot, findings: &[Finding]) -> Vec<String> {
    let is_left = |it: &&Followed| it.state == State::StillThere;
    let left = followed.iter().filter(is_left).filter_map(|it| findings.get(it.after?));
    let remedies = left.filter_map(|finding| finding.remedies.first());
    let ready = remedies.filter(|remedy| remedy.recommended && remedy.is_ready());
    ready.map(|remedy| powershell::lines(snapshot, remedy)).find(|lines| !lines.is_empty()).unwrap_or_default()
}

/// What is said about the values that one side has from the other one.
fn taken_over(words: &Words, old: &Completed<'_>, new: &Completed<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    for (is_second, side) in [(false, old), (true, new)] {
        let properties: Vec<_> = side.properties.iter().map(|p| (*p).to_owned()).collect();
        if !side.connectors.is_empty() {
            remarks.push(words.connectors_taken_over(is_second, &side.connectors));
        }
        if !properties.is_empty() {
            remarks.push(words.properties_taken_over(is_second, &properties));
        }
        if is_second && !side.lacking.is_empty() {
            remarks.push(words.taken_as_removed(&side.lacking));
        }
        // What only the second input shows of servers is simply news.
        if is_second && !side.servers.is_empty() {
            remarks.push(words.servers_taken_over(&side.servers));
        }
    }
    remarks
}

/// How the connectors of two sides differ.
#[derive(Default)]
struct Differences {
    /// The connectors that differ, or that only one side has.
    connectors: Vec<wire::ConnectorState>,
    /// All changes of properties.
    changes: Vec<Change>,
    /// The lists with hidden parts, each with the number of its pair.
    hidden: Vec<(usize, DecidingList)>,
    /// The connectors with properties of which hidden parts leave open whether they differ.
    undecided: Vec<(String, Vec<String>)>,
}

fn differences(old: &Completed<'_>, new: &Completed<'_>, pairs: &ConnectorPairs) -> Differences {
    let mut found = Differences::default();
    for (number, (left, right)) in pairs.iter(&old.snapshot, &new.snapshot).enumerate() {
        let (state, changes, identity) = match (left, right) {
            (Some(left), Some(right)) if is_named(right) => {
                let Changes { changes, undecided } = changes::of(left, right);
                let hidden = DecidingList::ALL.into_iter().filter(|list| undecided.contains(&list.property()));
                found.hidden.extend(hidden.map(|list| (number, list)));
                if !undecided.is_empty() {
                    let properties = undecided.iter().map(|p| p.spelling().to_owned()).collect();
                    found.undecided.push((right.identity(), properties));
                }
                (ConnectorFate::Changed, changes, right.identity())
            }
            (Some(left), None) if is_named(left) => (ConnectorFate::Removed, Vec::new(), left.identity()),
            (None, Some(right)) if is_named(right) => (ConnectorFate::Added, changes::of_new(right), right.identity()),
            _ => continue,
        };
        if state != ConnectorFate::Changed || !changes.is_empty() {
            let told = changes.iter().map(wire_change).collect();
            found.connectors.push(wire::ConnectorState { connector: identity, state, changes: told });
            found.changes.extend(changes);
        }
    }
    found
}

fn is_named(connector: &ReceiveConnector) -> bool {
    !connector.server.is_empty() && connector.has_whole_name()
}

/// How much of each remedy was carried out, and the changes of those that were.
fn remedies(
    language: Language,
    first: &Snapshot,
    findings: &[Finding],
    second: &Snapshot,
) -> (Vec<wire::RemedyState>, Vec<Change>) {
    // If several connectors have one name, the first one counts.
    let by_name = second.receive_connectors.iter().rev().map(|c| (c.identity().to_ascii_lowercase(), c));
    let by_name: BTreeMap<String, &ReceiveConnector> = by_name.collect();
    let state = |identity: &str| by_name.get(&identity.to_ascii_lowercase()).copied().filter(|c| is_named(c));
    let (mut told, mut carried_out) = (Vec::new(), Vec::new());
    for finding in findings {
        for it in finding.remedies.iter().filter(|r| r.is_ready()) {
            let planned = changes::planned(first, &it.plan);
            let progress = changes::progress(&planned, state);
            let is_carried_out = matches!(progress, Progress::Done | Progress::Partly);
            if planned.is_empty() || !(it.recommended || is_carried_out) {
                continue;
            }
            // Alternatives share steps, so only the recommended one is reported as carried out in part.
            if !it.recommended && progress == Progress::Partly {
                continue;
            }
            if is_carried_out {
                carried_out.extend(planned);
            }
            told.push(wire::RemedyState {
                finding: finding.code().in_report(),
                id: it.id,
                title: remedy::title(first, it, language),
                recommended: it.recommended,
                state: progress,
            });
        }
    }
    (told, carried_out)
}

/// The queues that were or are in trouble. `settled` are those whose mail would pass, each with the servers that would still
/// refuse it.
fn queues(
    language: Language,
    first: &Snapshot,
    second: &Snapshot,
    settled: &BTreeMap<usize, Vec<String>>,
) -> Vec<wire::QueueState> {
    let identity = |q: &Queue| q.identity.whole().cloned().unwrap_or_default();
    let find = |side: &'_ Snapshot, id: &str| side.queues.iter().position(|q| identity(q) == id);
    let mut told = Vec::new();
    let mut tell = |queue: String, state, refusing: &[String], before: Option<&Queue>, after: Option<&Queue>| {
        told.push(wire::QueueState {
            queue,
            state,
            messages_before: before.and_then(|q| q.message_count.whole().copied()),
            messages_after: after.and_then(|q| q.message_count.whole().copied()),
            text: words::of(language).queue_state(state, refusing),
        });
    };
    for old in first.queues.iter().filter(|q| q.is_in_trouble() && !identity(q).is_empty()) {
        let index = find(second, &identity(old));
        let new = index.and_then(|i| second.queues.get(i));
        let refusing = index.and_then(|i| settled.get(&i)).map(Vec::as_slice);
        let state = match new {
            None => QueueFate::NotShown,
            Some(_) if refusing.is_some_and(<[String]>::is_empty) => QueueFate::NotRetried,
            Some(_) if refusing.is_some() => QueueFate::PassesInPart,
            Some(new) if new.is_in_trouble() => QueueFate::InTrouble,
            Some(_) => QueueFate::Fine,
        };
        tell(identity(old), state, refusing.unwrap_or_default(), Some(old), new);
    }
    for new in second.queues.iter().filter(|q| q.is_in_trouble() && !identity(q).is_empty()) {
        let old = find(first, &identity(new)).and_then(|i| first.queues.get(i));
        if old.is_none_or(|q| !q.is_in_trouble()) {
            tell(identity(new), QueueFate::New, &[], old, Some(new));
        }
    }
    told
}
