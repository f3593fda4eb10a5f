//! The claim that a remedy rests on, checked by the script on the servers before anything is changed.
//!
//! The claim has three parts. By all connectors that are there now, the addresses land on the capturing connector. That
//! connector offers what the paste shows. Without it, the addresses land where the remedy says.

use super::alike::{Name, around_server, expression, in_parentheses};
use super::kept::{Kept, Own, read_own};
use super::script::Written;
use super::{Block, ScriptWords};
use crate::model::{Address, AuthMechanism, Property, ReceiveConnector, Snapshot, same_server};
use crate::remedy::quoting::{Unquotable, quote};
use crate::remedy::{Capture, Id, Remedy, Setting};

/// What is claimed of several servers alike.
#[derive(PartialEq, Eq)]
struct Claim {
    /// The capturing connector.
    connector: Name,
    port: u16,
    /// Local address of the sessions; `None` = every one that no connector binds by itself.
    local: Option<Address>,
    addresses: Vec<Address>,
    /// Whether the connector offers Exchange Server authentication; `None` where the paste does not show it.
    offers: Option<bool>,
    after: Vec<After>,
}

/// Where addresses land once the connectors of the plan do not take them any more.
#[derive(PartialEq, Eq)]
struct After {
    connector: Name,
    offers: Option<bool>,
    addresses: Vec<Address>,
    /// The connectors that take them no more.
    changed: Vec<Name>,
}

/// The claims of a remedy, each with its servers.
pub(super) struct Claims<'k> {
    claims: Vec<(Claim, Vec<String>)>,
    kept: Option<&'k Kept>,
}

impl<'k> Claims<'k> {
    pub(super) fn of(snapshot: &Snapshot, remedy: &Remedy, kept: Option<&'k Kept>) -> Self {
        let mut claims = Self { claims: Vec::new(), kept };
        for capture in &remedy.captures {
            let Some(connector) = snapshot.receive_connectors.get(capture.connector) else { continue };
            // A disabled connector takes nothing today.
            if connector.is_disabled() {
                continue;
            }
            let anywhere = capture.local.is_empty().then_some(None);
            for local in capture.local.iter().copied().chain(anywhere) {
                let mut claim = claim(snapshot, remedy, (capture, connector), local);
                if let Some(kept) = kept {
                    claim.set_own_aside(kept.addresses_of(&connector.server));
                }
                claims.add(claim, connector);
            }
        }
        claims
    }

    fn add(&mut self, claim: Claim, connector: &ReceiveConnector) {
        if claim.addresses.is_empty() {
            return;
        }
        match self.claims.iter_mut().find(|(known, _)| *known == claim) {
            Some((_, servers)) => servers.push(connector.server.clone()),
            None => self.claims.push((claim, vec![connector.server.clone()])),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The checks: each throws where the servers are not as claimed.
    pub(super) fn write(&self, block: &mut Block, words: &dyn ScriptWords) -> Written {
        if !self.is_empty() {
            block.comment(words.claim());
        }
        for (claim, servers) in &self.claims {
            block.list("$servers", servers)?;
            block.open("foreach ($server in $servers) {");
            block.line("$connectors = @(Get-ReceiveConnector -Server $server -ErrorAction Stop)");
            let sets_aside = servers.iter().any(|server| self.kept.is_some_and(|kept| kept.concerns(server)));
            let own = if sets_aside { Own::Without } else { Own::Alike };
            if sets_aside {
                block.line(read_own("$server"));
            }
            let name = named(&claim.connector)?;
            block.line(format!("$name = {name}"));
            claim.lands(block, ("$connectors", &claim.addresses, own), &words.answers_no_more("{0}", "{1}", "{2}"))?;
            offers(block, claim.offers, words)?;
            for after in &claim.after {
                let changed = after.changed.iter().map(named).collect::<Result<Vec<_>, _>>()?;
                block.line(format!("$changed = @({})", changed.join(", ")));
                block.line("$others = @($connectors | Where-Object { $changed -notcontains $_.Name })");
                block.line(format!("$name = {}", named(&after.connector)?));
                claim.lands(block, ("$others", &after.addresses, own), &words.would_not_answer("{0}", "{1}", "{2}"))?;
                offers(block, after.offers, words)?;
            }
            block.close();
        }
        Ok(())
    }
}

impl Claim {
    /// Names the own addresses of the server too, which stay where they land: so the claim reads as on the other servers.
    /// The script leaves them out again.
    fn set_own_aside(&mut self, own: &[Address]) {
        let own = own.iter().filter(|address| self.local.is_none_or(|local| local.family() == address.family()));
        let own: Vec<Address> = own.copied().collect();
        add_in_order(&mut self.addresses, &own);
        if let [after] = self.after.as_mut_slice() {
            add_in_order(&mut after.addresses, &own);
        }
    }

    /// Throws unless all these addresses land on `$name`.
    fn lands(
        &self,
        block: &mut Block,
        (connectors, addresses, own): (&str, &[Address], Own),
        message: &str,
    ) -> Written {
        let addresses: Vec<_> = addresses.iter().map(ToString::to_string).collect();
        own.assign(block, "$addresses", &addresses)?;
        let local = quote(&self.local.map(|local| local.to_string()).unwrap_or_default())?;
        let port = self.port;
        block.line(format!("$elsewhere = @(& $landing {connectors} $name {local} {port} $addresses)"));
        let message = quote(message)?;
        block.line(format!(
            "if ($elsewhere.Count -ne 0) {{ throw ({message} -f $server, $name, ($elsewhere -join ', ')) }}"
        ));
        Ok(())
    }
}

fn add_in_order(addresses: &mut Vec<Address>, more: &[Address]) {
    addresses.extend(more);
    addresses.sort_unstable();
    addresses.dedup();
}

/// Throws unless the connector `$name` offers Exchange Server authentication, or does not, as pasted.
fn offers(block: &mut Block, offers: Option<bool>, words: &dyn ScriptWords) -> Written {
    let Some(offers) = offers else { return Ok(()) };
    let property = Property::AuthMechanism.spelling();
    let message = quote(&words.not_as_pasted("{0}", property))?;
    let expected = u8::from(offers);
    block.line("$offering = @($connectors | Where-Object {");
    block.line(format!(
        "    $_.Name -eq $name -and \"$($_.{property})\" -match '\\b{}\\b' }})",
        AuthMechanism::ExchangeServer
    ));
    block.line(format!("if ($offering.Count -ne {expected}) {{ throw ({message} -f ($server + '\\' + $name)) }}"));
    Ok(())
}

/// The name as an expression, with the server in `$server`.
fn named(name: &Name) -> Result<String, Unquotable> {
    Ok(in_parentheses(expression(name, "", "$server")?))
}

fn claim(
    snapshot: &Snapshot,
    remedy: &Remedy,
    (capture, connector): (&Capture, &ReceiveConnector),
    local: Option<Address>,
) -> Claim {
    let mut addresses = capture.addresses.clone();
    addresses.retain(|address| local.is_none_or(|local| local.family() == address.family()));
    addresses.sort_unstable();
    addresses.dedup();
    let mut after: Vec<After> = Vec::new();
    // What the other remedies add takes the addresses in their place.
    let leaves_others = matches!(remedy.id, Id::TakeAddressesOff | Id::DisableConnector);
    let here = remedy.proof.landings.iter().filter(|landing| {
        leaves_others
            && landing.port == capture.port
            && landing.local == local
            && same_server(&landing.server, &connector.server)
            && addresses.contains(&landing.address)
    });
    let changed = changed(snapshot, remedy, &connector.server);
    for landing in here {
        let Some(lands_on) = landing.connector.and_then(|index| snapshot.receive_connectors.get(index)) else {
            continue;
        };
        let name = around_server(lands_on);
        // A connector of the plan keeps some of its entries.
        if changed.contains(&name) {
            continue;
        }
        match after.iter_mut().find(|known| known.connector == name) {
            Some(known) if known.addresses.contains(&landing.address) => {}
            Some(known) => known.addresses.push(landing.address),
            None => after.push(After {
                connector: name,
                offers: offered(remedy, landing.connector, lands_on),
                addresses: vec![landing.address],
                changed: changed.clone(),
            }),
        }
    }
    let offers = offered(remedy, Some(capture.connector), connector);
    Claim { connector: around_server(connector), port: capture.port, local, addresses, offers, after }
}

/// Whether a connector shows that it offers Exchange Server authentication; `None` where the plan sets that.
fn offered(remedy: &Remedy, index: Option<usize>, connector: &ReceiveConnector) -> Option<bool> {
    let is_set = remedy
        .plan
        .iter()
        .any(|step| Some(step.connector) == index && matches!(step.setting, Setting::AuthMechanism(_)));
    if is_set { None } else { connector.auth_mechanism.has(&AuthMechanism::ExchangeServer) }
}

/// The connectors of a server whose sources the plan changes.
fn changed(snapshot: &Snapshot, remedy: &Remedy, server: &str) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for step in &remedy.plan {
        let takes_less = matches!(step.setting, Setting::RemoteIpRanges { .. } | Setting::Enabled(false));
        let Some(connector) = step.target(snapshot).filter(|c| takes_less && same_server(&c.server, server)) else {
            continue;
        };
        let name = around_server(connector);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Works out which connector answers, by the rule of selection: enabled, bound to the port, of the service that has it,
/// and the smallest range that holds the address; an exact local address wins over the wildcard. Hands back the
/// addresses that the named connector does not answer. Nothing in it is beyond PowerShell 2.
pub(super) fn landing(block: &mut Block, words: &dyn ScriptWords) {
    block.comment(words.landing());
    block.open("$landing = {");
    block.line("param($connectors, $name, $local, $port, $addresses)");
    block.line("$here = (& $bounds $local)");
    block.line("$listed = @()");
    block.open("foreach ($connector in $connectors) {");
    block.line("if (\"$($connector.Enabled)\" -ne 'True') { continue }");
    block.open("foreach ($binding in $connector.Bindings) {");
    block.line("$at = \"$binding\".LastIndexOf(':')");
    block.line("if ($at -lt 0 -or \"$binding\".Substring($at + 1) -ne \"$port\") { continue }");
    block.line("$bound = \"$binding\".Substring(0, $at).Trim('[', ']')");
    block.line("if ($bound -eq '') { $bound = '0.0.0.0' }");
    block.line("$bound = & $bounds $bound");
    block.line("$wildcard = [int]($bound -match '^[0-]+$')");
    block.line("if ($wildcard -eq 0 -and $bound -ne $here) { continue }");
    block.open("foreach ($entry in $connector.RemoteIPRanges) {");
    block.line("$range = (& $bounds $entry) -split '-'");
    block.line("if ($range[0].Length * 2 + 1 -ne $bound.Length) { continue }");
    block.line("$size = ''");
    block.line("$borrow = 0");
    block.open("for ($i = $range[0].Length - 2; $i -ge 0; $i -= 2) {");
    block.line("$byte = [Convert]::ToInt32($range[1].Substring($i, 2), 16) - [Convert]::ToInt32($range[0].Substring($i, 2), 16) - $borrow");
    block.line("$borrow = [int]($byte -lt 0)");
    block.line("$size = ($byte + 256 * $borrow).ToString('X2') + $size");
    block.close();
    block.line("$listed += , @($range[0], $range[1], ($size + $wildcard), \"$($connector.Name)\", \"$($connector.TransportRole)\")");
    block.close();
    block.close();
    block.close();
    // Two services on one port: the one that setup puts there is taken to have it.
    block.line("$frontend = @($listed | Where-Object { $_[4] -match 'FrontendTransport' })");
    block.line("$hub = @($listed | Where-Object { $_[4] -match 'HubTransport' })");
    block.open("if ($frontend.Count -ne 0 -and $hub.Count -ne 0) {");
    block.line("$kept = 'FrontendTransport'");
    block.line("if ($port -eq 2525 -or $port -eq 465) { $kept = 'HubTransport' }");
    block.line("$listed = @($listed | Where-Object { $_[4] -match $kept -or $_[4] -notmatch 'FrontendTransport|HubTransport' })");
    block.close();
    block.open("foreach ($address in $addresses) {");
    block.line("$source = ((& $bounds $address) -split '-')[0]");
    block.line("$best = $null");
    block.line("$own = $null");
    block.open("foreach ($one in $listed) {");
    block.line("if ($one[0].Length -ne $source.Length) { continue }");
    block.line("if ([string]::CompareOrdinal($one[0], $source) -gt 0 -or [string]::CompareOrdinal($one[1], $source) -lt 0) { continue }");
    block.line("if ($best -eq $null -or [string]::CompareOrdinal($one[2], $best) -lt 0) { $best = $one[2] }");
    block.line("if ($one[3] -eq $name -and ($own -eq $null -or [string]::CompareOrdinal($one[2], $own) -lt 0)) { $own = $one[2] }");
    block.close();
    block.line("if ($own -eq $null -or $own -ne $best) { $address }");
    block.close();
    block.close();
}
