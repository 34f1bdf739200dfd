//! The commands.

mod mail;

use std::{io::Read, net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::{net::TcpListener, sync::watch};

use crate::{
    accounts,
    app::{App, Inner},
    clock::Clock,
    config::Config,
    db::{
        self,
        postgres::{self, Binaries, Cluster, Releases, Settings, Watch, watch},
    },
    demo, meetings,
    rendered::Rendered,
    router, worker,
};

/// How long a message that is being sent holds up the end of the server.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Where the Best Practice Forums do their work.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server (the same as no command).
    Serve,
    /// Starts a throw-away server filled with the cybersecurity cycles of 2016 to 2018.
    Demo,
    /// Brings the database up to date and stops.
    Migrate,
    /// Prints a one-time link that makes the first administrator.
    CreateAdmin,
    /// Does what is due, mail to be sent and data to be erased, and stops. For where no server runs all the time; with a
    /// PostgreSQL of its own, stop the server first.
    Work {
        /// Does it once.
        #[arg(long, required = true)]
        once: bool,
    },
    /// Takes what a mail server sends back about a message of ours from standard input, and counts it against the
    /// address. For a pipe of the mail server: exit code 65 is no message, 75 is to be tried again later.
    ReceiveBounce {
        /// The address that it was delivered to, where the mail server says so.
        #[arg(long)]
        recipient: Option<String>,
    },
    /// Reads a report of a call (`-`: standard input) and prints what it says as JSON.
    ParseReport {
        /// The file.
        file: PathBuf,
    },
    /// Starts PostgreSQL and stops it when standard input ends.
    #[command(hide = true)]
    WatchPostgres(Watch),
}

/// Runs the command of this process. What goes wrong is one sentence on standard error, and exit code 1.
#[must_use]
pub fn run() -> ExitCode {
    dotenvy::dotenv().ok();
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::WatchPostgres(args)) => watch(&args),
        Some(Command::ParseReport { file }) => parse_report(&file),
        Some(Command::ReceiveBounce { recipient }) => {
            return mail::receive_bounce(&cli.config, recipient.as_deref());
        }
        command => with_runtime(&cli.config, || run_command(command, &cli.config)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn with_runtime<T, F: Future<Output = anyhow::Result<T>>>(
    config: &Config,
    command: impl FnOnce() -> F,
) -> anyhow::Result<T> {
    config.check()?;
    let filter = std::env::var("LOG").unwrap_or_else(|_| "intersession=info,tower_http=warn".to_owned());
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .context("LOG cannot be read; try LOG=intersession=debug.")?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(command())
}

async fn run_command(command: Option<Command>, config: &Config) -> anyhow::Result<()> {
    match command {
        Some(Command::Demo) => serve_demo(config).await,
        Some(Command::Migrate) => open(config).await.map(drop),
        Some(Command::CreateAdmin) => create_admin(config).await,
        Some(Command::Work { .. }) => mail::work(config).await,
        _ => serve(config).await,
    }
}

fn parse_report(file: &std::path::Path) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).with_context(|| format!("{} cannot be read.", file.display()))?;
    }
    println!("{}", serde_json::to_string_pretty(&meetings::import::parse_bytes(&bytes))?);
    Ok(())
}

/// A database that is up to date, and the cluster that it lies in where that is our own.
struct Database {
    pool: sqlx::PgPool,
    /// Where files go.
    dir: PathBuf,
    cluster: Option<Cluster>,
    _lock: Option<std::fs::File>,
}

async fn open(config: &Config) -> anyhow::Result<Database> {
    let database = if let Some(url) = &config.database_url {
        Database { pool: db::connect(url).await?, dir: config.data_dir(), cluster: None, _lock: None }
    } else {
        let dir = config.data_dir();
        let lock = lock(&dir)?;
        let cluster = start_cluster(config, dir.join("postgres"), false)?;
        Database { pool: our_database(&cluster).await?, dir, cluster: Some(cluster), _lock: Some(lock) }
    };
    db::migrate(&database.pool).await?;
    Ok(database)
}

/// One server at a time on a data folder.
fn lock(dir: &std::path::Path) -> anyhow::Result<std::fs::File> {
    let explain =
        || format!("The folder {} cannot be made or written; set DATA_DIR to one that can.", dir.display());
    std::fs::create_dir_all(dir).with_context(explain)?;
    let file = std::fs::File::create(dir.join("lock")).with_context(explain)?;
    file.try_lock().map_err(|_| {
        anyhow::anyhow!("Another server uses the folder {}. Stop it, or set DATA_DIR.", dir.display())
    })?;
    Ok(file)
}

fn start_cluster(config: &Config, dir: PathBuf, throw_away: bool) -> anyhow::Result<Cluster> {
    let made_by = postgres::major_of(&dir);
    let fetched = config.data_dir().join("programs");
    let binaries = match Binaries::find(config.pg_bin.as_deref(), &fetched, made_by)? {
        Some(binaries) => binaries,
        None => Releases { list: config.postgres_releases.clone(), dir: fetched }.fetch(made_by)?,
    };
    let watcher = std::env::current_exe().context("This program does not find itself.")?;
    Cluster::start(&Settings { dir, binaries, watcher, throw_away })
}

async fn our_database(cluster: &Cluster) -> anyhow::Result<sqlx::PgPool> {
    let admin = db::connect_with(cluster.options("postgres")).await?;
    let exists: bool =
        sqlx::query_scalar("select exists(select from pg_database where datname = 'intersession')")
            .fetch_one(&admin)
            .await?;
    if !exists {
        sqlx::query("create database intersession").execute(&admin).await?;
    }
    admin.close().await;
    db::connect_with(cluster.options("intersession")).await
}

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

async fn serve(config: &Config) -> anyhow::Result<()> {
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

async fn create_admin(config: &Config) -> anyhow::Result<()> {
    let database = open(config).await?;
    let app = app(config, &database, Clock::System, port_of(config), false).await?;
    let mut connection = app.db.acquire().await?;
    let path = accounts::first_administrator(&mut connection, app.now()).await.map_err(into_anyhow)?;
    let path = path.context("There is an administrator already, who can invite others.")?;
    println!("{}", app.absolute(&path));
    Ok(())
}

/// The port that a server would listen on, for links while there is no `BASE_URL`.
fn port_of(config: &Config) -> u16 {
    config.listen.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(8080)
}

async fn serve_demo(config: &Config) -> anyhow::Result<()> {
    let (listener, address) = listen(config).await?;
    let mut random = [0_u8; 4];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("No randomness: {error}"))?;
    let dir = std::env::temp_dir().join(format!("intersession-demo-{:08x}", u32::from_ne_bytes(random)));
    let cluster = start_cluster(config, dir.clone(), true)?;
    let database = Database { pool: our_database(&cluster).await?, dir, cluster: Some(cluster), _lock: None };
    db::migrate(&database.pool).await?;
    let app = app(config, &database, demo::clock(), address.port(), true).await?;

    let links = demo::fill(&app).await.map_err(into_anyhow)?;
    println!("The demo is filled with the cybersecurity cycles of 2016 to 2018. Sign in as:");
    for (role, path) in links {
        println!("  {role:<20} {}", app.absolute(&path));
    }
    run_server(config, listener, address, app, database).await
}

fn into_anyhow(error: crate::web::Error) -> anyhow::Error {
    match error {
        crate::web::Error::Internal(cause) => cause,
        other => anyhow::Error::new(other),
    }
}

async fn app(
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
