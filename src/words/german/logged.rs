//! Welcher Connector geantwortet hat, allein aus Protokollen und Ereignissen.

use crate::words::logged::Logged;

pub(super) const WORDS: Logged = Logged {
    title_refused: "{connector} hat {clients} geantwortet und mit {reply} abgelehnt.",
    title_failed: "{connector} hat {clients} geantwortet, und die Anmeldung mit {mechanism} ist gescheitert.",
    title_too_many: "{connector} hat {clients} geantwortet und weitere Verbindungen abgelehnt.",
    title_left: "{connector} hat {clients} geantwortet, und der Client ging nach EHLO.",
    title_submitted: "{connector} hat {clients} geantwortet und Mail angenommen.",
    title_open: "{connector} hat {clients} geantwortet.",
    clients: "{count|# Adresse|# Adressen}",

    reached: "{clients} {clients|hat|haben} sich mit {endpoints} verbunden.",
    offered: "Der Connector hat {words} angeboten.",
    offered_nothing: "Der Connector hat weder TLS noch eine Anmeldung angeboten.",
    used: "Der Client hat {words} verwendet.",
    refused: "Der Connector hat abgelehnt: {reply}.",
    failed: "Die Anmeldung von {clients} mit {mechanism} ist mit {error} gescheitert.",
    exchange_auth_was_offered: "ExchangeAuth wird nur versucht, wo der Connector die Exchange-Server-Authentifizierung \
        anbietet; diese Verbindung hat also kein Connector ohne sie angenommen.",
    too_many_in_all: "Alle Verbindungen des Connectors zusammen haben seine Grenze erreicht, {limit}.",
    too_many: "Die Verbindungen von {clients} haben die Grenze je Quelle erreicht, {limit}.",
    left: "Der Client ging nach der Antwort auf EHLO. Das tut ein Exchange-Server, wenn die Antwort keine \
        Exchange-Server-Authentifizierung anbietet.",
    submitted: "Er hat Mail angenommen.",
    open: "Die gezeigten Zeilen enthalten keine Ablehnung.",
    rights: "Die Sitzung bekam die Rechte {rights}.",
    may_not_relay: "SMTPAcceptAnyRecipient ist nicht darunter; der Client darf also nicht weiterleiten.",
    may_relay: "SMTPAcceptAnyRecipient ist darunter; der Client darf also an alle Empfänger weiterleiten.",

    log_why: "Ein Empfangsprotokoll nennt in connector-id den Connector, der geantwortet hat.",
    event_why: "Das Ereignis nennt den Empfangsconnector und die Adresse des Clients.",
    expected_this: "Nach den Connectors der Eingabe ist es der, der {clients} antworten soll.",
    expected_another: "Nach den Connectors der Eingabe hätte {predicted} auf {clients} antworten sollen. Sie wurden danach \
        geändert, oder die Eingabe zeigt nicht alle.",
    expected_nobody: "Nach den Connectors der Eingabe hätte {clients} keine Antwort bekommen sollen. Sie wurden danach \
        geändert, oder die Eingabe zeigt nicht alle.",
    expected_open: "Die Connectors der Eingabe lassen offen, welcher von ihnen {clients} antworten soll.",
    connector_not_shown: "Die Eingabe zeigt diesen Connector nicht.",
    server_not_shown: "Die Eingabe zeigt die Connectors von {server} nicht; sie sagt also nicht, ob ein anderer hätte \
        antworten sollen.",

    action: "Soll ein anderer Connector diesem Client antworten, vergleichen Sie die RemoteIPRanges der Connectors des \
        Servers auf diesem Port. Der kleinste Bereich, der die Adresse enthält, gewinnt.",
    fine: "Wo es der Connector ist, der für den Client gedacht ist.",

    no_starttls: "In der Antwort von {host} auf EHLO fehlt STARTTLS.",
    no_starttls_what: "Partner und Exchange Online, die TLS verlangen, stellen dorthin nicht zu: 451 5.7.3 STARTTLS is \
        required to send mail. Drei Ursachen gibt es: Der Connector hat kein brauchbares Zertifikat, ein Gerät auf dem Weg \
        hat STARTTLS entfernt, oder ein anderer Connector hat geantwortet.",
    no_starttls_why: "{offering} {offering|bietet|bieten} nach AuthMechanism TLS an. STARTTLS bietet ein Connector nur mit \
        einem brauchbaren Zertifikat an.",
    no_starttls_silent: "{silent} {silent|bietet|bieten} auf demselben Port keines an und {silent|kann|können} geantwortet \
        haben.",
    no_starttls_exchange_tls: "X-ANONYMOUSTLS ohne STARTTLS heißt, dass das Zertifikat dieses Connectors nicht brauchbar ist.",
    no_certificate: "{connector} hat kein Zertifikat für STARTTLS.",
    no_certificate_what: "Der Connector kann STARTTLS nicht anbieten. Partner und Exchange Online, die TLS verlangen, stellen \
        dorthin nicht zu: 451 5.7.3 STARTTLS is required to send mail.",
    no_certificate_why: "Ereignis 12014 sagt, dass der Connector {wanted} sucht und im Speicher des Servers kein solches \
        Zertifikat findet.",
    certificate_action: "Vergleichen Sie TlsCertificateName des Connectors mit den Zertifikaten des Servers: Aussteller und \
        Antragsteller müssen gleich sein, und das neueste passende gilt. Nach einer Erneuerung durch eine andere \
        Zertifizierungsstelle ist der Aussteller ein anderer; dann ist der Name neu zu setzen. Ohne Namen muss ein \
        Zertifikat die Fqdn des Connectors enthalten.",
    no_starttls_fine: "Wo die Sitzung vor diesem EHLO gesichert war.",

    status_logon: "Name und Kennwort oder das Ticket wurden abgelehnt.",
    status_token: "Der Server konnte das Token nicht lesen. Übliche Ursachen sind abweichende Uhren, ein Dienstprinzipalname \
        an zwei Konten und ein Ticket von vor einer Änderung des Computerkontos.",
    status_clock: "Die Uhren der beiden Computer weichen stärker ab, als Kerberos erlaubt.",
    status_name: "Der Dienstprinzipalname des Ziels führt zu keinem oder zu einem anderen Konto.",
    status_encryption_type: "Die beiden Seiten haben keinen gemeinsamen Kerberos-Verschlüsselungstyp: Der Domänencontroller \
        oder eines der Computerkonten lässt den Typ nicht zu, den die andere Seite braucht, meist seit RC4 abgeschaltet \
        ist.",
    status_domain_controller: "Es war kein Domänencontroller zu erreichen.",
    status_certificate: "Einem Zertifikat wird nicht vertraut, oder es ist abgelaufen.",
    status_credentials: "Der Client hatte keine Anmeldeinformationen.",
    status_other: "Der Name des Fehlers ist der eines Status der Sicherheitspakete von Windows.",
    check_between_servers: "Vergleichen Sie die Uhren der beiden Server mit der eines Domänencontrollers, suchen Sie die \
        Dienstprinzipalnamen SMTPSVC an mehr als einem Konto und Kerberos-Fehler im Systemprotokoll beider Server.",
    check_client: "Prüfen Sie das Konto, das der Client verwendet, und ob der Connector für Clients mit Anmeldung gedacht \
        ist.",
};
