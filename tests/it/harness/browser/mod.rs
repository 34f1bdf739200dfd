//! A browser over the router: it follows links by their words and sends the forms that the page really contains.

mod form;
mod page;

use std::{
    collections::{HashMap, HashSet},
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use scraper::Html;
use tower::ServiceExt;

use page::{selector, text};

/// Somebody at a browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: HashMap<String, String>,
    filled: HashMap<String, String>,
    /// The address that it calls from, where that matters.
    peer: Option<IpAddr>,
    /// Whether it sends every form twice at the same time, as by a double click.
    clicks_twice: bool,
    /// The groups of radio buttons in which one was chosen.
    chosen: HashSet<String>,
    /// Where it is.
    pub path: String,
    /// What the last answer's status was.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
}

impl Browser {
    /// Nobody yet: no cookies, no page.
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: HashMap::new(),
            filled: HashMap::new(),
            peer: None,
            clicks_twice: false,
            chosen: HashSet::new(),
            path: String::new(),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: String::new(),
        }
    }

    /// Calls from this address from now on.
    pub fn calls_from(&mut self, address: &str) {
        self.peer = Some(address.parse().expect("an address"));
    }

    /// Goes on at another server of the same site.
    pub fn go_over_to(&mut self, router: Router) {
        self.router = router;
    }

    /// Sends every form twice at the same time from now on, as by a double click.
    pub fn click_twice(&mut self) {
        self.clicks_twice = true;
    }

    /// Keeps a cookie.
    pub fn keep_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The cookies that it has.
    pub fn cookies(&self) -> &HashMap<String, String> {
        &self.cookies
    }

    /// Forgets all cookies: as after an expired session.
    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    /// Goes to an address, following redirects.
    pub async fn visit(&mut self, path: &str) -> &mut Self {
        self.send(Method::GET, path, None, &[]).await
    }

    /// Goes to an address with a header more.
    pub async fn visit_with(&mut self, path: &str, name: &'static str, value: &str) -> &mut Self {
        self.send(Method::GET, path, None, &[(name, value)]).await
    }

    /// Asks for an address, or sends it an empty form, and follows no redirect.
    pub async fn ask(&mut self, method: Method, path: &str) -> &mut Self {
        let form = (method == Method::POST).then(String::new);
        self.once(&method, path, form, &[("sec-fetch-site", "same-origin")]).await;
        self
    }

    /// Follows the first link with these words (its spoken words count too).
    pub async fn click(&mut self, words: &str) -> &mut Self {
        let page = Html::parse_document(&self.body);
        let links =
            page.select(&selector("a[href]")).filter(|link| text(*link).contains(words)).collect::<Vec<_>>();
        let exact = links.iter().find(|link| text(**link) == words).or_else(|| links.first());
        let href = exact.unwrap_or_else(|| panic!("no link “{words}” on {}:\n{}", self.path, self.words()));
        let href = href.attr("href").expect("an address").to_owned();
        drop(page);
        let path = self.resolve(&href);
        self.visit(&path).await
    }

    fn resolve(&self, href: &str) -> String {
        let base =
            url::Url::parse("http://localhost").and_then(|base| base.join(&self.path)).expect("a path");
        let url = base.join(href).expect("a link that resolves");
        url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
    }

    /// Sends fields to an address, as a form would.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> &mut Self {
        self.post_with(path, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends fields to an address with other headers than a browser's own.
    pub async fn post_with(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &str)],
    ) -> &mut Self {
        let mut fields: Vec<(&str, &str)> = fields.to_vec();
        let stamp;
        if self.clicks_twice && !fields.iter().any(|(name, _)| *name == "opened") {
            stamp = self.stamp().await;
            fields.push(("opened", &stamp));
        }
        let body = serde_html_form::to_string(&fields).expect("fields can be encoded");
        self.send(Method::POST, path, Some(body), headers).await
    }

    /// Sends a body of some type to an address, without the headers that only browsers send.
    pub async fn post_raw(&mut self, path: &str, kind: &str, body: &str) -> &mut Self {
        self.send(Method::POST, path, Some(body.to_owned()), &[("content-type", kind)]).await
    }

    /// A stamp of a form that is open now.
    async fn stamp(&self) -> String {
        let mut other = self.clone();
        other.visit("/zone").await;
        other.attributes("input[name=opened]", "value").remove(0)
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        form: Option<String>,
        headers: &[(&'static str, &str)],
    ) -> &mut Self {
        let (mut method, mut path, mut form) = (method, path.to_owned(), form);
        for _ in 0..5 {
            self.once(&method, &path, form.take(), headers).await;
            let redirect = self.headers.get(header::LOCATION).filter(|_| self.status.is_redirection());
            let Some(location) = redirect else { break };
            path = location.to_str().expect("a location in ASCII").to_owned();
            method = Method::GET;
        }
        self.filled.clear();
        self.chosen.clear();
        self
    }

    async fn once(
        &mut self,
        method: &Method,
        path: &str,
        form: Option<String>,
        headers: &[(&'static str, &str)],
    ) {
        let response = if self.clicks_twice && *method == Method::POST {
            let ask = || self.router.clone().oneshot(self.request(method, path, form.clone(), headers));
            let (one, other) = tokio::join!(ask(), ask());
            alike(path, one.expect("the router does not fail"), other.expect("the router does not fail"))
        } else {
            let request = self.request(method, path, form, headers);
            self.router.clone().oneshot(request).await.expect("the router does not fail")
        };
        path.clone_into(&mut self.path);
        self.status = response.status();
        self.headers = response.headers().clone();
        self.take_cookies();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        self.body = String::from_utf8_lossy(&bytes).into_owned();
    }

    fn request(
        &self,
        method: &Method,
        path: &str,
        form: Option<String>,
        headers: &[(&'static str, &str)],
    ) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let has_type = headers.iter().any(|(name, _)| *name == "content-type");
        if form.is_some() && !has_type {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(peer) = self.peer {
            request = request.extension(ConnectInfo(SocketAddr::new(peer, 50_000)));
        }
        request.body(Body::from(form.unwrap_or_default())).expect("a request")
    }

    fn take_cookies(&mut self) {
        for cookie in self.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie in ASCII");
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if rest.to_lowercase().contains("max-age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Of the answers to a form that was sent twice, the one that says what was done. Both lead to the same place; where a
/// page is the answer, the other says that it was sent already, or that there is nothing left to do.
#[track_caller]
fn alike(path: &str, one: Response, other: Response) -> Response {
    let (first, second) = if one.status().is_client_error() { (other, one) } else { (one, other) };
    assert!(!second.status().is_server_error(), "{path} answers {} to a second click", second.status());
    if second.status().is_redirection() {
        let location = |response: &Response| response.headers().get(header::LOCATION).cloned();
        assert_eq!(location(&first), location(&second), "{path} leads elsewhere at a second click");
    }
    first
}
