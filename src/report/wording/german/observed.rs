//! German words for what logs, transcripts and other commands show.

use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::facts::{AdmittedAs, Contradiction, QueuesFail, Witness};
use crate::diagnosis::observed::{Shows, Sign, Tells};
use crate::diagnosis::way_back::WayBack;
use crate::report::wording::{Text, join, short};

const AND: &str = "und";

/// What speaks for or against a cause, one sentence each, in front of which `text` stands.
pub(super) fn with_signs(text: String, signs: &[Sign]) -> String {
    signs.iter().fold(text, |text, sign| text + " " + &self::sign(sign))
}

fn sign(sign: &Sign) -> String {
    match &sign.shows {
        Shows::Named { connector, source } => {
            format!("Das Protokoll nennt für {source} diesen Connector: {connector}.")
        }
        Shows::GaveUp { sender } => {
            format!("Im Protokoll geht {sender} nach der Antwort auf EHLO wieder; so gibt der Server auf.")
        }
        Shows::Ehlo { tells, server, asked_by_sender } => {
            let what = match tells {
                Tells::Offered => "Die Antwort auf EHLO enthält X-ANONYMOUSTLS, das Zertifikat wird also geladen",
                Tells::OnlyExps => {
                    "Die Antwort auf EHLO enthält X-EXPS ohne X-ANONYMOUSTLS: das Zertifikat, nicht der Connector"
                }
                Tells::Masked => "Befehle oder die Begrüßung sind verdeckt: Ein Gerät auf diesem Weg untersucht SMTP",
                Tells::Stripped => {
                    "Der Server hat X-ANONYMOUSTLS gesendet, und der Absender ging, als wäre es nicht da"
                }
                Tells::Nothing => {
                    "Die Antwort auf EHLO enthält weder X-ANONYMOUSTLS noch X-EXPS: Ein anderer Connector hat geantwortet, oder ein Gerät hat beide entfernt"
                }
            };
            let who = match asked_by_sender {
                Some(true) => "Gefragt hat der sendende Server",
                Some(false) => {
                    "Gefragt wurde von einer anderen Adresse; für sie können ein anderer Connector und ein anderer Weg gelten"
                }
                None => "Das Protokoll zeigt nicht, wer gefragt hat",
            };
            format!("{server}: {what}. ({who}.)")
        }
        Shows::Component { server, component, state } if sign.is_inactive() => {
            format!("{component} von {server} ist {state}.")
        }
        Shows::Component { server, component, state } => {
            format!("Dagegen spricht: {component} von {server} ist jetzt {state}.")
        }
        Shows::OwnFrontEnd { server } => format!(
            "Die Mail geht über Port 717 eines Front-Ends hinaus; Host und Adresse in LastError sind die von {}, nicht die der Außenwelt.",
            server.as_deref().unwrap_or("diesem Front-End")
        ),
        Shows::OtherDomain { own, other } => format!("Ein Sendeprotokoll zeigt {own} auf dem Weg zu {other}: zwei Domänen."),
        Shows::LastEndpoint => {
            "LastError zitiert die Antwort des ersten versuchten Servers und nennt den Endpunkt des letzten: Es können zwei Server sein.".to_owned()
        }
        Shows::Certificate { name, lacks: "HasPrivateKey" } => {
            format!("Das Zertifikat {name} hat auf diesem Server keinen privaten Schlüssel.")
        }
        Shows::Certificate { .. } => "Kein aufgeführtes Zertifikat ist für SMTP aktiviert.".to_owned(),
    }
}

/// A component that takes no mail: what to do.
pub(super) fn activate(signs: &[Sign]) -> Option<String> {
    signs.iter().filter(|s| s.is_inactive()).find_map(|s| match &s.shows {
        Shows::Component { server, component, .. } => Some(format!(
            "Wenn der Server nicht absichtlich gewartet wird: Set-ServerComponentState {server} -Component {component} -State \
             Active -Requester Maintenance. Jeder Requester, der abgeschaltet hat, muss auch wieder einschalten."
        )),
        _ => None,
    })
}

/// What a finding of contradictions is called by: the first of them.
fn contradicted(c: &Contradiction) -> String {
    match (&c.witness, &c.predicted) {
        (Witness::Log { connector, .. }, None) => {
            format!("Ein Protokoll nennt {connector}; nach den eingefügten Connectors antwortet dort niemand.")
        }
        (Witness::Log { connector, .. }, Some(predicted)) => {
            format!("Ein Protokoll nennt {connector}; nach den eingefügten Connectors antwortet dort {predicted}.")
        }
        (Witness::Ehlo, predicted) => format!(
            "{} bietet laut Antwort auf EHLO Exchange-Server-Authentifizierung an; {}, der nach der Eingabe antworten sollte, tut es nicht.",
            c.server,
            predicted.as_deref().unwrap_or("?")
        ),
        (Witness::Reply(_), predicted) => format!(
            "Die Antwort zeigt, dass Authentifizierung angeboten wurde; {}, der nach der Eingabe antworten sollte, bietet keine an.",
            predicted.as_deref().unwrap_or("?")
        ),
    }
}

pub(super) fn contradiction(list: &[Contradiction]) -> Text {
    let title = list.first().map(contradicted).unwrap_or_default();
    let mut what = Vec::new();
    for c in list {
        let session = format!("{} ({}), Port {} von {}", c.sender, c.source, c.port, c.server);
        let predicted = match &c.predicted {
            Some(predicted) => format!("nach der Eingabe ist es {}", short(predicted)),
            None => "nach der Eingabe nimmt ihn kein Connector an".to_owned(),
        };
        match &c.witness {
            Witness::Log { connector, time, outcome } => {
                let time = time.as_ref().map(|t| format!(" ({t})")).unwrap_or_default();
                let name = short(connector);
                what.push(format!("{session}: Das Protokoll{time} nennt {name}; {predicted}."));
                what.push(match outcome {
                    None => format!("{connector} steht nicht in der Eingabe."),
                    Some(Outcome::Works) => format!("Auf {name} funktioniert Mail zwischen Exchange-Servern."),
                    Some(outcome) if outcome.cannot_achieve() => {
                        format!("{name} gibt Exchange-Servern kein X-ANONYMOUSTLS; sie scheitern dort mit 451 5.7.3.")
                    }
                    Some(_) => continue,
                });
            }
            Witness::Ehlo => what.push(format!("{session}: Die Antwort auf EHLO enthält, was nur ein Connector mit ExchangeServer anbietet; {predicted}.")),
            Witness::Reply(reply) => what.push(format!("{session}: Die Antwort ist {reply}, ohne ExchangeServer wäre es 451 5.7.3; {predicted}.")),
        }
    }
    Text {
        title,
        what: what.join(" "),
        why: "Das Gesehene gilt. Die Connectors wurden nach dieser Sitzung geändert, oder die Eingabe enthält nicht alle so, \
              wie sie sind, oder sie ist von einem anderen Server. Was aus den eingefügten Connectors für diese Sitzung folgen \
              würde, wird nicht behauptet."
            .to_owned(),
        action: "Alle Empfangsconnectors des Servers im jetzigen Stand einfügen, dazu eine Protokollzeile, die jünger ist als \
                 die letzte Änderung."
            .to_owned(),
        fine_when: Some("Wenn die Connectors nach der Sitzung im Protokoll geändert wurden.".to_owned()),
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
        title: format!("{connector} lässt Exchange-Server sich anmelden, aber nicht zu: ExchangeServers fehlt."),
        what: format!(
            "{}{} erreicht ihn, meldet sich an und wird mit {}",
            if queues == QueuesFail::Now { "" } else { "Daran scheitert keine Warteschlange der Eingabe. Sobald Mail dorthin geht: " },
            if senders.is_empty() { "Ein Exchange-Server".to_owned() } else { join(senders, AND) },
            if admitted_as == AdmittedAs::Users {
                "550 5.7.1 Client does not have permissions to send as this sender abgewiesen, weil er als gewöhnlicher \
                 Benutzer gilt. Solche Mail wartet nicht, sie geht zurück."
            } else {
                "454 4.7.0 Temporary authentication failure abgewiesen."
            }
        ),
        why: format!(
            "PermissionGroups ist {groups}. Die fehlende Gruppe führt nie zu 451 5.7.3: Die Authentifizierung selbst wird \
             angeboten."
        ),
        action: "ExchangeServers zu PermissionGroups dieses Connectors hinzufügen und die anderen behalten; von einem Relay \
                 besser die Adressen der Server nehmen.".to_owned(),
        fine_when: None,
    }
}

pub(super) fn suppressed(connector: &str, senders: &[String]) -> Text {
    Text {
        title: format!("{connector} verbirgt X-ANONYMOUSTLS; Exchange-Server, die darauf nicht eingestellt sind, können sich nicht anmelden."),
        what: format!(
            "{} erreicht ihn, findet in der Antwort auf EHLO kein X-ANONYMOUSTLS und gibt mit 451 5.7.3 auf.",
            if senders.is_empty() { "Ein Exchange-Server".to_owned() } else { join(senders, AND) }
        ),
        why: "SuppressXAnonymousTls ist True, eine Einstellung für WAN-Optimierer. Nur ein Absender mit \
              UseDowngradedExchangeServerAuth macht ohne X-ANONYMOUSTLS weiter, und die Antwort zeigt, dass dieser es nicht tut."
            .to_owned(),
        action: "SuppressXAnonymousTls des Connectors auf $false setzen; oder, wenn ein WAN-Optimierer es braucht, \
                 UseDowngradedExchangeServerAuth jedes sendenden Servers mit Set-TransportService setzen."
            .to_owned(),
        fine_when: None,
    }
}

/// No authentication was offered, says the reply; the paste shows that it is.
pub(super) fn offered_after_all(who: &str, signs: &[Sign]) -> Text {
    Text {
        title: format!(
            "{who} bekam laut Antwort keine Exchange-Server-Authentifizierung angeboten; das Protokoll zeigt, dass sie angeboten wird."
        ),
        what: "Der Connector ist, wie er sein soll, und seine Antwort auf EHLO erreicht den sendenden Server. Die Antwort in \
               der Warteschlange stammt also aus einer früheren Sitzung, von einer anderen Adresse des Absenders oder von einem \
               anderen Server hinter dem nächsten Hop."
            .to_owned(),
        why: with_signs("Die Antwort auf EHLO steht in der Eingabe.".to_owned(), signs),
        action: "Die Warteschlange neu versuchen lassen und LastError noch einmal ansehen. Bleibt der Fehler, die neueste \
                 Sitzung aus dem Sendeprotokoll einfügen."
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
            format!("Der Rückweg funktioniert, denn dort gilt eine andere Liste von Connectors: {from} erreicht {name} von {}, Port {}.", way.to, way.port)
        } else {
            format!("Der Rückweg scheitert auch: {from} erreicht {name} von {}, Port {}.", way.to, way.port)
        });
    }
}
