//! English words for what logs, transcripts and other commands show.

use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::facts::{AdmittedAs, Contradiction, QueuesFail, Witness};
use crate::diagnosis::observed::{Shows, Sign, Tells};
use crate::diagnosis::way_back::WayBack;
use crate::report::wording::{Text, join, short};

const AND: &str = "and";

/// What speaks for or against a cause, one sentence each, in front of which `text` stands.
pub(super) fn with_signs(text: String, signs: &[Sign]) -> String {
    signs.iter().fold(text, |text, sign| text + " " + &self::sign(sign))
}

fn sign(sign: &Sign) -> String {
    match &sign.shows {
        Shows::Named { connector, source } => {
            format!("The log names this connector for {source}: {connector}.")
        }
        Shows::GaveUp { sender } => {
            format!("In the log {sender} goes away after the answer to EHLO, which is how it gives up.")
        }
        Shows::Ehlo { tells, server, asked_by_sender } => {
            let what = match tells {
                Tells::Offered => "the answer to EHLO holds X-ANONYMOUSTLS, so the certificate loads",
                Tells::OnlyExps => {
                    "the answer to EHLO holds X-EXPS without X-ANONYMOUSTLS: the certificate, not the connector"
                }
                Tells::Masked => "verbs or the greeting are masked: a device on that path inspects SMTP",
                Tells::Stripped => "the server sent X-ANONYMOUSTLS, and the sender went away as if it had not",
                Tells::Nothing => {
                    "the answer to EHLO holds neither X-ANONYMOUSTLS nor X-EXPS: another connector answered, or a device took both out"
                }
            };
            let who = match asked_by_sender {
                Some(true) => "Asked by the sending server",
                Some(false) => "Asked from another address, for which another connector and another path may count",
                None => "The transcript does not show who asked",
            };
            format!("{server}: {what}. ({who}.)")
        }
        Shows::Component { server, component, state } if sign.is_inactive() => {
            format!("{component} of {server} is {state}.")
        }
        Shows::Component { server, component, state } => {
            format!("Against it: {component} of {server} is {state} now.")
        }
        Shows::OwnFrontEnd { server } => format!(
            "The mail goes out through a front end on port 717; host and address in LastError are those of {}, not of the outside.",
            server.as_deref().unwrap_or("the front end")
        ),
        Shows::OtherDomain { own, other } => format!("A send log shows {own} sending to {other}: two domains."),
        Shows::LastEndpoint => {
            "LastError quotes the reply of the first server that was tried and names the endpoint of the last one: they can be two servers.".to_owned()
        }
        Shows::Certificate { name, lacks: "HasPrivateKey" } => {
            format!("The certificate {name} has no private key on that server.")
        }
        Shows::Certificate { .. } => "No certificate that is listed is enabled for SMTP.".to_owned(),
    }
}

/// A component that takes no mail: what to do.
pub(super) fn activate(signs: &[Sign]) -> Option<String> {
    signs.iter().filter(|s| s.is_inactive()).find_map(|s| match &s.shows {
        Shows::Component { server, component, .. } => Some(format!(
            "Unless the server is in maintenance on purpose: Set-ServerComponentState {server} -Component {component} -State \
             Active -Requester Maintenance. Each requester that switched it off has to switch it on again."
        )),
        _ => None,
    })
}

/// What a finding of contradictions is called by: the first of them.
fn contradicted(c: &Contradiction) -> String {
    match (&c.witness, &c.predicted) {
        (Witness::Log { connector, .. }, None) => {
            format!("A log names {connector}, where by the connectors in the paste nobody answers.")
        }
        (Witness::Log { connector, .. }, Some(predicted)) => {
            format!("A log names {connector}, where by the connectors in the paste {predicted} answers.")
        }
        (Witness::Ehlo, predicted) => format!(
            "{} offers Exchange Server authentication, says the answer to EHLO; {}, which should answer by what is pasted, does not.",
            c.server,
            predicted.as_deref().unwrap_or("?")
        ),
        (Witness::Reply(_), predicted) => format!(
            "The reply shows that authentication was offered; {}, which should answer by what is pasted, offers none.",
            predicted.as_deref().unwrap_or("?")
        ),
    }
}

pub(super) fn contradiction(list: &[Contradiction]) -> Text {
    let title = list.first().map(contradicted).unwrap_or_default();
    let mut what = Vec::new();
    for c in list {
        let session = format!("{} ({}), port {} of {}", c.sender, c.source, c.port, c.server);
        let predicted = match &c.predicted {
            Some(predicted) => format!("by what is pasted it is {}", short(predicted)),
            None => "by what is pasted no connector takes it".to_owned(),
        };
        match &c.witness {
            Witness::Log { connector, time, outcome } => {
                let time = time.as_ref().map(|t| format!(" ({t})")).unwrap_or_default();
                let name = short(connector);
                what.push(format!("{session}: the log{time} names {name}; {predicted}."));
                what.push(match outcome {
                    None => format!("{connector} is not in the paste."),
                    Some(Outcome::Works) => format!("On {name} mail between Exchange servers works."),
                    Some(outcome) if outcome.cannot_achieve() => {
                        format!("{name} gives Exchange servers no X-ANONYMOUSTLS, so they fail there with 451 5.7.3.")
                    }
                    Some(_) => continue,
                });
            }
            Witness::Ehlo => what.push(format!(
                "{session}: the answer to EHLO holds what only a connector with ExchangeServer offers; {predicted}."
            )),
            Witness::Reply(reply) => what.push(format!(
                "{session}: the reply is {reply}, and without ExchangeServer it would be 451 5.7.3; {predicted}."
            )),
        }
    }
    Text {
        title,
        what: what.join(" "),
        why: "What was seen counts. The connectors were changed after that session, or the paste does not hold all of them as they \
              are, or it is of another server. What would follow from the pasted connectors for this session is not claimed."
            .to_owned(),
        action: "Paste all receive connectors of the server as they are now, and a log line that is newer than the last \
                 change."
            .to_owned(),
        fine_when: Some("Where the connectors were changed after the session in the log.".to_owned()),
    }
}

pub(super) fn group_missing(
    connector: &str,
    senders: &[String],
    groups: &[String],
    admitted_as: AdmittedAs,
    queues: QueuesFail,
) -> Text {
    let groups = if groups.is_empty() { "None".to_owned() } else { groups.join(", ") };
    Text {
        title: format!(
            "{connector} lets Exchange servers authenticate, but does not admit them: ExchangeServers is missing."
        ),
        what: format!(
            "{}{} reaches it, authenticates, and is refused with {}",
            if queues == QueuesFail::Now { "" } else { "No queue in the paste fails for this. As soon as mail goes there, " },
            if senders.is_empty() { "An Exchange server".to_owned() } else { join(senders, AND) },
            if admitted_as == AdmittedAs::Users {
                "550 5.7.1 Client does not have permissions to send as this sender, because it counts as an ordinary user. \
                 Such mail does not wait, it goes back."
            } else {
                "454 4.7.0 Temporary authentication failure."
            }
        ),
        why: format!(
            "PermissionGroups is {groups}. The missing group never leads to 451 5.7.3: authentication itself is offered."
        ),
        action: "Add ExchangeServers to PermissionGroups of this connector and keep the others; from a relay, rather take the \
                 servers' addresses off.".to_owned(),
        fine_when: None,
    }
}

pub(super) fn suppressed(connector: &str, senders: &[String]) -> Text {
    Text {
        title: format!("{connector} hides X-ANONYMOUSTLS, so Exchange servers that are not set up for that cannot authenticate."),
        what: format!(
            "{} it, finds no X-ANONYMOUSTLS in the answer to EHLO and gives up with 451 5.7.3.",
            if senders.is_empty() { "An Exchange server reaches".to_owned() } else { format!("{} reaches", join(senders, AND)) }
        ),
        why: "SuppressXAnonymousTls is True, a setting for WAN optimisers. Only a sender with UseDowngradedExchangeServerAuth \
              goes on without X-ANONYMOUSTLS, and the reply shows that this one does not."
            .to_owned(),
        action: "Set SuppressXAnonymousTls of the connector to $false; or, if a WAN optimiser needs it, set \
                 UseDowngradedExchangeServerAuth of every sending server with Set-TransportService."
            .to_owned(),
        fine_when: None,
    }
}

/// No authentication was offered, says the reply; the paste shows that it is.
pub(super) fn offered_after_all(who: &str, signs: &[Sign]) -> Text {
    Text {
        title: format!("{who} was offered no Exchange Server authentication, says the reply; the log shows that it is offered."),
        what: "The connector is as it should be, and its answer to EHLO reaches the sending server. So the reply is from an \
               earlier session, from another address of the sender, or from another server behind the next hop."
            .to_owned(),
        why: with_signs("The answer to EHLO is in the paste.".to_owned(), signs),
        action: "Retry the queue and look at LastError again. If it stays, paste the newest session of the send protocol log."
            .to_owned(),
        fine_when: None,
    }
}

/// What becomes of mail in the opposite direction, one sentence for each connector.
pub(super) fn way_back(ways: &[WayBack], why: &mut Vec<String>) {
    for way in ways.iter().filter(|w| ways.iter().find(|first| first.connector == w.connector) == Some(w)) {
        let from = join(ways.iter().filter(|w| w.connector == way.connector).map(|w| &w.from), AND);
        let name = short(&way.connector);
        why.push(if way.works {
            format!(
                "The way back works, because it has another list of connectors: {from} reaches {name} of {}, port {}.",
                way.to, way.port
            )
        } else {
            format!("The way back fails too: {from} reaches {name} of {}, port {}.", way.to, way.port)
        });
    }
}
