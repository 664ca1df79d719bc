//! Somebody at a browser that keeps cookies and follows no redirect by itself.

use std::sync::LazyLock;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};

/// A test that looks at paper for long finds its connection closed by the server: it is not used again after this.
const SHORTER_THAN_THE_SERVER_S: std::time::Duration = std::time::Duration::from_secs(2);

/// With `POSOLOGY_ANSWERS=lost` the first answer to each form with a key never arrives, and it is sent again: whatever
/// any test expects of any command, it does once.
static ANSWERS_ARE_LOST: LazyLock<bool> =
    LazyLock::new(|| std::env::var("POSOLOGY_ANSWERS").is_ok_and(|value| value == "lost"));

#[derive(Clone)]
pub struct Person {
    client: Client,
    url: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub location: String,
    pub body: String,
    pub headers: reqwest::header::HeaderMap,
}

impl Person {
    pub fn new(url: &str) -> Self {
        let client = Client::builder()
            .pool_idle_timeout(SHORTER_THAN_THE_SERVER_S)
            .cookie_store(true)
            .redirect(Policy::none())
            .build()
            .expect("a client");
        Person { client, url: url.to_owned() }
    }

    /// The same person, with the same cookies, at another instance.
    pub fn at(&self, url: &str) -> Self {
        Person { client: self.client.clone(), url: url.to_owned() }
    }

    /// Every page from now on in a language.
    pub async fn choose_language(&self, tag: &str) {
        assert_eq!(self.post("/locale", &[("locale", tag)]).await.status, 303, "{tag}");
    }

    pub async fn get(&self, path: &str) -> Reply {
        answer(self.request(reqwest::Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        if *ANSWERS_ARE_LOST && fields.iter().any(|(name, value)| *name == "key" && !value.is_empty()) {
            let _lost = answer(self.request(reqwest::Method::POST, path).form(fields)).await;
        }
        answer(self.request(reqwest::Method::POST, path).form(fields)).await
    }

    /// Bytes as they are, as a form.
    pub async fn post_raw(&self, path: &str, body: Vec<u8>) -> Reply {
        let request = self.request(reqwest::Method::POST, path).body(body);
        answer(request.header("content-type", "application/x-www-form-urlencoded")).await
    }

    pub fn request(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).header("accept-language", "en")
    }
}

pub async fn answer(request: RequestBuilder) -> Reply {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let location = headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let body = response.text().await.expect("a body");
    Reply { status, location, body, headers }
}

impl Reply {
    #[track_caller]
    pub fn has(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "“{text}” is not in the answer {}:\n{}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn has_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "“{text}” is in the answer {}", self.status);
        self
    }

    /// 4xx with a page in words.
    #[track_caller]
    pub fn is_refused_in_words(&self) -> &Self {
        assert!((400..500).contains(&self.status), "refused, not {}:\n{}", self.status, self.body);
        assert!(self.body.contains("<h1"), "a page in words, not:\n{}", self.body);
        self
    }
}
