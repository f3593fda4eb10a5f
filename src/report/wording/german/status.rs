//! German words for the parts of a reply that no catalogue knows: codes by RFC 5321 and RFC 3463, wrappers.

use crate::model::SmtpReply;

/// What an enhanced code's subject and detail mean, by RFC 3463 and the registry that continues it.
const DETAILS: &[(&str, &str)] = &[
    ("1.0", "ein anderer Fehler der Adresse"),
    ("1.1", "kein solches Postfach"),
    ("1.2", "kein solches System"),
    ("1.3", "Adresse nicht wohlgeformt"),
    ("1.4", "Adresse nicht eindeutig"),
    ("1.6", "Postfach umgezogen"),
    ("1.7", "Absenderadresse nicht wohlgeformt"),
    ("1.8", "System des Absenders nicht bekannt"),
    ("1.10", "Empfänger nicht gefunden"),
    ("2.0", "ein anderer Fehler des Postfachs"),
    ("2.1", "Postfach nimmt nichts an"),
    ("2.2", "Postfach voll"),
    ("2.3", "Nachricht zu lang"),
    ("2.4", "Verteiler nicht auflösbar"),
    ("3.0", "ein anderer Fehler des empfangenden Systems"),
    ("3.1", "sein Datenträger ist voll"),
    ("3.2", "es nimmt keine Nachrichten aus dem Netz an"),
    ("3.3", "ihm fehlt eine verlangte Funktion"),
    ("3.4", "Nachricht zu groß dafür"),
    ("3.5", "es ist falsch eingestellt"),
    ("4.0", "ein anderer Fehler von Netz oder Routing"),
    ("4.1", "keine Antwort vom Host"),
    ("4.2", "die Verbindung brach ab"),
    ("4.3", "ein Verzeichnisserver fiel aus"),
    ("4.4", "kein Weg"),
    ("4.5", "überlastet"),
    ("4.6", "Schleife"),
    ("4.7", "Zustellung dauerte zu lang"),
    ("5.0", "ein anderer Protokollfehler"),
    ("5.1", "falscher Befehl"),
    ("5.2", "Syntaxfehler"),
    ("5.3", "zu viele Empfänger"),
    ("5.4", "falsche Argumente"),
    ("6.0", "ein anderer Fehler des Inhalts"),
    ("6.1", "Art des Inhalts nicht unterstützt"),
    ("6.3", "nötige Umwandlung nicht unterstützt"),
    ("7.0", "ein anderer Fehler der Sicherheit"),
    ("7.1", "Zustellung nicht erlaubt"),
    ("7.2", "Verteiler nicht erlaubt"),
    ("7.3", "nötige Sicherheitsumwandlung nicht möglich"),
    ("7.4", "Sicherheitsfunktion nicht unterstützt"),
    ("7.5", "kryptografischer Fehler"),
    ("7.6", "Verfahren nicht unterstützt"),
    ("7.7", "Nachricht verändert"),
    ("7.8", "Anmeldedaten abgelehnt"),
    ("7.9", "Anmeldeverfahren zu schwach"),
    ("7.11", "Verschlüsselung nötig"),
];

fn subject(subject: &str) -> &'static str {
    match subject {
        "1" => "Adresse",
        "2" => "Postfach",
        "3" => "empfangendes System",
        "4" => "Netz und Routing",
        "5" => "Protokoll",
        "6" => "Inhalt",
        "7" => "Sicherheit oder Richtlinie",
        _ => "nicht näher bestimmt",
    }
}

/// What the codes of a reply say by themselves.
pub(in crate::report::wording) fn parts(reply: &SmtpReply) -> String {
    let mut told = vec![
        "Sie steht nicht im Katalog der Antworten zwischen Exchange-Servern; erklären lassen sich nur ihre Teile."
            .to_owned(),
    ];
    match reply.code {
        Some(code @ 400..=499) => told.push(format!("{code}: jetzt nicht, der Absender versucht es wieder.")),
        Some(code @ 500..=599) => told.push(format!("{code}: nie, die Nachricht geht zurück.")),
        Some(code) => told.push(format!("{code} ist kein Fehlercode.")),
        None => told.push("Ein SMTP-Code ist darin nicht zu lesen.".to_owned()),
    }
    let Some((enhanced, (class, rest))) = reply.enhanced_code.as_deref().and_then(|e| Some((e, e.split_once('.')?)))
    else {
        return told.join(" ");
    };
    let detail = DETAILS.iter().find(|(key, _)| *key == rest).map(|(_, words)| format!(", {words}"));
    told.push(format!(
        "{enhanced}, nach RFC 3463: {}{}.",
        subject(rest.split('.').next().unwrap_or_default()),
        detail.unwrap_or_default()
    ));
    if reply.code.is_some_and(|code| !code.to_string().starts_with(class)) {
        told.push("Ob es endgültig ist, sagen die beiden verschieden; der erste entscheidet, ob der Absender es wieder versucht.".to_owned());
    }
    told.join(" ")
}

/// What a wrapper around a reply means, where it is not the usual one.
pub(super) fn wrapper(outer: &str) -> &'static str {
    if outer.contains("outbound frontend") {
        " Drumherum: Die Mail geht über Port 717 eines Front-Ends hinaus, und Host und Adresse in LastError sind die des Front-Ends."
    } else if outer.contains("communicating with") || outer.starts_with("451 4.4.397") {
        " Drumherum: die eigenen Worte des Absenders für ein Gespräch, das scheiterte."
    } else {
        ""
    }
}
