//! Welcher Connector eine Antwort auf EHLO gegeben hat.

use crate::words::ehlo::EhloWords;

pub(super) const WORDS: EhloWords = EhloWords {
    title_answered: "Nach der Antwort auf EHLO hat {connector} auf {client} geantwortet.",
    title_answered_somebody: "Nach der Antwort auf EHLO hat {connector} geantwortet.",
    title_left: "{connectors} {connectors|kann|können} die Antwort von {host} auf EHLO gegeben haben.",
    title_another: "Die Antwort von {host} auf EHLO ist nicht die von {predicted}, der hätte antworten sollen.",
    title_nobody: "Die Antwort von {host} auf EHLO passt zu keinem Connector, der hätte antworten sollen.",
    nothing_against: "Kein Wort der Antwort spricht gegen {connectors}.",
    excluded: "{connector} {connector|kann|können} die Antwort nicht gegeben haben: Sie enthält {said}, und {property} ist \
        dort {value}.",
    empty: "leer",
    certificate_missing: "{connector} sagt auch {words}; das fehlt in der Antwort. Ohne brauchbares Zertifikat lässt der \
        Connector es weg; auch ein Gerät auf dem Weg kann es entfernt haben.",
    words_missing: "{connector} sagt auch {words}; das fehlt in der Antwort. Ein fehlendes Zertifikat nimmt nur STARTTLS und \
        X-ANONYMOUSTLS heraus. Den Rest hat also ein Gerät auf dem Weg entfernt, oder ein anderer Connector hat geantwortet.",
    left_in_contradiction: "Von den Connectors der Eingabe {connectors|kann|können} {connectors} sie gegeben haben.",
    none_left: "Kein Connector der Eingabe, der dort lauscht, kann sie gegeben haben.",
    why: "Was ein Connector auf EHLO sagt, folgt aus seinen Eigenschaften, vor allem aus Fqdn, MaxMessageSize und \
        AuthMechanism. Ein Wort, das er nicht sagen kann, schließt ihn aus. Ein fehlendes Wort tut das nicht, weil Geräte und \
        fehlende Zertifikate Wörter entfernen.",
    why_contradiction: "Was ein Connector auf EHLO sagt, folgt aus seinen Eigenschaften. Die Connectors wurden nach dieser \
        Antwort geändert, die Eingabe zeigt nicht alle, oder ein anderer Server hat geantwortet.",
    action_answered: "Soll ein anderer Connector diesem Client antworten, vergleichen Sie die RemoteIPRanges der Connectors \
        des Servers auf diesem Port. Der kleinste Bereich, der die Adresse enthält, gewinnt.",
    action_left: "Das Empfangsprotokoll des Servers nennt den Connector in connector-id. Schalten Sie es für die übrigen \
        Connectors ein (ProtocolLoggingLevel Verbose), und senden Sie EHLO noch einmal.",
    action_contradiction: "Fügen Sie alle Empfangsconnectors des Servers ein, wie sie jetzt sind, und senden Sie EHLO noch \
        einmal von derselben Adresse.",
    fine: "Wo es der Connector ist, der für den Client gedacht ist.",
    fine_contradiction: "Wo die Connectors nach dieser Antwort geändert wurden.",
};
