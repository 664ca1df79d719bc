//! Texts that were looked up before. A look-up takes microseconds, and a list has thousands of them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Language;

/// Far more than there are texts; a limit all the same.
const MOST_TEXTS: usize = 2_000;
/// Ages and small counts are remembered; larger numbers are seldom the same.
const MOST_COUNTED: i64 = 120;

/// A text in one language, for one number where there is a number in it.
type Variants = Vec<((Language, Option<i64>), Rc<str>)>;

thread_local! {
    static TEXTS: RefCell<HashMap<String, Variants>> = RefCell::default();
}

/// The text of a key, looked up the first time that this thread needs it.
pub fn remembered(language: Language, key: &str, n: Option<i64>, look_up: impl FnOnce() -> String) -> Rc<str> {
    TEXTS.with_borrow_mut(|texts| {
        if texts.len() > MOST_TEXTS {
            texts.clear();
        }
        if !texts.contains_key(key) {
            texts.insert(key.to_owned(), Variants::new());
        }
        let variants = texts.get_mut(key);
        let known = variants.iter().flat_map(|variants| variants.iter()).find(|(of, _)| *of == (language, n));
        if let Some((_, text)) = known {
            return Rc::clone(text);
        }
        let text: Rc<str> = look_up().into();
        if let Some(variants) = variants
            && n.is_none_or(|n| (0..MOST_COUNTED).contains(&n))
        {
            variants.push(((language, n), Rc::clone(&text)));
        }
        text
    })
}
