//! The parameters of Set- and New-ReceiveConnector for each setting, for the change and for the way back, and the tests
//! around them.
//!
//! This module does not know why a setting is changed.

use std::borrow::Cow;

use super::alike::Subject;
use super::block::{literals, literals_on_one_line};
use super::kept::Own;
use super::{Block, ScriptWords, Target};
use crate::model::{
    AuthMechanism, Binding, PermissionGroup, Property, ReceiveConnector, RemoteIpRange, Shown, TransportRole,
};
use crate::remedy::quoting::{Unquotable, quote};
use crate::remedy::{Exception, Setting, with_custom};

/// ` -Parameter value` for one setting; of a new connector, everything behind its name and server.
/// Own addresses of a server are read from its variable.
pub(super) fn parameters(setting: &Setting, exception: Option<Exception>) -> Result<String, Unquotable> {
    let (of_removed, of_added) = Own::of(exception);
    Ok(match setting {
        Setting::RemoteIpRanges { remove, add } => {
            let add: Vec<_> = add.iter().map(ToString::to_string).collect();
            entries((&written(remove), of_removed), (&add, of_added))?
        }
        Setting::Enabled(enabled) => format!(" -Enabled {}", boolean(*enabled)),
        Setting::Fqdn(fqdn) => fqdn_parameter(fqdn)?,
        Setting::AuthMechanism(members) => flags(Property::AuthMechanism, members, AuthMechanism::ALL)?,
        Setting::PermissionGroups(members) => flags(Property::PermissionGroups, members, PermissionGroup::ALL)?,
        Setting::TransportRole(role) => format!(" -TransportRole {}", quote(role.as_str())?),
        Setting::Create(connector) => creation(connector, literals, |items| of_added.expression(items))?,
    })
}

/// The same on one line, as one would type it.
pub(super) fn typed_parameters(setting: &Setting) -> Result<String, Unquotable> {
    Ok(match setting {
        Setting::RemoteIpRanges { remove, add } => {
            let mut keys = Vec::new();
            let add: Vec<_> = add.iter().map(ToString::to_string).collect();
            for (key, items) in [("Remove", written(remove)), ("Add", add)] {
                if !items.is_empty() {
                    keys.push(format!("{key}={}", literals_on_one_line(&items)?));
                }
            }
            format!(" -{} @{{{}}}", Property::RemoteIPRanges.spelling(), keys.join("; "))
        }
        Setting::Create(connector) => creation(connector, literals_on_one_line, literals_on_one_line)?,
        _ => parameters(setting, None)?,
    })
}

/// The same for the value before, as pasted.
pub(super) fn old_parameters(
    setting: &Setting,
    exception: Option<Exception>,
    before: &ReceiveConnector,
) -> Result<String, Unquotable> {
    let (of_removed, of_added) = Own::of(exception);
    Ok(match setting {
        Setting::RemoteIpRanges { remove, add } => {
            let add: Vec<_> = add.iter().map(ToString::to_string).collect();
            entries((&add, of_added), (&written(remove), of_removed))?
        }
        Setting::Enabled(_) => format!(" -Enabled {}", boolean(!before.is_disabled())),
        Setting::Fqdn(_) => fqdn_parameter(before.fqdn.whole().map_or("", String::as_str))?,
        Setting::AuthMechanism(_) => flags(Property::AuthMechanism, &list(&before.auth_mechanism), AuthMechanism::ALL)?,
        Setting::PermissionGroups(_) => {
            // `Custom` says that extra rights exist and cannot be set; the rights themselves stay (observed behaviour,
            // 2013 CU23, inferred).
            let mut groups = list(&before.permission_groups);
            groups.retain(|group| *group != PermissionGroup::Custom);
            flags(Property::PermissionGroups, &groups, PermissionGroup::ALL)?
        }
        Setting::TransportRole(_) => flags(Property::TransportRole, &list(&before.transport_role), TransportRole::ALL)?,
        Setting::Create(_) => String::new(),
    })
}

/// Reads an entry of a list as its lowest and highest address, so that entries are compared by what they mean, as
/// Exchange does, and not by their notation. Nothing in it is beyond PowerShell 2.
pub(super) fn bounds(block: &mut Block, words: &dyn ScriptWords) {
    block.comment(words.bounds());
    block.open("$bounds = {");
    block.line("param($entry)");
    block.open("try {");
    block.line("$parts = \"$entry\" -split '[-/(]'");
    block.line("$first = ([System.Net.IPAddress]$parts[0].Trim()).GetAddressBytes()");
    block.line("$last = ([System.Net.IPAddress]$parts[0].Trim()).GetAddressBytes()");
    block.line("if (\"$entry\" -like '*-*') { $last = ([System.Net.IPAddress]$parts[1].Trim()).GetAddressBytes() }");
    block.open("for ($i = 0; $i -lt $first.Length -and \"$entry\" -match '[/(]'; $i++) {");
    block.line("if (\"$entry\" -like '*/*') {");
    block.line("    $mask = 256 - [Math]::Pow(2, 8 - [Math]::Max(0, [Math]::Min(8, $parts[1] - 8 * $i)))");
    block.line("}");
    block.line("else { $mask = ([System.Net.IPAddress]$parts[1].TrimEnd(')')).GetAddressBytes()[$i] }");
    block.line("$last[$i] = $first[$i] -bor (255 - $mask)");
    block.line("$first[$i] = $first[$i] -band $mask");
    block.close();
    block.line("-join (@($first | ForEach-Object { $_.ToString('X2') }) + '-' + @($last | ForEach-Object { $_.ToString('X2') }))");
    block.close();
    block.line("catch { \"$entry\" }");
    block.close();
}

/// All that the script of a connector holds beside its server: what is pasted, what is changed, and the way back.
pub(super) fn state(steps: &[Cow<'_, Setting>], target: &Target<'_>) -> Result<String, Unquotable> {
    let mut state = String::new();
    for setting in steps {
        state.push_str(&parameters(setting, None)?);
        state.push_str(&old_parameters(setting, None, target.connector)?);
        state.push_str(&old_text(setting, target.connector).unwrap_or_default());
        if let Setting::RemoteIpRanges { .. } = **setting {
            let ranges = &target.connector.remote_ip_ranges;
            state.push_str(&literals(&written(ranges.visible().map_or(&[], Vec::as_slice)))?);
            state.push_str(if ranges.whole().is_some() { " whole" } else { " cut" });
        }
    }
    Ok(state)
}

/// Throws unless the property is as pasted.
pub(super) fn as_pasted(
    block: &mut Block,
    subject: &Subject<'_, '_>,
    connector: &ReceiveConnector,
    setting: &Setting,
    words: &dyn ScriptWords,
) -> Result<(), Unquotable> {
    let property = setting.property().spelling();
    let message = subject.message(|name| words.not_as_pasted(name, property))?;
    let value = format!("{}[0].{property}", subject.variable());
    if let Setting::RemoteIpRanges { .. } = setting {
        let ranges = &connector.remote_ip_ranges;
        let pasted = written(ranges.visible().map_or(&[], Vec::as_slice));
        block.list("$pasted", &pasted)?;
        block.line(format!("$now = @({value} | ForEach-Object {{ & $bounds $_ }})"));
        // Only the visible part of a cut list can be compared.
        let count = if ranges.whole().is_some() { " -or $now.Count -ne $pasted.Count" } else { "" };
        block.line(format!(
            "if (@($pasted | Where-Object {{ $now -notcontains (& $bounds $_) }}).Count -ne 0{count}) {{ throw {message} }}"
        ));
        return Ok(());
    }
    if let Some(old) = old_text(setting, connector) {
        block.line(format!("if (\"$({value})\" -ne {}) {{ throw {message} }}", quote(&old)?));
    }
    Ok(())
}

/// The printed form of the value before; `None` for lists and new connectors.
pub(super) fn old_text(setting: &Setting, before: &ReceiveConnector) -> Option<String> {
    match setting {
        Setting::RemoteIpRanges { .. } | Setting::Create(_) => None,
        Setting::Enabled(_) => before.enabled.whole().map(|e| boolean(*e).trim_start_matches('$').to_owned()),
        Setting::Fqdn(_) => before.fqdn.whole().cloned(),
        Setting::AuthMechanism(_) => before.auth_mechanism.whole().map(|l| printed(l, AuthMechanism::ALL)),
        Setting::PermissionGroups(_) => before.permission_groups.whole().map(|l| printed(l, PermissionGroup::ALL)),
        Setting::TransportRole(_) => before.transport_role.whole().map(|l| printed(l, TransportRole::ALL)),
    }
}

/// The printed form of the value after; `None` for lists and new connectors.
pub(super) fn new_text(setting: &Setting, before: &ReceiveConnector) -> Option<String> {
    match setting {
        Setting::RemoteIpRanges { .. } | Setting::Create(_) => None,
        Setting::Enabled(enabled) => Some(boolean(*enabled).trim_start_matches('$').to_owned()),
        Setting::Fqdn(fqdn) => Some(fqdn.clone()),
        Setting::AuthMechanism(members) => Some(printed(members, AuthMechanism::ALL)),
        Setting::PermissionGroups(members) => Some(printed(&with_custom(members, before), PermissionGroup::ALL)),
        Setting::TransportRole(role) => Some(role.as_str().to_owned()),
    }
}

/// Entries as pasted.
pub(super) fn written(entries: &[RemoteIpRange]) -> Vec<String> {
    entries.iter().map(|entry| entry.as_written.to_string()).collect()
}

/// How Exchange prints a flag value: members in the order of their bits, whatever the order of the paste.
fn printed<T: std::fmt::Display + PartialEq>(members: &[T], order: &[(T, u32)]) -> String {
    if members.is_empty() {
        return "None".to_owned();
    }
    let known = order.iter().map(|(member, _)| member).filter(|m| members.contains(m));
    let unknown = members.iter().filter(|m| order.iter().all(|(known, _)| known != *m));
    known.chain(unknown).map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn flags<T: std::fmt::Display + PartialEq>(
    property: Property,
    members: &[T],
    order: &[(T, u32)],
) -> Result<String, Unquotable> {
    Ok(format!(" -{} {}", property.spelling(), quote(&printed(members, order))?))
}

fn list<T: Clone>(shown: &Shown<Vec<T>>) -> Vec<T> {
    shown.whole().cloned().unwrap_or_default()
}

const fn boolean(value: bool) -> &'static str {
    if value { "$True" } else { "$False" }
}

fn fqdn_parameter(fqdn: &str) -> Result<String, Unquotable> {
    Ok(if fqdn.is_empty() { " -Fqdn $null".to_owned() } else { format!(" -Fqdn {}", quote(fqdn)?) })
}

/// ` -RemoteIPRanges @{..}` on one line where it is short.
fn entries(remove: (&[String], Own), add: (&[String], Own)) -> Result<String, Unquotable> {
    let mut keys = Vec::new();
    for (key, (items, own)) in [("Remove", remove), ("Add", add)] {
        if !items.is_empty() {
            keys.push(format!("{key} = {}", own.expression(items)?));
        }
    }
    let short = keys.iter().map(String::len).sum::<usize>() < 90;
    Ok(if short {
        format!(" -RemoteIPRanges @{{ {} }}", keys.join("; "))
    } else {
        let lines: Vec<_> = keys.iter().map(|key| format!("    {}", key.replace('\n', "\n    "))).collect();
        format!(" -RemoteIPRanges @{{\n{}\n}}", lines.join("\n"))
    })
}

/// How a list of literals is written.
pub(super) type Literals = fn(&[String]) -> Result<String, Unquotable>;

fn creation(
    connector: &ReceiveConnector,
    literals: Literals,
    ranges: impl Fn(&[String]) -> Result<String, Unquotable>,
) -> Result<String, Unquotable> {
    let bindings: Vec<_> = list(&connector.bindings).iter().map(binding).collect();
    let mut text = " -Usage Custom".to_owned();
    if let Some(role) = connector.transport_role.whole().and_then(|roles| roles.first()) {
        text.push_str(" -TransportRole ");
        text.push_str(&quote(role.as_str())?);
    }
    text.push_str(" -Bindings ");
    text.push_str(&literals(&bindings)?);
    text.push_str(" -RemoteIPRanges ");
    text.push_str(&ranges(&written(&list(&connector.remote_ip_ranges)))?);
    text.push_str(&flags(Property::AuthMechanism, &list(&connector.auth_mechanism), AuthMechanism::ALL)?);
    text.push_str(&flags(Property::PermissionGroups, &list(&connector.permission_groups), PermissionGroup::ALL)?);
    Ok(text)
}

/// `0.0.0.0:25` or `[::]:25`, which every version reads.
fn binding(binding: &Binding) -> String {
    binding.endpoint.map_or_else(
        || binding.as_written.to_string(),
        |e| std::net::SocketAddr::new(e.address.to_ip(), e.port).to_string(),
    )
}
