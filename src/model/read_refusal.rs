//! Errors of `Set-ReceiveConnector` and `New-ReceiveConnector`: the rule that refused the command.
//!
//! PowerShell wraps an error wherever the window ends, so the words are looked for without blanks.
//!
//! Source: observed behaviour (2013 CU23) for the texts.

use std::sync::LazyLock;

use super::observation::{CommandRule, RefusedCommand};
use super::queue::squeezed;
use crate::intake::ProseLine;

/// The words of each error. The first row that fits counts.
const ERRORS: &[(&str, CommandRule)] = &[
    ("ReceiveConnectorRoleConflictException", CommandRule::TransportRoles),
    ("conflict with the settings on Receive connector", CommandRule::Ranges),
    ("you must set the FQDN parameter on the Receive connector to one of the following values", CommandRule::Fqdn),
    ("If BasicAuthRequireTLS is set,", CommandRule::BasicAuthRequireTls),
    ("If RequireTLS is set, TLS must also be set", CommandRule::RequireTls),
    ("ExternalAuthoritative cannot be set with", CommandRule::ExternalAuthoritative),
    (
        "ExchangeServers when you set the AuthMechanism parameter to a value of ExternalAuthoritative",
        CommandRule::ExternalAuthoritativeGroups,
    ),
    ("The DomainSecureEnabled parameter can't be set to $True", CommandRule::DomainSecure),
    ("when you enable Extended Protection Authentication", CommandRule::ExtendedProtection),
    ("If LiveCredentialEnabled is set,", CommandRule::LiveCredential),
    ("ConnectionTimeout must be greater than or equal to ConnectionInactivityTimeout", CommandRule::Timeouts),
    ("The banner must start with a status code of 220", CommandRule::Banner),
    ("You can't use Custom to specify PermissionGroups", CommandRule::CustomGroup),
    ("groups aren't supported for the Edge Transport server role", CommandRule::LegacyServersOnEdge),
    ("The AdvertiseClientSettings parameter can't be set to $true", CommandRule::ClientSettings),
    ("The SuppressXAnonymousTls parameter can't be set to $true", CommandRule::SuppressAnonymousTls),
    ("TransportRole should be set only to", CommandRule::NewRole),
];

/// The words by which the error about two services differs from that about two lists of ranges.
const OF_ROLES: &str = "assigned to different Transport roles";

/// Lines that one error may span.
const MOST_LINES: usize = 6;

/// The error that begins in the first of these lines, and how many lines it takes.
pub(super) fn refused_command(lines: &[ProseLine<'_>]) -> Option<(RefusedCommand, usize)> {
    let first = lines.first()?;
    if !may_begin(first.text) {
        return None;
    }
    let near = lines.iter().take(MOST_LINES).take_while(|line| {
        line.place.line.saturating_sub(first.place.line) <= u32::try_from(MOST_LINES).unwrap_or(u32::MAX)
    });
    let near: Vec<&ProseLine<'_>> = near.collect();
    let text = near.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ");
    let (all, own) = (squeezed(&text), squeezed(first.text).len());
    let begins_here = |words: &str| all.find(words).is_some_and(|at| at < own);
    let ((words, rule), decisive) = ERRORS.iter().zip(SQUEEZED.iter()).find(|(_, words)| begins_here(words))?;
    let rule = if *rule == CommandRule::Ranges && all.contains(&squeezed(OF_ROLES)) {
        CommandRule::TransportRoles
    } else {
        *rule
    };
    let named = match rule {
        CommandRule::TransportRoles | CommandRule::Ranges => quoted(&text).take(1).collect(),
        CommandRule::Fqdn => quoted(&text).take(2).collect(),
        _ => Vec::new(),
    };
    // As many lines as the words that decide, and the names, need.
    let last_words = named.last().map_or(*words, |name: &String| name.as_str());
    let is_whole = |count: &usize| {
        let text: String = near.iter().take(*count).map(|line| squeezed(line.text)).collect();
        text.contains(decisive) && text.contains(&squeezed(last_words))
    };
    let used = (1..=near.len()).find(is_whole).unwrap_or(1);
    Some((RefusedCommand { rule, named, place: first.place }, used))
}

/// The same words without blanks, in lower case.
static SQUEEZED: LazyLock<Vec<String>> = LazyLock::new(|| ERRORS.iter().map(|(words, _)| squeezed(words)).collect());

/// The fewest letters of an error by which the end of a line is told from other text.
const FEWEST_LETTERS: usize = 8;

/// Whether an error may begin in a line: its words, or as many of them as the window leaves at the end of the line.
fn may_begin(line: &str) -> bool {
    let line = squeezed(line);
    SQUEEZED.iter().any(|words| {
        let Some(head) = words.get(..FEWEST_LETTERS) else { return false };
        let mut rests = line.match_indices(head).filter_map(|(at, _)| line.get(at..));
        rests.any(|rest| rest.starts_with(words.as_str()) || words.starts_with(rest))
    })
}

/// The texts in quotes.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(['"', '\u{201c}', '\u{201d}']).skip(1).step_by(2);
    parts.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[track_caller]
    fn check(text: &str, expected: Option<(CommandRule, &[&str], usize)>) {
        let lines: Vec<ProseLine<'_>> =
            (1..).zip(text.lines()).map(|(line, text)| ProseLine { text, place: Place { source: 0, line } }).collect();
        let found = refused_command(&lines);
        let found = found.as_ref().map(|(it, used)| (it.rule, it.named.iter().map(String::as_str).collect(), *used));
        assert_eq!(found, expected.map(|(rule, named, used)| (rule, named.to_vec(), used)), "{text}");
    }

    #[test]
    fn an_error_is_read_wherever_the_window_wraps_it() {
        let conflict = "The values that you specified for the Bindings and RemoteIPRanges parameters conflict with the \
            settings on Receive connector \"EX1\\Default Frontend EX1\". ";
        let roles = format!(
            "{conflict}Receive connectors assigned to different Transport roles on a single server must listen on unique \
             local IP address & port bindings."
        );
        let ranges =
            format!("{conflict}A Receive connector must have a unique combination of a local IP address & port.");
        check(&roles, Some((CommandRule::TransportRoles, &["EX1\\Default Frontend EX1"], 1)));
        check(&ranges, Some((CommandRule::Ranges, &["EX1\\Default Frontend EX1"], 1)));
        let wrapped = roles
            .replace("conflict with the settings", "conflict with the\nsettings")
            .replace("Default F", "Default\nF");
        check(&wrapped, Some((CommandRule::TransportRoles, &["EX1\\Default Frontend EX1"], 3)));
        check(
            "If the AuthMechanism attribute on a Receive connector contains the value ExchangeServer, you must set the FQDN\n\
             parameter on the Receive connector to one of the following values: the FQDN of the transport server\n\
             \"ex1.corp.example\", the NetBIOS name of the transport server \"EX1\", or $null.",
            Some((CommandRule::Fqdn, &["ex1.corp.example", "EX1"], 3)),
        );
        check("You can't use Custom to specify PermissionGroups.", Some((CommandRule::CustomGroup, &[], 1)));
    }

    #[test]
    fn other_sentences_about_connectors_are_no_errors() {
        check("The settings on Receive connector \"EX1\\Relay\" are fine.", None);
        check("If RequireTLS is set, what happens?", None);
        check("Set-ReceiveConnector EX1\\Relay -RequireTLS $true", None);
    }
}
