//! What logs, transcripts and other commands show for or against a finding.

use crate::words::signs::Signs;

pub(super) const WORDS: Signs = Signs {
    named: "The log names this connector for {source}: {connector}.",
    gave_up: "In the log {sender} goes away after the answer to EHLO, which is how it gives up.",
    ehlo: "{server}: {what}. ({who}.)",
    a_server: "A server",
    offered: "the answer to EHLO holds X-ANONYMOUSTLS, so the certificate loads",
    only_exps: "the answer to EHLO holds X-EXPS without X-ANONYMOUSTLS: the certificate, not the connector",
    masked: "the verbs or the greeting are masked, so a device on that path inspects SMTP",
    stripped: "the server sent X-ANONYMOUSTLS, and the sender went away as if it had not",
    ehlo_empty: "the answer to EHLO holds neither X-ANONYMOUSTLS nor X-EXPS: another connector answered, or a device \
        took both out",
    asked_by_sender: "Asked by the sending server",
    asked_by_hand: "Typed by hand or asked by a probe on the sending server: the log shows what was sent, not what arrives \
        when Exchange asks",
    asked_from_elsewhere: "Asked from another address, for which another connector and another path may count",
    asked_by_unknown: "The transcript does not show who asked",
    component_inactive: "{component} of {server} is {state}.",
    component_active: "Against it: {component} of {server} is {state} now.",
    own_front_end: "The mail goes out through a front end on port 717; host and address in LastError are those of \
        {server}, not of the outside.",
    the_front_end: "the front end",
    other_domain: "A send log shows {own} sending to {other}: two domains.",
    outside_host: "The host {host} is outside the organization, and this is its reply.",
    failed_logon: "Event 2017 says that the logon to {target} failed with {error}.",
    last_endpoint: "LastError quotes the reply of the first server that was tried and names the endpoint of the last \
        one: they can be two servers.",
    no_private_key: "The certificate {certificate} has no private key on that server.",
    no_certificate_for_smtp: "No certificate that is listed is enabled for SMTP.",
    activate: "Unless the server is in maintenance on purpose: Set-ServerComponentState {server} -Component {component} \
        -State Active -Requester Maintenance. Each requester that switched it off has to switch it on again.",

    log_names_nobody_answers: "A log names {connector}, where by the connectors in the paste nobody answers.",
    log_names_another: "A log names {connector}, where by the connectors in the paste {predicted} answers.",
    ehlo_offers: "The reply of {server} to EHLO holds {said}, which {predicted} cannot say.",
    reply_shows: "The reply shows that authentication was offered, but {predicted} offers none.",
    session: "{sender} ({source}), port {port} of {server}",
    predicted: "by what is pasted it is {connector}",
    predicted_nobody: "by what is pasted no connector takes it",
    log_names: "{session}: the log names {connector}; {predicted}.",
    log_names_at: "{session}: the log ({time}) names {connector}; {predicted}.",
    ehlo_holds: "{session}: the reply to EHLO holds {said}; {predicted}, and its {property} is {value}.",
    reply_is: "{session}: the reply is {reply}, and without ExchangeServer it would be 451 5.7.3; {predicted}.",
    not_in_the_paste: "{connector} is not in the paste.",
    works: "On {connector} mail between Exchange servers works.",
    gives_no_verb: "{connector} gives Exchange servers no X-ANONYMOUSTLS, so they fail there with 451 5.7.3.",
    contradiction_why: "What was seen counts. The connectors were changed after that session, or the paste does not hold \
        all of them as they are, or it is of another server. What would follow from the pasted connectors for this \
        session is not claimed.",
    contradiction_action: "Paste all receive connectors of the server as they are now, and a log line that is newer than \
        the last change.",
    contradiction_fine: "Where the connectors were changed after the session in the log.",
};
