//! Rights on receive connectors, as Get-ADPermission shows them.

use crate::model::observation::Permission;
use crate::model::{Place, ReceiveConnector, Snapshot};

/// What Get-ADPermission shows of one right of some users on a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// They have it.
    Granted(Place),
    /// It is in a row of which Deny is not shown.
    Probably(Place),
    /// They do not have it: it is denied, or their other rights are listed without it.
    Missing(Place),
}

/// A right on a connector; `None` where the paste does not tell. `users` are parts of names, in small letters.
#[must_use]
pub fn right(snapshot: &Snapshot, connector: &ReceiveConnector, users: &[&str], wanted: &str) -> Option<Right> {
    let identity = connector.identity();
    let alone =
        || snapshot.receive_connectors.iter().filter(|c| c.name.eq_ignore_ascii_case(&connector.name)).count() < 2;
    let about = |p: &&Permission| {
        let named = p.connector.as_deref().unwrap_or_default();
        let user = p.user.to_lowercase();
        (named.eq_ignore_ascii_case(&identity) || (named.eq_ignore_ascii_case(&connector.name) && alone()))
            && users.iter().any(|u| user.contains(u))
    };
    let rows: Vec<_> = snapshot.observations.permissions.iter().filter(about).collect();
    let holds = |p: &&&Permission, right: &str| p.rights.iter().any(|r| r.trim().eq_ignore_ascii_case(right));
    let with = |deny: Option<bool>| rows.iter().find(|p| p.deny == deny && holds(p, wanted)).map(|p| p.place);
    if let Some(denied) = with(Some(true)) {
        return Some(Right::Missing(denied));
    }
    if let Some(granted) = with(Some(false)) {
        return Some(Right::Granted(granted));
    }
    if let Some(granted) = with(None) {
        return Some(Right::Probably(granted));
    }
    // The right that everybody has who may use the connector shows that the list is there.
    let listed = rows.iter().find(|p| holds(p, "ms-Exch-SMTP-Submit"))?;
    (!rows.iter().any(|p| p.rights_cut)).then_some(Right::Missing(listed.place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    const WANTED: &str = "ms-Exch-SMTP-Accept-Any-Recipient";

    fn found(rows: &[(&str, Option<bool>, &str, bool)]) -> Option<Right> {
        let mut snapshot =
            fixture::snapshot(&["EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | Custom"]);
        for (user, deny, rights, rights_cut) in rows {
            snapshot.observations.permissions.push(Permission {
                connector: Some("EX1\\Relay".to_owned()),
                user: (*user).to_owned(),
                rights: rights.split(", ").map(str::to_owned).collect(),
                rights_cut: *rights_cut,
                deny: *deny,
                place: Place { source: 0, line: 1 },
            });
        }
        right(&snapshot, &snapshot.receive_connectors[0], &["anonym"], WANTED)
    }

    #[test]
    fn a_right_is_granted_denied_missing_or_not_shown() {
        let anonymous = "NT AUTHORITY\\ANONYMOUS LOGON";
        let place = Place { source: 0, line: 1 };
        assert_eq!(found(&[(anonymous, Some(false), WANTED, false)]), Some(Right::Granted(place)));
        assert_eq!(found(&[(anonymous, None, WANTED, false)]), Some(Right::Probably(place)));
        let denied = [(anonymous, Some(false), WANTED, false), (anonymous, Some(true), WANTED, false)];
        assert_eq!(found(&denied), Some(Right::Missing(place)));
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-SMTP-Submit", false)]), Some(Right::Missing(place)));
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-SMTP-Submit", true)]), None);
        assert_eq!(found(&[(anonymous, Some(false), "ms-Exch-Bypass-Anti-Spam", false)]), None);
        assert_eq!(found(&[("CORP\\scanner", Some(false), WANTED, false)]), None);
        assert_eq!(found(&[]), None);
    }
}
