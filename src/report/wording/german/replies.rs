//! What known SMTP replies mean, in German: headline, meaning, what to check.

use crate::diagnosis::catalogue::{Known, SaidBy};

/// Who says it.
pub(super) const fn said_by(who: SaidBy) -> &'static str {
    match who {
        SaidBy::Sender => "Der sendende Server bildet diese Antwort selbst, auch wenn \"responded with\" davor steht.",
        SaidBy::Receiver => "Das sagt der empfangende Server.",
        SaidBy::Either => "Beide Seiten können das sagen; die Protokolle beider zeigen, welche es war.",
    }
}

/// Headline, meaning, what to check.
pub(super) const fn explain(known: Known) -> (&'static str, &'static str, &'static str) {
    match known {
        Known::TemporaryAuthenticationFailure => (
            "Exchange-Server-Authentifizierung wurde angeboten und versucht, und sie ist gescheitert.",
            "Geantwortet hat also ein Connector der richtigen Art. Dahinter stehen Kerberos und Active Directory: Uhren, die mehr als fünf Minuten auseinandergehen, ein fehlender Dienstprinzipalname SMTPSVC, Replikation oder eine Domänenvertrauensstellung, ein Connector, dessen Fqdn nicht der Name des Servers ist, oder einer, der die Gruppe ExchangeServers nicht zulässt.",
            "Zuerst die Uhren vergleichen, dann die Dienstprinzipalnamen des Ziels; Ereignis 1035 auf dem Ziel nennt den Connector.",
        ),
        Known::TlsChannel => (
            "Die beiden Server konnten sich nicht auf einen TLS-Kanal einigen.",
            "Die Gegenseite vertraut dem gewählten Zertifikat nicht, oder es gibt keine gemeinsame TLS-Version oder Verschlüsselung.",
            "Nachsehen, welches Zertifikat der Connector des Ziels benutzt und ob der Absender dessen Stammzertifikat vertraut.",
        ),
        Known::CertificateValidation => (
            "Ein Zertifikat wurde abgelehnt, oder eines, das ein Connector nennt, ist nicht vorhanden.",
            "Bei einem Edge-Server: Das Edge-Abonnement kennt das Zertifikat nicht mehr. Bei Smarthost oder Partner: Name, Vertrauen oder Ablauf des Zertifikats; oder TlsCertificateName nennt ein Zertifikat, das ersetzt wurde.",
            "Die Zertifikate mit dem vergleichen, was die Connectors nennen; nach einem neuen Edge-Zertifikat das Abonnement erneuern.",
        ),
        Known::StartTlsRequired => (
            "Eine Seite verlangt TLS, und die andere hat es nicht angeboten.",
            "Das ist nicht die fehlende Exchange-Server-Authentifizierung, auch wenn der Code derselbe ist. Das Ziel hat kein brauchbares Zertifikat für SMTP, ein Gerät auf dem Weg entfernt STARTTLS, oder ein Connector mit RequireTLS hat eine unverschlüsselte Sitzung angenommen.",
            "Nachsehen, ob das Ziel in der Antwort auf EHLO STARTTLS anbietet und welches Zertifikat für SMTP aktiviert ist.",
        ),
        Known::OwnInternalCertificate => (
            "Der sendende Server kann sein eigenes internes Transportzertifikat nicht laden.",
            "Er braucht es, um sich gegenüber Edge-Servern anzumelden. Es wurde entfernt, ist abgelaufen, oder sein privater Schlüssel fehlt.",
            "Das Zertifikat des Servers prüfen, dem die Warteschlange gehört; dort die Ereignisse 12012 und 12013.",
        ),
        Known::OtherAuthentication => (
            "Der Sendeconnector verlangt eine Anmeldung, die das Ziel nicht anbietet.",
            "Ein Sendeconnector oder eine Hybridverbindung verlangt Standardauthentifizierung, vorher STARTTLS, oder die Erweiterung XOORG. Um Empfangsconnectors innerhalb der Organisation geht es nicht.",
            "Die Authentifizierung des Sendeconnectors ansehen und was das Ziel auf EHLO anbietet.",
        ),
        Known::ServiceNotActive => (
            "Die Transportkomponente des Ziels ist abgeschaltet.",
            "Jemand oder etwas hat sie auf Inactive gesetzt, meist für eine Wartung, und niemand hat sie zurückgesetzt, oder nicht unter demselben Anforderer.",
            "Die Komponentenzustände des Ziels ansehen.",
        ),
        Known::ServiceNotAvailable => (
            "Das Ziel hat die Verbindung angenommen und hatte niemanden dafür.",
            "Kein Empfangsconnector auf diesem Port enthält die Adresse des Absenders, oder ein HubTransport-Connector sitzt auf Port 25 des Front-Ends, oder die Komponente ist inaktiv.",
            "Die Komponentenzustände des Ziels ansehen und alle seine Empfangsconnectors einfügen.",
        ),
        Known::ConnectionLimit => (
            "Das Ziel lehnt weitere gleichzeitige Verbindungen ab.",
            "Ein Empfangsconnector hat seine Grenze insgesamt (MaxInboundConnection) oder je Quelle erreicht (auf hinzugefügten Connectors standardmäßig 20 Verbindungen, 2 Prozent). Exchange-Server, die auf einem Connector ohne Exchange-Server-Authentifizierung landen, zählen mit.",
            "Ereignis 1021 auf dem Ziel nennt den Connector; dessen MaxInbound-Einstellungen ansehen.",
        ),
        Known::MessageRateLimit => (
            "Das Ziel lehnt weitere Nachrichten pro Minute von diesem Client ab.",
            "MessageRateLimit des Connectors, der geantwortet hat, ist erreicht. Connectors für Clients haben standardmäßig eine Grenze, Connectors für Server keine.",
            "Nachsehen, welcher Connector geantwortet hat, und sein MessageRateLimit.",
        ),
        Known::PortTaken => (
            "Ein Dienst konnte nicht auf Port 25 hören, weil schon ein anderer dort hört.",
            "Meist liegt ein Empfangsconnector mit der Rolle HubTransport auf Port 25 eines Servers, auf dem dort auch Front End Transport hört: Welcher Dienst zuletzt startet, scheitert. Ein anderes Programm auf dem Port bewirkt dasselbe. Ereignis 1036 daneben liegt nicht am Edge-Abonnement.",
            "Einen Connector mit TransportRole HubTransport und Port 25 suchen, ihm die Rolle FrontendTransport geben und beide Transportdienste neu starten.",
        ),
        Known::RangesLimit => (
            "Ein Empfangsconnector fasst nicht so viele Bereiche.",
            "Active Directory hält etwa 1.300 Einträge in einer Liste. Eine einzelne Adresse, ein Bereich und ein Subnetz zählen je einmal.",
            "Benachbarte Adressen als einen Bereich schreiben oder einen zweiten Connector benutzen.",
        ),
        Known::BackPressure => (
            "Dem Ziel fehlt Plattenplatz oder Speicher, und es nimmt keine Mail an.",
            "Gegendruck: Der Server schützt sich. Es können noch Gigabytes frei sein; die Grenzen sind Prozente des Laufwerks mit der Warteschlangendatenbank.",
            "Auf dem Ziel nach den Ereignissen 15004 bis 15007 sehen und nach freiem Platz auf dem Laufwerk mit der Warteschlangendatenbank.",
        ),
        Known::ConnectionDropped => (
            "Die Verbindung brach ab, während die beiden Server sprachen.",
            "Die Gegenseite oder ein Gerät auf dem Weg hat sie geschlossen: eine TLS-Version, die nur eine Seite spricht, ein Zertifikat ohne privaten Schlüssel, eine Firewall, ein Virenschutz.",
            "Die letzten Zeilen des Sendeprotokolls zeigen, nach welchem Befehl sie abbrach; nach STARTTLS oder X-ANONYMOUSTLS ist es TLS.",
        ),
        Known::UnableToConnect => (
            "Es kam keine Verbindung zustande.",
            "An dieser Adresse und diesem Port hört nichts (10061) oder antwortet nichts (10060): Der Dienst steht, eine Firewall oder eine Virenschutzregel sperrt den Port, oder der Name führt zu einer falschen Adresse. Exchange meldet dasselbe, wenn TLS früh scheitert.",
            "Den Port vom sendenden Server aus prüfen und nachsehen, ob die Adresse die des Ziels ist.",
        ),
        Known::DnsQueryFailed => (
            "Der sendende Server konnte den Namen des nächsten Hops nicht auflösen.",
            "Seine DNS-Server kennen den Namen nicht oder haben nicht geantwortet. Innerhalb einer Organisation ist ein öffentlicher DNS-Server an einem Netzwerkadapter der übliche Grund.",
            "Nachsehen, welche DNS-Server die Adapter des sendenden Servers benutzen, und den Namen dort auflösen.",
        ),
        Known::FrontendProxy => (
            "Das Front-End konnte die Sitzung nicht an den Transportdienst dahinter weitergeben.",
            "PRX1: kein Ziel; PRX2: DNS; PRX3: Verbindung; PRX4: Protokoll; PRX5: Socket. Um den Connector zum Client hin geht es nicht.",
            "Den Transportdienst auf Port 2525 und DNS auf diesem Server ansehen.",
        ),
        Known::SecureDomain => (
            "Eine Domäne steht auf der Liste für gegenseitiges TLS, und die Verbindung hat es nicht.",
            "TLSSendDomainSecureList oder TLSReceiveDomainSecureList nennt die Domäne, aber der Connector oder der Partner beherrscht keine Domänensicherheit.",
            "Die Listen der Transportkonfiguration mit DomainSecureEnabled der Connectors vergleichen.",
        ),
        Known::StoreDriver => (
            "Die Postfachseite hat die Nachricht nicht angenommen.",
            "Die Datenbank ist ausgehängt, verschoben oder ausgelastet, oder eine Grenze des Informationsspeichers ist erreicht. Empfangsconnectors sind nicht beteiligt.",
            "Den Zustand der Postfachdatenbank ansehen.",
        ),
        Known::UnableToRelay => (
            "Der Absender darf an diesen Empfänger nicht weiterleiten.",
            "Die Domäne des Empfängers ist keine akzeptierte Domäne, und der Connector, der geantwortet hat, gibt dem Absender das Recht Accept-Any-Recipient nicht. Oft ist der Absender auf Default Frontend gelandet statt auf dem Relay-Connector. Default Frontend dieses Recht zu geben, macht ein offenes Relay.",
            "Nachsehen, auf welchem Connector die Adresse des Absenders landet; die Adresse auf den dafür gedachten Relay-Connector setzen.",
        ),
        Known::SendAs => (
            "Der angemeldete Absender darf nicht unter dieser Adresse senden.",
            "Es können die Rechte des Connectors hinter dem Front-End zählen (Client Proxy oder Default), nicht die desjenigen, den der Client sieht.",
            "Die Rechte auf beiden Connectors vergleichen.",
        ),
        Known::NotAuthenticated => (
            "Anonyme Mail ist auf dem Connector, der geantwortet hat, nicht erlaubt.",
            "In PermissionGroups fehlt AnonymousUsers, und der Absender hat sich nicht angemeldet.",
            "Nachsehen, auf welchem Connector die Adresse des Absenders landet.",
        ),
        Known::UnrecognizedCommand => (
            "Das Ziel kannte einen Befehl des Absenders nicht.",
            "Ein Gerät auf dem Weg verändert SMTP-Befehle, oder dem Connector, der geantwortet hat, fehlt die Exchange-Server-Authentifizierung.",
            "Nachsehen, was das Ziel auf EHLO antwortet, gefragt vom sendenden Server aus.",
        ),
        Known::MailLoop => (
            "Die Nachricht läuft im Kreis.",
            "Zwei Systeme halten jeweils das andere für zuständig: Akzeptierte Domänen, Sendeconnectors oder Smarthosts zeigen aufeinander.",
            "Die Received-Zeilen der Nachricht zeigen, wo sie umkehrt.",
        ),
        Known::AuthorizationLookup => (
            "Das Ziel konnte die Rechte des Absenders nicht nachschlagen.",
            "Die Anmeldung gelang; das Nachschlagen der Gruppen im Active Directory danach nicht.",
            "Nachsehen, ob das Ziel einen Domänencontroller erreicht, dazu seine Ereignisse 1018 und 1035.",
        ),
        Known::WeakTls => (
            "Die beiden Server haben sich auf eine TLS-Verschlüsselung unter 128 Bit geeinigt.",
            "Einer bietet nur alte Verfahren an; Exchange meldet sich darüber nicht an.",
            "TLS-Versionen und Verfahren (Schannel) beider Server vergleichen.",
        ),
        Known::TlsRate => (
            "Das Ziel nimmt im Moment keine weiteren TLS-Sitzungen an.",
            "Zu viele Sitzungen beginnen zugleich mit TLS; der Absender versucht es wieder.",
            "Nachsehen, wie viele Verbindungen das Ziel hat und wer sie öffnet.",
        ),
        Known::AuthTypeUnknown => (
            "Der Absender versuchte eine Anmeldung, die der Connector nicht anbietet.",
            "Ohne ExchangeServer in AuthMechanism lehnt ein Connector X-EXPS so ab, ohne Integrated oder BasicAuth lehnt er AUTH ab.",
            "Nachsehen, auf welchem Connector die Adresse des Absenders landet und was er anbietet.",
        ),
        Known::LogonFailed => (
            "Name und Kennwort, oder dass sie fehlen, wurden abgelehnt.",
            "Das ist die Anmeldung eines Benutzers oder einer Anwendung, nicht die zwischen Exchange-Servern.",
            "Das Konto prüfen, das der Sendeconnector oder die Anwendung benutzt.",
        ),
        Known::ClientProxy => (
            "Das Front-End hat einen Client angemeldet und konnte die Sitzung nicht weitergeben.",
            "Es gibt sie an Client Proxy auf Port 465 des Servers mit dem Postfach weiter; dort antwortete niemand Passendes, oder der Benutzer wurde nicht gefunden.",
            "Die Connectors Client Proxy und DNS auf dem Front-End ansehen.",
        ),
        Known::SubmitRight => (
            "Der Absender ist bekannt und darf auf diesem Connector keine Mail einreichen.",
            "Er hat sich angemeldet, und keine der PermissionGroups des Connectors lässt ihn zu.",
            "PermissionGroups des Connectors, der geantwortet hat, mit dem vergleichen, was der Absender ist.",
        ),
        Known::ExchangeRight => (
            "Ein Befehl, den nur Exchange-Server benutzen dürfen, wurde abgelehnt.",
            "Die Sitzung gehört auf diesem Connector keinem Mitglied von ExchangeServers: Die Gruppe fehlt dort, oder der Absender hat sich nicht als Server angemeldet.",
            "Nachsehen, ob der Connector, der geantwortet hat, ExchangeServers in PermissionGroups hat.",
        ),
        Known::CommandNotAllowed => (
            "Das Ziel lehnt diesen Befehl in dieser Sitzung ab.",
            "Meist entscheidet das ein Transport-Agent, ein Virenschutz oder Spamfilter, auf dem Ziel.",
            "Die Transport-Agents des Ziels auflisten.",
        ),
        Known::NotAccepting => (
            "Das Ziel nimmt im Moment keine Mail aus dem Netz an.",
            "Sein Transportdienst ist angehalten, oder ein Agent verlangt es.",
            "Nachsehen, ob der Dienst angehalten ist, und die Transport-Agents auflisten.",
        ),
        Known::BrokenDialogue => (
            "Die beiden Seiten haben sich im SMTP-Dialog verloren.",
            "Etwas dazwischen verändert oder verschluckt Zeilen (SMTP-Inspektion, ein Proxy), oder die Gegenseite ist kein Exchange-Server.",
            "Das Sendeprotokoll zeigt, welche Antwort nicht passte.",
        ),
        Known::NoOutboundFrontend => (
            "Kein Front-End ist da, um die Mail nach außen zu senden.",
            "FrontendProxyEnabled des Sendeconnectors ist gesetzt, und kein Front-End am Standort läuft.",
            "Die Front-End-Transportdienste am Standort ansehen.",
        ),
        Known::Rerouted => (
            "Die Routen wurden neu berechnet, und die Nachricht geht zurück ins Routing.",
            "Ein Connector, Server oder Standort wurde geändert. Das vergeht von selbst.",
            "Nachsehen, ob die Nachrichten in wenigen Minuten in einer anderen Warteschlange stehen.",
        ),
        Known::NotRedundant => (
            "Das Ziel konnte seine zweite Kopie auf einem anderen Server nicht anlegen.",
            "Shadow-Redundanz: Es sendet die Kopie an Port 2525 oder 25 eines anderen Servers, und das scheiterte, etwa an einem Connector ohne Exchange-Server-Authentifizierung.",
            "Den Weg der Kopien ansehen: die Connectors der anderen Server am Standort oder in der DAG.",
        ),
        Known::ProxyRequirement => (
            "Ein Transportdienst bietet einem anderen nicht, was er zum Weitergeben einer Sitzung braucht.",
            "Der Connector, der sie annimmt (Default auf 2525, Client Proxy auf 465, Outbound Proxy Frontend auf 717), wurde geändert oder hat ExchangeServer verloren, oder seine Optionen weichen von denen des Front-Ends ab.",
            "Diese Connectors mit dem vergleichen, was Setup anlegt.",
        ),
        Known::OutboundProxy => (
            "Das Front-End konnte für diese Mail die Außenwelt nicht erreichen.",
            "Die Mail geht über Port 717 eines Front-Ends hinaus; was es zu hören bekam, steht in Anführungszeichen. Host und Adresse in LastError sind die des Front-Ends selbst.",
            "Der innersten Antwort folgen; das Sendeprotokoll des Front-Ends ansehen.",
        ),
        Known::Expired => (
            "Die Nachricht hat zu lange gewartet; über den Grund sagt das nichts.",
            "4.4.7 ist die Mitteilung einer Verzögerung oder des Aufgebens danach. Der Grund steht in LastError der Warteschlange.",
            "Die Warteschlange mit LastError einfügen.",
        ),
        Known::QueueQuota => (
            "Das Ziel hält schon zu viele Nachrichten.",
            "Das Kontingent seiner Warteschlangen ist erreicht: Dahinter steht etwas still.",
            "Die Warteschlangen des Ziels ansehen.",
        ),
        Known::TempDriveFull => (
            "Das Laufwerk für temporäre Dateien des Ziels ist voll.",
            "Die Umwandlung von Inhalten schreibt nach TMP; auf dem Laufwerk der Warteschlange kann Platz sein.",
            "Den freien Platz auf dem Laufwerk des Ordners TMP ansehen.",
        ),
        Known::FrontendDns => (
            "Das Front-End konnte den Namen eines Servers dahinter nicht auflösen.",
            "PRX2 bedeutet DNS: meist ein öffentlicher DNS-Server auf einem Netzwerkadapter des Front-Ends.",
            "Nachsehen, welche DNS-Server seine Adapter benutzen, und dort die Namen der Server auflösen.",
        ),
        Known::NoRoute => (
            "Kein Sendeconnector passt zur Domäne des Empfängers.",
            "Das Routing fand keinen Weg; Empfangsconnectors sind nicht beteiligt.",
            "Die Sendeconnectors mit ihren Adressräumen auflisten.",
        ),
        Known::PublicAddress => (
            "Auf einem Netzwerkadapter des sendenden Servers ist ein öffentlicher DNS-Server eingetragen.",
            "Exchange fragt die DNS-Server der Adapter. Ein öffentlicher kennt die inneren Namen nicht oder nennt für sie eine Adresse außerhalb.",
            "Nachsehen, welche DNS-Server die Adapter des sendenden Servers benutzen, und dort den Namen des Ziels auflösen.",
        ),
        Known::KeylessCertificate => (
            "Das Zertifikat für SMTP hat auf diesem Server keinen privaten Schlüssel.",
            "Ohne ihn kommt keine TLS-Sitzung zustande; der Absender meldet eine abgebrochene oder abgelehnte Verbindung.",
            "Das Zertifikat mit Schlüssel neu importieren oder die Verknüpfung reparieren und es für SMTP aktivieren.",
        ),
        Known::UnboundCertificate => (
            "Kein Zertifikat dieses Servers ist für SMTP aktiviert.",
            "Ohne eines kann der Server TLS nicht beginnen; das geschieht, wenn ein erneuertes Zertifikat den Dienst SMTP nicht bekam.",
            "Das richtige Zertifikat mit Enable-ExchangeCertificate für SMTP aktivieren; die Frage, ob das Standardzertifikat überschrieben wird, verneinen.",
        ),
        Known::LegacyIntegratedAuth => (
            "Auf dem Exchange-2003-Server ist die integrierte Windows-Authentifizierung ausgeschaltet.",
            "Der nächste Hop ist eine Routinggruppe von Exchange 2003. Spätere Versionen melden sich dort mit Kerberos oder NTLM an und können es nicht, wo der virtuelle SMTP-Server keines von beiden annimmt.",
            "Auf dem Exchange-2003-Server nachsehen, ob die integrierte Windows-Authentifizierung des virtuellen SMTP-Servers an ist. Empfangsconnectors gibt es dort nicht.",
        ),
        Known::LegacySmartHost => (
            "Der virtuelle SMTP-Server von Exchange 2003 gibt alle Mail an einen Smarthost.",
            "Der nächste Hop ist eine Routinggruppe von Exchange 2003, deren virtuelle SMTP-Server kein Cmdlet zeigt. Einer mit eigenem Smarthost unterbricht die Mail zwischen den Servern.",
            "Im System-Manager von Exchange 2003 die Zustellungsoptionen des virtuellen SMTP-Servers ansehen; Smarthosts gehören auf einen Connector.",
        ),
        Known::LegacyRoutingGroup => (
            "Der Routinggruppenconnector benutzt einen virtuellen Server von Exchange 2003, der deaktiviert oder der falsche ist.",
            "Das Setup bindet ihn an den ersten virtuellen SMTP-Server des genannten Exchange-2003-Servers, gleich ob er läuft.",
            "Die Routinggruppenconnectors auflisten; sie mit anderen Servern neu anlegen, wo ihr Ziel nicht antwortet.",
        ),
        Known::AdTrust => (
            "Die Vertrauensstellung zwischen den Domänen der beiden Server ist gestört.",
            "Authentifizierung wurde zwischen Servern zweier Domänen angeboten und versucht. Uhren, Namen und Replikation können stimmen, und Kerberos lehnt das Ticket der anderen Domäne trotzdem ab.",
            "Die Vertrauensstellung der beiden Domänen mit nltest und netdom prüfen; sie zurücksetzen, wenn das scheitert.",
        ),
        Known::EdgeCertificate => (
            "Ein Edge-Server oder seine Gegenstelle hat das interne Transportzertifikat verloren, oder das Edge-Abonnement kennt es nicht.",
            "Von und zu einem Edge-Server weisen sich beide Seiten mit den Zertifikaten aus, die das Abonnement ausgetauscht hat; Kerberos ist nicht beteiligt. Ein später erneuertes oder entferntes Zertifikat ist nicht bekannt.",
            "Das Zertifikat auf beiden Seiten prüfen (Ereignisse 12012 bis 12015, 1036); nach einem neuen das Edge-Abonnement neu anlegen.",
        ),
        Known::SendSideTls => (
            "Der Sendeconnector verlangt TLS, und sein Zertifikat, der Weg oder die Route passt nicht.",
            "In einer Hybridbereitstellung: Das Zertifikat ist nicht das, das der Sendeconnector nennt, ein Gerät auf dem Weg entfernt STARTTLS, oder die Nachricht geht über einen anderen Sendeconnector hinaus als gedacht.",
            "NextHopDomain sagt, welcher Sendeconnector die Nachricht nahm; dessen RequireTLS, TlsCertificateName und Smarthosts mit den Zertifikaten vergleichen.",
        ),
        Known::TlsVersion => (
            "Die beiden Server haben keine gemeinsame TLS-Version.",
            "Aktualisierte oder gehärtete Server sprechen nur TLS 1.2; Windows Server 2008 R2 und Exchange 2010 bieten es erst an, wenn man es einschaltet.",
            "Im Sendeprotokoll nach \"TLS negotiation failed\" suchen und die in Schannel aktivierten TLS-Versionen beider Server ansehen.",
        ),
        Known::StaleCertificateName => (
            "Ein Empfangsconnector des Ziels nennt ein Zertifikat, das es nicht mehr gibt.",
            "TlsCertificateName behält den alten Aussteller und Antragsteller, wenn ein Zertifikat erneuert wird. Der Connector bietet dann kein STARTTLS an.",
            "TlsCertificateName der Connectors mit den Zertifikaten des Ziels vergleichen; das neue eintragen oder $null setzen.",
        ),
        Known::HybridCertificate => (
            "Die Server der Hybridverbindung oder der Edge-Server haben verschiedene Zertifikate.",
            "Der Sendeconnector nennt ein Zertifikat; jeder Server, von dem aus er sendet, auch ein Edge-Server, muss es haben.",
            "TlsCertificateName des Sendeconnectors mit den Zertifikaten jedes Quellservers vergleichen.",
        ),
        Known::DnsLookupSetting => (
            "Exchange löst innere Namen bei einem DNS-Server auf, der für außen antwortet.",
            "Der Transportdienst kann eigene DNS-Server haben (interne DNS-Abfragen), gleich was die Adapter haben. Der Name des anderen Servers führt dann zu einer falschen, oft öffentlichen Adresse.",
            "InternalDNSServers und InternalDNSAdapterEnabled des Transportdienstes ansehen und dort den Namen des Ziels auflösen.",
        ),
        Known::DnsRegistration => (
            "Der Netzwerkadapter trägt seine Adressen nicht in DNS ein.",
            "Der Transportdienst bekommt dann für den eigenen Server keine brauchbare Antwort von DNS; Nachrichten bleiben in Entwürfe oder in Submission.",
            "Nachsehen, ob \"Adressen dieser Verbindung in DNS registrieren\" für den Adapter an ist; nach einer Änderung den Transportdienst neu starten.",
        ),
        Known::DnsAaaa => (
            "Die DNS-Server der Empfängerdomäne antworten nicht, wie sie sollten.",
            "Exchange fragt auch nach IPv6-Adressen (AAAA). Ein DNS-Server, der auf diese Frage gar nicht antwortet, lässt die ganze Abfrage scheitern; der Fehler liegt auf der anderen Seite.",
            "Vom sendenden Server aus nach MX und AAAA der Domäne fragen und nachsehen, welche Frage ohne Antwort bleibt.",
        ),
        Known::AvBlocksPort => (
            "Eine Regel des Virenschutzes oder der Firewall auf dem sendenden Server sperrt Port 25.",
            "Manche Produkte haben eine Regel gegen Massenmail-Würmer, die nur bekannte Programme mit Port 25 verbinden lässt, und EdgeTransport.exe gehört nicht dazu.",
            "Den Port vom sendenden Server selbst aus prüfen; in das Zugriffsschutz-Protokoll seines Virenschutzes sehen.",
        ),
        Known::SubdomainLoop => (
            "Eine Unterdomäne ist innen akzeptiert und auf dem Edge-Server nicht, oder umgekehrt.",
            "Jede Seite hält die andere für zuständig, bis der Hopzähler es beendet.",
            "Die akzeptierten Domänen des Edge-Servers mit denen der Organisation vergleichen, samt Unterdomänen.",
        ),
        Known::TicketCorrupt => (
            "Ein Kerberos-Ticket, das einer der Server aufbewahrt, ist beschädigt oder veraltet.",
            "In einer Richtung oder von anderen Servern aus geht es, und Uhren und Namen stimmen.",
            "Auf dem sendenden Server die Tickets des Computerkontos auflisten; sie löschen (klist -li 0x3e7 purge) oder den Server neu starten.",
        ),
        Known::AntimalwareEngine => (
            "Das Filtermodul hält die Nachrichten auf.",
            "Jede Nachricht geht hindurch, bevor sie weitergeleitet wird. Ein Modul, das nicht lädt oder sich nicht aktualisiert, verzögert alle oder lässt den Transportdienst neu starten.",
            "Im Ereignisprotokoll nach Fehlern von FIPFS und des Filterdienstes suchen.",
        ),
        Known::RulesSlow => (
            "Transportregeln mit Mustern dauern zu lange.",
            "Bedingungen mit Mustern sind bei vielen Empfängern teuer; Ereignis 1050 und die Verzögerung des Transportregel-Agenten in der Nachrichtenverfolgung zeigen es.",
            "Nach Ereignis 1050 suchen und die Transportregeln mit *MatchesPatterns auflisten.",
        ),
        Known::EsentSessions => (
            "Der Warteschlangendatenbank gehen die Sitzungen aus.",
            "Das Datenbankmodul (ESENT) lehnt dann Arbeit ab, und Nachrichten warten, bevor sie weitergeleitet werden.",
            "Im Ereignisprotokoll nach Fehlern von ESENT und MSExchangeTransport suchen.",
        ),
    }
}
