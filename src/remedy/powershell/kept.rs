//! Own addresses of servers that stay where they land.
//!
//! One part of a script changes all twins and makes the exception of each server. Which addresses stay is decided in
//! [`crate::remedy`].

use std::borrow::Cow;

use super::block::literals;
use super::script::Written;
use super::{Block, Target};
use crate::model::Address;
use crate::remedy::quoting::{Unquotable, quote};
use crate::remedy::{Exception, OwnAddress, Setting, own};

/// The variable that holds the own addresses of the servers.
const TABLE: &str = "$keptOn";

/// Characters of a line of the table, from which it goes on in the next line.
const WIDTH: usize = 100;

/// The own addresses of each server, all with the same exception.
pub(super) struct Kept {
    exception: Exception,
    /// The server as its connectors name it, and its addresses.
    servers: Vec<(String, Vec<Address>)>,
}

/// A list of literals in which the own addresses of a server differ from those of the other servers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// The list is the same on every server.
    Alike,
    /// It also holds the own addresses.
    With,
    /// It does not hold the own addresses.
    Without,
}

impl Kept {
    /// `None` where nothing stays, or where servers differ in more than their addresses: then every connector has its
    /// own part of the script.
    pub(super) fn of(targets: &[Target<'_>]) -> Option<Self> {
        let exception = targets.iter().flat_map(|target| &target.own).next()?.exception;
        let mut servers: Vec<(String, Vec<Address>)> = Vec::new();
        for target in targets.iter().filter(|target| !target.own.is_empty()) {
            let server = &target.connector.server;
            let addresses: Vec<Address> = target.own.iter().map(|own| own.address).collect();
            let known = servers.iter().find(|(known, _)| known.eq_ignore_ascii_case(server));
            if known.is_some_and(|(_, of_another)| *of_another != addresses)
                || target.own.iter().any(|own| own.exception != exception)
                || target.common_steps(exception).is_none()
            {
                return None;
            }
            if known.is_none() {
                servers.push((server.clone(), addresses));
            }
        }
        Some(Self { exception, servers })
    }

    /// How the other servers differ from those whose addresses stay.
    pub(super) const fn exception(&self) -> Exception {
        self.exception
    }

    /// Whether addresses of this server stay.
    pub(super) fn concerns(&self, server: &str) -> bool {
        self.servers.iter().any(|(known, _)| known.eq_ignore_ascii_case(server))
    }

    /// The addresses of this server that stay.
    pub(super) fn addresses_of(&self, server: &str) -> &[Address] {
        let here = self.servers.iter().find(|(known, _)| known.eq_ignore_ascii_case(server));
        here.map_or(&[], |(_, addresses)| addresses)
    }

    /// Writes the own addresses of these servers as a table.
    pub(super) fn table(&self, block: &mut Block) -> Written {
        let mut text = format!("{TABLE} = @{{");
        let mut column = WIDTH;
        for (server, addresses) in &self.servers {
            let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
            let entry = format!("{} = {}", quote(server)?, literals(&addresses)?);
            if column.saturating_add(entry.len()) > WIDTH {
                text.push_str("\n    ");
                column = 0;
            } else {
                text.push_str("; ");
            }
            column = column.saturating_add(entry.len());
            text.push_str(&entry);
        }
        text.push_str("\n}");
        block.line(text);
        Ok(())
    }
}

/// The line that reads the own addresses of the server in this variable; an empty list where none stay.
pub(super) fn read_own(server: &str) -> String {
    format!("$kept = @({TABLE}[{server}] | Where-Object {{ $_ }})")
}

impl Own {
    /// The list as an expression.
    pub(super) fn expression(self, items: &[String]) -> Result<String, Unquotable> {
        let items = literals(items)?;
        Ok(match self {
            Self::Alike => items,
            Self::With => format!("(@({items}) + $kept)"),
            Self::Without => format!("@(@({items}) | Where-Object {{ $kept -notcontains $_ }})"),
        })
    }

    /// Assigns the list to a variable.
    pub(super) fn assign(self, block: &mut Block, variable: &str, items: &[String]) -> Written {
        match self {
            Self::Alike => block.list(variable, items)?,
            Self::With | Self::Without => block.line(format!("{variable} = {}", self.expression(items)?)),
        }
        Ok(())
    }

    /// For the entries that go and those that come: how the lists of a group differ by server.
    pub(super) const fn of(exception: Option<Exception>) -> (Self, Self) {
        match exception {
            None => (Self::Alike, Self::Alike),
            Some(Exception::Added) => (Self::Alike, Self::With),
            Some(Exception::NotRemoved) => (Self::Without, Self::Alike),
            Some(Exception::NotAdded) => (Self::Alike, Self::Without),
        }
    }
}

impl<'a> Target<'a> {
    /// The steps as they are without an exception for own addresses. `None` where the exception cannot be made by
    /// adding to a list or leaving something out of it.
    pub(super) fn common_steps(&self, exception: Exception) -> Option<Vec<Cow<'a, Setting>>> {
        if self.own.is_empty() {
            return Some(self.steps.iter().map(|setting| Cow::Borrowed(*setting)).collect());
        }
        let lists = |setting: &Setting| matches!(setting, Setting::RemoteIpRanges { .. } | Setting::Create(_));
        let printed = self.connector.remote_ip_ranges.visible().map_or(&[][..], Vec::as_slice);
        // What was printed in another notation would not be found by the text of the address.
        let is_found = |own: &OwnAddress| {
            exception != Exception::NotRemoved
                || printed.iter().any(|entry| entry.as_written.as_str() == own.address.to_string())
        };
        if self.steps.iter().filter(|setting| lists(setting)).count() != 1 || !self.own.iter().all(is_found) {
            return None;
        }
        let step = |setting: &&'a Setting| match setting {
            _ if lists(setting) => own::without_exceptions(setting, printed, &self.own).map(Cow::Owned),
            _ => Some(Cow::Borrowed(*setting)),
        };
        self.steps.iter().map(step).collect()
    }
}
