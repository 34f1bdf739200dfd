//! A browser over the router: it follows links by their words and sends the forms that the page really contains.

use std::collections::{HashMap, HashSet};

use std::net::{IpAddr, SocketAddr};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// Somebody at a browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: HashMap<String, String>,
    filled: HashMap<String, String>,
    /// The address that it calls from, where that matters.
    peer: Option<IpAddr>,
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
        let body = serde_html_form::to_string(fields).expect("fields can be encoded");
        self.send(Method::POST, path, Some(body), headers).await
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
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(peer) = self.peer {
            request = request.extension(ConnectInfo(SocketAddr::new(peer, 50_000)));
        }
        let request = request.body(Body::from(form.unwrap_or_default())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router does not fail");
        path.clone_into(&mut self.path);
        self.status = response.status();
        self.headers = response.headers().clone();
        self.take_cookies();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        self.body = String::from_utf8_lossy(&bytes).into_owned();
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

    /// Types into the field with this label, or `#id`.
    pub fn fill(&mut self, label: &str, value: &str) -> &mut Self {
        let key = self.id_of(label);
        let page = Html::parse_document(&self.body);
        let control = page.select(&selector("input[type=radio]")).find(|control| self::key(*control) == key);
        self.chosen.extend(control.and_then(|control| control.attr("name")).map(str::to_owned));
        drop(page);
        self.filled.insert(key, value.to_owned());
        self
    }

    fn id_of(&self, label: &str) -> String {
        if let Some(id) = label.strip_prefix('#') {
            assert!(
                self.has(&format!("[id=\"{id}\"]")),
                "no field {label} on {}:\n{}",
                self.path,
                self.words()
            );
            return id.to_owned();
        }
        let page = Html::parse_document(&self.body);
        let labels: Vec<_> = page.select(&selector("label")).collect();
        let exact = labels.iter().find(|one| text(**one) == label);
        let found = exact.or_else(|| labels.iter().find(|one| text(**one).starts_with(label)));
        let found = found.unwrap_or_else(|| panic!("no field “{label}” on {}:\n{}", self.path, self.words()));
        let inner = found.select(&selector("input, select, textarea")).next();
        let key = found.attr("for").map(str::to_owned).or_else(|| inner.map(key));
        key.unwrap_or_else(|| panic!("the label “{label}” has no field"))
    }

    /// Presses the button with these words and sends its form with what was typed.
    pub async fn press(&mut self, words: &str) -> &mut Self {
        let (action, fields) = self.form_of(words);
        let path = if action.is_empty() { self.path.clone() } else { self.resolve(&action) };
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&path, &fields).await
    }

    fn form_of(&self, words: &str) -> (String, Vec<(String, String)>) {
        let page = Html::parse_document(&self.body);
        let buttons: Vec<_> =
            page.select(&selector("form button")).filter(|button| text(*button).contains(words)).collect();
        let seen = |button: &&ElementRef| button.attr("aria-hidden").is_none();
        let button = buttons
            .iter()
            .find(|button| seen(button) && text(**button) == words)
            .or_else(|| buttons.iter().find(seen));
        let button =
            *button.unwrap_or_else(|| panic!("no button “{words}” on {}:\n{}", self.path, self.words()));
        let form = button.ancestors().filter_map(ElementRef::wrap).find(|node| node.value().name() == "form");
        let form = form.expect("a button in a form");
        let mut fields: Vec<(String, String)> = form
            .select(&selector("input, select, textarea"))
            .filter_map(|control| self.value(control))
            .collect();
        if let Some(name) = button.attr("name") {
            fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        }
        (form.attr("action").unwrap_or_default().to_owned(), fields)
    }

    /// What a control sends: what was typed, else what the page has.
    fn value(&self, control: ElementRef) -> Option<(String, String)> {
        let name = control.attr("name")?.to_owned();
        let typed = self.filled.get(&key(control)).cloned();
        let value = match (control.value().name(), control.attr("type").unwrap_or("text")) {
            ("textarea", _) => typed
                .unwrap_or_else(|| control.text().collect::<String>().trim_start_matches('\n').to_owned()),
            ("select", _) => typed.unwrap_or_else(|| selected(control)),
            (_, "checkbox") => match typed.as_deref() {
                Some("") => return None,
                Some(_) => control.attr("value").unwrap_or("on").to_owned(),
                None => control.attr("checked").map(|_| control.attr("value").unwrap_or("on").to_owned())?,
            },
            (_, "radio") => {
                let other = typed.is_none() && self.chosen.contains(&name);
                let chosen =
                    typed.map_or(control.attr("checked").is_some() && !other, |typed| !typed.is_empty());
                chosen.then(|| control.attr("value").unwrap_or("on").to_owned())?
            }
            (_, "file" | "submit") => return None,
            _ => typed.unwrap_or_else(|| control.attr("value").unwrap_or_default().to_owned()),
        };
        Some((name, value))
    }

    /// The words of the page, as they are read.
    pub fn words(&self) -> String {
        let page = Html::parse_document(&self.body);
        let body = page.select(&selector("body")).next();
        body.map_or_else(|| self.body.clone(), text)
    }

    /// What a field of the page holds.
    pub fn field(&self, label: &str) -> String {
        let id = self.id_of(label);
        let page = Html::parse_document(&self.body);
        let control = page.select(&selector(&format!("[id=\"{id}\"]"))).next().expect("the field of a label");
        self.value(control).map(|(_, value)| value).unwrap_or_default()
    }

    /// Whether an element is there.
    pub fn has(&self, css: &str) -> bool {
        Html::parse_document(&self.body).select(&selector(css)).next().is_some()
    }

    /// The words of all elements that fit.
    pub fn all(&self, css: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&selector(css)).map(text).collect()
    }

    /// An attribute of all elements that fit.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// Insists on words of the page.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        assert!(
            self.words().contains(words),
            "“{words}” is not on {} ({}):\n{}",
            self.path,
            self.status,
            self.words()
        );
        self
    }

    /// Insists that words are not on the page.
    #[track_caller]
    pub fn does_not_see(&mut self, words: &str) -> &mut Self {
        assert!(!self.words().contains(words), "“{words}” is on {}:\n{}", self.path, self.words());
        self
    }

    /// Insists on a status.
    #[track_caller]
    pub fn gets(&mut self, status: u16) -> &mut Self {
        assert_eq!(self.status.as_u16(), status, "{}:\n{}", self.path, self.words());
        self
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error:?}"))
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a control is known by: its id, else its name and value.
fn key(control: ElementRef) -> String {
    let of = |name: &str| control.attr(name).unwrap_or_default();
    control.attr("id").map_or_else(|| format!("{}={}", of("name"), of("value")), str::to_owned)
}

fn selected(select: ElementRef) -> String {
    let options: Vec<_> = select.select(&selector("option")).collect();
    let chosen = options.iter().find(|option| option.attr("selected").is_some()).or_else(|| options.first());
    chosen.map(|option| option.attr("value").map_or_else(|| text(*option), str::to_owned)).unwrap_or_default()
}
