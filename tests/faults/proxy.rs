//! What stands between the program and its database, and can be cut, silent, or closed.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Proxies and workloads run here, so that a trial may stand still itself.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
});

const NAMES: &[u8] = b"application_name = 'posology ";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Pass,
    /// Nothing passes, nothing is closed.
    Silent,
    Cut,
}

/// What becomes of whoever connects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    Open,
    Silent,
    Closed,
}

struct Line {
    /// What the program calls the connection.
    name: Arc<Mutex<String>>,
    order: watch::Sender<Order>,
}

struct State {
    door: Door,
    lines: Vec<Line>,
}

/// A door to one database; it closes with the value.
pub struct Proxy {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    door: JoinHandle<()>,
}

impl Proxy {
    /// To a server's socket.
    pub fn to(socket: PathBuf) -> Self {
        let listener = RUNTIME.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State { door: Door::Open, lines: Vec::new() }));
        let door = RUNTIME.spawn(keep(listener, socket, Arc::clone(&state)));
        Proxy { address, state, door }
    }

    pub fn url(&self, role: &str) -> String {
        format!("postgres://{role}@{}/posology?sslmode=disable", self.address)
    }

    /// Resets all connections; new ones pass.
    pub fn cut(&self) {
        self.order(Order::Cut, |_| true);
    }

    /// Connections there are say nothing any more, of this name or all; new ones pass.
    pub fn silence(&self, name: Option<&str>) {
        self.order(Order::Silent, |line| name.is_none_or(|name| line == name));
    }

    /// Resets connections of this name alone.
    pub fn cut_named(&self, name: &str) {
        self.order(Order::Cut, |line| line == name);
    }

    /// Nothing passes, on connections there are and new ones, until [`Proxy::pass`].
    pub fn hang(&self) {
        self.set(Door::Silent);
        self.order(Order::Silent, |_| true);
    }

    /// Nobody is let in, and everybody there is sent away, until [`Proxy::pass`].
    pub fn close(&self) {
        self.set(Door::Closed);
        self.order(Order::Cut, |_| true);
    }

    /// Everything passes again; what was held back first.
    pub fn pass(&self) {
        self.set(Door::Open);
        self.order(Order::Pass, |_| true);
    }

    fn set(&self, door: Door) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).door = door;
    }

    fn order(&self, order: Order, whose: impl Fn(&str) -> bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.lines.retain(|line| !line.order.is_closed());
        for line in state.lines.iter().filter(|line| whose(&name_of(&line.name))) {
            line.order.send_replace(order);
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.close();
        self.door.abort();
    }
}

fn name_of(name: &Mutex<String>) -> String {
    name.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

async fn keep(listener: TcpListener, socket: PathBuf, state: Arc<Mutex<State>>) {
    loop {
        let Ok((client, _)) = listener.accept().await else { continue };
        let name = Arc::new(Mutex::new(String::new()));
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let first = match state.door {
            Door::Open => Order::Pass,
            Door::Silent => Order::Silent,
            Door::Closed => Order::Cut,
        };
        let (order, orders) = watch::channel(first);
        state.lines.push(Line { name: Arc::clone(&name), order });
        tokio::spawn(carry(client, socket.clone(), orders, name));
    }
}

/// Both ways, until either side is closed or the line is cut.
async fn carry(client: TcpStream, socket: PathBuf, mut orders: watch::Receiver<Order>, name: Arc<Mutex<String>>) {
    let _slower = client.set_nodelay(true);
    if !may_pass(&mut orders).await {
        reset(&client);
        return;
    }
    let Ok(server) = UnixStream::connect(&socket).await else { return };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let asked = pump(&mut from_client, &mut to_server, orders.clone(), |said| note_name(said, &name));
    let answered = pump(&mut from_server, &mut to_client, orders.clone(), |_| {});
    tokio::select! {
        () = asked => {}
        () = answered => {}
    }
    if *orders.borrow() == Order::Cut {
        reset(to_client.as_ref());
    }
}

/// Closed, it is as if the machine behind it had just started anew.
fn reset(client: &TcpStream) {
    let _closed_already = client.set_zero_linger();
}

/// False once the line is cut, or nobody gives orders any more.
async fn may_pass(orders: &mut watch::Receiver<Order>) -> bool {
    matches!(orders.wait_for(|order| *order != Order::Silent).await.as_deref(), Ok(Order::Pass))
}

async fn pump(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    mut orders: watch::Receiver<Order>,
    mut hear: impl FnMut(&[u8]),
) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut bytes) => read,
            changed = orders.changed() => {
                if changed.is_err() || !may_pass(&mut orders).await {
                    return;
                }
                continue;
            }
        };
        let Ok(count @ 1..) = read else { return };
        let Some(said) = bytes.get(..count) else { return };
        hear(said);
        if !may_pass(&mut orders).await || to.write_all(said).await.is_err() {
            return;
        }
    }
}

fn note_name(said: &[u8], name: &Mutex<String>) {
    let Some(place) = said.windows(NAMES.len()).position(|words| words == NAMES) else { return };
    let rest = said.iter().skip(place + NAMES.len()).take_while(|byte| byte.is_ascii_lowercase());
    let found = rest.map(|byte| char::from(*byte)).collect();
    *name.lock().unwrap_or_else(PoisonError::into_inner) = found;
}
