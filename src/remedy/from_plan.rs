//! A remedy whose plan does not have to move anybody to another connector: the plan is checked, and its effects are
//! worked out.

use super::acceptance::{self, Acceptance, hidden_old_value};
use super::plan::PlannedChange;
use super::relanding::{Proof, name, property};
use super::{Consequence, Id, Pasted, Remedy, effects, powershell};

/// The plan with its check, its effects and whether there is a way back; not recommended yet.
pub(super) fn remedy_from_plan(
    id: Id,
    pasted: &Pasted<'_>,
    plan: Vec<PlannedChange>,
    queues: Vec<String>,
    mut consequences: Vec<Consequence>,
) -> Remedy {
    let snapshot = pasted.snapshot;
    let mut acceptance = match hidden_old_value(snapshot, &plan) {
        Some(unfit) => Acceptance::Unfit(unfit),
        None => acceptance::check(pasted, &plan),
    };
    if acceptance.is_accepted()
        && let Some(unfit) = powershell::unquotable(snapshot, &plan)
    {
        acceptance = Acceptance::Unfit(unfit);
    }
    let difference = effects::difference(pasted, &plan);
    let hidden = difference.hidden.iter().map(|(c, p)| (name(snapshot, &plan, *c), property(*p))).collect();
    let proof = Proof { hidden, contested: difference.contested, ..Proof::default() };
    let effects = if acceptance.is_accepted() { difference.effects } else { Vec::new() };
    let no_way_back = acceptance::check_back(pasted, &plan);
    consequences.extend(no_way_back.clone().map(Consequence::NoWayBack));
    Remedy { id, recommended: false, plan, acceptance, effects, proof, no_way_back, consequences, queues }
}
