//! The words of remedies and their scripts in German.

use super::{Facts, RemedyWords, enumeration, hidden_values};
use crate::remedy::powershell::ScriptWords;
use crate::remedy::quoting::Unquotable;
use crate::remedy::{Acceptance, Consequence, Id, Refusal, Rule, Unfit};

/// German.
#[derive(Clone, Copy, Debug)]
pub struct German;

fn list(items: &[String]) -> String {
    enumeration(items, "und", |n| format!("{n} weitere"))
}

fn hidden(values: &[(String, &'static str)]) -> String {
    list(&hidden_values(values, "von"))
}

impl ScriptWords for German {
    fn title(&self, id: Id) -> &'static str {
        match id {
            Id::TakeAddressesOff => {
                "Die Adressen der Exchange-Server von dem Empfangsconnector nehmen, der sie abfängt."
            }
            Id::DisableConnector => "Den Empfangsconnector deaktivieren, der nur Exchange-Server enthält.",
            Id::PinOnDefault => {
                "Die Exchange-Server einzeln auf dem Empfangsconnector eintragen, der ihnen antworten soll."
            }
            Id::DedicatedInternalConnector => "Einen eigenen Empfangsconnector für die Exchange-Server anlegen.",
            Id::ExchangeServerOnRelay => {
                "Nicht empfohlen: Exchange-Server-Authentifizierung auf dem abfangenden Connector."
            }
            Id::ReplaceCutList => "Nicht empfohlen: eine nur teilweise bekannte Liste neu schreiben.",
            Id::RestoreExchangeAuthentication => {
                "Dem Standard-Empfangsconnector die Exchange-Server-Authentifizierung und die Gruppe ExchangeServers zurückgeben."
            }
            Id::RestoreDefaultConnector => {
                "Den Standard-Empfangsconnector auf die Werte des Exchange-Setups zurücksetzen."
            }
            Id::MoveToFrontend => "Den Empfangsconnector dem Front-End-Transportdienst zuordnen.",
            Id::NarrowOpenRelay => "Auf dem Relay-Connector nur die Clients lassen, die das Protokoll nennt.",
            Id::RelayRightOnDefault => "Nicht empfohlen: das Relay-Recht auf dem Standard-Empfangsconnector.",
            Id::RestoreRanges => "Den Empfangsconnector des Exchange-Setups wieder allen antworten lassen.",
            Id::DisableUnused => "Den Empfangsconnector deaktivieren, auf dem nichts landet.",
        }
    }

    fn where_to_run(&self, servers: &[String]) -> String {
        match servers {
            [one] => format!("In der Exchange-Verwaltungsshell von {one} ausführen."),
            _ => format!(
                "In der Exchange-Verwaltungsshell eines dieser Server ausführen: {}. Nehmen Sie den mit der neuesten \
                 Exchange-Version, denn eine ältere Shell verweigert womöglich das Ändern neuerer Objekte.",
                list(servers)
            ),
        }
    }

    fn in_short(&self) -> &'static str {
        "Was es ändert, nach Prüfung, Sicherung und Probelauf:"
    }

    fn and_more(&self, count: usize) -> String {
        format!("und {count} weitere, in Teil 4")
    }

    fn usage(&self, has_rollback: bool, has_queues: bool) -> String {
        let undo = if has_rollback { " Mit -Undo stellt es den alten Stand her." } else { "" };
        let retry = if has_queues {
            " Mit -RetryQueues versucht es die Warteschlangen erneut (eine Minute später)."
        } else {
            ""
        };
        format!("Mit -WhatIf probt es nur.{undo}{retry} Die Datei als UTF-8 mit BOM speichern.")
    }

    fn check(&self) -> &'static str {
        "1. Prüfen: Ist noch alles so, wie es eingefügt wurde? (liest nur)"
    }

    fn bounds(&self) -> &'static str {
        "Einträge werden nach niedrigster und höchster Adresse verglichen: 10.0.0.0/24 und 10.0.0.0-10.0.0.255 sind gleich."
    }

    fn backup(&self) -> &'static str {
        "2. Sichern: die alten Werte als Datei für Import-Clixml und als lesbarer Text"
    }

    fn rehearsal(&self) -> &'static str {
        "3. Proben: Exchange prüft jede Änderung; lehnt es eine ab, ist noch nichts geändert"
    }

    fn change(&self) -> &'static str {
        "4. Ändern"
    }

    fn verify(&self) -> &'static str {
        "5. Das Ergebnis ansehen"
    }

    fn retry(&self) -> &'static str {
        "Die Warteschlangen erneut versuchen. Nach der Änderung etwa eine Minute warten: Die Server erfahren davon über Active Directory."
    }

    fn rollback(&self) -> &'static str {
        "Zurück: stellt die eingefügten Werte wieder her. Was schon wie vorher ist, bleibt unberührt."
    }

    fn on_server(&self, server: &str, connector: &str) -> String {
        format!("Server {server}: {connector}")
    }

    fn must_list(&self, connector: &str) -> String {
        format!("{connector} muss genau dies enthalten, Reihenfolge egal:")
    }

    fn must_hold(&self, connector: &str) -> String {
        format!("{connector} muss dies enthalten (die eingefügte Liste ist gekürzt, es gibt also noch mehr):")
    }

    fn must_not_hold(&self) -> &'static str {
        "und davon nichts mehr:"
    }

    fn must_print(&self, connector: &str, property: &str, value: &str) -> String {
        format!("{property} von {connector} muss lauten: {value}")
    }

    fn queues_must(&self) -> &'static str {
        "Die Warteschlangen müssen Retry verlassen und kürzer werden; eine verschwundene Warteschlange ist zugestellt."
    }

    fn old_value(&self, property: &str, value: &str) -> String {
        format!("{property} war: {value}")
    }

    fn custom_stays(&self) -> &'static str {
        "Custom steht für zusätzliche Rechte. Sie bleiben, wie sie sind, und lassen sich hier nicht setzen."
    }

    fn restart(&self, server: &str) -> String {
        format!("Jetzt direkt auf {server} beide Transportdienste neu starten (die Mail stockt einen Moment):")
    }

    fn not_found(&self, connector: &str) -> String {
        format!("Angehalten, nichts wurde geändert: {connector} wurde nicht oder nicht genau einmal gefunden.")
    }

    fn not_as_pasted(&self, connector: &str, property: &str) -> String {
        format!(
            "Angehalten, nichts wurde geändert: {property} von {connector} ist nicht mehr wie eingefügt. Fügen Sie die \
             aktuelle Ausgabe ein und holen Sie sich neue Befehle."
        )
    }

    fn exists(&self, connector: &str) -> String {
        format!("Angehalten, nichts wurde geändert: {connector} gibt es schon.")
    }

    fn neither_state(&self, connector: &str, property: &str) -> String {
        format!(
            "Angehalten: {property} von {connector} ist weder wie vor noch wie nach der Änderung. Jemand hat inzwischen \
             etwas geändert; vergleichen Sie mit der Sicherung."
        )
    }

    fn backup_is_in(&self) -> &'static str {
        "Sicherung der alten Werte: {0}"
    }
}

impl RemedyWords for German {
    fn headline(&self, id: Id, facts: &Facts) -> String {
        let (addresses, mut connectors) = (list(&facts.addresses), list(&facts.connectors));
        if facts.twins {
            connectors = format!("{connectors} (auf {})", list(&facts.servers));
        }
        match id {
            Id::TakeAddressesOff if facts.connectors.is_empty() => {
                format!("{addresses} vom abfangenden Connector nehmen")
            }
            Id::TakeAddressesOff => format!("{addresses} von {connectors} nehmen"),
            Id::DisableConnector | Id::DisableUnused => format!("{connectors} deaktivieren"),
            Id::RestoreRanges => format!("{connectors} wieder allen antworten lassen"),
            Id::PinOnDefault => format!("{addresses} einzeln auf {connectors} eintragen"),
            Id::DedicatedInternalConnector => format!("Einen eigenen Connector für {addresses} anlegen"),
            Id::ExchangeServerOnRelay => format!("Nicht so: {connectors} um ExchangeServer erweitern"),
            Id::ReplaceCutList => "Nicht so: die gekürzte Liste neu schreiben".to_owned(),
            Id::RestoreExchangeAuthentication => {
                format!("{connectors} die Exchange-Server-Authentifizierung zurückgeben")
            }
            Id::RestoreDefaultConnector => format!("{connectors} auf die Werte des Exchange-Setups zurücksetzen"),
            Id::MoveToFrontend => format!("{connectors} dem Front-End-Transportdienst zuordnen"),
            Id::NarrowOpenRelay if facts.connectors.is_empty() => {
                "Statt großer Bereiche nur die Clients eintragen, die wirklich relayen".to_owned()
            }
            Id::NarrowOpenRelay => format!("Auf {connectors} nur die Clients lassen, die das Protokoll nennt"),
            Id::RelayRightOnDefault => {
                "Nicht so: dem Standard-Empfangsconnector das Relay-Recht geben (Accept-Any-Recipient)".to_owned()
            }
        }
    }

    fn consequence(&self, consequence: &Consequence) -> String {
        match consequence {
            Consequence::NoRestart => {
                "Kein Neustart nötig. Verbindungen, die gerade offen sind, bleiben bis zu ihrem Ende \
                                       auf dem alten Connector."
                    .to_owned()
            }
            Consequence::Splits { connector, entry, pieces } => {
                format!("Auf {connector} wird aus {entry}: {}.", list(pieces))
            }
            Consequence::AnonymousRelayEnds { connectors } => format!(
                "Programme auf diesen Adressen (Skripte, Überwachung), die ohne Anmeldung über {} senden, landen danach \
                 auf demselben Connector wie Exchange. Relayrechte, die sie dort hatten, verlieren sie.",
                list(connectors)
            ),
            Consequence::MayStillBeCaught { servers } => format!(
                "Die Adressen von {} sind nicht bekannt. Stehen sie auch auf dem Connector, bleibt deren Mail hängen: \
                 ergänzen Sie sie in der Eingabe.",
                list(servers)
            ),
            Consequence::Hidden { values } => format!(
                "Die Eingabe zeigt nicht vollständig: {}. Auch das Verborgene kann die Server abfangen.",
                hidden(values)
            ),
            Consequence::MovesOthers { regions: 1 } => {
                "Ein weiterer Adressbereich wechselt ebenfalls den Connector.".to_owned()
            }
            Consequence::MovesOthers { regions } => {
                format!("{regions} weitere Adressbereiche wechseln ebenfalls den Connector.")
            }
            Consequence::MovesOnOtherPorts { ports } => format!(
                "Dieselben Adressen wechseln auch auf Port {} den Connector, denn er lauscht auch dort.",
                list(&ports.iter().map(ToString::to_string).collect::<Vec<_>>())
            ),
            Consequence::ManyEntries { connector, entries } => format!(
                "{connector} hat dann {entries} Einträge. Active Directory nimmt etwa 1.300 an (Erfahrungsberichte)."
            ),
            Consequence::DisabledToday { connectors } => format!(
                "Heute ändert sich nichts, denn deaktiviert ist: {}. Die Falle ist weg, bevor jemand ihn aktiviert.",
                list(connectors)
            ),
            Consequence::AnswersNobody { connectors } => {
                format!("Danach antwortet niemandem mehr: {}.", list(connectors))
            }
            Consequence::TrapStays { connectors } => format!(
                "Die Ursache bleibt auf {} bestehen: Ein neuer Exchange-Server oder eine neue Adresse in diesen Bereichen wird \
                 wieder abgefangen.",
                list(connectors)
            ),
            Consequence::OneMoreConnector { connectors } => format!(
                "{}: eine Liste mehr, die bei jeder neuen Serveradresse nachgeführt werden muss.",
                list(connectors)
            ),
            Consequence::HidesTheWrongRange { connectors } => format!(
                "Das bringt die Meldung zum Schweigen und lässt die Ursache stehen: Exchange-Server und Geräte teilten \
                 sich {}, mit den Grenzen und Rechten eines Relays, und der falsche Bereich bleibt bis zur nächsten \
                 Änderung unbemerkt.",
                list(connectors)
            ),
            Consequence::LosesHiddenEntries { connectors } => format!(
                "Die Liste von {} wurde nur teilweise ausgegeben. Wer sie neu schreibt, löscht jeden Eintrag, den niemand \
                 gesehen hat, und diese Clients fallen aus.",
                list(connectors)
            ),
            Consequence::OnlyLoggedClients { connector, count } => format!(
                "{connector} antwortet danach nur noch den Clients, die das Protokoll nennt ({count}). Ein Protokoll zeigt \
                 einige Tage: Wer selten sendet, steht nicht darin und kann nicht mehr relayen. Vorher mit einem längeren \
                 Protokoll vergleichen."
            ),
            Consequence::OpensToEverybody { connector } => format!(
                "{connector} antwortet allen, auch dem ganzen Internet: Mit diesem Recht könnte jeder relayen, und der \
                 Server stünde bald auf Sperrlisten."
            ),
            Consequence::GreetingChanges { connector, fqdn } => format!(
                "{connector} meldet sich danach als {fqdn}; ein Zertifikat oder eine Überwachung kann auf den Namen \
                 achten."
            ),
            Consequence::GroupsLost { connector, groups } => {
                format!("{connector} lässt danach nicht mehr zu: {}.", list(groups))
            }
            Consequence::NoWayBack(Refusal { connector, rule, .. }) => format!(
                "Einen Rückweg per Befehl gibt es nicht: Exchange würde den jetzigen Stand von {connector} ablehnen: {}",
                refusal(rule)
            ),
            Consequence::RestartBothServices { server } => format!(
                "Beide Transportdienste von {server} müssen danach neu gestartet werden: Die Mail stockt einen Moment."
            ),
            Consequence::LandingOpenUntilRestart { server } => {
                format!("Bis dahin bleibt offen, welcher Dienst von {server} den Port hat.")
            }
        }
    }

    fn acceptance(&self, acceptance: &Acceptance) -> String {
        match acceptance {
            Acceptance::Accepted => {
                "Exchange nimmt es an: Alle bekannten Regeln von Set-ReceiveConnector sind erfüllt.".to_owned()
            }
            Acceptance::AsShown(values) => format!(
                "Alle bekannten Regeln von Set-ReceiveConnector sind erfüllt, soweit die Eingabe reicht. Nicht \
                 vollständig gezeigt: {}. Die Probe mit -WhatIf zeigt es, bevor etwas geändert wird.",
                hidden(values)
            ),
            Acceptance::Refused(Refusal { connector, rule, .. }) => {
                format!("Exchange würde die Änderung von {connector} ablehnen: {}", refusal(rule))
            }
            Acceptance::Unfit(unfit) => unfit_reason(unfit),
        }
    }

    fn proof(&self, facts: &Facts) -> String {
        let (addresses, lands_on) = (list(&facts.addresses), list(&facts.lands_on));
        if facts.addresses.is_empty() {
            return match (facts.no_effect, facts.complete) {
                (true, true) => "Über den ganzen Adressraum geprüft: Keine Adresse wechselt den Connector.".to_owned(),
                (true, false) => "Soweit die Eingabe reicht, wechselt keine Adresse den Connector.".to_owned(),
                (false, true) => "Jeder Adressbereich, der den Connector wechselt, ist aufgeführt.".to_owned(),
                (false, false) => {
                    "Jeder Adressbereich, der den Connector wechselt, ist aufgeführt, soweit die Eingabe reicht."
                        .to_owned()
                }
            };
        }
        let landing =
            format!("Dieselbe Auswahl, mit der geänderten Konfiguration erneut durchlaufen: {addresses} → {lands_on}.");
        let rest = if facts.no_effect {
            "Heute wechselt keine Adresse den Connector.".to_owned()
        } else if facts.others {
            "Es ändert sich noch mehr: Jeder Adressbereich ist aufgeführt.".to_owned()
        } else if !facts.complete {
            let reason = if facts.hidden.is_empty() {
                "nicht alles an diesem Endpunkt lässt sich aus der Eingabe entscheiden".to_owned()
            } else {
                format!("nicht vollständig gezeigt ist: {}", hidden(&facts.hidden))
            };
            format!("Sonst ist keine Änderung zu sehen, aber {reason}.")
        } else if facts.servers.len() > 1 {
            "Auf jedem Server wechseln nur diese Adressen den Connector, keine andere IPv4- oder IPv6-Adresse."
                .to_owned()
        } else if let [_] = facts.addresses.as_slice() {
            "Nur diese Adresse wechselt den Connector, keine andere IPv4- oder IPv6-Adresse.".to_owned()
        } else {
            "Nur diese Adressen wechseln den Connector, keine andere IPv4- oder IPv6-Adresse.".to_owned()
        };
        format!("{landing} {rest}")
    }
}

fn refusal(rule: &Rule) -> String {
    match rule {
        Rule::NoRangeLeft => "Kein Remote-IP-Bereich bliebe übrig, und eine leere Liste ist nicht erlaubt.".to_owned(),
        Rule::EqualRange { range, other } => {
            format!("{other} hat genau denselben Bereich {range} auf derselben Bindung.")
        }
        Rule::CrossingRanges { range, crosses, other } => format!(
            "{range} und {crosses} von {other} überschneiden sich teilweise. Bereiche an einem Endpunkt müssen ganz \
             ineinander oder ganz auseinander liegen."
        ),
        Rule::RoleConflict { other } => format!(
            "{other} lauscht für einen anderen Transportdienst am selben Endpunkt. Dieser Konflikt muss zuerst weg."
        ),
        Rule::FqdnNotTheServers { fqdn } => format!(
            "Mit ExchangeServer muss Fqdn der Name des Servers selbst, sein Kurzname oder leer sein; er ist {fqdn}."
        ),
        Rule::BasicAuthRequireTlsAlone => "BasicAuthRequireTLS braucht BasicAuth und Tls.".to_owned(),
        Rule::RequireTlsWithoutTls => "RequireTLS braucht Tls.".to_owned(),
        Rule::DomainSecureWithoutTls => {
            "DomainSecureEnabled braucht Tls und schließt ExternalAuthoritative aus.".to_owned()
        }
        Rule::ExternalAuthoritativeExcludes => {
            "ExternalAuthoritative schließt ExchangeServer, Integrated und BasicAuth aus.".to_owned()
        }
        Rule::ExternalAuthoritativeNeedsExchangeServers => {
            "ExternalAuthoritative braucht die Berechtigungsgruppe ExchangeServers.".to_owned()
        }
        Rule::CustomIsNoInput => "Die Berechtigungsgruppe Custom lässt sich nicht setzen.".to_owned(),
        Rule::TooManyEntries { entries } => {
            format!("{entries} Einträge sind mehr, als Active Directory annimmt (etwa 1.300, Erfahrungsberichte).")
        }
        Rule::NameTaken => "Einen Connector dieses Namens gibt es schon.".to_owned(),
    }
}

fn unfit_reason(unfit: &Unfit) -> String {
    match unfit {
        Unfit::LandsElsewhere { address, server, connector: Some(connector) } => {
            format!("Es heilt nicht: Auf {server} würde {address} bei {connector} landen.")
        }
        Unfit::LandsElsewhere { address, server, connector: None } => {
            format!("Es heilt nicht: Auf {server} würde kein Connector {address} antworten.")
        }
        Unfit::NothingVisible { connector } => format!(
            "Der Eintrag von {connector}, der die Adressen abfängt, ist in der Eingabe nicht zu sehen; es gibt nichts, \
             was sich namentlich entfernen ließe."
        ),
        Unfit::OldValueHidden { connector, property } => format!(
            "Die Eingabe zeigt {property} von {connector} nicht vollständig; der alte Wert ließe sich nicht \
             wiederherstellen."
        ),
        Unfit::Unquotable { connector, why } => {
            let why = match why {
                Unquotable::ControlCharacter(c) => format!("ein Steuerzeichen (U+{:04X})", u32::from(*c)),
                Unquotable::DirectionOverride(c) => {
                    format!("ein Zeichen, das die Schreibrichtung umkehrt (U+{:04X})", u32::from(*c))
                }
                Unquotable::TooLong => "einen zu langen Text".to_owned(),
            };
            format!(
                "Für {connector} werden keine Befehle geschrieben: Der Name oder ein Wert enthält {why}. Ändern Sie ihn \
                 von Hand."
            )
        }
        Unfit::ClientsUnknown { connector } => format!(
            "Die Eingabe sagt nicht, wer wirklich über {connector} relayt, darum wird keine Liste geschrieben: Geraten \
             würde sie Programme anhalten. Das Empfangsprotokoll nennt die Clients."
        ),
        Unfit::Harmful => "Exchange nähme es an, aber es schadet; die Folgen sagen, wie.".to_owned(),
    }
}
