//! The paste in plain words: receive connectors and queues.

use crate::words::overview::Overviews;

pub(super) const WORDS: Overviews = Overviews {
    default_frontend: "Nimmt Mail von außen und von älteren Exchange-Servern an und gibt sie an den Transportdienst.",
    edge_default: "Nimmt auf dem Edge-Server Mail von außen und aus der Organisation an.",
    client_frontend: "Nimmt Mail von Benutzern und Anwendungen an, die sich anmelden.",
    client_proxy: "Nimmt Sitzungen angemeldeter Benutzer an, die ein Front-End weitergibt.",
    outbound_proxy: "Nimmt Mail nach außen an, die der Transportdienst über das Front-End sendet.",
    default_hub: "Nimmt Mail von anderen Exchange-Servern und vom Front-End an.",
    client: "Nimmt Mail von Benutzern und Anwendungen an, die sich anmelden.",
    trusts: "Vertraut jedem, der dort landet, ohne Anmeldung wie einem Exchange-Server.",
    relays: "Nimmt Mail von den Adressen seiner Liste ohne Anmeldung an; zusätzliche Rechte bedeuten meist, dass sie \
        weiterleiten dürfen.",
    takes_anonymous: "Nimmt Mail von den Adressen seiner Liste ohne Anmeldung an, für Empfänger der Organisation.",
    takes_servers: "Nimmt Mail von Exchange-Servern an.",
    takes_users: "Nimmt Mail von Benutzern und Anwendungen an, die sich anmelden.",
    takes_partners: "Nimmt Mail von Partnern mit gegenseitigem TLS an.",
    takes_nobody: "Keine Berechtigungsgruppe lässt jemanden zu.",
    purpose_not_shown: "Die Eingabe zeigt nicht, wen er zulässt.",
    anyone: "jeder",
    anyone_with_extra_rights: "jeder, mit zusätzlichen Rechten",
    users: "Benutzer, die sich anmelden",
    servers: "Exchange-Server",
    partners: "Partner mit gegenseitigem TLS",
    extra_rights: "wer zusätzliche Rechte bekommen hat",
    nobody: "niemand",
    not_shown: "nicht gezeigt",
    nobody_disabled: "Niemand: Er ist deaktiviert.",
    nobody_taken: "Niemand: Andere Connectors nehmen auf seinem Port alles.",
    everyone: "Jede Adresse, die kein anderer Connector enger hält, auf Port {ports}.",
    ranges: "{ranges}, auf Port {ports}.",
    no_error: "Kein Fehler.",
    no_error_shown: "Kein Fehler ist gezeigt.",
};
