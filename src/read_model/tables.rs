//! The schema `read_model` as diesel sees it: views and tables that pages select from.

use diesel::{allow_tables_to_appear_in_same_query, table};

/// A view with the columns of a line, between columns of its own.
macro_rules! lines_view {
    ($name:ident) => {
        lines_view!($name (item_id), [], []);
    };
    ($name:ident ($($key:ident),+), [$($before:ident -> $before_type:ty),*], [$($after:ident -> $after_type:ty),*]) => {
        table! {
            read_model.$name ($($key),+) {
                $($before -> $before_type,)*
                prescription_id -> Int8,
                item_number -> Int2,
                item_id -> Int8,
                ward_id -> Int8,
                ward_code -> Text,
                ward_name_pt -> Text,
                ward_name_en -> Text,
                bed_code -> Text,
                patient_id -> Int8,
                record_number -> Text,
                patient_name -> Text,
                birth_date -> Date,
                patient_search -> Text,
                allergy_status -> Nullable<Text>,
                allergies -> Array<Text>,
                medication_id -> Int8,
                medication_code -> Text,
                medication_name_pt -> Text,
                medication_name_en -> Text,
                presentation_pt -> Text,
                presentation_en -> Text,
                high_alert -> Bool,
                dose_quantity -> Numeric,
                dose_unit_code -> Text,
                route_code -> Text,
                route_name_pt -> Text,
                route_name_en -> Text,
                frequency_name_pt -> Text,
                frequency_name_en -> Text,
                stat -> Bool,
                times -> Array<Time>,
                cycle -> Text,
                weekday -> Nullable<Int2>,
                first_dose_at -> Nullable<Timestamptz>,
                scheduled_from -> Timestamptz,
                duration_days -> Int2,
                note -> Text,
                contents -> Jsonb,
                doctor_id -> Int8,
                doctor_name -> Text,
                specialty_name_pt -> Text,
                specialty_name_en -> Text,
                registration -> Text,
                prescribed_at -> Timestamptz,
                valid_until -> Timestamptz,
                stage -> Text,
                stage_since -> Timestamptz,
                closed_at -> Nullable<Timestamptz>,
                $($after -> $after_type,)*
            }
        }
    };
}

lines_view!(lines);
lines_view!(dispatch_lines);
// Never behind the tables.
lines_view!(lines_now);
// The number is null for what a sheet would say now.
lines_view!(
    sheet_lines (item_id),
    [print_number -> Nullable<Int8>],
    [missing -> Int4, follows_item_id -> Nullable<Int8>]
);

/// A view with a sheet's patients, after columns of its own.
macro_rules! patients_view {
    ($name:ident, [$($before:ident -> $before_type:ty),*]) => {
        table! {
            read_model.$name (patient_id) {
                $($before -> $before_type,)*
                print_number -> Nullable<Int8>,
                ward_id -> Int8,
                patient_id -> Int8,
                record_number -> Text,
                name -> Text,
                birth_date -> Date,
                bed_code -> Text,
                allergy_status -> Nullable<Text>,
                allergies -> Array<Text>,
                weight_kg -> Nullable<Numeric>,
                weighed_at -> Nullable<Timestamptz>,
                homonym -> Bool,
            }
        }
    };
}

patients_view!(sheet_patients, []);
patients_view!(changed_patients, [printed -> Int8, later -> Nullable<Int8>, kind -> Text, is_after -> Bool]);

table! {
    read_model.prints (number) {
        number -> Int8,
        ward_id -> Int8,
        ward_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        base_number -> Nullable<Int8>,
        arrangement -> Text,
        span -> Text,
        only_due -> Bool,
        landscape -> Bool,
        language -> Text,
        printed_by -> Text,
        printed_at -> Timestamptz,
        refresh_number -> Nullable<Int8>,
        as_of -> Nullable<Timestamptz>,
        latest_number -> Int8,
    }
}

// Without a later number: what differs now.
lines_view!(
    changed_lines (item_id),
    [
        printed -> Int8, later -> Nullable<Int8>, kind -> Text, is_after -> Bool, print_number -> Nullable<Int8>
    ],
    [missing -> Int4, follows_item_id -> Nullable<Int8>]
);

table! {
    read_model.whereabouts (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        item_number -> Int2,
        stage -> Text,
        stage_since -> Timestamptz,
        ward_code -> Text,
        bed_code -> Text,
    }
}

table! {
    read_model.newest_prints (ward_id) {
        ward_id -> Int8,
        print_number -> Int8,
        is_kept -> Bool,
        lines -> Int8,
        patients -> Int8,
    }
}

table! {
    read_model.wanted_prints (print_number) {
        print_number -> Int8,
    }
}

table! {
    read_model.as_of (number) {
        number -> Int8,
        at -> Timestamptz,
        missing_since -> Nullable<Timestamptz>,
        now -> Timestamptz,
    }
}

table! {
    read_model.touched (prescription_id) {
        prescription_id -> Int8,
        at -> Timestamptz,
    }
}

table! {
    read_model.disagreements (prescription_id, item_number) {
        kind -> Text,
        prescription_id -> Int8,
        item_number -> Int2,
    }
}

table! {
    read_model.hospital (cnes) {
        name -> Text,
        address -> Text,
        phone -> Text,
        cnes -> Text,
        demo -> Bool,
    }
}

table! {
    read_model.wards (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        kind -> Text,
        beds -> Int8,
        patients -> Int8,
    }
}

table! {
    read_model.patients (id) {
        id -> Int8,
        record_number -> Text,
        name -> Text,
        birth_date -> Date,
        sex -> Text,
        mother_name -> Text,
        address -> Text,
        allergy_status -> Nullable<Text>,
        allergies -> Array<Text>,
        search -> Text,
        admission_id -> Nullable<Int8>,
        admitted_at -> Nullable<Timestamptz>,
        ward_id -> Nullable<Int8>,
        ward_code -> Nullable<Text>,
        ward_name_pt -> Nullable<Text>,
        ward_name_en -> Nullable<Text>,
        bed_code -> Nullable<Text>,
        provisional -> Bool,
        cpf -> Nullable<Text>,
        cns -> Nullable<Text>,
    }
}

table! {
    read_model.measurements (patient_id) {
        patient_id -> Int8,
        weight_kg -> Nullable<Numeric>,
        weighed_at -> Nullable<Timestamptz>,
        height_cm -> Nullable<Numeric>,
        height_measured_at -> Nullable<Timestamptz>,
    }
}

table! {
    read_model.homonyms (patient_id, other_id) {
        patient_id -> Int8,
        other_id -> Int8,
        name -> Text,
        birth_date -> Date,
        record_number -> Text,
        bed_code -> Text,
    }
}

table! {
    read_model.prescriptions (id) {
        id -> Int8,
        prescribed_at -> Timestamptz,
        valid_until -> Timestamptz,
        doctor_id -> Int8,
        doctor_name -> Text,
        specialty_name_pt -> Text,
        specialty_name_en -> Text,
        registration -> Text,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        address -> Text,
        allergy_status -> Nullable<Text>,
        allergies -> Array<Text>,
        ward_id -> Int8,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        bed_code -> Text,
    }
}

table! {
    read_model.prescription_papers (id) {
        id -> Int8,
        prescribed_at -> Timestamptz,
        valid_until -> Timestamptz,
        doctor_name -> Text,
        registration -> Text,
        specialty_name_pt -> Text,
        specialty_name_en -> Text,
        rqe -> Nullable<Text>,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        sex -> Text,
        cpf -> Nullable<Text>,
        cns -> Nullable<Text>,
        allergy_status -> Nullable<Text>,
        allergies -> Array<Text>,
        weight_kg -> Nullable<Numeric>,
        weighed_at -> Nullable<Timestamptz>,
        admission_id -> Int8,
        admitted_at -> Timestamptz,
        ward_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        floor -> Text,
        wing -> Text,
        bed_code -> Text,
    }
}

table! {
    read_model.suspensions (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        user_name -> Text,
        suspended_at -> Timestamptz,
        reason -> Text,
        return_due_at -> Nullable<Timestamptz>,
    }
}

table! {
    read_model.discharges (admission_id) {
        admission_id -> Int8,
        patient_id -> Int8,
        discharged_at -> Timestamptz,
        disposition -> Nullable<Text>,
        note -> Text,
        user_name -> Nullable<Text>,
    }
}

table! {
    read_model.lapses (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        item_number -> Int2,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        bed_code -> Text,
        ward_id -> Int8,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        valid_until -> Timestamptz,
        starts_at -> Timestamptz,
        duration_days -> Int2,
    }
}

table! {
    read_model.versions (item_id) {
        prescription_id -> Int8,
        item_id -> Int8,
        item_number -> Int2,
        followed_as -> Text,
        earlier_prescription_id -> Int8,
        earlier_item_id -> Int8,
        earlier_item_number -> Int2,
        earlier_name_pt -> Text,
        earlier_name_en -> Text,
        earlier_dose_quantity -> Numeric,
        earlier_dose_unit_code -> Text,
        earlier_route_pt -> Text,
        earlier_route_en -> Text,
        earlier_frequency_pt -> Text,
        earlier_frequency_en -> Text,
        earlier_times -> Array<Time>,
        earlier_note -> Text,
    }
}

table! {
    read_model.new_versions (prescription_id) {
        prescription_id -> Int8,
        earlier_id -> Int8,
        reason -> Text,
    }
}

table! {
    read_model.prescription_alerts (id) {
        prescription_id -> Int8,
        id -> Int8,
        item_number -> Nullable<Int2>,
        rule -> Text,
        severity -> Text,
        what_pt -> Text,
        what_en -> Text,
        source -> Text,
        reason -> Nullable<Text>,
        repeated -> Bool,
    }
}

table! {
    read_model.overrides (id) {
        id -> Int8,
        prescription_id -> Int8,
        rule -> Text,
        severity -> Text,
        what_pt -> Text,
        what_en -> Text,
        source -> Text,
        reason -> Text,
        prescribed_at -> Timestamptz,
        doctor_name -> Text,
        registration -> Text,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        bed_code -> Text,
        birth_date -> Date,
        reviewed_at -> Nullable<Timestamptz>,
        reviewer_name -> Nullable<Text>,
        review_note -> Text,
    }
}

table! {
    read_model.stewardship_requests (id) {
        id -> Int8,
        prescription_id -> Int8,
        requested_at -> Timestamptz,
        released_until -> Timestamptz,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        bed_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        doctor_name -> Text,
        registration -> Text,
        indication -> Nullable<Text>,
    }
}

table! {
    read_model.controlled_list_rules (list) {
        list -> Text,
        document_pt -> Text,
        document_en -> Text,
        colour_pt -> Text,
        colour_en -> Text,
        most_ampoules -> Nullable<Int2>,
        most_days -> Int2,
        most_substances -> Int2,
        valid_days -> Int2,
    }
}

table! {
    read_model.controlled_items (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        patient_id -> Int8,
        duration_days -> Int2,
        valid_until -> Timestamptz,
        stage -> Text,
        cycle -> Text,
        doses_per_day -> Int2,
        most_per_day -> Nullable<Int2>,
        continuous -> Bool,
        dispensing_unit -> Text,
        name_pt -> Text,
        name_en -> Text,
        substances -> Array<Text>,
        atc_code -> Text,
        form_group_code -> Text,
        controlled_list -> Text,
        controlled_addendum -> Bool,
        hospital_only -> Bool,
    }
}

table! {
    read_model.item_queries (id) {
        id -> Int8,
        item_id -> Int8,
        prescription_id -> Int8,
        category -> Text,
        question -> Text,
        asked_by -> Text,
        asked_at -> Timestamptz,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
    }
}

table! {
    read_model.refusals (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        category -> Text,
        reason -> Text,
        user_name -> Text,
        refused_at -> Timestamptz,
    }
}

table! {
    read_model.claims (item_id) {
        item_id -> Int8,
        user_id -> Int8,
        user_name -> Text,
        claimed_at -> Timestamptz,
    }
}

table! {
    read_model.verbal_orders (prescription_id) {
        prescription_id -> Int8,
        doctor_id -> Int8,
        giver_name -> Text,
        registration -> Text,
        receiver_name -> Text,
        emergency -> Text,
        given_at -> Timestamptz,
        countersign_due_at -> Timestamptz,
        countersigned_at -> Nullable<Timestamptz>,
        patient_id -> Int8,
        patient_name -> Text,
        bed_code -> Text,
        medications_pt -> Array<Text>,
        medications_en -> Array<Text>,
    }
}

table! {
    read_model.discharge_prescriptions (id) {
        id -> Int8,
        patient_id -> Int8,
        prescribed_at -> Timestamptz,
        cancelled_at -> Nullable<Timestamptz>,
        canceller_name -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        sex -> Text,
        address -> Text,
        mother_name -> Text,
        cpf -> Nullable<Text>,
        cns -> Nullable<Text>,
        doctor_name -> Text,
        registration -> Text,
        specialty_pt -> Text,
        specialty_en -> Text,
        medications_pt -> Array<Text>,
        medications_en -> Array<Text>,
    }
}

table! {
    read_model.discharge_documents (id) {
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

table! {
    read_model.discharge_items (id) {
        id -> Int8,
        document_id -> Int8,
        number -> Int2,
        name_pt -> Text,
        name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        strength -> Text,
        dispensing_unit -> Text,
        dose_quantity -> Numeric,
        dose_unit_code -> Text,
        route_code -> Text,
        route_pt -> Text,
        frequency_pt -> Text,
        cycle -> Text,
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

table! {
    read_model.discharge_alerts (id) {
        id -> Int8,
        discharge_prescription_id -> Int8,
        rule -> Text,
        severity -> Text,
        what_pt -> Text,
        what_en -> Text,
        source -> Text,
        reason -> Nullable<Text>,
    }
}

table! {
    read_model.drafts (id) {
        id -> Int8,
        drafted_by -> Int8,
        drafted_at -> Timestamptz,
        specialty_id -> Int8,
        author_name -> Text,
        registration -> Text,
        status -> Text,
        decided_at -> Nullable<Timestamptz>,
        decider_name -> Nullable<Text>,
        prescription_id -> Nullable<Int8>,
        discard_reason -> Nullable<Text>,
        medications_pt -> Array<Text>,
        medications_en -> Array<Text>,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        bed_code -> Text,
        stops_pt -> Array<Text>,
        stops_en -> Array<Text>,
    }
}

table! {
    read_model.non_formulary_requests (id) {
        id -> Int8,
        requested_by -> Int8,
        requested_at -> Timestamptz,
        requester_name -> Text,
        registration -> Text,
        described -> Text,
        medication_code -> Nullable<Text>,
        medication_name_pt -> Nullable<Text>,
        medication_name_en -> Nullable<Text>,
        presentation_pt -> Nullable<Text>,
        presentation_en -> Nullable<Text>,
        justification -> Text,
        approved -> Nullable<Bool>,
        chief_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        refusal_reason -> Nullable<Text>,
        acknowledger_name -> Nullable<Text>,
        acknowledged_at -> Nullable<Timestamptz>,
        patient_id -> Int8,
        patient_name -> Text,
        record_number -> Text,
        birth_date -> Date,
        bed_code -> Text,
    }
}

table! {
    read_model.chiefs (id) {
        id -> Int8,
    }
}

table! {
    read_model.prescribers (id) {
        id -> Int8,
        specialty_id -> Int8,
        needs_supervisor -> Bool,
    }
}

table! {
    read_model.patient_events (verb, number) {
        patient_id -> Int8,
        at -> Timestamptz,
        number -> Int8,
        verb -> Text,
        user_name -> Nullable<Text>,
        prescription_id -> Nullable<Int8>,
        medications_pt -> Array<Text>,
        medications_en -> Array<Text>,
        reason -> Nullable<Text>,
        from_bed -> Nullable<Text>,
        to_bed -> Nullable<Text>,
        allergy_status -> Nullable<Text>,
        allergies -> Array<Text>,
        paper_entry_id -> Nullable<Int8>,
    }
}

table! {
    read_model.paper_entries (id) {
        id -> Int8,
        row_code -> Text,
        patient_id -> Int8,
        patient_name -> Text,
        birth_date -> Date,
        record_number -> Text,
        bed_code -> Text,
        prescription_id -> Nullable<Int8>,
        item_number -> Nullable<Int2>,
        medication_name_pt -> Nullable<Text>,
        medication_name_en -> Nullable<Text>,
        act -> Text,
        reason -> Nullable<Text>,
        described -> Text,
        note -> Text,
        done_at -> Timestamptz,
        done_by -> Text,
        typed_at -> Timestamptz,
        typed_by -> Text,
        corrects_id -> Nullable<Int8>,
        corrected_by_id -> Nullable<Int8>,
        waits -> Bool,
    }
}

table! {
    read_model.item_events (verb, number) {
        prescription_id -> Int8,
        item_number -> Nullable<Int2>,
        at -> Timestamptz,
        number -> Int8,
        verb -> Text,
        user_name -> Nullable<Text>,
        from_stage -> Nullable<Text>,
        to_stage -> Nullable<Text>,
        category -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

table! {
    read_model.look_alike_names (name) {
        name -> Text,
        tall_man -> Text,
    }
}

table! {
    read_model.formulary (active) {
        active -> Int8,
        inactive -> Int8,
        restricted -> Int8,
    }
}

table! {
    read_model.users (id) {
        id -> Int8,
        username -> Text,
        name -> Text,
        role -> Text,
        active -> Bool,
        locked_until -> Nullable<Timestamptz>,
    }
}

table! {
    read_model.stock (lot_id, place_id) {
        medication_id -> Int8,
        medication_code -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        search -> Text,
        lot_id -> Int8,
        lot -> Text,
        expires_on -> Date,
        state -> Text,
        place_id -> Int8,
        place_name_pt -> Text,
        place_name_en -> Text,
        place_kind -> Text,
        units -> Int4,
    }
}

table! {
    read_model.stock_ledger (id) {
        id -> Int8,
        at -> Timestamptz,
        kind -> Text,
        medication_id -> Int8,
        lot_id -> Int8,
        lot -> Text,
        expires_on -> Date,
        from_pt -> Nullable<Text>,
        from_en -> Nullable<Text>,
        to_pt -> Nullable<Text>,
        to_en -> Nullable<Text>,
        units -> Int4,
        prescription_id -> Nullable<Int8>,
        item_number -> Nullable<Int2>,
        user_name -> Text,
        second_user_name -> Nullable<Text>,
        reason -> Text,
        document -> Text,
        supplier -> Text,
        unit_cost -> Nullable<Numeric>,
    }
}

table! {
    read_model.consumption (id) {
        id -> Int8,
        at -> Timestamptz,
        quarter -> Timestamptz,
        medication_id -> Int8,
        medication_code -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        ward_id -> Int8,
        ward_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        units -> Int4,
        cost -> Numeric,
    }
}

table! {
    read_model.turnarounds (item_id) {
        item_id -> Int8,
        received_at -> Timestamptz,
        ward_id -> Int8,
        ward_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        minutes -> Int4,
    }
}

table! {
    read_model.expiring_stock (lot_id, place_id) {
        medication_id -> Int8,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        lot_id -> Int8,
        lot -> Text,
        expires_on -> Date,
        place_id -> Int8,
        place_name_pt -> Text,
        place_name_en -> Text,
        units -> Int4,
        value -> Numeric,
    }
}

table! {
    read_model.medications (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        controlled_list -> Text,
        search -> Text,
        active -> Bool,
    }
}

table! {
    read_model.supplies (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        item_number -> Int2,
        starts_at -> Timestamptz,
        stage -> Text,
        valid_until -> Timestamptz,
        medication_id -> Int8,
        strength -> Text,
        dispensing_unit -> Text,
        controlled_list -> Text,
        cold_chain -> Bool,
        high_alert -> Bool,
        needed -> Nullable<Int4>,
        bagged -> Int4,
        supplied -> Int4,
        short_since -> Nullable<Timestamptz>,
        separated_by_id -> Nullable<Int8>,
        separated_by -> Nullable<Text>,
        checked_by -> Nullable<Text>,
        checked_at -> Nullable<Timestamptz>,
        labelled_bed -> Nullable<Text>,
        has_moved -> Bool,
        bed_id -> Int8,
        shipment_id -> Nullable<Int8>,
        version -> Int8,
    }
}

table! {
    read_model.item_lots (item_id, lot_id) {
        item_id -> Int8,
        lot_id -> Int8,
        lot -> Text,
        expires_on -> Date,
        bagged -> Int4,
        supplied -> Int4,
    }
}

table! {
    read_model.supply_imbalances (item_id) {
        item_id -> Int8,
        bagged -> Nullable<Int4>,
        supplied -> Nullable<Int4>,
        lots_bagged -> Nullable<Int4>,
        lots_supplied -> Nullable<Int4>,
    }
}

table! {
    read_model.shortages (item_id) {
        item_id -> Int8,
        prescription_id -> Int8,
        item_number -> Int2,
        patient_id -> Int8,
        doctor_id -> Int8,
        ward_id -> Int8,
        bed_code -> Text,
        patient_name -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        needed -> Int4,
        bagged -> Int4,
        supplied -> Int4,
        short_since -> Nullable<Timestamptz>,
        stage -> Text,
    }
}

table! {
    read_model.stops (item_id, why) {
        item_id -> Int8,
        why -> Text,
        since -> Timestamptz,
    }
}

table! {
    read_model.shipments (id) {
        id -> Int8,
        ward_id -> Int8,
        ward_code -> Text,
        ward_name_pt -> Text,
        ward_name_en -> Text,
        porter -> Text,
        sent_by -> Text,
        sent_at -> Timestamptz,
    }
}

table! {
    read_model.lots (id) {
        id -> Int8,
        medication_id -> Int8,
        medication_code -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        controlled -> Bool,
        number -> Text,
        expires_on -> Date,
        state -> Text,
    }
}

table! {
    read_model.lot_whereabouts (lot_id, what) {
        lot_id -> Int8,
        what -> Text,
        units -> Int8,
        at -> Nullable<Timestamptz>,
        place_name_pt -> Nullable<Text>,
        place_name_en -> Nullable<Text>,
        place_kind -> Nullable<Text>,
        reason -> Text,
        user_name -> Text,
        prescription_id -> Nullable<Int8>,
        item_number -> Nullable<Int2>,
        patient_id -> Nullable<Int8>,
        patient_name -> Nullable<Text>,
        record_number -> Nullable<Text>,
    }
}

table! {
    read_model.watched_medications (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        minimum -> Nullable<Int4>,
        maximum -> Nullable<Int4>,
        used -> Int8,
    }
}

table! {
    read_model.stock_counts (id) {
        id -> Int8,
        counted_at -> Timestamptz,
        place_id -> Int8,
        place_name_pt -> Text,
        place_name_en -> Text,
        controlled -> Bool,
        user_name -> Text,
        second_user_name -> Nullable<Text>,
        lots -> Int4,
        differing -> Int4,
        reason -> Text,
    }
}

table! {
    read_model.counted_places (id) {
        id -> Int8,
        code -> Text,
        name_pt -> Text,
        name_en -> Text,
        controlled -> Bool,
        counted_at -> Nullable<Timestamptz>,
    }
}

table! {
    read_model.bag_lots (item_id, lot_id) {
        item_id -> Int8,
        lot_id -> Int8,
        lot -> Text,
        expires_on -> Date,
        gtin -> Nullable<Text>,
        medication_code -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        strength -> Text,
        dispensing_unit -> Text,
        units -> Int4,
        separated_at -> Timestamptz,
    }
}

table! {
    read_model.register_books (medication_id) {
        medication_id -> Int8,
        medication_code -> Text,
        medication_name_pt -> Text,
        medication_name_en -> Text,
        presentation_pt -> Text,
        presentation_en -> Text,
        dispensing_unit -> Text,
        controlled_list -> Text,
        opened_at -> Timestamptz,
        opening -> Int4,
        lines -> Int4,
        balance -> Int4,
    }
}

table! {
    read_model.register_entries (medication_id, number) {
        medication_id -> Int8,
        number -> Int4,
        at -> Timestamptz,
        entered -> Int4,
        issued -> Int4,
        lost -> Int4,
        balance -> Int4,
    }
}

table! {
    read_model.register_lines (medication_id, number) {
        medication_id -> Int8,
        number -> Int4,
        at -> Timestamptz,
        controlled_list -> Text,
        kind -> Text,
        entered -> Int4,
        issued -> Int4,
        lost -> Int4,
        balance -> Int4,
        reverses -> Nullable<Int4>,
        reversed_by -> Nullable<Int4>,
        lot -> Text,
        expires_on -> Date,
        supplier -> Text,
        document -> Text,
        reason -> Text,
        prescription_id -> Nullable<Int8>,
        item_number -> Nullable<Int2>,
        patient_name -> Nullable<Text>,
        record_number -> Nullable<Text>,
        doctor_name -> Nullable<Text>,
        registration -> Nullable<Text>,
        user_name -> Text,
        second_user_name -> Nullable<Text>,
    }
}

table! {
    read_model.register_imbalances (medication_code) {
        medication_code -> Text,
        book -> Int4,
        stock -> Int4,
    }
}

table! {
    read_model.stock_imbalances (lot_id, place_id) {
        lot_id -> Int8,
        place_id -> Int8,
        balance -> Nullable<Int4>,
        ledger -> Nullable<Int4>,
    }
}

allow_tables_to_appear_in_same_query!(lines, prescriptions);
allow_tables_to_appear_in_same_query!(newest_prints, prints);
