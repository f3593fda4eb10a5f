//! What the paste rules out as a cause.

use crate::words::excluded::Exclusions;

pub(super) const WORDS: Exclusions = Exclusions {
    answers_well: "The right connector answers on {targets}: {connectors}. {connectors|It has|They have} ExchangeServer in \
        AuthMechanism and ExchangeServers in PermissionGroups.",
    other_port: "It is not {connectors}: {connectors|it listens|they listen} on port {ports} only, and the mail goes to \
        {targets}.",
    disabled: "It is not {connectors}: {connectors|it is|they are} disabled.",
    other_service: "It is not {connectors}: {connectors|it belongs|they belong} to the other transport service than the \
        one that listens on {targets}.",
    other_local_address: "It is not {connectors}: {connectors|it listens|they listen} on other local addresses than the \
        one that the mail goes to.",
    holds_no_sender: "It is not {connectors}: no range there holds the sender's address.",
    held_more_narrowly: "It is not {connectors}: another connector holds the sender's address more narrowly.",
    denied: "It is not {connectors}, as you say that the sender has none of the addresses there.",
    tried: "No connector without Exchange Server authentication answered: this reply follows only where it was offered \
        and tried.",
};
