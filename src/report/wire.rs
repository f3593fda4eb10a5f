//! The report: the contract between core, page, tests and users. The only serialisable types of the crate.
//!
//! Absent is `null`, lists may be empty, order is defined, lines start at 1, addresses and sizes are text. Every
//! Exchange property that is read appears in snake_case; codes, verdicts and origins are kebab-case.

mod follow_up;

pub use follow_up::{Comparison, ConnectorState, FindingState, QueueState, RemedyState, WhatIf};

use std::collections::BTreeMap;

use serde::Serialize;

/// Version of the wire format.
pub const SCHEMA: u32 = 2;

/// What `diagnose` returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// Machines with a name and an address that nothing shows to be Exchange servers, in order of first appearance; not
    /// written where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
}

/// Lines with the form of data that were not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputPart {
    /// Name of the source; empty for pasted text.
    pub source: String,
    /// `queue`, `receive-connector`, `exchange-server`, `address`, `protocol-log`, `reply`, `permission`,
    /// `send-connector`, `certificate`, `component-state`, `transport-service`, `transcript`.
    pub kind: &'static str,
    /// `list`, `table`, `csv`, `json`, `clixml`, `log`, `text`.
    pub layout: &'static str,
    /// Number of records.
    pub records: usize,
    /// First line.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
}

/// Something about the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Kebab-case code.
    pub code: &'static str,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Host {
    /// Its name as printed.
    pub name: String,
    /// Its addresses.
    pub addresses: Vec<ServerAddress>,
}

/// An address of a server or host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerAddress {
    /// The address.
    pub address: String,
    /// `given`, `address-line`, `last-error`, `binding`, `command`, `protocol-log`.
    pub origin: &'static str,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SmtpReply {
    /// Three digits, as text.
    pub code: Option<String>,
    /// Enhanced status code.
    pub enhanced_code: Option<String>,
    /// The words.
    pub text: String,
}

/// An SMTP reply outside queue records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// As pasted.
    pub as_written: String,
    /// Local address.
    pub address: Option<String>,
    /// TCP port.
    pub port: Option<u16>,
}

/// A remote IP range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// `works`, `refused`, `no-connector`, `nothing-listens`, `undecidable`.
    pub outcome: &'static str,
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupDecision {
    /// The winning ranges of all members, as pasted.
    pub ranges: Vec<String>,
    /// Their number of addresses, which is the same for all.
    pub size: String,
    /// The binding that the first member was reached by, as pasted.
    pub binding: String,
}

/// One connector in the selections of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupCandidate {
    /// Its name without the server's.
    pub name: String,
    /// See [`Candidate::verdict`].
    pub verdict: &'static str,
    /// The smallest ranges that hold the sources of all members, as pasted.
    pub ranges: Vec<String>,
    /// Their number of addresses, which is the same for all.
    pub size: Option<String>,
    /// The verdict in words and numbers.
    pub reason: String,
}

/// Which connector a session lands on, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// `works`, `refused`, `no-connector`, `nothing-listens`, `undecidable`.
    pub outcome: &'static str,
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LandingFrom {
    /// The server, where the address is known to be one's.
    pub server: Option<String>,
    /// The address.
    pub address: String,
}

/// Target of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LandingTo {
    /// The server.
    pub server: String,
    /// Local address; `null` = every local address that no connector binds by itself.
    pub local: Option<String>,
    /// TCP port.
    pub port: u16,
}

/// What decided a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecidedBy {
    /// The winning range, as pasted.
    pub range: String,
    /// Its number of addresses.
    pub size: String,
    /// The binding it was reached by, as pasted.
    pub binding: String,
}

/// One connector in a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its identity.
    pub connector: String,
    /// `chosen`, `less-specific`, `tie`, `unknown`, `no-range-match`, `other-family`, `other-address`, `other-port`,
    /// `other-role`, `disabled`.
    pub verdict: &'static str,
    /// Its smallest range that holds the source, as pasted.
    pub range: Option<String>,
    /// That range's number of addresses.
    pub size: Option<String>,
    /// The verdict in words and numbers.
    pub reason: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Kebab-case code; names the wrong pattern; never reused.
    pub code: &'static str,
    /// `blocking`, `risk`, `advice`.
    pub severity: &'static str,
    /// `proven`, `likely`, `possible`.
    pub certainty: &'static str,
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
    /// The lines of the paste that it rests on.
    pub evidence: Vec<Evidence>,
    /// What would settle it.
    pub needs: Vec<Need>,
    /// Candidate fixes, the recommended one first.
    pub remedies: Vec<Remedy>,
    /// Where the facts come from.
    pub sources: Vec<String>,
}

/// What a finding is about: identities, names and addresses, each without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Name of the source.
    pub source: String,
    /// Line.
    pub line: u32,
    /// What stands there.
    pub text: String,
}

/// Something that would settle a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// Kebab-case code, e.g. `server-addresses`.
    pub code: &'static str,
    /// What is needed.
    pub what: String,
    /// What it would settle.
    pub why: String,
    /// The command that prints it.
    pub command: String,
    /// Servers whose addresses are asked for, where that is the need.
    pub servers: Vec<String>,
}

/// A candidate fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// Kebab-case id.
    pub id: &'static str,
    /// What it does, in one line.
    pub title: String,
    /// Whether it is the one to take.
    pub recommended: bool,
    /// What else comes of it.
    pub consequences: Vec<String>,
    /// The bare lines that change something, as one would type them; they run in order.
    pub lines: Vec<String>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// `true` where every rule that is known passes on printed values, `false` where one is broken; `null` where the
    /// paste does not show what a rule needs.
    pub accepted: Option<bool>,
    /// Why.
    pub reason: String,
}

/// Changed entries of one property, alike on every connector that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
}

/// One region of addresses that changes connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
