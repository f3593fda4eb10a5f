//! The command above a record: which cmdlet printed it, of which object and server.
//!
//! ```text
//! pipeline = segment { "|" segment }
//! segment  = cmdlet { argument }          argument = "-Name" [value] | value; quotes hold blanks
//! ```
//! The last segment that is a `Get-` of Exchange objects counts: `Get-ExchangeServer | Get-Queue | fl` prints queues.
//! The identity is `-Identity` or the first value without a name; one that comes through the pipe counts too
//! (`Get-ReceiveConnector EX1\Relay | Get-ADPermission`, `Get-ExchangeServer EX1 | Get-Queue`). Retyped lines end in `:`
//! where `|` stood.

/// What a command line tells about the records below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Command<'a> {
    /// The cmdlet or program, as typed; empty where there is none.
    pub(super) cmdlet: &'a str,
    /// The object asked for.
    pub(super) identity: Option<&'a str>,
    /// The server asked for.
    pub(super) server: Option<&'a str>,
    /// Whether it printed some of the objects only: one by its name, or those that a filter left.
    pub(super) is_part: bool,
    /// What shaped the output.
    pub(super) shape: Shape<'a>,
}

/// How the output of a command was shaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// Not at all, or `Format-Table` without names: the default view.
    #[default]
    Default,
    /// These properties, as typed: `Identity,Status, MessageCount`.
    Chosen(&'a str),
    /// In a way that says nothing about what is missing: lists, files, calculated properties.
    Other,
}

impl<'a> Shape<'a> {
    /// The properties asked for, in order; none where the default view is shown or wildcards choose.
    pub(super) fn chosen(self) -> impl Iterator<Item = &'a str> {
        let text = match self {
            Self::Chosen(text) => text,
            Self::Default | Self::Other => "",
        };
        text.split(',').map(|name| unquoted(name.trim())).filter(|name| !name.is_empty())
    }

    /// The shape after one more segment of the pipeline.
    fn then(self, cmdlet: &str, rest: &'a str) -> Self {
        let is = |names: &[&str]| names.iter().any(|n| cmdlet.eq_ignore_ascii_case(n));
        if is(&["Where-Object", "where", "?", "Sort-Object", "sort", "Out-String", "Out-Host", "more"]) {
            return self;
        }
        if !is(&["Format-Table", "ft", "Select-Object", "select"]) {
            return Self::Other;
        }
        let rest = rest.trim_start();
        let rest = rest
            .get(..9)
            .filter(|p| p.eq_ignore_ascii_case("-Property"))
            .map_or(rest, |_| rest.get(9..).unwrap_or_default());
        let names = rest.find(" -").map_or(rest, |end| rest.get(..end).unwrap_or_default()).trim();
        if names.is_empty() || names.starts_with('-') {
            self
        } else if names.contains(['*', '{', '(', '$', '@', '?']) {
            Self::Other
        } else {
            Self::Chosen(names)
        }
    }
}

impl<'a> Command<'a> {
    pub(super) fn read(line: &'a str) -> Self {
        let mut command = Self::default();
        for segment in line.split('|').take(32) {
            let mut words = Words { rest: segment };
            let Some(cmdlet) = words.next() else { continue };
            let is_get = cmdlet.get(..4).is_some_and(|v| v.eq_ignore_ascii_case("Get-"));
            let is_other = cmdlet.contains('-') && !is_shaping(cmdlet);
            if command.cmdlet.is_empty() || is_get || is_other {
                let before = std::mem::replace(&mut command, Self { cmdlet, ..Self::default() });
                command.arguments(words);
                command.piped(before);
            } else {
                command.shape = command.shape.then(cmdlet, words.rest);
                command.is_part |= filters(cmdlet, words.rest);
                command.server = command.server.or_else(|| asked_server(cmdlet, words.rest));
            }
        }
        command
    }

    fn arguments(&mut self, words: Words<'a>) {
        let (mut words, mut is_part) = (words.peekable(), false);
        while let Some(word) = words.next() {
            let value = |words: &mut std::iter::Peekable<Words<'a>>| words.next_if(|w| !w.starts_with('-'));
            if word.eq_ignore_ascii_case("-Identity") {
                self.identity = value(&mut words).map(unquoted);
            } else if word.eq_ignore_ascii_case("-Server") {
                self.server = value(&mut words).map(unquoted);
            } else if word.eq_ignore_ascii_case("-ResultSize") {
                is_part |= value(&mut words).is_some_and(|size| !unquoted(size).eq_ignore_ascii_case("Unlimited"));
            } else if word.starts_with('-') {
                let _ = value(&mut words);
            } else if self.identity.is_none() && !word.starts_with(['{', '(', '$', '>']) {
                self.identity = Some(unquoted(word));
            }
        }
        // `*` and `SERVER\*` mean all.
        self.is_part = is_part || self.identity.is_some_and(|i| !i.is_empty() && i != "*" && !i.ends_with("\\*"));
        self.identity = self.identity.filter(|i| !i.is_empty() && !i.contains('*'));
        self.server = self.server.filter(|s| !s.is_empty() && !s.starts_with('$'));
    }

    /// Takes what comes through the pipe, where nothing else says of which object or server this is.
    fn piped(&mut self, before: Self) {
        if before.is("Get-ReceiveConnector") {
            self.identity = self.identity.or(before.identity);
            self.server = self.server.or(before.server);
        } else if ["Get-ExchangeServer", "Get-TransportService", "Get-TransportServer", "Get-MailboxServer"]
            .iter()
            .any(|cmdlet| before.is(cmdlet))
        {
            self.server = self.server.or(before.identity);
        }
    }

    pub(super) fn is(&self, cmdlet: &str) -> bool {
        self.cmdlet.eq_ignore_ascii_case(cmdlet)
    }
}

/// Whether a segment lets only some of the objects through. One by server, or without disabled connectors, leaves what
/// counts on a server; what its values are called tells nothing (`PermissionGroups -like '*ExchangeServers*'`).
fn filters(cmdlet: &str, rest: &str) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| cmdlet.eq_ignore_ascii_case(name));
    let rest = rest.to_ascii_lowercase();
    if is(&["Select-Object", "select"]) {
        return ["-first", "-last", "-skip", "-index"].iter().any(|option| rest.contains(option));
    }
    let is_harmless = |property: &str| matches!(property, "server" | "enabled");
    let mut asked = rest.split("$_.").skip(1).peekable();
    let is_harmless = match asked.peek() {
        Some(_) => asked.all(|text| text.split(|c: char| !c.is_alphanumeric()).next().is_some_and(is_harmless)),
        None => rest.split_whitespace().find(|word| *word != "-property").is_some_and(is_harmless),
    };
    is(&["Where-Object", "where", "?"]) && (!is_harmless || rest.contains("$false"))
}

/// The only server whose objects a filter leaves: `where {$_.Server -eq "EX1" -and ..}`, `where Server -eq EX1`.
fn asked_server<'a>(cmdlet: &str, rest: &'a str) -> Option<&'a str> {
    let is_filter = ["Where-Object", "where", "?"].iter().any(|name| cmdlet.eq_ignore_ascii_case(name));
    let words: Vec<&str> = rest.split([' ', '{', '}', '(', ')']).filter(|word| !word.is_empty()).take(64).collect();
    // With an `or` or a `not`, objects of other servers come through too.
    if !is_filter || words.iter().any(|w| ["-or", "-xor", "-not", "!"].iter().any(|o| w.eq_ignore_ascii_case(o))) {
        return None;
    }
    let server = words.windows(3).find_map(|words| match words {
        [property, operator, value]
            if ["$_.Server", "$PSItem.Server", "Server"].iter().any(|name| property.eq_ignore_ascii_case(name))
                && ["-eq", "-like", "-ieq", "-ilike"].iter().any(|name| operator.eq_ignore_ascii_case(name)) =>
        {
            Some(unquoted(value))
        }
        _ => None,
    })?;
    (!server.is_empty() && !server.starts_with('$') && !server.contains(['*', '?', '['])).then_some(server)
}

/// Cmdlets that print what stands before them.
fn is_shaping(cmdlet: &str) -> bool {
    ["Format-", "Select-", "Where-", "Sort-", "Out-", "ForEach-", "Export-", "ConvertTo-", "Group-", "Measure-"]
        .iter()
        .any(|verb| cmdlet.get(..verb.len()).is_some_and(|c| c.eq_ignore_ascii_case(verb)))
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(['"', '\'', '\u{201c}', '\u{201d}']).trim_end_matches([':', ';', ','])
}

/// Words of a segment; quotes hold blanks.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start();
        let first = text.chars().next()?;
        let closing = match first {
            '"' => Some('"'),
            '\'' => Some('\''),
            '\u{201c}' => Some('\u{201d}'),
            _ => None,
        };
        let end = match closing {
            Some(close) => {
                let inside = text.get(first.len_utf8()..)?;
                inside
                    .find(close)
                    .map_or(text.len(), |at| at.saturating_add(first.len_utf8()).saturating_add(close.len_utf8()))
            }
            None => text.find([' ', '\t']).unwrap_or(text.len()),
        };
        self.rest = text.get(end..).unwrap_or_default();
        text.get(..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, cmdlet: &str, identity: Option<&str>, server: Option<&str>) {
        let read = Command::read(line);
        assert_eq!((read.cmdlet, read.identity, read.server), (cmdlet, identity, server), "{line}");
    }

    #[test]
    fn knows_what_was_asked_for() {
        let chosen = |line| Command::read(line).shape.chosen().collect::<Vec<_>>().join("|");
        assert_eq!(chosen("Get-Queue | ft Identity,Status, MessageCount -AutoSize"), "Identity|Status|MessageCount");
        assert_eq!(
            chosen("Get-Queue | ? { $_.Status -eq 'Retry' } | Format-Table -Property Identity,Status"),
            "Identity|Status"
        );
        assert_eq!(chosen("Get-Queue | select Identity,LastError | ft"), "Identity|LastError");
        for (line, shape) in [
            ("Get-Queue", Shape::Default),
            ("Get-Queue | ft -AutoSize", Shape::Default),
            ("Get-Queue | fl", Shape::Other),
            ("Get-Queue | ft Id*", Shape::Other),
            ("Get-Queue | ft Identity,@{n='x';e={1}}", Shape::Other),
        ] {
            assert_eq!(Command::read(line).shape, shape, "{line}");
        }
    }

    #[test]
    fn knows_whether_all_were_asked_for() {
        for (line, is_part) in [
            ("Get-ReceiveConnector | fl", false),
            ("Get-ReceiveConnector -Server EX1 | fl", false),
            ("Get-ReceiveConnector 'EX1\\*' | fl", false),
            ("Get-ReceiveConnector | ? { $_.Server -eq 'EX1' } | fl", false),
            ("Get-ReceiveConnector 'EX1\\Relay' | fl", true),
            ("Get-ReceiveConnector -Identity 'EX1\\Def*' | fl", true),
            ("Get-ReceiveConnector | where Server -eq EX1 | select Name,Bindings", false),
            ("Get-ReceiveConnector | ? { $_.Enabled } | fl", false),
            ("Get-ReceiveConnector | where {$_.Name -like '*relay*'} | fl", true),
            ("Get-ReceiveConnector | ? { $_.PermissionGroups -like '*ExchangeServers*' } | fl", true),
            ("Get-ReceiveConnector | ? { $_.Server -eq 'EX1' -and $_.Name -like '*relay*' } | fl", true),
            ("Get-ReceiveConnector | where Name -like '*server*' | fl", true),
            ("Get-ReceiveConnector | ? { $_.Enabled -eq $false } | fl", true),
            ("Get-ReceiveConnector | select -First 3 | fl", true),
            ("Get-ReceiveConnector -ResultSize 9 | fl", true),
            ("Get-ReceiveConnector -ResultSize Unlimited | fl", false),
        ] {
            assert_eq!(Command::read(line).is_part, is_part, "{line}");
        }
    }

    #[test]
    fn reads_commands() {
        check("Get-ReceiveConnector \"Client MX0\" | fl auth*,bind*", "Get-ReceiveConnector", Some("Client MX0"), None);
        check("Get-Queue EX1\\50: f1", "Get-Queue", Some("EX1\\50"), None);
        check("Get-ExchangeServer | Get-Queue | where {$_.MessageCount -gt 0} | Format-List", "Get-Queue", None, None);
        check("Get-ReceiveConnector -Server EX1 | fl", "Get-ReceiveConnector", None, Some("EX1"));
        check("ipconfig /all", "ipconfig", Some("/all"), None);
        check("Get-Queue -Identity 'EX1\\3' | fl", "Get-Queue", Some("EX1\\3"), None);
        let piped = "Get-ReceiveConnector 'EX1\\Relay' | Get-ADPermission | ? { $_.Deny -eq $false } | ft User";
        check(piped, "Get-ADPermission", Some("EX1\\Relay"), None);
        check("Get-ExchangeServer EX1 | Get-Queue -SortOrder X", "Get-Queue", None, Some("EX1"));
        check("Get-Mailbox anna | Get-Queue", "Get-Queue", None, None);
        check("", "", None, None);
    }
}
