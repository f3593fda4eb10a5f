//! The texts that a language supplies for scripts: comments, and the messages of `throw`.
//!
//! This module is a list of questions. [`crate::words`] answers them.

use crate::remedy::Id;

/// The words of scripts. Names that come in are already fit for a comment.
pub trait ScriptWords {
    /// First line of the script: what it does.
    fn title(&self, id: Id) -> &'static str;
    /// In which shell it belongs.
    fn where_to_run(&self, servers: &[String]) -> String;
    /// Above the commands that change something, at the top.
    fn in_short(&self) -> &'static str;
    /// On how many more servers the command above is the same.
    fn and_alike(&self, count: usize) -> String;
    /// That the lists of the servers differ by their own addresses.
    fn but_own_addresses(&self) -> &'static str;
    /// Above a print that leaves the own addresses out.
    fn own_left_out(&self) -> &'static str;
    /// Above a print that adds the own addresses.
    fn own_put_in(&self) -> &'static str;
    /// Connectors by their names, those of one name together.
    fn connectors(&self, identities: &[String]) -> String;
    /// How many servers must share one line of output.
    fn alike_share_a_line(&self, count: usize) -> String;
    /// Output: the line of servers that print the same.
    fn alike_print(&self, count: &str, values: &str) -> String;
    /// How many more there are.
    fn and_more(&self, count: usize) -> String;
    /// How the `.ps1` is used.
    fn usage(&self, has_rollback: bool, has_queues: bool) -> String;
    /// Heading: check that everything is as pasted.
    fn check(&self) -> &'static str;
    /// What the reader of entries is for.
    fn bounds(&self) -> &'static str;
    /// What works out where addresses land.
    fn landing(&self) -> &'static str;
    /// Heading: the claim, checked on the servers.
    fn claim(&self) -> &'static str;
    /// First line of the checks alone.
    fn prove(&self) -> &'static str;
    /// Output: all is as claimed.
    fn is_proved(&self) -> &'static str;
    /// Throw: another connector answers these addresses now.
    fn answers_no_more(&self, server: &str, connector: &str, addresses: &str) -> String;
    /// Throw: another connector would answer these addresses after the change.
    fn would_not_answer(&self, server: &str, connector: &str, addresses: &str) -> String;
    /// Heading: backup.
    fn backup(&self) -> &'static str;
    /// Heading: rehearsal.
    fn rehearsal(&self) -> &'static str;
    /// Heading: change.
    fn change(&self) -> &'static str;
    /// Heading: look at the result.
    fn verify(&self) -> &'static str;
    /// Heading: try the queues again.
    fn retry(&self) -> &'static str;
    /// Heading: rollback.
    fn rollback(&self) -> &'static str;
    /// Where one connector's part begins.
    fn on_server(&self, server: &str, connector: &str) -> String;
    /// The list as it must be, all of it.
    fn must_list(&self, connector: &str) -> String;
    /// What a list that was not shown whole must hold, and what not.
    fn must_hold(&self, connector: &str) -> String;
    /// Heading of the entries that must be gone.
    fn must_not_hold(&self) -> &'static str;
    /// A property's value afterwards.
    fn must_print(&self, connector: &str, property: &str, value: &str) -> String;
    /// What queues must show after some minutes.
    fn queues_must(&self) -> &'static str;
    /// The old value of a flag property.
    fn old_value(&self, property: &str, value: &str) -> String;
    /// Extra rights (`Custom`) stay and are not written back.
    fn custom_stays(&self) -> &'static str;
    /// Which services to restart, and on which server.
    fn restart(&self, server: &str) -> String;
    /// Throw: the connector is not there, or not once.
    fn not_found(&self, connector: &str) -> String;
    /// Throw: a property is not as pasted.
    fn not_as_pasted(&self, connector: &str, property: &str) -> String;
    /// Throw: a connector of this name exists.
    fn exists(&self, connector: &str) -> String;
    /// Throw: neither as before nor as after the change.
    fn neither_state(&self, connector: &str, property: &str) -> String;
    /// Output: where the backup is. `{0}` stands for the folder.
    fn backup_is_in(&self) -> String;
}
