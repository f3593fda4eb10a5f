//! What the answer to a need may show, and what each of it means.

use crate::words::outcomes::{Outcomes, Told};

pub(super) const WORDS: Outcomes = Outcomes {
    address_in_ranges: Told {
        see: "Eine Adresse in einem Bereich von {connectors}",
        means: "{connectors} antwortet ihr: Das ist die Ursache.",
    },
    address_not_in_ranges: Told {
        see: "Keine Adresse in diesen Bereichen",
        means: "{connectors} antwortet diesen Servern nicht. Die Ursache ist eine andere.",
    },
    address_in_a_list: Told {
        see: "Eine Adresse, die ein eigener Connector des Ziels auf diesem Port führt",
        means: "Er antwortet anstelle des Standardconnectors. Bietet er keine Exchange-Server-Authentifizierung an, \
            ist er die Ursache.",
    },
    address_in_no_list: Told {
        see: "Keine Adresse, die ein eigener Connector führt",
        means: "Der Standardconnector antwortet. Als Nächstes das Ziel nach EHLO fragen.",
    },
    list_shows_captor: Told {
        see: "Ein Connector, dessen RemoteIPRanges die Adresse des Absenders enger halten als der Standardconnector \
            und in dessen AuthMechanism ExchangeServer fehlt",
        means: "Er antwortet anstelle des Standardconnectors: Das ist die Ursache.",
    },
    list_shows_healthy: Told {
        see: "Nur Connectors mit ExchangeServer in AuthMechanism halten die Adresse des Absenders",
        means: "Kein Connector ist die Ursache. Als Nächstes das Ziel vom sendenden Server aus nach EHLO fragen.",
    },
    log_is_older: Told {
        see: "Andere Bindungen, Bereiche oder Einstellungen als in dieser Eingabe",
        means: "Eingabe oder Protokoll ist überholt. Es gilt die neue Ausgabe: Sie gehört an die Stelle der alten.",
    },
    log_is_newer: Told {
        see: "Dieselben Werte wie in dieser Eingabe",
        means: "Der Absender benutzt eine andere Adresse oder erreicht einen anderen Server, als die Eingabe zeigt. \
            Die Adressen beider einfügen.",
    },
    answered_without_authentication: Told {
        see: "Der Connector, der geantwortet hat, ohne ExchangeServer in AuthMechanism",
        means: "Ein Exchange-Server bekommt von ihm 451 5.7.3. Exchange-Servern soll ein anderer Connector antworten.",
    },
    answered_with_authentication: Told {
        see: "Der Connector, der geantwortet hat, mit ExchangeServer in AuthMechanism und ExchangeServers in \
            PermissionGroups",
        means: "Für einen Exchange-Server ist er der richtige. Der Grund liegt nicht im Connector.",
    },
    entry_holds: Told {
        see: "Ein Eintrag, der die Adresse des Absenders hält",
        means: "{connectors} kann antworten. Der Eintrag mit den wenigsten Adressen entscheidet.",
    },
    no_entry_holds: Told {
        see: "Kein Eintrag, der sie hält",
        means: "{connectors} antwortet diesem Absender nicht. Es ist ein anderer Connector.",
    },
    queue_not_offered: Told {
        see: "LastError mit 451 5.7.3 Cannot achieve Exchange Server authentication",
        means: "Es ist eine Frage der Empfangsconnectors: die Warteschlange hier einfügen, mit den Connectors des \
            Ziels.",
    },
    queue_other_reply: Told {
        see: "LastError mit einer anderen Antwort",
        means: "Diese Antwort nennt die Ursache. Sie gehört hierher.",
    },
    queue_without_error: Told {
        see: "Ein leerer LastError",
        means: "Die Warteschlange scheitert nicht: Sie wartet, ist angehalten, oder ihr Fehler ist vorbei.",
    },
    ehlo_masked: Told {
        see: "XXXX anstelle von X-ANONYMOUSTLS oder eine Begrüßung aus Sternchen",
        means: "Ein Gerät auf dem Weg entfernt SMTP-Befehle. Die SMTP-Inspektion für diesen Weg abschalten.",
    },
    ehlo_only_exps: Told {
        see: "X-EXPS, aber kein X-ANONYMOUSTLS",
        means: "Das Ziel lädt sein internes Transportzertifikat nicht, oder am Connector ist SuppressXAnonymousTls \
            gesetzt.",
    },
    ehlo_offered: Told {
        see: "X-ANONYMOUSTLS",
        means: "Für diese Adresse und diesen Moment ist es weder das Gerät noch das Zertifikat. Das Sendeprotokoll \
            ansehen.",
    },
    sent_masked: Told {
        see: "In der Antwort auf EHLO XXXX anstelle von Verben",
        means: "Ein Gerät auf dem Weg entfernt SMTP-Befehle.",
    },
    sent_only_exps: Told {
        see: "In der Antwort auf EHLO X-EXPS ohne X-ANONYMOUSTLS, oder keines von beiden",
        means: "Mit X-EXPS ist es das Zertifikat des Ziels. Ohne beides hat ein Connector ohne ExchangeServer \
            geantwortet: local-endpoint ist die Adresse, die in keiner seiner Listen stehen darf.",
    },
    sent_offered: Told {
        see: "In der Antwort auf EHLO X-ANONYMOUSTLS, oder der Name eines anderen Hosts",
        means: "Mit X-ANONYMOUSTLS ist die Anmeldung danach gescheitert: dort weiterlesen. Der Name eines anderen \
            Hosts zeigt, dass der Name des Ziels zu einer falschen Adresse führt.",
    },
    log_names: Told {
        see: "{connectors} in der Spalte connector-id, in Sitzungen der Absender",
        means: "Er antwortet ihnen: Das ist die Ursache.",
    },
    log_names_another: Told {
        see: "Ein anderer Connector in dieser Spalte",
        means: "{connectors} ist nicht die Ursache. Den dort genannten Connector mit allen Eigenschaften einfügen.",
    },
    log_names_nobody: Told {
        see: "Keine Sitzung der Absender",
        means: "Sie erreichen diesen Server nicht, oder es wird nichts protokolliert: ProtocolLoggingLevel seiner \
            Connectors auf Verbose setzen und den nächsten Versuch abwarten.",
    },
    replied_itself: Told {
        see: "{connectors} in der Spalte connector-id, in der Sitzung mit diesem EHLO",
        means: "Er hat geantwortet; seine Einstellungen gelten für diesen Client.",
    },
    replied_another: Told {
        see: "Ein anderer Connector in dieser Spalte",
        means: "Die Eingabe zeigt diesen Connector anders, als er jetzt ist, oder gar nicht: Fügen Sie ihn mit allen Eigenschaften ein.",
    },
    in_the_way: Told {
        see: "Ein Connector mit demselben Eintrag in Bindings und einer anderen TransportRole oder einem kreuzenden Bereich",
        means: "Er steht im Weg, aktiviert oder nicht. Ändern Sie den Endpunkt oder den Bereich eines der beiden.",
    },
    not_in_the_way: Told {
        see: "Kein solcher Connector",
        means: "Die Liste wurde nach dem Fehler geändert: Führen Sie den Befehl noch einmal aus.",
    },
    certificate_missing: Told {
        see: "Der Fingerabdruck des ersten Blocks in keinem der Blöcke darunter, oder dort mit HasPrivateKey False",
        means: "Das interne Transportzertifikat fehlt: Das ist die Ursache. Auch die Ereignisse 12012 bis 12015 \
            sagen es.",
    },
    certificate_there: Told {
        see: "Dieser Fingerabdruck in einem Block mit HasPrivateKey True und Status Valid",
        means: "Das Zertifikat ist da: Die Ursache ist eine andere.",
    },
    relay_right_there: Told {
        see: "ms-Exch-SMTP-Accept-Any-Recipient mit Deny False",
        means: "Anonyme Absender dürfen auf {connectors} weiterleiten.",
    },
    relay_right_absent: Told {
        see: "Kein solches Recht, oder Deny True",
        means: "Anonyme Absender dürfen auf {connectors} nicht weiterleiten.",
    },
    right_there: Told {
        see: "{right} für {user} mit Deny False",
        means: "{connectors} hat das Recht ebenfalls. Die Ursache ist eine andere.",
    },
    right_absent: Told {
        see: "{right} ist für {user} nicht aufgeführt, oder Deny ist True",
        means: "{connectors} lehnt ab, was das Front-End durchgelassen hat: Das ist die Ursache.",
    },
    gateway_in_ranges: Told {
        see: "Eine Adresse eines Gateways, einer Firewall oder eines Load Balancers in einem Bereich von {connectors}",
        means: "Wer durch dieses Gerät kommt, wird behandelt wie es selbst. Die Adresse aus dieser Liste nehmen.",
    },
    gateway_elsewhere: Told {
        see: "Nur Adressen außerhalb dieser Bereiche",
        means: "Durch ein solches Gerät kommt niemand zu {connectors}.",
    },
    asks_for_exchange: Told {
        see: "SmartHostAuthMechanism mit ExchangeServer am Sendeconnector dieser Warteschlange",
        means: "Das kann kein Host außerhalb der Organisation geben: dort ein anderes Verfahren setzen.",
    },
    asks_for_nothing: Told {
        see: "Dort None oder BasicAuth",
        means: "Der Sendeconnector ist richtig. Die Betreiber des anderen Hosts fragen, mit dessen Antwort.",
    },
    users_are_servers: Told {
        see: "Adressen von Exchange-Servern neben {connectors}",
        means: "Sie landen heute dort: Ihre Mail scheitert, sobald sie diesen Weg nimmt. Sie aus der Liste nehmen.",
    },
    users_are_no_servers: Told {
        see: "Nur Drucker, Anwendungen und andere Clients neben {connectors}",
        means: "Kein Exchange-Server benutzt ihn heute. Nach einer anderen Route oder einem Failover kann es noch \
            geschehen.",
    },
    users_as_meant: Told {
        see: "Die erwarteten Absender neben {connectors}",
        means: "Er arbeitet wie gedacht. Nichts ist zu tun.",
    },
    users_not_meant: Told {
        see: "Andere Absender neben {connectors}",
        means: "Er nimmt Absender an, für die er nicht gedacht ist. Seine Liste enger fassen.",
    },
    users_known: Told {
        see: "Nur bekannte Adressen neben {connectors}",
        means: "Diese Adressen als seine Liste eintragen, anstelle des großen Bereichs.",
    },
    users_unknown: Told {
        see: "Unbekannte Adressen neben {connectors}",
        means: "Fremde dürfen weiterleiten: die Liste sofort enger fassen und nachsehen, was sie gesendet haben.",
    },
    nobody_uses: Told {
        see: "Niemand neben {connectors}",
        means: "Niemand benutzt ihn, oder es wird nichts protokolliert: dort ProtocolLoggingLevel auf Verbose \
            setzen und nach einem Tag noch einmal nachsehen.",
    },
    somebody_is_refused: Told {
        see: "Adressen ohne einen Connector davor",
        means: "Diese Absender bekommen 421 4.3.2 Service not available. Sie brauchen einen Connector, der sie hält.",
    },
    nobody_is_refused: Told {
        see: "Ein Connector vor jeder Adresse",
        means: "In diesen Protokollen wird niemand abgewiesen. Für spätere Absender bleibt es ein Risiko.",
    },
    one_of_them_answers: Told {
        see: "Nur einer der beiden Connectors",
        means: "Er antwortet; zum anderen kommt niemand. Einen entfernen, oder beiden verschiedene Bereiche geben.",
    },
    both_answer: Told {
        see: "Beide Connectors, für dieselbe Adresse",
        means: "Es antwortet bald der eine, bald der andere. Ihre Bereiche trennen.",
    },
    somebody_lands: Told {
        see: "{connectors} vor einer Adresse",
        means: "Jemand landet dort: Die Eingabe zeigt nicht den heutigen Stand. Die Connectors noch einmal einfügen.",
    },
    somebody_is_not_admitted: Told {
        see: "{connectors} vor einer Adresse",
        means: "Dieser Absender wird abgewiesen. Dem Connector die Berechtigungsgruppe geben, die er braucht, oder \
            die Adresse herausnehmen.",
    },
    same_senders: Told {
        see: "Dieselben Absender auf all diesen Servern",
        means: "Sie treffen durch Zufall auf verschiedene Einstellungen. Die Connectors angleichen.",
    },
    own_senders: Told {
        see: "Auf jedem Server eigene Absender",
        means: "Der Unterschied kann gewollt sein. Fragen, wer ihn gemacht hat.",
    },
    server_itself: Told {
        see: "Eine Adresse des Servers selbst neben {connectors}",
        means: "Ein Programm auf dem Server sendet auf diesem Weg und bekommt, was der Connector erlaubt. So \
            lassen, wenn es gewollt ist.",
    },
    not_the_server_itself: Told {
        see: "Nur andere Adressen",
        means: "Nichts auf dem Server sendet über {connectors}.",
    },
    gateway_lands: Told {
        see: "Die Adresse des Gateways oder Load Balancers neben {connectors}",
        means: "Absender dahinter landen dort. Sie aus der Liste nehmen, oder das Gerät die Adressen der Absender \
            erhalten lassen.",
    },
    gateway_lands_not: Told {
        see: "Nur andere Adressen",
        means: "Das Gerät erhält die Adressen der Absender, oder niemand kommt durch es: {connectors} ist richtig.",
    },
    cloud_lands: Told {
        see: "{connectors} vor Adressen von Exchange Online, aus 40.92.0.0/15, 40.107.0.0/16, 52.100.0.0/14 oder \
            104.47.0.0/17",
        means: "Mail von Exchange Online landet dort.",
    },
    cloud_lands_elsewhere: Told {
        see: "Ein anderer Connector vor ihnen",
        means: "Mail von Exchange Online landet auf jenem. Er braucht die Einstellungen der Hybridverbindung.",
    },
    cloud_authority: Told {
        see: "Bei TLS ein Zertifikat von Exchange Online, dessen Aussteller {connectors} nicht nennt",
        means: "Das ist die Ursache: den neuen Aussteller in TlsDomainCapabilities nennen.",
    },
    cloud_authority_fits: Told {
        see: "Der Aussteller, den TlsDomainCapabilities nennt",
        means: "Der Name stimmt. Die Ursache ist eine andere.",
    },
    many_at_once: Told {
        see: "Viele Sitzungen einer Adresse, die sich überschneiden",
        means: "Dieser Absender erreicht allein die Grenze je Quelle. Sie am Connector erhöhen, oder den Absender \
            weniger Verbindungen benutzen lassen.",
    },
    few_at_once: Told {
        see: "Sich überschneidende Sitzungen vieler Adressen",
        means: "Die Grenze aller Verbindungen zusammen ist erreicht. MaxInboundConnection erhöhen, oder suchen, wer \
            Sitzungen offen hält.",
    },
    client_on_setup: Told {
        see: "Die Adresse des Clients auf einem Connector des Setups",
        means: "Kein eigener Connector führt sie. Die Adresse, wie sie dort steht, in den Relayconnector eintragen.",
    },
    client_on_relay: Told {
        see: "Die Adresse des Clients auf dem Relayconnector",
        means: "Die Liste stimmt. Nachsehen, ob anonyme Absender dort das Recht ms-Exch-SMTP-Accept-Any-Recipient \
            haben.",
    },
    name_registered: Told {
        see: "Das Konto dieses Servers",
        means: "Kerberos kennt den Namen. Die Ursache ist eine andere: die Uhren vergleichen.",
    },
    name_not_registered: Told {
        see: "No such SPN found, oder ein anderes Konto",
        means: "Kerberos kennt den Namen nicht, den der Connector nennt: Das ist die Ursache. Fqdn auf den Namen \
            des Servers oder auf $null setzen.",
    },
    queue_falls: Told {
        see: "MessageCount fällt von Block zu Block, und LastError ist leer",
        means: "Die Warteschlange stellt zu. Nichts steckt fest.",
    },
    queue_grows: Told {
        see: "MessageCount bleibt oder wächst, Status ist Active, und LastError ist leer",
        means: "Es kommt mehr Mail an, als eine Verbindung nach der anderen tragen kann. Es ist eine Frage des \
            Durchsatzes.",
    },
    queue_fails: Told {
        see: "LastError mit einer Antwort",
        means: "Die Antwort nennt die Ursache. Sie gehört hierher.",
    },
    copies_fall: Told {
        see: "MessageCount fällt von Block zu Block",
        means: "Die Kopien gehen, wenn der andere Server zugestellt hat. Nichts steckt fest.",
    },
    copies_stay: Told {
        see: "MessageCount bleibt",
        means: "Der Server mit den Originalen hat sich nicht gemeldet. Seine Warteschlangen ansehen.",
    },
    requester_inactive: Told {
        see: "Zeilen mit Inactive oder Draining",
        means: "Jeder dort genannte Requester muss die Komponente auf Active setzen: Set-ServerComponentState mit \
            -Requester und diesem Namen.",
    },
    requester_active: Told {
        see: "Active in jeder Zeile",
        means: "Die Komponente wurde zurückgesetzt. Den Transportdienst neu starten, wenn noch Mail wartet.",
    },
    one_sender: Told {
        see: "Nachrichten eines Absenders oder weniger Absender",
        means: "Der andere Host lehnt diese Nachrichten ab: den Absender, den Inhalt oder eine Domäne, die nicht für sie \
            bürgt (SPF, DKIM).",
    },
    many_senders: Told {
        see: "Nachrichten vieler Absender",
        means: "Der andere Host lehnt diesen Server ab: seine öffentliche Adresse oder seine Rate. Den Betreiber fragen, mit \
            der Antwort.",
    },
    nothing_at_connector: Told {
        see: "Nichts dergleichen an {connectors}",
        means: "{connectors} wurde nach dieser Sitzung geändert. Noch einmal versuchen und die neuesten Zeilen des \
            Empfangsprotokolls lesen.",
    },
    kerberos_encryption: [
        Told {
            see: "Ein Konto mit 4, 0 oder nichts und das andere mit 8, 16 oder 24",
            means: "Das ist die Ursache: Beide haben kein Verschlüsselungsverfahren gemeinsam. AES (24) für beide \
                Computerkonten zulassen.",
        },
        Told {
            see: "24 oder 28 bei beiden Konten",
            means: "Beide lassen AES zu. Die KDC-Ereignisse 201 bis 209 der Domänencontroller ansehen, danach die \
                Uhren.",
        },
    ],
    outside_refuses: [
        Told {
            see: "SmartHostAuthMechanism None, und jener Host verlangt eine Anmeldung",
            means: "Dem Sendeconnector die Anmeldung geben, die der Host erwartet.",
        },
        Told {
            see: "Eine Anmeldung, oder Zustellung über DNS",
            means: "Der Host lehnt diesen Absender oder diese Adresse ab. Seine Betreiber fragen, mit seiner Antwort.",
        },
    ],
    out_of_date_server: [
        Told {
            see: "Ein Build, der älter ist als die von Microsoft noch unterstützten",
            means: "Das ist die Ursache: diesen Server aktualisieren.",
        },
        Told {
            see: "Auf jedem Server der neueste Build",
            means: "Ein anderer Server verbindet sich mit Exchange Online. Die Received-Zeilen einer verzögerten \
                Nachricht nennen ihn.",
        },
    ],
    tenant_attribution: [
        Told {
            see: "TlsCertificateName des Sendeconnectors passt zu keinem Zertifikat, oder zu einem abgelaufenen",
            means: "Das ist die Ursache: das gültige Zertifikat nennen; sein Name muss im eingehenden Connector von \
                Exchange Online stehen.",
        },
        Told {
            see: "Er passt zu einem gültigen Zertifikat",
            means: "Dessen Namen und die öffentliche Adresse dieses Servers mit Get-InboundConnector in Exchange \
                Online vergleichen.",
        },
    ],
    subject_mismatch: [
        Told {
            see: "TlsCertificateName, der zu keinem Zertifikat darunter passt, am Connector, der Exchange Online \
                annimmt",
            means: "Das ist die Ursache: dort das erneuerte Zertifikat nennen, Aussteller und Antragsteller.",
        },
        Told {
            see: "Er passt zu einem gültigen Zertifikat",
            means: "Exchange Online antwortet ein anderer Connector: einen suchen, dessen Bereiche dessen Adressen \
                enger halten.",
        },
    ],
    sender_unauthenticated: [
        Told {
            see: "Kein Eintrag v=spf1, oder einer ohne die Adresse, von der die Mail ausgeht",
            means: "Das ist die Ursache: die öffentliche Adresse oder den Smarthost in den Eintrag aufnehmen.",
        },
        Told {
            see: "Ein Eintrag v=spf1 mit dieser Adresse",
            means: "Die Domäne des Absenders ist eine andere, etwa bei weitergeleiteter Mail, oder verlangt wird eine \
                DKIM-Signatur. Welches von beiden, sagt der Wortlaut der Antwort.",
        },
    ],
    temporary_authentication_failure: [
        Told {
            see: "Ein Unterschied von 300 Sekunden oder mehr, oder keine Zeile mit SMTPSVC",
            means: "Das ist die Ursache: die Uhr stellen, oder den fehlenden Dienstprinzipalnamen registrieren.",
        },
        Told {
            see: "Uhren auf Sekunden gleich, und SMTPSVC mit den Namen des Servers",
            means: "Keines von beiden. Auf dem Ziel das Ereignis 1035 suchen; es nennt den Connector.",
        },
    ],
    tls_channel: [
        Told {
            see: "Ein Zertifikat für SMTP, das nicht Valid, abgelaufen oder selbstsigniert ist",
            means: "Die Gegenseite vertraut ihm nicht. SMTP einem gültigen Zertifikat einer Stelle geben, der beide \
                vertrauen.",
        },
        Told {
            see: "Ein gültiges Zertifikat einer solchen Stelle",
            means: "Es ist nicht das Zertifikat. Die TLS-Versionen beider Server vergleichen.",
        },
    ],
    certificate_validation: [
        Told {
            see: "NotAfter in der Vergangenheit, ein anderer Status als Valid, oder kein Zertifikat mit dem Namen, \
                den ein Connector nennt",
            means: "Das ist die Ursache: es erneuern oder das richtige nennen. Bei einem Edge-Server danach neu \
                abonnieren.",
        },
        Told {
            see: "Ein gültiges Zertifikat mit diesem Namen",
            means: "Die Gegenseite kennt es nicht. Bei einem Edge-Server neu abonnieren; sonst nachsehen, ob sie \
                dessen Stamm vertraut.",
        },
    ],
    start_tls_required: [
        Told {
            see: "Kein Zertifikat mit SMTP in Services und HasPrivateKey True",
            means: "Das ist die Ursache: Der Server kann STARTTLS nicht anbieten. Ein gültiges Zertifikat für SMTP \
                aktivieren.",
        },
        Told {
            see: "Ein solches Zertifikat",
            means: "Der Server kann es anbieten. Ein Gerät auf dem Weg entfernt STARTTLS, oder ein anderer \
                Connector antwortet.",
        },
    ],
    own_internal_certificate: [
        Told {
            see: "Kein Zertifikat, das Valid ist und HasPrivateKey True hat, oder keines mit SMTP",
            means: "Das ist die Ursache: mit New-ExchangeCertificate ein neues erstellen und den Transportdienst \
                neu starten.",
        },
        Told {
            see: "Gültige Zertifikate mit ihren Schlüsseln",
            means: "Das genannte ist ein anderes. Die Ereignisse 12012 und 12013 zeigen seinen Fingerabdruck.",
        },
    ],
    other_authentication: [
        Told {
            see: "Ein SmartHostAuthMechanism, den der andere Host nicht anbietet",
            means: "Das Verfahren setzen, das der Host in seiner Antwort auf EHLO anbietet.",
        },
        Told {
            see: "None, und RequireTLS True oder ein TlsDomain",
            means: "Der Host muss STARTTLS anbieten und tut es nicht. Nach seiner Antwort auf EHLO fragen.",
        },
    ],
    service_not_active: [
        Told {
            see: "HubTransport oder FrontendTransport mit Inactive oder Draining",
            means: "Das ist die Ursache: mit Set-ServerComponentState auf Active setzen, mit dem Requester, der sie \
                abgeschaltet hat.",
        },
        Told {
            see: "Active bei beiden",
            means: "Sie wurde zurückgesetzt. Den Transportdienst neu starten, wenn noch Mail wartet.",
        },
    ],
    service_not_available: [
        Told {
            see: "HubTransport oder FrontendTransport mit Inactive oder Draining",
            means: "Das ist die Ursache: Die Komponente ist abgeschaltet.",
        },
        Told {
            see: "Active bei beiden",
            means: "Kein Connector auf dem Port hält die Adresse des Absenders, oder ein HubTransport-Connector \
                sitzt auf Port 25. Alle Connectors des Ziels einfügen.",
        },
    ],
    connection_limit: [
        Told {
            see: "Eine kleine Zahl am Connector, der antwortet, etwa 20 oder 2",
            means: "Diese Grenze ist erreicht. Sie am Connector für diese Absender erhöhen.",
        },
        Told {
            see: "unlimited und 100 an diesem Connector",
            means: "Ein anderer Connector antwortet. Das Ereignis 1021 nennt ihn.",
        },
    ],
    message_rate_limit: [
        Told {
            see: "Eine Zahl in MessageRateLimit des Connectors, der antwortet",
            means: "Diese Grenze ist erreicht. Sie an Connectors für Server auf Unlimited setzen.",
        },
        Told { see: "Dort Unlimited", means: "Ein anderer Connector antwortet. Das Empfangsprotokoll nennt ihn." },
    ],
    port_taken: [
        Told {
            see: "HubTransport neben Port 25",
            means: "Das ist die Ursache: diesem Connector die Rolle FrontendTransport geben und beide \
                Transportdienste neu starten.",
        },
        Told {
            see: "Nur FrontendTransport neben Port 25",
            means: "Ein anderes Programm hat den Port. netstat -ano nennt seinen Prozess.",
        },
    ],
    ranges_limit: [
        Told {
            see: "Eine Zahl um 1.300",
            means: "Die Liste ist voll: benachbarte Adressen als einen Bereich schreiben.",
        },
        Told {
            see: "Eine kleine Zahl",
            means: "Der Befehl nennt eine andere Liste, oder er fügt sehr viele auf einmal hinzu.",
        },
    ],
    back_pressure: [
        Told {
            see: "Ein Ereignis 15004 oder 15006, dem kein 15005 oder 15007 folgt",
            means: "Der Server steht unter Druck. Das Ereignis nennt Platte oder Speicher: dort Platz schaffen.",
        },
        Told {
            see: "Nichts davon, oder zuletzt 15005 und 15007",
            means: "Der Druck ist vorbei. Retry-Queue ausführen.",
        },
    ],
    connection_dropped: [
        Told {
            see: "Die Sitzung endet nach STARTTLS oder X-ANONYMOUSTLS",
            means: "TLS scheitert. Die TLS-Versionen vergleichen, und auf dem Ziel nach dem privaten Schlüssel des \
                Zertifikats sehen.",
        },
        Told {
            see: "Sie endet nach DATA oder BDAT, oder jedes Mal anderswo",
            means: "Ein Gerät oder ein Virenschutz auf dem Weg trennt sie.",
        },
    ],
    unable_to_connect: [
        Told {
            see: "Ein Fehler: abgelehnt, oder keine Antwort innerhalb der Zeit",
            means: "Abgelehnt: Dort hört nichts zu; nachsehen, ob der Transportdienst läuft. Keine Antwort: eine \
                Firewall, oder die Adresse ist falsch.",
        },
        Told {
            see: "open",
            means: "Der Port ist jetzt erreichbar. Retry-Queue ausführen; scheitert es weiter, scheitert TLS früh: \
                die Zertifikate des Ziels ansehen.",
        },
    ],
    dns_query_failed: [
        Told {
            see: "Ein DNS-Server außerhalb der Organisation, etwa 8.8.8.8 oder einer des Providers",
            means: "Das ist die Ursache: Er kennt die inneren Namen nicht. Nur DNS-Server der Domäne eintragen.",
        },
        Told {
            see: "Nur DNS-Server der Domäne",
            means: "Den Namen des nächsten Hops dort mit nslookup auflösen. Eine Zeitüberschreitung ist eine \
                Firewall oder eine Weiterleitung.",
        },
    ],
    frontend_proxy: [
        Told {
            see: "Ein DNS-Server außerhalb der Organisation an einem Adapter",
            means: "Das ist die Ursache: Das Front-End findet die Server dahinter nicht.",
        },
        Told {
            see: "Nur DNS-Server der Domäne",
            means: "Die Connectors auf Port 2525 der Server dahinter ansehen, und ob dort der Transportdienst läuft.",
        },
    ],
    secure_domain: [
        Told {
            see: "Die Domäne des Empfängers in TLSSendDomainSecureList",
            means: "Mail dorthin muss gegenseitiges TLS benutzen. Sie aus der Liste nehmen, oder die Zertifikate in \
                Ordnung bringen.",
        },
        Told {
            see: "Die Domäne steht nicht darin",
            means: "Die Liste ist nicht die Ursache. TlsDomain und RequireTLS des Sendeconnectors ansehen.",
        },
    ],
    store_driver: [
        Told {
            see: "Mounted False",
            means: "Das ist die Ursache: die Datenbank bereitstellen und nachsehen, warum sie es nicht war.",
        },
        Told {
            see: "Mounted True",
            means: "Die Antwort betrifft das Postfach oder die Nachricht. Ihre Worte sagen, welches.",
        },
    ],
    unable_to_relay: [
        Told {
            see: "Die Adresse des Clients nur in Bereichen von Connectors des Setups",
            means: "Diese leiten für niemanden weiter. Die Adresse in den Relayconnector eintragen.",
        },
        Told {
            see: "Sie steht in den Bereichen eines eigenen Connectors",
            means: "Ihm fehlt das Recht zum Weiterleiten: ansehen, was Get-ADPermission für anonyme Absender ausgibt.",
        },
    ],
    send_as: [
        Told {
            see: "Die Adresse des Clients auf einem Connector ohne das Recht ms-Exch-SMTP-Accept-Any-Sender oder \
                Accept-Authoritative-Domain-Sender",
            means: "Das ist die Ursache: Ein anderer Connector muss antworten, oder sein Konto braucht Senden als.",
        },
        Told {
            see: "Der Client meldet sich an",
            means: "Das Postfach der From-Adresse hat diesem Konto Senden als nicht erteilt.",
        },
    ],
    not_authenticated: [
        Told {
            see: "AnonymousUsers fehlt in PermissionGroups des Connectors, der die Adresse des Clients hält",
            means: "Das ist die Ursache: die Gruppe dort hinzufügen, oder den Client auf einem Connector mit ihr \
                eintragen.",
        },
        Told {
            see: "AnonymousUsers ist dort",
            means: "Ein anderer Connector antwortet. Das Empfangsprotokoll nennt ihn.",
        },
    ],
    unrecognized_command: [
        Told {
            see: "Ein Connector ohne ExchangeServer in AuthMechanism hält die Adresse des Absenders am engsten",
            means: "Das ist die Ursache: Er kennt X-EXPS und X-ANONYMOUSTLS nicht.",
        },
        Told {
            see: "Der Connector mit diesem Bereich hat ExchangeServer",
            means: "Ein Gerät auf dem Weg ändert SMTP-Befehle. Vom sendenden Server aus nach EHLO fragen.",
        },
    ],
    mail_loop: [
        Told {
            see: "Eine Domäne, die hier InternalRelay oder ExternalRelay ist und deren Sendeconnector zu einem Host \
                führt, der sie zurückschickt",
            means: "Das ist die Ursache: den Host nennen, der diese Postfächer wirklich hat, oder die Domäne auf \
                Authoritative setzen.",
        },
        Told {
            see: "Authoritative, und kein Sendeconnector für sie",
            means: "Die Schleife liegt zwischen anderen Hosts. Die Received-Zeilen der Nachricht zeigen sie.",
        },
    ],
    authorization_lookup: [
        Told {
            see: "Ein Fehler, etwa ERROR_NO_SUCH_DOMAIN",
            means: "Das ist die Ursache: Das Ziel findet keinen Domänencontroller.",
        },
        Told {
            see: "Ein Domänencontroller mit seiner Adresse",
            means: "Es findet jetzt einen. Retry-Queue ausführen; kommt es wieder, die Last dieses \
                Domänencontrollers ansehen.",
        },
    ],
    weak_tls: [
        Told {
            see: "TLS mit weniger als 128 Bit oder einer alten Version in der letzten Sitzung",
            means: "Die Gegenseite einigt sich auf nichts Stärkeres. Dort TLS 1.2 und starke Verschlüsselungen \
                aktivieren.",
        },
        Told { see: "Keine Zeile über TLS", means: "TLS kam nicht zustande. Nach dem Zertifikat des Ziels sehen." },
    ],
    tls_rate: [
        Told {
            see: "Ein Connector, der viele Clients annimmt, die in jeder Sitzung TLS beginnen",
            means: "Diese Clients verteilen, oder sie ihre Sitzungen wiederverwenden lassen.",
        },
        Told {
            see: "Nur Server landen dort",
            means: "Ein Absender öffnet für jede Nachricht eine Sitzung. Seine Verbindungseinstellungen ansehen.",
        },
    ],
    auth_type_unknown: [
        Told {
            see: "Dem Connector, der die Adresse des Absenders hält, fehlt ExchangeServer, Integrated oder BasicAuth",
            means: "Das ist die Ursache: Er lehnt diese Art der Anmeldung ab.",
        },
        Told {
            see: "Er hat die Art, um die der Absender bittet",
            means: "Ein anderer Connector antwortet. Das Empfangsprotokoll nennt ihn.",
        },
    ],
    logon_failed: [
        Told {
            see: "SmartHostAuthMechanism BasicAuth am Sendeconnector dieser Warteschlange",
            means: "Sein Name oder Kennwort wurde abgelehnt: mit -AuthenticationCredential neu setzen.",
        },
        Told {
            see: "None, oder kein Sendeconnector für diese Mail",
            means: "Es ist die Anmeldung eines Clients oder einer Anwendung. Dort das Konto prüfen.",
        },
    ],
    client_proxy: [
        Told {
            see: "Client Proxy deaktiviert, oder mit anderen Ports, Bereichen oder Gruppen als vom Setup",
            means: "Das ist die Ursache: zurücksetzen.",
        },
        Told {
            see: "Client Proxy auf jedem Server wie vom Setup",
            means: "Nachsehen, ob dort der Transportdienst läuft, und die Namen der Server auf dem Front-End auflösen.",
        },
    ],
    submit_right: [
        Told {
            see: "Keine Gruppe in PermissionGroups, zu der der Absender gehört",
            means: "Das ist die Ursache: ExchangeUsers für Benutzer hinzufügen, ExchangeServers für Server.",
        },
        Told {
            see: "Dort die richtige Gruppe",
            means: "Ein anderer Connector antwortet. Das Empfangsprotokoll nennt ihn.",
        },
    ],
    exchange_right: [
        Told {
            see: "ExchangeServers fehlt in PermissionGroups des Connectors, der die Adresse des Absenders hält",
            means: "Das ist die Ursache: die Gruppe hinzufügen, oder den Standardconnector antworten lassen.",
        },
        Told {
            see: "ExchangeServers ist dort",
            means: "Der Absender hat sich nicht als Server angemeldet. Auf dem Ziel das Ereignis 1035 ansehen.",
        },
    ],
    command_not_allowed: [
        Told {
            see: "Ein Agent eines anderen Herstellers mit Enabled True",
            means: "Er entscheidet so. Ihn für einen Versuch mit Disable-TransportAgent abschalten.",
        },
        Told {
            see: "Nur Agents von Microsoft",
            means: "Es ist kein Agent. Das Verb in der Antwort mit den Rechten am Connector vergleichen.",
        },
    ],
    not_accepting: [
        Told { see: "Paused oder Stopped", means: "Das ist die Ursache: den Dienst fortsetzen oder starten." },
        Told { see: "Running", means: "Ein Agent verlangt es. Die Liste der Agents ansehen." },
    ],
    broken_dialogue: [
        Told {
            see: "XXXX, Sternchen oder eine Begrüßung, die nicht von Exchange ist",
            means: "Ein Gerät oder ein anderes Produkt steht zwischen beiden.",
        },
        Told {
            see: "Eine Begrüßung mit Microsoft ESMTP MAIL Service",
            means: "Es ist der richtige Host. Der letzte Befehl vor dem Fehler ist der, der nicht passte.",
        },
    ],
    no_outbound_frontend: [
        Told {
            see: "FrontendTransport mit Inactive oder Draining auf jedem Server des Standorts",
            means: "Das ist die Ursache: auf Active setzen, oder FrontendProxyEnabled des Sendeconnectors auf False.",
        },
        Told {
            see: "Active auf einem",
            means: "Nachsehen, ob dort der Front-End-Transportdienst läuft und Port 717 erreichbar ist.",
        },
    ],
    rerouted: [
        Told {
            see: "Die Nachrichten in einer anderen Warteschlange, oder keine mehr",
            means: "Die neue Route trägt. Nichts ist zu tun.",
        },
        Told {
            see: "Dieselbe Antwort nach zehn Minuten noch einmal",
            means: "Die Routen ändern sich ständig: einen Connector oder Server suchen, der kommt und geht.",
        },
    ],
    not_redundant: [
        Told {
            see: "Auf einem anderen Server ein Connector, der diesen Server hält und dem ExchangeServer fehlt",
            means: "Das ist die Ursache: Dort scheitert die Kopie.",
        },
        Told {
            see: "Kein solcher Connector",
            means: "Die anderen Server sind nicht erreichbar. Die Ports 25 und 2525 prüfen.",
        },
    ],
    proxy_requirement: [
        Told {
            see: "Default, Client Proxy oder Outbound Proxy Frontend ohne ExchangeServer, oder deaktiviert",
            means: "Das ist die Ursache: auf den Stand des Setups zurücksetzen.",
        },
        Told {
            see: "Alle drei wie vom Setup",
            means: "Auf diesem Port antwortet ein anderer Connector. Einen mit einem engeren Bereich suchen.",
        },
    ],
    outbound_proxy: [
        Told {
            see: "FrontendProxyEnabled True am Sendeconnector dieser Warteschlange",
            means: "Das Front-End sendet. Die Verbindung zum Host von dort aus prüfen.",
        },
        Told {
            see: "False",
            means: "Der Transportdienst sendet selbst. Die Verbindung zum Host vom sendenden Server aus prüfen.",
        },
    ],
    expired: [
        Told { see: "LastError mit einer Antwort", means: "Diese Antwort ist die Ursache. Sie gehört hierher." },
        Told {
            see: "Keine Warteschlange mit einem Fehler",
            means: "Der Grund ist vorbei. Die Nachricht noch einmal senden.",
        },
    ],
    queue_quota: [
        Told {
            see: "Eine lange Warteschlange mit LastError",
            means: "Sie hält die anderen auf. Ihre Antwort ist die Ursache: Sie gehört hierher.",
        },
        Told { see: "Nur kurze Warteschlangen", means: "Die Grenze ist wieder frei. Retry-Queue ausführen." },
    ],
    temp_drive_full: [
        Told {
            see: "Ein kleiner Wert in FreeSpace",
            means: "Das ist die Ursache: dort Platz schaffen, oder TMP verlegen.",
        },
        Told { see: "Platz auf jedem Laufwerk", means: "Das Laufwerk ist jetzt nicht voll. Retry-Queue ausführen." },
    ],
    frontend_dns: [
        Told {
            see: "Ein DNS-Server außerhalb der Organisation an einem Adapter",
            means: "Das ist die Ursache: Er kennt die Server hinter dem Front-End nicht.",
        },
        Told { see: "Nur DNS-Server der Domäne", means: "Den Namen jedes Servers dahinter mit nslookup auflösen." },
    ],
    no_route: [
        Told {
            see: "AddressSpaces von keinem hält die Domäne des Empfängers oder *",
            means: "Das ist die Ursache: einen Sendeconnector für sie anlegen.",
        },
        Told {
            see: "Einer hält sie",
            means: "Er ist deaktiviert, oder seine Quellserver sind von hier nicht erreichbar.",
        },
    ],
    public_address: [
        Told {
            see: "Ein DNS-Server außerhalb der Organisation an einem Adapter",
            means: "Das ist die Ursache: Er gibt für innere Namen eine falsche Adresse.",
        },
        Told {
            see: "Nur DNS-Server der Domäne",
            means: "Die falsche Adresse steht in der eigenen Zone. Den Namen mit nslookup nachschlagen.",
        },
    ],
    keyless_certificate: [
        Told {
            see: "HasPrivateKey False neben SMTP",
            means: "Das ist die Ursache: das Zertifikat mit seinem Schlüssel neu importieren.",
        },
        Told { see: "HasPrivateKey True", means: "Die Ursache ist eine andere." },
    ],
    unbound_certificate: [
        Told {
            see: "SMTP in Services keines Zertifikats",
            means: "Das ist die Ursache: Enable-ExchangeCertificate mit -Services SMTP; die Frage nach dem \
                Überschreiben des Standardzertifikats verneinen.",
        },
        Told { see: "SMTP neben einem gültigen Zertifikat", means: "Die Ursache ist eine andere." },
    ],
    legacy_integrated_auth: [
        Told {
            see: "Ein Server mit Exchange 2003 in TargetTransportServers",
            means: "Dort im System-Manager nachsehen: Die integrierte Windows-Authentifizierung seines virtuellen \
                SMTP-Servers muss an sein.",
        },
        Told { see: "Kein solcher Server", means: "Die Ursache ist eine andere." },
    ],
    legacy_smart_host: [
        Told {
            see: "Ein Server mit Exchange 2003 in TargetTransportServers",
            means: "Dort im System-Manager nachsehen: Sein virtueller SMTP-Server darf keinen Smarthost haben.",
        },
        Told { see: "Kein solcher Server", means: "Die Ursache ist eine andere." },
    ],
    legacy_routing_group: [
        Told {
            see: "Ein Ziel, das es nicht mehr gibt oder dessen virtueller Server deaktiviert ist",
            means: "Das ist die Ursache: den Routinggruppenconnector neu anlegen.",
        },
        Told { see: "Ziele, die laufen", means: "Die Ursache ist eine andere." },
    ],
    ad_trust: [
        Told {
            see: "Eine Vertrauensstellung mit einem Fehler, oder ein Ereignis, das ein falsches Konto oder Kennwort \
                nennt",
            means: "Das ist die Ursache: die Vertrauensstellung mit netdom zurücksetzen.",
        },
        Told {
            see: "Vertrauensstellungen ohne Fehler",
            means: "Die Ursache ist eine andere. Uhren und Dienstprinzipalnamen vergleichen.",
        },
    ],
    edge_certificate: [
        Told {
            see: "Kein gültiges Zertifikat mit privatem Schlüssel, auf dem Edge-Server oder hier",
            means: "Das ist die Ursache: ein neues erstellen und neu abonnieren.",
        },
        Told {
            see: "Gültige auf beiden Seiten",
            means: "Das Abonnement kennt sie nicht. Neu abonnieren, wenn eines jünger ist als das Abonnement.",
        },
    ],
    send_side_tls: [
        Told {
            see: "TlsCertificateName, der zu keinem gültigen Zertifikat darunter passt",
            means: "Das ist die Ursache: am Sendeconnector das gültige nennen.",
        },
        Told {
            see: "Er passt, und RequireTLS ist True",
            means: "Der andere Host bietet STARTTLS nicht an, oder ein Gerät auf dem Weg entfernt es. Nach seiner \
                Antwort auf EHLO fragen.",
        },
    ],
    tls_version: [
        Told {
            see: "TLS 1.2 mit Enabled 0 oder DisabledByDefault 1, oder kein solcher Schlüssel unter Windows Server \
                2008 R2",
            means: "Das ist die Ursache: TLS 1.2 für Client und Server aktivieren und neu starten.",
        },
        Told { see: "TLS 1.2 auf beiden Servern an", means: "Die Ursache ist eine andere." },
    ],
    stale_certificate_name: [
        Told {
            see: "TlsCertificateName mit einem Aussteller und Antragsteller, die kein Zertifikat darunter hat",
            means: "Das ist die Ursache: das neue Zertifikat nennen, oder die Eigenschaft auf $null setzen.",
        },
        Told {
            see: "Ein gültiges Zertifikat mit beiden",
            means: "Der Name stimmt. Ein Gerät auf dem Weg kann STARTTLS entfernen.",
        },
    ],
    hybrid_certificate: [
        Told {
            see: "Das Zertifikat, das der Sendeconnector nennt, auf einem Quellserver und auf einem anderen nicht",
            means: "Das ist die Ursache: es auf jedem Quellserver importieren.",
        },
        Told { see: "Auf jedem derselbe Fingerabdruck", means: "Die Ursache ist eine andere." },
    ],
    dns_lookup_setting: [
        Told {
            see: "InternalDNSAdapterEnabled False, mit Servern, die die inneren Namen nicht kennen",
            means: "Das ist die Ursache: auf True setzen, oder DNS-Server der Domäne nennen.",
        },
        Told {
            see: "InternalDNSAdapterEnabled True",
            means: "Es gelten die Server der Adapter. Die Ursache ist eine andere.",
        },
    ],
    dns_registration: [
        Told {
            see: "FullDNSRegistrationEnabled False",
            means: "Das ist die Ursache: am Adapter einschalten und den Transportdienst neu starten.",
        },
        Told { see: "True", means: "Die Ursache ist eine andere." },
    ],
    dns_aaaa: [
        Told {
            see: "Eine Zeitüberschreitung bei AAAA, während MX beantwortet wird",
            means: "Der Fehler liegt bei den DNS-Servern jener Domäne. Nur deren Betreiber können ihn beheben.",
        },
        Told { see: "Antworten auf beide Fragen", means: "Die Ursache ist eine andere. Retry-Queue ausführen." },
    ],
    av_blocks_port: [
        Told {
            see: "Ein Fehler auf Port 25 und open auf einem anderen Port",
            means: "Eine Regel sperrt den Port auf dem sendenden Server: EdgeTransport.exe im Virenschutz zulassen.",
        },
        Told {
            see: "open auf Port 25",
            means: "Für dieses Programm sperrt nichts den Port. Trotzdem das Protokoll des Virenschutzes ansehen: \
                Seine Regeln gelten je Programm.",
        },
    ],
    subdomain_loop: [
        Told {
            see: "Die Unterdomäne nur auf einer Seite",
            means: "Das ist die Ursache: sie auf beiden Seiten zur akzeptierten Domäne machen, oder auf keiner.",
        },
        Told { see: "Dieselben Domänen auf beiden", means: "Die Ursache ist eine andere." },
    ],
    ticket_corrupt: [
        Told {
            see: "Ein Ticket für SMTPSVC des Ziels, das älter ist als dessen Neustart oder die Änderung seines Kontos",
            means: "Das kann die Ursache sein: die Tickets löschen, oder diesen Server neu starten.",
        },
        Told { see: "Kein solches Ticket", means: "Die Ursache ist eine andere." },
    ],
    antimalware_engine: [
        Told {
            see: "Fehler von FIPFS oder vom Filterdienst",
            means: "Das ist die Ursache. Das Modul aktualisieren, oder es für einen Versuch mit \
                Set-MalwareFilteringServer umgehen.",
        },
        Told { see: "Keine", means: "Die Ursache ist eine andere." },
    ],
    rules_slow: [
        Told {
            see: "Das Ereignis 1050, oder Regeln mit vielen Mustern",
            means: "Das ist die Ursache: diese Regeln vereinfachen.",
        },
        Told { see: "Keines von beiden", means: "Die Ursache ist eine andere." },
    ],
    esent_sessions: [
        Told {
            see: "Fehler von ESENT über Sitzungen",
            means: "Das ist die Ursache: den Transportdienst neu starten; die Zahl der Sitzungen nur auf Rat von \
                Microsoft erhöhen.",
        },
        Told { see: "Keine", means: "Die Ursache ist eine andere." },
    ],
};
