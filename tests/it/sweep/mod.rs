//! The sweep: every link, as every role, on the demo's data. No server error, no dead link, no person's address, no
//! page over its budget; and no route or template that nobody visits.

mod forms;
mod links;
mod page;
mod queries;
mod sources;

use intersession::{
    app::{App, Inner},
    clock::Clock,
    demo,
    rendered::Rendered,
    router::router,
};

use crate::harness::{Browser, at, fresh_database};

struct Site {
    app: App,
    browsers: Vec<(String, Browser)>,
}

async fn site() -> Site {
    let db = fresh_database().await;
    let clock = Clock::standing_at(at("2018-10-15T09:00:00Z"));
    let app = App::new(Inner {
        db,
        clock,
        base_url: None,
        port: 8080,
        demo: true,
        trusted_proxies: Vec::new(),
        mail_domain: "bpf.example.org".to_owned(),
        form_key: [7; 32],
        rendered: Rendered::default(),
    });
    let links = demo::fill(&app).await.expect("the demo");
    let mut browsers = vec![("the public".to_owned(), Browser::new(router(app.clone())))];
    for (name, link) in links {
        let mut browser = Browser::new(router(app.clone()));
        browser.visit(&link).await.gets(200).press("Sign in").await.sees("You are signed in.");
        browsers.push((name.to_owned(), browser));
    }
    Site { app, browsers }
}
