//! German: what would settle a finding, and what is said of the input.

use super::AND;
use super::replies::explain;
use crate::diagnosis::need::Need;
use crate::intake::Layout;
use crate::model::{NoteKind, ObjectKind};
use crate::report::wording::{Change, changes, first_few, join};

pub(super) fn need(need: &Need) -> (String, String) {
    match need {
        Need::ServerAddresses(servers) => (
            format!("Die Adressen von {}", join(servers, AND)),
            "Warteschlangen nennen Server, Connectors listen Adressen: Die Adresse entscheidet, welcher Connector antwortet."
                .to_owned(),
        ),
        Need::ReceiveConnectors(servers) if servers.is_empty() => (
            "Die Empfangsconnectors der Server, an die die Warteschlange zustellt".to_owned(),
            "Sie zeigen, welcher Connector geantwortet hat und was er anbietet.".to_owned(),
        ),
        Need::ReceiveConnectors(servers) => (
            format!("Die Empfangsconnectors von {} mit allen Eigenschaften", join(servers, AND)),
            "Sie zeigen, welcher Connector geantwortet hat und was er anbietet.".to_owned(),
        ),
        Need::EdgeConnectors => (
            "Die Empfangsconnectors des Edge-Servers, dort ausgegeben".to_owned(),
            "Sie zeigen, welcher Connector geantwortet hat und was er anbietet; kein anderer Server kann sie ausgeben.".to_owned(),
        ),
        Need::Everything => (
            "Warteschlangen mit LastError, Empfangsconnectors, Versionen und Adressen aller Server".to_owned(),
            "Was gelesen wurde, zeigt keinen hier bekannten Fehler und nichts, das scheitert: Warum Mail wartet, steht in LastError einer Warteschlange. Der Befehl liest nur.".to_owned(),
        ),
        Need::WholeLists(connectors) => (
            format!("Die ganze Liste von {}", join(connectors, AND)),
            "In den verborgenen Einträgen kann die Adresse des Absenders stehen.".to_owned(),
        ),
        Need::QueueDetails(queues) => (
            if queues.is_empty() {
                "Die Warteschlange als Liste".to_owned()
            } else {
                format!("{} als Liste", join(queues, AND))
            },
            "LastError sagt, was gescheitert ist, LastRetryTime, wann.".to_owned(),
        ),
        Need::EhloReply(targets) => (
            format!(
                "Was {} auf EHLO antwortet, gefragt vom sendenden Server aus",
                join(targets.iter().map(|t| format!("{}:{}", t.server, t.port)), "oder")
            ),
            "XXXX statt X-ANONYMOUSTLS oder eine Begrüßung aus Sternchen: ein Gerät auf dem Weg. X-EXPS ohne \
             X-ANONYMOUSTLS: das Zertifikat des Ziels."
                .to_owned(),
        ),
        Need::SendProtocolLog(servers) => (
            format!(
                "Das Sendeprotokoll {}",
                if servers.is_empty() { "des sendenden Servers".to_owned() } else { format!("von {}", join(servers, AND)) }
            ),
            "Es zeigt die benutzte Adresse, den erreichten Server und dessen Antwort auf EHLO.".to_owned(),
        ),
        Need::ReceiveProtocolLog(servers) => (
            format!("Das Empfangsprotokoll von {}", join(servers, AND)),
            "Seine Spalte connector-id nennt den Connector, der wirklich geantwortet hat.".to_owned(),
        ),
        Need::ConnectorPermissions(connectors) => (
            format!("Die Rechte anonymer Absender auf {}", join(connectors, AND)),
            "ms-Exch-SMTP-Accept-Any-Recipient ist das Recht zum Weiterleiten.".to_owned(),
        ),
        Need::GatewayAddress(servers) => (
            format!("Die Gateways, Firewalls und Load Balancer vor {}", if servers.is_empty() { "den Servern".to_owned() } else { join(servers, AND) }),
            "Wer durch eines kommt, das Adressen umsetzt, sieht aus wie dieses.".to_owned(),
        ),
        Need::NextStep { known, .. } => {
            (explain(*known).2.to_owned(), "Was hinter der Antwort steht, kann die Eingabe nicht zeigen.".to_owned())
        }
        Need::Certificates(servers) => (
            format!("Das interne Transportzertifikat von {}", join(servers, AND)),
            "Ohne es bietet der Server kein X-ANONYMOUSTLS an; die Ereignisse 12012 bis 12015 sagen es.".to_owned(),
        ),
    }
}

pub(super) fn note(note: &NoteKind) -> String {
    match note {
        NoteKind::NothingRecognised => "Hier sieht nichts nach einer Ausgabe von Get-Queue oder Get-ReceiveConnector oder \
             nach einer SMTP-Antwort aus. Nichts ist verloren: Der Text steht noch im Feld. Der Befehl gibt aus, was \
             gebraucht wird."
            .to_owned(),
        NoteKind::NotText { name } => format!(
            "{} ist kein Text (ein Bild, ein Archiv?) und wurde nicht gelesen. Bitte den Text selbst einfügen.",
            if name.is_empty() { "Die Eingabe" } else { name }
        ),
        NoteKind::Cut { object, kind, property, .. } => {
            let object = match (object.is_empty(), kind) {
                (false, _) => object.clone(),
                (true, ObjectKind::Queue) => "einer Warteschlange".to_owned(),
                (true, _) => "einem Empfangsconnector".to_owned(),
            };
            let change = can_change(*kind, &[property]);
            format!("Von {property} von {object} ist nur ein Teil sichtbar; der Befehl gibt alles aus. {change}")
        }
        NoteKind::LeftOut { object, kind, properties, .. } => {
            let what = if object.is_empty() { "Der Ausgabe" } else { object };
            let change = can_change(*kind, properties);
            format!("{what} fehlt: {}; der Befehl gibt alles aus. {change}", first_few(properties, AND, "weitere"))
        }
        NoteKind::Unreadable { object, property, value, .. } => {
            format!("{property} von {object} ist nicht lesbar: {value}. Der Wert gilt als unbekannt.")
        }
        NoteKind::Contradiction { object, property, kept, dropped } => format!(
            "{object} kommt mehrfach mit verschiedenen Werten von {property} vor: {kept} gilt, {dropped} nicht."
        ),
        NoteKind::ConnectorWithoutServer { name } if name.is_empty() => {
            "Die Eingabe nennt weder diesen Empfangsconnector noch seinen Server; er kann deshalb nicht mitspielen. \
             Bitte mit Identity einfügen, oder mit Server und Name."
                .to_owned()
        }
        NoteKind::ConnectorWithoutServer { name } => format!(
            "Die Eingabe sagt nicht, auf welchem Server der Empfangsconnector {name} liegt; er kann deshalb nicht \
             mitspielen. Bitte mit Identity oder Server einfügen."
        ),
        NoteKind::ServerAssumed { server, count } => format!(
            "{count} Empfangsconnectors kamen ohne ihren Server. Die vom Setup vergebenen Namen sagen {server}; das wird \
             angenommen. Mit Identity oder Server eingefügt ist es sicher."
        ),
        NoteKind::AddressWithoutServer { address } => format!(
            "Nichts sagt, wessen Adresse {address} ist; sie wird nicht verwendet. Schreiben Sie den Namen des Servers davor, wie in \
             EX1 {address}; der Befehl gibt sie auf dem Server selbst so aus."
        ),
        NoteKind::Broken { layout: Layout::Table } => {
            "Diese Tabelle hat die Leerzeichen zwischen ihren Spalten verloren. Ihre Werte wurden an ihrer Form erkannt; was keine \
             eigene Form hat, gilt als abgeschnitten. Derselbe Befehl mit Format-List gibt sie zweifelsfrei aus."
            .to_owned()
        }
        NoteKind::Broken { layout } => format!(
            "{} bricht hier mitten im Text ab oder ist beschädigt. Was davor steht, wurde gelesen; was folgen müsste, \
             fehlt. Bitte noch einmal einfügen oder exportieren.",
            layout.as_str().to_ascii_uppercase()
        ),
        NoteKind::ReadByShape { titles, unread } => {
            let read = titles.iter().map(|(title, property)| format!("{title} als {property}"));
            let rest = if unread.is_empty() {
                String::new()
            } else {
                format!(" Nicht gelesen: {}.", first_few(unread, AND, "weitere"))
            };
            format!("Die Titel dieser Tabelle sind nicht englisch; ihre Werte sagen, was sie sind: {}.{rest}", join(read, AND))
        }
        NoteKind::NotUsed { what } => format!("{what} wurde erkannt und wird nicht verwendet."),
    }
}

fn can_change<S: AsRef<str>>(kind: ObjectKind, properties: &[S]) -> String {
    let changes = changes(kind, properties).into_iter().map(|change| match change {
        Change::Sender => "welcher Server sendet",
        Change::Target => "wohin die Warteschlange zustellt",
        Change::Waiting => "ob Nachrichten warten",
        Change::Failure => "warum die Warteschlange scheitert",
        Change::Answer => "welcher Empfangsconnector antwortet",
        Change::Offer => "was er anbietet, und wem",
        Change::Limit => "wie viele Verbindungen er annimmt",
    });
    match join(changes, AND) {
        none if none.is_empty() => "Kein Schluss beruht darauf.".to_owned(),
        changes => format!("Ändern kann sich damit höchstens: {changes}."),
    }
}
