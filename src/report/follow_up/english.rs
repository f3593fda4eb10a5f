//! English.

use super::{FollowUpWords, Tally};
use crate::diagnosis::follow_up::Why;
use crate::remedy::typed::{Remark, Unclear};

/// English.
pub(super) struct English;

const fn side(second: bool) -> &'static str {
    if second { "second" } else { "first" }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("One {one}") } else { format!("{count} {many}") }
}

fn findings(tally: &Tally) -> String {
    tally.told(" Findings: ", ["gone", "still there", "new", "not known"])
}

fn regions(count: usize) -> String {
    match count {
        0 => "no address changes connector.".to_owned(),
        1 => "one address range changes connector.".to_owned(),
        count => format!("{count} address ranges change connector."),
    }
}

impl FollowUpWords for English {
    fn unclear(&self, unclear: &Unclear) -> String {
        match unclear {
            Unclear::Nothing => "There is no command.".to_owned(),
            Unclear::TooMany => "These are too many commands at once. Ask for fewer.".to_owned(),
            Unclear::Open => {
                "The command ends too early: a quote or bracket is not closed, or a value is missing.".to_owned()
            }
            Unclear::Variable(name) => {
                format!("${name} is a variable, and its value is not known here. Write the value.")
            }
            Unclear::Expression(text) => {
                format!("{text} would have to be run to know what it gives. Write the values instead.")
            }
            Unclear::Unexpected(text) => format!("\"{text}\" stands where nothing of the kind is expected."),
            Unclear::NeedsQuotes(text) => format!("PowerShell wants quotes here: '{text}'."),
            Unclear::Cmdlet(name) => format!(
                "{name} cannot be answered. Known are Set-, New- and Remove-ReceiveConnector, alone or behind \
                 Get-ReceiveConnector. There is no cmdlet that disables one: that is Set-ReceiveConnector -Enabled $false."
            ),
            Unclear::Parameter(name) => format!("The cmdlet has no parameter -{name}."),
            Unclear::Ambiguous(name, all) => format!("-{name} may stand for -{}.", all.join(", -")),
            Unclear::Twice(name) => format!("-{name} is there twice."),
            Unclear::Missing(name) => format!("-{name} needs a value that the command does not say."),
            Unclear::Value(name, value) => format!("-{name} does not take \"{value}\", or it cannot be read."),
            Unclear::NoConnector(name) => format!("The paste shows no receive connector \"{name}\"."),
            Unclear::WhichConnector(name, all) => {
                format!("\"{name}\" may be {}. Name it with its server.", all.join(", "))
            }
            Unclear::WhichServer => "On which server? Add -Server.".to_owned(),
        }
    }

    fn remark(&self, remark: &Remark) -> String {
        match remark {
            Remark::OnlyOneOfThatName(identity) => {
                format!("The command does not name the server; the paste shows {identity} only.")
            }
            Remark::OnlyServer(server) => {
                format!("The command does not name the server; the paste shows {server} only.")
            }
            Remark::Rehearsal => {
                "With -WhatIf, PowerShell would change nothing. This is the answer for the command without it."
                    .to_owned()
            }
            Remark::NotLookedAt(name) => format!(
                "-{name} plays no part in which connector answers. Whether Exchange takes the value was not checked."
            ),
            Remark::NotThere(entry) => format!("{entry} is not in the list that the paste shows."),
            Remark::AlreadyThere(entry) => format!("{entry} is in the list already."),
            Remark::HubByDefault => "Without -TransportRole, Exchange creates the connector for the Transport service \
                                     (HubTransport)."
                .to_owned(),
        }
    }

    fn not_understood(&self) -> &'static str {
        "The command is not understood, so nothing is said about it."
    }

    fn refused(&self) -> &'static str {
        "Exchange would refuse the command. Nothing would change."
    }

    fn what_if(&self, tally: &Tally) -> String {
        let change = match tally.connectors {
            0 => "The command changes nothing: ".to_owned(),
            count => counted(count, "connector would change: ", "connectors would change: "),
        };
        change + &regions(tally.regions) + &findings(tally)
    }

    fn compared(&self, tally: &Tally, shows_connectors: bool) -> String {
        if !shows_connectors {
            return "The second paste shows no connector.".to_owned() + &findings(tally);
        }
        let change = match tally.connectors {
            0 => "No connector has changed: ".to_owned(),
            count => counted(count, "connector has changed: ", "connectors have changed: "),
        };
        change + &regions(tally.regions) + &findings(tally)
    }

    fn connectors_taken_over(&self, second: bool, connectors: &[String]) -> String {
        format!("The {} paste does not show {}: taken as unchanged.", side(second), connectors.join(", "))
    }

    fn properties_taken_over(&self, second: bool, properties: &[String]) -> String {
        format!(
            "The {} paste does not show {} of every connector: taken as unchanged.",
            side(second),
            properties.join(", ")
        )
    }

    fn servers_taken_over(&self, servers: &[String]) -> String {
        format!(
            "The second paste does not say all about {}: addresses and versions are those of the first one.",
            servers.join(", ")
        )
    }

    fn undecided(&self, connector: &str, properties: &[String]) -> String {
        format!("{} of {connector} is cut on one side: only what both show is compared.", properties.join(", "))
    }

    fn nameless(&self, count: usize) -> String {
        format!("Not compared, because name or server is missing: {}.", counted(count, "connector", "connectors"))
    }

    fn unknown(&self, why: Why) -> String {
        match why {
            Why::QueuesNotShown => "The second paste does not show its queues.",
            Why::NothingChanged => "Nothing that it rests on has changed: the two pastes show different parts.",
        }
        .to_owned()
    }

    fn queue(&self, state: &str) -> &'static str {
        match state {
            "fine" => "In order now.",
            "in-trouble" => "Still in trouble.",
            "not-retried" => "Shows the error from before, though mail would pass now: try it again with Retry-Queue.",
            "not-shown" => "Not in the second paste: delivered, if that shows all queues.",
            _ => "In trouble since.",
        }
    }
}
