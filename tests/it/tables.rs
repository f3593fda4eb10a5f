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
    assert_eq!(read.snapshot.server("EX2").unwrap().addresses.len(), 1);
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
