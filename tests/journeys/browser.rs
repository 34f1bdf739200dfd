//! Somebody at a real Chromium: sees words, follows links, fills fields by their labels, presses buttons. Chromium,
//! its driver and its profile end with the [`Browser`], also when a test fails.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD};
use cookie::{Cookie, SameSite};
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
    wd::{WebDriverCompatibleCommand, WindowHandle},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::site::{Member, Site, folder};

const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// For how long words that are to appear may take, in steps of 50 ms.
const PATIENCE: usize = 160;

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

    fn capabilities(self, profile: &Path) -> fantoccini::wd::Capabilities {
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

/// Somebody at a browser.
pub struct Browser {
    client: Client,
    /// How they look at the site.
    pub look: Look,
    site: String,
    driver: Child,
    profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a new one: no cookies, no page.
    pub async fn open(look: Look, site: &Site) -> Self {
        for tool in [CHROMIUM, DRIVER] {
            assert!(Path::new(tool).exists(), "{tool} is missing: apt install chromium chromium-driver");
        }
        let profile = folder();
        let mut driver = Command::new(DRIVER)
            .args(["--port=0", "--log-level=SEVERE"])
            .env("LANGUAGE", "en_US")
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let port = port_of(&mut driver);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(look.capabilities(profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                end(&mut driver, profile.path());
                panic!("Chromium does not start: {error}");
            }
        };
        let browser = Self { client, look, site: site.url.clone(), driver, profile };
        if look.script {
            browser.visit("/").await;
            let dark = browser.script("return matchMedia('(prefers-color-scheme: dark)').matches").await;
            assert_eq!(dark, Value::Bool(look.dark), "the colour scheme");
            let width = browser.script("return innerWidth").await;
            assert_eq!(width, json!(look.width), "the width of the window");
        }
        browser
    }

    /// Goes on as somebody who signed in elsewhere, or as the public.
    pub async fn become_member(&self, member: Option<&Member>) {
        self.visit("/").await;
        self.client.delete_all_cookies().await.expect("no cookies");
        if let Some((name, value)) = member.and_then(|member| member.cookie.split_once('=')) {
            let cookie = Cookie::build((name.to_owned(), value.to_owned())).same_site(SameSite::Lax);
            self.client
                .add_cookie(cookie.domain("localhost").path("/").build())
                .await
                .expect("a cookie that is kept");
        }
    }

    /// Goes to a path of the site, or to a whole address.
    pub async fn visit(&self, path: &str) {
        let url = if path.starts_with('/') { format!("{}{path}", self.site) } else { path.to_owned() };
        self.client.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The path where it is.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// The part of its address after `#`.
    pub async fn fragment(&self) -> String {
        self.client.current_url().await.expect("an address").fragment().unwrap_or_default().to_owned()
    }

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

    /// Follows a link.
    pub async fn click(&self, words: &str) {
        let link = self.seen(&format!("//a[normalize-space(.)=\"{words}\"]"), words).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{words}”: {error}"));
    }

    /// Follows a link inside an element of this kind.
    pub async fn click_in(&self, within: &str, words: &str) {
        let link = self.seen(&format!("//{within}/a[normalize-space(.)=\"{words}\"]"), words).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{words}”: {error}"));
    }

    /// Follows a link that is called something else than it shows.
    pub async fn click_named(&self, name: &str) {
        let link = self.seen(&format!("//a[@aria-label=\"{name}\"]"), name).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{name}”: {error}"));
    }

    /// Presses a button.
    pub async fn press(&self, words: &str) {
        let path = format!("//button[not(@aria-hidden)][normalize-space(.)=\"{words}\"]");
        let button = self.seen(&path, words).await;
        button.click().await.unwrap_or_else(|error| panic!("the button “{words}”: {error}"));
    }

    /// Replaces what is in a field by typing.
    pub async fn fill(&self, label: &str, value: &str) {
        type_into(&self.field("", label).await, label, value).await;
    }

    /// The same in a group of fields, as in “Item 2”.
    pub async fn fill_in(&self, group: &str, label: &str, value: &str) {
        type_into(&self.field(group, label).await, label, value).await;
    }

    /// Replaces what is in a field by pasting.
    pub async fn paste(&self, label: &str, value: &str) {
        let field = self.field("", label).await;
        let script = "arguments[0].focus(); arguments[0].select(); document.execCommand('insertText', false, arguments[1])";
        let field = serde_json::to_value(&field).expect("a reference");
        self.client.execute(script, vec![field, json!(value)]).await.expect("pasted");
    }

    /// Types at the end of what is in a field.
    pub async fn append(&self, label: &str, value: &str) {
        let field = self.field("", label).await;
        field.send_keys(value).await.unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    /// Chooses from a list.
    pub async fn choose(&self, label: &str, option: &str) {
        let field = self.field("", label).await;
        field.select_by_label(option).await.unwrap_or_else(|error| panic!("{label}: “{option}”: {error}"));
    }

    /// Ticks what these words stand beside.
    pub async fn tick(&self, words: &str) {
        let path = format!("//label[starts-with(normalize-space(.), \"{words}\")]//input");
        self.seen(&path, words).await.click().await.unwrap_or_else(|error| panic!("“{words}”: {error}"));
    }

    /// What is in a field.
    pub async fn value(&self, label: &str) -> String {
        let field = self.field("", label).await;
        field.prop("value").await.expect("a property").unwrap_or_default()
    }

    async fn field(&self, group: &str, label: &str) -> Element {
        let within = if group.is_empty() {
            String::new()
        } else {
            format!("//fieldset[legend[normalize-space(.)=\"{group}\"]]")
        };
        let path = format!("{within}//*[@id = {within}//label[normalize-space(.)=\"{label}\"]/@for]");
        self.seen(&path, label).await
    }

    /// The first of these elements that is shown, once there is one.
    async fn seen(&self, path: &str, words: &str) -> Element {
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

    /// The status under which the page came.
    pub async fn status(&self) -> Value {
        self.script("return performance.getEntriesByType('navigation')[0].responseStatus").await
    }

    /// Presses a key on the keyboard, whatever has the focus.
    pub async fn key(&self, key: Key) {
        let value = char::from(key);
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(actions).await.expect("a key that is pressed");
    }

    /// Types at where the focus is.
    pub async fn types(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("keys that are pressed");
    }

    /// The tab where it is.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("a tab")
    }

    /// Opens another tab and goes on there.
    pub async fn open_tab(&self) -> WindowHandle {
        let tab = self.client.new_window(true).await.expect("a tab").handle;
        self.go_to_tab(&tab).await;
        tab
    }

    /// Goes on in a tab.
    pub async fn go_to_tab(&self, tab: &WindowHandle) {
        self.client.switch_to_window(tab.clone()).await.expect("the tab");
    }

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

async fn type_into(field: &Element, label: &str, value: &str) {
    field.clear().await.unwrap_or_else(|error| panic!("{label}: {error}"));
    field.send_keys(value).await.unwrap_or_else(|error| panic!("{label}: {error}"));
}

fn port_of(driver: &mut Child) -> u16 {
    let output = BufReader::new(driver.stdout.take().expect("the driver's output"));
    let found = output.lines().map_while(Result::ok).find_map(|line| {
        line.strip_prefix("ChromeDriver was started successfully on port ")?
            .trim_end_matches('.')
            .parse()
            .ok()
    });
    found.expect("the driver says its port")
}

/// Ends the driver and every process of the Chromium that uses the profile.
fn end(driver: &mut Child, profile: &Path) {
    let _ = driver.kill();
    let _ = driver.wait();
    for _ in 0..100 {
        let left = processes_of(profile);
        if left.is_empty() {
            break;
        }
        for process in left {
            let _ = Command::new("kill").args(["-KILL", &process]).stderr(Stdio::null()).status();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn processes_of(profile: &Path) -> Vec<String> {
    let profile = profile.display().to_string();
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let names = all.filter_map(|entry| entry.file_name().into_string().ok());
    let numbers = names.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    numbers
        .filter(|process| {
            let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(&profile)
        })
        .collect()
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&mut self.driver, self.profile.path());
    }
}
