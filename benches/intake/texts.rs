//! Texts to read, of any size and layout: the same for the benchmarks, native and in browsers, and for the check of memory.

use std::fmt::Write as _;

/// Every layout; `full list` has all properties, as Format-List prints them, and `ranges` nearly nothing but ranges.
pub(crate) const LAYOUTS: [&str; 7] = ["list", "full list", "ranges", "table", "csv", "json", "clixml"];

const RANGES: [&str; 6] =
    ["10.0.0.11", "10.0.0.12", "192.168.20.0/24", "172.16.4.1-172.16.4.99", "2001:db8:1::/64", "10.9.0.0(255.255.0.0)"];

/// Receive connectors, eight of each server, as many as fill the size.
pub(crate) fn render(layout: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + 4096);
    text.push_str(match layout {
        "table" => "Identity                       Bindings             Enabled\n--------                       --------             -------\n",
        "csv" => "\"Identity\",\"Enabled\",\"Bindings\",\"RemoteIPRanges\",\"AuthMechanism\"\n",
        "json" => "[\n",
        "clixml" => "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n",
        _ => "",
    });
    for number in 0_usize.. {
        if text.len() >= size {
            break;
        }
        one_object(&mut text, layout, &format!("EX{}\\Relay {number}", number / 8), number > 0).expect("room for text");
    }
    text.push_str(match layout {
        "json" => "]\n",
        "clixml" => "</Objs>\n",
        _ => "",
    });
    text
}

/// One object of a layout.
pub(crate) fn object(layout: &str, identity: &str) -> String {
    let mut text = String::new();
    one_object(&mut text, layout, identity, false).expect("room for text");
    text
}

fn one_object(text: &mut String, layout: &str, identity: &str, follows: bool) -> std::fmt::Result {
    let ranges = RANGES.join(", ");
    match layout {
        "list" => {
            writeln!(text, "RunspaceId       : 7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f")?;
            writeln!(text, "AuthMechanism    : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer")?;
            writeln!(text, "Bindings         : {{[::]:25, 0.0.0.0:25}}\nFqdn             : mail.example.com")?;
            writeln!(text, "Enabled          : True\nPermissionGroups : AnonymousUsers, ExchangeServers")?;
            writeln!(text, "RemoteIPRanges   : {{{ranges},\n                   10.1.1.1, 10.1.1.2}}")?;
            writeln!(text, "TransportRole    : FrontendTransport\nIdentity         : {identity}\n")
        }
        "full list" => full_list(text, identity),
        "ranges" => {
            write!(text, "RemoteIPRanges : {{10.0.0.0")?;
            for range in 0..1300 {
                let separator = if range % 4 == 0 { ",\n                  " } else { ", " };
                write!(text, "{separator}10.{}.{}.{}", range % 200, range / 250, 1 + range % 250)?;
            }
            writeln!(text, "}}\nIdentity       : {identity}\n")
        }
        "table" => writeln!(text, "{identity:30} {:20} True", "{0.0.0.0:25}"),
        "csv" => writeln!(
            text,
            "\"{identity}\",\"True\",\"[::]:25;0.0.0.0:25\",\"{}\",\"Tls, Integrated\"",
            RANGES.join(";")
        ),
        "json" => {
            let comma = if follows { "," } else { "" };
            let escaped = identity.replace('\\', "\\\\");
            let list = RANGES.map(|r| format!("\"{r}\"")).join(", ");
            writeln!(
                text,
                "{comma}{{\n  \"Identity\": \"{escaped}\",\n  \"Enabled\": true,\n  \"Bindings\": [\"[::]:25\"],"
            )?;
            writeln!(text, "  \"RemoteIPRanges\": [{list}],\n  \"AuthMechanism\": \"Tls\"\n}}")
        }
        _ => {
            let list = RANGES.map(|r| format!("<S>{r}</S>\n")).concat();
            writeln!(text, "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X</T></TN><Props>\n<S N=\"Identity\">{identity}</S>")?;
            writeln!(text, "<B N=\"Enabled\">true</B>\n<S N=\"AuthMechanism\">Tls, Integrated</S>")?;
            writeln!(text, "<Obj N=\"RemoteIPRanges\" RefId=\"1\"><LST>\n{list}</LST></Obj>\n</Props></Obj>")
        }
    }
}

/// What `Get-ReceiveConnector | Format-List` prints of one connector.
fn full_list(text: &mut String, identity: &str) -> std::fmt::Result {
    let (server, name) = identity.split_once('\\').unwrap_or_default();
    let own = [
        ("RunspaceId", "7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f".to_owned()),
        ("AuthMechanism", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer".to_owned()),
        ("Bindings", "{[::]:25, 0.0.0.0:25}".to_owned()),
        ("Fqdn", format!("{server}.corp.example")),
        ("PermissionGroups", "AnonymousUsers, ExchangeServers, ExchangeLegacyServers".to_owned()),
        ("RemoteIPRanges", format!("{{{}}}", RANGES.join(", "))),
        ("Server", server.to_owned()),
        ("TransportRole", "FrontendTransport".to_owned()),
        ("Name", name.to_owned()),
        (
            "DistinguishedName",
            format!("CN={name},CN=SMTP Receive Connectors,CN=Protocols,CN={server},CN=Servers,CN=Exchange"),
        ),
        ("Identity", identity.to_owned()),
    ];
    for (property, usual) in PROPERTIES {
        let value = own.iter().find(|(name, _)| *name == property).map_or(usual, |(_, value)| value);
        writeln!(text, "{property:41} : {value}")?;
    }
    writeln!(text)
}

/// The properties in order, each with a usual value.
const PROPERTIES: [(&str, &str); 56] = [
    ("RunspaceId", ""),
    ("AuthMechanism", ""),
    ("Banner", ""),
    ("BinaryMimeEnabled", "True"),
    ("Bindings", ""),
    ("ChunkingEnabled", "True"),
    ("DefaultDomain", ""),
    ("DeliveryStatusNotificationEnabled", "True"),
    ("EightBitMimeEnabled", "True"),
    ("SmtpUtf8Enabled", "False"),
    ("BareLinefeedRejectionEnabled", "False"),
    ("DomainSecureEnabled", "False"),
    ("EnhancedStatusCodesEnabled", "True"),
    ("LongAddressesEnabled", "False"),
    ("OrarEnabled", "False"),
    ("SuppressXAnonymousTls", "False"),
    ("ProxyEnabled", "False"),
    ("AdvertiseClientSettings", "False"),
    ("Fqdn", ""),
    ("ServiceDiscoveryFqdn", ""),
    ("TlsCertificateName", ""),
    ("Comment", ""),
    ("Enabled", "True"),
    ("ConnectionTimeout", "00:10:00"),
    ("ConnectionInactivityTimeout", "00:05:00"),
    ("MessageRateLimit", "Unlimited"),
    ("MessageRateSource", "IPAddress"),
    ("MaxInboundConnection", "5000"),
    ("MaxInboundConnectionPerSource", "20"),
    ("MaxInboundConnectionPercentagePerSource", "2"),
    ("MaxHeaderSize", "128 KB (131,072 bytes)"),
    ("MaxHopCount", "60"),
    ("MaxLocalHopCount", "12"),
    ("MaxLogonFailures", "3"),
    ("MaxMessageSize", "36 MB (37,748,736 bytes)"),
    ("MaxProtocolErrors", "5"),
    ("MaxRecipientsPerMessage", "200"),
    ("PermissionGroups", ""),
    ("PipeliningEnabled", "True"),
    ("ProtocolLoggingLevel", "None"),
    ("RemoteIPRanges", ""),
    ("RequireEHLODomain", "False"),
    ("RequireTLS", "False"),
    ("EnableAuthGSSAPI", "False"),
    ("ExtendedProtectionPolicy", "None"),
    ("LiveCredentialEnabled", "False"),
    ("TlsDomainCapabilities", "{}"),
    ("Server", ""),
    ("TransportRole", ""),
    ("RejectReservedTopLevelRecipientDomains", "False"),
    ("SizeEnabled", "EnabledWithoutValue"),
    ("TarpitInterval", "00:00:05"),
    ("Name", ""),
    ("DistinguishedName", ""),
    ("Identity", ""),
    ("IsValid", "True"),
];
