//! What the error names of Exchange's authentication events mean: the security package of Windows gave up, and why.
//!
//! Sources: documented (SSPI status codes, whose names the events 1035 and 2017 print; Kerberos encryption types); field
//! reports for the causes behind IllegalMessage.

/// Why an authentication failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecurityStatus {
    /// Name or password were refused, or the ticket was.
    Logon,
    /// The token could not be read, or was meant for somebody else.
    Token,
    /// The clocks are apart.
    Clock,
    /// The service principal name leads to no account, or to another one.
    Name,
    /// The two sides share no encryption type.
    EncryptionType,
    /// No domain controller decided.
    DomainController,
    /// A certificate is not trusted, or has expired.
    Certificate,
    /// The client had no credentials to show.
    Credentials,
    /// Another status.
    Other,
}

/// Names of the status, and what they mean.
const NAMES: &[(&str, SecurityStatus)] = &[
    ("LogonDenied", SecurityStatus::Logon),
    ("AccountDisabled", SecurityStatus::Logon),
    ("IllegalMessage", SecurityStatus::Token),
    ("InvalidToken", SecurityStatus::Token),
    ("MessageAltered", SecurityStatus::Token),
    ("IncompleteMessage", SecurityStatus::Token),
    ("TimeSkew", SecurityStatus::Clock),
    ("ContextExpired", SecurityStatus::Clock),
    ("OutOfSequence", SecurityStatus::Clock),
    ("TargetUnknown", SecurityStatus::Name),
    ("WrongPrincipal", SecurityStatus::Name),
    ("KdcUnknownEncryptionType", SecurityStatus::EncryptionType),
    ("AlgorithmMismatch", SecurityStatus::EncryptionType),
    ("UnsupportedPreauth", SecurityStatus::EncryptionType),
    ("NoAuthenticatingAuthority", SecurityStatus::DomainController),
    ("UntrustedRoot", SecurityStatus::Certificate),
    ("CertUnknown", SecurityStatus::Certificate),
    ("CertExpired", SecurityStatus::Certificate),
    ("NoCredentials", SecurityStatus::Credentials),
    ("UnknownCredentials", SecurityStatus::Credentials),
    ("IncompleteCredentials", SecurityStatus::Credentials),
];

impl SecurityStatus {
    /// What a name in an event means.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        known.map_or(Self::Other, |(_, status)| *status)
    }
}

#[cfg(test)]
mod tests {
    use super::SecurityStatus;

    #[test]
    fn names_of_events() {
        for (name, expected) in [
            ("LogonDenied", SecurityStatus::Logon),
            ("illegalmessage", SecurityStatus::Token),
            ("KdcUnknownEncryptionType", SecurityStatus::EncryptionType),
            ("UnknownCredentials", SecurityStatus::Credentials),
            ("OK", SecurityStatus::Other),
        ] {
            assert_eq!(SecurityStatus::of_name(name), expected, "{name}");
        }
    }
}
