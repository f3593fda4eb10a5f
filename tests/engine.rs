//! The engine as a program: one question as JSON on each line of standard input, one answer as JSON on each line of
//! standard output. For tests and measurements only.
//!
//! ```text
//! {"ask": "diagnose"|"land"|"whatIf"|"compare", "inputs": [{"name", "text" | "base64"}], "after": [..],
//!  "options": {"addresses": {}, "versions": {}, "language": "en"}, "command": "..", "sessions": [{"from", "to", "local", "port"}]}
//! ```
//! `after` belongs to `compare`, whose `inputs` come first in time; `command` to `whatIf`; `sessions` to `land`. A line
//! that is not understood is answered with `{"error": ".."}`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mailflow_doctor::intake::{Content, Source};
use mailflow_doctor::{Input, Language, Session, compare, diagnose, land, what_if};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    ask: String,
    inputs: Vec<Pasted>,
    after: Option<Vec<Pasted>>,
    #[serde(default)]
    options: Options,
    command: Option<String>,
    sessions: Option<Vec<Asked>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pasted {
    #[serde(default)]
    name: String,
    text: Option<String>,
    base64: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Options {
    addresses: BTreeMap<String, Vec<String>>,
    #[serde(rename = "notFrom")]
    not_from: BTreeMap<String, Vec<String>>,
    versions: BTreeMap<String, String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    from: String,
    to: String,
    local: Option<String>,
    port: u16,
}

#[derive(Serialize)]
struct Refusal {
    error: String,
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(&line).unwrap_or_else(|error| as_json(&Refusal { error }));
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(line: &[u8]) -> Result<String, String> {
    let question: Question = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let input = input(question.inputs, &question.options)?;
    match question.ask.as_str() {
        "diagnose" => Ok(as_json(&diagnose(&input))),
        "land" => {
            let sessions = question.sessions.ok_or("land needs sessions")?.into_iter();
            let sessions = sessions.map(|s| Session { from: s.from, to: s.to, local: s.local, port: s.port });
            Ok(as_json(&land(&input, &sessions.collect::<Vec<_>>())))
        }
        "whatIf" => Ok(as_json(&what_if(&input, &question.command.ok_or("whatIf needs a command")?))),
        "compare" => {
            let after = self::input(question.after.ok_or("compare needs after")?, &question.options)?;
            Ok(as_json(&compare(&input, &after)))
        }
        other => Err(format!("ask is none of diagnose, land, whatIf, compare: {other}")),
    }
}

fn as_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\": \"no answer: {error}\"}}"))
}

fn input(pasted: Vec<Pasted>, options: &Options) -> Result<Input<'static>, String> {
    let source = |pasted: Pasted| {
        let content = match (pasted.text, pasted.base64) {
            (Some(text), None) => Content::Text(Cow::Owned(text)),
            (None, Some(bytes)) => {
                Content::Bytes(Cow::Owned(STANDARD.decode(bytes).map_err(|error| error.to_string())?))
            }
            _ => return Err("an input has either text or base64".to_owned()),
        };
        Ok(Source { name: pasted.name, content })
    };
    Ok(Input {
        sources: pasted.into_iter().map(source).collect::<Result<_, _>>()?,
        addresses: options.addresses.clone().into_iter().collect(),
        not_from: options.not_from.clone().into_iter().collect(),
        versions: options.versions.clone().into_iter().collect(),
        language: options.language.as_deref().map_or_else(Language::default, Language::from_tag),
    })
}
