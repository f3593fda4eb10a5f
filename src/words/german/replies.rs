//! What known SMTP replies mean: headline, meaning, what to check.

use crate::words::replies::{Explanation, Replies};

pub(super) const WORDS: Replies = Replies {
    kerberos_encryption: Explanation {
        headline: "Die beiden Server haben keinen gemeinsamen Kerberos-Verschlüsselungstyp.",
        meaning: "Das Ereignis nennt KdcUnknownEncryptionType: Der Domänencontroller oder das Computerkonto eines der \
            Server lässt den Verschlüsselungstyp nicht zu, den der andere braucht. Das ist üblich, seit RC4 abgeschaltet \
            wird.",
        check: "Nachsehen, welche Typen beide Computerkonten zulassen (msDS-SupportedEncryptionTypes), und die \
            KDC-Ereignisse 201 bis 209 auf den Domänencontrollern. Uhren und Dienstprinzipalnamen kommen danach.",
    },
    outside_refuses: Explanation {
        headline: "Das empfangende System außerhalb der Organisation lehnt ab.",
        meaning: "Die Antwort ist die eines Hosts außerhalb der Organisation; sie sagt nichts über die Empfangsconnectors \
            hier. Jener Host nimmt diesen Absender, diese Adresse oder diese Art von Sitzung nicht an.",
        check: "Nachsehen, welcher Sendeconnector diesen Host verwendet und wie er sich dort anmeldet; dann die Betreiber \
            des Hosts fragen.",
    },
    out_of_date_server: Explanation {
        headline: "Exchange Online bremst oder sperrt Mail von diesem Server, weil sein Build veraltet ist (out-of-date).",
        meaning: "Es entscheidet die Version und kein Connector. Zuerst wird die Verbindung gedrosselt, später immer länger \
            gesperrt.",
        check: "Das Build jedes Servers ansehen, der an Exchange Online sendet, und ihn aktualisieren. \
            Get-OnPremServerReportInfo in Exchange Online zeigt den Stand und erlaubt, die Sperre 90 Tage im Jahr \
            auszusetzen.",
    },
    tenant_attribution: Explanation {
        headline: "Exchange Online erkennt die sendende Organisation nicht.",
        meaning: "Die Cloud vergleicht das Zertifikat der Sitzung, sonst die öffentliche Adresse, von der die Mail kommt, mit \
            den eingehenden Connectors des Mandanten. Keiner passt, oder einer, der passt, verlangt ein anderes Zertifikat \
            oder eine andere Adresse.",
        check: "Das Zertifikat des Sendeconnectors (Name und Ablauf) und die öffentliche Adresse dieses Servers mit dem \
            eingehenden Connector in Exchange Online vergleichen (Get-InboundConnector).",
    },
    subject_mismatch: Explanation {
        headline: "Der Empfangsconnector hat Exchange Online ein anderes Zertifikat gezeigt als erwartet.",
        meaning: "Das sagt die Cloud über den Empfangsconnector hier, der ihr geantwortet hat. Der gezeigte Antragsteller (Subject) verrät, \
            welches Zertifikat es war: Ein selbstsigniertes, CN= mit dem Namen des Servers, zeigt, dass ein anderer \
            Connector geantwortet hat oder das Zertifikat nicht gefunden wurde, das der Connector nennt \
            (TlsCertificateName).",
        check: "Nachsehen, welcher Empfangsconnector auf Port 25 die Adressen von Exchange Online annimmt (meist Default \
            Frontend) und ob TlsCertificateName dort zu einem Zertifikat des Servers passt: Aussteller und Antragsteller, \
            nicht abgelaufen.",
    },
    sender_unauthenticated: Explanation {
        headline: "Das empfangende System hält die Domäne des Absenders nicht für echt.",
        meaning: "Es prüft, ob die Domäne des Absenders für den sendenden Server bürgt (SPF, DKIM, Reverse-DNS, Sender ID), und \
            das tut sie nicht. Empfangsconnectors hier sind nicht beteiligt.",
        check: "Den SPF-Eintrag der Absenderdomäne mit der öffentlichen Adresse vergleichen, von der die Mail ausgeht.",
    },
    temporary_authentication_failure: Explanation {
        headline: "Exchange-Server-Authentifizierung wurde angeboten und versucht, und sie ist gescheitert.",
        meaning: "Geantwortet hat also ein Connector der richtigen Art. Dahinter stehen Kerberos und Active \
            Directory: Uhren, die mehr als fünf Minuten auseinandergehen, ein fehlender Dienstprinzipalname \
            SMTPSVC, Replikation oder eine Domänenvertrauensstellung, ein Connector, dessen Fqdn nicht der \
            Name des Servers ist, oder einer, der die Gruppe ExchangeServers nicht zulässt.",
        check: "Zuerst die Uhren vergleichen, dann die Dienstprinzipalnamen des Ziels; Ereignis 1035 auf dem \
            Ziel nennt den Connector.",
    },
    tls_channel: Explanation {
        headline: "Die beiden Server konnten sich nicht auf einen TLS-Kanal einigen.",
        meaning: "Die Gegenseite vertraut dem gewählten Zertifikat nicht, oder es gibt keine gemeinsame \
            TLS-Version oder Verschlüsselung.",
        check: "Nachsehen, welches Zertifikat der Connector des Ziels benutzt und ob der Absender dessen \
            Stammzertifikat vertraut.",
    },
    certificate_validation: Explanation {
        headline: "Ein Zertifikat wurde abgelehnt, oder eines, das ein Connector nennt, ist nicht vorhanden.",
        meaning: "Bei einem Edge-Server: Das Edge-Abonnement kennt das Zertifikat nicht mehr. Bei Smarthost oder \
            Partner: Name, Vertrauen oder Ablauf des Zertifikats; oder TlsCertificateName nennt ein \
            Zertifikat, das ersetzt wurde.",
        check: "Die Zertifikate mit dem vergleichen, was die Connectors nennen; nach einem neuen Edge-Zertifikat \
            das Abonnement erneuern.",
    },
    start_tls_required: Explanation {
        headline: "Eine Seite verlangt TLS, und die andere hat es nicht angeboten.",
        meaning: "Das ist nicht die fehlende Exchange-Server-Authentifizierung, auch wenn der Code derselbe ist. \
            Das Ziel hat kein brauchbares Zertifikat für SMTP, ein Gerät auf dem Weg entfernt STARTTLS, oder \
            ein Connector mit RequireTLS hat eine unverschlüsselte Sitzung angenommen.",
        check: "Nachsehen, ob das Ziel in der Antwort auf EHLO STARTTLS anbietet und welches Zertifikat für SMTP \
            aktiviert ist.",
    },
    own_internal_certificate: Explanation {
        headline: "Der sendende Server kann sein eigenes internes Transportzertifikat nicht laden.",
        meaning: "Er braucht es, um sich gegenüber Edge-Servern anzumelden. Es wurde entfernt, ist abgelaufen, \
            oder sein privater Schlüssel fehlt.",
        check: "Das Zertifikat des Servers prüfen, dem die Warteschlange gehört; dort die Ereignisse 12012 und \
            12013.",
    },
    other_authentication: Explanation {
        headline: "Der Sendeconnector verlangt eine Anmeldung, die das Ziel nicht anbietet.",
        meaning: "Ein Sendeconnector oder eine Hybridverbindung verlangt Standardauthentifizierung, vorher \
            STARTTLS, oder die Erweiterung XOORG. Um Empfangsconnectors innerhalb der Organisation geht es \
            nicht.",
        check: "Die Authentifizierung des Sendeconnectors ansehen und was das Ziel auf EHLO anbietet.",
    },
    service_not_active: Explanation {
        headline: "Die Transportkomponente des Ziels ist abgeschaltet.",
        meaning: "Jemand oder etwas hat sie auf Inactive gesetzt, meist für eine Wartung, und niemand hat sie \
            zurückgesetzt, oder nicht unter demselben Anforderer.",
        check: "Die Komponentenzustände des Ziels ansehen.",
    },
    service_not_available: Explanation {
        headline: "Das Ziel hat die Verbindung angenommen und hatte niemanden dafür.",
        meaning: "Kein Empfangsconnector auf diesem Port enthält die Adresse des Absenders, oder ein \
            HubTransport-Connector sitzt auf Port 25 des Front-Ends, oder die Komponente ist inaktiv.",
        check: "Die Komponentenzustände des Ziels ansehen und alle seine Empfangsconnectors einfügen.",
    },
    connection_limit: Explanation {
        headline: "Das Ziel lehnt weitere gleichzeitige Verbindungen ab.",
        meaning: "Ein Empfangsconnector hat seine Grenze insgesamt (MaxInboundConnection) oder je Quelle erreicht \
            (auf hinzugefügten Connectors standardmäßig 20 Verbindungen, 2 Prozent). Exchange-Server, die \
            auf einem Connector ohne Exchange-Server-Authentifizierung landen, zählen mit.",
        check: "Ereignis 1021 auf dem Ziel nennt den Connector; dessen MaxInbound-Einstellungen ansehen.",
    },
    message_rate_limit: Explanation {
        headline: "Das Ziel lehnt weitere Nachrichten pro Minute von diesem Client ab.",
        meaning: "MessageRateLimit des Connectors, der geantwortet hat, ist erreicht. Connectors für Clients haben \
            standardmäßig eine Grenze, Connectors für Server keine.",
        check: "Nachsehen, welcher Connector geantwortet hat, und sein MessageRateLimit.",
    },
    port_taken: Explanation {
        headline: "Ein Dienst konnte nicht auf Port 25 hören, weil schon ein anderer dort hört.",
        meaning: "Meist liegt ein Empfangsconnector mit der Rolle HubTransport auf Port 25 eines Servers, auf dem \
            dort auch Front End Transport hört: Welcher Dienst zuletzt startet, scheitert. Ein anderes \
            Programm auf dem Port bewirkt dasselbe. Ereignis 1036 daneben liegt nicht am Edge-Abonnement.",
        check: "Einen Connector mit TransportRole HubTransport und Port 25 suchen, ihm die Rolle \
            FrontendTransport geben und beide Transportdienste neu starten.",
    },
    ranges_limit: Explanation {
        headline: "Ein Empfangsconnector fasst nicht so viele Bereiche.",
        meaning: "Active Directory hält etwa 1.300 Einträge in einer Liste. Eine einzelne Adresse, ein Bereich und \
            ein Subnetz zählen je einmal.",
        check: "Benachbarte Adressen als einen Bereich schreiben oder einen zweiten Connector benutzen.",
    },
    back_pressure: Explanation {
        headline: "Dem Ziel fehlt Plattenplatz oder Speicher, und es nimmt keine Mail an.",
        meaning: "Rückstau (Back Pressure): Der Server schützt sich. Es können noch Gigabytes frei sein; die Grenzen sind \
            Prozente des Laufwerks mit der Warteschlangendatenbank.",
        check: "Auf dem Ziel nach den Ereignissen 15004 bis 15007 sehen und nach freiem Platz auf dem Laufwerk \
            mit der Warteschlangendatenbank.",
    },
    connection_dropped: Explanation {
        headline: "Die Verbindung brach ab, während die beiden Server sprachen.",
        meaning: "Die Gegenseite oder ein Gerät auf dem Weg hat sie geschlossen: eine TLS-Version, die nur eine \
            Seite spricht, ein Zertifikat ohne privaten Schlüssel, eine Firewall, ein Virenschutz.",
        check: "Die letzten Zeilen des Sendeprotokolls zeigen, nach welchem Befehl sie abbrach; nach STARTTLS \
            oder X-ANONYMOUSTLS ist es TLS.",
    },
    unable_to_connect: Explanation {
        headline: "Es kam keine Verbindung zustande.",
        meaning: "An dieser Adresse und diesem Port hört nichts (10061) oder antwortet nichts (10060): Der Dienst \
            steht, eine Firewall oder eine Virenschutzregel sperrt den Port, oder der Name führt zu einer \
            falschen Adresse. Exchange meldet dasselbe, wenn TLS früh scheitert.",
        check: "Den Port vom sendenden Server aus prüfen und nachsehen, ob die Adresse die des Ziels ist.",
    },
    dns_query_failed: Explanation {
        headline: "Der sendende Server konnte den Namen des nächsten Hops nicht auflösen.",
        meaning: "Seine DNS-Server kennen den Namen nicht oder haben nicht geantwortet. Innerhalb einer \
            Organisation ist ein öffentlicher DNS-Server an einem Netzwerkadapter der übliche Grund.",
        check: "Nachsehen, welche DNS-Server die Adapter des sendenden Servers benutzen, und den Namen dort \
            auflösen.",
    },
    frontend_proxy: Explanation {
        headline: "Das Front-End konnte die Sitzung nicht an den Transportdienst dahinter weitergeben.",
        meaning: "PRX1: kein Ziel; PRX2: DNS; PRX3: Verbindung; PRX4: Protokoll; PRX5: Socket. Um den Connector \
            zum Client hin geht es nicht.",
        check: "Den Transportdienst auf Port 2525 und DNS auf diesem Server ansehen.",
    },
    secure_domain: Explanation {
        headline: "Eine Domäne steht auf der Liste für gegenseitiges TLS, und die Verbindung hat es nicht.",
        meaning: "TLSSendDomainSecureList oder TLSReceiveDomainSecureList nennt die Domäne, aber der Connector \
            oder der Partner beherrscht keine Domänensicherheit.",
        check: "Die Listen der Transportkonfiguration mit DomainSecureEnabled der Connectors vergleichen.",
    },
    store_driver: Explanation {
        headline: "Die Postfachseite hat die Nachricht nicht angenommen.",
        meaning: "Die Datenbank ist ausgehängt, verschoben oder ausgelastet, oder eine Grenze des \
            Informationsspeichers ist erreicht. Empfangsconnectors sind nicht beteiligt.",
        check: "Den Zustand der Postfachdatenbank ansehen.",
    },
    unable_to_relay: Explanation {
        headline: "Der Absender darf an diesen Empfänger nicht weiterleiten.",
        meaning: "Die Domäne des Empfängers ist keine akzeptierte Domäne, und der Connector, der geantwortet hat, \
            gibt dem Absender das Recht Accept-Any-Recipient nicht. Oft ist der Absender auf Default \
            Frontend gelandet statt auf dem Relay-Connector. Default Frontend dieses Recht zu geben, macht \
            ein offenes Relay.",
        check: "Nachsehen, auf welchem Connector die Adresse des Absenders landet; die Adresse auf den dafür \
            gedachten Relay-Connector setzen.",
    },
    send_as: Explanation {
        headline: "Der angemeldete Absender darf nicht unter dieser Adresse senden.",
        meaning: "Es können die Rechte des Connectors hinter dem Front-End zählen (Client Proxy oder Default), \
            nicht die desjenigen, den der Client sieht.",
        check: "Die Rechte auf beiden Connectors vergleichen.",
    },
    not_authenticated: Explanation {
        headline: "Anonyme Mail ist auf dem Connector, der geantwortet hat, nicht erlaubt.",
        meaning: "In PermissionGroups fehlt AnonymousUsers, und der Absender hat sich nicht angemeldet.",
        check: "Nachsehen, auf welchem Connector die Adresse des Absenders landet.",
    },
    unrecognized_command: Explanation {
        headline: "Das Ziel kannte einen Befehl des Absenders nicht.",
        meaning: "Ein Gerät auf dem Weg verändert SMTP-Befehle, oder dem Connector, der geantwortet hat, fehlt die \
            Exchange-Server-Authentifizierung.",
        check: "Nachsehen, was das Ziel auf EHLO antwortet, gefragt vom sendenden Server aus.",
    },
    mail_loop: Explanation {
        headline: "Die Nachricht läuft im Kreis.",
        meaning: "Zwei Systeme halten jeweils das andere für zuständig: Akzeptierte Domänen, Sendeconnectors oder \
            Smarthosts zeigen aufeinander.",
        check: "Die Received-Zeilen der Nachricht zeigen, wo sie umkehrt.",
    },
    authorization_lookup: Explanation {
        headline: "Das Ziel konnte die Rechte des Absenders nicht nachschlagen.",
        meaning: "Die Anmeldung gelang; das Nachschlagen der Gruppen im Active Directory danach nicht.",
        check: "Nachsehen, ob das Ziel einen Domänencontroller erreicht, dazu seine Ereignisse 1018 und 1035.",
    },
    weak_tls: Explanation {
        headline: "Die beiden Server haben sich auf eine TLS-Verschlüsselung unter 128 Bit geeinigt.",
        meaning: "Einer bietet nur alte Verfahren an; Exchange meldet sich darüber nicht an.",
        check: "TLS-Versionen und Verfahren (Schannel) beider Server vergleichen.",
    },
    tls_rate: Explanation {
        headline: "Das Ziel nimmt im Moment keine weiteren TLS-Sitzungen an.",
        meaning: "Zu viele Sitzungen beginnen zugleich mit TLS; der Absender versucht es wieder.",
        check: "Nachsehen, wie viele Verbindungen das Ziel hat und wer sie öffnet.",
    },
    auth_type_unknown: Explanation {
        headline: "Der Absender versuchte eine Anmeldung, die der Connector nicht anbietet.",
        meaning: "Ohne ExchangeServer in AuthMechanism lehnt ein Connector X-EXPS so ab, ohne Integrated oder \
            BasicAuth lehnt er AUTH ab.",
        check: "Nachsehen, auf welchem Connector die Adresse des Absenders landet und was er anbietet.",
    },
    logon_failed: Explanation {
        headline: "Name und Kennwort, oder dass sie fehlen, wurden abgelehnt.",
        meaning: "Das ist die Anmeldung eines Benutzers oder einer Anwendung, nicht die zwischen Exchange-Servern.",
        check: "Das Konto prüfen, das der Sendeconnector oder die Anwendung benutzt.",
    },
    client_proxy: Explanation {
        headline: "Das Front-End hat einen Client angemeldet und konnte die Sitzung nicht weitergeben.",
        meaning: "Es gibt sie an Client Proxy auf Port 465 des Servers mit dem Postfach weiter; dort antwortete \
            niemand Passendes, oder der Benutzer wurde nicht gefunden.",
        check: "Die Connectors Client Proxy und DNS auf dem Front-End ansehen.",
    },
    submit_right: Explanation {
        headline: "Der Absender ist bekannt und darf auf diesem Connector keine Mail einreichen.",
        meaning: "Er hat sich angemeldet, und keine der PermissionGroups des Connectors lässt ihn zu.",
        check: "PermissionGroups des Connectors, der geantwortet hat, mit dem vergleichen, was der Absender ist.",
    },
    exchange_right: Explanation {
        headline: "Ein Befehl, den nur Exchange-Server benutzen dürfen, wurde abgelehnt.",
        meaning: "Die Sitzung gehört auf diesem Connector keinem Mitglied von ExchangeServers: Die Gruppe fehlt \
            dort, oder der Absender hat sich nicht als Server angemeldet.",
        check: "Nachsehen, ob der Connector, der geantwortet hat, ExchangeServers in PermissionGroups hat.",
    },
    command_not_allowed: Explanation {
        headline: "Das Ziel lehnt diesen Befehl in dieser Sitzung ab.",
        meaning: "Meist entscheidet das ein Transport-Agent, ein Virenschutz oder Spamfilter, auf dem Ziel.",
        check: "Die Transport-Agents des Ziels auflisten.",
    },
    not_accepting: Explanation {
        headline: "Das Ziel nimmt im Moment keine Mail aus dem Netz an.",
        meaning: "Sein Transportdienst ist angehalten, oder ein Agent verlangt es.",
        check: "Nachsehen, ob der Dienst angehalten ist, und die Transport-Agents auflisten.",
    },
    broken_dialogue: Explanation {
        headline: "Die beiden Seiten haben sich im SMTP-Dialog verloren.",
        meaning: "Etwas dazwischen verändert oder verschluckt Zeilen (SMTP-Inspektion, ein Proxy), oder die \
            Gegenseite ist kein Exchange-Server.",
        check: "Das Sendeprotokoll zeigt, welche Antwort nicht passte.",
    },
    no_outbound_frontend: Explanation {
        headline: "Kein Front-End ist da, um die Mail nach außen zu senden.",
        meaning: "FrontendProxyEnabled des Sendeconnectors ist gesetzt, und kein Front-End am Standort läuft.",
        check: "Die Front-End-Transportdienste am Standort ansehen.",
    },
    rerouted: Explanation {
        headline: "Die Routen wurden neu berechnet, und die Nachricht geht zurück ins Routing.",
        meaning: "Ein Connector, Server oder Standort wurde geändert. Das vergeht von selbst.",
        check: "Nachsehen, ob die Nachrichten in wenigen Minuten in einer anderen Warteschlange stehen.",
    },
    not_redundant: Explanation {
        headline: "Das Ziel konnte seine zweite Kopie auf einem anderen Server nicht anlegen.",
        meaning: "Shadow-Redundanz: Es sendet die Kopie an Port 2525 oder 25 eines anderen Servers, und das \
            scheiterte, etwa an einem Connector ohne Exchange-Server-Authentifizierung.",
        check: "Den Weg der Kopien ansehen: die Connectors der anderen Server am Standort oder in der DAG.",
    },
    proxy_requirement: Explanation {
        headline: "Ein Transportdienst bietet einem anderen nicht, was er zum Weitergeben einer Sitzung braucht.",
        meaning: "Der Connector, der sie annimmt (Default auf 2525, Client Proxy auf 465, Outbound Proxy Frontend \
            auf 717), wurde geändert oder hat ExchangeServer verloren, oder seine Optionen weichen von denen \
            des Front-Ends ab.",
        check: "Diese Connectors mit dem vergleichen, was Setup anlegt.",
    },
    outbound_proxy: Explanation {
        headline: "Das Front-End konnte für diese Mail die Außenwelt nicht erreichen.",
        meaning: "Die Mail geht über Port 717 eines Front-Ends hinaus; was es zu hören bekam, steht in \
            Anführungszeichen. Host und Adresse in LastError sind die des Front-Ends selbst.",
        check: "Der innersten Antwort folgen; das Sendeprotokoll des Front-Ends ansehen.",
    },
    expired: Explanation {
        headline: "Die Nachricht hat zu lange gewartet; über den Grund sagt das nichts.",
        meaning: "4.4.7 ist die Mitteilung einer Verzögerung oder des Aufgebens danach. Der Grund steht in \
            LastError der Warteschlange.",
        check: "Die Warteschlange mit LastError einfügen.",
    },
    queue_quota: Explanation {
        headline: "Das Ziel hält schon zu viele Nachrichten.",
        meaning: "Das Kontingent seiner Warteschlangen ist erreicht: Dahinter steht etwas still.",
        check: "Die Warteschlangen des Ziels ansehen.",
    },
    temp_drive_full: Explanation {
        headline: "Das Laufwerk für temporäre Dateien des Ziels ist voll.",
        meaning: "Die Umwandlung von Inhalten schreibt nach TMP; auf dem Laufwerk der Warteschlange kann Platz \
            sein.",
        check: "Den freien Platz auf dem Laufwerk des Ordners TMP ansehen.",
    },
    frontend_dns: Explanation {
        headline: "Das Front-End konnte den Namen eines Servers dahinter nicht auflösen.",
        meaning: "PRX2 bedeutet DNS: meist ein öffentlicher DNS-Server auf einem Netzwerkadapter des Front-Ends.",
        check: "Nachsehen, welche DNS-Server seine Adapter benutzen, und dort die Namen der Server auflösen.",
    },
    no_route: Explanation {
        headline: "Kein Sendeconnector passt zur Domäne des Empfängers.",
        meaning: "Das Routing fand keinen Weg; Empfangsconnectors sind nicht beteiligt.",
        check: "Die Sendeconnectors mit ihren Adressräumen auflisten.",
    },
    public_address: Explanation {
        headline: "Auf einem Netzwerkadapter des sendenden Servers ist ein öffentlicher DNS-Server eingetragen.",
        meaning: "Exchange fragt die DNS-Server der Adapter. Ein öffentlicher kennt die inneren Namen nicht oder \
            nennt für sie eine Adresse außerhalb.",
        check: "Nachsehen, welche DNS-Server die Adapter des sendenden Servers benutzen, und dort den Namen des \
            Ziels auflösen.",
    },
    keyless_certificate: Explanation {
        headline: "Das Zertifikat für SMTP hat auf diesem Server keinen privaten Schlüssel.",
        meaning: "Ohne ihn kommt keine TLS-Sitzung zustande; der Absender meldet eine abgebrochene oder abgelehnte \
            Verbindung.",
        check: "Das Zertifikat mit Schlüssel neu importieren oder die Verknüpfung reparieren und es für SMTP \
            aktivieren.",
    },
    unbound_certificate: Explanation {
        headline: "Kein Zertifikat dieses Servers ist für SMTP aktiviert.",
        meaning: "Ohne eines kann der Server TLS nicht beginnen; das geschieht, wenn ein erneuertes Zertifikat den \
            Dienst SMTP nicht bekam.",
        check: "Das richtige Zertifikat mit Enable-ExchangeCertificate für SMTP aktivieren; die Frage, ob das \
            Standardzertifikat überschrieben wird, verneinen.",
    },
    legacy_integrated_auth: Explanation {
        headline: "Auf dem Exchange-2003-Server ist die integrierte Windows-Authentifizierung ausgeschaltet.",
        meaning: "Der nächste Hop ist eine Routinggruppe von Exchange 2003. Spätere Versionen melden sich dort mit \
            Kerberos oder NTLM an und können es nicht, wo der virtuelle SMTP-Server keines von beiden \
            annimmt.",
        check: "Auf dem Exchange-2003-Server nachsehen, ob die integrierte Windows-Authentifizierung des \
            virtuellen SMTP-Servers an ist. Empfangsconnectors gibt es dort nicht.",
    },
    legacy_smart_host: Explanation {
        headline: "Der virtuelle SMTP-Server von Exchange 2003 gibt alle Mail an einen Smarthost.",
        meaning: "Der nächste Hop ist eine Routinggruppe von Exchange 2003, deren virtuelle SMTP-Server kein \
            Cmdlet zeigt. Einer mit eigenem Smarthost unterbricht die Mail zwischen den Servern.",
        check: "Im System-Manager von Exchange 2003 die Zustellungsoptionen des virtuellen SMTP-Servers ansehen; \
            Smarthosts gehören auf einen Connector.",
    },
    legacy_routing_group: Explanation {
        headline: "Der Routinggruppenconnector benutzt einen virtuellen Server von Exchange 2003, der deaktiviert \
            oder der falsche ist.",
        meaning: "Das Setup bindet ihn an den ersten virtuellen SMTP-Server des genannten Exchange-2003-Servers, \
            gleich ob er läuft.",
        check: "Die Routinggruppenconnectors auflisten; sie mit anderen Servern neu anlegen, wo ihr Ziel nicht \
            antwortet.",
    },
    ad_trust: Explanation {
        headline: "Die Vertrauensstellung zwischen den Domänen der beiden Server ist gestört.",
        meaning: "Authentifizierung wurde zwischen Servern zweier Domänen angeboten und versucht. Uhren, Namen und \
            Replikation können stimmen, und Kerberos lehnt das Ticket der anderen Domäne trotzdem ab.",
        check: "Die Vertrauensstellung der beiden Domänen mit nltest und netdom prüfen; sie zurücksetzen, wenn \
            das scheitert.",
    },
    edge_certificate: Explanation {
        headline: "Ein Edge-Server oder seine Gegenstelle hat das interne Transportzertifikat verloren, oder das \
            Edge-Abonnement kennt es nicht.",
        meaning: "Von und zu einem Edge-Server weisen sich beide Seiten mit den Zertifikaten aus, die das \
            Abonnement ausgetauscht hat; Kerberos ist nicht beteiligt. Ein später erneuertes oder entferntes \
            Zertifikat ist nicht bekannt.",
        check: "Das Zertifikat auf beiden Seiten prüfen (Ereignisse 12012 bis 12015, 1036); nach einem neuen das \
            Edge-Abonnement neu anlegen.",
    },
    send_side_tls: Explanation {
        headline: "Der Sendeconnector verlangt TLS, und sein Zertifikat, der Weg oder die Route passt nicht.",
        meaning: "In einer Hybridbereitstellung: Das Zertifikat ist nicht das, das der Sendeconnector nennt, ein \
            Gerät auf dem Weg entfernt STARTTLS, oder die Nachricht geht über einen anderen Sendeconnector \
            hinaus als gedacht.",
        check: "NextHopDomain sagt, welcher Sendeconnector die Nachricht nahm; dessen RequireTLS, \
            TlsCertificateName und Smarthosts mit den Zertifikaten vergleichen.",
    },
    tls_version: Explanation {
        headline: "Die beiden Server haben keine gemeinsame TLS-Version.",
        meaning: "Aktualisierte oder gehärtete Server sprechen nur TLS 1.2; Windows Server 2008 R2 und Exchange \
            2010 bieten es erst an, wenn man es einschaltet.",
        check: "Im Sendeprotokoll nach \"TLS negotiation failed\" suchen und die in Schannel aktivierten \
            TLS-Versionen beider Server ansehen.",
    },
    stale_certificate_name: Explanation {
        headline: "Ein Empfangsconnector des Ziels nennt ein Zertifikat, das es nicht mehr gibt.",
        meaning: "TlsCertificateName behält den alten Aussteller und Antragsteller, wenn ein Zertifikat erneuert \
            wird. Der Connector bietet dann kein STARTTLS an.",
        check: "TlsCertificateName der Connectors mit den Zertifikaten des Ziels vergleichen; das neue eintragen \
            oder $null setzen.",
    },
    hybrid_certificate: Explanation {
        headline: "Die Server der Hybridverbindung oder der Edge-Server haben verschiedene Zertifikate.",
        meaning: "Der Sendeconnector nennt ein Zertifikat; jeder Server, von dem aus er sendet, auch ein \
            Edge-Server, muss es haben.",
        check: "TlsCertificateName des Sendeconnectors mit den Zertifikaten jedes Quellservers vergleichen.",
    },
    dns_lookup_setting: Explanation {
        headline: "Exchange löst innere Namen bei einem DNS-Server auf, der für außen antwortet.",
        meaning: "Der Transportdienst kann eigene DNS-Server haben (interne DNS-Abfragen), gleich was die Adapter \
            haben. Der Name des anderen Servers führt dann zu einer falschen, oft öffentlichen Adresse.",
        check: "InternalDNSServers und InternalDNSAdapterEnabled des Transportdienstes ansehen und dort den \
            Namen des Ziels auflösen.",
    },
    dns_registration: Explanation {
        headline: "Der Netzwerkadapter trägt seine Adressen nicht in DNS ein.",
        meaning: "Der Transportdienst bekommt dann für den eigenen Server keine brauchbare Antwort von DNS; \
            Nachrichten bleiben in Entwürfe oder in Submission.",
        check: "Nachsehen, ob \"Adressen dieser Verbindung in DNS registrieren\" für den Adapter an ist; nach \
            einer Änderung den Transportdienst neu starten.",
    },
    dns_aaaa: Explanation {
        headline: "Die DNS-Server der Empfängerdomäne antworten nicht, wie sie sollten.",
        meaning: "Exchange fragt auch nach IPv6-Adressen (AAAA). Ein DNS-Server, der auf diese Frage gar nicht \
            antwortet, lässt die ganze Abfrage scheitern; der Fehler liegt auf der anderen Seite.",
        check: "Vom sendenden Server aus nach MX und AAAA der Domäne fragen und nachsehen, welche Frage ohne \
            Antwort bleibt.",
    },
    av_blocks_port: Explanation {
        headline: "Eine Regel des Virenschutzes oder der Firewall auf dem sendenden Server sperrt Port 25.",
        meaning: "Manche Produkte haben eine Regel gegen Massenmail-Würmer, die nur bekannte Programme mit Port 25 \
            verbinden lässt, und EdgeTransport.exe gehört nicht dazu.",
        check: "Den Port vom sendenden Server selbst aus prüfen; in das Zugriffsschutz-Protokoll seines \
            Virenschutzes sehen.",
    },
    subdomain_loop: Explanation {
        headline: "Eine Unterdomäne ist innen akzeptiert und auf dem Edge-Server nicht, oder umgekehrt.",
        meaning: "Jede Seite hält die andere für zuständig, bis der Hopzähler es beendet.",
        check: "Die akzeptierten Domänen des Edge-Servers mit denen der Organisation vergleichen, samt \
            Unterdomänen.",
    },
    ticket_corrupt: Explanation {
        headline: "Ein Kerberos-Ticket, das einer der Server aufbewahrt, ist beschädigt oder veraltet.",
        meaning: "In einer Richtung oder von anderen Servern aus geht es, und Uhren und Namen stimmen.",
        check: "Auf dem sendenden Server die Tickets des Computerkontos auflisten; sie löschen (klist -li 0x3e7 \
            purge) oder den Server neu starten.",
    },
    antimalware_engine: Explanation {
        headline: "Das Filtermodul hält die Nachrichten auf.",
        meaning: "Jede Nachricht geht hindurch, bevor sie weitergeleitet wird. Ein Modul, das nicht lädt oder sich \
            nicht aktualisiert, verzögert alle oder lässt den Transportdienst neu starten.",
        check: "Im Ereignisprotokoll nach Fehlern von FIPFS und des Filterdienstes suchen.",
    },
    rules_slow: Explanation {
        headline: "Transportregeln mit Mustern dauern zu lange.",
        meaning: "Bedingungen mit Mustern sind bei vielen Empfängern teuer; Ereignis 1050 und die Verzögerung des \
            Transportregel-Agenten in der Nachrichtenverfolgung zeigen es.",
        check: "Nach Ereignis 1050 suchen und die Transportregeln mit *MatchesPatterns auflisten.",
    },
    esent_sessions: Explanation {
        headline: "Der Warteschlangendatenbank gehen die Sitzungen aus.",
        meaning: "Das Datenbankmodul (ESENT) lehnt dann Arbeit ab, und Nachrichten warten, bevor sie \
            weitergeleitet werden.",
        check: "Im Ereignisprotokoll nach Fehlern von ESENT und MSExchangeTransport suchen.",
    },
};
