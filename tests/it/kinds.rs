//! Output of commands and logs other than queues and receive connectors: what is read from each, and nothing else.

use mailflow_doctor::{Input, model};

fn addresses(of: &[model::ServerAddress]) -> String {
    of.iter().map(|a| format!("{}:{}", a.origin, a.address)).collect::<Vec<_>>().join(" ")
}

/// Servers with version and addresses, one text each.
fn servers(read: &model::Read) -> Vec<String> {
    let shown = |s: &model::Server| {
        let version = s.version.map(|v| v.version.to_string()).unwrap_or_default();
        format!("{} {version} {}", s.name, addresses(&s.addresses)).replace("  ", " ").trim().to_owned()
    };
    read.snapshot.servers.iter().map(shown).collect()
}

/// What has a name and an address and is not said to be an Exchange server.
#[track_caller]
fn check_hosts(text: &str, expected: &[&str]) {
    let read = model::read(&Input::text(text));
    let shown = |h: &model::Host| format!("{} {}", h.name, addresses(&h.addresses));
    assert_eq!(read.snapshot.hosts.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    check(text, &[]);
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let read = model::read(&Input::text(text));
    assert_eq!(servers(&read), expected, "{text}");
    assert!(read.snapshot.queues.is_empty() && read.snapshot.receive_connectors.is_empty(), "{text}");
}

#[test]
fn exchange_servers() {
    check(
        "[PS] C:\\>Get-ExchangeServer | ft Name,AdminDisplayVersion\n\nName  AdminDisplayVersion\n----  \
         -------------------\nEX1   Version 15.1 (Build 2507.6)\nEX10  Version 14.3 (Build 123.4)\n",
        &["EX1 2016", "EX10 2010"],
    );
    check(
        "Name                : EX1\nSite                : corp.example/Configuration/Sites/Berlin\nServerRole          : \
         Mailbox\nAdminDisplayVersion : Version 15.2 (Build 1118.7)\n",
        &["EX1 2019"],
    );
}

#[test]
fn addresses_of_commands() {
    check_hosts(
        "Windows IP Configuration\n\n   Host Name . . . . . . . . . . . . : EX1\n   Primary Dns Suffix  . . . . . . . : \
         corp.example\n\nEthernet adapter Ethernet0:\n\n   Connection-specific DNS Suffix  . :\n   Link-local IPv6 \
         Address . . . . . : fe80::1%4(Preferred)\n   IPv4 Address. . . . . . . . . . . : 10.0.0.11(Preferred)\n   Subnet \
         Mask . . . . . . . . . . . : 255.255.255.0\n   Default Gateway . . . . . . . . . : 10.0.0.1\n   DNS Servers . . \
         . . . . . . . . . : 10.0.0.2\n                                       10.0.0.3\n",
        &["EX1 command:10.0.0.11"],
    );
    check_hosts(
        "Windows-IP-Konfiguration\n\n   Hostname  . . . . . . . . . . . . : EX1\n\nEthernet-Adapter:\n\n   IPv4-Adresse  . \
         . . . . . . . . . : 10.0.0.11(Bevorzugt)\n",
        &["EX1 command:10.0.0.11"],
    );
    check_hosts(
        "C:\\>nslookup ex1\nServer:  dc1.corp.example\nAddress:  10.0.0.2\n\nName:    ex1.corp.example\nAddresses:  \
         fd00::11\n          10.0.0.11\n",
        &["ex1.corp.example command:fd00::11 command:10.0.0.11"],
    );
    check_hosts(
        "Pinging ex1.corp.example [10.0.0.11] with 32 bytes of data:\nReply from 10.0.0.11: bytes=32 time<1ms TTL=128\n",
        &["ex1.corp.example command:10.0.0.11"],
    );
    check_hosts(
        "[PS] C:\\>Resolve-DnsName ex1.corp.example\n\nName                                           Type   TTL   \
         Section    IPAddress\n----                                           ----   ---   -------    \
         ---------\nex1.corp.example                               A      1200  Answer     10.0.0.11\n",
        &["ex1.corp.example command:10.0.0.11"],
    );
    check_hosts(
        "IPAddress         : 10.0.0.11\nInterfaceAlias    : MAPI\nSkipAsSource      : False\nPSComputerName    : EX1\n\n\
         IPAddress         : 10.0.0.12\nInterfaceAlias    : MAPI\nSkipAsSource      : True\nPSComputerName    : EX1\n",
        &["EX1 command:10.0.0.11"],
    );
    // Nothing says whose address it is.
    check_hosts("IPAddress         : 10.0.0.11\nInterfaceAlias    : MAPI\n", &[]);
}

#[test]
fn addresses_without_a_server_are_said() {
    let note = |text: &str| {
        model::read(&Input::text(text)).notes.into_iter().find_map(|n| match n.kind {
            model::NoteKind::AddressWithoutServer { address } => Some(address),
            _ => None,
        })
    };
    let rows = "IPAddress         : 127.0.0.1\nInterfaceAlias    : Loopback\n\nIPAddress         : 10.0.0.11\nInterfaceAlias  \
                \u{20} : MAPI\n";
    assert_eq!(note(rows).as_deref(), Some("10.0.0.11"));
    let adapter = "Ethernet adapter Ethernet0:\n\n   IPv4 Address. . . . . . . . . . . : 10.0.0.11(Preferred)\n   Subnet Mask . . \
                   . . . . . . . . : 255.255.255.0\n";
    assert_eq!(note(adapter).as_deref(), Some("10.0.0.11"));
    assert_eq!(note(&format!("   Host Name . . . . . . . . . . . . : EX1\n\n{adapter}")), None);
    assert_eq!(note(&rows.replace("MAPI", "MAPI\nPSComputerName    : EX1").replace("10.0.0.11", "127.0.0.1")), None);
}

#[test]
fn address_lines_in_every_writing() {
    check_hosts(
        "EX1 10.0.0.1\nEX2: 10.0.0.2, fd00::2\nEX3 = 10.0.0.3\nEX4 : 10.0.0.4\n10.0.0.5 ex5.corp.example ex5",
        &[
            "EX1 address-line:10.0.0.1",
            "EX2 address-line:10.0.0.2 address-line:fd00::2",
            "EX3 address-line:10.0.0.3",
            "EX4 address-line:10.0.0.4",
            "ex5.corp.example address-line:10.0.0.5",
        ],
    );
    check_hosts("Our servers are 10.0.0.1 and 10.0.0.2. Address 10.0.0.9", &[]);
}

const RECEIVE_LOG: &str = "#Software: Microsoft Exchange Server\n#Version: 15.0.0.0\n#Log-type: SMTP Receive Protocol \
    Log\n#Date: 2026-08-21T09:00:00.000Z\n#Fields: \
    date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n\
    2026-08-21T09:00:00.001Z,EX1\\Relay EX1,08DBA1,0,10.0.0.21:25,10.0.0.11:51234,+,,\n\
    2026-08-21T09:00:00.002Z,EX1\\Relay EX1,08DBA1,1,10.0.0.21:25,10.0.0.11:51234,>,\"220 EX1.corp.example Microsoft \
    ESMTP MAIL Service ready\",\n\
    2026-08-21T09:00:00.003Z,EX1\\Relay EX1,08DBA1,2,10.0.0.21:25,10.0.0.11:51234,<,EHLO ex10.corp.example,\n\
    2026-08-21T09:00:00.004Z,EX1\\Relay EX1,08DBA1,3,10.0.0.21:25,10.0.0.11:51234,>,250-EX1.corp.example Hello \
    [10.0.0.11] SIZE 37748736 STARTTLS,\n\
    2026-08-21T09:00:00.005Z,EX1\\Relay EX1,08DBA1,4,10.0.0.21:25,10.0.0.11:51234,>,530 5.7.1 Not authenticated,\n";

#[test]
fn protocol_logs_name_the_connector_that_answered() {
    let read = model::read(&Input::text(RECEIVE_LOG));
    let sessions = &read.snapshot.observations.sessions;
    assert_eq!(sessions.len(), 1);
    let session = &sessions[0];
    assert!(session.is_receive);
    assert_eq!(session.connector, "EX1\\Relay EX1");
    assert_eq!(session.remote.map(|r| r.address.to_string()).as_deref(), Some("10.0.0.11"));
    assert_eq!(session.remote_host.as_deref(), Some("ex10.corp.example"));
    let ehlo = session.ehlo.as_ref().unwrap();
    assert!(ehlo.offers("STARTTLS") && !ehlo.offers("X-ANONYMOUSTLS") && !ehlo.is_whole);
    assert_eq!(ehlo.client.map(|a| a.to_string()).as_deref(), Some("10.0.0.11"));
    assert!(session.is_gapless && session.commands == ["EHLO"]);
    assert_eq!(session.failures.len(), 1);
    assert_eq!(session.place.line, 6);
    assert_eq!(servers(&read), ["EX1 protocol-log:10.0.0.21"]);
    assert!(read.snapshot.queues.is_empty() && read.snapshot.replies.is_empty());
}

#[test]
fn protocol_logs_without_their_header() {
    let rows: String = RECEIVE_LOG.lines().skip(5).map(|l| format!("{l}\n")).collect();
    let read = model::read(&Input::text(&rows));
    let sessions = &read.snapshot.observations.sessions;
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0].connector, "EX1\\Relay EX1");
    assert_eq!(sessions[0].failures.len(), 1);
    assert!(read.snapshot.replies.is_empty());
}

#[test]
fn observations_of_other_commands() {
    let text = "[PS] C:\\>Get-ADPermission \"EX1\\Relay\" | ft User,ExtendedRights\n\nUser                         \
                ExtendedRights\n----                         --------------\nNT AUTHORITY\\ANONYMOUS LOGON \
                {ms-Exch-SMTP-Accept-Any-Recipient}\n\n[PS] C:\\>Get-ServerComponentState EX1\n\nServer                \
                                  Component                     State\n------                                  \
                ---------                     -----\nEX1.corp.example                        HubTransport             \
                     Draining\n\n250-EX1.corp.example Hello [10.0.0.9]\n250-SIZE 37748736\n250-X-ANONYMOUSTLS\n250 \
                XRDST\n";
    let read = model::read(&Input::text(text));
    let seen = &read.snapshot.observations;
    assert_eq!(seen.permissions.len(), 1);
    assert_eq!(seen.permissions[0].connector.as_deref(), Some("EX1\\Relay"));
    assert_eq!(seen.permissions[0].user, "NT AUTHORITY\\ANONYMOUS LOGON");
    assert_eq!(seen.permissions[0].rights, ["ms-Exch-SMTP-Accept-Any-Recipient"]);
    assert_eq!(seen.components.len(), 1);
    assert_eq!(
        (seen.components[0].component.as_str(), seen.components[0].state.as_str()),
        ("HubTransport", "Draining")
    );
    assert_eq!(seen.ehlo.len(), 1);
    assert_eq!(seen.ehlo[0].extensions, ["SIZE 37748736", "X-ANONYMOUSTLS", "XRDST"]);
    assert!(read.snapshot.receive_connectors.is_empty());
}

#[test]
fn a_send_connector_is_no_receive_connector() {
    let text = "AddressSpaces     : {SMTP:*;1}\nFqdn              : mail.example.com\nEnabled           : \
                True\nMaxMessageSize    : 35 MB (36,700,160 bytes)\nIdentity          : Internet\nRequireTLS        : \
                False\nSmartHosts        : {[10.0.0.9]}\n";
    let read = model::read(&Input::text(text));
    assert!(read.snapshot.receive_connectors.is_empty());
    assert_eq!(read.snapshot.observations.send_connectors[0].name, "Internet");
}

#[test]
fn answers_of_the_user() {
    let input =
        Input { versions: vec![("EX9".into(), "2010".into()), ("EX8".into(), "soon".into())], ..Input::default() };
    let read = model::read(&input.with_addresses("EX9", &["10.0.0.9", "10.0.0.x"]));
    assert_eq!(servers(&read), ["EX9 2010 given:10.0.0.9", "EX8"]);
    assert_eq!(read.notes.len(), 2);
}

#[test]
fn transport_services_say_whose_they_are() {
    let list = "Name                                   : EX1\nInternalTransportCertificateThumbprint : \
                0123456789ABCDEF0123456789ABCDEF01234567\nUseDowngradedExchangeServerAuth        : True\nExternalDNSAdapterEnabled  \
                \u{20}           : True\n";
    let table = "[PS] C:\\>Get-TransportServer | ft Name,UseDowngradedExchangeServerAuth\n\nName \
                 UseDowngradedExchangeServerAuth\n---- -------------------------------\nEX1                              \
                 True\nEX2                             False\n";
    let of_command = "[PS] C:\\>Get-TransportService EX1 | fl UseDown*\n\nUseDowngradedExchangeServerAuth : True\n";
    for (text, expected) in [(list, "EX1=True"), (table, "EX1=True EX2=False"), (of_command, "EX1=True")] {
        let read = model::read(&Input::text(text));
        let value = |s: &model::observation::Named| {
            let set = s.properties.iter().find(|(n, _)| &**n == "use_downgraded_exchange_server_auth");
            format!("{}={}", s.server.clone().unwrap_or_default(), set.unwrap().1)
        };
        let services = &read.snapshot.observations.transport_services;
        assert_eq!(services.iter().map(value).collect::<Vec<_>>().join(" "), expected, "{text}");
        assert!(read.notes.is_empty() && read.snapshot.receive_connectors.is_empty(), "{:?}", read.notes);
    }
    // Another list with a name and a thumbprint is a certificate.
    let other = model::read(&Input::text("Thumbprint : 0123\nServices   : SMTP\nSubject    : CN=EX1\n"));
    assert!(other.snapshot.observations.transport_services.is_empty());
    assert_eq!(other.snapshot.observations.certificates.len(), 1);
}

#[test]
fn exports_of_the_queue_viewer_in_other_languages() {
    let rows = "ex2.corp.example\tSMTP-Relay an Server\tWiederholen\t12\t21.01.2025 03:55:12\t21.01.2025 03:45:12\t451 4.4.0 Primary \
                target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"\n\
                \u{dc}bermittlung\tNicht definiert\tBereit\t0\t\t\t\n";
    let german = format!(
        "Dom\u{e4}ne des n\u{e4}chsten Hops\t\u{dc}bermittlungstyp\tStatus\tNachrichtenanzahl\tN\u{e4}chster Versuch\tLetzter \
         Versuch\tLetzter Fehler\n{rows}"
    );
    let read = model::read(&Input::text(&german));
    let queues = &read.snapshot.queues;
    assert_eq!(queues.len(), 2, "{:?}", read.notes);
    assert_eq!(queues[0].next_hop_domain.whole().map(String::as_str), Some("ex2.corp.example"));
    assert_eq!(queues[0].message_count.whole(), Some(&12));
    let error = queues[0].last_error.whole().unwrap().as_ref().unwrap();
    assert_eq!(error.inner.as_ref().unwrap().text, "Cannot achieve Exchange Server authentication");
    assert!(queues[1].last_error.whole().unwrap().is_none());
    let said = read.notes.iter().find_map(|n| match &n.kind {
        model::NoteKind::ReadByShape { titles, unread } => Some((titles.len(), unread.len())),
        _ => None,
    });
    assert_eq!(said, Some((3, 3)));
    // With an identity, whatever else the titles are; here the delivery types are those of the shell.
    let french = "Identit\u{e9};Type de remise;\u{c9}tat;Nombre de messages;Saut suivant\nEX1\\Submission;Undefined;Pr\u{ea}t;0;Envoi\n\
                  EX1\\3;SMTP Relay to DAG;R\u{e9}essayer;4;dag1\n";
    let read = model::read(&Input::text(french));
    let shown: Vec<_> = read.snapshot.queues.iter().map(|q| (q.identity.whole(), q.delivery_type.whole())).collect();
    let text = |t: &str| Some(t.to_owned());
    assert_eq!(shown[1], (text("EX1\\3").as_ref(), text("SmtpRelayToDag").as_ref()));
    assert_eq!(shown.len(), 2);
    // Other exports with numbers and host names are no queues.
    for no in [
        "Name des Servers\tAnzahl\tOrt\tAdresse\nex1.corp.example\t12\tK\u{f6}ln\t10.0.0.1\n",
        "Betreff der Nachricht\tEmpf\u{e4}nger\tZeit\tFehler\nHallo\ta@b.example\t21.01.2025\t451 4.4.0 DNS query failed\n",
    ] {
        let read = model::read(&Input::text(no));
        assert!(read.snapshot.queues.is_empty(), "{no}");
        assert!(!read.notes.iter().any(|n| matches!(n.kind, model::NoteKind::ReadByShape { .. })), "{no}");
    }
}

#[test]
fn commands_of_german_consoles() {
    let ipconfig = "Windows-IP-Konfiguration\n\n   Hostname  . . . . . . . . . . . . : EX1\n   Prim\u{e4}res DNS-Suffix . . . . . . . : \
                    corp.example\n   Knotentyp . . . . . . . . . . . . : Hybrid\n   IP-Routing aktiviert  . . . . . . : Nein\n   \
                    DNS-Suffixsuchliste . . . . . . . : corp.example\n\nEthernet-Adapter MAPI:\n\n   Verbindungsspezifisches \
                    DNS-Suffix:\n   Beschreibung. . . . . . . . . . . : vmxnet3 Ethernet Adapter\n   Physische Adresse . . . . . . \
                    . . : 00-50-56-AB-CD-EF\n   DHCP aktiviert. . . . . . . . . . : Nein\n   Autokonfiguration aktiviert . . . \
                    : Ja\n   Verbindungslokale IPv6-Adresse  . : fe80::1%4(Bevorzugt)\n   IPv4-Adresse  . . . . . . . . . . : \
                    10.0.0.11(Bevorzugt)\n   Subnetzmaske  . . . . . . . . . . : 255.255.255.0\n   IPv4-Adresse  . . . . . . . \
                    . . . : 10.0.0.12(Bevorzugt)\n   Subnetzmaske  . . . . . . . . . . : 255.255.255.0\n   Standardgateway . . \
                    . . . . . . . : 10.0.0.1\n   DNS-Server  . . . . . . . . . . . : 10.0.0.2\n                                 \
                    \u{20}     10.0.0.3\n   NetBIOS \u{fc}ber TCP/IP . . . . . . . : Aktiviert\n";
    check_hosts(ipconfig, &["EX1 command:10.0.0.11 command:10.0.0.12"]);
    let gateways = model::read(&Input::text(ipconfig)).snapshot.observations.gateways;
    assert_eq!(gateways.len(), 1);
    // Printed without its first lines, it does not say whose addresses these are.
    let from = ipconfig.find("Ethernet-Adapter").unwrap();
    check_hosts(&ipconfig[from..], &[]);
    check_hosts(
        "Ping wird ausgef\u{fc}hrt f\u{fc}r ex1.corp.example [10.0.0.11] mit 32 Bytes Daten:\nAntwort von 10.0.0.11: Bytes=32 \
         Zeit<1ms TTL=128\n\nPing-Statistik f\u{fc}r 10.0.0.11:\n    Pakete: Gesendet = 4, Empfangen = 4, Verloren = 0\n    (0% \
         Verlust),\nCa. Zeitangaben in Millisek.:\n    Minimum = 0ms, Maximum = 0ms, Mittelwert = 0ms\n",
        &["ex1.corp.example command:10.0.0.11"],
    );
    check_hosts(
        "C:\\>nslookup ex1\nServer:  dc1.corp.example\nAddress:  10.0.0.2\n\nNicht autorisierende Antwort:\nName:    \
         ex1.corp.example\nAddress:  10.0.0.11\n",
        &["ex1.corp.example command:10.0.0.11"],
    );
    check_hosts("Ping-Anforderung konnte Host \"ex9\" nicht finden. \u{dc}berpr\u{fc}fen Sie den Namen.\n", &[]);
}

#[test]
fn network_addresses_as_table_and_list() {
    check_hosts(
        "[PS] C:\\>Get-NetIPAddress -AddressFamily IPv4 | ft PSComputerName,IPAddress,InterfaceAlias\n\nPSComputerName \
         IPAddress  InterfaceAlias\n-------------- ---------  --------------\nEX1            10.0.0.11  MAPI\nEX1            127.0.0.1  \
         Loopback Pseudo-Interface 1\nEX2            10.0.0.12  MAPI\n",
        &["EX1 command:10.0.0.11", "EX2 command:10.0.0.12"],
    );
    check_hosts(
        "Name      : ex1.corp.example\nType      : A\nTTL       : 1200\nSection   : Answer\nIPAddress : 10.0.0.11\n\nName      : \
         ex1.corp.example\nType      : AAAA\nTTL       : 1200\nSection   : Answer\nIPAddress : fd00::11\n",
        &["ex1.corp.example command:10.0.0.11 command:fd00::11"],
    );
    // The default view of Get-NetIPAddress names no server.
    check_hosts(
        "ifIndex IPAddress PrefixLength\n------- --------- ------------\n4       10.0.0.11           24\n",
        &[],
    );
}

#[test]
fn rights_of_the_connector_that_comes_through_the_pipe() {
    let table = "User                         ExtendedRights\n----                         --------------\nNT AUTHORITY\\ANONYMOUS LOGON \
                 {ms-Exch-SMTP-Accept-Any-Recipient}\n";
    let of = |command: &str| {
        let read = model::read(&Input::text(&format!("[PS] C:\\>{command}\n\n{table}")));
        read.snapshot.observations.permissions[0].connector.clone()
    };
    assert_eq!(
        of("Get-ReceiveConnector \"EX1\\Relay\" | Get-ADPermission | ft User,Ext*").as_deref(),
        Some("EX1\\Relay")
    );
    assert_eq!(of("Get-ReceiveConnector | Get-ADPermission | ft User,ExtendedRights"), None);
}

#[test]
fn transcripts_of_other_programs_and_pages() {
    let lines = ["250-EX1.corp.example Hello [10.0.0.77]", "250-SIZE 37748736", "250-STARTTLS", "250 XRDST"];
    let with = |mark: &str, gap: &str| lines.iter().map(|line| format!("{mark}{line}{gap}\n")).collect::<String>();
    for text in [
        with("", ""),
        with("", "  \n"),
        with("   ", "\n"),
        with("<-  ", ""),
        with("<~  ", ""),
        with("Net::SMTP=GLOB(0x557db0534920)<<< ", ""),
        with("S: ", ""),
    ] {
        let read = model::read(&Input::text(&text));
        let seen = &read.snapshot.observations.ehlo;
        assert_eq!(seen.len(), 1, "{text}");
        assert!(seen[0].is_whole && seen[0].extensions == ["SIZE 37748736", "STARTTLS", "XRDST"], "{seen:?}");
        assert_eq!(
            (read.recognised.len(), read.recognised[0].last_line),
            (1, u32::try_from(text.trim_end().lines().count()).unwrap())
        );
    }
    // An answer that breaks off is not whole, and what stands further below is none of it.
    let read = model::read(&Input::text(&format!("{}\n\n\n{}\n", lines[0], lines[3])));
    assert!(!read.snapshot.observations.ehlo[0].is_whole && read.snapshot.observations.ehlo[0].extensions.is_empty());
}

#[test]
fn ipconfig_of_other_consoles() {
    for (host, address, gateway) in [
        (
            "Nome host . . . . . . . . . . . . . . :",
            "Indirizzo IPv4. . . . . . . . . . . . :",
            "Gateway predefinito . . . . . . . . . :",
        ),
        (
            "Nome do host. . . . . . . . . . . . . . . . :",
            "Endere\u{e7}o IPv4. . . . . . . .  . . . . . . . :",
            "Gateway Padr\u{e3}o. . . . . . :",
        ),
        (
            "Nom de l'h\u{f4}te . . . . . . . . . . :",
            "Adresse IPv4. . . . . . . . . . . . . .:",
            "Passerelle par d\u{e9}faut. . . . . . . . . :",
        ),
        (
            "Nombre de host. . . . . . . . . :",
            "Direcci\u{f3}n IPv4. . . . . . . . . . . . . . :",
            "Puerta de enlace predeterminada . . . . . :",
        ),
        (
            "ホスト名. . . . . . . . . . . . . . .:",
            "IPv4 アドレス . . . . . . . . . . . .:",
            "デフォルト ゲートウェイ . . . . . . .:",
        ),
        (
            "主机名  . . . . . . . . . . . . . :",
            "IPv4 地址 . . . . . . . . . . . . :",
            "默认网关. . . . . . . . . . . . . :",
        ),
        (
            "Имя компьютера  . . . . . . . . . :",
            "IPv4-адрес. . . . . . . . . . . . :",
            "Основной шлюз. . . . . . . . . : ",
        ),
    ] {
        let text = format!("   {host} EX1\n\nAdapter:\n\n   {address} 10.0.0.11(x)\n   {gateway} 10.0.0.1\n");
        check_hosts(&text, &["EX1 command:10.0.0.11"]);
        assert_eq!(model::read(&Input::text(&text)).snapshot.observations.gateways.len(), 1, "{text}");
    }
}

#[test]
fn truth_in_the_words_of_a_spreadsheet() {
    let text = "Identity;Bindings;RemoteIPRanges;Enabled\nEX1\\Relay;0.0.0.0:25;\"10.0.0.1;10.0.0.2\";WAHR\nEX1\\Old;0.0.0.0:25;10.0.0.3;FALSCH\n";
    let read = model::read(&Input::text(text));
    let enabled: Vec<_> = read.snapshot.receive_connectors.iter().map(|c| c.enabled.whole().copied()).collect();
    assert_eq!(enabled, [Some(true), Some(false)]);
}

#[test]
fn output_that_is_not_used_is_said_once() {
    let range =
        "LowerBound  : 10.0.0.1\nUpperBound  : 10.0.0.9\nRangeFormat : LoHi\nExpression  : 10.0.0.1-10.0.0.9\n\n";
    let command = "[PS] C:\\>Get-ReceiveConnector 'EX1\\Relay' | select -ExpandProperty RemoteIPRanges\n\n";
    let read = model::read(&Input::text(&format!("{command}{range}{range}")));
    let said = |n: &model::Note| match &n.kind {
        model::NoteKind::NotUsed { what } => Some(what.clone()),
        _ => None,
    };
    assert_eq!(read.notes.iter().filter_map(said).collect::<Vec<_>>(), ["RemoteIPRanges"]);
    assert!(read.snapshot.receive_connectors.is_empty());
}

#[test]
fn a_send_connector_is_known_by_its_command() {
    let table =
        "Name     Fqdn              Enabled\n----     ----              -------\nInternet mail.corp.example    True\n";
    let count = |command: &str| {
        let seen = model::read(&Input::text(&format!("{command}\n\n{table}"))).snapshot;
        (seen.observations.send_connectors.len(), seen.receive_connectors.len())
    };
    assert_eq!(count("[PS] C:\\>Get-SendConnector | ft Name,Fqdn,Enabled"), (1, 0));
    assert_eq!(count("[PS] C:\\>Get-ReceiveConnector | ft Name,Fqdn,Enabled"), (0, 1));
    assert_eq!(count(""), (0, 0));
}
