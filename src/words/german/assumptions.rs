//! What a finding rests on.

use crate::words::assumptions::Assumptions;

pub(super) const WORDS: Assumptions = Assumptions {
    enabled: "{connector} ist aktiviert (Enabled steht nicht in der Eingabe).",
    role: "{connector} gehört zu dem Dienst, der auf dem Port hört (TransportRole steht nicht in der Eingabe).",
    is_elsewhere: "{connector} gehört nicht zu {server}. Sein Server steht nicht in der Eingabe, und auf {server} \
        könnte er gewinnen.",
    partial_list: "Die Eingabe enthält alle Empfangsconnectors von {server} auf diesem Port (sie zeigt wohl nur einige).",
    contradiction: "Von den verschiedenen Werten, die die Eingabe für {connector} zeigt, gelten die zuerst genannten.",
    bound_address: "{sender} sendet von dieser Adresse aus (die Eingabe zeigt nur, dass dort einer seiner Connectors \
        hört).",
    other_family: "{server} wurde auch über die andere Art von Adresse (IPv4 oder IPv6) erreicht, nicht nur über die, \
        die LastError nennt.",
    send_connector_port: "Der Sendeconnector dieser Warteschlange stellt an Port {port} von {server} zu (sein Port steht \
        nicht in der Eingabe).",
    one_server: "Was von {server} zu sehen ist, gehört zu einem Server, obwohl die Eingabe ihn in {domains} nennt.",
    is_server: "{server} ist ein Exchange-Server, kein Load Balancer (nur ein LastError nennt den Namen).",
    no_burst: "Die Nachrichten in {queue} sind kein Schub, der gerade zugestellt wird.",
    server: "Die Empfangsconnectors ohne Server liegen auf {server}, wie es die vom Setup vergebenen Namen sagen.",
    crossing: "{winner} gewinnt gegen {loser}, obwohl sich ihre Bereiche überschneiden; das ist beobachtet, nicht \
        dokumentiert.",
    port: "{sender} erreicht {server} auf Port {port} (die Versionen beider Seiten, die das entscheiden, sind aus der \
        Eingabe nicht sicher).",
    port_of_the_sender: "Der sendende Server erreicht {server} auf Port {port} (die Versionen beider Seiten, die das \
        entscheiden, sind aus der Eingabe nicht sicher).",
    target: "{server} gehört zu den Servern, an die {queue} zustellt.",
    target_of_the_queue: "{server} gehört zu den Servern, an die die Warteschlange zustellt.",
    source_choice: "{sender} verbindet sich von dieser Adresse aus; er hat weitere, die woanders landen würden.",
    source_in_range: "Die Adresse von {sender} liegt in einem Bereich von {connector}.",
    source_of_the_sender_in_range: "Die Adresse von dem sendenden Server liegt in einem Bereich von {connector}.",
    reply: "{queue} scheitert aus diesem Grund (LastError steht nicht in der Eingabe).",
    open_alternative: "{server} weist die Mail ebenfalls ab oder liegt nicht hinter dieser Warteschlange (die Eingabe \
        lässt offen, welcher Connector dort antwortet).",
    alternative: "{server}, der die Mail annehmen würde, ist kein Ziel dieser Warteschlange oder wurde nicht versucht.",
    mail_still_fails: "Solche Mail scheitert noch (Nachrichtenverfolgung und Unzustellbarkeitsberichte sprechen von \
        Vergangenem).",
    queue_still_fails: "{queue} scheitert noch. Sie ist leer oder nicht im Status Retry zu sehen, der Fehler kann also \
        alt sein: LastRetryTime ansehen oder eine Testnachricht senden. Eine angehaltene wartet auf Resume-Queue.",
    sends_to_itself: "{server} sendet an den eigenen Port {port}.",
    mail_goes_there: "{sender} sendet eines Tages an Port {port} von {server}.",
    enabling: "Jemand aktiviert {connector}.",
    used_by_exchange: "Andere Exchange-Server senden an {connector}.",
    hub_holds_the_port: "{connector} ist das, was jetzt im Weg steht.",
    explains: "{connector} ist der Grund, aus dem {queue} scheitert; die Antwort hat auch andere mögliche Gründe.",
    not_meant: "{connector} soll sein wie die gleichnamigen auf anderen Servern.",
    relay_right: "Das zusätzliche Recht anonymer Absender auf {connector} ist das Recht zum Weiterleiten.",
    senders_downgraded: "Auf den Servern, die an {connector} senden, ist UseDowngradedExchangeServerAuth gesetzt, wie es \
        SuppressXAnonymousTls braucht.",
    not_suppressed: "{connector} verbirgt X-ANONYMOUSTLS nicht (SuppressXAnonymousTls steht nicht in der Eingabe).",
    both_services_run: "Auf {server} laufen der Front-End-Transportdienst und der Transportdienst.",
    is_the_reason: "Was von {server} zu sehen ist, ist der Grund für die Antwort, die auch andere haben kann.",
    untouched: "Kein Gerät auf dem Weg hat X-ANONYMOUSTLS aus der Antwort von {server} entfernt.",
    did_not_arrive: "{sender} hat abgebrochen, weil die Befehle, die {server} angeboten hat, nicht angekommen sind, und aus keinem \
        anderen Grund.",
    same_answer: "{sender} bekommt von {server} dieselbe Antwort, die das Protokoll zeigt.",
    the_sending_server: "Der sendende Server",
    target_that_answers: "dem Ziel",
    local_choice: "Die Verbindung erreicht eine lokale Adresse von {server}, an der dieser Connector antwortet; welche \
        DNS dem Absender nennt, ist nicht bekannt.",
    all_shown: "Die Eingabe enthält alle Empfangsconnectors von {server}.",
    keeps_its_task: "{connector} hat noch die Aufgabe, für die das Setup ihn angelegt hat.",
    published_addresses: "Mail von Exchange Online erreicht {server} von ihren veröffentlichten Adressen aus, nicht über \
        ein Gateway oder einen Edge-Server.",
    field_reports: "Was Erfahrungsberichte über solche Connectors sagen, gilt für {connector}.",
    certificates_of: "Die Zertifikate in der Eingabe sind alle, die {server} hat.",
    gateway_translates: "Das Gateway {address} setzt die eigene Adresse an die Stelle der Absender.",
    something_translates: "Ein Gateway oder Load Balancer setzt seine eigene Adresse an die Stelle der Absenderadressen.",
    may_relay: "{client} soll weiterleiten dürfen.",
    a_client_may_relay: "Ein Client soll weiterleiten dürfen.",
    rights_shown: "Die Rechte, die die Eingabe für {connector} zeigt, sind alle, auf die es ankommt.",
};
