//! axe, which looks for what keeps people from using a page.

use serde_json::Value;

use crate::browser::Browser;

const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/node_modules/axe-core/axe.min.js");

/// WCAG 2.2 at AA, and axe's advice; no rule is disabled.
const RUN: &str = "const done = arguments[arguments.length - 1];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
      (result) => done(result.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary}`))),
      (error) => done([`axe itself: ${error}`]),
    );";

/// Its program.
pub struct Axe(String);

impl Axe {
    /// As it is installed.
    pub fn load() -> Self {
        let missing = "axe is missing: npm install --prefix target/axe axe-core@4";
        Self(std::fs::read_to_string(AXE).unwrap_or_else(|_| panic!("{missing}")))
    }

    /// What it finds on the page where somebody is, which is called so.
    pub async fn findings(&self, browser: &Browser, page: &str) -> Vec<String> {
        browser.script(&self.0).await;
        let Value::Array(found) = browser.script_with_answer(RUN).await else { panic!("axe gives no list") };
        let words = found.iter().map(|finding| finding.as_str().unwrap_or_default());
        words.map(|words| format!("{page}, {:?}: {words}", browser.look)).collect()
    }

    /// It finds nothing there.
    pub async fn is_content(&self, browser: &Browser, page: &str) {
        let found = self.findings(browser, page).await;
        assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
        browser.keep_picture(page).await;
    }
}
