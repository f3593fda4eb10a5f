//! The words of remedies and their scripts in English.

use super::{Facts, RemedyWords, enumeration, hidden_values};
use crate::remedy::powershell::ScriptWords;
use crate::remedy::quoting::Unquotable;
use crate::remedy::{Acceptance, Consequence, Id, Refusal, Rule, Unfit};

/// English.
#[derive(Clone, Copy, Debug)]
pub struct English;

fn list(items: &[String]) -> String {
    enumeration(items, "and", |n| format!("{n} more"))
}

fn hidden(values: &[(String, &'static str)]) -> String {
    list(&hidden_values(values, "of"))
}

impl ScriptWords for English {
    fn title(&self, id: Id) -> &'static str {
        match id {
            Id::TakeAddressesOff => {
                "Take the addresses of the Exchange servers off the receive connector that captures them."
            }
            Id::DisableConnector => "Disable the receive connector that lists nothing but Exchange servers.",
            Id::PinOnDefault => {
                "Name the Exchange servers one by one on the receive connector that should answer them."
            }
            Id::DedicatedInternalConnector => "Create a receive connector of its own for the Exchange servers.",
            Id::ExchangeServerOnRelay => "Not recommended: Exchange Server authentication on the capturing connector.",
            Id::ReplaceCutList => "Not recommended: replace a list of which only a part is known.",
            Id::RestoreExchangeAuthentication => {
                "Give the default receive connector back Exchange Server authentication and the group ExchangeServers."
            }
            Id::RestoreDefaultConnector => "Set the default receive connector back to what Exchange setup gives it.",
            Id::MoveToFrontend => "Move the receive connector to the Front End Transport service.",
            Id::NarrowOpenRelay => "Leave on the relay connector only the clients that the log names.",
            Id::RelayRightOnDefault => "Not recommended: the right to relay on the default receive connector.",
            Id::RestoreRanges => "Let the receive connector of Exchange setup answer everybody again.",
            Id::DisableUnused => "Disable the receive connector on which nothing lands.",
        }
    }

    fn where_to_run(&self, servers: &[String]) -> String {
        match servers {
            [one] => format!("Run it in the Exchange Management Shell of {one}."),
            _ => format!(
                "Run it in the Exchange Management Shell of one of {}: the one with the newest Exchange version, because an \
                 older shell may refuse to change newer objects.",
                list(servers)
            ),
        }
    }

    fn in_short(&self) -> &'static str {
        "What it changes, after a check, a backup and a rehearsal:"
    }

    fn and_more(&self, count: usize) -> String {
        format!("and {count} more, in part 4")
    }

    fn usage(&self, has_rollback: bool, has_queues: bool) -> String {
        let undo = if has_rollback { " With -Undo it puts back what was." } else { "" };
        let retry = if has_queues { " With -RetryQueues it tries the queues again (a minute later)." } else { "" };
        format!("With -WhatIf it only rehearses.{undo}{retry} Save the file as UTF-8 with BOM.")
    }

    fn check(&self) -> &'static str {
        "1. Check: is everything still as it was pasted? (reads only)"
    }

    fn bounds(&self) -> &'static str {
        "Entries are compared by their lowest and highest address: 10.0.0.0/24 and 10.0.0.0-10.0.0.255 are the same."
    }

    fn backup(&self) -> &'static str {
        "2. Backup: the old values as a file for Import-Clixml and as readable text"
    }

    fn rehearsal(&self) -> &'static str {
        "3. Rehearsal: Exchange checks every change; if it refuses one, nothing has been changed"
    }

    fn change(&self) -> &'static str {
        "4. Change"
    }

    fn verify(&self) -> &'static str {
        "5. Look at the result"
    }

    fn retry(&self) -> &'static str {
        "Try the queues again. Wait about a minute after the change: the servers learn of it through Active Directory."
    }

    fn rollback(&self) -> &'static str {
        "Rollback: puts back the pasted values. What is already as before is left alone."
    }

    fn on_server(&self, server: &str, connector: &str) -> String {
        format!("Server {server}: {connector}")
    }

    fn must_list(&self, connector: &str) -> String {
        format!("{connector} must list exactly this, in any order:")
    }

    fn must_hold(&self, connector: &str) -> String {
        format!("{connector} must list this (the paste does not show the whole list, so there is more):")
    }

    fn must_not_hold(&self) -> &'static str {
        "and none of this any more:"
    }

    fn must_print(&self, connector: &str, property: &str, value: &str) -> String {
        format!("{property} of {connector} must print: {value}")
    }

    fn queues_must(&self) -> &'static str {
        "The queues must leave Retry and count down; a queue that is gone has been delivered."
    }

    fn old_value(&self, property: &str, value: &str) -> String {
        format!("{property} was: {value}")
    }

    fn custom_stays(&self) -> &'static str {
        "Custom stands for extra rights. They stay as they are and cannot be set here."
    }

    fn restart(&self, server: &str) -> String {
        format!("Now restart both transport services on {server} itself (mail pauses for a moment):")
    }

    fn not_found(&self, connector: &str) -> String {
        format!("Stopped, nothing was changed: {connector} was not found, or not exactly once.")
    }

    fn not_as_pasted(&self, connector: &str, property: &str) -> String {
        format!(
            "Stopped, nothing was changed: {property} of {connector} is not what was pasted. Paste the current output and \
             get new commands."
        )
    }

    fn exists(&self, connector: &str) -> String {
        format!("Stopped, nothing was changed: {connector} exists already.")
    }

    fn neither_state(&self, connector: &str, property: &str) -> String {
        format!(
            "Stopped: {property} of {connector} is neither as before nor as after the change. Somebody changed it since; \
             compare with the backup."
        )
    }

    fn backup_is_in(&self) -> &'static str {
        "Backup of the old values: {0}"
    }
}

impl RemedyWords for English {
    fn headline(&self, id: Id, facts: &Facts) -> String {
        let (addresses, mut connectors) = (list(&facts.addresses), list(&facts.connectors));
        if facts.twins {
            connectors = format!("{connectors} on {}", list(&facts.servers));
        }
        match id {
            Id::TakeAddressesOff if facts.connectors.is_empty() => {
                format!("Take {addresses} off the capturing connector")
            }
            Id::TakeAddressesOff => format!("Take {addresses} off {connectors}"),
            Id::DisableConnector | Id::DisableUnused => format!("Disable {connectors}"),
            Id::RestoreRanges => format!("Let {connectors} answer everybody again"),
            Id::PinOnDefault => format!("Add {addresses} as single entries to {connectors}"),
            Id::DedicatedInternalConnector => format!("Create a connector of its own for {addresses}"),
            Id::ExchangeServerOnRelay => format!("Not this: add ExchangeServer to {connectors}"),
            Id::ReplaceCutList => "Not this: write the cut list anew".to_owned(),
            Id::RestoreExchangeAuthentication => format!("Give {connectors} back Exchange Server authentication"),
            Id::RestoreDefaultConnector => format!("Set {connectors} back to the values of Exchange setup"),
            Id::MoveToFrontend => format!("Move {connectors} to the Front End Transport service"),
            Id::NarrowOpenRelay if facts.connectors.is_empty() => {
                "List only the clients that really relay, instead of large ranges".to_owned()
            }
            Id::NarrowOpenRelay => format!("Leave on {connectors} only the clients that the log names"),
            Id::RelayRightOnDefault => {
                "Not this: give the default receive connector the right to relay (Accept-Any-Recipient)".to_owned()
            }
        }
    }

    fn consequence(&self, consequence: &Consequence) -> String {
        match consequence {
            Consequence::NoRestart => "No restart is needed. Connections that are open now stay on the old connector \
                                       until they end."
                .to_owned(),
            Consequence::Splits { connector, entry, pieces } => {
                format!("On {connector}, {entry} becomes {}.", list(pieces))
            }
            Consequence::AnonymousRelayEnds { connectors } => format!(
                "Programs on these addresses (scripts, monitoring) that send through {} without signing in land on the \
                 same connector as Exchange afterwards. They lose whatever relay rights they had there.",
                list(connectors)
            ),
            Consequence::MayStillBeCaught { servers } => format!(
                "The addresses of {} are not known. If the connector lists them too, their mail stays caught: add them to \
                 the input.",
                list(servers)
            ),
            Consequence::Hidden { values } => {
                format!("The paste does not show {} whole. What is hidden may catch the servers too.", hidden(values))
            }
            Consequence::MovesOthers { regions: 1 } => "Another address range changes connector too.".to_owned(),
            Consequence::MovesOthers { regions } => {
                format!("{regions} other address ranges change connector too.")
            }
            Consequence::MovesOnOtherPorts { ports } => format!(
                "The same addresses change connector on port {} too, because the connector listens there as well.",
                list(&ports.iter().map(ToString::to_string).collect::<Vec<_>>())
            ),
            Consequence::ManyEntries { connector, entries } => {
                format!("{connector} then has {entries} entries. Active Directory takes about 1,300 (field reports).")
            }
            Consequence::DisabledToday { connectors } => {
                format!(
                    "{} is disabled, so nothing changes today: this removes the trap for the day somebody enables it.",
                    list(connectors)
                )
            }
            Consequence::AnswersNobody { connectors } => {
                format!("Nobody is answered any more by {}.", list(connectors))
            }
            Consequence::TrapStays { connectors } => format!(
                "The cause stays in place on {}: a new Exchange server or a new address in those ranges is caught again.",
                list(connectors)
            ),
            Consequence::OneMoreConnector { connectors } => format!(
                "{}: one more list to keep up to date whenever a server gets another address.",
                list(connectors)
            ),
            Consequence::HidesTheWrongRange { connectors } => format!(
                "It silences the error and leaves the cause: Exchange servers and devices would share {}, with the limits \
                 and rights of a relay, and the wrong range stays unseen until the next change.",
                list(connectors)
            ),
            Consequence::LosesHiddenEntries { connectors } => format!(
                "The list of {} was printed in part only. Writing it anew drops every entry that nobody saw, and those \
                 clients stop working.",
                list(connectors)
            ),
            Consequence::OnlyLoggedClients { connector, count } => format!(
                "{connector} then answers only the clients that the log names ({count}). A log shows some days: whoever \
                 sends rarely is not in it and cannot relay any more. Compare with a longer log first."
            ),
            Consequence::OpensToEverybody { connector } => format!(
                "{connector} answers everybody, the whole Internet included: with that right every one of them could \
                 relay, and the server would soon be on blacklists."
            ),
            Consequence::GreetingChanges { connector, fqdn } => {
                format!("{connector} greets as {fqdn} from then on; a certificate or a monitor may look at that name.")
            }
            Consequence::GroupsLost { connector, groups } => {
                format!("{connector} then no longer admits {}.", list(groups))
            }
            Consequence::NoWayBack(Refusal { connector, rule, .. }) => format!(
                "There is no way back by command: Exchange would refuse the present state of {connector}: {}",
                refusal(rule)
            ),
            Consequence::RestartBothServices { server } => {
                format!("Both transport services of {server} must be restarted afterwards: mail pauses for a moment.")
            }
            Consequence::LandingOpenUntilRestart { server } => {
                format!("Until that restart it stays open which service of {server} has the port.")
            }
        }
    }

    fn acceptance(&self, acceptance: &Acceptance) -> String {
        match acceptance {
            Acceptance::Accepted => "Exchange accepts it: every known rule of Set-ReceiveConnector passes.".to_owned(),
            Acceptance::AsShown(values) => format!(
                "Every known rule of Set-ReceiveConnector passes on what the paste shows. It does not show {} whole; the \
                 rehearsal with -WhatIf tells before anything is changed.",
                hidden(values)
            ),
            Acceptance::Refused(Refusal { connector, rule, .. }) => {
                format!("Exchange would refuse the change of {connector}: {}", refusal(rule))
            }
            Acceptance::Unfit(unfit) => unfit_reason(unfit),
        }
    }

    fn proof(&self, facts: &Facts) -> String {
        let (addresses, lands_on) = (list(&facts.addresses), list(&facts.lands_on));
        if facts.addresses.is_empty() {
            return match (facts.no_effect, facts.complete) {
                (true, true) => "Checked over the whole address space: no address changes connector.".to_owned(),
                (true, false) => "As far as the paste shows, no address changes connector.".to_owned(),
                (false, true) => "Every address range that changes connector is listed.".to_owned(),
                (false, false) => {
                    "Every address range that changes connector is listed, as far as the paste shows.".to_owned()
                }
            };
        }
        let landing = format!("The same selection, run again on the changed configuration: {addresses} → {lands_on}.");
        let rest = if facts.no_effect {
            "Today no address changes connector.".to_owned()
        } else if facts.others {
            "More changes than that: every address range is listed.".to_owned()
        } else if !facts.complete {
            let reason = if facts.hidden.is_empty() {
                "not everything on this endpoint can be decided from the paste".to_owned()
            } else {
                format!("the paste does not show {} whole", hidden(&facts.hidden))
            };
            format!("Nothing else is seen to change, but {reason}.")
        } else if facts.servers.len() > 1 {
            "On each server only these addresses change connector; no other IPv4 or IPv6 address does.".to_owned()
        } else if let [_] = facts.addresses.as_slice() {
            "Only this address changes connector; no other IPv4 or IPv6 address does.".to_owned()
        } else {
            "Only these addresses change connector; no other IPv4 or IPv6 address does.".to_owned()
        };
        format!("{landing} {rest}")
    }
}

fn refusal(rule: &Rule) -> String {
    match rule {
        Rule::NoRangeLeft => "no remote IP range would be left, and an empty list is not allowed.".to_owned(),
        Rule::EqualRange { range, other } => {
            format!("{other} has the very same range {range} on the same binding.")
        }
        Rule::CrossingRanges { range, crosses, other } => format!(
            "{range} and {crosses} of {other} overlap in part. Ranges on one endpoint must lie inside or outside each \
             other."
        ),
        Rule::RoleConflict { other } => {
            format!("{other} listens on the same endpoint for another transport service. That conflict must go first.")
        }
        Rule::FqdnNotTheServers { fqdn } => format!(
            "with ExchangeServer among the mechanisms, Fqdn must be the server's own name, its short name or empty; it \
             is {fqdn}."
        ),
        Rule::BasicAuthRequireTlsAlone => "BasicAuthRequireTLS needs BasicAuth and Tls.".to_owned(),
        Rule::RequireTlsWithoutTls => "RequireTLS needs Tls among the mechanisms.".to_owned(),
        Rule::DomainSecureWithoutTls => "DomainSecureEnabled needs Tls and excludes ExternalAuthoritative.".to_owned(),
        Rule::ExternalAuthoritativeExcludes => {
            "ExternalAuthoritative excludes ExchangeServer, Integrated and BasicAuth.".to_owned()
        }
        Rule::ExternalAuthoritativeNeedsExchangeServers => {
            "ExternalAuthoritative needs the permission group ExchangeServers.".to_owned()
        }
        Rule::CustomIsNoInput => "the permission group Custom cannot be set.".to_owned(),
        Rule::TooManyEntries { entries } => {
            format!("{entries} entries are more than Active Directory takes (about 1,300, field reports).")
        }
        Rule::NameTaken => "a connector of this name exists already.".to_owned(),
    }
}

fn unfit_reason(unfit: &Unfit) -> String {
    match unfit {
        Unfit::LandsElsewhere { address, server, connector: Some(connector) } => {
            format!("It does not cure: on {server}, {address} would land on {connector}.")
        }
        Unfit::LandsElsewhere { address, server, connector: None } => {
            format!("It does not cure: on {server}, no connector would answer {address}.")
        }
        Unfit::NothingVisible { connector } => format!(
            "The entry of {connector} that takes the addresses is not visible in the paste, so there is nothing to \
             remove by name."
        ),
        Unfit::OldValueHidden { connector, property } => {
            format!("The paste does not show {property} of {connector} whole, so the old value could not be put back.")
        }
        Unfit::Unquotable { connector, why } => {
            let why = match why {
                Unquotable::ControlCharacter(c) => format!("a control character (U+{:04X})", u32::from(*c)),
                Unquotable::DirectionOverride(c) => {
                    format!("a character that turns the direction of text (U+{:04X})", u32::from(*c))
                }
                Unquotable::TooLong => "a text that is too long".to_owned(),
            };
            format!("No commands are written for {connector}: its name or values hold {why}. Change it by hand.")
        }
        Unfit::ClientsUnknown { connector } => format!(
            "The paste does not tell who really relays through {connector}, so no list is written: a guess would stop \
             programs. The receive log names the clients."
        ),
        Unfit::Harmful => "Exchange would take it, but it does harm; the consequences say how.".to_owned(),
    }
}
