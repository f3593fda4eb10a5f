//! Which connector gave a reply to EHLO.

use crate::words::ehlo::EhloWords;

pub(super) const WORDS: EhloWords = EhloWords {
    title_answered: "By the reply to EHLO, {connector} answered {client}.",
    title_answered_somebody: "By the reply to EHLO, {connector} answered.",
    title_left: "{connectors} may have given the reply of {host} to EHLO.",
    title_another: "The reply of {host} to EHLO is not that of {predicted}, which should have answered.",
    title_nobody: "The reply of {host} to EHLO fits no connector that should have answered.",
    nothing_against: "No word of the reply speaks against {connectors}.",
    excluded: "{connector} cannot have given the reply: it holds {said}, and {property} of {connector|that connector|those \
        connectors} is {value}.",
    empty: "empty",
    certificate_missing: "{connector} also says {words}, which the reply lacks. Without a usable certificate the connector \
        leaves {words|it|them} out; a device on the way may have taken {words|it|them} out as well.",
    words_missing: "{connector} also says {words}, which the reply lacks. A missing certificate takes out STARTTLS and \
        X-ANONYMOUSTLS only. So a device on the way took the rest out, or another connector answered.",
    left_in_contradiction: "Of the connectors in the paste, {connectors} can have given it.",
    none_left: "No connector in the paste that listens there can have given it.",
    why: "What a connector says to EHLO follows from its properties: Fqdn, MaxMessageSize and AuthMechanism above all. A \
        word that it cannot say excludes it. A word that is missing does not, because devices and missing certificates \
        take words out.",
    why_contradiction: "What a connector says to EHLO follows from its properties. The connectors were changed after that \
        reply, or the paste does not show all of them, or another server answered.",
    action_answered: "If another connector should answer this client, compare the remote IP ranges of the server's \
        connectors on that port. The smallest range that holds the address wins.",
    action_left: "The receive log of the server names the connector in connector-id. Switch it on for the connectors that \
        are left (ProtocolLoggingLevel Verbose), and send EHLO again.",
    action_contradiction: "Paste all receive connectors of the server as they are now, and send EHLO again from the same \
        address.",
    fine: "Where this is the connector that is meant for the client.",
    fine_contradiction: "Where the connectors were changed after that reply.",
};
