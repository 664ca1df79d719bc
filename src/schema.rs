// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "xid8", schema = "pg_catalog"))]
    pub struct Xid8;
}

diesel::table! {
    admissions (id) {
        id -> Int8,
        patient_id -> Int8,
        bed_id -> Int8,
        admitted_at -> Timestamptz,
        discharged_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    allergies (id) {
        id -> Int8,
        patient_id -> Int8,
        substance -> Text,
        reaction -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    beds (id) {
        id -> Int8,
        ward_id -> Int8,
        code -> Text,
    }
}

diesel::table! {
    doctors (id) {
        id -> Int8,
        name -> Text,
        specialty_id -> Int8,
        council -> Text,
        registration_state -> Text,
        registration_number -> Text,
        active -> Bool,
    }
}

diesel::table! {
    dose_units (code) {
        code -> Text,
        ucum -> Text,
        kind -> Text,
        position -> Int2,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Xid8;

    events (id) {
        id -> Int8,
        at -> Timestamptz,
        user_id -> Nullable<Int8>,
        verb -> Text,
        patient_id -> Nullable<Int8>,
        prescription_id -> Nullable<Int8>,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
        xid -> Xid8,
    }
}

diesel::table! {
    form_group_routes (form_group_code, route_code) {
        form_group_code -> Text,
        route_code -> Text,
    }
}

diesel::table! {
    form_groups (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    frequencies (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        doses_per_day -> Int2,
        default_times -> Array<Nullable<Time>>,
        stat -> Bool,
        position -> Int2,
    }
}

diesel::table! {
    hospital (id) {
        id -> Int2,
        name -> Text,
        address -> Text,
        phone -> Text,
        cnes -> Text,
        demo -> Bool,
    }
}

diesel::table! {
    idempotency_keys (key) {
        key -> Uuid,
        user_id -> Int8,
        request_hash -> Bytea,
        location -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    look_alike_names (name) {
        name -> Text,
        tall_man -> Text,
    }
}

diesel::table! {
    medication_routes (medication_id, route_code) {
        medication_id -> Int8,
        route_code -> Text,
        position -> Int2,
    }
}

diesel::table! {
    medication_specialties (medication_id, specialty_id) {
        medication_id -> Int8,
        specialty_id -> Int8,
    }
}

diesel::table! {
    medications (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        strength -> Text,
        form_group_code -> Text,
        atc_code -> Text,
        aliases -> Text,
        usual_unit_code -> Nullable<Text>,
        dispensing_unit -> Text,
        controlled_list -> Text,
        antimicrobial -> Bool,
        cytotoxic -> Bool,
        cold_chain -> Bool,
        high_alert -> Text,
        allergy_classes -> Text,
        policy -> Text,
        specialty_restricted -> Bool,
        active -> Bool,
        names -> Text,
        numbers -> Text,
        search -> Text,
    }
}

diesel::table! {
    patients (id) {
        id -> Int8,
        record_number -> Text,
        name -> Text,
        birth_date -> Date,
        sex -> Text,
        mother_name -> Text,
        address -> Text,
        allergy_status -> Nullable<Text>,
        search -> Text,
        allergies_version -> Int4,
    }
}

diesel::table! {
    prescription_item_times (item_id, time_of_day) {
        item_id -> Int8,
        time_of_day -> Time,
    }
}

diesel::table! {
    prescription_items (id) {
        id -> Int8,
        prescription_id -> Int8,
        number -> Int2,
        medication_id -> Int8,
        dose_quantity -> Numeric,
        dose_unit_code -> Text,
        route_code -> Text,
        frequency_code -> Text,
        duration_days -> Int2,
        note -> Text,
        stage -> Text,
        stage_since -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        suspended_by -> Nullable<Int8>,
        suspension_reason -> Nullable<Text>,
    }
}

diesel::table! {
    prescriptions (id) {
        id -> Int8,
        admission_id -> Int8,
        patient_id -> Int8,
        doctor_id -> Int8,
        prescribed_at -> Timestamptz,
        valid_until -> Timestamptz,
    }
}

diesel::table! {
    routes (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        position -> Int2,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Bytea,
        user_id -> Int8,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    specialties (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> Int8,
        username -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        doctor_id -> Nullable<Int8>,
        active -> Bool,
        failed_logins -> Int4,
        locked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    wards (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        kind -> Text,
    }
}

diesel::joinable!(admissions -> beds (bed_id));
diesel::joinable!(admissions -> patients (patient_id));
diesel::joinable!(allergies -> patients (patient_id));
diesel::joinable!(beds -> wards (ward_id));
diesel::joinable!(doctors -> specialties (specialty_id));
diesel::joinable!(events -> patients (patient_id));
diesel::joinable!(events -> prescriptions (prescription_id));
diesel::joinable!(events -> users (user_id));
diesel::joinable!(form_group_routes -> form_groups (form_group_code));
diesel::joinable!(form_group_routes -> routes (route_code));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(medication_routes -> medications (medication_id));
diesel::joinable!(medication_routes -> routes (route_code));
diesel::joinable!(medication_specialties -> medications (medication_id));
diesel::joinable!(medication_specialties -> specialties (specialty_id));
diesel::joinable!(medications -> dose_units (usual_unit_code));
diesel::joinable!(medications -> form_groups (form_group_code));
diesel::joinable!(prescription_item_times -> prescription_items (item_id));
diesel::joinable!(prescription_items -> dose_units (dose_unit_code));
diesel::joinable!(prescription_items -> frequencies (frequency_code));
diesel::joinable!(prescription_items -> medications (medication_id));
diesel::joinable!(prescription_items -> prescriptions (prescription_id));
diesel::joinable!(prescription_items -> routes (route_code));
diesel::joinable!(prescriptions -> doctors (doctor_id));
diesel::joinable!(prescriptions -> patients (patient_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(users -> doctors (doctor_id));

diesel::allow_tables_to_appear_in_same_query!(
    admissions,
    allergies,
    beds,
    doctors,
    dose_units,
    events,
    form_group_routes,
    form_groups,
    frequencies,
    hospital,
    idempotency_keys,
    look_alike_names,
    medication_routes,
    medication_specialties,
    medications,
    patients,
    prescription_item_times,
    prescription_items,
    prescriptions,
    routes,
    sessions,
    specialties,
    users,
    wards,
);
