//! Whatever is pasted or dropped: no panic, no hang, time linear in the input.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use mailflow_doctor::{Input, diagnose, model};
use proptest::prelude::*;

#[path = "../../fuzz/laws.rs"]
mod laws;

/// Reads bytes and text of them in every way that the page does.
fn read(bytes: &[u8]) {
    let _ = model::read(&Input::default().with_bytes("dropped", bytes));
    let text = String::from_utf8_lossy(bytes);
    let _ = model::read(&Input::text(&text));
}

fn samples() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut paths = Vec::new();
    for folder in ["queue", "connector", "rendered", "cases"] {
        paths.extend(fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()));
    }
    paths.retain(|p| p.is_file() && !p.to_string_lossy().ends_with(".expect.json"));
    paths.sort();
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}

fn noise(length: usize) -> Vec<u8> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        u8::try_from(seed & 0xff).unwrap()
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn every_beginning_of_every_sample_is_read() {
    for sample in samples() {
        // About forty beginnings each: a paste or a file that ends in the middle.
        let step = (sample.len() / 40).max(1);
        for end in (0..sample.len()).step_by(step) {
            let _ = model::read(&Input::default().with_bytes("dropped", &sample[..end]));
        }
    }
}

#[test]
fn noise_and_monsters_give_a_report() {
    let limit = Duration::from_mins(5);
    let check = |what: &str, bytes: &[u8]| {
        let start = Instant::now();
        let report = diagnose(&Input::default().with_bytes("dropped", bytes));
        assert!(report.findings.is_empty() || !report.inputs.is_empty(), "{what}");
        assert!(start.elapsed() < limit, "{what} took {:?}", start.elapsed());
    };
    check("nothing", b"");
    check("noise", &noise(5_000_000));
    let printable: Vec<u8> = noise(2_000_000).into_iter().map(|b| b' ' + b % 95).collect();
    check("printable noise", &printable);
    let lines: Vec<u8> = noise(2_000_000).into_iter().map(|b| if b < 8 { b'\n' } else { b' ' + b % 95 }).collect();
    check("printable lines", &lines);
    for (what, unit) in [
        ("one long line", "a"),
        ("digits", "451 "),
        ("replies", "451 5.7.3 x \""),
        ("braces", "{"),
        ("brackets", "["),
        ("objects", "[{\"a\":"),
        ("quotes", "\"a\",\""),
        ("quoted lines", "\"a\",\"b\"\n"),
        ("dashes", "- "),
        ("dash lines", "Name Server\n---- ------\n"),
        ("labels", "Name : x\n"),
        ("label", "Identity : EX1\\1 : "),
        ("open value", "LastError : {[\n  x\n"),
        ("wrapped", "          x\n"),
        ("elements", "<Obj>"),
        ("attributes", "<Obj N=\"a\" "),
        ("named parts", "[{LED=451 4.4.0;{FQDN="),
        ("returned", "returned '451\n"),
        ("prompt", "[PS] C:\\>Get-Queue | "),
        ("lists", "RemoteIPRanges : {10.0.0.1, "),
        ("commas", "10.0.0.1, "),
        ("marks", "> > # "),
        ("entities", "&lt;&"),
        ("delimiters", "a,b,c\n"),
        ("blank lines", "\n\n"),
        ("wide", "\u{4e00}\u{4e00} : "),
    ] {
        check(what, unit.repeat(1_000_000 / unit.len()).as_bytes());
    }
    let list = format!("Identity : EX1\\Relay\nRemoteIPRanges : {{{}", "10.0.0.1, ".repeat(100_000));
    check("an endless list", list.as_bytes());
    let table = format!("{}\n{}\n{}", "Name ".repeat(70), "---- ".repeat(70), "x\n".repeat(200_000));
    check("a table of many columns", table.as_bytes());
    let fields: String = (0..50_000).map(|n| format!("Field{n} : x\n")).collect();
    check("an object of many properties", fields.repeat(2).as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn random_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        read(&bytes);
    }

    #[test]
    fn random_lines_are_read(text in "([A-Za-z]{1,12} {0,3}[:=]? ?[{\"\\[]?[0-9.:/, -]{0,20}[}\"\\]…]?\n? ?){0,40}") {
        read(text.as_bytes());
    }

    #[test]
    fn mutated_samples_are_read(
        pick in any::<prop::sample::Index>(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..5), 1..12),
    ) {
        let samples = samples();
        let mut sample = samples[pick.index(samples.len())].clone();
        sample.truncate(20_000);
        for (at, byte, how) in cuts {
            if sample.is_empty() {
                break;
            }
            let at = at.index(sample.len());
            match how {
                0 => sample[at] = byte,
                1 => sample.insert(at, byte),
                2 => { sample.remove(at); }
                3 => sample.truncate(at),
                _ => {
                    let tail = sample.split_off(at);
                    sample.splice(0..0, tail);
                }
            }
        }
        read(&sample);
    }
}

/// The inputs that fuzzing kept, under the laws that fuzzing asks for.
#[test]
fn kept_inputs_keep_the_laws() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/kept");
    let mut count = 0;
    for entry in fs::read_dir(kept).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        laws::decoding(&bytes);
        laws::reading(&bytes);
        laws::model(&bytes);
        laws::diagnosis(&bytes);
        laws::command(&bytes, "Identity : EX1\\Relay\nBindings : {0.0.0.0:25}\nRemoteIPRanges : {10.0.0.0/8}\n");
        count += 1;
    }
    assert!(count > 0);
}
