//! Comments of scripts, and what scripts say when they stop.

use crate::words::scripts::Scripts;

pub(super) const WORDS: Scripts = Scripts {
    take_addresses_off: "Die Adressen der Exchange-Server von dem Empfangsconnector nehmen, der sie abfängt.",
    disable_connector: "Den Empfangsconnector deaktivieren, der nur Exchange-Server enthält.",
    pin_on_default: "Die Exchange-Server einzeln auf dem Empfangsconnector eintragen, der ihnen antworten soll.",
    dedicated_internal_connector: "Einen eigenen Empfangsconnector für die Exchange-Server anlegen.",
    exchange_server_on_relay: "Nicht empfohlen: Exchange-Server-Authentifizierung auf dem abfangenden Connector.",
    replace_cut_list: "Nicht empfohlen: eine nur teilweise bekannte Liste neu schreiben.",
    restore_exchange_authentication: "Dem Standard-Empfangsconnector die Exchange-Server-Authentifizierung und die \
        Gruppe ExchangeServers zurückgeben.",
    restore_default_connector: "Den Standard-Empfangsconnector auf die Werte des Exchange-Setups zurücksetzen.",
    move_to_frontend: "Den Empfangsconnector dem Front-End-Transportdienst zuordnen.",
    narrow_open_relay: "Auf dem Relay-Connector nur die Clients lassen, die das Protokoll nennt.",
    relay_right_on_default: "Nicht empfohlen: das Relay-Recht auf dem Standard-Empfangsconnector.",
    restore_ranges: "Den Empfangsconnector des Exchange-Setups wieder allen antworten lassen.",
    disable_unused: "Den Empfangsconnector deaktivieren, auf dem nichts landet.",
    run_on: "In der Exchange-Verwaltungsshell von {server} ausführen.",
    run_on_one_of: "In der Exchange-Verwaltungsshell eines dieser Server ausführen: {servers}. Nehmen Sie den mit der \
        neuesten Exchange-Version, denn eine ältere Shell verweigert womöglich das Ändern neuerer Objekte.",
    in_short: "Was es ändert, nach Prüfung, Sicherung und Probelauf:",
    and_more: "und {count} weitere, in Teil 4",
    and_alike: "und ebenso auf {count|einem weiteren Server|# weiteren Servern}",
    but_own_addresses: "nur die eigene Adresse jedes Servers bleibt, wo sie ist",
    own_left_out: "Die eigene Adresse jedes Servers bleibt in seiner Liste; hier ist sie weggelassen.",
    own_put_in: "Die eigene Adresse jedes Servers steht nicht in seiner Liste; hier ist sie ergänzt.",
    alike_share_a_line: "Server mit gleicher Ausgabe teilen sich eine Zeile; hier müssen es alle {count} sein:",
    alike_print: "{count} Server: {values}",
    rehearses: "Mit -WhatIf probt es nur.",
    undoes: "Mit -Undo stellt es den alten Stand her.",
    retries: "Mit -RetryQueues versucht es die Warteschlangen erneut (eine Minute später).",
    save_as: "Die Datei als UTF-8 mit BOM speichern.",
    check: "1. Prüfen: Ist noch alles so, wie es eingefügt wurde? (liest nur)",
    bounds: "Einträge werden nach niedrigster und höchster Adresse verglichen: 10.0.0.0/24 und 10.0.0.0-10.0.0.255 sind \
        gleich.",
    landing: "Ermittelt, welchen Adressen der Connector nicht antwortet: Der kleinste Bereich, der eine Adresse enthält, \
        gewinnt.",
    claim: "Gilt auf den Servern, was die Seite sagt, mit allen Connectors, die jetzt da sind? (liest nur)",
    prove: "Auf dem Server beweisen: liest alle Empfangsconnectors, ändert nichts und hält an, wo etwas nicht so ist, wie \
        die Seite sagt.",
    is_proved: "Bewiesen: Auf den Servern ist es, wie die Seite sagt.",
    answers_no_more: "Angehalten, nichts wurde geändert: Auf {server} antwortet {connector} diesen Adressen nicht: \
        {addresses}. Fügen Sie die aktuelle Ausgabe ein und holen Sie sich neue Befehle.",
    would_not_answer: "Angehalten, nichts wurde geändert: Auf {server} würde {connector} diesen Adressen danach nicht \
        antworten: {addresses}. Fügen Sie die aktuelle Ausgabe ein und holen Sie sich neue Befehle.",
    backup: "2. Sichern: die alten Werte als Datei für Import-Clixml und als lesbarer Text",
    rehearsal: "3. Proben: Exchange prüft jede Änderung; lehnt es eine ab, ist noch nichts geändert",
    change: "4. Ändern",
    verify: "5. Das Ergebnis ansehen",
    retry: "Die Warteschlangen erneut versuchen. Nach der Änderung etwa eine Minute warten: Die Server erfahren davon \
        über Active Directory.",
    rollback: "Zurück: stellt die eingefügten Werte wieder her. Was schon wie vorher ist, bleibt unberührt.",
    on_server: "Server {server}: {connector}",
    must_list: "{connector} muss genau dies enthalten, Reihenfolge egal:",
    must_hold: "{connector} muss dies enthalten (die eingefügte Liste ist gekürzt, es gibt also noch mehr):",
    must_not_hold: "und davon nichts mehr:",
    must_print: "{property} von {connector} muss lauten: {value}",
    queues_must: "Die Warteschlangen müssen Retry verlassen und kürzer werden; eine verschwundene Warteschlange ist \
        zugestellt.",
    old_value: "{property} war: {value}",
    custom_stays: "Custom steht für zusätzliche Rechte. Sie bleiben, wie sie sind, und lassen sich hier nicht setzen.",
    restart: "Jetzt direkt auf {server} beide Transportdienste neu starten (die Mail stockt einen Moment):",
    not_found: "Angehalten, nichts wurde geändert: {connector} wurde nicht oder nicht genau einmal gefunden.",
    not_as_pasted: "Angehalten, nichts wurde geändert: {property} von {connector} ist nicht mehr wie eingefügt. Fügen \
        Sie die aktuelle Ausgabe ein und holen Sie sich neue Befehle.",
    exists: "Angehalten, nichts wurde geändert: {connector} gibt es schon.",
    neither_state: "Angehalten: {property} von {connector} ist weder wie vor noch wie nach der Änderung. Jemand hat \
        inzwischen etwas geändert; vergleichen Sie mit der Sicherung.",
    backup_is_in: "Sicherung der alten Werte: {folder}",
};
