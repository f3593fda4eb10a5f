//! Puts the lists and the `.ps1` together.

use super::change::{as_pasted, bounds, new_text, old_parameters, old_text, parameters, written};
use super::{Block, ScriptWords, Scripts, Target};
use crate::model::PermissionGroup;
use crate::remedy::quoting::{Unquotable, printable, quote};
use crate::remedy::{Id, Remedy, Setting};

/// Properties that the readable backup holds: all that a remedy can change, and what explains them.
const BACKUP: &str =
    "'Enabled', 'TransportRole', 'Bindings', 'RemoteIPRanges', 'AuthMechanism', 'PermissionGroups', 'Fqdn'";

/// Commands shown at the top of a script.
const IN_SHORT: usize = 4;

/// A remedy on its way to text.
pub(super) struct Renderer<'a> {
    pub(super) remedy: &'a Remedy,
    pub(super) words: &'a dyn ScriptWords,
    pub(super) targets: Vec<Target<'a>>,
}

/// Whether a change asks `$PSCmdlet` first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// Pasted lines: the block has rehearsed.
    None,
    /// A script with SupportsShouldProcess.
    ShouldProcess,
}

type Written = Result<(), Unquotable>;

impl Renderer<'_> {
    /// Everything.
    pub(super) fn scripts(&self) -> Result<Scripts, Unquotable> {
        let mut commands = Block::default();
        self.head(&mut commands)?;
        commands.open("& {");
        commands.line("$ErrorActionPreference = 'Stop'");
        self.bounds(&mut commands);
        self.commands(&mut commands, Guard::None)?;
        commands.close();
        let verify = self.verify()?;
        Ok(Scripts {
            commands: vec![commands.text()],
            script: self.script(&verify)?,
            verify,
            retry: self.retry(Guard::None)?.into_iter().collect(),
            rollback: self.rollback_list()?.into_iter().collect(),
        })
    }

    /// What reads entries, where lists are compared.
    fn bounds(&self, block: &mut Block) {
        let compares = |target: &&Target<'_>| target.steps.iter().any(|s| matches!(s, Setting::RemoteIpRanges { .. }));
        if self.targets.iter().any(|target| compares(&target)) {
            bounds(block, self.words);
        }
    }

    fn servers(&self) -> Vec<String> {
        let mut servers: Vec<String> = Vec::new();
        for target in &self.targets {
            if !servers.contains(&target.server()) {
                servers.push(target.server());
            }
        }
        servers
    }

    /// What it is, where to run it, and what it changes: the commands themselves stand far below.
    fn head(&self, block: &mut Block) -> Written {
        block.comment(self.words.title(self.remedy.id));
        block.comment(self.words.where_to_run(&self.servers()));
        block.comment(self.words.in_short());
        let changes = self.targets.iter().flat_map(|target| target.steps.iter().map(move |setting| (target, setting)));
        for (target, setting) in changes.clone().take(IN_SHORT) {
            block.comment(format!("{}{}", verb(target)?, parameters(setting)?));
        }
        let more = changes.count().saturating_sub(IN_SHORT);
        if more > 0 {
            block.comment(self.words.and_more(more));
        }
        Ok(())
    }

    /// Check, backup, rehearsal, change.
    fn commands(&self, block: &mut Block, guard: Guard) -> Written {
        block.comment(self.words.check());
        for target in &self.targets {
            block.comment(self.words.on_server(&target.server(), &target.name()));
            self.check(block, target)?;
        }
        self.backup(block)?;
        block.comment(self.words.rehearsal());
        for target in &self.targets {
            // Together: a later setting may only be valid with an earlier one.
            let all: Vec<_> = target.steps.iter().map(|s| parameters(s)).collect::<Result<_, _>>()?;
            block.line(format!("{}{} -WhatIf -ErrorAction Stop", verb(target)?, all.concat()));
        }
        block.comment(self.words.change());
        for target in &self.targets {
            block.comment(self.words.on_server(&target.server(), &target.name()));
            for setting in &target.steps {
                if let Some(old) = old_text(setting, target.connector) {
                    block.comment(self.words.old_value(setting.property().spelling(), &printable(&old)));
                }
                guarded(block, target, guard, &format!("{}{}", verb(target)?, parameters(setting)?))?;
            }
        }
        if guard == Guard::None {
            self.restart(block);
        }
        Ok(())
    }

    /// What no script does unasked.
    fn restart(&self, block: &mut Block) {
        if self.remedy.id == Id::MoveToFrontend {
            for server in self.servers() {
                block.comment(self.words.restart(&server));
                block.comment("Restart-Service MSExchangeFrontEndTransport, MSExchangeTransport");
            }
        }
    }

    fn check(&self, block: &mut Block, target: &Target<'_>) -> Written {
        if target.is_new() {
            let message = quote(&self.words.exists(&target.name()))?;
            block.line(format!("if (@({}).Count -ne 0) {{ throw {message} }}", target.get()?));
            return Ok(());
        }
        self.read(block, target)?;
        target.steps.iter().try_for_each(|setting| as_pasted(block, target, setting, self.words))
    }

    /// Reads the connector into its variable; throws unless there is exactly one.
    fn read(&self, block: &mut Block, target: &Target<'_>) -> Written {
        let message = quote(&self.words.not_found(&target.name()))?;
        block.line(format!("{} = @({})", target.variable(), target.get()?));
        block.line(format!("if ({}.Count -ne 1) {{ throw {message} }}", target.variable()));
        Ok(())
    }

    fn backup(&self, block: &mut Block) -> Written {
        block.comment(self.words.backup());
        block.line("$old = @()");
        for target in &self.targets {
            if target.is_new() {
                let server = quote(&target.connector.server)?;
                block.line(format!("$old += @(Get-ReceiveConnector -Server {server} -ErrorAction Stop)"));
            } else {
                block.line(format!("$old += {}", target.variable()));
            }
        }
        block.line("$folder = Join-Path $HOME ('mailflow-doctor-' + (Get-Date -Format 'yyyyMMdd-HHmmss'))");
        block.line("New-Item -ItemType Directory -Path $folder -Force -ErrorAction Stop | Out-Null");
        block.line("$old | Export-Clixml -Path (Join-Path $folder 'receive-connectors.xml') -ErrorAction Stop");
        block.line("$lines = @()");
        block.open("foreach ($connector in $old) {");
        block.line("$lines += \"$($connector.Identity)\"");
        block.open(format!("foreach ($property in {BACKUP}) {{"));
        block.line(
            "$lines += '    ' + $property + ' : ' + (@($connector.$property | ForEach-Object { \"$_\" }) -join ', ')",
        );
        block.close();
        block.close();
        block.line(
            "$lines | Out-File -FilePath (Join-Path $folder 'receive-connectors.txt') -Encoding UTF8 -ErrorAction Stop",
        );
        block.line(format!("{} -f $folder", quote(&self.words.backup_is_in())?));
        Ok(())
    }

    fn verify(&self) -> Result<Vec<String>, Unquotable> {
        let mut looks = Vec::new();
        if self.remedy.id == Id::MoveToFrontend {
            let mut block = Block::default();
            self.restart(&mut block);
            looks.push(block.text());
        }
        for target in &self.targets {
            for setting in &target.steps {
                let mut block = Block::default();
                let property = setting.property().spelling();
                match setting {
                    Setting::RemoteIpRanges { remove, add } => self.verify_entries(&mut block, target, remove, add),
                    Setting::Create(_) => {
                        block.comment(self.words.must_list(&target.name()));
                        let list = target.connector.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
                        block.comment(printable_list(&written(list)));
                    }
                    _ => {
                        let value = new_text(setting, target.connector).unwrap_or_default();
                        block.comment(self.words.must_print(&target.name(), property, &printable(&value)));
                    }
                }
                block.line(format!(
                    "{} | ForEach-Object {{ $_.{property} }} | ForEach-Object {{ \"$_\" }}",
                    target.get()?
                ));
                looks.push(block.text());
            }
        }
        Ok(looks)
    }

    fn verify_entries(
        &self,
        block: &mut Block,
        target: &Target<'_>,
        remove: &[crate::model::RemoteIpRange],
        add: &[crate::model::IpRange],
    ) {
        let ranges = &target.connector.remote_ip_ranges;
        let visible = ranges.visible().map_or(&[][..], Vec::as_slice);
        let kept = visible.iter().filter(|e| !remove.iter().any(|r| r.range().is_some() && r.range() == e.range()));
        let after: Vec<_> = kept.map(|e| e.as_written.to_string()).chain(add.iter().map(ToString::to_string)).collect();
        if ranges.whole().is_some() {
            block.comment(self.words.must_list(&target.name()));
            block.comment(printable_list(&after));
        } else {
            block.comment(self.words.must_hold(&target.name()));
            block.comment(printable_list(&after));
            block.comment(self.words.must_not_hold());
            block.comment(printable_list(&written(remove)));
        }
    }

    /// `None` where there is no queue to try again.
    fn retry(&self, guard: Guard) -> Result<Option<String>, Unquotable> {
        let queues: Vec<_> = self.remedy.queues.iter().filter(|queue| quote(queue).is_ok()).collect();
        if queues.is_empty() {
            return Ok(None);
        }
        let mut block = Block::default();
        block.comment(self.words.retry());
        for queue in &queues {
            let queue = quote(queue)?;
            match guard {
                Guard::None => block.line(format!("Retry-Queue -Identity {queue} -Confirm:$False -ErrorAction Stop")),
                Guard::ShouldProcess => {
                    block.open(format!("if ($PSCmdlet.ShouldProcess({queue}, 'Retry-Queue')) {{"));
                    block.line(format!("Retry-Queue -Identity {queue} -Confirm:$False -ErrorAction Stop"));
                    block.close();
                }
            }
        }
        block.comment(self.words.queues_must());
        for queue in queues {
            block.line(format!(
                "Get-Queue -Identity {} -ErrorAction SilentlyContinue | Format-List Identity,Status,MessageCount,LastError",
                quote(queue)?
            ));
        }
        Ok(Some(block.text()))
    }

    /// `None` where Exchange would refuse the way back.
    fn rollback_list(&self) -> Result<Option<String>, Unquotable> {
        if self.remedy.no_way_back.is_some() {
            return Ok(None);
        }
        let mut block = Block::default();
        block.comment(self.words.rollback());
        block.comment(self.words.where_to_run(&self.servers()));
        block.open("& {");
        block.line("$ErrorActionPreference = 'Stop'");
        self.bounds(&mut block);
        self.rollback(&mut block, Guard::None)?;
        block.close();
        Ok(Some(block.text()))
    }

    /// Back, last connector first; what is already as before is left alone.
    fn rollback(&self, block: &mut Block, guard: Guard) -> Written {
        for target in self.targets.iter().rev() {
            block.comment(self.words.on_server(&target.server(), &target.name()));
            if target.is_new() {
                block.line(format!("{} = @({})", target.variable(), target.get()?));
                block.open(format!("if ({}.Count -eq 1) {{", target.variable()));
                let identity = target.set_identity()?;
                guarded(block, target, guard, &format!("Remove-ReceiveConnector -Identity {identity}"))?;
                block.close();
                continue;
            }
            self.read(block, target)?;
            for setting in target.steps.iter().rev() {
                self.roll_back(block, target, setting, guard)?;
            }
        }
        self.restart(block);
        Ok(())
    }

    fn roll_back(&self, block: &mut Block, target: &Target<'_>, setting: &Setting, guard: Guard) -> Written {
        let property = setting.property().spelling();
        let value = format!("{}[0].{property}", target.variable());
        let command = format!("{}{}", verb(target)?, old_parameters(setting, target.connector)?);
        if let Setting::RemoteIpRanges { remove, add } = setting {
            block.list("$back", &written(remove))?;
            block.list("$gone", &add.iter().map(ToString::to_string).collect::<Vec<_>>())?;
            block.line(format!("$now = @({value} | ForEach-Object {{ & $bounds $_ }})"));
            block.line("$missing = @($back | Where-Object { $now -notcontains (& $bounds $_) }).Count");
            block.line("$left = @($gone | Where-Object { $now -contains (& $bounds $_) }).Count");
            block.open("if ($missing -eq $back.Count -and $left -eq $gone.Count) {");
            guarded(block, target, guard, &command)?;
            block.close();
            let message = quote(&self.words.neither_state(&target.name(), property))?;
            block.line(format!("elseif ($missing -ne 0 -or $left -ne 0) {{ throw {message} }}"));
            return Ok(());
        }
        if matches!(setting, Setting::PermissionGroups(_))
            && target.connector.permission_groups.has(&PermissionGroup::Custom) == Some(true)
        {
            block.comment(self.words.custom_stays());
        }
        let old = old_text(setting, target.connector).unwrap_or_default();
        block.open(format!("if (\"$({value})\" -ne {}) {{", quote(&old)?));
        guarded(block, target, guard, &command)?;
        block.close();
        Ok(())
    }

    fn script(&self, verify: &[String]) -> Result<String, Unquotable> {
        let mut block = Block::default();
        self.head(&mut block)?;
        let retry = self.retry(Guard::ShouldProcess)?;
        let undo = self.remedy.no_way_back.is_none();
        block.comment(self.words.usage(undo, retry.is_some()));
        block.line("[CmdletBinding(SupportsShouldProcess = $True)]");
        let switches: Vec<_> = [(undo, "[switch]$Undo"), (retry.is_some(), "[switch]$RetryQueues")]
            .into_iter()
            .filter_map(|(wanted, switch)| wanted.then_some(switch))
            .collect();
        block.line(format!("param({})", switches.join(", ")));
        block.line("$ErrorActionPreference = 'Stop'");
        self.bounds(&mut block);
        if undo {
            block.open("if ($Undo) {");
            block.comment(self.words.rollback());
            self.rollback(&mut block, Guard::ShouldProcess)?;
            block.line("return");
            block.close();
        }
        if let Some(retry) = retry {
            block.open("if ($RetryQueues) {");
            block.line(retry);
            block.line("return");
            block.close();
        }
        self.commands(&mut block, Guard::ShouldProcess)?;
        block.comment(self.words.verify());
        for look in verify {
            block.line(look);
        }
        Ok(block.text())
    }
}

/// The cmdlet with its target.
fn verb(target: &Target<'_>) -> Result<String, Unquotable> {
    Ok(if target.is_new() {
        let (name, server) = (quote(&target.connector.name)?, quote(&target.connector.server)?);
        format!("New-ReceiveConnector -Name {name} -Server {server}")
    } else {
        format!("Set-ReceiveConnector -Identity {}", target.set_identity()?)
    })
}

/// A change that does not prompt.
fn guarded(block: &mut Block, target: &Target<'_>, guard: Guard, command: &str) -> Written {
    let command = format!("{command} -Confirm:$False -ErrorAction Stop");
    if guard == Guard::None {
        block.line(command);
        return Ok(());
    }
    let cmdlet = quote(command.split(' ').next().unwrap_or_default())?;
    block.open(format!("if ($PSCmdlet.ShouldProcess({}, {cmdlet})) {{", target.identity()?));
    block.line(command);
    block.close();
    Ok(())
}

/// Entries for a comment.
fn printable_list(entries: &[String]) -> String {
    entries.iter().map(|entry| printable(entry)).collect::<Vec<_>>().join(", ")
}
