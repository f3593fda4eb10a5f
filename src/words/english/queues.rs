//! Findings about queues.

use crate::words::queues::Queues;

pub(super) const WORDS: Queues = Queues {
    possible_reason: "One possible reason: {headline}",
    told_of: "{queues}: {headline}",
    possible_reason_for: "{queues}, one possible reason: {headline}",
    innermost_reply: "The innermost reply is: {replies}.",
    paste_says: "The paste says: {texts}",
    quoted: "\"{text}\"",
    said_by_sender: "The sending server makes this reply up itself, whatever \"responded with\" says.",
    said_by_receiver: "The receiving server says this.",
    said_by_cloud: "Exchange Online says this about the server that it sent to.",
    said_by_either: "Either side may say this; the protocol logs of both tell which.",
    outside_refuses: "The receiving system at {host} refuses with {code}.",
    other_reasons: "It has other possible reasons.",

    before_routing_why: "Messages wait there before they are routed. No connection is made, so receive connectors take \
        no part.",
    before_routing_fine: "While the number of messages falls.",

    throughput: "{queues} {queues|delivers|deliver} without an error: slow, not stuck.",
    throughput_what: "Exchange opens another connection to one destination only for every so many messages that wait. \
        Older cumulative updates open too few, and the queue grows.",
    throughput_why: "Status is Active and LastError is empty: nothing is refused. Receive connectors are not the \
        question.",
    throughput_action: "Install a cumulative update with the corrected default, or lower \
        SmtpConnectorQueueMessageCountThresholdForConcurrentConnections in EdgeTransport.exe.config and raise \
        MaxPerDomainOutboundConnections with Set-TransportService (KB 5006982).",
    throughput_fine: "After a burst, while the number of messages falls.",

    last_error_not_shown: "{queues} {queues|waits|wait} for the next try, and the paste does not show why.",
    last_error_not_shown_what: "LastError says what failed. The default view of Get-Queue leaves it out, and a narrow \
        table cuts it before the reply that counts.",
    last_error_not_shown_why: "Without it nobody can tell whether receive connectors are the question.",
    last_error_not_shown_action: "Print the queue as a list with the command below and paste that.",

    this_reply: "This reply",
    external: "{queues}: not a question of receive connectors. The queue delivers to the outside.",
    external_what: "A server outside the organization, the way there, or your own front end on port 717 \
        (FrontendProxyEnabled; LastError then prints its address) gives the answer; no other receive connector of yours \
        takes part.",
    mailbox_delivery: "{queues}: not a question of the receive connectors that can be listed. The queue delivers into a \
        mailbox database.",
    mailbox_delivery_what: "It goes to port 475, to a connector that Get-ReceiveConnector does not list and nobody can \
        edit.",
    shadow: "{queues}: safety copies of mail that another server delivers.",
    shadow_what: "A shadow queue is emptied when that server has delivered; it never shows a LastError.",
    other_reply: "{queues}: the reply is not the one that a missing Exchange Server authentication gives.",
    other_reply_what: "Which connector answered is not the first question for this reply.",
    no_reply: "The paste shows no reply for it.",
    external_cannot_achieve_action: "The send connector asks the other side for Exchange Server authentication, and the \
        other side does not offer it. Look at SmartHostAuthMechanism with Get-SendConnector; leave the receive connectors \
        alone.",
    mailbox_cannot_achieve_action: "Look on the target server whether it can load its internal transport certificate \
        (events 12012 to 12015), and whether a device between the servers changes SMTP; leave the receive connectors \
        alone.",
    shadow_action: "Look at the queues of that server instead.",
    elsewhere_action: "Follow the words of the innermost reply; leave the receive connectors alone.",
};
