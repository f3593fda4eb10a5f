//! The facts about what a server said, where it is set against what the printed connectors can say.
//!
//! A receive log, a reply to EHLO or the reply of a queue is the witness. This module does not know how the witness was
//! read, and it does not know which connector the selection predicts.

use crate::diagnosis::authentication::Outcome;
use crate::model::{Address, Property};

/// A session that was answered otherwise than it should by what is pasted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contradiction {
    /// The sending server.
    pub sender: String,
    /// Its address.
    pub source: Address,
    /// The target server.
    pub server: String,
    /// TCP port.
    pub port: u16,
    /// Identity of the connector that should answer; `None` where none should.
    pub predicted: Option<String>,
    /// What speaks against it.
    pub witness: Witness,
}

/// What speaks against a prediction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Witness {
    /// A receive log names another connector.
    Log {
        /// `connector-id`.
        connector: String,
        /// When, as the log prints it.
        time: Option<String>,
        /// What an Exchange server gets on it; `None` where the paste does not hold it.
        outcome: Option<Outcome>,
    },
    /// The answer to EHLO holds what the predicted connector cannot say.
    Ehlo(Unsayable),
    /// The reply of the queue shows that authentication was offered.
    Reply(String),
}

/// A word of a reply to EHLO that a connector cannot say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unsayable {
    /// The word or line of the reply.
    pub said: String,
    /// The property that excludes it.
    pub property: Property,
    /// Its value, as printed.
    pub value: String,
}

/// A reply to EHLO, set against the connectors of the server that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EhloFacts {
    /// The name that the reply begins with.
    pub host: String,
    /// The client, as the server saw it.
    pub client: Option<Address>,
    /// The connectors that may have given the reply: the one that answered, where only one is left.
    pub left: Vec<String>,
    /// Whether the first of them is the answer, and not only one that may be.
    pub is_answered: bool,
    /// The connector that should have answered by what is pasted.
    pub predicted: Option<String>,
    /// The connectors that cannot have given it, and why.
    pub excluded: Vec<(String, Unsayable)>,
    /// The connectors that say more than the reply holds.
    pub lacking: Vec<(String, Vec<&'static str>)>,
}
