//! Log-in, sessions and their end.

use crate::support::hospital::Hospital;

#[actix_web::test]
async fn the_demo_log_ins_are_shown_in_demo_mode_only() {
    let hospital = Hospital::open();
    hospital.stranger().get("/login").await.has("joao.silva").has("posology-demo");
    hospital.run("update hospital set demo = false");
    hospital.reopen().stranger().get("/login").await.has_not("joao.silva").has_not("posology-demo");
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let hospital = Hospital::open();
    for username in ["joao.silva", "nobody", "", "\u{fffd}x", "a\u{0301}"] {
        let reply = hospital.stranger().post("/login", &[("username", username), ("password", "wrong")]).await;
        assert!(matches!(reply.status, 400 | 422), "{username}: {}", reply.status);
        if reply.status == 422 {
            reply.has("Username or password do not match");
        }
    }
}

#[actix_web::test]
async fn after_too_many_wrong_passwords_the_right_one_waits_too() {
    let hospital = Hospital::open();
    let stranger = hospital.stranger();
    for _ in 0..8 {
        stranger.post("/login", &[("username", "joao.silva"), ("password", "wrong")]).await.has("do not match");
    }
    let reply = stranger.post("/login", &[("username", "joao.silva"), ("password", "posology-demo")]).await;
    assert_eq!(reply.status, 422);
    reply.has("Wait 15 minutes");
    assert_eq!(hospital.pharmacist().await.get("/").await.status, 200, "others are not kept out");
}

#[actix_web::test]
async fn an_address_that_guesses_is_slowed_down() {
    let hospital = Hospital::open_with(|config| config.logins_per_minute = std::num::NonZeroU32::MIN);
    let stranger = hospital.stranger();
    stranger.post("/login", &[("username", "a"), ("password", "b")]).await;
    let reply = stranger.post("/login", &[("username", "a"), ("password", "b")]).await;
    assert_eq!(reply.is_refused_in_words().status, 429);
    assert!(reply.headers.contains_key("retry-after"));
}

#[actix_web::test]
async fn a_session_ends_by_log_out_by_idleness_by_age_and_with_the_account() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(doctor.post("/logout", &[]).await.location, "/login");
    assert_eq!(doctor.get("/patients").await.location, "/login?next=%2Fpatients");
    let ends = [
        "update sessions set last_seen_at = now() - interval '61 minutes'",
        "update sessions set created_at = now() - interval '13 hours', expires_at = now() - interval '1 hour'",
        "update users set active = false where username = 'joao.silva'",
    ];
    for end in ends {
        let doctor = hospital.doctor().await;
        assert_eq!(doctor.get("/patients").await.status, 200);
        hospital.run(end);
        assert_eq!(doctor.get("/patients").await.status, 303, "{end}");
    }
}

#[actix_web::test]
async fn a_list_that_keeps_itself_fresh_does_not_keep_its_session_alive() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    hospital.run("update sessions set last_seen_at = now() - interval '50 minutes'");
    let idle = "select count(*) from sessions where last_seen_at < now() - interval '49 minutes'";
    let by_itself = pharmacist.request(reqwest::Method::GET, "/dispatch").header("HX-Request", "true");
    assert_eq!(crate::support::person::answer(by_itself).await.status, 200);
    assert_eq!(hospital.count(idle), 1);
    assert_eq!(pharmacist.get("/dispatch").await.status, 200);
    assert_eq!(hospital.count(idle), 0, "a person's page does");
}

#[actix_web::test]
async fn a_form_sent_after_the_session_ended_is_kept_and_says_what_to_do() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("delete from sessions");
    let reply = doctor.post("/patients/1/prescriptions", &[("key", "x")]).await;
    assert_eq!(reply.is_refused_in_words().status, 401);
    reply.has("Nothing you wrote is lost");
}

#[actix_web::test]
async fn only_the_hash_of_a_session_is_kept() {
    let hospital = Hospital::open();
    let stranger = hospital.stranger();
    let reply = stranger.post("/login", &[("username", "admin"), ("password", "posology-demo")]).await;
    let cookie = reply.headers["set-cookie"].to_str().expect("text").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let token = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    assert_eq!(
        hospital.count(&format!("select count(*) from sessions where encode(token_hash, 'escape') = '{token}'")),
        0
    );
    assert_eq!(hospital.count(&format!("select count(*) from sessions where token_hash = sha256('{token}')")), 1);
}
