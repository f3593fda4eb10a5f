//! The commands that switch protocol logging on.
//!
//! They stand in a sentence of a finding and are no remedy: they change no landing.

use crate::remedy::quoting::{Unquotable, quote_name};

/// One command for each connector. Where a name cannot be written safely, a comment with these words stands instead.
#[must_use]
pub fn verbose_logging(connectors: &[String], left_out: impl Fn(&str, Unquotable) -> String) -> String {
    let commands = connectors.iter().map(|name| match quote_name(name) {
        Ok(name) => ["Set-ReceiveConnector -Identity ", &name, " -ProtocolLoggingLevel Verbose"].concat(),
        Err(why) => format!("<# {} #>", left_out(name, why).replace("#>", "# >")),
    });
    commands.collect::<Vec<_>>().join("; ")
}
