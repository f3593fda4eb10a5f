//! Commands that print what is missing. Read-only, the same in every language, and fit for PowerShell 2 unless the
//! cmdlet itself is of Exchange 2013.
//!
//! `$FormatEnumerationLimit` counts only in the global scope and as a number (recorded output); `Out-String -Width`
//! keeps lists from being wrapped at the console's width.

mod check;

use super::collect::COLLECT;
use crate::diagnosis::need::{Check, Need};
use crate::model::{Identity, NoteKind, ObjectKind};
use crate::remedy::quoting::{quote, quote_name};
use crate::words::Words;

/// The properties that the analysis reads, in the order of interest.
const CONNECTOR_PROPERTIES: &str = "Identity,Enabled,TransportRole,Bindings,RemoteIPRanges,AuthMechanism,PermissionGroups,Fqdn,RequireTLS,SuppressXAnonymousTls,ProtocolLoggingLevel,MaxInboundConnection,MaxInboundConnectionPerSource,MaxInboundConnectionPercentagePerSource";

/// The command that answers a need. Names that cannot be written are left out, and a comment says which and why.
pub(crate) fn for_need(need: &Need, words: &Words) -> String {
    let mut need = need.clone();
    let mut refused = Vec::new();
    let is_nameless = {
        let mut keep = |names: &mut Vec<String>| {
            let all = names.len();
            names.retain(|name| match quote_name(name) {
                Ok(_) => true,
                Err(why) => {
                    refused.push(words.left_out_of_command(name, why));
                    false
                }
            });
            all > 0 && names.is_empty()
        };
        match &mut need {
            Need::ServerAddresses(names)
            | Need::WholeLists(names)
            | Need::SendProtocolLog(names)
            | Need::ReceiveProtocolLog(names)
            | Need::Certificates(names)
            | Need::ServicePrincipalName(names)
            | Need::ComponentRequesters(names) => keep(names),
            Need::ConnectorPermissions { connectors, user } => {
                let mut users: Vec<String> = user.take().into_iter().collect();
                let is_nameless = keep(connectors) | keep(&mut users);
                *user = users.pop();
                is_nameless
            }
            // Without names they ask for all.
            Need::ReceiveConnectors(names)
            | Need::QueueDetails(names)
            | Need::QueueProgress(names)
            | Need::QueueMessages(names)
            | Need::ConnectorUsers(names) => {
                keep(names);
                false
            }
            Need::EhloReply(targets) => {
                let mut names: Vec<String> = targets.iter().map(|target| target.server.clone()).collect();
                let is_nameless = keep(&mut names);
                targets.retain(|target| names.contains(&target.server));
                is_nameless
            }
            Need::NextStep(Check { senders, targets, far, answered, .. }) => {
                let mut hosts: Vec<String> = far.iter().map(|far| far.host.clone()).collect();
                let is_nameless = keep(senders) | keep(targets) | keep(&mut hosts) | keep(answered);
                far.retain(|far| hosts.contains(&far.host));
                is_nameless
            }
            Need::GatewayAddress(_) | Need::EdgeConnectors | Need::SendConnectors | Need::Everything => false,
        }
    };
    let mut lines: Vec<String> = refused.iter().map(|reason| format!("# {reason}")).collect();
    if !is_nameless {
        lines.push(command(&need));
    }
    lines.join("\n")
}

/// The command that answers a need whose names can all be written.
fn command(need: &Need) -> String {
    match need {
        Need::ServerAddresses(servers) => format!(
            "{} | ForEach-Object {{ $n = $_; [System.Net.Dns]::GetHostAddresses($n) | ForEach-Object {{ \"$n $($_.IPAddressToString)\" }} }}",
            list(servers)
        ),
        Need::ReceiveConnectors(servers) if servers.is_empty() => format!(
            "$global:FormatEnumerationLimit = -1\nGet-ExchangeServer | ForEach-Object {{ Get-ReceiveConnector -Server $_.Name }} | Format-List {CONNECTOR_PROPERTIES} | Out-String -Width 4096"
        ),
        Need::ReceiveConnectors(servers) => format!(
            "$global:FormatEnumerationLimit = -1\n{} | ForEach-Object {{ Get-ReceiveConnector -Server $_ }} | Format-List {CONNECTOR_PROPERTIES} | Out-String -Width 4096",
            list(servers)
        ),
        Need::EdgeConnectors => format!(
            "$global:FormatEnumerationLimit = -1\nGet-ReceiveConnector | Format-List {CONNECTOR_PROPERTIES} | Out-String -Width 4096"
        ),
        Need::Everything => COLLECT.to_owned(),
        Need::WholeLists(connectors) => whole_connectors(connectors),
        Need::QueueDetails(queues) if queues.is_empty() => {
            "Get-ExchangeServer | Get-Queue | Where-Object { $_.MessageCount -gt 0 } | Format-List | Out-String -Width 4096".to_owned()
        }
        Need::QueueDetails(queues) => {
            format!("{} | ForEach-Object {{ Get-Queue -Identity $_ }} | Format-List | Out-String -Width 4096", list(queues))
        }
        Need::EhloReply(targets) => targets.iter().filter_map(|t| ehlo(&t.server, t.port)).collect::<Vec<_>>().join("\n"),
        Need::SendProtocolLog(servers) => {
            let here = if servers.is_empty() { "$env:COMPUTERNAME".to_owned() } else { list(servers) };
            newest_log(&here, "@(Get-TransportService -Identity $_)", "SendProtocolLogPath")
        }
        Need::ReceiveProtocolLog(servers) => newest_log(
            &list(servers),
            "@(Get-FrontendTransportService -Identity $_ -ErrorAction SilentlyContinue; Get-TransportService -Identity $_)",
            "ReceiveProtocolLogPath",
        ),
        Need::ConnectorPermissions { connectors, user } => {
            let user = user.as_ref().and_then(|user| quote(user).ok());
            // In a remote session, Get-ADPermission finds a connector by its distinguished name only (field reports).
            format!(
                "{} | ForEach-Object {{ $c = Get-ReceiveConnector -Identity $_; Get-ADPermission -Identity $c.DistinguishedName -User {} | Select-Object @{{ n = 'Identity'; e = {{ $c.Identity }} }},User,ExtendedRights,Deny,IsInherited }} | Format-List | Out-String -Width 4096",
                list(connectors),
                user.unwrap_or_else(|| "'NT AUTHORITY\\ANONYMOUS LOGON'".to_owned())
            )
        }
        Need::ConnectorUsers(servers) => {
            connector_users(&if servers.is_empty() { EVERY_SERVER.to_owned() } else { list(servers) })
        }
        Need::ServicePrincipalName(hosts) => format!("{} | ForEach-Object {{ setspn -Q \"SMTPSVC/$_\" }}", list(hosts)),
        Need::QueueProgress(queues) => {
            let one = "Format-List Identity,Status,MessageCount,LastError";
            let queues = if queues.is_empty() {
                "Get-Queue | Where-Object { $_.MessageCount -gt 0 }".to_owned()
            } else {
                format!("{} | ForEach-Object {{ Get-Queue -Identity $_ }}", list(queues))
            };
            format!("foreach ($i in 1..3) {{ {queues} | {one} | Out-String -Width 4096; Start-Sleep -Seconds 20 }}")
        }
        Need::ComponentRequesters(servers) => format!(
            "{} | ForEach-Object {{ $s = $_; 'HubTransport', 'FrontendTransport' | ForEach-Object {{ (Get-ServerComponentState -Identity $s -Component $_).LocalStates }} }} | Format-Table Component,Requester,State,Timestamp",
            list(servers)
        ),
        Need::GatewayAddress(_) => "ipconfig /all".to_owned(),
        Need::SendConnectors => SEND_CONNECTORS.to_owned(),
        Need::NextStep(check) => check::command(check),
        Need::QueueMessages(queues) => {
            let one = "Get-Message -ResultSize 50";
            if queues.is_empty() {
                format!("{one} | Format-Table FromAddress,Status,LastError")
            } else {
                format!("{} | ForEach-Object {{ {one} -Queue $_ }} | Format-Table FromAddress,Status,LastError", list(queues))
            }
        }
        Need::Certificates(servers) => format!(
            "{} | ForEach-Object {{ Get-TransportService -Identity $_ | Format-List Name,InternalTransportCertificateThumbprint; Get-ExchangeCertificate -Server $_ | Format-List Thumbprint,Services,Status,NotAfter,HasPrivateKey }} | Out-String -Width 4096",
            list(servers)
        ),
    }
}

/// The end of the newest protocol log of each service, and whether it logs sessions between servers at all.
fn newest_log(servers: &str, services: &str, path: &str) -> String {
    format!(
        "{servers} | ForEach-Object {{ $s = $_; {services} | ForEach-Object {{ $_ | Format-List Name,IntraOrgConnectorProtocolLoggingLevel,{path}; $p = '\\\\' + $s + '\\' + (\"$($_.{path})\" -replace '^(\\w):', '$1$'); Get-ChildItem -Path $p -Filter *.log | Sort-Object LastWriteTime | Select-Object -Last 1 | Get-Content | Select-Object -Last 200 }} }}"
    )
}

/// Counts in the newest receive logs which connector answered which address. The beginning of a session has the event
/// `+`; the columns are date-time, connector-id, session-id, sequence-number, local-endpoint, remote-endpoint, event.
fn connector_users(servers: &str) -> String {
    format!(
        "{servers} | ForEach-Object {{ $s = $_; @(Get-FrontendTransportService -Identity $_ -ErrorAction SilentlyContinue; Get-TransportService -Identity $_) | ForEach-Object {{ $p = '\\\\' + $s + '\\' + (\"$($_.ReceiveProtocolLogPath)\" -replace '^(\\w):', '$1$'); Get-ChildItem -Path $p -Filter *.log | Sort-Object LastWriteTime | Select-Object -Last 3 | Get-Content | Where-Object {{ $_ -like '*,+,*' }} | ForEach-Object {{ $f = $_ -split ','; $f[1] + ' < ' + ($f[5] -replace ':\\d+$') }} }} }} | Group-Object | Sort-Object Count -Descending | Select-Object -First 50 | Format-Table Count,Name -AutoSize"
    )
}

/// The send connectors, with their smart hosts and how they authenticate there.
const SEND_CONNECTORS: &str = "Get-SendConnector | Format-List Identity,Enabled,AddressSpaces,SourceTransportServers,SmartHosts,SmartHostAuthMechanism,RequireTLS,TlsDomain,FrontendProxyEnabled";

/// Every Exchange server, where the paste does not name the one that is meant.
const EVERY_SERVER: &str = "Get-ExchangeServer | ForEach-Object { $_.Name }";

/// The command that prints whole what a note says is cut; `None` where no command helps.
pub(crate) fn for_note(note: &NoteKind, words: &Words) -> Option<String> {
    let for_need = |need: Need| for_need(&need, words);
    match note {
        NoteKind::NothingRecognised => Some(COLLECT.to_owned()),
        NoteKind::Cut { object, kind, server, .. }
        | NoteKind::LeftOut { object, kind, server, .. }
        | NoteKind::Unreadable { object, kind, server, .. } => Some(match kind {
            ObjectKind::Queue if is_whole_identity(object) => for_need(Need::QueueDetails(vec![object.clone()])),
            ObjectKind::Queue => for_need(Need::QueueDetails(Vec::new())),
            ObjectKind::Address => for_need(Need::ServerAddresses(vec![server.clone()])),
            _ if is_whole_identity(object) => for_need(Need::WholeLists(vec![object.clone()])),
            _ if server.is_empty() => for_need(Need::ReceiveConnectors(Vec::new())),
            _ => for_need(Need::ReceiveConnectors(vec![server.clone()])),
        }),
        NoteKind::AddressWithoutServer { .. } => Some(
            "[System.Net.Dns]::GetHostAddresses($env:COMPUTERNAME) | ForEach-Object { \"$env:COMPUTERNAME $($_.IPAddressToString)\" }"
                .to_owned(),
        ),
        NoteKind::ConnectorWithoutServer { .. } | NoteKind::ServerAssumed { .. } => {
            Some(for_need(Need::ReceiveConnectors(Vec::new())))
        }
        NoteKind::TrackingNamesHub { server, .. } => Some(for_need(Need::ConnectorUsers(vec![server.clone()]))),
        _ => None,
    }
}

fn is_whole_identity(identity: &str) -> bool {
    Identity::parse(identity).is_some_and(|it| !it.server.is_empty() && !it.name.is_empty())
        && !identity.ends_with("...")
        && !identity.ends_with('…')
}

fn whole_connectors(identities: &[String]) -> String {
    format!(
        "$global:FormatEnumerationLimit = -1\n{} | ForEach-Object {{ Get-ReceiveConnector -Identity $_ }} | Format-List {CONNECTOR_PROPERTIES} | Out-String -Width 4096",
        list(identities)
    )
}

/// Asks a server for EHLO and prints what it answers, byte for byte as the sender would see it.
fn ehlo(server: &str, port: u16) -> Option<String> {
    let server = quote(server).ok()?;
    Some(format!(
        "$c = New-Object System.Net.Sockets.TcpClient({server}, {port}); $s = $c.GetStream(); $s.ReadTimeout = 15000; $r = New-Object System.IO.StreamReader($s); $r.ReadLine(); $b = [System.Text.Encoding]::ASCII.GetBytes(\"EHLO $env:COMPUTERNAME`r`n\"); $s.Write($b, 0, $b.Length); do {{ $l = $r.ReadLine(); $l }} while ($l -match '^\\d+-'); $c.Close()"
    ))
}

/// Names as a PowerShell list. They can all be quoted.
fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().filter_map(|n| quote(n).ok()).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::diagnosis::catalogue::Known;
    use crate::diagnosis::facts::ServerPort;
    use crate::diagnosis::need::FarEnd;
    use crate::remedy::powershell::verbose_logging;

    /// Names that no command may hold, each with what its reason must name.
    const HOSTILE: [(&str, &str); 7] = [
        ("EX\u{202e}1", "U+202E"),
        ("EX1\u{2069}", "U+2069"),
        ("EX\u{61c}1", "U+061C"),
        ("EX1\nexit", "U+000A"),
        ("EX\u{9b}1", "U+009B"),
        ("EX\u{e0041}1", "U+E0041"),
        ("\u{200b}", ""),
    ];

    fn needs(names: &[String]) -> Vec<Need> {
        let names = || names.to_vec();
        let ports = names().into_iter().map(|server| ServerPort { server, port: 25 }).collect();
        let mut needs = vec![
            Need::ServerAddresses(names()),
            Need::ReceiveConnectors(names()),
            Need::WholeLists(names()),
            Need::QueueDetails(names()),
            Need::EhloReply(ports),
            Need::SendProtocolLog(names()),
            Need::ReceiveProtocolLog(names()),
            Need::Certificates(names()),
            Need::ConnectorPermissions { connectors: names(), user: None },
            Need::ConnectorUsers(names()),
            Need::ServicePrincipalName(names()),
            Need::QueueProgress(names()),
            Need::QueueMessages(names()),
            Need::ComponentRequesters(names()),
        ];
        needs.extend(
            [Known::TlsChannel, Known::SendSideTls, Known::StoreDriver, Known::UnableToRelay]
                .map(|known| Need::NextStep(Check { senders: names(), ..Check::at(known, names()) })),
        );
        let far = |host| FarEnd { host, port: None, is_outside: true };
        let (known, far) = (Known::UnableToConnect, names().into_iter().map(far).collect());
        needs.push(Need::NextStep(Check { far, ..Check::at(known, Vec::new()) }));
        needs
    }

    #[test]
    fn a_name_that_cannot_be_written_is_said_in_every_command() {
        let words = crate::words::of(Language::English);
        for (name, code) in HOSTILE {
            for others in [vec![], vec!["EX2".to_owned()]] {
                let names = [vec![name.to_owned()], others.clone()].concat();
                for need in needs(&names) {
                    let command = for_need(&need, words);
                    let reason = command.lines().next().unwrap_or_default();
                    assert!(reason.starts_with("# ") && reason.contains(code), "{need:?}\n{command}");
                    assert!(!command.contains(name) || code.is_empty(), "{need:?}\n{command}");
                    for line in command.lines() {
                        assert!(!line.trim_start().starts_with('|') && !line.contains("''"), "{need:?}\n{command}");
                    }
                    assert_eq!(command.contains("'EX2'"), !others.is_empty(), "{need:?}\n{command}");
                }
                let command = verbose_logging(&names, |name, why| words.left_out_of_command(name, why));
                assert!(command.starts_with("<# ") && command.contains(code) && !command.contains("''"), "{command}");
            }
        }
        for need in needs(&["EX2".to_owned(), "it's".to_owned()]) {
            assert!(!for_need(&need, words).contains('#'), "{need:?}");
        }
    }
}
