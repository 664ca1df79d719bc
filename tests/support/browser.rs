//! A real Chromium, driven through its driver, that keeps what its console said.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::wd::{PrintConfigurationBuilder, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

const AXE: &str = include_str!("../data/axe.min.js");

/// Chromium's driver on a port of its own; it ends with the value.
pub struct Driver {
    process: Child,
    url: String,
}

/// One window of a browser of its own.
pub struct Browser {
    pub client: Client,
    hospital: String,
}

impl Driver {
    pub async fn start() -> Self {
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address").port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed (.ci/setup)");
        let driver = Driver { process, url: format!("http://127.0.0.1:{port}") };
        for _ in 0..200 {
            if reqwest::get(format!("{}/status", driver.url)).await.is_ok() {
                return driver;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("chromedriver does not answer");
    }

    /// A new browser in a language, logged in.
    pub async fn open(&self, hospital: &str, language: &str, username: &str) -> Browser {
        let browser = self.window(hospital, language, 1280).await;
        browser.go("/login").await;
        browser.fill("#username", username).await;
        browser.fill("#password", "posology-demo").await;
        browser.click("main form button").await;
        browser.wait_for("nav.p-nav").await;
        browser
    }

    /// A new browser in which nobody has logged in.
    pub async fn window(&self, hospital: &str, language: &str, width: u32) -> Browser {
        let size = format!("--window-size={width},1000");
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            // Pages are looked at once: scripts end before they are worth compiling well.
            "--js-flags=--no-turbofan",
            &size,
        ];
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments, "prefs": { "intl.accept_languages": language } },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&self.url).await.expect("Chromium starts");
        Browser { client, hospital: hospital.to_owned() }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked politely, the driver takes its browsers along, after a failed test too.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()), "ours to stop");
        self.process.wait().expect("it ends");
    }
}

impl Browser {
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.hospital)).await.expect(path);
    }

    pub async fn fill(&self, field: &str, text: &str) {
        let field = self.client.find(Locator::Css(field)).await.expect(field);
        field.clear().await.expect("cleared");
        field.send_keys(text).await.expect("typed");
    }

    pub async fn choose(&self, select: &str, value: &str) {
        let found = self.client.find(Locator::Css(select)).await.expect(select);
        found.select_by_value(value).await.expect(value);
    }

    pub async fn click(&self, button: &str) {
        self.client.find(Locator::Css(button)).await.expect(button).click().await.expect(button);
    }

    pub async fn wait_for(&self, css: &str) {
        self.client.wait().at_most(Duration::from_secs(10)).for_element(Locator::Css(css)).await.expect(css);
    }

    /// Whether it is there in time.
    pub async fn sees(&self, css: &str, at_most: Duration) -> bool {
        self.client.wait().at_most(at_most).for_element(Locator::Css(css)).await.is_ok()
    }

    /// Whether the page has the text in time.
    pub async fn sees_text(&self, text: &str, at_most: Duration) -> bool {
        let began = Instant::now();
        let script = "return document.body.innerText.includes(arguments[0])";
        while began.elapsed() < at_most {
            if self.client.execute(script, vec![json!(text)]).await.expect("a script") == json!(true) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    pub async fn text(&self, css: &str) -> String {
        self.client.find(Locator::Css(css)).await.expect(css).text().await.expect("text")
    }

    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.expect(css).len()
    }

    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.expect(script)
    }

    /// How long until the page has the text.
    pub async fn wait_for_text(&self, text: &str, at_most: Duration) -> Duration {
        let began = Instant::now();
        assert!(self.sees_text(text, at_most).await, "“{text}” did not appear within {at_most:?}");
        began.elapsed()
    }

    /// Serious and critical findings of axe-core on the page. Contrast takes longest, and is the same in any language.
    pub async fn accessibility_findings(&self) -> Vec<String> {
        self.client.execute(AXE, vec![]).await.expect("axe loads");
        let script = "const done = arguments[arguments.length - 1]; \
            axe.run(document, {resultTypes: ['violations'], selectors: false, \
            rules: {'color-contrast': {enabled: document.documentElement.lang === 'en'}}}).then(found => done(found.violations \
            .filter(violation => ['serious', 'critical'].includes(violation.impact)) \
            .map(violation => violation.id + ': ' + violation.nodes.map(node => node.html).slice(0, 3).join(' | '))))";
        let found = self.client.execute_async(script, vec![]).await.expect("axe runs");
        serde_json::from_value(found).expect("a list")
    }

    /// What the console said of errors and refused content since the last time, answers of 4xx to forms left out.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.client.issue_cmd(ConsoleLog).await.expect("the console's log");
        let entries = log.as_array().cloned().unwrap_or_default();
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        let messages = severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned));
        messages.filter(|message| !message.contains("the server responded with a status of 4")).collect()
    }

    /// The page as its style sheet wants it printed: a PDF.
    pub async fn pdf(&self) -> Vec<u8> {
        let configuration = PrintConfigurationBuilder::default().shrink_to_fit(false).background(true);
        self.client.print(configuration.build().expect("the paper of the style sheet")).await.expect("a PDF")
    }

    /// The page printed on A4, as text.
    pub async fn print(&self) -> String {
        let mut configuration = PrintConfigurationBuilder::default();
        configuration = configuration.size(fantoccini::wd::PrintSize { width: 21.0, height: 29.7 });
        let pdf = self.client.print(configuration.build().expect("A4")).await.expect("a PDF");
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("page.pdf");
        std::fs::write(&path, pdf).expect("written");
        let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
        String::from_utf8(output.expect("pdftotext is installed (.ci/setup)").stdout).expect("text")
    }

    pub async fn close(self) {
        self.client.close().await.expect("it closes");
    }
}

/// Chromium's own command for its console.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
