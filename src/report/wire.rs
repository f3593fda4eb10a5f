//! The report: the contract between core, page, tests and users. It can be written and read back.
//!
//! Absent is `null`, lists may be empty, order is defined, lines start at 1, addresses and sizes are text. Every
//! Exchange property that is read appears in snake_case; codes, verdicts and origins are kebab-case: they are enums of the
//! stage that gives them.

mod follow_up;
mod text;

pub use follow_up::{
    CommandState, Comparison, ConnectorFate, ConnectorState, FindingFate, FindingState, Progress, QueueFate,
    QueueState, RemedyState, WhatIf,
};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

pub use crate::diagnosis::code::Code;
pub use crate::diagnosis::need::NeedCode;
pub use crate::diagnosis::trial::LandingOutcome;
pub use crate::diagnosis::{Certainty, Severity};
use crate::intake;
use crate::model::whole_reply;
pub use crate::model::{AddressOrigin, NoteCode, ObjectKind, Property};
pub use crate::remedy::Id as RemedyId;
pub use crate::selection::VerdictCode;

/// Version of the wire format.
pub const SCHEMA: u32 = 2;

/// What `diagnose` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Version of the wire format.
    pub schema: u32,
    /// Version of the crate.
    pub version: String,
    /// What was recognised, in order of the input.
    pub inputs: Vec<InputPart>,
    /// What the user should know about the input, in order of the input.
    pub notes: Vec<Note>,
    /// Lines with the form of data that were not read, in order of the input.
    pub unread: Vec<Unread>,
    /// Exchange servers in order of first appearance.
    pub servers: Vec<Server>,
    /// Machines with a name and an address that nothing shows to be Exchange servers, in order of first appearance.
    #[serde(default)]
    pub hosts: Vec<Host>,
    /// Queues in order of first appearance.
    pub queues: Vec<Queue>,
    /// SMTP replies outside queue records.
    pub replies: Vec<Reply>,
    /// Receive connectors in order of first appearance.
    pub receive_connectors: Vec<ReceiveConnector>,
    /// Who lands where: sessions of queues in trouble, pairs that would fail, working pairs; in groups of one story.
    pub landings: Vec<LandingGroup>,
    /// Findings by severity, certainty, and the fixed order of codes.
    pub findings: Vec<Finding>,
    /// The one next thing to look at; `null` where something is proven, or nothing is asked.
    pub next: Option<Need>,
    /// What the paste shows, in plain words: each connector with its purpose, each queue with its cause. Not written where
    /// the paste shows neither.
    #[serde(default, skip_serializing_if = "Overview::is_empty")]
    pub overview: Overview,
}

/// The paste in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Connectors: those that setup did not make first, then edited ones, then those that are as setup made them. Alike
    /// connectors of several servers are one row.
    pub connectors: Vec<ConnectorOverview>,
    /// Queues: those that fail first. Queues with one cause are one row.
    pub queues: Vec<QueueOverview>,
}

impl Overview {
    /// Whether it tells nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.connectors.is_empty() && self.queues.is_empty()
    }
}

/// Connectors that are alike, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectorOverview {
    /// Identity of the first one.
    pub connector: String,
    /// Identities of all that are alike, the first one included.
    pub members: Vec<String>,
    /// The name without the server's, as one says it.
    pub name: String,
    /// Whether setup made it, and whether it is as setup made it.
    pub setup: SetupState,
    /// What it is for.
    pub purpose: String,
    /// Who may use it.
    pub who: String,
    /// What differs from what setup made, one difference each.
    pub edited: Vec<String>,
    /// Whose sessions land on it, or why nobody reaches it.
    pub reached: String,
}

/// Whether setup made a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetupState {
    /// Setup did not make it.
    Added,
    /// Setup made it, and something was changed.
    Edited,
    /// Setup made it, and the paste does not show whether something was changed.
    NotShown,
    /// It is as setup made it.
    AsMade,
}

/// Queues with one cause, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueOverview {
    /// Identity of the first one.
    pub queue: String,
    /// Identities of all queues with this cause, the first one included.
    pub members: Vec<String>,
    /// The cause, as far as it is known.
    pub cause: String,
    /// The code of the finding that tells the cause; `null` where nothing fails or no finding is about it.
    pub finding: Option<Code>,
}

/// Lines with the form of data that were not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Name of the source; empty for pasted text.
    pub source: String,
    /// First line.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
    /// The reason, in the chosen language.
    pub why: String,
}

/// One stretch of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputPart {
    /// Name of the source; empty for pasted text.
    pub source: String,
    /// What it holds.
    pub kind: ObjectKind,
    /// How it is laid out.
    pub layout: Layout,
    /// Number of records.
    pub records: usize,
    /// First line.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
}

/// How the records of a stretch are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Layout {
    /// One property on each line.
    List,
    /// Columns.
    Table,
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
    /// The XML of PowerShell.
    Clixml,
    /// A protocol log.
    Log,
    /// Plain text.
    Text,
}

impl From<intake::Layout> for Layout {
    fn from(layout: intake::Layout) -> Self {
        match layout {
            intake::Layout::List | intake::Layout::Pairs => Self::List,
            intake::Layout::Table | intake::Layout::Cells => Self::Table,
            intake::Layout::Csv => Self::Csv,
            intake::Layout::Json => Self::Json,
            intake::Layout::Clixml => Self::Clixml,
            intake::Layout::Log => Self::Log,
            intake::Layout::Text => Self::Text,
        }
    }
}

/// Something about the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What kind of note it is.
    pub code: NoteCode,
    /// One or two sentences in the chosen language.
    pub message: String,
    /// Name of the source; `null` for the input as a whole.
    pub source: Option<String>,
    /// Line in that source.
    pub line: Option<u32>,
    /// What to run to get it whole.
    pub command: Option<String>,
}

/// An Exchange server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Short name.
    pub name: String,
    /// `2007` .. `2019`, `SE`, `2007/2010`, `2013+`; `null` where the input does not tell.
    pub version: Option<String>,
    /// Its addresses.
    pub addresses: Vec<ServerAddress>,
    /// Whether an answer about its addresses would settle a question of this report.
    pub address_wanted: bool,
}

/// A machine that nothing shows to be an Exchange server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Its name as printed.
    pub name: String,
    /// Its addresses.
    pub addresses: Vec<ServerAddress>,
}

/// An address of a server or host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerAddress {
    /// The address.
    pub address: String,
    /// Where it comes from.
    pub origin: AddressOrigin,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// `SERVER\id`.
    pub identity: Option<String>,
    /// The sending server.
    pub server: Option<String>,
    /// DeliveryType.
    pub delivery_type: Option<String>,
    /// Status.
    pub status: Option<String>,
    /// MessageCount.
    pub message_count: Option<u64>,
    /// NextHopDomain.
    pub next_hop_domain: Option<String>,
    /// NextHopConnector.
    pub next_hop_connector: Option<String>,
    /// LastError; `null` too where it is shown and empty.
    pub last_error: Option<LastError>,
    /// Other properties, text as printed.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
    /// Properties of which only a part is visible.
    pub cut: Vec<String>,
    /// Name of the source.
    pub source: String,
    /// First line of its first record.
    pub line: u32,
}

/// A LastError, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastError {
    /// As pasted, wrapped lines joined.
    pub raw: String,
    /// The wrapper's reply.
    pub outer: Option<SmtpReply>,
    /// The innermost reply.
    pub inner: Option<SmtpReply>,
    /// The host that was tried.
    pub fqdn: Option<String>,
    /// Its address.
    pub ip: Option<String>,
    /// `address:port` of the last endpoint that was tried.
    pub endpoint: Option<String>,
}

/// An SMTP reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmtpReply {
    /// Three digits, as text.
    pub code: Option<String>,
    /// Enhanced status code.
    pub enhanced_code: Option<String>,
    /// The words.
    pub text: String,
}

impl SmtpReply {
    /// Codes and words, as one text.
    #[must_use]
    pub fn whole(&self) -> String {
        whole_reply(self.code.as_deref(), self.enhanced_code.as_deref(), &self.text)
    }
}

/// An SMTP reply outside queue records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Name of the source.
    pub source: String,
    /// Line.
    pub line: u32,
    /// The parts, as for a LastError.
    #[serde(flatten)]
    pub error: LastError,
}

/// A receive connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiveConnector {
    /// `SERVER\Name`.
    pub identity: Option<String>,
    /// The server.
    pub server: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Enabled.
    pub enabled: Option<bool>,
    /// TransportRole; several members are joined with `, `.
    pub transport_role: Option<String>,
    /// Bindings.
    pub bindings: Option<Vec<Binding>>,
    /// RemoteIPRanges.
    pub remote_ip_ranges: Option<Vec<RemoteIpRange>>,
    /// AuthMechanism.
    pub auth_mechanism: Option<Vec<String>>,
    /// PermissionGroups.
    pub permission_groups: Option<Vec<String>>,
    /// Fqdn.
    pub fqdn: Option<String>,
    /// RequireTLS.
    pub require_tls: Option<bool>,
    /// SuppressXAnonymousTls.
    pub suppress_x_anonymous_tls: Option<bool>,
    /// MaxMessageSize, as printed.
    pub max_message_size: Option<String>,
    /// ProtocolLoggingLevel, as printed.
    pub protocol_logging_level: Option<String>,
    /// Other properties, text as printed.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
    /// Properties of which only a part is visible.
    pub cut: Vec<String>,
    /// Name of the source.
    pub source: String,
    /// First line of its first record.
    pub line: u32,
}

/// A binding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// As pasted.
    pub as_written: String,
    /// Local address.
    pub address: Option<String>,
    /// TCP port.
    pub port: Option<u16>,
}

/// A remote IP range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteIpRange {
    /// As pasted.
    pub as_written: String,
    /// Lowest address.
    pub first: Option<String>,
    /// Highest address.
    pub last: Option<String>,
}

/// Pairs of one story: every sender here meets the same at every target here. A server is no target of itself, though
/// both lists may hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandingGroup {
    /// Where the sessions come from.
    pub from: Vec<LandingFrom>,
    /// Where they go, each with the connector that answers there.
    pub to: Vec<GroupTarget>,
    /// Whether mail takes this way today, by the queues of the paste.
    pub used: bool,
    /// What decided.
    pub decided_by: Option<GroupDecision>,
    /// Every connector of the targets with its verdict; best first.
    pub candidates: Vec<GroupCandidate>,
    /// What comes of the sessions.
    pub outcome: LandingOutcome,
    /// Identities of the connectors that may answer; empty where it is decided which one does.
    pub may_answer: Vec<String>,
    /// The reply that would follow, where one would.
    pub predicted_reply: Option<String>,
    /// The connector that a receive log names for the session; `null` where the input has no such log.
    pub logged: Option<String>,
    /// Whether a log or an answer to EHLO shows that another connector answered than the one that follows from the input.
    pub contradicted: bool,
}

/// One target of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GroupTarget {
    /// The server.
    pub server: String,
    /// Local address; `null` = every local address that no connector binds by itself.
    pub local: Option<String>,
    /// TCP port.
    pub port: u16,
    /// Identity of the connector that answers.
    pub connector: Option<String>,
}

/// What decided the selections of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDecision {
    /// The winning ranges of all members, as pasted.
    pub ranges: Vec<String>,
    /// Their number of addresses, which is the same for all.
    pub size: String,
    /// The binding that the first member was reached by, as pasted.
    pub binding: String,
}

/// One connector in the selections of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupCandidate {
    /// Its name without the server's.
    pub name: String,
    /// Why it won or lost.
    pub verdict: VerdictCode,
    /// The smallest ranges that hold the sources of all members, as pasted.
    pub ranges: Vec<String>,
    /// Their number of addresses, which is the same for all.
    pub size: Option<String>,
    /// The verdict in words and numbers.
    pub reason: String,
}

/// Which connector a session lands on, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landing {
    /// Where the session comes from.
    pub from: LandingFrom,
    /// Where it goes.
    pub to: LandingTo,
    /// Identity of the connector that answers.
    pub connector: Option<String>,
    /// What decided.
    pub decided_by: Option<DecidedBy>,
    /// Every connector of the target server with its verdict; best first.
    pub candidates: Vec<Candidate>,
    /// What comes of the session.
    pub outcome: LandingOutcome,
    /// Identities of the connectors that may answer; empty where it is decided which one does.
    pub may_answer: Vec<String>,
    /// The reply that would follow, where one would.
    pub predicted_reply: Option<String>,
    /// The connector that a receive log names for such a session; `null` where the input has no such log.
    pub logged: Option<String>,
    /// Whether a log or an answer to EHLO shows that another connector answered than the one that follows from the input.
    pub contradicted: bool,
}

/// Source of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LandingFrom {
    /// The server, where the address is known to be one's.
    pub server: Option<String>,
    /// The address.
    pub address: String,
}

/// Target of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LandingTo {
    /// The server.
    pub server: String,
    /// Local address; `null` = every local address that no connector binds by itself.
    pub local: Option<String>,
    /// TCP port.
    pub port: u16,
}

/// What decided a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedBy {
    /// The winning range, as pasted.
    pub range: String,
    /// Its number of addresses.
    pub size: String,
    /// The binding it was reached by, as pasted.
    pub binding: String,
}

/// One connector in a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its identity.
    pub connector: String,
    /// Why it won or lost.
    pub verdict: VerdictCode,
    /// Its smallest range that holds the source, as pasted.
    pub range: Option<String>,
    /// That range's number of addresses.
    pub size: Option<String>,
    /// The verdict in words and numbers.
    pub reason: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// One sentence that stands alone.
    pub title: String,
    /// What happens.
    pub what: String,
    /// Why, with numbers.
    pub why: String,
    /// What to do, in words.
    pub action: String,
    /// When it is fine as it is; `null` where it never is.
    pub fine_when: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// What it rests on beyond printed values. Never empty when `likely`.
    pub assumptions: Vec<String>,
    /// The addresses among those that the user gave that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Given>,
    /// The lines of the paste that it rests on.
    pub evidence: Vec<Evidence>,
    /// What would settle it.
    pub needs: Vec<Need>,
    /// What the paste rules out: other causes of the same symptom that hold in no completion of the paste.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Excluded>,
    /// Candidate fixes, the recommended one first.
    pub remedies: Vec<Remedy>,
    /// Where the facts come from.
    pub sources: Vec<String>,
}

/// An address that the user gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The server that it is of.
    pub server: String,
    /// The address.
    pub address: String,
}

/// What a finding is about: identities, names and addresses, each without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Queue identities.
    pub queues: Vec<String>,
    /// Connector identities.
    pub connectors: Vec<String>,
    /// Server names.
    pub servers: Vec<String>,
    /// Addresses.
    pub addresses: Vec<String>,
}

/// A line of the paste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Name of the source.
    pub source: String,
    /// Line.
    pub line: u32,
    /// What stands there.
    pub text: String,
}

/// Something that would settle a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What kind of answer it is.
    pub code: NeedCode,
    /// What is needed.
    pub what: String,
    /// What it would settle.
    pub why: String,
    /// The command that prints it.
    pub command: String,
    /// Servers whose addresses are asked for, where that is the need.
    pub servers: Vec<String>,
    /// What the answer may show and what each means; empty where the answer tells no causes apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<NeedOutcome>,
}

/// One of the things that the answer to a need may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedOutcome {
    /// What one sees.
    pub see: String,
    /// What it means, and what to do then.
    pub means: String,
}

/// A cause that the paste rules out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// What is ruled out, and why, in one or two sentences.
    pub what: String,
    /// The lines of the paste that rule it out.
    pub evidence: Vec<Evidence>,
}

/// A candidate fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What kind of fix it is.
    pub id: RemedyId,
    /// What it does, in one line.
    pub title: String,
    /// Whether it is the one to take.
    pub recommended: bool,
    /// The code of the finding whose remedy this is as well. What is run and changed is said there, and not again here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Code>,
    /// What else comes of it.
    pub consequences: Vec<String>,
    /// The bare lines that change something, as one would type them; they run in order.
    pub lines: Vec<String>,
    /// What the remedy rests on, checked on the servers: reads only, and stops where something is not as claimed. Not
    /// written where there is nothing to check.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prove: Vec<String>,
    /// Backup and change; the elements run in order as one script.
    pub commands: Vec<String>,
    /// What to look at afterwards, with what it must print as comments.
    pub verify: Vec<String>,
    /// Try the queues again.
    pub retry: Vec<String>,
    /// Back to what was.
    pub rollback: Vec<String>,
    /// The whole as `.ps1` with SupportsShouldProcess.
    pub script: String,
    /// Whether Set-ReceiveConnector accepts it.
    pub acceptance: Acceptance,
    /// Changed entries of each connector: what goes and what comes.
    pub changes: Vec<Change>,
    /// Address regions that change connector, per local endpoint; over the whole address space.
    pub effects: Vec<Effect>,
    /// What the effects say in words, with "nothing else changes" only where that is proved.
    pub proof: Option<String>,
}

/// Whether Exchange accepts a remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// `true` where every rule that is known passes on printed values, `false` where one is broken; `null` where the
    /// paste does not show what a rule needs.
    pub accepted: Option<bool>,
    /// Why.
    pub reason: String,
}

/// Changed entries of one property, alike on every connector that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Identities of the connectors.
    pub connectors: Vec<String>,
    /// The property in the spelling of Exchange.
    pub property: String,
    /// Entries that go, as pasted.
    pub removed: Vec<String>,
    /// Entries that come.
    pub added: Vec<String>,
    /// Entries that stay, as pasted.
    pub kept: Vec<String>,
    /// The only entries in which connectors differ: own addresses of their servers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnEntry>,
}

/// An own address of a server, which the change of its connector treats in another way than those of its twins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnEntry {
    /// Identity of the connector.
    pub connector: String,
    /// The address.
    pub address: String,
    /// Whether the connector lists it afterwards.
    pub listed: bool,
}

/// One region of addresses that changes connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The server.
    pub server: String,
    /// Local address; `null` = every local address that no connector binds by itself.
    pub local: Option<String>,
    /// TCP port.
    pub port: u16,
    /// Lowest address.
    pub first: String,
    /// Highest address.
    pub last: String,
    /// The same region as the fewest networks (CIDR).
    pub cidr: Vec<String>,
    /// Connector before; `null` = none.
    pub from: Option<String>,
    /// Connector after; `null` = none.
    pub to: Option<String>,
}
