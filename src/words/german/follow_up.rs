//! The answers to "what if I ran this command?" and "what changed?".

use crate::words::follow_up::FollowUp;

pub(super) const WORDS: FollowUp = FollowUp {
    nothing: "Es steht kein Befehl da.",
    too_many_commands: "Das sind zu viele Befehle auf einmal. Bitte fragen Sie nach weniger.",
    open: "Der Befehl endet zu früh: Ein Anführungszeichen oder eine Klammer ist nicht geschlossen, oder ein Wert fehlt.",
    variable: "${name} ist eine Variable, deren Wert hier nicht bekannt ist. Bitte den Wert hinschreiben.",
    expression: "{text} müsste man ausführen, um das Ergebnis zu kennen. Bitte die Werte hinschreiben.",
    unexpected: "„{text}“ steht, wo nichts dergleichen erwartet wird.",
    needs_quotes: "PowerShell will hier Anführungszeichen: '{text}'.",
    cmdlet: "{name} lässt sich nicht beantworten. Bekannt sind Set-, New- und Remove-ReceiveConnector, allein oder \
        hinter Get-ReceiveConnector. Ein Cmdlet zum Deaktivieren gibt es nicht: Das ist Set-ReceiveConnector -Enabled \
        $false.",
    parameter: "Das Cmdlet hat keinen Parameter -{name}.",
    ambiguous: "-{name} kann für {names} stehen.",
    twice: "-{name} steht zweimal da.",
    missing: "-{name} braucht einen Wert, den der Befehl nicht nennt.",
    value: "-{name} nimmt „{value}“ nicht an, oder es ist nicht lesbar.",
    no_connector: "Die Eingabe zeigt keinen Empfangsconnector „{name}“.",
    which_connector: "„{name}“ kann {names} sein. Bitte mit dem Server nennen.",
    which_server: "Auf welchem Server? Bitte -Server ergänzen.",

    only_one_of_that_name: "Der Befehl nennt den Server nicht; die Eingabe zeigt nur {connector}.",
    only_server: "Der Befehl nennt den Server nicht; die Eingabe zeigt nur {server}.",
    rehearsal: "Mit -WhatIf würde PowerShell nichts ändern. Das ist die Antwort für den Befehl ohne -WhatIf.",
    not_looked_at: "-{name} spielt keine Rolle dafür, welcher Connector antwortet. Ob Exchange den Wert annimmt, wurde \
        nicht geprüft.",
    not_there: "{entry} steht nicht in der Liste, die die Eingabe zeigt.",
    may_be_hidden: "{entry} steht nicht im sichtbaren Teil der Liste von {connector}. Der verborgene Teil kann es \
        enthalten; ob etwas entfernt wird, ist darum nicht bekannt. Die vollständig ausgegebene Liste zeigt es.",
    already_there: "{entry} steht schon in der Liste.",
    exchange_on_relay: "Warnung: {connector} ist ein Relay. Mit ExchangeServer darauf landen Exchange-Server weiter auf dem \
        falschen Connector, und seine Geräte teilen sich einen Connector mit ihnen. Stattdessen die Adressen der Server \
        von ihm nehmen.",
    replaces_cut_list: "Warnung: Die Eingabe zeigt nur einen Teil der Adressen von {connector}, und diese Liste ersetzt alle. \
        Stattdessen einzelne Einträge hinzufügen und entfernen (Add und Remove von -RemoteIPRanges).",
    externally_secures: "Warnung: Mit ExternalAuthoritative vertraut Exchange jedem Host, dem {connector} antwortet: kein \
        Spamfilter, jeder Absender, jeder Empfänger. Exchange-Server, die auf ihm landen, scheitern mit 451 5.7.3.",
    hidden_property: "Der Befehl braucht {name} von {connector}, und die Eingabe zeigt es nicht ganz.",
    subtraction: "PowerShell nimmt mit - oder -= nichts aus einer Liste. Geben Sie -RemoteIPRanges eine \
        Hashtabelle mit dem Schlüssel Remove, oder schreiben Sie $liste.Remove('..').",
    rights: "{name} ändert Rechte, und Rechte werden hier nicht durchgerechnet. Welcher Connector antwortet, hängt nicht von \
        ihnen ab.",
    anonymous_rights: "{name} ändert, was anonyme Absender dürfen. Welcher Connector antwortet, hängt nicht davon ab; was das \
        Recht erlaubt, wird hier nicht durchgerechnet.",
    changes_no_connector: "{name} ändert keinen Empfangsconnector.",
    opens_relay: "Warnung: {connector} nimmt Mail von allen an. Mit diesem Recht können alle über ihn ins Internet \
        weiterleiten. Das Recht einem eigenen Connector geben, der die wenigen Hosts aufführt, die weiterleiten dürfen. \
        Rechte werden hier nicht durchgerechnet.",
    hub_by_default: "Ohne -TransportRole legt Exchange den Connector für den Transportdienst an (HubTransport).",

    not_understood: "Der Befehl ist nicht zu verstehen, darum wird nichts über ihn gesagt.",
    refused: "Exchange würde den Befehl ablehnen. Es würde sich nichts ändern.",
    would_change: "{count|Ein Empfangsconnector würde|# Empfangsconnectors würden} sich ändern: {regions}",
    would_change_nothing: "Der Befehl ändert nichts: {regions}",
    may_change: "Ob der Befehl etwas ändert, ist nicht zu sehen: {regions}",
    no_region_shown: "soweit die Eingabe reicht, wechselt keine Adresse den Connector.",
    regions_shown: "soweit die Eingabe reicht, {count|wechselt ein Adressbereich|wechseln # Adressbereiche} den \
        Connector.",
    has_changed: "{count|Ein Empfangsconnector hat|# Empfangsconnectors haben} sich geändert: {regions}",
    nothing_has_changed: "Kein Empfangsconnector hat sich geändert: {regions}",
    regions: "{count|ein Adressbereich wechselt|# Adressbereiche wechseln} den Connector.",
    no_region: "keine Adresse wechselt den Connector.",
    shows_no_connector: "Die zweite Eingabe zeigt keinen Connector.",
    findings: "Befunde: {counts}.",
    gone: "{count} behoben",
    still: "{count} noch da",
    newly_found: "{count} neu",
    unknown: "{count} unbekannt",

    connectors_missing_in_first: "Die erste Eingabe zeigt {connectors} nicht: als unverändert angenommen.",
    connectors_missing_in_second: "Die zweite Eingabe zeigt {connectors} nicht: als unverändert angenommen.",
    properties_missing_in_first: "Die erste Eingabe zeigt {properties} nicht von jedem Connector: als unverändert \
        angenommen.",
    properties_missing_in_second: "Die zweite Eingabe zeigt {properties} nicht von jedem Connector: als unverändert \
        angenommen.",
    servers_taken_over: "Die zweite Eingabe sagt nicht alles über {servers}: Adressen und Versionen stammen aus der \
        ersten.",
    taken_as_removed: "Die zweite Eingabe zeigt die anderen Connectors des Servers ohne {connectors}: als entfernt \
        angenommen. Hat ein Filter ihn ausgelassen, ist er noch da.",
    undecided: "{properties} von {connector} ist auf einer Seite abgeschnitten: Verglichen wird nur, was beide zeigen.",
    nameless: "Nicht verglichen, weil Name oder Server fehlt: {count|Ein Empfangsconnector|# Empfangsconnectors}.",
    queues_not_shown: "Die zweite Eingabe zeigt seine Warteschlangen nicht.",
    nothing_changed: "Nichts, worauf er beruht, hat sich geändert: Die beiden Eingaben zeigen verschiedene Teile.",
    values_not_shown: "Nicht bekannt: Die Eingabe zeigt {values} nicht vollständig, und dort kann die Ursache stehen. \
        Geben Sie es vollständig aus.",

    queue_fine: "Jetzt in Ordnung.",
    queue_in_trouble: "Noch immer gestört.",
    queue_not_retried: "Zeigt den Fehler von vorher. Mail käme jetzt durch: mit Retry-Queue noch einmal versuchen.",
    queue_passes_in_part: "Zeigt den Fehler von vorher. Von {servers} würde die Mail noch abgewiesen, ein anderer Server nähme sie an.",
    queue_not_shown: "Nicht in der zweiten Eingabe: zugestellt, sofern diese alle Warteschlangen zeigt.",
    queue_new: "Seither gestört.",
};
