//! The rules of the house that a reader relies on: which room imports which, where SQL stands, who formats times.

use std::{fs, path::Path};

/// The rooms from the ground up; each imports only from those before it, and its own.
const ORDER: &[&[&str]] = &[
    &["config", "clock", "db", "viewer"],
    &["mail", "rendered"],
    &["app"],
    &["web"],
    &["references", "activity", "windows"],
    &["people"],
    &["consents", "limits", "links", "appointments"],
    &["accounts", "forum"],
    &["texts", "attribution", "subscriptions", "mailings"],
    &["meetings"],
    &["tasks"],
    &["notifications"],
    &["home", "admin", "privacy", "my"],
    &["demo"],
    &["worker", "router"],
    &["cli"],
];

/// What stands against the order, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("app", "web", "an extractor's rejection is an error page"),
    ("forum", "texts", "a forum's description is shown as a text is"),
];

fn sources(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
            found.push((path.display().to_string(), fs::read_to_string(&path).expect("a text")));
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn room(path: &str) -> String {
    let inside = path.split("/src/").nth(1).unwrap_or(path);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs").to_owned()
}

fn level(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a file names: `use crate::{a, b::c}` and `crate::a::…`.
fn imports(source: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (start, _) in source.match_indices("crate::") {
        let rest = &source[start + "crate::".len()..];
        if rest.starts_with('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in rest.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 1 && (c.is_alphanumeric() || c == '_') {
                    word.push(c);
                } else if !word.is_empty() && (c == ':' || c == ',' || c == '}') {
                    rooms.push(std::mem::take(&mut word));
                }
                if c == ',' || c.is_whitespace() {
                    word.clear();
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            rooms.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn a_room_imports_only_from_rooms_before_it() {
    let mut wrong = Vec::new();
    for (path, source) in sources(&root().join("src")) {
        let from = room(&path);
        let Some(own) = level(&from) else { continue };
        for to in imports(&source) {
            let Some(other) = level(&to) else { continue };
            let allowed = ALLOWED.iter().any(|(one, two, _)| *one == from && *two == to);
            if other > own && !allowed {
                wrong.push(format!("{path} imports {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_stands_in_stores_only() {
    let may = |path: &str| {
        path.contains("/store") || path.contains("src/db/") || path.ends_with("src/cli/database.rs")
    };
    let wrong: Vec<String> = sources(&root().join("src"))
        .into_iter()
        .filter(|(path, source)| {
            !may(path) && (source.contains("sqlx::query") || source.contains("query_as!"))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_template_formats_a_time_by_itself() {
    for (path, source) in sources(&root().join("templates")) {
        for formatting in ["strftime", "%Y", "%H", "|date", ".format("] {
            assert!(!source.contains(formatting), "{path} formats a time: {formatting}");
        }
        assert!(!source.contains("style=\""), "{path} has an inline style");
        assert!(!source.contains("onclick") && !source.contains("javascript:"), "{path} has inline script");
    }
}

#[test]
fn every_form_that_posts_carries_the_stamp() {
    for (path, source) in sources(&root().join("templates")) {
        for form in source.split("<form").skip(1) {
            let head = form.split("</form>").next().unwrap_or_default();
            // The choice of a zone writes nothing but a cookie, and stands on every page.
            let writes = !head.contains("action=\"/zone\"") && !head.contains("multipart/form-data");
            if head.contains("method=\"post\"") && writes {
                assert!(head.contains("stamp_field()"), "{path} has a form without its stamp");
            }
        }
    }
}
