//! PowerShell for a remedy: the bare lines; the guarded commands (check, backup, rehearsal, change); verify; retry;
//! rollback; and all of it as one script.
//!
//! Written for the Exchange Management Shell of 2010 (PowerShell 2) to Subscription Edition. Each list is one block
//! that stands alone in a new session: pasted as a whole it stops as a whole, because a `throw` inside `& { .. }` ends
//! the block, while in single pasted lines the next line would still run. Nothing prompts. Cmdlets get
//! `-ErrorAction Stop` one by one: a preference variable does not reach the proxies of a remote shell (inferred). The
//! words of comments and messages come from a [`ScriptWords`].

mod alike;
mod block;
mod change;
mod claim;
mod kept;
mod lines;
mod logging;
mod queues;
mod script;
mod verify;
mod words;

pub(super) use alike::{Name, around_server};
pub use lines::lines;
pub use logging::verbose_logging;
pub use words::ScriptWords;

use block::Block;

use super::quoting::{Unquotable, printable, quote, quote_name};
use super::{Acceptance, OwnAddress, PlannedChange, Remedy, Setting, Unfit};
use crate::model::{ReceiveConnector, Snapshot};

/// The scripts of a remedy; every list is empty where the remedy is not ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scripts {
    /// The claim checked on the servers, reading only.
    pub prove: Vec<String>,
    /// Check, backup, rehearsal and change.
    pub commands: Vec<String>,
    /// What to look at afterwards, with what it must print.
    pub verify: Vec<String>,
    /// The queues once more.
    pub retry: Vec<String>,
    /// Back to what was pasted.
    pub rollback: Vec<String>,
    /// All of it as `.ps1`. To be saved as UTF-8 with a byte order mark: Windows PowerShell reads a file without one
    /// in the code page of the machine.
    pub script: String,
}

/// Longest name or entry that goes into a script. Names of receive connectors have at most 64 characters.
const LONGEST_NAME: usize = 256;

/// Writes the scripts of a remedy for the snapshot it was made for.
#[must_use]
pub fn render(snapshot: &Snapshot, remedy: &Remedy, words: &dyn ScriptWords) -> Scripts {
    if !remedy.is_ready() || remedy.plan.is_empty() {
        return Scripts::default();
    }
    // A remedy with a name that cannot be quoted is not ready, so this does not fail.
    let targets = targets(snapshot, remedy);
    let kept = kept::Kept::of(&targets);
    let scripts = || {
        let groups = alike::groups(&targets, kept.as_ref(), change::state)?;
        let claims = claim::Claims::of(snapshot, remedy, kept.as_ref());
        script::Renderer { remedy, words, groups, claims, kept: kept.as_ref() }.scripts()
    };
    scripts().unwrap_or_default()
}

/// The acceptance of a plan; one that Exchange would accept is unfit where a name in it cannot be written safely.
#[must_use]
pub(super) fn with_quotable_names(acceptance: Acceptance, snapshot: &Snapshot, plan: &[PlannedChange]) -> Acceptance {
    let fault = unquotable(snapshot, plan).filter(|_| acceptance.is_accepted());
    fault.map_or(acceptance, Acceptance::Unfit)
}

/// The first name of a plan that cannot be written safely.
fn unquotable(snapshot: &Snapshot, plan: &[PlannedChange]) -> Option<Unfit> {
    plan.iter().find_map(|step| {
        let connector = step.target(snapshot)?;
        let names = [connector.server.as_str(), connector.name.as_str()];
        let mut texts = names.to_vec();
        if let Setting::RemoteIpRanges { .. } = &step.setting {
            let entries = connector.remote_ip_ranges.visible().into_iter().flatten();
            texts.extend(entries.map(|entry| entry.as_written.as_str()));
        }
        texts.extend(connector.fqdn.visible().map(String::as_str));
        let too_long = |text: &str| text.chars().count() > LONGEST_NAME;
        let fault = |text: &str| quote(text).err().or_else(|| too_long(text).then_some(Unquotable::TooLong));
        let nameless = names.into_iter().find_map(|name| quote_name(name).err());
        let why = nameless.or_else(|| texts.into_iter().find_map(fault))?;
        Some(Unfit::Unquotable { connector: printable(&connector.identity()), why })
    })
}

/// One connector of the plan with its steps.
struct Target<'a> {
    connector: &'a ReceiveConnector,
    steps: Vec<&'a Setting>,
    /// Own addresses of the server for which the steps make an exception.
    own: Vec<OwnAddress>,
}

/// The connectors of the plan of a remedy in its order.
fn targets<'a>(snapshot: &'a Snapshot, remedy: &'a Remedy) -> Vec<Target<'a>> {
    let plan = &remedy.plan;
    let mut order: Vec<usize> = Vec::new();
    for step in plan {
        if !order.contains(&step.connector) {
            order.push(step.connector);
        }
    }
    let target = |index: usize| {
        let steps: Vec<_> = plan.iter().filter(|step| step.connector == index).collect();
        let connector = steps.first()?.target(snapshot)?;
        let own = remedy.own.iter().filter(|own| own.connector == index).copied().collect();
        Some(Target { connector, steps: steps.into_iter().map(|step| &step.setting).collect(), own })
    };
    order.into_iter().filter_map(target).collect()
}

impl Target<'_> {
    /// `SERVER\Name` as a literal.
    fn identity(&self) -> Result<String, Unquotable> {
        quote(&self.connector.identity())
    }

    /// The same for comments.
    fn name(&self) -> String {
        printable(&self.connector.identity())
    }

    /// The server for comments.
    fn server(&self) -> String {
        printable(&self.connector.server)
    }

    /// Whether the name holds a character that `-Identity` of Get- could take for a wildcard. `*` is one (inferred);
    /// the others are PowerShell's own and cost nothing to avoid.
    fn has_wildcard(&self) -> bool {
        self.connector.name.contains(['*', '?', '[', ']'])
    }

    fn is_new(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Setting::Create(_)))
    }

    /// The cmdlet with the connector, for a comment.
    fn verb(&self) -> Result<String, Unquotable> {
        Ok(if self.is_new() {
            let (name, server) = (quote(&self.connector.name)?, quote(&self.connector.server)?);
            format!("New-ReceiveConnector -Name {name} -Server {server}")
        } else {
            format!("Set-ReceiveConnector -Identity {}", self.identity()?)
        })
    }
}
