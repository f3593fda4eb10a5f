//! The wire types of the answers to "what if?" and "what changed?".

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::{Acceptance, Certainty, Change, Code, Effect, RemedyId, Report, Severity};
pub use crate::diagnosis::follow_up::{QueueFate, StateCode as FindingFate};
pub use crate::remedy::changes::Progress;

/// What `whatIf` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// Version of the wire format.
    pub schema: u32,
    /// What becomes of the command.
    pub state: CommandState,
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

/// What becomes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CommandState {
    /// Exchange takes it, and the answer shows the state afterwards.
    Applied,
    /// Exchange would not take it.
    Refused,
    /// It is not understood.
    NotUnderstood,
}

/// What `compare` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The lines that carry out the rest of what was recommended; empty where nothing is left, or nothing is known to help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectorState {
    /// Its identity.
    pub connector: String,
    /// What became of it.
    pub state: ConnectorFate,
    /// Its properties that differ, in the spelling of Exchange.
    pub changes: Vec<Change>,
}

/// What became of a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ConnectorFate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has other values.
    Changed,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingState {
    /// What is or was wrong.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// Its title: as it was where it is gone, else as it is.
    pub title: String,
    /// What became of it.
    pub state: FindingFate,
    /// Identities of connectors, and addresses, that it does not speak of any more.
    pub no_longer: Vec<String>,
    /// Why it is not known; else `null`.
    pub reason: Option<String>,
}

/// How much of a remedy was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyState {
    /// Code of the finding that it is for.
    pub finding: Code,
    /// What kind of fix it is.
    pub id: RemedyId,
    /// What it does, in one line.
    pub title: String,
    /// Whether it was the one to take.
    pub recommended: bool,
    /// How much of it was carried out.
    pub state: Progress,
}

/// A queue that was or is in trouble.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// Its identity.
    pub queue: String,
    /// What became of it.
    pub state: QueueFate,
    /// Messages before.
    pub messages_before: Option<u64>,
    /// Messages after.
    pub messages_after: Option<u64>,
    /// The state in words.
    pub text: String,
}
