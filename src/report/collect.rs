//! The commands that print everything the analysis can use, in one go. Read-only, and short enough to be read before
//! they are run.
//!
//! One text for every version: it needs nothing that PowerShell 2 (Exchange 2007 and 2010) has not, and asks whether a
//! cmdlet of Exchange 2013 is there before it calls it. Lists survive any console width: the formatter wraps them, and
//! the reader puts them together. Addresses come with the name of their server, so that nobody has to say whose they
//! are. What needs more than reading rights prints nothing and stops nothing.

/// The commands, without what surrounds them.
macro_rules! commands {
    () => {
        "$servers = @(Get-ExchangeServer)\n\
         $servers | Format-List Name,Fqdn,AdminDisplayVersion,ServerRole,Site\n\
         $servers | ForEach-Object { $n = $_.Name; [System.Net.Dns]::GetHostAddresses(\"$($_.Fqdn)\") | Where-Object { -not $_.IsIPv6LinkLocal } | ForEach-Object { \"$n $($_.IPAddressToString)\" } }\n\
         $servers | Where-Object { $_.IsHubTransportServer -or $_.IsEdgeServer } | ForEach-Object { Get-Queue -Server $_.Name } | Where-Object { $_.MessageCount -gt 0 } | Format-List *\n\
         $connectors = @($servers | Where-Object { $_.IsHubTransportServer -or $_.IsEdgeServer -or $_.IsFrontendTransportServer } | ForEach-Object { Get-ReceiveConnector -Server $_.Name })\n\
         $connectors | Format-List Identity,Enabled,TransportRole,Bindings,RemoteIPRanges,AuthMechanism,PermissionGroups,Fqdn,RequireTLS,SuppressXAnonymousTls,DomainSecureEnabled,TlsCertificateName,TlsDomainCapabilities,ProtocolLoggingLevel,MaxMessageSize,MessageRateLimit,MaxInboundConnection,MaxInboundConnectionPerSource,MaxInboundConnectionPercentagePerSource\n\
         $connectors | ForEach-Object { $c = $_; Get-ADPermission -Identity $c.DistinguishedName -User 'NT AUTHORITY\\ANONYMOUS LOGON' -ErrorAction SilentlyContinue | Select-Object @{ n = 'Identity'; e = { $c.Identity } },User,ExtendedRights,Deny } | Format-List\n\
         if (Get-Command Get-ServerComponentState -ErrorAction SilentlyContinue) { $servers | ForEach-Object { Get-ServerComponentState -Identity $_.Name -ErrorAction SilentlyContinue } | Where-Object { 'HubTransport', 'FrontendTransport', 'EdgeTransport', 'ServerWideOffline' -contains $_.Component } | Format-List ServerFqdn,Component,State }"
    };
}

/// What most answers need, in three lines that can be read at a glance.
pub const COLLECT_SHORT: &str = "$global:FormatEnumerationLimit = -1\n\
    Get-ExchangeServer | Get-Queue | where {$_.MessageCount -gt 0} | Format-List\n\
    Get-ExchangeServer | Get-ReceiveConnector | Format-List Identity,Enabled,TransportRole,Bindings,RemoteIPRanges,AuthMechanism,PermissionGroups,Fqdn";

/// Prints everything to the window.
pub const COLLECT: &str = concat!("$global:FormatEnumerationLimit = -1\n", commands!());

/// The same into a file, for windows that are too small.
pub const COLLECT_FILE: &str = concat!(
    "$global:FormatEnumerationLimit = -1\n& {\n",
    commands!(),
    "\n} | Out-File \"$HOME\\mailflow.txt\" -Width 4000"
);
