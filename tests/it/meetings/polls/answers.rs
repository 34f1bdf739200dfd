//! Answering: signed in, as a guest, by links; and what becomes of two answers of one person.

use super::*;
use axum::http::StatusCode;

#[tokio::test]
async fn a_member_answers_changes_it_and_takes_it_back() {
    let (world, place, _) = polled().await;
    let mut member = world.member().await;
    member
        .visit(POLL)
        .await
        .press("Answer")
        .await
        .gets(422)
        .sees("Choose for at least one time whether you can come.");
    choose(&world, &mut member, "ym").await.press("Answer").await.gets(200).sees("Your answer is noted.");
    assert_eq!(
        record(&world).await,
        ["Sample Member: yes if_need_be -"],
        "what is left blank is not answered"
    );
    member.sees("1 person has answered.");
    choose(&world, &mut member, "n-y").await.press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Member: no if_need_be yes"]);
    world.public().visit(&format!("{POLL}/answers")).await.sees("Sample Member").sees("✕ no").sees("✓ yes");
    member
        .press("Take it back")
        .await
        .gets(200)
        .sees("Your answer is taken back.")
        .sees("Nobody has answered yet.");
    assert_eq!(world.count("poll_reply").await, 0);
    let _ = place;
}

#[tokio::test]
async fn what_was_said_of_one_time_can_be_taken_back_alone() {
    let (world, ..) = polled().await;
    let mut member = world.member().await;
    member.visit(POLL).await.does_not_see("No answer");
    choose(&world, &mut member, "ym").await.press("Answer").await.gets(200);
    let first = slots(&world).await[0];
    member.fill(&format!("#slot-{first}-nothing"), "nothing").press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Member: - if_need_be -"]);
    let second = slots(&world).await[1];
    member.fill(&format!("#slot-{second}-nothing"), "nothing").press("Change my answer").await.gets(422);
    member.sees("Choose for at least one time whether you can come.");
    assert_eq!(
        record(&world).await,
        ["Sample Member: - if_need_be -"],
        "the whole is taken back by its own button"
    );
}

#[tokio::test]
async fn a_guest_answers_with_a_name_alone_and_edits_the_same_answer_by_their_link() {
    let (world, ..) = polled().await;
    let mut visitor = guest(&world, "Sample Guest", "", "yn-").await;
    visitor.sees("Your answer is noted. Keep the link below").sees("This link answers for Sample Guest");
    let link = visitor.path.clone();
    assert!(link.starts_with("/l/"), "{link}");
    assert!(visitor.attributes("#link", "value")[0].ends_with(&link));
    let mut later = world.public();
    later.visit(&link).await.gets(200);
    choose(&world, &mut later, "nny").await.press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Guest: no no yes"], "the same answer, not a second one");
    later.press("Take it back").await.gets(200).sees("Your answer is taken back, and your name with it.");
    let names: i64 = sqlx::query_scalar("select count(*) from person where name = 'Sample Guest'")
        .fetch_one(&world.db)
        .await
        .expect("counted");
    assert_eq!((world.count("poll_reply").await, names), (0, 0), "nothing is kept of them");
}

#[tokio::test]
async fn a_guest_who_gave_an_address_is_mailed_their_link_and_none_of_their_words() {
    let (world, ..) = polled().await;
    guest(&world, "Buy cheap pills at example.org", "guest@example.org", "yyy")
        .await
        .sees("a mail is on its way");
    let mails = world.mails_to("guest@example.org").await;
    assert_eq!(mails.len(), 1);
    assert!(!format!("{mails:?}").contains("pills"), "{mails:?}");
    let addresses = "select count(*) from address where email = 'guest@example.org'";
    let known =
        async || -> i64 { sqlx::query_scalar(addresses).fetch_one(&world.db).await.expect("counted") };
    let mut reader = world.public();
    reader.visit(&world.mailed_link("guest@example.org").await).await.gets(200);
    assert_eq!(known().await, 0, "a program that opens links in mail confirms nothing");
    reader.press("Change my answer").await.gets(200).sees("Your answer is noted.");
    assert_eq!(known().await, 1);
    choose(&world, &mut reader, "nnn").await.press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await.len(), 1);

    // The address is not mailed again at once, whoever asks.
    guest(&world, "Sample Other", "guest@example.org", "yyy")
        .await
        .sees("No mail could go to that address just now");
    assert_eq!(world.mails_to("guest@example.org").await.len(), 1);
}

#[tokio::test]
async fn an_address_that_is_known_makes_the_answer_that_of_its_owner_once_they_say_so() {
    let (world, ..) = polled().await;
    let mut member = world.member().await;
    member.visit(POLL).await;
    choose(&world, &mut member, "yy-").await.press("Answer").await.gets(200);
    guest(&world, "Sample At Work", "sample-member@example.org", "n-m").await;
    assert_eq!(record(&world).await.len(), 2, "anybody can type any address");
    let mut reader = world.public();
    reader
        .visit(&world.mailed_link("sample-member@example.org").await)
        .await
        .sees("This link answers for Sample At Work");
    reader.press("Change my answer").await.gets(200).sees("This link answers for Sample Member");
    assert_eq!(
        record(&world).await,
        ["Sample Member: no yes if_need_be"],
        "of each time, what was said last"
    );
}

#[tokio::test]
async fn an_answer_to_a_closed_poll_is_not_taken_and_what_was_typed_stays() {
    let (world, ..) = polled().await;
    let mut member = world.member().await;
    world.set_clock("2018-10-22T17:00:00Z");
    member.visit(POLL).await;
    choose(&world, &mut member, "yny").await;
    let mut in_grace = world.member_named("Sample Slow").await;
    world.set_clock("2018-10-22T17:59:59Z");
    in_grace.visit(POLL).await;
    choose(&world, &mut in_grace, "y").await;
    world.set_clock("2018-10-22T18:14:59Z");
    in_grace.press("Answer").await.gets(200).sees("Your answer is noted.");
    world.set_clock("2018-10-22T18:15:00Z");
    member
        .press("Answer")
        .await
        .gets(409)
        .sees("The poll is closed: it takes no more answers.")
        .sees("was not saved");
    let slots = slots(&world).await;
    let chosen = |slot: usize, code: &str| member.has(&format!("#slot-{}-{code}[checked]", slots[slot]));
    assert!(chosen(0, "yes") && chosen(1, "no") && chosen(2, "yes"), "what was typed stays");
    assert_eq!(record(&world).await, ["Sample Slow: yes - -"]);
    world.public().visit(&format!("{POLL}/answers")).await.sees("in the minutes of grace");
    let mut public = world.public();
    public.visit(POLL).await.sees("This poll is closed.");
    assert!(!public.has("input[type=radio]"));
    public.post(POLL, &[("name", "Late"), (&format!("slot-{}", slots[0]), "yes")]).await.gets(409);
}

#[tokio::test]
async fn two_answers_of_one_person_at_once_are_one_and_the_last_counts() {
    let (world, ..) = polled().await;
    let member = world.member().await;
    let slots = slots(&world).await;
    let fields: Vec<String> = slots.iter().map(|slot| format!("slot-{slot}")).collect();
    let mut all = Vec::new();
    for round in 0..12 {
        let (mut browser, fields) = (member.clone(), fields.clone());
        all.push(tokio::spawn(async move {
            let fit = if round % 2 == 0 { "yes" } else { "no" };
            let typed: Vec<(&str, &str)> = fields.iter().map(|field| (field.as_str(), fit)).collect();
            browser.post(POLL, &typed).await.status
        }));
    }
    for one in all {
        assert_eq!(one.await.expect("answered"), StatusCode::OK);
    }
    let said = record(&world).await;
    assert!(said == ["Sample Member: yes yes yes"] || said == ["Sample Member: no no no"], "{said:?}");
}

#[tokio::test]
async fn names_are_shown_as_people_want_it_and_everybody_is_counted() {
    let (world, place, _) = polled().await;
    let mut shy = world.member_named("Sample Shy").await;
    sqlx::query("update person set annex_shown = 'hidden' where name = 'Sample Shy'")
        .execute(&world.db)
        .await
        .expect("hidden");
    shy.visit(POLL).await;
    choose(&world, &mut shy, "n--").await.press("Answer").await.gets(200);
    guest(&world, "Sample Quiet Guest", "", "n--").await;
    let mut open = world.public();
    open.visit(POLL)
        .await
        .fill("Your name", "Sample Open Guest")
        .fill("Show my name with my answer to everybody", "yes");
    choose(&world, &mut open, "n--").await;
    world.app.clock.set(world.app.now().plus_minutes(1));
    open.press("Answer").await.gets(200);
    let mut member = world.member().await;
    member.visit(POLL).await;
    choose(&world, &mut member, "n--").await.press("Answer").await.gets(200);

    let mut public = world.public();
    for path in [POLL.to_owned(), format!("{POLL}/answers")] {
        public
            .visit(&path)
            .await
            .sees("4 people have answered.")
            .sees("Sample Open Guest")
            .sees("Sample Member");
        public.does_not_see("Sample Shy").does_not_see("Sample Quiet Guest");
    }
    public.visit(POLL).await.sees("and 2 whose names are not shown here");
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{POLL}/answers")).await.sees("Sample Shy").sees("Sample Quiet Guest");
    facilitator.visit(POLL).await.sees("Sample Shy").sees("Sample Quiet Guest");
}

#[tokio::test]
async fn a_facilitator_makes_one_answer_of_two_and_parts_them_again() {
    let (world, place, _) = polled().await;
    let mut first = guest(&world, "Sample Twice", "", "yn-").await;
    let link = first.path.clone();
    guest(&world, "Sample Twice", "", "-ym").await;
    let mut facilitator = world.facilitator(&place).await;
    facilitator.visit(&format!("{POLL}/answers")).await.sees("Look at both");
    let ids: Vec<i64> = sqlx::query_scalar("select id from poll_reply order by id")
        .fetch_all(&world.db)
        .await
        .expect("answers");
    facilitator.visit(&format!("{POLL}/merge?keep={}&gone={}", ids[1], ids[0])).await.gets(200);
    assert_eq!(record(&world).await.len(), 2, "looking changes nothing");
    facilitator.press("Make them one").await.gets(200).sees("They are one answer now.");
    assert_eq!(
        record(&world).await,
        ["Sample Twice: yes yes if_need_be"],
        "of each time, what was said last"
    );
    facilitator.sees("Sample Twice went into Sample Twice");

    // The link of the answer that went into the other leads to that one.
    world.app.clock.set(world.app.now().plus_minutes(1));
    first.visit(&link).await.gets(200);
    choose(&world, &mut first, "--n").await.press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Twice: yes yes no"]);

    facilitator.visit(&format!("{POLL}/answers")).await.press("Part them").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Twice: - yes no", "Sample Twice: yes no -"]);
    facilitator.visit(&format!("{POLL}/merge?keep={}&gone={}", ids[1], ids[1])).await.gets(400);
    facilitator.visit(&format!("{POLL}/merge?keep={}&gone=999999", ids[1])).await.gets(409);
}

#[tokio::test]
async fn what_was_answered_is_in_my_data_and_goes_with_me() {
    let (world, ..) = polled().await;
    let (person, account) = world.account("Sample Leaver", false).await;
    let mut leaver = world.signed_in(account).await;
    leaver.visit(POLL).await;
    choose(&world, &mut leaver, "ynm").await.press("Answer").await.gets(200);
    leaver.visit("/settings/data").await.gets(200).sees("Answers to polls").sees("if need be");
    leaver.visit("/settings/delete").await.press("Mail me a link").await.gets(200);
    let link = world.mailed_link("sample-leaver@example.org").await;
    leaver.visit(&link).await.press("Delete my account").await.gets(200);
    assert_eq!((world.count("poll_reply").await, world.count("poll_answer").await), (0, 0));
    let _ = person;
}

#[tokio::test]
async fn two_guests_who_look_at_the_same_moment_both_answer() {
    let (world, ..) = polled().await;
    let slot = slots(&world).await[0];
    // The second gets the page of the first once more, with a form of their own.
    let (mut one, mut other) = (world.public(), world.public());
    for guest in [&mut one, &mut other] {
        guest.visit(POLL).await.fill(&format!("#slot-{slot}-yes"), "yes");
    }
    world.app.clock.set(world.app.now().plus_minutes(1));
    one.fill("Your name", "Sample Guest One").press("Answer").await.gets(200).sees("Sample Guest One");
    other.fill("Your name", "Sample Guest Two").press("Answer").await.gets(200).sees("Sample Guest Two");
    assert_eq!(world.count("poll_reply").await, 2, "neither was taken for the other sent twice");
}

#[tokio::test]
async fn a_link_whose_answer_became_that_of_somebody_else_makes_no_second_one() {
    let (world, ..) = polled().await;
    world.account("Sample Known", false).await;
    let own = guest(&world, "Sample Guest", "sample-known@example.org", "yyy").await.path.clone();
    let mailed = world.mailed_link("sample-known@example.org").await;
    world.public().visit(&mailed).await.press("Change my answer").await.gets(200);
    assert_eq!(record(&world).await, ["Sample Known: yes yes yes"]);
    let mut guest = world.public();
    guest.visit(&own).await.gets(200).sees("The answer behind that link was taken back, or became that of");
    assert_eq!(guest.path, POLL);
    choose(&world, &mut guest, "nnn").await.press("Answer").await;
    assert!(world.count("poll_reply").await <= 1, "{:?}", record(&world).await);
}
