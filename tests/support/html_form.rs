//! A form of a page as a browser without a script would send it.

/// Names and values in their order.
#[derive(Clone, Debug)]
pub struct HtmlForm(pub Vec<(String, String)>);

impl HtmlForm {
    /// The first form of the page with this class.
    pub fn read(page: &str, class: &str) -> Self {
        let start =
            page.find(&format!("<form class=\"{class}\"")).unwrap_or_else(|| panic!("a form {class} in:\n{page}"));
        let form = &page[start..];
        let form = &form[..form.find("</form>").expect("its end")];
        let mut fields = Vec::new();
        let mut select: Option<String> = None;
        for tag in form.split('<').skip(1) {
            let attribute = |name: &str| attribute(tag, name);
            if tag.starts_with("input") {
                let ticked = attribute("type").as_deref() != Some("checkbox") || tag.contains(" checked");
                if ticked && let Some(name) = attribute("name") {
                    fields.push((name, attribute("value").unwrap_or_default()));
                }
            } else if tag.starts_with("select") {
                select = attribute("name");
                fields.extend(select.clone().map(|name| (name, String::new())));
            } else if tag.starts_with("option") && tag.contains(" selected") && select.is_some() {
                let value = attribute("value").unwrap_or_default();
                fields.last_mut().expect("its select").1 = value;
            } else if tag.starts_with("/select") {
                select = None;
            }
        }
        HtmlForm(fields)
    }

    /// Fills in the field of a row, from 0.
    pub fn set(&mut self, name: &str, row: usize, value: &str) {
        let mut of_name = self.0.iter_mut().filter(|(field, _)| field == name);
        let field = of_name.nth(row).unwrap_or_else(|| panic!("no {name} in row {row}"));
        value.clone_into(&mut field.1);
    }

    pub fn get(&self, name: &str, row: usize) -> &str {
        let mut of_name = self.0.iter().filter(|(field, _)| field == name);
        of_name.nth(row).map_or("", |(_, value)| value)
    }

    pub fn count(&self, name: &str) -> usize {
        self.0.iter().filter(|(field, _)| field == name).count()
    }

    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Takes out one of a row's fields, from 0; for a row, each of its fields.
    pub fn remove(&mut self, name: &str, row: usize) {
        let place = self.0.iter().enumerate().filter(|(_, (field, _))| field == name).nth(row).map(|(place, _)| place);
        self.0.remove(place.unwrap_or_else(|| panic!("no {name} in row {row}")));
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    let value = rest.split('"').next()?;
    Some(
        value
            .replace("&#38;", "&")
            .replace("&#39;", "'")
            .replace("&#34;", "\"")
            .replace("&#60;", "<")
            .replace("&#62;", ">"),
    )
}
