-- Takes patients and prescriptions away again.
drop table idempotency_keys, events, prescription_item_times, prescription_items, prescriptions, admissions, allergies, patients;
drop function require_prescription_item(), require_item_time(), require_item_contents(), require_allergy_status();
