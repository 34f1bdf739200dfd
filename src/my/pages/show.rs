//! My page: what waits for me, in all forums at once.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    clock::Day,
    db::PersonId,
    links::{self, Purpose},
    meetings::{
        self, Answer,
        polls::store::{self as polls, MyPoll},
        store::{MyProposal, MySitting, Waiting, Waits},
    },
    subscriptions::{self, Reader},
    tasks::{self, ClaimState, store::MyTask},
    web::{Frame, Layout, Result, render, time},
};

#[derive(Template)]
#[template(path = "my/show.html")]
struct MyPage {
    layout: Layout,
    person: PersonId,
    /// What waits for my word, as I run its cycle.
    waiting: Vec<Waiting>,
    tasks: Vec<MyTask>,
    sittings: Vec<MySitting>,
    /// Polls that wait for my answer.
    polls: Vec<MyPoll>,
    proposals: Vec<MyProposal>,
    done: Vec<MyTask>,
    reader: Reader,
    /// The absolute address of my calendar, where it has one.
    calendar: Option<String>,
}

impl MyPage {
    fn is_asked(&self, task: &MyTask) -> bool {
        task.state == ClaimState::Asked
    }

    fn is_overdue(&self, task: &MyTask) -> bool {
        task.due.is_some_and(|due: Day| due < self.layout.today())
    }

    /// How many tasks wait for my word.
    fn asked(&self) -> usize {
        self.tasks.iter().filter(|task| self.is_asked(task)).count()
    }

    fn leaf(&self, sitting: &MySitting) -> (String, String) {
        time::leaf(sitting.starts_at.day())
    }
}

/// What is mine.
pub async fn show(mut db: Db, frame: Frame) -> Result<Response> {
    let person = frame.member()?.person;
    let waiting = meetings::store::list_waiting(&mut db, person, frame.now()).await?;
    let tasks = tasks::store::list_mine(&mut db, person).await?;
    let done = tasks::store::list_done(&mut db, person).await?;
    let sittings = meetings::store::list_mine(&mut db, person, frame.now()).await?;
    let polls = polls::list_unanswered(&mut db, person, frame.now()).await?;
    let proposals = meetings::store::list_my_proposals(&mut db, person).await?;
    let reader = subscriptions::store::find_reader(&mut db, person).await?.unwrap_or_default();
    let key = &frame.app().form_key;
    let calendar = links::find_standing(&mut db, key, person, &Purpose::Calendar, frame.now()).await?;
    let calendar = calendar.map(|path| frame.app().absolute(&format!("{path}.ics")));

    let layout = frame.page("My page").private();
    render(&MyPage { layout, person, waiting, tasks, sittings, polls, proposals, done, reader, calendar })
}
