//! The facts of captures: a connector that is not meant for Exchange servers answers their sessions.
//!
//! This module does not know whether such a session fails now.

use std::rc::Rc;

use super::{ConnectorRange, PastedRange};
use crate::diagnosis::observed::Sign;
use crate::diagnosis::opposite_direction::OppositeDirection;
use crate::model::Address;

/// One connector that takes one address, or several senders of which no address is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Capture {
    /// The sending servers: one where the address is known. A name is empty where only the queue text is known.
    pub senders: Rc<[String]>,
    /// The address; `None` where it is not known.
    pub source: Option<Address>,
    /// The target server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// The local address, where the connector answers there and not on every address of the server.
    pub local: Option<Address>,
    /// Identity of the capturing connector.
    pub connector: String,
    /// The range that wins.
    pub range: Option<PastedRange>,
    /// What the connector offers.
    pub auth_mechanism: Vec<String>,
    /// The connector that should have answered.
    pub instead: Option<ConnectorRange>,
}

/// The facts of a capture finding.
#[derive(Clone, Debug)]
pub struct CaptureFacts {
    /// Every capture.
    pub captures: Vec<Capture>,
    /// Senders whose addresses are not known.
    pub missing_addresses: Vec<String>,
    /// Why failover did not help.
    pub failover: Failover,
    /// Targets in the sender's own site, where others are elsewhere: they are tried first.
    pub tried_first: Vec<String>,
    /// Number of messages that wait, where shown.
    pub messages: Option<u64>,
    /// What logs say of it.
    pub signs: Vec<Sign>,
    /// What becomes of mail in the opposite direction.
    pub ways_back: Vec<OppositeDirection>,
}

/// Why failover did not help.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Failover {
    /// Every server behind the next hop has the trap.
    EveryTarget(Vec<String>),
    /// There is one server only.
    OnlyTarget(String),
    /// This server would take the mail.
    WouldWork(String),
    /// The paste does not tell.
    Unknown,
}
