//! What a finding found out, where it is one of a few: whether a queue fails, what is shown, why a relay is open.
//!
//! Each of these types stands in the place of a boolean or of an `Option` whose meaning nobody could read off. This module
//! does not know to which finding they belong.

/// Whether a queue of the paste fails because of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueuesFail {
    /// At least one fails now.
    Now,
    /// None fails in the paste.
    NotYet,
}

/// What a connector without the group of Exchange servers admits them as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AdmittedAs {
    /// They authenticate, and no group admits them.
    Nobody,
    /// They count as ordinary users.
    Users,
}

/// The reply with which queues to a server with a hub connector on port 25 fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HubReply {
    /// No queue fails.
    None,
    /// 421 4.3.2 Service not available.
    NotAvailable,
    /// 451 5.7.3, the reply of a connector without Exchange Server authentication.
    CannotAchieve,
}

/// Why entries of a list are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HiddenEntries {
    /// The paste cuts the list off.
    CutOff,
    /// The list is whole, and entries of it cannot be read.
    Unreadable,
}

/// What setup makes a connector for, of those that take mail from Exchange servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerMail {
    /// Mail to the server.
    ToServer,
    /// Mail to an Edge server.
    ToEdge,
    /// Mail to the outside, which the front end passes on.
    ToOutside,
}

/// Whether the paste shows the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyIs {
    /// A LastError shows it.
    Shown,
    /// No LastError shows it.
    Hidden,
}

/// Whether the paste shows the cause of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CauseIs {
    /// Other output shows it.
    Shown,
    /// It is one possible cause.
    Possible,
}

/// Whether the paste shows the right to relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RightIs {
    /// It follows from printed rights or groups.
    Shown,
    /// It is inferred.
    Inferred,
}

/// Why everybody in a range may relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelayThrough {
    /// The connector is externally secured and trusts every sender that lands there.
    ExternallySecured,
    /// Default Frontend, which has to take every address, gives anonymous senders the right.
    DefaultFrontend,
    /// Another connector gives anonymous senders the right.
    OtherConnector,
}

/// Whether mail takes the ways that a finding speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InUse {
    /// All of them.
    All,
    /// Only some, or none.
    NotAll,
}

/// Why a queue's trouble is no matter of receive connectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Elsewhere {
    /// The queue delivers to the outside.
    External,
    /// The queue delivers into a mailbox database on port 475.
    MailboxDelivery,
    /// The reply is of another kind.
    OtherReply,
    /// The queue holds safety copies, and shows no reply.
    Shadow,
}
