//! Starting servers and talking to them.

use crate::stream::Stream;
use clap::Parser;
use kefu_contract::{Conversation, ConversationId, EventBatch, Message, Page, Problem, Session};
use kefu_server::{Config, Server};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{net::SocketAddr, path::PathBuf, time::Duration};
use tempfile::TempDir;
use tokio::{
    sync::{OnceCell, oneshot},
    task::JoinHandle,
    time::timeout,
};
use uuid::Uuid;

pub(crate) const SECRET: &str = "a secret for tests, long enough to be taken";

/// Longest wait for anything; reached only when something is broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Databases made once and copied for every test.
static TRADING: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
static QUIET: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();

/// The whole demo shop.
async fn trading() -> &'static PathBuf {
    let (_, path) = TRADING
        .get_or_init(|| async {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("trading.sqlite");
            let server = Running::start(config(&folder, &path, &["--seed"])).await;
            server.stop().await;
            (folder, path)
        })
        .await;
    path
}

/// The demo shop before anything was ordered: what a test orders is all there is, and a clock put forward moves nothing
/// else.
const BEFORE_ANY_TRADE: &str = "
    DELETE FROM review_file; DELETE FROM review; DELETE FROM refund_attempt; DELETE FROM after_sale_case;
    DELETE FROM quote; DELETE FROM upload; DELETE FROM payment; DELETE FROM stock_change; DELETE FROM cart_line;
    UPDATE conversation SET order_id = NULL; DELETE FROM shop_order; DELETE FROM due;
    DELETE FROM customer WHERE user_id IN (SELECT id FROM person WHERE demo_rank IS NULL);
    DELETE FROM person WHERE role = 'buyer' AND demo_rank IS NULL;
    UPDATE customer SET scored_by = '';";

async fn quiet() -> &'static PathBuf {
    let (_, path) = QUIET
        .get_or_init(|| async {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("quiet.sqlite");
            tokio::fs::copy(trading().await, &path).await.unwrap();
            let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.unwrap();
            sqlx::raw_sql(BEFORE_ANY_TRADE).execute(&pool).await.unwrap();
            // The clock brings customers' files up to date at the start; no test is to begin in the middle of it.
            let server = Running::start(config(&folder, &path, &[])).await;
            let late = "SELECT COUNT(*) FROM due WHERE at_ms = 0";
            timeout(PATIENCE, async {
                while sqlx::query_scalar::<_, i64>(late).fetch_one(&pool).await.unwrap() > 0 {
                    tokio::task::yield_now().await;
                }
            })
            .await
            .expect("files are brought up to date");
            pool.close().await;
            server.stop().await;
            (folder, path)
        })
        .await;
    path
}

fn config(folder: &TempDir, database: &std::path::Path, more: &[&str]) -> Config {
    let folder = folder.path();
    let mut arguments = vec![
        "kefu-server".to_owned(),
        "--port=0".to_owned(),
        format!("--database={}", database.display()),
        format!("--site={}", folder.join("site").display()),
        format!("--elements={}", folder.join("elements").display()),
    ];
    arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
    Config { jwt_secret: Some(SECRET.to_owned()), ..Config::parse_from(arguments) }
}

/// A server that runs.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(config: Config) -> Self {
        let server = Server::bind(config).await.unwrap();
        let address = server.local_addr();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            server
                .run(async move {
                    let _ = stopped.await;
                })
                .await
                .unwrap();
        });
        Self { address, stop, task }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        timeout(PATIENCE, self.task).await.expect("the server stops").unwrap();
    }
}

/// A shop of one's own: demo people and products, one server.
pub(crate) struct Shop {
    pub(crate) folder: TempDir,
    running: Running,
    client: reqwest::Client,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// With everything the demo shop has sold.
    pub(crate) async fn open_trading() -> Self {
        Self::on(trading().await, &[]).await
    }

    pub(crate) async fn open_with(more: &[&str]) -> Self {
        Self::on(quiet().await, more).await
    }

    async fn on(template: &PathBuf, more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let database = folder.path().join("kefu.sqlite");
        tokio::fs::copy(template, &database).await.unwrap();
        let running = Running::start(config(&folder, &database, more)).await;
        Self { folder, running, client: reqwest::Client::new() }
    }

    /// Stops the server and starts another on the same file.
    pub(crate) async fn restart_with(self, more: &[&str]) -> Self {
        self.running.stop().await;
        let running =
            Running::start(config(&self.folder, &self.folder.path().join("kefu.sqlite"), more)).await;
        Self { folder: self.folder, running, client: reqwest::Client::new() }
    }

    pub(crate) async fn stop(self) -> TempDir {
        self.running.stop().await;
        self.folder
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("kefu.sqlite")
    }

    /// A request nobody has signed.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.running.address)).timeout(PATIENCE * 3)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// Somebody signed in.
    pub(crate) async fn user(&self, id: &str) -> User<'_> {
        let answer =
            self.request(Method::POST, "/demo/sign-in").json(&json!({ "user_id": id })).send().await.unwrap();
        let body: Value = answer.json().await.unwrap();
        User { shop: self, token: body["token"].as_str().unwrap().to_owned() }
    }

    /// Changes the database behind the server's back.
    pub(crate) async fn sql(&self, statement: &'static str) {
        let pool =
            sqlx::SqlitePool::connect(&format!("sqlite://{}", self.database().display())).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
        pool.close().await;
    }

    /// What a query for one number finds.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        let url = format!("sqlite://{}?mode=ro", self.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let number = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
        pool.close().await;
        number
    }

    /// What a query finds, each row as one text.
    pub(crate) async fn rows(&self, query: &'static str) -> Vec<String> {
        let url = format!("sqlite://{}?mode=ro", self.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let rows = sqlx::query_scalar(query).fetch_all(&pool).await.unwrap();
        pool.close().await;
        rows
    }

    /// How many rows each table of conversations has.
    pub(crate) async fn counts(&self) -> Vec<i64> {
        let url = format!("sqlite://{}?mode=ro", self.database().display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        let mut counts = Vec::new();
        for sql in [
            "SELECT COUNT(*) FROM conversation",
            "SELECT SUM(version) FROM conversation",
            "SELECT COUNT(*) FROM message",
            "SELECT COUNT(*) FROM event",
            "SELECT COUNT(*) FROM idempotency",
        ] {
            counts.push(sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap());
        }
        pool.close().await;
        counts
    }
}

/// Somebody signed in at a shop.
#[derive(Clone)]
pub(crate) struct User<'a> {
    pub(crate) shop: &'a Shop,
    pub(crate) token: String,
}

impl User<'_> {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.shop.request(method, path).bearer_auth(&self.token)
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let answer = self.request(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        self.request(method, path).json(body).send().await.unwrap()
    }

    /// The same as [`User::get`], with texts in English.
    pub(crate) async fn get_english<T: DeserializeOwned>(&self, path: &str) -> T {
        let request = self.request(Method::GET, path).header("accept-language", "en");
        request.send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn session(&self) -> Session {
        self.get("/v1/session").await
    }

    pub(crate) async fn open(&self, context: Value) -> (StatusCode, Conversation) {
        let body = json!({ "client_id": key(), "context": context });
        let answer = self.post("/v1/conversations", &body).await;
        (answer.status(), answer.json().await.unwrap())
    }

    /// The buyer's own conversation, opened when there is none.
    pub(crate) async fn conversation(&self) -> ConversationId {
        self.open(json!({})).await.1.id
    }

    pub(crate) async fn say(&self, id: &ConversationId, text: &str) -> Message {
        let body = json!({ "client_id": key(), "content": { "type": "text", "text": text } });
        let answer = self.post(&format!("/v1/conversations/{id}/messages"), &body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.json().await.unwrap()
    }

    pub(crate) async fn note(&self, id: &ConversationId, text: &str) -> Message {
        let body =
            json!({ "client_id": key(), "content": { "type": "text", "text": text }, "visibility": "staff" });
        let answer = self.post(&format!("/v1/conversations/{id}/messages"), &body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.json().await.unwrap()
    }

    pub(crate) async fn read(&self, id: &ConversationId, up_to: u64) -> Conversation {
        let body = json!({ "client_id": key(), "up_to": up_to });
        self.post(&format!("/v1/conversations/{id}/read"), &body).await.json().await.unwrap()
    }

    pub(crate) async fn messages(&self, id: &ConversationId, query: &str) -> Page<Message> {
        self.get(&format!("/v1/conversations/{id}/messages?{query}")).await
    }

    pub(crate) async fn show(&self, id: &ConversationId) -> Conversation {
        self.get(&format!("/v1/conversations/{id}")).await
    }

    pub(crate) async fn poll(&self, query: &str) -> EventBatch {
        self.get(&format!("/v1/events?{query}")).await
    }

    pub(crate) async fn listen(&self, query: &str) -> Stream {
        Stream::of(self.request(Method::GET, &format!("/v1/events?{query}"))).await
    }
}

/// A key for a new write.
pub(crate) fn key() -> String {
    Uuid::now_v7().to_string()
}

/// The problem an answer carries, with everything that holds for every problem checked.
pub(crate) async fn problem(answer: Response) -> Problem {
    let status = answer.status();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!(problem.status, status.as_u16());
    assert_eq!(problem.code.status(), problem.status, "{:?}", problem.code);
    assert!(!problem.title.is_empty());
    problem
}
