//! How time and report grow with inputs that are large in one direction only.
//!
//! `cargo bench --bench shapes`: each shape at a size and at twice that size, with the ratio of the two times. A ratio
//! of 2 is linear, 4 is quadratic. `-- log` measures only the shapes whose name holds `log`. Compare figures of one run
//! with one another, not across machines.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and may stop")]

use std::env;
use std::fmt::Write as _;
use std::time::Instant;

use mailflow_doctor::{Input, diagnose};

/// A direction in which an input grows.
struct Shape {
    name: &'static str,
    /// The smaller of the two sizes.
    size: usize,
    /// The sources of an input of some size.
    sources: fn(usize) -> Vec<String>,
}

const SHAPES: [Shape; 13] = [
    Shape { name: "connectors, each on an address of its own", size: 250, sources: own_addresses },
    Shape { name: "connectors of one server on one binding", size: 2_000, sources: one_binding },
    Shape { name: "connectors with a cut list", size: 1_000, sources: cut_lists },
    Shape { name: "bindings of one connector", size: 1_000, sources: bindings },
    Shape { name: "ranges of one connector", size: 20_000, sources: ranges },
    Shape { name: "servers with addresses and one relay range", size: 100, sources: servers },
    Shape { name: "the same with a queue to the next", size: 100, sources: servers_with_queues },
    Shape { name: "queues with distinct hops and errors", size: 4_000, sources: distinct_queues },
    Shape { name: "queues as a table", size: 40_000, sources: queue_table },
    Shape { name: "queues as CSV", size: 40_000, sources: queue_csv },
    Shape { name: "queues as JSON on one line", size: 10_000, sources: queue_json },
    Shape { name: "sessions of a receive log", size: 20_000, sources: receive_log },
    Shape { name: "files", size: 4_000, sources: files },
];

const ALL: &str = "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}";
const REFUSED: &str = "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
    authentication.\" Attempted failover to alternate host, but that did not succeed.";

fn connector(server: &str, name: &str, bindings: &str, ranges: &str) -> String {
    format!(
        "Identity         : {server}\\{name}\nEnabled          : True\nTransportRole    : FrontendTransport\n\
         Bindings         : {bindings}\nRemoteIPRanges   : {ranges}\nAuthMechanism    : Tls\n\
         PermissionGroups : AnonymousUsers\n\n"
    )
}

fn default_frontend(server: &str) -> String {
    connector(server, &format!("Default Frontend {server}"), "{[::]:25, 0.0.0.0:25}", ALL)
        .replace("Tls\n", "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer\n")
        .replace("AnonymousUsers", "AnonymousUsers, ExchangeServers, ExchangeLegacyServers")
}

fn queue(identity: &str, hop: &str, error: &str) -> String {
    format!(
        "Identity       : {identity}\nDeliveryType   : SmtpRelayWithinAdSite\nNextHopDomain  : {hop}\n\
         Status         : Retry\nMessageCount   : 12\nLastError      : {error}\n\n"
    )
}

/// An address of its own for each number.
fn address(number: usize) -> String {
    format!("10.{}.{}.{}", number / 62_500 + 1, number / 250 % 250, number % 250 + 1)
}

fn own_addresses(size: usize) -> Vec<String> {
    let each = (0..size).map(|n| connector("EX1", &format!("Relay {n}"), &format!("{{{}:25}}", address(n)), ALL));
    vec![queue("EX0\\5", "hub version 15", REFUSED) + &each.collect::<String>()]
}

fn one_binding(size: usize) -> Vec<String> {
    let each =
        (0..size).map(|n| connector("EX1", &format!("Relay {n}"), "{0.0.0.0:25}", &format!("{{{}}}", address(n))));
    vec![queue("EX0\\5", "hub version 15", REFUSED) + &default_frontend("EX1") + &each.collect::<String>()]
}

fn cut_lists(size: usize) -> Vec<String> {
    let cut = |n| format!("{{{}, {}, {}, {}...}}", address(n), address(n + 1), address(n + 2), address(n + 3));
    let each = (0..size).map(|n| connector("EX1", &format!("Relay {n}"), "{0.0.0.0:25}", &cut(4 * n)));
    vec![queue("EX0\\5", "hub version 15", REFUSED) + &default_frontend("EX1") + &each.collect::<String>()]
}

fn bindings(size: usize) -> Vec<String> {
    let list: Vec<_> = (0..size).map(|n| format!("{}:25", address(n))).collect();
    let relay = connector("EX1", "Relay", &format!("{{{}}}", list.join(", ")), "{10.0.0.0/8}");
    vec![queue("EX0\\5", "hub version 15", REFUSED) + &default_frontend("EX1") + &relay + "EX0 10.1.1.1\n"]
}

fn ranges(size: usize) -> Vec<String> {
    let list: Vec<_> = (0..size).map(address).collect();
    let relay = connector("EX1", "Relay", "{0.0.0.0:25}", &format!("{{{}}}", list.join(", ")));
    vec![queue("EX0\\5", "hub version 15", REFUSED) + &default_frontend("EX1") + &relay + "EX0 10.1.1.1\n"]
}

fn organisation(size: usize, queues: bool) -> Vec<String> {
    let mut text = String::new();
    for number in 0..size {
        let server = format!("EX{number:04}");
        text += &default_frontend(&server);
        text += &connector(&server, "Relay", "{0.0.0.0:25}", "{10.0.0.0/8}");
        if queues {
            text += &queue(&format!("{server}\\5"), &format!("EX{:04}", (number + 1) % size), REFUSED);
        }
    }
    for number in 0..size {
        let _ = writeln!(text, "EX{number:04} {}", address(number));
    }
    vec![text]
}

fn servers(size: usize) -> Vec<String> {
    organisation(size, false)
}

fn servers_with_queues(size: usize) -> Vec<String> {
    organisation(size, true)
}

fn distinct_queues(size: usize) -> Vec<String> {
    let each = (0..size)
        .map(|n| queue(&format!("EX1\\{n}"), &format!("host{n}.example.net"), &format!("451 4.4.0 error {n}")));
    vec![each.collect()]
}

fn queue_table(size: usize) -> Vec<String> {
    let mut text = String::from(
        "Identity       DeliveryType          Status MessageCount NextHopDomain\n\
         --------       ------------          ------ ------------ -------------\n",
    );
    for number in 0..size {
        let identity = format!("EX1\\{number}");
        let _ = writeln!(text, "{identity:<14} SmtpRelayWithinAdSite Ready  {:>12} hub version 15", number % 100);
    }
    vec![text]
}

fn queue_csv(size: usize) -> Vec<String> {
    let mut text =
        String::from("\"Identity\",\"DeliveryType\",\"Status\",\"MessageCount\",\"NextHopDomain\",\"LastError\"\n");
    for number in 0..size {
        let _ = writeln!(
            text,
            "\"EX1\\{number}\",\"SmtpRelayWithinAdSite\",\"Ready\",\"{number}\",\"hub version 15\",\"\""
        );
    }
    vec![text]
}

fn queue_json(size: usize) -> Vec<String> {
    let one = |n| {
        format!(
            "{{\"Identity\":\"EX1\\\\{n}\",\"DeliveryType\":\"SmtpRelayWithinAdSite\",\"Status\":\"Retry\",\"MessageCount\":12,\
             \"NextHopDomain\":\"hub version 15\",\"LastError\":\"451 5.7.3 Cannot achieve Exchange Server authentication\"}}"
        )
    };
    vec![format!("[{}]", (0..size).map(one).collect::<Vec<_>>().join(","))]
}

fn receive_log(size: usize) -> Vec<String> {
    let mut text = default_frontend("EX1");
    text += "\n#Software: Microsoft Exchange Server\n#Fields: date-time,connector-id,session-id,sequence-number,\
        local-endpoint,remote-endpoint,event,data,context\n";
    for number in 0..size {
        let start = format!("EX1\\Default Frontend EX1,08D{number:013X}");
        let ends = format!("10.200.0.1:25,{}:40000", address(number));
        for (sequence, event) in
            ["+,,", ">,\"220 EX1 Microsoft ESMTP MAIL Service ready\",", "<,EHLO ex0,", "-,,Local"].iter().enumerate()
        {
            let _ = writeln!(text, "2026-03-01T10:00:00.000Z,{start},{sequence},{ends},{event}");
        }
    }
    vec![text]
}

fn files(size: usize) -> Vec<String> {
    (0..size).map(|n| queue(&format!("EX{n}\\5"), "hub version 15", REFUSED)).collect()
}

fn main() {
    let wanted: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    println!(
        "{:<45} {:>7} {:>9} {:>9} {:>6} {:>10} {:>7}",
        "shape", "size", "ms", "ms twice", "ratio", "report kB", "growth"
    );
    for shape in SHAPES.iter().filter(|s| wanted.is_empty() || wanted.iter().any(|w| s.name.contains(w.as_str()))) {
        let [(once, small), (twice, large)] = [shape.size, 2 * shape.size].map(|size| measure(shape, size));
        #[allow(clippy::cast_precision_loss, reason = "two digits are printed")]
        let growth = large as f64 / small as f64;
        println!(
            "{:<45} {:>7} {once:>9.1} {twice:>9.1} {:>6.2} {:>10} {growth:>7.2}",
            shape.name,
            shape.size,
            twice / once,
            small / 1000
        );
    }
}

/// The shortest time of three runs in milliseconds, and the bytes of the report.
fn measure(shape: &Shape, size: usize) -> (f64, usize) {
    let sources = (shape.sources)(size);
    let names: Vec<String> =
        (0..sources.len()).map(|n| if sources.len() == 1 { String::new() } else { format!("{n}.txt") }).collect();
    let input = names.iter().zip(&sources).fold(Input::default(), |input, (name, text)| input.with_text(name, text));
    let mut best = f64::INFINITY;
    let mut bytes = 0;
    for _ in 0..3 {
        let start = Instant::now();
        let report = diagnose(&input);
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        bytes = serde_json::to_vec(&report).expect("a report").len();
    }
    (best, bytes)
}
