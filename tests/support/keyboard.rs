//! Keys as a person presses them, one after the other or held.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::browser::Browser;

pub const ENTER: &str = "\u{e007}";
pub const TAB: &str = "\u{e004}";
pub const SPACE: &str = " ";
/// F8.
pub const NEXT: &str = "\u{e038}";
/// Shift+Tab.
pub const BACK: &str = "\u{e008}\u{e004}";
/// Alt+R.
pub const RENEW: &str = "\u{e00a}r";
/// Ctrl+Enter.
pub const SIGN: &str = "\u{e009}\u{e007}";

/// As long as somebody looks before the next key; shortcuts ignore what comes sooner.
pub const LOOK: Duration = Duration::from_millis(400);
/// As long as a page is read at least.
pub const READ: Duration = Duration::from_millis(1200);

/// The last key, with those before it held.
pub async fn strike(doctor: &Browser, keys: &str) {
    let down = keys.chars().map(|value| KeyAction::Down { value });
    let up = keys.chars().rev().map(|value| KeyAction::Up { value });
    let actions = down.chain(up).fold(KeyActions::new("keys".to_owned()), InputSource::then);
    doctor.client.perform_actions(actions).await.expect("a key");
}

/// What the focus is on, by its name for screen readers.
pub async fn focus(doctor: &Browser) -> String {
    let element = doctor.client.active_element().await.expect("a focus");
    let label = Label(element.element_id().to_string());
    let name = doctor.client.issue_cmd(label).await.expect("a name");
    name.as_str().unwrap_or_default().to_owned()
}

/// The last key twice, as fast as it goes.
pub async fn strike_twice(doctor: &Browser, keys: &str) {
    let (held, last) = keys.split_at(keys.len() - ENTER.len());
    let press = |value| [KeyAction::Down { value }, KeyAction::Up { value }];
    let down = held.chars().map(|value| KeyAction::Down { value });
    let twice = last.chars().chain(last.chars()).flat_map(press);
    let up = held.chars().map(|value| KeyAction::Up { value });
    let actions = down.chain(twice).chain(up).fold(KeyActions::new("keys".to_owned()), InputSource::then);
    doctor.client.perform_actions(actions).await.expect("two keys");
}

/// Enter, alone or with Ctrl, as it comes again and again while it is held.
pub async fn hold(doctor: &Browser, keys: &str) {
    let modifiers = if keys == SIGN { 2 } else { 0 };
    for _ in 0..5 {
        let key = json!({ "type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r",
            "modifiers": modifiers, "autoRepeat": true });
        doctor.client.issue_cmd(Held(key)).await.expect("a held key");
    }
}

/// The name of an element as assistive technology has it.
#[derive(Debug)]
struct Label(String);

impl WebDriverCompatibleCommand for Label {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/element/{}/computedlabel", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}

/// A key as the browser itself gets it; held down, it repeats.
#[derive(Debug)]
struct Held(Value);

impl WebDriverCompatibleCommand for Held {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": "Input.dispatchKeyEvent", "params": self.0 }).to_string()))
    }
}
