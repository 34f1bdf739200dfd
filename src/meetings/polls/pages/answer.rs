//! Answering on the poll's own page: signed in, or as a guest.

use axum::{http::StatusCode, response::Response};

use super::{
    PollPlace,
    reader::Reader,
    show::{PollPage, Typed},
    zone_of,
};
use crate::{
    app::{App, Db},
    limits::{self, Limit, Subject},
    meetings::{
        pages::MeetingPath,
        polls::{
            actions::{self, Answering, Who},
            forms::{AnswerForm, Answered},
            ranking::Order,
        },
    },
    people::Email,
    subscriptions::{self, Asking},
    web::{Caller, Errors, Form, Frame, Path, Result, Sent},
};

/// How many guests answer from one network: a room full of people, and no flood.
const GUESTS: Limit = Limit { purpose: "poll.network", burst: 40, seconds: 60 };

/// Notes what a member or a guest says.
pub async fn answer(
    mut db: Db,
    app: App,
    frame: Frame,
    caller: Caller,
    Path(path): Path<MeetingPath>,
    form: Sent<AnswerForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    let form = form.read()?;
    let reader = frame.viewer().person().map_or(Reader::Guest, Reader::Member);
    if let Some(why) = of.poll.why_no_answers(frame.now(), form.opened_at) {
        let typed = Typed { form: form.typed, refused: Some(why.to_owned()), ..Typed::default() };
        return PollPage::load(&mut db, &frame, of, reader, Some(typed), Order::Yes).await?.answer();
    }
    let Reader::Member(person) = reader else {
        return answer_as_guest(&mut db, &app, &frame, &caller, of, form).await;
    };
    let checked = if form.typed.withdraw { None } else { Some(form.typed.check(&of.poll)) };
    let said = match checked.transpose() {
        Ok(said) => said,
        Err(errors) => return again(&mut db, &frame, of, reader, form.typed, errors).await?.answer(),
    };
    let zone = zone_of(&mut db, frame.viewer(), Some(person)).await?;

    let mut tx = form.once.begin_change(&mut db).await?;
    let Some(said) = said else {
        let poll = (of.poll.id, form.opened_at);
        actions::take_back(&mut tx, of.actor(&frame), &of.at.meeting, person, poll).await?;
        return tx.done(of.path(), "Your answer is taken back.").await;
    };
    let zone = zone.as_ref().and_then(|zone| zone.iana_name()).unwrap_or_default();
    let came = Answering { poll: of.poll.id, said: &said, zone, opened_at: form.opened_at };
    let who = Who { person, guest: false };
    actions::answer(&mut tx, of.actor(&frame), &of.at.meeting, who, &came).await?;

    tx.done(of.path(), "Your answer is noted. You can change it here until the poll closes.").await
}

/// The page once more, with what is to be mended.
async fn again(
    db: &mut Db,
    frame: &Frame,
    of: PollPlace,
    reader: Reader,
    form: AnswerForm,
    errors: Errors,
) -> Result<PollPage> {
    let typed = Typed { form, errors, refused: None };
    PollPage::load(db, frame, of, reader, Some(typed), Order::Yes).await
}

type Checked = (Answered, String, Option<Email>);

fn check(form: &Form<AnswerForm>, of: &PollPlace, frame: &Frame) -> Result<Checked, Errors> {
    let said = form.typed.check(&of.poll);
    let (name, email) = form.typed.guest()?;
    let said = said?;
    form.in_time(frame.now(), "name").or((said, name, email))
}

async fn answer_as_guest(
    db: &mut Db,
    app: &App,
    frame: &Frame,
    caller: &Caller,
    of: PollPlace,
    form: Form<AnswerForm>,
) -> Result<Response> {
    let (said, name, email) = match check(&form, &of, frame) {
        Ok(checked) => checked,
        Err(errors) => return again(db, frame, of, Reader::Guest, form.typed, errors).await?.answer(),
    };
    let network = Subject::network(&app.form_key, caller.address);
    if !limits::store::take(db, &GUESTS, &network, frame.now()).await? {
        let sentence =
            format!("Too many answers came from where you are. Wait {}, then send it again.", GUESTS.wait());
        let page = again(db, frame, of, Reader::Guest, form.typed, Errors::one("name", sentence)).await?;
        return crate::web::render_with(StatusCode::TOO_MANY_REQUESTS, &page);
    }
    let zone = frame.viewer().zone.as_ref().and_then(|zone| zone.iana_name()).unwrap_or_default();

    let mut tx = form.once.begin(db).await?;
    // An address that was mailed just before gets no second mail now: the link on the page works all the same.
    let mailed = match &email {
        Some(email) => subscriptions::ask(&mut tx, app, caller, email).await? == Asking::Granted,
        None => false,
    };
    let came = Answering { poll: of.poll.id, said: &said, zone, opened_at: form.opened_at };
    let who = (name.as_str(), email.as_ref().filter(|_| mailed));
    let link = actions::answer_as_guest(&mut tx, app, of.actor(frame), &of.at.meeting, who, &came).await?;

    let sentence = match (&email, mailed) {
        (Some(_), true) => {
            "Your answer is noted, and a mail is on its way: open its link and save once, so that the invitation reaches you."
        }
        (Some(_), false) => {
            "Your answer is noted. No mail could go to that address just now: keep the link below."
        }
        (None, _) => "Your answer is noted. Keep the link below: it alone changes your answer.",
    };
    tx.done(link, sentence).await
}
