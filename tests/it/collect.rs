//! The commands that collect everything run in a real PowerShell, and what they print is read back whole.

use std::process::Command;

use mailflow_doctor::Input;
use mailflow_doctor::model;
use mailflow_doctor::report::collect::{COLLECT, COLLECT_FILE};

use crate::powershell::powershell;

/// An organization of a server with five connectors and one of 2010, which has neither roles nor component states.
const ORGANIZATION: &str = r#"
function Get-ExchangeServer {
  [pscustomobject]@{ Name = 'EX1'; Fqdn = 'ex1.corp.example'; AdminDisplayVersion = 'Version 15.1 (Build 2507.6)'; ServerRole = 'Mailbox'; Site = 'corp.example/Configuration/Sites/Berlin'; IsHubTransportServer = $true; IsFrontendTransportServer = $true }
  [pscustomobject]@{ Name = 'OLD10'; Fqdn = 'old10.corp.example'; AdminDisplayVersion = 'Version 14.3 (Build 123.4)'; ServerRole = 'Mailbox, ClientAccess, HubTransport'; Site = 'corp.example/Configuration/Sites/Berlin'; IsHubTransportServer = $true }
  [pscustomobject]@{ Name = 'CAS'; Fqdn = 'cas.corp.example'; AdminDisplayVersion = 'Version 14.3 (Build 123.4)'; ServerRole = 'ClientAccess'; Site = 'corp.example/Configuration/Sites/Berlin'; IsHubTransportServer = $false }
}
function Find-Addresses($fqdn) {
  $last = @{ 'ex1.corp.example' = '11'; 'old10.corp.example' = '12'; 'cas.corp.example' = '13' }[$fqdn]
  [ipaddress]"10.0.0.$last"; [ipaddress]"fe80::$last"; [ipaddress]"fd00::$last"
}
function Get-Queue { param($Server)
  if ($Server -eq 'CAS') { throw 'no queues here' }
  [pscustomobject]@{ RunspaceId = [guid]'7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f'; DeliveryType = 'SmtpRelayToMailboxDeliveryGroup'; NextHopDomain = 'site:berlin; version:15'; TlsDomain = ''; Status = 'Retry'; MessageCount = 214; LastError = "[{LRT=1/21/2025 3:45:12 AM};{LED=451 4.4.0 Primary target IP address responded with: `"451 5.7.3 Cannot achieve Exchange Server authentication.`" Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 10.0.0.11:25};{FQDN=ex1.corp.example};{IP=10.0.0.11}]"; RetryCount = 12; Identity = "$Server\1842" }
  [pscustomobject]@{ RunspaceId = [guid]'7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f'; DeliveryType = 'Undefined'; NextHopDomain = 'Submission'; TlsDomain = ''; Status = 'Ready'; MessageCount = 0; LastError = ''; RetryCount = 0; Identity = "$Server\Submission" }
}
function Get-ReceiveConnector { param($Server)
  $all = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '0.0.0.0-255.255.255.255'
  $rows = @(@("Default $Server", 'HubTransport', '0.0.0.0:2525', '[::]:2525', $all), @("Default Frontend $Server", 'FrontendTransport', '0.0.0.0:25', '[::]:25', $all), @('Scanner & MFP, "all" floors: 1-3', 'FrontendTransport', '0.0.0.0:25', '[::]:25', @(1..40 | ForEach-Object { "10.20.$_.0/24" })))
  foreach ($row in $rows) {
    $c = [ordered]@{ Identity = "$Server\$($row[0])"; Enabled = $true; Bindings = $row[2], $row[3]; RemoteIPRanges = $row[4]; AuthMechanism = 'Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer'; PermissionGroups = 'AnonymousUsers, ExchangeServers, ExchangeLegacyServers'; Fqdn = "$Server.corp.example"; RequireTLS = $false; SuppressXAnonymousTls = $false; DomainSecureEnabled = $false; ProtocolLoggingLevel = 'Verbose'; MaxMessageSize = '36 MB (37,748,736 bytes)'; MessageRateLimit = 'Unlimited'; MaxInboundConnection = 5000; MaxInboundConnectionPerSource = 20; MaxInboundConnectionPercentagePerSource = 2; DistinguishedName = "CN=$($row[0]),CN=SMTP Receive Connectors,CN=Protocols,CN=$Server,CN=Servers" }
    if ($Server -ne 'OLD10') { $c.TransportRole = $row[1]; $c.TlsCertificateName = '<I>CN=Root CA<S>CN=mail.example.com'; $c.TlsDomainCapabilities = @() }
    [pscustomobject]$c
  }
}
function Get-ADPermission { [CmdletBinding()] param($Identity, $User)
  if ($Identity -like '*CN=OLD10*') { Write-Error 'not allowed'; return }
  [pscustomobject]@{ Identity = 'somewhere else'; User = $User; ExtendedRights = @('ms-Exch-SMTP-Submit'); Deny = $false }
  [pscustomobject]@{ Identity = 'somewhere else'; User = $User; ExtendedRights = @('ms-Exch-SMTP-Accept-Any-Recipient'); Deny = $false }
}
function Get-ServerComponentState { [CmdletBinding()] param($Identity)
  if ($Identity -ne 'EX1') { Write-Error 'no such thing'; return }
  foreach ($c in 'ServerWideOffline', 'HubTransport', 'FrontendTransport', 'RpsProxy') { [pscustomobject]@{ ServerFqdn = 'ex1.corp.example'; Component = $c; State = 'Active' } }
}
"#;

#[track_caller]
fn check(what: &str, printed: &str) {
    let read = model::read(&Input::text(printed));
    assert_eq!(read.notes, [], "{what}:\n{printed}");
    let found = &read.snapshot;
    let identities: Vec<_> = found.queues.iter().filter_map(|q| q.identity.whole()).collect();
    assert_eq!(identities, ["EX1\\1842", "OLD10\\1842"], "{what}");
    for queue in &found.queues {
        assert!(queue.cut().is_empty(), "{what}");
        let error = queue.last_error.whole().unwrap().as_ref().unwrap();
        assert_eq!(error.inner.as_ref().unwrap().text, "Cannot achieve Exchange Server authentication", "{what}");
        assert_eq!(error.endpoint.as_deref(), Some("10.0.0.11:25"), "{what}");
    }
    let connectors: Vec<_> = found.receive_connectors.iter().map(model::ReceiveConnector::identity).collect();
    let names = |server: &str| {
        ["Default SERVER", "Default Frontend SERVER", "Scanner & MFP, \"all\" floors: 1-3"]
            .map(|name| format!("{server}\\{}", name.replace("SERVER", server)))
    };
    assert_eq!(connectors, [names("EX1"), names("OLD10")].concat(), "{what}");
    for connector in &found.receive_connectors {
        assert!(connector.cut().is_empty(), "{what}");
        let ranges = connector.remote_ip_ranges.whole().unwrap();
        assert_eq!(ranges.len(), if connector.name.starts_with("Scanner") { 40 } else { 2 }, "{what}");
        assert!(ranges.iter().all(|r| r.range().is_some()), "{what}");
        assert_eq!(connector.auth_mechanism.whole().unwrap().len(), 5, "{what}");
        assert_eq!(connector.transport_role.is_absent(), connector.server == "OLD10", "{what}");
    }
    let servers: Vec<_> =
        found.servers.iter().map(|s| (s.name.as_str(), s.version.is_some(), s.addresses.len())).collect();
    assert_eq!(servers, [("EX1", true, 2), ("OLD10", true, 2), ("CAS", true, 2)], "{what}");
    let seen = &found.observations;
    assert_eq!(seen.permissions.len(), 6, "{what}");
    assert_eq!(seen.permissions[5].connector.as_deref(), Some("EX1\\Scanner & MFP, \"all\" floors: 1-3"), "{what}");
    assert_eq!(seen.components.len(), 3, "{what}");
}

#[test]
fn everything_collected_is_read_back_whole() {
    let Some(pwsh) = powershell() else { return };
    let folder = std::env::temp_dir().join(format!("mailflow-collect-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    // No test asks a name server.
    let local = |text: &str| text.replace("[System.Net.Dns]::GetHostAddresses(", "Find-Addresses (");
    let run = |name: &str, text: &str| {
        let script = folder.join(format!("{name}.ps1"));
        std::fs::write(&script, format!("\u{feff}{ORGANIZATION}\n{text}\n")).unwrap();
        let mut command = Command::new(&pwsh);
        command.args(["-NoProfile", "-File"]).arg(&script);
        let output = command.output().unwrap();
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for width in ["80", "100", "120", "200"] {
        let (printed, errors) = run("window", &format!("& {{\n{}\n}} | Out-String -Width {width}", local(COLLECT)));
        assert_eq!(errors, "", "{width}");
        check(width, &printed);
    }
    let path = folder.join("mailflow.txt");
    let into = local(COLLECT_FILE).replace("\"$HOME\\mailflow.txt\"", &format!("'{}'", path.display()));
    let (printed, errors) = run("file", &into);
    assert_eq!((printed.trim(), errors.as_str()), ("", ""));
    check("file", &std::fs::read_to_string(&path).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Nothing in it changes anything.
#[test]
fn collecting_only_reads() {
    let words = COLLECT.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let cmdlets: Vec<_> =
        words.filter(|w| w.starts_with(|c: char| c.is_ascii_uppercase()) && w.contains('-')).collect();
    assert!(cmdlets.len() > 10);
    for cmdlet in cmdlets {
        let verb = cmdlet.split('-').next().unwrap();
        assert!(["Get", "Format", "ForEach", "Where", "Select"].contains(&verb), "{cmdlet}");
    }
    assert!(COLLECT_FILE.contains(COLLECT.split_once('\n').unwrap().1));
}
