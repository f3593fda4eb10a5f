# Runs cases against the organization in memory: run.ps1 CASES.json RESULTS.json. A case is { connectors[], refuse, runs[] },
# a run { text, arguments[] }; all runs of a case see one organization. A result is, per case, per run: errors[], output[],
# retried[], state[], everything as text.
param($Cases, $Results)
. (Join-Path $PSScriptRoot 'organization.ps1')

function Show-State {
    @($global:Organization | ForEach-Object {
        $ranges = [string[]]@($_.RemoteIPRanges); [array]::Sort($ranges, [System.StringComparer]::Ordinal)
        "$($_.Identity)|$($_.Enabled)|$($_.TransportRole)|$($ranges -join ',')|$($_.AuthMechanism)|$($_.PermissionGroups)|$($_.Fqdn)"
    })
}

$all = @()
foreach ($case in @(Get-Content -Raw -Encoding UTF8 $Cases | ConvertFrom-Json)) {
    $global:Refuse = "$($case.refuse)"
    $global:Organization = @($case.connectors | ForEach-Object {
        New-Object PSObject -Property @{ Server = $_.server; Name = $_.name; Identity = "$($_.server)\$($_.name)"; Enabled = $_.enabled; TransportRole = $_.role; Bindings = @($_.bindings); RemoteIPRanges = @($_.ranges); AuthMechanism = $_.auth; PermissionGroups = $_.groups; Fqdn = $_.fqdn }
    })
    $runs = @()
    foreach ($run in @($case.runs)) {
        $global:Retried = @()
        $errors = @(); $output = @()
        $named = @{}
        foreach ($argument in @($run.arguments)) { if ($argument) { $named[$argument] = $True } }
        try {
            $block = [scriptblock]::Create($run.text)
            & $block @named 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $errors += "$_" } else { $output += "$_" } }
        } catch { $errors += "$_" }
        $runs += @{ errors = @($errors); output = @($output); retried = @($global:Retried); state = @(Show-State) }
    }
    $all += , $runs
}
ConvertTo-Json -InputObject $all -Depth 6 -Compress | Out-File -FilePath $Results -Encoding UTF8
