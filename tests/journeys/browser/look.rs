//! How somebody looks at the site.

use std::path::Path;

use serde_json::json;

use super::driver::CHROMIUM;

/// How somebody looks at the site.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Of the window, in CSS pixels. Up to 500 it is a telephone's.
    pub width: u32,
    /// Whether they prefer dark pages.
    pub dark: bool,
    /// Whether JavaScript runs.
    pub script: bool,
}

impl Look {
    /// At a desk.
    pub const WIDE: Self = Self { width: 1280, dark: false, script: true };
    /// On a telephone.
    pub const NARROW: Self = Self { width: 360, ..Self::WIDE };
    /// On the smallest screen, which is also a page at 400 percent.
    pub const SMALLEST: Self = Self { width: 320, ..Self::WIDE };
    /// At a desk, with JavaScript off.
    pub const WITHOUT_SCRIPT: Self = Self { script: false, ..Self::WIDE };

    /// The same with dark pages.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// What Chromium is asked to be, with its profile in a folder.
    pub fn capabilities(self, profile: &Path) -> fantoccini::wd::Capabilities {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--lang=en-US".into(),
            format!("--user-data-dir={}", profile.display()),
            format!("--blink-settings=preferredColorScheme={}", u8::from(!self.dark)),
        ];
        let mut options = json!({ "binary": CHROMIUM });
        if self.width > 500 {
            arguments.push(format!("--window-size={},900", self.width));
        } else {
            let metrics = json!({ "width": self.width, "height": 740, "pixelRatio": 1.0 });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        if !self.script {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        options["args"] = json!(arguments);
        [("goog:chromeOptions".to_owned(), options)].into_iter().collect()
    }
}
