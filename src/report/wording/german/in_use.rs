//! What patterns mean around relays, clients and single properties, in German.

use super::AND;
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::latent::{Held, InUse, Limited, Pattern};
use crate::report::commands;
use crate::report::wording::{Text, join, lines, they};

/// The texts of the patterns of this file.
pub(super) fn text(facts: &InUse) -> Text {
    match facts {
        InUse::Limits { reply, limited, reached } => limits(*reply, limited, *reached),
        InUse::NobodyMaySubmit(connectors) => Text::of(
            format!("{} niemanden zu: Wer dort landet, wird abgewiesen.", they(connectors, AND, ["lässt", "lassen"])),
            "Auf MAIL FROM erhalten Absender ohne Anmeldung 530 5.7.1 Client was not authenticated; angemeldete dürfen ebenso wenig \
             einreichen.",
            "PermissionGroups ist None; so legt New-ReceiveConnector einen eigenen Connector an, wenn nichts anderes verlangt \
             wird.",
            "Die Gruppen setzen, für die der Connector da ist: AnonymousUsers für Geräte, die sich nicht anmelden.",
            Some("Wenn er Absender abweisen soll."),
        ),
        InUse::Suppressed(connectors) => Text::of(
            format!("{} X-ANONYMOUSTLS vor Exchange-Servern.", they(connectors, AND, ["verbirgt", "verbergen"])),
            "Exchange-Server, die dort landen, geben mit 451 5.7.3 Cannot achieve Exchange Server authentication auf, falls \
             nicht auf jedem von ihnen UseDowngradedExchangeServerAuth gesetzt ist. Keine Warteschlange in der Eingabe \
             scheitert im Moment daran.",
            "SuppressXAnonymousTls ist True. Gedacht ist das für WAN-Beschleuniger, auf einem eigenen Connector für einen Weg.",
            "SuppressXAnonymousTls auf False setzen oder jeden Absender dafür einrichten.",
            Some("Auf einem Connector für WAN-Beschleuniger, dessen Absender alle dafür eingerichtet sind."),
        ),
        InUse::OwnAddress { pattern, held } => own_address(*pattern, held),
        InUse::Gateway { held, subnets } => gateway(held, subnets),
        InUse::ClientNotMatched { clients, granted } => not_matched(clients, granted),
        InUse::LimitsInQuestion(limited) => Text::of(
            format!(
                "{} nur wenige Verbindungen von einer Adresse: knapp, wo alle Mail über einen Filter kommt.",
                they(limited.iter().map(|l| &l.connector), AND, ["erlaubt", "erlauben"])
            ),
            lines(limited, |l| {
                let values = join(l.values.iter().map(|(property, value)| format!("{property} {value}")), AND);
                format!("{} hat {values}.", l.connector)
            }),
            "Das sind die Werte des Setups. Ein Spamfilter, Gateway oder Load Balancer davor ist für alle Mail von außen eine \
             einzige Quelle; über der Grenze bekommt er 421 4.3.2 The maximum number of concurrent connections has exceeded a \
             limit, und seine eigene Warteschlange wächst.",
            "In der Warteschlange des Filters nachsehen, ob er diese Antwort bekommt, oder hier nach Ereignis 1021; dann \
             MaxInboundConnectionPerSource und MaxInboundConnectionPercentagePerSource dieses Connectors erhöhen.",
            Some("Wenn Mail von vielen Adressen kommt."),
        ),
        InUse::HcwPickedOther { picked, lands_on } => Text::of(
            format!(
                "{} die Einstellungen für Exchange Online, dessen Mail aber auf {} landet.",
                they(picked.iter().map(|p| &p.0), AND, ["hat", "haben"]),
                join(lands_on, AND)
            ),
            lines(picked, |(name, value)| format!("TlsDomainCapabilities von {name} ist {value}.")),
            "Nach den Bereichen landen die veröffentlichten Adressen von Exchange Online auf Port 25 bei einem anderen Connector \
             ohne diese Eigenschaft: Hybridmail wird dann nicht erkannt, verliert ihre Kopfzeilen und gilt als fremd.",
            "TlsCertificateName und TlsDomainCapabilities auf den Connector übertragen, auf dem diese Mail \
             landet; oder den Assistenten für die Hybridkonfiguration erneut ausführen und den richtigen \
             Connector wählen.",
            Some("Wenn Mail von Exchange Online über einen Edge-Server oder Filter kommt."),
        ),
        InUse::LoadBalancer(single) => Text::of(
            format!(
                "{} einzelne Adressen: Ist eine davon ein Load Balancer?",
                they(single.iter().map(|s| &s.0), AND, ["führt", "führen"])
            ),
            lines(single, |(name, hosts)| format!("{name} hat {hosts}.")),
            "Ein Load Balancer, der seine Adresse an die Stelle der Absender setzt, lässt alle wie diese eine aussehen: Wer ihn \
             erreicht, leitet weiter.",
            "Ihn die Adressen der Absender behalten lassen (transparent, Direct Server Return) oder einschränken, wer ihn \
             erreicht, und seine Adresse vom Connector nehmen.",
            Some("Wenn jede Adresse die eines sendenden Hosts ist."),
        ),
        InUse::RightMissing { connectors, hybrid: true } => Text::of(
            format!("{} Mail von Exchange Online nicht weiterleiten.", they(connectors, AND, ["lässt", "lassen"])),
            "Wo Mail von Cloud-Benutzern ins Internet über diesen Server geht (zentraler E-Mail-Transport), wird jeder Empfänger \
             außen mit 550 5.7.1 Unable to relay abgelehnt.",
            "Der Connector lässt anonyme Absender zu und gewährt ihnen nichts darüber hinaus. Exchange Online kommt nur durch, wo \
             TlsDomainCapabilities es am Zertifikat erkennt.",
            "TlsDomainCapabilities und TlsCertificateName des Connectors richtigstellen (das tut der Assistent für die \
             Hybridkonfiguration). Das Recht zum Weiterleiten nicht den Bereichen von Exchange Online gewähren: Von dort senden \
             auch alle anderen Mandanten.",
            Some("Wenn Cloud-Mail ins Internet nicht hier entlang geht."),
        ),
        InUse::RightMissing { connectors, .. } => Text::of(
            format!("{} kein Recht zum Weiterleiten.", they(connectors, AND, ["gewährt", "gewähren"])),
            "Absender, die dort landen, erreichen Empfänger innen; jeder andere Empfänger wird mit 550 5.7.54 Unable to relay \
             recipient in non-accepted domain abgelehnt.",
            "Anonyme Absender haben dort kein ms-Exch-SMTP-Accept-Any-Recipient: AnonymousUsers ohne Custom steht für die Rechte \
             des Setups, und Get-ADPermission, wo es eingefügt ist, führt das Recht nicht auf.",
            "Dürfen diese Clients weiterleiten, dieses Recht mit Add-ADPermission für ANONYMOUS LOGON auf diesem Connector \
             gewähren und seine Bereiche auf einzelne Hosts beschränken. Nie auf Default Frontend.",
            Some("Wenn seine Clients nur an Empfänger innen schreiben."),
        ),
        InUse::RightInFront { front, behind, user, right } => Text::of(
            format!("{user} hat {right} auf {front}, geprüft wird es aber auf {behind}."),
            "Das Front-End reicht die Sitzung weiter; der Transportdienst lehnt die Nachricht dann nach DATA mit 550 5.7.60 \
             Client does not have permissions to send as this sender ab.",
            "Das Recht steht auf dem vorderen Connector und nicht auf dem dahinter.",
            "Dasselbe Recht auf dem hinteren Connector gewähren, nur für dieses Konto: Es darf dann als jeder senden.",
            Some("Wenn das Konto nicht als andere senden soll."),
        ),
        InUse::StaleCertificate(all) => Text::of(
            format!(
                "{} ein Zertifikat, das nicht in der Liste steht.",
                they(all.iter().map(|a| &a.0), AND, ["nennt", "nennen"])
            ),
            lines(all, |(name, value)| format!("TlsCertificateName von {name} ist {value}.")),
            "Kein Zertifikat in der Eingabe hat diesen Aussteller und Antragsteller. Der Connector bietet dann ein anderes oder \
             kein STARTTLS an, und Hybrid-Mail oder Partner, die den Namen prüfen, werden abgewiesen.",
            "Das Nachfolgezertifikat nennen oder TlsCertificateName auf $null setzen.",
            Some("Wenn die Liste von einem anderen Server ist."),
        ),
        InUse::StaleCapabilities(all) => Text::of(
            format!(
                "{} Exchange Online an einem Zertifikat, das es nicht mehr benutzt.",
                they(all.iter().map(|a| &a.0), AND, ["erkennt", "erkennen"])
            ),
            lines(all, |(name, value)| format!("TlsDomainCapabilities von {name} ist {value}.")),
            "Mail von Exchange Online wird dann nicht als Hybrid-Mail erkannt: Sie verliert ihre Kopfzeilen und gilt als fremd.",
            "Den Assistenten für die Hybridkonfiguration erneut ausführen; er trägt mail.protection.outlook.com ein.",
            Some("Wenn es keine Hybridbereitstellung mehr gibt."),
        ),
        InUse::ManyEntries(all) => Text::of(
            format!(
                "{} fast so viele Remotebereiche, wie hineinpassen.",
                they(all.iter().map(|a| &a.0), AND, ["hat", "haben"])
            ),
            lines(all, |(name, entries)| format!("{name} hat {entries}.")),
            "Etwa 1.300 Einträge passen hinein; dann lehnt Active Directory mit \"administrative limit exceeded\" ab. Eine \
             Adresse aus einem Bereich zu nehmen, ergibt einen Eintrag mehr.",
            "Benachbarte einzelne Adressen als Bereich schreiben, bevor eine Änderung eilt.",
            Some("Wenn nichts mehr dazukommt."),
        ),
        InUse::LoggingOff(connectors) => Text::of(
            format!(
                "{} kein Protokoll, das den Verdacht klären würde.",
                they(connectors, AND, ["schreibt", "schreiben"])
            ),
            "Das Empfangsprotokoll nennt den Connector, der wirklich geantwortet hat, und was er anbot.",
            "ProtocolLoggingLevel ist None.",
            format!(
                "Einschalten, den nächsten Versuch abwarten, das Protokoll lesen: {}",
                commands::verbose_logging(connectors)
            ),
            None,
        ),
    }
}

fn limits(reply: Known, limited: &[Limited], reached: bool) -> Text {
    let connectors = |verb| they(limited.iter().map(|l| &l.connector), AND, verb);
    let values = lines(limited, |l| {
        if l.values.is_empty() {
            return format!("Die Eingabe zeigt die Grenzwerte von {} nicht.", l.connector);
        }
        let values = join(l.values.iter().map(|(property, value)| format!("{property} {value}")), AND);
        format!("{} hat {values}.", l.connector)
    });
    let messages = reply == Known::MessageRateLimit;
    if !reached {
        return Text::of(
            format!("{} Exchange-Server mit den Grenzwerten eines Relays an.", connectors(["nimmt", "nehmen"])),
            values,
            "Das Setup lässt diese Grenzwerte auf den Connectors für Server offen. Darüber erhält ein Absender 421 4.3.2, über \
             MessageRateLimit 421 4.4.2. Ein angemeldeter Server zählt nicht mehr als Quelle.",
            "Bei der nächsten geplanten Änderung erhöhen.",
            Some("Wenn diese Server wenig senden."),
        );
    }
    Text::of(
        if messages {
            format!(
                "{}, wie schnell ein Absender einreichen darf, und die Grenze ist erreicht.",
                connectors(["begrenzt", "begrenzen"])
            )
        } else {
            format!("{} die Verbindungen, und die Grenze ist erreicht.", connectors(["begrenzt", "begrenzen"]))
        },
        values,
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

fn own_address(pattern: Pattern, held: &[Held]) -> Text {
    let connectors = they(held.iter().map(|h| &h.connector), AND, ["enthält", "enthalten"]);
    let told =
        lines(held, |h| format!("{} landet auf Port {} durch {} auf {}.", h.address, h.port, h.range, h.connector));
    let (why, action) = if pattern == Pattern::RelayCapturesUm {
        (
            "Andere Rollen desselben Servers, vor allem Unified Messaging, reichen bei ihm ein und brauchen \
             Exchange-Server-Authentifizierung. Ob es sie gibt, zeigt die Eingabe nicht; die Ereignisse 1423, 1446, 1335, 1082 \
             oder 1185 würden sagen, dass sie scheitern.",
            "Die eigenen Adressen des Servers vom Connector nehmen, falls kein Programm auf dem Server weiterleitet.",
        )
    } else if held.iter().any(|h| h.port != 25) {
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
    Text::of(
        format!("{connectors} Adressen des Servers selbst."),
        told,
        why,
        action,
        Some("Wenn ein Programm auf dem Server selbst weiterleiten soll."),
    )
}

fn gateway(held: &[Held], subnets: &[(String, String)]) -> Text {
    let why = "Setzt ein Gateway, eine Firewall oder ein Load Balancer die eigene Adresse an die Stelle der Absender, sehen alle \
               wie diese eine Adresse aus: Was der Connector erlaubt, erlaubt er dem ganzen Internet.";
    let action = "Die Hosts, die weiterleiten, einzeln aufführen, ohne Gateways, Firewalls und Load Balancer. Das \
                  Empfangsprotokoll zeigt, welche Adressen wirklich ankommen.";
    if held.is_empty() {
        return Text::of(
            format!(
                "{} ganze Subnetze an, in denen ein Gateway stehen kann.",
                they(subnets.iter().map(|s| &s.0), AND, ["nimmt", "nehmen"])
            ),
            lines(subnets, |(name, range)| format!("{name} hat {range}.")),
            why,
            action,
            Some("Wenn kein Gerät im Subnetz Adressen umsetzt."),
        );
    }
    Text::of(
        format!(
            "{} das Standardgateway {}.",
            they(held.iter().map(|h| &h.connector), AND, ["enthält", "enthalten"]),
            join(held.iter().map(|h| h.address.to_string()), AND)
        ),
        lines(held, |h| format!("{} landet durch {} auf {}.", h.address, h.range, h.connector)),
        why,
        action,
        Some("Wenn das Gateway die Adressen der Absender lässt, wie sie sind."),
    )
}

fn not_matched(clients: &[(String, String)], granted: &[String]) -> Text {
    let action = "Im Empfangsprotokoll die Adresse des Clients suchen, wie Exchange sie sieht: Über IPv6 oder einen Load Balancer \
                  ist sie oft eine andere. Sie auf einen eigenen Relay-Connector setzen. Das Recht zum Weiterleiten nicht auf \
                  Default Frontend gewähren: Das ergibt ein offenes Relay.";
    let fine = Some("Wenn der Client nicht weiterleiten soll.");
    if !clients.is_empty() {
        return Text::of(
            format!(
                "{} darf nicht weiterleiten und landet auf {}.",
                join(clients.iter().map(|c| if c.0.is_empty() { "Ein Client" } else { &c.0 }), AND),
                join(clients.iter().map(|c| &c.1), AND)
            ),
            "Der Server lehnt mit 550 5.7.54 Unable to relay recipient in non-accepted domain ab.",
            "Das Empfangsprotokoll nennt den Connector, und kein Relay-Connector in der Eingabe hat die Adresse.",
            action,
            fine,
        );
    }
    if granted.is_empty() {
        return Text::of(
            "Ein Client, der weiterleiten soll, landet möglicherweise auf keinem Relay-Connector.".to_owned(),
            "In der Eingabe steht 550 5.7.54 Unable to relay. Entweder hat kein eigener Connector die Adresse des Clients, oder \
             dieser Connector gewährt das Recht nicht.",
            "Welcher Connector geantwortet hat, sagt nur das Empfangsprotokoll.",
            action,
            fine,
        );
    }
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
