//! Puts the command lists and the `.ps1` file of a remedy together.
//!
//! The parts come from the other modules of this folder. This module decides their order: check, backup, rehearsal,
//! change, and the way back.

use std::borrow::Cow;

use super::alike::{Group, Subject};
use super::change::{as_pasted, bounds, old_parameters, old_text, parameters, written};
use super::claim::{Claims, landing};
use super::kept::{Kept, Own};
use super::{Block, ScriptWords, Scripts, queues, verify};
use crate::model::PermissionGroup;
use crate::remedy::quoting::{Unquotable, printable, quote};
use crate::remedy::{Id, Remedy, Setting};

/// Properties that the readable backup holds: all that a remedy can change, and what explains them.
const BACKUP: &str =
    "'Enabled', 'TransportRole', 'Bindings', 'RemoteIPRanges', 'AuthMechanism', 'PermissionGroups', 'Fqdn'";

/// Commands shown at the top of a script.
const IN_SHORT: usize = 4;

/// A remedy on its way to text.
pub(super) struct Renderer<'t, 'a> {
    pub(super) remedy: &'a Remedy,
    pub(super) words: &'a dyn ScriptWords,
    pub(super) groups: Vec<Group<'t, 'a>>,
    pub(super) claims: Claims<'t>,
    pub(super) kept: Option<&'t Kept>,
}

/// Whether a change asks `$PSCmdlet` first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Pasted lines: the block has rehearsed.
    None,
    /// A script with SupportsShouldProcess.
    ShouldProcess,
}

/// What a script reads before it changes anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// The values that it changes.
    Values,
    /// Also what the claim rests on.
    Claim,
}

pub(super) type Written = Result<(), Unquotable>;

impl Renderer<'_, '_> {
    /// Everything.
    pub(super) fn scripts(&self) -> Result<Scripts, Unquotable> {
        let mut commands = Block::default();
        self.head(&mut commands)?;
        commands.open("& {");
        commands.line("$ErrorActionPreference = 'Stop'");
        self.start(&mut commands, Reads::Claim)?;
        self.commands(&mut commands, Guard::None)?;
        commands.close();
        let verify = self.verify()?;
        Ok(Scripts {
            prove: vec![self.prove()?],
            commands: vec![commands.text()],
            script: self.script(&verify)?,
            verify,
            retry: self.retry(Guard::None)?.into_iter().collect(),
            rollback: self.rollback_list()?.into_iter().collect(),
        })
    }

    /// What the commands below need: what reads entries, where lists are compared, and the servers of each loop.
    fn start(&self, block: &mut Block, reads: Reads) -> Written {
        let compares = |setting: &Cow<'_, Setting>| matches!(**setting, Setting::RemoteIpRanges { .. });
        let checks = reads == Reads::Claim && !self.claims.is_empty();
        if checks || self.groups.iter().flat_map(|group| &group.steps).any(compares) {
            bounds(block, self.words);
        }
        if checks {
            landing(block, self.words);
        }
        // The claims set own addresses aside even where every connector has its own part.
        let is_read = checks || self.groups.iter().any(|group| group.exception.is_some());
        if let Some(kept) = self.kept.filter(|_| is_read) {
            kept.table(block)?;
        }
        self.groups.iter().try_for_each(|group| group.list_servers(block))
    }

    fn servers(&self) -> Vec<String> {
        let mut servers: Vec<String> = Vec::new();
        for server in self.groups.iter().flat_map(|group| &group.targets).map(|target| target.server()) {
            if !servers.contains(&server) {
                servers.push(server);
            }
        }
        servers
    }

    /// What it is, where to run it, and what it changes: the commands themselves stand far below.
    fn head(&self, block: &mut Block) -> Written {
        block.comment(self.words.title(self.remedy.id));
        block.comment(self.words.where_to_run(&self.servers()));
        block.comment(self.words.in_short());
        let changes = self.groups.iter().flat_map(|group| group.steps.iter().map(move |setting| (group, setting)));
        for (group, setting) in changes.clone().take(IN_SHORT) {
            block.comment(format!("{}{}", group.first.verb()?, parameters(setting, None)?));
            if group.is_shared() {
                block.comment(self.words.and_alike(group.targets.len().saturating_sub(1)));
            }
            if group.exception.is_some() {
                block.comment(self.words.but_own_addresses());
            }
        }
        let more = changes.count().saturating_sub(IN_SHORT);
        if more > 0 {
            block.comment(self.words.and_more(more));
        }
        Ok(())
    }

    /// Names the connectors of a group above their commands.
    fn heading(&self, block: &mut Block, group: &Group<'_, '_>) {
        block.comment(if group.is_shared() {
            group.names(self.words)
        } else {
            self.words.on_server(&group.first.server(), &group.first.name())
        });
    }

    /// Check, backup, rehearsal, change.
    fn commands(&self, block: &mut Block, guard: Guard) -> Written {
        block.comment(self.words.check());
        block.line("$old = @()");
        for group in &self.groups {
            self.heading(block, group);
            group.each(block, |block, subject| {
                self.check(block, group, subject)?;
                block.line(if group.first.is_new() {
                    format!("$old += @(Get-ReceiveConnector -Server {} -ErrorAction Stop)", subject.server)
                } else {
                    format!("$old += {}", subject.variable())
                });
                Ok(())
            })?;
        }
        self.claims.write(block, self.words)?;
        self.backup(block)?;
        block.comment(self.words.rehearsal());
        for group in &self.groups {
            // Together: a later setting may only be valid with an earlier one.
            let all: String = group.steps.iter().map(|s| parameters(s, group.exception)).collect::<Result<_, _>>()?;
            group.each(block, |block, subject| {
                block.line(format!("{}{all} -WhatIf -ErrorAction Stop", subject.verb()));
                Ok(())
            })?;
        }
        block.comment(self.words.change());
        for group in &self.groups {
            self.heading(block, group);
            group.each(block, |block, subject| {
                for setting in &group.steps {
                    if let Some(old) = old_text(setting, group.first.connector) {
                        block.comment(self.words.old_value(setting.property().spelling(), &printable(&old)));
                    }
                    guarded(
                        block,
                        subject,
                        guard,
                        &format!("{}{}", subject.verb(), parameters(setting, group.exception)?),
                    )?;
                }
                Ok(())
            })?;
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

    /// The checks alone, which read and change nothing.
    fn prove(&self) -> Result<String, Unquotable> {
        let mut block = Block::default();
        block.comment(self.words.prove());
        block.open("& {");
        block.line("$ErrorActionPreference = 'Stop'");
        self.start(&mut block, Reads::Claim)?;
        for group in &self.groups {
            self.heading(&mut block, group);
            group.each(&mut block, |block, subject| self.check(block, group, subject))?;
        }
        self.claims.write(&mut block, self.words)?;
        block.line(quote(self.words.is_proved())?);
        block.close();
        Ok(block.text())
    }

    /// Throws unless the connector is as pasted.
    fn check(&self, block: &mut Block, group: &Group<'_, '_>, subject: &Subject<'_, '_>) -> Written {
        if group.first.is_new() {
            let message = subject.message(|name| self.words.exists(name))?;
            block.line(format!("if (@({}).Count -ne 0) {{ throw {message} }}", subject.get()));
            return Ok(());
        }
        self.read(block, subject)?;
        let mut steps = group.steps.iter();
        steps.try_for_each(|setting| as_pasted(block, subject, group.first.connector, setting, self.words))
    }

    /// Reads the connector into its variable; throws unless there is exactly one.
    fn read(&self, block: &mut Block, subject: &Subject<'_, '_>) -> Written {
        let message = subject.message(|name| self.words.not_found(name))?;
        block.line(format!("{} = @({})", subject.variable(), subject.get()));
        block.line(format!("if ({}.Count -ne 1) {{ throw {message} }}", subject.variable()));
        Ok(())
    }

    fn backup(&self, block: &mut Block) -> Written {
        block.comment(self.words.backup());
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
        for group in &self.groups {
            for setting in &group.steps {
                looks.push(verify::look(group, setting, self.kept, self.words)?);
            }
        }
        Ok(looks)
    }

    /// `None` where there is no queue to try again.
    fn retry(&self, guard: Guard) -> Result<Option<String>, Unquotable> {
        queues::retry(&self.remedy.queues, guard, self.words)
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
        self.start(&mut block, Reads::Values)?;
        self.rollback(&mut block, Guard::None)?;
        block.close();
        Ok(Some(block.text()))
    }

    /// Back, last connector first; what is already as before is left alone.
    fn rollback(&self, block: &mut Block, guard: Guard) -> Written {
        for group in self.groups.iter().rev() {
            self.heading(block, group);
            group.each(block, |block, subject| {
                if group.first.is_new() {
                    block.line(format!("{} = @({})", subject.variable(), subject.get()));
                    block.open(format!("if ({}.Count -eq 1) {{", subject.variable()));
                    guarded(
                        block,
                        subject,
                        guard,
                        &format!("Remove-ReceiveConnector -Identity {}", subject.set_identity()),
                    )?;
                    block.close();
                    return Ok(());
                }
                self.read(block, subject)?;
                let mut steps = group.steps.iter().rev();
                steps.try_for_each(|setting| self.roll_back(block, group, subject, setting, guard))
            })?;
        }
        self.restart(block);
        Ok(())
    }

    fn roll_back(
        &self,
        block: &mut Block,
        group: &Group<'_, '_>,
        subject: &Subject<'_, '_>,
        setting: &Setting,
        guard: Guard,
    ) -> Written {
        let (property, before) = (setting.property().spelling(), group.first.connector);
        let value = format!("{}[0].{property}", subject.variable());
        let command = format!("{}{}", subject.verb(), old_parameters(setting, group.exception, before)?);
        if let Setting::RemoteIpRanges { remove, add } = setting {
            let (of_removed, of_added) = Own::of(group.exception);
            of_removed.assign(block, "$back", &written(remove))?;
            of_added.assign(block, "$gone", &add.iter().map(ToString::to_string).collect::<Vec<_>>())?;
            block.line(format!("$now = @({value} | ForEach-Object {{ & $bounds $_ }})"));
            block.line("$missing = @($back | Where-Object { $now -notcontains (& $bounds $_) }).Count");
            block.line("$left = @($gone | Where-Object { $now -contains (& $bounds $_) }).Count");
            block.open("if ($missing -eq $back.Count -and $left -eq $gone.Count) {");
            guarded(block, subject, guard, &command)?;
            block.close();
            let message = subject.message(|name| self.words.neither_state(name, property))?;
            block.line(format!("elseif ($missing -ne 0 -or $left -ne 0) {{ throw {message} }}"));
            return Ok(());
        }
        if matches!(setting, Setting::PermissionGroups(_))
            && before.permission_groups.has(&PermissionGroup::Custom) == Some(true)
        {
            block.comment(self.words.custom_stays());
        }
        let old = old_text(setting, before).unwrap_or_default();
        block.open(format!("if (\"$({value})\" -ne {}) {{", quote(&old)?));
        guarded(block, subject, guard, &command)?;
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
        self.start(&mut block, Reads::Claim)?;
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

/// A change that does not prompt.
fn guarded(block: &mut Block, subject: &Subject<'_, '_>, guard: Guard, command: &str) -> Written {
    let command = format!("{command} -Confirm:$False -ErrorAction Stop");
    if guard == Guard::None {
        block.line(command);
        return Ok(());
    }
    let cmdlet = quote(command.split(' ').next().unwrap_or_default())?;
    block.open(format!("if ($PSCmdlet.ShouldProcess({}, {cmdlet})) {{", subject.identity));
    block.line(command);
    block.close();
    Ok(())
}
