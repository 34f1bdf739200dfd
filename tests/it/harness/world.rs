//! A world of its own for each test: a database, a clock that stands, the site, and builders that put people and
//! things into it. Visitors act only over HTTP; the world may use the verbs directly.

use axum::Router;
use intersession::{
    accounts,
    app::{App, Inner},
    clock::{Clock, Instant},
    db::{AccountId, ForumId, PersonId},
    forum::{self, Actor, CyclePlace, Forum, NewCycle, NewRole, StateStep},
    mailings,
    meetings::{self, JoinShown, Kind, Meeting, NewMeeting, NewSitting, actions},
    notifications,
    people::{self, Email},
    rendered::Rendered,
    router::router,
    tasks,
    texts::{Which, markdown},
    viewer::RoleKind,
};
use sqlx::PgPool;

use super::{Browser, fresh_database};

/// An instant, as in `2018-07-17T15:00:00Z`.
pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|| panic!("{text} is no instant"))
}

/// The world of one test.
pub struct World {
    /// The application.
    pub app: App,
    /// Its database.
    pub db: PgPool,
    clicks_twice: bool,
}

impl World {
    /// An empty site on Monday 15 October 2018, 09:00 UTC.
    pub async fn new() -> Self {
        Self::on(fresh_database().await)
    }

    /// A site on this database.
    pub fn on(db: PgPool) -> Self {
        Self::with_base_url(db, None)
    }

    /// A site that people reach under an address.
    pub fn with_base_url(db: PgPool, base_url: Option<&str>) -> Self {
        let clock = Clock::standing_at(at("2018-10-15T09:00:00Z"));
        let base_url = base_url.map(|url| url.parse().expect("a URL"));
        let inner = Inner {
            db: db.clone(),
            clock,
            base_url,
            port: 8080,
            demo: false,
            trusted_proxies: Vec::new(),
            mail_domain: "bpf.example.org".to_owned(),
            form_key: [7; 32],
            rendered: Rendered::default(),
        };
        Self { app: App::new(inner), db, clicks_twice: false }
    }

    /// The site.
    pub fn router(&self) -> Router {
        router(self.app.clone())
    }

    /// Sets the clock.
    pub fn set_clock(&self, to: &str) {
        self.app.clock.set(at(to));
    }

    /// Somebody who did not sign in.
    pub fn public(&self) -> Browser {
        let mut browser = Browser::new(self.router());
        if self.clicks_twice {
            browser.click_twice();
        }
        browser
    }

    /// Where everybody sends every form twice at the same time, as by a double click.
    pub async fn of_double_clicks() -> Self {
        Self { clicks_twice: true, ..Self::new().await }
    }

    /// An account, without a password.
    pub async fn account(&self, name: &str, secretariat: bool) -> (PersonId, AccountId) {
        let mut db = self.db.acquire().await.expect("a connection");
        let now = self.app.now();
        let person = people::store::insert_person(&mut db, name, "", now).await.expect("a person");
        let email = Email::parse(&format!("{}@example.org", name.to_lowercase().replace(' ', "-")))
            .expect("an address");
        people::store::insert_address(&mut db, person, &email, Some(now), now)
            .await
            .expect("an address of theirs");
        let account =
            accounts::store::insert_account(&mut db, person, "", secretariat, now).await.expect("an account");
        (person, account)
    }

    /// Somebody who signed in to an account.
    pub async fn signed_in(&self, account: AccountId) -> Browser {
        let mut db = self.db.acquire().await.expect("a connection");
        let cookie =
            accounts::open_session(&mut db, &self.app, account, "", self.app.now()).await.expect("a session");
        let mut browser = self.public();
        browser.keep_cookie(cookie.name(), cookie.value());
        browser
    }

    /// Somebody who runs the site.
    pub async fn secretariat(&self) -> Browser {
        let (_, account) = self.account("Sample Secretariat", true).await;
        self.signed_in(account).await
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(sql).fetch_one(&self.db).await.expect("counted")
    }

    /// Somebody with an account and no role.
    pub async fn member(&self) -> Browser {
        let (_, account) = self.account("Sample Member", false).await;
        self.signed_in(account).await
    }

    /// The same, under another name.
    pub async fn member_named(&self, name: &str) -> Browser {
        let (_, account) = self.account(name, false).await;
        self.signed_in(account).await
    }

    /// Somebody with a role in a cycle.
    pub async fn with_role(&self, place: &CyclePlace, kind: RoleKind) -> Browser {
        let (person, account) = self.account(&format!("Sample {}", kind.label()), false).await;
        self.give_role(place, person, kind).await;
        self.signed_in(account).await
    }

    /// Gives somebody a role in a cycle.
    pub async fn give_role(&self, place: &CyclePlace, person: PersonId, kind: RoleKind) {
        let new = NewRole {
            who: Ok(person),
            kind,
            label: String::new(),
            from: at("2016-01-01T00:00:00Z").day(),
            to: None,
        };
        let mut db = self.db.acquire().await.expect("a connection");
        forum::actions::give_role(&mut db, self.actor(place), &new).await.expect("a role");
    }

    /// Somebody who facilitates a cycle.
    pub async fn facilitator(&self, place: &CyclePlace) -> Browser {
        self.with_role(place, RoleKind::Facilitator).await
    }

    /// The forum on cybersecurity.
    pub async fn forum(&self) -> Forum {
        self.forum_named("cybersecurity", "Cybersecurity").await
    }

    async fn forum_named(&self, slug: &str, name: &str) -> Forum {
        let forum = Forum {
            id: ForumId(0),
            slug: slug.into(),
            name: name.into(),
            title: format!("Best Practice Forum on {name}"),
            summary: format!("What works in {}.", name.to_lowercase()),
            edits: 0,
        };
        let mut db = self.db.acquire().await.expect("a connection");
        let made = forum::actions::make_forum(&mut db, None, forum, self.app.now()).await.expect("a forum");
        made.expect("an address that is free")
    }

    /// Another forum.
    pub async fn other_forum(&self) -> Forum {
        self.forum_named("sample", "Sample").await
    }

    /// The forum's cycle of 2018, running.
    pub async fn cycle(&self) -> CyclePlace {
        let forum = self.forum().await;
        self.cycle_of(&forum, 2018).await
    }

    /// A cycle of a forum, running.
    pub async fn cycle_of(&self, forum: &Forum, year: i32) -> CyclePlace {
        let new = NewCycle {
            year,
            title: "Culture, norms and values".into(),
            summary: "Which norms exist, and who keeps them.".into(),
            event_name: "13th IGF".into(),
            event_city: "Paris".into(),
            event_zone: "Europe/Paris".into(),
            event_first: Some(at("2018-11-12T00:00:00Z").day()),
            event_last: Some(at("2018-11-14T00:00:00Z").day()),
        };
        let mut db = self.db.acquire().await.expect("a connection");
        let now = self.app.now();
        forum::actions::open_cycle(&mut db, None, forum, &new, now)
            .await
            .expect("a cycle")
            .expect("a free year");
        for code in ["submitted", "approved", "running"] {
            let place =
                forum::store::find_cycle(&mut db, &forum.slug, year).await.expect("found").expect("there");
            let to = forum::CycleState::parse(code).expect("a state");
            let decision = to.is_decision().then(|| (now.day(), "MAG".to_owned(), String::new()));
            let step = StateStep { from: place.cycle.state, to, decision };
            forum::actions::move_on(&mut db, self.actor(&place), &step).await.expect("a step");
        }
        forum::store::find_cycle(&mut db, &forum.slug, year).await.expect("found").expect("there")
    }

    /// A cycle by its address, a draft too.
    pub async fn place(&self, slug: &str, year: i32) -> CyclePlace {
        let mut db = self.db.acquire().await.expect("a connection");
        forum::store::find_cycle(&mut db, slug, year).await.expect("found").expect("there")
    }

    /// A call of a kind, scheduled for these times, an hour each.
    pub async fn call(&self, place: &CyclePlace, kind: Kind, starts: &[&str]) -> Meeting {
        let sitting = |starts: &&str| NewSitting {
            starts_at: at(starts),
            time_known: true,
            minutes: Some(60),
            join_text: String::new(),
            join_shown: JoinShown::SignedIn,
        };
        let new = NewMeeting { sittings: starts.iter().map(sitting).collect(), ..NewMeeting::empty(kind) };
        let mut tx = self.db.begin().await.expect("a transaction");
        let call = actions::schedule(&mut tx, self.actor(place), &new).await.expect("a call");
        tx.commit().await.expect("committed");
        call
    }

    /// A numbered call that was held.
    pub async fn held_call(&self, place: &CyclePlace, starts: &str) -> Meeting {
        let call = self.call(place, Kind::Virtual, &[starts]).await;
        let mut db = self.db.acquire().await.expect("a connection");
        actions::mark_held(&mut db, self.actor(place), &call, None).await.expect("held")
    }

    /// A held call with a published report.
    pub async fn reported_call(&self, place: &CyclePlace, starts: &str, report: &str) -> Meeting {
        let call = self.held_call(place, starts).await;
        self.publish(place, &call, report, "").await;
        self.reload(&call).await
    }

    /// Saves and publishes a report, or its next version.
    pub async fn publish(&self, place: &CyclePlace, call: &Meeting, report: &str, note: &str) {
        let mut db = self.db.acquire().await.expect("a connection");
        let call = meetings::store::find_meeting(&mut db, call.cycle, call.serial)
            .await
            .expect("found")
            .expect("there");
        actions::save_report(&mut db, self.actor(place), &call, markdown::read(report), 0, false)
            .await
            .expect("saved");
        let call = meetings::store::find_meeting(&mut db, call.cycle, call.serial)
            .await
            .expect("found")
            .expect("there");
        let text = call.report.expect("a report");
        let working = intersession::texts::store::find_version(&mut db, text, Which::Working)
            .await
            .expect("found")
            .expect("there");
        actions::publish_report(&mut db, self.actor(place), &call, working.edits, note)
            .await
            .expect("published");
    }

    /// The first call of a cycle.
    pub async fn first_call(&self, place: &CyclePlace) -> Meeting {
        let mut db = self.db.acquire().await.expect("a connection");
        meetings::store::find_meeting(&mut db, place.cycle.id, 1).await.expect("found").expect("there")
    }

    /// The call as it is now.
    pub async fn reload(&self, call: &Meeting) -> Meeting {
        let mut db = self.db.acquire().await.expect("a connection");
        meetings::store::find_meeting(&mut db, call.cycle, call.serial).await.expect("found").expect("there")
    }

    /// What was mailed to an address so far, oldest first: the subject and the text as it is sent.
    pub async fn mails_to(&self, email: &str) -> Vec<(String, String)> {
        sqlx::query_as(
            "select subject, coalesce(secret_body, body) from message where recipient = $1 order by id",
        )
        .bind(email)
        .fetch_all(&self.db)
        .await
        .expect("the outbox")
    }

    /// The path of the link in the mail that went to an address last.
    pub async fn mailed_link(&self, email: &str) -> String {
        let (_, body) = self.mails_to(email).await.pop().unwrap_or_else(|| panic!("no mail to {email}"));
        let start = body.find("/l/").expect("a link in the mail");
        body[start..].split_whitespace().next().expect("a link").to_owned()
    }

    /// What the worker does beside sending: tells of what happened, queues the digests, check-ins and reminders that are
    /// due, ends claims, and writes letters.
    pub async fn work(&self) {
        let mut db = self.db.acquire().await.expect("a connection");
        meetings::prompt(&mut db, &self.app).await.expect("prompted");
        meetings::polls::watch(&mut db, &self.app).await.expect("watched");
        forum::watch_tools(&mut db, &self.app).await.expect("tools watched");
        notifications::tell(&mut db, &self.app).await.expect("told");
        notifications::send_digests(&mut db, &self.app).await.expect("digests");
        mailings::write_letters::<tasks::Mailed>(&mut db, &self.app).await.expect("letters");
        tasks::lapse(&mut db, &self.app).await.expect("claims that ended");
        tasks::check_in(&mut db, &self.app).await.expect("check-ins");
        meetings::remind(&mut db, &self.app).await.expect("reminders");
        meetings::polls::remind(&mut db, &self.app).await.expect("reminders of polls");
    }

    /// Follows something by mail, with an address that is confirmed.
    pub async fn follower(&self, what: &str, email: &str) -> Browser {
        let mut browser = self.public();
        browser.visit(&format!("/follow?what={what}")).await.fill("Your name", "Sample Follower");
        browser.fill("Your e-mail address", email);
        self.app.clock.set(self.app.now().plus_minutes(1));
        browser.press("Follow").await.gets(200);
        browser.visit(&self.mailed_link(email).await).await.press("Follow").await.gets(200);
        browser
    }

    /// Nobody in particular, in a cycle, now.
    pub fn actor<'a>(&self, place: &'a CyclePlace) -> Actor<'a> {
        Actor { person: None, place, now: self.app.now() }
    }
}
