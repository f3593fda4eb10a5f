//! A remedy from a plan that does not have to move anybody to another connector.
//!
//! The plan is checked, and its effects are worked out. This module does not know why the plan was made.

use super::acceptance::{self, Acceptance, hidden_old_value};
use super::effects::Effect;
use super::plan::{PlannedChange, apply};
use super::relanding::{Proof, Relanding, name};
use super::{Consequence, Id, Pasted, Remedy, effects, identity, powershell};
use crate::model::IpRange;
use crate::selection::Endpoint;

/// A remedy with further steps in its plan: its check, its effects and its landings anew.
#[must_use]
pub fn completed(remedy: &Remedy, pasted: &Pasted<'_>, plan: Vec<PlannedChange>) -> Remedy {
    let without_way_back = |c: &&Consequence| !matches!(c, Consequence::NoWayBack(_));
    let consequences = remedy.consequences.iter().filter(without_way_back).cloned().collect();
    let after = apply(pasted.snapshot, &plan);
    let further_steps = plan.len().saturating_sub(remedy.plan.len());
    let mut whole = remedy_from_plan(remedy.id, pasted, plan, remedy.queues.clone(), consequences);
    whole.further_steps = further_steps;
    let land = |landing: &Relanding| {
        let endpoint = Endpoint::of(&after, &landing.server, landing.point());
        let connector = endpoint.select(landing.address).outcome.best().map(|decision| decision.connector);
        let name = connector.map(|index| identity(&after, index));
        Relanding { connector, name, ..landing.clone() }
    };
    whole.proof.landings = remedy.proof.landings.iter().map(land).collect();
    if !whole.proof.landings.is_empty() {
        let is_captured = |effect: &&Effect| {
            let landings = whole.proof.landings.iter();
            landings.map(|landing| IpRange::single(landing.address)).any(|single| single == effect.range)
        };
        whole.proof.others = whole.effects.iter().filter(|effect| !is_captured(effect)).count();
        whole.proof.other_ports.clone_from(&remedy.proof.other_ports);
    }
    whole.captures.clone_from(&remedy.captures);
    whole.own.clone_from(&remedy.own);
    whole
}

/// The plan with its check, its effects and whether there is a way back; not recommended yet.
pub(super) fn remedy_from_plan(
    id: Id,
    pasted: &Pasted<'_>,
    plan: Vec<PlannedChange>,
    queues: Vec<String>,
    mut consequences: Vec<Consequence>,
) -> Remedy {
    let snapshot = pasted.snapshot;
    let acceptance = match hidden_old_value(snapshot, &plan) {
        Some(unfit) => Acceptance::Unfit(unfit),
        None => acceptance::check(pasted, &plan),
    };
    let acceptance = powershell::with_quotable_names(acceptance, snapshot, &plan);
    let difference = effects::difference(pasted, &plan);
    let hidden =
        difference.hidden.iter().map(|(c, list)| (name(snapshot, &plan, *c), list.property().spelling())).collect();
    let proof = Proof { hidden, contested: difference.contested, ..Proof::default() };
    let effects = if acceptance.is_accepted() { difference.effects } else { Vec::new() };
    let no_way_back = acceptance::check_back(pasted, &plan);
    consequences.extend(no_way_back.clone().map(Consequence::NoWayBack));
    Remedy { effects, proof, no_way_back, consequences, queues, ..Remedy::unproved(id, plan, acceptance) }
}
