//! What logs, transcripts and other commands show for or against a finding.

use crate::words::signs::Signs;

pub(super) const WORDS: Signs = Signs {
    named: "Das Protokoll nennt für {source} diesen Connector: {connector}.",
    gave_up: "Im Protokoll geht {sender} nach der Antwort auf EHLO wieder; so gibt der Server auf.",
    ehlo: "{server}: {what}. ({who}.)",
    a_server: "Ein Server",
    offered: "Die Antwort auf EHLO enthält X-ANONYMOUSTLS, das Zertifikat wird also geladen",
    only_exps: "Die Antwort auf EHLO enthält X-EXPS ohne X-ANONYMOUSTLS: das Zertifikat, nicht der Connector",
    masked: "Befehle oder die Begrüßung sind verdeckt, also untersucht ein Gerät auf diesem Weg SMTP",
    stripped: "Der Server hat X-ANONYMOUSTLS gesendet, und der Absender ging, als wäre es nicht da",
    ehlo_empty: "Die Antwort auf EHLO enthält weder X-ANONYMOUSTLS noch X-EXPS: Ein anderer Connector hat geantwortet, \
        oder ein Gerät hat beide entfernt",
    asked_by_sender: "Gefragt hat der sendende Server",
    asked_by_hand: "Von Hand oder von einer Sonde auf dem sendenden Server gefragt: Das Protokoll zeigt, was gesendet wurde, \
        nicht, was bei Exchange ankommt",
    asked_from_elsewhere: "Gefragt wurde von einer anderen Adresse; für sie können ein anderer Connector und ein anderer \
        Weg gelten",
    asked_by_unknown: "Das Protokoll zeigt nicht, wer gefragt hat",
    component_inactive: "{component} von {server} ist {state}.",
    component_active: "Dagegen spricht: {component} von {server} ist jetzt {state}.",
    own_front_end: "Die Mail geht über Port 717 eines Front-Ends hinaus; Host und Adresse in LastError sind die von \
        {server}, nicht die der Außenwelt.",
    the_front_end: "diesem Front-End",
    other_domain: "Ein Sendeprotokoll zeigt {own} auf dem Weg zu {other}: zwei Domänen.",
    outside_host: "Der Host {host} liegt außerhalb der Organisation, und dies ist seine Antwort.",
    failed_logon: "Ereignis 2017 sagt, dass die Anmeldung bei {target} mit {error} gescheitert ist.",
    last_endpoint: "LastError zitiert die Antwort des ersten versuchten Servers und nennt den Endpunkt des letzten: Es \
        können zwei Server sein.",
    no_private_key: "Das Zertifikat {certificate} hat auf diesem Server keinen privaten Schlüssel.",
    no_certificate_for_smtp: "Kein aufgeführtes Zertifikat ist für SMTP aktiviert.",
    activate: "Wenn der Server nicht absichtlich gewartet wird: Set-ServerComponentState {server} -Component {component} \
        -State Active -Requester Maintenance. Jeder Requester, der abgeschaltet hat, muss auch wieder einschalten.",

    log_names_nobody_answers: "Ein Protokoll nennt {connector}; nach den eingefügten Connectors antwortet dort niemand.",
    log_names_another: "Ein Protokoll nennt {connector}; nach den eingefügten Connectors antwortet dort {predicted}.",
    ehlo_offers: "Die Antwort von {server} auf EHLO enthält {said}; das kann {predicted} nicht sagen.",
    reply_shows: "Die Antwort zeigt, dass Authentifizierung angeboten wurde, aber {predicted} bietet keine an.",
    session: "{sender} ({source}), Port {port} von {server}",
    predicted: "nach der Eingabe ist es {connector}",
    predicted_nobody: "nach der Eingabe nimmt ihn kein Connector an",
    log_names: "{session}: Das Protokoll nennt {connector}; {predicted}.",
    log_names_at: "{session}: Das Protokoll ({time}) nennt {connector}; {predicted}.",
    ehlo_holds: "{session}: Die Antwort auf EHLO enthält {said}; {predicted}, und {property} ist dort {value}.",
    reply_is: "{session}: Die Antwort ist {reply}, ohne ExchangeServer wäre es 451 5.7.3; {predicted}.",
    not_in_the_paste: "{connector} steht nicht in der Eingabe.",
    works: "Auf {connector} funktioniert Mail zwischen Exchange-Servern.",
    gives_no_verb: "{connector} gibt Exchange-Servern kein X-ANONYMOUSTLS; sie scheitern dort mit 451 5.7.3.",
    contradiction_why: "Es zählt, was zu sehen war. Die Connectors wurden nach dieser Sitzung geändert, oder die Eingabe enthält \
        nicht alle so, wie sie sind, oder sie ist von einem anderen Server. Was aus den eingefügten Connectors für diese \
        Sitzung folgen würde, wird nicht behauptet.",
    contradiction_action: "Alle Empfangsconnectors des Servers im jetzigen Stand einfügen, dazu eine Protokollzeile, die \
        jünger ist als die letzte Änderung.",
    contradiction_fine: "Wenn die Connectors nach der Sitzung im Protokoll geändert wurden.",
};
