//! Typed Exchange objects, and how records become such objects. The only place that knows property names.
//!
//! Reading never fails: every object carries what is shown, what is cut and where it stands; what cannot be read
//! becomes a [`Note`]. Nothing here knows how connectors are selected.

pub mod address;
mod assumed_server;
pub mod binding;
mod by_server;
mod classify;
mod cloud;
mod command;
mod delivery_type;
pub mod flags;
mod identity;
mod kind;
mod label;
mod last_error;
mod left_out;
mod merge;
pub mod observation;
mod others;
mod out_of_box;
mod property;
pub mod queue;
pub mod range;
mod read;
mod read_address;
mod read_connector;
mod read_event;
mod read_observation;
mod read_prose;
mod read_queue;
mod read_refusal;
mod read_server;
mod read_shape;
mod read_transcript;
pub mod receive_connector;
mod reply_text;
mod right;
pub mod server;
mod server_id;
pub mod shown;
mod slot;
mod values;
mod vocabulary;
mod written;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display, EnumDiscriminants};

pub use address::{Address, Family};
pub use binding::{Binding, Endpoint};
pub use by_server::ByServer;
pub use cloud::is_exchange_online;
pub use delivery_type::DeliveryType;
pub use flags::{AuthMechanism, Member, PermissionGroup, TransportRole};
pub use identity::Identity;
pub use observation::Observations;
pub use others::Others;
pub use out_of_box::{OutOfBox, SetUpAs, names_of_setup};
pub use property::{Decides, Kind, Property, QueueProperty};
pub use queue::{LastError, Queue, Reply, SmtpReply, whole_reply};
pub use range::{IpRange, RemoteIpRange, Size};
pub use read::{read, read_texts};
pub use receive_connector::ReceiveConnector;
pub use right::{Right, is_exchange_servers, right};
pub use server::{AddressOrigin, Host, Server, ServerAddress, StatedVersion, Version};
pub use server_id::{ServerId, same_server, short_name};
pub use shown::Shown;
pub use slot::{AnySlot, Entry, PropertyValue, Slot};
pub use written::Written;

pub use crate::intake::Place;

/// Everything that was read from one input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Exchange servers in order of first appearance; those that only the options name come last.
    pub servers: Vec<Server>,
    /// Everything else that has a name and an address, in order of first appearance.
    pub hosts: Vec<Host>,
    /// Queues in order of first appearance, merged by identity.
    pub queues: Vec<Queue>,
    /// SMTP replies outside queue records, in order.
    pub replies: Vec<Reply>,
    /// Receive connectors in order of first appearance, merged by identity. The order matters for ties only.
    pub receive_connectors: Vec<ReceiveConnector>,
    /// What other commands and logs show.
    pub observations: Observations,
    /// Whether an input begins inside a receive connector: what stood before it was not copied.
    pub begins_inside: bool,
}

impl Snapshot {
    /// The server of this name: short name or FQDN, any letter case.
    #[must_use]
    pub fn server(&self, name: &str) -> Option<&Server> {
        self.servers.iter().find(|s| same_server(&s.name, name))
    }

    /// The host that has this address and is no Exchange server.
    #[must_use]
    pub fn host(&self, address: Address) -> Option<&Host> {
        self.hosts.iter().find(|host| host.addresses.iter().any(|a| a.address == address))
    }
}

/// Something about the input that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Where; `None` for a note about the input as a whole.
    pub place: Option<Place>,
}

/// What a note says, as data; the words are in `words::notes`.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(name(NoteCode), derive(Serialize, Deserialize, AsRefStr, Display))]
#[strum_discriminants(serde(rename_all = "kebab-case"), strum(serialize_all = "kebab-case"))]
#[strum_discriminants(
    doc = "The code of the report for a note.",
    allow(missing_docs, reason = "see the kinds of notes")
)]
pub enum NoteKind {
    /// Nothing in the input was recognised.
    NothingRecognised,
    /// The bytes are not text (a picture, an archive): source name.
    NotText {
        /// Name of the source.
        name: String,
    },
    /// A stretch of the source is not text: source name and length. The rest was read.
    PartNotText {
        /// Name of the source.
        name: String,
        /// Length of the stretch.
        bytes: usize,
    },
    /// Only a part of a value is visible.
    Cut {
        /// The object's identity, as far as known; empty where several objects of the server are cut alike.
        object: String,
        /// `queue` or `receive-connector`.
        kind: ObjectKind,
        /// The property in the spelling of Exchange.
        property: String,
        /// The server to ask, as far as known.
        server: String,
    },
    /// Properties that the layout leaves out: columns that did not fit, rows that were not copied.
    LeftOut {
        /// The identity of the object whose record breaks off, as far as known; empty for a table.
        object: String,
        /// `queue` or `receive-connector`.
        kind: ObjectKind,
        /// The server to ask, as far as known.
        server: String,
        /// The properties in the spelling of Exchange, in order.
        properties: Vec<String>,
    },
    /// A value that cannot be read: masked, damaged.
    Unreadable {
        /// The object's identity, as far as known.
        object: String,
        /// `queue` or `receive-connector`.
        kind: ObjectKind,
        /// The server to ask, as far as known.
        server: String,
        /// The property in the spelling of Exchange.
        property: String,
        /// The text as pasted.
        value: String,
    },
    /// Two records of one object contradict each other; the first is kept.
    Contradiction {
        /// The object's identity.
        object: String,
        /// The property in the spelling of Exchange.
        property: String,
        /// The value that is kept.
        kept: String,
        /// The value that is not.
        dropped: String,
    },
    /// A receive connector whose server the paste does not name.
    ConnectorWithoutServer {
        /// The connector's name, as far as known.
        name: String,
    },
    /// Receive connectors whose server is known only from the names that setup gave to some of them.
    ServerAssumed {
        /// The server.
        server: String,
        /// Number of connectors.
        count: usize,
    },
    /// Addresses that are printed without the name of their server: they are not used.
    AddressWithoutServer {
        /// The first of them.
        address: String,
    },
    /// A structured layout (JSON, CLIXML) stops in the middle or is damaged; what stands before was read.
    Broken {
        /// The layout.
        layout: crate::intake::Layout,
    },
    /// A table whose titles are in another language: which were taken for which property, by their values.
    ReadByShape {
        /// Title and property in the spelling of Exchange, in order.
        titles: Vec<(String, &'static str)>,
        /// The titles that are read as nothing, in order.
        unread: Vec<String>,
    },
    /// A line with the form of data that was not read.
    Unread {
        /// The reason.
        why: crate::intake::Why,
    },
    /// Message tracking names a connector for mail that came in: that of the Transport service, whichever connector the
    /// client reached.
    TrackingNamesHub {
        /// The connector, as printed.
        connector: String,
        /// Its server.
        server: String,
    },
    /// Output of a command that is recognised but not used.
    NotUsed {
        /// What it is, for instance the command.
        what: String,
    },
}

/// The kinds of objects that notes and chips speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ObjectKind {
    /// `Get-Queue`.
    Queue,
    /// `Get-ReceiveConnector`.
    ReceiveConnector,
    /// `Get-ExchangeServer`.
    ExchangeServer,
    /// `NAME ADDRESS` lines and commands that print addresses.
    Address,
    /// SMTP protocol logs.
    ProtocolLog,
    /// SMTP replies outside queues.
    Reply,
    /// `Get-ADPermission`.
    Permission,
    /// `Get-SendConnector`.
    SendConnector,
    /// `Get-ExchangeCertificate`.
    Certificate,
    /// `Get-ServerComponentState`.
    ComponentState,
    /// `Get-TransportService`, `Get-TransportServer`, `Get-FrontendTransportService`.
    TransportService,
    /// EHLO and its answer, as typed in telnet.
    Transcript,
    /// `Get-MessageTrackingLog`.
    MessageTracking,
}

/// One stretch of the input that was recognised, for the report's `inputs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Index of the source.
    pub source: usize,
    /// What it holds.
    pub kind: ObjectKind,
    /// How it is laid out.
    pub layout: crate::intake::Layout,
    /// Number of records.
    pub records: usize,
    /// First line, starting at 1.
    pub first_line: u32,
    /// Last line.
    pub last_line: u32,
}

/// What reading an input gives: value and notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The objects.
    pub snapshot: Snapshot,
    /// What was recognised, in order of the input.
    pub recognised: Vec<Recognised>,
    /// What the user should know about the input, in order of the input.
    pub notes: Vec<Note>,
    /// The lines that have the form of data and were not read, in order of the input.
    pub unread: Vec<crate::intake::Unread>,
}

#[cfg(test)]
pub(crate) mod fixture;
