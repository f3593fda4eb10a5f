//! Rights on receive connectors, as Get-ADPermission shows them.
//!
//! This module follows the order in which Windows reads access control entries. It does not know which connector
//! answers.

use crate::model::observation::Permission;
use crate::model::{Place, ReceiveConnector, Snapshot};

/// The right without which nobody may send mail through a connector.
pub(super) const SUBMIT: &str = "ms-Exch-SMTP-Submit";

/// What Get-ADPermission shows of one right of some users on a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// They have it.
    Granted(Place),
    /// It is in a row of which Deny is not shown.
    Probably(Place),
    /// An entry denies it.
    Denied {
        /// The entry.
        place: Place,
        /// IsInherited of the entry, where shown. Windows reads the entries of the connector itself first.
        inherited: Option<bool>,
    },
    /// They do not have it: their other rights are listed without it.
    Missing(Place),
}

/// A right on a connector; `None` where the paste does not tell. `is_meant` tells whether the right of this user counts.
#[must_use]
pub fn right(
    snapshot: &Snapshot,
    connector: &ReceiveConnector,
    is_meant: impl Fn(&str) -> bool,
    wanted: &str,
) -> Option<Right> {
    let identity = connector.identity();
    let alone =
        || snapshot.receive_connectors.iter().filter(|c| c.name.eq_ignore_ascii_case(&connector.name)).count() < 2;
    let about = |p: &&Permission| {
        let named = p.connector.as_deref().unwrap_or_default();
        (named.eq_ignore_ascii_case(&identity) || (named.eq_ignore_ascii_case(&connector.name) && alone()))
            && is_meant(&p.user)
    };
    let rows: Vec<_> = snapshot.observations.permissions.iter().filter(about).collect();
    let holds = |p: &Permission, right: &str| p.rights.iter().any(|r| r.trim().eq_ignore_ascii_case(right));
    let with = |deny: Option<bool>, is_inherited: bool| {
        rows.iter().find(|p| p.deny == deny && (p.inherited == Some(true)) == is_inherited && holds(p, wanted))
    };
    // Windows decides by the first entry that fits: those of the object itself come before inherited ones, and in each
    // of the two groups those that deny come first (documented order of access control entries).
    for is_inherited in [false, true] {
        if let Some(row) = with(Some(true), is_inherited) {
            return Some(Right::Denied { place: row.place, inherited: row.inherited });
        }
        if let Some(row) = with(Some(false), is_inherited) {
            return Some(Right::Granted(row.place));
        }
    }
    if let Some(row) = with(None, false).or_else(|| with(None, true)) {
        return Some(Right::Probably(row.place));
    }
    // The right that everybody has who may use the connector shows that the list is there.
    let listed = rows.iter().find(|p| holds(p, SUBMIT))?;
    (!rows.iter().any(|p| p.rights_cut)).then_some(Right::Missing(listed.place))
}

/// Whether a user of Get-ADPermission is the group of all Exchange servers, in whatever form its name is printed:
/// `CORP\Exchange Servers`, `corp.example/Microsoft Exchange Security Groups/Exchange Servers`.
#[must_use]
pub fn is_exchange_servers(user: &str) -> bool {
    let name = user.trim().rsplit(['\\', '/']).next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case("Exchange Servers")
}

/// The right of Exchange servers to submit mail on each connector, in their order.
pub(super) fn submit_rights(snapshot: &Snapshot) -> Vec<Option<Right>> {
    let of = |connector| right(snapshot, connector, is_exchange_servers, SUBMIT);
    snapshot.receive_connectors.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    const WANTED: &str = "ms-Exch-SMTP-Accept-Any-Recipient";

    const PLACE: Place = Place { source: 0, line: 1 };

    fn row(user: &str, deny: Option<bool>, rights: &str, rights_cut: bool) -> Permission {
        Permission {
            connector: Some("EX1\\Relay".to_owned()),
            user: user.to_owned(),
            rights: rights.split(", ").map(str::to_owned).collect(),
            rights_cut,
            deny,
            inherited: None,
            place: PLACE,
        }
    }

    fn of(rows: Vec<Permission>, is_meant: impl Fn(&str) -> bool, wanted: &str) -> Option<Right> {
        let mut snapshot =
            fixture::snapshot(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | Custom"]);
        snapshot.observations.permissions = rows;
        right(&snapshot, &snapshot.receive_connectors[0], is_meant, wanted)
    }

    fn found(rows: &[(&str, Option<bool>, &str, bool)]) -> Option<Right> {
        let rows = rows.iter().map(|(user, deny, rights, cut)| row(user, *deny, rights, *cut)).collect();
        of(rows, |user| user.to_lowercase().contains("anonym"), WANTED)
    }

    #[test]
    fn the_group_of_exchange_servers_is_known_in_every_form() {
        for user in
            ["CORP\\Exchange Servers", "corp\\EXCHANGE SERVERS", "Exchange Servers", "a.b/Groups/Exchange Servers"]
        {
            let denied = of(vec![row(user, Some(true), SUBMIT, false)], is_exchange_servers, SUBMIT);
            assert_eq!(denied, Some(Right::Denied { place: PLACE, inherited: None }), "{user}");
        }
        for user in ["CORP\\Exchange Servers Admins", "CORP\\Exchange Windows Permissions", "NT AUTHORITY\\SELF"] {
            assert_eq!(of(vec![row(user, Some(true), SUBMIT, false)], is_exchange_servers, SUBMIT), None, "{user}");
        }
    }

    #[test]
    fn entries_of_the_connector_come_before_inherited_ones() {
        let check = |entries: &[(bool, Option<bool>)], expected: Right| {
            let entry = |(deny, inherited): &(bool, Option<bool>)| Permission {
                inherited: *inherited,
                ..row("CORP\\Exchange Servers", Some(*deny), SUBMIT, false)
            };
            let rows = entries.iter().map(entry).collect();
            assert_eq!(of(rows, is_exchange_servers, SUBMIT), Some(expected), "{entries:?}");
        };
        let denied = |inherited| Right::Denied { place: PLACE, inherited };
        check(&[(false, Some(false)), (true, Some(false))], denied(Some(false)));
        check(&[(false, None), (true, None)], denied(None));
        check(&[(true, Some(true)), (false, Some(false))], Right::Granted(PLACE));
        check(&[(false, Some(true)), (true, Some(true))], denied(Some(true)));
        check(&[(false, Some(true)), (true, Some(false))], denied(Some(false)));
    }

    #[test]
    fn a_right_is_granted_denied_missing_or_not_shown() {
        let anonymous = "NT AUTHORITY\\ANONYMOUS LOGON";
        assert_eq!(found(&[(anonymous, Some(false), WANTED, false)]), Some(Right::Granted(PLACE)));
        assert_eq!(found(&[(anonymous, None, WANTED, false)]), Some(Right::Probably(PLACE)));
        let denied = [(anonymous, Some(false), WANTED, false), (anonymous, Some(true), WANTED, false)];
        assert_eq!(found(&denied), Some(Right::Denied { place: PLACE, inherited: None }));
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-SMTP-Submit", false)]), Some(Right::Missing(PLACE)));
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-SMTP-Submit", true)]), None);
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-Bypass-Anti-Spam", false)]), None);
        assert_eq!(found(&[("CORP\\scanner", Some(false), WANTED, false)]), None);
        assert_eq!(found(&[]), None);
    }
}
