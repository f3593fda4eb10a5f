//! Replies as programs print them: each form with each reply gives the same finding, whole words, and no queue where the
//! reply ended the delivery.

use mailflow_doctor::{Input, Report, diagnose};

/// How a program prints a reply: `@` is the reply with its three digits, `#` without them, `%` code and words apart.
const FORMS: [(&str, &str); 22] = [
    (
        "Postfix",
        "Mar  4 09:12:44 web01 postfix/smtp[23817]: 7F3A01C0E2: to=<a@b.example>, relay=mail.corp.example[10.20.0.14]:25, \
         delay=0.31, dsn=5.0.0, status=bounced (host mail.corp.example[10.20.0.14] said: @ (in reply to RCPT TO command))",
    ),
    (
        "Exim",
        "2026-02-11 07:44:02 1t2u3v-0004Gh-7K ** a@b.example R=smarthost T=remote_smtp H=mail.corp.example [10.20.0.14]: SMTP \
         error from remote mail server after RCPT TO:<a@b.example>: @",
    ),
    ("sendmail", "... while talking to mail.corp.example.:\n>>> DATA\n<<< @"),
    ("smtplib", "smtplib.SMTPRecipientsRefused: {'a@b.example': (%)}"),
    ("smtplib data", "smtplib.SMTPDataError: (%)"),
    ("PHPMailer", "2026-01-15 12:22:13 SMTP ERROR: RCPT TO command failed: @"),
    ("PHP PEAR", "Failed to add recipient: a@b.example [SMTP: Invalid response (code: %)]"),
    (
        "Java",
        "com.sun.mail.smtp.SMTPAddressFailedException: @\n\n\tat com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:1873)\n\
         \tat com.sun.mail.smtp.SMTPTransport.sendMessage(SMTPTransport.java:1120)",
    ),
    ("Perl", "Net::SMTP=GLOB(0x55d2)<<< @"),
    (
        ".NET",
        "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: #\n   at \
         System.Net.Mail.RecipientCommand.CheckResponse(SmtpStatusCode statusCode, String response)",
    ),
    (
        ".NET, German",
        "System.Net.Mail.SmtpException: Postfach nicht verfügbar. Die Serverantwort war: #\n   bei \
         System.Net.Mail.SmtpTransport.SendMail(MailAddress sender, MailAddressCollection recipients)",
    ),
    (
        "PowerShell",
        "Send-MailMessage : Mailbox unavailable. The server response was: #\nAt line:1 char:1\n+ Send-MailMessage -To \
         a@b.example\n    + CategoryInfo          : InvalidOperation: (:) [Send-MailMessage], SmtpException",
    ),
    (
        "PowerShell, German",
        "Send-MailMessage : Postfach nicht verfügbar. Die Serverantwort war: #\nIn C:\\Meine Skripte\\bericht.ps1:12 \
         Zeichen:1\n+ Send-MailMessage -To a@b.example",
    ),
    (
        "SQL Server",
        "Exception Message: Cannot send mails to mail server. (Mailbox unavailable. The server response was: #).\n)",
    ),
    (
        "Node.js",
        "Error: Can't send mail - all recipients were rejected: @\n    at SMTPConnection._formatError (/srv/app/index.js:790:19) {",
    ),
    ("Go", "2026/02/02 11:00:00 alertmanager: notify retry canceled after 4 attempts: *email auth: @"),
    ("copier", "Result: Error (E-Mail)  Detail: SMTP server returned error. [@]"),
    ("printer", "[ 01/22 14:03:11 ] smtpd: RCPT TO error. @"),
    ("Nagios", "SMTP CRITICAL - Invalid SMTP response received from host on port 25: @"),
    ("swaks", "<** @"),
    ("Exchange 2010", "mail4.corp.example #@ ##"),
    ("Korean", "메일 발송 시 오류: @라고 나옵니다"),
];

/// Replies to clients, and the code of the finding that explains each.
const REPLIES: [(&str, &str, &str); 7] = [
    ("550 5.7.54", "SMTP; Unable to relay recipient in non-accepted domain", "relay-right-missing"),
    ("530 5.7.57", "Client not authenticated to send mail", "anonymous-not-permitted"),
    (
        "530 5.7.57",
        "SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
        "anonymous-not-permitted",
    ),
    ("550 5.7.60", "SMTP; Client does not have permissions to send as this sender", "frontend-vs-backend-permission"),
    ("535 5.7.3", "Authentication unsuccessful", "logon-failed"),
    ("504 5.7.4", "Unrecognized authentication type", "authentication-type-not-offered"),
    ("421 4.3.2", "Service not active", "component-inactive"),
];

fn printed(form: &str, codes: &str, words: &str) -> String {
    let (code, enhanced) = codes.split_once(' ').unwrap();
    let apart = if form.contains("(code: %") {
        format!("{code}, response: {enhanced} {words}")
    } else {
        format!("{code}, b'{enhanced} {words}'")
    };
    form.replace('@', &format!("{codes} {words}"))
        .replace("a\u{0}", "a@")
        .replace('#', &format!("{enhanced} {words}"))
        .replace('%', &apart)
}

fn of(text: &str) -> Report {
    diagnose(&Input::text(text))
}

#[test]
fn every_form_of_every_reply_is_read() {
    let mut tried = 0;
    for (program, form) in FORMS {
        // An address has the mark too.
        let form = form.replace("a@b.example", "a\u{0}b.example");
        let form = if program == "Exchange 2010" { form.replace(" #@ ##", " @ ##") } else { form };
        for (codes, words, code) in REPLIES {
            let text = printed(&form, codes, words);
            let report = of(&text);
            let found: Vec<_> = report.findings.iter().map(|f| f.code.to_string()).collect();
            assert!(found.iter().any(|it| it == code), "{program}: {found:?}\n{text}");
            let said: Vec<_> = report.findings.iter().filter(|f| f.code == code).collect();
            assert_eq!(said.len(), 1, "{program}: one failure is told once\n{text}");
            let why = &said[0].why;
            assert!(why.contains(&format!("{words}. ")), "{program}: {why}\n{text}");
            assert!(!codes.starts_with('5') || report.queues.is_empty(), "{program}: no queue holds it\n{text}");
            tried += 1;
        }
    }
    assert_eq!(tried, FORMS.len() * REPLIES.len());
}

#[test]
fn other_refusals_in_these_forms_are_explained_by_none_of_them() {
    for (program, form) in FORMS {
        let form = form.replace("a@b.example", "a\u{0}b.example");
        let report = of(&printed(&form, "550 5.1.1", "RESOLVER.ADR.RecipNotFound; not found"));
        let explained = report.findings.iter().find(|f| REPLIES.iter().any(|(.., code)| f.code == *code));
        assert!(explained.is_none(), "{program}: {}", explained.unwrap().code);
    }
}

/// A queue that waits shows a reply for now, or one for good in Exchange's wrapper.
#[test]
fn an_error_that_a_queue_shows_stays_one() {
    for text in [
        "451 4.4.0 Primary target IP address responded with: \"421 4.3.2 Service not active.\"",
        "LastError: 421 4.3.2 Service not active",
        "Error: 451 5.7.3 Cannot achieve Exchange Server authentication",
        "[{LED=550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain};{MSG=};{FQDN=};{IP=};{LRT=}]",
        "LastError : 550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
    ] {
        assert_eq!(of(text).queues.len(), 1, "{text}");
    }
    for text in [
        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
        "Internal error: SMTP address \"erp@corp.example\" 550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        "backup job: mail: could not be handed over to the relay: 421 4.3.2 Service not active",
    ] {
        let report = of(text);
        assert!(report.queues.is_empty() && report.replies.len() == 1, "{text}");
    }
}

const LOG: &str =
    "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n";

fn sent(connector: &str, remote: &str, host: &str, reply: &str) -> String {
    let line = |number: u32, event: &str, data: &str| {
        format!(
            "2026-02-05T06:11:0{number}.000Z,{connector},08DE5F0000000001,{number},10.80.0.5:41000,{remote},{event},{data},\n"
        )
    };
    LOG.to_owned()
        + &line(0, "+", "")
        + &line(1, "<", &format!("\"220 {host} Microsoft ESMTP MAIL Service ready at Thu, 5 Feb 2026 06:11:00 +0000\""))
        + &line(2, ">", "EHLO mail.corp.example")
        + &line(3, "<", reply)
}

/// A greeting of Exchange makes no own server of a host outside, and a refusal there is asked about here.
#[test]
fn a_host_outside_that_greets_like_exchange_is_no_own_server() {
    let names = |report: &Report| report.servers.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let refused = "550 5.7.64 TenantAttribution; Relay Access Denied";
    for (remote, host) in
        [("52.101.73.9:25", "DB5EUR03FT012.mail.protection.outlook.com"), ("198.51.100.44:25", "mail.partner.example")]
    {
        let report = of(&sent("Outbound to Internet", remote, host, refused));
        assert_eq!(names(&report), [""; 0], "{host}");
        let commands: Vec<_> = report.findings.iter().flat_map(|f| &f.needs).map(|n| n.command.as_str()).collect();
        assert!(!commands.is_empty() && commands.iter().all(|c| !c.contains("DB5EUR03FT012'")), "{commands:?}");
    }
    let failed = "454 4.7.0 Temporary authentication failure";
    let own = of(&sent("Intra-Organization SMTP Send Connector", "10.80.0.6:2525", "EXWEST.corp.example", failed));
    assert_eq!(names(&own), ["EXWEST"]);
    // It is the one that is asked, and no other.
    let next = own.next.unwrap().command;
    assert!(next.starts_with("'EXWEST' |"), "{next}");
}

/// What names connector, client and server is asked about no more.
#[test]
fn the_connector_that_a_log_or_an_event_names_is_the_one_that_is_looked_at() {
    let refused = |reply: &str| {
        let line = |number: u32, event: &str, data: &str| {
            format!(
                "2026-02-05T06:11:0{number}.000Z,EXOST\\Anonymous,08DE5F0000000002,{number},10.80.0.5:25,10.80.30.3:2231,{event},\
                 {data},\n"
            )
        };
        LOG.to_owned() + &line(0, "+", "") + &line(1, "<", "RCPT TO:<q@w.example>") + &line(2, ">", reply)
    };
    let event = |id: u32, limit: &str| {
        format!(
            "Event ID:      {id}\nSource:        MSExchangeTransport\nComputer:      EXOST.corp.example\nDescription:\nReceive \
             connector Anonymous rejected an incoming connection from IP address 10.80.30.3. The maximum number of \
             connections {limit} for this connector has been reached.\n"
        )
    };
    for (text, command) in [
        (refused("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"), "Get-ADPermission"),
        (
            refused("530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM"),
            "PermissionGroups",
        ),
        (event(1021, "per source (20)"), "MaxInboundConnection"),
        (event(1020, "(5000)"), "MaxInboundConnection"),
    ] {
        let report = of(&text);
        let next = report.next.unwrap();
        assert!(
            next.command.starts_with("'EXOST\\Anonymous' | ") && next.command.contains(command),
            "{}",
            next.command
        );
        assert!(report.findings.iter().all(|f| f.subject.addresses == ["10.80.30.3"]), "{text}");
    }
    let what = |text: &str| of(text).findings[0].what.clone();
    assert!(what(&event(1021, "per source (20)")).contains("limit per source, 20"));
    assert!(
        what(&event(1020, "(5000)")).contains("its limit, 5000")
            && !what(&event(1020, "(5000)")).contains("per source")
    );
}

/// The account decides a logon that was refused, and no list of connectors.
#[test]
fn the_mechanism_of_a_refused_logon_decides_what_is_asked() {
    let event = |mechanism: &str, error: &str| {
        format!(
            "Event ID: 1035\nComputer: EX-ULM.corp.example\nDescription: Inbound authentication failed with error {error} for \
             Receive connector Default Frontend EX-ULM. The authentication mechanism is {mechanism}. The source IP address of \
             the client who tried to authenticate to Microsoft Exchange is [10.44.7.81].\n"
        )
    };
    for (mechanism, error, asked, not) in [
        ("Login", "LogonDenied", "4625", "setspn"),
        ("Ntlm", "LogonDenied", "4625", "setspn"),
        ("ExchangeAuth", "IllegalMessage", "setspn", "4625"),
    ] {
        let next = of(&event(mechanism, error)).next.unwrap().command;
        assert!(next.contains(asked) && !next.contains(not) && next.contains("'EX-ULM"), "{mechanism}: {next}");
    }
}
