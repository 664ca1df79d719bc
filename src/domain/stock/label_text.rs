//! What fits a label: texts are cut with a sign that says so, and lists say how many more there are.

/// What stands where a text was cut.
const CUT: char = '…';

/// A text of so many characters at most, the sign of a cut included.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}{CUT}", kept.trim_end())
}

/// The first of a list that fit so many characters, each cut to its own most, and how many more there are. One is
/// always shown.
pub fn fit(list: &[String], room: usize, most_each: usize) -> (Vec<String>, usize) {
    let mut used = 0;
    let fitting = list.iter().map(|text| cut(text, most_each)).take_while(|text| {
        let is_first = used == 0;
        used += text.chars().count() + 2;
        is_first || used <= room
    });
    let shown: Vec<String> = fitting.collect();
    let hidden = list.len() - shown.len();
    (shown, hidden)
}
