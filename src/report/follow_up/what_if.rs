//! Answers what would change if a typed command were run.
//!
//! [`crate::remedy::typed`] reads the command and applies it. The whole diagnosis runs on the state after it.

use super::{finding_states, proof, tally, wire_change, wire_effects};
use crate::diagnosis::follow_up::{Changed, Side, follow, forget_replies, settled};
use crate::diagnosis::{self, Case};
use crate::intake::Texts;
use crate::model::{Property, Read};
use crate::remedy::{Acceptance, ConnectorPairs, acceptance, changes, effects, typed};
use crate::report::remedy::add_alike;
use crate::report::{Language, assemble, wire};
use crate::selection::DecidingList;
use crate::words::{self, Tally};

/// The whole answer.
pub(crate) fn what_if(language: Language, texts: &Texts<'_>, read: &Read, command: &str) -> wire::WhatIf {
    let words = words::of(language);
    let mut answer = wire::WhatIf {
        schema: wire::SCHEMA,
        state: wire::CommandState::NotUnderstood,
        summary: words.command_not_understood().to_owned(),
        remarks: Vec::new(),
        acceptance: None,
        changes: Vec::new(),
        removed: Vec::new(),
        effects: Vec::new(),
        proof: None,
        findings: Vec::new(),
        report: None,
    };
    let before = &read.snapshot;
    let typed = match typed::read(before, command) {
        Ok(typed) => typed,
        Err(unclear) => {
            answer.remarks.push(words.unclear(&unclear));
            return answer;
        }
    };
    answer.remarks = typed.remarks.iter().map(|remark| words.remark(remark)).collect();
    let mut changed = 0_usize;
    for step in typed.outcomes(before) {
        let told = match (before.receive_connectors.get(step.connector), &step.after) {
            (Some(old), Some(new)) => {
                let mut told = changes::of(old, new).changes;
                // The list that is replaced was not seen whole. The entries that come are reported all the same.
                if old.remote_ip_ranges.whole().is_none() && new.remote_ip_ranges.whole().is_some() {
                    told.extend(changes::of_new(new).into_iter().filter(|c| c.property == Property::RemoteIPRanges));
                }
                told
            }
            (None, Some(new)) => changes::of_new(new),
            (Some(old), None) => {
                answer.removed.push(old.identity());
                Vec::new()
            }
            (None, None) => Vec::new(),
        };
        changed = changed.saturating_add(usize::from(!told.is_empty() || step.after.is_none()));
        told.iter().map(wire_change).for_each(|change| add_alike(&mut answer.changes, change));
    }
    let case = Case::of(before);
    let acceptance = acceptance::check_typed(&case.pasted, &typed.steps);
    answer.acceptance = Some(wire::Acceptance { accepted: acceptance.answer(), reason: words.acceptance(&acceptance) });
    if let Acceptance::Refused(_) = acceptance {
        answer.state = wire::CommandState::Refused;
        words.command_refused().clone_into(&mut answer.summary);
        return answer;
    }
    let after = typed::apply(before, &typed.steps);
    let pairs = ConnectorPairs::of(before, &after);
    let mut difference = effects::between(before, &after, &pairs);
    // A list that stays cut may hold what the command removes, also where no visible entry changes. The number of a
    // connector that the paste shows is its index.
    for step in typed.outcomes(before).filter(|step| step.after.is_some()) {
        for list in DecidingList::ALL {
            let value = (step.connector, list);
            if step.hidden.contains(&list.property()) && !difference.hidden.contains(&value) {
                difference.hidden.push(value);
            }
        }
    }
    let name = |number: usize| pairs.name(before, &after, number);
    // A reply from before the change says nothing about a queue whose mail would pass after it.
    let case_at_once = Case::of(&after);
    let settled = settled(&case, &case_at_once);
    let mut read_after = read.clone();
    read_after.snapshot = forget_replies(&after, &settled).unwrap_or_else(|| after.clone());
    let case_after = Case::with(case_at_once.pasted.again(&read_after.snapshot));
    let (findings, findings_after) = (diagnosis::findings(&case), diagnosis::findings(&case_after));
    let side = Side { case: &case, findings: &findings };
    let followed = follow(side, Side { case: &case_after, findings: &findings_after }, Changed::AllThatDiffers);
    let tally = Tally {
        connectors: changed,
        may_change: typed.remarks.iter().any(|remark| matches!(remark, typed::Remark::MayBeHidden(..))),
        regions: difference.effects.len(),
        as_shown: !difference.hidden.is_empty() || difference.contested,
        ..tally(&followed, &findings, &findings_after)
    };
    answer.state = wire::CommandState::Applied;
    answer.summary = words.what_if(&tally);
    answer.effects = wire_effects(&difference.effects, &name);
    answer.proof = Some(proof(language, &difference, &name));
    answer.findings = finding_states(language, &followed, &findings, &findings_after);
    answer.report = Some(assemble::report(language, texts, &read_after, &case_after, &findings_after));
    answer
}
