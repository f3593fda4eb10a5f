//! English words for the parts of a reply that no catalogue knows: codes by RFC 5321 and RFC 3463, wrappers.

use crate::model::SmtpReply;

/// What an enhanced code's subject and detail mean, by RFC 3463 and the registry that continues it.
const DETAILS: &[(&str, &str)] = &[
    ("1.0", "another fault of the address"),
    ("1.1", "no such mailbox"),
    ("1.2", "no such system"),
    ("1.3", "address not well formed"),
    ("1.4", "address is ambiguous"),
    ("1.6", "mailbox has moved"),
    ("1.7", "sender's address not well formed"),
    ("1.8", "sender's system not known"),
    ("1.10", "recipient not found"),
    ("2.0", "another fault of the mailbox"),
    ("2.1", "mailbox takes no messages"),
    ("2.2", "mailbox full"),
    ("2.3", "message too long"),
    ("2.4", "mailing list cannot be expanded"),
    ("3.0", "another fault of the receiving system"),
    ("3.1", "its disk is full"),
    ("3.2", "it takes no messages from the network"),
    ("3.3", "it lacks a feature that was asked for"),
    ("3.4", "message too big for it"),
    ("3.5", "it is wrongly configured"),
    ("4.0", "another fault of the network or routing"),
    ("4.1", "no answer from the host"),
    ("4.2", "the connection broke"),
    ("4.3", "a directory server failed"),
    ("4.4", "no route"),
    ("4.5", "congestion"),
    ("4.6", "routing loop"),
    ("4.7", "delivery took too long"),
    ("5.0", "another fault of the protocol"),
    ("5.1", "wrong command"),
    ("5.2", "syntax error"),
    ("5.3", "too many recipients"),
    ("5.4", "wrong arguments"),
    ("6.0", "another fault of the content"),
    ("6.1", "kind of content not supported"),
    ("6.3", "conversion needed and not supported"),
    ("7.0", "another fault of security"),
    ("7.1", "delivery not authorized"),
    ("7.2", "list expansion not allowed"),
    ("7.3", "security conversion needed and not possible"),
    ("7.4", "security feature not supported"),
    ("7.5", "cryptographic failure"),
    ("7.6", "algorithm not supported"),
    ("7.7", "message integrity failure"),
    ("7.8", "credentials refused"),
    ("7.9", "way to authenticate too weak"),
    ("7.11", "encryption needed"),
];

fn subject(subject: &str) -> &'static str {
    match subject {
        "1" => "address",
        "2" => "mailbox",
        "3" => "receiving system",
        "4" => "network and routing",
        "5" => "protocol",
        "6" => "content",
        "7" => "security or policy",
        _ => "not further told",
    }
}

/// What the codes of a reply say by themselves.
pub(in crate::report::wording) fn parts(reply: &SmtpReply) -> String {
    let mut told = vec![
        "It is not in the catalogue of replies between Exchange servers, so only its parts can be explained."
            .to_owned(),
    ];
    match reply.code {
        Some(code @ 400..=499) => told.push(format!("{code}: not now, the sender tries again.")),
        Some(code @ 500..=599) => told.push(format!("{code}: never, the message goes back.")),
        Some(code) => told.push(format!("{code} is no failure code.")),
        None => told.push("No SMTP code can be read in it.".to_owned()),
    }
    let Some((enhanced, (class, rest))) = reply.enhanced_code.as_deref().and_then(|e| Some((e, e.split_once('.')?)))
    else {
        return told.join(" ");
    };
    let detail = DETAILS.iter().find(|(key, _)| *key == rest).map(|(_, words)| format!(", {words}"));
    told.push(format!(
        "{enhanced}, by RFC 3463: {}{}.",
        subject(rest.split('.').next().unwrap_or_default()),
        detail.unwrap_or_default()
    ));
    if reply.code.is_some_and(|code| !code.to_string().starts_with(class)) {
        told.push(
            "The two disagree on whether it is for good; the first decides whether the sender tries again.".to_owned(),
        );
    }
    told.join(" ")
}

/// What a wrapper around a reply means, where it is not the usual one.
pub(super) fn wrapper(outer: &str) -> &'static str {
    if outer.contains("outbound frontend") {
        " Around it: the mail goes out through a front end on port 717, and host and address in LastError are that front end's."
    } else if outer.contains("communicating with") || outer.starts_with("451 4.4.397") {
        " Around it: the sender's own words for a conversation that failed."
    } else {
        ""
    }
}
