# Prints queues and receive connectors of known content in every layout and width: one file each, values beside it.
param($out)
$ErrorActionPreference = 'Stop'
$hops = 'site:default-first-site-name; version:15', 'mailbox database 0123456789', 'hub version 15', 'dag1'
$primary = '451 4.4.0 Primary target IP address responded with: "451 5.7.3 Cannot achieve Exchange Server authentication." ' +
    'Attempted failover to alternate host, but that did not succeed.'
$queues = 0..3 | ForEach-Object {
    [pscustomobject]@{
        Identity = "HQMAIL201$_\" + ('Submission', '7', 'Shadow\51618', '253551921205')[$_]
        DeliveryType = ('Undefined', 'SmtpRelayToDag', 'ShadowRedundancy', 'SmtpRelayToMailboxDeliveryGroup')[$_]
        Status = ('Ready', 'Retry', 'Connecting', 'Suspended')[$_]
        MessageCount = (0, 12, 1234567, 7)[$_]
        NextHopDomain = $hops[$_]
        LastError = ('', $primary, '', '421 4.2.1 Unable to connect.')[$_]
    }
}
$connectors = 0..2 | ForEach-Object {
    [pscustomobject]@{
        Identity = "EX1\" + ('Default Frontend EX1', 'Relay, internal', 'Inbound from the partner network')[$_]
        Bindings = @(('[::]:25', '0.0.0.0:25'), @('10.0.0.5:2525'), ('0.0.0.0:587', '[::]:587'))[$_]
        RemoteIPRanges = @(@('0.0.0.0-255.255.255.255'), ('10.0.0.11', '10.0.0.12', '192.168.20.0/24', '10.9.0.0(255.255.0.0)',
                '2001:db8:1::/64', '10.0.0.13'), @('::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'))[$_]
        AuthMechanism = ('Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer', 'Tls', 'None')[$_]
        Enabled = (1, 0, 1)[$_] -eq 1
    }
}
$number = 0
function Save($kind, $layout, $text) {
    $script:number++
    [IO.File]::WriteAllText((Join-Path $out ('{0:d3}-{1}-{2}.txt' -f $script:number, $kind, $layout)), $text)
}
foreach ($kind in 'queues', 'connectors') {
    $objects = if ($kind -eq 'queues') { $queues } else { $connectors }
    $chosen = if ($kind -eq 'queues') { 'Identity', 'LastError' } else { 'Identity', 'AuthMechanism', 'Enabled' }
    $joined = if ($kind -eq 'queues') { '*' } else {
        'Identity', 'AuthMechanism', 'Enabled', @{n = 'Bindings'; e = { $_.Bindings -join ' ' } },
        @{n = 'RemoteIPRanges'; e = { $_.RemoteIPRanges -join '; ' } }
    }
    foreach ($width in 60, 80, 100, 120, 150, 200, 250) {
        foreach ($limit in 4, -1) {
            $global:FormatEnumerationLimit = $limit
            Save $kind "list-$width-limit$limit" ($objects | Format-List | Out-String -Width $width)
            Save $kind "table-$width-limit$limit" ($objects | Format-Table | Out-String -Width $width)
            Save $kind "wrap-$width-limit$limit" ($objects | Format-Table -Wrap | Out-String -Width $width)
            Save $kind "auto-$width-limit$limit" ($objects | Format-Table -AutoSize | Out-String -Width $width)
            Save $kind "select-$width-limit$limit" ($objects | Select-Object $chosen | Out-String -Width $width)
        }
    }
    $flat = $objects | Select-Object $joined
    Save $kind 'csv' (($flat | ConvertTo-Csv -NoTypeInformation) -join "`r`n")
    Save $kind 'csv-type-names' (($objects | ConvertTo-Csv -NoTypeInformation) -join "`r`n")
    foreach ($depth in 1, 2, 4) {
        Save $kind "json-$depth" (ConvertTo-Json @($objects) -Depth $depth)
        Save $kind "json-compressed-$depth" (ConvertTo-Json @($objects) -Depth $depth -Compress)
        Save $kind "clixml-$depth" ([Management.Automation.PSSerializer]::Serialize(@($objects), $depth + 1))
    }
}
[IO.File]::WriteAllText((Join-Path $out 'values.json'), (ConvertTo-Json @{ queues = $queues; connectors = $connectors } -Depth 5))
