//! The papers of what goes home: which one each item is on, what it says, and what is above its limits.

use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::take_home::{HomeItem, insist_home, send_home};

/// Kind, list and number of items of each paper.
const PAPERS: &str = "select coalesce(string_agg(d.kind || coalesce(' ' || d.list, '') || ' ' || (select count(*) from discharge_items i where i.document_id = d.id), ', ' order by d.number), '') from discharge_documents d";

/// Signs, whatever the checks say, and shows the papers.
async fn papers(doctor: &Person, items: Vec<HomeItem>) -> Reply {
    let signed = insist_home(doctor, 1, items).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await
}

async fn refused(hospital: &Hospital, doctor: &Person, item: HomeItem, words: &str) {
    let reply = insist_home(doctor, 1, vec![item]).await;
    assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
    reply.has(words);
    assert_eq!(hospital.count("select count(*) from discharge_prescriptions"), 0, "{words}");
}

#[actix_web::test]
async fn ctl_2_each_item_is_on_the_paper_that_its_list_asks_for() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let by_mouth = |code, dose| HomeItem::of([code, dose, "mg", "VO", "1X", "30", "30"]);
    let items = vec![
        HomeItem::paracetamol(),
        HomeItem::cefalexin(),
        by_mouth("P0035", "500").with("indication", "otitis"),
        by_mouth("P0174", "10"),
        by_mouth("P0179", "2"),
        by_mouth("P0193", "5"),
        by_mouth("P0198", "50"),
        by_mouth("P0200", "20"),
        by_mouth("P0199", "25"),
        HomeItem::morphine(),
    ];
    papers(&doctor, items).await;
    let expected = "ordinary 1, antimicrobial 2, notification B1 1, notification B1 1, special_control C1 3, special_control C1 1, notification A1 1";
    assert_eq!(hospital.text(PAPERS), expected);
}

#[actix_web::test]
async fn ctl_2_above_a_list_s_days_it_is_refused_and_passes_with_diagnosis_and_justification() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let above = HomeItem::fluoxetine().with("duration", "61").with("supply", "61");
    refused(&hospital, &doctor, above.clone(), "List C1 allows at most 60 days of treatment").await;
    refused(&hospital, &doctor, above.clone().with("diagnosis", "F33.1"), "in 10 to 500 characters").await;
    refused(&hospital, &doctor, above.clone().with("justification", "Far from any pharmacy"), "diagnosis or CID").await;
    refused(&hospital, &doctor, above.clone().justified().with("justification", "10 UI a day, far away"), "UI").await;
    let page = papers(&doctor, vec![above.justified()]).await;
    page.has("Justificativa de quantidade acima do limite")
        .has("Diagnóstico ou CID:</strong> F33.1")
        .has("Lives two days by boat from the next pharmacy")
        .has("arts. 43 § 2, 46 § 2 e 60");
    assert_eq!(page.body.matches("<section class=\"p-paper").count(), 3, "two copies and what justifies them");
}

#[actix_web::test]
async fn ctl_2_a_quantity_that_lasts_longer_than_the_limit_counts_whatever_days_are_written() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let hoard = HomeItem::morphine().with("supply", "121");
    refused(&hospital, &doctor, hoard, "List A1 allows at most 30 days of treatment").await;
    let fits = HomeItem::morphine().with("duration", "30").with("supply", "120");
    papers(&doctor, vec![fits]).await.has("120 (cento e vinte) comprimidos");
}

#[actix_web::test]
async fn ctl_2_ampoules_of_a_substance_count_together_up_to_five() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let ampoules = |supply| HomeItem::of(["P0019", "10", "mg", "SC", "1X", "5", supply]);
    refused(&hospital, &doctor, ampoules("6"), "List A1 allows at most 5 ampoules").await;
    papers(&doctor, vec![ampoules("5")]).await.has("5 (cinco) ampolas");
    papers(&doctor, vec![ampoules("6").justified()]).await.has("6 (seis) ampolas").has("Justificativa");
}

#[actix_web::test]
async fn ctl_2_some_lists_give_way_to_no_justification() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update medications set controlled_list = 'B2' where code = 'P0200'");
    let above = HomeItem::fluoxetine().with("duration", "31").with("supply", "31");
    refused(&hospital, &doctor, above.justified(), "and no more with any justification").await;
    papers(&doctor, vec![HomeItem::fluoxetine().with("duration", "30").with("supply", "30")]).await.has("azul");
    assert_eq!(hospital.text(PAPERS), "notification B2 1");
}

#[actix_web::test]
async fn ctl_2_a_controlled_item_says_for_how_many_days_and_its_list_has_a_rule() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let endless = HomeItem::fluoxetine().with("duration", "").with("course", "continuous");
    refused(&hospital, &doctor, endless, "Fluoxetine is prescribed for so many days").await;
    hospital.run("delete from controlled_list_rules where list = 'C1'");
    refused(&hospital, &doctor, HomeItem::fluoxetine(), "no document for list C1").await;
    let enalapril = HomeItem::paracetamol().with("duration", "").with("course", "continuous");
    papers(&doctor, vec![enalapril]).await.has("uso contínuo.");
}

#[actix_web::test]
async fn ctl_3_an_addendum_moves_an_item_to_special_control_but_mixes_no_lists() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let tramadol = HomeItem::of(["P0015", "50", "mg", "VO", "6/6H", "60", "240"]);
    let page = papers(&doctor, vec![tramadol.clone(), HomeItem::fluoxetine()]).await;
    assert_eq!(hospital.text(PAPERS), "special_control A2 1, special_control C1 1");
    page.has_not("Folha de transcrição");
    let refused = insist_home(&doctor, 1, vec![tramadol.clone().with("supply", "241")]).await;
    assert_eq!(refused.status, 422);
    refused.has("List A2 allows at most 60 days");
    let above = tramadol.clone().with("supply", "241").justified();
    assert_eq!(insist_home(&doctor, 1, vec![above]).await.status, 303);
    hospital.run("update medications set controlled_addendum = false where code = 'P0015'");
    let refused = insist_home(&doctor, 1, vec![tramadol]).await;
    assert_eq!(refused.status, 422);
    refused.has("List A2 allows at most 30 days");
}

#[actix_web::test]
async fn ctl_4_quantities_are_in_figures_and_words_and_posology_without_abbreviations() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let items = vec![
        HomeItem::paracetamol().with("note", "Tomar com água"),
        HomeItem::of(["P0004", "1000", "mg", "VO", "SN", "5", "1"])
            .with("indication", "dor")
            .with("interval", "6")
            .with("most", "4"),
        HomeItem::fluoxetine(),
        HomeItem::of(["P0193", "2.5", "mg", "VO", "1XN", "60", "30"]),
    ];
    let page = papers(&doctor, items).await;
    for words in [
        "12 (doze) comprimidos",
        "Tomar 1 (um) comprimido (500 mg), por via oral, de 6 em 6 horas, durante 3 (três) dias.",
        "Tomar com água",
        "1 (um) frasco<",
        "Tomar 5 mL (1.000 mg), por via oral, somente se necessário para dor, com intervalo mínimo de 6 horas entre as doses e no máximo 4 (quatro) doses em 24 horas, durante 5 (cinco) dias.",
        "60 (sessenta) cápsulas",
        "Tomar 1 (uma) cápsula (20 mg)",
        "Tomar meio comprimido (2,5 mg), por via oral, 1 vez ao dia, ao deitar, durante 60 (sessenta) dias.",
    ] {
        page.has(words);
    }
    for abbreviation in ["6/6H", " VO", "SN<", "cp "] {
        page.has_not(abbreviation);
    }
}

#[actix_web::test]
async fn ctl_4_an_unreadable_quantity_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for supply in ["doze", "12,5", "-1", "0", "1e3"] {
        refused(&hospital, &doctor, HomeItem::paracetamol().with("supply", supply), "whole number").await;
    }
}

#[actix_web::test]
async fn ctl_5_every_sheet_is_paper_only_and_a_notification_is_never_printed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let items = vec![HomeItem::paracetamol(), HomeItem::cefalexin(), HomeItem::fluoxetine(), HomeItem::morphine()];
    let page = papers(&doctor, items).await;
    let sheets = page.body.matches("<section class=\"p-paper").count();
    assert_eq!(sheets, 1 + 2 + 2 + 2, "ordinary, antimicrobial, special control, transcription and what goes with it");
    assert_eq!(page.body.matches("Não é prescrição eletrônica").count(), sheets);
    assert_eq!(page.body.matches("assinatura de próprio punho").count(), sheets - 1, "none on the transcription");
    page.has(
        "NÃO É A NOTIFICAÇÃO. Transcreva à mão no impresso oficial numerado: <strong>Notificação de Receita A</strong>",
    )
    .has("<dd>amarela</dd>")
    .has("No máximo 5 (cinco) ampolas, ou a quantidade para 30 (trinta) dias de tratamento.")
    .has("Válida por 30 (trinta) dias")
    .has("Válida por 10 (dez) dias")
    .has("Acompanha a Notificação de Receita A")
    .has("Identificação do comprador")
    .has("Identificação do fornecedor")
    .has("Dispensação (preenche a farmácia)");
    assert_eq!(page.body.matches("1ª via: retenção da farmácia").count(), 2);
    assert_eq!(page.body.matches("2ª via: orientação ao paciente").count(), 2);
    // Not in a URL, and the same in the other language: the document is Portuguese.
    page.has("Notifications are official numbered forms").has("lang=\"pt-BR\"");
}

#[actix_web::test]
async fn ctl_11_an_old_prescription_keeps_the_class_of_its_day() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = insist_home(&doctor, 1, vec![HomeItem::fluoxetine()]).await;
    hospital.run(
        "update medications set controlled_list = 'A1' where code = 'P0200'; \
         update controlled_list_rules set document_pt = 'outro', valid_days = 1",
    );
    doctor
        .get(&signed.location)
        .await
        .has("Receita de Controle Especial")
        .has("Válida por 30 (trinta) dias")
        .has_not("outro");
}

#[actix_web::test]
async fn who_6_what_is_for_the_hospital_only_never_goes_home() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let misoprostol = HomeItem::of(["P0172", "25", "mcg", "VAG", "1X", "1", "1"]);
    refused(&hospital, &doctor, misoprostol.clone(), "Misoprostol is for use in the hospital only").await;
    refused(&hospital, &doctor, misoprostol.justified(), "Misoprostol is for use in the hospital only").await;
    let reply = send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}

#[actix_web::test]
async fn id_9_and_id_1_each_sheet_says_hospital_patient_prescriber_date_and_place_to_sign() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update patients set cpf = '52998224725' where id = 1");
    let page = papers(&doctor, vec![HomeItem::paracetamol(), HomeItem::fluoxetine()]).await;
    let sheets: Vec<&str> = page.body.split("<section class=\"p-paper").skip(1).collect();
    assert_eq!(sheets.len(), 3);
    let record = hospital.text("select record_number from patients where id = 1");
    for sheet in sheets {
        for words in [
            "Hospital Santa Aurora",
            "CNES",
            "Avenida dos Girassóis, 1500",
            "Paciente: Maria Oliveira",
            &format!("Prontuário {record}"),
            "CPF 52998224725",
            " anos (",
            "Rua das Flores, 123",
            "Dr. João Silva · CRM/SP 12345",
            "Cardiologia",
            "assinatura e carimbo",
            " de 20",
        ] {
            assert!(sheet.contains(words), "{words} in {sheet}");
        }
    }
}
