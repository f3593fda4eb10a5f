//! Findings about connectors that take, or would take, the connections of Exchange servers.

use crate::words::captures::Captures;

pub(super) const WORDS: Captures = Captures {
    takes: "{connectors} {connectors|antwortet|antworten} {senders} ohne Exchange-Server-Authentifizierung.",
    the_sending_server: "dem sendenden Server",
    lands: "{senders} {senders|landet|landen} auf {connector} von {servers}, Port {port}, durch {ranges}.",
    range_not_shown: "einen Bereich, den die Eingabe nicht zeigt",
    loses: "{connector} verliert mit {range}.",
    binding_wins: "Bei gleich großen Bereichen schlägt die Bindung an {local} eine an alle Adressen.",
    only_these_would: "Auf dem Weg dieser Mail {connectors|würde|würden} nur {connectors} ohne \
        Exchange-Server-Authentifizierung antworten, und nur dann, wenn die Adresse von {senders} in \
        {connectors|seinem|ihrem} Bereich liegt.",
    mechanism: "AuthMechanism ist {mechanisms}, ohne ExchangeServer, deshalb bietet der Server kein X-ANONYMOUSTLS an. \
        Der sendende Server gibt dann von sich aus mit 451 5.7.3 Cannot achieve Exchange Server authentication auf; der \
        empfangende protokolliert keinen Fehler.",
    externally_secured: "Der Connector ist extern gesichert: Exchange lehnt es ab, ExchangeServer zu \
        ExternalAuthoritative hinzuzufügen.",
    every_target: "{servers} haben dieselbe Falle, deshalb hilft kein Ausweichen.",
    only_target: "Außer {server} zeigt die Eingabe keinen Host, an den die Mail stattdessen gehen könnte.",
    would_work: "{server} würde die Mail annehmen. Erreicht wurde er nicht: Er ist kein Ziel dieser Warteschlange, \
        oder er fällt aus anderem Grund aus.",
    tried_first: "{servers} am Standort des Absenders {servers|wird|werden} vor Servern an anderen Standorten versucht.",
    way_back_works: "Der Rückweg funktioniert, denn dort gilt eine andere Liste von Connectors: {senders} {senders|erreicht|erreichen} {connector} von {servers}, Port {port}.",
    way_back_fails: "Der Rückweg scheitert auch: {senders} {senders|erreicht|erreichen} {connector} von {servers}, Port {port}.",
    messages_wait: "{count|# Nachricht wartet|# Nachrichten warten}.",
    take_off: "Die Adressen der Exchange-Server vom Connector nehmen, auf jedem Server, der die Falle hat, und alles \
        andere darauf lassen. Nicht stattdessen ExchangeServer auf dem Relay-Connector hinzufügen: Das verdeckt \
        bestenfalls die Ursache, und die Mail landet weiter am falschen Ort.",
    enter_or_paste: "Die erfragten Adressen eingeben oder einfügen, was die Befehle unten ausgeben. Vorher nichts ändern.",
    paste: "Einfügen, was die Befehle unten ausgeben. Vorher nichts ändern.",

    would_take: "{connectors} {connectors|würde|würden} {senders} auf Port {ports} ohne Exchange-Server-Authentifizierung antworten.",
    no_queue_fails: "Keine Warteschlange in der Eingabe scheitert daran. Sobald Mail zwischen diesen Servern diesen Port \
        nimmt (von Exchange 2010, von einem Edge-Server, von einer Anwendung auf einem von ihnen), bleibt sie mit 451 \
        5.7.3 stehen.",
    another_reply: "{queues} {queues|nimmt|nehmen} jetzt diesen Weg und {queues|zeigt|zeigen} eine andere Antwort: {reply}. Sie stammt aus der Zeit vor \
        dieser Liste, oder die Verbindung hat diesen Connector nicht erreicht.",
    other_pairs: "Wenn Mail zwischen den übrigen Servern einmal diesen Port benutzt, bleibt sie mit 451 5.7.3 stehen.",
    not_the_cause: "Nach den dokumentierten Ports ist das nicht die Ursache von {queue}: Diese Mail geht an Port {port}, \
        an den Transportdienst, wo dieser Connector nicht hört.",
    has: "Auf {servers} hat {connector} {ranges}.",
    has_against: "Auf {servers} hat {connector} {ranges}; {loser} hat {size}.",
    take_off_later: "Die Adressen bei der nächsten geplanten Änderung vom Connector nehmen.",
    take_off_and_retry: "Zuerst das Protokoll lesen: Es nennt den Connector, der geantwortet hat. Die Adressen auf jeden Fall \
        von diesem nehmen, dann Retry-Queue ausführen und LastError noch einmal lesen.",
    disabled_would_take: "{connectors} {connectors|würde|würden} {senders} antworten, sobald jemand {connectors|ihn|sie} aktiviert.",
    disabled_now: "Er ist deaktiviert, antwortet also nicht und schadet im Moment nicht.",
    take_off_before_enabling: "Bevor jemand ihn aktiviert: die Adressen der Exchange-Server herunternehmen.",
    would_take_fine: "Wenn sicher nie ein Exchange-Server an diesen Port sendet.",
};
