//! Remedies.

use crate::words::remedies::Remedies;

pub(super) const WORDS: Remedies = Remedies {
    take_addresses_off: "{addresses} von {connectors} nehmen",
    take_addresses_off_the_connector: "{addresses} vom abfangenden Connector nehmen",
    disable: "{connectors} deaktivieren",
    restore_ranges: "{connectors} wieder allen antworten lassen",
    pin_on_default: "{addresses} {addresses|als einzelnen Eintrag|als einzelne Einträge} auf {connectors} eintragen",
    dedicated_internal_connector: "Einen eigenen Connector für {addresses} anlegen",
    exchange_server_on_relay: "Nicht so: {connectors} um ExchangeServer erweitern",
    replace_cut_list: "Nicht so: die gekürzte Liste neu schreiben",
    restore_exchange_authentication: "{connectors} die Exchange-Server-Authentifizierung zurückgeben",
    restore_default_connector: "{connectors} auf die Werte des Exchange-Setups zurücksetzen",
    move_to_frontend: "{connectors} dem Front-End-Transportdienst zuordnen",
    narrow_open_relay: "Auf {connectors} nur die Clients lassen, die das Protokoll nennt",
    narrow_large_ranges: "Statt großer Bereiche nur die Clients eintragen, die wirklich relayen",
    relay_right_on_default: "Nicht so: dem Standard-Empfangsconnector das Relay-Recht geben (Accept-Any-Recipient)",

    no_restart: "Kein Neustart nötig. Verbindungen, die gerade offen sind, bleiben bis zu ihrem Ende auf dem alten \
        Connector.",
    splits: "{entry} wird in der Liste von {connector} zu {pieces}.",
    own_address_stays: "Ein Eintrag ist anders: Auf {servers} bleibt {servers|die|jeweils die} eigene Adresse \
        ({addresses}) bei {connectors}. Programme auf {servers|diesem Server|diesen Servern} erreichen denselben \
        Connector wie jetzt.",
    other_list: "Auf {servers} ist die Liste anders und deshalb auch die Änderung.",
    other_addresses: "Auf dem Connector von {servers} landen andere Adressen; deshalb ist die Änderung dort anders.",
    other_connectors: "Andere Connectors von {servers} führen einen Teil des Bereichs auf; deshalb ist die Änderung dort \
        anders.",
    anonymous_relay_ends: "Programme auf diesen Adressen (Skripte, Überwachung), die ohne Anmeldung über {connectors} \
        senden, landen danach auf demselben Connector wie Exchange. Relayrechte, die sie dort hatten, verlieren sie.",
    may_still_be_caught: "Die Adressen von {servers} sind nicht bekannt. Stehen sie auch auf dem Connector, bleibt deren \
        Mail hängen: ergänzen Sie sie in der Eingabe.",
    hidden: "Die Eingabe zeigt nicht vollständig: {values}. Auch das Verborgene kann die Server abfangen.",
    moves_others: "{count|Ein weiterer Adressbereich wechselt|# weitere Adressbereiche wechseln} ebenfalls den Connector.",
    moves_on_other_ports: "Dieselben Adressen wechseln auch auf Port {ports} den Connector, denn er hört auch dort.",
    many_entries: "{connector} hat dann {entries} Einträge. Active Directory nimmt etwa 1.300 an (Erfahrungsberichte).",
    disabled_today: "Heute ändert sich nichts, denn deaktiviert ist: {connectors}. Die Falle ist weg, bevor jemand ihn \
        aktiviert.",
    answers_nobody: "{connectors} {connectors|antwortet|antworten} danach niemandem mehr.",
    trap_stays: "Die Ursache bleibt auf {connectors} bestehen: Ein neuer Exchange-Server oder eine neue Adresse in \
        diesen Bereichen wird wieder abgefangen.",
    one_more_connector: "{connectors}: eine Liste mehr, die bei jeder neuen Serveradresse nachgeführt werden muss.",
    hides_the_wrong_range: "Das bringt die Meldung zum Schweigen und lässt die Ursache stehen: Exchange-Server und \
        Geräte teilten sich {connectors}, mit den Grenzen und Rechten eines Relays, und der falsche Bereich bleibt bis \
        zur nächsten Änderung unbemerkt.",
    loses_hidden_entries: "Die Liste von {connectors} wurde nur teilweise ausgegeben. Wer sie neu schreibt, löscht jeden \
        Eintrag, den niemand gesehen hat, und diese Clients fallen aus.",
    only_logged_clients: "{connector} antwortet danach nur noch den Clients, die das Protokoll nennt ({count}). Ein \
        Protokoll zeigt einige Tage: Wer selten sendet, steht nicht darin und kann nicht mehr relayen. Vorher mit einem \
        längeren Protokoll vergleichen.",
    opens_to_everybody: "{connector} antwortet allen, auch dem ganzen Internet: Mit diesem Recht könnte jeder relayen, \
        und der Server stünde bald auf Sperrlisten.",
    greeting_changes: "{connector} meldet sich danach als {fqdn}; ein Zertifikat oder eine Überwachung kann auf den Namen \
        achten.",
    groups_lost: "{connector} lässt danach nicht mehr zu: {groups}.",
    no_way_back: "Einen Rückweg per Befehl gibt es nicht, denn Exchange würde den jetzigen Stand von {connector} ablehnen: \
        {rule}",
    restart_both_services: "Beide Transportdienste von {server} müssen danach neu gestartet werden: Die Mail stockt einen \
        Moment.",
    landing_open_until_restart: "Bis dahin bleibt offen, welcher Dienst von {server} den Port hat.",
    second_step: "Es braucht einen Schritt mehr, an {connectors}: Ohne ihn würden dieselben Server als Nächstes dort \
        scheitern.",
    takes_relay_from: "So nicht empfohlen: {hosts} {hosts|sendet|senden} Mail über einen Connector und {hosts|dürfte|dürften} danach weniger.",
    leads_to_failure: "So nicht empfohlen: Auf dem Stand danach findet die Diagnose einen anderen Fehler an \
        {connectors}.",
    hidden_value: "{property} von {connector}",

    accepted: "Exchange nimmt es an: Alle bekannten Regeln von Set-ReceiveConnector sind erfüllt.",
    accepted_as_shown: "Ob Exchange es annimmt, ist nicht sicher: Alle bekannten Regeln von Set-ReceiveConnector sind \
        erfüllt, soweit die Eingabe reicht. {values} Die Probe mit -WhatIf zeigt es, bevor etwas geändert wird.",
    values_decide: "Nicht vollständig gezeigt: {values}.",
    downgraded_authentication_decides: "Exchange nimmt SuppressXAnonymousTls nur an, wenn \
        UseDowngradedExchangeServerAuth auf {server} wahr ist (Get-TransportService); die Eingabe zeigt das nicht, und \
        ab Werk ist es falsch.",
    role_decides: "Die Eingabe zeigt nicht, ob {server} ein Edge-Server ist (Get-ExchangeServer, ServerRole).",
    binding_order_decides: "{other} hat denselben Bereich {range} auf einer gleichen Bindung. Exchange vergleicht nur die \
        ersten zwei Bindungen, die sich treffen (beobachtetes Verhalten, 2013 CU23): In der einen Reihenfolge lehnt es \
        ab, in der anderen haben beide Connectors den Bereich und liegen gleichauf.",
    refused: "Exchange würde die Änderung von {connector} ablehnen: {rule}",
    no_range_left: "Kein Remote-IP-Bereich bliebe übrig, und eine leere Liste ist nicht erlaubt.",
    equal_range: "{other} hat genau denselben Bereich {range} auf derselben Bindung.",
    crossing_ranges: "{range} und {crosses} von {other} überschneiden sich teilweise. Bereiche an einem Endpunkt müssen \
        ganz ineinander oder ganz auseinander liegen.",
    role_conflict: "{other} hört für einen anderen Transportdienst am selben Endpunkt. Dieser Konflikt muss zuerst \
        weg.",
    fqdn_not_the_servers: "Mit ExchangeServer muss Fqdn der Name des Servers selbst, sein Kurzname oder leer sein; er ist \
        {fqdn}.",
    basic_auth_require_tls_alone: "BasicAuthRequireTLS braucht BasicAuth und Tls.",
    require_tls_without_tls: "RequireTLS braucht Tls.",
    domain_secure_without_tls: "DomainSecureEnabled braucht Tls und schließt ExternalAuthoritative aus.",
    external_authoritative_excludes: "ExternalAuthoritative schließt ExchangeServer, Integrated und BasicAuth aus.",
    external_authoritative_needs_exchange_servers: "ExternalAuthoritative braucht die Berechtigungsgruppe ExchangeServers.",
    custom_is_no_input: "Die Berechtigungsgruppe Custom lässt sich nicht setzen.",
    too_many_entries: "{entries} Einträge sind mehr, als Active Directory annimmt (etwa 1.300, Erfahrungsberichte).",
    name_taken: "Einen Connector dieses Namens gibt es schon.",
    name_with_backslash: "Der Name eines Connectors darf keinen umgekehrten Schrägstrich enthalten.",
    role_not_for_new: "TransportRole eines neuen Connectors kann nur HubTransport, FrontendTransport oder Edge sein.",
    extended_protection_without_require_tls: "ExtendedProtectionPolicy braucht RequireTLS.",
    live_credential_without_basic_auth: "LiveCredentialEnabled braucht BasicAuth oder BasicAuthRequireTLS.",
    inactivity_beyond_timeout: "ConnectionTimeout darf nicht kleiner sein als ConnectionInactivityTimeout.",
    banner_without_status: "Das Banner muss mit dem Statuscode 220 beginnen und darf nur 7-Bit-ASCII-Zeichen enthalten.",
    group_address_bound: "Bindungen an Multicast- oder Broadcastadressen gibt es nicht; {address} ist eine.",
    client_settings_without_exchange_users: "AdvertiseClientSettings braucht die Berechtigungsgruppe ExchangeUsers.",
    binary_mime_without_chunking: "BinaryMimeEnabled braucht ChunkingEnabled.",
    legacy_servers_on_edge: "Die Berechtigungsgruppe ExchangeLegacyServers gibt es auf Edge-Servern nicht.",
    long_addresses_on_edge: "LongAddressesEnabled lässt sich auf Edge-Servern nicht setzen.",
    suppress_anonymous_tls_on_edge: "SuppressXAnonymousTls lässt sich auf Edge-Servern nicht setzen.",
    suppress_anonymous_tls_not_downgraded: "SuppressXAnonymousTls braucht UseDowngradedExchangeServerAuth auf dem \
        Server, und das ist falsch.",
    invalid_range: "„{entry}“ ist kein Bereich. Die Meldung: {fault}",
    invalid_binding: "„{entry}“ ist keine lokale Adresse mit Port.",
    range_start_above_end: "Die Anfangsadresse {first} darf nicht über der Endadresse {last} liegen.",
    range_families: "Anfangs- und Endadresse müssen derselben Adressfamilie angehören.",
    range_length: "Die CIDR-Länge „{length}“ ist ungültig.",
    range_length_above_v4: "Die CIDR-Länge {length} ist größer als 32, das Höchste für eine IPv4-Adresse.",
    range_length_above_v6: "Die CIDR-Länge {length} ist größer als 128, das Höchste für eine IPv6-Adresse.",
    range_mask: "Die Maske {mask} ist ungültig. Eine gültige Maske ist zum Beispiel „255.255.255.0“.",
    range_address: "Das Format der IP-Adresse {text} ist ungültig. Eine gültige IP-Adresse ist zum Beispiel 192.168.1.10.",

    lands_elsewhere: "Es heilt nicht: Auf {server} würde {address} bei {connector} landen.",
    lands_nowhere: "Es heilt nicht: Auf {server} würde kein Connector {address} antworten.",
    nothing_visible: "Der Eintrag von {connector}, der die Adressen abfängt, ist in der Eingabe nicht zu sehen; es gibt \
        nichts, was sich namentlich entfernen ließe.",
    old_value_hidden: "Die Eingabe zeigt {property} von {connector} nicht vollständig; der alte Wert ließe sich nicht \
        wiederherstellen.",
    unquotable: "Für {connector} werden keine Befehle geschrieben: Der Name oder ein Wert enthält {why}. Ändern Sie ihn \
        von Hand.",
    control_character: "ein Steuerzeichen (U+{code})",
    direction_override: "ein Zeichen, das die Schreibrichtung umkehrt (U+{code})",
    hidden_text: "ein Zeichen, das verborgenen Text trägt (U+{code})",
    too_long: "einen zu langen Text",
    nothing_seen: "nichts Sichtbares",
    left_out_of_command: "Der Name {name} fehlt hier: Er enthält {why}.",
    clients_unknown: "Die Eingabe sagt nicht, wer wirklich über {connector} relayt, darum wird keine Liste geschrieben: \
        Geraten würde sie Programme anhalten. Das Empfangsprotokoll nennt die Clients.",
    harmful: "Exchange nähme es an, aber es schadet; die Folgen sagen, wie.",

    nothing_moves: "Über den ganzen Adressraum geprüft: Keine Adresse wechselt den Connector.",
    nothing_moves_as_shown: "Soweit die Eingabe reicht, wechselt keine Adresse den Connector.",
    all_listed: "Jeder Adressbereich, der den Connector wechselt, ist aufgeführt.",
    all_listed_as_shown: "Jeder Adressbereich, der den Connector wechselt, ist aufgeführt, soweit die Eingabe reicht.",
    landing: "Dieselbe Auswahl, mit der geänderten Konfiguration erneut durchlaufen: {addresses} → {connectors}.",
    nothing_moves_today: "Heute wechselt keine Adresse den Connector.",
    more_moves: "Es ändert sich noch mehr: Jeder Adressbereich ist aufgeführt.",
    nothing_else_seen: "Sonst ist keine Änderung zu sehen, aber {why}.",
    not_all_decided: "nicht alles an diesem Endpunkt lässt sich aus der Eingabe entscheiden",
    values_not_shown: "nicht vollständig gezeigt ist: {values}",
    only_these_on_each_server: "Sonst ändert sich nichts. Auf jedem Server wechseln {addresses} zu {connectors}. \
        Keine andere IPv4- oder IPv6-Adresse wechselt den Connector.",
    only_these: "Sonst ändert sich nichts. {addresses|# wechselt|# wechseln} zu {connectors}. Keine andere IPv4- \
        oder IPv6-Adresse wechselt den Connector.",
};
