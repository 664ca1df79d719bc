//! The hard lines of the sources: who may read, who may write, what a rule may know.

use std::path::{Path, PathBuf};

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).expect("a directory").flatten() {
            let path = entry.path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|end| end == extension) {
                found.push((path.clone(), std::fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has files");
    found
}

#[track_caller]
fn none_has(folder: &str, extension: &str, words: &[&str]) {
    for (path, text) in files(folder, extension) {
        for word in words {
            assert!(!text.contains(word), "{} has “{word}”", path.display());
        }
    }
}

#[test]
fn queries_never_write() {
    none_has("src/queries", "rs", &["insert_into", "diesel::update", "diesel::delete", "sql_query", ".write("]);
}

#[test]
fn queries_read_the_read_model_only() {
    none_has("src/queries", "rs", &["crate::schema", "crate::commands"]);
}

#[test]
fn commands_never_read_the_read_model() {
    for (path, text) in files("src/commands", "rs") {
        let known = [
            "read_model::tables::touched",
            "read_model::tables::wanted_prints",
            "read_model::compactor::compact_once",
            "read_model::disagreements::{\n    Disagreement, disagreements, register_imbalances, stock_imbalances, supply_imbalances,\n}",
        ];
        let stripped = known.iter().fold(text, |text, word| text.replace(word, ""));
        assert!(
            !stripped.contains("read_model::") && !stripped.contains("touched::table.select"),
            "{}",
            path.display()
        );
        assert!(!stripped.contains("crate::queries"), "{}", path.display());
    }
}

#[test]
fn rules_know_no_web_no_database_and_no_templates() {
    none_has("src/domain", "rs", &["actix", "diesel", "askama", "crate::schema", "crate::app"]);
}

#[test]
fn what_happens_to_a_patient_has_words_in_the_history() {
    let history = include_str!("../src/queries/prescribing/patient/history.rs");
    let words = ["templates/locales/en", "templates/locales/pt-BR"]
        .map(|folder| files(folder, "ftl").into_iter().map(|(_, text)| format!("\n{text}")).collect::<String>());
    for (path, text) in files("src/commands", "rs").into_iter().filter(|(_, text)| text.contains("events::patient_id"))
    {
        for verb in text.split("events::verb.eq(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let known = history.contains(&format!("\"{verb}\""));
            let said = words.iter().all(|words| words.contains(&format!("\nevent-{verb} = ")));
            assert!(known && said, "{} appends “{verb}”", path.display());
        }
    }
}

#[test]
fn the_benches_send_whole_rows() {
    let form = include_str!("../src/commands/prescribing/prescribe/form.rs");
    let fields = form.split("\nprescribe_form! {").nth(1).and_then(|rest| rest.split('}').next()).expect("the fields");
    for bench in [include_str!("bench/orders.rs"), include_str!("bench/writings.rs")] {
        for field in fields.split(',').map(str::trim).filter(|field| !field.is_empty()) {
            assert!(bench.contains(&format!("\"{field}\"")), "a bench sends no {field}");
        }
    }
}

#[test]
fn no_sql_is_put_together_from_text() {
    for (path, text) in files("src", "rs") {
        let squeezed = text.split_whitespace().collect::<String>().to_lowercase();
        for start in [
            "format!(\"select",
            "format!(\"insert",
            "format!(\"update",
            "format!(\"delete",
            "format!(\"create",
            "sql_query(format!",
            "sql_query(&",
        ] {
            assert!(!squeezed.contains(start), "{} has {start}", path.display());
        }
    }
}

#[test]
fn templates_trust_no_text() {
    none_has("templates", "html", &["|safe", "| safe", "<script>", "onclick", "style=\""]);
}

#[test]
fn nothing_that_input_can_cause_panics() {
    none_has("src", "rs", &[".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("]);
}

#[test]
fn unsafe_stands_in_one_place() {
    let unsafe_files: Vec<_> =
        files("src", "rs").into_iter().filter(|(_, text)| text.contains("unsafe {")).map(|(path, _)| path).collect();
    assert_eq!(unsafe_files.len(), 1, "{unsafe_files:?}");
}

#[test]
fn the_top_level_holds_only_what_belongs_there() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "migrations",
        "src",
        "static",
        "target",
        "templates",
        "tests",
    ];
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("a directory").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || known.contains(&name.as_str()), "{name} stands at the top");
    }
}
