//! What a finding rests on.

use crate::words::assumptions::Assumptions;

pub(super) const WORDS: Assumptions = Assumptions {
    enabled: "{connector} {connector|ist|sind} aktiviert (Enabled steht nicht in der Eingabe).",
    role: "{connector} {connector|gehört|gehören} zu dem Dienst, der auf dem Port hört (TransportRole steht nicht in der Eingabe).",
    is_elsewhere: "{connector} {connector|gehört|gehören} nicht zu {server}. {connector|Sein Server steht|Ihre Server stehen} nicht in der Eingabe, und auf {server} {connector|könnte er|könnten sie} gewinnen.",
    partial_list: "Die Eingabe enthält alle Empfangsconnectors von {server} auf diesem Port (sie zeigt wohl nur einige).",
    contradiction: "Von den verschiedenen Werten, die die Eingabe für {connector} zeigt, gelten die zuerst genannten.",
    bound_address: "{sender} {sender|sendet|senden} von {sender|dieser Adresse|diesen Adressen} aus (die Eingabe zeigt nur, dass dort {sender|einer seiner Connectors hört|eigene Connectors hören}).",
    other_family: "{server} {server|wurde|wurden} auch über die andere Art von Adresse (IPv4 oder IPv6) erreicht, nicht nur über die, die LastError nennt.",
    send_connector_port: "Der Sendeconnector dieser Warteschlange stellt an Port {port} von {server} zu (sein Port steht \
        nicht in der Eingabe).",
    one_server: "Was von {server} zu sehen ist, gehört zu einem Server, obwohl die Eingabe ihn in {domains} nennt.",
    is_server: "{server} {server|ist ein Exchange-Server, kein Load Balancer|sind Exchange-Server, keine Load Balancer} (nur ein LastError nennt {server|den Namen|die Namen}).",
    no_burst: "Die Nachrichten in {queue} sind kein Schub, der gerade zugestellt wird.",
    server: "Die Empfangsconnectors ohne Server liegen auf {server}, wie es die vom Setup vergebenen Namen sagen.",
    nothing_before: "Was vor der Eingabe stand, die mitten in einem Empfangsconnector beginnt, zeigt keinen weiteren Server.",
    crossing: "{winner} gewinnt gegen {loser}, obwohl sich ihre Bereiche überschneiden; das ist beobachtet, nicht \
        dokumentiert.",
    port: "{sender} {sender|erreicht|erreichen} {server} auf Port {port} (die Versionen beider Seiten, die das entscheiden, sind aus der Eingabe nicht sicher).",
    port_of_the_sender: "Der sendende Server erreicht {server} auf Port {port} (die Versionen beider Seiten, die das \
        entscheiden, sind aus der Eingabe nicht sicher).",
    reported_port: "{sender} {sender|erreicht|erreichen} {server} auf Port {port}. Zwischen Servern ab 2016 ist Port 2525 \
        dokumentiert. Ein Erfahrungsbericht spricht von Port {port}, und die Eingabe zeigt keinen Port.",
    target: "{server} {server|gehört|gehören} zu den Servern, an die {queue} {queue|zustellt|zustellen}.",
    target_of_the_queue: "{server} {server|gehört|gehören} zu den Servern, an die die Warteschlange zustellt.",
    source_choice: "{sender} {sender|verbindet sich von dieser Adresse aus; er hat|verbinden sich von diesen Adressen aus; sie haben} weitere, die woanders landen würden.",
    source_in_range: "Die {sender|Adresse|Adressen} von {sender} {sender|liegt|liegen} in einem Bereich von {connector} und in keinem kleineren.",
    source_of_the_sender_in_range: "Die Adresse des sendenden Servers liegt in einem Bereich von {connector} und in keinem kleineren.",
    reply: "{queue} {queue|scheitert|scheitern} aus diesem Grund (LastError steht nicht in der Eingabe).",
    reply_text: "Die Antwort von {queue} ist die einer fehlenden Exchange-Server-Authentifizierung (die Eingabe zeigt nur den Code).",
    reply_of_another_session: "{queue} {queue|bekam seine Antwort|bekamen ihre Antworten}, bevor {connector} {connector|diese Liste hatte|diese Listen hatten}, oder die Verbindung erreichte {connector|ihn|sie} nicht.",
    open_alternative: "{server} {server|weist|weisen} die Mail ebenfalls ab oder {server|liegt|liegen} nicht hinter dieser Warteschlange (die Eingabe lässt offen, welcher Connector dort antwortet).",
    alternative: "{server|#, der die Mail annehmen würde, ist kein Ziel dieser Warteschlange oder wurde|#, die die Mail annehmen würden, sind keine Ziele dieser Warteschlange oder wurden} nicht versucht.",
    mail_still_fails: "Solche Mail scheitert noch (Nachrichtenverfolgung und Unzustellbarkeitsberichte sprechen von \
        Vergangenem).",
    leads_elsewhere: "{address} in LastError ist eine Adresse von {server}; unter denen, die die Eingabe zeigt, ist sie nicht.",
    first_print_of_queue: "{queue} {queue|ist|sind} jetzt so, wie der erste Eintrag zeigt; ein anderer Eintrag der Eingabe zeigt etwas anderes.",
    queue_still_fails: "{queue} {queue|scheitert noch. Sie ist|scheitern noch. Sie sind} leer oder nicht im Status Retry zu sehen, der Fehler kann also alt sein: LastRetryTime ansehen oder eine Testnachricht senden. Eine angehaltene wartet auf Resume-Queue.",
    sends_to_itself: "{server} {server|sendet|senden} an den eigenen Port {port}.",
    mail_goes_to_one_another: "{servers} senden eines Tages untereinander an Port {port}.",
    mail_goes_there: "{sender} {sender|sendet|senden} eines Tages an Port {port} von {server}.",
    enabling: "Jemand aktiviert {connector}.",
    used_by_exchange: "Andere Exchange-Server senden an {connector}.",
    hub_holds_the_port: "{connector} {connector|ist|sind} das, was jetzt im Weg steht.",
    explains: "{connector} {connector|ist|sind} der Grund, aus dem {queue} {queue|scheitert|scheitern}; die Antwort hat auch andere mögliche Gründe.",
    not_meant: "{connector} {connector|soll|sollen} sein wie die gleichnamigen auf anderen Servern.",
    relay_right: "Das zusätzliche Recht anonymer Absender auf {connector} ist das Recht zum Weiterleiten.",
    senders_downgraded: "Auf den Servern, die an {connector} senden, ist UseDowngradedExchangeServerAuth gesetzt, wie es \
        SuppressXAnonymousTls braucht.",
    not_suppressed: "{connector} {connector|verbirgt|verbergen} X-ANONYMOUSTLS nicht (SuppressXAnonymousTls steht nicht in der Eingabe).",
    both_services_run: "Auf {server} laufen der Front-End-Transportdienst und der Transportdienst.",
    is_the_reason: "Was von {server} zu sehen ist, ist der Grund für die Antwort, die auch andere haben kann.",
    untouched: "Kein Gerät auf dem Weg hat X-ANONYMOUSTLS aus der Antwort von {server} entfernt.",
    nothing_taken_out: "In der Antwort von {server} auf EHLO fehlt nichts: Weder ein Gerät auf dem Weg noch ein fehlendes \
        Zertifikat hat ein Wort entfernt.",
    asked_port: "Port {port} von {server} hat auf EHLO geantwortet (die Eingabe zeigt nicht, welcher Port gefragt wurde).",
    did_not_arrive: "{sender} {sender|hat|haben} abgebrochen, weil die Befehle, die {server} angeboten {server|hat|haben}, nicht angekommen sind, und aus keinem anderen Grund.",
    same_answer: "{sender} {sender|bekommt|bekommen} von {server} dieselbe Antwort, die das Protokoll zeigt.",
    the_sending_server: "Der sendende Server",
    target_that_answers: "dem Ziel",
    local_choice: "Die Verbindung erreicht eine lokale Adresse von {server}, an der dieser Connector antwortet; welche \
        DNS dem Absender nennt, ist nicht bekannt.",
    all_shown: "Die Eingabe enthält alle Empfangsconnectors von {server}.",
    keeps_its_task: "{connector} {connector|hat noch die Aufgabe, für die das Setup ihn|haben noch die Aufgaben, für die das Setup sie} angelegt hat.",
    published_addresses: "Mail von Exchange Online erreicht {server} von ihren veröffentlichten Adressen aus, nicht über \
        ein Gateway oder einen Edge-Server.",
    field_reports: "Was Erfahrungsberichte über solche Connectors sagen, gilt für {connector}.",
    certificates_of: "Die Zertifikate in der Eingabe sind alle, die {server} {server|hat|haben}.",
    gateway_translates: "Das Gateway {address} setzt die eigene Adresse an die Stelle der Absender.",
    something_translates: "Ein Gateway oder Load Balancer setzt seine eigene Adresse an die Stelle der Absenderadressen.",
    may_relay: "{client} soll weiterleiten dürfen.",
    a_client_may_relay: "Ein Client soll weiterleiten dürfen.",
    rights_shown: "Die Rechte, die die Eingabe für {connector} zeigt, sind alle, auf die es ankommt.",
};
