//! The page's own words: what the report does not bring along.
//!
//! The markup asks for a word by name (`data-word="..."`).

use super::Words;
use super::template::templates;

templates! {
    /// The page's own words.
    by_name PageWords {
        /// Before the digits behind the point.
        decimal_point();
        // The frame of the page.
        tagline();
        language();
        version();
        commit();
        licence();
        affiliation();
        download_page();
        download_hint();
        hash_hint();
        // The field.
        paste_title();
        paste_hint();
        paste_promise();
        check_yourself();
        paste_placeholder();
        files_label();
        file_remove(name);
        file_too_large(name);
        files_unreadable(names);
        files_left_out(count);
        recognised_label();
        open_files();
        open_folder();
        try_example();
        how_to_collect();
        clear();
        undo_clear();
        reading(done, all);
        working(size);
        chip_queues(count: counted);
        chip_failing(count);
        chip_connectors(count: counted);
        chip_on_servers(count);
        chip_addresses(count: counted);
        chip_replies(count: counted);
        chip_cut(count: counted);
        chip_whole();
        first_title();
        first_1();
        first_2();
        first_3();
        examples();
        example_0();
        example_1();
        example_2();
        nothing_title();
        nothing_saw(count);
        nothing_saw_bytes(count);
        nothing_do();
        status(count: counted);
        status_none();
        // Verdict.
        severity_blocking();
        severity_risk();
        severity_advice();
        severity_fine();
        certainty_proven();
        certainty_likely();
        certainty_possible();
        queues(count: counted);
        messages(count: counted);
        messages_and_queues(messages, queues);
        no_finding_title();
        no_finding_what();
        undecided_title();
        next_step(what);
        // Addresses.
        ask_title();
        ask_hint();
        ask_label(server);
        ask_example();
        ask_command();
        ask_invalid(text);
        // Picture.
        picture_title();
        picture_rule();
        picture_port(port);
        picture_wins();
        picture_loses();
        picture_tie();
        picture_unknown();
        picture_least();
        picture_most_4();
        picture_most_6();
        picture_others(count: counted);
        picture_alternative(sender, server, port);
        picture_alternative_candidate(connector, range, size, verdict);
        picture_alternative_end(outcome, text);
        size(count: counted);
        outcome_works();
        outcome_refused();
        outcome_no_connector();
        outcome_nothing_listens();
        outcome_contradicted();
        outcome_contradicted_text();
        outcome_undecidable();
        outcome_works_text();
        outcome_refused_text();
        outcome_no_connector_text();
        outcome_nothing_listens_text();
        outcome_undecidable_text();
        // What to do.
        todo_title();
        recommended();
        steps_label();
        step_change();
        step_verify();
        step_retry();
        step_undo();
        copy_step();
        download_script();
        other_remedies(count: counted);
        before();
        after();
        unchanged(count: counted);
        effects(count: counted);
        effect_where();
        effect_addresses();
        effect_from();
        effect_to();
        effect_none();
        checked();
        refused_by_exchange();
        copy();
        copied();
        copy_failed();
        // Why.
        why_title();
        assumptions_title();
        evidence_title();
        fine_title();
        sources_title();
        line(line);
        file_line(file, line);
        findings(count: counted);
        // Landings.
        landings_title();
        landing_from();
        landing_to(server, port);
        landing_unknown();
        landing_more(shown, all);
        landing_none();
        names_and_more(names, more);
        more_alike(count);
        reasons_title();
        reasons_for(sender, server, port);
        verdict_chosen();
        verdict_less_specific();
        verdict_tie();
        verdict_unknown();
        verdict_no_range_match();
        verdict_other_family();
        verdict_other_address();
        verdict_other_port();
        verdict_other_role();
        verdict_disabled();
        whatif_title();
        whatif_hint();
        whatif_from();
        whatif_to();
        whatif_port();
        whatif_ask();
        whatif_wrong();
        command_title();
        command_hint();
        compare_title();
        compare_hint();
        compare_do();
        state_applied();
        state_refused();
        state_not_understood();
        state_gone();
        state_done();
        state_fine();
        state_still_there();
        state_partly();
        state_not_done();
        state_not_retried();
        state_in_trouble();
        state_new();
        state_added();
        state_removed();
        state_changed();
        state_not_shown();
        state_unknown();
        notes_title();
        // Hand-over.
        handover_title();
        handover_hint();
        copy_text();
        copy_markdown();
        download_html();
        download_json();
        print();
        pseudonyms();
        pseudonyms_hint();
        pseudonyms_differ();
        pseudonyms_list();
        download_input();
        export_title();
        export_do();
        export_undo();
        export_why();
        export_lines();
        export_needs();
        export_landings();
        export_notes();
        export_made_by(version);
        // Help.
        collect_title();
        collect_hint();
        collect_file();
        collect_logs();
        privacy_title();
        privacy_1();
        privacy_2();
        privacy_3();
        privacy_4();
        privacy_5();
    }
}

impl Words {
    /// The page's own words.
    pub(crate) const fn page(&self) -> &PageWords {
        &self.page
    }
}
