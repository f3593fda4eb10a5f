//! Every word that a user reads, in every language.
//!
//! A topic is one file here. It declares the templates of the topic and has its plan: which template a fact becomes, and
//! with which values. The plan is written once, for all languages. The folders of the languages hold text only. The
//! mechanism is in [`template`]. This module knows the facts of the stages before it. It must not know the wire format or
//! the browser.
//!
//! A further language is one folder like `english/` and a line in [`of`]. Commands are the same in every language and
//! live in `report::commands`.

mod assumptions;
mod captures;
pub(crate) mod common;
mod ehlo;
mod english;
mod excluded;
mod export;
mod findings;
mod follow_up;
mod german;
mod logged;
mod narrowed;
mod needs;
mod notes;
mod outcomes;
mod overview;
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "the page is built for the browser only"))]
mod page;
mod queues;
mod reasons;
mod refusals;
mod relays;
mod remedies;
mod replies;
mod scripts;
mod servers;
mod setup;
mod signs;
mod status;
pub(crate) mod template;
#[cfg(test)]
mod tests;

pub(crate) use export::{Run, SummaryFacts};
pub(crate) use follow_up::Tally;
pub(crate) use overview::overview_name;
pub(crate) use page::PageWords;
pub(crate) use reasons::Reason;
pub(crate) use remedies::RemedyFacts;
#[cfg(target_arch = "wasm32")]
pub(crate) use template::Counted;

use crate::model::Snapshot;
use crate::report::Language;

/// Declares the topics once: the struct, and what the checks go through.
macro_rules! topics {
    ($($(#[$built:meta])* $topic:ident: $kind:ty;)*) => {
        /// The words of one language.
        pub(crate) struct Words {
            $($(#[$built])* $topic: $kind,)*
        }

        #[cfg(test)]
        impl Words {
            /// Every template with its topic.
            fn entries(&self) -> Vec<(&'static str, template::Entry)> {
                let mut all = Vec::new();
                $(all.extend(self.$topic.entries().into_iter().map(|entry| (stringify!($topic), entry)));)*
                all
            }

            /// The same words with every text changed.
            fn map(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                Self { $($topic: self.$topic.map(change)),* }
            }
        }
    };
}

topics! {
    common: common::Common;
    notes: notes::Notes;
    needs: needs::Needs;
    outcomes: outcomes::Outcomes;
    exclusions: excluded::Exclusions;
    overviews: overview::Overviews;
    assumptions: assumptions::Assumptions;
    reasons: reasons::Reasons;
    replies: replies::Replies;
    narrowed: narrowed::NarrowedReplies;
    status: status::Status;
    remedies: remedies::Remedies;
    scripts: scripts::Scripts;
    follow_up: follow_up::FollowUp;
    hedges: findings::Hedges;
    captures: captures::Captures;
    signs: signs::Signs;
    servers: servers::Servers;
    queues: queues::Queues;
    setup: setup::Setup;
    relays: relays::Relays;
    logged: logged::Logged;
    ehlo: ehlo::EhloWords;
    refusals: refusals::Refusals;
    page: page::PageWords;
    export: export::Export;
}

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::German => &german::WORDS,
        #[cfg(test)]
        Language::Pseudo => tests::pseudo(),
    }
}

/// Names of connectors by index.
pub(crate) struct Names<'a>(pub(crate) &'a Snapshot);

impl Names<'_> {
    /// The identity of a connector.
    pub(crate) fn connector(&self, index: usize) -> String {
        self.0.receive_connectors.get(index).map(crate::model::ReceiveConnector::identity).unwrap_or_default()
    }
}
