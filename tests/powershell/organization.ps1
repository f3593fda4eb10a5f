# A small Exchange organization in memory, to run generated commands against: functions named like the cmdlets, plain
# objects, and the refusals that the remedies rely on. Works in any PowerShell from 5.1; knows nothing of the project.
$global:Organization = @()
$global:Refuse = ''      # identity of a connector whose changes are refused, as Exchange refuses a conflict
$global:Retried = @()

# IPv4 networks as low-high, so that entries are one where they mean one, as in Exchange; all else stays as it is.
function global:Get-Meaning([string]$Entry) {
    if ($Entry -notmatch '^([0-9.]+)(?:/([0-9]+)|\(([0-9.]+)\)|-([0-9.]+))?$') { return $Entry }
    $number = { param($text) $n = [uint64]0; foreach ($part in $text.Split('.')) { $n = $n * 256 + [uint64]$part }; $n }
    $low = & $number $Matches[1]
    $high = $low
    if ($Matches[4]) { $high = & $number $Matches[4] }
    elseif ($Matches[2] -or $Matches[3]) {
        $size = if ($Matches[2]) { [uint64][math]::Pow(2, 32 - [int]$Matches[2]) } else { [uint64]4294967296 - (& $number $Matches[3]) }
        $low -= $low % $size
        $high = $low + $size - 1
    }
    "$low-$high"
}

function global:Find-Connector($Identity) {
    $found = @($global:Organization | Where-Object { $_.Identity -ceq "$Identity" })
    if ($found.Count -ne 1) { throw "The operation couldn't be performed because object '$Identity' couldn't be found." }
    $found[0]
}

function global:Assert-Valid($Connector) {
    if ($Connector.Identity -ceq $global:Refuse) { throw "The values that you specified conflict with the settings on Receive connector `"$($Connector.Identity)`"." }
    if (@($Connector.RemoteIPRanges).Count -eq 0) { throw 'RemoteIPRanges must not be empty.' }
    $auth = @("$($Connector.AuthMechanism)" -split ', ')
    if ($auth -contains 'ExchangeServer' -and "$($Connector.Fqdn)" -ne '' -and ("$($Connector.Fqdn)" -split '\.')[0] -ne $Connector.Server) { throw 'You must set the FQDN parameter to the FQDN of the transport server.' }
    foreach ($other in $global:Organization) {
        if ($other.Identity -ceq $Connector.Identity -or $other.Server -ne $Connector.Server) { continue }
        $shared = @($Connector.Bindings | Where-Object { $other.Bindings -contains $_ })
        if ($shared.Count -eq 0) { continue }
        if ("$($other.TransportRole)" -ne "$($Connector.TransportRole)") { throw "Different Transport roles on $shared." }
        foreach ($range in $Connector.RemoteIPRanges) { if ($other.RemoteIPRanges -contains $range) { throw "$range is on $($other.Identity) too." } }
    }
}

function global:Get-ReceiveConnector {
    [CmdletBinding()] param($Identity, [string]$Server)
    if ($Identity -and "$Identity" -notlike '*`**') { return Find-Connector $Identity }
    $pattern = [WildcardPattern]::Escape("$Identity") -replace '`\*', '*'
    $global:Organization | Where-Object { (-not $Server -or $_.Server -eq $Server) -and (-not $Identity -or $_.Identity -like $pattern) }
}

function global:Set-ReceiveConnector {
    [CmdletBinding(SupportsShouldProcess = $True)]
    param([Parameter(Mandatory = $True, Position = 0, ValueFromPipelineByPropertyName = $True)]$Identity, $RemoteIPRanges, $Enabled, $AuthMechanism, $PermissionGroups, $Fqdn, $TransportRole)
    process {
        $old = Find-Connector $Identity
        $new = $old.PSObject.Copy()
        foreach ($key in $PSBoundParameters.Keys) {
            $value = $PSBoundParameters[$key]
            switch ($key) {
                'RemoteIPRanges' {
                    $list = @($old.RemoteIPRanges)
                    foreach ($entry in @($value['Remove'] | Where-Object { $_ })) {
                        $left = @($list | Where-Object { (Get-Meaning $_) -ne (Get-Meaning $entry) })
                        if ($left.Count -eq $list.Count) { throw "$entry is not in the list." }
                        $list = $left
                    }
                    foreach ($entry in @($value['Add'] | Where-Object { $_ })) {
                        if (@($list | Where-Object { (Get-Meaning $_) -eq (Get-Meaning $entry) }).Count -ne 0) { throw "$entry is in the list already." }
                        $list += "$entry"
                    }
                    $new.RemoteIPRanges = $list
                }
                'Enabled' { $new.Enabled = [bool]$value }
                'Fqdn' { $new.Fqdn = "$value" }
                'TransportRole' { $new.TransportRole = "$value" }
                'AuthMechanism' { $new.AuthMechanism = "$value" }
                'PermissionGroups' { if ("$value" -match 'Custom') { throw "You can't use Custom." }; $extra = if ("$($old.PermissionGroups)" -match 'Custom') { ', Custom' } else { '' }; $new.PermissionGroups = "$value$extra" }
            }
        }
        Assert-Valid $new
        if ($PSCmdlet.ShouldProcess("$Identity", 'Set-ReceiveConnector')) {
            foreach ($property in 'RemoteIPRanges', 'Enabled', 'Fqdn', 'TransportRole', 'AuthMechanism', 'PermissionGroups') { $old.$property = $new.$property }
        }
    }
}

function global:New-ReceiveConnector {
    [CmdletBinding(SupportsShouldProcess = $True)]
    param([string]$Name, [string]$Server, $Usage, $TransportRole, $Bindings, $RemoteIPRanges, $AuthMechanism, $PermissionGroups)
    $new = New-Object PSObject -Property @{ Server = $Server; Name = $Name; Identity = "$Server\$Name"; Enabled = $True; TransportRole = "$TransportRole"; Bindings = @($Bindings); RemoteIPRanges = @($RemoteIPRanges); AuthMechanism = "$AuthMechanism"; PermissionGroups = "$PermissionGroups"; Fqdn = '' }
    Assert-Valid $new
    if ($PSCmdlet.ShouldProcess("$Server\$Name", 'New-ReceiveConnector')) { $global:Organization += $new; $new }
}

function global:Remove-ReceiveConnector {
    [CmdletBinding(SupportsShouldProcess = $True, ConfirmImpact = 'High')] param($Identity)
    $old = Find-Connector $Identity
    if ($PSCmdlet.ShouldProcess("$Identity", 'Remove-ReceiveConnector')) { $global:Organization = @($global:Organization | Where-Object { $_.Identity -cne $old.Identity }) }
}

function global:Retry-Queue {
    [CmdletBinding(SupportsShouldProcess = $True)] param($Identity)
    if ($PSCmdlet.ShouldProcess("$Identity", 'Retry-Queue')) { $global:Retried += "$Identity" }
}

function global:Get-Queue {
    [CmdletBinding()] param($Identity)
    New-Object PSObject -Property @{ Identity = "$Identity"; Status = 'Ready'; MessageCount = 0; LastError = '' }
}
