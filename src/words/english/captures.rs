//! Findings about connectors that take, or would take, the connections of Exchange servers.

use crate::words::captures::Captures;

pub(super) const WORDS: Captures = Captures {
    takes: "{connectors} {connectors|answers|answer} {senders} without Exchange Server authentication.",
    the_sending_server: "the sending server",
    lands: "{senders} {senders|lands|land} on {connector} of {servers}, port {port}, by {ranges}.",
    range_not_shown: "a range that the paste does not show",
    loses: "{connector} loses with {range}.",
    binding_wins: "Between ranges of one size, the binding to {local} beats one to every address.",
    only_these_would: "On the way of this mail, only {connectors} would answer without Exchange Server \
        authentication, and only if the address of {senders} is in {connectors|its|their} range.",
    mechanism: "AuthMechanism is {mechanisms}, without ExchangeServer, so the server does not offer X-ANONYMOUSTLS. The \
        sending server then gives up by itself with 451 5.7.3 Cannot achieve Exchange Server authentication; the \
        receiving server logs no error.",
    externally_secured: "The connector is externally secured: Exchange refuses to add ExchangeServer to \
        ExternalAuthoritative.",
    every_target: "{servers} have the same trap, so failover does not help.",
    only_target: "The paste shows no host other than {server} to which the mail could go instead.",
    would_work: "{server} would take the mail. Failover did not reach it: it is not behind this queue, or it fails \
        for another reason.",
    tried_first: "{servers} in the sender's own site {servers|is|are} tried before servers elsewhere.",
    way_back_works: "The way back works, because it has another list of connectors: {senders} {senders|reaches|reach} {connector} of {servers}, port {port}.",
    way_back_fails: "The way back fails too: {senders} {senders|reaches|reach} {connector} of {servers}, port {port}.",
    messages_wait: "{count|# message waits|# messages wait}.",
    take_off: "Take the addresses of the Exchange servers off the connector, on every server that has the trap, and \
        leave everything else on it. Do not add ExchangeServer to the relay connector instead: at best that hides the \
        cause, and the mail goes on landing in the wrong place.",
    enter_or_paste: "Enter the addresses that are asked for, or paste what the commands below print. Change nothing \
        before that.",
    paste: "Paste what the commands below print. Change nothing before that.",

    would_take: "{connectors} would answer {senders} on port {ports} without Exchange Server authentication.",
    no_queue_fails: "No queue in the paste fails for this. If mail between these servers ever uses this port (from \
        Exchange 2010, from an Edge server, from an application on one of them), it stops with 451 5.7.3.",
    another_reply: "{queues} {queues|takes|take} this way now and {queues|shows|show} another reply: {reply}. The \
        reply is older than this list, or the connection did not reach this connector.",
    other_pairs: "If mail between the other servers ever uses this port, it stops with 451 5.7.3.",
    not_the_cause: "By the documented ports it is not the cause of {queue}: that mail goes to port {port}, to the \
        Transport service, where this connector does not listen.",
    has: "On {servers}, {connector} has {ranges}.",
    has_against: "On {servers}, {connector} has {ranges}; {loser} has {size}.",
    take_off_later: "Take the addresses off the connector with the next planned change.",
    take_off_and_retry: "Read the log first: it tells which connector answered. Take the addresses off this one in any \
        case, then retry the queue and read LastError again.",
    disabled_would_take: "{connectors} would answer {senders} if somebody enabled {connectors|it|them}.",
    disabled_now: "It is disabled, so it does not answer and does no harm now.",
    take_off_before_enabling: "Before anybody enables it: take the addresses of the Exchange servers off it.",
    would_take_fine: "Where it is certain that no Exchange server will ever send to this port.",
};
