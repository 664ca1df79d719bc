//! Every text in both languages.

use std::collections::BTreeSet;
use std::path::Path;

fn keys(language: &str) -> BTreeSet<String> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/locales").join(language);
    let files = std::fs::read_dir(directory).expect("locales").flatten();
    let texts = files.map(|file| std::fs::read_to_string(file.path()).expect("a file"));
    let keys = texts.flat_map(|text| text.lines().filter_map(key).collect::<Vec<_>>());
    keys.collect()
}

fn key(line: &str) -> Option<String> {
    let (key, _) = line.split_once(" =")?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_key.then(|| key.to_owned())
}

#[test]
fn every_text_is_in_both_languages() {
    assert_eq!(keys("pt-BR"), keys("en"));
}

#[test]
fn every_text_that_a_template_asks_for_is_there() {
    let known = keys("en");
    for text in sources(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        for call in [".t(\"", ".n(\"", ".with(\"", ".count(\"", ".range(\""] {
            for asked in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(known.contains(asked), "{asked} is asked for and not there");
            }
        }
    }
}

fn sources(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut directories = vec![root.join("templates"), root.join("src")];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).expect("a directory").flatten() {
            if entry.path().is_dir() {
                directories.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "html") {
                found.push(std::fs::read_to_string(entry.path()).expect("a template"));
            }
        }
    }
    found
}
