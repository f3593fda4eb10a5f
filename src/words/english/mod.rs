//! English. Text only: what is said when, and with which values, stands in the topics of `words`.

mod assumptions;
mod captures;
mod common;
mod ehlo;
mod excluded;
mod export;
mod follow_up;
mod hedges;
mod logged;
mod narrowed;
mod needs;
mod notes;
mod outcomes;
mod overview;
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

/// The words of this language.
pub(super) static WORDS: super::Words = super::Words {
    common: common::WORDS,
    notes: notes::WORDS,
    needs: needs::WORDS,
    outcomes: outcomes::WORDS,
    exclusions: excluded::WORDS,
    overviews: overview::WORDS,
    assumptions: assumptions::WORDS,
    reasons: reasons::WORDS,
    replies: replies::WORDS,
    narrowed: narrowed::WORDS,
    status: status::WORDS,
    remedies: remedies::WORDS,
    scripts: scripts::WORDS,
    follow_up: follow_up::WORDS,
    hedges: hedges::WORDS,
    captures: captures::WORDS,
    signs: signs::WORDS,
    servers: servers::WORDS,
    queues: queues::WORDS,
    setup: setup::WORDS,
    relays: relays::WORDS,
    logged: logged::WORDS,
    ehlo: ehlo::WORDS,
    refusals: refusals::WORDS,
    page: page::WORDS,
    export: export::WORDS,
};
