//! The facts about connectors that setup made and somebody edited.
//!
//! This module does not know what setup gives a connector ([`OutOfBox`](crate::model::OutOfBox) does).

use super::QueuesFail;
use crate::model::{Family, IpRange, Property, SetUpAs};

/// The facts of a connector of setup that does not serve everybody any more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnservedFacts {
    /// Who is not served, by connector.
    pub unserved: Vec<Unserved>,
    /// Whether a queue fails with the reply that follows.
    pub queues: QueuesFail,
}

/// Addresses that nobody answers in the place of a connector of setup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unserved {
    /// Identity of the connector.
    pub connector: String,
    /// What it is made for.
    pub is: SetUpAs,
    /// Its port.
    pub port: u16,
    /// Address family.
    pub family: Family,
    /// The addresses without a connector, which get 421 4.3.2; empty where nothing listens at all.
    pub ranges: Vec<IpRange>,
}

/// One edit of connectors of setup, the same on each of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// Identities of the connectors.
    pub connectors: Vec<String>,
    /// The property.
    pub property: Property,
    /// What was done to it.
    pub change: Change,
    /// What comes of it.
    pub harm: Harm,
}

/// What was done to a property.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// A member is gone.
    Lacks(String),
    /// A member was added.
    Has(String),
    /// It has this value instead of that of setup.
    Is(String, String),
}

/// Who is worse off by an edit of a connector of setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    /// Exchange servers fail with 454 4.7.0.
    ServersTemporary,
    /// Exchange servers count as ordinary users and get 550 5.7.1.
    ServersAsUsers,
    /// Senders without a login get 530 5.7.1.
    AnonymousRefused,
    /// Users log in and may not submit.
    UsersRefused,
    /// The front end cannot hand users' mail over.
    UserProxyFails,
    /// The Transport service cannot hand mail to the outside over to the front end.
    OutboundProxyFails,
    /// Partners with mutual TLS may not submit.
    PartnersRefused,
    /// No TLS for anybody who is not an Exchange server.
    NoStartTls,
    /// Another service answers.
    OtherService,
    /// Nobody listens on the port of setup.
    PortGone,
    /// Replies with 421 4.4.2 to a sender that is too fast.
    TooFast,
    /// Replies with 421 4.3.2 to a sender with too many connections.
    TooMany,
    /// Clients cannot log in this way.
    NoLogin,
    /// Passwords may cross the network in clear text.
    ClearPasswords,
    /// Senders without a login may submit where setup admits none.
    AnonymousAdmitted,
    /// Users may log in on a port that faces servers.
    UsersAdmitted,
    /// Every sender that lands there is trusted.
    Trusted,
    /// None that is documented.
    NoneKnown,
}

impl Harm {
    /// Whether somebody is refused.
    #[must_use]
    pub fn is_failure(self) -> bool {
        self <= Self::TooFast
    }
}
