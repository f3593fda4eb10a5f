//! Help about a finding, by its code: what it is, what would prove it, what to do, what looks alike, and the sources.
//!
//! It is told with the templates of the findings, so it says what a report would say. The names in it are examples.

use strum::VariantArray;

use super::{Language, commands, wire};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::code::Code;
use crate::diagnosis::example;
use crate::diagnosis::findings::sources;
use crate::words::{self, Words};

/// Help about one code.
#[derive(Debug)]
pub(crate) struct Help {
    /// What it says, the usual case first.
    pub(crate) cases: Vec<HelpCase>,
    /// What would prove it, with the commands.
    pub(crate) needs: Vec<wire::Need>,
    /// Codes that look alike, with their titles.
    pub(crate) alike: Vec<Topic>,
    /// What it rests on.
    pub(crate) sources: Vec<String>,
}

/// The sentences about one case.
#[derive(Debug)]
pub(crate) struct HelpCase {
    /// One sentence that stands alone.
    pub(crate) title: String,
    /// What happens.
    pub(crate) what: String,
    /// Why, one sentence or step in each line.
    pub(crate) why: String,
    /// What to do.
    pub(crate) action: String,
    /// When it is fine.
    pub(crate) fine_when: Option<String>,
}

/// A code that there is help about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Topic {
    /// The code.
    pub(crate) code: &'static str,
    /// The title of its usual case.
    pub(crate) title: String,
    /// Whether it explains a reply; else it is about the configuration.
    pub(crate) is_reply: bool,
}

/// Every code that there is help about, each once: findings about the configuration, then replies.
pub(crate) fn topics(language: Language) -> Vec<Topic> {
    let words = words::of(language);
    let mut topics: Vec<Topic> = Vec::new();
    for code in codes() {
        if topics.iter().all(|known| known.code != code.as_str()) {
            topics.push(topic(words, code));
        }
    }
    topics
}

/// Help about a code; `None` where no finding has it.
pub(crate) fn help(language: Language, code: &str) -> Option<Help> {
    let words = words::of(language);
    // Some findings about the configuration and some replies have one code.
    let all: Vec<Code> = codes().filter(|known| known.as_str() == code).collect();
    let first = *all.first()?;
    let mut needs = Vec::new();
    for code in &all {
        let facts = example::facts(*code);
        for need in example::needs(*code) {
            let (what, why) = words.need(&need);
            let command = commands::for_need(&need, words);
            let outcomes = words.outcomes(facts.first(), &need).into_iter();
            let outcomes = outcomes.map(|it| wire::NeedOutcome { see: it.see, means: it.means }).collect();
            if !command.is_empty() {
                needs.push(wire::Need { code: need.code(), what, why, command, servers: Vec::new(), outcomes });
            }
        }
    }
    let mut sources: Vec<String> = all.iter().flat_map(|code| sources(*code)).map(ToString::to_string).collect();
    let mut known = Vec::new();
    sources.retain(|source| {
        !known.contains(source) && {
            known.push(source.clone());
            true
        }
    });
    Some(Help {
        cases: all.iter().flat_map(|code| cases(words, *code)).collect(),
        needs,
        alike: example::alike(first).into_iter().map(|code| topic(words, code)).collect(),
        sources,
    })
}

/// The command that prints the addresses of these servers.
pub(crate) fn address_command(language: Language, servers: &[String]) -> String {
    commands::for_need(&crate::diagnosis::Need::ServerAddresses(servers.to_vec()), words::of(language))
}

fn codes() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().chain(Known::VARIANTS.iter().map(|known| Code::Reply(*known)))
}

fn topic(words: &Words, code: Code) -> Topic {
    let title = cases(words, code).into_iter().next().map(|case| case.title).unwrap_or_default();
    Topic { code: code.as_str(), title, is_reply: matches!(code, Code::Reply(_)) }
}

fn cases(words: &Words, code: Code) -> Vec<HelpCase> {
    let mut cases = Vec::new();
    if let Code::Reply(known) = code {
        let explained = words.reply(known);
        cases.push(HelpCase {
            title: explained.headline.to_owned(),
            what: explained.meaning.to_owned(),
            why: String::new(),
            action: explained.check.to_owned(),
            fine_when: None,
        });
    }
    for facts in example::facts(code) {
        let text = words.finding(&facts, crate::diagnosis::Certainty::Proven);
        cases.push(HelpCase {
            title: text.title,
            what: text.what,
            why: text.why,
            action: text.action,
            fine_when: text.fine_when,
        });
    }
    cases
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::Input;
    use crate::intake::{Content, Source};
    use crate::report::wire::NeedCode;

    #[test]
    fn the_addresses_of_a_server_can_be_asked_for() {
        let command = address_command(Language::English, &["EX1".to_owned()]);
        assert!(command.contains("'EX1'"), "{command}");
    }

    #[test]
    fn every_code_has_help_in_every_language() {
        for language in [Language::English, Language::German] {
            let topics = topics(language);
            assert!(topics.len() > Code::ALL.len(), "{}", topics.len());
            for topic in &topics {
                let help = help(language, topic.code).unwrap_or_else(|| panic!("{}", topic.code));
                assert_eq!(help.cases.first().map(|case| &case.title), Some(&topic.title));
                for case in &help.cases {
                    assert!(!case.title.is_empty() && !case.what.is_empty(), "{}: {case:?}", topic.code);
                    let fine = case.fine_when.as_deref().unwrap_or_default();
                    for told in [&case.title, &case.what, &case.why, &case.action, fine] {
                        assert!(!told.contains(['{', '}']) && !told.contains("  "), "{}: {told}", topic.code);
                    }
                }
                assert!(!help.sources.is_empty(), "{}", topic.code);
                assert!(help.alike.iter().all(|other| topics.iter().any(|topic| topic.code == other.code)));
            }
        }
        assert!(help(Language::English, "no-such-code").is_none());
    }

    /// What a report asks for about a finding, beside the reply and the whole paste, is what its help says would prove it.
    #[test]
    fn the_checks_of_every_golden_report_are_in_the_help() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let (mut seen, mut missing) = (0, BTreeSet::new());
        for folder in std::fs::read_dir(root).expect("cases").flatten() {
            let mut input = Input::default();
            for name in ["queue.txt", "connectors.txt", "observed.txt"] {
                if let Ok(text) = std::fs::read(folder.path().join(name)) {
                    let content = Content::Bytes(text.into());
                    input.sources.push(Source { name: name.to_owned(), content });
                }
            }
            for finding in crate::diagnose(&input).findings {
                let code = finding.code;
                let help = help(Language::English, code.as_str()).unwrap_or_else(|| panic!("no help about {code}"));
                for need in finding.needs {
                    seen += 1;
                    let is_general =
                        matches!(need.code, NeedCode::QueueDetails | NeedCode::Everything | NeedCode::NextStep);
                    if !is_general && help.needs.iter().all(|known| known.code != need.code) {
                        missing.insert(format!("{code}: {}", need.code));
                    }
                }
            }
        }
        assert!(seen > 100, "{seen}");
        assert!(missing.is_empty(), "{missing:?}");
    }
}
