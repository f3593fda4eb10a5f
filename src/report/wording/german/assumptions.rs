//! German: what a finding rests on.

use crate::diagnosis::trial::Gap;
use crate::report::wording::{Names, join};

pub(super) fn assumption(gap: &Gap, names: &Names<'_>) -> String {
    match gap {
        Gap::Enabled { connector } => {
            format!("{} ist aktiviert (Enabled steht nicht in der Eingabe).", names.connector(*connector))
        }
        Gap::Role { connector } => format!(
            "{} gehört zu dem Dienst, der auf dem Port hört (TransportRole steht nicht in der Eingabe).",
            names.connector(*connector)
        ),
        Gap::IsElsewhere { connector, server } => format!(
            "{} gehört nicht zu {server}. Sein Server steht nicht in der Eingabe, und auf {server} könnte er gewinnen.",
            names.connector(*connector)
        ),
        Gap::PartialList { server } => format!(
            "Die Eingabe enthält alle Empfangsconnectors von {server} auf diesem Port (sie zeigt wohl nur einige)."
        ),
        Gap::Contradiction { connector } => format!(
            "Von den verschiedenen Werten, die die Eingabe für {} zeigt, gelten die zuerst genannten.",
            names.connector(*connector)
        ),
        Gap::BoundAddress { sender } => format!(
            "{sender} sendet von dieser Adresse aus (die Eingabe zeigt nur, dass dort einer seiner Connectors hört)."
        ),
        Gap::OtherFamily { server } => format!(
            "{server} wurde auch über die andere Art von Adresse (IPv4 oder IPv6) erreicht, nicht nur über die, die LastError nennt."
        ),
        Gap::SendConnectorPort { server, port } => format!(
            "Der Sendeconnector dieser Warteschlange stellt an Port {port} von {server} zu (sein Port steht nicht in der Eingabe)."
        ),
        Gap::OneServer { server, domains } => format!(
            "Was von {server} zu sehen ist, gehört zu einem Server, obwohl die Eingabe ihn in {} nennt.",
            join(domains, "und")
        ),
        Gap::IsServer { server } => {
            format!("{server} ist ein Exchange-Server, kein Load Balancer (nur ein LastError nennt den Namen).")
        }
        Gap::NoBurst { queue } => format!("Die Nachrichten in {queue} sind kein Schub, der gerade zugestellt wird."),
        Gap::Server { server } => format!(
            "Die Empfangsconnectors ohne Server liegen auf {server}, wie es die vom Setup vergebenen Namen sagen."
        ),
        Gap::Crossing { connectors } => format!(
            "{} gewinnt gegen {}, obwohl sich ihre Bereiche überschneiden; das ist beobachtet, nicht dokumentiert.",
            names.connector(connectors.0),
            names.connector(connectors.1)
        ),
        Gap::Port { sender, server, port } => format!(
            "{} erreicht {server} auf Port {port} (die Versionen beider Seiten, die das entscheiden, sind aus der Eingabe nicht sicher).",
            if sender.is_empty() { "Der sendende Server" } else { sender }
        ),
        Gap::Target { queue, server } => format!(
            "{server} gehört zu den Servern, an die {} zustellt.",
            if queue.is_empty() { "die Warteschlange" } else { queue }
        ),
        Gap::SourceChoice { sender } => {
            format!("{sender} verbindet sich von dieser Adresse aus; er hat weitere, die woanders landen würden.")
        }
        Gap::SourceInRange { sender, connector } => format!(
            "Die Adresse von {} liegt in einem Bereich von {}.",
            if sender.is_empty() { "dem sendenden Server" } else { sender },
            names.connector(*connector)
        ),
        Gap::Reply { queue } => {
            format!("{queue} scheitert aus diesem Grund (LastError steht nicht in der Eingabe).")
        }
        Gap::Alternative { server, open: true } => format!(
            "{server} weist die Mail ebenfalls ab oder liegt nicht hinter dieser Warteschlange (die Eingabe lässt offen, welcher Connector dort antwortet)."
        ),
        Gap::Alternative { server, .. } => {
            format!(
                "{server}, der die Mail annehmen würde, ist kein Ziel dieser Warteschlange oder wurde nicht versucht."
            )
        }
        Gap::StillFails { queue } if queue.is_empty() => {
            "Solche Mail scheitert noch (Nachrichtenverfolgung und Unzustellbarkeitsberichte sprechen von Vergangenem)."
                .to_owned()
        }
        Gap::StillFails { queue } => format!(
            "{queue} scheitert noch. Sie ist leer oder nicht im Status Retry zu sehen, der Fehler kann also alt sein: LastRetryTime ansehen oder eine Testnachricht senden. Eine angehaltene wartet auf Resume-Queue."
        ),
        Gap::MailGoesThere { sender, server, port } if sender == server => {
            format!("{sender} sendet an den eigenen Port {port}.")
        }
        Gap::MailGoesThere { sender, server, port } => {
            format!("{sender} sendet eines Tages an Port {port} von {server}.")
        }
        Gap::Enabling { connector } => format!("Jemand aktiviert {}.", names.connector(*connector)),
        Gap::UsedByExchange { connector } => {
            format!("Andere Exchange-Server senden an {}.", names.connector(*connector))
        }
        Gap::HubHoldsThePort { connector } => {
            format!("{} ist das, was jetzt im Weg steht.", names.connector(*connector))
        }
        Gap::Explains { connector, queue } => format!(
            "{} ist der Grund, aus dem {queue} scheitert; die Antwort hat auch andere mögliche Gründe.",
            names.connector(*connector)
        ),
        Gap::NotMeant { connector } => {
            format!("{} soll sein wie die gleichnamigen auf anderen Servern.", names.connector(*connector))
        }
        Gap::RelayRight { connector } => format!(
            "Das zusätzliche Recht anonymer Absender auf {} ist das Recht zum Weiterleiten.",
            names.connector(*connector)
        ),
        Gap::SendersDowngraded { connector } => format!(
            "Auf den Servern, die an {} senden, ist UseDowngradedExchangeServerAuth gesetzt, wie es SuppressXAnonymousTls braucht.",
            names.connector(*connector)
        ),
        Gap::NotSuppressed { connector } => format!(
            "{} verbirgt X-ANONYMOUSTLS nicht (SuppressXAnonymousTls steht nicht in der Eingabe).",
            names.connector(*connector)
        ),
        Gap::BothServicesRun { server } => {
            format!("Auf {server} laufen der Front-End-Transportdienst und der Transportdienst.")
        }
        Gap::IsTheReason { server } => {
            format!("Was von {server} zu sehen ist, ist der Grund für die Antwort, die auch andere haben kann.")
        }
        Gap::Untouched { server } => {
            format!("Kein Gerät auf dem Weg hat X-ANONYMOUSTLS aus der Antwort von {server} entfernt.")
        }
        Gap::SameAnswer { sender, server } => format!(
            "{} bekommt von {} dieselbe Antwort, die das Protokoll zeigt.",
            if sender.is_empty() { "Der sendende Server" } else { sender },
            if server.is_empty() { "dem Ziel" } else { server }
        ),
        Gap::LocalChoice { server } => {
            format!(
                "Die Verbindung erreicht eine lokale Adresse von {server}, an der dieser Connector antwortet; welche DNS dem Absender nennt, ist nicht bekannt."
            )
        }
        Gap::AllShown { server } => format!("Die Eingabe enthält alle Empfangsconnectors von {server}."),
        Gap::KeepsItsTask { connector } => {
            format!("{} hat noch die Aufgabe, für die das Setup ihn angelegt hat.", names.connector(*connector))
        }
        Gap::PublishedAddresses { server } => {
            format!(
                "Mail von Exchange Online erreicht {server} von ihren veröffentlichten Adressen aus, nicht über ein Gateway oder einen Edge-Server."
            )
        }
        Gap::FieldReports { connector } => {
            format!("Was Erfahrungsberichte über solche Connectors sagen, gilt für {}.", names.connector(*connector))
        }
        Gap::CertificatesOf { server } => format!("Die Zertifikate in der Eingabe sind alle, die {server} hat."),
        Gap::Translates { address: Some(address) } => {
            format!("Das Gateway {address} setzt die eigene Adresse an die Stelle der Absender.")
        }
        Gap::Translates { address: None } => {
            "Ein Gateway oder Load Balancer setzt seine eigene Adresse an die Stelle der Absenderadressen.".to_owned()
        }
        Gap::MayRelay { client } => {
            format!("{} soll weiterleiten dürfen.", client.map_or_else(|| "Ein Client".to_owned(), |c| c.to_string()))
        }
        Gap::RightsShown { connector } => {
            format!(
                "Die Rechte, die die Eingabe für {} zeigt, sind alle, auf die es ankommt.",
                names.connector(*connector)
            )
        }
    }
}
