//! Every finding leads on: what is not proven has a command that decides it, with what the command may print and what that
//! means.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use mailflow_doctor::diagnosis::catalogue::Known;
use mailflow_doctor::{Input, Language, Report, diagnose};
use strum::VariantArray as _;

use crate::cases::{cases, input};
use crate::powershell::powershell;

/// A reply as LastError shows it, the delivery of its queue, and the code of the finding that explains it.
struct Said {
    reply: &'static str,
    delivery: Delivery,
    code: &'static str,
}

#[derive(Clone, Copy)]
enum Delivery {
    /// To another server of the site.
    Inside,
    /// To a smart host of Exchange Online.
    Cloud,
    /// Into a database.
    Mailbox,
    /// To or from an Edge server.
    Edge,
}

const fn said(code: &'static str, delivery: Delivery, reply: &'static str) -> Said {
    Said { reply, delivery, code }
}

/// One reply for each entry of the catalogue that no golden case shows. Texts: observed behaviour (2013 CU23), documented
/// replies of Exchange Online, field reports.
const REPLIES: &[Said] = &[
    said(
        "tenant-attribution",
        Delivery::Cloud,
        "550 5.7.64 TenantAttribution; Relay Access Denied SMTP; SMTP Relay Restricted [AM7EUR03FT048.eop-EUR03.prod]",
    ),
    said(
        "tenant-attribution",
        Delivery::Cloud,
        "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message recipient \
         domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set",
    ),
    said(
        "tenant-attribution",
        Delivery::Cloud,
        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
    ),
    said(
        "certificate-subject-mismatch",
        Delivery::Cloud,
        "450 4.4.317 Cannot connect to remote server [Message=SubjectMismatch Expected Subject: *.contoso.com. Presented \
         Subject: CN=ExchangeServer01. Thumbprint:6ABC]",
    ),
    said(
        "untrusted-certificate-selected",
        Delivery::Inside,
        "454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot: Access Denied",
    ),
    said(
        "own-internal-transport-certificate-missing",
        Delivery::Edge,
        "451 5.7.3 Cannot load Internal Transport Certificate. Exchange Server authentication failed.",
    ),
    said("other-authentication-required", Delivery::Cloud, "451 5.7.3 Require basic authentication"),
    said("unrecognized-command", Delivery::Inside, "500 5.3.3 Unrecognized command"),
    said("authorization-lookup-failed", Delivery::Inside, "454 4.7.0 Temporary authorization failure"),
    said(
        "tls-cipher-too-weak",
        Delivery::Inside,
        "454 4.7.0 Temporary authentication failure because negotiated Tls cipher strength is too weak",
    ),
    said("tls-rate-exceeded", Delivery::Inside, "454 4.7.0 Cannot accept TLS as maximum TLS rate exceeded for server"),
    said("authentication-type-not-offered", Delivery::Inside, "504 5.7.4 Unrecognized authentication type"),
    said("logon-failed", Delivery::Inside, "535 5.7.3 Authentication unsuccessful"),
    said(
        "client-proxy-failed",
        Delivery::Inside,
        "535 5.7.3 Unable to proxy authenticated session because either the backend does not support it or failed to \
         resolve the user",
    ),
    said("anonymous-not-permitted", Delivery::Inside, "530 5.7.1 Client was not authenticated"),
    said(
        "submit-right-missing",
        Delivery::Inside,
        "550 5.7.1 Client does not have permissions to submit to this server",
    ),
    said("exchange-right-missing", Delivery::Inside, "550 5.7.1 Not authorized"),
    said("command-not-allowed", Delivery::Inside, "550 5.7.1 Command not allowed"),
    said("transport-paused", Delivery::Inside, "421 4.3.2 System not accepting network messages"),
    said(
        "message-rate-limit",
        Delivery::Inside,
        "421 4.4.2 Message submission rate for this client has exceeded the \
         configured limit",
    ),
    said("smtp-dialogue-broken", Delivery::Inside, "421 4.4.0 Remote server response was not RFC conformant"),
    said(
        "no-outbound-frontend",
        Delivery::Cloud,
        "451 4.4.0 SMTPSEND.DNS.NoOutboundFrontendServers; no outbound frontend servers to proxy through",
    ),
    said("routing-recalculated", Delivery::Inside, "554 5.4.4 Configuration changed"),
    said("shadow-copy-failed", Delivery::Inside, "451 4.4.0 Message failed to be made redundant"),
    said("proxy-connector-edited", Delivery::Inside, "451 4.7.0 EHLO Options do not match for proxy"),
    said("outbound-proxy-failed", Delivery::Cloud, "450 4.7.0 Proxy session setup failed on Frontend with 'x'"),
    said("message-delayed-or-expired", Delivery::Inside, "550 4.4.7 QUEUE.Expired; message expired"),
    said("queue-quota", Delivery::Inside, "450 4.7.0 Organization queue quota exceeded."),
    said("frontend-proxy-dns", Delivery::Inside, "451 4.7.0 Temporary server error. Please try again later. PRX2 "),
    said("store-driver", Delivery::Mailbox, "432 4.2.0 STOREDRV.Deliver; mailbox server is offline"),
    said("mail-loop", Delivery::Cloud, "554 5.4.6 Hop count exceeded - possible mail loop"),
    said("edge-subdomain-loop", Delivery::Edge, "554 5.4.14 Hop count exceeded - possible mail loop"),
    said("relay-right-missing", Delivery::Inside, "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
    said(
        "frontend-vs-backend-permission",
        Delivery::Inside,
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    ),
    said(
        "message-rate-limit",
        Delivery::Inside,
        "421 4.4.2 Message submission rate for this client has exceeded the configured limit",
    ),
    said(
        "dns-aaaa-remote",
        Delivery::Cloud,
        "451 4.4.0 DNS query failed. The error was: DNS query failed with error ErrorRetry",
    ),
    said(
        "internal-transport-certificate-missing",
        Delivery::Mailbox,
        "451 5.7.3 Cannot achieve Exchange Server authentication",
    ),
    said("hub-role-connector-on-25", Delivery::Inside, "Failed to start listening on 0.0.0.0:25 (Error: 10048)"),
    said("remoteipranges-limit", Delivery::Inside, "The administrative limit for this request was exceeded"),
    said(
        "internal-transport-certificate-missing",
        Delivery::Edge,
        "451 5.7.3 Cannot achieve Exchange Server authentication",
    ),
    said(
        "internal-transport-certificate-missing",
        Delivery::Inside,
        "451 5.7.3 Cannot achieve Exchange Server authentication",
    ),
    said("sender-not-authenticated", Delivery::Cloud, "550 5.7.1 Sender ID (PRA) Not Permitted"),
    said("receive-connector-tlscertificatename-stale", Delivery::Inside, "451 5.7.3 STARTTLS is required to send mail"),
    said(
        "certificate-validation-failure",
        Delivery::Cloud,
        "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
    ),
];

/// Replies whose words, or whose speaker, single out one cause: with what the title and the command then hold, and the same
/// reply without that word.
struct Narrowed {
    delivery: Delivery,
    reply: &'static str,
    title: &'static str,
    command: &'static str,
    without: &'static str,
}

const NARROWED: &[Narrowed] = &[
    Narrowed {
        delivery: Delivery::Inside,
        reply: "451 4.7.0 Temporary server error. Please try again later. PRX1 ",
        title: "found no server",
        command: "Get-ServerComponentState",
        without: "451 4.7.0 Temporary server error. Please try again later. CPRX1 ",
    },
    Narrowed {
        delivery: Delivery::Inside,
        reply: "451 4.7.0 Temporary server error. Please try again later. PRX3 ",
        title: "could not connect to the Transport service",
        command: "foreach ($p in 2525)",
        without: "451 4.7.0 Temporary server error. Please try again later. ",
    },
    Narrowed {
        delivery: Delivery::Inside,
        reply: "451 4.7.0 Temporary server error. Please try again later. PRX4 ",
        title: "refused a command",
        command: "'HubTransport'",
        without: "451 4.7.0 Temporary server error. Please try again later. PRX44 ",
    },
    Narrowed {
        delivery: Delivery::Inside,
        reply: "451 4.7.0 Temporary server error. Please try again later. PRX5 ",
        title: "broke",
        command: "Get-EventLog",
        without: "451 4.7.0 Temporary server error. Please try again later. PRX7 ",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "454 4.7.5 Certificate validation failure, Reason:UntrustedRoot",
        title: "root of the certificate",
        command: r"Invoke-Command -ComputerName 'EX1' -ScriptBlock { Get-ChildItem Cert:\LocalMachine\Root",
        without: "454 4.7.5 Certificate validation failure",
    },
    Narrowed {
        delivery: Delivery::Inside,
        reply: "454 4.7.0 Failed to establish appropriate TLS channel: UntrustedRoot: Access Denied",
        title: "root of the certificate",
        command: r"Cert:\LocalMachine\Root",
        without: "454 4.7.0 Failed to establish appropriate TLS channel: Access Denied",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
        title: "Direct Send",
        command: "Get-SendConnector",
        without: "550 5.7.64 TenantAttribution; Relay Access Denied",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message recipient \
                domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set",
        title: "partner connector",
        command: "Get-SendConnector",
        without: "550 5.7.64 TenantAttribution; Relay Access Denied",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "550 5.7.64 TenantAttribution; Relay Access Denied [ValidationStatus of '' is EmptyCertificate]",
        title: "showed no certificate",
        command: "Get-SendConnector",
        without: "550 5.7.64 TenantAttribution; Relay Access Denied",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
        title: "the receive connector here offered no STARTTLS",
        command: "Get-ReceiveConnector",
        without: "451 5.7.3 STARTTLS is required to send mail",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "550 5.4.316 Message expired, connection refused(Socket error code 10061)",
        title: "could not connect to this organization",
        command: "netstat",
        without: "421 4.2.1 Unable to connect",
    },
    Narrowed {
        delivery: Delivery::Cloud,
        reply: "452 4.3.1 Insufficient system resources",
        title: "outside the organization takes no mail",
        command: "'contoso-com.mail.protection.outlook.com', 25",
        without: "451 4.7.3 The admin has temporarily disallowed this secure domain",
    },
];

/// The reply as the far host of the queue says it.
fn said_by_far_host(it: &Narrowed, reply: &str) -> String {
    let host = if matches!(it.delivery, Delivery::Cloud) {
        "contoso-com.mail.protection.outlook.com"
    } else {
        "ex2.contoso.com"
    };
    paste(it.delivery, &format!("[{{LED={reply}}};{{MSG=}};{{FQDN={host}}};{{IP=}};{{LRT=}}]"))
}

#[test]
fn a_word_of_the_reply_chooses_the_cause_and_the_command() {
    for it in NARROWED {
        let report = of(Language::English, &said_by_far_host(it, it.reply));
        let titles: Vec<_> = report.findings.iter().map(|f| f.title.as_str()).collect();
        assert!(titles.iter().any(|title| title.contains(it.title)), "{}: {titles:?}", it.reply);
        let blocking = report.findings.iter().filter(|f| f.severity == "blocking").count();
        assert_eq!(blocking, 1, "one cause is left: {} {titles:?}", it.reply);
        let next = report.next.unwrap();
        assert!(next.command.contains(it.command), "{}: {}", it.reply, next.command);
        let other = of(Language::English, &said_by_far_host(it, it.without));
        assert!(!other.findings.iter().any(|f| f.title.contains(it.title)), "{}", it.without);
    }
}

/// RFC 7372 gives these codes one meaning, whatever the words.
#[test]
fn codes_of_authenticity_need_no_words() {
    for (code, is_found) in [("5.7.26", true), ("5.7.20", true), ("4.7.23", true), ("5.7.27", false), ("5.7.2", false)]
    {
        let reply = format!("{}50 {code} This mail has been blocked", &code[..1]);
        let report = of(Language::English, &paste(Delivery::Cloud, &reply));
        assert_eq!(report.findings.iter().any(|f| f.code == "sender-not-authenticated"), is_found, "{reply}");
    }
}

fn paste(delivery: Delivery, reply: &str) -> String {
    let (kind, hop) = match delivery {
        Delivery::Inside => ("SmtpRelayWithinAdSite", "hub version 15"),
        Delivery::Cloud => ("SmartHostConnectorDelivery", "contoso-com.mail.protection.outlook.com"),
        Delivery::Mailbox => ("SmtpDeliveryToMailbox", "mdb01"),
        Delivery::Edge => ("SmtpRelayWithinAdSiteToEdge", "edge1"),
    };
    format!(
        "Identity      : EX1\\12\nDeliveryType  : {kind}\nNextHopDomain : {hop}\nStatus        : Retry\nMessageCount  : \
         17\nLastError     : {reply}\n"
    )
}

fn of(language: Language, text: &str) -> Report {
    let mut input = Input::text(text);
    input.language = language;
    diagnose(&input)
}

/// Every report that the checks go through: the golden cases with and without addresses, and the replies.
fn reports(language: Language) -> Vec<(String, Report)> {
    let mut all = Vec::new();
    for case in cases() {
        for addresses in [&case.addresses, &std::collections::BTreeMap::new()] {
            let mut input = input(&case.sources, addresses);
            input.language = language;
            all.push((case.name(), diagnose(&input)));
        }
    }
    for said in REPLIES {
        all.push((said.reply.to_owned(), of(language, &paste(said.delivery, said.reply))));
    }
    for it in NARROWED {
        all.push((it.reply.to_owned(), of(language, &said_by_far_host(it, it.reply))));
    }
    all
}

#[test]
fn every_reply_and_cause_is_found_and_only_where_its_words_are() {
    for said in REPLIES {
        let report = of(Language::English, &paste(said.delivery, said.reply));
        let codes: Vec<_> = report.findings.iter().map(|f| f.code.to_string()).collect();
        assert!(codes.iter().any(|code| code == said.code), "{}: {codes:?}", said.reply);
        // Another reply with the same numbers is not explained by it.
        let numbers = said.reply.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let other = of(Language::English, &paste(said.delivery, &format!("{numbers} Rejected by policy 4711")));
        assert!(!other.findings.iter().any(|f| f.code == said.code), "{}", said.reply);
    }
    let seen: BTreeSet<String> = reports(Language::English)
        .iter()
        .flat_map(|(_, report)| report.findings.iter().map(|f| f.code.to_string()))
        .collect();
    let missing: Vec<_> =
        Known::VARIANTS.iter().map(|known| known.code()).filter(|code| !seen.contains(*code)).collect();
    assert_eq!(missing, [""; 0], "no report shows them");
}

#[test]
fn what_is_not_proven_has_a_command_that_decides_it() {
    let mut without = BTreeSet::new();
    for (name, report) in reports(Language::English) {
        for finding in &report.findings {
            let asks = finding.needs.iter().any(|need| !need.command.is_empty());
            let acts = !finding.remedies.is_empty() || finding.action.contains("Set-ReceiveConnector");
            // A log that names the connector is an answer: without more in the paste nothing is left to ask.
            let is_answer = finding.code == "connector-that-answered" && finding.certainty == "proven";
            let decides = if finding.certainty == "proven" { asks || acts || is_answer } else { asks };
            if !decides {
                without.insert(format!("{} {} ({name})", finding.code, finding.certainty));
            }
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn every_command_tells_what_it_may_print_and_what_that_means() {
    for language in [Language::English, Language::German] {
        for (name, report) in reports(language) {
            for need in report.findings.iter().flat_map(|f| &f.needs).chain(&report.next) {
                // Whoever is asked for everything is told no causes apart.
                if need.code == "everything" {
                    assert!(need.outcomes.is_empty(), "{name}");
                    continue;
                }
                assert!(need.outcomes.len() > 1, "{name}: {} {}", need.code, need.what);
                let seen: BTreeSet<_> = need.outcomes.iter().map(|outcome| &outcome.see).collect();
                assert_eq!(seen.len(), need.outcomes.len(), "{name}: {} {:?}", need.code, need.outcomes);
                for outcome in &need.outcomes {
                    for text in [&outcome.see, &outcome.means] {
                        let is_whole = !text.contains("  ") && !text.contains(" .") && !text.ends_with(' ');
                        assert!(is_whole && !text.starts_with(' '), "{name}: {} {text}", need.code);
                    }
                }
            }
        }
    }
}

/// Parses every command without running it.
const PARSER: &str = r#"param($Path)
$index = 0
foreach ($text in @(Get-Content -Raw -Encoding UTF8 $Path | ConvertFrom-Json)) {
    $tokens = $null; $errors = $null
    [void][System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
    foreach ($e in @($errors)) { if ($e) { "$index $($e.Message)" } }
    $index++
}
"parsed $index"
"#;

#[test]
fn powershell_understands_every_command() {
    let Some(pwsh) = powershell() else { return };
    let all = reports(Language::English);
    let commands: BTreeSet<&str> = all
        .iter()
        .flat_map(|(_, report)| {
            let needs = report.findings.iter().flat_map(|f| &f.needs).chain(&report.next);
            needs.map(|need| need.command.as_str()).chain(report.notes.iter().filter_map(|n| n.command.as_deref()))
        })
        .collect();
    let commands: Vec<_> = commands.into_iter().chain(["'broken"]).collect();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("next-steps");
    std::fs::create_dir_all(&folder).unwrap();
    let (script, input) = (folder.join("parse.ps1"), folder.join("commands.json"));
    std::fs::write(&script, PARSER).unwrap();
    std::fs::write(&input, serde_json::to_vec(&commands).unwrap()).unwrap();
    let output = Command::new(pwsh).args(["-NoProfile", "-File"]).arg(&script).arg(&input).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let (parsed, faults): (Vec<_>, Vec<_>) = printed.lines().partition(|line| line.starts_with("parsed "));
    assert_eq!(parsed, [format!("parsed {}", commands.len())], "{}", String::from_utf8_lossy(&output.stderr));
    // The last one is broken on purpose: the check must notice.
    let last = (commands.len() - 1).to_string();
    let (own, others): (Vec<&str>, Vec<&str>) =
        faults.iter().copied().partition(|line| line.starts_with(&format!("{last} ")));
    assert!(!own.is_empty(), "the parser finds no fault in a broken command");
    let told: Vec<_> = others
        .iter()
        .map(|line| format!("{line}\n{}", commands[line.split(' ').next().unwrap().parse::<usize>().unwrap()]))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn none_of_these_takes_a_connector_out() {
    const EXAMPLE: &str = include_str!("../../www/samples/stuck-after-2016.txt");
    let all = ["192.168.10.11", "192.168.10.12", "192.168.10.61", "192.168.10.62", "192.168.20.0/24"];
    let report = |servers: &[&str], ranges: &[&str]| {
        let mut input = Input::text(EXAMPLE);
        for server in servers {
            input.not_from.push(((*server).to_owned(), ranges.iter().map(|range| (*range).to_owned()).collect()));
        }
        diagnose(&input)
    };
    let captures = |report: &Report| report.findings.iter().find(|f| f.code == "relay-captures-exchange").cloned();
    let likely = captures(&report(&[], &[])).expect("the relay is likely");
    // A list is denied whole or not at all.
    let in_part = report(&["EX2010-1", "EX2010-2"], &all[1..]);
    assert_eq!(captures(&in_part).expect("still").subject.queues, likely.subject.queues);
    // One server is out, the other one is not.
    let one = captures(&report(&["EX2010-1"], &all)).expect("of the other server");
    assert!(one.subject.queues.iter().all(|queue| queue.starts_with("EX2010-2")), "{:?}", one.subject.queues);
    let none = report(&["EX2010-1", "EX2010-2"], &all);
    assert!(captures(&none).is_none());
    let excluded: Vec<_> = none.findings.iter().flat_map(|f| &f.excluded).map(|it| it.what.as_str()).collect();
    assert!(excluded.iter().any(|what| what.contains("Relay on EX2016-1 and EX2016-2, as you say")), "{excluded:?}");
    assert!(none.findings.iter().all(|f| f.severity != "blocking" || f.certainty == "possible"));
    // An address that is known counts more.
    let text = format!("EX2010-1 192.168.10.11\nEX2010-2 192.168.10.12\n{EXAMPLE}");
    let mut input = Input::text(&text);
    input.not_from.push(("EX2010-1".to_owned(), all.iter().map(|range| (*range).to_owned()).collect()));
    assert_eq!(captures(&diagnose(&input)).expect("proven").certainty, "proven");
}
