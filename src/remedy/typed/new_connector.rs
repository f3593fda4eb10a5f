//! `New-ReceiveConnector`: a new connector with the values that Exchange gives it.
//!
//! Documented: the usage types. Observed behaviour (2013 CU23): which values follow from them.

use super::arguments::Arguments;
use super::run::Run;
use super::{Remark, Unclear, value};
use crate::model::{
    AuthMechanism, Binding, PermissionGroup, Place, Property, ReceiveConnector, RemoteIpRange, TransportRole,
    same_server,
};
use crate::remedy::Rule;

/// What a new connector is for: `-Usage Internet`, or `-Internet`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usage {
    Custom,
    Internet,
    Internal,
    Client,
    Partner,
}

impl Usage {
    const NAMES: [(&'static str, Self); 5] = [
        ("Custom", Self::Custom),
        ("Internet", Self::Internet),
        ("Internal", Self::Internal),
        ("Client", Self::Client),
        ("Partner", Self::Partner),
    ];

    /// The usage that was typed, if any.
    fn typed(arguments: &Arguments<'_>) -> Result<Option<Self>, Unclear> {
        let typed = arguments.text("Usage")?.unwrap_or_default();
        let is_it = |name: &str| arguments.has(name) || name.eq_ignore_ascii_case(typed);
        let usage = Self::NAMES.into_iter().find(|(name, _)| is_it(name)).map(|(_, usage)| usage);
        if usage.is_none() && !typed.is_empty() {
            return Err(Unclear::Value("Usage", typed.to_owned()));
        }
        Ok(usage)
    }
}

/// What Exchange gives a new connector by its usage.
struct GivenByExchange {
    groups: Vec<PermissionGroup>,
    auth: Vec<AuthMechanism>,
    binding: Option<&'static str>,
}

impl GivenByExchange {
    fn of(usage: Option<Usage>) -> Self {
        use AuthMechanism::{BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated, Tls};
        use PermissionGroup::{AnonymousUsers, ExchangeLegacyServers, ExchangeServers, ExchangeUsers, Partners};
        let passwords = vec![Tls, Integrated, BasicAuth, BasicAuthRequireTLS];
        let (groups, auth, binding) = match usage {
            Some(Usage::Custom) => (vec![], vec![Tls], None),
            Some(Usage::Internet) => (vec![AnonymousUsers], vec![Tls], None),
            Some(Usage::Internal) => {
                (vec![ExchangeServers, ExchangeLegacyServers], vec![Tls, ExchangeServer], Some("0.0.0.0:25"))
            }
            Some(Usage::Client) => (vec![ExchangeUsers], passwords, Some("0.0.0.0:587")),
            Some(Usage::Partner) => (vec![Partners], vec![Tls], None),
            None => {
                let auth = [passwords, vec![ExchangeServer]].concat();
                (vec![ExchangeUsers, ExchangeServers, ExchangeLegacyServers], auth, Some("0.0.0.0:25"))
            }
        };
        Self { groups, auth, binding }
    }
}

impl Run {
    /// A new connector with the values that Exchange gives it (documented: the usage types; observed behaviour, 2013
    /// CU23: which values follow from them).
    pub(super) fn create(&mut self, arguments: &Arguments<'_>) -> Result<(), Unclear> {
        let place = Place { source: 0, line: 0 };
        let mut new = ReceiveConnector::unknown_at(place);
        arguments
            .text(Property::Name.spelling())?
            .ok_or(Unclear::Missing(Property::Name.spelling()))?
            .clone_into(&mut new.name);
        new.server = self.server(arguments.text(Property::Server.spelling())?)?;
        let usage = Usage::typed(arguments)?;
        let given = GivenByExchange::of(usage);
        new.enabled = value::whole(true, place);
        new.permission_groups = value::whole(given.groups, place);
        new.auth_mechanism = value::whole(given.auth, place);
        if let Some(binding) = given.binding {
            new.bindings = value::whole(vec![Binding::read(binding)], place);
        }
        if usage == Some(Usage::Internet) {
            new.remote_ip_ranges = value::whole(vec![RemoteIpRange::read("0.0.0.0-255.255.255.255")], place);
        }
        let has_role =
            |c: &ReceiveConnector| same_server(&c.server, &new.server) && c.transport_role.visible().is_some();
        let has_roles = self.present().any(|(_, c)| has_role(c));
        if !arguments.has(Property::TransportRole.spelling()) && has_roles {
            new.transport_role = value::whole(vec![TransportRole::HubTransport], place);
            self.typed.remarks.push(Remark::HubByDefault);
        }
        let mut refused = self.set_all(&mut new, arguments)?;
        if new.name.contains('\\') {
            refused.get_or_insert(Rule::NameWithBackslash);
        }
        if new.transport_role.has(&TransportRole::Mailbox) == Some(true) {
            refused.get_or_insert(Rule::RoleNotForNew);
        }
        if let Some(rule) = refused {
            self.step(self.connectors.len(), Some(new), false);
            self.refuse(rule);
            return Ok(());
        }
        if let Some(missing) = [Property::Bindings, Property::RemoteIPRanges].into_iter().find(|p| !p.is_shown(&new)) {
            return Err(Unclear::Missing(missing.spelling()));
        }
        let sets_custom = new.permission_groups.has(&PermissionGroup::Custom) == Some(true);
        self.step(self.connectors.len(), Some(new), sets_custom);
        Ok(())
    }

    /// The server of a new connector, as the paste spells it.
    fn server(&mut self, typed: Option<&str>) -> Result<String, Unclear> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.present().map(|(_, c)| c.server.as_str()) {
            if !name.is_empty() && !names.iter().any(|n| same_server(n, name)) {
                names.push(name);
            }
        }
        match (typed, names.as_slice()) {
            (Some(typed), _) => Ok(names.into_iter().find(|n| same_server(n, typed)).unwrap_or(typed).to_owned()),
            (None, [only]) => {
                let only = (*only).to_owned();
                self.typed.remarks.push(Remark::OnlyServer(only.clone()));
                Ok(only)
            }
            (None, _) => Err(Unclear::WhichServer),
        }
    }
}
