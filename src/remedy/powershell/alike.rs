//! Groups the connectors of a plan that differ in nothing but their server: one part of a script changes them all.
//!
//! The order of the changes on each server stays that of the plan. This module writes no PowerShell.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::kept::{Kept, read_own};
use super::{Block, ScriptWords, Target};
use crate::model::{ReceiveConnector, ServerId};
use crate::remedy::quoting::{Unquotable, printable, quote};
use crate::remedy::{Exception, Setting};

/// Connectors that are named after their server share a part of a script from this number on. Fewer are easier to read
/// one by one.
const LEAST_NAMED_AFTER_SERVER: usize = 3;

/// The name of a connector: what stands before and behind the name of its server, or the whole name.
pub(in crate::remedy) type Name = (String, Option<String>);

/// Connectors that the same commands change.
pub(super) struct Group<'t, 'a> {
    /// Number in the script, from 1.
    number: usize,
    name: Name,
    /// The first in the plan. What is said of it holds for all of them, but for the server.
    pub(super) first: &'t Target<'a>,
    /// All of them, in the order of the plan.
    pub(super) targets: Vec<&'t Target<'a>>,
    /// What the commands set: of several connectors, what is set alike.
    pub(super) steps: Vec<Cow<'a, Setting>>,
    /// How the lists of some servers differ by their own addresses.
    pub(super) exception: Option<Exception>,
}

/// How commands name what they act on: literals for one connector, variables of a loop for several.
pub(super) struct Subject<'t, 'a> {
    group: &'t Group<'t, 'a>,
    /// The server.
    pub(super) server: String,
    /// The name of the connector.
    pub(super) name: String,
    /// `SERVER\Name`.
    pub(super) identity: String,
}

/// The groups of a plan. Targets share a group where their keys are equal. The connectors of each server are changed in
/// the order of the plan: a later change may only be valid after an earlier one on the same server.
pub(super) fn groups<'t, 'a>(
    targets: &'t [Target<'a>],
    kept: Option<&Kept>,
    key: impl Fn(&[Cow<'a, Setting>], &Target<'a>) -> Result<String, Unquotable>,
) -> Result<Vec<Group<'t, 'a>>, Unquotable> {
    let mut groups: Vec<(Name, Vec<&'t Target<'a>>)> = Vec::new();
    // The last group of a key, and the last group that changes a server.
    let (mut of_key, mut of_server) = (HashMap::new(), HashMap::<ServerId, usize>::new());
    for target in targets {
        let name = around_server(target.connector);
        // If an own address of a server stays, only the connectors that keep it can share their part.
        let is_apart = target.own.is_empty() && kept.is_some_and(|kept| kept.concerns(&target.connector.server));
        let key = (name.clone(), target.is_new(), is_apart, key(&common_steps(target, kept), target)?);
        let before = of_server.get(&ServerId::of(&target.connector.server));
        let fits = |group: &&usize| before.is_none_or(|before| before < *group) && !target.has_wildcard();
        let index = of_key.get(&key).filter(fits).copied().unwrap_or(groups.len());
        match groups.get_mut(index) {
            Some((_, alike)) => alike.push(target),
            None => groups.push((name, vec![target])),
        }
        of_key.insert(key, index);
        of_server.insert(ServerId::of(&target.connector.server), index);
    }
    // What most servers have in common comes first, unless that could change the order of the steps of a server.
    if of_server.len() == targets.len() {
        groups.sort_by_key(|(_, alike)| Reverse(alike.len()));
    }
    let parts = groups.into_iter().flat_map(|(name, alike)| {
        let least = if name.1.is_some() { LEAST_NAMED_AFTER_SERVER } else { 2 };
        let size = if alike.len() < least { 1 } else { alike.len() };
        alike.chunks(size).map(|part| (name.clone(), part.to_vec())).collect::<Vec<_>>()
    });
    let group = |(number, (name, targets)): (usize, (Name, Vec<&'t Target<'a>>))| {
        let first = *targets.first()?;
        let exception = kept.map(Kept::exception).filter(|_| targets.iter().any(|target| !target.own.is_empty()));
        let exception = exception.filter(|_| targets.len() > 1);
        let steps = common_steps(first, kept.filter(|_| targets.len() > 1));
        Some(Group { number, name, first, targets, steps, exception })
    };
    Ok((1..).zip(parts).filter_map(group).collect())
}

/// The steps of a target as its twins have them.
fn common_steps<'a>(target: &Target<'a>, kept: Option<&Kept>) -> Vec<Cow<'a, Setting>> {
    let common = kept.and_then(|kept| target.common_steps(kept.exception()));
    common.unwrap_or_else(|| target.steps.iter().map(|setting| Cow::Borrowed(*setting)).collect())
}

/// What stands around the name of the server in the name of its connector: `Default Frontend EX1`.
pub(in crate::remedy) fn around_server(connector: &ReceiveConnector) -> Name {
    let (name, server) = (connector.name.as_str(), connector.server.as_str());
    match name.split_once(server).filter(|_| !server.is_empty()) {
        Some((before, behind)) => (before.to_owned(), Some(behind.to_owned())),
        None => (name.to_owned(), None),
    }
}

impl<'t, 'a> Group<'t, 'a> {
    /// Whether it holds several connectors.
    pub(super) fn is_shared(&self) -> bool {
        self.targets.len() > 1
    }

    /// The servers.
    pub(super) fn servers(&self) -> Vec<String> {
        self.targets.iter().map(|target| target.connector.server.clone()).collect()
    }

    /// The connectors for a comment: `EX1\Relay`, or `Relay on 14 servers`.
    pub(super) fn names(&self, words: &dyn ScriptWords) -> String {
        if self.is_shared() {
            let names: Vec<_> = self.targets.iter().map(|target| target.name()).collect();
            words.connectors(&names)
        } else {
            self.first.name()
        }
    }

    /// The variable that holds the servers.
    fn servers_variable(&self) -> String {
        format!("$servers{}", self.number)
    }

    /// Lists the servers of a loop; nothing where there is one connector.
    pub(super) fn list_servers(&self, block: &mut Block) -> Result<(), Unquotable> {
        if self.is_shared() { block.list(&self.servers_variable(), &self.servers()) } else { Ok(()) }
    }

    /// Writes commands for every connector of the group: in a loop over the servers, whose list stands above.
    pub(super) fn each(
        &'t self,
        block: &mut Block,
        write: impl FnOnce(&mut Block, &Subject<'t, 'a>) -> Result<(), Unquotable>,
    ) -> Result<(), Unquotable> {
        if !self.is_shared() {
            return write(block, &self.subject()?);
        }
        block.open(format!("foreach ($server in {}) {{", self.servers_variable()));
        block.line(format!("$identity = {}", self.identity_with("$server")?));
        if self.exception.is_some() {
            block.line(read_own("$server"));
        }
        write(block, &self.subject()?)?;
        block.close();
        Ok(())
    }

    /// How commands name the connector: of several, by the variables of [`Self::each`].
    pub(super) fn subject(&'t self) -> Result<Subject<'t, 'a>, Unquotable> {
        let connector = self.first.connector;
        let (server, name, identity) = if self.is_shared() {
            ("$server".to_owned(), in_parentheses(self.name_with("$server")?), "$identity".to_owned())
        } else {
            (quote(&connector.server)?, quote(&connector.name)?, self.first.identity()?)
        };
        Ok(Subject { group: self, server, name, identity })
    }

    /// The name as an expression, with the server in this variable: `'Default ' + $_`.
    pub(super) fn name_with(&self, server: &str) -> Result<String, Unquotable> {
        expression(&self.name, "", server)
    }

    /// The identity as an expression, with the server in this variable: `$_ + '\Relay'`.
    pub(super) fn identity_with(&self, server: &str) -> Result<String, Unquotable> {
        Ok(format!("{server} + {}", expression(&self.name, "\\", server)?))
    }
}

/// The name of a connector as an expression, with the server in this variable.
pub(super) fn expression((before, behind): &Name, separator: &str, server: &str) -> Result<String, Unquotable> {
    let mut parts = Vec::new();
    if !(before.is_empty() && separator.is_empty()) {
        parts.push(quote(&format!("{separator}{before}"))?);
    }
    if let Some(behind) = behind {
        parts.push(server.to_owned());
        if !behind.is_empty() {
            parts.push(quote(behind)?);
        }
    }
    Ok(parts.join(" + "))
}

/// An expression as an argument.
pub(super) fn in_parentheses(expression: String) -> String {
    if expression.contains(" + ") { format!("({expression})") } else { expression }
}

impl Subject<'_, '_> {
    /// The pipeline that reads the connector.
    pub(super) fn get(&self) -> String {
        if self.group.first.has_wildcard() || self.group.first.is_new() {
            format!(
                "Get-ReceiveConnector -Server {} -ErrorAction Stop | Where-Object {{ $_.Name -eq {} }}",
                self.server, self.name
            )
        } else {
            format!("Get-ReceiveConnector -Identity {} -ErrorAction Stop", self.identity)
        }
    }

    /// The variable that holds the connector.
    pub(super) fn variable(&self) -> String {
        format!("$connector{}", self.group.number)
    }

    /// What Set- gets as `-Identity`, where the connector has been read.
    pub(super) fn set_identity(&self) -> String {
        if self.group.first.has_wildcard() { format!("{}[0].Identity", self.variable()) } else { self.identity.clone() }
    }

    /// The cmdlet with its target.
    pub(super) fn verb(&self) -> String {
        if self.group.first.is_new() {
            format!("New-ReceiveConnector -Name {} -Server {}", self.name, self.server)
        } else {
            format!("Set-ReceiveConnector -Identity {}", self.set_identity())
        }
    }

    /// A text about the connector as an expression.
    pub(super) fn message(&self, about: impl Fn(&str) -> String) -> Result<String, Unquotable> {
        Ok(if self.group.is_shared() {
            format!("({} -f $identity)", quote(&about("{0}"))?)
        } else {
            quote(&about(&printable(&self.group.first.connector.identity())))?
        })
    }
}
