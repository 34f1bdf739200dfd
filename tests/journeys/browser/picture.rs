//! Pictures of whole pages.

use std::path::Path;

use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::{Browser, Look};

impl Browser {
    /// Keeps a picture of the whole page where `PICTURES` names a folder.
    pub async fn keep_picture(&self, name: &str) {
        let Some(dir) = std::env::var_os("PICTURES") else { return };
        let size = "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]";
        let size = self.script(size).await;
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let answer = self.client.issue_cmd(Picture(parameters)).await.expect("a picture");
        let picture = BASE64_STANDARD.decode(answer["data"].as_str().expect("a picture")).expect("base64");
        let Look { width, dark, .. } = self.look;
        let name = format!("{name} {width}{}.png", if dark { " dark" } else { "" }).replace(' ', "-");
        std::fs::write(Path::new(&dir).join(name), picture).expect("a picture that is kept");
    }
}

/// Chromium's own command for a picture that reaches beyond the window.
#[derive(Debug)]
struct Picture(Value);

impl WebDriverCompatibleCommand for Picture {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": "Page.captureScreenshot", "params": self.0 }).to_string()))
    }
}
