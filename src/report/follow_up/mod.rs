//! The answers to "what if I ran this command?" and "what changed?": put together from the same stages as a report.

mod compare;
mod english;
mod german;
mod what_if;

pub(crate) use compare::compare;
pub(crate) use what_if::what_if;

use super::{Language, wire, wording};
use crate::diagnosis::follow_up::{Followed, State, Why};
use crate::diagnosis::{Finding, Severity};
use crate::model::{self, Entry};
use crate::remedy::changes::Change;
use crate::remedy::typed::{Remark, Unclear};

/// The words of one language.
pub(super) trait FollowUpWords {
    /// Why a command is not understood.
    fn unclear(&self, unclear: &Unclear) -> String;
    /// What the user should know about a command.
    fn remark(&self, remark: &Remark) -> String;
    /// Nothing is said about a command that is not understood.
    fn not_understood(&self) -> &'static str;
    /// Exchange would refuse the command.
    fn refused(&self) -> &'static str;
    /// What a command would do, in numbers.
    fn what_if(&self, tally: &Tally) -> String;
    /// What changed, in numbers; of connectors only where the second input shows any.
    fn compared(&self, tally: &Tally, shows_connectors: bool) -> String;
    /// Connectors that one of the two inputs does not show.
    fn connectors_taken_over(&self, second: bool, connectors: &[String]) -> String;
    /// Properties that one of the two inputs does not show.
    fn properties_taken_over(&self, second: bool, properties: &[String]) -> String;
    /// Servers whose addresses or version only the first input shows.
    fn servers_taken_over(&self, servers: &[String]) -> String;
    /// Values that one side shows in part.
    fn undecided(&self, connector: &str, properties: &[String]) -> String;
    /// Connectors without a name or server cannot be compared.
    fn nameless(&self, count: usize) -> String;
    /// Why it is not known what became of a finding.
    fn unknown(&self, why: Why) -> String;
    /// What became of a queue.
    fn queue(&self, state: &str) -> &'static str;
}

/// The numbers of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Connectors that came, went or changed.
    pub(super) connectors: usize,
    /// Regions that change connector.
    pub(super) regions: usize,
    /// Findings that are gone, advice left out.
    pub(super) gone: usize,
    /// Findings that are still there, advice left out.
    pub(super) still: usize,
    /// New findings, advice left out.
    pub(super) new: usize,
    /// Findings of which it is not known, advice left out.
    pub(super) unknown: usize,
}

impl Tally {
    fn of(followed: &[Followed], before: &[Finding], after: &[Finding]) -> Self {
        let mut tally = Self::default();
        for it in followed {
            let finding = it.after.and_then(|i| after.get(i)).or_else(|| it.before.and_then(|i| before.get(i)));
            if finding.is_none_or(|f| f.severity == Severity::Advice) {
                continue;
            }
            let count = match it.state {
                State::Gone => &mut tally.gone,
                State::Still => &mut tally.still,
                State::New => &mut tally.new,
                State::Unknown(_) => &mut tally.unknown,
            };
            *count = count.saturating_add(1);
        }
        tally
    }

    /// `head 1 gone, 2 new.`; nothing where there are no findings.
    fn told(&self, head: &str, words: [&str; 4]) -> String {
        let mut text = String::new();
        for (count, what) in [self.gone, self.still, self.new, self.unknown].into_iter().zip(words) {
            if count > 0 {
                text.push_str(if text.is_empty() { head } else { ", " });
                text.push_str(&count.to_string());
                text.push(' ');
                text.push_str(what);
            }
        }
        if !text.is_empty() {
            text.push('.');
        }
        text
    }
}

fn words(language: Language) -> &'static dyn FollowUpWords {
    match language {
        Language::English => &english::English,
        Language::German => &german::German,
    }
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
            code: finding.code().as_str(),
            severity: finding.severity.as_str(),
            certainty: finding.certainty.as_str(),
            title: wording::text(wording::words(language), &finding.facts, finding.certainty).title,
            state: it.state.as_str(),
            no_longer: it.no_longer.clone(),
            reason: if let State::Unknown(why) = it.state { Some(words(language).unknown(why)) } else { None },
        })
    };
    followed.iter().filter_map(state).collect()
}

fn wire_change(change: &Change) -> wire::Change {
    let texts = |list: &[Entry]| list.iter().map(|e| e.text.clone()).collect();
    wire::Change {
        connector: change.connector.clone(),
        property: change.property.spelling().to_owned(),
        removed: texts(&change.removed),
        added: texts(&change.added),
        kept: texts(&change.kept),
    }
}

/// What the effects say in words.
fn proof(
    language: Language,
    difference: &crate::remedy::effects::Difference,
    name: &dyn Fn(usize) -> String,
) -> String {
    use crate::selection::Property;
    let hidden = difference.hidden.iter().map(|(connector, property)| {
        let property = match property {
            Property::Bindings => model::Property::Bindings,
            Property::RemoteIpRanges => model::Property::RemoteIPRanges,
        };
        (name(*connector), property.spelling())
    });
    let facts = super::remedy::Facts {
        hidden: hidden.collect(),
        complete: difference.hidden.is_empty() && !difference.contested,
        no_effect: difference.effects.is_empty(),
        ..super::remedy::Facts::default()
    };
    super::remedy::words(language).proof(&facts)
}

fn wire_effects(effects: &[crate::remedy::Effect], name: &dyn Fn(usize) -> String) -> Vec<wire::Effect> {
    effects.iter().map(|effect| super::remedy::wire_effect(effect, name)).collect()
}
