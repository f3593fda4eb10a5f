//! German.

mod in_use;
mod latent;
mod observed;
mod queues;

use crate::diagnosis::facts::{
    CauseIs, ConnectorValue, Facts, HiddenEntries, HubReply, QueuesFail, RelayThrough, RightIs, ServerMail,
};
use observed::{activate, contradiction, group_missing, offered_after_all, suppressed, with_signs};
use queues::{capture, certificate, elsewhere, inspection, not_offered, would_capture, would_capture_if_enabled};

use super::{Text, Words, is_reply, join, lines, many, they};
use crate::diagnosis::catalogue::{Known, SaidBy};
use crate::diagnosis::finding::Certainty;
use crate::model::Size;
use crate::report::{Language, commands};
use crate::words;

/// The German words.
pub(super) struct German;

pub(super) const AND: &str = "und";

pub(super) fn addresses(size: Size) -> String {
    if size == Size::ONE { "1 Adresse".to_owned() } else { format!("{} Adressen", many(size, '.', "weniger als ")) }
}

/// Who says it.
const fn said_by(who: SaidBy) -> &'static str {
    match who {
        SaidBy::Sender => "Der sendende Server bildet diese Antwort selbst, auch wenn \"responded with\" davor steht.",
        SaidBy::Receiver => "Das sagt der empfangende Server.",
        SaidBy::Either => "Beide Seiten können das sagen; die Protokolle beider zeigen, welche es war.",
    }
}

/// Headline, meaning, what to check.
fn explain(known: Known) -> (&'static str, &'static str, &'static str) {
    let reply = words::of(Language::German).reply(known);
    (reply.headline, reply.meaning, reply.check)
}

/// `EX1\1: what is said`; of a rival, that it is one.
fn told_of(queues: &[String], is_rival: bool, headline: &str) -> String {
    match (queues.is_empty(), is_rival) {
        (true, false) => headline.to_owned(),
        (true, true) => format!("Ein möglicher Grund: {headline}"),
        (false, false) => format!("{}: {headline}", join(queues, AND)),
        (false, true) => format!("{}, ein möglicher Grund: {headline}", join(queues, AND)),
    }
}

/// That a connector takes Exchange servers, whichever service has it.
fn without_authentication(connectors: &[String], takes: &[String], queues_fail_with: HubReply) -> String {
    if takes.is_empty() && queues_fail_with != HubReply::CannotAchieve {
        return String::new();
    }
    let who = if takes.is_empty() { String::new() } else { format!(" ({})", join(takes, AND)) };
    format!(
        " {} bietet keine Exchange-Server-Authentifizierung an: Ein Exchange-Server, dem er antwortet{who}, scheitert jetzt und nach \
         dem Umzug mit 451 5.7.3. Auch die Adressen der Server von ihm nehmen.",
        join(connectors, AND)
    )
}

impl Words for German {
    fn finding(&self, facts: &Facts) -> Text {
        match facts {
            Facts::LogContradictsPrediction(list) => contradiction(list),
            Facts::PermissionGroupMissing { connector, senders, groups, admitted_as, queues } => {
                group_missing(connector, senders, groups, *admitted_as, *queues)
            }
            Facts::XAnonymousTlsSuppressed { connector, senders } => suppressed(connector, senders),
            Facts::RelayCapturesExchange(facts) => capture(facts, false),
            Facts::RelayCapturesExchangeExternallySecured(facts) => capture(facts, true),
            Facts::RelayWouldCaptureExchange { captures, not_the_cause_of } => would_capture(captures, not_the_cause_of),
            Facts::DisabledRelayWouldCaptureExchange(captures) => would_capture_if_enabled(captures),
            Facts::HubRoleConnectorOn25 { connectors, servers, own, queues_fail_with, takes } => Text {
                title: format!(
                    "{} auf Port 25, auf dem auch der Front-End-Transportdienst von {} hört.",
                    they(connectors, AND, ["hat die Rolle HubTransport und hört", "haben die Rolle HubTransport und hören"]),
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
                why: if *queues_fail_with == HubReply::CannotAchieve {
                    "Eine Warteschlange zu diesem Server scheitert mit 451 5.7.3: Wo der Transportdienst den Port bekommen hat, \
                     antwortet dieser Connector dem Absender."
                        .to_owned()
                } else if *queues_fail_with == HubReply::NotAvailable {
                    "Eine Warteschlange zu diesem Server scheitert mit 421 4.3.2. Das bekommt eine Verbindung, die bei dem \
                     Dienst endet, der keinen Connector für sie hat."
                        .to_owned()
                } else {
                    "New-ReceiveConnector legt einen HubTransport-Connector an, wenn nichts anderes angegeben ist; auf einem \
                     Server mit beiden Diensten gehört Port 25 dem Front-End."
                        .to_owned()
                } + &without_authentication(connectors, takes, *queues_fail_with),
                action: "Dem Connector die Rolle FrontendTransport geben, dann Microsoft Exchange Frontend Transport und \
                         Microsoft Exchange Transport auf diesem Server neu starten. Während des Neustarts steht der Mailfluss."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders, hidden: HiddenEntries::Unreadable } => Text {
                title: format!(
                    "Die Liste von {} hat Einträge, die nicht lesbar sind; deshalb bleibt offen, welcher Connector {} antwortet.",
                    join(connectors, AND),
                    join(senders, AND)
                ),
                what: "Ein Eintrag ist unkenntlich gemacht oder beschädigt. In ihm kann die Adresse des Absenders stehen, \
                       einzeln oder in einem Bereich."
                    .to_owned(),
                why: "Alle lesbaren Einträge sind geprüft, keiner entscheidet. Eine Einzeladresse würde gegen alles \
                      Lesbare gewinnen."
                    .to_owned(),
                action: "Den Befehl unten auf einem Exchange-Server ausführen und seine Ausgabe unverändert einfügen: \
                         Nichts verlässt diese Seite."
                    .to_owned(),
                fine_when: None,
            },
            Facts::InputTruncated { connectors, senders, hidden: HiddenEntries::CutOff } => Text {
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
                    winner.connector,
                    join(others.iter().map(|o| &o.connector), AND)
                ),
                what: format!(
                    "{} hat {} ({}), {}. Exchange erlaubt Überlappung nur, wenn ein Bereich ganz im anderen liegt; welcher \
                     Connector {address} antwortet, ist daher nirgends dokumentiert. Der kleinere Bereich würde gewinnen, so \
                     beobachtet an Exchange 2013.",
                    winner.connector,
                    winner.range,
                    addresses(winner.size),
                    join(others.iter().map(|o| format!("{} hat {} ({})", o.connector, o.range, addresses(o.size))), AND)
                ),
                why: "Die Cmdlets lehnen ein solches Paar heute ab. Es stammt aus anderer Zeit oder ist an ihnen vorbei \
                      entstanden, und jede spätere Änderung an einem der beiden wird abgelehnt."
                    .to_owned(),
                action: "Die Bereiche verschachteln oder trennen. Das Empfangsprotokoll des Servers nennt den Connector, der \
                         wirklich geantwortet hat."
                    .to_owned(),
                fine_when: None,
            },
            Facts::DefaultConnectorMissingExchangeAuth { connectors, auth_mechanism, servers, senders, made_for } => Text {
                title: if *made_for == ServerMail::ToOutside {
                    format!(
                        "{} keine Exchange-Server-Authentifizierung an, deshalb kommt Mail nach außen nicht an {} vorbei.",
                        they(connectors, AND, ["bietet", "bieten"]),
                        join(servers, AND)
                    )
                } else {
                    format!(
                    "{} keine Exchange-Server-Authentifizierung an, deshalb können andere Exchange-Server nicht an {} zustellen.",
                    they(connectors, AND, ["bietet", "bieten"]),
                    join(servers, AND)
                )
                },
                what: if *made_for == ServerMail::ToOutside {
                    format!("Solche Mail von {} geht dorthin auf Port 717 und wird nicht weitergegeben.", join(senders, AND))
                } else if senders.is_empty() {
                    "Jeder Exchange-Server, der bei diesem Connector landet, gibt mit 451 5.7.3 Cannot achieve Exchange Server \
                     authentication auf. Keine Warteschlange in der Eingabe scheitert im Moment daran."
                        .to_owned()
                } else {
                    format!("{} mit 451 5.7.3 auf.", they(senders, AND, ["landet dort und gibt", "landen dort und geben"]))
                },
                why: format!(
                    "AuthMechanism ist {}. Das Setup legt diesen Connector mit ExchangeServer an; ohne das bietet der Server \
                     kein X-ANONYMOUSTLS an.",
                    if auth_mechanism.is_empty() { "None".to_owned() } else { auth_mechanism.join(", ") }
                ),
                action: if *made_for == ServerMail::ToEdge {
                    "ExchangeServer zu AuthMechanism hinzufügen, in der Shell des Edge-Servers."
                } else {
                    "Zuerst Fqdn auf den eigenen Namen des Servers setzen, dann ExchangeServer zu AuthMechanism hinzufügen: \
                     Exchange lehnt ExchangeServer ab, solange ein anderer Name gesetzt ist."
                }
                .to_owned(),
                fine_when: Some("Wenn nie ein anderer Exchange-Server an diesen Port dieses Servers sendet.".to_owned()),
            },
            Facts::ExchangeAuthNotOffered { senders, signs, .. } if !signs.is_empty() => offered_after_all(
                &if senders.is_empty() { "Der sendende Server".to_owned() } else { join(senders, AND) },
                signs,
            ),
            Facts::ExchangeAuthNotOffered { senders, missing_targets, missing_addresses, reply, .. } => {
                not_offered(senders, missing_targets, missing_addresses, *reply)
            }
            Facts::EdgeConnectorInQuestion { senders } => Text::of(
                "Dem Standardconnector des Edge-Servers fehlt die Exchange-Server-Authentifizierung.".to_owned(),
                format!(
                    "{} kam bei einem Connector eines Edge-Servers an, der keine anbietet. Der einzige Connector, den das Setup dort \
                     anlegt, Default internal receive connector, hat sie, wenn niemand sie entfernt hat.",
                    if senders.is_empty() { "Der sendende Server".to_owned() } else { join(senders, AND) }
                ),
                "Die Connectors des Edge-Servers sind nicht eingefügt; kein anderer Server zeigt sie.",
                "Sie auf dem Edge-Server mit dem Befehl unten ausgeben. Bis dahin das Edge-Abonnement in Ruhe lassen.",
                None,
            ),
            Facts::WaitsForRouting { known, queues } => {
                let (headline, meaning, check) = explain(*known);
                Text::of(
                    told_of(queues, *known != Known::NoRoute, headline),
                    meaning,
                    "Dort warten Nachrichten, bevor sie weitergeleitet werden. Es kommt zu keiner Verbindung; Empfangsconnectors \
                     sind nicht beteiligt.",
                    check,
                    Some("Solange die Zahl der Nachrichten sinkt."),
                )
            }
            Facts::SmtpInspection(path) => inspection(path),
            Facts::InternalTransportCertificateMissing(path) => certificate(path),
            Facts::ReplyExplained { known, reply, cause, queues, replies, signs } => {
                let (headline, meaning, check) = explain(*known);
                let rival = *reply != Some(*known) && *cause == CauseIs::Possible;
                Text {
                    title: told_of(queues, rival, headline),
                    what: meaning.to_owned(),
                    why: with_signs(
                        if is_reply(replies) {
                            format!(
                            "Die innerste Antwort lautet: {}. {}{}",
                            join(replies, AND),
                            said_by(reply.map_or(SaidBy::Either, Known::said_by)),
                            if rival { " Sie hat auch andere mögliche Gründe." } else { "" }
                        )
                        } else {
                            format!("In der Eingabe steht: {}", join(replies.iter().map(|r| format!("\"{r}\"")), AND))
                        },
                        signs,
                    ),
                    action: activate(signs).unwrap_or_else(|| check.to_owned()),
                    fine_when: None,
                }
            }
            Facts::SingleDestinationThroughput { queues } => Text {
                title: format!(
                    "{} {} ohne Fehler zu: langsam, nicht stecken geblieben.",
                    join(queues, AND),
                    if queues.len() > 1 { "stellen" } else { "stellt" }
                ),
                what: "Exchange öffnet zu einem Ziel erst für so und so viele wartende Nachrichten eine weitere Verbindung. \
                       Ältere kumulative Updates öffnen zu wenige, und die Warteschlange wächst."
                    .to_owned(),
                why: "Status ist Active und LastError leer: Nichts wird abgelehnt. Empfangsconnectors sind nicht die Frage."
                    .to_owned(),
                action: "Ein kumulatives Update mit dem berichtigten Standardwert installieren, oder in \
                         EdgeTransport.exe.config SmtpConnectorQueueMessageCountThresholdForConcurrentConnections senken und \
                         mit Set-TransportService MaxPerDomainOutboundConnections erhöhen (KB 5006982)."
                    .to_owned(),
                fine_when: Some("Nach einem Schub, solange die Zahl der Nachrichten fällt.".to_owned()),
            },
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
                    text.why = text.why + " " + &words::of(Language::German).parts(unknown);
                }
                if let Some(outer) = outer {
                    text.why = words::of(Language::German).with_wrapper(text.why, outer);
                }
                text
            }
            Facts::ConnectorFqdnMismatch { connector, server, fqdn, queues } => Text {
                title: format!("{connector} meldet sich als {fqdn}; das ist nicht der Name von {server}."),
                what: "Ein Exchange-Server, der dort landet, verlangt von Kerberos ein Ticket für diesen Namen, bekommt keines \
                       oder eines für ein anderes Konto, und die Anmeldung scheitert mit 454 4.7.0 Temporary authentication \
                       failure."
                    .to_owned(),
                why: format!(
                    "AuthMechanism enthält ExchangeServer, und Fqdn ist {fqdn}. Exchange erlaubt dort nur den eigenen Namen \
                     des Servers; der Wert stammt aus der Zeit vor ExchangeServer oder ist an den Cmdlets vorbei entstanden.{}",
                    if *queues == QueuesFail::Now { " Eine Warteschlange zu diesem Server scheitert mit genau dieser Antwort." } else { "" }
                ),
                action: "Fqdn dieses Connectors auf den eigenen vollen Namen des Servers setzen. Für einen öffentlichen Namen \
                         zum Internet hin einen eigenen Connector ohne ExchangeServer benutzen."
                    .to_owned(),
                fine_when: Some("Wenn nie ein anderer Exchange-Server auf diesem Connector landet.".to_owned()),
            },
            Facts::OpenRelay { connector, ranges, right, through } => Text {
                title: format!("{connector} lässt alle in einem großen Bereich ins Internet weiterleiten."),
                what: "Jeder Host im Bereich kann im Namen der Organisation an beliebige Empfänger senden. Ein einziger \
                       befallener Rechner genügt für eine Sperrliste; ein Load Balancer oder Gateway im Bereich leitet für \
                       alle weiter, die dahinter stehen."
                    .to_owned(),
                why: format!(
                    "Seine Bereiche enthalten {}. {}",
                    join(ranges.iter().map(|r| format!("{} ({})", r.text, addresses(r.size))), AND),
                    if *through == RelayThrough::ExternallySecured {
                        "Der Connector ist extern gesichert: Wer dort landet, leitet weiter, gilt als intern und kommt an Filtern und \
                         Größengrenzen vorbei; gefälschte interne Absender werden geglaubt."
                    } else {
                        "Custom neben AnonymousUsers zeigt zusätzliche Rechte anonymer Absender, meist das Recht zum Weiterleiten."
                    }
                ),
                action: if *through == RelayThrough::DefaultFrontend {
                    "ANONYMOUS LOGON auf diesem Connector ms-Exch-SMTP-Accept-Any-Recipient mit Remove-ADPermission nehmen. Die \
                     Bereiche so lassen: Mail aus dem Internet braucht sie, und jenes Recht nicht."
                        .to_owned()
                } else if *right == RightIs::Shown {
                    "Die Bereiche auf die Hosts verkleinern, die weiterleiten.".to_owned()
                        + if *through == RelayThrough::ExternallySecured { "" } else { " Get-ADPermission zeigt das Recht dazu." }
                } else {
                    "Mit dem Befehl unten nachsehen, ob das Recht besteht, und die Bereiche auf die Hosts verkleinern, die \
                     weiterleiten."
                        .to_owned()
                },
                fine_when: Some("Wenn jeder Host im Bereich weiterleiten darf.".to_owned()),
            },
            Facts::PartialServerConfig { connectors, differences } => Text {
                title: format!(
                    "{} sich vom gleichnamigen Connector auf einem anderen Server.",
                    they(connectors, AND, ["unterscheidet", "unterscheiden"])
                ),
                what: "Mail läuft über den einen Server und über den anderen nicht, je nachdem, welchen sie erreicht.".to_owned(),
                why: differences
                    .iter()
                    .map(|d| {
                        let values = d.values.iter().map(|ConnectorValue { connector: name, value }| {
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
            Facts::DefaultConnectorDisabled(facts) => latent::disabled(facts),
            Facts::DefaultConnectorNarrowed(facts) => latent::narrowed(facts),
            Facts::DefaultConnectorIpv6Gap(facts) => latent::without_ipv6(facts),
            Facts::DefaultConnectorEdited(edits) => latent::edited(edits),
            Facts::RangesCross(pairs) => latent::conflict(false, pairs),
            Facts::EqualRanges(pairs) => latent::conflict(true, pairs),
            Facts::WholeInternetOnOwnAddress(takes) => Text {
                title: format!(
                    "{} nimmt alles an, was {} erreicht, noch vor dem Standardconnector.",
                    join(takes.iter().map(|t| &t.connector), AND),
                    join(takes.iter().map(|t| &t.value), AND)
                ),
                what: "Bei gleicher Größe gewinnt die Bindung an genau diese Adresse gegen eine an jede Adresse. Ein \
                       Exchange-Server, der sich mit dieser Adresse verbindet, landet hier und gibt mit 451 5.7.3 auf oder wird \
                       abgewiesen."
                    .to_owned(),
                why: "Sein Bereich ist der ganze Adressraum, er ist an diese eine lokale Adresse gebunden, und er bedient keine \
                      Exchange-Server."
                    .to_owned(),
                action: "Dafür sorgen, dass der Name des Servers intern nicht zu dieser Adresse führt, oder den Bereich verkleinern."
                    .to_owned(),
                fine_when: Some("Wenn diese Adresse nur für das Internet da ist.".to_owned()),
            },
            Facts::ConnectorNeverChosen(all) => latent::never_chosen(all),
            Facts::LimitReached { reply, limited } => in_use::limit_reached(*reply, limited),
            Facts::LimitLow(limited) => in_use::limit_low(limited),
            Facts::NobodyMaySubmit(connectors) => Text::of(
                format!("{} niemanden zu: Wer dort landet, wird abgewiesen.", they(connectors, AND, ["lässt", "lassen"])),
                "Auf MAIL FROM erhalten Absender ohne Anmeldung 530 5.7.1 Client was not authenticated; angemeldete dürfen ebenso wenig \
                 einreichen.",
                "PermissionGroups ist None; so legt New-ReceiveConnector einen eigenen Connector an, wenn nichts anderes verlangt \
                 wird.",
                "Die Gruppen setzen, für die der Connector da ist: AnonymousUsers für Geräte, die sich nicht anmelden.",
                Some("Wenn er Absender abweisen soll."),
            ),
            Facts::XAnonymousTlsSuppressedUnused(connectors) => Text::of(
                format!("{} X-ANONYMOUSTLS vor Exchange-Servern.", they(connectors, AND, ["verbirgt", "verbergen"])),
                "Exchange-Server, die dort landen, geben mit 451 5.7.3 Cannot achieve Exchange Server authentication auf, falls \
                 nicht auf jedem von ihnen UseDowngradedExchangeServerAuth gesetzt ist. Keine Warteschlange in der Eingabe \
                 scheitert im Moment daran.",
                "SuppressXAnonymousTls ist True. Gedacht ist das für WAN-Beschleuniger, auf einem eigenen Connector für einen Weg.",
                "SuppressXAnonymousTls auf False setzen oder jeden Absender dafür einrichten.",
                Some("Auf einem Connector für WAN-Beschleuniger, dessen Absender alle dafür eingerichtet sind."),
            ),
            Facts::RelayCapturesUm(held) => in_use::old_server(held),
            Facts::RelayHoldsOwnAddress(held) => in_use::own_address(held),
            Facts::RelayCapturesNatGateway(held) => in_use::gateway(held),
            Facts::GatewayInQuestion(subnets) => in_use::gateway_in_question(subnets),
            Facts::RelayClientNotMatched(clients) => in_use::client_not_matched(clients),
            Facts::RelayClientInQuestion => in_use::client_in_question(),
            Facts::RelayGrantedOnDefault(granted) => in_use::granted_on_default(granted),
            Facts::LimitInQuestion(limited) => Text::of(
                format!(
                    "{} nur wenige Verbindungen von einer Adresse: knapp, wo alle Mail über einen Filter kommt.",
                    they(limited.iter().map(|l| &l.connector), AND, ["erlaubt", "erlauben"])
                ),
                lines(limited, |l| {
                    let values = join(l.values.iter().map(|limit| format!("{} {}", limit.property.spelling(), limit.value)), AND);
                    format!("{} hat {values}.", l.connector)
                }),
                "Das sind die Werte des Setups. Ein Spamfilter, Gateway oder Load Balancer davor ist für alle Mail von außen eine \
                 einzige Quelle; über der Grenze bekommt er 421 4.3.2 The maximum number of concurrent connections has exceeded a \
                 limit, und seine eigene Warteschlange wächst.",
                "In der Warteschlange des Filters nachsehen, ob er diese Antwort bekommt, oder hier nach Ereignis 1021; dann \
                 MaxInboundConnectionPerSource und MaxInboundConnectionPercentagePerSource dieses Connectors erhöhen.",
                Some("Wenn Mail von vielen Adressen kommt."),
            ),
            Facts::HcwPickedOtherConnector { picked, lands_on } => Text::of(
                format!(
                    "{} die Einstellungen für Exchange Online, dessen Mail aber auf {} landet.",
                    they(picked.iter().map(|p| &p.connector), AND, ["hat", "haben"]),
                    join(lands_on, AND)
                ),
                lines(picked, |it| format!("TlsDomainCapabilities von {} ist {}.", it.connector, it.value)),
                "Nach den Bereichen landen die veröffentlichten Adressen von Exchange Online auf Port 25 bei einem anderen Connector \
                 ohne diese Eigenschaft: Hybridmail wird dann nicht erkannt, verliert ihre Kopfzeilen und gilt als fremd.",
                "TlsCertificateName und TlsDomainCapabilities auf den Connector übertragen, auf dem diese Mail \
                 landet; oder den Assistenten für die Hybridkonfiguration erneut ausführen und den richtigen \
                 Connector wählen.",
                Some("Wenn Mail von Exchange Online über einen Edge-Server oder Filter kommt."),
            ),
            Facts::RelayCapturesLoadBalancer(single) => Text::of(
                format!(
                    "{} einzelne Adressen: Ist eine davon ein Load Balancer?",
                    they(single.iter().map(|s| &s.connector), AND, ["führt", "führen"])
                ),
                lines(single, |it| format!("{} hat {}.", it.connector, it.value)),
                "Ein Load Balancer, der seine Adresse an die Stelle der Absender setzt, lässt alle wie diese eine aussehen: Wer ihn \
                 erreicht, leitet weiter.",
                "Ihn die Adressen der Absender behalten lassen (transparent, Direct Server Return) oder einschränken, wer ihn \
                 erreicht, und seine Adresse vom Connector nehmen.",
                Some("Wenn jede Adresse die eines sendenden Hosts ist."),
            ),
            Facts::HybridRelayRightMissing(connectors) => Text::of(
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
            Facts::RelayRightMissing(connectors) => Text::of(
                format!("{} kein Recht zum Weiterleiten.", they(connectors, AND, ["gewährt", "gewähren"])),
                "Absender, die dort landen, erreichen Empfänger innen; jeder andere Empfänger wird mit 550 5.7.54 Unable to relay \
                 recipient in non-accepted domain abgelehnt.",
                "Anonyme Absender haben dort kein ms-Exch-SMTP-Accept-Any-Recipient: AnonymousUsers ohne Custom steht für die Rechte \
                 des Setups, und Get-ADPermission, wo es eingefügt ist, führt das Recht nicht auf.",
                "Dürfen diese Clients weiterleiten, dieses Recht mit Add-ADPermission für ANONYMOUS LOGON auf diesem Connector \
                 gewähren und seine Bereiche auf einzelne Hosts beschränken. Nie auf Default Frontend.",
                Some("Wenn seine Clients nur an Empfänger innen schreiben."),
            ),
            Facts::FrontendVsBackendPermission { front, behind, user, right } => Text::of(
                format!("{user} hat {right} auf {front}, geprüft wird es aber auf {behind}."),
                "Das Front-End reicht die Sitzung weiter; der Transportdienst lehnt die Nachricht dann nach DATA mit 550 5.7.60 \
                 Client does not have permissions to send as this sender ab.",
                "Das Recht steht auf dem vorderen Connector und nicht auf dem dahinter.",
                "Dasselbe Recht auf dem hinteren Connector gewähren, nur für dieses Konto: Es darf dann als jeder senden.",
                Some("Wenn das Konto nicht als andere senden soll."),
            ),
            Facts::TlsCertificateNameStale(all) => Text::of(
                format!(
                    "{} ein Zertifikat, das nicht in der Liste steht.",
                    they(all.iter().map(|a| &a.connector), AND, ["nennt", "nennen"])
                ),
                lines(all, |it| format!("TlsCertificateName von {} ist {}.", it.connector, it.value)),
                "Kein Zertifikat in der Eingabe hat diesen Aussteller und Antragsteller. Der Connector bietet dann ein anderes oder \
                 kein STARTTLS an, und Hybrid-Mail oder Partner, die den Namen prüfen, werden abgewiesen.",
                "Das Nachfolgezertifikat nennen oder TlsCertificateName auf $null setzen.",
                Some("Wenn die Liste von einem anderen Server ist."),
            ),
            Facts::TlsDomainCapabilitiesStale(all) => Text::of(
                format!(
                    "{} Exchange Online an einem Zertifikat, das es nicht mehr benutzt.",
                    they(all.iter().map(|a| &a.connector), AND, ["erkennt", "erkennen"])
                ),
                lines(all, |it| format!("TlsDomainCapabilities von {} ist {}.", it.connector, it.value)),
                "Mail von Exchange Online wird dann nicht als Hybrid-Mail erkannt: Sie verliert ihre Kopfzeilen und gilt als fremd.",
                "Den Assistenten für die Hybridkonfiguration erneut ausführen; er trägt mail.protection.outlook.com ein.",
                Some("Wenn es keine Hybridbereitstellung mehr gibt."),
            ),
            Facts::RemoteIpRangesLimit(all) => Text::of(
                format!(
                    "{} fast so viele Remotebereiche, wie hineinpassen.",
                    they(all.iter().map(|a| &a.connector), AND, ["hat", "haben"])
                ),
                lines(all, |it| format!("{} hat {}.", it.connector, it.entries)),
                "Etwa 1.300 Einträge passen hinein; dann lehnt Active Directory mit \"administrative limit exceeded\" ab. Eine \
                 Adresse aus einem Bereich zu nehmen, ergibt einen Eintrag mehr.",
                "Benachbarte einzelne Adressen als Bereich schreiben, bevor eine Änderung eilt.",
                Some("Wenn nichts mehr dazukommt."),
            ),
            Facts::ProtocolLoggingOff(connectors) => Text::of(
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
            Facts::OkIntendedInternalConnector { connectors, senders } => Text {
                title: format!("{} die Verbindungen von {} an, wie vorgesehen.", they(connectors, AND, ["nimmt", "nehmen"]), join(senders, AND)),
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

    fn hedge(&self, certainty: Certainty) -> &'static str {
        if certainty == Certainty::Possible { "Möglich: " } else { "Wahrscheinlich: " }
    }
}
