//! What the sources name: every route, every template.

use std::{collections::BTreeSet, fs, path::Path};

/// The routes that the slices' `router()`s name.
pub fn routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for slice in ["accounts", "forum", "home", "links", "meetings"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(slice).join("mod.rs");
        let source = fs::read_to_string(path).expect("a slice");
        for quoted in source.split('"').skip(1).step_by(2).filter(|quoted| quoted.starts_with('/')) {
            routes.insert(quoted.to_owned());
        }
        for under in source.split("under(\"").skip(1) {
            routes.insert(format!(
                "/{{forum}}/{{year}}/meetings/{{serial}}/{}",
                under.split('"').next().unwrap_or_default()
            ));
        }
    }
    assert!(routes.len() > 40, "{routes:?}");
    routes
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
