//! The answers to "what if I ran this command?" and "what changed?".
//!
//! They are put together from the same stages as a report.

mod compare;
mod what_if;

pub(crate) use compare::compare;
pub(crate) use what_if::what_if;

use super::{Language, wire};
use crate::diagnosis::follow_up::{Followed, State};
use crate::diagnosis::{Finding, Severity};
use crate::model::Entry;
use crate::remedy::changes::Change;
use crate::words::{self, RemedyFacts, Tally};

/// Counts what became of the findings, advice left out.
fn tally(followed: &[Followed], before: &[Finding], after: &[Finding]) -> Tally {
    let mut tally = Tally::default();
    for it in followed {
        let finding = it.after.and_then(|i| after.get(i)).or_else(|| it.before.and_then(|i| before.get(i)));
        if finding.is_none_or(|f| f.severity == Severity::Advice) {
            continue;
        }
        let count = match &it.state {
            State::Gone => &mut tally.gone,
            State::StillThere => &mut tally.still,
            State::New => &mut tally.new,
            State::Unknown(_) => &mut tally.unknown,
        };
        *count = count.saturating_add(1);
    }
    tally
}

/// What became of each finding, in the order of both sides.
fn finding_states(
    language: Language,
    followed: &[Followed],
    before: &[Finding],
    after: &[Finding],
) -> Vec<wire::FindingState> {
    let state = |it: &Followed| {
        let finding = it.after.and_then(|i| after.get(i)).or_else(|| it.before.and_then(|i| before.get(i)))?;
        Some(wire::FindingState {
            code: finding.code().in_report(),
            severity: finding.severity,
            certainty: finding.certainty,
            title: words::of(language).finding(&finding.facts, finding.certainty).title,
            state: (&it.state).into(),
            no_longer: it.no_longer.clone(),
            reason: if let State::Unknown(why) = &it.state {
                Some(words::of(language).finding_unknown(why))
            } else {
                None
            },
        })
    };
    followed.iter().filter_map(state).collect()
}

fn wire_change(change: &Change) -> wire::Change {
    let texts = |list: &[Entry]| list.iter().map(|e| e.text.clone()).collect();
    wire::Change {
        connectors: vec![change.connector.clone()],
        property: change.property.spelling().to_owned(),
        removed: texts(&change.removed),
        added: texts(&change.added),
        kept: texts(&change.kept),
        own: Vec::new(),
    }
}

/// What the effects say in words.
fn proof(
    language: Language,
    difference: &crate::remedy::effects::Difference,
    name: &dyn Fn(usize) -> String,
) -> String {
    let hidden = difference.hidden.iter().map(|(connector, list)| (name(*connector), list.property().spelling()));
    let facts = RemedyFacts {
        hidden: hidden.collect(),
        complete: difference.hidden.is_empty() && !difference.contested,
        no_effect: difference.effects.is_empty(),
        ..RemedyFacts::default()
    };
    words::of(language).proof(&facts)
}

fn wire_effects(effects: &[crate::remedy::Effect], name: &dyn Fn(usize) -> String) -> Vec<wire::Effect> {
    effects.iter().map(|effect| super::remedy::wire_effect(effect, name)).collect()
}
