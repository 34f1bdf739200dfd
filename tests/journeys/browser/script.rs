//! Scripts that a test runs in the page.

use std::time::Duration;

use serde_json::Value;

use super::{Browser, page::PATIENCE};

impl Browser {
    /// Runs a script's body in the page.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script's body that makes the browser go to another page, and waits for that page.
    pub async fn script_that_leaves(&self, script: &str) {
        self.script(&format!("window.isLeft = true; {script}")).await;
        for _ in 0..PATIENCE {
            let arrived = "return !window.isLeft && document.readyState === 'complete'";
            if self.client.execute(arrived, Vec::new()).await.is_ok_and(|arrived| arrived == true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{script} does not leave {}", self.path().await);
    }

    /// Runs a script's body that calls its last argument with what it found.
    pub async fn script_with_answer(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap_or_else(|error| panic!("{error}"))
    }
}
