//! Who calls: from which address, with which browser. Only limits and the list of one's sessions ask it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use ipnet::IpNet;

use crate::app::App;

/// The caller of a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Where the request came from, before the proxies that are trusted.
    pub address: IpAddr,
    /// The browser as it names itself.
    pub agent: String,
}

impl FromRequestParts<App> for Caller {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip().to_canonical());
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let address = caller(peer, &parts.headers, &app.trusted_proxies);
        Ok(Self { address, agent: agent.unwrap_or_default().to_owned() })
    }
}

/// The last address of `X-Forwarded-For` that no trusted proxy has: everything before it anybody could have written.
fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
        if !is_trusted(&nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(peer: &str, forwarded: &str) -> String {
        let trusted = ["10.0.0.0/8".parse().expect("a network"), "192.0.2.7/32".parse().expect("a network")];
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().expect("a header"));
        caller(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_says_for_whom_it_calls() {
        assert_eq!(called("203.0.113.5", "198.51.100.1"), "203.0.113.5", "nobody trusted");
        assert_eq!(called("10.1.2.3", "198.51.100.1"), "198.51.100.1");
        assert_eq!(
            called("10.1.2.3", "1.1.1.1, 198.51.100.1, 192.0.2.7"),
            "198.51.100.1",
            "a forged first hop"
        );
        assert_eq!(called("10.1.2.3", "nonsense"), "10.1.2.3");
        assert_eq!(called("10.1.2.3", "2001:db8::1"), "2001:db8::1");
    }
}
