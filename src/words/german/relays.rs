//! Findings about relays, their clients, and limits.

use crate::words::relays::Relays;

pub(super) const WORDS: Relays = Relays {
    has: "{connectors} {connectors|hat|haben} {value}.",
    has_entries: "{connectors} {connectors|hat|haben} {count} Einträge.",
    value_of: "{property} von {connector} ist {value}.",

    limits_not_shown: "Die Eingabe zeigt die Grenzwerte von {connector} nicht.",
    limit_low: "{connectors} {connectors|nimmt|nehmen} Exchange-Server mit den Grenzwerten eines Relays an.",
    limit_low_why: "Das Setup lässt diese Grenzwerte auf den Connectors für Server offen. Darüber erhält ein Absender 421 \
        4.3.2, über MessageRateLimit 421 4.4.2. Ein angemeldeter Server zählt nicht mehr als Quelle.",
    limit_low_action: "Bei der nächsten geplanten Änderung erhöhen.",
    limit_low_fine: "Wenn diese Server wenig senden.",
    connections_reached: "{connectors} {connectors|begrenzt|begrenzen} die Verbindungen, und die Grenze ist erreicht.",
    connections_reached_why: "Der Connector, der eine Sitzung annimmt, sagt das, nach seinen eigenen Grenzwerten. Ein \
        Exchange-Server, der sich anmeldet, zählt nicht als Quelle (beobachtet); einer, der auf einem Connector ohne \
        Exchange-Server-Authentifizierung landet, zählt weiter (gefolgert).",
    messages_reached: "{connectors} {connectors|begrenzt|begrenzen}, wie schnell ein Absender einreichen darf, und die \
        Grenze ist erreicht.",
    messages_reached_why: "Der Connector, der eine Sitzung annimmt, sagt das, nach seinem eigenen MessageRateLimit.",
    reached_action: "Im Empfangsprotokoll nachsehen, welcher Connector geantwortet hat, und dort den Grenzwert erhöhen, \
        falls dieser Absender so viel senden darf. Ereignis 1021 nennt Quelle und Connector.",
    reached_fine: "Wenn der Grenzwert vor diesem Absender schützt.",
    limit_in_question: "{connectors} {connectors|erlaubt|erlauben} nur wenige Verbindungen von einer Adresse: knapp, wo \
        alle Mail über einen Filter kommt.",
    limit_in_question_why: "Das sind die Werte des Setups. Ein Spamfilter, Gateway oder Load Balancer davor ist für alle \
        Mail von außen eine einzige Quelle; über der Grenze bekommt er 421 4.3.2 The maximum number of concurrent \
        connections has exceeded a limit, und seine eigene Warteschlange wächst.",
    limit_in_question_action: "In der Warteschlange des Filters nachsehen, ob er diese Antwort bekommt, oder hier nach \
        Ereignis 1021; dann MaxInboundConnectionPerSource und MaxInboundConnectionPercentagePerSource dieses Connectors \
        erhöhen.",
    limit_in_question_fine: "Wenn Mail von vielen Adressen kommt.",

    admits_nobody: "{connectors} {connectors|lässt|lassen} niemanden zu: Wer dort landet, wird abgewiesen.",
    admits_nobody_what: "Auf MAIL FROM erhalten Absender ohne Anmeldung 530 5.7.1 Client was not authenticated; \
        angemeldete dürfen ebenso wenig einreichen.",
    admits_nobody_why: "PermissionGroups ist None; so legt New-ReceiveConnector einen eigenen Connector an, wenn nichts \
        anderes verlangt wird.",
    admits_nobody_action: "Die Gruppen setzen, für die der Connector da ist: AnonymousUsers für Geräte, die sich nicht \
        anmelden.",
    admits_nobody_fine: "Wenn er Absender abweisen soll.",

    open_relay: "{connector} lässt alle in einem großen Bereich ins Internet weiterleiten.",
    open_relay_what: "Jeder Host im Bereich kann im Namen der Organisation an beliebige Empfänger senden. Ein einziger \
        befallener Rechner genügt für eine Sperrliste; ein Load Balancer oder Gateway im Bereich leitet für alle weiter, \
        die dahinter stehen.",
    open_relay_ranges: "Seine Bereiche enthalten {ranges}.",
    open_relay_externally_secured: "Der Connector ist extern gesichert: Wer dort landet, leitet weiter, gilt als intern \
        und kommt an Filtern und Größengrenzen vorbei; gefälschte interne Absender werden geglaubt.",
    open_relay_custom: "Custom neben AnonymousUsers zeigt zusätzliche Rechte anonymer Absender, meist das Recht zum \
        Weiterleiten.",
    open_relay_take_right_away: "ANONYMOUS LOGON auf diesem Connector ms-Exch-SMTP-Accept-Any-Recipient mit \
        Remove-ADPermission nehmen. Die Bereiche so lassen: Mail aus dem Internet braucht sie, und jenes Recht nicht.",
    open_relay_narrow: "Die Bereiche auf die Hosts verkleinern, die weiterleiten.",
    open_relay_shows_right: "Get-ADPermission zeigt das Recht dazu.",
    open_relay_look: "Mit dem Befehl unten nachsehen, ob das Recht besteht, und die Bereiche auf die Hosts verkleinern, \
        die weiterleiten.",
    open_relay_fine: "Wenn jeder Host im Bereich weiterleiten darf.",

    own_address: "{connectors} {connectors|enthält|enthalten} Adressen des Servers selbst.",
    lands_on_port: "{address} landet auf Port {port} durch {range} auf {connector}.",
    other_roles_why: "Andere Rollen desselben Servers, vor allem Unified Messaging, reichen bei ihm ein und brauchen \
        Exchange-Server-Authentifizierung. Ob es sie gibt, zeigt die Eingabe nicht; die Ereignisse 1423, 1446, 1335, 1082 \
        oder 1185 würden sagen, dass sie scheitern.",
    front_end_hands_over_why: "Das Front-End übergibt alle Mail an den Transportdienst des eigenen Servers und braucht \
        dafür Exchange-Server-Authentifizierung: Eingehende Mail bleibt mit 451 5.7.3 stehen.",
    front_end_hands_over_action: "Die eigenen Adressen des Servers vom Connector nehmen.",
    own_programs_why: "Programme und Prüfungen auf dem Server selbst landen dort und dürfen, was der Connector erlaubt \
        (gefolgert). Mail zwischen den Diensten des Servers nimmt andere Ports.",
    own_address_action: "Die eigenen Adressen des Servers vom Connector nehmen, falls kein Programm auf dem Server \
        weiterleitet.",
    own_address_fine: "Wenn ein Programm auf dem Server selbst weiterleiten soll.",

    gateway: "{connectors} {connectors|enthält|enthalten} das Standardgateway {addresses}.",
    lands: "{address} landet durch {range} auf {connector}.",
    gateway_why: "Setzt ein Gateway, eine Firewall oder ein Load Balancer die eigene Adresse an die Stelle der Absender, \
        sehen alle wie diese eine Adresse aus: Was der Connector erlaubt, erlaubt er dem ganzen Internet.",
    gateway_action: "Die Hosts, die weiterleiten, einzeln aufführen, ohne Gateways, Firewalls und Load Balancer. Das \
        Empfangsprotokoll zeigt, welche Adressen wirklich ankommen.",
    gateway_fine: "Wenn das Gateway die Adressen der Absender lässt, wie sie sind.",
    subnets: "{connectors} {connectors|nimmt|nehmen} ganze Subnetze an, in denen ein Gateway stehen kann.",
    subnets_fine: "Wenn kein Gerät im Subnetz Adressen umsetzt.",

    client_not_matched: "{clients} darf nicht weiterleiten und landet auf {connectors}.",
    a_client: "Ein Client",
    client_not_matched_what: "Der Server lehnt mit 550 5.7.54 Unable to relay recipient in non-accepted domain ab.",
    client_not_matched_why: "Das Empfangsprotokoll nennt den Connector, und kein Relay-Connector in der Eingabe hat die \
        Adresse.",
    client_action: "Im Empfangsprotokoll die Adresse des Clients suchen, wie Exchange sie sieht: Über IPv6 oder einen \
        Load Balancer ist sie oft eine andere. Sie auf einen eigenen Relay-Connector setzen. Das Recht zum Weiterleiten \
        nicht auf Default Frontend gewähren: Das ergibt ein offenes Relay.",
    client_fine: "Wenn der Client nicht weiterleiten soll.",
    client_in_question: "Ein Client, der weiterleiten soll, landet möglicherweise auf keinem Relay-Connector.",
    client_in_question_what: "In der Eingabe steht 550 5.7.54 Unable to relay. Entweder hat kein eigener Connector die \
        Adresse des Clients, oder dieser Connector gewährt das Recht nicht.",
    client_in_question_why: "Welcher Connector geantwortet hat, sagt nur das Empfangsprotokoll.",
    granted_on_default: "{connectors} {connectors|gewährt|gewähren} anonymen Absendern mehr als das Setup: Wahrscheinlich \
        dürfen dort alle weiterleiten.",
    granted_on_default_what: "Das bleibt zurück, wenn Clients, die weiterleiten sollen, dort landeten und jemand ihnen \
        das Recht gab: Jetzt hat es jeder, der Port 25 erreicht.",
    granted_on_default_why: "Custom neben AnonymousUsers zeigt zusätzliche Rechte; welche, sagt Get-ADPermission. Mail \
        aus dem Internet an die eigenen Domänen braucht das Recht zum Weiterleiten nicht.",
    granted_on_default_action: "Zuerst den Clients einen eigenen Relay-Connector geben, mit den Adressen, die das \
        Empfangsprotokoll zeigt (über IPv6 oder einen Load Balancer sind es oft andere). Dann ANONYMOUS LOGON auf diesem \
        Connector ms-Exch-SMTP-Accept-Any-Recipient mit Remove-ADPermission nehmen.",
    granted_on_default_fine: "Wenn das zusätzliche Recht ein anderes ist.",

    right_missing: "{connectors} {connectors|gewährt|gewähren} kein Recht zum Weiterleiten.",
    right_missing_what: "Absender, die dort landen, erreichen Empfänger innen; jeder andere Empfänger wird mit 550 5.7.54 \
        Unable to relay recipient in non-accepted domain abgelehnt.",
    right_missing_why: "Anonyme Absender haben dort kein ms-Exch-SMTP-Accept-Any-Recipient: AnonymousUsers ohne Custom \
        steht für die Rechte des Setups, und Get-ADPermission, wo es eingefügt ist, führt das Recht nicht auf.",
    right_missing_action: "Dürfen diese Clients weiterleiten, dieses Recht mit Add-ADPermission für ANONYMOUS LOGON auf \
        diesem Connector gewähren und seine Bereiche auf einzelne Hosts beschränken. Nie auf Default Frontend.",
    right_missing_fine: "Wenn seine Clients nur an Empfänger innen schreiben.",
    hybrid_right_missing: "{connectors} {connectors|lässt|lassen} Mail von Exchange Online nicht weiterleiten.",
    hybrid_right_missing_what: "Wo Mail von Cloud-Benutzern ins Internet über diesen Server geht (zentraler \
        E-Mail-Transport), wird jeder Empfänger außen mit 550 5.7.1 Unable to relay abgelehnt.",
    hybrid_right_missing_why: "Der Connector lässt anonyme Absender zu und gewährt ihnen nichts darüber hinaus. Exchange \
        Online kommt nur durch, wo TlsDomainCapabilities es am Zertifikat erkennt.",
    hybrid_right_missing_action: "TlsDomainCapabilities und TlsCertificateName des Connectors richtigstellen (das tut der \
        Assistent für die Hybridkonfiguration). Das Recht zum Weiterleiten nicht den Bereichen von Exchange Online \
        gewähren: Von dort senden auch alle anderen Mandanten.",
    hybrid_right_missing_fine: "Wenn Cloud-Mail ins Internet nicht hier entlang geht.",

    picked_other: "{connectors} {connectors|hat|haben} die Einstellungen für Exchange Online, dessen Mail aber auf \
        {lands_on} landet.",
    picked_other_why: "Nach den Bereichen landen die veröffentlichten Adressen von Exchange Online auf Port 25 bei einem \
        anderen Connector ohne diese Eigenschaft: Hybridmail wird dann nicht erkannt, verliert ihre Kopfzeilen und gilt \
        als fremd.",
    picked_other_action: "TlsCertificateName und TlsDomainCapabilities auf den Connector übertragen, auf dem diese Mail \
        landet; oder den Assistenten für die Hybridkonfiguration erneut ausführen und den richtigen Connector wählen.",
    picked_other_fine: "Wenn Mail von Exchange Online über einen Edge-Server oder Filter kommt.",

    load_balancer: "{connectors} {connectors|führt|führen} einzelne Adressen: Ist eine davon ein Load Balancer?",
    load_balancer_why: "Ein Load Balancer, der seine Adresse an die Stelle der Absender setzt, lässt alle wie diese eine \
        aussehen: Wer ihn erreicht, leitet weiter.",
    load_balancer_action: "Ihn die Adressen der Absender behalten lassen (transparent, Direct Server Return) oder \
        einschränken, wer ihn erreicht, und seine Adresse vom Connector nehmen.",
    load_balancer_fine: "Wenn jede Adresse die eines sendenden Hosts ist.",

    right_in_front: "{user} hat {right} auf {front}, geprüft wird es aber auf {behind}.",
    right_in_front_what: "Das Front-End reicht die Sitzung weiter; der Transportdienst lehnt die Nachricht dann nach DATA \
        mit 550 5.7.60 Client does not have permissions to send as this sender ab.",
    right_in_front_why: "Das Recht steht auf dem vorderen Connector und nicht auf dem dahinter.",
    right_in_front_action: "Dasselbe Recht auf dem hinteren Connector gewähren, nur für dieses Konto: Es darf dann als \
        jeder senden.",
    right_in_front_fine: "Wenn das Konto nicht als andere senden soll.",

    stale_certificate: "{connectors} {connectors|nennt|nennen} ein Zertifikat, das nicht in der Liste steht.",
    stale_certificate_why: "Kein Zertifikat in der Eingabe hat diesen Aussteller und Antragsteller. Der Connector bietet \
        dann ein anderes oder kein STARTTLS an, und Hybrid-Mail oder Partner, die den Namen prüfen, werden abgewiesen.",
    stale_certificate_action: "Das Nachfolgezertifikat nennen oder TlsCertificateName auf $null setzen.",
    stale_certificate_fine: "Wenn die Liste von einem anderen Server ist.",
    stale_capabilities: "{connectors} {connectors|erkennt|erkennen} Exchange Online an einem Zertifikat, das es nicht \
        mehr benutzt.",
    stale_capabilities_why: "Mail von Exchange Online wird dann nicht als Hybrid-Mail erkannt: Sie verliert ihre \
        Kopfzeilen und gilt als fremd.",
    stale_capabilities_action: "Den Assistenten für die Hybridkonfiguration erneut ausführen; er trägt \
        mail.protection.outlook.com ein.",
    stale_capabilities_fine: "Wenn es keine Hybridbereitstellung mehr gibt.",

    many_entries: "{connectors} {connectors|hat|haben} fast so viele Remotebereiche, wie hineinpassen.",
    many_entries_why: "Etwa 1.300 Einträge passen hinein; dann lehnt Active Directory mit \"administrative limit \
        exceeded\" ab. Eine Adresse aus einem Bereich zu nehmen, ergibt einen Eintrag mehr.",
    many_entries_action: "Benachbarte einzelne Adressen als Bereich schreiben, bevor eine Änderung eilt.",
    many_entries_fine: "Wenn nichts mehr dazukommt.",

    logging_off: "{connectors} {connectors|schreibt|schreiben} kein Protokoll, das den Verdacht klären würde.",
    logging_off_what: "Das Empfangsprotokoll nennt den Connector, der wirklich geantwortet hat, und was er anbot.",
    logging_off_why: "ProtocolLoggingLevel ist None.",
    logging_off_action: "Einschalten, den nächsten Versuch abwarten, das Protokoll lesen: {commands}",
};
