//! The hospital's frequencies, for rules that need no database.

use chrono::TimeDelta;
use posology::domain::cycle::Cycle;
use posology::domain::item::lists::Frequency;
use posology::domain::named::Named;
use posology::domain::schedule::parse_times;

/// Code, cycle, strict interval in hours, usual times.
const ALL: [(&str, Cycle, Option<i64>, &str); 20] = [
    ("DU", Cycle::Once, None, "10:00"),
    ("1X", Cycle::Daily, None, "08:00"),
    ("1XN", Cycle::Daily, None, "22:00"),
    ("JEJ", Cycle::Daily, None, "06:00"),
    ("2X", Cycle::Daily, None, "08:00 20:00"),
    ("3X", Cycle::Daily, None, "08:00 14:00 20:00"),
    ("4X", Cycle::Daily, None, "08:00 12:00 16:00 20:00"),
    ("24/24H", Cycle::Daily, Some(24), "10:00"),
    ("12/12H", Cycle::Daily, Some(12), "10:00 22:00"),
    ("8/8H", Cycle::Daily, Some(8), "06:00 14:00 22:00"),
    ("6/6H", Cycle::Daily, Some(6), "00:00 06:00 12:00 18:00"),
    ("4/4H", Cycle::Daily, Some(4), "02:00 06:00 10:00 14:00 18:00 22:00"),
    ("3/3H", Cycle::Daily, Some(3), "00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00"),
    ("2/2H", Cycle::Daily, Some(2), "00:00 02:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00"),
    (
        "1/1H",
        Cycle::Daily,
        Some(1),
        "00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00 \
         18:00 19:00 20:00 21:00 22:00 23:00",
    ),
    ("48/48H", Cycle::Alternate, Some(48), "10:00"),
    ("1XSEM", Cycle::Weekly, None, "08:00"),
    ("1XMES", Cycle::Monthly, None, "08:00"),
    ("AC", Cycle::Daily, None, "07:30 11:30 17:30"),
    ("PC", Cycle::Daily, None, "08:30 12:30 18:30"),
];

pub fn all() -> Vec<Frequency> {
    ALL.iter().map(frequency).collect()
}

pub fn named(code: &str) -> Frequency {
    all().into_iter().find(|frequency| frequency.code == code).expect(code)
}

fn frequency((code, cycle, hours, times): &(&str, Cycle, Option<i64>, &str)) -> Frequency {
    let usual_times = parse_times(times).expect("times");
    Frequency {
        code: (*code).to_owned(),
        name: Named { pt: (*code).to_owned(), en: (*code).to_owned() },
        doses_per_day: usual_times.len(),
        usual_times,
        stat: false,
        prn: false,
        continuous: false,
        cycle: *cycle,
        strict_interval: hours.map(TimeDelta::hours),
    }
}
