//! Which documents controlled substances need at discharge.

use std::collections::HashSet;

use posology::domain::controlled::{ControlledItem, Excess, ListRule, documents};
use posology::domain::named::Named;
use proptest::prelude::*;

fn named(name: &str) -> Named {
    Named { pt: name.to_owned(), en: name.to_owned() }
}

fn rules() -> Vec<ListRule> {
    let rule =
        |(list, document, most_ampoules, most_days, most_substances, valid_days): (&str, &str, _, _, _, _)| ListRule {
            list: list.to_owned(),
            document: named(document),
            most_ampoules,
            most_days,
            most_substances,
            valid_days,
        };
    [
        ("A1", "A", Some(5), 30, 1, 30),
        ("A2", "A", Some(5), 30, 1, 30),
        ("A3", "A", Some(5), 30, 1, 30),
        ("B1", "B", Some(5), 60, 1, 30),
        ("B2", "B2", None, 30, 1, 30),
        ("C1", "special control", Some(5), 60, 3, 30),
        ("C2", "retinoids", Some(5), 30, 1, 30),
        ("C3", "thalidomide", None, 30, 1, 20),
        ("C5", "special control", Some(5), 60, 3, 30),
    ]
    .map(rule)
    .to_vec()
}

fn item(substance: &str, list: &str) -> ControlledItem {
    ControlledItem {
        name: named(substance),
        substance: substance.to_owned(),
        list: list.to_owned(),
        addendum: false,
        atc_code: String::new(),
        topical: false,
        hospital_only: false,
        ampoules: None,
        days: 30,
    }
}

/// Each document's name with what is on it.
fn needed(items: &[ControlledItem]) -> Vec<String> {
    let rules = rules();
    let documents = documents(items, &rules);
    let substances =
        |items: &[&ControlledItem]| items.iter().map(|item| item.substance.clone()).collect::<Vec<_>>().join("+");
    documents.iter().map(|document| format!("{}: {}", document.rule.document.en, substances(&document.items))).collect()
}

#[test]
fn ctl_2_notifications_take_one_substance_each_and_special_control_up_to_three_of_one_list() {
    let items = [
        item("morphine", "A1"),
        item("methadone", "A1"),
        item("morphine", "A1"),
        item("sertraline", "C1"),
        item("testosterone", "C5"),
        item("haloperidol", "C1"),
        item("quetiapine", "C1"),
        item("amitriptyline", "C1"),
        item("diazepam", "B1"),
    ];
    assert_eq!(
        needed(&items),
        [
            "A: morphine+morphine",
            "A: methadone",
            "special control: sertraline+haloperidol+quetiapine",
            "special control: testosterone",
            "special control: amitriptyline",
            "B: diazepam",
        ]
    );
}

#[test]
fn ctl_2_ampoules_of_a_substance_count_together_and_other_forms_by_days() {
    let rules = rules();
    let ampoules = |count| ControlledItem { ampoules: Some(count), days: 90, ..item("morphine", "A1") };
    let five = [ampoules(2), ampoules(3)];
    assert_eq!(documents(&five, &rules)[0].excesses(), []);
    let six = [ampoules(3), ampoules(3)];
    let both: Vec<Excess<'_>> = six.iter().map(|item| Excess::Ampoules { item, most: 5 }).collect();
    assert_eq!(documents(&six, &rules)[0].excesses(), both);
    for (list, most) in [("A1", 30), ("B1", 60), ("B2", 30), ("C1", 60), ("C2", 30), ("C3", 30), ("C5", 60)] {
        let within = [ControlledItem { days: most, ..item("x", list) }];
        assert_eq!(documents(&within, &rules)[0].excesses(), [], "{list}");
        let beyond = [ControlledItem { days: most + 1, ..item("x", list) }];
        assert_eq!(documents(&beyond, &rules)[0].excesses(), [Excess::Days { item: &beyond[0], most }], "{list}");
    }
}

#[test]
fn ctl_2_anticonvulsants_on_special_control_may_last_six_months() {
    let rules = rules();
    let of_days = |days| [ControlledItem { days, atc_code: "N03AF01".to_owned(), ..item("carbamazepine", "C1") }];
    let (within, beyond) = (of_days(180), of_days(181));
    assert_eq!(documents(&within, &rules)[0].excesses(), []);
    assert_eq!(documents(&beyond, &rules)[0].excesses(), [Excess::Days { item: &beyond[0], most: 180 }]);
    let clonazepam = [ControlledItem { days: 61, atc_code: "N03AE01".to_owned(), ..item("clonazepam", "B1") }];
    assert_eq!(documents(&clonazepam, &rules)[0].excesses().len(), 1, "a notification stays at its own days");
}

#[test]
fn ctl_3_an_addendum_moves_the_item_and_not_its_list_to_special_control() {
    let tramadol = ControlledItem { addendum: true, ..item("tramadol", "A2") };
    let codeine = ControlledItem { addendum: true, ..item("codeine", "A2") };
    let phenobarbital = ControlledItem { addendum: true, days: 60, ..item("phenobarbital", "B1") };
    let items = [tramadol, item("dextropropoxyphene", "A2"), phenobarbital, codeine, item("sertraline", "C1")];
    assert_eq!(
        needed(&items),
        [
            "special control: tramadol+codeine",
            "A: dextropropoxyphene",
            "special control: phenobarbital",
            "special control: sertraline",
        ]
    );
    assert_eq!(documents(&items, &rules()).iter().flat_map(|document| document.excesses()).count(), 0);
}

#[test]
fn who_6_what_is_for_the_hospital_only_and_retinoids_for_the_skin_need_no_document() {
    let misoprostol = ControlledItem { hospital_only: true, ..item("misoprostol", "C1") };
    let topical = ControlledItem { topical: true, ..item("tretinoin", "C2") };
    assert_eq!(needed(&[misoprostol, topical]), [] as [&str; 0]);
    assert_eq!(needed(&[item("isotretinoin", "C2")]), ["retinoids: isotretinoin"]);
}

fn any_item() -> impl Strategy<Value = ControlledItem> {
    let lists = ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "C5"];
    (0..9_usize, 0..5_usize, any::<bool>(), proptest::option::of(0..10_u32), 1..100_u32).prop_map(
        move |(list, substance, addendum, ampoules, days)| ControlledItem {
            addendum,
            ampoules,
            days,
            ..item(&format!("{} {substance}", lists[list]), lists[list])
        },
    )
}

proptest! {
    #[test]
    fn ctl_2_no_document_mixes_lists_or_takes_too_many_and_each_item_is_on_exactly_one(
        items in proptest::collection::vec(any_item(), 0..30)
    ) {
        let rules = rules();
        let documents = documents(&items, &rules);
        let mut placed = 0;
        for document in &documents {
            placed += document.items.len();
            let substances: HashSet<&str> = document.items.iter().map(|item| item.substance.as_str()).collect();
            prop_assert_eq!(document.substances(), substances.len());
            prop_assert!(substances.len() <= document.rule.most_substances);
            for item in &document.items {
                prop_assert_eq!(item.list.as_str(), document.list);
                let expected = if item.addendum { "C1" } else { &item.list };
                prop_assert_eq!(expected, document.rule.list.as_str());
            }
        }
        prop_assert_eq!(placed, items.len());
    }
}
