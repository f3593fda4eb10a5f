//! What typed commands would do: `Set-`, `New-` and `Remove-ReceiveConnector`, alone or behind a `Get-ReceiveConnector`,
//! read as Exchange would read them and applied in order to the connectors that the paste shows.
//!
//! Nothing is guessed: what cannot be read makes all of it [`Unclear`], and says which part it is.

mod arguments;
mod entry;
mod new_connector;
mod parameters;
mod run;
mod scanner;
mod shell;
mod value;
mod variables;

pub use entry::RangeFault;

use run::Run;

use super::Rule;
use crate::model::{Property, ReceiveConnector, Snapshot};

/// A command as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The connectors that it changes.
    pub steps: Vec<Step>,
    /// What the user should know about it.
    pub remarks: Vec<Remark>,
}

/// One connector that a command changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index of the connector; that of a new one is the next free index.
    pub connector: usize,
    /// The connector afterwards; `None` where it is removed.
    pub after: Option<ReceiveConnector>,
    /// Whether the permission groups were typed with `Custom`, which Exchange refuses.
    pub sets_custom: bool,
    /// Why Exchange does not even read the values.
    pub refused: Option<Rule>,
    /// Properties that the command sets and of which a part stays hidden.
    pub hidden: Vec<Property>,
}

/// Why a command is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// There is no command.
    Nothing,
    /// More commands than are worked out at once.
    TooMany,
    /// A quote or a bracket is not closed, or a value is missing at the end.
    Open,
    /// A variable: its value is not known.
    Variable(String),
    /// An expression or a script block.
    Expression(String),
    /// Something stands where PowerShell expects nothing of the kind.
    Unexpected(String),
    /// PowerShell wants quotes around it here.
    NeedsQuotes(String),
    /// Another cmdlet.
    Cmdlet(String),
    /// The cmdlet has no such parameter.
    Parameter(String),
    /// The abbreviation stands for several parameters.
    Ambiguous(String, Vec<&'static str>),
    /// A parameter is there twice.
    Twice(&'static str),
    /// A parameter without its value, or one that is needed and missing.
    Missing(&'static str),
    /// A value that the parameter does not take, or that cannot be read.
    Value(&'static str, String),
    /// The paste shows no such connector.
    NoConnector(String),
    /// Several connectors have the name.
    WhichConnector(String, Vec<String>),
    /// The server is not said, and the paste shows several.
    WhichServer,
    /// A property whose value the command needs, and the connector of which the paste does not show it whole.
    Hidden(&'static str, String),
    /// An entry is taken out of a list with `-` or `-=`, which PowerShell does not know.
    Subtraction,
    /// A cmdlet that changes rights and nothing else; they are not worked out.
    Rights(String),
    /// The right to relay for anonymous senders, on a connector of setup that takes mail from everybody.
    OpensRelay(String),
}

/// Something that the user should know about a command that was understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// The connector is named without its server; the paste shows one of that name.
    OnlyOneOfThatName(String),
    /// The server is not said; the paste shows one only.
    OnlyServer(String),
    /// `-WhatIf` is there: PowerShell would change nothing.
    Rehearsal,
    /// A parameter that plays no part in selection; its own rules are not checked.
    NotLookedAt(&'static str),
    /// An entry to be removed that is not in the list.
    NotThere(String),
    /// An entry to be removed, and the connector: the visible part of its list does not show the entry.
    MayBeHidden(String, String),
    /// An entry to be added that the list holds already.
    AlreadyThere(String),
    /// `-TransportRole` is not typed, and Exchange then takes HubTransport (observed behaviour, 2013 CU23).
    HubByDefault,
    /// The connector is a relay, and gets Exchange Server authentication or the group of Exchange servers: a wrong turn that
    /// hides the cause.
    ExchangeOnRelay(String),
    /// The list of the connector is cut off in the paste and replaced: entries that nobody saw would be gone.
    ReplacesCutList(String),
    /// A cmdlet that changes rights of anonymous senders.
    AnonymousRights(String),
    /// A cmdlet that changes no connector.
    ChangesNoConnector(String),
    /// The connector becomes externally secured: every sender that it answers is trusted like an Exchange server.
    ExternallySecures(String),
}

/// Reads commands and applies them in order to the connectors of a snapshot.
///
/// # Errors
/// Names the first part that is not understood.
pub fn read(snapshot: &Snapshot, text: &str) -> Result<Typed, Unclear> {
    let mut run = Run::on(snapshot);
    for command in shell::commands(&crate::intake::without_prompts(text))? {
        run.execute(&command)?;
    }
    let mut typed = run.typed;
    // Commands that only look at something change nothing that could be worked out.
    if typed.steps.is_empty() {
        return Err(run.without_effect.unwrap_or(Unclear::Nothing));
    }
    typed.remarks.sort();
    typed.remarks.dedup();
    Ok(typed)
}

impl Typed {
    /// The last step of each connector: what it is in the end. Connectors that come and go again are left out.
    pub fn outcomes<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = &'a Step> {
        let known = snapshot.receive_connectors.len();
        self.steps.iter().enumerate().filter_map(move |(at, step)| {
            let later = self.steps.iter().skip(at.saturating_add(1)).any(|s| s.connector == step.connector);
            let is_nothing = step.after.is_none() && step.connector >= known;
            (!later && !is_nothing).then_some(step)
        })
    }
}

/// The snapshot after the steps.
#[must_use]
pub fn apply(snapshot: &Snapshot, steps: &[Step]) -> Snapshot {
    let mut changed = snapshot.clone();
    for step in steps {
        match (&step.after, changed.receive_connectors.get_mut(step.connector)) {
            (Some(after), Some(connector)) => connector.clone_from(after),
            (Some(after), None) => changed.receive_connectors.push(after.clone()),
            (None, _) => {}
        }
    }
    let gone = |index: usize| steps.iter().any(|s| s.after.is_none() && s.connector == index);
    let mut index = 0_usize;
    changed.receive_connectors.retain(|_| {
        let stays = !gone(index);
        index = index.saturating_add(1);
        stays
    });
    changed
}

impl Step {
    /// The connector as it is before; of a new one, as it will be.
    #[must_use]
    pub fn target<'a>(&'a self, snapshot: &'a Snapshot) -> Option<&'a ReceiveConnector> {
        snapshot.receive_connectors.get(self.connector).or(self.after.as_ref())
    }
}

#[cfg(test)]
mod tests;
