//! How fast text becomes objects: list, table, CSV, JSON and CLIXML at 0.1, 1 and 10 MB (`-- large`: 100 MB too).
//!
//! `cargo bench --bench intake`. Each figure is the best of several runs in a process of its own, with the peak memory
//! of that process beside it (Linux), the input included. Compare figures of one run with one another, not across
//! machines.

#![allow(clippy::print_stdout, clippy::expect_used, clippy::format_collect)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use std::{env, process};

use mailflow_doctor::{Input, model};

const LAYOUTS: [&str; 5] = ["list", "table", "csv", "json", "clixml"];
const RANGES: [&str; 6] =
    ["10.0.0.11", "10.0.0.12", "192.168.20.0/24", "172.16.4.1-172.16.4.99", "2001:db8:1::/64", "10.9.0.0(255.255.0.0)"];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [layout, size] = arguments.as_slice() {
        return one(layout, size.parse().expect("a size in bytes"));
    }
    let mut sizes = vec![100_000, 1_000_000, 10_000_000];
    if arguments.iter().any(|a| a == "large") {
        sizes.push(100_000_000);
    }
    println!("{:8} {:>10} {:>10} {:>12}", "layout", "MB", "MB/s", "peak/input");
    let own = env::current_exe().expect("the path of this program");
    for layout in LAYOUTS {
        for size in &sizes {
            let size = size.to_string();
            let status = process::Command::new(&own).args([layout, &size]).status();
            assert!(status.is_ok_and(|s| s.success()), "{layout} {size}");
        }
    }
}

fn one(layout: &str, size: usize) {
    let text = render(layout, size);
    let runs = (20_000_000 / size).clamp(1, 50);
    let mut best = Duration::MAX;
    let mut objects = 0;
    for _ in 0..runs {
        let input = Input::text(&text);
        let start = Instant::now();
        let read = model::read(&input);
        best = best.min(start.elapsed());
        objects = read.snapshot.receive_connectors.len();
    }
    assert!(objects > 0, "{layout} is read");
    #[allow(clippy::cast_precision_loss)]
    let (bytes, peak) = (text.len() as f64, peak_memory() as f64);
    println!("{layout:8} {:>10.1} {:>10.0} {:>12.1}", bytes / 1e6, bytes / 1e6 / best.as_secs_f64(), peak / bytes);
}

/// Peak resident memory of this process in bytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) * 1024
}

/// Receive connectors of as many servers as fill the size.
fn render(layout: &str, size: usize) -> String {
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
        one_object(&mut text, layout, &format!("EX{number}\\Relay EX{number}"), number > 0).expect("room for text");
    }
    text.push_str(match layout {
        "json" => "]\n",
        "clixml" => "</Objs>\n",
        _ => "",
    });
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
            let list: String = RANGES.iter().map(|r| format!("<S>{r}</S>\n")).collect();
            writeln!(text, "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X</T></TN><Props>\n<S N=\"Identity\">{identity}</S>")?;
            writeln!(text, "<B N=\"Enabled\">true</B>\n<S N=\"AuthMechanism\">Tls, Integrated</S>")?;
            writeln!(text, "<Obj N=\"RemoteIPRanges\" RefId=\"1\"><LST>\n{list}</LST></Obj>\n</Props></Obj>")
        }
    }
}
