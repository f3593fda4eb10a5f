//! What a finding rests on.

use crate::words::assumptions::Assumptions;

pub(super) const WORDS: Assumptions = Assumptions {
    enabled: "{connector} is enabled (the paste does not show Enabled).",
    role: "{connector} belongs to the service that listens on the port (the paste does not show TransportRole).",
    is_elsewhere: "{connector} is not on {server}. The paste does not show its server, and on {server} it could win.",
    partial_list: "The paste holds every receive connector of {server} on this port (it seems to show only some).",
    contradiction: "Of the different values that the paste shows for {connector}, the first ones are the current ones.",
    bound_address: "{sender} sends from this address (the paste shows only that one of its connectors listens there).",
    other_family: "{server} was reached over the other kind of address (IPv4 or IPv6) as well, not only at the one that \
        LastError prints.",
    send_connector_port: "The send connector of this queue delivers to port {port} of {server} (the paste does not show \
        its port).",
    one_server: "What is shown of {server} is of one server, although the paste names it in {domains}.",
    is_server: "{server} is an Exchange server, not a load balancer (only a LastError names it).",
    no_burst: "The messages in {queue} are no burst that is just being delivered.",
    server: "The receive connectors without a server are on {server}, as the names that setup gave say.",
    crossing: "{winner} wins over {loser} although their ranges cross; this is observed, not documented.",
    port: "{sender} reaches {server} on port {port} (their versions, which decide it, are not certain from the paste).",
    port_of_the_sender: "The sending server reaches {server} on port {port} (their versions, which decide it, are not \
        certain from the paste).",
    target: "{server} is one of the servers that {queue} delivers to.",
    target_of_the_queue: "{server} is one of the servers that the queue delivers to.",
    source_choice: "{sender} connects from this address; it has others that would land elsewhere.",
    source_in_range: "The address of {sender} is in a range of {connector}.",
    source_of_the_sender_in_range: "The address of the sending server is in a range of {connector}.",
    reply: "{queue} fails for this reason (its LastError is not in the paste).",
    open_alternative: "{server} refuses the mail as well, or is not behind this queue (the paste leaves open which \
        connector answers there).",
    alternative: "{server}, which would take the mail, is not behind this queue or was not tried.",
    mail_still_fails: "Such mail still fails (message tracking and delivery reports tell of the past).",
    queue_still_fails: "{queue} still fails. It is empty or not shown in Retry, so its error may be old: see \
        LastRetryTime, or send a test message. A suspended queue waits for Resume-Queue.",
    sends_to_itself: "{server} sends to its own port {port}.",
    mail_goes_there: "{sender} one day sends to port {port} of {server}.",
    enabling: "Somebody enables {connector}.",
    used_by_exchange: "Other Exchange servers send to {connector}.",
    hub_holds_the_port: "{connector} is what stands in the way now.",
    explains: "{connector} is the reason why {queue} fails; the reply has other possible reasons.",
    not_meant: "{connector} is meant to be like its namesakes on other servers.",
    relay_right: "The extra right of anonymous senders on {connector} is the right to relay.",
    senders_downgraded: "The servers that send to {connector} have UseDowngradedExchangeServerAuth set, as \
        SuppressXAnonymousTls needs.",
    not_suppressed: "{connector} does not hide X-ANONYMOUSTLS (the paste does not show SuppressXAnonymousTls).",
    both_services_run: "Front End Transport and Transport both run on {server}.",
    is_the_reason: "What is shown of {server} is the reason for the reply, which has other possible ones.",
    untouched: "No device on the way took X-ANONYMOUSTLS out of the answer of {server}.",
    did_not_arrive: "{sender} went away because the verbs that {server} sent did not arrive, and for no other reason.",
    same_answer: "{sender} gets the same answer from {server} as the transcript shows.",
    the_sending_server: "The sending server",
    target_that_answers: "the target",
    local_choice: "The connection reaches a local address of {server} at which this connector answers; which one DNS \
        gives the sender is not known.",
    all_shown: "The paste holds every receive connector of {server}.",
    keeps_its_task: "{connector} has the task still that setup made it for.",
    published_addresses: "Mail from Exchange Online reaches {server} from its published addresses, not through a gateway \
        or an Edge server.",
    field_reports: "What field reports say of such connectors holds for {connector}.",
    certificates_of: "The certificates in the paste are all that {server} has.",
    gateway_translates: "The gateway {address} puts its own address in the place of the senders'.",
    something_translates: "A gateway or load balancer puts its own address in the place of the senders'.",
    may_relay: "{client} is meant to relay.",
    a_client_may_relay: "A client is meant to relay.",
    rights_shown: "The rights that the paste shows of {connector} are all that count.",
};
