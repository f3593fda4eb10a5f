//! English: findings that explain why a queue waits, or would.

use super::observed::{way_back, with_signs};
use super::{AND, addresses};
use crate::diagnosis::authentication::CANNOT_ACHIEVE;
use crate::diagnosis::facts::{
    Capture, CaptureFacts, CauseIs, ConnectorRange, Elsewhere, Failover, PathFacts, QueuePort, ReplyIs,
};
use crate::report::wording::{Text, count, grouped, groups, join, sender, short};

pub(super) fn capture(facts: &CaptureFacts, externally_secured: bool) -> Text {
    let captures = &facts.captures;
    let connectors = join(captures.iter().map(|c| &c.connector), AND);
    let several = count(captures.iter().map(|c| &c.connector)) > 1;
    let who = join(captures.iter().map(|c| if c.sender.is_empty() { "the sending server" } else { &c.sender }), AND);
    let known = captures.iter().all(|c| c.source.is_some());
    let title = format!(
        "{connectors} {} the connections of {who}, and {} no Exchange Server authentication.",
        if several { "take" } else { "takes" },
        if several { "they offer" } else { "it offers" }
    );
    let mut what = Vec::new();
    if known {
        for group in groups(captures) {
            let Capture { server, port, local, connector, instead, .. } = group.first;
            let local = local.map(|local| format!(" ({local})")).unwrap_or_default();
            what.push(format!(
                "{} {} on {} of {server}{local}, port {port}, by {}.",
                join(&group.senders, AND),
                if count(&group.senders) > 1 { "land" } else { "lands" },
                short(connector),
                if group.ranges.is_empty() {
                    "a range that the paste does not show".to_owned()
                } else {
                    join(group.ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND)
                }
            ));
            if let Some(ConnectorRange { connector: loser, range, size }) = instead {
                what.push(format!("{} loses with {range} ({}).", short(loser), addresses(*size)));
            }
            if let Some(local) = group.won_by_binding() {
                what.push(format!("Between ranges of one size, the binding to {local} beats one to every address."));
            }
        }
        what.push(
            "The range with the fewest addresses wins, once, when the connection opens; there is no second try."
                .to_owned(),
        );
    } else {
        what.push(format!(
            "On the way of this mail, only {connectors} would answer without Exchange Server authentication: if the address of {who} is \
             in {} range.",
            if several { "their" } else { "its" }
        ));
    }
    let mechanisms = join(
        captures
            .iter()
            .map(|c| if c.auth_mechanism.is_empty() { "None".to_owned() } else { c.auth_mechanism.join(", ") }),
        "or",
    );
    let mut why = vec![format!(
        "AuthMechanism is {mechanisms}, without ExchangeServer, so the server does not offer X-ANONYMOUSTLS. The sending \
         server then gives up by itself with 451 5.7.3 Cannot achieve Exchange Server authentication; the receiving \
         server logs no error."
    )];
    if externally_secured {
        why.push(
            "The connector is externally secured: Exchange refuses to add ExchangeServer to ExternalAuthoritative."
                .to_owned(),
        );
    }
    match &facts.failover {
        Failover::EveryTarget(servers) => why.push(format!(
            "{} have the same trap, so failover does not help.",
            join(servers, AND)
        )),
        Failover::OnlyTarget(server) => {
            why.push(format!("There is no other host to fail over to in the paste than {server}."));
        }
        Failover::WouldWork(server) => why.push(format!(
            "{server} would take the mail; that failover did not reach it says that it is not behind this queue, or fails for another reason."
        )),
        Failover::Unknown => {}
    }
    if !facts.tried_first.is_empty() {
        why.push(format!(
            "{} in the sender's own site {} tried before servers elsewhere.",
            join(&facts.tried_first, AND),
            if facts.tried_first.len() > 1 { "are" } else { "is" }
        ));
    }
    way_back(&facts.ways_back, &mut why);
    let mut why = vec![with_signs(why.join(" "), &facts.signs)];
    if let Some(messages) = facts.messages.filter(|m| *m > 0) {
        why.push(format!("{} messages wait.", grouped(&messages.to_string(), ',')));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if known {
            "Take the addresses of the Exchange servers off the connector, on every server that has the trap, and leave \
             everything else on it. Do not add ExchangeServer to the relay connector instead: at best that hides the \
             cause, and the mail goes on landing in the wrong place."
                .to_owned()
        } else {
            let asked = facts.missing_addresses.iter().any(|sender| !sender.is_empty());
            let enter = if asked { "Enter the addresses that are asked for, or paste" } else { "Paste" };
            format!("{enter} what the commands below print. Change nothing before that.")
        },
        fine_when: None,
    }
}

pub(super) fn would_capture(captures: &[Capture], not_the_cause_of: &[QueuePort]) -> Text {
    capture_to_come(captures, Some(not_the_cause_of))
}

pub(super) fn would_capture_if_enabled(captures: &[Capture]) -> Text {
    capture_to_come(captures, None)
}

/// Captures that are to come: of enabled connectors, with the queues that they do not explain, or of disabled ones.
fn capture_to_come(captures: &[Capture], enabled: Option<&[QueuePort]>) -> Text {
    let disabled = enabled.is_none();
    let connectors = join(captures.iter().map(|c| &c.connector), AND);
    let who = join(captures.iter().map(sender), AND);
    let ports = join(captures.iter().map(|c| c.port.to_string()), AND);
    let title = if disabled {
        format!("{connectors} would take the connections of {who} if somebody enabled it.")
    } else {
        format!(
            "{connectors} would take the connections of {who} on port {ports}, without Exchange Server authentication."
        )
    };
    let mut what = vec![if disabled {
        "It is disabled, so it does not answer and does no harm now.".to_owned()
    } else {
        "No queue in the paste fails for this. If mail between these servers ever uses this port (from Exchange 2010, \
         from an Edge server, from an application on one of them), it stops with 451 5.7.3."
            .to_owned()
    }];
    for QueuePort { queue, port } in enabled.unwrap_or_default() {
        what.push(format!(
            "By the documented ports it is not the cause of {queue}: that mail goes to port {port}, to the Transport service, where this \
             connector does not listen."
        ));
    }
    let mut why = Vec::new();
    for group in groups(captures) {
        let Capture { server, local, connector, instead, .. } = group.first;
        let local = local.map(|local| format!(" ({local})")).unwrap_or_default();
        let ranges = join(group.ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND);
        let loser = instead.as_ref().map(|it| format!("; {} has {}", short(&it.connector), addresses(it.size)));
        why.push(format!("On {server}{local}, {} has {ranges}{}.", short(connector), loser.unwrap_or_default()));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if disabled {
            "Before anybody enables it: take the addresses of the Exchange servers off it.".to_owned()
        } else {
            "Take the addresses off the connector with the next planned change.".to_owned()
        },
        fine_when: Some("Where it is certain that no Exchange server will ever send to this port.".to_owned()),
    }
}

pub(super) fn not_offered(
    senders: &[String],
    missing_targets: &[String],
    missing_addresses: &[String],
    reply: ReplyIs,
) -> Text {
    let who = if senders.is_empty() { "The sending server".to_owned() } else { join(senders, AND) };
    let mut why = Vec::new();
    if missing_targets.is_empty() {
        why.push(
            "The receive connectors that can have answered are not in the paste, or not with all their properties."
                .to_owned(),
        );
    } else {
        why.push(format!("The receive connectors of {} are not in the paste.", join(missing_targets, AND)));
    }
    if !missing_addresses.is_empty() {
        why.push(format!("The addresses of {} are not known.", join(missing_addresses, AND)));
    }
    Text {
        title: format!(
            "{who} reached a connector that offers no Exchange Server authentication; {}.",
            if reply == ReplyIs::Shown {
                "which one, the paste does not show"
            } else {
                "the paste shows neither which one nor LastError"
            }
        ),
        what:
            "The sending server makes up 451 5.7.3 Cannot achieve Exchange Server authentication itself when the other \
               side does not offer X-ANONYMOUSTLS. Usually a relay connector that lists the sender's address has taken \
               the connection."
                .to_owned(),
        why: why.join(" "),
        action: "Paste what the commands below print. Until then change nothing: adding Exchange Server \
                 authentication to the wrong connector hides the cause."
            .to_owned(),
        fine_when: None,
    }
}

pub(super) fn path_sentence(path: &PathFacts) -> String {
    let several = count(&path.healthy) > 1;
    let healthy = join(&path.healthy, AND);
    let sender = if path.senders.is_empty() { "the sending server".to_owned() } else { join(&path.senders, AND) };
    let (offers, admits) = if several { ("offer", "admit") } else { ("offers", "admits") };
    let mut sentences = vec![if path.only_healthy {
        format!(
            "Everything visible is right. {healthy} {offers} Exchange Server authentication and {admits} Exchange \
             servers, and no other connector in the paste answers {sender} there."
        )
    } else {
        format!("If it was {} that answered {sender}, everything visible is right.", join(&path.healthy, "or"))
    }];
    if path.only_healthy && !path.others.is_empty() {
        sentences.push(format!(
            "From an address that is not known (a second one, or that of a gateway that translates) the sender would land on {}, \
             without Exchange Server authentication.",
            join(&path.others, AND)
        ));
    }
    if !path.targets.is_empty() && path.targets.iter().all(|target| target.port == 2525) {
        sentences.push(
            "This mail goes to port 2525, to the Transport service: relay connectors of the front end on port 25 take no \
             part in it."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

pub(super) fn inspection(path: &PathFacts) -> Text {
    Text {
        title: "A device between the servers strips the SMTP verbs that Exchange servers authenticate with.".to_owned(),
        what: if path.healthy.is_empty() {
            "A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the reply to EHLO; the sending server \
             then sees no authentication, whatever the connectors offer."
                .to_owned()
        } else {
            format!(
                "{} A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the \
                 reply to EHLO; the sending server then sees no authentication.",
                path_sentence(path)
            )
        },
        why: with_signs(
            if path.cause == CauseIs::Shown {
                "Exchange never answers like that."
            } else {
                "The paste cannot exclude it. Inspection is usual on port 25 and rare on 2525; it shows only across a \
                 firewall, never within one network."
            }
            .to_owned(),
            &path.signs,
        ),
        action: if path.cause == CauseIs::Shown {
            "Switch SMTP inspection off for this path, then retry the queue.".to_owned()
        } else {
            "Ask the target for EHLO from the sending server, with the command below. If verbs come back as XXXX, or \
             the greeting as asterisks, switch SMTP inspection off for this path."
                .to_owned()
        },
        fine_when: None,
    }
}

pub(super) fn certificate(path: &PathFacts) -> Text {
    let targets = join(path.targets.iter().map(|target| &target.server), "or");
    Text {
        title: format!(
            "{} does not load its internal transport certificate.",
            if targets.is_empty() { "The target server" } else { &targets }
        ),
        what: "Without that certificate the server leaves X-ANONYMOUSTLS out of its reply to EHLO on every connector, \
               and every Exchange server that sends to it gives up with 451 5.7.3."
            .to_owned(),
        why: with_signs(
            if path.cause == CauseIs::Shown {
                "The connector offers Exchange Server authentication, and only what needs the certificate is missing."
            } else {
                "The paste cannot exclude it: certificates are in no connector's properties."
            }
            .to_owned(),
            &path.signs,
        ),
        action: "Look for events 12012 to 12015 on the target, and check the certificate with the command below."
            .to_owned(),
        fine_when: None,
    }
}

pub(super) fn elsewhere(queues: &[String], reason: Elsewhere, reply: Option<&str>) -> Text {
    let which = if queues.is_empty() { "This reply".to_owned() } else { join(queues, AND) };
    let (title, what) = match reason {
        Elsewhere::External => (
            format!("{which}: not a question of receive connectors. The queue delivers to the outside."),
            "A server outside the organization, the way there, or your own front end on port 717 (FrontendProxyEnabled; LastError \
             then prints its address) gives the answer; no other receive connector of yours takes part."
                .to_owned(),
        ),
        Elsewhere::MailboxDelivery => (
            format!("{which}: not a question of the receive connectors that can be listed. The queue delivers into a mailbox database."),
            "It goes to port 475, to a connector that Get-ReceiveConnector does not list and nobody can edit.".to_owned(),
        ),
        Elsewhere::Shadow => (
            format!("{which}: safety copies of mail that another server delivers."),
            "A shadow queue is emptied when that server has delivered; it never shows a LastError.".to_owned(),
        ),
        Elsewhere::OtherReply => (
            format!("{which}: the reply is not the one that a missing Exchange Server authentication gives."),
            "Which connector answered is not the first question for this reply.".to_owned(),
        ),
    };
    Text {
        title,
        what,
        why: match reply {
            Some(reply) => format!("The innermost reply is: {reply}"),
            None => "The paste shows no reply for it.".to_owned(),
        },
        action: match (reason, reply) {
            (Elsewhere::External, Some(CANNOT_ACHIEVE)) => {
                "The send connector asks the other side for Exchange Server authentication, and the other side does not \
                 offer it. Look at SmartHostAuthMechanism with Get-SendConnector; leave the receive connectors alone."
            }
            (Elsewhere::MailboxDelivery, Some(CANNOT_ACHIEVE)) => {
                "Look on the target server whether it can load its internal transport certificate (events 12012 to 12015), \
                 and whether a device between the servers changes SMTP; leave the receive connectors alone."
            }
            (Elsewhere::Shadow, _) => "Look at the queues of that server instead.",
            _ => "Follow the words of the innermost reply; leave the receive connectors alone.",
        }
        .to_owned(),
        fine_when: None,
    }
}
