//! What every method of the store promises, on both databases.
//!
//! A case is a function that takes a store. [`cases`] names each once and makes two tests of it;
//! [`every_method_has_a_case`] fails when a public method of the store occurs in none.

mod activity;
mod changes;
mod datasets;
mod experiments;
mod heartbeats;
mod histories;
mod ingest;
mod logged_models;
mod maintenance;
mod many_runs;
mod runs;
mod runs_log;
mod searches;
mod tables;

macro_rules! cases {
    ($($module:ident: $($case:ident)+;)+) => {
        mod sqlite {
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
            async fn $case() {
                let db = runlore_testkit::TestDb::sqlite();
                super::$module::$case(crate::support::open(db.uri()).await).await;
            })+)+
        }
        mod postgres {
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
            async fn $case() {
                let db = runlore_testkit::TestDb::postgres();
                super::$module::$case(crate::support::open(db.uri()).await).await;
            })+)+
        }
    };
}

cases! {
    activity:
        active_runs_are_counted_by_experiment
        experiments_are_in_the_order_of_their_last_activity;
    changes:
        a_commit_is_told;
    ingest:
        a_spool_is_applied_in_order
        what_is_sent_again_is_skipped
        a_refused_record_takes_back_only_itself
        a_run_begins_once_whichever_spool_says_so
        spools_do_not_know_each_other
        a_spool_is_raised_by_what_travels_alone;
    heartbeats:
        a_run_that_is_silent_is_lost
        a_run_that_never_gave_a_sign_is_not_lost
        records_are_signs_of_life
        a_refused_record_is_no_sign
        a_sign_is_not_taken_back_by_a_clock_that_steps_back
        lost_runs_are_found_by_run_and_by_experiment
        lost_runs_are_closed_at_their_last_sign
        a_sign_and_a_close_at_once_do_not_both_win;
    experiments:
        a_new_database_has_the_default_experiment
        experiments_are_created_and_read
        names_are_unique_even_in_the_bin
        experiments_are_renamed
        deleting_an_experiment_takes_its_runs_along
        experiment_tags_are_set_and_deleted
        a_number_that_no_column_holds_is_not_found;
    runs:
        a_run_is_created_and_read
        a_run_is_updated
        a_run_goes_to_the_bin_and_comes_back
        what_is_not_there_is_not_found
        a_logged_model_is_appended_to_the_old_tag;
    runs_log:
        a_batch_is_all_or_nothing
        params_do_not_change
        tags_are_replaced_and_deleted
        the_latest_point_is_the_greatest
        numbers_that_are_not_finite_are_kept
        long_values_come_back_whole
        runs_in_the_bin_take_nothing;
    histories:
        a_history_is_in_order_and_in_pages
        a_history_among_many_runs_is_found_by_sorting
        foreign_tokens_are_understood_or_refused
        a_history_streams_whole
        a_page_of_a_history_is_bounded
        bulk_goes_by_run_and_is_bounded
        a_sample_is_what_ntile_gives
        a_sample_of_equal_steps_is_what_ntile_gives
        a_sample_between_steps
        a_sampled_history_keeps_what_stands_out
        a_part_of_a_history_is_sampled_finer
        steps_of_any_size_are_sampled;
    many_runs:
        a_search_brings_what_is_wanted
        the_most_frequent_keys_of_a_page_are_those_of_its_runs
        all_runs_that_match_are_counted
        keys_are_counted_by_runs
        keys_are_searched_and_paged
        runs_are_deleted_and_restored_together
        runs_are_tagged_together
        a_long_tag_of_many_runs_goes_whole;
    datasets:
        inputs_are_kept_once
        outputs_are_kept_with_their_step
        datasets_are_found_by_experiment;
    logged_models:
        a_logged_model_is_created_and_read
        a_logged_model_becomes_ready
        a_logged_model_goes_to_the_bin
        model_params_and_tags
        metrics_about_a_model_are_kept_with_it;
    tables:
        rows_are_appended_in_order
        a_resend_is_skipped
        a_base_is_published_once
        a_replaced_table_is_forgotten
        old_chunks_are_told_and_dropped
        the_list_of_tables_stays_a_list
        a_list_that_is_too_long_is_refused_before_anything
        what_takes_no_rows;
    searches:
        experiments_runs_and_models_are_found
        tokens_that_skip_too_much_are_refused;
    maintenance:
        a_new_database_lacks_no_index
        who_lets_go_is_told_when_it_is_closed
        metrics_of_the_store_are_text;
}

/// Reads the sources: Rust can not list the methods of a type.
#[test]
fn every_method_has_a_case() {
    let methods = public_methods();
    assert!(methods.len() > 35, "the methods are not recognised: {methods:?}");
    let cases: String = rust_files(&root().join("tests/it/contract")).concat();
    let support = std::fs::read_to_string(root().join("tests/it/support.rs")).unwrap();
    let missing: Vec<&String> = methods
        .iter()
        .filter(|method| !cases.contains(&format!(".{method}(")) && !support.contains(&format!("::{method}(")))
        .collect();
    assert!(missing.is_empty(), "methods of Store without a case: {missing:?}");
}

fn root() -> std::path::PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

fn rust_files(dir: &std::path::Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(std::fs::read_to_string(path).unwrap());
        }
    }
    files
}

fn public_methods() -> Vec<String> {
    let mut methods = Vec::new();
    for file in rust_files(&root().join("src")) {
        let mut inside = false;
        for line in file.lines() {
            inside = if line.starts_with("impl") { line == "impl Store {" } else { inside && line != "}" };
            let declared = line.strip_prefix("    pub async fn ").or_else(|| line.strip_prefix("    pub fn "));
            if let Some(declared) = declared.filter(|_| inside) {
                methods.push(declared.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    methods
}
