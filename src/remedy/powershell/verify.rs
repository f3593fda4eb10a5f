//! The commands that show the state after the change, with what they must print.

use super::alike::Group;
use super::block::literals;
use super::change::{new_text, written};
use super::kept::{Kept, read_own};
use super::{Block, ScriptWords};
use crate::model::{IpRange, ReceiveConnector, RemoteIpRange};
use crate::remedy::quoting::{Unquotable, printable, quote};
use crate::remedy::{Exception, Setting};

/// One look at one changed property of the connectors of a group.
pub(super) fn look(
    group: &Group<'_, '_>,
    setting: &Setting,
    kept: Option<&Kept>,
    words: &dyn ScriptWords,
) -> Result<String, Unquotable> {
    let mut block = Block::default();
    let (property, connectors) = (setting.property().spelling(), group.names(words));
    let connector = group.first.connector;
    match setting {
        Setting::RemoteIpRanges { remove, add } => entries(&mut block, connector, &connectors, (remove, add), words),
        Setting::Create(new) => {
            block.comment(words.must_list(&connectors));
            let list = new.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
            block.comment(printable_list(&written(list)));
        }
        _ => {
            let value = new_text(setting, connector).unwrap_or_default();
            block.comment(words.must_print(&connectors, property, &printable(&value)));
        }
    }
    if !group.is_shared() {
        let get = group.subject()?.get();
        block.line(format!("{get} | ForEach-Object {{ $_.{property} }} | ForEach-Object {{ \"$_\" }}"));
        return Ok(block.text());
    }
    // Servers that print the same share a line: nobody compares a hundred lists by eye.
    block.comment(words.alike_share_a_line(group.targets.len()));
    let of_list = matches!(setting, Setting::RemoteIpRanges { .. } | Setting::Create(_));
    let exception = group.exception.filter(|_| of_list).zip(kept);
    let (prepare, also, sorted) = match exception {
        None => (String::new(), "", ""),
        Some((exception, kept)) => {
            kept.table(&mut block)?;
            let read = format!("{}; ", read_own("$_"));
            match exception {
                Exception::NotAdded => {
                    block.comment(words.own_put_in());
                    (read, " + $kept", "")
                }
                Exception::Added | Exception::NotRemoved => {
                    block.comment(words.own_left_out());
                    (read, "", " | Where-Object { $kept -notcontains $_ }")
                }
            }
        }
    };
    let get = if group.first.is_new() {
        let name = group.name_with("$_")?;
        format!(
            "$name = {name}; Get-ReceiveConnector -Server $_ -ErrorAction Stop | Where-Object {{ $_.Name -eq $name }}"
        )
    } else {
        format!("Get-ReceiveConnector -Identity ({}) -ErrorAction Stop", group.identity_with("$_")?)
    };
    block.line(format!("{} |", literals(&group.servers())?));
    block.line(format!("    ForEach-Object {{ {prepare}{get} }} |"));
    let values = format!("@($_.{property} | ForEach-Object {{ \"$_\" }}){also}");
    block.line(format!("    ForEach-Object {{ @({values}{sorted} | Sort-Object) -join ', ' }} |"));
    let line = quote(&words.alike_print("{0}", "{1}"))?;
    block.line(format!("    Group-Object | ForEach-Object {{ {line} -f $_.Count, $_.Name }}"));
    Ok(block.text())
}

/// The entries that a list must hold afterwards.
fn entries(
    block: &mut Block,
    connector: &ReceiveConnector,
    connectors: &str,
    (remove, add): (&[RemoteIpRange], &[IpRange]),
    words: &dyn ScriptWords,
) {
    let ranges = &connector.remote_ip_ranges;
    let visible = ranges.visible().map_or(&[][..], Vec::as_slice);
    let kept = visible.iter().filter(|e| !remove.iter().any(|r| r.range().is_some() && r.range() == e.range()));
    let after: Vec<_> = kept.map(|e| e.as_written.to_string()).chain(add.iter().map(ToString::to_string)).collect();
    if ranges.whole().is_some() {
        block.comment(words.must_list(connectors));
        block.comment(printable_list(&after));
    } else {
        block.comment(words.must_hold(connectors));
        block.comment(printable_list(&after));
        block.comment(words.must_not_hold());
        block.comment(printable_list(&written(remove)));
    }
}

/// Entries for a comment.
fn printable_list(entries: &[String]) -> String {
    entries.iter().map(|entry| printable(entry)).collect::<Vec<_>>().join(", ")
}
