//! The gaps: every assumption beyond printed values that a finding may rest on.
//!
//! A finding with a gap is never proven. This module does not know which finding rests on which gap, and it does not
//! know the sentences about gaps.

use std::rc::Rc;

use crate::model::Address;

/// Something that a conclusion rests on although the paste does not show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The connector's Enabled is not shown; it is taken to be enabled.
    Enabled {
        /// Index of the connector.
        connector: usize,
    },
    /// The paste does not show the server of the connector; it is taken not to be this one.
    IsElsewhere {
        /// Index of the connector.
        connector: usize,
        /// The server on which it could win.
        server: String,
    },
    /// The connector's TransportRole is not shown; it is taken to belong to the service on the port.
    Role {
        /// Index of the connector.
        connector: usize,
    },
    /// The paste shows the connector more than once with different values; the first ones are taken to hold.
    Contradiction {
        /// Index of the connector.
        connector: usize,
    },
    /// The sender's address is known only from a binding of its own; it is taken to send from there.
    BoundAddress {
        /// The sending server.
        sender: String,
    },
    /// LastError prints an address of the other family for the target; this one is taken to be used as well.
    OtherFamily {
        /// The target server.
        server: String,
    },
    /// The connectors are taken to be on the server that the names of the default connectors speak of.
    Server {
        /// The server.
        server: String,
    },
    /// The paste names the server in several domains; they are taken to be one server.
    OneServer {
        /// The server.
        server: String,
        /// The domains.
        domains: Vec<String>,
    },
    /// Only a LastError names it; it is taken to be an Exchange server, and no load balancer.
    IsServer {
        /// The name.
        server: String,
    },
    /// The messages are taken not to be a burst that is just being delivered.
    NoBurst {
        /// Identity of the queue.
        queue: String,
    },
    /// The paste seems to show only some of the server's connectors, so one for the endpoint may be missing.
    PartialList {
        /// The server.
        server: String,
    },
    /// The paste begins inside an output. What stood before is taken to show no other server.
    NothingBefore,
    /// The ranges of two connectors cross, which Exchange refuses; the smaller one is taken to win.
    Crossing {
        /// Indices of the winner and the other one.
        connectors: (usize, usize),
    },
    /// Which port is used is not known for sure.
    Port {
        /// The sending servers.
        senders: Rc<[String]>,
        /// The target server.
        server: String,
        /// The port that is taken to be used.
        port: u16,
    },
    /// The mail is taken to use the port of a field report, and not the documented one.
    ReportedPort {
        /// The sending servers.
        senders: Rc<[String]>,
        /// The target server.
        server: String,
        /// The port of the field report.
        port: u16,
    },
    /// The queue's send connector is taken to use its default port.
    SendConnectorPort {
        /// The target server.
        server: String,
        /// The port.
        port: u16,
    },
    /// The server is taken to be behind the queue's next hop.
    Target {
        /// Identity of the queue.
        queue: String,
        /// The server.
        server: String,
    },
    /// The sender has several addresses; which one it uses is its routing table's choice.
    SourceChoice {
        /// The sending server.
        sender: String,
    },
    /// The senders' addresses are not known; they are taken to be in the connector's range.
    SourceInRange {
        /// The sending servers; a name is empty where the queue's server is not known.
        senders: Rc<[String]>,
        /// Index of the connector.
        connector: usize,
    },
    /// The observed reply is not shown.
    Reply {
        /// Identity of the queue.
        queue: String,
    },
    /// Only the codes of the observed reply are shown; they are taken to belong to the reply that the finding explains.
    ReplyText {
        /// Identity of the queue.
        queue: String,
    },
    /// LastError shows a reply that the connector would not lead to; it is taken not to be of a session that this connector
    /// answers as it is pasted.
    ReplyOfAnotherSession {
        /// Index of the connector.
        connector: usize,
        /// Identity of the queue.
        queue: String,
    },
    /// The queue is not in Retry, or is empty: its LastError is taken not to be history.
    StillFails {
        /// Identity of the queue.
        queue: String,
    },
    /// Another server behind the next hop would or may take the mail, so it is taken not to have been tried, or to refuse
    /// it as well.
    Alternative {
        /// That server.
        server: String,
        /// Whether the paste leaves open what it does.
        open: bool,
    },
    /// Mail is assumed to go that way some day.
    MailGoesThere {
        /// The sending server.
        sender: String,
        /// The target server.
        server: String,
        /// TCP port.
        port: u16,
    },
    /// Somebody is taken to enable the connector.
    Enabling {
        /// Index of the connector.
        connector: usize,
    },
    /// Exchange servers are taken to send to this default connector.
    UsedByExchange {
        /// Index of the connector.
        connector: usize,
    },
    /// The connector of the other service is taken to be the reason of the reply.
    HubHoldsThePort {
        /// Index of the connector.
        connector: usize,
    },
    /// The connector is taken to be the reason of the queue's reply, which has other possible reasons.
    Explains {
        /// Index of the connector.
        connector: usize,
        /// Identity of the queue.
        queue: String,
    },
    /// The difference is taken not to be meant.
    NotMeant {
        /// Index of the connector.
        connector: usize,
    },
    /// The extra right of anonymous senders is taken to be the right to relay.
    RelayRight {
        /// Index of the connector.
        connector: usize,
    },
    /// Senders are taken to use downgraded authentication, which a connector that hides X-ANONYMOUSTLS needs.
    SendersDowngraded {
        /// Index of the connector.
        connector: usize,
    },
    /// The connector's SuppressXAnonymousTls is not shown; it is taken to be off, as it is unless somebody set it.
    NotSuppressed {
        /// Index of the connector.
        connector: usize,
    },
    /// Both transport services are taken to run on the server.
    BothServicesRun {
        /// The server.
        server: String,
    },
    /// The target has local addresses with connectors of their own; which one is connected to is not known.
    LocalChoice {
        /// The target server.
        server: String,
    },
    /// The paste is taken to hold every receive connector of the server.
    AllShown {
        /// The server.
        server: String,
    },
    /// The connector is taken to have the task still that setup made it for.
    KeepsItsTask {
        /// Index of the connector.
        connector: usize,
    },
    /// What is shown of the server is taken to be the reason for a reply that has other possible ones.
    IsTheReason {
        /// The server.
        server: String,
    },
    /// No device on the way is taken to have changed the target's answer to EHLO.
    Untouched {
        /// The target server.
        server: String,
    },
    /// Nothing is taken to be missing in a reply to EHLO: neither a device nor a missing certificate took a word out.
    NothingTakenOut {
        /// The server that answered.
        server: String,
    },
    /// A reply to EHLO is taken to be that of this port, which the paste does not show.
    AskedPort {
        /// The server that answered.
        server: String,
        /// The port.
        port: u16,
    },
    /// The sending server is taken to have gone away because the verbs that the target sent did not arrive.
    DidNotArrive {
        /// The sending server.
        sender: String,
        /// The target server.
        server: String,
    },
    /// The address that LastError prints for a server is taken to be its own, though it is none of those that the paste shows.
    LeadsElsewhere {
        /// The server.
        server: String,
        /// The printed address.
        address: Address,
    },
    /// The paste shows the queue in two ways. The first one is assumed to be the present state.
    FirstPrintOfQueue {
        /// The queue.
        queue: String,
    },
    /// The answer to EHLO is taken to be what the sending server gets from the target as well.
    SameAnswer {
        /// The sending server; empty where it is not known.
        sender: String,
        /// The target server.
        server: String,
    },
    /// Exchange Online is taken to connect from its published addresses, and to this server.
    PublishedAddresses {
        /// The server.
        server: String,
    },
    /// What field reports say of such connectors is taken to hold for this one.
    FieldReports {
        /// Index of the connector.
        connector: usize,
    },
    /// The certificates of the paste are taken to be all that the server has.
    CertificatesOf {
        /// The server.
        server: String,
    },
    /// The gateway is taken to put its own address in the place of those of senders outside.
    Translates {
        /// Its address; `None` where the paste names no gateway.
        address: Option<Address>,
    },
    /// The rights that the paste shows of the connector are taken to be all that count.
    RightsShown {
        /// Index of the connector.
        connector: usize,
    },
    /// A client is taken to be one that should relay.
    MayRelay {
        /// Its address; `None` where the paste does not show it.
        client: Option<Address>,
    },
}
