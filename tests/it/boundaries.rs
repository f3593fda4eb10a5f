//! An output ends where the next one begins, with or without a blank line between them, and no line of data is lost in
//! silence.

use std::collections::BTreeSet;

use fastrand::Rng;
use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Read};

/// One output of each layout, all about objects of this server.
pub(crate) fn outputs(server: &str, net: u8) -> Vec<(&'static str, String)> {
    let error = "451 5.7.3 Cannot achieve Exchange Server authentication";
    let queue = |id: u8, count: u8| {
        format!(
            "Identity      : {server}\\{id}\nDeliveryType  : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\nStatus        : Retry\nMessageCount  : {count}\nLastError     : {error}\n"
        )
    };
    let connector = |name: &str, host: u8| {
        format!(
            "Identity         : {server}\\{name}\nEnabled          : True\nTransportRole    : FrontendTransport\nBindings         : {{0.0.0.0:25}}\nRemoteIPRanges   : {{10.{net}.0.{host}}}\nAuthMechanism    : Tls\n"
        )
    };
    let last = |name: &str, host: u8| {
        format!(
            "AuthMechanism         : Tls\nBindings              : {{0.0.0.0:25}}\nEnabled               : True\nRemoteIPRanges        : {{10.{net}.0.{host}}}\nSuppressXAnonymousTls : False\nServer                : {server}\nName                  : {name}\nIdentity              : {server}\\{name}\n"
        )
    };
    let rows = |cells: &[[&str; 4]]| {
        let width = |at: usize| cells.iter().map(|row| row[at].len()).max().unwrap();
        let mut text = String::new();
        for (index, row) in cells.iter().enumerate() {
            let line = |row: &[&str]| {
                let padded: Vec<String> =
                    row.iter().enumerate().map(|(at, cell)| format!("{cell:w$}", w = width(at))).collect();
                format!("{}\n", padded.join(" ").trim_end())
            };
            text.push_str(&line(row));
            if index == 0 {
                let dashes: Vec<String> = row.iter().map(|title| "-".repeat(title.len())).collect();
                text.push_str(&line(&dashes.iter().map(String::as_str).collect::<Vec<_>>()));
            }
        }
        text
    };
    let (one, two) = (format!("{server}\\31"), format!("{server}\\32"));
    let (relay, second) = (format!("{server}\\Table Relay"), format!("{server}\\Table Second"));
    let (third, fourth) = (format!("{server}\\Table Third"), format!("{server}\\Table Fourth"));
    let last_range = format!("{{10.{net}.4.3, 10.{net}.4.4...}}");
    let (first_range, second_range) = (format!("{{10.{net}.4.1}}"), format!("{{10.{net}.4.2}}"));
    vec![
        ("queue list", format!("{}\n{}", queue(11, 3), queue(12, 4))),
        ("connector list", format!("{}\n{}", connector("Relay", 1), connector("Second", 2))),
        ("connector list that ends in its identity", format!("{}\n{}", last("Third", 3), last("Fourth", 4))),
        (
            "queue table",
            rows(&[
                ["Identity", "DeliveryType", "Status", "NextHopDomain"],
                [&one, "SmtpRelayWithinAdSite", "Retry", "hub version 15"],
                [&two, "SmtpRelayWithinAdSite", "Retry", "hub version 15"],
            ]),
        ),
        (
            "connector table",
            rows(&[
                ["Identity", "Enabled", "Bindings", "RemoteIPRanges"],
                [&relay, "True", "{0.0.0.0:25}", &first_range],
                [&second, "True", "{0.0.0.0:25}", &second_range],
            ]),
        ),
        (
            "connector table that ends in its identity",
            rows(&[
                ["TransportRole", "RemoteIPRanges", "Bindings", "Identity"],
                ["FrontendTransport", &last_range, "{0.0.0.0:25}", &third],
                ["HubTransport", &first_range, "{0.0.0.0:25}", &fourth],
            ]),
        ),
        (
            "queue file",
            format!(
                "\"Identity\",\"MessageCount\",\"NextHopDomain\"\n\"{server}\\41\",\"7\",\"hub version 15\"\n\"{server}\\42\",\"8\",\"dag1\"\n"
            ),
        ),
        (
            "connector file",
            format!(
                "\"Identity\",\"Bindings\",\"RemoteIPRanges\"\n\"{server}\\File\",\"0.0.0.0:25\",\"10.{net}.6.1\"\n\"{server}\\File 2\",\"0.0.0.0:25\",\"10.{net}.6.2\"\n"
            ),
        ),
        (
            "queue JSON",
            format!("[{{\"Identity\":\"{server}\\\\51\",\"MessageCount\":7,\"NextHopDomain\":\"dag1\"}}]\n"),
        ),
        ("log", format!("2026-11-20T10:00:00.000Z,{server}\\Relay,08DC,1,10.{net}.0.9:25,10.{net}.0.8:5000,+,,\n")),
        ("addresses", format!("{server} 10.{net}.9.9\n")),
        (
            "nslookup",
            format!(
                "Server:  dc1.corp.example\nAddress:  10.200.0.1\n\nName:    {server}.corp.example\nAddress:  10.{net}.9.9\n"
            ),
        ),
        ("prose", "This is what the second server prints.\n".to_owned()),
    ]
}

/// One output of every other kind that stands beside those in mails, tickets and monitoring: of one server, with its
/// addresses in one network.
pub(crate) fn other_outputs(server: &str, net: u8) -> Vec<(&'static str, String)> {
    let table = |name: &str, title: &str, of: &str| {
        format!(
            "Name           Bindings     RemoteIPRanges {title}\n----           --------     -------------- {}\n{name} {{0.0.0.0:25}} {{10.{net}.7.1}}     {of}\n",
            "-".repeat(title.len())
        )
    };
    vec![
        (
            "event",
            format!(
                "Inbound authentication failed with error LogonDenied for Receive connector {server}\\Relay. The authentication mechanism is Login. The source IP address of the client who tried to authenticate to Microsoft Exchange is [10.{net}.0.77].\n"
            ),
        ),
        (
            "netstat",
            format!(
                "  Proto  Local Address          Foreign Address        State\n  TCP    0.0.0.0:25             0.0.0.0:0              LISTENING\n  TCP    10.{net}.9.9:25          10.{net}.0.77:50122      ESTABLISHED\n"
            ),
        ),
        (
            "Test-NetConnection",
            format!(
                "ComputerName     : {server}\nRemoteAddress    : 10.{net}.9.9\nRemotePort       : 25\nInterfaceAlias   : Ethernet0\nSourceAddress    : 10.{net}.9.8\nTcpTestSucceeded : True\n"
            ),
        ),
        (
            "Format-Custom",
            format!(
                "class ReceiveConnector\n{{\n  Identity = {server}\\Custom\n  Bindings = \n    [\n      0.0.0.0:25\n    ]\n    \n  RemoteIPRanges = \n    [\n      10.{net}.7.2\n      10.{net}.7.3\n    ]\n    \n  Enabled = True\n}}\n"
            ),
        ),
        ("group", format!("   Server: {server}\n\n{}", table("Group Relay   ", "Enabled", "True"))),
        ("computer column", table("Computer Relay", "PSComputerName", &format!("{server}.corp.example"))),
        (
            "HTML",
            format!(
                "<table>\n<colgroup><col/><col/><col/></colgroup>\n<tr><th>Identity</th><th>RemoteIPRanges</th><th>Enabled</th></tr>\n<tr><td>{server}\\Html &amp; Fax</td><td>10.{net}.7.4</td><td>False</td></tr>\n</table>\n"
            ),
        ),
        (
            "Jira",
            format!(
                "||Identity||RemoteIPRanges||Enabled||\n|{server}\\Jira|10.{net}.7.5|True|\n|{server}\\Jira 2|10.{net}.7.6|True|\n"
            ),
        ),
        (
            "MediaWiki",
            format!(
                "{{| class=\"wikitable\"\n! Identity !! RemoteIPRanges !! Enabled\n|-\n| {server}\\Wiki || 10.{net}.7.7 || True\n|}}\n"
            ),
        ),
        (
            "monitoring",
            format!(
                "CRITICAL - Identity={server}\\61 MessageCount=41 Status=Retry NextHopDomain=dag1 | messages=41;10;50\n"
            ),
        ),
        (
            "quoted Markdown",
            format!(
                "> > | Identity | RemoteIPRanges | Enabled |\n> > |---|:---:|---|\n> > | {server}\\Quoted | {{10.{net}.7.8}} | True |\n"
            ),
        ),
        (
            "HealthChecker",
            format!(
                "Exchange Information\n--------------------\n\tName: {server}\n\tVersion: Exchange 2019 CU14\n\tBuild Number: 15.02.1544.033\n\tServer Role: Mailbox\n"
            ),
        ),
    ]
}

/// Every object with what was read of it.
pub(crate) fn objects(read: &Read) -> BTreeSet<String> {
    let queues = read.snapshot.queues.iter().map(|q| {
        format!(
            "{:?} {:?} {:?} {:?}",
            q.identity.visible(),
            q.message_count.visible(),
            q.next_hop_domain.visible(),
            q.last_error.visible().and_then(Option::as_ref).map(|e| &e.raw)
        )
    });
    let connectors = read.snapshot.receive_connectors.iter().map(|c| {
        let ranges =
            c.remote_ip_ranges.visible().map(|r| r.iter().map(|r| r.as_written.to_string()).collect::<Vec<_>>());
        format!("{} {ranges:?} {:?} {:?}", c.identity(), c.enabled.visible(), c.auth_mechanism.visible())
    });
    queues.chain(connectors).collect()
}

fn servers(read: &Read) -> BTreeSet<String> {
    read.snapshot.servers.iter().map(|s| s.name.to_ascii_lowercase()).collect()
}

#[test]
fn outputs_without_a_blank_line_between_are_read_as_they_are_alone() {
    let all = |server, net| [outputs(server, net), other_outputs(server, net)].concat();
    let (firsts, seconds) = (all("EX10", 1), all("MAIL-B", 2));
    let is_read = |text: &str| !objects(&model::read(&Input::text(text))).is_empty();
    let unread: Vec<_> = firsts.iter().filter(|(_, text)| !is_read(text)).map(|(name, _)| *name).collect();
    let expected = ["log", "addresses", "nslookup", "prose", "event", "netstat", "Test-NetConnection", "HealthChecker"];
    assert_eq!(unread, expected, "outputs without queues and connectors");
    let mut wrong = Vec::new();
    let mut pairs = 0_usize;
    for (first, above) in &firsts {
        for (second, below) in &seconds {
            pairs += 1;
            let (a, b) = (model::read(&Input::text(above)), model::read(&Input::text(below)));
            let joined = format!("{above}{below}");
            let read = model::read(&Input::text(&joined));
            let expected: BTreeSet<String> = objects(&a).union(&objects(&b)).cloned().collect();
            let found = objects(&read);
            let missing: Vec<_> = expected.difference(&found).collect();
            let invented: Vec<_> = found.difference(&expected).collect();
            let known: BTreeSet<String> = servers(&a).union(&servers(&b)).cloned().collect();
            let new: Vec<_> = servers(&read).difference(&known).cloned().collect();
            if !new.is_empty() || !invented.is_empty() || (!missing.is_empty() && read.unread.is_empty()) {
                wrong.push(format!("{first} + {second}: missing {missing:?}, invented {invented:?}, servers {new:?}"));
            }
        }
    }
    println!("{pairs} pairs of outputs");
    assert!(wrong.is_empty(), "{} of {pairs}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_damaged_row_is_read_or_said_and_hides_nothing() {
    let mut rng = Rng::with_seed(7);
    let tables: Vec<String> = outputs("EX10", 1).into_iter().skip(4).take(2).map(|(_, text)| text).collect();
    let mut tried = 0_usize;
    for table in tables.iter().cycle().take(400) {
        let lines: Vec<&str> = table.lines().collect();
        let row = 2 + rng.usize(..2);
        let mut damaged = lines[row].to_owned();
        let blanks: Vec<usize> = damaged.match_indices(' ').map(|(at, _)| at).collect();
        let at = blanks[rng.usize(..blanks.len())];
        if rng.bool() {
            damaged.insert(at, ' ');
        } else {
            damaged.remove(at);
        }
        let mut text = lines.clone();
        text[row] = &damaged;
        let text = text.join("\n") + "\n";
        let read = model::read(&Input::text(&text));
        tried += 1;
        let number = u32::try_from(row + 1).unwrap();
        let is_said = read.unread.iter().any(|u| (u.place.line..=u.last_line).contains(&number));
        let is_read = read.snapshot.receive_connectors.iter().any(|c| c.place.line == number);
        assert!(is_said || is_read, "{text}");
    }
    println!("{tried} damaged rows");
}

#[test]
fn lists_cut_off_anywhere_invent_nothing() {
    let mut rng = Rng::with_seed(11);
    let (mut cuts, mut silent) = (0_usize, 0_usize);
    for (_, text) in outputs("EX10", 1).iter().take(5) {
        let whole = model::read(&Input::text(text));
        for _ in 0..60 {
            let at = rng.usize(1..text.len());
            let read = model::read(&Input::text(&text[..at]));
            cuts += 1;
            let known: Vec<String> =
                whole.snapshot.receive_connectors.iter().map(model::ReceiveConnector::identity).collect();
            for connector in &read.snapshot.receive_connectors {
                let name = connector.identity();
                let head = name.trim_end_matches('…').trim_start_matches('\\');
                assert!(known.iter().any(|k| k.starts_with(head) || k.ends_with(head)), "{name} in {}", &text[..at]);
                silent += usize::from(!known.contains(&name) && connector.has_whole_name());
            }
        }
    }
    println!("{cuts} cuts, {silent} names that nothing shows to be cut");
}

#[track_caller]
fn check_error(text: &str, expected: &str, is_cut: bool) {
    let read = model::read(&Input::text(text));
    let queue = read.snapshot.queues.first().expect("a queue");
    let raw = queue.last_error.visible().and_then(Option::as_ref).map_or("", |e| e.raw.as_str());
    assert_eq!((raw, queue.last_error.is_cut()), (expected, is_cut), "{text}");
}

#[test]
fn the_last_value_goes_on_or_is_cut() {
    let head = "Identity  : EX1\\3\nLastError : ";
    let code = format!("{head}451 4.4.395 Target host responded with error. -> 451 5.7.3");
    let whole =
        "451 4.4.395 Target host responded with error. -> 451 5.7.3 Cannot achieve Exchange Server authentication";
    check_error(&format!("{code}\nCannot achieve Exchange Server authentication\n"), whole, true);
    check_error(
        &format!("{code} Cannot achieve Exchange Server authentication.\nThanks a lot.\n"),
        &format!("{whole}."),
        false,
    );
    // A line of addresses is no rest.
    check_error(
        &format!("{code} Cannot achieve Exchange Server authentication.\nEX1 10.0.0.1\n"),
        &format!("{whole}."),
        false,
    );
}

/// Identities of the connectors, with a mark where the server is assumed.
fn placed(text: &str) -> String {
    let read = model::read(&Input::text(text));
    let one = |c: &model::ReceiveConnector| format!("{}{}", c.identity(), if c.server_assumed { "?" } else { "" });
    read.snapshot.receive_connectors.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_computer_that_printed_a_connector_is_assumed_to_have_it() {
    let row = |name: &str, computer: &str| format!("{name:24} {{0.0.0.0:25}} {computer}.corp.example\n");
    let table = |rows: &[String]| {
        format!(
            "Name                     Bindings     PSComputerName\n----                     --------     --------------\n{}",
            rows.concat()
        )
    };
    let two = [row("Default Frontend EX1", "ex1"), row("Relay", "ex1"), row("Relay", "ex2")];
    assert_eq!(placed(&table(&two)), "ex1\\Default Frontend EX1?, ex1\\Relay?, ex2\\Relay?");
    // One that printed the connectors of another server does not say where a relay is.
    let all = [row("Default Frontend EX1", "ex1"), row("Default Frontend EX2", "ex1"), row("Relay", "ex1")];
    assert_eq!(placed(&table(&all)), "Default Frontend EX1, Default Frontend EX2, Relay");
    // Neither does it against the identity or the command.
    let list = "Identity       : EX1\\Relay\nBindings       : {0.0.0.0:25}\nPSComputerName : ex2.corp.example\n";
    assert_eq!(placed(list), "EX1\\Relay");
    let list = "[PS] C:\\>Get-ReceiveConnector -Server EX1 | fl\n\nName           : Relay\nBindings       : {0.0.0.0:25}\nPSComputerName : ex2.corp.example\n";
    assert_eq!(placed(list), "EX1\\Relay");
}

#[test]
fn rows_of_one_name_in_one_table_are_connectors_of_two_servers() {
    let table = "Name  Bindings     RemoteIPRanges\n----  --------     --------------\nRelay {0.0.0.0:25} {10.0.0.1}\nOther {0.0.0.0:26} {10.0.0.1}\nRelay {0.0.0.0:25} {10.0.0.1}\n";
    assert_eq!(placed(table), "Relay, Other, Relay");
    // The same table twice is one.
    let once = "Name  Bindings     RemoteIPRanges\n----  --------     --------------\nRelay {0.0.0.0:25} {10.0.0.1}\n";
    assert_eq!(placed(&format!("{once}\n{once}")), "Relay");
}

#[test]
fn a_scope_ends_with_its_output() {
    let heading = "   Server: EX1\n\nName  Enabled Bindings\n----  ------- --------\nRelay True    {0.0.0.0:25}\n\n\n   Server: EX2\n\nName  Enabled Bindings\n----  ------- --------\nRelay True    {0.0.0.0:25}\nOther True    {0.0.0.0:26}\n";
    let names = |text: &str| {
        let read = model::read(&Input::text(text));
        read.snapshot.receive_connectors.iter().map(model::ReceiveConnector::identity).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(names(heading), "EX1\\Relay, EX2\\Relay, EX2\\Other");
    let command = "[PS] C:\\>Get-ReceiveConnector -Server EX2 | ft Name,Bindings\n\nName  Bindings\n----  --------\nRelay {0.0.0.0:25}\n\n";
    let list = "Name     : Scanner\nBindings : {0.0.0.0:25}\n";
    assert_eq!(names(&format!("{command}and the other server:\n\n{list}")), "EX2\\Relay, Scanner");
    assert_eq!(names(&format!("{command}{list}")), "EX2\\Relay, Scanner");
}

/// Errors as Exchange prints them.
const ERRORS: [&str; 5] = [
    "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\" Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.",
    "[{LRT=11/20/2026 9:14:03 AM};{LED=451 4.4.0 Primary target IP address responded with: \"421 4.4.2 Connection dropped due to SocketError.\" Attempted failover to alternate host, but that did not succeed.};{FQDN=ex2.corp.example};{IP=10.1.0.12}]",
    "451 4.4.395 Target host responded with error. -> 451 5.7.3 Cannot achieve Exchange Server authentication.",
    "421 4.2.1 Unable to connect. Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts. The last endpoint attempted was 10.1.0.12:25.",
    "400 4.4.7 The server responded with: 454 4.7.0 Temporary authentication failure. The failure was replaced by a retry response because the message was marked for retry if rejected.",
];

/// The text broken at blanks, no line longer than this where a word is not.
fn broken_at(text: &str, width: usize) -> String {
    let (mut broken, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        if column > 0 && column + 1 + word.len() > width {
            broken.push('\n');
            column = 0;
        } else if column > 0 {
            broken.push(' ');
            column += 1;
        }
        broken.push_str(word);
        column += word.len();
    }
    broken
}

/// The text chopped at this column.
fn chopped_at(text: &str, width: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(width).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_error_chopped_at_a_column_has_all_its_letters() {
    let (mut exact, mut texts) = (0_usize, 0_usize);
    for error in ERRORS {
        for width in 40..=120 {
            let line = format!("LastError     : {error}");
            let text = format!(
                "Identity      : EX1\\3\nNextHopDomain : hub version 15\nStatus        : Retry\n{}\n",
                chopped_at(&line, width)
            );
            // A text all of whose `=` decode, one of them at the end of a line, cannot be told from quoted-printable, nor a
            // line that begins with `>` from a quotation.
            if text.lines().any(|line| line.ends_with('=') || line.starts_with('>')) {
                continue;
            }
            let read = model::read(&Input::text(&text));
            let [queue] = read.snapshot.queues.as_slice() else { panic!("{text}") };
            let raw = queue.last_error.visible().and_then(Option::as_ref).map_or("", |e| e.raw.as_str());
            texts += 1;
            exact += usize::from(raw == error);
            // Three lines as wide as a console show what chopped them; of others, a blank may stand where none was.
            let has_sign = line.len() > 3 * width + 1 && width % 10 == 0;
            // A full stop alone on the last line may be lost.
            let letters = |text: &str| text.replace(' ', "").trim_end_matches('.').to_owned();
            let is_same = raw.trim_end_matches('.') == error.trim_end_matches('.');
            assert!(is_same || !has_sign || queue.last_error.is_cut(), "{raw}\n{text}");
            assert!(letters(raw) == letters(error) || queue.last_error.is_cut(), "{raw}\n{text}");
        }
    }
    println!("{texts} texts, {exact} exact");
    assert!(exact * 5 > texts);
}

#[test]
fn an_error_broken_to_the_first_column_is_whole_or_cut() {
    let (mut whole, mut cut) = (0_usize, 0_usize);
    let mut wrong = Vec::new();
    for error in ERRORS {
        for width in 40..=120 {
            let wrapped = broken_at(&format!("LastError     : {error}"), width);
            let record = |id: u8| {
                format!("Identity      : EX1\\{id}\nNextHopDomain : hub version 15\nStatus        : Retry\n{wrapped}\n")
            };
            for text in [record(3), format!("{}\n{}", record(3), record(4)), format!("{}Thanks a lot!\n", record(3))] {
                let count = text.matches("Identity ").count();
                let read = model::read(&Input::text(&text));
                let errors: Vec<_> = read.snapshot.queues.iter().map(|queue| &queue.last_error).collect();
                let raw = |shown: &model::Shown<Option<model::LastError>>| {
                    shown.visible().and_then(Option::as_ref).map_or(String::new(), |e| e.raw.clone())
                };
                let is_right = |shown: &&model::Shown<Option<model::LastError>>| raw(shown) == error || shown.is_cut();
                if errors.len() != count || !errors.iter().all(is_right) {
                    wrong.push(format!("{:?}\n{text}", errors.iter().map(|shown| raw(shown)).collect::<Vec<_>>()));
                }
                whole += errors.iter().filter(|shown| raw(shown) == error).count();
                cut += errors.iter().filter(|shown| shown.is_cut()).count();
            }
        }
    }
    println!("{whole} whole errors, {cut} cut ones, {} wrong texts", wrong.len());
    let some: Vec<&str> = wrong.iter().step_by(wrong.len() / 8 + 1).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), some.join("\n"));
}
