//! A remedy in the wire format.
//!
//! Numbers and names come from the remedy, sentences from `crate::words`. Nothing is decided here.

use std::collections::{HashMap, HashSet};

use super::Language;
use super::wire;
use crate::model::{ReceiveConnector, Snapshot};
use crate::remedy::powershell;
use crate::remedy::{Effect, Exception, OwnAddress, PlannedChange, Remedy, Setting, with_custom, without_exceptions};
use crate::words::{self, RemedyFacts};

/// One line: what a remedy for this snapshot does.
#[must_use]
pub fn title(snapshot: &Snapshot, remedy: &Remedy, language: Language) -> String {
    words::of(language).remedy_headline(remedy.id, &facts(snapshot, remedy))
}

/// The wire form of a remedy that was made for this snapshot.
#[must_use]
pub fn remedy(snapshot: &Snapshot, remedy: &Remedy, language: Language) -> wire::Remedy {
    let words = words::of(language);
    let facts = facts(snapshot, remedy);
    let scripts = powershell::render(snapshot, remedy, words);
    wire::Remedy {
        id: remedy.id,
        title: words.remedy_headline(remedy.id, &facts),
        recommended: remedy.recommended,
        same_as: None,
        consequences: words.consequences(&remedy.consequences),
        lines: powershell::lines(snapshot, remedy),
        prove: scripts.prove,
        commands: scripts.commands,
        verify: scripts.verify,
        retry: scripts.retry,
        rollback: scripts.rollback,
        script: scripts.script,
        acceptance: wire::Acceptance {
            accepted: remedy.acceptance.answer(),
            reason: words.acceptance(&remedy.acceptance),
        },
        changes: remedy.plan.iter().filter_map(|step| change(snapshot, remedy, step)).fold(
            Vec::new(),
            |mut changes, change| {
                add_alike(&mut changes, change);
                changes
            },
        ),
        effects: remedy.effects.iter().map(|e| wire_effect(e, &|index| name(snapshot, &remedy.plan, index))).collect(),
        proof: remedy.is_ready().then(|| words.proof(&facts)),
    }
}

/// Says a remedy once where it cures several findings: of the later ones it names the first one.
pub(super) fn say_once(findings: &mut [wire::Finding]) {
    let mut known: HashMap<String, (wire::Code, wire::Remedy)> = HashMap::new();
    for finding in findings {
        for remedy in finding.remedies.iter_mut().filter(|remedy| !remedy.commands.is_empty()) {
            let what = remedy.commands.join("\n");
            match known.get(&what) {
                Some((code, first)) if is_same(remedy, first) => {
                    remedy.same_as = Some(*code);
                    for said in [
                        &mut remedy.consequences,
                        &mut remedy.lines,
                        &mut remedy.prove,
                        &mut remedy.commands,
                        &mut remedy.verify,
                        &mut remedy.retry,
                        &mut remedy.rollback,
                    ] {
                        said.clear();
                    }
                    remedy.script.clear();
                    remedy.changes.clear();
                    remedy.effects.clear();
                }
                Some(_) => {}
                None => {
                    known.insert(what, (finding.code, remedy.clone()));
                }
            }
        }
    }
}

/// Whether one of two remedies with the same commands says nothing that the other does not say.
fn is_same(remedy: &wire::Remedy, first: &wire::Remedy) -> bool {
    (remedy.id, &remedy.title, &remedy.consequences, &remedy.rollback, &remedy.effects)
        == (first.id, &first.title, &first.consequences, &first.rollback, &first.effects)
        // Which queues are tried again is of the finding.
        && (remedy.retry.is_empty() || remedy.retry == first.retry)
}

fn facts(snapshot: &Snapshot, remedy: &Remedy) -> RemedyFacts {
    let mut facts = RemedyFacts {
        others: !remedy.proof.moves_only_wanted(),
        hidden: remedy.proof.hidden.clone(),
        complete: remedy.proof.is_complete(),
        no_effect: remedy.effects.is_empty(),
        ..RemedyFacts::default()
    };
    let mut addresses: Vec<_> = remedy.proof.landings.iter().map(|l| l.address).collect();
    addresses.sort();
    addresses.dedup();
    facts.addresses = addresses.iter().map(ToString::to_string).collect();
    // The headline names what the remedy is for, not what completes it.
    let steps = remedy.plan.len().saturating_sub(remedy.further_steps);
    for target in remedy.plan.iter().take(steps).filter_map(|step| step.target(snapshot)) {
        push_new(&mut facts.connectors, target.identity());
        push_new(&mut facts.servers, target.server.clone());
    }
    for name in remedy.proof.landings.iter().filter_map(|l| l.name.clone()) {
        push_new(&mut facts.lands_on, name);
    }
    facts
}

fn push_new(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Adds a change to those that are known: connectors that change in the same way are named together.
pub(crate) fn add_alike(changes: &mut Vec<wire::Change>, change: wire::Change) {
    let same = |known: &&mut wire::Change| {
        (&known.property, &known.removed, &known.added, &known.kept)
            == (&change.property, &change.removed, &change.added, &change.kept)
    };
    match changes.iter_mut().find(same) {
        Some(known) => {
            known.connectors.extend(change.connectors);
            known.own.extend(change.own);
        }
        None => changes.push(change),
    }
}

/// What one step changes in its property, own addresses of the server set apart.
fn change(snapshot: &Snapshot, remedy: &Remedy, step: &PlannedChange) -> Option<wire::Change> {
    let connector = step.target(snapshot)?;
    let own: Vec<OwnAddress> = remedy.own.iter().filter(|own| own.connector == step.connector).copied().collect();
    let printed = connector.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
    let common = without_exceptions(&step.setting, printed, &own);
    let own = own.iter().filter(|_| common.is_some()).map(|own| wire::OwnEntry {
        connector: connector.identity(),
        address: own.address.to_string(),
        listed: own.exception != Exception::NotAdded,
    });
    let own = own.collect();
    let texts = |list: Vec<&dyn std::fmt::Display>| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (before, after): (Vec<String>, Vec<String>) = match common.as_ref().unwrap_or(&step.setting) {
        Setting::RemoteIpRanges { remove, add } => {
            let visible = connector.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
            let goes = |entry: &crate::model::RemoteIpRange| {
                entry.range().is_some() && remove.iter().any(|r| r.range() == entry.range())
            };
            let before = visible.iter().map(|e| e.as_written.to_string()).collect();
            let kept = visible.iter().filter(|e| !goes(e)).map(|e| e.as_written.to_string());
            (before, kept.chain(add.iter().map(ToString::to_string)).collect())
        }
        Setting::Create(new) => {
            let list = new.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
            (Vec::new(), list.iter().map(|e| e.as_written.to_string()).collect())
        }
        Setting::Enabled(enabled) => {
            (connector.enabled.whole().map(|e| capitalised(*e)).into_iter().collect(), vec![capitalised(*enabled)])
        }
        Setting::Fqdn(fqdn) => (connector.fqdn.whole().cloned().into_iter().collect(), vec![fqdn.clone()]),
        Setting::AuthMechanism(members) => {
            (texts(displays(connector.auth_mechanism.visible())), members.iter().map(ToString::to_string).collect())
        }
        Setting::PermissionGroups(members) => (
            texts(displays(connector.permission_groups.visible())),
            with_custom(members, connector).iter().map(ToString::to_string).collect(),
        ),
        Setting::TransportRole(role) => (texts(displays(connector.transport_role.visible())), vec![role.to_string()]),
    };
    let (old, new): (HashSet<&String>, HashSet<&String>) = (before.iter().collect(), after.iter().collect());
    let minus = |a: &[String], b: &HashSet<&String>| a.iter().filter(|x| !b.contains(x)).cloned().collect();
    Some(wire::Change {
        connectors: vec![connector.identity()],
        property: step.setting.property().spelling().to_owned(),
        removed: minus(&before, &new),
        added: minus(&after, &old),
        kept: before.iter().filter(|x| new.contains(x)).cloned().collect(),
        own,
    })
}

fn displays<T: std::fmt::Display>(list: Option<&Vec<T>>) -> Vec<&dyn std::fmt::Display> {
    list.into_iter().flatten().map(|item| item as &dyn std::fmt::Display).collect()
}

fn capitalised(value: bool) -> String {
    if value { "True".to_owned() } else { "False".to_owned() }
}

/// The wire form of an effect; `name` gives the identity of a connector by its number.
pub(super) fn wire_effect(effect: &Effect, name: &dyn Fn(usize) -> String) -> wire::Effect {
    wire::Effect {
        server: effect.server.clone(),
        local: effect.local.map(|address| address.to_string()),
        port: effect.port,
        first: effect.range.first().to_string(),
        last: effect.range.last().to_string(),
        cidr: effect.range.networks(),
        from: effect.from.map(name),
        to: effect.to.map(name),
    }
}

/// Identity of a connector, one that the plan creates included.
fn name(snapshot: &Snapshot, plan: &[PlannedChange], index: usize) -> String {
    let step = plan.iter().find(|step| step.connector == index);
    let connector = step.and_then(|s| s.target(snapshot)).or_else(|| snapshot.receive_connectors.get(index));
    connector.map(ReceiveConnector::identity).unwrap_or_default()
}
