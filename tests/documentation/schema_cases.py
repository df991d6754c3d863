"""Good and bad configurations and providers: the program and the schemas must agree on each."""

# Each is merged into a good configuration; None takes a key away.
TOKEN = {"token_file": None, "token": "pat_0123456789abcdef0123456789abcdef"}
KEY = {"token_file": None, "api_key": "yourtwentyfourcharapikey"}
GOOD_CONFIG = [
    {}, TOKEN, KEY, KEY | {"api": "livedns"}, KEY | {"api": "xmlrpc"}, {"api": "livedns"}, {"create_missing": False},
    {"endpoint": "https://localhost:8443/v5/livedns/", "tokeninfo": "HTTPS://[::1]/tokeninfo"}, {"tokeninfo": False},
    {"domains": {"EXAMPLE.com.": ["@", "*", "*.sub", "a.b", "_x", "HOME.", {"name": "www", "types": ["A"],
    "ttl": 300}]}},
    {"domains": {"b\u00fccher.example": ["m\u00fcnchen"], "xn--bcher-kva.example.org": ["a-b"]}},
    {"domains": None, "domain": "example.com", "names": ["www", {"name": "home"}]},
    {"domain": "example.com", "names": ["www"]}, {"domain": "example.com"}, {"names": ["www"]},
    {"domains": {" example.com\n": [" www", "@\t", {"name": " home "}], "example.org": []}},
    {"domains": {"1.2.3.example": ["1"]}}, {"$schema": "file:///config.schema.json"},
    {"sharing_id": "01234567-89AB-cdef-0123-456789abcdef"}, {"requests_per_minute": 1}, {"requests_per_minute": 10000},
    {"state_dir": "./0123456789abcdef0123456789abcdef"}, {"state_dir": "gandi-state"},
    {"ttl": 300}, {"ttl": 2592000}, {"ttl": 600.0}, {"ipv6": True}, {"ipv4": False, "ipv6": True},
    {"ipv4": {"interface": "ppp0"}}, {"ipv4": {"interface": "fifteen-letters", "allow_private": True}},
    {"ipv4": {"command": "echo 192.0.2.1", "allow_private": False}}, {"command": "echo 192.0.2.1"},
    {"ipv4": {"via": "wan2"}, "ipv6": {"via": "wan2"}}, {"ipv6": {"via": "wan2", "suffix": "::1:2"}},
    {"ipv6": {"suffix": "::1:2"}}, {"ipv6": {"suffix": "::1:2", "prefix_length": 56, "interface": "eth0"}},
    *({"ipv6": {"prefix_length": 60}, "domains": {"example.com": [{"name": "nas"} | host]}} for host in (
        {"suffix": "::1"}, {"mac": "00:16:3e:ab:CD:ef"}, {"mac": "02-16-3E-AB-CD-EF", "suffix": "0:0:0:5::"})),
    {"ipv6": {"prefix_length": 64}},
    {"interval": 1}, {"interval": 2592000}, {"interval": "1h 30min"}, {"interval": " 1h30min "}, {"interval": "90"},
    {"interval": "1.5 h"}, {"interval": ".5h"}, {"interval": "2 30"}, {"interval": "0.5M"},
    {"interval": "3000000 \u00b5s"},
    {"jitter": 0}, {"jitter": 0.5}, {"quorum": 1}, {"timeout": 0.1}, {"timeout": 120}, {"timeout": "100ms"},
    {"verify_interval": 1}, {"verify_interval": "30 days"}, {"log_level": "Critical"}, {"log_level": "DEBUG"},
    {"log_level": "Warn"},
]
BAD_CONFIG = [
    TOKEN | {"token": "two words"}, TOKEN | {"token": ""}, TOKEN | {"token": 7}, KEY | TOKEN | {"token_file": "token"},
    KEY | {"token": "pat_0123"}, {"token_file": "yourtwentyfourcharapikey1"}, {"token_file": "pat_abc-123"},
    {"token_file": " pat_abc-123"}, {"token_file": "yourtwentyfourcharapikey"},
    {"state_dir": "0123456789abcdef_0123-456789abcdef"},
    {"ca_file": "yourtwentyfourcharapikey"}, {"providers_file": "pat_abc-123"}, {"api": "rest"}, {"api": "xmlrpc"},
    TOKEN | {"api": "xmlrpc"}, {"endpoint": "http://api.gandi.net/"}, {"endpoint": "https://api.gandi.net/?x"},
    {"endpoint": "https://user@api.gandi.net/"}, {"endpoint": "https:///"}, {"tokeninfo": True}, {"tokeninfo": "no"},
    {"ca_file": ""}, {"ca_file": 1}, {"domains": None}, {"domains": {}}, {"domains": []},
    {"domains": {"nodots": ["a"]}},
    {"domains": {"192.0.2.1": ["a"]}}, {"domains": {"2001:db8::1": ["a"]}}, {"domains": {"example.com": [" "]}},
    {"domains": {"example.com": "www"}}, {"domains": {"exam ple.com": ["www"]}},
    {"domains": {"under_score.com": ["www"]}}, {"domains": {"example.com": ["a b"]}},
    {"domains": {"example.com": ["a..b"]}}, {"domains": {"example.com": ["a.*"]}}, {"domains": {"example.com": [7]}},
    {"domains": {"example.com": [{"ttl": 300}]}}, {"domains": {"example.com": [{"name": "a", "tll": 300}]}},
    {"domains": {"example.com": [{"name": "a", "types": []}]}}, {"domains": {"example.com": [{"name": "a",
    "ttl": 299}]}},
    {"domains": {"example.com": [{"name": "a", "types": ["MX"]}]}},
    *({"ipv6": True, "domains": {"example.com": [{"name": "nas"} | host]}} for host in (
        {"suffix": "192.0.2.1"}, {"suffix": 1}, {"mac": "00:16:3e:ab:cd"}, {"mac": "0016.3eab.cdef"},
        {"mac": "00:16-3e:ab:cd:ef"}, {"mac": "01:00:5e:00:00:01"}, {"mac": ""})),
    {"domains": None, "domain": "example.com"}, {"domains": None, "names": ["www"]}, {"name": "www"},
    {"ttl": 299}, {"ttl": 2592001}, {"ttl": 300.5}, {"ttl": "300"}, {"create_missing": "yes"}, {"ipv4": False},
    {"ipv4": False, "ipv6": False}, {"ipv4": "yes"}, {"ipv4": {}}, {"ipv4": {"interface": "ppp0", "command": "x"}},
    {"ipv4": {"interface": "sixteen-letters-"}}, {"ipv4": {"interface": "a/b"}}, {"ipv4": {"interfaces": "ppp0"}},
    {"ipv4": {"via": "a/b"}}, {"ipv4": {"via": "wan2", "interface": "ppp0"}}, {"ipv6": {"via": "wan2", "command": "x"}},
    {"ipv4": {"via": "wan2", "allow_private": True}}, {"ipv4": {"allow_private": True}}, {"ipv4": {"suffix": "::1"}}, {"ipv4": {"command": "x", "allow_private": 1}},
    {"ipv6": {"prefix_length": 0}}, {"ipv6": {"suffix": "::1", "prefix_length": 128}}, {"ipv6": {"suffix": "1.2.3.4"}},
    {"ipv6": {"suffix": "::1", "prefix_length": 0}}, {"ipv6": {"suffix": "::1", "allow_private": True}},
    {"ipv4": True, "command": "x"}, {"command": ""}, {"interval": 0.9}, {"interval": 2592001}, {"interval": "soon"},
    {"interval": "5 parsecs"}, {"interval": "1.5.2h"}, {"interval": ""}, {"interval": "h"}, {"interval": "1hmin"},
    {"interval": [1]}, {"jitter": -0.1}, {"jitter": 0.6}, {"jitter": "0.1"}, {"quorum": 0}, {"quorum": 101},
    {"quorum": 2.5}, {"timeout": 0.09}, {"timeout": 121}, {"verify_interval": 0}, {"verify_interval": None,
    "verify": 1},
    {"providers_file": ""}, {"state_dir": 1}, {"log_level": "chatty"}, {"intervall": "5min"}, {"$schema": 1},
    {"log_level": "warns"}, {"sharing_id": "example"}, {"sharing_id": "0123456789abcdef0123456789abcdef"},
    {"requests_per_minute": 0}, {"requests_per_minute": 10001}, {"requests_per_minute": 0.5},
]

# All are put into one list, which has enough operators without them.
GOOD_PROVIDERS = [
    " https://example.com/blanks\n", {"url": " https://example.com/blanks", "redirects": 1},
    "https://example.com", "HTTP://example.com/ip?a=1", "https://[2001:db8::1]:8443/", {"url": "https://example.com/"},
    {"url": "https://example.com/", "operator": "x" * 64, "family": "any", "format": "text"},
    *({"url": "https://example.com/", "format": format} for format in (
        "scan", "json:", "json:/ip", "json:/a~1b/0", "line:ip=", "pattern:ip (.*)", "pattern:" + "x" * 498 + "()")),
    *({"url": "https://example.com/", "redirects": count} for count in (0, 1, 3)),
    {"url": "http://example.com/", "redirects": 0},
    {"dns": {"name": "myip.opendns.com", "type": "A", "servers": ["192.0.2.53", "192.0.2.53:5353"]}, "family": "ipv4"},
    {"dns": {"name": "MyIP.opendns.com.", "type": "AAAA", "class": "IN", "servers": ["2001:db8::53",
    "[2001:db8::53]:53"]}},
    {"dns": {"name": "whoami.cloudflare", "type": "TXT", "class": "CHAOS", "servers": ["192.0.2.53", "2001:db8::53"]},
     "operator": "cloudflare"},
]
BAD_PROVIDERS = [
    "nonsense", "ftp://example.com/", "https://", "https://example.com/#a", "https://u:p@example.com/", "", 7, {}, [],
    "https://example.com/a b", "https://example.com:x/", {"url": "https://example.com/", "urls": 1},
    {"url": "https://example.com/", "operator": ""}, {"url": "https://example.com/", "operator": "x" * 65},
    {"url": "https://example.com/", "family": "IPv4"}, {"url": "https://example.com/", "family": None},
    *({"url": "https://example.com/", "format": format} for format in (
        "xml", "", "json:ip", "json:/a~2", "line:", "pattern:.*", "pattern:" + "x" * 499 + "()", "TEXT")),
    {"url": "https://example.com/", "redirects": 4}, {"url": "https://example.com/", "redirects": -1}, {"redirects": 1},
    {"url": "http://example.com/", "redirects": 1}, {"dns": "myip.opendns.com"}, {"dns": {}},
    *({"dns": {"name": "a.example", "type": "A", "servers": ["192.0.2.53"]} | change} for change in (
        {"name": ""}, {"name": "a b"}, {"name": 1}, {"type": "MX"}, {"type": None}, {"class": "CH"}, {"class": "CHAOS"},
        {"servers": []}, {"servers": "192.0.2.53"}, {"servers": ["ns1.example"]}, {"servers": ["192.0.2.53"] * 9},
        {"servers": ["[2001:db8::53]"]}, {"server": "192.0.2.53"})),
    *({"dns": {"name": "a.example", "type": "A", "servers": ["192.0.2.53"]}} | beside for beside in (
        {"url": "https://example.com/"}, {"format": "text"}, {"redirects": 1}, {"operator": 1}, {"family": "IPv4"})),
    *({"dns": part} for part in ({"type": "A", "servers": ["192.0.2.53"]}, {"name": "a.example",
    "servers": ["192.0.2.53"]},
                                 {"name": "a.example", "type": "A"})),
]
