//! Findings about queues.

use crate::words::queues::Queues;

pub(super) const WORDS: Queues = Queues {
    possible_reason: "Ein möglicher Grund: {headline}",
    told_of: "{queues}: {headline}",
    possible_reason_for: "{queues}, ein möglicher Grund: {headline}",
    innermost_reply: "Die innerste Antwort lautet: {replies}.",
    paste_says: "In der Eingabe steht: {texts}",
    quoted: "\"{text}\"",
    said_by_sender: "Der sendende Server bildet diese Antwort selbst, auch wenn \"responded with\" davor steht.",
    said_by_receiver: "Das sagt der empfangende Server.",
    said_by_cloud: "Exchange Online sagt das über den Server, an den es gesendet hat.",
    said_by_either: "Beide Seiten können das sagen; die Protokolle beider zeigen, welche es war.",
    outside_refuses: "Das empfangende System {host} lehnt mit {code} ab.",
    other_reasons: "Sie hat auch andere mögliche Gründe.",

    before_routing_why: "Dort warten Nachrichten, bevor sie weitergeleitet werden. Es kommt zu keiner Verbindung; \
        Empfangsconnectors sind nicht beteiligt.",
    before_routing_fine: "Solange die Zahl der Nachrichten sinkt.",

    throughput: "{queues} {queues|stellt|stellen} ohne Fehler zu: langsam, nicht stecken geblieben.",
    throughput_what: "Exchange öffnet zu einem Ziel erst für so und so viele wartende Nachrichten eine weitere \
        Verbindung. Ältere kumulative Updates öffnen zu wenige, und die Warteschlange wächst.",
    throughput_why: "Status ist Active und LastError leer: Nichts wird abgelehnt. Empfangsconnectors sind nicht die \
        Frage.",
    throughput_action: "Ein kumulatives Update mit dem berichtigten Standardwert installieren, oder in \
        EdgeTransport.exe.config SmtpConnectorQueueMessageCountThresholdForConcurrentConnections senken und mit \
        Set-TransportService MaxPerDomainOutboundConnections erhöhen (KB 5006982).",
    throughput_fine: "Nach einem Schub, solange die Zahl der Nachrichten fällt.",

    last_error_not_shown: "{queues} {queues|wartet|warten} auf den nächsten Versuch, und die Eingabe zeigt nicht, warum.",
    last_error_not_shown_what: "LastError sagt, was gescheitert ist. Die Standardansicht von Get-Queue lässt es weg, und \
        eine schmale Tabelle schneidet es vor der Antwort ab, auf die es ankommt.",
    last_error_not_shown_why: "Ohne sie weiß niemand, ob Empfangsconnectors die Frage sind.",
    last_error_not_shown_action: "Die Warteschlange mit dem Befehl unten als Liste ausgeben und einfügen.",

    this_reply: "Diese Antwort",
    external: "{queues}: Das liegt nicht an einem Empfangsconnector. Die Warteschlange stellt nach außen zu.",
    external_what: "Ein Server außerhalb der Organisation, der Weg dorthin oder das eigene Front-End auf Port 717 \
        (FrontendProxyEnabled; LastError nennt dann dessen Adresse) gibt die Antwort; kein anderer Ihrer \
        Empfangsconnectors ist beteiligt.",
    mailbox_delivery: "{queues}: Das liegt an keinem Empfangsconnector, der sich auflisten lässt. Die Warteschlange \
        stellt in eine Postfachdatenbank zu.",
    mailbox_delivery_what: "Sie geht an Port 475, an einen Connector, den Get-ReceiveConnector nicht auflistet und den \
        niemand ändern kann.",
    shadow: "{queues}: Sicherheitskopien von Mail, die ein anderer Server zustellt.",
    shadow_what: "Eine Schattenwarteschlange leert sich, wenn jener Server zugestellt hat; einen LastError zeigt sie nie.",
    other_reply: "{queues}: Das ist nicht die Antwort, die eine fehlende Exchange-Server-Authentifizierung gibt.",
    other_reply_what: "Welcher Connector geantwortet hat, ist bei dieser Antwort nicht die erste Frage.",
    no_reply: "Die Eingabe zeigt dazu keine Antwort.",
    external_cannot_achieve_action: "Der Sendeconnector verlangt von der Gegenseite Exchange-Server-Authentifizierung, \
        und die bietet sie nicht an. SmartHostAuthMechanism mit Get-SendConnector prüfen; die Empfangsconnectors in Ruhe \
        lassen.",
    mailbox_cannot_achieve_action: "Auf dem Zielserver prüfen, ob er sein internes Transportzertifikat laden kann \
        (Ereignisse 12012 bis 12015), und ob ein Gerät zwischen den Servern SMTP verändert; die Empfangsconnectors in \
        Ruhe lassen.",
    shadow_action: "Stattdessen die Warteschlangen jenes Servers ansehen.",
    elsewhere_action: "Den Worten der innersten Antwort nachgehen; die Empfangsconnectors in Ruhe lassen.",
};
