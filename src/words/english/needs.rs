//! What would settle a finding, and what it settles.

use crate::words::needs::Needs;

pub(super) const WORDS: Needs = Needs {
    server_addresses: "The addresses of {servers}",
    server_addresses_why: "Queues name servers, connectors list addresses: the address decides which connector answers.",
    receive_connectors: "The receive connectors of {servers} with all properties",
    receive_connectors_of_targets: "The receive connectors of the servers that the queue delivers to",
    receive_connectors_why: "They show which connector answered and what it offers.",
    edge_connectors: "The receive connectors of the Edge server, printed on it",
    edge_connectors_why: "They show which connector answered and what it offers; no other server can print them.",
    everything: "Queues with LastError, receive connectors, versions and addresses of all servers",
    everything_why: "What was read shows no fault that is known here, and nothing that fails: why mail waits stands in \
        LastError of a queue. The command only reads.",
    whole_lists: "The whole list of {connectors}",
    whole_lists_why: "The hidden entries may hold the sender's address.",
    queue_details: "{queues} as a list",
    queue_details_of_the_queue: "The queue as a list",
    queue_details_why: "LastError says what failed, LastRetryTime when.",
    ehlo_reply: "What {targets} answers to EHLO, asked from the sending server",
    ehlo_reply_why: "XXXX in place of X-ANONYMOUSTLS, or a greeting of asterisks: a device on the path. X-EXPS without \
        X-ANONYMOUSTLS: the certificate of the target.",
    send_protocol_log: "The send protocol log of {servers}",
    send_protocol_log_of_the_sender: "The send protocol log of the sending server",
    send_protocol_log_why: "It shows the address used, the server reached and its reply to EHLO.",
    receive_protocol_log: "The receive protocol log of {servers}",
    receive_protocol_log_why: "Its connector-id column names the connector that really answered.",
    connector_permissions: "The rights of anonymous senders on {connectors}",
    connector_permissions_why: "ms-Exch-SMTP-Accept-Any-Recipient is the right to relay.",
    gateway_address: "The gateways, firewalls and load balancers in front of {servers}",
    gateway_address_of_the_servers: "The gateways, firewalls and load balancers in front of the servers",
    gateway_address_why: "Whoever comes through one that translates addresses looks like it.",
    next_step_why: "The paste cannot show what lies behind the reply.",
    send_connectors: "The send connectors with their smart hosts and how they authenticate",
    send_connectors_why: "SmartHostAuthMechanism ExchangeServer asks the other side for Exchange Server authentication, which no host outside the organization can give.",
    certificates: "The internal transport certificate of {servers}",
    certificates_why: "Without it the server offers no X-ANONYMOUSTLS; events 12012 to 12015 say so.",
    first_of_several: "{why} Start with this: it settles most.",
};
