//! The command line's tasks beside a hospital that is open on the same data.

use std::process::Command;

use super::embedded::directory;
use crate::support::program::Program;

fn task(data: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_posology"));
    command.args(arguments).env_remove("DATABASE_URL").env("POSOLOGY_DATA_DIR", data).env("RUST_LOG", "error");
    let output = command.output().expect("it runs");
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

pub const FORMULARY: &str = "item_code,dcb_name,inn_en,description_pt,description_en,strengths,strength_num,strength_num_ucum,\
strength_den_ucum,form_pt,form_en,form_group,dispense_unit_pt,typical_routes_demo,atc_code,controlled_list,\
antimicrobial,high_alert,cytotoxic,demo_policy\n\
Q99,Novinha,newcomer,Novinha 10 mg comprimido,Newcomer 10 mg tablet,10 mg,10,mg,,comprimido,tablet,oral,\
comprimido,VO,A01AA01,,0,,0,\n";

#[actix_web::test]
async fn imports_and_the_comparison_join_a_hospital_that_is_open_and_refuse_another_program_s_schema() {
    let parent = directory();
    let data = parent.path().join("data").display().to_string();
    let program = Program::start_embedded(&data, &[]);
    let doctor = program.log_in("joao.silva").await;
    let file = parent.path().join("formulary.csv");
    std::fs::write(&file, FORMULARY).expect("written");
    let (is_done, said) = task(&data, &["import", "formulary", &file.display().to_string()]);
    assert!(is_done && said.contains("1 inserted"), "{said}");
    doctor.get("/medications?q=Newcomer").await.has("Newcomer");
    let (is_done, said) = task(&data, &["verify-read-model"]);
    assert!(is_done && said.contains("0 differences"), "{said}");
    let socket = parent.path().join("data/socket");
    let psql = Command::new("psql")
        .args(["-h", &socket.display().to_string(), "-U", "posology", "-c"])
        .arg("insert into __diesel_schema_migrations values ('99990101000000')")
        .arg("posology")
        .output();
    assert!(psql.expect("psql is installed").status.success());
    let (is_done, said) = task(&data, &["verify-read-model"]);
    assert!(!is_done && said.contains("newer than this program"), "{said}");
}
