//! What the sources name: every route, every template.

use std::{collections::BTreeSet, fs, path::Path};

use crate::harness::World;

/// The routes that the slices' `router()`s name and that show a page.
pub fn routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |path, source| {
        if !path.ends_with("/mod.rs") || !source.contains("fn router()") {
            return;
        }
        for route in source.split(".route(").skip(1).filter(|route| route.contains("get(")) {
            let named = route.split('"').nth(1).unwrap_or_default();
            let meeting = "/{forum}/{year}/meetings/{serial}";
            routes.insert(match route.trim_start() {
                route if route.starts_with("meeting,") => meeting.to_owned(),
                route if route.starts_with("&under(") => format!("{meeting}/{named}"),
                _ => named.to_owned(),
            });
        }
    });
    assert!(routes.len() > 40, "{routes:?}");
    routes
}

/// What the addresses of the site begin with, of all that `router()`s name; not the forums' own.
fn first_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |_, source| {
        for route in source.split(".route(").skip(1) {
            let named = route.split('"').nth(1).and_then(|named| named.strip_prefix('/'));
            let first = named.and_then(|named| named.split('/').next()).unwrap_or_default();
            words.insert(first.to_owned());
        }
    });
    words.retain(|word| !word.is_empty() && !word.starts_with('{'));
    assert!(words.len() > 10 && words.contains("static"), "{words:?}");
    words
}

#[tokio::test]
async fn no_forum_can_be_opened_where_an_address_of_the_site_begins() {
    let world = World::new().await;
    let mut secretariat = world.secretariat().await;
    for word in first_words() {
        let form = [("slug", word.as_str()), ("name", "Name"), ("title", "Title")];
        secretariat.post("/forums/new", &form).await;
        assert_eq!(secretariat.status.as_u16(), 422, "a forum can take /{word} away from the site");
        assert!(secretariat.has("#slug[aria-invalid]"), "{word}");
    }
    assert_eq!(world.count("forum").await, 0);
}

#[test]
fn every_template_belongs_to_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    let mut templates = Vec::new();
    collect(&root.join("src"), &mut |_, text| sources.push_str(text));
    collect(&root.join("templates"), &mut |path, text| {
        sources.push_str(text);
        templates.push(path.to_owned());
    });
    let unused: Vec<&String> =
        templates.iter().filter(|path| !sources.contains(&format!("\"{path}\""))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn collect(dir: &Path, found: &mut impl FnMut(&str, &str)) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.display().to_string();
            let name = name.split_once("/templates/").map_or(name.clone(), |(_, name)| name.to_owned());
            found(&name, &text);
        }
    }
}
