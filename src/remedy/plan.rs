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

    /// This setting and then a later one of the same property, as one.
    fn follow_with(&mut self, later: Self) {
        match (self, later) {
            (Self::RemoteIpRanges { remove, add }, Self::RemoteIpRanges { remove: more, add: new }) => {
                for gone in more {
                    // What came with the first and goes with the second does neither.
                    let before = add.len();
                    add.retain(|range| Some(*range) != gone.range());
                    if add.len() == before {
                        remove.push(gone);
                    }
                }
                for range in new {
                    // What goes with the first and comes with the second stays.
                    let before = remove.len();
                    remove.retain(|gone| gone.range() != Some(range));
                    if remove.len() == before {
                        add.push(range);
                    }
                }
            }
            (Self::Create(connector), later @ Self::RemoteIpRanges { .. }) => change(connector, &later),
            (first, later) => *first = later,
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

/// Adds a step to the end of a plan. A plan changes a property of a connector once: one command cannot name a parameter
/// twice. So a step that changes what an earlier one changes becomes part of that one.
pub fn add_step(plan: &mut Vec<PlannedChange>, step: PlannedChange) {
    let is_same_property = |earlier: &&mut PlannedChange| {
        earlier.connector == step.connector && earlier.setting.property() == step.setting.property()
    };
    match plan.iter_mut().find(is_same_property) {
        Some(earlier) => earlier.setting.follow_with(step.setting),
        None => plan.push(step),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn ranges(remove: &[&str], add: &[&str]) -> Setting {
        let range = |text: &&str| IpRange::parse(text).unwrap();
        Setting::RemoteIpRanges {
            remove: remove.iter().map(|text| range(text).into()).collect(),
            add: add.iter().map(range).collect(),
        }
    }

    /// Plans of two steps for one list give the state that the two give one after the other, in one step.
    #[test]
    fn steps_for_one_property_become_one() {
        let snapshot = fixture::snapshot(&[
            "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24, 10.0.1.1, 10.0.1.2 | Tls | AnonymousUsers",
        ]);
        let split = ["10.0.0.0-10.0.0.4", "10.0.0.6-10.0.0.255"];
        for (first, second) in [
            (ranges(&["10.0.1.1"], &[]), ranges(&["10.0.1.2"], &[])),
            (ranges(&["10.0.0.0/24"], &split), ranges(&[split[1]], &["10.0.0.7-10.0.0.255"])),
            (ranges(&["10.0.1.1"], &[]), ranges(&[], &["10.0.1.1"])),
            (ranges(&[], &["10.0.2.0/24"]), ranges(&["10.0.2.0/24"], &[])),
            (Setting::Enabled(false), Setting::Enabled(true)),
        ] {
            let steps = [first, second].map(|setting| PlannedChange { connector: 0, setting });
            let mut plan = Vec::new();
            steps.iter().cloned().for_each(|step| add_step(&mut plan, step));
            assert_eq!(plan.len(), 1);
            let after = |plan: &[PlannedChange]| {
                let after = apply(&snapshot, plan);
                let connector = after.receive_connectors.first().unwrap();
                let mut list: Vec<_> =
                    connector.remote_ip_ranges.visible().unwrap().iter().map(RemoteIpRange::range).collect();
                list.sort();
                (list, connector.enabled.clone())
            };
            assert_eq!(after(&plan), after(&steps), "{plan:?}");
        }
        // Other properties, and other connectors, keep steps of their own.
        let mut plan = vec![PlannedChange { connector: 0, setting: Setting::Enabled(true) }];
        add_step(&mut plan, PlannedChange { connector: 1, setting: Setting::Enabled(true) });
        add_step(&mut plan, PlannedChange { connector: 0, setting: Setting::Fqdn("a".to_owned()) });
        assert_eq!(plan.len(), 3);
    }
}
