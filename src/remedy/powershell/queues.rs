//! The commands that try the queues again after a change.

use super::script::{Guard, Written};
use super::{Block, ScriptWords};
use crate::remedy::quoting::{Unquotable, quote};

/// Tries the queues again and shows them; `None` where there is no queue to try again.
pub(super) fn retry(queues: &[String], guard: Guard, words: &dyn ScriptWords) -> Result<Option<String>, Unquotable> {
    let queues: Vec<String> = queues.iter().filter(|queue| quote(queue).is_ok()).cloned().collect();
    let mut block = Block::default();
    block.comment(words.retry());
    match queues.as_slice() {
        [] => return Ok(None),
        [queue] => one(&mut block, &quote(queue)?, guard, words),
        _ => several(&mut block, &queues, guard, words)?,
    }
    Ok(Some(block.text()))
}

fn one(block: &mut Block, queue: &str, guard: Guard, words: &dyn ScriptWords) {
    let again = format!("Retry-Queue -Identity {queue} -Confirm:$False -ErrorAction Stop");
    block.line(match guard {
        Guard::None => again,
        Guard::ShouldProcess => format!("if ($PSCmdlet.ShouldProcess({queue}, 'Retry-Queue')) {{ {again} }}"),
    });
    block.comment(words.queues_must());
    block.line(format!("Get-Queue -Identity {queue} -ErrorAction SilentlyContinue | Format-List {SHOWN}"));
}

fn several(block: &mut Block, queues: &[String], guard: Guard, words: &dyn ScriptWords) -> Written {
    block.list("$queues", queues)?;
    let again = "Retry-Queue -Identity $queue -Confirm:$False -ErrorAction Stop";
    block.line(match guard {
        Guard::None => format!("foreach ($queue in $queues) {{ {again} }}"),
        Guard::ShouldProcess => {
            format!(
                "foreach ($queue in $queues) {{ if ($PSCmdlet.ShouldProcess($queue, 'Retry-Queue')) {{ {again} }} }}"
            )
        }
    });
    block.comment(words.queues_must());
    block.line(format!(
        "$queues | ForEach-Object {{ Get-Queue -Identity $_ -ErrorAction SilentlyContinue }} | Format-List {SHOWN}"
    ));
    Ok(())
}

/// The properties to look at.
const SHOWN: &str = "Identity,Status,MessageCount,LastError";
