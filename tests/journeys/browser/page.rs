//! What the page shows, once it shows it.

use std::time::Duration;

use fantoccini::{Locator, elements::Element};
use serde_json::Value;

use super::Browser;

/// For how long words that are to appear may take, in steps of 50 ms.
pub(super) const PATIENCE: usize = 160;

impl Browser {
    /// The words on the tab.
    pub async fn title(&self) -> String {
        self.client.title().await.expect("a title")
    }

    /// The words that the page shows.
    pub async fn words(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.expect("a page");
        body.text().await.expect("its words")
    }

    /// Waits for words.
    pub async fn sees(&self, words: &str) {
        for _ in 0..PATIENCE {
            // A page that is about to be replaced has no words any more.
            if let Ok(body) = self.client.find(Locator::Css("body")).await
                && body.text().await.is_ok_and(|shown| shown.contains(words))
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no “{words}” at {}:\n{}", self.path().await, self.words().await);
    }

    /// The first of these elements that is shown, once there is one.
    pub(super) async fn seen(&self, path: &str, words: &str) -> Element {
        for _ in 0..PATIENCE {
            for found in self.client.find_all(Locator::XPath(path)).await.unwrap_or_default() {
                if found.is_displayed().await.unwrap_or(false) {
                    return found;
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no “{words}” at {}:\n{}", self.path().await, self.words().await);
    }

    /// The status under which the page came.
    pub async fn status(&self) -> Value {
        self.script("return performance.getEntriesByType('navigation')[0].responseStatus").await
    }
}
