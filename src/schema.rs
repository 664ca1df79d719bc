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
        written_at -> Nullable<Timestamptz>,
        discharge_disposition -> Nullable<Text>,
        discharge_note -> Text,
        discharged_by -> Nullable<Int8>,
    }
}

diesel::table! {
    allergen_terms (term) {
        term -> Text,
        class_code -> Text,
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
    allergy_classes (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    allergy_cross_reactivity (allergen_class, drug_class) {
        allergen_class -> Text,
        drug_class -> Text,
        action -> Text,
        note_pt -> Text,
        note_en -> Text,
        source -> Text,
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
    beta_lactam_side_chains (substance) {
        substance -> Text,
        side_chain -> Text,
    }
}

diesel::table! {
    brands (brand) {
        brand -> Text,
        name -> Text,
        substances -> Array<Text>,
        source -> Text,
        as_of -> Date,
        state -> Text,
    }
}

diesel::table! {
    claims (item_id) {
        item_id -> Int8,
        user_id -> Int8,
        claimed_at -> Timestamptz,
    }
}

diesel::table! {
    controlled_list_rules (list) {
        list -> Text,
        document_pt -> Text,
        document_en -> Text,
        colour_pt -> Text,
        colour_en -> Text,
        most_ampoules -> Nullable<Int2>,
        most_days -> Int2,
        most_substances -> Int2,
        valid_days -> Int2,
        may_exceed -> Bool,
    }
}

diesel::table! {
    diluents (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        position -> Int2,
    }
}

diesel::table! {
    discharge_alerts (id) {
        id -> Int8,
        discharge_prescription_id -> Int8,
        rule -> Text,
        severity -> Text,
        decision -> Text,
        what_pt -> Text,
        what_en -> Text,
        source -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    discharge_documents (id) {
        id -> Int8,
        discharge_prescription_id -> Int8,
        number -> Int2,
        kind -> Text,
        list -> Nullable<Text>,
        title_pt -> Text,
        title_en -> Text,
        colour_pt -> Text,
        most_ampoules -> Nullable<Int2>,
        most_days -> Nullable<Int2>,
        valid_days -> Nullable<Int2>,
    }
}

diesel::table! {
    discharge_items (id) {
        id -> Int8,
        document_id -> Int8,
        number -> Int2,
        medication_id -> Int8,
        dose_quantity -> Numeric,
        dose_unit_code -> Text,
        route_code -> Text,
        frequency_code -> Text,
        weekday -> Nullable<Int2>,
        days -> Nullable<Int2>,
        supply -> Int4,
        indication -> Nullable<Text>,
        interval_hours -> Nullable<Numeric>,
        most_per_day -> Nullable<Int2>,
        note -> Text,
        diagnosis -> Nullable<Text>,
        justification -> Nullable<Text>,
        programme_code -> Nullable<Text>,
        pregnancy_test_on -> Nullable<Date>,
    }
}

diesel::table! {
    discharge_prescriptions (id) {
        id -> Int8,
        admission_id -> Int8,
        patient_id -> Int8,
        doctor_id -> Int8,
        prescribed_at -> Timestamptz,
        cancelled_at -> Nullable<Timestamptz>,
        cancelled_by -> Nullable<Int8>,
        cancel_reason -> Nullable<Text>,
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
        supervised -> Bool,
        chief -> Bool,
        rqe -> Nullable<Text>,
    }
}

diesel::table! {
    dose_limits (id) {
        id -> Int8,
        substance -> Text,
        routes -> Array<Text>,
        from_age -> Text,
        to_age -> Text,
        from_kg -> Nullable<Numeric>,
        to_kg -> Nullable<Numeric>,
        per -> Text,
        basis -> Text,
        maximum -> Numeric,
        unit_code -> Text,
        severity -> Text,
        source -> Text,
        as_of -> Date,
        state -> Text,
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
        prn -> Bool,
        continuous -> Bool,
        position -> Int2,
        cycle -> Text,
        interval_minutes -> Nullable<Int2>,
    }
}

diesel::table! {
    homonyms (patient_id, other_id) {
        patient_id -> Int8,
        other_id -> Int8,
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
        weight_valid_hours -> Int2,
        cut_over -> Nullable<Time>,
        cut_over_spares_minutes -> Int2,
        countersign_hours -> Int2,
        controlled_by_voice -> Bool,
        stewardship_release_hours -> Int2,
        height_valid_days -> Int2,
        child_bearing_from_years -> Int2,
        child_bearing_to_years -> Int2,
        pregnancy_test_valid_days -> Int2,
        residents_need_supervisor -> Bool,
        least_of_pack -> Numeric,
        most_packs -> Numeric,
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
    interactions (id) {
        id -> Int8,
        source -> Text,
        version -> Text,
        a_names -> Array<Text>,
        b_names -> Array<Text>,
        severity -> Text,
        conditional -> Bool,
        washout_days -> Int2,
        effect_pt -> Text,
        effect_en -> Text,
        by_clock -> Bool,
        advice_pt -> Text,
        advice_en -> Text,
    }
}

diesel::table! {
    lots (id) {
        id -> Int8,
        medication_id -> Int8,
        number -> Text,
        expires_on -> Date,
        gtin -> Nullable<Text>,
        state -> Text,
        received_at -> Timestamptz,
    }
}

diesel::table! {
    measurements (id) {
        id -> Int8,
        patient_id -> Int8,
        weight_kg -> Nullable<Numeric>,
        height_cm -> Nullable<Numeric>,
        measured_at -> Timestamptz,
        recorded_by -> Int8,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    item_refusals (item_id) {
        item_id -> Int8,
        category -> Text,
        reason -> Text,
        refused_by -> Int8,
        refused_at -> Timestamptz,
    }
}

diesel::table! {
    item_queries (id) {
        id -> Int8,
        item_id -> Int8,
        category -> Text,
        question -> Text,
        asked_by -> Int8,
        asked_at -> Timestamptz,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Int8>,
        answered_at -> Nullable<Timestamptz>,
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
        weight_based -> Bool,
        high_alert -> Text,
        allergy_classes -> Text,
        policy -> Text,
        specialty_restricted -> Bool,
        active -> Bool,
        names -> Text,
        numbers -> Text,
        search -> Text,
        synonyms -> Text,
        substances -> Array<Text>,
        stewardship -> Bool,
        controlled_addendum -> Bool,
        registered_programme -> Bool,
    }
}

diesel::table! {
    order_set_items (order_set_id, position) {
        order_set_id -> Int8,
        position -> Int2,
        medication_id -> Int8,
        dose_quantity -> Nullable<Numeric>,
        dose_unit_code -> Nullable<Text>,
        per_kg_quantity -> Nullable<Numeric>,
        per_kg_unit -> Nullable<Text>,
        route_code -> Text,
        frequency_code -> Text,
        weekday -> Nullable<Int2>,
        duration_days -> Int2,
        note -> Text,
        indication -> Nullable<Text>,
        interval_hours -> Nullable<Numeric>,
        most_per_day -> Nullable<Int2>,
        preparation -> Nullable<Text>,
        diluent_code -> Nullable<Text>,
        volume_ml -> Nullable<Numeric>,
        infusion_minutes -> Nullable<Numeric>,
        rate_quantity -> Nullable<Numeric>,
        rate_unit -> Nullable<Text>,
    }
}

diesel::table! {
    order_sets (id) {
        id -> Int8,
        name_pt -> Text,
        name_en -> Text,
        specialty_id -> Nullable<Int8>,
        doctor_id -> Nullable<Int8>,
    }
}

diesel::table! {
    paper_entries (id) {
        id -> Int8,
        row_code -> Text,
        patient_id -> Int8,
        admission_id -> Int8,
        item_id -> Nullable<Int8>,
        act -> Text,
        reason -> Nullable<Text>,
        described -> Text,
        note -> Text,
        done_at -> Timestamptz,
        done_by -> Nullable<Int8>,
        done_by_name -> Nullable<Text>,
        typed_by -> Int8,
        typed_at -> Timestamptz,
        corrects_id -> Nullable<Int8>,
    }
}

diesel::table! {
    paper_follow_ups (entry_id) {
        entry_id -> Int8,
        user_id -> Int8,
        at -> Timestamptz,
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
        provisional -> Bool,
        cpf -> Nullable<Text>,
        cns -> Nullable<Text>,
    }
}

diesel::table! {
    prescription_alerts (id) {
        id -> Int8,
        prescription_id -> Int8,
        item_number -> Nullable<Int2>,
        rule -> Text,
        severity -> Text,
        decision -> Text,
        circumstances -> Text,
        what_pt -> Text,
        what_en -> Text,
        source -> Text,
        reason -> Nullable<Text>,
        repeated -> Bool,
        reviewed_by -> Nullable<Int8>,
        reviewed_at -> Nullable<Timestamptz>,
        review_note -> Text,
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
        cycle -> Text,
        weekday -> Nullable<Int2>,
        first_dose_at -> Nullable<Timestamptz>,
        scheduled_from -> Timestamptz,
        duration_days -> Int2,
        note -> Text,
        indication -> Nullable<Text>,
        interval_hours -> Nullable<Numeric>,
        most_per_day -> Nullable<Int2>,
        preparation -> Nullable<Text>,
        diluent_code -> Nullable<Text>,
        volume_ml -> Nullable<Numeric>,
        infusion_minutes -> Nullable<Numeric>,
        rate_quantity -> Nullable<Numeric>,
        rate_unit -> Nullable<Text>,
        rate_ml_h -> Nullable<Numeric>,
        per_kg_quantity -> Nullable<Numeric>,
        per_kg_unit -> Nullable<Text>,
        weight_kg -> Nullable<Numeric>,
        weighed_at -> Nullable<Timestamptz>,
        therapy_started_on -> Nullable<Date>,
        review_at -> Nullable<Timestamptz>,
        stage -> Text,
        stage_since -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        suspended_by -> Nullable<Int8>,
        suspension_reason -> Nullable<Text>,
        return_due_at -> Nullable<Timestamptz>,
        starts_at -> Timestamptz,
        follows_item_id -> Nullable<Int8>,
        followed_as -> Nullable<Text>,
        not_renewed_by -> Nullable<Int8>,
        height_cm -> Nullable<Numeric>,
        height_measured_at -> Nullable<Timestamptz>,
        surface_m2 -> Nullable<Numeric>,
        protocol -> Nullable<Text>,
        protocol_cycle -> Nullable<Int2>,
        protocol_day -> Nullable<Int2>,
        programme_code -> Nullable<Text>,
        pregnancy_test_on -> Nullable<Date>,
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
        changes_id -> Nullable<Int8>,
        change_reason -> Nullable<Text>,
    }
}

diesel::table! {
    prints (number) {
        number -> Int8,
        ward_id -> Int8,
        base_number -> Nullable<Int8>,
        arrangement -> Text,
        span -> Text,
        only_due -> Bool,
        landscape -> Bool,
        language -> Text,
        printed_by -> Int8,
        printed_at -> Timestamptz,
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
        oncology -> Bool,
    }
}

diesel::table! {
    shipments (id) {
        id -> Int8,
        ward_id -> Int8,
        porter -> Text,
        sent_by -> Int8,
        sent_at -> Timestamptz,
    }
}

diesel::table! {
    item_supplies (item_id) {
        item_id -> Int8,
        needed -> Int4,
        bagged -> Int4,
        supplied -> Int4,
        labelled_bed_id -> Int8,
        separated_by -> Nullable<Int8>,
        checked_by -> Nullable<Int8>,
        checked_at -> Nullable<Timestamptz>,
        short_since -> Nullable<Timestamptz>,
        shipment_id -> Nullable<Int8>,
        version -> Int8,
    }
}

diesel::table! {
    item_lots (item_id, lot_id) {
        item_id -> Int8,
        lot_id -> Int8,
        bagged -> Int4,
        supplied -> Int4,
    }
}

diesel::table! {
    stewardship_requests (id) {
        id -> Int8,
        admission_id -> Int8,
        substance -> Text,
        medication_id -> Int8,
        prescription_id -> Int8,
        requested_at -> Timestamptz,
        released_until -> Timestamptz,
        status -> Text,
        decided_by -> Nullable<Int8>,
        decided_at -> Nullable<Timestamptz>,
        approved_until -> Nullable<Timestamptz>,
        proposal -> Text,
    }
}

diesel::table! {
    register_entries (medication_id, number) {
        medication_id -> Int8,
        number -> Int4,
        movement_id -> Int8,
        at -> Timestamptz,
        controlled_list -> Text,
        entered -> Int4,
        issued -> Int4,
        lost -> Int4,
        balance -> Int4,
        reverses -> Nullable<Int4>,
    }
}

diesel::table! {
    stock_balances (lot_id, place_id) {
        lot_id -> Int8,
        place_id -> Int8,
        units -> Int4,
        moves -> Int4,
    }
}

diesel::table! {
    stock_counts (id) {
        id -> Int8,
        place_id -> Int8,
        counted_at -> Timestamptz,
        counted_by -> Int8,
        second_user_id -> Nullable<Int8>,
        lots -> Int4,
        differing -> Int4,
        reason -> Text,
    }
}

diesel::table! {
    stock_levels (medication_id) {
        medication_id -> Int8,
        minimum -> Int4,
        maximum -> Nullable<Int4>,
        set_by -> Int8,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    stock_movements (id) {
        id -> Int8,
        at -> Timestamptz,
        kind -> Text,
        lot_id -> Int8,
        from_place_id -> Nullable<Int8>,
        to_place_id -> Nullable<Int8>,
        units -> Int4,
        item_id -> Nullable<Int8>,
        user_id -> Int8,
        second_user_id -> Nullable<Int8>,
        reason -> Text,
        document -> Text,
        supplier -> Text,
        unit_cost -> Nullable<Numeric>,
        reverses -> Nullable<Int8>,
    }
}

diesel::table! {
    stock_places (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        kind -> Text,
        controlled -> Bool,
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
    verbal_orders (prescription_id) {
        prescription_id -> Int8,
        received_by -> Int8,
        emergency -> Text,
        read_back -> Bool,
        countersign_due_at -> Timestamptz,
        countersigned_by -> Nullable<Int8>,
        countersigned_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    ward_frequency_times (ward_id, frequency_code) {
        ward_id -> Int8,
        frequency_code -> Text,
        times -> Array<Nullable<Time>>,
    }
}

diesel::table! {
    wards (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        kind -> Text,
        weight_valid_hours -> Nullable<Int2>,
        floor -> Text,
        wing -> Text,
    }
}

diesel::joinable!(lots -> medications (medication_id));
diesel::joinable!(admissions -> beds (bed_id));
diesel::table! {
    non_formulary_requests (id) {
        id -> Int8,
        admission_id -> Int8,
        patient_id -> Int8,
        requested_by -> Int8,
        requested_at -> Timestamptz,
        described -> Text,
        medication_id -> Nullable<Int8>,
        justification -> Text,
        approved -> Nullable<Bool>,
        decided_by -> Nullable<Int8>,
        decided_at -> Nullable<Timestamptz>,
        refusal_reason -> Nullable<Text>,
        acknowledged_by -> Nullable<Int8>,
        acknowledged_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    prescription_drafts (id) {
        id -> Int8,
        admission_id -> Int8,
        patient_id -> Int8,
        drafted_by -> Int8,
        drafted_at -> Timestamptz,
        language -> Text,
        form -> Text,
        medications_pt -> Array<Text>,
        medications_en -> Array<Text>,
        status -> Text,
        decided_by -> Nullable<Int8>,
        decided_at -> Nullable<Timestamptz>,
        prescription_id -> Nullable<Int8>,
        discard_reason -> Nullable<Text>,
        stops_pt -> Array<Text>,
        stops_en -> Array<Text>,
    }
}

diesel::table! {
    prescriber_programmes (code) {
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        atc_code -> Text,
    }
}

diesel::table! {
    programme_registrations (programme_code, doctor_id) {
        programme_code -> Text,
        doctor_id -> Int8,
    }
}

diesel::joinable!(non_formulary_requests -> medications (medication_id));
diesel::joinable!(non_formulary_requests -> patients (patient_id));
diesel::joinable!(prescription_drafts -> patients (patient_id));
diesel::joinable!(programme_registrations -> doctors (doctor_id));
diesel::joinable!(programme_registrations -> prescriber_programmes (programme_code));
diesel::joinable!(prescription_items -> prescriber_programmes (programme_code));
diesel::joinable!(admissions -> patients (patient_id));
diesel::joinable!(allergen_terms -> allergy_classes (class_code));
diesel::joinable!(admissions -> users (discharged_by));
diesel::joinable!(allergies -> patients (patient_id));
diesel::joinable!(beds -> wards (ward_id));
diesel::joinable!(discharge_alerts -> discharge_prescriptions (discharge_prescription_id));
diesel::joinable!(discharge_documents -> discharge_prescriptions (discharge_prescription_id));
diesel::joinable!(discharge_items -> discharge_documents (document_id));
diesel::joinable!(discharge_items -> dose_units (dose_unit_code));
diesel::joinable!(discharge_items -> frequencies (frequency_code));
diesel::joinable!(discharge_items -> medications (medication_id));
diesel::joinable!(discharge_items -> prescriber_programmes (programme_code));
diesel::joinable!(discharge_items -> routes (route_code));
diesel::joinable!(discharge_prescriptions -> doctors (doctor_id));
diesel::joinable!(discharge_prescriptions -> patients (patient_id));
diesel::joinable!(discharge_prescriptions -> users (cancelled_by));
diesel::joinable!(dose_limits -> dose_units (unit_code));
diesel::joinable!(doctors -> specialties (specialty_id));
diesel::joinable!(events -> patients (patient_id));
diesel::joinable!(events -> prescriptions (prescription_id));
diesel::joinable!(events -> users (user_id));
diesel::joinable!(form_group_routes -> form_groups (form_group_code));
diesel::joinable!(form_group_routes -> routes (route_code));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(item_lots -> item_supplies (item_id));
diesel::joinable!(item_lots -> lots (lot_id));
diesel::joinable!(item_supplies -> prescription_items (item_id));
diesel::joinable!(item_supplies -> shipments (shipment_id));
diesel::joinable!(claims -> prescription_items (item_id));
diesel::joinable!(claims -> users (user_id));
diesel::joinable!(item_queries -> prescription_items (item_id));
diesel::joinable!(item_refusals -> prescription_items (item_id));
diesel::joinable!(measurements -> patients (patient_id));
diesel::joinable!(measurements -> users (recorded_by));
diesel::joinable!(medication_routes -> medications (medication_id));
diesel::joinable!(medication_routes -> routes (route_code));
diesel::joinable!(medication_specialties -> medications (medication_id));
diesel::joinable!(medication_specialties -> specialties (specialty_id));
diesel::joinable!(medications -> dose_units (usual_unit_code));
diesel::joinable!(medications -> form_groups (form_group_code));
diesel::joinable!(order_set_items -> medications (medication_id));
diesel::joinable!(order_set_items -> order_sets (order_set_id));
diesel::joinable!(paper_entries -> patients (patient_id));
diesel::joinable!(paper_entries -> prescription_items (item_id));
diesel::joinable!(paper_follow_ups -> paper_entries (entry_id));
diesel::joinable!(prescription_alerts -> prescriptions (prescription_id));
diesel::joinable!(prescription_alerts -> users (reviewed_by));
diesel::joinable!(prescription_item_times -> prescription_items (item_id));
diesel::joinable!(prescription_items -> diluents (diluent_code));
diesel::joinable!(prescription_items -> dose_units (dose_unit_code));
diesel::joinable!(prescription_items -> frequencies (frequency_code));
diesel::joinable!(prescription_items -> medications (medication_id));
diesel::joinable!(prescription_items -> prescriptions (prescription_id));
diesel::joinable!(prescription_items -> routes (route_code));
diesel::joinable!(prescriptions -> admissions (admission_id));
diesel::joinable!(prescriptions -> doctors (doctor_id));
diesel::joinable!(prescriptions -> patients (patient_id));
diesel::joinable!(register_entries -> medications (medication_id));
diesel::joinable!(register_entries -> stock_movements (movement_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(shipments -> wards (ward_id));
diesel::joinable!(stewardship_requests -> admissions (admission_id));
diesel::joinable!(stewardship_requests -> medications (medication_id));
diesel::joinable!(stewardship_requests -> prescriptions (prescription_id));
diesel::joinable!(stock_balances -> lots (lot_id));
diesel::joinable!(stock_balances -> stock_places (place_id));
diesel::joinable!(stock_counts -> stock_places (place_id));
diesel::joinable!(stock_levels -> medications (medication_id));
diesel::joinable!(stock_levels -> users (set_by));
diesel::joinable!(stock_movements -> lots (lot_id));
diesel::joinable!(stock_movements -> prescription_items (item_id));
diesel::joinable!(users -> doctors (doctor_id));
diesel::joinable!(verbal_orders -> prescriptions (prescription_id));
diesel::joinable!(ward_frequency_times -> frequencies (frequency_code));
diesel::joinable!(ward_frequency_times -> wards (ward_id));

diesel::allow_tables_to_appear_in_same_query!(
    admissions,
    allergen_terms,
    allergies,
    allergy_classes,
    allergy_cross_reactivity,
    beds,
    beta_lactam_side_chains,
    brands,
    claims,
    controlled_list_rules,
    diluents,
    discharge_alerts,
    discharge_documents,
    discharge_items,
    discharge_prescriptions,
    doctors,
    dose_limits,
    dose_units,
    events,
    form_group_routes,
    form_groups,
    frequencies,
    homonyms,
    hospital,
    idempotency_keys,
    interactions,
    item_lots,
    item_queries,
    item_supplies,
    item_refusals,
    lots,
    measurements,
    look_alike_names,
    medication_routes,
    medication_specialties,
    medications,
    non_formulary_requests,
    order_set_items,
    order_sets,
    paper_entries,
    paper_follow_ups,
    patients,
    prescription_alerts,
    prescription_item_times,
    prescription_items,
    prescriptions,
    prescriber_programmes,
    prescription_drafts,
    prints,
    programme_registrations,
    routes,
    sessions,
    specialties,
    shipments,
    stewardship_requests,
    register_entries,
    stock_balances,
    stock_counts,
    stock_levels,
    stock_movements,
    stock_places,
    users,
    verbal_orders,
    ward_frequency_times,
    wards,
);
