//! The answers to "what if?" and "what changed?".

use super::{Acceptance, Change, Effect, Report};
use serde::Serialize;

/// What `whatIf` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// Version of the wire format.
    pub schema: u32,
    /// `applied`, `refused` (Exchange would not take it), `not-understood`.
    pub state: &'static str,
    /// One or two sentences that stand alone.
    pub summary: String,
    /// What is not understood, or what the user should know about the command.
    pub remarks: Vec<String>,
    /// Whether Exchange accepts it; `null` where it is not understood.
    pub acceptance: Option<Acceptance>,
    /// Changed properties of each connector.
    pub changes: Vec<Change>,
    /// Identities of connectors that the command removes.
    pub removed: Vec<String>,
    /// Address regions that change connector, per local endpoint; over the whole address space.
    pub effects: Vec<Effect>,
    /// What the effects say in words; `null` where nothing is applied.
    pub proof: Option<String>,
    /// What becomes of the findings.
    pub findings: Vec<FindingState>,
    /// The report afterwards; `null` where nothing is applied.
    pub report: Option<Report>,
}

/// What `compare` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Version of the wire format.
    pub schema: u32,
    /// One or two sentences that stand alone.
    pub summary: String,
    /// What one of the two inputs does not show, and how that was taken.
    pub remarks: Vec<String>,
    /// Connectors that came, went or changed.
    pub connectors: Vec<ConnectorState>,
    /// The remedies that were recommended before, and those that were carried out instead.
    pub remedies: Vec<RemedyState>,
    /// Changes that belong to none of them.
    pub unplanned: Vec<Change>,
    /// Address regions that changed connector, per local endpoint; over the whole address space.
    pub effects: Vec<Effect>,
    /// What the effects say in words.
    pub proof: String,
    /// What became of the findings.
    pub findings: Vec<FindingState>,
    /// What became of the queues that were in trouble, and which are now.
    pub queues: Vec<QueueState>,
    /// The report on the second input alone.
    pub report: Report,
}

/// A connector that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectorState {
    /// Its identity.
    pub connector: String,
    /// `added`, `removed`, `changed`.
    pub state: &'static str,
    /// Its properties that differ, in the spelling of Exchange.
    pub changes: Vec<Change>,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingState {
    /// Kebab-case code.
    pub code: &'static str,
    /// `blocking`, `risk`, `advice`.
    pub severity: &'static str,
    /// `proven`, `likely`, `possible`.
    pub certainty: &'static str,
    /// Its title: as it was where it is gone, else as it is.
    pub title: String,
    /// `gone`, `still-there`, `new`, `unknown`.
    pub state: &'static str,
    /// Identities of connectors, and addresses, that it does not speak of any more.
    pub no_longer: Vec<String>,
    /// Why it is not known; else `null`.
    pub reason: Option<String>,
}

/// How much of a remedy was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemedyState {
    /// Code of the finding that it is for.
    pub finding: &'static str,
    /// Kebab-case id.
    pub id: &'static str,
    /// What it does, in one line.
    pub title: String,
    /// Whether it was the one to take.
    pub recommended: bool,
    /// `done`, `partly`, `not-done`, `unknown`.
    pub state: &'static str,
}

/// A queue that was or is in trouble.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueueState {
    /// Its identity.
    pub queue: String,
    /// `fine`, `in-trouble`, `not-retried` (it still shows the error from before, though mail would pass now),
    /// `not-shown`, `new` (in trouble since).
    pub state: &'static str,
    /// Messages before.
    pub messages_before: Option<u64>,
    /// Messages after.
    pub messages_after: Option<u64>,
    /// The state in words.
    pub text: String,
}
