//! Pages as PDFs: what the screen shows, on the paper that the page wants.

use crate::support::form::{Item, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::pdf::Paper;
use crate::support::stock::{CABINET, OUTSIDE, moved};
use crate::support::take_home::{HomeItem, insist_home};

/// What a reader sees between the tags of a page's part, cut of spaces; empty texts and the boxes to tick left out.
fn texts(page: &str, from: &str) -> Vec<String> {
    let part = &page[page.find(from).unwrap_or_else(|| panic!("{from} in:\n{page}"))..];
    let part = &part[..part.find("</main>").expect("the end")];
    let mut texts = Vec::new();
    for piece in part.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let is_seen = !tag.contains("p-sheet__box") && !tag.contains("visually-hidden") && !tag.contains("caption");
        let text = squeezed(&plain(text));
        if is_seen && !text.is_empty() {
            texts.push(text);
        }
    }
    texts
}

fn plain(html: &str) -> String {
    let signs = [("&nbsp;", " "), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    signs.iter().fold(html.to_owned(), |text, (coded, sign)| text.replace(coded, sign))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{ad}').collect()
}

#[actix_web::test]
async fn a_ward_s_report_has_each_line_of_the_page_in_both_languages() {
    let hospital = Hospital::open();
    let odd = Item::paracetamol().with("note", "<b>5 & 10</b> — “à noite”");
    assert_eq!(prescribe(&hospital.doctor().await, 1, vec![odd]).await.status, 303);
    let nurse = hospital.nurse().await;
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let path = format!("/wards/{ward}/report");
    for (language, tag, title, page_of) in [
        ("pt-BR", "/Lang (pt-BR)", "Folha do setor CM-1", "Página 2 de"),
        ("en", "/Lang (en)", "Ward report CM-1", "Page 2 of"),
    ] {
        nurse.choose_language(language).await;
        let page = nurse.get(&path).await.body;
        let paper = Paper::get(&nurse, &format!("{path}.pdf")).await;
        let drawn = squeezed(&paper.drawn());
        let texts = texts(&page, "<table class=\"p-sheet");
        assert!(texts.len() > 200, "{} texts", texts.len());
        let missing: Vec<&String> = texts.iter().filter(|text| !drawn.contains(*text)).collect();
        assert!(missing.is_empty(), "{language}: not on paper: {missing:?}");
        let lines = page.matches("p-sheet__signatures").count();
        assert!(lines > 5 && paper.drawn().matches("____________________").count() >= lines, "a place to sign each");
        let pages = paper.pages();
        assert!(pages[1].contains(page_of) && pages.iter().all(|page| page.contains("Hospital Santa Aurora")));
        let facts = paper.facts();
        for fact in [title, "Tagged:          yes", "Page size:       594.96 x 841.92 pts (A4)", "JavaScript:      no"]
        {
            assert!(facts.contains(fact), "{fact} is not in {facts}");
        }
        assert!(paper.bytes().windows(tag.len()).any(|bytes| bytes == tag.as_bytes()), "the language is {language}");
        for font in paper.fonts() {
            assert!(font.contains(" yes yes yes "), "{font} is in the file");
        }
        assert!(paper.fonts().iter().any(|font| font.contains("Atkinson")), "{:?}", paper.fonts());
        assert_eq!(paper.headers["content-type"], "application/pdf");
        assert_eq!(paper.headers["cache-control"], "no-store");
        assert_eq!(paper.headers["content-security-policy"], "frame-ancestors 'none'", "a browser's viewer may work");
        let name = format!("inline; filename=\"wards-{ward}-report.pdf\"");
        assert_eq!(paper.headers["content-disposition"], name);
    }
}

/// One of each paper: a prescription of two pages, what goes home, a loss in a register, something in each bag.
async fn fill(hospital: &Hospital) -> [String; 3] {
    let doctor = hospital.doctor().await;
    let morphine = Item::of(["P0018", "10", "mg", "VO", "4X", "3"]).with("note", &"Longe das refeições. ".repeat(10));
    let signed = insist(&doctor, 1, vec![morphine; 9]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let home = insist_home(&doctor, 1, vec![HomeItem::paracetamol(), HomeItem::morphine()]).await;
    assert_eq!(home.status, 303, "{}", home.body);
    let lot = hospital.text("select l.number from lots l join medications m on m.id = l.medication_id where m.code = 'P0018' order by l.id limit 1");
    hospital.run(&moved("loss", &lot, 1, CABINET, OUTSIDE));
    hospital.run(include_str!("../support/separated.sql"));
    let line = hospital.text("select prescription_id || '/items/' || item_number from read_model.dispatch_lines where stage = 'separated' and ward_id = 5 order by item_id limit 1");
    [signed.location, home.location, format!("/prescriptions/{line}/labels")]
}

#[actix_web::test]
async fn every_printable_page_links_its_pdf_which_is_on_its_own_paper_and_says_whose_it_is_on_each_page() {
    let hospital = Hospital::open();
    let [signed, home, labels] = fill(&hospital).await;
    let pharmacist = hospital.pharmacist().await;
    let a4 = "594.96 x 841.92";
    let pages = [
        ("/patients/1", a4, "1000037"),
        (&format!("{signed}/paper"), a4, "Maria Oliveira"),
        (&home, a4, "Maria Oliveira"),
        ("/separation?ward=5&hours=24", a4, "Hospital Santa Aurora"),
        ("/shipments/1", a4, "Hospital Santa Aurora"),
        ("/labels?ward=5", a4, "LOT-"),
        ("/labels?ward=5&format=roll", "282.96 x 142.08", "record "),
        (&labels, a4, "LOT-"),
        ("/register/P0018", a4, "Hospital Santa Aurora"),
        ("/register-balance?period=2026", a4, "2026"),
        ("/wards/5/report", a4, "Hospital Santa Aurora"),
    ];
    for (path, size, word) in pages {
        let page = pharmacist.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let (stem, query) = path.split_once('?').unwrap_or((path, ""));
        let pdf = if query.is_empty() { format!("{stem}.pdf") } else { format!("{stem}.pdf?{query}") };
        page.has(&format!("href=\"{}\"", pdf.replace('&', "&#38;")));
        let paper = Paper::get(&pharmacist, &pdf).await;
        assert!(paper.facts().contains(size), "{path}: {}", paper.facts());
        for sheet in paper.pages() {
            assert!(sheet.contains(word), "{word} is not on a page of {path}: {sheet}");
        }
        for of_the_screen in ["Print", "PDF", "JSON", "Log out", "Triage", "Trace"] {
            assert!(!paper.drawn().contains(of_the_screen), "{of_the_screen} is on {path}: {}", paper.drawn());
        }
    }
    assert_eq!(Paper::get(&pharmacist, "/shipments/1.pdf").await.pages().len(), 1);
    assert!(Paper::get(&pharmacist, &format!("{signed}/paper.pdf")).await.pages().len() > 1);
}

#[actix_web::test]
async fn whoever_may_not_see_the_page_may_not_have_it_as_a_pdf_and_what_is_no_page_is_no_pdf() {
    let hospital = Hospital::open();
    let (nurse, admin, stranger) = (hospital.nurse().await, hospital.log_in("admin").await, hospital.stranger());
    for path in ["/wards/5/report", "/shipments/1", "/labels", "/register/P0018", "/prescriptions/1/paper"] {
        let pdf = format!("{path}.pdf");
        for person in [&admin, &stranger] {
            let (page, paper) = (person.get(path).await, person.get(&pdf).await);
            assert!(matches!(page.status, 303 | 403), "{path}: {}", page.status);
            assert_eq!((paper.status, paper.location.replace(".pdf", "")), (page.status, page.location), "{pdf}");
        }
    }
    assert_eq!(nurse.get("/register/P0018.pdf").await.is_refused_in_words().status, 403);
    for path in
        ["/wards/9999/report", "/shipments/9999", "/prescriptions/9999/paper", "/wards/x/report", "/shipments/x"]
    {
        let (page, paper) = (nurse.get(path).await, nurse.get(&format!("{path}.pdf")).await);
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(paper.is_refused_in_words().status, 404, "{path}");
        assert_eq!(paper.headers["content-type"], "text/html; charset=utf-8", "{path}");
    }
    let pharmacist = hospital.pharmacist().await;
    assert_eq!(pharmacist.get("/labels.pdf?format=x").await.is_refused_in_words().status, 400);
    assert_eq!(pharmacist.get("/register/P9999.pdf").await.is_refused_in_words().status, 404);
    assert_eq!(nurse.get("/wards.pdf").await.is_refused_in_words().status, 404, "this page is not printed");
}
