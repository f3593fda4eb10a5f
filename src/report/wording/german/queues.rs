//! German: findings that explain why a queue waits, or would.

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
    let who = join(captures.iter().map(|c| if c.sender.is_empty() { "dem sendenden Server" } else { &c.sender }), AND);
    let known = captures.iter().all(|c| c.source.is_some());
    let title = format!(
        "{connectors} {} die Verbindungen von {who} an und {} keine Exchange-Server-Authentifizierung.",
        if several { "nehmen" } else { "nimmt" },
        if several { "bieten" } else { "bietet" }
    );
    let mut what = Vec::new();
    if known {
        for group in groups(captures) {
            let Capture { server, port, local, connector, instead, .. } = group.first;
            let local = local.map(|local| format!(" ({local})")).unwrap_or_default();
            what.push(format!(
                "{} {} auf {} von {server}{local}, Port {port}, durch {}.",
                join(&group.senders, AND),
                if count(&group.senders) > 1 { "landen" } else { "landet" },
                short(connector),
                if group.ranges.is_empty() {
                    "einen Bereich, den die Eingabe nicht zeigt".to_owned()
                } else {
                    join(group.ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND)
                }
            ));
            if let Some(ConnectorRange { connector: loser, range, size }) = instead {
                what.push(format!("{} verliert mit {range} ({}).", short(loser), addresses(*size)));
            }
            if let Some(local) = group.won_by_binding() {
                what.push(format!("Bei gleich großen Bereichen schlägt die Bindung an {local} eine an alle Adressen."));
            }
        }
        what.push("Der Bereich mit den wenigsten Adressen gewinnt, einmal, beim Öffnen der Verbindung; einen zweiten Versuch gibt es nicht.".to_owned());
    } else {
        what.push(format!(
            "Auf dem Weg dieser Mail {} nur {connectors} ohne Exchange-Server-Authentifizierung antworten: falls die Adresse von \
             {who} in {} Bereich liegt.",
            if several { "würden" } else { "würde" },
            if several { "ihrem" } else { "seinem" }
        ));
    }
    let mechanisms = join(
        captures
            .iter()
            .map(|c| if c.auth_mechanism.is_empty() { "None".to_owned() } else { c.auth_mechanism.join(", ") }),
        "oder",
    );
    let mut why = vec![format!(
        "AuthMechanism ist {mechanisms}, ohne ExchangeServer, deshalb bietet der Server kein X-ANONYMOUSTLS an. Der sendende \
         Server gibt dann von sich aus mit 451 5.7.3 Cannot achieve Exchange Server authentication auf; der empfangende \
         protokolliert keinen Fehler."
    )];
    if externally_secured {
        why.push("Der Connector ist extern gesichert: Exchange lehnt es ab, ExchangeServer zu ExternalAuthoritative hinzuzufügen.".to_owned());
    }
    match &facts.failover {
        Failover::EveryTarget(servers) => why.push(format!(
            "{} haben dieselbe Falle, deshalb hilft kein Ausweichen.",
            join(servers, AND)
        )),
        Failover::OnlyTarget(server) => {
            why.push(format!("Außer {server} gibt es in der Eingabe keinen Host, auf den ausgewichen werden könnte."));
        }
        Failover::WouldWork(server) => why.push(format!(
            "{server} würde die Mail annehmen; dass er nicht erreicht wurde, heißt, dass er kein Ziel dieser Warteschlange ist oder aus anderem Grund ausfällt."
        )),
        Failover::Unknown => {}
    }
    if !facts.tried_first.is_empty() {
        why.push(format!(
            "{} am Standort des Absenders {} vor Servern an anderen Standorten versucht.",
            join(&facts.tried_first, AND),
            if facts.tried_first.len() > 1 { "werden" } else { "wird" }
        ));
    }
    way_back(&facts.ways_back, &mut why);
    let mut why = vec![with_signs(why.join(" "), &facts.signs)];
    if let Some(messages) = facts.messages.filter(|m| *m > 0) {
        why.push(format!("{} Nachrichten warten.", grouped(&messages.to_string(), '.')));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if known {
            "Die Adressen der Exchange-Server vom Connector nehmen, auf jedem Server, der die Falle hat, und alles andere \
             darauf lassen. Nicht stattdessen ExchangeServer auf dem Relay-Connector hinzufügen: Das verdeckt bestenfalls die \
             Ursache, und die Mail landet weiter am falschen Ort."
                .to_owned()
        } else {
            let asked = facts.missing_addresses.iter().any(|sender| !sender.is_empty());
            let enter = if asked { "Die erfragten Adressen eingeben oder einfügen" } else { "Einfügen" };
            format!("{enter}, was die Befehle unten ausgeben. Vorher nichts ändern.")
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
    let several = count(captures.iter().map(|c| &c.connector)) > 1;
    let would = if several { "würden" } else { "würde" };
    let who = join(captures.iter().map(sender), AND);
    let ports = join(captures.iter().map(|c| c.port.to_string()), AND);
    let title = if disabled {
        format!("{connectors} {would} die Verbindungen von {who} annehmen, sobald jemand den Connector aktiviert.")
    } else {
        format!(
            "{connectors} {would} die Verbindungen von {who} auf Port {ports} annehmen, ohne Exchange-Server-Authentifizierung."
        )
    };
    let mut what = vec![if disabled {
        "Er ist deaktiviert, antwortet also nicht und schadet im Moment nicht.".to_owned()
    } else {
        "Keine Warteschlange in der Eingabe scheitert daran. Sobald Mail zwischen diesen Servern diesen Port nimmt (von \
         Exchange 2010, von einem Edge-Server, von einer Anwendung auf einem von ihnen), bleibt sie mit 451 5.7.3 stehen."
            .to_owned()
    }];
    for QueuePort { queue, port } in enabled.unwrap_or_default() {
        what.push(format!(
            "Nach den dokumentierten Ports ist das nicht die Ursache von {queue}: Diese Mail geht an Port {port}, an den Transportdienst, wo dieser \
             Connector nicht hört."
        ));
    }
    let mut why = Vec::new();
    for group in groups(captures) {
        let Capture { server, local, connector, instead, .. } = group.first;
        let local = local.map(|local| format!(" ({local})")).unwrap_or_default();
        let ranges = join(group.ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND);
        let loser = instead.as_ref().map(|it| format!("; {} hat {}", short(&it.connector), addresses(it.size)));
        why.push(format!("Auf {server}{local} hat {} {ranges}{}.", short(connector), loser.unwrap_or_default()));
    }
    Text {
        title,
        what: what.join(" "),
        why: why.join(" "),
        action: if disabled {
            "Bevor jemand ihn aktiviert: die Adressen der Exchange-Server herunternehmen.".to_owned()
        } else {
            "Die Adressen bei der nächsten geplanten Änderung vom Connector nehmen.".to_owned()
        },
        fine_when: Some("Wenn sicher nie ein Exchange-Server an diesen Port sendet.".to_owned()),
    }
}

pub(super) fn not_offered(
    senders: &[String],
    missing_targets: &[String],
    missing_addresses: &[String],
    reply: ReplyIs,
) -> Text {
    let who = if senders.is_empty() { "Der sendende Server".to_owned() } else { join(senders, AND) };
    let mut why = Vec::new();
    if missing_targets.is_empty() {
        why.push(
            "Die Empfangsconnectors, die geantwortet haben können, stehen nicht in der Eingabe oder nicht mit allen Eigenschaften."
                .to_owned(),
        );
    } else {
        why.push(format!("Die Empfangsconnectors von {} stehen nicht in der Eingabe.", join(missing_targets, AND)));
    }
    if !missing_addresses.is_empty() {
        why.push(format!("Die Adressen von {} sind nicht bekannt.", join(missing_addresses, AND)));
    }
    let reached = if senders.len() > 1 { "erreichten" } else { "erreichte" };
    Text {
        title: format!(
            "{who} {reached} einen Connector ohne Exchange-Server-Authentifizierung; {}.",
            if reply == ReplyIs::Shown { "welchen, zeigt die Eingabe nicht" } else { "die Eingabe zeigt weder welchen noch LastError" }
        ),
        what: "Der sendende Server bildet 451 5.7.3 Cannot achieve Exchange Server authentication selbst, wenn die Gegenseite \
               kein X-ANONYMOUSTLS anbietet. Meist hat ein Relay-Connector die Verbindung angenommen, auf dem die Adresse des \
               Absenders steht."
            .to_owned(),
        why: why.join(" "),
        action: "Einfügen, was die Befehle unten ausgeben. Bis dahin nichts ändern: \
                 Exchange-Server-Authentifizierung auf dem falschen Connector verdeckt die Ursache."
            .to_owned(),
        fine_when: None,
    }
}

pub(super) fn path_sentence(path: &PathFacts) -> String {
    let several = count(&path.healthy) > 1;
    let healthy = join(&path.healthy, AND);
    let (offer, admit) = if several { ("bieten", "lassen") } else { ("bietet", "lässt") };
    let mut sentences = vec![if path.only_healthy {
        format!(
            "Alles Sichtbare ist in Ordnung. {healthy} {offer} Exchange-Server-Authentifizierung an und {admit} \
             Exchange-Server zu, und kein anderer Connector in der Eingabe antwortet dort."
        )
    } else {
        format!("Falls {} geantwortet hat, ist alles Sichtbare in Ordnung.", join(&path.healthy, "oder"))
    }];
    if path.only_healthy && !path.others.is_empty() {
        sentences.push(format!(
            "Von einer Adresse, die nicht bekannt ist (einer zweiten oder der eines Gateways, das übersetzt), würde der Absender auf {} \
             landen, ohne Exchange-Server-Authentifizierung.",
            join(&path.others, AND)
        ));
    }
    if !path.targets.is_empty() && path.targets.iter().all(|target| target.port == 2525) {
        sentences.push(
            "Diese Mail geht an Port 2525, an den Transportdienst: Relay-Connectors des Front-Ends auf Port 25 sind nicht \
             beteiligt."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

pub(super) fn inspection(path: &PathFacts) -> Text {
    let device = "Eine Firewall mit SMTP-Inspektion verdeckt X-ANONYMOUSTLS und X-EXPS in der Antwort auf EHLO; der sendende \
                  Server sieht dann keine Authentifizierung, was immer die Connectors anbieten.";
    Text {
        title: "Ein Gerät zwischen den Servern entfernt die SMTP-Befehle, mit denen sich Exchange-Server anmelden.".to_owned(),
        what: if path.healthy.is_empty() {
            device.to_owned()
        } else {
            format!("{} {device}", path_sentence(path))
        },
        why: with_signs(
            if path.cause == CauseIs::Shown {
                "So antwortet Exchange nie."
            } else {
                "Die Eingabe kann es nicht ausschließen. Inspektion ist auf Port 25 üblich und auf 2525 selten; sie zeigt sich \
                 nur über eine Firewall hinweg, nie innerhalb eines Netzes."
            }
            .to_owned(),
            &path.signs,
        ),
        action: if path.cause == CauseIs::Shown {
            "Die SMTP-Inspektion auf diesem Weg abschalten, dann die Warteschlange neu versuchen lassen."
        } else {
            "Das Ziel vom sendenden Server aus nach EHLO fragen, mit dem Befehl unten. Kommen Befehle als XXXX zurück oder die \
             Begrüßung als Sternchen, die SMTP-Inspektion auf diesem Weg abschalten."
        }
        .to_owned(),
        fine_when: None,
    }
}

pub(super) fn certificate(path: &PathFacts) -> Text {
    let targets = join(path.targets.iter().map(|target| &target.server), "oder");
    Text {
        title: format!(
            "{} lädt das interne Transportzertifikat nicht.",
            if targets.is_empty() { "Der Zielserver" } else { &targets }
        ),
        what: "Ohne dieses Zertifikat lässt der Server X-ANONYMOUSTLS auf jedem Connector aus der Antwort auf EHLO weg, und jeder \
               Exchange-Server, der an ihn sendet, gibt mit 451 5.7.3 auf."
            .to_owned(),
        why: with_signs(
            if path.cause == CauseIs::Shown {
                "Der Connector bietet Exchange-Server-Authentifizierung an, und nur das fehlt, was das Zertifikat braucht."
            } else {
                "Die Eingabe kann es nicht ausschließen: Zertifikate stehen in keiner Eigenschaft eines Connectors."
            }
            .to_owned(),
            &path.signs,
        ),
        action: "Auf dem Ziel nach den Ereignissen 12012 bis 12015 sehen und das Zertifikat mit dem Befehl unten prüfen.".to_owned(),
        fine_when: None,
    }
}

pub(super) fn elsewhere(queues: &[String], reason: Elsewhere, reply: Option<&str>) -> Text {
    let which = if queues.is_empty() { "Diese Antwort".to_owned() } else { join(queues, AND) };
    let (title, what) = match reason {
        Elsewhere::External => (
            format!("{which}: Das liegt nicht an einem Empfangsconnector. Die Warteschlange stellt nach außen zu."),
            "Ein Server außerhalb der Organisation, der Weg dorthin oder das eigene Front-End auf Port 717 (FrontendProxyEnabled; \
             LastError nennt dann dessen Adresse) gibt die Antwort; kein anderer Ihrer Empfangsconnectors ist beteiligt."
                .to_owned(),
        ),
        Elsewhere::MailboxDelivery => (
            format!("{which}: Das liegt an keinem Empfangsconnector, der sich auflisten lässt. Die Warteschlange stellt in eine Postfachdatenbank zu."),
            "Sie geht an Port 475, an einen Connector, den Get-ReceiveConnector nicht auflistet und den niemand ändern kann."
                .to_owned(),
        ),
        Elsewhere::Shadow => (
            format!("{which}: Sicherheitskopien von Mail, die ein anderer Server zustellt."),
            "Eine Schattenwarteschlange leert sich, wenn jener Server zugestellt hat; einen LastError zeigt sie nie.".to_owned(),
        ),
        Elsewhere::OtherReply => (
            format!("{which}: Das ist nicht die Antwort, die eine fehlende Exchange-Server-Authentifizierung gibt."),
            "Welcher Connector geantwortet hat, ist bei dieser Antwort nicht die erste Frage.".to_owned(),
        ),
    };
    Text {
        title,
        what,
        why: match reply {
            Some(reply) => format!("Die innerste Antwort lautet: {reply}"),
            None => "Die Eingabe zeigt dazu keine Antwort.".to_owned(),
        },
        action: match (reason, reply) {
            (Elsewhere::External, Some(CANNOT_ACHIEVE)) => {
                "Der Sendeconnector verlangt von der Gegenseite Exchange-Server-Authentifizierung, und die bietet sie nicht \
                 an. SmartHostAuthMechanism mit Get-SendConnector prüfen; die Empfangsconnectors in Ruhe lassen."
            }
            (Elsewhere::MailboxDelivery, Some(CANNOT_ACHIEVE)) => {
                "Auf dem Zielserver prüfen, ob er sein internes Transportzertifikat laden kann (Ereignisse 12012 bis 12015), \
                 und ob ein Gerät zwischen den Servern SMTP verändert; die Empfangsconnectors in Ruhe lassen."
            }
            (Elsewhere::Shadow, _) => "Stattdessen die Warteschlangen jenes Servers ansehen.",
            _ => "Den Worten der innersten Antwort nachgehen; die Empfangsconnectors in Ruhe lassen.",
        }
        .to_owned(),
        fine_when: None,
    }
}
