//! Serving the site, until somebody asks it to stop.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context;
use tokio::{net::TcpListener, sync::watch};

use super::{
    database::{Database, open, open_throw_away},
    mail,
};
use crate::{
    accounts,
    app::{App, Inner},
    clock::Clock,
    config::Config,
    db, demo,
    rendered::Rendered,
    router, worker,
};

/// How long a message that is being sent holds up the end of the server.
const LAST_WORDS: Duration = Duration::from_secs(10);

async fn listen(config: &Config) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let explain = || {
        format!(
            "{} cannot be listened on: is another program using it? Set LISTEN to another address.",
            config.listen
        )
    };
    let listener = TcpListener::bind(&config.listen).await.with_context(explain)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

pub(super) async fn serve(config: &Config) -> anyhow::Result<()> {
    let (listener, address) = listen(config).await?;
    let database = open(config).await?;
    let app = app(config, &database, Clock::System, address.port(), false).await?;

    let mut connection = app.db.acquire().await?;
    if let Some(path) =
        accounts::first_administrator(&mut connection, app.now()).await.map_err(into_anyhow)?
    {
        println!("Nobody has an account yet. This link makes the first administrator, once:");
        println!("  {}", app.absolute(&path));
    }
    drop(connection);
    run_server(config, listener, address, app, database).await
}

pub(super) async fn create_admin(config: &Config) -> anyhow::Result<()> {
    let database = open(config).await?;
    let app = app(config, &database, Clock::System, port_of(config), false).await?;
    let mut connection = app.db.acquire().await?;
    let path = accounts::first_administrator(&mut connection, app.now()).await.map_err(into_anyhow)?;
    let path = path.context("There is an administrator already, who can invite others.")?;
    println!("{}", app.absolute(&path));
    Ok(())
}

/// The port that a server would listen on, for links while there is no `BASE_URL`.
pub(super) fn port_of(config: &Config) -> u16 {
    config.listen.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(8080)
}

pub(super) async fn serve_demo(config: &Config) -> anyhow::Result<()> {
    let (listener, address) = listen(config).await?;
    let mut random = [0_u8; 4];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("No randomness: {error}"))?;
    let dir = std::env::temp_dir().join(format!("intersession-demo-{:08x}", u32::from_ne_bytes(random)));
    let database = open_throw_away(config, dir).await?;
    let app = app(config, &database, demo::clock(), address.port(), true).await?;

    let links = demo::fill(&app).await.map_err(into_anyhow)?;
    println!("The demo is filled with the cybersecurity cycles of 2016 to 2018. Sign in as:");
    for (role, path) in links {
        println!("  {role:<20} {}", app.absolute(&path));
    }
    run_server(config, listener, address, app, database).await
}

pub(super) fn into_anyhow(error: crate::web::Error) -> anyhow::Error {
    match error {
        crate::web::Error::Internal(cause) => cause,
        other => anyhow::Error::new(other),
    }
}

pub(super) async fn app(
    config: &Config,
    database: &Database,
    clock: Clock,
    port: u16,
    demo: bool,
) -> anyhow::Result<App> {
    let form_key = db::form_key(&database.pool).await?;
    let (db, base_url) = (database.pool.clone(), config.base_url.clone());
    let trusted_proxies = config.trusted_proxies.clone();
    let (mail_domain, rendered) = (config.mail_domain().to_owned(), Rendered::default());
    Ok(App::new(Inner { db, clock, base_url, port, demo, trusted_proxies, mail_domain, form_key, rendered }))
}

async fn run_server(
    config: &Config,
    listener: TcpListener,
    address: SocketAddr,
    app: App,
    database: Database,
) -> anyhow::Result<()> {
    let transport = mail::open_transport(config, &database).await?;
    println!("Listening on http://{address}");
    let pool = app.db.clone();
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(worker::run(app.clone(), transport, stopping));
    let service = router::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await?;
    // What is being sent is ended, so that it is not sent again.
    let _ = stop.send(true);
    let ending = worker.abort_handle();
    if tokio::time::timeout(LAST_WORDS, worker).await.is_err() {
        ending.abort();
    }
    pool.close().await;
    // PostgreSQL stops after the last connection is closed.
    drop(database.cluster);
    Ok(())
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
