//! A receive connector as far as the paste shows it.
//!
//! This module answers questions about one connector alone. It does not know which connector answers a session.

use super::binding::{Binding, Endpoint};
use super::flags::{AuthMechanism, PermissionGroup, TransportRole};
use super::label::snake_case;
use super::others::Others;
use super::property::Property;
use super::range::{IpRange, RemoteIpRange};
use super::{Identity, Place, Right, Shown, same_server, short_name};

/// One receive connector; several records of the same identity are merged into one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiveConnector {
    /// The server it is on; empty where the paste does not say.
    pub server: String,
    /// Whether `server` is taken from the names of connectors beside it or from the computer that printed it, not printed
    /// for this one.
    pub server_assumed: bool,
    /// Whether the paste shows only the head of the server's name, so that the server is not known.
    pub server_cut: bool,
    /// Its name; empty where the paste does not say. Not unique across servers.
    pub name: String,
    /// Whether the paste shows only the head of the name. It then ends in `…`, is no key and fits no command.
    pub name_cut: bool,
    /// Enabled. A disabled connector neither answers nor listens.
    pub enabled: Shown<bool>,
    /// TransportRole: a bit mask, hence a list. Exchange 2007 and 2010 have no such property.
    pub transport_role: Shown<Vec<TransportRole>>,
    /// Bindings.
    pub bindings: Shown<Vec<Binding>>,
    /// RemoteIPRanges.
    pub remote_ip_ranges: Shown<Vec<RemoteIpRange>>,
    /// AuthMechanism; `None` printed is the empty list.
    pub auth_mechanism: Shown<Vec<AuthMechanism>>,
    /// PermissionGroups; `None` printed is the empty list.
    pub permission_groups: Shown<Vec<PermissionGroup>>,
    /// Fqdn; shown and empty is the empty text.
    pub fqdn: Shown<String>,
    /// RequireTLS.
    pub require_tls: Shown<bool>,
    /// SuppressXAnonymousTls: hides X-ANONYMOUSTLS from senders (WAN optimisers).
    pub suppress_x_anonymous_tls: Shown<bool>,
    /// MaxMessageSize, as printed.
    pub max_message_size: Shown<String>,
    /// ProtocolLoggingLevel, as printed.
    pub protocol_logging_level: Shown<String>,
    /// Every other property that was read: name in snake_case, text as printed, in order of appearance.
    pub others: Others,
    /// Names (snake_case) of other properties of which only a part is visible.
    pub others_cut: Vec<String>,
    /// Whether the paste shows it only as asked for by name or left by a filter: others may not be shown.
    pub asked_alone: bool,
    /// Whether the copied text breaks off inside its record, or the shell says that it returned a part: connectors of the
    /// same command may not be shown.
    pub list_breaks_off: bool,
    /// Whether its records differ in what decides where mail lands; the first value is kept.
    pub contradicted: bool,
    /// The right of Exchange servers to submit mail, where Get-ADPermission shows it.
    pub submit_right: Option<Right>,
    /// Where its (first) record starts.
    pub place: Place,
}

impl ReceiveConnector {
    /// A connector of which nothing but its place is known.
    #[must_use]
    pub fn unknown_at(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// Whether the name is shown whole: only then it tells connectors apart.
    #[must_use]
    pub const fn has_whole_name(&self) -> bool {
        !self.name.is_empty() && !self.name_cut
    }

    /// The name without that of the server at its end, as connectors of setup and their copies on other servers have it:
    /// `Default Frontend` of `Default Frontend EX1`.
    #[must_use]
    pub fn name_without_server(&self) -> &str {
        let server = short_name(&self.server);
        let start = self.name.len().checked_sub(server.len()).filter(|start| *start > 0 && !server.is_empty());
        match start.and_then(|start| self.name.split_at_checked(start)) {
            Some((head, end)) if end.eq_ignore_ascii_case(server) && !head.trim_end().is_empty() => head.trim_end(),
            _ => &self.name,
        }
    }

    /// `SERVER\Name`, or what is known of it.
    #[must_use]
    pub fn identity(&self) -> String {
        if self.server.is_empty() {
            self.name.clone()
        } else {
            Identity { server: &self.server, name: &self.name }.to_string()
        }
    }

    /// Whether an identity names it. The server may be a short name or an FQDN, and letter case is ignored.
    #[must_use]
    pub fn is(&self, identity: Identity<'_>) -> bool {
        same_server(&self.server, identity.server)
            && self.has_whole_name()
            && self.name.trim().eq_ignore_ascii_case(identity.name.trim())
    }

    /// Whether a text is its identity or its name alone, in any letter case. Connectors of several servers may share a name.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        self.has_whole_name() && (self.name.eq_ignore_ascii_case(text) || self.identity().eq_ignore_ascii_case(text))
    }

    /// The text of a property without a field of its own, where it is shown whole.
    #[must_use]
    pub fn other(&self, property: Property) -> Option<&str> {
        let name = property.wire_name();
        let (_, value) = self.others.iter().find(|(known, _)| **known == *name)?;
        (!self.others_cut.iter().any(|cut| cut == name)).then(|| value.trim())
    }

    /// Whether anything is shown of a property, in the spelling of Exchange.
    pub(super) fn shows(&self, property: &str) -> bool {
        match Property::named(property) {
            Some(property) => property.is_shown(self),
            None => self.others.iter().any(|(name, _)| **name == *snake_case(property)),
        }
    }

    /// Whether the paste shows that it is disabled.
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        self.enabled.whole() == Some(&false)
    }

    /// The endpoints of its visible bindings, as far as they can be read.
    pub fn endpoints(&self) -> impl Iterator<Item = Endpoint> + '_ {
        self.bindings.visible().into_iter().flatten().filter_map(|binding| binding.endpoint)
    }

    /// The visible remote ranges, as far as they can be read.
    pub fn ranges(&self) -> impl Iterator<Item = IpRange> + '_ {
        self.remote_ip_ranges.visible().into_iter().flatten().filter_map(RemoteIpRange::range)
    }

    /// Whether a visible binding is on this port.
    #[must_use]
    pub fn is_bound_to(&self, port: u16) -> bool {
        self.endpoints().any(|endpoint| endpoint.port == port)
    }

    /// Whether a binding is on this port, or may be: the paste does not show the bindings whole.
    #[must_use]
    pub fn may_listen_on(&self, port: u16) -> bool {
        self.bindings.whole().is_none() || self.is_bound_to(port)
    }

    /// The names of the properties of which only a part is visible, in snake_case.
    #[must_use]
    pub fn cut(&self) -> Vec<&str> {
        let mut cut = Vec::new();
        if self.name_cut || self.server_cut {
            cut.push(Property::Identity.wire_name());
        }
        for (property, _) in Property::kept().filter(|(_, slot)| slot.is_cut(self)) {
            cut.push(property.wire_name());
        }
        cut.extend(self.others_cut.iter().map(String::as_str));
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(server: &str, name: &str) -> ReceiveConnector {
        let mut connector = ReceiveConnector::unknown_at(Place { source: 0, line: 1 });
        server.clone_into(&mut connector.server);
        name.clone_into(&mut connector.name);
        connector
    }

    #[test]
    fn identity_is_server_and_name() {
        assert_eq!(named("EX1", "Relay").identity(), "EX1\\Relay");
        assert_eq!(named("", "Relay").identity(), "Relay");
    }
}
