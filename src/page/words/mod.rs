//! The page's own words, one file per language. A language that lacks a word does not compile.
//!
//! The markup asks for a word by name (`data-word="..."`); the report's words come with the report.

mod de;
mod en;

use crate::Language;

/// Declares the words once: the struct, and the look-up by name that the markup uses.
macro_rules! words {
    ($($name:ident)*) => {
        /// Every word of the page in one language. `{0}`, `{1}` are filled in by [`fill`].
        #[derive(Debug)]
        pub(super) struct Words {
            $(pub(super) $name: &'static str,)*
        }

        impl Words {
            /// The word that the markup asks for by name.
            pub(super) fn get(&self, name: &str) -> Option<&'static str> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    // The frame of the page.
    tagline language version commit licence affiliation download_page download_hint hash_hint
    // The field.
    paste_title paste_hint paste_promise check_yourself paste_placeholder files_label file_remove file_too_large files_left_out
    recognised_label open_files open_folder try_example how_to_collect clear undo_clear reading working
    chip_queues_one chip_queues_many chip_failing chip_connectors_one chip_connectors_many chip_on_servers
    chip_addresses_one chip_addresses_many chip_replies_one chip_replies_many chip_cut_one chip_cut_many chip_whole
    first_title first_1 first_2 first_3 examples example_0 example_1 example_2
    nothing_title nothing_saw nothing_saw_bytes nothing_do
    status_one status_many status_none
    // Verdict.
    severity_blocking severity_risk severity_advice severity_fine certainty_proven certainty_likely certainty_possible
    queues_one queues_many messages_one messages_many messages_and_queues
    no_finding_title no_finding_what undecided_title next_step
    // Addresses.
    ask_title ask_hint ask_label ask_example ask_command ask_invalid
    // Picture.
    picture_title picture_rule picture_port picture_same_on picture_wins picture_loses picture_tie picture_unknown
    picture_least picture_most_4 picture_most_6 picture_others_one picture_others_many picture_alternative
    picture_alternative_candidate picture_alternative_end size_one size_many
    outcome_works outcome_refused outcome_no_connector outcome_nothing_listens outcome_contradicted outcome_contradicted_text outcome_undecidable
    outcome_works_text outcome_refused_text outcome_no_connector_text outcome_nothing_listens_text
    outcome_undecidable_text
    // What to do.
    todo_title recommended steps_label step_change step_verify step_retry step_undo copy_step download_script
    other_remedies_one other_remedies_many before after unchanged_one unchanged_many effects_one effects_many
    effect_where effect_addresses effect_from effect_to effect_none checked refused_by_exchange
    copy copied copy_failed
    // Why.
    why_title assumptions_title evidence_title fine_title sources_title line file_line
    findings_one findings_many
    // Landings.
    landings_title landing_from landing_to landing_unknown landing_more landing_none reasons_title reasons_for
    verdict_chosen verdict_less_specific verdict_tie verdict_unknown verdict_no_range_match verdict_other_family
    verdict_other_address verdict_other_port verdict_other_role verdict_disabled
    whatif_title whatif_hint whatif_from whatif_to whatif_port whatif_ask whatif_wrong
    command_title command_hint compare_title compare_hint compare_do
    state_applied state_refused state_not_understood state_gone state_done state_fine state_still_there state_partly
    state_not_done state_not_retried state_in_trouble state_new state_added state_removed state_changed state_not_shown
    state_unknown
    notes_title
    // Hand-over.
    handover_title handover_hint copy_text copy_markdown download_html download_json print
    pseudonyms pseudonyms_hint pseudonyms_differ pseudonyms_list download_input
    export_title export_do export_undo export_why export_lines export_needs export_landings export_notes export_made_by
    // Help.
    collect_title collect_hint collect_file collect_logs privacy_title privacy_1 privacy_2 privacy_3 privacy_4
    privacy_5
}

/// The words of a language.
pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &en::WORDS,
        Language::German => &de::WORDS,
    }
}

/// A word with its blanks filled: `{0}` with the first value, `{1}` with the second.
pub(super) fn fill(word: &str, values: &[&str]) -> String {
    let mut text = String::with_capacity(word.len() + 32);
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((index, after)) = after.split_once('}') else { break };
        if let Some(value) = index.parse::<usize>().ok().and_then(|i| values.get(i)) {
            text.push_str(value);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// `one` for 1, else `many` with the number in `{0}`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { one.to_owned() } else { fill(many, &[&number.to_string()]) }
}
