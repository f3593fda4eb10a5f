//! The command of the check of a reply: what decides it, on the machine that is meant.

use super::{EVERY_SERVER, SEND_CONNECTORS, ehlo, list};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::narrowed::Narrowed;
use crate::diagnosis::need::{Check, FarEnd, Need};
use crate::remedy::quoting::quote;

/// Whether a host takes connections on these ports.
const CONNECT: &str = "$c = New-Object System.Net.Sockets.TcpClient; try { $c.Connect($n, $p); \"$n $p open\" } catch { \"$n $p $($_.Exception.InnerException.Message)\" }; $c.Close()";

/// The send connectors, and the certificates of the server that they send from.
const OWN_CERTIFICATES: &str = "Get-SendConnector | Format-List Identity,AddressSpaces,SmartHosts,RequireTLS,TlsDomain,TlsCertificateName; Get-ExchangeCertificate -Server $_ | Format-List Thumbprint,Issuer,Subject,Services,Status,NotAfter,HasPrivateKey";

/// The receive connectors that Exchange Online may land on, and the certificates that they may offer.
const CONNECTORS_AND_CERTIFICATES: &str = "Get-ReceiveConnector | Format-List Identity,Bindings,RemoteIPRanges,Fqdn,TlsCertificateName,TlsDomainCapabilities; Get-ExchangeServer | ForEach-Object { Get-ExchangeCertificate -Server $_.Name } | Format-List Thumbprint,Issuer,Subject,Services,Status,NotAfter";

/// Tests the ports that are meant: these; else the printed one; of a host outside 25; of an Exchange server 25 and 2525.
fn connect(targets: &[String], far: &[FarEnd], meant: Option<&str>) -> String {
    let ports = |far: &FarEnd| match (meant, far.port, far.is_outside) {
        (Some(meant), ..) => meant.to_owned(),
        (None, Some(port), _) => port.to_string(),
        (None, None, true) => "25".to_owned(),
        (None, None, false) => "25, 2525".to_owned(),
    };
    let test = |hosts: &str, ports: &str| {
        format!("{hosts} | ForEach-Object {{ $n = $_; foreach ($p in {ports}) {{ {CONNECT} }} }}")
    };
    if far.is_empty() {
        let servers = if targets.is_empty() { EVERY_SERVER.to_owned() } else { list(targets) };
        return test(&servers, meant.unwrap_or("25, 2525"));
    }
    let of_each = far.iter().filter_map(|far| Some(test(&quote(&far.host).ok()?, &ports(far))));
    of_each.collect::<Vec<_>>().join("\n")
}

/// Where a check runs.
struct At<'c> {
    check: &'c Check,
    /// The servers that may have said the reply, as a PowerShell list or pipeline.
    servers: String,
    /// Whether only hosts outside the organization can have said it.
    is_outside: bool,
}

impl<'c> At<'c> {
    fn of(check: &'c Check) -> Self {
        let (targets, far) = (&check.targets, &check.far);
        let is_outside = !far.is_empty() && far.iter().all(|far| far.is_outside);
        let servers = if !targets.is_empty() {
            list(targets)
        } else if far.is_empty() {
            EVERY_SERVER.to_owned()
        } else {
            list(&far.iter().map(|far| far.host.clone()).collect::<Vec<_>>())
        };
        Self { check, servers, is_outside }
    }

    /// On the server that said the reply.
    fn target(&self, body: &str) -> String {
        // No cmdlet of Exchange reaches a host outside; what belongs to this side is the send connector.
        if self.is_outside {
            SEND_CONNECTORS.to_owned()
        } else {
            format!("{} | ForEach-Object {{ {body} }}", self.servers)
        }
    }

    /// For the sending servers; `$env:COMPUTERNAME` stands for the one that the paste does not name: run it there.
    fn sender(&self, body: &str) -> String {
        let senders = &self.check.senders;
        let here = if senders.is_empty() { "$env:COMPUTERNAME".to_owned() } else { list(senders) };
        format!("{here} | ForEach-Object {{ {body} }}")
    }

    /// On the sending servers themselves.
    fn on_sender(&self, body: &str) -> String {
        let senders = &self.check.senders;
        if senders.is_empty() {
            body.to_owned()
        } else {
            format!("Invoke-Command -ComputerName {} -ScriptBlock {{ {body} }}", list(senders))
        }
    }
}

/// What to look at for a reply of the catalogue.
pub(super) fn command(check: &Check) -> String {
    let at = At::of(check);
    if check.is_about_rights() {
        return super::command(&Need::ConnectorPermissions { connectors: check.answered.clone(), user: None });
    }
    if check.is_at_connectors() {
        return format!(
            "{} | ForEach-Object {{ Get-ReceiveConnector -Identity $_ | Format-List Identity,AuthMechanism,PermissionGroups,MaxInboundConnection*,MessageRate* }}",
            list(&check.answered)
        );
    }
    match check.narrowed {
        Some(narrowed) => of_narrowed(narrowed, &at),
        None => of_known(check, &at),
    }
}

fn of_narrowed(narrowed: Narrowed, at: &At<'_>) -> String {
    let check = at.check;
    match narrowed {
        Narrowed::ProxyDestination => at.target("Get-ServerComponentState -Identity $_ -Component HubTransport | Format-Table Component,State"),
        Narrowed::ProxyConnection => connect(&check.targets, &check.far, Some("2525")),
        Narrowed::ProxyProtocol => at.target("Get-ReceiveConnector -Server $_ | Where-Object { \"$($_.TransportRole)\" -eq 'HubTransport' } | Format-List Identity,Enabled,Bindings,RemoteIPRanges,AuthMechanism,PermissionGroups"),
        Narrowed::ProxySocket => at.target("Get-EventLog -ComputerName $_ -LogName Application -Source MSExchangeTransport -Newest 50 | Format-List TimeGenerated,EventID,Message"),
        Narrowed::UntrustedRoot => at.on_sender("Get-ChildItem Cert:\\LocalMachine\\Root | Sort-Object Subject | Format-List Subject,NotAfter"),
        Narrowed::DirectSend | Narrowed::PartnerConnector | Narrowed::NoCertificateShown => at.sender(OWN_CERTIFICATES),
        Narrowed::ServerLogonRefused => at.target("w32tm /stripchart /computer:$_ /samples:1 /dataonly; setspn -L $_"),
        Narrowed::ClientLogon => at.target("Get-EventLog -ComputerName $_ -LogName Application -Newest 2000 | Where-Object { $_.EventID -eq 1035 } | Select-Object -First 10 | Format-List TimeGenerated,Message"),
        Narrowed::AccountRefused => at.target("Get-EventLog -ComputerName $_ -LogName Security -InstanceId 4625 -Newest 10 | Format-List TimeGenerated,Message"),
        Narrowed::CloudMissesStartTls => CONNECTORS_AND_CERTIFICATES.to_owned(),
        Narrowed::CloudCannotConnect => "netstat -ano | Select-String ':25\\s.*LISTENING'".to_owned(),
        Narrowed::OutsideInTrouble => {
            let asked = check.far.iter().filter_map(|far| ehlo(&far.host, far.port.unwrap_or(25)));
            asked.collect::<Vec<_>>().join("\n")
        }
    }
}

fn of_known(check: &Check, at: &At<'_>) -> String {
    let Check { known, senders, targets, far, .. } = check;
    let (target, each) = (|body: &str| at.target(body), |body: &str| at.sender(body));
    match known {
        Known::StaleCertificateName => target(
            "Get-ReceiveConnector -Server $_ | Format-List Identity,Bindings,Fqdn,TlsCertificateName; Get-ExchangeCertificate -Server $_ | Format-List Thumbprint,Issuer,Subject,Services,Status,NotAfter,HasPrivateKey",
        ),
        Known::KerberosEncryption => "Get-ExchangeServer | ForEach-Object { Get-ADComputer -Identity $_.Name -Properties msDS-SupportedEncryptionTypes } | Format-Table Name,msDS-SupportedEncryptionTypes".to_owned(),
        Known::OutsideRefuses => SEND_CONNECTORS.to_owned(),
        Known::OutOfDateServer => "Get-ExchangeServer | Format-Table Name,Edition,AdminDisplayVersion".to_owned(),
        Known::SubjectMismatch => CONNECTORS_AND_CERTIFICATES.to_owned(),
        Known::SenderUnauthenticated => "Get-AcceptedDomain | ForEach-Object { nslookup -type=TXT $_.DomainName; nslookup -type=TXT \"_dmarc.$($_.DomainName)\" }".to_owned(),
        Known::TlsChannel | Known::CertificateValidation | Known::StartTlsRequired | Known::KeylessCertificate | Known::UnboundCertificate if at.is_outside => {
            each(OWN_CERTIFICATES)
        }
        Known::TemporaryAuthenticationFailure => {
            target("w32tm /stripchart /computer:$_ /samples:1 /dataonly; setspn -L $_")
        }
        Known::TlsChannel | Known::CertificateValidation | Known::StartTlsRequired | Known::KeylessCertificate | Known::UnboundCertificate | Known::EdgeCertificate => target(
            "Get-ExchangeCertificate -Server $_ | Format-List Thumbprint,Subject,Services,Status,NotAfter,HasPrivateKey",
        ),
        Known::SendSideTls | Known::HybridCertificate | Known::TenantAttribution => each(OWN_CERTIFICATES),
        Known::TlsVersion => "Get-ChildItem 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols' -Recurse | ForEach-Object { $_.Name; Get-ItemProperty -Path $_.PSPath | Format-List Enabled,DisabledByDefault }".to_owned(),
        Known::LegacyIntegratedAuth | Known::LegacySmartHost | Known::LegacyRoutingGroup => {
            "Get-RoutingGroupConnector | Format-List Name,SourceTransportServers,TargetTransportServers; Get-ExchangeServer | Format-Table Name,AdminDisplayVersion".to_owned()
        }
        Known::AdTrust => "nltest /domain_trusts /all_trusts; Get-EventLog -LogName Application -Source 'MSExchangeTransport' -EntryType Error,Warning -Newest 20 | Format-List TimeGenerated,EventID,Message".to_owned(),
        Known::TicketCorrupt => "klist -li 0x3e7".to_owned(),
        Known::DnsLookupSetting => each("Get-TransportService -Identity $_ | Format-List Name,InternalDNS*,ExternalDNS*"),
        Known::DnsRegistration => "Get-WmiObject Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE' | Format-List Description,DNSServerSearchOrder,FullDNSRegistrationEnabled,DomainDNSRegistrationEnabled".to_owned(),
        Known::DnsAaaa => "Get-Queue | Where-Object { \"$($_.LastError)\" -like '*DNS query*' } | ForEach-Object { nslookup -type=MX $_.NextHopDomain; nslookup -type=AAAA $_.NextHopDomain }".to_owned(),
        Known::AntimalwareEngine => events("'FIPFS*','MSExchangeTransport'"),
        Known::EsentSessions => events("'ESENT','MSExchangeTransport'"),
        Known::RulesSlow => "Get-TransportRule | Format-List Name,State,*MatchesPatterns; Get-EventLog -LogName Application -Newest 5000 | Where-Object { $_.EventID -eq 1050 } | Select-Object -First 5 | Format-List TimeGenerated,Source,Message".to_owned(),
        Known::OwnInternalCertificate => each("Get-ExchangeCertificate -Server $_ | Format-List Thumbprint,Subject,Services,Status,NotAfter,HasPrivateKey",
        ),
        Known::OtherAuthentication | Known::LogonFailed | Known::OutboundProxy | Known::NoRoute => {
            SEND_CONNECTORS.to_owned()
        }
        Known::ServiceNotActive | Known::ServiceNotAvailable | Known::NoOutboundFrontend => {
            target("Get-ServerComponentState -Identity $_ | Format-Table Component,State")
        }
        Known::ConnectionLimit | Known::MessageRateLimit => target(
            "Get-ReceiveConnector -Server $_ | Format-List Identity,MaxInboundConnection,MaxInboundConnectionPerSource,MaxInboundConnectionPercentagePerSource,MessageRateLimit,MessageRateSource",
        ),
        Known::BackPressure => {
            target("Get-EventLog -ComputerName $_ -LogName Application -Source MSExchangeTransport -Newest 50 | Where-Object { 15004..15007 -contains $_.EventID } | Format-List TimeGenerated,EventID,Message")
        }
        Known::ConnectionDropped | Known::WeakTls | Known::BrokenDialogue => super::command(&Need::SendProtocolLog(senders.clone())),
        Known::UnableToConnect | Known::AvBlocksPort => connect(targets, far, None),
        Known::DnsQueryFailed | Known::FrontendProxy | Known::FrontendDns | Known::PublicAddress => {
            "ipconfig /all".to_owned()
        }
        Known::SecureDomain => "Get-TransportConfig | Format-List TLSSendDomainSecureList,TLSReceiveDomainSecureList".to_owned(),
        Known::StoreDriver => target("Get-MailboxDatabase -Server $_ -Status | Format-Table Name,Server,Mounted"),
        Known::PortTaken => target("Get-ReceiveConnector -Server $_ | Format-Table Identity,TransportRole,Bindings,Enabled"),
        Known::UnableToRelay | Known::SendAs | Known::NotAuthenticated | Known::UnrecognizedCommand | Known::TlsRate | Known::AuthTypeUnknown | Known::ClientProxy | Known::SubmitRight | Known::ExchangeRight | Known::NotRedundant | Known::ProxyRequirement => {
            super::command(&Need::ReceiveConnectors(targets.clone()))
        }
        Known::RangesLimit => "Get-ReceiveConnector | ForEach-Object { \"$($_.Identity) $($_.RemoteIPRanges.Count)\" }".to_owned(),
        Known::AuthorizationLookup => target("nltest /server:$_ /dsgetdc:$env:USERDNSDOMAIN"),
        Known::CommandNotAllowed | Known::NotAccepting => target("Get-Service -ComputerName $_ -Name MSExchangeTransport; Get-TransportAgent | Format-Table Identity,Enabled"),
        Known::Rerouted | Known::Expired | Known::QueueQuota => super::command(&Need::QueueDetails(Vec::new())),
        Known::TempDriveFull => target("Get-WmiObject Win32_LogicalDisk -ComputerName $_ -Filter 'DriveType=3' | Format-Table DeviceID,FreeSpace,Size"),
        Known::MailLoop | Known::SubdomainLoop => "Get-AcceptedDomain | Format-Table Name,DomainName,DomainType; Get-SendConnector | Format-List Identity,AddressSpaces,SmartHosts".to_owned(),
    }
}

/// The newest errors and warnings of these sources.
fn events(sources: &str) -> String {
    format!(
        "Get-EventLog -LogName Application -EntryType Error,Warning -Newest 500 | Where-Object {{ $s = $_.Source; {sources} | Where-Object {{ $s -like $_ }} }} | Select-Object -First 20 | Format-List TimeGenerated,Source,EventID,Message"
    )
}
