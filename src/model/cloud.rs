//! Hosts of Exchange Online: they greet like Exchange servers and are none of the organization.

/// Whether a host is one of Exchange Online (documented, Microsoft 365 URLs and IP address ranges).
#[must_use]
pub fn is_exchange_online(host: &str) -> bool {
    const DOMAINS: [&str; 4] = [".protection.outlook.com", ".onmicrosoft.com", ".outlook.com", ".office365.com"];
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    DOMAINS.iter().any(|domain| host.ends_with(domain))
}

#[cfg(test)]
mod tests {
    use super::is_exchange_online;

    #[test]
    fn hosts_of_the_cloud() {
        for host in
            ["corp-example.mail.protection.outlook.com", "DB5EUR03FT012.mail.protection.outlook.com.", "a.outlook.com"]
        {
            assert!(is_exchange_online(host), "{host}");
        }
        for host in ["ex1.corp.example", "outlook.com.corp.example", "outlook", ""] {
            assert!(!is_exchange_online(host), "{host}");
        }
    }
}
