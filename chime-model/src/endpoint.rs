//! [`Endpoint`]: the scheme, the host and the base path that an encoded request needs before a
//! client can send it.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use chime_model_vocabulary::is_path;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Uri};

use crate::HostPrefix;

/// The address of a service: `http` or `https`, a host, and optionally a port and a base path.
///
/// ```
/// use chime_model::{CreateRoom, CreateRoomRequest, Endpoint, Operation};
///
/// let endpoint: Endpoint = "https://proxy.example/chime/".parse()?;
/// let input = CreateRoomRequest::new("12345678", "Team room");
/// let request = CreateRoom::encode_request(&input)?;
/// let request = endpoint.resolve(request)?;
/// let expected = "https://proxy.example/chime/accounts/12345678/rooms";
/// assert_eq!(request.uri(), expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or a path that starts with a slash and does not end with one.
    base: String,
    takes_host_prefix: bool,
}

impl Endpoint {
    /// Makes [`resolve`](Self::resolve) leave out the host prefixes of requests, for a proxy or an
    /// emulator of several services.
    ///
    /// If the host is an IP address or `localhost`, the prefix is always left out, since such a
    /// host has no subdomains.
    #[must_use]
    pub fn without_host_prefix(mut self) -> Self {
        self.takes_host_prefix = false;
        self
    }

    /// Gives a request from [`encode_request`](crate::Operation::encode_request) its absolute URI:
    /// the scheme, the [host prefix](HostPrefix) of the request, the host and the base path, then
    /// the path and the query of the request.
    ///
    /// # Errors
    /// Fails if the URI of the request is already absolute, if its host prefix cannot be part of a
    /// host name, or if the new URI would be longer than 65,534 bytes, the limit of the `http`
    /// crate.
    pub fn resolve<B>(&self, mut request: Request<B>) -> Result<Request<B>, EndpointError> {
        if request.uri().authority().is_some() {
            return Err(EndpointError("the URI of the request is already absolute"));
        }
        let prefix = request.extensions().get::<HostPrefix>().filter(|_| self.takes_host_prefix);
        let authority = match prefix {
            Some(HostPrefix(prefix)) => {
                let no_name = "the host prefix of the request cannot be part of a host name";
                let is_name = is_host_name(&format!("{prefix}{}", self.authority.host()));
                let authority = format!("{prefix}{}", self.authority).parse();
                authority.ok().filter(|_| is_name).ok_or(EndpointError(no_name))?
            }
            None => self.authority.clone(),
        };
        let own = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
        let too_long = EndpointError("the URI of the request must not be longer than 65,534 bytes");
        let path = PathAndQuery::try_from(format!("{}{own}", self.base)).map_err(|_| too_long)?;
        let uri = Uri::builder()
            .scheme(self.scheme.clone())
            .authority(authority)
            .path_and_query(path)
            .build();
        *request.uri_mut() = uri.map_err(|_| too_long)?;
        Ok(request)
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    /// Reads an endpoint such as `http://127.0.0.1:8010/` or `https://host/base`. A slash at the
    /// end makes no difference.
    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let no_uri = EndpointError(
            "an endpoint must be a URI such as https://host or http://127.0.0.1:8010/base",
        );
        let parts = text.parse::<Uri>().map_err(|_| no_uri)?.into_parts();
        let scheme = match parts.scheme.as_ref().map(Scheme::as_str) {
            Some(scheme) if scheme.eq_ignore_ascii_case("http") => Scheme::HTTP,
            Some(scheme) if scheme.eq_ignore_ascii_case("https") => Scheme::HTTPS,
            _ => return Err(EndpointError("an endpoint must start with http:// or https://")),
        };
        let authority = parts.authority.ok_or(no_uri)?;
        check_authority(&authority)?;
        let path = parts.path_and_query.as_ref();
        // The `http` crate drops a fragment when it reads a URI.
        if text.contains('#') || path.is_some_and(|path| path.query().is_some()) {
            return Err(EndpointError("an endpoint must have neither a query nor a fragment"));
        }
        let base = path.map_or("", PathAndQuery::path).trim_end_matches('/').to_owned();
        if !is_path(&base) {
            return Err(EndpointError(
                "the path of an endpoint must be percent-encoded, without the segments . and ..",
            ));
        }
        let takes_host_prefix = !is_local(authority.host());
        Ok(Self { scheme, authority, base, takes_host_prefix })
    }
}

fn check_authority(authority: &Authority) -> Result<(), EndpointError> {
    if authority.as_str().contains('@') {
        return Err(EndpointError("an endpoint must not have a user name or a password"));
    }
    let host = authority.host();
    if !is_address(host) && !is_host_name(host) {
        return Err(EndpointError("the host of an endpoint must be a name or an IP address"));
    }
    let port = authority.as_str().strip_prefix(host).unwrap_or_default();
    let is_number = port.strip_prefix(':').is_some_and(|port| port.bytes().all(is_digit));
    if !port.is_empty() && (!is_number || matches!(authority.port_u16(), None | Some(0))) {
        return Err(EndpointError("the port of an endpoint must be a number from 1 to 65535"));
    }
    Ok(())
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

/// Whether a host is an IPv4 address, or an IPv6 address in brackets.
fn is_address(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|address| address.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Whether a host is a name: labels of letters, digits, hyphens and underscores with dots between
/// them. A dot at the end stands for the root.
fn is_host_name(host: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_label = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(is_part);
    host.len() <= 254 && host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

/// Whether a host can have no subdomains.
fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || is_address(host)
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.base)
    }
}

/// Why a string is not an [`Endpoint`], or why a request cannot be sent to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EndpointError(&'static str);

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for EndpointError {}
