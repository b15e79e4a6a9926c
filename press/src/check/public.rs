//! Addresses that are everybody's: what a link of a text may be asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Finds the addresses of a host, but none of the machine itself and of the network that it is in:
/// a text could have it look there. It is asked anew at each redirect.
#[derive(Debug, Default)]
pub(super) struct Public(DefaultResolver);

/// What a refused host has for an error, by which it is known again.
pub(super) const NOT_PUBLIC: &str = "leads to an address that is not public";

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // The operator's own, which may be in the house.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return self.0.resolve(uri, config, timeout);
        }
        let mut found = self.empty();
        for address in self.0.resolve(uri, config, timeout)?.iter() {
            if is_public(address) {
                found.push(*address);
            }
        }
        let refused = || ureq::Error::Other(NOT_PUBLIC.into());
        (!found.is_empty()).then_some(found).ok_or_else(refused)
    }
}

fn is_public(address: &SocketAddr) -> bool {
    match address.ip() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Whether an address is none of those for special purposes
/// (<https://www.iana.org/assignments/iana-ipv4-special-registry>).
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        // Shared by the customers of a provider; assignments of protocols; measurements.
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (18..20).contains(&b)))
}

/// The same of IPv6 (<https://www.iana.org/assignments/iana-ipv6-special-registry>): what may be
/// routed begins with 001. In some addresses another of IPv4 stands.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        _ if ip.to_ipv4_mapped().is_some() => v4(g, h),
        (0x64, 0xff9b) if [c, d, e, f] == [0; 4] => v4(g, h),
        // 6to4, and Teredo, protocols and documentation.
        (0x2002, high) => v4(high, c),
        (0x2001, ..0x200 | 0xdb8) | (0x3fff, ..0x1000) => false,
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_of_a_house_is_public() {
        let of = |text: &str| is_public(&SocketAddr::new(text.parse().unwrap(), 80));
        for ip in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:a00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!of(ip), "{ip}");
        }
        for ip in
            ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
        {
            assert!(of(ip), "{ip}");
        }
    }
}
