//! The steps of a remedy, and the configuration after them.
//!
//! A step is one `Set-ReceiveConnector` or `New-ReceiveConnector`. Applying a plan never fails; whether Exchange would
//! accept it is for [`super::acceptance`] to say.

use crate::model::{
    AuthMechanism, Decides, IpRange, PermissionGroup, Property, ReceiveConnector, RemoteIpRange, Shown, Snapshot,
    TransportRole,
};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedChange {
    /// Index of the connector; that of a new one is the next free index.
    pub connector: usize,
    /// What is set.
    pub setting: Setting,
}

/// What a step sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Entries that go (as pasted) and come; all others stay.
    RemoteIpRanges {
        /// Entries that go.
        remove: Vec<RemoteIpRange>,
        /// Entries that come.
        add: Vec<IpRange>,
    },
    /// Enabled.
    Enabled(bool),
    /// Fqdn.
    Fqdn(String),
    /// AuthMechanism, the whole value.
    AuthMechanism(Vec<AuthMechanism>),
    /// PermissionGroups, the whole value.
    PermissionGroups(Vec<PermissionGroup>),
    /// TransportRole.
    TransportRole(TransportRole),
    /// A new connector.
    Create(Box<ReceiveConnector>),
}

impl PlannedChange {
    /// The server that the step changes.
    #[must_use]
    pub fn server<'a>(&'a self, snapshot: &'a Snapshot) -> Option<&'a str> {
        self.target(snapshot).map(|c| c.server.as_str())
    }

    /// The connector as it is before the step; of a new one, as it will be.
    #[must_use]
    pub fn target<'a>(&'a self, snapshot: &'a Snapshot) -> Option<&'a ReceiveConnector> {
        match &self.setting {
            Setting::Create(connector) => Some(connector),
            _ => snapshot.receive_connectors.get(self.connector),
        }
    }
}

impl Setting {
    /// The property; of a new connector, the list that matters.
    #[must_use]
    pub const fn property(&self) -> Property {
        match self {
            Self::RemoteIpRanges { .. } | Self::Create(_) => Property::RemoteIPRanges,
            Self::Enabled(_) => Property::Enabled,
            Self::Fqdn(_) => Property::Fqdn,
            Self::AuthMechanism(_) => Property::AuthMechanism,
            Self::PermissionGroups(_) => Property::PermissionGroups,
            Self::TransportRole(_) => Property::TransportRole,
        }
    }

    /// Whether selection reads the property.
    #[must_use]
    pub fn is_read_by_selection(&self) -> bool {
        self.property().decides() == Some(Decides::Answer)
    }
}

/// The configuration after these steps.
#[must_use]
pub fn apply(snapshot: &Snapshot, plan: &[PlannedChange]) -> Snapshot {
    let mut changed = snapshot.clone();
    for PlannedChange { connector, setting } in plan {
        match setting {
            Setting::Create(new) => changed.receive_connectors.push((**new).clone()),
            _ => {
                if let Some(connector) = changed.receive_connectors.get_mut(*connector) {
                    change(connector, setting);
                }
            }
        }
    }
    changed
}

/// One connector after one step.
pub(crate) fn change(connector: &mut ReceiveConnector, setting: &Setting) {
    match setting {
        Setting::RemoteIpRanges { remove, add } => {
            if let Shown::Whole { value, .. } | Shown::Cut { visible: Some(value), .. } =
                &mut connector.remote_ip_ranges
            {
                // Exchange compares entries by their bounds, whatever the notation (observed behaviour, 2013 CU23).
                value.retain(|entry| entry.range().is_none() || remove.iter().all(|r| r.range() != entry.range()));
                value.extend(add.iter().map(|range| entry(*range)));
            }
        }
        Setting::Enabled(enabled) => connector.enabled = whole(*enabled, connector),
        Setting::Fqdn(fqdn) => connector.fqdn = whole(fqdn.clone(), connector),
        Setting::AuthMechanism(members) => connector.auth_mechanism = whole(members.clone(), connector),
        Setting::PermissionGroups(members) => {
            connector.permission_groups = whole(with_custom(members, connector), connector);
        }
        Setting::TransportRole(role) => connector.transport_role = whole(vec![role.clone()], connector),
        Setting::Create(new) => connector.clone_from(new),
    }
}

/// The groups as Exchange prints them afterwards: extra rights (`Custom`) are no input and stay as they are (observed
/// behaviour, 2013 CU23, inferred).
#[must_use]
pub fn with_custom(members: &[PermissionGroup], before: &ReceiveConnector) -> Vec<PermissionGroup> {
    let mut members = members.to_vec();
    if before.permission_groups.has(&PermissionGroup::Custom) == Some(true)
        && !members.contains(&PermissionGroup::Custom)
    {
        members.push(PermissionGroup::Custom);
    }
    members
}

/// An entry as Exchange prints it once it is set.
pub(super) fn entry(range: IpRange) -> RemoteIpRange {
    range.into()
}

fn whole<T>(value: T, connector: &ReceiveConnector) -> Shown<T> {
    Shown::Whole { value, place: connector.place }
}
