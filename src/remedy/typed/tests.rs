//! Typed commands, read and applied.

use super::run::is_like;
use super::*;
use crate::model::fixture::snapshot;
use crate::model::{AuthMechanism, TransportRole};
use crate::remedy::Pasted;
use crate::remedy::acceptance::{Acceptance, check_typed};
use crate::remedy::tests::ALL;

fn ex1() -> Snapshot {
    snapshot(&[
        &format!(
            "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25, [::]:25 | {ALL} | Tls, ExchangeServer | ExchangeServers"
        ),
        "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24, 10.1.1.1 | Tls | AnonymousUsers, Custom",
        "EX2\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls | AnonymousUsers",
        "EX2\\Cut | FrontendTransport | 10.2.0.1:25 | 10.0.0.1, 10.0.0.2... | Tls | AnonymousUsers",
    ])
}

/// What the command makes of each connector it changes: `name: ranges; auth; groups; bindings; enabled`.
fn read(text: &str) -> Vec<String> {
    let snapshot = ex1();
    let joined = |list: Vec<String>| list.join(",");
    let typed = match super::read(&snapshot, text) {
        Ok(typed) => typed,
        Err(unclear) => return vec![format!("{unclear:?}")],
    };
    let step = |step: &Step| {
        let Some(c) = &step.after else { return format!("-{}", step.target(&snapshot).unwrap().identity()) };
        let ranges = c.remote_ip_ranges.visible().unwrap().iter().map(|r| r.as_written.to_string()).collect();
        let auth = c.auth_mechanism.visible().unwrap().iter().map(ToString::to_string).collect();
        let groups = c.permission_groups.visible().unwrap().iter().map(ToString::to_string).collect();
        let bindings = c.bindings.visible().unwrap().iter().map(|b| b.as_written.to_string()).collect();
        let cut = if c.remote_ip_ranges.is_cut() { ".." } else { "" };
        let off = if c.is_disabled() { " off" } else { "" };
        format!(
            "{}: {}{cut}; {}; {}; {}{off}",
            c.identity(),
            joined(ranges),
            joined(auth),
            joined(groups),
            joined(bindings)
        )
    };
    typed.steps.iter().map(step).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn one_connector_is_changed_as_typed() {
    check(
        "Set-ReceiveConnector 'EX1\\Relay' -RemoteIPRanges @{Remove='10.0.0.0(255.255.255.0)'; Add='10.0.0.9'}",
        &["EX1\\Relay: 10.1.1.1,10.0.0.9; Tls; AnonymousUsers,Custom; 0.0.0.0:25"],
    );
    check(
        "[PS] C:\\Windows\\system32>Set-ReceiveConnector -Id ex1.corp.example\\relay -Rem 10.0.0.1,10.0.0.2-10.0.0.5 -Enabled:$false",
        &["EX1\\Relay: 10.0.0.1,10.0.0.2-10.0.0.5; Tls; AnonymousUsers,Custom; 0.0.0.0:25 off"],
    );
    check(
        "Set-ReceiveConnector \"EX1\\Relay\" -AuthMechanism ExchangeServer,tls -Perm 'ExchangeServers' -Bind 10.0.0.5:25",
        &["EX1\\Relay: 10.0.0.0/24,10.1.1.1; Tls,ExchangeServer; ExchangeServers,Custom; 10.0.0.5:25"],
    );
    check(
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism None -PermissionGroups None",
        &["EX1\\Relay: 10.0.0.0/24,10.1.1.1; ; Custom; 0.0.0.0:25"],
    );
    check(
        "Set-ReceiveConnector EX2\\Cut -RemoteIPRanges @{Add='10.0.0.3'}",
        &["EX2\\Cut: 10.0.0.1,10.0.0.2,10.0.0.3..; Tls; AnonymousUsers; 10.2.0.1:25"],
    );
    check(
        "Set-ReceiveConnector EX2\\Cut -RemoteIPRanges 10.0.0.3",
        &["EX2\\Cut: 10.0.0.3; Tls; AnonymousUsers; 10.2.0.1:25"],
    );
    check("Remove-ReceiveConnector 'EX2\\Relay' -Confirm:$false", &["-EX2\\Relay"]);
}

#[test]
fn a_pipe_changes_all_that_it_finds() {
    check(
        "Get-ReceiveConnector *\\Relay | Set-ReceiveConnector -Enabled $false",
        &[
            "EX1\\Relay: 10.0.0.0/24,10.1.1.1; Tls; AnonymousUsers,Custom; 0.0.0.0:25 off",
            "EX2\\Relay: 10.0.0.0/24; Tls; AnonymousUsers; 0.0.0.0:25 off",
        ],
    );
    assert_eq!(read("Get-ReceiveConnector -Server EX2 | Set-ReceiveConnector -Enabled $false").len(), 2);
    assert_eq!(read("Get-ReceiveConnector | Remove-ReceiveConnector").len(), 4);
    assert_eq!(read("Get-ReceiveConnector Re*y | Set-ReceiveConnector -Enabled $false").len(), 2);
    assert_eq!(read("Get-ReceiveConnector 'EX1\\Default*' | Set-ReceiveConnector -Enabled $false").len(), 1);
    check("Get-ReceiveConnector Nobody* | Set-ReceiveConnector -Enabled $false", &["NoConnector(\"Nobody*\")"]);
}

#[test]
fn what_is_not_understood_is_named() {
    for (text, expected) in [
        ("Set-ReceiveConnector 'EX1\\Relay' -Enabled true", "Value(\"Enabled\", \"true\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -Enabled", "Missing(\"Enabled\")"),
        ("Set-ReceiveConnector -Enabled $false", "Missing(\"Identity\")"),
        (
            "Set-ReceiveConnector Relay -Enabled $false",
            "WhichConnector(\"Relay\", [\"EX1\\\\Relay\", \"EX2\\\\Relay\"])",
        ),
        ("Set-ReceiveConnector 'EX3\\Relay' -Enabled $false", "NoConnector(\"EX3\\\\Relay\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -RemoteIPRanges 10.0", "Value(\"RemoteIPRanges\", \"10.0\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -RemoteIPRanges @{Set='10.0.0.1'}", "Value(\"RemoteIPRanges\", \"Set\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -AuthMechanism Exchange", "Value(\"AuthMechanism\", \"Exchange\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -Ranges 10.0.0.1", "Parameter(\"Ranges\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' 10.0.0.1", "Unexpected(\"10.0.0.1\")"),
        ("Set-ReceiveConnector 'EX1\\Relay' -Enabled $true -Enabled $false", "Twice(\"Enabled\")"),
        ("Get-ReceiveConnector 'EX1\\Relay'", "Cmdlet(\"Get-ReceiveConnector\")"),
        ("Disable-ReceiveConnector 'EX1\\Relay'", "Cmdlet(\"Disable-ReceiveConnector\")"),
        ("New-ReceiveConnector -Name A -Server EX1", "Missing(\"RemoteIPRanges\")"),
        ("New-ReceiveConnector -Name A -Usage Custom -Bindings 0.0.0.0:25 -RemoteIPRanges 10.0.0.1", "WhichServer"),
        (
            "New-ReceiveConnector -Name A -Server EX1 -Usage Some -Bindings 0.0.0.0:25 -RemoteIPRanges 10.0.0.1",
            "Value(\"Usage\", \"Some\")",
        ),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn remarks_say_what_was_assumed() {
    let remarks = |text: &str| super::read(&ex1(), text).unwrap().remarks;
    assert_eq!(remarks("Set-ReceiveConnector 'EX1\\Relay' -Enabled $true"), []);
    assert_eq!(
        remarks(
            "Set-ReceiveConnector Cut -Comment 'hello' -WhatIf -RemoteIPRanges @{Remove='10.9.9.9'; Add='10.0.0.1'}"
        ),
        [
            Remark::OnlyOneOfThatName("EX2\\Cut".into()),
            Remark::Rehearsal,
            Remark::NotLookedAt("Comment"),
            // The hidden part of the list may hold it.
            Remark::MayBeHidden("10.9.9.9".into(), "EX2\\Cut".into()),
            Remark::AlreadyThere("10.0.0.1".into()),
        ]
    );
    assert_eq!(
        remarks("Set-ReceiveConnector EX1\\Relay -Banner '220 hello' -RemoteIPRanges @{Remove='10.9.9.9'}"),
        [Remark::NotThere("10.9.9.9".into())]
    );
    assert_eq!(remarks("Set-ReceiveConnector 'EX1\\Relay' -Enabled $true -WhatIf:$false"), []);
}

#[track_caller]
fn accepted(text: &str, expected: &str) {
    let snapshot = ex1();
    let answer = match check_typed(&Pasted::of(&snapshot), &super::read(&snapshot, text).unwrap().steps) {
        Acceptance::Refused(refusal) => format!("{:?}", refusal.rule),
        other => format!("{other:?}"),
    };
    assert!(answer.starts_with(expected), "{text}: {answer}");
}

#[test]
fn exchange_takes_it_or_says_why_not() {
    accepted("Set-ReceiveConnector EX1\\Relay -RemoteIPRanges @{Add='10.9.0.0/16'}", "Accepted");
    accepted("Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $null", "NoRangeLeft");
    accepted("Set-ReceiveConnector EX1\\Relay -RemoteIPRanges 0.0.0.0-255.255.255.255", "EqualRange");
    accepted("Set-ReceiveConnector EX1\\Relay -PermissionGroups AnonymousUsers,Custom", "CustomIsNoInput");
    accepted("Set-ReceiveConnector EX1\\Relay -TransportRole HubTransport", "RoleConflict");
    accepted("Set-ReceiveConnector EX1\\Relay -AuthMechanism ExternalAuthoritative", "ExternalAuthoritativeNeeds");
    // Both at once is one step, so the rule sees the new groups.
    accepted(
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExternalAuthoritative -PermissionGroups ExchangeServers",
        "Accepted",
    );
    // RequireTLS is not shown, and needs Tls.
    accepted(
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism ExternalAuthoritative -PermissionGroups ExchangeServers",
        "AsShown([Value(\"EX1\\\\Relay\", \"RequireTLS\")])",
    );
    accepted(
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExchangeServer",
        "AsShown([Value(\"EX1\\\\Relay\", \"Fqdn\")])",
    );
    accepted(
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExchangeServer -Fqdn relay.example.com",
        "FqdnNotTheServers",
    );
    accepted("Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExchangeServer -Fqdn $null", "Accepted");
    accepted("Set-ReceiveConnector EX2\\Relay -RemoteIPRanges @{Add='10.5.0.0/16'}", "AsShown([Value(\"EX2\\\\Cut\"");
    let new = "New-ReceiveConnector -Name A -Server EX1 -Usage Custom -Bindings 0.0.0.0:25 -RemoteIPRanges 10.0.0.7";
    accepted(new, "RoleConflict");
    accepted(&format!("{new} -TransportRole FrontendTransport"), "Accepted");
    accepted(
        "New-ReceiveConnector Relay -Server EX1 -Custom -Bindings 0.0.0.0:26 -Rem 10.0.0.7 -Tr FrontendTransport",
        "NameTaken",
    );
}

#[test]
fn values_that_exchange_does_not_take_are_refused() {
    let set = |text: &str| format!("Set-ReceiveConnector EX1\\Relay {text}");
    accepted(&set("-RemoteIPRanges 10.0.0.0/255.255.255.0"), "InvalidRange");
    accepted(&set("-RemoteIPRanges @{Add='10.0.0.x'}"), "InvalidRange");
    accepted(&set("-RemoteIPRanges 10.0.0.0/24"), "Accepted");
    accepted(&set("-Bindings 10.0.0.1:70000"), "InvalidBinding");
    accepted(&set("-Bindings 239.1.1.1:25"), "GroupAddressBound");
    accepted(&set("-Bindings 255.255.255.255:25"), "GroupAddressBound");
    accepted(&set("-Bindings [ff02::1]:25"), "GroupAddressBound");
    accepted(&set("-Bindings 10.0.0.1:25"), "Accepted");
    accepted(&set("-Banner 'hello'"), "BannerWithoutStatus");
    accepted(&set("-Banner '2200 hello'"), "BannerWithoutStatus");
    accepted(&set("-Banner '220 gr\u{fc}\u{df} gott'"), "BannerWithoutStatus");
    accepted(&set("-Banner '220 hello'"), "Accepted");
    accepted(&set("-Banner $null"), "Accepted");
    accepted(&set("-AdvertiseClientSettings $true"), "ClientSettingsWithoutExchangeUsers");
    accepted(&set("-AdvertiseClientSettings $true -PermissionGroups ExchangeUsers"), "Accepted");
    accepted(&set("-SuppressXAnonymousTls $true"), "AsShown([DowngradedAuthentication(\"EX1\")])");
    accepted(&set("-SuppressXAnonymousTls $false"), "Accepted");
    accepted(&set("-ExtendedProtectionPolicy Require -RequireTLS $false"), "ExtendedProtectionWithoutRequireTls");
    accepted(&set("-ExtendedProtectionPolicy Require -RequireTLS $true"), "Accepted");
    accepted(&set("-LiveCredentialEnabled $true"), "LiveCredentialWithoutBasicAuth");
    accepted(&set("-LiveCredentialEnabled $true -AuthMechanism Tls,BasicAuth"), "Accepted");
    accepted(&set("-ConnectionTimeout 00:05:00 -ConnectionInactivityTimeout 00:10:00"), "InactivityBeyondTimeout");
    accepted(&set("-ConnectionTimeout 00:10:00 -ConnectionInactivityTimeout 00:05:00"), "Accepted");
    accepted(&set("-ConnectionTimeout 00:05:00"), "AsShown");
    accepted(&set("-ChunkingEnabled $false -BinaryMimeEnabled $true"), "BinaryMimeWithoutChunking");
    accepted("New-ReceiveConnector 'A\\B' -Server EX1 -Internal -Rem 10.0.0.7", "NameWithBackslash");
    accepted("New-ReceiveConnector A -Server EX1 -Internal -Rem 10.0.0.7 -Tr Mailbox", "RoleNotForNew");
}

#[test]
fn edge_servers_have_rules_of_their_own() {
    let edge = |role: Option<&str>, text: &str| {
        let mut snapshot = snapshot(&[
            "EDGE1\\Default internal receive connector EDGE1 | - | 0.0.0.0:25 | 0.0.0.0-255.255.255.255 | Tls, ExchangeServer | ExchangeServers",
        ]);
        let mut server = crate::model::Server::named("EDGE1", None);
        server.role = role.map(str::to_owned);
        snapshot.servers = vec![server];
        let name = "EDGE1\\Default internal receive connector EDGE1";
        let steps = super::read(&snapshot, &format!("Set-ReceiveConnector '{name}' {text}")).unwrap().steps;
        match check_typed(&Pasted::of(&snapshot), &steps) {
            Acceptance::Refused(refusal) => format!("{:?}", refusal.rule),
            other => format!("{other:?}"),
        }
    };
    let legacy = "-PermissionGroups ExchangeServers,ExchangeLegacyServers";
    assert_eq!(edge(Some("Edge"), legacy), "LegacyServersOnEdge");
    assert_eq!(edge(Some("Mailbox"), legacy), "Accepted");
    assert_eq!(edge(None, legacy), "AsShown([ServerRole(\"EDGE1\")])");
    assert_eq!(edge(Some("Edge"), "-SuppressXAnonymousTls $true"), "SuppressAnonymousTlsOnEdge");
    assert_eq!(edge(Some("Edge"), "-Fqdn mail.example.com"), "Accepted");
    assert_eq!(edge(Some("Mailbox"), "-Fqdn mail.example.com"), "FqdnNotTheServers { fqdn: \"mail.example.com\" }");
}

#[test]
fn whether_downgraded_authentication_is_on_decides_about_suppress_x_anonymous_tls() {
    for (printed, expected) in [("True", "Accepted"), ("False", "Refused")] {
        let input = format!(
            "Identity : EX1\\R\nServer : EX1\nBindings : {{0.0.0.0:25}}\nRemoteIPRanges : {{10.0.0.1}}\nTransportRole : FrontendTransport\n\n\
             [PS] C:\\>Get-TransportService EX1 | fl Name,UseDown*\n\nName : EX1\nUseDowngradedExchangeServerAuth : {printed}\n"
        );
        let read = crate::model::read(&crate::Input::text(&input));
        let steps =
            super::read(&read.snapshot, "Set-ReceiveConnector EX1\\R -SuppressXAnonymousTls $true").unwrap().steps;
        let answer = format!("{:?}", check_typed(&Pasted::of(&read.snapshot), &steps));
        assert!(answer.starts_with(expected), "{printed}: {answer}");
    }
}

#[test]
fn an_equal_range_behind_a_wildcard_depends_on_the_order_of_the_bindings() {
    let ask = |relay_bindings: &str| {
        let snapshot = snapshot(&[
            &format!("EX1\\Default | FrontendTransport | 0.0.0.0:25, [::]:25 | {ALL} | Tls | ExchangeServers"),
            &format!("EX1\\Relay | FrontendTransport | {relay_bindings} | 10.0.0.1 | Tls | AnonymousUsers"),
        ]);
        let command =
            "Set-ReceiveConnector EX1\\Relay -RemoteIPRanges @{Add='::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'}";
        format!("{:?}", check_typed(&Pasted::of(&snapshot), &super::read(&snapshot, command).unwrap().steps))
    };
    assert!(ask("10.0.0.5:25, [::]:25").starts_with("AsShown([BindingOrder"));
    assert!(ask("[::]:25").contains("EqualRange"));
    assert_eq!(ask("10.0.0.5:25"), "Accepted");
}

#[test]
fn a_new_connector_is_as_exchange_makes_it() {
    let snapshot = ex1();
    let new = |text: &str| super::read(&snapshot, text).unwrap().steps.remove(0).after.unwrap();
    let internal = new("New-ReceiveConnector -Name 'Exchange' -Internal -RemoteIPRanges 10.0.0.7 -Server ex1");
    assert_eq!(internal.identity(), "EX1\\Exchange");
    assert_eq!(internal.transport_role.has(&TransportRole::HubTransport), Some(true));
    assert_eq!(
        internal.auth_mechanism.whole().unwrap().as_slice(),
        [AuthMechanism::Tls, AuthMechanism::ExchangeServer]
    );
    let internet = new("New-ReceiveConnector -Name In -Usage internet -Bindings 10.0.0.5:25 -Server EX1");
    assert_eq!(internet.remote_ip_ranges.whole().unwrap()[0].as_written, "0.0.0.0-255.255.255.255");
}

#[test]
fn applying_keeps_the_others_in_order() {
    let snapshot = ex1();
    let after = |text: &str| {
        let changed = apply(&snapshot, &super::read(&snapshot, text).unwrap().steps);
        changed
            .receive_connectors
            .iter()
            .map(|c| c.identity() + if c.is_disabled() { "!" } else { "" })
            .collect::<Vec<_>>()
    };
    assert_eq!(after("Remove-ReceiveConnector EX1\\Relay"), ["EX1\\Default Frontend EX1", "EX2\\Relay", "EX2\\Cut"]);
    assert_eq!(after("Set-ReceiveConnector EX2\\Relay -Enabled $false")[2], "EX2\\Relay!");
    assert_eq!(after("New-ReceiveConnector A -Server EX2 -Internal -Rem 10.0.0.7").last().unwrap(), "EX2\\A");
}

#[test]
fn patterns_are_those_of_the_shell() {
    for (name, pattern, fits) in [
        ("Relay", "*", true),
        ("Relay", "re*", true),
        ("Relay", "*lay", true),
        ("Relay", "R*l*y", true),
        ("Relay", "Rel", false),
        ("Relay", "Relay*", true),
        ("Relay", "*x*", false),
        ("aa", "a*a*a", false),
        ("Relay", "relay", true),
        ("", "*", true),
        ("R\u{e4}lay", "r\u{c4}*", true),
    ] {
        assert_eq!(is_like(name, pattern), fits, "{name} {pattern}");
    }
}

#[test]
fn known_wrong_turns_are_warned_of() {
    let warned = |text: &str| {
        let typed = super::read(&ex1(), text).unwrap();
        let is_warning = |remark: &&Remark| {
            matches!(remark, Remark::ExchangeOnRelay(_) | Remark::ReplacesCutList(_) | Remark::ExternallySecures(_))
        };
        typed.remarks.iter().filter(is_warning).map(|remark| format!("{remark:?}")).collect::<Vec<_>>()
    };
    let on_relay = ["ExchangeOnRelay(\"EX1\\\\Relay\")"];
    assert_eq!(warned("Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExchangeServer"), on_relay);
    assert_eq!(warned("Set-ReceiveConnector EX1\\Relay -PermissionGroups AnonymousUsers,ExchangeServers"), on_relay);
    assert_eq!(
        warned(
            "Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls,ExternalAuthoritative -Perm AnonymousUsers,ExchangeServers"
        ),
        ["ExternallySecures(\"EX1\\\\Relay\")"]
    );
    assert_eq!(warned("Set-ReceiveConnector EX2\\Cut -RemoteIPRanges 10.0.0.1"), ["ReplacesCutList(\"EX2\\\\Cut\")"]);
    for fine in [
        "Set-ReceiveConnector EX1\\Relay -AuthMechanism Tls -RemoteIPRanges 10.0.0.1",
        "Set-ReceiveConnector EX2\\Cut -RemoteIPRanges @{Add='10.0.0.9'}",
        "Set-ReceiveConnector 'EX1\\Default Frontend EX1' -AuthMechanism Tls,ExchangeServer -Perm ExchangeServers",
        "Set-ReceiveConnector EX1\\Relay -Enabled $false",
    ] {
        assert!(warned(fine).is_empty(), "{fine}");
    }
    let right =
        "Add-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights Ms-Exch-SMTP-Accept-Any-Recipient";
    let front = "EX1\\Default Frontend EX1";
    check(&format!("Get-ReceiveConnector '{front}' | {right}"), &["OpensRelay(\"EX1\\\\Default Frontend EX1\")"]);
    check(&format!("{right} -Identity '{front}'"), &["OpensRelay(\"EX1\\\\Default Frontend EX1\")"]);
    check(&format!("Get-ReceiveConnector EX1\\Relay | {right}"), &["Rights(\"Add-ADPermission\")"]);
    check(
        &format!("Get-ReceiveConnector '{front}' | {}", right.replace("Add", "Remove")),
        &["Rights(\"Remove-ADPermission\")"],
    );
}

#[test]
fn everyday_idioms_are_worked_out_in_order() {
    let relay = |ranges: &str| format!("EX1\\Relay: {ranges}; Tls; AnonymousUsers,Custom; 0.0.0.0:25");
    let added = relay("10.0.0.0/24,10.1.1.1,10.0.0.9");
    for text in [
        "$r = (Get-ReceiveConnector 'EX1\\Relay').RemoteIPRanges; $r += '10.0.0.9'; Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $r",
        "$r = (Get-ReceiveConnector EX1\\Relay).RemoteIPRanges + '10.0.0.9'\nSet-ReceiveConnector EX1\\Relay -RemoteIPRanges $R",
        "Set-ReceiveConnector EX1\\Relay -RemoteIPRanges ((Get-ReceiveConnector EX1\\Relay).RemoteIPRanges + '10.0.0.9')",
        "$c = Get-ReceiveConnector EX1\\Relay\n$c.RemoteIPRanges += '10.0.0.9'\nSet-ReceiveConnector $c -RemoteIPRanges $c.RemoteIPRanges",
        "$c = Get-ReceiveConnector EX1\\Relay; Set-ReceiveConnector $c.Identity -RemoteIPRanges @{Add = '10.0.0.9'}",
        "$p = @{ Identity = 'EX1\\Relay'; RemoteIPRanges = '10.0.0.0/24','10.1.1.1','10.0.0.9' }; Set-ReceiveConnector @p",
        "$p = @{\n  Identity = 'EX1\\Relay'\n  RemoteIPRanges = @{Add='10.0.0.9'}\n}\nSet-ReceiveConnector @p -Confirm:$false",
        "$new = @('10.0.0.9'); Set-ReceiveConnector EX1\\Relay -RemoteIPRanges @{Add=$new}",
        "$n = 'EX1\\Relay'; Get-ReceiveConnector $n | Set-ReceiveConnector -RemoteIPRanges @{Add='10.0.0.9'}",
        "Get-ReceiveConnector -Server EX1 | where Name -like Rel* | Set-ReceiveConnector -RemoteIPRanges @{Add='10.0.0.9'}",
        "Get-ReceiveConnector | ? { $_.Server -eq 'EX1' -and $_.Name -notlike 'Default*' } | % { Set-ReceiveConnector $_.Identity -RemoteIPRanges @{Add='10.0.0.9'} }",
        "Get-ReceiveConnector -Server EX1 | Where-Object { $_.RemoteIPRanges -contains '10.1.1.1' } | ForEach-Object { Set-ReceiveConnector -Identity $_ -RemoteIPRanges ($_.RemoteIPRanges + '10.0.0.9') }",
        "'EX1' | % { Set-ReceiveConnector \"$_\\Relay\" -RemoteIPRanges @{Add='10.0.0.9'} }",
        "foreach ($server in 'EX1') { Set-ReceiveConnector \"$server\\Relay\" -RemoteIPRanges @{Add='10.0.0.9'} }",
        "foreach ($ip in '10.0.0.9')\n{\n  Set-ReceiveConnector EX1\\Relay -RemoteIPRanges @{Add=$ip}\n}",
        "foreach ($c in Get-ReceiveConnector 'EX1\\Relay') { Set-ReceiveConnector $c.Identity -RemoteIPRanges ($c.RemoteIPRanges + '10.0.0.9') }",
        "$all = Get-ReceiveConnector -Server EX1; $all | where { $_.Name -match 'relay' } | Set-ReceiveConnector -RemoteIPRanges @{Add='10.0.0.9'}",
        "Get-ReceiveConnector 'EX1\\Relay' | ? { $_.Enabled -eq $true -and $_.Enabled -eq 'True' -and $_.AuthMechanism -eq 'Tls' } | Set-ReceiveConnector -RemoteIPRanges @{Add='10.0.0.9'}",
    ] {
        check(text, &[&added]);
    }
    // Each line sees what the lines before it did.
    check(
        "Set-ReceiveConnector EX1\\Relay -RemoteIPRanges @{Remove='10.1.1.1'}; $r = (Get-ReceiveConnector EX1\\Relay).RemoteIPRanges; \
         $r += '10.0.0.9'; Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $r",
        &[&relay("10.0.0.0/24"), &relay("10.0.0.0/24,10.0.0.9")],
    );
    // What PowerShell does with a text is no list.
    check(
        "$r = '10.0.0.1'; $r += '10.0.0.2'; Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $r",
        &[&relay("10.0.0.0/24,10.1.1.1")],
    );
}

#[test]
fn lists_are_changed_by_their_methods() {
    let relay = |ranges: &str| format!("EX1\\Relay: {ranges}; Tls; AnonymousUsers,Custom; 0.0.0.0:25");
    let set = "Set-ReceiveConnector EX1\\Relay -RemoteIPRanges";
    let (list, of) = ("$c = Get-ReceiveConnector EX1\\Relay\n", "(Get-ReceiveConnector EX1\\Relay).RemoteIPRanges");
    for text in [
        format!(
            "{list}$c.RemoteIPRanges.Remove('10.1.1.1')\n$c.RemoteIPRanges.Add(\"10.0.0.9\")\n{set} $c.RemoteIPRanges"
        ),
        format!(
            "{list}[void]$c.RemoteIPRanges.Remove('10.1.1.1'); $null = $c.RemoteIPRanges.Add('10.0.0.9') | Out-Null; {set} $c.RemoteIPRanges"
        ),
        format!("$r = {of}\n$r.Remove('10.1.1.1'); $r.Add('10.0.0.9')\n{set} $r"),
        // Two names of one list.
        format!("{list}$r = $c.RemoteIPRanges\n$r.Remove('10.1.1.1')\n$c.RemoteIPRanges.add('10.0.0.9')\n{set} $r"),
        format!("{list}$r = $c.RemoteIPRanges\n$r.Remove('10.1.1.1')\n$r.Add('10.0.0.9')\n{set} $c.RemoteIPRanges"),
        format!(
            "$r = {of} | where {{ $_ -ne '10.1.1.1' -and $_ -notin '10.9.9.9', '10.9.9.8' }}\n$r += '10.0.0.9'\n{set} $r"
        ),
        format!("{set} (({of} | ? {{ $_ -ne '10.1.1.1' }}) + '10.0.0.9')"),
        format!("$r = {of} -ne '10.1.1.1'; {set} ($r + '10.0.0.9')"),
        format!("$new = @(\n  '10.0.0.0/24'\n  '10.0.0.9' # the new one\n)\n{set} $new"),
        format!("{set} @(\n  '10.0.0.0/24',\n  '10.0.0.9'\n)"),
    ] {
        check(&text, &[&relay("10.0.0.0/24,10.0.0.9")]);
    }
    // A list that was added to is an array, and an array has no such methods. Nor does a text.
    let array = format!("$r = {of}; $r += '10.0.0.9'; $r.Remove('10.1.1.1'); {set} $r");
    check(&array, &["Expression(\"$r.Remove(..)\")"]);
    check(&format!("$r = '10.0.0.1', '10.0.0.2'; $r.Add('10.0.0.9'); {set} $r"), &["Expression(\"$r.Add(..)\")"]);
    check(&format!("{list}$c.Name.Add('a')"), &["Expression(\"$c.Name.Add(..)\")"]);
    check(&format!("{list}$c.RemoteIPRanges.Clear()"), &["Expression(\"$c.RemoteIPRanges.Clear(..)\")"]);
    check(
        &format!("{list}$c.RemoteIPRanges.Add('10.0.0.9') | Set-Content x"),
        &["Expression(\"$c.RemoteIPRanges.Add(..)\")"],
    );
    // What is changed and not set changes nothing.
    check(&format!("{list}$c.RemoteIPRanges.Add('10.0.0.9')"), &["Nothing"]);
    check(
        "$c = Get-ReceiveConnector EX2\\Cut; $c.RemoteIPRanges.Add('a')",
        &["Hidden(\"RemoteIPRanges\", \"EX2\\\\Cut\")"],
    );
    for text in [
        format!("{list}$c.RemoteIPRanges -= '10.1.1.1'\n{set} $c.RemoteIPRanges"),
        format!("$r = {of} - '10.1.1.1'\n{set} $r"),
        format!("{set} ({of} - '10.1.1.1')"),
    ] {
        check(&text, &["Subtraction"]);
    }
    for filter in ["{ $_ -like '10.1*' }", "{ $_ -ne '10.1.1.1' -or $_ -ne 'a' }", "{ $_.Name -ne 'a' }"] {
        check(&format!("$r = {of} | where {filter}; {set} $r"), &["Unexpected(\"|\")"]);
    }
    let typed = super::read(&ex1(), &format!("{list}$c.RemoteIPRanges.Remove('10.9.9.9'); {set} $c.RemoteIPRanges"));
    assert_eq!(typed.unwrap().remarks, [Remark::NotThere("10.9.9.9".into())]);
}

#[test]
fn what_stands_beside_a_change_and_changes_no_connector_is_said() {
    let set = "Set-ReceiveConnector EX1\\Relay -RemoteIPRanges 10.0.0.9";
    let anonymous =
        "Add-ADPermission -User 'NT AUTHORITY\\ANONYMOUS LOGON' -ExtendedRights ms-Exch-SMTP-Accept-Any-Recipient";
    let remarks = |text: &str| super::read(&ex1(), text).map(|typed| typed.remarks);
    assert_eq!(
        remarks(&format!(
            "{set}; Get-ReceiveConnector EX1\\Relay | {anonymous}; Restart-Service MSExchangeFrontEndTransport"
        )),
        Ok(vec![
            Remark::AnonymousRights("Add-ADPermission".into()),
            Remark::ChangesNoConnector("Restart-Service".into()),
        ])
    );
    // The rights of Exchange servers decide what they meet.
    let servers = "Remove-ADPermission EX1\\Relay -User 'MS Exchange\\Edge Transport Servers' -ExtendedRights ms-Exch-SMTP-Submit";
    assert_eq!(remarks(&format!("{set}; {servers}")), Err(Unclear::Rights("Remove-ADPermission".into())));
    check("Restart-Service MSExchangeTransport", &["Cmdlet(\"Restart-Service\")"]);
    check("Get-Service | Restart-Service", &["Cmdlet(\"Get-Service\")"]);
}

#[test]
fn what_the_paste_does_not_show_whole_is_not_counted_on() {
    let hidden = ["Hidden(\"RemoteIPRanges\", \"EX2\\\\Cut\")"];
    check(
        "$r = (Get-ReceiveConnector EX2\\Cut).RemoteIPRanges; $r += '10.0.0.9'; Set-ReceiveConnector EX2\\Cut -Rem $r",
        &hidden,
    );
    check(
        "Get-ReceiveConnector -Server EX2 | ? { $_.RemoteIPRanges -contains '10.0.0.9' } | Set-ReceiveConnector -Enabled $false",
        &hidden,
    );
    check("Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $r", &["Variable(\"r\")"]);
    check("Set-ReceiveConnector @p", &["Variable(\"p\")"]);
    check("$r += '10.0.0.9'; Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $r", &["Variable(\"r\")"]);
    check(
        "$c = Get-ReceiveConnector -Server EX1; Set-ReceiveConnector EX1\\Relay -RemoteIPRanges $c.RemoteIPRanges",
        &["WhichConnector(\"RemoteIPRanges\", [\"EX1\\\\Default Frontend EX1\", \"EX1\\\\Relay\"])"],
    );
    check("$r = '10.0.0.9'", &["Nothing"]);
    let many = format!("Get-ReceiveConnector | % {{ {} }}", "Set-ReceiveConnector $_ -Enabled $true; ".repeat(2_000));
    check(&many, &["TooMany"]);
}
