//! Findings about connectors of setup and about ranges.

use crate::words::setup::Setup;

pub(super) const WORDS: Setup = Setup {
    mail_from_outside: "Mail von außen und von Exchange 2007, 2010 und Edge-Servern",
    mail_to_edge: "Mail von außen und aus der Organisation",
    mail_of_users: "Mail angemeldeter Benutzer",
    mail_of_users_handed_on: "Mail von Benutzern, weitergereicht vom Front-End",
    mail_to_outside: "Mail nach außen, übergeben vom Transportdienst",
    mail_from_servers: "Mail von anderen Exchange-Servern und von Front-Ends",

    nothing_listens: "{connector} (Port {port}, {task}): Für {family} hört dort nichts; Verbindungen werden abgelehnt.",
    nothing_listens_elsewhere: "{connector} (Port {port}, {task}): Für {family} hört an Adressen, die keine Bindung \
        nennt, nichts; Verbindungen werden abgelehnt.",
    nobody_has: "{connector} (Port {port}, {task}): Kein Connector hat {ranges}; sie erhalten 421 4.3.2 Service not \
        available.",
    queue_fails: "Eine Warteschlange in der Eingabe scheitert mit genau dieser Antwort.",
    disabled: "{connectors} {connectors|ist|sind} deaktiviert, und nichts antwortet an {connectors|seiner|ihrer} Stelle.",
    disabled_why: "Enabled ist False. Ein deaktivierter Connector hört nicht und nimmt an der Auswahl nicht teil.",
    disabled_action: "Aktivieren, falls er nicht mit Absicht abgeschaltet ist.",
    disabled_fine: "Wenn niemand an diesen Port senden soll.",
    narrowed: "{connectors} {connectors|nimmt|nehmen} nicht mehr jede Adresse an, und kein anderer Connector nimmt den \
        Rest.",
    narrowed_why: "Das Setup gibt ihm 0.0.0.0-255.255.255.255 und eine Bindung an jede lokale Adresse, damit niemand \
        übrig bleibt.",
    narrowed_action: "0.0.0.0-255.255.255.255 und 0.0.0.0 als lokale Adresse zurückgeben, falls nicht nur diese Absender \
        zustellen dürfen.",
    narrowed_fine: "Wenn nur die Absender in seinen Bereichen zustellen dürfen und alle Exchange-Server darunter sind.",
    ipv6_gap: "{connectors} {connectors|antwortet|antworten} nicht über IPv6.",
    ipv6_gap_why: "Das Setup gibt ihm die Bindung [::] und alle IPv6-Adressen. Exchange fragt im DNS zuerst nach \
        IPv6-Adressen.",
    ipv6_gap_action: "Die Bindung [::] und den Bereich ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff zurückgeben.",
    ipv6_gap_fine: "Wenn niemand diesen Server über IPv6 erreicht.",

    edited: "{connectors}: nicht wie vom Setup angelegt.",
    edited_and_refuses: "{connectors}: nicht wie vom Setup angelegt, und wer damit rechnet, wird abgewiesen.",
    edit: "{connectors}: {change}; {harm}.",
    lacks: "In {property} fehlt {member}",
    has_member: "{property} enthält zusätzlich {member}",
    is_instead: "{property} ist {value} statt {setup}",
    edited_why: "Die Dienste von Exchange und andere Server rechnen mit den Werten, die das Setup diesen Connectors gibt.",
    edited_action: "Die Werte des Setups wiederherstellen, falls der Grund der Änderung nicht bekannt ist.",
    edited_fine: "Wenn die Änderung gewollt ist.",
    harm_servers_temporary: "Exchange-Server, die dort landen, scheitern mit 454 4.7.0 Temporary authentication failure",
    harm_servers_as_users: "Exchange-Server, die dort landen, gelten als gewöhnliche Benutzer, und ihre Mail kommt mit \
        550 5.7.1 zurück (kein Recht, als dieser Absender zu senden)",
    harm_anonymous_refused: "Absender ohne Anmeldung, vor allem die des Internets, erhalten 530 5.7.1 Client was not \
        authenticated",
    harm_users_refused: "Benutzer melden sich an und erhalten dann 550 5.7.1 Client does not have permissions to submit \
        to this server",
    harm_user_proxy_fails: "Mail von Benutzern auf Port 587 kann nicht weitergereicht werden: 535 5.7.3 Unable to proxy \
        authenticated session",
    harm_outbound_proxy_fails: "Sendeconnectors, die über das Front-End gehen, scheitern mit 451 4.7.0 XPROXYTO is \
        required to send mail",
    harm_partners_refused: "Partnerserver mit Domänensicherheit dürfen nichts einreichen",
    harm_no_starttls: "er bietet kein STARTTLS, und Absender, die auf TLS bestehen, geben mit 451 5.7.3 STARTTLS is \
        required to send mail auf",
    harm_other_service: "er gehört zu einem anderen Transportdienst, sein eigener kennt ihn deshalb nicht",
    harm_port_gone: "auf dem Port des Setups findet ihn niemand, falls dort kein anderer Connector hört",
    harm_too_fast: "ein schnellerer Absender erhält 421 4.4.2 Message submission rate has exceeded the configured limit",
    harm_too_many: "ein Server mit mehr gleichzeitigen Verbindungen erhält 421 4.3.2, bis er sich angemeldet hat",
    harm_no_login: "Clients, die sich so anmelden, erhalten 504 5.7.4 Unrecognized authentication type",
    harm_clear_passwords: "Kennwörter können unverschlüsselt durch das Netz gehen",
    harm_anonymous_admitted: "Absender ohne Anmeldung dürfen hier einreichen, was in Exchange nichts braucht",
    harm_users_admitted: "Benutzer dürfen sich an einem Port anmelden, der für Server da ist; dort lassen sich Kennwörter \
        probieren",
    harm_trusted: "wer dort landet, genießt das Vertrauen eines Exchange-Servers",
    harm_none_known: "es ist nicht bekannt, dass daran etwas scheitert",

    unreadable: "Die Liste von {connectors} hat Einträge, die nicht lesbar sind; deshalb bleibt offen, welcher Connector \
        {senders} antwortet.",
    unreadable_what: "Ein Eintrag ist unkenntlich gemacht oder beschädigt. In ihm kann die Adresse des Absenders stehen, \
        einzeln oder in einem Bereich.",
    unreadable_why: "Alle lesbaren Einträge sind geprüft, keiner entscheidet. Eine Einzeladresse würde gegen alles \
        Lesbare gewinnen.",
    unreadable_action: "Den Befehl unten auf einem Exchange-Server ausführen und seine Ausgabe unverändert einfügen: \
        Nichts verlässt diese Seite.",
    cut_off: "Die Liste von {connectors} ist in der Eingabe abgeschnitten; deshalb bleibt offen, welcher Connector \
        {senders} antwortet.",
    cut_off_what: "PowerShell hat die ersten Einträge und drei Punkte ausgegeben. In dem, was fehlt, kann die Adresse des \
        Absenders stehen, einzeln oder in einem Bereich.",
    cut_off_why: "Alle sichtbaren Einträge sind geprüft, keiner entscheidet. Eine verborgene Einzeladresse würde gegen \
        alles Sichtbare gewinnen.",
    cut_off_action: "Den Befehl unten auf einem Exchange-Server ausführen und seine Ausgabe zusätzlich einfügen.",

    not_nested: "Die Bereiche von {winner} und {others} überschneiden sich, und {address} liegt in beiden.",
    not_nested_what: "{winner} hat {range}, {others}. Exchange erlaubt Überlappung nur, wenn ein Bereich ganz im anderen \
        liegt; welcher Connector {address} antwortet, ist daher nirgends dokumentiert. Der kleinere Bereich würde \
        gewinnen, so beobachtet an Exchange 2013.",
    has_range: "{connector} hat {range}",
    not_nested_why: "Die Cmdlets lehnen ein solches Paar heute ab. Es stammt aus anderer Zeit oder ist an ihnen vorbei \
        entstanden, und jede spätere Änderung an einem der beiden wird abgelehnt.",
    not_nested_action: "Die Bereiche verschachteln oder trennen. Das Empfangsprotokoll des Servers nennt den Connector, \
        der wirklich geantwortet hat.",

    cross: "{connectors} haben Bereiche, die sich überschneiden.",
    cross_pair: "{first} hat {first_range}, {second} hat {second_range}.",
    cross_why: "Exchange erlaubt Überlappung nur, wenn ein Bereich ganz im anderen liegt. Welcher von beiden antwortet, \
        ist nirgends dokumentiert, und jede spätere Änderung an einem der beiden wird abgelehnt.",
    equal: "{connectors} haben denselben Bereich an derselben Bindung.",
    equal_pair: "{first} und {second} haben beide {range}.",
    equal_why: "Wenn beide aktiviert sind, sagt nichts, wer antwortet. Exchange lehnt jede spätere Änderung an einem der \
        beiden ab: Verglichen werden Bindungen und Bereiche aller Connectors des Servers, auch der deaktivierten.",
    separate_action: "Die Bereiche verschachteln oder trennen, bevor die nächste Änderung eilt.",

    whole_internet: "{connectors} nimmt alles an, was {endpoints} erreicht, noch vor dem Standardconnector.",
    whole_internet_what: "Bei gleicher Größe gewinnt die Bindung an genau diese Adresse gegen eine an jede Adresse. Ein \
        Exchange-Server, der sich mit dieser Adresse verbindet, landet hier und gibt mit 451 5.7.3 auf oder wird \
        abgewiesen.",
    whole_internet_why: "Sein Bereich ist der ganze Adressraum, er ist an diese eine lokale Adresse gebunden, und er \
        bedient keine Exchange-Server.",
    whole_internet_action: "Dafür sorgen, dass der Name des Servers intern nicht zu dieser Adresse führt, oder den \
        Bereich verkleinern.",
    whole_internet_fine: "Wenn diese Adresse nur für das Internet da ist.",

    never_chosen: "Auf {connectors} landet nie eine Verbindung.",
    on_binding: "{connector} an {bindings}",
    no_range_of_family: "{connector} an {binding}: Kein Bereich gehört zu dieser Adressfamilie.",
    taken: "{connector} an {binding}: {others} {others|nimmt|nehmen} alle Adressen.",
    never_chosen_why: "Der kleinste Bereich, in dem der Absender liegt, gewinnt, und für jede Adresse dieses Connectors \
        hat ein anderer einen kleineren oder denselben mit genauer Bindung.",
    never_chosen_action: "Klären, wer dort landen sollte; die Connectors davor verkleinern oder diesen entfernen.",
    never_chosen_fine: "Wenn er als Reserve aufgehoben wird.",

    differ: "{connectors} {connectors|unterscheidet|unterscheiden} sich vom gleichnamigen Connector auf einem anderen \
        Server.",
    differ_what: "Mail läuft über den einen Server und über den anderen nicht, je nachdem, welchen sie erreicht.",
    values: "{property}: {values}.",
    value_on: "{value} auf {connector}",
    empty: "leer",
    remote_ip_ranges_in_part: "RemoteIPRanges, nicht auf jedem von ihnen",
    differ_action: "Die Einstellung übertragen, falls der Unterschied nicht gewollt ist.",
    differ_fine: "Wenn die Server verschiedene Aufgaben haben.",
};
