"""The files of `deploy/`: checked by the programs that read them, and run together as Debian's packages."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.programs import program
from support.stack import ALLOWED, DEPLOY, NAME, TOKEN, Stack, free_port, site, stack
from web.conftest import PAGE, SENTENCE
from web.test_web_metrics import counts

from server import create_app, settings
from server.settings import Settings
from server.web.metrics import Metrics

ROOT = DEPLOY.parent
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
NAMES = {settings.named(field) for field in settings.fields(Settings)}


@pytest.fixture(scope="module")
def two_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with stack(tmp_path_factory.mktemp("stack"), CLEANCOPY_WORKERS="2") as made:
        yield made


# --- read by the programs that they are for ---


def test_nginx_takes_its_files(tmp_path: Path) -> None:
    main = site(tmp_path, plain=free_port(), secure=free_port(), copies=[free_port()])
    done = subprocess.run(
        [program("nginx"), "-t", "-c", main, "-p", tmp_path], capture_output=True, text=True, check=False
    )
    assert "syntax is ok" in done.stderr, done.stderr
    assert "[warn]" not in done.stderr


def test_nginx_takes_the_file_of_the_composition(tmp_path: Path) -> None:
    main = site(tmp_path, plain=free_port(), secure=free_port(), copies=[free_port()])
    text = (DEPLOY / "nginx/compose.conf").read_text(encoding="utf-8")
    text = text.replace("copy-1:8000", "127.0.0.1:8001").replace("copy-2:8000", "127.0.0.1:8002")
    text = text.replace("/etc/nginx/snippets/clean-copy-proxy.conf", f"{tmp_path}/proxy.conf")
    (tmp_path / "site.conf").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program("nginx"), "-t", "-c", main, "-p", tmp_path], capture_output=True, text=True, check=False
    )
    assert "syntax is ok" in done.stderr, done.stderr


def test_caddy_takes_its_file() -> None:
    caddy = program("caddy")
    file = DEPLOY / "Caddyfile"
    done = subprocess.run(
        [caddy, "validate", "--adapter", "caddyfile", "--config", file], capture_output=True, text=True, check=False
    )
    assert "Valid configuration" in done.stdout + done.stderr, done.stderr
    assert '"warn"' not in done.stderr
    assert subprocess.run([caddy, "fmt", file], capture_output=True, check=False).stdout == file.read_bytes()


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "clean-copy@8001.service"
    text = (DEPLOY / "systemd/clean-copy@.service").read_text(encoding="utf-8")
    assert "ExecStart=/opt/clean-copy/.venv/bin/gunicorn\n" in text
    unit.write_text(text.replace("/opt/clean-copy/.venv/bin/gunicorn", sys.executable), encoding="utf-8")
    analyze = program("systemd-analyze")
    done = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = subprocess.run(
        [analyze, "security", "--offline=true", unit], capture_output=True, text=True, check=False
    ).stdout
    exposure = re.search(r"Overall exposure level for \S+ ([\d.]+)", told)
    assert exposure, told
    assert float(exposure[1]) < 2.0


def test_hadolint_takes_the_dockerfile() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_not_root_and_says_whether_it_is_well() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = text[text.rindex("FROM ") :]
    assert last.index("USER 10001") < last.index("CMD [")
    assert "HEALTHCHECK" in last
    assert "/healthz" in last
    assert not re.findall(r"FROM \S+:latest|FROM [^:\s]+\s", text)


def test_the_image_has_all_that_it_takes_and_the_engine_is_sent_nothing_else() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {
        word for line in re.findall(r"(?m)^COPY (?!--from)(.+)$", text) for word in line.split()[:-1] if word != "./"
    }
    allowed = set(re.findall(r"(?m)^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8")))
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)


def test_the_health_check_of_the_image_tells_well_from_ill(two_copies: Stack) -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    asked = re.search(r"HEALTHCHECK .*?CMD (\[.*?\])\n", text, re.S)
    assert asked
    command = [sys.executable, *json.loads(asked[1])[1:]]
    for port, well in ((next(iter(two_copies.copies)), True), (free_port(), False)):
        done = subprocess.run(command, env={"PORT": str(port)}, capture_output=True, check=False)
        assert (done.returncode == 0) is well


def test_the_composition_is_whole() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"copy-1", "copy-2", "nginx", "redis"}
    for name, service in services.items():
        assert service.get("image", "").partition(":")[2] != "latest"
        assert service["read_only"], name
        assert set(service.get("depends_on", ())) <= set(services)
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        for volume in service.get("volumes", ()):
            assert (DEPLOY / volume.split(":")[0]).is_file(), volume
            assert volume.endswith(":ro")
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), name
    copies = [service for name, service in services.items() if name.startswith("copy")]
    assert copies[0] == copies[1]
    assert copies[0]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    upstream = (DEPLOY / "nginx/compose.conf").read_text(encoding="utf-8")
    assert re.findall(r"server (copy-\d):8000", upstream) == ["copy-1", "copy-2"]
    assert (DEPLOY / f"{copies[0]['env_file']}.example").is_file()


@pytest.mark.parametrize("name", ["compose.yaml", "clean-copy.env.example", "systemd/clean-copy@.service"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    named = set(re.findall(r"\b(?:CLEANCOPY_\w+|PORT)\b", (DEPLOY / name).read_text(encoding="utf-8")))
    assert named
    assert named <= NAMES


def test_the_settings_of_the_composition_are_read() -> None:
    given = {name: str(value) for name, value in COMPOSE["services"]["copy-1"]["environment"].items()}
    lines = (DEPLOY / "clean-copy.env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    read = settings.read({**example, **given})
    assert read.proxies == 1
    assert read.hosts == ("clean.example.org",)
    assert not read.guarded  # the token is for the host to set; without it the service says so and does not start


def test_prometheus_and_the_dashboard_ask_for_what_is_counted() -> None:
    app = create_app(Settings(metrics="1"))
    app.test_client().post("/clean", data=PAGE, content_type="text/html")
    made: Metrics = app.extensions["cleancopy.metrics"]
    there = {name for name, _ in counts(made.page().decode())}
    board = json.loads((DEPLOY / "grafana/clean-copy.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    rules = yaml.safe_load((DEPLOY / "prometheus-rules.yml").read_text(encoding="utf-8"))
    queries += [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    asked = {name for query in queries for name in re.findall(r"\bcleancopy_\w+", query)}
    assert asked
    assert asked <= there
    # and each thing that is counted is shown
    assert {name.removesuffix("_bucket").removesuffix("_sum").removesuffix("_count") for name in asked} >= {
        "cleancopy_requests_total",
        "cleancopy_request_seconds",
        "cleancopy_room_seconds",
        "cleancopy_removals_total",
        "cleancopy_pages_total",
        "cleancopy_version",
    }
    ids = [panel["id"] for panel in board["panels"]]
    assert len(ids) == len(set(ids))


# --- run together ---


def test_a_page_comes_through_https_with_a_token(two_copies: Stack) -> None:
    answer = two_copies.request("POST", "/clean?format=text", PAGE.encode())
    assert answer.status == 200
    assert SENTENCE in answer.text
    assert "max-age" in answer.headers["strict-transport-security"]
    assert (
        two_copies.request("POST", "/clean", PAGE.encode(), {"Host": NAME, "Content-Type": "text/html"}).status == 401
    )


def test_the_start_page_s_own_form_is_taken(two_copies: Stack) -> None:
    """Behind TLS the service knows its own origin, and no other."""
    own = {**ALLOWED, "Origin": f"https://{NAME}", "Sec-Fetch-Site": "same-origin"}
    own["Host"] = f"{NAME}"
    assert two_copies.request("POST", "/clean", PAGE.encode(), own).status == 200
    for other in (f"http://{NAME}", "https://news.example"):
        assert two_copies.request("POST", "/clean", PAGE.encode(), {**own, "Origin": other}).status == 403


def test_what_a_caller_says_of_itself_is_not_believed(two_copies: Stack) -> None:
    told = {
        **ALLOWED,
        "X-Forwarded-Host": "rebound.example",
        "X-Forwarded-Proto": "http",
        "Forwarded": "for=127.0.0.1",
    }
    assert two_copies.request("POST", "/clean", PAGE.encode(), told).status == 200
    assert two_copies.request("GET", "/healthz", headers={"Host": "rebound.example"}).status == 403


def test_plain_http_is_sent_to_https(two_copies: Stack) -> None:
    done = subprocess.run(
        [program("curl"), "-sS", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}",
         f"http://127.0.0.1:{two_copies.plain}/?format=html"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == f"308 https://{NAME}/?format=html"


def test_counts_are_not_shown_outside(two_copies: Stack) -> None:
    assert two_copies.request("GET", "/metrics").status == 404


def test_the_id_of_a_request_goes_all_the_way(two_copies: Stack) -> None:
    sent = two_copies.request("GET", "/healthz", headers={"Host": NAME, "X-Request-ID": "find-me"})
    assert sent.headers["x-request-id"] == "find-me"
    bad = two_copies.request("GET", "/healthz", headers={"Host": NAME, "X-Request-ID": "https://a.example"})
    drawn = bad.headers["x-request-id"]
    # A copy writes its line behind the answer, and either copy may have given it.
    for told in ("find-me", drawn):
        line = re.compile(rf" id={told}\n")
        assert any(copy.wait_for(line, 0.2) for _ in range(50) for copy in two_copies.copies.values())
    log = (two_copies.folder / "clean-copy.log").read_text(encoding="utf-8")
    assert " id=find-me\n" in log
    assert f" id={drawn}\n" in log


def test_a_page_too_large_is_refused_by_the_service_itself(two_copies: Stack) -> None:
    most = Settings().max_bytes
    answer = two_copies.request("POST", "/clean", b"x" * (most + 1))
    assert answer.status == 413
    assert json.loads(answer.text)["type"].endswith(":too-large")


def test_no_log_and_no_file_holds_what_was_sent(two_copies: Stack) -> None:
    secret = "zugzwang"
    page = PAGE.replace("quarry", secret).encode() + b" " * 2_000_000  # larger than nginx's usual buffers
    path = f"/clean?url=https://{secret}.example/{secret}"
    assert two_copies.request("POST", path, page, {**ALLOWED, "Referer": f"https://{secret}.example"}).status == 200
    written = "".join(
        file.read_text(errors="replace") for file in two_copies.folder.rglob("*") if file.is_file()
    ) + "".join(copy.log for copy in two_copies.copies.values())
    for word in (secret, TOKEN, "127.0.0.1 -"):
        assert word not in written, word
    assert not [file for file in (two_copies.folder / "body").rglob("*") if file.is_file()]


@pytest.mark.parametrize(("how", "lost"), [(signal.SIGTERM, 0), (signal.SIGKILL, 2)], ids=["told to end", "killed"])
def test_a_copy_taken_away_under_load_costs_no_request(two_copies: Stack, how: signal.Signals, lost: int) -> None:
    """And when it is back, it works again. Killed, it may take along the answers that its two workers had begun."""
    seen: list[int | str] = []
    under_way = threading.Event()

    def load(number: int) -> None:
        for turn in range(30):
            try:
                seen.append(two_copies.request("POST", "/clean", PAGE.encode()).status)
            except (OSError, HTTPException) as error:
                seen.append(repr(error))
            if number == 0 and turn == 9:
                under_way.set()

    senders = [threading.Thread(target=load, args=(number,), daemon=True) for number in range(6)]
    for sender in senders:
        sender.start()
    assert under_way.wait(120)
    port, gone = next(iter(two_copies.copies.items()))
    gone.end(how)
    for sender in senders:
        sender.join(120)
    assert len(seen) == 180
    assert sum(status != 200 for status in seen) <= lost, Counter(seen)
    two_copies.start(port)
    done = threading.Event()
    for _ in range(100):
        assert two_copies.request("POST", "/clean", PAGE.encode()).status == 200
        if "POST /clean 200" in two_copies.copies[port].log:
            done.set()
            break
        done.wait(0.1)
    assert done.is_set()
