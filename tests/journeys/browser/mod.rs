//! Somebody at a real Chromium: sees words, follows links, fills fields by their labels, presses buttons. Chromium,
//! its driver and its profile end with the [`Browser`], also when a test fails.

mod driver;
mod form;
mod keyboard;
mod look;
mod page;
mod picture;
mod script;

pub use look::Look;

use cookie::{Cookie, SameSite};
use fantoccini::{Client, ClientBuilder, wd::WindowHandle};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::site::{Member, Site};
use driver::Driver;

/// Somebody at a browser.
pub struct Browser {
    /// First, so that Chromium ends before what speaks to it.
    _driver: Driver,
    client: Client,
    /// How they look at the site.
    pub look: Look,
    site: String,
}

impl Browser {
    /// Opens a new one: no cookies, no page.
    pub async fn open(look: Look, site: &Site) -> Self {
        let driver = Driver::start();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(look.capabilities(driver.profile()))
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await;
        let client = client.unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        let browser = Self { _driver: driver, client, look, site: site.url.clone() };
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
}
