//! The statements behind pages and commands, as pgbench runs them, and refreshes timed alone.

use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::data::BenchHospital;

/// What a dispatch page asks, in one snapshot.
pub const DISPATCH: &str = "begin isolation level repeatable read read only;
select id, code, name_pt, name_en, beds, patients from read_model.wards order by id;
select count(*) from read_model.dispatch_lines where closed_at is null;
select :columns from read_model.dispatch_lines where closed_at is null
    order by stat desc, prescribed_at desc, prescription_id desc, item_number limit 50 offset 0;
select name, tall_man from read_model.look_alike_names;
select number, at from read_model.refreshes order by number desc limit 1;
commit;
";

/// What a ward's report asks, for a reader of Portuguese.
pub const REPORT: &str = "begin isolation level repeatable read read only;
select code, name_pt, name_en from read_model.wards where id = :ward;
select prescription_id, item_number, patient_id, bed_code, medication_name_pt, presentation_pt, high_alert, dose_quantity,
    dose_unit_code, route_name_pt, frequency_name_pt, stat, times, cycle, first_dose_at, scheduled_from, note, contents, doctor_name,
    registration, prescribed_at, valid_until, stage, stage_since, closed_at, missing
    from read_model.sheet_lines where print_number is null and ward_id = :ward and (closed_at is null or closed_at > now() - interval '24 hours');
select patient_id, record_number, name, birth_date, bed_code, allergy_status, allergies, weight_kg, weighed_at, homonym
    from read_model.sheet_patients where print_number is null and ward_id = :ward order by bed_code, patient_id;
select name, tall_man from read_model.look_alike_names;
select * from read_model.prints where ward_id = :ward order by number desc limit 1;
select number, at from read_model.refreshes order by number desc limit 1;
commit;
";

/// What signing a prescription of one item writes.
pub const PRESCRIBE: &str = "\\set patient random(1, 20)
\\set high random(0, 2000000000)
\\set low random(0, 2000000000)
begin;
insert into idempotency_keys (key, user_id, request_hash)
    values (lpad(to_hex(:high::bigint * 2000000000 + :low), 32, '0')::uuid, 1, sha256('x'));
insert into prescriptions (admission_id, patient_id, doctor_id, prescribed_at, valid_until)
    values (:patient, :patient, 1, now(), now() + interval '24 hours') returning id as prescription \\gset
insert into prescription_items (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code,
    frequency_code, duration_days) values (:prescription, 1, 2, 500, 'mg', 'VO', '6/6H', 3) returning id as item \\gset
insert into prescription_item_times values (:item, '00:00'), (:item, '06:00'), (:item, '12:00'), (:item, '18:00');
insert into events (user_id, verb, patient_id, prescription_id, after) values (1, 'prescribe', :patient, :prescription, '{\"items\": []}');
insert into read_model.touched (prescription_id) values (:prescription);
update idempotency_keys set location = '/prescriptions/1' where key = lpad(to_hex(:high::bigint * 2000000000 + :low), 32, '0')::uuid;
commit;
";

pub fn dispatch_columns() -> String {
    "prescription_id, item_number, ward_name_pt, ward_name_en, bed_code, record_number, patient_name, birth_date, \
     allergy_status, allergies, medication_name_pt, medication_name_en, presentation_pt, presentation_en, high_alert, \
     dose_quantity, dose_unit_code, route_name_pt, route_name_en, frequency_name_pt, frequency_name_en, stat, times, note, contents, \
     doctor_name, registration, stage, stage_since"
        .to_owned()
}

/// Refreshing the recent view with so many touched prescriptions, beside a full refresh of all lines.
pub fn refreshes(hospital: &BenchHospital) {
    let mut connection = hospital.connect();
    for touched in [0, 10, 100, 500] {
        let touch = format!(
            "delete from read_model.touched; insert into read_model.touched select id from prescriptions order by id desc limit {touched}"
        );
        connection.batch_execute(&touch).expect("touched");
        connection.batch_execute("select read_model.refresh()").expect("warm");
        println!(
            "refresh of recent, {touched:>3} touched prescriptions  {:>9.1} ms",
            median(&mut connection, "select read_model.refresh()")
        );
    }
    connection.batch_execute("select read_model.compact()").expect("compacted");
    println!(
        "compaction                                   {:>9.1} ms",
        median(&mut connection, "select read_model.compact()")
    );
    let all = "create materialized view bench_all_lines as select * from read_model.lines; \
        create unique index on bench_all_lines (prescription_id, item_number)";
    connection.batch_execute(all).expect("a view of all lines");
    for (name, sql) in [
        ("full refresh of all lines", "refresh materialized view bench_all_lines"),
        ("full refresh of all lines, concurrently", "refresh materialized view concurrently bench_all_lines"),
    ] {
        println!("{name:<44} {:>9.1} ms", median(&mut connection, sql));
    }
    connection.batch_execute("drop materialized view bench_all_lines").expect("dropped");
}

fn median(connection: &mut PgConnection, sql: &str) -> f64 {
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let began = Instant::now();
            connection.batch_execute(sql).expect(sql);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[2]
}
