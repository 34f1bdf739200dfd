//! What we sign, as a verifier that is not ours sees it after another server has handed it on.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use intersession::mail::{Letter, List};

use super::{INSTALL, Post};

/// Debian's own Python, with dkimpy.
const PYTHON: &str = "/usr/bin/python3";

/// The key that signs, made as the documentation of OpenSSL says, and its other half as it would stand in the DNS.
fn make_key(file: &Path, arguments: &[&str], kind: &str) -> String {
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).arg(file).output().expect("openssl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    openssl(&[&["genpkey"], arguments, &["-out"]].concat());
    let public = openssl(&["pkey", "-pubout", "-outform", "DER", "-in"]);
    // RFC 8463, 4.2: of an Ed25519 key the last 32 bytes alone.
    let bytes = if kind == "ed25519" { &public[public.len() - 32..] } else { &public[..] };
    format!("v=DKIM1; k={kind}; p={}", base64(bytes))
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

/// What dkimpy says to a message where the DNS holds this record: which names it asked for, and whether all is right.
fn verified(message: &[u8], record: &str) -> String {
    let script = "
import dkim, logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
asked = []
def dns(name, timeout=5):
    asked.append(name.decode())
    return sys.argv[1].encode()
print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=dns, logger=logging.getLogger()), *asked)
";
    let mut python = Command::new(PYTHON);
    python.args(["-c", script, record]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut python = python.spawn().unwrap_or_else(|error| panic!("{PYTHON}: {error}. {INSTALL}"));
    python.stdin.take().expect("its input").write_all(message).expect("read");
    let output = python.wait_with_output().expect("it ends");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3-dkim (apt-get install python3-dkim): {error}");
    let said = String::from_utf8(output.stdout).expect("text");
    if said.starts_with("False") { format!("{said}{error}") } else { said.trim().to_owned() }
}

#[tokio::test]
async fn every_signature_is_right_to_others() {
    for (arguments, kind) in [
        (&["-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048"][..], "rsa"),
        (&["-algorithm", "ed25519"], "ed25519"),
    ] {
        let dir = crate::site::folder();
        let file = dir.path().join("dkim.pem");
        let record = make_key(&file, arguments, kind);
        let key = ("DKIM_KEY", file.display().to_string());
        let post = Post::open_with(&[key, ("DKIM_SELECTOR", "sample".to_owned())]).await;
        let plain = Letter::new(
            "sample",
            "games@example.org",
            None,
            "Grüße aus Kraków\n\nHello <you>,\n.\n  So  long.\n\n\n",
        );
        let parts = Letter::new("sample", "games@example.org", None, "News\n\nHello you,\n.\nZoë")
            .with_html_of_text()
            .with_calendar("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
            .written_by("Zoë Sample-Person")
            .answers_to("facilitator@example.org")
            .to_list(List { id: "news.cybersecurity".into(), name: "News".into(), ..List::default() })
            .unsubscribed_by(format!("https://bpf.example.org/l/{}?of=1", "x".repeat(43)))
            .about("/cybersecurity/2018/mailings/1")
            .bulk();
        post.send(&plain).await;
        post.send(&parts).await;

        for message in post.delivered(2).await {
            let text = String::from_utf8_lossy(&message);
            assert_eq!(
                verified(&message, &record),
                "True sample._domainkey.bpf.example.org.",
                "{kind}:\n{text}"
            );
            let other = text.replacen("Content-Type: ", "Content-Type: x-", 1);
            assert!(
                verified(other.as_bytes(), &record).starts_with("False"),
                "what it is, is signed:\n{text}"
            );
        }
    }
}
