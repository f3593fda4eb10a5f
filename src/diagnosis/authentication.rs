//! What happens to a session between Exchange servers on the connector that answers it.
//!
//! The connector offers X-ANONYMOUSTLS only if AuthMechanism holds ExchangeServer. Without it, the *sending* server
//! gives up with 451 5.7.3, and the receiving server logs no error. Permission groups play no part in that: a missing
//! ExchangeServers group fails later and with another reply. Observed behaviour (2013 CU23).
//!
//! This module looks at one connector. It does not know which connector answers.

use crate::model::{AuthMechanism, PermissionGroup, ReceiveConnector, Right};

/// The reply that the sending server makes up when the other side offers no Exchange Server authentication.
pub const CANNOT_ACHIEVE: &str = "Cannot achieve Exchange Server authentication";

/// Outcome of authentication between Exchange servers on one connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Authenticates and may submit.
    Works,
    /// ExchangeServer is not offered.
    NotOffered,
    /// The same on an externally secured connector (ExternalAuthoritative excludes ExchangeServer).
    ExternallySecured,
    /// ExchangeServer is there, but SuppressXAnonymousTls hides it from senders that are not downgraded.
    Suppressed,
    /// Authenticates, but belongs to no group that may submit.
    NoSubmitRight,
    /// Authenticates as an ordinary user, which may not send on behalf of others.
    OnlyAsUser,
    /// Authenticates, but an entry denies Exchange servers the right to submit mail, whatever the groups say.
    SubmitDenied,
    /// The paste does not show the property that decides.
    Unknown(Missing),
}

/// The property that decides and is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// AuthMechanism.
    AuthMechanism,
    /// PermissionGroups.
    PermissionGroups,
}

impl Outcome {
    /// Whether mail between Exchange servers fails here.
    #[must_use]
    pub const fn is_refused(self) -> bool {
        !matches!(self, Self::Works | Self::Unknown(_))
    }

    /// Whether it fails with 451 5.7.3 "Cannot achieve Exchange Server authentication".
    #[must_use]
    pub const fn cannot_achieve(self) -> bool {
        matches!(self, Self::NotOffered | Self::ExternallySecured | Self::Suppressed)
    }

    /// Whether the connector offers no ExchangeServer at all, as a relay does. One that only hides X-ANONYMOUSTLS is
    /// made for Exchange servers (WAN optimisers), and its senders are configured for it.
    #[must_use]
    pub const fn is_capture(self) -> bool {
        matches!(self, Self::NotOffered | Self::ExternallySecured)
    }

    /// The reply that follows; `None` where none does or it is not known.
    #[must_use]
    pub const fn predicted_reply(self) -> Option<&'static str> {
        match self {
            Self::Works | Self::Unknown(_) => None,
            Self::NotOffered | Self::ExternallySecured | Self::Suppressed => {
                Some("451 5.7.3 Cannot achieve Exchange Server authentication")
            }
            Self::NoSubmitRight | Self::SubmitDenied => Some("454 4.7.0 Temporary authentication failure"),
            Self::OnlyAsUser => Some("550 5.7.1 Client does not have permissions to send as this sender"),
        }
    }
}

/// What comes of a session from an Exchange server that this connector answers.
#[must_use]
pub fn outcome(connector: &ReceiveConnector) -> Outcome {
    let offers = |member| connector.auth_mechanism.has(&member);
    if offers(AuthMechanism::ExternalAuthoritative) == Some(true) {
        return Outcome::ExternallySecured;
    }
    match offers(AuthMechanism::ExchangeServer) {
        Some(false) => return Outcome::NotOffered,
        None => return Outcome::Unknown(Missing::AuthMechanism),
        Some(true) => {}
    }
    if connector.suppress_x_anonymous_tls.whole() == Some(&true) {
        return Outcome::Suppressed;
    }
    let by_groups = by_groups(connector);
    match connector.submit_right {
        // Get-ADPermission tells what a list of groups with `Custom` in it hides.
        Some(Right::Granted(_)) if by_groups == Outcome::Unknown(Missing::PermissionGroups) => Outcome::Works,
        // An inherited entry counts after those of the connector itself, which the groups are read from.
        Some(Right::Denied { inherited, .. }) if inherited != Some(true) && by_groups != Outcome::NoSubmitRight => {
            Outcome::SubmitDenied
        }
        _ => by_groups,
    }
}

/// What the connector's permission groups make of an Exchange server that has authenticated.
fn by_groups(connector: &ReceiveConnector) -> Outcome {
    let admits = |group| connector.permission_groups.has(&group);
    match (admits(PermissionGroup::ExchangeServers), admits(PermissionGroup::ExchangeUsers)) {
        (Some(true), _) => Outcome::Works,
        // `Custom` stands for rights that differ from the groups' defaults: a group that is not printed may still
        // hold the right that counts.
        (Some(false), _) if admits(PermissionGroup::Custom) == Some(true) => {
            Outcome::Unknown(Missing::PermissionGroups)
        }
        (Some(false), Some(true)) => Outcome::OnlyAsUser,
        (Some(false), Some(false)) => Outcome::NoSubmitRight,
        _ => Outcome::Unknown(Missing::PermissionGroups),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::connector;

    #[track_caller]
    fn check(auth: &str, groups: &str, expected: Outcome) {
        let connector = connector(&format!("EX1\\C | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | {auth} | {groups}"));
        assert_eq!(outcome(&connector), expected, "{auth} with {groups}");
    }

    #[test]
    fn outcome_matrix() {
        check("Tls, ExchangeServer", "ExchangeServers", Outcome::Works);
        check("Tls, ExchangeServer", "ExchangeUsers", Outcome::OnlyAsUser);
        check("Tls, ExchangeServer", "AnonymousUsers", Outcome::NoSubmitRight);
        check("Tls, ExchangeServer", "", Outcome::NoSubmitRight);
        check("Tls, ExchangeServer", "AnonymousUsers, Custom", Outcome::Unknown(Missing::PermissionGroups));
        check("Tls", "AnonymousUsers, ExchangeServers", Outcome::NotOffered);
        check("", "None", Outcome::NotOffered);
        check("Tls, ExternalAuthoritative", "ExchangeServers", Outcome::ExternallySecured);
        check("Tls...", "ExchangeServers", Outcome::Unknown(Missing::AuthMechanism));
        check("ExchangeServer...", "-", Outcome::Unknown(Missing::PermissionGroups));
    }
}
