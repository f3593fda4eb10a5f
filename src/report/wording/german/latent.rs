//! What patterns mean that no queue fails on yet, in German.

use super::{AND, addresses};
use crate::diagnosis::facts::{Change, Edit, Harm, QueuesFail, RangePair, Shadowed, ShadowedBinding, UnservedFacts};
use crate::model::{Family, SetUpAs};
use crate::report::wording::{Text, join, some_ranges};

const fn task(is: SetUpAs) -> &'static str {
    match is {
        SetUpAs::DefaultFrontend => "Mail von außen und von Exchange 2007, 2010 und Edge-Servern",
        SetUpAs::EdgeDefault => "Mail von außen und aus der Organisation",
        SetUpAs::ClientFrontend | SetUpAs::Client => "Mail angemeldeter Benutzer",
        SetUpAs::ClientProxy => "Mail von Benutzern, weitergereicht vom Front-End",
        SetUpAs::OutboundProxy => "Mail nach außen, übergeben vom Transportdienst",
        SetUpAs::Default => "Mail von anderen Exchange-Servern und von Front-Ends",
    }
}

/// Of what setup gave the connector, what is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gone {
    Enabled,
    Addresses,
    Ipv6,
}

pub(super) fn disabled(facts: &UnservedFacts) -> Text {
    gap(Gone::Enabled, facts)
}

pub(super) fn narrowed(facts: &UnservedFacts) -> Text {
    gap(Gone::Addresses, facts)
}

pub(super) fn without_ipv6(facts: &UnservedFacts) -> Text {
    gap(Gone::Ipv6, facts)
}

fn gap(gone: Gone, UnservedFacts { unserved, queues }: &UnservedFacts) -> Text {
    let connectors = join(unserved.iter().map(|u| &u.connector), AND);
    let several = crate::report::wording::count(unserved.iter().map(|u| &u.connector)) > 1;
    // Enabled, on its port, and yet not open: it has addresses of its own there.
    let bound = if gone == Gone::Addresses { " an Adressen, die keine Bindung nennt," } else { " dort" };
    let lines = unserved.iter().map(|u| {
        let family = if u.family == Family::V6 { "IPv6" } else { "IPv4" };
        if u.ranges.is_empty() {
            format!(
                "{} (Port {}, {}): Für {family} hört{bound} nichts; Verbindungen werden abgelehnt.",
                u.connector,
                u.port,
                task(u.is)
            )
        } else {
            format!(
                "{} (Port {}, {}): Kein Connector hat {}; sie erhalten 421 4.3.2 Service not available.",
                u.connector,
                u.port,
                task(u.is),
                some_ranges(&u.ranges, "und weitere")
            )
        }
    });
    let mut what = lines.collect::<Vec<_>>();
    if *queues == QueuesFail::Now {
        what.push("Eine Warteschlange in der Eingabe scheitert mit genau dieser Antwort.".to_owned());
    }
    let (title, why, action, fine) = match gone {
        Gone::Enabled => (
            format!(
                "{connectors} {} deaktiviert, und nichts antwortet an {} Stelle.",
                if several { "sind" } else { "ist" },
                if several { "ihrer" } else { "seiner" }
            ),
            "Enabled ist False. Ein deaktivierter Connector hört nicht und nimmt an der Auswahl nicht teil.",
            "Aktivieren, falls er nicht mit Absicht abgeschaltet ist.",
            "Wenn niemand an diesen Port senden soll.",
        ),
        Gone::Addresses => (
            format!(
                "{connectors} {} nicht mehr jede Adresse an, und kein anderer Connector nimmt den Rest.",
                if several { "nehmen" } else { "nimmt" }
            ),
            "Das Setup gibt ihm 0.0.0.0-255.255.255.255 und eine Bindung an jede lokale Adresse, damit niemand übrig bleibt.",
            "0.0.0.0-255.255.255.255 und 0.0.0.0 als lokale Adresse zurückgeben, falls nicht nur diese Absender zustellen dürfen.",
            "Wenn nur die Absender in seinen Bereichen zustellen dürfen und alle Exchange-Server darunter sind.",
        ),
        Gone::Ipv6 => (
            format!("{connectors} {} nicht über IPv6.", if several { "antworten" } else { "antwortet" }),
            "Das Setup gibt ihm die Bindung [::] und alle IPv6-Adressen. Exchange fragt im DNS zuerst nach IPv6-Adressen.",
            "Die Bindung [::] und den Bereich ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff zurückgeben.",
            "Wenn niemand diesen Server über IPv6 erreicht.",
        ),
    };
    Text {
        title,
        what: what.join(" "),
        why: why.to_owned(),
        action: action.to_owned(),
        fine_when: Some(fine.to_owned()),
    }
}

pub(super) fn edited(edits: &[Edit]) -> Text {
    let connectors = join(edits.iter().flat_map(|e| &e.connectors), AND);
    let fails = edits.iter().any(|e| e.harm.is_failure());
    let line = |edit: &Edit| {
        let change = match &edit.change {
            Change::Lacks(member) => format!("In {} fehlt {member}", edit.property),
            Change::Has(member) => format!("{} enthält zusätzlich {member}", edit.property),
            Change::Is(value, setup) => format!("{} ist {value} statt {setup}", edit.property),
        };
        format!("{}: {change}; {}.", join(&edit.connectors, AND), harm(edit.harm))
    };
    Text {
        title: if fails {
            format!("{connectors}: nicht wie vom Setup angelegt, und wer damit rechnet, wird abgewiesen.")
        } else {
            format!("{connectors}: nicht wie vom Setup angelegt.")
        },
        what: edits.iter().map(line).collect::<Vec<_>>().join(" "),
        why: "Die Dienste von Exchange und andere Server rechnen mit den Werten, die das Setup diesen Connectors gibt."
            .to_owned(),
        action: "Die Werte des Setups wiederherstellen, falls der Grund der Änderung nicht bekannt ist.".to_owned(),
        fine_when: Some("Wenn die Änderung gewollt ist.".to_owned()),
    }
}

const fn harm(harm: Harm) -> &'static str {
    match harm {
        Harm::ServersTemporary => {
            "Exchange-Server, die dort landen, scheitern mit 454 4.7.0 Temporary authentication failure"
        }
        Harm::ServersAsUsers => {
            "Exchange-Server, die dort landen, gelten als gewöhnliche Benutzer, und ihre Mail kommt mit 550 5.7.1 zurück (kein Recht, als dieser Absender zu senden)"
        }
        Harm::AnonymousRefused => {
            "Absender ohne Anmeldung, vor allem die des Internets, erhalten 530 5.7.1 Client was not authenticated"
        }
        Harm::UsersRefused => {
            "Benutzer melden sich an und erhalten dann 550 5.7.1 Client does not have permissions to submit to this server"
        }
        Harm::UserProxyFails => {
            "Mail von Benutzern auf Port 587 kann nicht weitergereicht werden: 535 5.7.3 Unable to proxy authenticated session"
        }
        Harm::OutboundProxyFails => {
            "Sendeconnectors, die über das Front-End gehen, scheitern mit 451 4.7.0 XPROXYTO is required to send mail"
        }
        Harm::PartnersRefused => "Partnerserver mit Domänensicherheit dürfen nichts einreichen",
        Harm::NoStartTls => {
            "er bietet kein STARTTLS, und Absender, die auf TLS bestehen, geben mit 451 5.7.3 STARTTLS is required to send mail auf"
        }
        Harm::OtherService => "er gehört zu einem anderen Transportdienst, sein eigener kennt ihn deshalb nicht",
        Harm::PortGone => "auf dem Port des Setups findet ihn niemand, falls dort kein anderer Connector hört",
        Harm::TooFast => {
            "ein schnellerer Absender erhält 421 4.4.2 Message submission rate has exceeded the configured limit"
        }
        Harm::TooMany => "ein Server mit mehr gleichzeitigen Verbindungen erhält 421 4.3.2, bis er sich angemeldet hat",
        Harm::NoLogin => "Clients, die sich so anmelden, erhalten 504 5.7.4 Unrecognized authentication type",
        Harm::ClearPasswords => "Kennwörter können unverschlüsselt durch das Netz gehen",
        Harm::AnonymousAdmitted => "Absender ohne Anmeldung dürfen hier einreichen, was in Exchange nichts braucht",
        Harm::UsersAdmitted => {
            "Benutzer dürfen sich an einem Port anmelden, der für Server da ist; dort lassen sich Kennwörter probieren"
        }
        Harm::Trusted => "wer dort landet, genießt das Vertrauen eines Exchange-Servers",
        Harm::NoneKnown => "es ist nicht bekannt, dass daran etwas scheitert",
    }
}

pub(super) fn conflict(equal: bool, pairs: &[RangePair]) -> Text {
    let names = join(pairs.iter().flat_map(|pair| [&pair.first, &pair.second]), AND);
    let told = pairs.iter().map(|RangePair { first: one, first_range: a, second: other, second_range: b }| {
        if equal {
            format!("{one} und {other} haben beide {a}.")
        } else {
            format!("{one} hat {a} ({}), {other} hat {b} ({}).", addresses(a.size()), addresses(b.size()))
        }
    });
    Text {
        title: if equal {
            format!("{names} haben denselben Bereich an derselben Bindung.")
        } else {
            format!("{names} haben Bereiche, die sich überschneiden.")
        },
        what: told.collect::<Vec<_>>().join(" "),
        why: if equal {
            "Wenn beide aktiviert sind, sagt nichts, wer antwortet. Exchange lehnt jede spätere Änderung an einem der beiden ab: \
             Verglichen werden Bindungen und Bereiche aller Connectors des Servers, auch der deaktivierten."
        } else {
            "Exchange erlaubt Überlappung nur, wenn ein Bereich ganz im anderen liegt. Welcher von beiden antwortet, ist \
             nirgends dokumentiert, und jede spätere Änderung an einem der beiden wird abgelehnt."
        }
        .to_owned(),
        action: "Die Bereiche verschachteln oder trennen, bevor die nächste Änderung eilt.".to_owned(),
        fine_when: None,
    }
}

pub(super) fn never_chosen(all: &[Shadowed]) -> Text {
    let told = all.iter().flat_map(|it| {
        it.bindings.iter().map(move |ShadowedBinding { binding, taken_by: by }| {
            if by.is_empty() {
                format!("{} an {binding}: Keiner seiner Bereiche gehört zu dieser Adressfamilie.", it.connector)
            } else {
                format!(
                    "{} an {binding}: {} {} alle seine Adressen.",
                    it.connector,
                    join(by, AND),
                    if by.len() > 1 { "nehmen" } else { "nimmt" }
                )
            }
        })
    });
    let title = |it: &Shadowed| {
        if it.everywhere {
            it.connector.clone()
        } else {
            format!("{} an {}", it.connector, join(it.bindings.iter().map(|b| &b.binding), AND))
        }
    };
    Text {
        title: format!("Auf {} landet nie eine Verbindung.", join(all.iter().map(title), "oder")),
        what: told.collect::<Vec<_>>().join(" "),
        why: "Der kleinste Bereich, in dem der Absender liegt, gewinnt, und für jede Adresse dieses Connectors hat ein anderer \
              einen kleineren oder denselben mit genauer Bindung."
            .to_owned(),
        action: "Klären, wer dort landen sollte; die Connectors davor verkleinern oder diesen entfernen.".to_owned(),
        fine_when: Some("Wenn er als Reserve aufgehoben wird.".to_owned()),
    }
}
