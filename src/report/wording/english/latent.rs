//! What patterns mean that no queue fails on yet, in English.

use super::{AND, addresses};
use crate::diagnosis::facts::{Change, Edit, Harm, QueuesFail, RangePair, Shadowed, ShadowedBinding, UnservedFacts};
use crate::model::{Family, SetUpAs};
use crate::report::wording::{Text, join, some_ranges};

const fn task(is: SetUpAs) -> &'static str {
    match is {
        SetUpAs::DefaultFrontend => "mail from outside and from Exchange 2007, 2010 and Edge servers",
        SetUpAs::EdgeDefault => "mail from outside and from the organization",
        SetUpAs::ClientFrontend | SetUpAs::Client => "mail of users who log in",
        SetUpAs::ClientProxy => "mail of users, handed on by the front end",
        SetUpAs::OutboundProxy => "mail to the outside, handed over by the Transport service",
        SetUpAs::Default => "mail from other Exchange servers and from front ends",
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
    let bound = if gone == Gone::Addresses { " on addresses that no binding names" } else { "" };
    let lines = unserved.iter().map(|u| {
        let family = if u.family == Family::V6 { "IPv6" } else { "IPv4" };
        if u.ranges.is_empty() {
            format!(
                "{} (port {}, {}): nothing listens for {family}{bound}; connections are refused.",
                u.connector,
                u.port,
                task(u.is)
            )
        } else {
            format!(
                "{} (port {}, {}): no connector has {}; they get 421 4.3.2 Service not available.",
                u.connector,
                u.port,
                task(u.is),
                some_ranges(&u.ranges, "and more")
            )
        }
    });
    let mut what = lines.collect::<Vec<_>>();
    if *queues == QueuesFail::Now {
        what.push("A queue in the paste fails with just this reply.".to_owned());
    }
    let (title, why, action, fine) = match gone {
        Gone::Enabled => (
            format!(
                "{connectors} {} disabled, and nothing answers in {} place.",
                if several { "are" } else { "is" },
                if several { "their" } else { "its" }
            ),
            "Enabled is False. A disabled connector neither listens nor takes part in the selection.",
            "Enable it, unless it was switched off on purpose.",
            "Where nobody is meant to send to this port.",
        ),
        Gone::Addresses => (
            format!(
                "{connectors} {} not take every address any more, and no other connector takes the rest.",
                if several { "do" } else { "does" }
            ),
            "Setup gives it 0.0.0.0-255.255.255.255 and a binding to every local address, so that nobody is left over.",
            "Give it back 0.0.0.0-255.255.255.255 and 0.0.0.0 as local address, unless only these senders may deliver.",
            "Where only the senders in its ranges may deliver, and all Exchange servers are among them.",
        ),
        Gone::Ipv6 => (
            format!("{connectors} {} not answer over IPv6.", if several { "do" } else { "does" }),
            "Setup gives it the binding [::] and all IPv6 addresses. Exchange asks DNS for IPv6 addresses first.",
            "Put the binding [::] and the range ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff back.",
            "Where nobody reaches this server over IPv6.",
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
            Change::Lacks(member) => format!("{} lacks {member}", edit.property),
            Change::Has(member) => format!("{} has {member} in addition", edit.property),
            Change::Is(value, setup) => format!("{} is {value} instead of {setup}", edit.property),
        };
        format!("{}: {change}; {}.", join(&edit.connectors, AND), harm(edit.harm))
    };
    Text {
        title: if fails {
            format!("{connectors}: not as setup made it, and whoever relied on that is refused.")
        } else {
            format!("{connectors}: not as setup made it.")
        },
        what: edits.iter().map(line).collect::<Vec<_>>().join(" "),
        why: "Exchange's own services and other servers count on the values that setup gives these connectors."
            .to_owned(),
        action: "Put the values of setup back, unless you know why they were changed.".to_owned(),
        fine_when: Some("Where the change was made on purpose.".to_owned()),
    }
}

const fn harm(harm: Harm) -> &'static str {
    match harm {
        Harm::ServersTemporary => {
            "Exchange servers that land there fail with 454 4.7.0 Temporary authentication failure"
        }
        Harm::ServersAsUsers => {
            "Exchange servers that land there count as ordinary users, and their mail bounces with 550 5.7.1 (no permission to send as this sender)"
        }
        Harm::AnonymousRefused => {
            "senders without a login, those of the Internet first, get 530 5.7.1 Client was not authenticated"
        }
        Harm::UsersRefused => {
            "users log in and then get 550 5.7.1 Client does not have permissions to submit to this server"
        }
        Harm::UserProxyFails => {
            "mail of users on port 587 cannot be handed on: 535 5.7.3 Unable to proxy authenticated session"
        }
        Harm::OutboundProxyFails => {
            "send connectors that go through the front end fail with 451 4.7.0 XPROXYTO is required to send mail"
        }
        Harm::PartnersRefused => "partner servers with domain security may not submit",
        Harm::NoStartTls => {
            "it offers no STARTTLS, and senders that insist on TLS give up with 451 5.7.3 STARTTLS is required to send mail"
        }
        Harm::OtherService => "it belongs to another transport service, so its own service does not know it",
        Harm::PortGone => "nobody finds it on the port of setup, unless another connector listens there",
        Harm::TooFast => {
            "a sender above that rate gets 421 4.4.2 Message submission rate has exceeded the configured limit"
        }
        Harm::TooMany => "a server with more connections at a time gets 421 4.3.2 until it has authenticated",
        Harm::NoLogin => "clients that log in this way get 504 5.7.4 Unrecognized authentication type",
        Harm::ClearPasswords => "passwords may cross the network unencrypted",
        Harm::AnonymousAdmitted => "senders without a login may submit here, which nothing in Exchange needs",
        Harm::UsersAdmitted => "users may log in on a port that faces other servers, so passwords can be tried there",
        Harm::Trusted => "whoever lands there is trusted like an Exchange server",
        Harm::NoneKnown => "nothing is known to fail for it",
    }
}

pub(super) fn conflict(equal: bool, pairs: &[RangePair]) -> Text {
    let names = join(pairs.iter().flat_map(|pair| [&pair.first, &pair.second]), AND);
    let told = pairs.iter().map(|RangePair { first: one, first_range: a, second: other, second_range: b }| {
        if equal {
            format!("{one} and {other} both have {a}.")
        } else {
            format!("{one} has {a} ({}), {other} has {b} ({}).", addresses(a.size()), addresses(b.size()))
        }
    });
    Text {
        title: if equal {
            format!("{names} have the same range on the same binding.")
        } else {
            format!("{names} have ranges that cross.")
        },
        what: told.collect::<Vec<_>>().join(" "),
        why: if equal {
            "Where both are enabled, nothing says which of them answers. Exchange refuses every later change of either: it \
             compares bindings and ranges of all connectors of the server, disabled ones included."
        } else {
            "Exchange allows overlap only where one range is wholly inside the other. Nothing documented says which of \
             them answers, and every later change of either is refused."
        }
        .to_owned(),
        action: "Nest the ranges or separate them, before the next change is urgent.".to_owned(),
        fine_when: None,
    }
}

pub(super) fn never_chosen(all: &[Shadowed]) -> Text {
    let told = all.iter().flat_map(|it| {
        it.bindings.iter().map(move |ShadowedBinding { binding, taken_by: by }| {
            if by.is_empty() {
                format!("{} on {binding}: none of its ranges is of this address family.", it.connector)
            } else {
                format!(
                    "{} on {binding}: {} {} all its addresses.",
                    it.connector,
                    join(by, AND),
                    if by.len() > 1 { "take" } else { "takes" }
                )
            }
        })
    });
    let title = |it: &Shadowed| {
        if it.everywhere {
            it.connector.clone()
        } else {
            format!("{} on {}", it.connector, join(it.bindings.iter().map(|b| &b.binding), AND))
        }
    };
    Text {
        title: format!("No connection ever lands on {}.", join(all.iter().map(title), "or")),
        what: told.collect::<Vec<_>>().join(" "),
        why:
            "The smallest range that holds the sender wins, and for every address of this connector another one has a \
              smaller range, or an exact binding with the same one."
                .to_owned(),
        action: "Find out who was meant to land there; narrow the connectors in front of it, or remove it.".to_owned(),
        fine_when: Some("Where it is kept as a spare.".to_owned()),
    }
}
