//! Two hundred people in their beds.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;

use super::LoadError;
use super::dice::Dice;
use super::names::{ALLERGENS, MEN, STREETS, SURNAMES, WOMEN};
use super::places::Bed;
use crate::schema::{admissions, allergies, patients};

const PATIENTS: usize = 200;
/// Somebody whose name is one letter away from that of the 54th, in another ward (ID-4).
const NEARLY_NAMESAKE: (usize, &str) = (88, "Carlos Salles Moreira");
/// When Maria Oliveira was admitted: before the prescription of 20 May 2023, 14:30.
const MARIA_ADMITTED: &str = "2023-05-20T11:00:00Z";

/// Somebody in a bed.
pub struct Patient {
    pub id: i64,
    pub admission_id: i64,
    pub ward_code: String,
    pub birth_date: NaiveDate,
    pub sex: &'static str,
    pub admitted_at: DateTime<Utc>,
    /// Null allergy status: nothing may be prescribed (PRE-1).
    pub allergies_asked: bool,
    pub allergies: Vec<&'static str>,
}

struct Person {
    name: String,
    birth_date: NaiveDate,
    sex: &'static str,
    mother_name: String,
    address: String,
    allergy_status: Option<&'static str>,
    allergies: Vec<&'static str>,
    admitted_at: DateTime<Utc>,
}

/// Maria Oliveira first; then as many as leave forty beds free, spread over all wards.
pub fn load(connection: &mut PgConnection, beds: &[Bed], now: DateTime<Utc>) -> Result<Vec<Patient>, LoadError> {
    let mut dice = Dice::new(1985);
    let marias = beds.iter().find(|bed| bed.ward_code == "CM-1").ok_or(LoadError::Unfitting("no ward CM-1"))?;
    let mut loaded = vec![insert(connection, 1, &maria()?, marias)?];
    let others = beds.iter().filter(|bed| bed.id != marias.id);
    // Every sixth bed stays free.
    for (place, bed) in others.enumerate().filter(|(place, _)| place % 6 != 5) {
        if loaded.len() == PATIENTS {
            break;
        }
        let (number, mut person) = (loaded.len() + 1, person(&mut dice, &bed.ward_code, place, now));
        if number == NEARLY_NAMESAKE.0 {
            NEARLY_NAMESAKE.1.clone_into(&mut person.name);
        }
        loaded.push(insert(connection, number, &person, bed)?);
    }
    Ok(loaded)
}

fn maria() -> Result<Person, LoadError> {
    Ok(Person {
        name: "Maria Oliveira".to_owned(),
        birth_date: NaiveDate::from_ymd_opt(1985, 7, 10).ok_or(LoadError::Unfitting("a birth date"))?,
        sex: "female",
        mother_name: "Rosa Oliveira".to_owned(),
        address: "Rua das Flores, 123".to_owned(),
        allergy_status: Some("none_known"),
        allergies: Vec::new(),
        admitted_at: MARIA_ADMITTED.parse().map_err(|_| LoadError::Unfitting("an admission"))?,
    })
}

fn person(dice: &mut Dice, ward: &str, place: usize, now: DateTime<Utc>) -> Person {
    let woman = matches!(ward, "MAT" | "CO") || dice.roll(2) == 0;
    let (first, second) = (dice.name(if woman { &WOMEN } else { &MEN }), dice.name(&SURNAMES));
    let family = dice.name(&SURNAMES);
    let newborn = ward == "UTI-N";
    let mother_name = format!("{} {} {family}", dice.name(&WOMEN), dice.name(&SURNAMES));
    let name = if newborn { format!("RN de {mother_name}") } else { format!("{first} {second} {family}") };
    let (allergy_status, allergies) = allergies_of(dice, place, newborn);
    let stay = if newborn { 6 * 24 * 60 } else { 20 * 24 * 60 };
    Person {
        name,
        birth_date: born(dice, ward, now),
        sex: if woman { "female" } else { "male" },
        mother_name,
        address: format!("Rua {}, {}", dice.name(&STREETS), dice.roll(1900) + 10),
        allergy_status,
        allergies,
        admitted_at: now - TimeDelta::hours(30) - dice.minutes(stay),
    }
}

fn born(dice: &mut Dice, ward: &str, now: DateTime<Utc>) -> NaiveDate {
    let (youngest, oldest) = match ward {
        "UTI-N" => (8, 25),
        "UTI-P" | "PED" => (2 * 365, 12 * 365),
        "MAT" | "CO" => (18 * 365, 42 * 365),
        _ => (19 * 365, 92 * 365),
    };
    now.date_naive() - Days::new(youngest + dice.roll(oldest - youngest))
}

fn allergies_of(dice: &mut Dice, place: usize, newborn: bool) -> (Option<&'static str>, Vec<&'static str>) {
    match place {
        30 | 90 | 150 => (None, Vec::new()),
        _ if place % 37 == 3 => (Some("not_obtainable"), Vec::new()),
        _ if place % 4 == 1 && !newborn => {
            let first = dice.roll(ALLERGENS.len() as u64);
            let several = 1 + dice.roll(3);
            let chosen = (0..several).map(|step| (first + step * 3) % ALLERGENS.len() as u64);
            let named = chosen.filter_map(|place| ALLERGENS.get(usize::try_from(place).ok()?).copied());
            (Some("known"), named.collect())
        }
        _ => (Some("none_known"), Vec::new()),
    }
}

fn insert(connection: &mut PgConnection, number: usize, person: &Person, bed: &Bed) -> QueryResult<Patient> {
    let id: i64 = diesel::insert_into(patients::table)
        .values((
            patients::record_number.eq(format!("{:07}", 1_000_000 + number * 37)),
            patients::name.eq(&person.name),
            patients::birth_date.eq(person.birth_date),
            patients::sex.eq(person.sex),
            patients::mother_name.eq(&person.mother_name),
            patients::address.eq(&person.address),
            patients::allergy_status.eq(person.allergy_status),
        ))
        .returning(patients::id)
        .get_result(connection)?;
    let rows: Vec<_> = person
        .allergies
        .iter()
        .map(|substance| (allergies::patient_id.eq(id), allergies::substance.eq(*substance)))
        .collect();
    diesel::insert_into(allergies::table).values(rows).execute(connection)?;
    let admission_id = diesel::insert_into(admissions::table)
        .values((
            admissions::patient_id.eq(id),
            admissions::bed_id.eq(bed.id),
            admissions::admitted_at.eq(person.admitted_at),
        ))
        .returning(admissions::id)
        .get_result(connection)?;
    Ok(Patient {
        id,
        admission_id,
        ward_code: bed.ward_code.clone(),
        birth_date: person.birth_date,
        sex: person.sex,
        admitted_at: person.admitted_at,
        allergies_asked: person.allergy_status.is_some(),
        allergies: person.allergies.clone(),
    })
}
