drop index read_model.dispatch_lines_settled_patient;
drop view read_model.patient_events;
