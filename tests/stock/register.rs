//! The register of controlled substances: the book, its balance, and what is taken back.

use std::thread;

use diesel::connection::SimpleConnection;

use crate::support::form::{Item, hidden, insist};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::stock::{BAGS, CABINET, OUTSIDE, SHELF, moved, receive, received, supplied};
use crate::support::trials::trials;

/// Morphine 10 mg tablets, list A1.
const MORPHINE: &str = "P0018";
const BOOK: &str = "select coalesce(string_agg(number || ' ' || entered || ' ' || issued || ' ' || lost || ' ' || balance, ', ' order by number), '') \
    from register_entries e join medications m on m.id = e.medication_id where m.code = 'P0018'";
const IMBALANCES: &str =
    "(select count(*) from read_model.register_imbalances) + (select count(*) from read_model.stock_imbalances)";

/// A hundred tablets in the cabinet and a prescription of them; its number.
async fn with_morphine(hospital: &Hospital) -> i64 {
    hospital.clear_stock();
    receive(hospital, MORPHINE, "M1", 100, CABINET);
    let morphine = Item::of([MORPHINE, "10", "mg", "VO", "4X", "3"]);
    let signed = insist(&hospital.doctor().await, 1, vec![morphine]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    hospital.count("select max(id) from prescriptions")
}

/// Two tablets to the ward, one back, three lost, one discarded, five found, four missing.
fn a_busy_day(hospital: &Hospital, prescription: i64) {
    let item = (prescription, 1);
    for sql in [
        supplied("separate", "M1", 2, (CABINET, BAGS), item),
        supplied("dispense", "M1", 2, (BAGS, OUTSIDE), item),
        supplied("return", "M1", 1, (OUTSIDE, CABINET), item),
        moved("loss", "M1", 3, CABINET, OUTSIDE),
        moved("quarantine", "M1", 1, CABINET, "4"),
        moved("discard", "M1", 1, "4", OUTSIDE),
        moved("adjustment", "M1", 5, OUTSIDE, CABINET),
        moved("adjustment", "M1", 4, CABINET, OUTSIDE),
    ] {
        hospital.run(&sql);
    }
}

#[actix_web::test]
async fn ctl_7_what_comes_in_and_what_leaves_is_a_numbered_line_and_what_moves_inside_is_none() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    assert_eq!(
        hospital.text(BOOK),
        "1 100 0 0 100, 2 0 2 0 98, 3 1 0 0 99, 4 0 0 3 96, 5 0 0 1 95, 6 5 0 0 100, 7 0 4 0 96"
    );
    assert_eq!(hospital.count("select sum(units) from stock_balances"), 96);
    assert_eq!(hospital.count(IMBALANCES), 0);
    receive(&hospital, "P0002", "A1", 10, SHELF);
    let others =
        "select count(*) from register_entries e join medications m on m.id = e.medication_id where m.code = 'P0002'";
    assert_eq!(hospital.count(others), 0, "paracetamol is under no control");
}

#[actix_web::test]
async fn ctl_7_the_book_names_supplier_patient_prescription_prescriber_lot_and_who_was_responsible() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    let pharmacist = hospital.pharmacist().await;
    let list = pharmacist.get("/register").await;
    list.has("/register/P0018").has("<strong>96</strong> comprimido").has_not("P0002");
    let patient = hospital.text("select name from patients where id = 1");
    let doctor = hospital
        .text("select d.name from doctors d join users u on u.doctor_id = d.id where u.username = 'joao.silva'");
    let book = pharmacist.get("/register/P0018").await;
    assert_eq!(book.status, 200);
    for words in [
        "Distribuidora Sul",
        "NF 77",
        "M1",
        "31 Dec 2031",
        &patient,
        &doctor,
        "CRM/",
        "list A1",
        "Bruno Teles",
        "as found",
    ] {
        book.has(words);
    }
    book.has(&format!("/prescriptions/{prescription}")).has("Opening balance").has("Closing balance");
    book.has("<td>106</td><td>6</td><td>4</td><td>96</td>");
    assert!(!book.body.contains("href=\"/register/P0002"), "one medication a book");
}

#[actix_web::test]
async fn ctl_7_a_month_opens_with_what_the_one_before_closed_with() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    // The first three lines were last month's.
    hospital.run(
        "set session_replication_role = replica; update register_entries set at = at - interval '1 month' where number <= 3; \
         update register_books set opened_at = opened_at - interval '1 year'",
    );
    let pharmacist = hospital.pharmacist().await;
    let this = pharmacist.get("/register/P0018").await;
    this.has("<td>99</td>")
        .has("id=\"line-4\"")
        .has_not("id=\"line-3\"")
        .has("<td>5</td><td>4</td><td>4</td><td>96</td>");
    let earlier =
        this.body.split("rel=\"prev\"").next().and_then(|text| text.rsplit("href=\"").next()).expect("a link");
    let path = earlier.split('"').next().expect("a path").to_owned();
    let last = pharmacist.get(&path).await;
    last.has("<td>0</td>")
        .has("id=\"line-3\"")
        .has_not("id=\"line-4\"")
        .has("<td>101</td><td>2</td><td>0</td><td>99</td>");
    let long_ago = pharmacist.get("/register/P0018?month=2026-01").await;
    long_ago.has("No movement in this month");
    for bad in ["2026-13", "2026", "now", "2026-Q1", "2026-1"] {
        assert_eq!(
            pharmacist.get(&format!("/register/P0018?month={bad}")).await.is_refused_in_words().status,
            400,
            "{bad}"
        );
    }
    assert_eq!(pharmacist.get("/register/P0002").await.is_refused_in_words().status, 404, "no book");
}

#[actix_web::test]
async fn ctl_7_of_sixteen_who_write_at_once_each_has_a_number_and_none_is_missing() {
    let hospital = Hospital::open();
    with_morphine(&hospital).await;
    receive(&hospital, MORPHINE, "M2", 100, CABINET);
    let mut lines = 2;
    for round in 0..trials(20) {
        let written: i64 = thread::scope(|scope| {
            let hands: Vec<_> = (0..16)
                .map(|hand| {
                    let lot = ["M1", "M2"][hand % 2];
                    let sql = if hand < 8 {
                        received(MORPHINE, lot, 1, CABINET)
                    } else {
                        moved("loss", lot, 1, CABINET, OUTSIDE)
                    };
                    // Every fourth changes its mind after its line is written.
                    let sql =
                        if hand % 4 == 3 { format!("begin; {sql}; rollback") } else { format!("begin; {sql}; commit") };
                    let database = hospital.database();
                    scope.spawn(move || {
                        database.connect().batch_execute(&sql).expect("it is written");
                        i64::from(hand % 4 != 3)
                    })
                })
                .collect();
            hands.into_iter().map(|hand| hand.join().expect("a hand")).sum()
        });
        lines += written;
        assert_eq!(hospital.count("select count(*) from register_entries"), lines, "round {round}");
        assert_eq!(hospital.count("select max(number) from register_entries"), lines, "round {round}");
        assert_eq!(hospital.count(IMBALANCES), 0, "round {round}");
    }
    let back =
        "select count(*) from (select at < lag(at) over (order by number) as back from register_entries) e where back";
    assert_eq!(hospital.count(back), 0, "time never goes back in the book");
}

#[actix_web::test]
async fn ctl_7_a_line_is_never_changed_or_deleted_and_no_command_writes_one() {
    let hospital = Hospital::open();
    with_morphine(&hospital).await;
    let connection = &mut hospital.database().connect();
    for sql in [
        "update register_entries set balance = 7",
        "delete from register_entries",
        "truncate register_entries cascade",
        "set role posology_commands; insert into register_entries select medication_id, 99, movement_id, at, 'A1', 1, 0, 0, 1, null from register_entries",
        "set role posology_commands; update register_books set balance = 1",
        "set role posology_commands; insert into register_books (medication_id, opening, balance) values (1, 0, 0)",
    ] {
        assert!(connection.batch_execute(sql).is_err(), "{sql}");
        connection.batch_execute("reset role").expect("a role");
    }
    assert_eq!(hospital.text(BOOK), "1 100 0 0 100");
}

#[actix_web::test]
async fn ctl_11_what_comes_under_control_opens_with_what_is_there_and_keeps_the_list_of_its_day() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    receive(&hospital, "P0002", "A1", 40, SHELF);
    hospital.run("update medications set controlled_list = 'C1' where code = 'P0002'");
    assert_eq!(hospital.count(IMBALANCES), 0);
    hospital.run(&moved("loss", "A1", 1, SHELF, OUTSIDE));
    hospital.run("update medications set controlled_list = 'B1' where code = 'P0002'");
    hospital.run(&moved("loss", "A1", 2, SHELF, OUTSIDE));
    assert_eq!(
        hospital
            .text("select string_agg(number || controlled_list || balance, ' ' order by number) from register_entries"),
        "1C139 2B137"
    );
    hospital.run("update medications set controlled_list = '' where code = 'P0002'");
    hospital.run(&moved("loss", "A1", 3, SHELF, OUTSIDE));
    assert_eq!(hospital.count(IMBALANCES), 0, "a book once open goes on");
    let book = hospital.pharmacist().await.get("/register/P0002").await;
    book.has("<td>40</td>").has("<td>34</td>").has("list C1").has("list B1");
}

#[actix_web::test]
async fn ctl_7_a_book_that_differs_from_its_lines_or_from_the_stock_is_found() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    let found = "select count(*) from read_model.register_imbalances where medication_code = 'P0018'";
    for (spoil, mend) in [
        (
            "update register_books set balance = balance + 1 where balance = 96",
            "update register_books set balance = balance - 1 where balance = 97",
        ),
        (
            "update register_entries set balance = balance + 1 where number = 3",
            "update register_entries set balance = balance - 1 where number = 3",
        ),
        (
            "update register_entries set number = 17 where number = 7",
            "update register_entries set number = 7 where number = 17",
        ),
        (
            "update stock_balances set units = units - 1 where place_id = 2",
            "update stock_balances set units = units + 1 where place_id = 2",
        ),
    ] {
        hospital.run(&format!("set session_replication_role = replica; {spoil}"));
        assert_eq!(hospital.count(found), 1, "{spoil}");
        hospital.run(&format!("set session_replication_role = replica; {mend}"));
        assert_eq!(hospital.count(IMBALANCES), 0, "{mend}");
    }
}

#[actix_web::test]
async fn ctl_10_the_balance_of_a_quarter_or_a_year_adds_up_on_the_page_and_in_the_csv() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    // The receipt was two years ago, the dispense last year.
    hospital.run(
        "set session_replication_role = replica; update register_entries set at = at - interval '2 years' where number = 1; \
         update register_entries set at = at - interval '1 year' where number = 2",
    );
    let pharmacist = hospital.pharmacist().await;
    let year = hospital.count("select extract(year from now() at time zone 'America/Sao_Paulo')");
    let page = pharmacist.get(&format!("/register-balance?period={year}")).await;
    page.has("<td>98</td><td>6</td><td>4</td><td>4</td><td><strong>96</strong></td>")
        .has("P0018")
        .has(&format!("period={year}"));
    let last = pharmacist.get(&format!("/register-balance.csv?period={}", year - 1)).await;
    assert_eq!(last.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        last.headers["content-disposition"]
            .to_str()
            .expect("text")
            .contains(&format!("register-balance-{}.csv", year - 1))
    );
    let rows: Vec<&str> = last.body.lines().collect();
    assert_eq!(
        rows[0],
        "Period,Substance and presentation,Presentation,List,Unit,Opening balance,In,Out,Loss,Closing balance"
    );
    let morphine = format!("{},Morphine,10 mg tablet,A1,comprimido,100,0,2,0,98", year - 1);
    assert!(rows.contains(&morphine.as_str()), "{morphine} is in\n{}", last.body);
    let books = hospital.count("select count(*) from register_books");
    assert_eq!(rows.len() as i64, books + 1, "a row a medication");
    let parsed = csv::Reader::from_reader(last.body.as_bytes()).into_records().map(|row| row.expect("a row"));
    for row in parsed {
        let number = |column: usize| row[column].parse::<i64>().expect("a number");
        assert_eq!(number(5) + number(6) - number(7) - number(8), number(9), "{row:?}");
    }
    assert_eq!(pharmacist.get("/register-balance").await.status, 200);
    for bad in ["2026-11", "2026-Q5", "2026-Q0", "26", "ever"] {
        assert_eq!(pharmacist.get(&format!("/register-balance.csv?period={bad}")).await.status, 400, "{bad}");
    }
}

type Field<'a> = (&'a str, &'a str);

const WHOLE: [Field<'static>; 3] =
    [("reason", "counted twice"), ("second_user", "bruno.farmacia"), ("second_password", "posology-demo")];

fn path(number: i64) -> String {
    format!("/register/P0018/lines/{number}/reversal")
}

async fn take_back(pharmacist: &Person, number: i64, changed: &[Field<'_>]) -> Reply {
    let key = hidden(&pharmacist.get(&path(number)).await.body, "key");
    send(pharmacist, number, &key, changed).await
}

async fn send(pharmacist: &Person, number: i64, key: &str, changed: &[Field<'_>]) -> Reply {
    let kept = WHOLE.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let fields: Vec<Field> = kept.chain(changed.iter().copied()).chain([("key", key)]).collect();
    pharmacist.post(&path(number), &fields).await
}

#[actix_web::test]
async fn ctl_7_a_line_is_put_right_by_a_line_of_the_opposite_that_names_it() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    let pharmacist = hospital.pharmacist().await;
    let book = pharmacist.get("/register/P0018").await;
    for (number, can) in [(1, false), (2, false), (3, false), (4, true), (5, true), (6, true), (7, true)] {
        assert_eq!(book.body.contains(&path(number)), can, "line {number}");
        assert_eq!(pharmacist.get(&path(number)).await.status, if can { 200 } else { 404 }, "line {number}");
    }
    let done = take_back(&pharmacist, 4, &[]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(done.location, "/register/P0018");
    assert!(hospital.text(BOOK).ends_with("7 0 4 0 96, 8 3 0 0 99"), "{}", hospital.text(BOOK));
    assert_eq!(take_back(&pharmacist, 6, &[]).await.status, 303);
    assert!(hospital.text(BOOK).ends_with("8 3 0 0 99, 9 0 5 0 94"));
    let book = pharmacist.get("/register/P0018").await;
    book.has("Takes back line 4").has("Taken back by line 8").has("counted twice").has("Bruno Teles");
    assert!(!book.body.contains(&path(4)) && !book.body.contains(&path(8)), "once, and never what takes back");
    assert_eq!(hospital.count(IMBALANCES), 0);
    assert_eq!(hospital.count("select count(*) from events where verb = 'reverse_register_line'"), 2);
}

#[actix_web::test]
async fn ctl_8_without_a_reason_or_a_witness_nothing_is_taken_back_and_what_was_typed_stays() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    let pharmacist = hospital.pharmacist().await;
    let before = hospital.text(BOOK);
    let long = "x".repeat(201);
    let cases: [(&[Field], &str); 6] = [
        (&[("reason", " ")], "Write why the line is taken back"),
        (&[("reason", &long)], "more than 200"),
        (&[("second_user", "")], "second pharmacist"),
        (&[("second_password", "wrong")], "not the username and password of a pharmacist"),
        (&[("second_user", "rita.enfermagem")], "not the username and password of a pharmacist"),
        (&[("second_user", "ana.farmacia")], "somebody other than you"),
    ];
    for (changed, said) in cases {
        let refused = take_back(&pharmacist, 4, changed).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{said}");
        refused.has(said).has_not("posology-demo");
        if changed[0].0 != "reason" {
            refused.has("value=\"counted twice\"");
        }
    }
    assert_eq!(hospital.text(BOOK), before);
}

#[actix_web::test]
async fn ctl_7_a_line_is_taken_back_once_by_a_form_sent_twice_and_by_two_at_once() {
    let hospital = Hospital::open();
    let prescription = with_morphine(&hospital).await;
    a_busy_day(&hospital, prescription);
    let pharmacist = hospital.pharmacist().await;
    let key = hidden(&pharmacist.get(&path(4)).await.body, "key");
    for _ in 0..2 {
        assert_eq!(send(&pharmacist, 4, &key, &[]).await.status, 303);
    }
    let other = send(&pharmacist, 4, &key, &[("reason", "another")]).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    let late = take_back_with_fresh_form(&hospital, &pharmacist, 4).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("already, by line 8");
    for round in 0..trials(20) {
        hospital.run(&moved("loss", "M1", 1, CABINET, OUTSIDE));
        let line = hospital.count("select max(number) from register_entries");
        let page = pharmacist.get(&path(line)).await;
        let key = hidden(&page.body, "key");
        let other = hidden(&pharmacist.get(&path(line)).await.body, "key");
        let (one, two) = tokio::join!(send(&pharmacist, line, &key, &[]), send(&pharmacist, line, &other, &[]));
        let mut answers = [one.status, two.status];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409], "round {round}");
        assert_eq!(hospital.count("select max(number) from register_entries"), line + 1);
        assert_eq!(hospital.count(IMBALANCES), 0);
    }
}

/// Another line's form, sent for this one: as a form that was opened before the line was taken back.
async fn take_back_with_fresh_form(hospital: &Hospital, pharmacist: &Person, number: i64) -> Reply {
    assert!(hospital.count("select count(*) from register_entries") > number);
    let key = hidden(&pharmacist.get(&path(5)).await.body, "key");
    send(pharmacist, number, &key, &[]).await
}

#[actix_web::test]
async fn ctl_7_what_came_in_by_a_line_and_is_gone_cannot_be_taken_back() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    receive(&hospital, MORPHINE, "M1", 1, CABINET);
    hospital.run(&moved("adjustment", "M1", 5, OUTSIDE, CABINET));
    hospital.run(&moved("loss", "M1", 4, CABINET, OUTSIDE));
    let pharmacist = hospital.pharmacist().await;
    let refused = take_back(&pharmacist, 2, &[]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("2 left at its place");
    assert_eq!(hospital.count(IMBALANCES), 0);
}

#[actix_web::test]
async fn ctl_7_the_database_takes_back_nothing_but_the_opposite_of_a_line() {
    let hospital = Hospital::open();
    with_morphine(&hospital).await;
    hospital.run(&moved("loss", "M1", 3, CABINET, OUTSIDE));
    let reversing = |kind: &str, units: u32, from: &str, to: &str, of: &str| {
        format!(
            "insert into stock_movements (kind, lot_id, from_place_id, to_place_id, units, user_id, second_user_id, reason, reverses) \
             select '{kind}', l.id, {from}, {to}, {units}, 1, 2, 'why', (select id from stock_movements where kind = '{of}' order by id limit 1) from lots l where l.number = 'M1'"
        )
    };
    let connection = &mut hospital.database().connect();
    for (sql, goes) in [
        (reversing("adjustment", 2, OUTSIDE, CABINET, "loss"), false),
        (reversing("adjustment", 3, OUTSIDE, SHELF, "loss"), false),
        (reversing("adjustment", 3, CABINET, OUTSIDE, "loss"), false),
        (reversing("loss", 100, CABINET, OUTSIDE, "receipt"), false),
        (reversing("adjustment", 100, CABINET, OUTSIDE, "receipt"), false),
        (reversing("adjustment", 3, OUTSIDE, CABINET, "loss"), true),
        (reversing("adjustment", 3, OUTSIDE, CABINET, "loss"), false),
    ] {
        assert_eq!(connection.batch_execute(&sql).is_ok(), goes, "{sql}");
    }
}

#[actix_web::test]
async fn ctl_6_the_register_is_the_pharmacists_alone() {
    let hospital = Hospital::open();
    for username in ["joao.silva", "rita.enfermagem", "admin"] {
        let person = hospital.log_in(username).await;
        for path in [
            "/register",
            "/register/P0018",
            "/register-balance",
            "/register-balance.csv",
            "/register/P0018/lines/1/reversal",
        ] {
            assert_eq!(person.get(path).await.is_refused_in_words().status, 403, "{username} {path}");
        }
        assert_eq!(person.post("/register/P0018/lines/1/reversal", &[]).await.status, 403);
    }
}
