//! Tables as PowerShell's formatter printed them, cell by cell: where columns end, which cells are cut, which rows go on.
//!
//! Every text here was rendered; what is expected are the values that went in.

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Queue, ReceiveConnector};

fn queues(text: &str) -> Vec<Queue> {
    model::read(&Input::text(text)).snapshot.queues
}

fn connectors(text: &str) -> Vec<ReceiveConnector> {
    model::read(&Input::text(text)).snapshot.receive_connectors
}

/// Identity, count, next hop, error, and what is cut.
#[track_caller]
fn check_queues(text: &str, expected: &[&str]) {
    let shown = |q: &Queue| {
        let text = |t: Option<&String>| t.cloned().unwrap_or_default();
        let count = q.message_count.whole().map(ToString::to_string).unwrap_or_default();
        let error = q.last_error.visible().and_then(Option::as_ref).map(|e| e.raw.clone()).unwrap_or_default();
        let parts =
            [text(q.identity.visible()), text(q.status.visible()), count, text(q.next_hop_domain.visible()), error];
        format!("{} [{}]", parts.join("|"), q.cut().join(" "))
    };
    assert_eq!(queues(text).iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn a_name_that_ends_in_digits_is_no_part_of_the_number_behind_it() {
    check_queues(
        "Identity            NextHopDomain               MessageCount LastError\n\
         --------            -------------               ------------ ---------\n\
         MBX1\\Unreachable    mailbox database 0123456789            7 451 4.4.0 DNS query failed\n\
         EX11\\253551921205   ex2.corp.example                       7 451 4.4.0 DNS query failed\n",
        &[
            "MBX1\\Unreachable||7|mailbox database 0123456789|451 4.4.0 DNS query failed []",
            "EX11\\253551921205||7|ex2.corp.example|451 4.4.0 DNS query failed []",
        ],
    );
}

#[test]
fn a_date_is_no_part_of_the_status_behind_it() {
    check_queues(
        "Identity LastRetryTime            Status NextHopDomain\n\
         -------- -------------            ------ -------------\n\
         EX1\\1    1/21/2025 3:45:12 AM     Active dag1\n\
         EX1\\2    1/21/2025 3:45:12 AM  Suspended dag1\n\
         EX1\\3                         Connecting dag1\n",
        &["EX1\\1|Active||dag1| []", "EX1\\2|Suspended||dag1| []", "EX1\\3|Connecting||dag1| []"],
    );
}

#[test]
fn a_column_too_narrow_for_dots_is_cut_all_the_same() {
    check_queues(
        "Identity DeliveryType Las\n                      tEr\n                      ror\n\
         -------- ------------ ---\nEX1\\1    Unreachable  451\nEX1\\2    Unreachable\n",
        &["EX1\\1||||451 [last_error]", "EX1\\2|||| []"],
    );
}

#[test]
fn a_cut_cell_beside_a_right_aligned_column_is_cut() {
    check_queues(
        "Identity       Status         NextHopDomain    MessageCount\n\
         --------       ------         -------------    ------------\n\
         MBX-010\\Unr... Connecting                                 0\n\
         EX11\\Unreac... Retry          mail.exampl...          12345\n",
        &["MBX-010\\Unr|Connecting|0|| [identity]", "EX11\\Unreac|Retry|12345|mail.exampl| [identity next_hop_domain]"],
    );
}

#[test]
fn a_wide_character_that_does_not_fit_leaves_a_column_empty() {
    check_queues(
        "Identity    NextHopDomain MessageCount\n--------    ------------- ------------\n\
         EX1\\1       \u{63a5}\u{6536}\u{8fde}\u{63a5}\u{5668}... 5           \nEX1\\2       dag1          5           \n",
        &["EX1\\1||5|\u{63a5}\u{6536}\u{8fde}\u{63a5}\u{5668}| [next_hop_domain]", "EX1\\2||5|dag1| []"],
    );
}

#[test]
fn objects_of_the_same_values_are_two() {
    check_queues(
        "           DeliveryType NextHopDomain               TlsDomain        Status Message\n\
         \u{20}                                                                           Count\n\
         \u{20}          ------------ -------------               ---------        ------ -------\n\
         SmtpRelayToRemoteAdSite mailbox database 0123456789 mail.example.com Active       7\n\
         \u{20}  DnsConnectorDelivery ex2.corp.example                             Active       7\n",
        &["|Active|7|mailbox database 0123456789| []", "|Active|7|ex2.corp.example| []"],
    );
    check_queues(
        "Identity           LastRetryTime      NextHopDomain\n------------------ -------------      -------------\n\
         MBX-012\\Submission 2025/1/21 03:45:12 mailbox database 0123456789\n\
         MBX-013\\Shadow\\12                     [10.0.0.1],relay.x.com\nMBX-014\\Shadow\\12\n",
        &[
            "MBX-012\\Submission|||mailbox database 0123456789| []",
            "MBX-013\\Shadow\\12|||[10.0.0.1],relay.x.com| []",
            "MBX-014\\Shadow\\12|||| []",
        ],
    );
}

#[test]
fn wrapped_cells_join_as_they_were_broken() {
    // Chopped inside words: cultures without word wrap.
    check_queues(
        "Identity             MessageCount NextHopDomain\n--------             ------------ -------------            \n\
         EX1\\3                           0 [192.0.2.1]\nEX1\\253551921205              120 mailbox database 01234567\n\
         \u{20}                                 89\nEX1\\4                       12345 \n",
        &["EX1\\3||0|[192.0.2.1]| []", "EX1\\253551921205||120|mailbox database 0123456789| []", "EX1\\4||12345|| []"],
    );
    // Broken at blanks, one of which is alone on its line.
    let text = "Identity        AuthMechanism\n--------        -------------   \nEX1\\Relay       Integrated, Basi\n                \
                cAuthRequireTLS,\n                \n                ExchangeServer\nEX1\\Relay two   Tls\n";
    for text in [text.to_owned(), text.replace("\n                \n", "\n\n")] {
        let read = connectors(&text);
        let auth = |c: &ReceiveConnector| {
            let members = c.auth_mechanism.whole().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
            format!("{} {}", c.identity(), members.join(" "))
        };
        let expected = ["EX1\\Relay Integrated BasicAuthRequireTLS ExchangeServer", "EX1\\Relay two Tls"];
        assert_eq!(read.iter().map(auth).collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn a_blank_line_ends_a_table_where_nothing_goes_on() {
    let text = "Identity  MessageCount\n--------  ------------\nEX1\\1                5\n\nName AdminDisplayVersion\n---- \
                -------------------\nEX1  Version 15.1 (Build 2507.6)\n\nEX2 10.0.0.2\n";
    let read = model::read(&Input::text(text));
    assert_eq!(read.snapshot.queues.len(), 1);
    assert!(read.snapshot.server("EX1").unwrap().version.is_some());
    assert_eq!(read.snapshot.hosts.iter().map(|h| h.name.as_str()).collect::<Vec<_>>(), ["EX2"]);
}

#[test]
fn a_cut_server_is_not_any_server() {
    let text = "Name         Server         Bindings\n----         ------         --------\nO'Neil relay MBX-010        \
                {0.0.0.0:25}\nO'Neil relay W2K12-EXCH-... {0.0.0.0:25}\n";
    let read = connectors(text);
    assert_eq!(read.len(), 2);
    assert!(read[1].server_cut && read[1].server.is_empty());
    assert!(read[1].cut().contains(&"identity"));
}

#[test]
fn a_command_says_what_a_bare_column_is() {
    let read = connectors("[PS] C:\\>Get-ReceiveConnector | ft Comment\n\nComment\n-------\nfor the scanners\n");
    assert_eq!(read.len(), 1);
    let grouped =
        "[PS] C:\\>Get-ReceiveConnector | group Server\n\nCount Name Group\n----- ---- -----\n    5 EX1  {a, b}\n";
    assert!(connectors(grouped).is_empty());
}

/// Identity and bindings.
#[track_caller]
fn check_connectors(text: &str, expected: &[&str]) {
    let shown = |c: &ReceiveConnector| {
        let bindings = c.bindings.whole().unwrap().iter().map(|b| b.as_written.to_string()).collect::<Vec<_>>();
        format!("{} {}", c.identity(), bindings.join(" "))
    };
    assert_eq!(connectors(text).iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn rows_that_go_on_in_the_first_column_are_no_objects() {
    check_connectors(
        "Identity            Bindings            Enabled\n--------            --------            -------\n\
         EXCHANGESERVER1\\Inb {0.0.0.0:587,       True\nound from Exchange  [::]:2525}\n2010 servers and\nthe \
         partner\nnetwork 1\nHQMAIL2016A\\Inbound {0.0.0.0:25,        True\n from Exchange      [::]:2525}\n2010 \
         servers and\nthe partner\nnetwork 2\nHQMAIL2016A\\Client  0.0.0.0:2525        False\nProxy HQMAIL2016A 3\n",
        &[
            "EXCHANGESERVER1\\Inbound from Exchange 2010 servers and the partner network 1 0.0.0.0:587 [::]:2525",
            "HQMAIL2016A\\Inbound from Exchange 2010 servers and the partner network 2 0.0.0.0:25 [::]:2525",
            "HQMAIL2016A\\Client Proxy HQMAIL2016A 3 0.0.0.0:2525",
        ],
    );
    // The backslash of a shadow queue is not that of the next identity.
    check_queues(
        "Identity           DeliveryType       Status             MessageCount       NextHopDomain\n\
         --------           ------------       ------             ------------       -------------\n\
         W2K12-EXCH-010\\Sha SmtpRelayToMailbox Suspended          7                  mailbox database\n\
         dow\\73973          DeliveryGroup                                            0123456789\n\
         EX11\\Submission    SmartHostConnector Active             120                dag1\n\
         \u{20}                  Delivery\n",
        &[
            "W2K12-EXCH-010\\Shadow\\73973|Suspended|7|mailbox database 0123456789| []",
            "EX11\\Submission|Active|120|dag1| []",
        ],
    );
    // An open list goes on, whatever the other columns leave blank.
    let text = "RemoteIPRanges                       Fqdn                   Enabled\n--------------                       ----   \
                \u{20}               -------\n{192.168.224.1-192.168.224.44,                                 \
                True\n10.147.176.0/24,\n10.202.0.0(255.255.0.0), ::-ffff:fff\nf:ffff:ffff:ffff:ffff:ffff:ffff}\n10.1.2.3  \
                \u{20}                          mail.example.com         False\n";
    let read = connectors(text);
    let ranges = |c: &ReceiveConnector| c.remote_ip_ranges.whole().unwrap().len();
    assert_eq!(read.iter().map(ranges).collect::<Vec<_>>(), [4, 1], "{read:?}");
}

#[test]
fn tables_sized_by_their_content_have_no_rows_that_go_on() {
    check_queues(
        "Status    TlsDomain        NextHopDomain\n------    ---------        -------------\nSuspended mail.example.com \
         site:default-first-site-name; version:15\nRetry                      dag1\n",
        &["|Suspended||site:default-first-site-name; version:15| []", "|Retry||dag1| []"],
    );
    check_queues(
        "LastRetryTime       NextHopDomain\n-------------       -------------\n21.01.2025 03:45:12 dag1\n21.01.2025 03:45:12 \
         hub version 15\n                    mailbox database 0123456789\n                    ex2.corp.example\n",
        &["|||dag1| []", "|||hub version 15| []", "|||mailbox database 0123456789| []", "|||ex2.corp.example| []"],
    );
    let error = "451 4.4.0 DNS query failed. The error was: SMTPSEND.DNS.NonExistentDomain; nonexistent domain";
    check_queues(
        &format!("{:94}Status\n{:94}------\n{error} Suspended\n{:98}Retry\n", "LastError", "---------", ""),
        &[&format!("|Suspended|||{error} []"), "|Retry||| []"],
    );
}

#[test]
fn a_column_of_errors_alone() {
    let primary = "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\" \
                   Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or \
                   delivery failed to all alternate hosts.";
    let parts = "[{LRT=1/21/2025 3:45:12 AM};{LED=451 4.4.0 Primary target IP address responded with: \"421 4.2.1 Unable to \
                 connect.\" Attempted failover};{FQDN=ex2.corp.example};{IP=10.0.0.22}]";
    check_queues(
        "LastError\n---------\n[{LRT=1/21/2025 3:45:12 AM};{LED=451 4.4.0 Primary target IP address responded with: \"421\n4.2.1 \
         Unable to connect.\" Attempted failover};{FQDN=ex2.corp.example};{IP=10.0.0.22}]\n451 4.4.0 Primary target IP \
         address responded with: \"451 5.7.3 Cannot achieve Exchange\nServer authentication.\" Attempted failover to \
         alternate host, but that did not succeed.\nEither there are no alternate hosts, or delivery failed to all \
         alternate hosts.\n421 4.2.1 Unable to connect.\n",
        &[&format!("||||{parts} []"), &format!("||||{primary} []"), "||||421 4.2.1 Unable to connect. []"],
    );
    // Objects without an error leave blank lines; the sign of 7 is a cut wherever it stands.
    check_queues(
        "LastError\n---------\n451 4.4.0 DNS query failed.\n\n451 4.4.0 Primary target IP address responded\u{2026}\n\n\n421 \
         4.2.1 Unable to connect.\n",
        &[
            "||||451 4.4.0 DNS query failed. []",
            "||||451 4.4.0 Primary target IP address responded [last_error]",
            "||||421 4.2.1 Unable to connect. []",
        ],
    );
    // Names stand below each other, however long the first is.
    let names = "[PS] C:\\>Get-ReceiveConnector | ft Name\n\nName\n----\nInbound from Exchange 2010 servers and the partner \
                 network of the group\nDefault Frontend EX1\nClient Frontend EX1\n\nThank you\n";
    assert_eq!(connectors(names).len(), 3);
}

#[test]
fn rows_without_values_end_no_table() {
    check_queues(
        "LastError                                                NextRetryTime\n---------                          \
         \u{20}                     -------------\n                                                         \n           \
         \u{20}                                             \n451 5.7.3 Cannot achieve Exchange Server authentication. \n    \
         \u{20}                                                    1/21/2025 3:55:12 AM\n451 4.7.0 Later\n",
        &["||||451 5.7.3 Cannot achieve Exchange Server authentication. []", "|||| []", "||||451 4.7.0 Later []"],
    );
}

#[test]
fn prose_below_the_rows_is_no_row() {
    let rows = "Identity        Status MessageCount NextHopDomain\n--------        ------ ------------ -------------\nEX1\\3           \
                Retry  12           ex2.corp.example\nEX1\\Submission  Ready  0            Submission\n";
    let expected = ["EX1\\3|Retry|12|ex2.corp.example| []", "EX1\\Submission|Ready|0|Submission| []"];
    // One word that the name above has no room for may be its rest.
    let doubtful = ["EX1\\3|Retry|12|ex2.corp.example| []", "EX1\\Submission|Ready|0|Submission| [identity]"];
    check_queues(&format!("{rows}Regards\n"), &doubtful);
    for prose in ["Thanks in advance for any help with this queue\nRegards, Max\n", ":point_up: please help\n"] {
        check_queues(&format!("{rows}{prose}"), &expected);
    }
    // A page that double-spaces everything, without padding: lists in braces show which lines are rows.
    let text = "User ExtendedRights  \n\nNT AUTHORITY\\ANONYMOUS LOGON {ms-Exch-SMTP-Submit}  \n\nCORP\\Scanner \
                {ms-Exch-SMTP-Accept-Any-Recipient}  \n\n   open 192.168.4.17 25  \n\n   250-EX1.corp.example Hello \
                [192.168.4.17]  \n\n   250 SMTPUTF8\n";
    let seen = model::read(&Input::text(text)).snapshot.observations;
    assert_eq!((seen.permissions.len(), seen.ehlo.len()), (2, 1));
    // Where no row has an identity, all count.
    check_queues(
        "Status MessageCount NextHopDomain\n------ ------------ -------------\nRetry 12 dag1\nReady 0 dag2\n",
        &["|Retry|12|dag1| []", "|Ready|0|dag2| []"],
    );
}

#[test]
fn remarks_behind_the_last_column_are_no_part_of_it() {
    let header = "Identity        DeliveryType   Status MessageCount NextHopDomain\n--------        ------------   ------ ------------ \
                  -------------\n";
    check_queues(
        &format!(
            "{header}EX1\\3           SmtpRelayToDag Retry  12           ex2.corp.example    <--- this one\nEX1\\4           \
             SmtpRelayToDag Retry  12           mailbox database 01\n"
        ),
        &["EX1\\3|Retry|12|ex2.corp.example| [next_hop_domain]", "EX1\\4|Retry|12|mailbox database 01| []"],
    );
    // The sign of a cut counts in front of a remark too; dots inside a text are its own.
    check_queues(
        &format!(
            "{header}EX1\\3           SmtpRelayToDag Retry  12           ex2.corp...   <--- this one\nEX1\\4           \
             SmtpRelayToDag Retry  12           ex2.corp.ex…  (see below)\nEX1\\5           SmtpRelayToDag Retry  12           \
             a... b\n"
        ),
        &[
            "EX1\\3|Retry|12|ex2.corp| [next_hop_domain]",
            "EX1\\4|Retry|12|ex2.corp.ex| [next_hop_domain]",
            "EX1\\5|Retry|12|a... b| []",
        ],
    );
    // A number ends where its column ends, and so does a truth value.
    check_queues(
        "Identity DeliveryType   MessageCount\n-------- ------------   ------------\nEX1\\3    SmtpRelayToDag           12   <-- \
         stuck\nEX1\\4    SmtpRelayToDag            0\n",
        &["EX1\\3||12|| []", "EX1\\4||0|| []"],
    );
    let enabled = |row: &str| {
        let read = connectors(&format!(
            "Identity  Bindings     Enabled\n--------  --------     -------\nEX1\\Relay {{0.0.0.0:25}} {row}\n"
        ));
        read[0].enabled.whole().copied()
    };
    assert_eq!(enabled("False      (switched off)"), Some(false));
    assert_eq!(enabled("True"), Some(true));
}

#[test]
fn a_table_cut_inside_its_last_column_says_so() {
    let rows = "Identity DeliveryType   NextHopDomain\n-------- ------------   -------------\nEX1\\3    SmtpRelayToDag ex2.corp.example\n\
                EX1\\4    SmtpRelayToDag ex2.corp.exa";
    let first = "EX1\\3|||ex2.corp.example| []";
    check_queues(rows, &[first, "EX1\\4|||ex2.corp.exa| [next_hop_domain]"]);
    check_queues(&format!("{rows}mple"), &[first, "EX1\\4|||ex2.corp.example| []"]);
    check_queues(&format!("{rows}\n"), &[first, "EX1\\4|||ex2.corp.exa| []"]);
    // The sign of a cut counts in the last column wherever the widest row ends.
    check_queues(
        "Identity DeliveryType   NextHopDomain\n-------- ------------   -------------\nEX1\\3    SmtpRelayToDag \
         ex2.corp...\nEX1\\4    SmtpRelayToDag mailbox database 0123456789\n",
        &["EX1\\3|||ex2.corp| [next_hop_domain]", "EX1\\4|||mailbox database 0123456789| []"],
    );
}

#[test]
fn what_stands_behind_the_end_of_a_text_is_hidden_not_empty() {
    let header = "Identity       DeliveryType   Status MessageCount LastError\n--------       ------------   ------ ------------ ---------\n";
    let row = "EX1\\Submission SmtpRelayToDag Retry            12 421 4.2.1 Unable to connect.";
    let cut_of = |length: usize| {
        let text = format!("{header}{}", &row[..length]);
        let queues = model::read(&Input::text(&text)).snapshot.queues;
        queues[0].cut().join(" ")
    };
    // Inside the identity, the delivery type, the count and the error; at the end of each column before the last.
    let behind = "delivery_type status message_count last_error";
    assert_eq!(cut_of(9), format!("identity {behind}"));
    assert_eq!(cut_of(20), behind);
    assert_eq!(cut_of(15), behind);
    assert_eq!(cut_of(36), "message_count last_error");
    assert_eq!(cut_of(48), "message_count last_error");
    assert_eq!(cut_of(49), "last_error");
    assert_eq!(cut_of(61), "last_error");
    assert_eq!(cut_of(row.len()), "");
    // A line end says that the row is whole.
    let text = format!("{header}{}\n", &row[..49]);
    check_queues(&text, &["EX1\\Submission|Retry|12|| []"]);
    assert!(model::read(&Input::text(&text)).notes.is_empty());
}

#[test]
fn an_error_at_the_end_of_a_text_that_does_not_end_itself() {
    let read = |text: &str| model::read(&Input::text(text)).snapshot.queues[0].last_error.is_cut();
    let list = |error: &str| format!("Identity      : EX1\\1\nNextHopDomain : dag1\nLastError     : {error}");
    assert!(read(&list("451 4.4.0 Primary target IP address resp")));
    assert!(read(&list("451 4.4.0")));
    assert!(!read(&list("451 4.4.0 Primary target IP address resp\n")));
    for whole in [
        "421 4.2.1 Unable to connect.",
        "451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketTimedout: Socket error code 10060",
        "451 4.4.0 DNS query failed. The last endpoint attempted was 10.0.0.16:25",
    ] {
        assert!(!read(&list(whole)), "{whole}");
    }
    // A wrapped value may go on below a line that is whole.
    let wrapped = "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server\n                \
                   authentication.\" Attempted failover to alternate";
    assert!(read(&list(&format!("{wrapped}\n"))));
    assert!(!read(&list(&format!("{wrapped} host, but that did not succeed.\n"))));
}

#[test]
fn a_row_may_begin_with_a_word_and_a_colon() {
    let text = "NextHopDomain    MessageCount Identity  Status\n-------------    ------------ --------  ------\n\
                example.org             20417 MBX1\\27   Retry\nsite:hub                    1 MBX1\\28   Ready\n\
                status:hub                  2 MBX1\\29   Ready\n";
    let report = mailflow_doctor::diagnose(&mailflow_doctor::Input::text(text));
    let identities: Vec<_> = report.queues.iter().filter_map(|queue| queue.identity.as_deref()).collect();
    assert_eq!(identities, ["MBX1\\27", "MBX1\\28", "MBX1\\29"]);
    assert_eq!(report.unread, []);
}
