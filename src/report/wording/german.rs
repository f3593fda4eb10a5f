//! German.

use super::latent_german;
use super::observed_german::{
    activate, contradiction, group_missing, offered_after_all, suppressed, way_back, with_signs,
};
use super::replies_german::{explain, said_by};
use super::status_german::{parts, wrapper};
use super::{Names, Reason, Text, Words, count, first_few, grouped, groups, join, many, sender, short};
use crate::diagnosis::finding::{Capture, CaptureFacts, Elsewhere, Facts, Failover, Need, PathFacts};
use crate::diagnosis::trial::Gap;
use crate::intake::Layout;
use crate::model::{NoteKind, ObjectKind, Size};

/// The German words.
pub(super) struct German;

pub(super) const AND: &str = "und";

pub(super) fn addresses(size: Size) -> String {
    if size == Size::ONE { "1 Adresse".to_owned() } else { format!("{} Adressen", many(size, '.', "weniger als ")) }
}

impl Words for German {
    fn finding(&self, facts: &Facts) -> Text {
        match facts {
            Facts::LogContradictsPrediction(list) => contradiction(list),
            Facts::PermissionGroupMissing { connector, senders, groups, as_user } => {
                group_missing(connector, senders, groups, *as_user)
            }
            Facts::XAnonymousTlsSuppressed { connector, senders } => suppressed(connector, senders),
            Facts::RelayCapturesExchange(facts) => capture(facts, false),
            Facts::RelayCapturesExchangeExternallySecured(facts) => capture(facts, true),
            Facts::RelayWouldCaptureExchange { captures, disabled, not_the_cause_of } => {
                would_capture(captures, *disabled, not_the_cause_of)
            }
            Facts::HubRoleConnectorOn25 { connectors, servers, own, in_trouble } => Text {
                title: format!(
                    "{} hat die Rolle HubTransport und hört auf Port 25, auf dem auch der Front-End-Transportdienst von {} hört.",
                    join(connectors, AND),
                    join(servers, AND)
                ),
                what: if own.is_empty() {
                    "Zwei Dienste wollen einen Port. Einer bekommt ihn beim Start; der andere kann seine Connectors nicht \
                       bedienen, und Verbindungen werden abgewiesen oder mit 421 4.3.2 Service not available beantwortet."
                        .to_owned()
                } else {
                    format!(
                        "An {} gibt Windows den Port dem Transportdienst, weil dessen Bindung genauer ist als die des Front-Ends; Absender, \
                         die der Connector nicht aufführt, erhalten dort 421 4.3.2 Service not available (gefolgert).",
                        join(own, AND)
                    )
                },
                why: if *in_trouble {
                    "Eine Warteschlange zu diesem Server scheitert mit 421 4.3.2. Das bekommt eine Verbindung, die bei dem \
                     Dienst endet, der keinen Connector für sie hat."
                        .to_owned()
                } else {
                    "New-ReceiveConnector legt einen HubTransport-Connector an, wenn nichts anderes angegeben ist; auf einem \
                     Server mit beiden Diensten gehört Port 25 dem Front-End."
                        .to_owned()
                },
                action: "Dem Connector die Rolle FrontendTransport geben, dann Microsoft Exchange Frontend Transport und \
                         Microsoft Exchange Transport auf diesem Server neu starten. Während des Neustarts steht der Mailfluss."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders } => Text {
                title: format!(
                    "Die Liste von {} ist in der Eingabe abgeschnitten; deshalb bleibt offen, welcher Connector {} antwortet.",
                    join(connectors, AND),
                    join(senders, AND)
                ),
                what: "PowerShell hat die ersten Einträge und drei Punkte ausgegeben. In dem, was fehlt, kann die Adresse des \
                       Absenders stehen, einzeln oder in einem Bereich."
                    .to_owned(),
                why: "Alle sichtbaren Einträge sind geprüft, keiner entscheidet. Eine verborgene Einzeladresse würde gegen \
                      alles Sichtbare gewinnen."
                    .to_owned(),
                action: "Den Befehl unten auf einem Exchange-Server ausführen und seine Ausgabe zusätzlich einfügen.".to_owned(),
                fine_when: None,
            },
            Facts::RangesNotNested { winner, others, address } => Text {
                title: format!(
                    "Die Bereiche von {} und {} überschneiden sich, und {address} liegt in beiden.",
                    winner.0,
                    join(others.iter().map(|o| &o.0), AND)
                ),
                what: format!(
                    "{} hat {} ({}), {}. Exchange erlaubt Überlappung nur, wenn ein Bereich ganz im anderen liegt; welcher \
                     Connector {address} antwortet, ist daher nirgends dokumentiert. Der kleinere Bereich würde gewinnen, so \
                     beobachtet an Exchange 2013.",
                    winner.0,
                    winner.1,
                    addresses(winner.2),
                    join(others.iter().map(|(n, r, s)| format!("{n} hat {r} ({})", addresses(*s))), AND)
                ),
                why: "Die Cmdlets lehnen ein solches Paar heute ab. Es stammt aus anderer Zeit oder ist an ihnen vorbei \
                      entstanden, und jede spätere Änderung an einem der beiden wird abgelehnt."
                    .to_owned(),
                action: "Die Bereiche verschachteln oder trennen. Das Empfangsprotokoll des Servers nennt den Connector, der \
                         wirklich geantwortet hat."
                    .to_owned(),
                fine_when: None,
            },
            Facts::DefaultConnectorMissingExchangeAuth { connectors, auth_mechanism, servers, senders, outbound, .. } => Text {
                title: if *outbound {
                    format!(
                        "{} bietet keine Exchange-Server-Authentifizierung an, deshalb kommt Mail nach außen nicht an {} vorbei.",
                        join(connectors, AND),
                        join(servers, AND)
                    )
                } else {
                    format!(
                    "{} bietet keine Exchange-Server-Authentifizierung an, deshalb können andere Exchange-Server nicht an {} zustellen.",
                    join(connectors, AND),
                    join(servers, AND)
                )
                },
                what: if *outbound {
                    format!("{} gibt ihm solche Mail auf Port 717 und findet dort nichts, was sie weitergibt.", join(senders, AND))
                } else if senders.is_empty() {
                    "Jeder Exchange-Server, der bei diesem Connector landet, gibt mit 451 5.7.3 Cannot achieve Exchange Server \
                     authentication auf. Keine Warteschlange in der Eingabe scheitert im Moment daran."
                        .to_owned()
                } else {
                    format!("{} landet dort und gibt mit 451 5.7.3 auf.", join(senders, AND))
                },
                why: format!(
                    "AuthMechanism ist {}. Das Setup legt diesen Connector mit ExchangeServer an; ohne das bietet der Server \
                     kein X-ANONYMOUSTLS an.",
                    if auth_mechanism.is_empty() { "None".to_owned() } else { auth_mechanism.join(", ") }
                ),
                action: "Zuerst Fqdn auf den eigenen Namen des Servers setzen, dann ExchangeServer zu AuthMechanism \
                         hinzufügen: Exchange lehnt ExchangeServer ab, solange ein anderer Name gesetzt ist."
                    .to_owned(),
                fine_when: Some("Wenn nie ein anderer Exchange-Server an diesen Port dieses Servers sendet.".to_owned()),
            },
            Facts::ExchangeAuthNotOffered { senders, signs, .. } if !signs.is_empty() => offered_after_all(
                &if senders.is_empty() { "Der sendende Server".to_owned() } else { join(senders, AND) },
                signs,
            ),
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, .. } => {
                not_offered(senders, missing_targets, missing_addresses)
            }
            Facts::SmtpInspection(path) => inspection(path),
            Facts::InternalTransportCertificateMissing(path) => certificate(path),
            Facts::ReplyExplained { known, queues, replies, signs } => {
                let (headline, meaning, check) = explain(*known);
                Text {
                    title: if queues.is_empty() { headline.to_owned() } else { format!("{}: {headline}", join(queues, AND)) },
                    what: meaning.to_owned(),
                    why: with_signs(
                        format!("Die innerste Antwort lautet: {}. {}", join(replies, AND), said_by(known.said_by())),
                        signs,
                    ),
                    action: activate(signs).unwrap_or_else(|| check.to_owned()),
                    fine_when: None,
                }
            }
            Facts::LastErrorNotShown { queues } => Text {
                title: format!(
                    "{} {} auf den nächsten Versuch, und die Eingabe zeigt nicht, warum.",
                    join(queues, AND),
                    if queues.len() > 1 { "warten" } else { "wartet" }
                ),
                what: "LastError sagt, was gescheitert ist. Die Standardansicht von Get-Queue lässt es weg, und eine schmale \
                       Tabelle schneidet es vor der Antwort ab, auf die es ankommt."
                    .to_owned(),
                why: "Ohne sie weiß niemand, ob Empfangsconnectors die Frage sind.".to_owned(),
                action: "Die Warteschlange mit dem Befehl unten als Liste ausgeben und einfügen.".to_owned(),
                fine_when: None,
            },
            Facts::NotAReceiveConnectorQuestion { queues, reason, reply, unknown, outer } => {
                let mut text = elsewhere(queues, *reason, reply.as_deref());
                if !text.why.ends_with('.') {
                    text.why.push('.');
                }
                if let Some(unknown) = unknown {
                    text.why = text.why + " " + &parts(unknown);
                }
                if let Some(outer) = outer {
                    text.why += wrapper(outer);
                }
                text
            }
            Facts::ConnectorFqdnMismatch { connector, server, fqdn, in_trouble } => Text {
                title: format!("{connector} meldet sich als {fqdn}; das ist nicht der Name von {server}."),
                what: "Ein Exchange-Server, der dort landet, verlangt von Kerberos ein Ticket für diesen Namen, bekommt keines \
                       oder eines für ein anderes Konto, und die Anmeldung scheitert mit 454 4.7.0 Temporary authentication \
                       failure."
                    .to_owned(),
                why: format!(
                    "AuthMechanism enthält ExchangeServer, und Fqdn ist {fqdn}. Exchange erlaubt dort nur den eigenen Namen \
                     des Servers; der Wert stammt aus der Zeit vor ExchangeServer oder ist an den Cmdlets vorbei entstanden.{}",
                    if *in_trouble { " Eine Warteschlange zu diesem Server scheitert mit genau dieser Antwort." } else { "" }
                ),
                action: "Fqdn dieses Connectors auf den eigenen vollen Namen des Servers setzen. Für einen öffentlichen Namen \
                         zum Internet hin einen eigenen Connector ohne ExchangeServer benutzen."
                    .to_owned(),
                fine_when: Some("Wenn nie ein anderer Exchange-Server auf diesem Connector landet.".to_owned()),
            },
            Facts::OpenRelay { connector, ranges, granted, externally_secured } => Text {
                title: if *granted {
                    format!("{connector} lässt alle in einem großen Bereich ins Internet weiterleiten.")
                } else {
                    format!("{connector} lässt wahrscheinlich alle in einem großen Bereich ins Internet weiterleiten.")
                },
                what: "Jeder Host im Bereich kann im Namen der Organisation an beliebige Empfänger senden. Ein einziger \
                       befallener Rechner genügt für eine Sperrliste; ein Load Balancer oder Gateway im Bereich leitet für \
                       alle weiter, die dahinter stehen."
                    .to_owned(),
                why: format!(
                    "Seine Bereiche enthalten {}. {}",
                    join(ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND),
                    if *externally_secured {
                        "Der Connector ist extern gesichert: Wer dort landet, leitet weiter, gilt als intern und kommt an Filtern und \
                         Größengrenzen vorbei; gefälschte interne Absender werden geglaubt."
                    } else {
                        "Custom neben AnonymousUsers zeigt zusätzliche Rechte anonymer Absender, meist das Recht zum Weiterleiten."
                    }
                ),
                action: if *granted {
                    "Die Bereiche auf die Hosts verkleinern, die weiterleiten. Get-ADPermission zeigt das Recht dazu.".to_owned()
                } else {
                    "Mit dem Befehl unten nachsehen, ob das Recht besteht, und die Bereiche auf die Hosts verkleinern, die \
                     weiterleiten."
                        .to_owned()
                },
                fine_when: Some("Wenn jeder Host im Bereich weiterleiten darf.".to_owned()),
            },
            Facts::PartialServerConfig { connectors, differences } => Text {
                title: format!(
                    "{} unterscheidet sich vom gleichnamigen Connector auf einem anderen Server.",
                    join(connectors, AND)
                ),
                what: "Mail läuft über den einen Server und über den anderen nicht, je nachdem, welchen sie erreicht.".to_owned(),
                why: differences
                    .iter()
                    .map(|d| {
                        let values = d.values.iter().map(|(name, value)| {
                            format!("{} auf {name}", if value.is_empty() || value == "{}" { "leer" } else { value })
                        });
                        let property = if d.property == "RemoteIPRanges" { "RemoteIPRanges, nicht auf jedem von ihnen" } else { d.property };
                        format!("{property}: {}.", join(values, AND))
                    })
                    .collect::<Vec<_>>()
                    .join(" "),
                action: "Die Einstellung übertragen, falls der Unterschied nicht gewollt ist.".to_owned(),
                fine_when: Some("Wenn die Server verschiedene Aufgaben haben.".to_owned()),
            },
            Facts::Latent(latent) => latent_german::text(latent),
            Facts::OkIntendedInternalConnector { connectors, senders } => Text {
                title: format!("{} nimmt die Verbindungen von {} an, wie vorgesehen.", join(connectors, AND), join(senders, AND)),
                what: "Er ist genauer als der Standardconnector und gewinnt, und er bietet der Gruppe ExchangeServers \
                       Exchange-Server-Authentifizierung an. Mail zwischen Exchange-Servern läuft darüber."
                    .to_owned(),
                why: "AuthMechanism enthält ExchangeServer und PermissionGroups enthält ExchangeServers: ein Connector, der \
                      für Exchange-Server gemacht ist."
                    .to_owned(),
                action: "Nichts. So lassen, wie er ist.".to_owned(),
                fine_when: Some("So, wie es ist.".to_owned()),
            },
        }
    }

    fn assumption(&self, gap: &Gap, names: &Names<'_>) -> String {
        match gap {
            Gap::Enabled { connector } => {
                format!("{} ist aktiviert (Enabled steht nicht in der Eingabe).", names.connector(*connector))
            }
            Gap::Role { connector } => format!(
                "{} gehört zu dem Dienst, der auf dem Port hört (TransportRole steht nicht in der Eingabe).",
                names.connector(*connector)
            ),
            Gap::PartialList { server } => format!(
                "Die Eingabe enthält alle Empfangsconnectors von {server} auf diesem Port (sein Standardconnector ist nicht dabei)."
            ),
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
            Gap::Alternative { server } => {
                format!(
                    "{server}, der die Mail annehmen würde, ist kein Ziel dieser Warteschlange oder wurde nicht versucht."
                )
            }
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
                format!("Die Verbindung erreicht eine lokale Adresse von {server}, an der dieser Connector antwortet.")
            }
            Gap::AllShown { server } => format!("Die Eingabe enthält alle Empfangsconnectors von {server}."),
            Gap::KeepsItsTask { connector } => {
                format!("{} hat noch die Aufgabe, für die das Setup ihn angelegt hat.", names.connector(*connector))
            }
            Gap::FieldReports { connector } => {
                format!(
                    "Was Erfahrungsberichte über solche Connectors sagen, gilt für {}.",
                    names.connector(*connector)
                )
            }
            Gap::CertificatesOf { server } => format!("Die Zertifikate in der Eingabe sind alle, die {server} hat."),
            Gap::Translates { address: Some(address) } => {
                format!("Das Gateway {address} setzt die eigene Adresse an die Stelle der Absender.")
            }
            Gap::Translates { address: None } => {
                "Ein Gateway im Subnetz setzt die eigene Adresse an die Stelle der Absender.".to_owned()
            }
            Gap::MayRelay { client } => {
                format!(
                    "{} soll weiterleiten dürfen.",
                    client.map_or_else(|| "Ein Client".to_owned(), |c| c.to_string())
                )
            }
            Gap::RightsShown { connector } => {
                format!(
                    "Die Rechte, die die Eingabe für {} zeigt, sind alle, auf die es ankommt.",
                    names.connector(*connector)
                )
            }
        }
    }

    fn need(&self, need: &Need) -> (String, String) {
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
                "Die Tabelle verbirgt LastError, und dort steht, was gescheitert ist.".to_owned(),
            ),
            Need::EhloReply(targets) => (
                format!(
                    "Was {} auf EHLO antwortet, gefragt vom sendenden Server aus",
                    join(targets.iter().map(|(server, port)| format!("{server}:{port}")), "oder")
                ),
                "XXXX statt X-ANONYMOUSTLS oder eine Begrüßung aus Sternchen: ein Gerät auf dem Weg. X-EXPS ohne \
                 X-ANONYMOUSTLS: das Zertifikat des Ziels."
                    .to_owned(),
            ),
            Need::SendProtocolLog(servers) => (
                format!(
                    "Das Sendeprotokoll von {}",
                    if servers.is_empty() { "dem sendenden Server".to_owned() } else { join(servers, AND) }
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

    fn first_need(&self) -> &'static str {
        " Damit anfangen: Das klärt am meisten."
    }

    fn note(&self, note: &NoteKind) -> String {
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
                format!("Von {property} von {object} ist nur ein Teil sichtbar; der Befehl gibt alles aus.")
            }
            NoteKind::LeftOut { object, properties, .. } => {
                let what = if object.is_empty() { "Der Ausgabe" } else { object };
                format!("{what} fehlt: {}; der Befehl gibt alles aus.", first_few(properties, AND, "weitere"))
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
                layout.as_str().to_uppercase()
            ),
            NoteKind::NotUsed { what } => format!("{what} wurde erkannt und wird nicht verwendet."),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::Chosen { size } => {
                format!("Antwortet: {}, der kleinste Bereich, in dem die Quelle liegt.", addresses(*size))
            }
            Reason::LessSpecific { size, winner } if size == winner => {
                format!("Verliert: auch {}, aber an jede Adresse gebunden statt an diese.", addresses(*size))
            }
            Reason::LessSpecific { size, winner } => {
                format!("Verliert: {} gegen {}.", addresses(*size), addresses(*winner))
            }
            Reason::Tie { size } => {
                format!("Passt ebenso gut: {}. Wer antwortet, ist nirgends dokumentiert.", addresses(*size))
            }
            Reason::Unknown { property } => format!("Nicht entschieden: Die Eingabe zeigt {property} nicht ganz."),
            Reason::NoRangeMatch => "Hört hier, aber kein Bereich enthält die Quelle.".to_owned(),
            Reason::OtherFamily => "Hört auf diesem Port nur für die andere Adressfamilie.".to_owned(),
            Reason::OtherAddress => "Hört auf diesem Port nur an anderen lokalen Adressen.".to_owned(),
            Reason::OtherRole => "Gehört zu einem anderen Transportdienst.".to_owned(),
            Reason::OtherPort { ports } => {
                format!("Hört nur auf Port {}.", join(ports.iter().map(ToString::to_string), AND))
            }
            Reason::Disabled => "Ist deaktiviert.".to_owned(),
        }
    }
}

fn capture(facts: &CaptureFacts, externally_secured: bool) -> Text {
    let captures = &facts.captures;
    let connectors = join(captures.iter().map(|c| &c.connector), AND);
    let several = count(captures.iter().map(|c| &c.connector)) > 1;
    let who = join(captures.iter().map(|c| if c.sender.is_empty() { "dem sendenden Server" } else { &c.sender }), AND);
    let known = captures.iter().all(|c| c.source.is_some());
    let title = if known {
        format!(
            "{connectors} {} die Verbindungen von {who} an und {} keine Exchange-Server-Authentifizierung.",
            if several { "nehmen" } else { "nimmt" },
            if several { "bieten" } else { "bietet" }
        )
    } else {
        format!(
            "{connectors} {} wahrscheinlich die Verbindungen von {who} an: ohne Exchange-Server-Authentifizierung.",
            if several { "nehmen" } else { "nimmt" }
        )
    };
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
                    join(group.ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND)
                }
            ));
            if let Some((loser, range, size)) = instead {
                what.push(format!("{} verliert mit {range} ({}).", short(loser), addresses(*size)));
            }
            if let Some(local) = group.won_by_binding() {
                what.push(format!("Bei gleich großen Bereichen schlägt die Bindung an {local} eine an alle Adressen."));
            }
        }
        what.push("Der Bereich mit den wenigsten Adressen gewinnt, einmal, beim Öffnen der Verbindung; einen zweiten Versuch gibt es nicht.".to_owned());
    } else {
        what.push(format!(
            "Die Antwort besagt, dass der antwortende Connector keine Exchange-Server-Authentifizierung anbot. Auf dem Weg \
             dieser Mail gilt das nur für {connectors}, falls die Adresse von {who} in {} Bereich liegt. Mit der Adresse ist \
             es entschieden.",
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
            "Auch der Versuch bei einem anderen Host scheiterte, weil {} dieselbe Falle haben.",
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
             darauf lassen. Nicht ExchangeServer auf dem Relay-Connector hinzufügen: Die Mail würde fließen, aber weiter über \
             den falschen Connector."
                .to_owned()
        } else {
            "Die erfragten Adressen eingeben. Vorher muss nichts geändert werden.".to_owned()
        },
        fine_when: None,
    }
}

fn would_capture(captures: &[Capture], disabled: bool, not_the_cause_of: &[(String, u16)]) -> Text {
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
    for (queue, port) in not_the_cause_of {
        what.push(format!(
            "Die Ursache von {queue} ist das nicht: Diese Mail geht an Port {port}, an den Transportdienst, wo dieser \
             Connector nicht hört."
        ));
    }
    let mut why = Vec::new();
    for group in groups(captures) {
        let Capture { server, connector, instead, .. } = group.first;
        let ranges = join(group.ranges.iter().map(|(range, size)| format!("{range} ({})", addresses(*size))), AND);
        let loser = instead.as_ref().map(|(name, _, size)| format!("; {} hat {}", short(name), addresses(*size)));
        why.push(format!("Auf {server} hat {} {ranges}{}.", short(connector), loser.unwrap_or_default()));
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

fn not_offered(senders: &[String], missing_targets: &[String], missing_addresses: &[String]) -> Text {
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
            "{who} {reached} einen Connector ohne Exchange-Server-Authentifizierung; welchen, zeigt die Eingabe nicht."
        ),
        what: "Der sendende Server bildet 451 5.7.3 Cannot achieve Exchange Server authentication selbst, wenn die Gegenseite \
               kein X-ANONYMOUSTLS anbietet. Meist hat ein Relay-Connector die Verbindung angenommen, auf dem die Adresse des \
               Absenders steht."
            .to_owned(),
        why: why.join(" "),
        action: "Die Empfangsconnectors der Server einfügen, an die die Warteschlange zustellt. Bis dahin nichts ändern: \
                 Exchange-Server-Authentifizierung auf dem falschen Connector verdeckt die Ursache."
            .to_owned(),
        fine_when: None,
    }
}

fn path_sentence(path: &PathFacts) -> String {
    let several = count(&path.healthy) > 1;
    let healthy = join(&path.healthy, AND);
    let (offer, admit, hat) = if several { ("bieten", "lassen", "haben") } else { ("bietet", "lässt", "hat") };
    let mut sentences = vec![if path.only_healthy {
        format!(
            "Alles Sichtbare ist in Ordnung. {healthy} {offer} Exchange-Server-Authentifizierung an und {admit} \
             Exchange-Server zu, und kein anderer Connector in der Eingabe antwortet dort."
        )
    } else {
        format!("Falls {healthy} geantwortet {hat}, ist alles Sichtbare in Ordnung.")
    }];
    if path.targets.iter().any(|(_, port)| *port == 2525) {
        sentences.push(
            "Diese Mail geht an Port 2525, an den Transportdienst: Relay-Connectors des Front-Ends auf Port 25 sind nicht \
             beteiligt."
                .to_owned(),
        );
    }
    sentences.join(" ")
}

fn inspection(path: &PathFacts) -> Text {
    let device = "Eine Firewall mit SMTP-Inspektion verdeckt X-ANONYMOUSTLS und X-EXPS in der Antwort auf EHLO; der sendende \
                  Server sieht dann keine Authentifizierung, was immer die Connectors anbieten.";
    Text {
        title: if path.is_shown {
            "Ein Gerät zwischen den Servern entfernt die SMTP-Befehle, mit denen sich Exchange-Server anmelden."
        } else {
            "Ein Gerät zwischen den Servern entfernt möglicherweise die SMTP-Befehle, mit denen sich Exchange-Server anmelden."
        }
        .to_owned(),
        what: if path.healthy.is_empty() {
            device.to_owned()
        } else {
            format!("{} {device}", path_sentence(path))
        },
        why: with_signs(
            if path.is_shown {
                "So antwortet Exchange nie."
            } else {
                "Die Eingabe kann es nicht ausschließen. Inspektion ist auf Port 25 üblich und auf 2525 selten; sie zeigt sich \
                 nur über eine Firewall hinweg, nie innerhalb eines Netzes."
            }
            .to_owned(),
            &path.signs,
        ),
        action: if path.is_shown {
            "Die SMTP-Inspektion auf diesem Weg abschalten, dann die Warteschlange neu versuchen lassen."
        } else {
            "Das Ziel vom sendenden Server aus nach EHLO fragen, mit dem Befehl unten. Kommen Befehle als XXXX zurück oder die \
             Begrüßung als Sternchen, die SMTP-Inspektion auf diesem Weg abschalten."
        }
        .to_owned(),
        fine_when: None,
    }
}

fn certificate(path: &PathFacts) -> Text {
    let targets = join(path.targets.iter().map(|(server, _)| server), "oder");
    Text {
        title: if path.is_shown {
            format!("{} lädt das interne Transportzertifikat nicht.", if targets.is_empty() { "Der Zielserver" } else { &targets })
        } else if targets.is_empty() {
            "Der Zielserver kann möglicherweise sein internes Transportzertifikat nicht laden.".to_owned()
        } else {
            format!("{targets} kann möglicherweise das interne Transportzertifikat nicht laden.")
        },
        what: "Ohne dieses Zertifikat lässt der Server X-ANONYMOUSTLS auf jedem Connector aus der Antwort auf EHLO weg, und jeder \
               Exchange-Server, der an ihn sendet, gibt mit 451 5.7.3 auf."
            .to_owned(),
        why: with_signs(
            if path.is_shown {
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

fn elsewhere(queues: &[String], reason: Elsewhere, reply: Option<&str>) -> Text {
    let which = if queues.is_empty() { "Diese Antwort".to_owned() } else { join(queues, AND) };
    let (title, what) = match reason {
        Elsewhere::External => (
            format!("{which}: keine Frage der Empfangsconnectors. Die Warteschlange stellt nach außen zu."),
            "Ein Server außerhalb der Organisation oder der Weg dorthin gibt die Antwort; keiner Ihrer Empfangsconnectors ist \
             beteiligt."
                .to_owned(),
        ),
        Elsewhere::MailboxDelivery => (
            format!("{which}: keine Frage der Empfangsconnectors, die sich auflisten lassen. Die Warteschlange stellt in eine Postfachdatenbank zu."),
            "Sie geht an Port 475, an einen Connector, den Get-ReceiveConnector nicht auflistet und den niemand ändern kann."
                .to_owned(),
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
        action: "Den Worten der innersten Antwort nachgehen; die Empfangsconnectors in Ruhe lassen.".to_owned(),
        fine_when: None,
    }
}
