//! What patterns mean around relays, clients and single properties, in German.

use super::AND;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::{ConnectorValue, Held, Limited, RefusedClient};
use crate::report::wording::{Text, join, lines, they};

pub(super) fn limit_reached(reply: Known, limited: &[Limited]) -> Text {
    let connectors = |verb| they(limited.iter().map(|l| &l.connector), AND, verb);
    let messages = reply == Known::MessageRateLimit;
    Text::of(
        if messages {
            format!(
                "{}, wie schnell ein Absender einreichen darf, und die Grenze ist erreicht.",
                connectors(["begrenzt", "begrenzen"])
            )
        } else {
            format!("{} die Verbindungen, und die Grenze ist erreicht.", connectors(["begrenzt", "begrenzen"]))
        },
        values(limited),
        if messages {
            "Der Connector, der eine Sitzung annimmt, sagt das, nach seinem eigenen MessageRateLimit."
        } else {
            "Der Connector, der eine Sitzung annimmt, sagt das, nach seinen eigenen Grenzwerten. Ein Exchange-Server, der sich \
             anmeldet, zählt nicht als Quelle (beobachtet); einer, der auf einem Connector ohne \
             Exchange-Server-Authentifizierung landet, zählt weiter (gefolgert)."
        },
        "Im Empfangsprotokoll nachsehen, welcher Connector geantwortet hat, und dort den Grenzwert erhöhen, falls dieser \
         Absender so viel senden darf. Ereignis 1021 nennt Quelle und Connector.",
        Some("Wenn der Grenzwert vor diesem Absender schützt."),
    )
}

pub(super) fn limit_low(limited: &[Limited]) -> Text {
    Text::of(
        format!(
            "{} Exchange-Server mit den Grenzwerten eines Relays an.",
            they(limited.iter().map(|l| &l.connector), AND, ["nimmt", "nehmen"])
        ),
        values(limited),
        "Das Setup lässt diese Grenzwerte auf den Connectors für Server offen. Darüber erhält ein Absender 421 4.3.2, über \
         MessageRateLimit 421 4.4.2. Ein angemeldeter Server zählt nicht mehr als Quelle.",
        "Bei der nächsten geplanten Änderung erhöhen.",
        Some("Wenn diese Server wenig senden."),
    )
}

/// The limits of each connector, one sentence for each.
fn values(limited: &[Limited]) -> String {
    lines(limited, |l| {
        if l.values.is_empty() {
            return format!("Die Eingabe zeigt die Grenzwerte von {} nicht.", l.connector);
        }
        let values = join(l.values.iter().map(|limit| format!("{} {}", limit.property.spelling(), limit.value)), AND);
        format!("{} hat {values}.", l.connector)
    })
}

/// What a server of Exchange 2007 or 2010 sends to itself.
pub(super) fn old_server(held: &[Held]) -> Text {
    holds_own_address(
        held,
        (
            "Andere Rollen desselben Servers, vor allem Unified Messaging, reichen bei ihm ein und brauchen \
             Exchange-Server-Authentifizierung. Ob es sie gibt, zeigt die Eingabe nicht; die Ereignisse 1423, 1446, 1335, 1082 \
             oder 1185 würden sagen, dass sie scheitern.",
            "Die eigenen Adressen des Servers vom Connector nehmen, falls kein Programm auf dem Server weiterleitet.",
        ),
    )
}

/// What a server of Exchange 2013 or later sends to itself.
pub(super) fn own_address(held: &[Held]) -> Text {
    let texts = if held.iter().any(|h| h.port != 25) {
        (
            "Das Front-End übergibt alle Mail an den Transportdienst des eigenen Servers und braucht dafür \
             Exchange-Server-Authentifizierung: Eingehende Mail bleibt mit 451 5.7.3 stehen.",
            "Die eigenen Adressen des Servers vom Connector nehmen.",
        )
    } else {
        (
            "Programme und Prüfungen auf dem Server selbst landen dort und dürfen, was der Connector erlaubt (gefolgert). Mail \
             zwischen den Diensten des Servers nimmt andere Ports.",
            "Die eigenen Adressen des Servers vom Connector nehmen, falls kein Programm auf dem Server weiterleitet.",
        )
    };
    holds_own_address(held, texts)
}

fn holds_own_address(held: &[Held], (why, action): (&str, &str)) -> Text {
    let connectors = they(held.iter().map(|h| &h.connector), AND, ["enthält", "enthalten"]);
    let told =
        lines(held, |h| format!("{} landet auf Port {} durch {} auf {}.", h.address, h.port, h.range, h.connector));
    Text::of(
        format!("{connectors} Adressen des Servers selbst."),
        told,
        why,
        action,
        Some("Wenn ein Programm auf dem Server selbst weiterleiten soll."),
    )
}

/// Why a gateway in a range matters.
const GATEWAY: &str = "Setzt ein Gateway, eine Firewall oder ein Load Balancer die eigene Adresse an die Stelle der Absender, sehen alle \
               wie diese eine Adresse aus: Was der Connector erlaubt, erlaubt er dem ganzen Internet.";

/// What to do about a gateway in a range.
const LIST_HOSTS: &str = "Die Hosts, die weiterleiten, einzeln aufführen, ohne Gateways, Firewalls und Load Balancer. Das \
                  Empfangsprotokoll zeigt, welche Adressen wirklich ankommen.";

pub(super) fn gateway(held: &[Held]) -> Text {
    Text::of(
        format!(
            "{} das Standardgateway {}.",
            they(held.iter().map(|h| &h.connector), AND, ["enthält", "enthalten"]),
            join(held.iter().map(|h| h.address.to_string()), AND)
        ),
        lines(held, |h| format!("{} landet durch {} auf {}.", h.address, h.range, h.connector)),
        GATEWAY,
        LIST_HOSTS,
        Some("Wenn das Gateway die Adressen der Absender lässt, wie sie sind."),
    )
}

pub(super) fn gateway_in_question(subnets: &[ConnectorValue]) -> Text {
    Text::of(
        format!(
            "{} ganze Subnetze an, in denen ein Gateway stehen kann.",
            they(subnets.iter().map(|s| &s.connector), AND, ["nimmt", "nehmen"])
        ),
        lines(subnets, |it| format!("{} hat {}.", it.connector, it.value)),
        GATEWAY,
        LIST_HOSTS,
        Some("Wenn kein Gerät im Subnetz Adressen umsetzt."),
    )
}

/// What to do about a client that should relay.
const OWN_CONNECTOR: &str = "Im Empfangsprotokoll die Adresse des Clients suchen, wie Exchange sie sieht: Über IPv6 oder einen Load Balancer \
                  ist sie oft eine andere. Sie auf einen eigenen Relay-Connector setzen. Das Recht zum Weiterleiten nicht auf \
                  Default Frontend gewähren: Das ergibt ein offenes Relay.";

const NO_RELAY_MEANT: Option<&str> = Some("Wenn der Client nicht weiterleiten soll.");

pub(super) fn client_not_matched(clients: &[RefusedClient]) -> Text {
    Text::of(
        format!(
            "{} darf nicht weiterleiten und landet auf {}.",
            join(clients.iter().map(|c| c.client.map_or("Ein Client".to_owned(), |client| client.to_string())), AND),
            join(clients.iter().map(|c| &c.connector), AND)
        ),
        "Der Server lehnt mit 550 5.7.54 Unable to relay recipient in non-accepted domain ab.",
        "Das Empfangsprotokoll nennt den Connector, und kein Relay-Connector in der Eingabe hat die Adresse.",
        OWN_CONNECTOR,
        NO_RELAY_MEANT,
    )
}

pub(super) fn client_in_question() -> Text {
    Text::of(
        "Ein Client, der weiterleiten soll, landet möglicherweise auf keinem Relay-Connector.".to_owned(),
        "In der Eingabe steht 550 5.7.54 Unable to relay. Entweder hat kein eigener Connector die Adresse des Clients, oder \
             dieser Connector gewährt das Recht nicht.",
        "Welcher Connector geantwortet hat, sagt nur das Empfangsprotokoll.",
        OWN_CONNECTOR,
        NO_RELAY_MEANT,
    )
}

pub(super) fn granted_on_default(granted: &[String]) -> Text {
    Text::of(
        format!(
            "{} anonymen Absendern mehr als das Setup: Wahrscheinlich dürfen dort alle weiterleiten.",
            they(granted, AND, ["gewährt", "gewähren"])
        ),
        "Das bleibt zurück, wenn Clients, die weiterleiten sollen, dort landeten und jemand ihnen das Recht gab: Jetzt hat es \
         jeder, der Port 25 erreicht.",
        "Custom neben AnonymousUsers zeigt zusätzliche Rechte; welche, sagt Get-ADPermission. Mail aus dem Internet an die \
         eigenen Domänen braucht das Recht zum Weiterleiten nicht.",
        "Zuerst den Clients einen eigenen Relay-Connector geben, mit den Adressen, die das Empfangsprotokoll zeigt (über IPv6 oder \
         einen Load Balancer sind es oft andere). Dann ANONYMOUS LOGON auf diesem Connector ms-Exch-SMTP-Accept-Any-Recipient mit \
         Remove-ADPermission nehmen.",
        Some("Wenn das zusätzliche Recht ein anderes ist."),
    )
}
