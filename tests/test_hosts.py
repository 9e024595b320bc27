"""Which hosts are on the public internet; what browsers take for an address of four bytes is one."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import hosts
from server.blocks import addresses as read
from server.render import addresses as rendered

PRIVATE = [
    "localhost", "LOCALHOST.", "router", "app.localhost", "printer.local", "nas.lan", "wiki.internal", "x.private",
    "box.home.arpa", "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "１２７.0.0.1",
    "127。0。0。1", "%3127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "0.0.0.0", "::1", "[::1]", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    "2002:7f00:1::", "1.2.3.4.5", "a.b.7", "",
]  # fmt: skip
PUBLIC = [
    "news.example",
    "img.news.example.",
    "8.8.8.8",
    "2606:4700::1111",
    "xn--bcher-kva.example",
    "bücher.example",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_the_readers_own_network_is_not_public(host: str) -> None:
    assert not hosts.is_public(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_the_internet_is(host: str) -> None:
    assert hosts.is_public(host)


@given(st.ip_addresses(v=4))
def test_an_address_of_four_bytes_is_judged_alike_in_every_spelling(address: ipaddress.IPv4Address) -> None:
    if not address.is_global or address.is_multicast:
        for host in (str(address), str(int(address)), hex(int(address)), f"::ffff:{address}"):
            assert not hosts.is_public(host)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "x.private", "127。0。0。1", "[2002:7f00:1::]", "224.0.0.1"])
def test_an_address_is_judged_alike_when_it_is_read_and_when_it_is_rendered(host: str) -> None:
    assert read.absolute(f"https://{host}/p.jpg", None) is None
    assert rendered.picture(f"https://{host}/p.jpg", page_url="https://news.example/") is None


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://news.example/a", True), ("HTTP://news.example", True), ("https://[::1]/", True),
        ("//news.example/a", False), ("file:///a", False), ("https://", False), ("https://@/", False),
        ("https://[", False), ("", False),
    ],
)  # fmt: skip
def test_an_address_of_the_web(url: str, web: bool) -> None:
    assert hosts.is_web(url) is web
