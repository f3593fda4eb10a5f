//! Findings about authentication between Exchange servers.

use crate::words::servers::Servers;

pub(super) const WORDS: Servers = Servers {
    the_sending_server: "Der sendende Server",
    an_exchange_server: "Ein Exchange-Server",

    hub_on_25: "{connectors} {connectors|hört|hören} mit der Rolle HubTransport auf Port 25, neben dem Front-End-Transportdienst.",
    hub_two_services: "Zwei Dienste wollen einen Port. Einer bekommt ihn beim Start; der andere kann seine Connectors \
        nicht bedienen, und Verbindungen werden abgewiesen oder mit 421 4.3.2 Service not available beantwortet.",
    hub_own_binding: "An {addresses} gibt Windows den Port dem Transportdienst, weil dessen Bindung genauer ist als die \
        des Front-Ends; Absender, die der Connector nicht aufführt, erhalten dort 421 4.3.2 Service not available \
        (gefolgert).",
    hub_cannot_achieve: "Eine Warteschlange zu diesem Server scheitert mit 451 5.7.3: Wo der Transportdienst den Port \
        bekommen hat, antwortet dieser Connector dem Absender.",
    hub_not_available: "Eine Warteschlange zu diesem Server scheitert mit 421 4.3.2. Das bekommt eine Verbindung, die bei \
        dem Dienst endet, der keinen Connector für sie hat.",
    hub_by_default: "New-ReceiveConnector legt einen HubTransport-Connector an, wenn nichts anderes angegeben ist; auf \
        einem Server mit beiden Diensten gehört Port 25 dem Front-End.",
    hub_no_authentication: "{connectors} bietet keine Exchange-Server-Authentifizierung an: Ein Exchange-Server, dem er \
        antwortet, scheitert jetzt und nach dem Umzug mit 451 5.7.3. Auch die Adressen der Server von ihm nehmen.",
    hub_no_authentication_for: "{connectors} bietet keine Exchange-Server-Authentifizierung an: Ein Exchange-Server, dem \
        er antwortet ({servers}), scheitert jetzt und nach dem Umzug mit 451 5.7.3. Auch die Adressen der Server von ihm \
        nehmen.",
    hub_action: "Dem Connector die Rolle FrontendTransport geben, dann Microsoft Exchange Frontend Transport und \
        Microsoft Exchange Transport auf diesem Server neu starten. Während des Neustarts steht der Mailfluss.",

    role_conflict: "{connector} hört mit der Rolle {role} auf Port {port}, neben dem anderen Transportdienst.",
    role_conflict_what: "{others} {others|hat|haben} die andere Rolle und denselben Port.",
    role_conflict_cannot_achieve: "Eine Warteschlange zu diesem Server scheitert mit 451 5.7.3: Wo der Dienst dieses \
        Connectors den Port bekommen hat, antwortet dieser Connector dem Absender.",
    role_conflict_why: "Ein Endpunkt gehört einem Transportdienst, gleich auf welchem Port. Connectors verschiedener Rollen \
        brauchen eigene Bindungen.",
    role_conflict_action: "Dem Connector einen eigenen Port geben oder die andere Rolle, wenn er zu jenem Dienst gehört, \
        dann Microsoft Exchange Frontend Transport und Microsoft Exchange Transport auf diesem Server neu starten. Während \
        des Neustarts steht der Mailfluss.",

    missing_outbound: "{connectors} {connectors|bietet|bieten} keine Exchange-Server-Authentifizierung an, deshalb kommt \
        Mail nach außen nicht an {servers} vorbei.",
    missing: "{connectors} {connectors|bietet|bieten} keine Exchange-Server-Authentifizierung an, deshalb können andere \
        Exchange-Server nicht an {servers} zustellen.",
    missing_outbound_what: "Solche Mail von {senders} geht dorthin auf Port 717 und wird nicht weitergegeben.",
    missing_unused: "Jeder Exchange-Server, der bei diesem Connector landet, gibt mit 451 5.7.3 Cannot achieve Exchange \
        Server authentication auf. Keine Warteschlange in der Eingabe scheitert im Moment daran.",
    missing_what: "{senders} {senders|landet dort und gibt|landen dort und geben} mit 451 5.7.3 auf.",
    missing_why: "AuthMechanism ist {mechanisms}. Das Setup legt diesen Connector mit ExchangeServer an; ohne das bietet \
        der Server kein X-ANONYMOUSTLS an.",
    missing_edge_action: "ExchangeServer zu AuthMechanism hinzufügen, in der Shell des Edge-Servers.",
    missing_action: "ExchangeServer zu AuthMechanism hinzufügen. Exchange lehnt das ab, solange Fqdn ein anderer \
        Name als der des Servers ist: dann zuerst Fqdn setzen.",
    missing_fine: "Wenn nie ein anderer Exchange-Server an diesen Port dieses Servers sendet.",

    offered_after_all: "{sender} bekam laut Antwort keine Exchange-Server-Authentifizierung angeboten; das Protokoll \
        zeigt, dass sie angeboten wird.",
    offered_after_all_what: "Der Connector ist, wie er sein soll, und seine Antwort auf EHLO erreicht den sendenden \
        Server. Die Antwort in der Warteschlange stammt also aus einer früheren Sitzung, von einer anderen Adresse des \
        Absenders oder von einem anderen Server hinter dem nächsten Hop.",
    offered_after_all_why: "Die Antwort auf EHLO steht in der Eingabe.",
    offered_after_all_action: "Die Warteschlange neu versuchen lassen und LastError noch einmal ansehen. Bleibt der \
        Fehler, die neueste Sitzung aus dem Sendeprotokoll einfügen.",

    not_offered: "{senders} {senders|erreichte|erreichten} einen Connector ohne Exchange-Server-Authentifizierung; \
        welchen, zeigt die Eingabe nicht.",
    not_offered_unsaid: "{senders} {senders|erreichte|erreichten} einen Connector ohne Exchange-Server-Authentifizierung; \
        die Eingabe zeigt weder welchen noch LastError.",
    not_offered_what: "Der sendende Server bildet 451 5.7.3 Cannot achieve Exchange Server authentication selbst, wenn \
        die Gegenseite kein X-ANONYMOUSTLS anbietet. Meist hat ein Relay-Connector die Verbindung angenommen, auf dem die \
        Adresse des Absenders steht.",
    connectors_missing: "Die Empfangsconnectors, die geantwortet haben können, stehen nicht in der Eingabe oder nicht mit \
        allen Eigenschaften.",
    connectors_missing_of: "Die Empfangsconnectors von {servers} stehen nicht in der Eingabe.",
    addresses_unknown: "Die Adressen von {servers} sind nicht bekannt.",
    not_offered_action: "Einfügen, was die Befehle unten ausgeben. Bis dahin nichts ändern: \
        Exchange-Server-Authentifizierung auf dem falschen Connector verdeckt die Ursache.",

    edge_in_question: "Dem Standardconnector des Edge-Servers fehlt die Exchange-Server-Authentifizierung.",
    edge_in_question_what: "{senders} kam bei einem Connector eines Edge-Servers an, der keine anbietet. Der einzige \
        Connector, den das Setup dort anlegt, Default internal receive connector, hat sie, wenn niemand sie entfernt hat.",
    edge_in_question_why: "Die Connectors des Edge-Servers sind nicht eingefügt; kein anderer Server zeigt sie.",
    edge_in_question_action: "Sie auf dem Edge-Server mit dem Befehl unten ausgeben. Bis dahin das Edge-Abonnement in \
        Ruhe lassen.",

    group_missing: "{connector} lässt Exchange-Server sich anmelden, aber nicht zu: ExchangeServers fehlt.",
    refused: "{sender} erreicht ihn, meldet sich an und wird mit 454 4.7.0 Temporary authentication failure abgewiesen.",
    refused_as_user: "{sender} erreicht ihn, meldet sich an und wird mit 550 5.7.1 Client does not have permissions to \
        send as this sender abgewiesen, weil er als gewöhnlicher Benutzer gilt. Solche Mail wartet nicht, sie geht \
        zurück.",
    refused_one_day: "Daran scheitert keine Warteschlange der Eingabe. Sobald Mail dorthin geht: {what}",
    group_missing_why: "PermissionGroups ist {groups}. Die fehlende Gruppe führt nie zu 451 5.7.3: Die Authentifizierung \
        selbst wird angeboten.",
    group_missing_action: "ExchangeServers zu PermissionGroups dieses Connectors hinzufügen und die anderen behalten; von \
        einem Relay besser die Adressen der Server nehmen.",
    submit_denied: "Ein Eintrag auf {connector} verweigert Exchange-Servern das Recht, Mail einzuliefern.",
    submit_denied_why: "Get-ADPermission zeigt Deny für ms-Exch-SMTP-Submit und die Gruppe Exchange Servers. Ein solcher \
        Eintrag geht jeder Berechtigungsgruppe vor. Setup legt keinen an; jemand hat ihn hinzugefügt.",
    submit_denied_action: "Klären, warum es den Eintrag gibt, und ihn dann mit Remove-ADPermission und -Deny für diesen \
        Connector, diesen Benutzer und dieses Recht entfernen. Danach Get-ADPermission wiederholen, dann Retry-Queue.",

    suppressed: "{connector} verbirgt X-ANONYMOUSTLS; Exchange-Server, die darauf nicht eingestellt sind, können sich \
        nicht anmelden.",
    suppressed_what: "{sender} erreicht ihn, findet in der Antwort auf EHLO kein X-ANONYMOUSTLS und gibt mit 451 5.7.3 \
        auf.",
    suppressed_why: "SuppressXAnonymousTls ist True, eine Einstellung für WAN-Optimierer. Nur ein Absender mit \
        UseDowngradedExchangeServerAuth macht ohne X-ANONYMOUSTLS weiter, und die Antwort zeigt, dass dieser es nicht tut.",
    suppressed_action: "SuppressXAnonymousTls des Connectors auf $false setzen; oder, wenn ein WAN-Optimierer es braucht, \
        UseDowngradedExchangeServerAuth jedes sendenden Servers mit Set-TransportService setzen.",
    suppressed_unused: "{connectors} {connectors|verbirgt|verbergen} X-ANONYMOUSTLS vor Exchange-Servern.",
    suppressed_unused_what: "Exchange-Server, die dort landen, geben mit 451 5.7.3 Cannot achieve Exchange Server \
        authentication auf, falls nicht auf jedem von ihnen UseDowngradedExchangeServerAuth gesetzt ist. Keine \
        Warteschlange in der Eingabe scheitert im Moment daran.",
    suppressed_unused_why: "SuppressXAnonymousTls ist True. Gedacht ist das für WAN-Beschleuniger, auf einem eigenen \
        Connector für einen Weg.",
    suppressed_unused_action: "SuppressXAnonymousTls auf False setzen oder jeden Absender dafür einrichten.",
    suppressed_unused_fine: "Auf einem Connector für WAN-Beschleuniger, dessen Absender alle dafür eingerichtet sind.",

    all_right: "Alles Sichtbare ist in Ordnung. {connectors} {connectors|bietet|bieten} Exchange-Server-Authentifizierung \
        an und {connectors|lässt|lassen} Exchange-Server zu, und kein anderer Connector in der Eingabe antwortet dort.",
    answers_the_sending_server: "dem sendenden Server",
    all_right_if: "Falls {connectors} geantwortet hat, liegt es an keinem Connector.",
    other_address: "Von einer Adresse, die nicht bekannt ist (einer zweiten oder der eines Gateways, das übersetzt), \
        würde der Absender auf {connectors} landen, ohne Exchange-Server-Authentifizierung.",
    port_2525: "Diese Mail geht an Port 2525, an den Transportdienst: Relay-Connectors des Front-Ends auf Port 25 sind \
        nicht beteiligt.",

    inspection: "Ein Gerät zwischen den Servern entfernt die SMTP-Befehle, mit denen sich Exchange-Server anmelden.",
    inspection_what: "Eine Firewall mit SMTP-Inspektion verdeckt X-ANONYMOUSTLS und X-EXPS in der Antwort auf EHLO; der \
        sendende Server sieht dann keine Authentifizierung, was immer die Connectors anbieten.",
    inspection_what_beside: "{path} Eine Firewall mit SMTP-Inspektion verdeckt X-ANONYMOUSTLS und X-EXPS in der Antwort \
        auf EHLO; der sendende Server sieht dann keine Authentifizierung, was immer die Connectors anbieten.",
    inspection_shown: "So antwortet Exchange nie.",
    inspection_possible: "Die Eingabe kann es nicht ausschließen. Inspektion ist auf Port 25 üblich und auf 2525 selten; \
        sie zeigt sich nur über eine Firewall hinweg, nie innerhalb eines Netzes.",
    inspection_shown_action: "Die SMTP-Inspektion auf diesem Weg abschalten, dann die Warteschlange neu versuchen lassen.",
    inspection_possible_action: "Das Ziel vom sendenden Server aus nach EHLO fragen, mit dem Befehl unten. Kommen Befehle \
        als XXXX zurück oder die Begrüßung als Sternchen, die SMTP-Inspektion auf diesem Weg abschalten.",

    certificate: "{targets} lädt das interne Transportzertifikat nicht.",
    the_target_server: "Der Zielserver",
    certificate_what: "Ohne dieses Zertifikat lässt der Server X-ANONYMOUSTLS auf jedem Connector aus der Antwort auf \
        EHLO weg, und jeder Exchange-Server, der an ihn sendet, gibt mit 451 5.7.3 auf.",
    certificate_shown: "Der Connector bietet Exchange-Server-Authentifizierung an, und nur das fehlt, was das Zertifikat \
        braucht.",
    certificate_possible: "Die Eingabe kann es nicht ausschließen: Zertifikate stehen in keiner Eigenschaft eines \
        Connectors.",
    certificate_action: "Auf dem Ziel nach den Ereignissen 12012 bis 12015 sehen und das Zertifikat mit dem Befehl unten \
        prüfen.",

    fqdn_mismatch: "{connector} meldet sich als {fqdn}; das ist nicht der Name von {server}.",
    fqdn_mismatch_what: "Ein Exchange-Server, der dort landet, verlangt von Kerberos ein Ticket für diesen Namen, bekommt \
        keines oder eines für ein anderes Konto, und die Anmeldung scheitert mit 454 4.7.0 Temporary authentication \
        failure.",
    fqdn_mismatch_why: "AuthMechanism enthält ExchangeServer, und Fqdn ist {fqdn}. Exchange erlaubt dort nur den eigenen \
        Namen des Servers; der Wert stammt aus der Zeit vor ExchangeServer oder ist an den Cmdlets vorbei entstanden.",
    fqdn_mismatch_fails: "Eine Warteschlange zu diesem Server scheitert mit genau dieser Antwort.",
    fqdn_mismatch_action: "Fqdn dieses Connectors auf den eigenen vollen Namen des Servers setzen. Für einen öffentlichen \
        Namen zum Internet hin einen eigenen Connector ohne ExchangeServer benutzen.",
    fqdn_mismatch_fine: "Wenn nie ein anderer Exchange-Server auf diesem Connector landet.",

    intended: "{connectors} {connectors|nimmt|nehmen} die Verbindungen von {senders} an, wie vorgesehen.",
    intended_what: "Er ist genauer als der Standardconnector und gewinnt, und er bietet der Gruppe ExchangeServers \
        Exchange-Server-Authentifizierung an. Mail zwischen Exchange-Servern läuft darüber.",
    intended_why: "AuthMechanism enthält ExchangeServer und PermissionGroups enthält ExchangeServers: ein Connector, der \
        für Exchange-Server gemacht ist.",
    intended_action: "Nichts. So lassen, wie er ist.",
    intended_fine: "So, wie es ist.",
};
