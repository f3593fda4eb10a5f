//! German.

use super::{FollowUpWords, Tally};
use crate::diagnosis::follow_up::Why;
use crate::remedy::typed::{Remark, Unclear};

/// German.
pub(super) struct German;

const fn side(second: bool) -> &'static str {
    if second { "zweite" } else { "erste" }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("Ein {one}") } else { format!("{count} {many}") }
}

fn findings(tally: &Tally) -> String {
    tally.told(" Befunde: ", ["behoben", "noch da", "neu", "unbekannt"])
}

fn regions(count: usize) -> String {
    match count {
        0 => "keine Adresse wechselt den Connector.".to_owned(),
        1 => "ein Adressbereich wechselt den Connector.".to_owned(),
        count => format!("{count} Adressbereiche wechseln den Connector."),
    }
}

impl FollowUpWords for German {
    fn unclear(&self, unclear: &Unclear) -> String {
        match unclear {
            Unclear::Nothing => "Es steht kein Befehl da.".to_owned(),
            Unclear::TooMany => "Das sind zu viele Befehle auf einmal. Bitte weniger fragen.".to_owned(),
            Unclear::Open => {
                "Der Befehl endet zu früh: Ein Anführungszeichen oder eine Klammer ist nicht geschlossen, oder \
                              ein Wert fehlt."
                    .to_owned()
            }
            Unclear::Variable(name) => {
                format!("${name} ist eine Variable, deren Wert hier nicht bekannt ist. Bitte den Wert hinschreiben.")
            }
            Unclear::Expression(text) => {
                format!("{text} müsste man ausführen, um das Ergebnis zu kennen. Bitte die Werte hinschreiben.")
            }
            Unclear::Unexpected(text) => format!("„{text}“ steht, wo nichts dergleichen erwartet wird."),
            Unclear::NeedsQuotes(text) => format!("PowerShell will hier Anführungszeichen: '{text}'."),
            Unclear::Cmdlet(name) => format!(
                "{name} lässt sich nicht beantworten. Bekannt sind Set-, New- und Remove-ReceiveConnector, allein oder \
                 hinter Get-ReceiveConnector. Ein Cmdlet zum Deaktivieren gibt es nicht: Das ist Set-ReceiveConnector \
                 -Enabled $false."
            ),
            Unclear::Parameter(name) => format!("Das Cmdlet hat keinen Parameter -{name}."),
            Unclear::Ambiguous(name, all) => format!("-{name} kann für -{} stehen.", all.join(", -")),
            Unclear::Twice(name) => format!("-{name} steht zweimal da."),
            Unclear::Missing(name) => format!("-{name} braucht einen Wert, den der Befehl nicht nennt."),
            Unclear::Value(name, value) => format!("-{name} nimmt „{value}“ nicht an, oder es ist nicht lesbar."),
            Unclear::NoConnector(name) => format!("Die Eingabe zeigt keinen Empfangsconnector „{name}“."),
            Unclear::WhichConnector(name, all) => {
                format!("„{name}“ kann {} sein. Bitte mit dem Server nennen.", all.join(", "))
            }
            Unclear::WhichServer => "Auf welchem Server? Bitte -Server ergänzen.".to_owned(),
        }
    }

    fn remark(&self, remark: &Remark) -> String {
        match remark {
            Remark::OnlyOneOfThatName(identity) => {
                format!("Der Befehl nennt den Server nicht; die Eingabe zeigt nur {identity}.")
            }
            Remark::OnlyServer(server) => {
                format!("Der Befehl nennt den Server nicht; die Eingabe zeigt nur {server}.")
            }
            Remark::Rehearsal => {
                "Mit -WhatIf würde PowerShell nichts ändern. Das ist die Antwort für den Befehl ohne -WhatIf."
                    .to_owned()
            }
            Remark::NotLookedAt(name) => format!(
                "-{name} spielt keine Rolle dafür, welcher Connector antwortet. Ob Exchange den Wert annimmt, wurde nicht \
                 geprüft."
            ),
            Remark::NotThere(entry) => format!("{entry} steht nicht in der Liste, die die Eingabe zeigt."),
            Remark::AlreadyThere(entry) => format!("{entry} steht schon in der Liste."),
            Remark::HubByDefault => {
                "Ohne -TransportRole legt Exchange den Connector für den Transportdienst an (HubTransport).".to_owned()
            }
        }
    }

    fn not_understood(&self) -> &'static str {
        "Der Befehl ist nicht zu verstehen, darum wird nichts über ihn gesagt."
    }

    fn refused(&self) -> &'static str {
        "Exchange würde den Befehl ablehnen. Es würde sich nichts ändern."
    }

    fn what_if(&self, tally: &Tally) -> String {
        let change = match tally.connectors {
            0 => "Der Befehl ändert nichts: ".to_owned(),
            count => counted(count, "Empfangsconnector würde sich ändern: ", "Empfangsconnectors würden sich ändern: "),
        };
        change + &regions(tally.regions) + &findings(tally)
    }

    fn compared(&self, tally: &Tally, shows_connectors: bool) -> String {
        if !shows_connectors {
            return "Die zweite Eingabe zeigt keinen Connector.".to_owned() + &findings(tally);
        }
        let change = match tally.connectors {
            0 => "Kein Empfangsconnector hat sich geändert: ".to_owned(),
            count => {
                counted(count, "Empfangsconnector hat sich geändert: ", "Empfangsconnectors haben sich geändert: ")
            }
        };
        change + &regions(tally.regions) + &findings(tally)
    }

    fn connectors_taken_over(&self, second: bool, connectors: &[String]) -> String {
        format!("Die {} Eingabe zeigt {} nicht: als unverändert angenommen.", side(second), connectors.join(", "))
    }

    fn properties_taken_over(&self, second: bool, properties: &[String]) -> String {
        format!(
            "Die {} Eingabe zeigt {} nicht von jedem Connector: als unverändert angenommen.",
            side(second),
            properties.join(", ")
        )
    }

    fn servers_taken_over(&self, servers: &[String]) -> String {
        format!(
            "Die zweite Eingabe sagt nicht alles über {}: Adressen und Versionen stammen aus der ersten.",
            servers.join(", ")
        )
    }

    fn undecided(&self, connector: &str, properties: &[String]) -> String {
        format!(
            "{} von {connector} ist auf einer Seite abgeschnitten: Verglichen wird nur, was beide zeigen.",
            properties.join(", ")
        )
    }

    fn nameless(&self, count: usize) -> String {
        format!(
            "Nicht verglichen, weil Name oder Server fehlt: {}.",
            counted(count, "Empfangsconnector", "Empfangsconnectors")
        )
    }

    fn unknown(&self, why: Why) -> String {
        match why {
            Why::QueuesNotShown => "Die zweite Eingabe zeigt seine Warteschlangen nicht.",
            Why::NothingChanged => {
                "Nichts, worauf er beruht, hat sich geändert: Die beiden Eingaben zeigen verschiedene Teile."
            }
        }
        .to_owned()
    }

    fn queue(&self, state: &str) -> &'static str {
        match state {
            "fine" => "Jetzt in Ordnung.",
            "in-trouble" => "Noch immer in Schwierigkeiten.",
            "not-retried" => {
                "Zeigt den Fehler von vorher, obwohl Mail jetzt durchkäme: mit Retry-Queue noch einmal versuchen."
            }
            "not-shown" => "Nicht in der zweiten Eingabe: zugestellt, sofern diese alle Warteschlangen zeigt.",
            _ => "Seither in Schwierigkeiten.",
        }
    }
}
