//! An announcement to everybody who follows a forum, sent as its facilitator sends it.

use std::time::Instant;

use anyhow::{Context, ensure};
use intersession::{
    accounts,
    app::App,
    clock::Clock,
    forum::{Actor, store::find_cycle},
    mailings::{Audience, Kind, NewMailing, actions},
    people,
};
use reqwest::{Client, header, redirect::Policy};
use sqlx::Executor;

/// A draft, and who may send it.
pub struct Draft {
    path: String,
    cookie: String,
}

/// People who follow the forum, each with an address that is confirmed.
const FOLLOWERS: &str = "
with made as (
    insert into person (name, created_at) select 'Sample Person ' || n, now() from generate_series(1, $1) n returning id
), reached as (
    insert into address (email, person_id, confirmed_at, created_at)
    select 'sample-' || id || '@example.org', id, now(), now() from made
)
insert into subscription (person_id, reference_id, pace, began_at, changed_at)
select made.id, reference.id, 'daily', now(), now() from made, reference where path = '/cybersecurity'";

/// Makes as many followers as are missing, and an announcement of some 2 KB to them.
pub async fn prepare(app: &App, count: usize) -> anyhow::Result<Draft> {
    let mut db = app.db.acquire().await?;
    db.execute("delete from subscription").await?;
    sqlx::query(FOLLOWERS).bind(i64::try_from(count)?).execute(&mut *db).await?;
    let now = Clock::System.now();
    let person = people::store::insert_person(&mut db, "Sample Sender", "", now).await?;
    let account = accounts::store::insert_account(&mut db, person, "", true, now).await?;
    let cookie = accounts::open_session(&mut db, app, account, "", now).await;
    let cookie = cookie.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let place = find_cycle(&mut db, "cybersecurity", 2018).await?.context("the cycle")?;
    let news = "The call of Tuesday was reported; twelve paragraphs wait for your comments. ".repeat(20);
    let new = NewMailing {
        audience: Audience::Followers,
        subject: "News of {cycle}".to_owned(),
        body: format!("Dear {{name}},\n\n{news}\n\nAll of it: {{page}}"),
    };
    let actor = Actor { person: Some(person), place: &place, now };
    let number = actions::write(&mut db, actor, Kind::Announcement, None, &new).await;
    let number = number.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    db.execute("vacuum analyze").await?;
    Ok(Draft {
        path: format!("{}/mailings/{number}", place.path()),
        cookie: format!("{}={}", cookie.name(), cookie.value()),
    })
}

/// Looks at it and presses the button; how long each took.
pub async fn confirm(port: u16, draft: &Draft, count: usize) -> anyhow::Result<String> {
    let client = Client::builder().redirect(Policy::none()).build()?;
    let url = format!("http://127.0.0.1:{port}{}", draft.path);
    let began = Instant::now();
    let page = client.get(&url).header(header::COOKIE, &draft.cookie).send().await?.text().await?;
    let looked = began.elapsed();
    ensure!(page.contains(&format!("To {count} people")), "the page does not say to how many it goes");
    let (_, seal) = page.split_once("name=\"seen\" value=\"").context("a seal")?;
    let (seal, _) = seal.split_once('"').context("its end")?;
    let began = Instant::now();
    let request = client.post(format!("{url}/send")).header(header::COOKIE, &draft.cookie);
    let answer = request.header("sec-fetch-site", "same-origin").form(&[("seen", seal)]).send().await?;
    ensure!(answer.status().as_u16() == 303, "it is not sent: {}", answer.status());
    let pressed = began.elapsed();
    Ok(format!("looked at in {} ms, confirmed in {} ms", looked.as_millis(), pressed.as_millis()))
}
