//! The search of the formulary: by code, by words, and where no word fits by similar ones.

use diesel::dsl::{AsSelect, SqlTypeOf, exists, select, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};

use crate::domain::medication_label::medication_code;
use crate::domain::medication_search::{LONGEST_SEARCH, MedicationSearch, SearchedNumber, can_be_misspelt};
use crate::schema::medications;

/// Medications offered at once.
const MOST: usize = 20;
/// Similar ones that are looked at more closely, far more than there are.
const MOST_SIMILAR: i64 = 1_000;
/// Fewer letters than these have no trigram of their own, and are looked for at the beginning of words.
const SHORTEST_INSIDE: usize = 3;
/// Letters of the names that the order goes by, as in its index.
const ORDERED: i32 = 100;

diesel::define_sql_function! { fn fold(value: Text) -> Text; }
diesel::define_sql_function! { fn lower(value: Text) -> Text; }
diesel::define_sql_function! { fn left(value: Text, letters: Integer) -> Text; }
diesel::infix_operator!(IsLikeAWordOf, " <% ", backend: Pg);

/// A medication of the formulary, as it is offered.
#[derive(Queryable, Selectable)]
#[diesel(table_name = medications, check_for_backend(Pg))]
pub struct Found {
    pub id: i64,
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub usual_unit_code: Option<String>,
    pub antimicrobial: bool,
    names: String,
    pub cytotoxic: bool,
    pub registered_programme: bool,
    search: String,
}

type Medications = medications::BoxedQuery<'static, Pg, SqlTypeOf<AsSelect<Found, Pg>>>;
type Condition = Box<dyn BoxableExpression<medications::table, Pg, SqlType = Bool>>;

/// Active medications that a text may mean: the one whose code it is, those called so, those that have all its words,
/// and where there are none of these, those with similar words. Best first, in the same order each time.
pub fn find(connection: &mut PgConnection, text: &str) -> QueryResult<Vec<Found>> {
    let text: String = text.chars().take(LONGEST_SEARCH).collect();
    let (folded, is_code): (String, bool) = select((fold(&text), exists(with_code(&text)))).get_result(connection)?;
    let search = MedicationSearch::read(&folded);
    if search.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = if is_code { with_code(&text).load(connection)? } else { Vec::new() };
    add_others(&mut found, with_all_words(connection, &search)?);
    if found.is_empty() {
        found = similar(connection, &search)?;
    }
    found.truncate(MOST);
    Ok(found)
}

fn with_code(text: &str) -> Medications {
    let code = medication_code(text).to_lowercase();
    let query = medications::table.filter(medications::active).filter(lower(medications::code).eq(code));
    query.select(Found::as_select()).into_boxed()
}

/// Those called so, then those with words that begin so, then those with each word somewhere. Where all of them fit in
/// a list they are put in order here; else each kind is asked for while there are too few.
fn with_all_words(connection: &mut PgConnection, search: &MedicationSearch) -> QueryResult<Vec<Found>> {
    let mut found: Vec<Found> = Vec::new();
    // So few letters are somewhere in most of them, and as a name's beginning soon fill the list.
    if search.words.first().is_some_and(|first| letters(first) < SHORTEST_INSIDE) {
        found = called_so(connection, search)?;
        if found.len() == MOST {
            return Ok(found);
        }
    }
    let mut fitting: Vec<Found> = in_order(with_words(search, contains)).load(connection)?;
    fitting.sort_by_key(|medication| medication.rank(search));
    if fitting.len() < MOST {
        return Ok(fitting);
    }
    if found.is_empty() {
        found = called_so(connection, search)?;
    }
    if found.len() < MOST {
        add_others(&mut found, in_order(with_words(search, begins_a_word)).load(connection)?);
        add_others(&mut found, fitting);
    }
    Ok(found)
}

fn called_so(connection: &mut PgConnection, search: &MedicationSearch) -> QueryResult<Vec<Found>> {
    let Some(first) = search.words.first() else { return Ok(Vec::new()) };
    in_order(with_words(search, contains).filter(has_name(first))).load(connection)
}

fn add_others(found: &mut Vec<Found>, more: Vec<Found>) {
    for medication in more {
        if found.iter().all(|other| other.id != medication.id) {
            found.push(medication);
        }
    }
}

impl Found {
    /// The smaller, the sooner it comes.
    fn rank(&self, search: &MedicationSearch) -> u8 {
        if search.words.first().is_some_and(|first| self.has_name(first)) {
            0
        } else {
            1 + u8::from(!self.has_beginnings(search))
        }
    }

    /// As the condition of the same name.
    fn has_name(&self, word: &str) -> bool {
        self.names.starts_with(&format!(" {word}")) || self.names.contains(&format!("# {word}"))
    }

    /// Each word is the beginning of one.
    fn has_beginnings(&self, search: &MedicationSearch) -> bool {
        search.words.iter().all(|word| self.search.contains(&format!(" {word}")))
    }
}

/// Written as SQL, so that the statement is never prepared once for all: whether an index of words or the one of the
/// order is quicker depends on what was typed.
fn active() -> Medications {
    medications::table.filter(sql::<Bool>("active")).limit(MOST as i64).select(Found::as_select()).into_boxed()
}

fn in_order(query: Medications) -> Medications {
    query.then_order_by((left(medications::names, ORDERED), medications::id))
}

fn with_words(search: &MedicationSearch, has: impl Fn(&str) -> Condition) -> Medications {
    let query = search.words.iter().fold(active(), |query, word| query.filter(has(word)));
    let whole = |number: &str| format!("% {number} %");
    search.numbers.iter().fold(query, |query, number| query.filter(has_number(number, search.is_one_word(), whole)))
}

/// The fewer letters are wrong, the sooner it comes; with too many of them it is something else.
fn similar(connection: &mut PgConnection, search: &MedicationSearch) -> QueryResult<Vec<Found>> {
    let mut candidates: Vec<Found> = in_order(with_similar_words(search, is_like_a_name)).load(connection)?;
    if candidates.is_empty() && search.words.len() > 1 {
        candidates = in_order(with_similar_words(search, is_like_a_word)).load(connection)?;
    }
    let mut ranked: Vec<(usize, Found)> = candidates
        .into_iter()
        .filter_map(|candidate| Some((search.wrong_letters(&candidate.search)?, candidate)))
        .collect();
    ranked.sort_by_key(|(wrong, _)| *wrong);
    Ok(ranked.into_iter().map(|(_, candidate)| candidate).collect())
}

/// Has something like each word, and a number that begins like each number.
fn with_similar_words(search: &MedicationSearch, has: impl Fn(&str) -> Condition) -> Medications {
    let query = search.words.iter().fold(active(), |query, word| query.filter(has(word)));
    let begun = |number: &str| format!("% {number}%");
    let query = search.numbers.iter().fold(query, |query, number| query.filter(has_number(number, false, begun)));
    query.limit(MOST_SIMILAR)
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

/// Nothing in a pattern is a sign of LIKE: only letters, digits and the marks of numbers are searched for.
fn contains(word: &str) -> Condition {
    if letters(word) < SHORTEST_INSIDE {
        return begins_a_word(word);
    }
    Box::new(medications::search.like(format!("%{word}%")))
}

fn begins_a_word(word: &str) -> Condition {
    Box::new(medications::search.like(format!("% {word}%")))
}

/// The generic name in either language begins so.
fn has_name(word: &str) -> Condition {
    Box::new(medications::names.like(format!(" {word}%")).or(medications::names.like(format!("%# {word}%"))))
}

/// A strength that is written so, or a name that begins with it (`5-fluorouracil`); alone it may be a code's beginning.
fn has_number(number: &SearchedNumber, may_be_code: bool, pattern: impl Fn(&str) -> String) -> Condition {
    let mut condition: Condition = Box::new(medications::names.like(format!("% {} %", number.typed)));
    for spelling in &number.spellings {
        condition = Box::new(condition.or(medications::numbers.like(pattern(spelling))));
    }
    if may_be_code {
        condition = Box::new(condition.or(medications::search.like(format!("% {}%", number.typed))));
    }
    condition
}

/// A name is like it, or something else has it as it is.
fn is_like_a_name(word: &str) -> Condition {
    if !can_be_misspelt(word) {
        return contains(word);
    }
    Box::new(contains(word).or(IsLikeAWordOf::new(word.to_owned().into_sql::<Text>(), medications::names)))
}

/// Anything is like it, a form of the medication too; this takes the longest.
fn is_like_a_word(word: &str) -> Condition {
    if !can_be_misspelt(word) {
        return contains(word);
    }
    Box::new(IsLikeAWordOf::new(word.to_owned().into_sql::<Text>(), medications::search))
}
