//! What findings name in their sentences: a connector with a value of it, a queue with its reply, a server with its port.
//!
//! Connectors, queues and servers stand here by the names that reports print. This module knows no other stage.

use super::CauseIs;
use crate::diagnosis::observed::Sign;
use crate::model::{Address, IpRange, Property, Size};

/// A connector with one of its ranges.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectorRange {
    /// Identity of the connector.
    pub connector: String,
    /// The range, as pasted.
    pub range: String,
    /// How many addresses the range holds.
    pub size: Size,
}

/// A range, as pasted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PastedRange {
    /// The text.
    pub text: String,
    /// How many addresses the range holds.
    pub size: Size,
}

/// A connector with one value of it, as printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConnectorValue {
    /// Identity of the connector.
    pub connector: String,
    /// The value.
    pub value: String,
}

/// Two connectors with ranges that Exchange refuses together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RangePair {
    /// Identity of the first connector.
    pub first: String,
    /// Its range.
    pub first_range: IpRange,
    /// Identity of the second connector.
    pub second: String,
    /// Its range.
    pub second_range: IpRange,
}

/// A queue with the port that its mail uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueuePort {
    /// Identity of the queue.
    pub queue: String,
    /// TCP port.
    pub port: u16,
}

/// A queue with the reply that its LastError shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueueReply {
    /// Identity of the queue.
    pub queue: String,
    /// The innermost reply.
    pub reply: String,
}

/// A server with a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerPort {
    /// Name of the server.
    pub server: String,
    /// TCP port.
    pub port: u16,
}

/// A client that a connector refused to relay for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RefusedClient {
    /// Its address; `None` where the log does not show it.
    pub client: Option<Address>,
    /// Identity of the connector.
    pub connector: String,
}

/// A connector with the number of its remote ranges.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntryCount {
    /// Identity of the connector.
    pub connector: String,
    /// How many ranges it lists.
    pub entries: usize,
}

/// One property that differs between connectors of one name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Difference {
    /// The property.
    pub property: Property,
    /// The values, in order of the input.
    pub values: Vec<ConnectorValue>,
}

/// The facts of a finding about the path between healthy connectors.
#[derive(Clone, Debug)]
pub struct PathFacts {
    /// Servers whose mail fails.
    pub senders: Vec<String>,
    /// Their targets.
    pub targets: Vec<ServerPort>,
    /// Identities of the connectors that answer and are as they should be.
    pub healthy: Vec<String>,
    /// Whether no other connector can have answered.
    pub only_healthy: bool,
    /// Whether another connector may take the mail on a port that only a field report names.
    pub has_rival_on_reported_port: bool,
    /// Identities of connectors that would answer another address, without authentication.
    pub others: Vec<String>,
    /// What speaks for or against it.
    pub signs: Vec<Sign>,
    /// Whether the signs show the cause.
    pub cause: CauseIs,
}

/// A connector with the bindings on which nothing ever lands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shadowed {
    /// Identity of the connector.
    pub connector: String,
    /// Whether it has no other bindings that matter.
    pub everywhere: bool,
    /// The bindings on which nothing lands.
    pub bindings: Vec<ShadowedBinding>,
}

/// A binding on which no connection lands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShadowedBinding {
    /// The binding, as pasted.
    pub binding: String,
    /// Identities of the connectors that take everything there. Without any, no range of the connector is of the
    /// binding's address family.
    pub taken_by: Vec<String>,
}

/// An address that a relay connector holds and should not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// Identity of the connector.
    pub connector: String,
    /// The address.
    pub address: Address,
    /// The port on which it lands there.
    pub port: u16,
    /// The range that holds it, as pasted.
    pub range: String,
}

/// A connector with limits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limited {
    /// Its identity.
    pub connector: String,
    /// The limits.
    pub values: Vec<Limit>,
}

/// A limit of a connector.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// The property.
    pub property: Property,
    /// The value, as printed.
    pub value: String,
}
